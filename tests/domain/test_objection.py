"""Objections: heard, answered ground by ground, never to one's loss, and never dismissed by silence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.appraisal_competency import AboveScale
from domain.case import END, WAIT, CaseStep, Standing, TooEarly
from domain.cycle import CloseCycle, CycleClosed
from domain.cycle_refusals import ObjectionsStillOpen
from domain.messages import Event
from domain.notice import ResultNotifiedAgain
from domain.objection import OBJECTION
from domain.objection_clock import next_step, standing
from domain.objection_commands import (
    AppealObjection,
    ConsultEvaluator,
    DecideObjection,
    FileObjection,
    PassObjectionOn,
    WithdrawObjection,
)
from domain.objection_facts import (
    EvaluatorConsulted,
    ObjectionAppealed,
    ObjectionClosed,
    ObjectionDecided,
    ObjectionEscalated,
    ObjectionFiled,
    ObjectionOverdue,
    ObjectionWithdrawn,
)
from domain.objection_refusals import (
    ConcernedDecides,
    CorrectedTwice,
    DecidedBefore,
    EvaluatorNotConsulted,
    GroundsUnanswered,
    NeverWorse,
    NoObjection,
    NothingNotified,
    NothingToCorrect,
    ObjectedBefore,
    ObjectionNotYours,
    ObjectionTooLate,
    OutcomeAndCorrections,
)
from domain.refusals import NotAllowed, UnknownPerson
from domain.result_facts import Correction
from tests.support.grading import all_graded, enrolled, notified, told, year
from tests.support.office import ada, assigned, ben, bora, every_phase_closed, hana, holds, hr, yuna
from tests.support.spec import moment, spec

about: dict[str, Any] = {**year, "person": "p03", "edition": 1}
told_p03 = spec.given(all_graded, [notified()]).at("2011-01-21T10:00")
COMMITTEE = "role:evaluation-committee"

file = FileObjection(**about, grounds=("a result is missing", "points are missing"))
filed = ObjectionFiled(**about, grounds=file.grounds, count=2, due=date(2011, 1, 28), zone="Asia/Seoul")
consult = ConsultEvaluator(**about, statement="I stand by it")
consulted = EvaluatorConsulted(**about, by=ada, statement="I stand by it")
better = Correction(component="individual", score=Decimal("98.5"))


# Filing


def test_who_was_told_objects_and_the_second_evaluator_has_a_week() -> None:
    told_p03.when("p03", file).then(filed)


def test_on_the_last_day_it_is_in_time() -> None:
    (event,) = told_p03.at("2011-01-27T23:59").when("p03", file).events()
    assert isinstance(event, ObjectionFiled)
    assert event.due == date(2011, 2, 7)  # the seventh day is a holiday


def test_a_day_later_it_is_too_late() -> None:
    told_p03.at("2011-01-28").when("p03", file).then_refused(ObjectionTooLate, by="2011-01-27")


def test_nobody_objects_for_another() -> None:
    told_p03.when(ada, file).then_refused(ObjectionNotYours, owner="p03")


def test_nobody_objects_to_what_he_was_not_told() -> None:
    spec.given(all_graded).at("2011-01-21").when("p03", file).then_refused(NothingNotified, edition=1)


def test_there_is_one_objection_to_a_notice() -> None:
    other = FileObjection(**about, grounds=("something else",))
    told_p03.given(filed).when("p03", other).then_refused(ObjectedBefore, person="p03", edition=1)
    taken_back = told_p03.given(filed, ObjectionWithdrawn(**about))
    taken_back.when("p03", file).then_refused(ObjectedBefore, person="p03")


def test_nobody_objects_who_is_not_evaluated() -> None:
    stranger = FileObjection(**{**about, "person": hr}, grounds=("why",))
    told_p03.when(hr, stranger).then_refused(UnknownPerson, person=hr)


# Hearing the evaluator

waiting = told_p03.given(filed).at("2011-01-25T10:00")


def test_the_first_evaluator_is_heard() -> None:
    waiting.when(ada, consult).then(consulted)


def test_nobody_speaks_for_him() -> None:
    waiting.when(ben, consult).then_refused(ObjectionNotYours, owner=ada)


def test_nobody_is_heard_without_an_objection() -> None:
    told_p03.when(ada, consult).then_refused(NoObjection, person="p03")


def test_nobody_is_heard_after_the_objection_was_taken_back() -> None:
    waiting.given(ObjectionWithdrawn(**about)).when(ada, consult).then_refused(NoObjection)


# Deciding

heard = waiting.given(consulted)


def decide(outcome: str, *corrections: Correction, answers: tuple[str, ...] = ("yes", "no")) -> DecideObjection:
    how = {"outcome": outcome, "answers": answers, "corrections": corrections}
    return DecideObjection.model_validate({**about, **how})


def decided(
    outcome: str, *corrections: Correction, by: str = ben, rung: int = 0, appeal_by: date | None = date(2011, 2, 1)
) -> ObjectionDecided:
    how = {"outcome": outcome, "answers": ("yes", "no"), "corrections": corrections}
    return ObjectionDecided.model_validate({**about, **how, "by": by, "rung": rung, "appeal_by": appeal_by})


dismissed, partly = decided("dismissed"), decided("partly", better)


def test_the_second_evaluator_decides_with_an_answer_to_each_ground() -> None:
    heard.when(ben, decide("partly", better)).then(partly)
    heard.when(ben, decide("dismissed")).then(dismissed)


def test_nobody_else_decides_at_that_point() -> None:
    heard.when(yuna, decide("dismissed")).then_refused(ObjectionNotYours, owner=ben)


def test_nobody_decides_before_the_evaluator_was_heard() -> None:
    waiting.when(ben, decide("dismissed")).then_refused(EvaluatorNotConsulted, evaluator=ada)


@pytest.mark.parametrize("answers", [("yes",), ("yes", "no", "maybe")])
def test_every_ground_is_answered(answers: tuple[str, ...]) -> None:
    heard.when(ben, decide("dismissed", answers=answers)).then_refused(
        GroundsUnanswered, grounds=2, answers=len(answers)
    )


def test_what_is_upheld_corrects_something_and_what_is_dismissed_nothing() -> None:
    heard.when(ben, decide("upheld")).then_refused(OutcomeAndCorrections, outcome="upheld")
    heard.when(ben, decide("dismissed", better)).then_refused(OutcomeAndCorrections, outcome="dismissed")


def test_nobody_is_worse_off_for_having_objected() -> None:
    worse = Correction(component="individual", score=Decimal("96.9"))
    heard.when(ben, decide("partly", worse)).then_refused(NeverWorse, before="97", after="96.9")


@pytest.mark.parametrize(("component", "score", "scale"), [("individual", "100.5", "100"), ("attitude", "5.5", "5")])
def test_no_correction_goes_above_the_scale(component: str, score: str, scale: str) -> None:
    above = Correction.model_validate({"component": component, "score": score})
    heard.when(ben, decide("partly", above)).then_refused(AboveScale, what=component, given=score, scale=scale)


@pytest.mark.parametrize("score", ["97", "100"], ids=["no less than before", "the best there is"])
def test_a_correction_goes_from_what_was_given_to_the_top_of_the_scale(score: str) -> None:
    as_far = Correction(component="individual", score=Decimal(score))
    heard.when(ben, decide("partly", as_far)).then(decided("partly", as_far))


def test_a_component_is_corrected_once() -> None:
    lower = better.model_copy(update={"score": Decimal(98)})
    heard.when(ben, decide("partly", better, lower)).then_refused(CorrectedTwice, components="individual")


def test_what_was_decided_is_not_corrected_further_by_deciding_it_again() -> None:
    more = better.model_copy(update={"score": Decimal(100)})
    heard.given(partly).when(ben, decide("partly", more)).then_refused(NoObjection)
    heard.given(partly).when(ben, decide("partly", better)).then_nothing()


def test_what_was_decided_is_not_decided_again_in_another_way() -> None:
    heard.given(dismissed).when(ben, decide("partly", better)).then_refused(NoObjection)


# Going on to the committee

appeal = AppealObjection(**about, reason="not convinced")
appealed = ObjectionAppealed(**about, rung=1, reason="not convinced", due=date(2011, 2, 14))
against = heard.given(dismissed).at("2011-01-31T10:00")
before_committee = against.given(appealed)


def test_a_person_of_goals_goes_on_to_the_committee() -> None:
    against.when("p03", appeal).then_once(appealed, again=NoObjection)


def test_nobody_goes_on_for_him() -> None:
    against.when(ada, appeal).then_refused(ObjectionNotYours, owner="p03")


def test_nobody_goes_on_after_the_last_day() -> None:
    against.at("2011-02-02").when("p03", appeal).then_refused(ObjectionTooLate, by="2011-02-01")


def test_nobody_goes_on_before_a_decision() -> None:
    heard.when("p03", appeal).then_refused(NoObjection)


@pytest.mark.parametrize("member", [yuna, bora])
def test_the_committee_decides_for_good(member: str) -> None:
    final = decided("dismissed", by=member, rung=1, appeal_by=None)
    before_committee.when(member, decide("dismissed")).then(final)
    before_committee.given(final).when("p03", appeal).then_refused(NoObjection)


def test_who_decided_before_does_not_sit_in_the_committee() -> None:
    before_committee.given(holds(ben, "evaluation-committee")).when(ben, decide("dismissed")).then_refused(
        DecidedBefore, actor=ben
    )


def test_nobody_decides_his_own_objection() -> None:
    before_committee.given(holds("p03", "evaluation-committee")).when("p03", decide("partly", better)).then_refused(
        ConcernedDecides, actor="p03"
    )


def test_the_first_evaluator_does_not_decide_even_as_a_member_of_the_committee() -> None:
    before_committee.given(holds(ada, "evaluation-committee")).when(ada, decide("dismissed")).then_refused(
        ConcernedDecides, actor=ada
    )


def test_what_the_total_does_not_hold_is_not_corrected() -> None:
    nothing = Correction(component="competency", score=Decimal(90))
    against_nothing = heard.when(ben, decide("partly", nothing))
    against_nothing.then_refused(NothingToCorrect, component="competency")


def test_the_confirmer_decides_for_good_on_an_agreement() -> None:
    by_agreement = [*all_graded, *enrolled(["p03"], instrument="agreement"), notified(), filed, consulted]
    story = spec.given(by_agreement).at("2011-01-26")
    final = decided("dismissed", appeal_by=None)
    story.when(ben, decide("dismissed")).then(final)
    story.given(final).when("p03", appeal).then_refused(NoObjection)


def test_where_no_rung_may_decide_the_committee_does() -> None:
    alone = assigned("p03", first=hana, second=None, instrument="agreement")
    story = spec.given([*all_graded, alone, notified(), filed, consulted], holds(bora, "evaluation-committee"))
    story.at("2011-01-26").when(bora, decide("dismissed")).then(decided("dismissed", by=bora, appeal_by=None))


def test_a_person_of_an_agreement_goes_on_to_the_head() -> None:
    by_agreement = [*all_graded, *enrolled(["p03"], instrument="agreement"), notified(), filed, consulted, dismissed]
    story = spec.given(by_agreement, appealed).at("2011-01-31")
    story.when(yuna, decide("dismissed")).then_refused(ObjectionNotYours, owner=hana)
    story.when(hana, decide("dismissed")).then(decided("dismissed", by=hana, rung=1, appeal_by=None))


def test_without_a_second_evaluator_the_committee_decides_at_once() -> None:
    alone: list[Event] = [*all_graded, *enrolled(["p03"], second=None), notified(), filed, consulted]
    story = spec.given(alone).at("2011-01-25")
    story.when(yuna, decide("dismissed")).then(decided("dismissed", by=yuna, appeal_by=None))


# Silence

pass_on = PassObjectionOn(**about)
escalated = ObjectionEscalated(**about, rung=1, to=COMMITTEE, due=date(2011, 2, 14))
overdue = ObjectionOverdue(**about, rung=1, due=date(2011, 2, 14))


def test_silence_is_no_rejection_it_moves_the_objection_up() -> None:
    waiting.at("2011-01-29").when_the_clock(pass_on).then_once(escalated, again=TooEarly)


def test_the_committee_then_decides() -> None:
    raised = heard.given(escalated).at("2011-02-07")
    raised.when(ben, decide("dismissed")).then_refused(ObjectionNotYours, owner=COMMITTEE)
    raised.when(yuna, decide("dismissed")).then(decided("dismissed", by=yuna, rung=1, appeal_by=None))


def test_nothing_moves_before_its_day_is_over() -> None:
    waiting.at("2011-01-28T23:59").when_the_clock(pass_on).then_refused(TooEarly, case="objection/2010/p03/1")


def test_the_last_rung_stays_owing_and_is_told_late_once() -> None:
    heard.given(escalated).at("2011-02-15").when_the_clock(pass_on).then(overdue)


def test_late_it_can_still_decide() -> None:
    late = heard.given(escalated, overdue).at("2011-02-20")
    late.when(yuna, decide("dismissed")).then(decided("dismissed", by=yuna, rung=1, appeal_by=None))


def test_a_decision_nobody_goes_on_from_is_closed() -> None:
    heard.given(dismissed).at("2011-02-02").when_the_clock(pass_on).then(ObjectionClosed(**about))


def test_a_decision_is_not_closed_while_the_person_may_go_on() -> None:
    heard.given(dismissed).at("2011-02-01").when_the_clock(pass_on).then_refused(TooEarly)


def test_nobody_moves_an_objection_by_hand() -> None:
    waiting.at("2011-01-29").when(ben, pass_on).then_refused(NotAllowed, role="system")


# Taking it back


def test_the_person_takes_his_objection_back() -> None:
    waiting.when("p03", WithdrawObjection(**about)).then(ObjectionWithdrawn(**about))


def test_nobody_takes_it_back_for_him() -> None:
    waiting.when(ada, WithdrawObjection(**about)).then_refused(ObjectionNotYours, owner="p03")


def test_what_was_taken_back_is_not_decided_and_not_moved() -> None:
    gone = heard.given(ObjectionWithdrawn(**about)).at("2011-02-20")
    gone.when(ben, decide("dismissed")).then_refused(NoObjection)
    gone.when_the_clock(pass_on).then_nothing()


# A fresh right

changed = ResultNotifiedAgain(
    **year, person="p03", edition=2, before=told(), told=told(grade="S"), object_by="2011-02-22", cause="x"
)


def test_a_changed_result_brings_a_fresh_right() -> None:
    story = heard.given(decided("partly", better), ObjectionClosed(**about), changed).at("2011-02-15")
    fresh = {**about, "edition": 2}
    expected = ObjectionFiled(**fresh, grounds=("too little",), count=1, due=date(2011, 2, 22), zone="Asia/Seoul")
    story.when("p03", FileObjection(**fresh, grounds=("too little",))).then(expected)


def test_what_was_told_before_is_no_longer_objected_to() -> None:
    told_p03.given(changed).when("p03", file).then_refused(NothingNotified, edition=1)


# The clock of an objection

final = decided("dismissed", by=yuna, rung=1, appeal_by=None)
STORIES: dict[str, tuple[list[Event], CaseStep, Standing]] = {
    "nothing was filed": ([], WAIT, Standing("", "filed", "objection-decision")),
    "filed": (
        [filed],
        CaseStep("pass/0/2011-01-28", moment("2011-01-29"), pass_on),
        Standing("p03", "filed", "objection-decision", date(2011, 1, 28)),
    ),
    "moved up": (
        [filed, consulted, escalated],
        CaseStep("pass/1/2011-02-14", moment("2011-02-15"), pass_on),
        Standing("p03", "consulted", "objection-decision", date(2011, 2, 14)),
    ),
    "late on the last rung": (
        [filed, consulted, escalated, overdue],
        WAIT,
        Standing("p03", "consulted", "objection-decision", date(2011, 2, 14), late=True),
    ),
    "decided": (
        [filed, consulted, dismissed],
        CaseStep("close/0/2011-02-01", moment("2011-02-02"), pass_on),
        Standing("p03", "decided", "appeal", date(2011, 2, 1)),
    ),
    "decided for good": ([filed, consulted, escalated, final], END, Standing("p03", "closed")),
    "taken back": ([filed, ObjectionWithdrawn(**about)], END, Standing("p03", "closed")),
}


@pytest.mark.parametrize("story", STORIES)
def test_the_clock_knows_what_comes_next_and_where_it_stands(story: str) -> None:
    events, step, where = STORIES[story]
    state = OBJECTION.fold(events)
    assert (next_step(state), standing(state)) == (step, where)


# The end of the year

closing = every_phase_closed()
ENDS: dict[str, tuple[list[Event], bool]] = {
    "nobody objected": ([], False),
    "nobody decided": ([filed, consulted], True),
    "late on the last rung": ([filed, consulted, escalated, overdue], True),
    "gone on to the committee": ([filed, consulted, dismissed, appealed], True),
    "decided for good": ([filed, consulted, escalated, final], False),
    "taken back": ([filed, ObjectionWithdrawn(**about)], False),
    "closed by the clock": ([filed, consulted, dismissed, ObjectionClosed(**about)], False),
    "nobody went on in time": ([filed, consulted, dismissed], False),
}


@pytest.mark.parametrize("story", ENDS)
def test_the_books_of_the_year_wait_for_every_objection(story: str) -> None:
    events, waits = ENDS[story]
    asked = told_p03.given(events, closing).at("2011-07-01").when_the_clock(CloseCycle(year=2010))
    if waits:
        asked.then_refused(ObjectionsStillOpen, count=1, open="objection/2010/p03/1")
    else:
        asked.then(CycleClosed(year=2010))


@pytest.mark.parametrize(("at", "waits"), [("2011-02-01T23:59", True), ("2011-02-02", False)])
def test_a_decision_is_waited_for_until_nobody_can_go_on_from_it(at: str, *, waits: bool) -> None:
    asked = told_p03.given(filed, consulted, dismissed, closing).at(at).when_the_clock(CloseCycle(year=2010))
    if waits:
        asked.then_refused(ObjectionsStillOpen, count=1)
    else:
        asked.then(CycleClosed(year=2010))


def test_an_objection_to_a_later_notice_is_waited_for_too() -> None:
    fresh = ObjectionFiled(
        **{**about, "edition": 2}, grounds=("more",), count=1, due=date(2011, 2, 22), zone="Asia/Seoul"
    )
    story = told_p03.given(filed, final, changed, fresh, closing).at("2011-07-01")
    story.when_the_clock(CloseCycle(year=2010)).then_refused(ObjectionsStillOpen, open="objection/2010/p03/2")
