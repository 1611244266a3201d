"""Old event shapes, brought to their newest form when read. Stored bytes never change.

A shape is changed only together with an upcaster here and a golden file in ``tests/golden``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


def _every_phase_was_run(opened: dict[str, Any]) -> dict[str, Any]:
    return {**opened, "phases_past": []}


def _no_body_had_its_own(opened: dict[str, Any]) -> dict[str, Any]:
    return {**opened, "own": {}}


UPCASTERS: dict[tuple[str, int], Upcaster] = {  # by event type, and the schema version it starts from
    ("CycleOpened", 1): _every_phase_was_run,
    ("CycleOpened", 2): _no_body_had_its_own,
}


def upcast(kind: str, version: int, body: dict[str, Any]) -> dict[str, Any]:
    """Return *body* of an event *kind*, stored at *version*, in its newest shape."""
    while (step := UPCASTERS.get((kind, version))) is not None:
        body, version = step(body), version + 1
    return body
