"""The small office with a promotion list at the end of January, and what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from domain.composition import Read
from domain.grading_facts import Apart
from domain.ids import pools_stream
from domain.messages import Event
from domain.person import EvaluatorsAssigned
from domain.phase_facts import PhaseOpened
from domain.phase_rules import PhaseRule
from domain.promotion import CountedYear, GradeList, Place, PromotionListDrawn
from domain.promotion_rules import PromotionRules
from domain.rules import RuleSet
from domain.scoring.promotion import Rated, in_order
from tests.support.grading import TEN, all_graded, allocated, formed, names, pool_graded
from tests.support.office import KIPO, PAYMENT, PERSONNEL, RULES, YEAR, label, opened_cycle, phase_open

POINTS = {"S": Decimal(70), "A": Decimal(60), "B": Decimal(50), "C": Decimal(40)}
LIST = PhaseRule.model_validate(
    {"phase": "list", "name": label("list"), "scope": "body", "opens": "Y+1-01-31", "due": "Y+1-01-31"}
    | {"tasks": ({"task": "draw-promotion-list", "name": label("draw"), "of": "body", "by": "engine"},)}
)
PROMOTIONS = PromotionRules.model_validate(
    {"highest": 5, "lowest": 9, "most": 70, "points": POINTS}
    | {"lists": ({"phase": "list", "years": ({"back": 0, "weight": 60}, {"back": 1, "weight": 40})},)}
)


def listing() -> RuleSet:
    """Return the office's rules with the list."""
    before = RULES.phases.index(PAYMENT)
    phases = (*RULES.phases[:before], LIST, *RULES.phases[before:])
    personnel = PERSONNEL.model_copy(update={"promotion": PROMOTIONS})
    return RULES.model_copy(update={"phases": phases, "personnel": personnel})


listed: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "list"}
list_open: PhaseOpened = phase_open(LIST)


def graded_year(grades: str = "SSAAABBBBC", year: int = YEAR, scores: Sequence[str] = TEN) -> list[Event]:
    """Return the grading of *year*, in which p01 to p10 got *grades* for *scores*."""
    assigned = [it for it in all_graded if isinstance(it, EvaluatorsAssigned)] if year != YEAR else []
    fresh = [*assigned, formed, pool_graded(grades, scores), allocated]
    return [it.model_copy(update={"year": year}) for it in fresh]


def office_year(grades: str = "SSAAABBBBC") -> list[Event]:
    """Return the year of the office up to the day of the list."""
    people = [it for it in all_graded if it not in (formed, pool_graded(), allocated)]
    opened = opened_cycle(listing())
    return [*(opened if it == opened_cycle() else it for it in people), *graded_year(grades), list_open]


def places(grades: str, scores: Sequence[str] = TEN, grade: int = 6) -> GradeList:
    """Return the list of p01 to p10 by one year alone."""
    found = {
        person: (Rated(YEAR, Decimal(60), POINTS[given], Decimal(score)),)
        for person, given, score in zip(names, grades, scores, strict=True)
    }
    return GradeList(
        grade=grade,
        places=tuple(
            Place(
                person=it.person,
                place=it.place,
                points=it.points,
                years=tuple(CountedYear(year=one.year, points=one.points, total=one.total) for one in it.rated),
            )
            for it in in_order(found)
        ),
    )


def drawn(*lists: GradeList, apart: Sequence[str] = (), inputs: Sequence[Read] | None = None) -> PromotionListDrawn:
    """Return that the list was drawn on 31 January from the year's grading."""
    own = (Read(stream=pools_stream(YEAR, KIPO), version=3),)
    return PromotionListDrawn(
        **listed,
        as_of=date(2011, 1, 31),
        lists=lists,
        apart=tuple(Apart(person=person, ground="no-grade") for person in apart),
        inputs=own if inputs is None else tuple(inputs),
    )
