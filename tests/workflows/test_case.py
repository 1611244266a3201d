"""A case keeps its own statutory days, whatever happens: the qualification test as the first of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus

from domain import cases
from domain.case import CaseStep
from domain.clock import ClockBlocked
from domain.qualification_clock import QUALIFICATION_CASE
from domain.qualification_commands import NoteStatutoryDay
from domain.qualification_facts import Qualification
from eventstore.sql import SqlLog
from tests.workflows.year import SEOUL, Year, kipo_rules, running_year, with_bodies, with_two_people
from worker import open_log

CASE = "qualification/ada/1"
ABOUT: dict[str, Any] = {"person": "ada", "number": 1}
IN_2011 = datetime(2011, 2, 1, 8, tzinfo=SEOUL)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlLog]:
    """Return an empty log."""
    log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield log
    log.close()


async def triggered(year: Year) -> None:
    """Let ada have the lowest grade for the second year: a test is due until 1 August 2011."""
    await with_bodies(year)
    await with_two_people(year, 2010)
    await year.opens(2010, kipo_rules())
    about = {**ABOUT, "year": 2010, "ground": "lowest-grade", "years": (2008, 2010)}
    await year.asks("system", "TriggerQualificationTest", **about)


def noted(year: Year) -> list[tuple[str, date]]:
    """Return what the clock noted, with its day."""
    return [(kind, at.date()) for kind, _, at in year.facts("StatutoryDayNear", "StatutoryDayMissed")]


async def test_a_case_that_nobody_touches_is_near_and_then_late_on_its_days(log: SqlLog) -> None:
    """Two weeks before 1 August, and on the day after it; then the clock waits for people."""
    async with running_year(log, IN_2011) as year:
        await triggered(year)
        await year.passes_to(date(2011, 8, 10))
        found = noted(year)

    assert found == [("StatutoryDayNear", date(2011, 7, 18)), ("StatutoryDayMissed", date(2011, 8, 2))]


async def test_what_people_do_aims_the_clock_anew_and_the_end_of_the_case_ends_it(log: SqlLog) -> None:
    """Requested, scheduled and decided as fit in time: the days before are forgotten, the clock stops."""
    async with running_year(log, IN_2011) as year:
        await triggered(year)
        await decided_as_fit(year)
        await year.passes_to(date(2011, 8, 10))
        found = noted(year)
        status = (await year.server.client.get_workflow_handle(CASE).describe()).status

    assert found == [("StatutoryDayNear", date(2011, 2, 27))]
    assert status is WorkflowExecutionStatus.COMPLETED


async def decided_as_fit(year: Year) -> None:
    """Let the board find ada fit, in a session after the clock said that the day is near."""
    for member in ("m1", "m2", "m3"):
        await year.asks("system", "GrantRole", person=member, role="qualification-board", body="PMO")
    await year.passes_to(date(2011, 2, 10))
    await year.asks("com", "RequestQualificationTest", **ABOUT, papers=("a" * 64,))
    await year.passes_to(date(2011, 2, 11))
    seats = {"session": "2011-03-03", "members": ("m1", "m2", "m3")}
    await year.asks("system", "ScheduleQualificationTest", **ABOUT, **seats)
    await year.passes_to(date(2011, 3, 3))
    await year.asks("system", "DecideQualificationTest", **ABOUT, votes=dict.fromkeys(("m1", "m2", "m3"), "fit"))


async def test_a_lost_temporal_server_costs_a_case_nothing(log: SqlLog) -> None:
    """The server is gone in March; what the log says must run is started again."""
    async with running_year(log, IN_2011) as year:
        await triggered(year)
        await year.passes_to(date(2011, 3, 1))
    async with running_year(log, datetime(2011, 3, 10, 8, tzinfo=SEOUL)) as year:
        assert CASE in await year.office.clocks.reconcile(log)
        await year.passes_to(date(2011, 8, 10))
        found = noted(year)

    assert found == [("StatutoryDayNear", date(2011, 7, 18)), ("StatutoryDayMissed", date(2011, 8, 2))]


async def test_a_forged_nudge_neither_ends_a_case_nor_begins_one(log: SqlLog) -> None:
    """Whoever knocks before the case begins, its clock is there when it does."""
    async with running_year(log, IN_2011) as year:
        for position in (10**9, 0, -5):
            await year.office.clocks.nudge(CASE, position)
        await triggered(year)
        await year.passes_to(date(2011, 7, 20))
        found = noted(year)

    assert found == [("StatutoryDayNear", date(2011, 7, 18))]


@pytest.mark.parametrize(
    ("number", "code"),
    [(7, "qualification.out-of-turn"), (1, "case.no-progress")],
    ids=["a step that is refused", "a step that changes nothing"],
)
async def test_a_clock_that_cannot_go_on_says_so_once_and_waits(
    log: SqlLog, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    """Poison does not spin."""

    def poison(_: Qualification) -> CaseStep:
        due = date(2011, 1, 1)
        command = NoteStatutoryDay(person="ada", number=number, awaited="test", due=due, missed=True)
        return CaseStep("poison", IN_2011, command)

    kind = replace(QUALIFICATION_CASE, next_step=poison)
    monkeypatch.setitem(cases.CASES, "qualification", kind)
    async with running_year(log, IN_2011) as year:
        await triggered(year)
        await year.passes_to(date(2011, 2, 3))
        blocked = year.events(f"clock/{CASE}")
        history = await year.server.client.get_workflow_handle(CASE).fetch_history()

    assert blocked == [ClockBlocked(case=CASE, step="poison", code=code)]
    assert len(history.events) < 40
