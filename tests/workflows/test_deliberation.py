"""A sitting keeps its own clock: the call, a reminder, its day, and the ballots that nobody opens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus

from domain.committee_facts import CommitteeConstituted
from domain.deliberation import DELIBERATION
from domain.deliberation_commands import SealedChoice
from domain.deliberation_state import Item
from domain.minutes import minutes_of
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from tests.workflows.year import NAME, SEOUL, Year, kipo_rules, running_year, with_bodies
from worker import open_log

IN_DECEMBER = datetime(2010, 12, 6, 8, tzinfo=SEOUL)
SITTING = "deliberation/gpec/1"
ABOUT: dict[str, Any] = {"committee": "gpec", "session": 1}
OFFICIALS, CIVILIANS = ("pm", "o1"), tuple(f"c{n}" for n in range(1, 14))
EIGHT = ("pm", *CIVILIANS[:7])
NONCE = "0123456789abcdef"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlLog]:
    """Return an empty log."""
    log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield log
    log.close()


async def convened(year: Year) -> None:
    """Let a committee of fifteen be called for 20 December, with one item about the year."""
    await with_bodies(year)
    await year.opens(2010, kipo_rules())
    await year.asks("system", "EstablishUnit", body="PMO", unit="U1", level="bureau", name=NAME)
    for person in OFFICIALS:
        post = {"body": "PMO", "unit": "U1", "grade": 1, "title": NAME, "name": "홍길동"}
        await year.asks("system", "RegisterPerson", person=person, **post)
    seats = [{"person": it, "civilian": it in CIVILIANS} for it in (*OFFICIALS, *CIVILIANS)]
    made = {"kind": "gpec", "body": "PMO", "year": 2010, "name": NAME, "since": "2010-01-04", "chairs": ("pm", "c1")}
    await year.asks("system", "ConstituteCommittee", committee="gpec", members=seats, **made)
    await year.asks("system", "ConveneSession", **ABOUT, day="2010-12-20")
    item = {"title": NAME, "matter": "extension", "concerns": "2010"}
    await year.asks("system", "TableItem", **ABOUT, item="1", **item)


def noted(year: Year, *more: str) -> list[tuple[str, date]]:
    """Return what the clock noted of the day, and facts of the kinds *more*, with their days."""
    kinds = ("SessionNoticed", "SessionReminded", "SessionOpened", "SessionEnded", *more)
    return [(kind, at.date()) for kind, _, at in year.facts(*kinds)]


OF_THE_DAY = [
    ("SessionNoticed", date(2010, 12, 6)),
    ("SessionReminded", date(2010, 12, 19)),
    ("SessionOpened", date(2010, 12, 20)),
    ("SessionEnded", date(2010, 12, 21)),
]


async def test_a_sitting_to_which_nobody_comes_defers_its_items_and_the_next_takes_them_up(log: SqlLog) -> None:
    """Called, reminded, begun, ended; without a quorum the item goes to the next session."""
    async with running_year(log, IN_DECEMBER) as year:
        await convened(year)
        await year.passes_to(date(2010, 12, 22))
        found = noted(year)
        await year.asks("system", "ConveneSession", committee="gpec", session=2, day="2010-12-29")
        second = DELIBERATION.fold(year.events("deliberation/gpec/2"))

    assert found == OF_THE_DAY
    assert item(year).stage == "deferred"
    assert second.items["1"].tabled.deferred_from == 1


def item(year: Year) -> Item:
    """Return the item of the first session."""
    events = [decode(row) for row in year.office.log.read(Query(streams=[SITTING]))]
    return DELIBERATION.fold(events).items["1"]


async def voted(year: Year, opened: int) -> None:
    """Let eight attend and vote for it; *opened* of them open their ballots."""
    await year.passes_to(date(2010, 12, 20), 14)
    await year.asks("system", "RecordAttendance", **ABOUT, present=EIGHT)
    await year.asks("pm", "CallItem", **ABOUT, item="1")
    for member in EIGHT:
        choice = SealedChoice(**ABOUT, item="1", member=member, choice="for", nonce=NONCE)
        await year.asks(member, "CastBallot", **ABOUT, item="1", commitment=choice.commitment())
    for member in EIGHT[:opened]:
        await year.asks(member, "RevealBallot", **ABOUT, item="1", choice="for", nonce=NONCE)


@pytest.mark.parametrize(("opened", "stage"), [(5, "passed"), (4, "rejected")])
async def test_ballots_that_nobody_opens_count_as_abstentions_when_their_days_are_over(
    log: SqlLog, opened: int, stage: str
) -> None:
    """Five of eight pass, four do not; the clock counts when 21 December is over."""
    async with running_year(log, IN_DECEMBER) as year:
        await convened(year)
        await voted(year, opened)
        await year.passes_to(date(2010, 12, 23))
        found = noted(year, "ItemResolved")

    assert found == [*OF_THE_DAY, ("ItemResolved", date(2010, 12, 22))]
    assert item(year).stage == stage
    assert [it.member for it in item(year).opened.values() if it.nonce is None] == list(EIGHT[opened:])


async def test_the_approved_minutes_end_the_clock(log: SqlLog) -> None:
    """All ballots are opened, the day is over, the chair approves."""
    async with running_year(log, IN_DECEMBER) as year:
        await convened(year)
        await voted(year, 8)
        await year.passes_to(date(2010, 12, 22))
        minutes = minutes_of(DELIBERATION.fold(year.events(SITTING)))
        assert minutes is not None
        await year.asks("pm", "ApproveMinutes", **ABOUT, minutes=minutes.hash())
        await year.passes_to(date(2010, 12, 24))
        status = (await year.server.client.get_workflow_handle(SITTING).describe()).status

    assert item(year).stage == "passed"
    assert status is WorkflowExecutionStatus.COMPLETED


async def test_a_lost_temporal_server_costs_a_sitting_nothing(log: SqlLog) -> None:
    """The server is gone after the call; what the log says must run is started again."""
    async with running_year(log, IN_DECEMBER) as year:
        await convened(year)
        await year.passes_to(date(2010, 12, 8))
    async with running_year(log, datetime(2010, 12, 15, 8, tzinfo=SEOUL)) as year:
        assert SITTING in await year.office.clocks.reconcile(log)
        await year.passes_to(date(2010, 12, 22))
        found = noted(year)

    assert found == OF_THE_DAY
    assert isinstance(year.events("committee/gpec")[0], CommitteeConstituted)
