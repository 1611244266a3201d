"""A small ministry to measure on: a log in SQLite, people with evaluators, an open phase; all through the door."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter

import structlog

from activities.commands import Door
from activities.requests import Recorded, Request
from activities.yaml_files import read_rules
from domain.body_commands import EstablishBody, EstablishUnit
from domain.calendar import public_holidays
from domain.cycle import OpenCycle
from domain.feedback import SignFeedbackNote, WriteFeedbackNote
from domain.messages import Command, Label
from domain.person_commands import AssignEvaluators, EnrolPerson, RegisterPerson
from domain.phase_commands import OpenPhase
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from projections.rows import create_tables
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from runtime.logging import set_up_logging
from runtime.memory import calm_collector

YEAR, BODY, UNIT, PHASE = 2010, "KIPO", "B1", "feedback-q1"
CHIEF, DEPUTY = "CHIEF", "DEPUTY"  # evaluate everyone
NOTE = "1분기 면담: 목표 진척을 함께 확인하고 지원이 필요한 과제를 정하였다. " * 2
EVENTS_PER_PERSON = 4  # registered, assigned, note written, note signed

_KST = timezone(timedelta(hours=9))
_NEW_YEAR = datetime(2010, 1, 4, tzinfo=_KST)
_IN_MARCH = datetime(2010, 3, 29, 10, tzinfo=_KST)
_LABEL = Label(ko="평가과", en="Evaluation Division")


class World:
    """A log in *folder* on which doors are opened; its clock stands in March, with one phase open."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'bench.db'}"
        self.log = SqlLog(*engines(self.url))
        self._clock = SimulatedClock(_NEW_YEAR)

    def door(self) -> Door:
        """Return a new door; it remembers no state, so that the first decisions fold from the log."""
        return Door(self.log, Inbox(), self._clock)

    def found(self) -> None:
        """Establish bodies and unit, open the cycle and the phase."""
        self.log.create()
        with self.log.projecting() as connection:
            create_tables(connection)
        with self.door() as door:
            for number, command in enumerate((*_bodies(), _cycle())):
                require(door.call(Request(id=f"found/{number}", command=command)))
            self._clock.set(_IN_MARCH)
            require(door.call(Request(id="found/phase", command=OpenPhase(year=YEAR, body=BODY, phase=PHASE))))

    def populate(self, people: range) -> None:
        """Register *people*, and name the evaluators of each."""
        with self.door() as door:
            asyncio.run(together(door, registrations(people)))
            asyncio.run(together(door, assignments(people)))


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Found a world in *folder*; close its log when the block ends."""
    calm_collector()  # as the worker does
    made = World(folder)
    with logged(folder / "bench.jsonl"):
        try:
            made.found()
            yield made
        finally:
            made.log.close()


async def together(door: Door, requests: Iterable[Request]) -> float:
    """Hand in *requests* at once, and return the seconds until the last is answered."""
    asked = list(requests)
    start = perf_counter()
    outcomes = await door.execute_all(asked)
    seconds = perf_counter() - start
    for outcome in outcomes:
        require(outcome)
    return seconds


def require(outcome: object) -> None:
    """Raise unless *outcome* says that something was recorded: a refusal would be quick and worthless."""
    if not isinstance(outcome, Recorded) or not outcome.count:
        raise RuntimeError(f"a benchmark's command was not recorded: {outcome!r}")


def registrations(people: range) -> Iterator[Request]:
    """Yield the commands that register *people*."""
    for n in people:
        yield Request(id=f"register/{n}", command=_post(name(n)))


def assignments(people: range) -> Iterator[Request]:
    """Yield the commands that name the evaluators of *people*."""
    for n in people:
        how = {"instrument": "goals", "profile": "staff", "first": CHIEF, "second": DEPUTY}
        command = AssignEvaluators(person=name(n), year=YEAR, body=BODY, unit=UNIT, **how)
        yield Request(id=f"assign/{n}", command=command)


def enrolments(people: range) -> Iterator[Request]:
    """Yield the commands that register *people* and name their evaluators: the rows of an import."""
    for n in people:
        post = _post(name(n))
        how = {"year": YEAR, "instrument": "goals", "profile": "staff", "first": CHIEF, "second": DEPUTY}
        row = {**{key: value for key, value in post if key != "type"}, **how}
        yield Request(id=f"enrol/{n}", command=EnrolPerson.model_validate(row))


def note(n: int) -> Request:
    """Return the chief's command to write the note on person *n*; its text is sealed in the log."""
    command = WriteFeedbackNote(year=YEAR, body=BODY, phase=PHASE, person=name(n), note=NOTE)
    return Request(id=f"note/{n}", actor=CHIEF, command=command)


def signature(n: int) -> Request:
    """Return person *n*'s command to sign the note."""
    command = SignFeedbackNote(year=YEAR, body=BODY, phase=PHASE, person=name(n), edition=1)
    return Request(id=f"sign/{n}", actor=name(n), command=command)


def name(n: int) -> str:
    """Return the id of person *n*."""
    return f"P{n:06}"


def _post(person: str) -> RegisterPerson:
    return RegisterPerson(person=person, body=BODY, unit=UNIT, grade=5, title=_LABEL, name="홍길동")


def _bodies() -> tuple[Command, ...]:
    return (
        EstablishBody(body="PMO", name=_LABEL),
        EstablishBody(body=BODY, name=_LABEL),
        EstablishUnit(body=BODY, unit=UNIT, level="bureau", name=_LABEL),
        _post(CHIEF),
        _post(DEPUTY),
    )


def _cycle() -> OpenCycle:
    rules = read_rules("kipo-2010")
    version, holidays = public_holidays(rules.country, range(YEAR, YEAR + 3))
    return OpenCycle(
        year=YEAR, government="PMO", bodies=(BODY,), rules=rules, calendar_version=version, holidays=holidays
    )


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Write log lines to *path* as production does, from info level on: logging is part of what is measured."""
    with path.open("w", encoding="utf-8") as file:
        with redirect_stderr(file):
            set_up_logging("info", "json")
        try:
            yield
        finally:
            structlog.reset_defaults()
            logging.getLogger().handlers.clear()
