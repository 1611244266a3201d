"""The challenging target: last year's result moved by the standard deviation of the past years (S1-83)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Literal

from domain.planning import Planning
from domain.scoring.proof import Score, half_up

Direction = Literal["up", "down"]
Scale = tuple[Decimal, Decimal]
Judged = Literal["meets", "easier", "baseline-building"]
_DIGITS = 34


def deviation(results: Sequence[Decimal], sigma: Literal["population", "sample"]) -> Decimal:
    """Return the standard deviation of *results*.

    >>> half_up(deviation([Decimal("70.1"), Decimal("71.5"), Decimal("72.4")], "sample"))
    Decimal('1.16')
    """
    with localcontext() as context:
        context.prec = _DIGITS
        count = len(results)
        squares = count * sum((it * it for it in results), Decimal(0)) - sum(results, Decimal(0)) ** 2
        return (squares / (count * (count if sigma == "population" else count - 1))).sqrt()


def target_by_rule(
    results: Sequence[Decimal], direction: Direction, rules: Planning, scale: Scale | None = None
) -> Score | None:
    """Return the target that the rule sets, to two places; None while there are too few past *results*.

    *results* are those of the past years, oldest first; *scale* are the least and the most there can be.

    >>> target_by_rule([Decimal("2.1"), Decimal("1.7"), Decimal("1.4")], "down", Planning()).value
    Decimal('1.11')
    """
    years = results[-rules.history :]
    if len(years) < rules.history:
        return None
    sigma = deviation(years, rules.sigma)
    value = years[-1] + sign(direction) * rules.k * sigma
    if scale is not None:
        value = min(max(value, scale[0]), scale[1])
    parts = (
        Score("previous", years[-1], "S1-83"),
        Score("sigma", sigma, f"sigma-{rules.sigma}", weight=rules.k),
    )
    return Score("target", half_up(value), "S1-83", rounding="half-up, 2 places", parts=parts)


def judge(
    chosen: Decimal, results: Sequence[Decimal], direction: Direction, rules: Planning, scale: Scale | None = None
) -> Judged:
    """Return how the *chosen* target stands to the rule; it may be rounded to the places that results have.

    Where results never varied, the rule gives last year's result, and a target must go a step beyond it.
    """
    by_rule = target_by_rule(results, direction, rules, scale)
    if by_rule is None:
        return "baseline-building"
    lead = sign(direction) * (chosen - by_rule.value)
    varied = bool(by_rule.parts[1].value)
    at_the_end = scale is not None and by_rule.value in scale
    if not varied and not at_the_end:
        return "meets" if lead > 0 else "easier"
    finest = max(_places(it) for it in results)
    return "meets" if lead >= -Decimal(5).scaleb(-finest - 1) else "easier"


def sign(direction: Direction) -> int:
    """Return +1 where more is better, -1 where less is."""
    return 1 if direction == "up" else -1


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
