"""Where a year is heading: a straight line through what was reported, drawn to the year's end."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from domain.scoring.proof import Score, half_up

_LEAST = 2  # a line needs two points


def forecast(values: Mapping[int, Decimal], periods: int) -> Score | None:
    """Return the value to expect for the last of *periods*, to two places; None from fewer than two values.

    *values* are those reported, by period from 1. The line is that of least squares. Once the last
    period is reported there is nothing left to foresee, and its value is the answer.

    >>> forecast({1: Decimal("55.2"), 2: Decimal("57.4")}, 4).value
    Decimal('61.80')
    """
    parts = tuple(Score(f"period/{period}", values[period], "reported") for period in sorted(values))
    if periods in values:
        return Score("forecast", values[periods], "reported", parts=parts)
    if len(values) < _LEAST:
        return None
    return Score(
        "forecast", half_up(_line(values, periods)), "straight-line", rounding="half-up, 2 places", parts=parts
    )


def _line(values: Mapping[int, Decimal], at: int) -> Decimal:
    """Return the line's value *at* a period; divided once, so that nothing is rounded on the way."""
    count, sum_x, sum_y = len(values), sum(values), sum(values.values(), Decimal(0))
    spread = count * sum(x * x for x in values) - sum_x * sum_x
    slope = count * sum((x * y for x, y in values.items()), Decimal(0)) - sum_x * sum_y
    return (sum_y * spread + slope * (count * at - sum_x)) / (count * spread)
