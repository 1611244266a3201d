"""The engine at its own tasks, on a real log: what it can do, what waits, and what a crash leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from activities.engine import Engine
from activities.requests import Outcome, Request
from domain.grading_commands import AllocateGrades, FormPools
from eventstore.codec import decode
from eventstore.port import Log
from tests.support.graded_house import GradedHouse, clock_of, five, year
from tests.support.house import house_on
from tests.support.office import GRADING, NOTICES, PAYMENT, hr, opened_cycle


class PowerCutError(Exception):
    """The machine is gone."""


class DoorUntil:
    """A door before which the power goes after *left* commands."""

    def __init__(self, behind: GradedHouse, left: int) -> None:
        self._door = behind.house.door
        self._left = left

    async def execute_all(self, requests: Sequence[Request]) -> list[Outcome]:
        outcomes = []
        for request in requests:
            if not self._left:
                raise PowerCutError
            self._left -= 1
            outcomes.append(await self._door.execute(request))
        return outcomes


@pytest.fixture
def graded(open_log: Callable[[str], Log], sqlite_url: str) -> Iterator[GradedHouse]:
    with house_on(open_log(sqlite_url)) as house:
        yield GradedHouse(house)


def left(house: GradedHouse) -> list[str]:
    with house.log.view() as connection:
        return house.inbox.work_left(connection, opened_cycle(), "KIPO", "grading")


async def test_units_come_first_and_people_after_them(graded: GradedHouse) -> None:
    graded.evaluated()
    assert left(graded) == ["score-unit"]
    before = graded.log.head().position
    assert await graded.works() == 8
    assert graded.kinds(before) == ["UnitScored"] * 3 + ["AppraisalScored"] * 5


async def test_what_was_done_is_not_done_again(graded: GradedHouse) -> None:
    graded.evaluated()
    await graded.works()
    head = graded.log.head()
    assert (await graded.works(), left(graded)) == (0, [])
    assert graded.log.head() == head


async def test_notices_wait_for_the_grades_that_people_allocate(graded: GradedHouse) -> None:
    graded.evaluated()
    await graded.works()
    graded.does(hr, FormPools(**year, phase="grading"))
    assert (await graded.works(), left(graded)) == (0, [])
    graded.does(hr, AllocateGrades(**year, phase="grading"))
    assert left(graded) == ["notify-result"]
    assert await graded.works() == 5


async def test_the_whole_chain_ends_with_everybody_graded_told_and_paid(graded: GradedHouse) -> None:
    await graded.paid()
    amounts = [decode(row) for row in graded.house.rows(kind="PayDetermined")]
    assert [(it.person, str(it.reckoned.pay_grade), int(it.reckoned.amount)) for it in amounts] == [  # type: ignore[attr-defined]
        ("p01", "S", 5805000),
        ("p02", "A", 3870000),
        ("p03", "B", 2322000),
        ("p04", "B", 2322000),
        ("p05", "C", 0),
    ]
    assert {row.actor for row in graded.house.rows(kind="PayDetermined")} == {"system"}
    assert await graded.works(PAYMENT) == 0


async def test_what_is_refused_stays_owed_and_holds_nothing_up(graded: GradedHouse) -> None:
    await graded.graded()
    with graded.log.view() as connection:
        owed = graded.inbox.owed(connection, opened_cycle(), "KIPO", "payment")
    assert len(owed) == 5
    assert await graded.works(PAYMENT) == 0  # the phase is not open: each is tried, none is taken
    graded.house.open(PAYMENT, "2011-03-02T09:00")
    assert await graded.works(PAYMENT) == 5


async def test_people_owe_what_the_engine_does_not(graded: GradedHouse) -> None:
    await graded.graded()
    graded.house.open(NOTICES, "2011-01-21T09:00")
    assert await graded.works(NOTICES) == 0


async def test_a_crash_after_any_command_changes_nothing_in_the_end(graded: GradedHouse) -> None:
    graded.evaluated()
    before = graded.log.head().position
    for number in range(40):
        engine = Engine(graded.log, DoorUntil(graded, number), graded.inbox)  # type: ignore[arg-type]
        try:
            await engine.work_off(opened_cycle(), clock_of(GRADING))
        except PowerCutError:
            continue
        break
    assert graded.kinds(before) == ["UnitScored"] * 3 + ["AppraisalScored"] * 5
    assert [stream for _, stream in graded.told(before)][3:] == [f"result/2010/{person}" for person in five]
