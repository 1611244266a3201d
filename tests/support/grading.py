"""People with totals, to be graded, told and paid: the small office after its year's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from domain.composition import Component
from domain.grading_facts import GradePoolsFormed, GradesAllocated, Pool, PoolGraded
from domain.messages import Event
from domain.notice import ResultNotified, Told
from domain.result_facts import AppraisalRescored, AppraisalScored
from domain.scoring.grades import Placed
from tests.support.office import GRADING, KIPO, PROMOTION, YEAR, assigned, hr, office, phase_open, registered

year: dict[str, Any] = {"year": YEAR, "body": KIPO}
graded: dict[str, Any] = {**year, "phase": "grading"}
TEN = ("99", "98", "97", "96", "95", "94", "93", "92", "91", "90")
names = [f"p{number:02}" for number in range(1, 11)]


def enrolled(persons: Sequence[str] = names, **how: Any) -> list[Event]:
    """Return that *persons* are evaluated, by goals unless *how* says otherwise."""
    return [event for it in persons for event in (registered(it), assigned(it, **how))]


def scored(person: str, total: str, *breakers: str) -> AppraisalScored:
    """Return *person*'s total on record: the score of one component."""
    points = Component(component="individual", score=Decimal(total), points=Decimal(total))
    about = {**graded, "person": person, "unit": PROMOTION, "profile": "staff", "components": (points,)}
    more = {"total": total, "breakers": breakers or (total,), "inputs": ()}
    return AppraisalScored.model_validate({**about, **more})


def rescored(person: str, before: str, total: str, cause: str, edition: int = 2) -> AppraisalRescored:
    """Return *person*'s total after *cause*."""
    fields = scored(person, total).model_dump(exclude={"type", "phase", "unit", "profile"})
    return AppraisalRescored.model_validate({**fields, "before": before, "edition": edition, "cause": cause})


def totals(*scores: str) -> list[Event]:
    """Return the totals of p01, p02 ..."""
    return [scored(person, score) for person, score in zip(names, scores, strict=False)]


# the three leaders of the office are left out, so that a test names everybody it grades
_OFFICE = [it for it in office if type(it).__name__ != "EvaluatorsAssigned"]
ten_people: list[Event] = [*_OFFICE, *enrolled(), phase_open(GRADING)]
formed = GradePoolsFormed(**graded, by=hr, pools=(Pool(pool="staff", persons=tuple(names)),), apart=())


def placed(person: str, total: str, rank: int, grade: str, margin: str | None = None) -> Placed:
    """Return *person*'s place."""
    near = margin is not None and Decimal(margin) <= Decimal("0.1")
    about = {"person": person, "total": total, "rank": rank, "grade": grade, "margin": margin, "boundary": near}
    return Placed.model_validate(about)


def pool_graded(grades: str = "SSAAABBBBC", scores: Sequence[str] = TEN) -> PoolGraded:
    """Return that p01 to p10 got *grades*, and the same for pay."""
    places = tuple(
        placed(person, score, number, grade)
        for number, (person, score, grade) in enumerate(zip(names, scores, grades, strict=True), 1)
    )
    pay = dict(zip(names, grades, strict=True))
    counts = {grade: grades.count(grade) for grade in "SABC"}
    return PoolGraded(**year, pool="staff", minimums_waived=False, counts=counts, placed=places, pay=pay)


allocated = GradesAllocated(**graded, by=hr)
all_graded: list[Event] = [*ten_people, *totals(*TEN), formed, pool_graded(), allocated]


def told(person: str = "p03", total: str = "97", grade: str = "A", rank: int = 3) -> Told:
    """Return what *person* was told."""
    assert person in names
    return Told(total=Decimal(total), pool="staff", grade=grade, rank=rank, of=10)


def notified(person: str = "p03", **what: Any) -> ResultNotified:
    """Return that *person* was told his result on 20 January: he may object for a week."""
    return ResultNotified(**graded, person=person, told=told(person, **what), object_by=date(2011, 1, 27))
