"""The clocks: the log says which must run, and a nudge waits until it was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import insert
from structlog.testing import capture_logs
from temporalio.client import Client
from temporalio.exceptions import WorkflowAlreadyStartedError

from activities.clocks import Clocks, OpenYear, clock_of, open_years
from activities.interface import CaseClock, CycleClock, PhaseClock
from activities.requests import DONE
from domain.cycle import CloseCycle
from domain.ids import SYSTEM, cycle_stream, phase_stream
from domain.phase_commands import ClosePhase, MovePhase, OpenPhase, PausePhase
from domain.qualification_commands import TriggerQualificationTest
from eventstore.port import Log
from eventstore.schema import OUTBOX
from tests.support.faults import LineBrokeError
from tests.support.house import House, house_on
from tests.support.office import KIPO, PMO, RULES, TALKS, YEAR, olga
from tests.support.spec import moment

CYCLE_ID = cycle_stream(YEAR)
TALKS_ID = phase_stream(YEAR, KIPO, "talks")
FINAL_ID = phase_stream(YEAR, KIPO, "final")
CASE_ID = "qualification/ben/1"
AN_HOUR = timedelta(hours=1)


@dataclass
class Server:
    """Stands in for the Temporal server: notes what it is asked to start, and fails as told."""

    ended: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    started: list[tuple[str, str, list[int]]] = field(default_factory=list)  # workflow, id, position

    async def start_workflow(self, workflow: str, _: object, *, id: str, **how: Any) -> None:
        if id in self.broken:
            raise LineBrokeError
        if id in self.ended:
            raise WorkflowAlreadyStartedError(id, workflow)
        self.started.append((workflow, id, how.get("start_signal_args", [])))


def clocks_on(server: Server) -> Clocks:
    return Clocks(cast("Client", server), "queue")


@pytest.fixture
def house(open_log: Callable[[str], Log], sqlite_url: str) -> Iterator[House]:
    """Return the door of an office before its first phase; nothing waits to be sent."""
    with house_on(open_log(sqlite_url)) as house:
        house.set_up()
        house.log.nudged(house.log.nudges())
        yield house


def moved(house: House, day: int) -> None:
    command = MovePhase(year=YEAR, body=KIPO, phase="talks", due=date(2010, 4, day), reason="flood")
    assert isinstance(house.ask(olga, command, f"move/{day}"), DONE)


# Which clocks there are


def test_the_id_of_a_workflow_tells_which_clock_it_is() -> None:
    assert clock_of(CYCLE_ID, AN_HOUR) == CycleClock(year=YEAR, shift=AN_HOUR)
    assert clock_of(TALKS_ID, AN_HOUR) == PhaseClock(year=YEAR, body=KIPO, phase="talks", shift=AN_HOUR)

    assert clock_of(CASE_ID, AN_HOUR) == CaseClock(stream=CASE_ID, shift=AN_HOUR)


@pytest.mark.parametrize("target", [CYCLE_ID, TALKS_ID, CASE_ID])
def test_a_clock_has_the_id_it_was_found_by(target: str) -> None:
    assert clock_of(target, timedelta(0)).id == target


def test_a_log_without_a_cycle_has_no_open_year(open_log: Callable[[str], Log], sqlite_url: str) -> None:
    assert list(open_years(open_log(sqlite_url))) == []


def test_a_year_is_open_with_the_phases_that_are_open_now(house: House) -> None:
    assert list(open_years(house.log)) == [OpenYear(YEAR, ())]
    moved(house, 20)  # a phase that something happened to before it opened is not open
    assert list(open_years(house.log)) == [OpenYear(YEAR, ())]
    house.open(TALKS, "2010-04-01T10:00")
    assert list(open_years(house.log)) == [OpenYear(YEAR, (TALKS_ID,))]


def test_a_paused_phase_is_still_open_and_a_closed_one_is_not(house: House) -> None:
    house.open(TALKS, "2010-04-01T10:00")
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}
    house.ask(olga, PausePhase(**about, reason="flood"), "pause")
    assert list(open_years(house.log)) == [OpenYear(YEAR, (TALKS_ID,))]


def test_a_phase_that_closed_is_not_open_and_its_year_still_is(house: House) -> None:
    house.open(TALKS, "2010-04-01T10:00")
    house.clock.set(moment("2010-04-21"))
    assert isinstance(house.ask(SYSTEM, ClosePhase(year=YEAR, body=KIPO, phase="talks"), "close"), DONE)
    assert list(open_years(house.log)) == [OpenYear(YEAR, ())]


def test_a_closed_year_needs_no_clock(house: House) -> None:
    for act, day in ((OpenPhase, "2011-06-20"), (ClosePhase, "2011-07-05")):
        house.clock.set(moment(day))
        for rule in RULES.phases:
            body = PMO if rule.scope == "government" else KIPO
            command = act(year=YEAR, body=body, phase=rule.phase)
            assert isinstance(house.ask(SYSTEM, command, f"{rule.phase}/{act.__name__}"), DONE)
    assert isinstance(house.ask(SYSTEM, CloseCycle(year=YEAR), "close"), DONE)
    assert list(open_years(house.log)) == []


# Reconciling


async def test_reconciling_names_exactly_the_cycle_and_its_open_phases(house: House) -> None:
    house.open(TALKS, "2010-04-01T10:00")
    server, position = Server(), house.log.head().position
    assert await clocks_on(server).reconcile(house.log) == [CYCLE_ID, TALKS_ID]
    assert server.started == [("cycle", CYCLE_ID, [position]), ("phase", TALKS_ID, [position])]


async def test_reconciling_names_the_cases_that_are_not_closed(house: House) -> None:
    ground = TriggerQualificationTest(person="ben", number=1, year=YEAR, ground="no-position")
    assert isinstance(house.ask(SYSTEM, ground, "trigger"), DONE)
    assert house.log.nudges() == {CASE_ID: house.log.head().position}
    server = Server()
    assert await clocks_on(server).reconcile(house.log) == [CYCLE_ID, CASE_ID]
    assert server.started[-1] == ("case", CASE_ID, [house.log.head().position])


async def test_reconciling_passes_over_a_clock_that_came_to_its_end(house: House) -> None:
    house.open(TALKS, "2010-04-01T10:00")
    server = Server(ended={CYCLE_ID})
    assert await clocks_on(server).reconcile(house.log) == [CYCLE_ID, TALKS_ID]
    assert [target for _, target, _ in server.started] == [TALKS_ID]


async def test_starting_clocks_passes_over_those_that_run(house: House) -> None:
    server = Server(ended={TALKS_ID})
    final = PhaseClock(year=YEAR, body=KIPO, phase="final")
    await clocks_on(server).start([PhaseClock(year=YEAR, body=KIPO, phase="talks"), final])
    assert server.started == [("phase", final.id, [])]


# Relaying


async def test_what_waits_is_sent_once_with_its_position(house: House) -> None:
    moved(house, 20)
    server = Server()
    clocks = clocks_on(server)
    assert await clocks.relay(house.log) == 1
    assert server.started == [("phase", TALKS_ID, [house.log.head().position])]
    assert house.log.nudges() == {}
    assert await clocks.relay(house.log) == 0


@pytest.mark.parametrize("bad", [TALKS_ID, "phase/2010/KIPO", "carnival"])
async def test_what_could_not_be_sent_is_told_waits_on_and_keeps_nothing_else_waiting(house: House, bad: str) -> None:
    with house.log.projecting() as connection:  # bad ones come first
        waiting = [(bad, 1), (CYCLE_ID, 2), (FINAL_ID, 3)]
        connection.execute(insert(OUTBOX), [{"target": target, "position": at} for target, at in waiting])
    server = Server(broken={TALKS_ID})
    with capture_logs() as lines:
        assert await clocks_on(server).relay(house.log) == 2
    assert [target for _, target, _ in server.started] == [CYCLE_ID, FINAL_ID]
    assert house.log.nudges() == {bad: 1}
    assert [(it["event"], it["target"]) for it in lines] == [("nudge.failed", bad)]


async def test_what_could_not_be_sent_is_sent_the_next_time_and_what_was_sent_is_not(house: House) -> None:
    moved(house, 20)
    moved_too = MovePhase(year=YEAR, body=KIPO, phase="final", due=date(2011, 1, 20), reason="flood")
    house.ask(olga, moved_too, "move/final")
    server = Server(broken={TALKS_ID})
    assert await clocks_on(server).relay(house.log) == 1
    assert list(house.log.nudges()) == [TALKS_ID]
    server.broken.clear()
    assert await clocks_on(server).relay(house.log) == 1
    assert house.log.nudges() == {}


async def test_what_came_while_another_was_sent_waits_on(house: House) -> None:
    class Busy(Server):
        async def start_workflow(self, *what: Any, **how: Any) -> None:
            await super().start_workflow(*what, **how)
            moved(house, 22)

    moved(house, 20)
    await clocks_on(Busy()).relay(house.log)
    assert house.log.nudges() == {TALKS_ID: house.log.head().position}


async def test_a_nudge_for_a_clock_that_came_to_its_end_is_settled(house: House) -> None:
    moved(house, 20)
    assert await clocks_on(Server(ended={TALKS_ID})).relay(house.log) == 1
    assert house.log.nudges() == {}
