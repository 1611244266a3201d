"""The rate of achievement: what a result is against its target, by the formula its definition names."""

from __future__ import annotations

from decimal import Decimal

from domain.planning import Formula
from domain.rules import HUNDRED
from domain.scoring.proof import Score
from domain.scoring.targets import Direction, sign


def achievement(
    formula: Formula, actual: Decimal, target: Decimal, cap: Decimal, direction: Direction = "up"
) -> Score | None:
    """Return what counts of the rate, between 0 and *cap*, with the uncapped rate as its part.

    None where the formula has no rate for these numbers, such as a ratio to nothing.
    """
    value = rate(formula, actual, target, direction)
    if value is None:
        return None
    uncapped = Score("rate", value, f"formula/{formula.kind}", parts=_given(actual, target))
    return Score("achievement", min(max(value, Decimal(0)), cap), "capped", weight=cap, parts=(uncapped,))


def rate(formula: Formula, actual: Decimal, target: Decimal, direction: Direction = "up") -> Decimal | None:
    """Return the uncapped rate, in percent; None where there is none."""
    match formula.kind:
        case "rubric":
            return _level(formula, actual)
        case "difference":
            return HUNDRED + sign(direction) * (actual - target) * formula.step
        case "down-ratio":
            return target * HUNDRED / actual if actual > 0 and target > 0 else None
        case "down-linear":
            return (2 - actual / target) * HUNDRED if target > 0 else None
        case "up-ratio" | "milestone":
            return actual * HUNDRED / target if target > 0 else None


def has_rate(formula: Formula, target: Decimal) -> bool:
    """Return whether the formula can measure against *target*: a ratio to nothing, or to less, says nothing."""
    return formula.kind in ("rubric", "difference") or target > 0


def _level(formula: Formula, actual: Decimal) -> Decimal | None:
    if actual != actual.to_integral_value() or not 1 <= actual <= len(formula.levels):
        return None
    return formula.levels[int(actual) - 1]


def _given(actual: Decimal, target: Decimal) -> tuple[Score, ...]:
    return Score("result", actual, "reported"), Score("target", target, "sealed-definition")
