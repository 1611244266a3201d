"""``python -m bench.one_grading PEOPLE``: grades, notifies and pays one pool, then lets one indicator be adjusted."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from activities.commands import Door
from activities.consequences import Consequences
from activities.engine import Engine
from activities.interface import PhaseClock
from activities.requests import Recorded, Request
from activities.yaml_files import read_rules
from bench.world import logged, require, together
from domain.appraisal import RateAttitude, RateGoals
from domain.appraisal_competency import Ballot, SealCompetency
from domain.body_commands import EstablishBody, EstablishUnit
from domain.calendar import public_holidays
from domain.cycle import CYCLE, OpenCycle
from domain.grading import GRADING
from domain.grading_commands import AllocateGrades, FormPools, ResolveTie
from domain.headship import AppointHead
from domain.ids import cycle_stream, pools_stream
from domain.indicator import ScoreIndicator
from domain.messages import Command, Label
from domain.objectives import Indicator, Objective, Target
from domain.person_commands import EnrolPerson, RegisterPerson
from domain.person_roles import GrantRole
from domain.phase_commands import ClosePhase, OpenPhase
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.plan_events import FinancialResult
from domain.plan_review import ReviewAnnualPlan
from domain.rules import RuleSet
from domain.scorecard import AdjustIndicatorScore
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from projections.rows import create_tables
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from runtime.memory import calm_collector

YEAR, BODY = 2010, "KIPO"
_KST = timezone(timedelta(hours=9))
_LABEL = Label(ko="과", en="Unit")
_PHASES = ("guidelines", "plan-draft", "plan-review", "plan-confirmation", "final", "grading", "pay")
_ROLES = ("planning", "taskforce", "hr", "evaluation-committee")


class Ministry:
    """One bureau with one department, and everybody in one pool."""

    def __init__(self, folder: Path, people: int) -> None:
        self.people = [f"P{n:06}" for n in range(people)]
        self.log = SqlLog(*engines(f"sqlite:///{folder}/grading.db"))
        self.log.create()
        with self.log.projecting() as connection:
            create_tables(connection)
        self.clock, self.inbox = SimulatedClock(_at(2010, 2, 10)), Inbox()
        self.door = Door(self.log, self.inbox, self.clock)
        self._number = 0

    def give(self, actor: str, *commands: Command) -> None:
        """Give *commands* one after the other; each must be recorded."""
        for command in commands:
            self._number += 1
            require(self.door.call(Request(id=f"bench/{self._number}", actor=actor, command=command)))

    def give_all(self, actor: str, commands: Iterable[Command]) -> float:
        """Give *commands* together, and return the seconds."""
        requests = [
            Request(id=f"{command.stream()}/{type(command).__name__}", actor=actor, command=command)
            for command in commands
        ]
        return asyncio.run(together(self.door, requests))

    def work(self, phase: str) -> float:
        """Let the engine do its own tasks of *phase*, and return the seconds."""
        cycle = CYCLE.fold([decode(row) for row in self.log.read(Query(streams=[cycle_stream(YEAR)]))])
        assert cycle.opened is not None
        engine, clock = Engine(self.log, self.door, self.inbox), PhaseClock(year=YEAR, body=BODY, phase=phase)
        start = perf_counter()
        if not asyncio.run(engine.work_off(cycle.opened, clock)):
            raise RuntimeError(f"the engine did nothing in {phase}")
        return perf_counter() - start


def _at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=_KST)


def _rules() -> RuleSet:
    """Return KIPO's rules with the phases that count here, and without what a rating asks for beforehand."""
    rules = read_rules("kipo-2010")
    people = rules.people.model_copy(update={"trained_evaluators": False, "interviews": 0, "halves": ()})
    phases = tuple(rule for rule in rules.phases if rule.phase in _PHASES)
    told = rules.model_dump()
    personnel = {**told["personnel"], "promotion": None}  # its lists are drawn in phases that are not here
    return RuleSet.model_validate(
        {**told, "people": people.model_dump(), "personnel": personnel, "phases": [it.model_dump() for it in phases]}
    )


def found(it: Ministry) -> None:
    """Establish everything and confirm the plan."""
    version, holidays = public_holidays("KR", range(YEAR, YEAR + 3))
    it.give("system", EstablishBody(body="PMO", name=_LABEL), EstablishBody(body=BODY, name=_LABEL))
    it.give(
        "system",
        EstablishUnit(body=BODY, unit="HQ", level="office", name=_LABEL),
        EstablishUnit(body=BODY, unit="B", level="bureau", name=_LABEL),
    )
    it.give("system", EstablishUnit(body=BODY, unit="D", parent="B", level="department", name=_LABEL))
    for person in ("HEAD", "CHIEF", "DEPUTY", "REVIEWER", *_ROLES):
        it.give("system", RegisterPerson(person=person, body=BODY, unit="HQ", grade=2, title=_LABEL, name="홍길동"))
    it.give("system", AppointHead(body=BODY, person="HEAD"), AppointHead(body=BODY, unit="B", person="DEPUTY"))
    it.give("system", AppointHead(body=BODY, unit="D", person="CHIEF"))
    it.give("system", *(GrantRole(person=role, role=role, body=BODY) for role in _ROLES))
    it.give("system", GrantRole(person="REVIEWER", role="plan-reviewer", body=BODY))
    it.give("system", GrantRole(person="GPEC", role="gpec", body="PMO"))
    it.give(
        "system",
        OpenCycle(
            year=YEAR, government="PMO", bodies=(BODY,), rules=_rules(), calendar_version=version, holidays=holidays
        ),
    )
    _plan(it)
    it.give_all("system", (_enrolment(person) for person in it.people))


def _plan(it: Ministry) -> None:
    it.give("system", OpenPhase(year=YEAR, body=BODY, phase="plan-draft"))
    for unit, head in (("B", "DEPUTY"), ("D", "CHIEF")):
        known = {"baseline": (90, 91, 92), "target": Decimal(94), "logic": "result"}
        indicator = Indicator.model_validate({"code": f"{unit}-1", "name": _LABEL, "weight": Decimal(100), **known})
        objective = Objective(id="O", name=_LABEL, targets=(Target(id="T", name=_LABEL, indicators=(indicator,)),))
        it.give(head, DraftUnitPlan(year=YEAR, body=BODY, phase="plan-draft", unit=unit, objectives=(objective,)))
    finance = tuple(FinancialResult(year=year, budget=Decimal(1), spent=Decimal(1)) for year in range(YEAR - 3, YEAR))
    it.give(
        "planning",
        SubmitAnnualPlan(year=YEAR, body=BODY, phase="plan-draft", mission=_LABEL, vision=_LABEL, finance=finance),
    )
    it.clock.set(_at(2010, 3, 5))
    it.give("system", OpenPhase(year=YEAR, body=BODY, phase="plan-review"))
    it.give("REVIEWER", ReviewAnnualPlan(year=YEAR, body=BODY, phase="plan-review"))
    it.clock.set(_at(2010, 3, 15))
    it.give("system", OpenPhase(year=YEAR, body=BODY, phase="plan-confirmation"))
    it.give("HEAD", ConfirmAnnualPlan(year=YEAR, body=BODY, phase="plan-confirmation"))


def _enrolment(person: str) -> Command:
    post = {"person": person, "body": BODY, "unit": "D", "grade": 6, "title": _LABEL, "name": "홍길동", "year": YEAR}
    return EnrolPerson.model_validate({**post, "instrument": "goals", "profile": "staff", "first": "CHIEF"})


def evaluate(it: Ministry) -> None:
    """Rate everybody, and close the final evaluation."""
    key: dict[str, Any] = {"year": YEAR, "body": BODY, "phase": "final"}
    categories = [category.category for category in _rules().competency]
    it.clock.set(_at(2010, 12, 20))
    it.give("system", OpenPhase(year=YEAR, body=BODY, phase="final"))
    for code in ("B-1", "D-1"):
        it.give("taskforce", ScoreIndicator(**key, indicator=code, planning=95, execution=95, achievement=95))
    it.give_all(
        "CHIEF",
        (
            RateGoals(**key, person=person, points=Decimal(n * 37 % 4001) / 100 + 60, ground="-")
            for n, person in enumerate(it.people)
        ),
    )
    it.give_all(
        "CHIEF",
        (
            RateAttitude(**key, person=person, points=Decimal(n % 101) / 100 + 4, ground="-")
            for n, person in enumerate(it.people)
        ),
    )
    it.give_all(
        "CHIEF",
        (
            SealCompetency(
                **key,
                person=person,
                evaluator="first",
                ballot=Ballot(
                    scores={name: Decimal((n * k) % 401) / 100 + 6 for k, name in enumerate(categories, 3)},
                    nonce=f"{n:032}",
                ),
            )
            for n, person in enumerate(it.people)
        ),
    )
    it.clock.set(_at(2011, 1, 18))
    it.give("system", ClosePhase(year=YEAR, body=BODY, phase="final"), OpenPhase(year=YEAR, body=BODY, phase="grading"))


def grade(it: Ministry) -> Iterator[tuple[str, float]]:
    """Yield the steps of grading, notices and pay with their seconds."""
    yield "score", it.work("grading")
    yield "pools", it.give_all("hr", [FormPools(year=YEAR, body=BODY, phase="grading")])
    yield "grades", _allocate(it)
    yield "notices", it.work("grading")
    it.clock.set(_at(2011, 3, 3))
    it.give("system", OpenPhase(year=YEAR, body=BODY, phase="pay"))
    yield "pay", it.work("pay")


def _allocate(it: Ministry) -> float:
    start = perf_counter()
    it.give("hr", AllocateGrades(year=YEAR, body=BODY, phase="grading"))
    state = GRADING.fold([decode(row) for row in it.log.read(Query(streams=[pools_stream(YEAR, BODY)]))])
    for pool, tie in state.ties.items():
        it.give(
            "evaluation-committee",
            ResolveTie(year=YEAR, body=BODY, pool=pool, upper=tie.persons[: tie.upper], reason="as drawn up"),
        )
        it.give("hr", AllocateGrades(year=YEAR, body=BODY, phase="grading"))
    return perf_counter() - start


def adjust(it: Ministry) -> float:
    """Let the committee lower the bureau's indicator, and return the seconds of all that follows for everybody."""
    wish = AdjustIndicatorScore(
        year=YEAR, body=BODY, unit="B", indicator="B-1", score=85, outside="no 1", reason="verified"
    )
    outcome = it.door.call(Request(id="bench/adjust", actor="GPEC", command=wish))
    if not isinstance(outcome, Recorded):
        raise TypeError(f"the adjustment was not recorded: {outcome!r}")
    start = perf_counter()
    asyncio.run(Consequences(it.log, it.door, it.inbox).draw(outcome.position))
    return perf_counter() - start


def main(people: int) -> None:
    """Run it with *people*, and print one line of JSON."""
    calm_collector()
    with TemporaryDirectory() as folder:
        it = Ministry(Path(folder), people)
        with logged(Path(folder) / "log.jsonl"), it.door:
            found(it)
            evaluate(it)
            before = it.log.head().position
            steps = dict(grade(it))
            graded = it.log.head().position - before
            rescored = adjust(it)
        figures = {"steps": steps, "events": graded, "cascade": rescored}
        figures["followed"] = it.log.head().position - before - graded
        it.log.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"people": people, **figures, "mebibytes": peak}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
