"""Signals that an indicator may be made to look good. A signal asks for a look; it proves nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from domain.planning import Planning
from domain.rules import HUNDRED
from domain.scoring.targets import Direction, sign

Kind = Literal["target-below-history", "formula-drift", "denominator-shift", "last-weeks-surge"]
_ENOUGH = 3  # pieces of evidence of which a share says something


@dataclass(frozen=True)
class Signal:
    """One signal and the numbers behind it, as text."""

    signal: Kind
    facts: Mapping[str, str] = field(default_factory=dict)


def target_below_history(target: Decimal | None, last: Decimal | None, direction: Direction) -> Signal | None:
    """Return a signal when the target is easier than last year's result was."""
    if target is None or last is None or sign(direction) * (target - last) >= 0:
        return None
    return Signal("target-below-history", {"target": format(target, "f"), "last": format(last, "f")})


def formula_drift(now: Mapping[str, object], before: Mapping[str, object]) -> Signal | None:
    """Return a signal when what the indicator measures, or how, is not what it was; *now* and *before* by field."""
    changed = {name: f"{before.get(name)} -> {value}" for name, value in now.items() if before.get(name) != value}
    return Signal("formula-drift", changed) if changed else None


def denominator_shift(denominators: Sequence[Decimal], rules: Planning) -> Signal | None:
    """Return a signal when a denominator differs from the one before by more than the rules' share."""
    for before, now in pairwise(denominators):
        if before and abs(now - before) * HUNDRED > abs(before) * rules.denominator_shift:
            return Signal("denominator-shift", {"before": format(before, "f"), "now": format(now, "f")})
    return None


def last_weeks_surge(days: Sequence[date], end: date, rules: Planning) -> Signal | None:
    """Return a signal when most of a year's evidence is of its last days; *end* is the year's last day."""
    from_day = end - timedelta(days=rules.surge_days - 1)
    late = sum(day >= from_day for day in days)
    if len(days) < _ENOUGH or late * HUNDRED <= len(days) * rules.surge_share:
        return None
    return Signal("last-weeks-surge", {"late": str(late), "all": str(len(days)), "from": from_day.isoformat()})
