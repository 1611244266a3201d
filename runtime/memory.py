"""The garbage collector of a process that keeps many states in memory."""

from __future__ import annotations

import gc

_NEW = 50_000  # objects between two looks at the youngest; a batch of commands makes some ten thousand
_OLDER, _OLDEST = 20, 50  # looks at the younger before one at the older


def calm_collector() -> None:
    """Look at what stays, modules and folded states, seldom: with Python's defaults it stalls the door by 0.1 s."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW, _OLDER, _OLDEST)
