"""The stage: a whole cycle, from January to the closed books, in seconds.

Real workflows on a Temporal server that skips time, the real door on a real log; simulated people
act when the case's script says. A rehearsal that was killed goes on from its log.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby

from temporalio.testing import WorkflowEnvironment

from activities.rehearsals import command_id, own_time
from activities.requests import Refused, Request, SameIdOtherContent
from activities.yaml_files import read_rules
from domain.calendar import day_of, public_holidays, start_of
from domain.cycle import OpenCycle
from domain.grading_refusals import NothingPending, NothingTied
from domain.ids import cycle_stream
from domain.phase_refusals import PhaseIsClosed
from domain.rules import RuleSet
from eventstore.port import Log, Query
from projections.runner import catch_up
from rehearsal.case import Case, Entry
from rehearsal.script import own_of, script
from runtime.clocks import SimulatedClock
from runtime.temporal import time_skipping_server
from worker import Office, at_work

_QUARTER = timedelta(minutes=15)
_OFFICE_OPENS = timedelta(hours=9, minutes=1)  # a minute after the letters went out
_A_DAY = timedelta(days=1)
_LONGEST = timedelta(days=800)  # no cycle lasts longer; then something keeps it from closing
_MOOT = (NothingPending.code, NothingTied.code, PhaseIsClosed.code)  # with other people nothing was left to answer

Progress = Callable[[datetime, int, int], None]  # simulated moment, entries played, entries in all


@dataclass
class Playbill:
    """How a rehearsal went."""

    entries: int = 0
    refusals: list[tuple[Entry, Refused | SameIdOtherContent]] = field(default_factory=list)
    until: datetime | None = None
    closed: bool = False


class CannotOpen(Exception):  # noqa: N818 - says what is wrong, like a refusal
    """The case's year cannot be opened; the text says why."""


async def rehearse(
    case: Case, log: Log, people: int | None = None, until: datetime | None = None, progress: Progress | None = None
) -> Playbill:
    """Play *case* on *log* to the end of its cycle, or to *until*, and return how it went."""
    rules = read_rules(case.rules)
    entries = deque(script(case, rules, people))
    async with await time_skipping_server() as server:
        begin = stands_at(case, log)
        shift = await server.get_current_time() - begin
        clock = SimulatedClock(begin)

        async def now() -> datetime:
            clock.set(await server.get_current_time() - shift)
            return clock.moment

        async with at_work(server.client, log, clock, now, shift, relaying=False) as office:
            resized = people is not None
            stage = _Stage(case, rules, server, office, clock, shift, progress or _silent, resized)
            return await stage.play(entries, until)


def _silent(_: datetime, __: int, ___: int) -> None:
    """Show nothing."""


def stands_at(case: Case, log: Log) -> datetime:
    """Return when the play goes on: at the case's beginning, or where an interrupted rehearsal's log ends."""
    return own_time(log) or case.begins.astimezone(UTC)


@dataclass
class _Stage:
    """One rehearsal under way."""

    case: Case
    rules: RuleSet
    server: WorkflowEnvironment
    office: Office
    clock: SimulatedClock
    shift: timedelta  # server time minus simulated time
    progress: Progress
    resized: bool = False  # other people take part than the case was written for
    total: int = 0
    bill: Playbill = field(default_factory=Playbill)

    async def play(self, entries: deque[Entry], until: datetime | None) -> Playbill:
        """Play *entries*, which are in order of time and are used up, then let the clocks run to the close."""
        begins = self.case.begins
        self.total = sum(until is None or entry.at < until or entry.at <= begins for entry in entries)
        await self._act(list(taken(entries, lambda entry: entry.at <= begins)))
        await self._open_cycle()
        await self.office.clocks.reconcile(self.office.log)
        acting = taken(entries, lambda entry: until is None or entry.at < until)
        for day, of_the_day in groupby(acting, key=self._day):
            await self._pass_to(day + _OFFICE_OPENS)
            for moment, together in groupby(of_the_day, key=_quarter):
                self.clock.set(moment)
                await self._act(list(together))
            await self.office.clocks.relay(self.office.log)
        await self._run_out(until)
        await asyncio.to_thread(catch_up, self.office.log)
        return self.bill

    def _day(self, entry: Entry) -> datetime:
        return start_of(day_of(entry.at, self.rules.zone), self.rules.zone)

    async def _act(self, entries: Sequence[Entry]) -> None:
        """Let people give their commands together; each gets its own answer."""
        outcomes = await self.office.door.execute_all([_request(entry) for entry in entries])
        for entry, outcome in zip(entries, outcomes, strict=True):
            if isinstance(outcome, Refused | SameIdOtherContent) and not (self.resized and outcome.code in _MOOT):
                self.bill.refusals.append((entry, outcome))
        self.bill.entries += len(entries)
        self.progress(self.clock.moment, self.bill.entries, self.total)

    async def _open_cycle(self) -> None:
        case, years = self.case, range(self.case.year, self.case.year + 3)
        version, holidays = public_holidays(self.rules.country, years)
        command = OpenCycle(
            year=case.year,
            government=case.government,
            bodies=case.bodies,
            rules=self.rules,
            calendar_version=version,
            holidays=holidays,
            own=own_of(case, self.rules),
        )
        request = Request(id=command_id(case.case, "open-cycle"), actor=case.operator, command=command)
        outcome = await self.office.door.execute(request)
        if isinstance(outcome, Refused):
            raise CannotOpen(outcome.en)

    async def _pass_to(self, moment: datetime) -> None:
        """Let time pass to *moment*; every timer on the way fires."""
        left = moment + self.shift - await self.server.get_current_time()
        if left > timedelta(0):
            await self.server.sleep(left)
        self.clock.set(moment)

    async def _run_out(self, until: datetime | None) -> None:
        """Let the clocks run until the books are closed, or to *until*."""
        last = until or self.clock.moment + _LONGEST
        while self.clock.moment < last and not self.bill.closed:
            await self._pass_to(min(self.clock.moment + _A_DAY, last))
            await self.office.clocks.relay(self.office.log)
            self.progress(self.clock.moment, self.bill.entries, self.total)
            self.bill.closed = self._is_closed()
        self.bill.until = self.clock.moment

    def _is_closed(self) -> bool:
        query = Query(streams=[cycle_stream(self.case.year)], type="CycleClosed")
        return any(True for _ in self.office.log.read(query))


def taken(entries: deque[Entry], wanted: Callable[[Entry], bool]) -> Iterator[Entry]:
    """Take the first *entries* away, as long as they are *wanted*: a government's year need not stay in memory."""
    while entries and wanted(entries[0]):
        yield entries.popleft()


def _request(entry: Entry) -> Request:
    return Request(
        id=entry.id,
        actor=entry.actor,
        command=entry.command,
        occurred_at=entry.occurred_at or entry.at,
        effective_on=entry.effective_on,
    )


def _quarter(entry: Entry) -> datetime:
    """Return the end of the quarter hour in which *entry* falls."""
    start = entry.at.replace(minute=entry.at.minute // 15 * 15, second=0, microsecond=0)
    return start + _QUARTER
