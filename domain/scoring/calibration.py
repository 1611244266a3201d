"""How evaluators rate: leniency, spread, halo, distance to the other evaluator, recency (REG 6-3).

Every measure says on how many ratings it rests and how uncertain it is: one standard error, so that
a small number is not taken for a fault. Ratings are points of 100. Each is compared with the mean
of the office in its own year and seat, first with first and second with second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Literal

Seat = Literal["first", "second"]
_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)  # the same result whatever context surrounds it
_SHOWN = Decimal("0.0001")
_LAST_QUARTER = 4


@dataclass(frozen=True)
class Rated:
    """One opened rating of one person by one evaluator, in points of 100."""

    year: int
    person: str
    evaluator: str
    seat: Seat
    total: Decimal
    categories: tuple[Decimal, ...]
    cited: tuple[int, ...] = ()  # the quarters of the notes it cites


@dataclass(frozen=True)
class Measure:
    """A number, on how many observations it rests, and its standard error; None where it cannot be told."""

    value: Decimal
    n: int
    error: Decimal | None


@dataclass(frozen=True)
class Calibration:
    """How one evaluator rated, over the years asked for."""

    evaluator: str
    ratings: int
    leniency: Measure  # mean difference to the office's mean
    spread: Measure  # population standard deviation of these differences
    halo: Measure  # mean variance across the categories within a person; small: all categories alike
    gap: Measure | None  # mean difference to the other evaluator of the same person
    recency: Measure | None  # share of cited notes that are of the last quarter


def calibrate(ratings: Sequence[Rated], chosen: Callable[[Rated], bool] = lambda _: True) -> list[Calibration]:
    """Return the calibration of each evaluator of the *chosen* ratings, by id; all *ratings* make the office's mean."""
    office = _means(ratings)
    other = {(it.year, it.person, it.seat): it for it in ratings}
    by_evaluator: dict[str, list[Rated]] = defaultdict(list)
    for it in ratings:
        if chosen(it):
            by_evaluator[it.evaluator].append(it)
    return [_calibration(name, own, office, other) for name, own in sorted(by_evaluator.items())]


def _calibration(
    evaluator: str,
    own: Sequence[Rated],
    office: dict[tuple[int, Seat], Decimal],
    other: dict[tuple[int, str, Seat], Rated],
) -> Calibration:
    differences = [_minus(it.total, office[it.year, it.seat]) for it in own]
    gaps = [
        _minus(it.total, met.total)
        for it in own
        if (met := other.get((it.year, it.person, "second" if it.seat == "first" else "first")))
    ]
    return Calibration(
        evaluator=evaluator,
        ratings=len(own),
        leniency=mean_of(differences),
        spread=spread_of(differences),
        halo=mean_of([variance(it.categories) for it in own]),
        gap=mean_of(gaps) if gaps else None,
        recency=recency_of([quarter for it in own for quarter in it.cited]),
    )


def _means(ratings: Iterable[Rated]) -> dict[tuple[int, Seat], Decimal]:
    totals: dict[tuple[int, Seat], list[Decimal]] = defaultdict(list)
    for it in ratings:
        totals[it.year, it.seat].append(it.total)
    return {key: mean(values) for key, values in totals.items()}


def mean_of(values: Sequence[Decimal]) -> Measure:
    """Return the mean of *values*; its standard error is s / sqrt(n), unknown for a single one."""
    n = len(values)
    error = None
    if n > 1:
        sample = _EXACT.divide(_EXACT.multiply(variance(values), Decimal(n)), Decimal(n - 1))
        error = _EXACT.sqrt(_EXACT.divide(sample, Decimal(n)))
    return _measure(mean(values), n, error)


def spread_of(values: Sequence[Decimal]) -> Measure:
    """Return the population standard deviation of *values*; its error is that of a normal sample, / sqrt(2n)."""
    n = len(values)
    sigma = _EXACT.sqrt(variance(values))
    return _measure(sigma, n, _EXACT.divide(sigma, _EXACT.sqrt(Decimal(2 * n))) if n > 1 else None)


def recency_of(quarters: Sequence[int]) -> Measure | None:
    """Return the share of *quarters* that are the last, of 1; None when no note is cited. Its error is binomial."""
    n = len(quarters)
    if not n:
        return None
    share = _EXACT.divide(Decimal(sum(it == _LAST_QUARTER for it in quarters)), Decimal(n))
    spread = _EXACT.multiply(share, _minus(Decimal(1), share))
    return _measure(share, n, _EXACT.sqrt(_EXACT.divide(spread, Decimal(n))) if n > 1 else None)


def mean(values: Sequence[Decimal]) -> Decimal:
    """Return the mean of *values*, of which there is at least one."""
    return _EXACT.divide(_sum(values), Decimal(len(values)))


def variance(values: Sequence[Decimal]) -> Decimal:
    """Return the population variance of *values*, of which there is at least one."""
    centre = mean(values)
    squares = [_EXACT.power(_minus(value, centre), 2) for value in values]
    return mean(squares)


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = _EXACT.add(total, value)
    return total


def _minus(left: Decimal, right: Decimal) -> Decimal:
    return _EXACT.subtract(left, right)


def _measure(value: Decimal, n: int, error: Decimal | None) -> Measure:
    return Measure(_shown(value), n, None if error is None else _shown(error))


def _shown(value: Decimal) -> Decimal:
    return value.quantize(_SHOWN, rounding=ROUND_HALF_UP, context=_EXACT)
