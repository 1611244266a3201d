"""A decision after the notices, on a real log: totals, grades, notices and pay follow it to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from activities.consequences import Consequences
from activities.requests import Outcome, Refused, Request
from domain.consequences import consequences_id
from domain.grading_commands import SettlePending
from domain.objection_commands import ConsultEvaluator, DecideObjection, FileObjection
from domain.result_facts import Correction
from domain.scorecard import AdjustIndicatorScore
from eventstore.codec import decode
from eventstore.port import Log, Query
from tests.activities.test_engine import DoorUntil, PowerCutError
from tests.support.graded_house import GradedHouse, five, year
from tests.support.house import house_on
from tests.support.office import PROMOTION, ada, ben, gyu, yuna
from tests.support.spec import moment

objection: dict[str, Any] = {**year, "person": "p05", "edition": 1}


@pytest.fixture
async def graded(open_log: Callable[[str], Log], sqlite_url: str) -> Any:
    with house_on(open_log(sqlite_url)) as house:
        yield await GradedHouse(house).paid()


@pytest.fixture
async def told(open_log: Callable[[str], Log], sqlite_url: str) -> Any:
    with house_on(open_log(sqlite_url)) as house:
        yield await GradedHouse(house).graded()


def drawing(house: GradedHouse) -> Consequences:
    return Consequences(house.log, house.house.door, house.inbox)


def adjusted(house: GradedHouse) -> int:
    """Return where the committee of the government put 80 in the place of the department's 90."""
    wish = {"unit": PROMOTION, "indicator": "P-01", "score": "80", "outside": "no 12", "reason": "overstated"}
    return house.does(gyu, AdjustIndicatorScore.model_validate({**year, **wish})).position


def upheld(house: GradedHouse) -> int:
    """Return where the second evaluator upheld the objection of the last of the five, who becomes the first."""
    house.house.clock.set(moment("2011-01-12T10:00"))
    house.does("p05", FileObjection(**objection, grounds=("half of it is missing",)))
    house.does(ada, ConsultEvaluator(**objection, statement="true"))
    better = Correction(component="individual", score=Decimal(96))
    decision = DecideObjection(**objection, outcome="upheld", answers=("so it is",), corrections=(better,))
    return house.does(ben, decision).position


def found(house: GradedHouse, kind: str) -> list[Any]:
    """Return the events of *kind*; private text stays sealed."""
    return [decode(row) for row in house.house.rows(kind=kind)]


async def test_an_adjusted_indicator_reaches_everybody_below_the_unit(graded: GradedHouse) -> None:
    position = adjusted(graded)
    assert consequences_id(position) in graded.log.nudges()
    await drawing(graded).draw(position)
    kinds = graded.kinds(position)
    assert kinds == ["UnitRescored", *["AppraisalRescored"] * 5, "PoolReviewed", *["ResultNotifiedAgain"] * 5]
    assert {it.before - it.total for it in found(graded, "AppraisalRescored")} == {Decimal(4)}  # 40 % of ten points
    assert found(graded, "PoolReviewed")[0].changes == ()
    assert {it.cause for it in found(graded, "ResultNotifiedAgain")} == {f"scorecard/2010/KIPO/{PROMOTION}@2"}


async def test_every_consequence_says_which_decision_it_comes_from(graded: GradedHouse) -> None:
    position = adjusted(graded)
    await drawing(graded).draw(position)
    rows = [row for row in graded.house.rows() if row.position > position]
    assert {row.causation for row in rows} == {consequences_id(position)}
    assert {row.actor for row in rows} == {"system"}


async def test_an_upheld_objection_moves_the_person_and_nobody_down(told: GradedHouse) -> None:
    position = upheld(told)
    await drawing(told).draw(position)
    assert told.kinds(position) == ["AppraisalRescored", "PoolReviewed", "ResultNotifiedAgain"]
    (review,) = found(told, "PoolReviewed")
    assert [(it.person, it.before, it.after) for it in review.changes] == [("p05", "C", "S")]
    assert [(it.person, it.before, it.after) for it in review.pending] == [
        ("p01", "S", "A"),
        ("p02", "A", "B"),
        ("p04", "B", "C"),
    ]


async def test_what_the_committee_settles_is_told_too(told: GradedHouse) -> None:
    await drawing(told).draw(upheld(told))
    settle = SettlePending(**year, pool="staff", persons=("p01",), reason="one place")
    position = told.does(yuna, settle).position
    await drawing(told).draw(position)
    assert told.told(position) == [("ResultNotifiedAgain", "notice/2010/p01")]


async def test_drawing_twice_changes_nothing(graded: GradedHouse) -> None:
    position = adjusted(graded)
    count = await drawing(graded).draw(position)
    head = graded.log.head()
    assert await drawing(graded).draw(position) == count
    assert graded.log.head() == head


async def test_a_crash_after_any_command_changes_nothing_in_the_end(told: GradedHouse) -> None:
    position = adjusted(told)
    for number in range(60):
        broken = Consequences(told.log, DoorUntil(told, number), told.inbox)  # type: ignore[arg-type]
        try:
            await broken.draw(position)
        except PowerCutError:
            continue
        break
    kinds = told.kinds(position)
    assert kinds == ["UnitRescored", *["AppraisalRescored"] * 5, "PoolReviewed", *["ResultNotifiedAgain"] * 5]
    assert [it.edition for it in found(told, "ResultNotifiedAgain")] == [2] * len(five)


async def test_from_what_changes_nothing_nothing_follows(told: GradedHouse) -> None:
    assert await drawing(told).draw(told.log.head().position) == 0


class RefusingDoor:
    """A door that refuses every command of one *kind*."""

    def __init__(self, behind: GradedHouse, kind: str) -> None:
        self._door = behind.house.door
        self._kind = kind

    async def execute_all(self, requests: Sequence[Request]) -> list[Outcome]:
        return [
            Refused(code="pay.no-table", facts={}, ko="", en="")
            if type(request.command).__name__ == self._kind
            else await self._door.execute(request)
            for request in requests
        ]


async def test_a_step_that_is_refused_is_on_record_and_the_others_are_taken(graded: GradedHouse) -> None:
    before = graded.log.head().position
    root = adjusted(graded)
    door: Any = RefusingDoor(graded, "AdjustPay")
    await Consequences(graded.log, door, graded.inbox).draw(root)
    told = graded.kinds(before)
    assert (told.count("ResultNotifiedAgain"), "ClockBlocked" in told) == (5, True)
    (blocked, *_) = (decode(row) for row in graded.log.read(Query(type="ClockBlocked")))
    assert (blocked.code, blocked.case) == ("pay.no-table", consequences_id(root))  # type: ignore[attr-defined]
