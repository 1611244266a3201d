"""A whole year on the stage: the printed total, whatever is killed on the way, on every database."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from activities.yaml_files import read_rules
from audit.explain import explain
from audit.verify import verify
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections import runner
from projections.follow_up import budgets_of, findings_of
from projections.queries import person_scores
from rehearsal.loading import load_case
from rehearsal.script import script
from rehearsal.stage import Playbill, rehearse, taken
from runtime.databases import memory_engine
from worker import open_log

CASE = Path("examples/kipo-2010")
SEOUL = ZoneInfo("Asia/Seoul")
DIRECTOR_GENERAL = "P-DG"
PLAY = (
    "import asyncio, sys; from pathlib import Path; from rehearsal.loading import load_case;"
    "from rehearsal.stage import rehearse; from worker import open_log;"
    "asyncio.run(rehearse(load_case(Path(sys.argv[1])), open_log(sys.argv[2])))"
)


class Played(NamedTuple):
    bill: Playbill
    log: SqlLog


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Yield the whole year, played once for all tests that only read it."""
    log = open_log(f"sqlite:///{tmp_path_factory.mktemp('stage')}/log.db")
    yield Played(asyncio.run(play(log)), log)
    log.close()


@pytest.fixture
def log(sqlite_url: str) -> Iterator[SqlLog]:
    log = open_log(sqlite_url)
    yield log
    log.close()


def totals(log: SqlLog) -> dict[str, str | None]:
    with log.view() as connection:
        found = person_scores(connection, 2010)
    return {it.person: str(it.composed.total.value) if it.composed.total else None for it in found}


def components(log: SqlLog) -> dict[str, str | None]:
    with log.view() as connection:
        composed = person_scores(connection, 2010, person=DIRECTOR_GENERAL)[0].composed
    return {name: str(score.value) if score else None for name, score in composed.components.items()}


def budgets(log: SqlLog) -> dict[str, tuple[str, str, str]]:
    """Return level, branch and amount granted of each programme."""
    found = ((it.programme.rated, it.budget.proposed, it.budget.decided) for it in budgets_of(log, 2010))
    return {a.programme: (a.level, b.branch, str(c.amount)) for a, b, c in found if a and b and c}


def told_of_the_year(log: SqlLog) -> list[str]:
    """Return which reports of the year are on record, one each."""
    streams = ["reports/2010/KIPO", "reports/2010/PMO"]
    return sorted(row.type for row in log.read(Query(streams=streams)))


async def play(log: SqlLog, until: datetime | None = None) -> Playbill:
    return await rehearse(load_case(CASE), log, until=until)


def test_the_director_general_ends_at_the_printed_total(whole: Played) -> None:
    bill, log = whole

    assert bill.closed
    assert bill.refusals == []
    assert components(log) == {
        "bureau": "67.41",
        "competency": "23.13",
        "attitude": "5.00",
        "mileage": "0.20",
        "special": "0.00",
    }
    assert totals(log)[DIRECTOR_GENERAL] == "95.74"
    assert told_of_the_year(log) == ["ReportedToCabinet", "ResultPublished", "ResultReportedToAssembly"]
    assert budgets(log) == {"P-CREA": ("great", "free", "25200"), "P-UTIL": ("poor", "cut", "10800")}
    assert [(it.issued.source, it.stage) for it in findings_of(log)] == [
        ("inspection", "accepted"),
        ("poor-result", "accepted"),
    ]
    assert {row.stream for row in log.read(Query(type="TaskResultRecorded"))} >= {"card/P-UTI", "card/P-CRE"}
    assert verify(log).ok
    with memory_engine().begin() as scratch, log.view() as live:
        runner.compile_from_zero(log, Query(), scratch)
        assert runner.differences(live, scratch) == []


def test_what_was_played_does_not_stay_in_memory() -> None:
    case = load_case(CASE)
    whole = script(case, read_rules(case.rules))
    left = deque(whole)
    set_up = list(taken(left, lambda it: it.at <= case.begins))
    assert set_up
    assert all(it.at <= case.begins for it in set_up)
    assert left[0].at > case.begins  # who looks at what comes next takes nothing away
    acting = taken(left, lambda _: True)
    first = next(acting)
    assert len(left) == len(whole) - len(set_up) - 1
    assert [*set_up, first, *acting] == whole
    assert not left


def test_every_number_reaches_down_to_events_of_the_log(whole: Played) -> None:
    log = whole.log
    with log.view() as connection:
        explanation = explain(log, connection, 2010, DIRECTOR_GENERAL)
    kinds = {row.type for row in explanation.events.values()}

    measured = {"IndicatorScored", "CompetencyOpened", "AttitudeRated", "MileageCredited"}
    assert kinds == measured | {"AppraisalScored", "PoolGraded", "ResultNotified", "PayDetermined"}
    assert len([row for row in explanation.events.values() if row.type == "IndicatorScored"]) == 19


async def test_a_rehearsal_stopped_in_summer_knows_nothing_of_december_and_goes_on_from_its_log(log: SqlLog) -> None:
    stopped = await play(log, until=datetime(2010, 8, 1, tzinfo=SEOUL))
    half = log.head().position
    assert not stopped.closed
    assert components(log)["competency"] is None
    assert totals(log)[DIRECTOR_GENERAL] is None

    bill = await play(log)

    assert bill.closed
    assert bill.refusals == []
    assert log.head().position > half
    assert totals(log)[DIRECTOR_GENERAL] == "95.74"
    assert verify(log).ok


def play_until_killed(url: str, seconds: float) -> None:
    """Play the case in a process of its own and kill it somewhere in the year."""
    process = subprocess.Popen([sys.executable, "-c", PLAY, str(CASE), url], stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("seconds", [2.0, 3.5])
async def test_a_killed_rehearsal_goes_on_from_its_log(sqlite_url: str, seconds: float) -> None:
    play_until_killed(sqlite_url, seconds)
    log = open_log(sqlite_url)
    try:
        bill = await play(log)

        assert bill.closed
        assert totals(log)[DIRECTOR_GENERAL] == "95.74"
        assert verify(log).ok
    finally:
        log.close()


async def test_postgresql_gives_the_same_scores(whole: Played, postgres_url: str) -> None:
    other = open_log(postgres_url)
    try:
        await play(other)

        assert totals(other) == totals(whole.log)
        assert verify(other).ok
    finally:
        other.close()
