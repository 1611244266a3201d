"""The qualification test of the senior civil service, rule by rule (SPO 70-2, SCS 23 to 27)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.case import END, WAIT, OnlyTheClock, TooEarly
from domain.cases import CASES, case_of_stream
from domain.ids import SYSTEM
from domain.messages import Event
from domain.qualification import QUALIFICATION
from domain.qualification_clock import next_step
from domain.qualification_commands import (
    DecideQualificationTest,
    EvaluateTraining,
    ExtendQualificationTest,
    FileStatement,
    NoteStatutoryDay,
    OrderTraining,
    ProposeDemotion,
    ProposeRemoval,
    RequestQualificationTest,
    ScheduleQualificationTest,
    TriggerQualificationTest,
    WithholdPosition,
)
from domain.qualification_facts import (
    DemotionProposed,
    PositionWithheld,
    QualificationTestDecided,
    QualificationTestExtended,
    QualificationTestRequested,
    QualificationTestScheduled,
    QualificationTestTriggered,
    RemovalProposed,
    StatementFiled,
    StatutoryDayMissed,
    StatutoryDayNear,
    TrainingEvaluated,
    TrainingOrdered,
)
from domain.qualification_refusals import (
    MayNotVote,
    NoGround,
    NoMajority,
    NoQualificationRules,
    NotAMember,
    NoticeTooShort,
    NotTheHead,
    NotTheSubject,
    QualificationOutOfTurn,
    StillUnderTest,
    TooMuchTime,
    TrainingTooLong,
    WithoutConsent,
)
from domain.refusals import NotAllowed, NotRegistered
from tests.support.office import (
    KIPO,
    PMO,
    RULES,
    SEAL,
    YEAR,
    ada,
    assigned,
    ben,
    bodies,
    hana,
    holds,
    label,
    mina,
    office,
    olga,
    opened_cycle,
    people,
)
from tests.support.office import (
    QUALIFICATION as DAYS,
)
from tests.support.spec import moment, spec

one: dict[str, Any] = {"person": ben, "number": 1}
members = ("m1", "m2", "m3", "m4", hana)
board: list[Event] = [
    *(holds(it, "qualification-board", PMO) for it in members),
    holds("clerk", "qualification-office", PMO),
]
story = [*office, holds(olga, "hr"), *board, assigned(ben, first=hana, second=None, instrument="agreement")]
standing = spec.given(story)

triggered = QualificationTestTriggered(
    **one,
    year=YEAR,
    body=KIPO,
    government=PMO,
    ground="lowest-grade",
    years=(2008, 2010),
    test_by=date(2011, 8, 1),
    rules=DAYS,
    zone="Asia/Seoul",
)
requested = QualificationTestRequested(**one, papers=(SEAL,), on=date(2011, 2, 3))
scheduled = QualificationTestScheduled(
    **one,
    session=date(2011, 2, 20),
    decide_by=date(2011, 3, 12),
    members=members,
    excluded={"m4": "relative", hana: "direct-superior"},
)
conditional = QualificationTestDecided(
    **one, verdict="conditional", votes=dict.fromkeys(("m1", "m2", "m3"), "conditional"), order_by=date(2011, 3, 21)
)
unfit = QualificationTestDecided(
    **one, verdict="unfit", votes=dict.fromkeys(("m1", "m2", "m3"), "unfit"), order_by=None
)
ordered = TrainingOrdered(
    **one, course=label("leadership"), begins=date(2011, 4, 1), ends=date(2011, 9, 30), evaluate_by=date(2011, 10, 30)
)
failed = TrainingEvaluated(**one, level=4, passed=False, test_by=date(2012, 4, 10))
passed = TrainingEvaluated(**one, level=3, passed=True, test_by=None)

in_triggered = standing.given(triggered).at("2011-02-03")
in_requested = in_triggered.given(requested).at("2011-02-10")
in_scheduled = in_requested.given(scheduled).at("2011-02-21")


def trigger(*years: int, number: int = 1, **more: Any) -> TriggerQualificationTest:
    given = {"person": ben, "number": number, "year": YEAR, "ground": "lowest-grade", "years": years, **more}
    return TriggerQualificationTest.model_validate(given)


def call(session: date = date(2011, 2, 20), **excluded: str) -> ScheduleQualificationTest:
    return ScheduleQualificationTest.model_validate(
        {**one, "session": session, "members": members, "excluded": excluded}
    )


def votes(verdict: str, *by: str) -> DecideQualificationTest:
    return DecideQualificationTest.model_validate({**one, "votes": dict.fromkeys(by, verdict)})


# The ground


def test_two_years_with_the_lowest_grade_in_total_are_ground_for_a_test_within_six_months() -> None:
    standing.at("2011-02-01").when(olga, trigger(2008, 2010)).then(triggered)


def test_the_engine_may_state_the_ground() -> None:
    standing.at("2011-02-01").when(SYSTEM, trigger(2008, 2010)).then(triggered)


@pytest.mark.parametrize("years", [(), (2010,), (2010, 2010)])
def test_one_year_is_no_ground(years: tuple[int, ...]) -> None:
    standing.when(olga, trigger(*years)).then_refused(NoGround, person=ben, needed=2)


def test_another_ground_needs_no_years() -> None:
    event = triggered.model_copy(update={"ground": "no-position", "years": ()})
    standing.at("2011-02-01").when(olga, trigger(ground="no-position")).then(event)


def test_only_the_personnel_office_states_the_ground() -> None:
    standing.when(ada, trigger(2008, 2010)).then_refused(NotAllowed, role="hr", body=KIPO)


def test_only_who_holds_a_post_is_tested() -> None:
    standing.when(olga, trigger(2008, 2010, person="nobody")).then_refused(NotRegistered)


def test_a_year_whose_rules_know_no_test_has_none() -> None:
    silent = RULES.model_copy(update={"personnel": None})
    given = spec.given(bodies, opened_cycle(silent), people, holds(olga, "hr"))
    given.when(olga, trigger(2008, 2010)).then_refused(NoQualificationRules, year=YEAR)


def test_one_test_comes_after_the_other() -> None:
    in_triggered.when(olga, trigger(2008, 2010, number=2)).then_refused(StillUnderTest, number=1)
    in_triggered.when(olga, trigger(2007, 2010)).then_refused(StillUnderTest, number=1)
    closed = in_scheduled.given(unfit, RemovalProposed(**one, reason="unfit", appeal_by=date(2011, 3, 23)))
    second = triggered.model_copy(update={"number": 2, "test_by": date(2011, 8, 21)})
    closed.when(olga, trigger(2008, 2010, number=2)).then(second)


# The request


def test_the_head_of_the_ministry_requests_the_test_with_papers() -> None:
    command = RequestQualificationTest(**one, papers=(SEAL,))
    in_triggered.when(hana, command).then_once(requested, again=QualificationOutOfTurn)
    in_triggered.when(olga, command).then_refused(NotTheHead, head=hana)


def test_nothing_is_done_in_a_test_that_was_never_triggered() -> None:
    standing.when(hana, RequestQualificationTest(**one, papers=(SEAL,))).then_refused(
        QualificationOutOfTurn, stage="none"
    )


def test_the_person_states_his_own_side_and_may_amend_it() -> None:
    first = StatementFiled(**one, statement="두 해 모두 파견 중이었음", edition=1)
    in_requested.when(ben, FileStatement(**one, statement="두 해 모두 파견 중이었음")).then(first)
    amended = FileStatement(**one, statement="보완함")
    in_requested.given(first).when(ben, amended).then(StatementFiled(**one, statement="보완함", edition=2))


def test_nobody_else_states_his_side_and_not_after_the_decision() -> None:
    command = FileStatement(**one, statement="대신 적음")
    in_requested.when(mina, command).then_refused(NotTheSubject)
    in_scheduled.given(unfit).when(ben, command).then_refused(QualificationOutOfTurn, stage="unfit")


def test_the_position_may_be_withheld_by_the_head() -> None:
    command = WithholdPosition(**one, reason="SPO 73-3")
    in_requested.when(hana, command).then(PositionWithheld(**one, reason="SPO 73-3"))
    in_requested.when(olga, command).then_refused(NotTheHead)


# The session


def test_the_session_is_called_with_three_days_notice_and_the_superior_is_excluded_by_the_log() -> None:
    in_requested.when("clerk", call(m4="relative")).then_once(scheduled, again=QualificationOutOfTurn)
    in_requested.when("clerk", call(date(2011, 2, 12))).then_refused(NoticeTooShort, earliest="2011-02-13")
    in_requested.when(hana, call()).then_refused(NotAllowed, role="qualification-office")


def test_who_has_no_seat_is_neither_listed_nor_excluded() -> None:
    listed = call().model_copy(update={"members": (*members, mina)})
    in_requested.when("clerk", listed).then_refused(NotAMember, member=mina)
    in_requested.when("clerk", call(ada="relative")).then_refused(NotAMember, member=ada)


def test_a_majority_of_the_members_in_office_decides() -> None:
    by = ("m1", "m2", "m3")
    in_scheduled.when("clerk", votes("unfit", *by)).then_once(unfit, again=QualificationOutOfTurn)
    in_scheduled.when("clerk", votes("conditional", *by)).then_once(conditional, again=QualificationOutOfTurn)


def test_who_is_excluded_stays_in_office_and_does_not_vote() -> None:
    in_scheduled.when("clerk", votes("unfit", "m1", "m2")).then_refused(NoMajority, most=2, members=5, needed=3)
    in_scheduled.when("clerk", votes("unfit", "m1", "m2", hana)).then_refused(MayNotVote, ground="direct-superior")
    in_scheduled.when("clerk", votes("unfit", "m1", "m2", mina)).then_refused(NotAMember, member=mina)


def test_nothing_is_decided_before_the_session() -> None:
    in_scheduled.at("2011-02-19").when("clerk", votes("fit", "m1", "m2", "m3")).then_refused(TooEarly)


def test_more_time_is_taken_once_by_a_majority_and_longer_only_in_a_lawsuit() -> None:
    by = ("m1", "m2", "m3")
    longer = ExtendQualificationTest(**one, in_favour=by, reason="more papers")
    extended = QualificationTestExtended(
        **one,
        decide_by=date(2011, 4, 11),
        decide_by_before=date(2011, 3, 12),
        litigation=False,
        in_favour=by,
        reason="more papers",
    )
    in_scheduled.when("clerk", longer).then_once(extended, again=TooMuchTime)
    in_scheduled.when("clerk", longer.model_copy(update={"in_favour": by[:2]})).then_refused(NoMajority)
    court = longer.model_copy(update={"litigation": True, "until": date(2011, 9, 1)})
    later = extended.model_copy(
        update={"decide_by": date(2011, 9, 1), "decide_by_before": date(2011, 4, 11), "litigation": True}
    )
    in_scheduled.given(extended).when("clerk", court).then_once(later, again=TooMuchTime)


# What follows


def test_training_is_ordered_and_ends_within_six_months() -> None:
    days = {"course": label("leadership"), "begins": date(2011, 4, 1)}
    command = OrderTraining(**one, **days, ends=date(2011, 9, 30))
    in_conditional = in_scheduled.given(conditional)
    in_conditional.when(hana, command).then_once(ordered, again=QualificationOutOfTurn)
    too_long = OrderTraining(**one, **days, ends=date(2011, 10, 2))
    in_conditional.when(hana, too_long).then_refused(TrainingTooLong, latest="2011-10-01")


def test_who_passes_the_training_is_fit_and_who_does_not_is_tested_again() -> None:
    trained = in_scheduled.given(conditional, ordered).at("2011-10-10")
    trained.when("clerk", EvaluateTraining(**one, level=3)).then_once(passed, again=QualificationOutOfTurn)
    trained.when("clerk", EvaluateTraining(**one, level=4)).then_once(failed, again=QualificationOutOfTurn)
    undone = failed.model_copy(update={"level": None})
    trained.when("clerk", EvaluateTraining(**one, level=None)).then_once(undone, again=QualificationOutOfTurn)
    again = trained.given(failed).when(hana, RequestQualificationTest(**one, papers=(SEAL,)))
    again.then_once(requested.model_copy(update={"on": date(2011, 10, 10)}), again=QualificationOutOfTurn)


def test_removal_is_proposed_with_thirty_days_to_appeal_and_demotion_with_consent() -> None:
    in_unfit = in_scheduled.given(unfit)
    told = {**one, "reason": "unfit by decision", "appeal_by": date(2011, 3, 23)}
    removal = ProposeRemoval(**one, reason="unfit by decision")
    in_unfit.when(hana, removal).then_once(RemovalProposed(**told), again=QualificationOutOfTurn)
    demotion = ProposeDemotion(**one, reason="unfit by decision", consent=True)
    in_unfit.when(hana, demotion).then_once(DemotionProposed(**told), again=QualificationOutOfTurn)
    in_unfit.when(hana, demotion.model_copy(update={"consent": False})).then_refused(WithoutConsent, person=ben)


# The clock


def note(awaited: str, due: date, *, missed: bool) -> NoteStatutoryDay:
    return NoteStatutoryDay.model_validate({**one, "awaited": awaited, "due": due, "missed": missed})


near = StatutoryDayNear(**one, awaited="test", due=date(2011, 8, 1))
gone = StatutoryDayMissed(**one, awaited="test", due=date(2011, 8, 1))


def test_the_clock_notes_a_day_two_weeks_before_it_and_when_it_is_past() -> None:
    soon, late = (note("test", date(2011, 8, 1), missed=it) for it in (False, True))
    in_triggered.at("2011-07-18").when_the_clock(soon).then(near)
    in_triggered.at("2011-07-17").when_the_clock(soon).then_refused(TooEarly)
    in_triggered.given(near).at("2011-08-02").when_the_clock(late).then(gone)
    in_triggered.given(near).at("2011-08-01T23:59").when_the_clock(late).then_refused(TooEarly)


def test_a_day_that_is_no_longer_awaited_is_not_noted() -> None:
    late = note("test", date(2011, 8, 1), missed=True)
    in_scheduled.at("2011-08-02").when_the_clock(late).then_nothing()
    in_triggered.given(near, gone).at("2011-09-02").when_the_clock(late).then_nothing()


def test_nobody_but_the_clock_notes_a_day() -> None:
    in_triggered.at("2011-08-02").when(olga, note("test", date(2011, 8, 1), missed=True)).then_refused(OnlyTheClock)


AWAITED: list[tuple[list[Event], str | None, str | None]] = [  # facts, step, moment
    ([triggered], "near/test/2011-08-01", "2011-07-18"),
    ([triggered, requested], "near/test/2011-08-01", "2011-07-18"),
    ([triggered, near], "missed/test/2011-08-01", "2011-08-02"),
    ([triggered, near, gone], None, None),
    ([triggered, requested, scheduled], "near/decision/2011-03-12", "2011-02-26"),
    ([triggered, requested, scheduled, conditional], "near/training-order/2011-03-21", "2011-03-07"),
    ([triggered, requested, scheduled, conditional, ordered], "near/training-evaluation/2011-10-30", "2011-10-16"),
    ([triggered, requested, scheduled, conditional, ordered, failed], "near/test/2012-04-10", "2012-03-27"),
    ([triggered, requested, scheduled, unfit], None, None),
]


@pytest.mark.parametrize(("facts", "step", "at"), AWAITED)
def test_what_the_clock_waits_for(facts: list[Event], step: str | None, at: str | None) -> None:
    found = next_step(QUALIFICATION.fold(facts))
    assert (found.step, found.at) == ((step, moment(at)) if step and at else (WAIT.step, None))


def test_the_clock_of_a_case_that_has_not_begun_waits_and_of_a_closed_one_ends() -> None:
    assert next_step(QUALIFICATION.initial) == WAIT
    assert next_step(QUALIFICATION.fold([triggered, requested, scheduled, conditional, ordered, passed])) == END


def test_a_stream_tells_whether_it_is_a_case() -> None:
    assert case_of_stream("qualification/ben/1") is CASES["qualification"]
    assert case_of_stream("phase/2010/KIPO/final") is None
