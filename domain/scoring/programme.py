"""The rating of a spending programme and what it does to its budget (5.8, 5.9): exact, from rule-set data."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from domain.follow_up import BudgetRules, ProgrammeLevel

Branch = Literal["cut", "freeze", "free"]
HUNDRED = Decimal(100)


def level_of(score: Decimal, levels: Sequence[ProgrammeLevel]) -> ProgrammeLevel:
    """Return the level of *score*, 0 to 100; *levels* from the best down, the last begins at 0.

    >>> level_of(Decimal("60"), FIVE).level, level_of(Decimal("59.99"), FIVE).level
    ('good', 'poor')
    """
    return next(level for level in levels if score >= level.at_least)


def branch_of(*, poor: bool, demonstrated: bool) -> Branch:
    """Return the branch of the budget rule (S1-51): poor is cut, an effect not shown does not grow, others may.

    >>> branch_of(poor=True, demonstrated=True), branch_of(poor=False, demonstrated=False)
    ('cut', 'freeze')
    """
    if poor:
        return "cut"
    return "free" if demonstrated else "freeze"


def ceiling_of(branch: Branch, base: Decimal, rules: BudgetRules) -> Decimal | None:
    """Return the most that may be granted, in the unit of *base*; None: no limit. Rounded down, to the cent.

    >>> ceiling_of("cut", Decimal(12000), BudgetRules())
    Decimal('10800.00')
    """
    match branch:
        case "cut":
            return (base * rules.keep / HUNDRED).quantize(Decimal("0.01"), ROUND_FLOOR)
        case "freeze":
            return base
        case "free":
            return None


FIVE = (  # the levels printed by the press for 2008 to 2015; for the examples above
    *(
        ProgrammeLevel.model_validate({"level": level, "name": {"ko": level, "en": level}, "at_least": least})
        for level, least in (("excellent", 90), ("great", 80), ("good", 60), ("poor", 50), ("very-poor", 0))
    ),
)
