"""The order of a promotion list: points of the years that count, weighted, and places that equals share.

A year without a grade is left out, never counted as nothing. Nobody stands before an equal by lot, by
seniority or by the alphabet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import NamedTuple

_CENT = Decimal("0.01")


class Rated(NamedTuple):
    """A year that counts: its *weight*, the points of its grade, and the total behind them."""

    year: int
    weight: Decimal
    points: Decimal
    total: Decimal


class Standing(NamedTuple):
    """A person on the list: *place* counts from 1, equals share it."""

    person: str
    place: int
    points: Decimal
    rated: tuple[Rated, ...]


def weighted_points(rated: Sequence[Rated]) -> Decimal:
    """Return the mean of the points by weight, rounded once, half up.

    >>> weighted_points([Rated(2010, Decimal(60), Decimal(70), Decimal(96))])
    Decimal('70.00')
    """
    whole = sum((it.weight for it in rated), Decimal(0))
    summed = sum((it.weight * it.points for it in rated), Decimal(0))
    return (summed / whole).quantize(_CENT, ROUND_HALF_UP)


def in_order(candidates: Mapping[str, tuple[Rated, ...]]) -> list[Standing]:
    """Return the list, best first: by points, then by the totals of the years, the newest first."""
    keys = {person: (weighted_points(it), *(year.total for year in it)) for person, it in candidates.items()}
    ordered = sorted(sorted(keys), key=lambda person: keys[person], reverse=True)
    found: list[Standing] = []
    for _, equals in groupby(ordered, key=lambda person: keys[person]):
        place = len(found) + 1
        found += [Standing(it, place, keys[it][0], candidates[it]) for it in sorted(equals)]
    return found
