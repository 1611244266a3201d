"""The total of a person: components rounded once each, summed exactly (5.1, 5.6; table T3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from domain.rules import HUNDRED, Profile
from domain.scoring.proof import Score, half_up

ROUNDING = "half-up, 2 places"


def component(what: str, of_hundred: Score, points: Decimal, rule: str) -> Score:
    """Return *points* x score / 100, rounded half up: one component of the total."""
    value = half_up(of_hundred.value * points / HUNDRED)
    return Score(what, value, rule, weight=points, rounding=ROUNDING, parts=(of_hundred,))


def bonus(what: str, credits: Sequence[Score], rule: str) -> Score:
    """Return the sum of bonus points *credits*, rounded half up."""
    value = half_up(sum((credit.value for credit in credits), Decimal(0)))
    return Score(what, value, rule, rounding=ROUNDING, parts=tuple(credits))


def total(components: Sequence[Score]) -> Score:
    """Return the exact sum of rounded components."""
    return Score("total", sum((it.value for it in components), Decimal(0)), "5.6", parts=tuple(components))


def components_due(profile: Profile) -> Mapping[str, Decimal]:
    """Return the components that *profile* counts, with their points; those of no points are left out."""
    points = {
        "bureau": profile.bureau,
        "department": profile.department,
        "individual": profile.individual,
        "competency": profile.competency,
        "attitude": profile.attitude,
    }
    return {name: value for name, value in points.items() if value}
