"""The score of a unit: its frozen indicators, each scored by three aspects, weighted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.rules import HUNDRED, Aspects
from domain.scoring.proof import Score


@dataclass(frozen=True)
class Scored:
    """The three aspect scores of one indicator, of 100 each, and where they stand in the log."""

    code: str
    weight: Decimal  # percent of the scorecard
    planning: Decimal
    execution: Decimal
    achievement: Decimal
    position: int | None = None
    adjusted: Decimal | None = None  # by the committee after verification, in place of the three (S1-106)


def indicator_score(scored: Scored, aspects: Aspects) -> Score:
    """Return the indicator's score of 100: the weighted sum of its aspects (S1-105), or as adjusted."""
    if scored.adjusted is not None:
        return Score(
            f"indicator/{scored.code}", scored.adjusted, "S1-106", weight=scored.weight, position=scored.position
        )
    parts = tuple(
        Score(name, getattr(scored, name), "S1-105", weight=getattr(aspects, name), position=scored.position)
        for name in ("planning", "execution", "achievement")
    )
    value = sum((part.value * (part.weight or 0) for part in parts), Decimal(0)) / HUNDRED
    return Score(f"indicator/{scored.code}", value, "weighted-sum", weight=scored.weight, parts=parts)


def organisation_score(unit: str, results: Iterable[Scored], aspects: Aspects) -> Score:
    """Return the unit's score of 100, exact: converted scores are rounded only in a component.

    Indicators without a result yet count nothing, and their weight is not given to the others.

    >>> from domain.rules import Aspects
    >>> even = Aspects(planning=20, execution=20, achievement=60)
    >>> nationwide = Scored("I-01", Decimal(8), Decimal(95), Decimal(95), Decimal(95), 7)
    >>> organisation_score("IPPB", [nationwide], even).value
    Decimal('7.6')
    """
    parts = tuple(indicator_score(scored, aspects) for scored in sorted(results, key=lambda it: it.code))
    value = sum((part.value * (part.weight or 0) for part in parts), Decimal(0)) / HUNDRED
    return Score(f"organisation/{unit}", value, "weighted-sum", parts=parts)
