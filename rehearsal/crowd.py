"""A seeded office: staff for a case, and a year's conduct for everybody nobody wrote conduct for.

Every name, moment and score is drawn from dice of its own, seeded by the case's seed, the person and
the task; so the same seed gives the same year, and more people change nothing for those already there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice
from typing import NamedTuple

from domain.messages import Label
from domain.objectives import Indicator, Objective, Scale, Target
from domain.rules import HUNDRED
from rehearsal.case import Body, Case, Evaluated, Official, Plan, Unit, UnitPlan

DESKS = 12  # staff the crowd adds to each department of the case; then bureaus are added
_DEPARTMENTS, _STAFF = 3, 9  # of an added bureau, and of each of its departments
_WEIGHTS = (15, 15, 15, 15, 10, 10, 10, 10)  # percent: the scorecard of an added unit
_SYNTHETIC = "synthetic; from no source"
_SURNAMES = "김이박최정강조윤장임한오"
_SYLLABLES = "가나다라마바사아자차카타파하"  # the alphabet: nobody is called like this


class _Seat(NamedTuple):
    """A person added to the case, and the unit he comes to head, with its part of the plan."""

    person: Official
    unit: Unit | None = None
    part: UnitPlan | None = None


def seeded(*about: str) -> random.Random:
    """Return dice for exactly this: the same words, the same throws."""
    return random.Random("/".join(about))  # noqa: S311 - must be repeatable, keeps no secret


def invented_name(seed: str, person: str) -> str:
    """Return a name for *person* that nobody has."""
    dice = seeded(seed, "name", person)
    return dice.choice(_SURNAMES) + dice.choice(_SYLLABLES) + dice.choice(_SYLLABLES)


def whole(case: Case, people: int | None = None) -> Case:
    """Return *case* with the staff its crowd adds, and that of each of its parts; *people* instead of what it says."""
    if not case.parts:
        return enlarged(case, people if people is not None else case.crowd.people if case.crowd else 0)
    parts = [whole(part) for part in case.parts]
    bodies = {part.bodies[0]: part.home() for part in parts}
    added = [it for part, before in zip(parts, case.parts, strict=True) for it in part.people[len(before.people) :]]
    organisation = {"bodies": tuple(bodies.get(it.body, it) for it in case.organisation.bodies)}
    told = {"organisation": organisation, "people": (*case.people, *added), "parts": tuple(parts)}
    return Case.model_validate({**dict(case), **told})


def enlarged(case: Case, people: int) -> Case:
    """Return *case* with so many more staff that *people* are evaluated; nobody is taken away.

    They come to the case's departments, twelve to each, then to added bureaus of 31.
    """
    lacking = people - sum(official.evaluated is not None for official in case.people)
    seats = list(islice(_seats(case), max(0, lacking)))
    home = case.home()
    units = (*home.units, *(seat.unit for seat in seats if seat.unit))
    bodies = (
        Body.model_validate({**dict(it), "units": units}) if it is home else it for it in case.organisation.bodies
    )
    parts = (*case.plan.units, *(seat.part for seat in seats if seat.part))
    whole = {
        "organisation": {"bodies": tuple(bodies)},
        "people": (*case.people, *(seat.person for seat in seats)),
        "plan": Plan.model_validate({**dict(case.plan), "units": parts}),
    }
    return Case.model_validate({**dict(case), **whole})


def _seats(case: Case) -> Iterator[_Seat]:
    """Yield seats without end, always the same."""
    evaluators = {it.person: it.evaluated for it in case.people if it.evaluated}
    departments = [(unit.unit, unit.head) for unit in case.home().units if unit.level == "department" and unit.head]
    for number in range(1, DESKS + 1):
        for unit, head in departments:
            yield _staff(case, unit, number, head, evaluators[head].first if head in evaluators else None)
    for number in count(1):
        yield from _bureau(case, f"SB{number:02}")


def _bureau(case: Case, bureau: str) -> Iterator[_Seat]:
    """Yield the seats of an added bureau: its head, three department heads, 27 staff."""
    boss, number = f"P-{bureau}", int(bureau.removeprefix("SB"))
    name = Label(ko=f"가상{number}국", en=f"Synthetic Bureau {number}")
    yield _head(case, Unit(unit=bureau, level="bureau", name=name, head=boss), 2, _top(case))
    departments = [f"{bureau}-D{k}" for k in range(1, _DEPARTMENTS + 1)]
    for k, unit in enumerate(departments, 1):
        name = Label(ko=f"가상{number}-{k}과", en=f"Synthetic Department {number}-{k}")
        placed = Unit(unit=unit, parent=bureau, level="department", name=name, head=f"P-{unit}")
        yield _head(case, placed, 4, (boss, _top(case)[0]))
    for desk in range(1, _STAFF + 1):
        for unit in departments:
            yield _staff(case, unit, desk, f"P-{unit}", boss)


def _top(case: Case) -> tuple[str, str | None]:
    """Return who evaluates the heads of added bureaus: those of the case's bureau, or the body's head."""
    home = case.home()
    bosses = {unit.head for unit in home.units if unit.level == "bureau"}
    known = next((it.evaluated for it in case.people if it.person in bosses and it.evaluated), None)
    return (known.first, known.second) if known else (home.head or case.operator, None)


def _head(case: Case, unit: Unit, grade: int, evaluators: tuple[str, str | None]) -> _Seat:
    bureau = unit.level == "bureau"
    evaluated = Evaluated(
        instrument="agreement",
        profile="bureau-head" if bureau else "department-head",
        first=evaluators[0],
        second=evaluators[1],
    )
    title = Label(ko="국장", en="Director General") if bureau else Label(ko="과장", en="Director")
    person = _official(case, unit.head or "", unit.unit, grade, title, evaluated)
    return _Seat(person, unit, _scorecard(unit))


def _staff(case: Case, unit: str, desk: int, first: str, second: str | None) -> _Seat:
    person = f"P-{unit}-{desk:02}"
    grade = seeded(_seed(case), "grade", person).choice((5, 6, 6, 7, 7))
    title = Label(ko="사무관", en="Deputy Director") if grade == 5 else Label(ko="주무관", en="Officer")  # noqa: PLR2004
    evaluated = Evaluated(instrument="goals", profile="staff", first=first, second=second)
    return _Seat(_official(case, person, unit, grade, title, evaluated))


def _official(case: Case, person: str, unit: str, grade: int, title: Label, evaluated: Evaluated) -> Official:
    body, name = case.bodies[0], invented_name(_seed(case), person)
    return Official(person=person, body=body, unit=unit, grade=grade, title=title, name=name, evaluated=evaluated)


def _seed(case: Case) -> str:
    return case.crowd.seed if case.crowd else case.case


def _scorecard(unit: Unit) -> UnitPlan:
    """Return the plan of an added unit: eight indicators below two targets, together 100 percent."""
    indicators = [
        Indicator(
            code=f"{unit.unit}-{n:02}",
            name=Label(ko=f"{unit.name.ko} 지표 {n}", en=f"Indicator {n} of {unit.name.en}"),
            weight=Decimal(weight),
            logic="output" if n % 2 else "result",
            unit_of_measure="%",
            baseline=(Decimal(96), Decimal(98), Decimal(99)),
            scale=Scale(least=Decimal(0), most=HUNDRED),
            target=HUNDRED,
            note=_SYNTHETIC,
        )
        for n, weight in enumerate(_WEIGHTS, 1)
    ]
    half = len(indicators) // 2
    targets = tuple(
        Target(id=f"T{n}", name=Label(ko=f"성과목표 {n}", en=f"Target {n}"), indicators=tuple(some))
        for n, some in enumerate((indicators[:half], indicators[half:]), 1)
    )
    name = Label(ko="가상 전략목표", en="Synthetic objective")
    return UnitPlan(unit=unit.unit, objectives=(Objective(id="O1", name=name, targets=targets),))
