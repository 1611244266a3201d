"""Who stands in the bottom band of a pool, and which categories of a person are weakest (S1-91, S1-92)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal

_HUNDRED = Decimal(100)


def band_size(pool: int, percent: Decimal, least: int) -> int:
    """Return how many of *pool* the bottom band may hold: rounded down, and none in a pool below *least*.

    >>> band_size(1800, Decimal(1), 100), band_size(199, Decimal(1), 100), band_size(99, Decimal(1), 100)
    (18, 1, 0)
    """
    if pool < least:
        return 0
    return int((pool * percent / _HUNDRED).to_integral_value(ROUND_FLOOR))


def bottom_band(totals: Mapping[str, Decimal], percent: Decimal, least: int) -> tuple[str, ...]:
    """Return who is in the bottom band, lowest first; a tie that would not fit is left out as a whole."""
    size = band_size(len(totals), percent, least)
    ordered = sorted(totals, key=lambda person: (totals[person], person))
    if size < len(ordered):
        line = totals[ordered[size]]  # the first who is not in the band: nobody with the same total is in it
        return tuple(person for person in ordered[:size] if totals[person] < line)
    return tuple(ordered)


def weakest(scores: Mapping[str, Decimal], order: Iterable[str], count: int) -> tuple[str, ...]:
    """Return the *count* lowest of *scores*; of equals, the first in *order*."""
    known = [name for name in order if name in scores]
    return tuple(sorted(known, key=lambda name: scores[name])[:count])
