"""The score of a ministry's evaluation of itself: members' scores, measures, subjects, categories, total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from domain.scoring.proof import Score, half_up

_HUNDRED = Decimal(100)


def measure_score(code: str, weight: Decimal, scores: Sequence[Decimal]) -> Score:
    """Return a measure's score of 100: the mean of what the members gave, rounded once.

    >>> measure_score("I-01", Decimal(60), [Decimal(90), Decimal(91), Decimal(91)]).value
    Decimal('90.67')
    """
    given = tuple(Score(f"member/{n}", score, "ballot") for n, score in enumerate(scores, 1))
    mean = half_up(sum(scores, Decimal(0)) / len(scores))
    return Score(f"measure/{code}", mean, "mean", weight=weight, rounding="half-up", parts=given)


def weighted(what: str, parts: Sequence[Score], weight: Decimal | None = None) -> Score:
    """Return the exact sum of *parts* by their weights in percent.

    >>> parts = [measure_score("a", Decimal(60), [Decimal(90)]), measure_score("b", Decimal(40), [Decimal(80)])]
    >>> weighted("subject/S1", parts).value
    Decimal('86.00')
    """
    value = sum((part.value * (part.weight or 0) for part in parts), Decimal(0)) / _HUNDRED
    return Score(what, value, "weighted-sum", weight=weight, parts=tuple(parts))
