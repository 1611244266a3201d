"""The mean of earlier ratings, which counts for who could not be rated because he was away (REG 17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal

from domain.scoring.proof import Score

Rounding = Literal["half-up", "down"]
_ROUNDING = {"half-up": ROUND_HALF_UP, "down": ROUND_FLOOR}


def mean_of_ratings(ratings: Mapping[int, Decimal], rounding: Rounding, places: int) -> Score:
    """Return the mean of *ratings*, given by year, rounded once.

    >>> mean_of_ratings({2008: Decimal("90.01"), 2009: Decimal("91.02")}, "half-up", 2).value
    Decimal('90.52')
    """
    exact = sum(ratings.values(), Decimal(0)) / len(ratings)
    value = exact.quantize(Decimal(1).scaleb(-places), _ROUNDING[rounding])
    parts = tuple(Score(f"rating/{year}", total, "sum-of-components") for year, total in ratings.items())
    return Score("total", value, "REG-17", rounding=f"{rounding}, {places} places", parts=parts)


def mean_of_breakers(breakers: Sequence[tuple[Decimal, ...]]) -> tuple[Decimal, ...]:
    """Return the mean of what broke ties in each rating, part by part, to twelve places: for ranking only."""
    return tuple((sum(of, Decimal(0)) / len(of)).quantize(Decimal("1E-12")) for of in zip(*breakers, strict=False))
