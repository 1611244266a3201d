"""The competency score of a person: the mean of two evaluators, category by category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.rules import HUNDRED, CompetencyCategory
from domain.scoring.proof import Score


@dataclass(frozen=True)
class Rating:
    """One evaluator's opened scores by category, and where they stand in the log."""

    evaluator: str
    scores: Mapping[str, Decimal]
    position: int


def competency_score(ratings: Sequence[Rating], categories: Sequence[CompetencyCategory], scale: Decimal) -> Score:
    """Return the competency score of 100: weight x mean x (100 / scale), summed, exact.

    A single rating stands alone, and says so, where no second superior exists or one was released.
    """
    parts = tuple(_category(category, ratings) for category in categories)
    to_hundred = HUNDRED / scale
    value = sum((part.value * to_hundred * (part.weight or 0) for part in parts), Decimal(0)) / HUNDRED
    return Score("competency", value, "evaluator-mean" if len(ratings) > 1 else "single-evaluator", parts=parts)


def _category(category: CompetencyCategory, ratings: Sequence[Rating]) -> Score:
    parts = tuple(
        Score(rating.evaluator, rating.scores[category.category], "S1-107", position=rating.position)
        for rating in ratings
    )
    mean = sum((part.value for part in parts), Decimal(0)) / len(parts)
    return Score(f"category/{category.category}", mean, "evaluator-mean", weight=category.weight, parts=parts)
