"""A performance year on a real Temporal server that skips time, for the tests of workflows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from temporalio.testing import WorkflowEnvironment

from activities.requests import Outcome, Request
from activities.yaml_files import read_rules
from domain.calendar import public_holidays
from domain.cycle import OpenCycle
from domain.messages import Command, Event
from domain.registry import COMMANDS
from domain.rules import RuleSet
from eventstore.codec import decode
from eventstore.port import Log, Query
from runtime.clocks import SimulatedClock
from runtime.temporal import time_skipping_server
from worker import Office, at_work

SEOUL = ZoneInfo("Asia/Seoul")
NEW_YEAR = datetime(2010, 1, 1, 8, tzinfo=SEOUL)
NAME = {"ko": "가", "en": "a"}
_IDS = count(1)


@dataclass
class Year:
    """A running year: its server, its office and its clock."""

    server: WorkflowEnvironment
    office: Office
    clock: SimulatedClock
    shift: timedelta
    now: Callable[[], Awaitable[datetime]] = field(repr=False)

    async def asks(self, actor: str, kind: str, /, **content: object) -> Outcome:
        """Give one command, as *actor*, and let the nudge it causes go out."""
        command: Command = COMMANDS[kind].model_validate(content)
        await self.now()
        outcome = await self.office.door.execute(Request(id=f"test/{next(_IDS)}", actor=actor, command=command))
        await self.office.clocks.relay(self.office.log)
        return outcome

    async def opens(self, year: int, rules: RuleSet) -> Outcome:
        """Open the performance year *year* of the body KIPO."""
        version, holidays = public_holidays("KR", range(year, year + 3))
        command = OpenCycle(
            year=year, government="PMO", bodies=("KIPO",), rules=rules, calendar_version=version, holidays=holidays
        )
        outcome = await self.office.door.execute(Request(id=f"open/{year}", command=command))
        await self.office.clocks.relay(self.office.log)
        return outcome

    async def passes_to(self, day: date, hour: int = 12) -> None:
        """Let time pass to *hour* o'clock on *day*, a week at a time; all timers on the way fire."""
        goal = datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL)
        while (left := goal - await self.now()) > timedelta(0):
            await self.server.sleep(min(left, timedelta(days=7)))
            await self.office.clocks.relay(self.office.log)
        await self.now()

    def facts(self, *types: str) -> list[tuple[str, str, datetime]]:
        """Return (type, stream, moment in Seoul) of the events of *types*, in order."""
        rows = [row for row in self.office.log.read(Query()) if row.type in types]
        return [(row.type, row.stream, datetime.fromisoformat(row.recorded_at).astimezone(SEOUL)) for row in rows]

    def events(self, stream: str) -> list[Event]:
        """Return the events of *stream*."""
        return [decode(row) for row in self.office.log.read(Query(streams=[stream]))]


@asynccontextmanager
async def running_year(log: Log, begin: datetime = NEW_YEAR) -> AsyncIterator[Year]:
    """Run an office on *log* whose clock shows *begin*."""
    async with await time_skipping_server() as server:
        shift = await server.get_current_time() - begin
        clock = SimulatedClock(begin)

        async def now() -> datetime:
            clock.set(await server.get_current_time() - shift)
            return clock.moment

        async with at_work(server.client, log, clock, now, shift, relaying=False) as office:
            yield Year(server, office, clock, shift, now)


async def with_bodies(year: Year) -> None:
    """Establish the two bodies that every test needs."""
    for body in ("PMO", "KIPO"):
        await year.asks("system", "EstablishBody", body=body, name=NAME)


async def with_two_people(year: Year, performance_year: int) -> None:
    """Add a unit in which ada heads and evaluates ben, and com heads the body."""
    await year.asks("system", "EstablishUnit", body="KIPO", unit="U1", level="bureau", name=NAME)
    for person in ("ada", "ben", "com"):
        post = {"body": "KIPO", "unit": "U1", "grade": 4, "title": NAME, "name": "홍길동"}
        await year.asks("system", "RegisterPerson", person=person, **post)
    await year.asks("system", "AppointHead", body="KIPO", unit="U1", person="ada")
    await year.asks("system", "AppointHead", body="KIPO", person="com")
    assigned = {"year": performance_year, "body": "KIPO", "unit": "U1", "instrument": "goals", "profile": "staff"}
    await year.asks("system", "AssignEvaluators", person="ben", first="ada", second="com", **assigned)


def kipo_rules() -> RuleSet:
    """Return the rule set of the golden case."""
    return read_rules("kipo-2010")
