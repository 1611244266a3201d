"""A body's ledger keeps one clock for all its findings: what is not planned or reported in time is noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus

from activities.requests import DONE
from domain.findings import FINDINGS
from eventstore.sql import SqlLog
from tests.workflows.year import NAME, SEOUL, Year, kipo_rules, running_year, with_bodies, with_two_people
from worker import open_log

LEDGER = "findings/KIPO"
IN_2011 = datetime(2011, 5, 2, 8, tzinfo=SEOUL)
PROMISE = {"remedy": "correction", "plan": "심사관 증원", "responsible": "ben"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlLog]:
    """Return an empty log."""
    log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield log
    log.close()


def about(number: int) -> dict[str, Any]:
    return {"year": 2010, "body": "KIPO", "number": number}


async def does(year: Year, actor: str, kind: str, /, **content: object) -> None:
    """Give a command that must be carried out."""
    assert isinstance(await year.asks(actor, kind, **content), DONE)


async def found(year: Year, number: int) -> None:
    """Let the inspector of major policies issue a finding."""
    what = {"source": "inspection", "title": NAME, "finding": "심사가 늦음", "sector": "major-policies"}
    await does(year, "ins", "IssueFinding", **about(number), **what)


async def begun(year: Year) -> None:
    """Let a first finding be issued on 2 May; its plan is awaited by 1 June."""
    await with_bodies(year)
    await with_two_people(year, 2010)
    await year.opens(2010, kipo_rules())
    await year.asks("system", "EstablishUnit", body="PMO", unit="HQ", level="bureau", name=NAME)
    post = {"body": "PMO", "unit": "HQ", "grade": 4, "title": NAME, "name": "홍길동"}
    await year.asks("system", "RegisterPerson", person="ins", **post)
    await year.asks("system", "GrantRole", person="ins", role="inspector", body="PMO")
    await year.asks("system", "GrantRole", person="ada", role="planning", body="KIPO")
    await found(year, 1)


def noted(year: Year) -> list[date]:
    """Return the days on which the clock noted that something is late."""
    return [at.date() for _, _, at in year.facts("CorrectiveActionOverdue")]


async def test_a_finding_that_nobody_answers_is_late_after_thirty_days_and_once(log: SqlLog) -> None:
    """Until 1 June a plan is awaited; on the 2nd it is noted, and never again."""
    async with running_year(log, IN_2011) as year:
        await begun(year)
        await year.passes_to(date(2011, 8, 1))
        days, [finding] = noted(year), FINDINGS.fold(year.events(LEDGER)).of.values()

    assert days == [date(2011, 6, 2)]
    assert (finding.stage, finding.overdue) == ("issued", True)


async def test_a_promise_moves_the_clock_and_what_was_reported_stops_it(log: SqlLog) -> None:
    """Planned for 10 June and moved to the 30th, reported on the 29th: nothing is late."""
    async with running_year(log, IN_2011) as year:
        await begun(year)
        await does(year, "ada", "PlanCorrectiveAction", **about(1), **PROMISE, due="2011-06-10")
        await does(year, "ada", "PlanCorrectiveAction", **about(1), **PROMISE, due="2011-06-30")
        await year.passes_to(date(2011, 6, 29))
        await does(year, "ben", "ReportCorrectiveAction", **about(1), result="증원함", proof="a" * 64)
        await year.passes_to(date(2011, 8, 1))
        days = noted(year)

    assert days == []


async def test_a_broken_promise_is_noted_on_the_day_after_it(log: SqlLog) -> None:
    """Planned for 30 June, not reported."""
    async with running_year(log, IN_2011) as year:
        await begun(year)
        await does(year, "ada", "PlanCorrectiveAction", **about(1), **PROMISE, due="2011-06-30")
        await year.passes_to(date(2011, 8, 1))
        days, [finding] = noted(year), FINDINGS.fold(year.events(LEDGER)).of.values()

    assert days == [date(2011, 7, 1)]
    assert (finding.stage, finding.overdue) == ("planned", True)


async def test_one_clock_keeps_the_days_of_all_findings_and_goes_on_when_all_are_settled(log: SqlLog) -> None:
    """The first is settled in May; the second, issued later, is late on its own day by the same workflow."""
    async with running_year(log, IN_2011) as year:
        await begun(year)
        await does(year, "ada", "PlanCorrectiveAction", **about(1), **PROMISE, due="2011-05-20")
        await does(year, "ben", "ReportCorrectiveAction", **about(1), result="증원함", proof="a" * 64)
        await does(year, "ins", "AcceptCorrectiveAction", **about(1))
        await year.passes_to(date(2011, 5, 30))
        settled = (await year.server.client.get_workflow_handle(LEDGER).describe()).status
        await found(year, 2)
        await year.passes_to(date(2011, 8, 1))
        days, ledger = noted(year), FINDINGS.fold(year.events(LEDGER))

    assert settled is WorkflowExecutionStatus.RUNNING
    assert days == [date(2011, 6, 30)]
    assert {number: it.stage for number, it in ledger.of.items()} == {1: "accepted", 2: "issued"}


async def test_what_is_returned_is_awaited_anew(log: SqlLog) -> None:
    """Returned on 20 May: a new plan within thirty days, noted on 20 June."""
    async with running_year(log, IN_2011) as year:
        await begun(year)
        await does(year, "ada", "PlanCorrectiveAction", **about(1), **PROMISE, due="2011-05-20")
        await does(year, "ben", "ReportCorrectiveAction", **about(1), result="증원함", proof="a" * 64)
        await year.passes_to(date(2011, 5, 20))
        await does(year, "ins", "ReturnCorrectiveAction", **about(1), reason="효과가 없음")
        await year.passes_to(date(2011, 8, 1))
        days = noted(year)

    assert days == [date(2011, 6, 20)]


async def test_a_lost_temporal_server_costs_the_ledger_nothing(log: SqlLog) -> None:
    """The server is gone in May; what the log says must run is started again."""
    async with running_year(log, IN_2011) as year:
        await begun(year)
        await year.passes_to(date(2011, 5, 10))
    async with running_year(log, datetime(2011, 5, 20, 8, tzinfo=SEOUL)) as year:
        assert LEDGER in await year.office.clocks.reconcile(log)
        await year.passes_to(date(2011, 8, 1))
        days = noted(year)

    assert days == [date(2011, 6, 2)]
