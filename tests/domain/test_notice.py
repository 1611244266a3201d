"""Notices: what a person is told, and by when he may object."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.grading_facts import Apart, Change, PoolReviewed
from domain.messages import Event
from domain.notice import (
    NoSuchNotice,
    NothingToTell,
    NoticeReceived,
    NotifyAgain,
    NotifyResult,
    ReceiveNotice,
    ResultNotified,
    ResultNotifiedAgain,
    Told,
)
from domain.obligations import NotYourTask
from domain.refusals import NotAllowed
from domain.result_facts import AppraisalExempted
from tests.support.grading import (
    TEN,
    all_graded,
    formed,
    graded,
    names,
    notified,
    placed,
    rescored,
    ten_people,
    told,
    totals,
    year,
)
from tests.support.office import NOTICES, PROMOTION, ada, hr, phase_open
from tests.support.spec import spec

CAUSE = "objection/2010/p03/1@3"
january = spec.given(all_graded).at("2011-01-20T10:00")
notify = NotifyResult(**graded, person="p03")


def test_a_person_is_told_total_grade_and_place_and_may_object_for_a_week() -> None:
    january.when_the_clock(notify).then(notified())


def test_the_last_day_to_object_is_a_working_day() -> None:
    expected = notified().model_copy(update={"object_by": date(2011, 2, 7)})  # 2 to 4 February: lunar new year
    january.at("2011-01-26").when_the_clock(notify).then(expected)


def test_nobody_is_told_before_his_pool_is_graded() -> None:
    waiting = spec.given(ten_people, totals(*TEN), formed).at("2011-01-20")
    waiting.when_the_clock(notify).then_refused(NothingToTell, person="p03")


def test_who_is_apart_is_told_why() -> None:
    exempt = AppraisalExempted(**graded, person="p10", unit=PROMOTION, ground="incomplete")
    story = spec.given(ten_people, totals(*TEN[:9]), exempt).at("2011-01-20")
    pools = formed.model_copy(update={"pools": (), "apart": (Apart(person="p10", ground="incomplete"),)})
    expected = ResultNotified(**graded, person="p10", told=Told(ground="incomplete"), object_by=date(2011, 1, 27))
    story.given(pools).when_the_clock(NotifyResult(**graded, person="p10")).then(expected)


def test_the_engine_tells_and_nobody_else() -> None:
    january.when(hr, notify).then_refused(NotYourTask, owner="system")


# Told again

notified_all = january.given([notified()]).at("2011-02-08T10:00")
changes: list[Event] = [
    rescored("p03", "97", "98.5", CAUSE),
    PoolReviewed(
        **year,
        pool="staff",
        cause=CAUSE,
        concerned=("p03",),
        placed=(placed("p03", "98.5", 2, "S"),),
        changes=(Change(person="p03", before="A", after="S", pay_before="A", pay_after="S"),),
        pending=(),
    ),
]
again = NotifyAgain(**year, person="p03", cause=CAUSE)
told_again = ResultNotifiedAgain(
    **year,
    person="p03",
    edition=2,
    before=told(),
    told=told().model_copy(update={"total": Decimal("98.5"), "grade": "S", "rank": 2}),
    object_by=date(2011, 2, 15),
    cause=CAUSE,
)


def test_a_changed_result_is_told_again_with_a_fresh_right_to_object() -> None:
    notified_all.given(changes).when_the_clock(again).then(told_again)


def test_an_unchanged_result_is_not_told_again() -> None:
    notified_all.when_the_clock(again).then_nothing()


def test_who_was_told_nothing_is_told_nothing_again() -> None:
    january.given(changes).when_the_clock(again).then_nothing()


def test_nobody_orders_a_notice() -> None:
    notified_all.given(changes).when(hr, again).then_refused(NotAllowed, role="system")


# Received

notices: dict[str, Any] = {**year, "phase": "notices", "person": "p03"}
sent = january.given([notified(), phase_open(NOTICES)]).at("2011-01-24")


def receive(edition: int) -> ReceiveNotice:
    return ReceiveNotice(**notices, edition=edition)


def test_the_person_confirms_that_the_notice_arrived() -> None:
    sent.when("p03", receive(1)).then(NoticeReceived(**notices, edition=1))


def test_a_notice_that_went_out_again_in_june_is_received_though_the_window_is_over() -> None:
    sent.given(told_again).at("2011-06-14").when("p03", receive(2)).then(NoticeReceived(**notices, edition=2))


def test_nobody_confirms_for_him() -> None:
    sent.when(ada, receive(1)).then_refused(NotYourTask, owner="p03")


def test_each_notice_that_was_sent_can_be_received_and_an_earlier_one_after_it_adds_nothing() -> None:
    twice = sent.given(told_again)
    twice.when("p03", receive(1)).then(NoticeReceived(**notices, edition=1))
    twice.when("p03", receive(2)).then(NoticeReceived(**notices, edition=2))
    twice.given(NoticeReceived(**notices, edition=2)).when("p03", receive(1)).then_nothing()


def test_what_was_not_sent_yet_is_not_received() -> None:
    sent.given(told_again).when("p03", receive(3)).then_refused(NoSuchNotice, current=2, given=3)


def test_what_was_not_sent_is_not_received() -> None:
    sent.when("p04", ReceiveNotice(**{**notices, "person": "p04"}, edition=1)).then_refused(NoSuchNotice, current=0)


def test_everybody_of_the_pool_is_told_his_own_place() -> None:
    for rank, person in enumerate(names, 1):
        (event,) = january.when_the_clock(NotifyResult(**graded, person=person)).events()
        assert isinstance(event, ResultNotified)
        assert (event.told.rank, event.told.of) == (rank, 10)
