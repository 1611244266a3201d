"""Who was exempt and objects: the exemption is lifted, stands on another ground, or the objection is dismissed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.appraisal_competency import AboveScale
from domain.appraisal_facts import AttitudeRated
from domain.consequences import consequences, is_root
from domain.grading_commands import ReviewPool
from domain.grading_facts import Apart, Change, GradePoolsFormed, PersonAdmitted, Pool, PoolReviewed
from domain.grading_pools import pool_of_latecomer
from domain.ids import SYSTEM
from domain.messages import Command, Event
from domain.notice import NoticeReceived, NotifyAgain, NotifyResult, ReceiveNotice, ResultNotified, Told
from domain.objection_commands import ConsultEvaluator, DecideObjection, FileObjection
from domain.objection_facts import EvaluatorConsulted, ObjectionDecided, ObjectionFiled
from domain.objection_refusals import (
    CorrectedTwice,
    NeverWorse,
    NotExempt,
    NothingToCorrect,
    ObjectionNotYours,
    OutcomeAndCorrections,
    SameGround,
)
from domain.obligations import NotYourTask
from domain.person_service import EligibilityDetermined, ReviseEligibility
from domain.refusals import NotAllowed
from domain.result import ReviewExemption, StillIncomplete
from domain.result_facts import AppraisalExempted, AppraisalRescored, Correction, ExemptionReviewed
from domain.scorecard import UnitScored
from tests.support.grading import (
    TEN,
    allocated,
    enrolled,
    formed,
    graded,
    names,
    notified,
    pool_graded,
    rescored,
    ten_people,
    totals,
    year,
)
from tests.support.office import NOTICES, PROMOTION, RULES, ada, ben, hr, opened_cycle, phase_open, yuna
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

D = Decimal
CAUSE = "objection/2010/p10/1@3"
about: dict[str, Any] = {**year, "person": "p10", "edition": 1}
incomplete = AppraisalExempted(
    **graded, person="p10", unit=PROMOTION, ground="incomplete", missing=("individual", "competency", "attitude")
)
on_leave = EligibilityDetermined(person="p10", body="KIPO", year=2010, ground="leave", days=20)
away = AppraisalExempted(**graded, person="p10", unit=PROMOTION, ground="leave")
department = UnitScored(**graded, unit=PROMOTION, score=D(90), indicators=())


def nine_graded(exempted: AppraisalExempted) -> list[Event]:
    """Return the office whose tenth person is exempt, after the notices."""
    pools = (Pool(pool="staff", persons=tuple(names[:9])),)
    apart = (Apart(person="p10", ground=exempted.ground),)
    fixed = formed.model_copy(update={"pools": pools, "apart": apart})
    of_ten = pool_graded()
    pay = {person: grade for person, grade in of_ten.pay.items() if person != "p10"}
    of_nine = of_ten.model_copy(update={"placed": of_ten.placed[:9], "pay": pay})
    return [*ten_people, department, *totals(*TEN[:9]), exempted, fixed, of_nine, allocated]


told = ResultNotified(**graded, person="p10", told=Told(ground="incomplete"), object_by=date(2011, 1, 27))
told_leave = told.model_copy(update={"told": Told(ground="leave")})
first = spec.given(nine_graded(incomplete), told).at("2011-01-21T10:00")
on_the_roll = spec.given(nine_graded(away), on_leave, told_leave).at("2011-01-21T10:00")
BOTH = pytest.mark.parametrize("story", [first, on_the_roll], ids=["incomplete", "leave"])

file = FileObjection(**about, grounds=("I was here",))
filed = ObjectionFiled(**about, grounds=file.grounds, count=1, due=date(2011, 1, 28), zone="Asia/Seoul")
consult = ConsultEvaluator(**about, statement="so he was")
consulted = EvaluatorConsulted(**about, by=ada, statement="so he was")


def corrections(individual: str = "99", competency: str = "90", attitude: str = "4") -> tuple[Correction, ...]:
    given = {"individual": individual, "competency": competency, "attitude": attitude}
    return tuple(Correction.model_validate({"component": it, "score": score}) for it, score in given.items())


def decide(outcome: str, exemption: str | None = None, *given: Correction) -> DecideObjection:
    how = {"outcome": outcome, "answers": ("heard",), "corrections": given, "exemption": exemption}
    return DecideObjection.model_validate({**about, **how})


def decided(outcome: str, exemption: str | None = None, *given: Correction) -> ObjectionDecided:
    how = {"outcome": outcome, "answers": ("heard",), "corrections": given, "exemption": exemption}
    return ObjectionDecided.model_validate({**about, **how, "by": ben, "rung": 0, "appeal_by": date(2011, 2, 1)})


# The notice of an exemption


@BOTH
def test_who_is_exempt_is_told_the_ground(story: Given) -> None:
    untold = Given(story.events[:-1], moment("2011-01-20T10:00"))
    (event,) = untold.when_the_clock(NotifyResult(**graded, person="p10")).events()
    assert event == story.events[-1]


@BOTH
def test_who_is_exempt_confirms_that_the_notice_arrived_and_nobody_for_him(story: Given) -> None:
    notices = {**year, "phase": "notices", "person": "p10", "edition": 1}
    sent = story.given(phase_open(NOTICES)).at("2011-01-24")
    sent.when("p10", ReceiveNotice.model_validate(notices)).then(NoticeReceived.model_validate(notices))


def test_nobody_confirms_for_one_whose_total_is_incomplete() -> None:
    notices = {**year, "phase": "notices", "person": "p10", "edition": 1}
    first.given(phase_open(NOTICES)).when(ada, ReceiveNotice.model_validate(notices)).then_refused(NotYourTask)


# Objecting to it


@BOTH
def test_who_is_exempt_objects_is_heard_and_is_decided_about(story: Given) -> None:
    story.when("p10", file).then(filed)
    story.given(filed).when(ada, consult).then(consulted)
    story.given(filed, consulted).at("2011-01-25").when(ben, decide("dismissed")).then(decided("dismissed"))


heard = first.given(filed, consulted).at("2011-01-25T10:00")
heard_away = on_the_roll.given(filed, consulted).at("2011-01-25T10:00")


@pytest.mark.parametrize("story", [heard, heard_away], ids=["incomplete", "leave"])
def test_the_exemption_is_lifted_with_a_score_of_all_that_nobody_rated(story: Given) -> None:
    story.when(ben, decide("upheld", "lifted", *corrections())).then(decided("upheld", "lifted", *corrections()))


def test_the_exemption_is_put_on_another_ground() -> None:
    heard.when(ben, decide("partly", "leave")).then(decided("partly", "leave"))


def test_without_every_score_there_is_no_total_and_it_is_not_lifted() -> None:
    lacking = corrections()[:2]
    heard.when(ben, decide("upheld", "lifted", *lacking)).then_refused(StillIncomplete, missing="attitude")


def test_what_cannot_be_corrected_keeps_it_from_being_lifted() -> None:
    unscored = [it for it in heard.events if it != department]
    story = Given(tuple(unscored), heard.now)
    story.when(ben, decide("upheld", "lifted", *corrections())).then_refused(StillIncomplete, missing="department")


def test_the_ground_on_record_is_no_other_ground() -> None:
    heard_away.when(ben, decide("partly", "leave")).then_refused(SameGround, ground="leave")


def test_what_is_dismissed_leaves_the_exemption_and_what_is_upheld_does_not() -> None:
    heard.when(ben, decide("dismissed", "lifted")).then_refused(OutcomeAndCorrections, outcome="dismissed")
    heard.when(ben, decide("upheld")).then_refused(OutcomeAndCorrections, outcome="upheld")


def test_scores_alone_do_not_lift_an_exemption() -> None:
    heard.when(ben, decide("upheld", None, *corrections())).then_refused(NothingToCorrect, component="individual")
    heard.when(ben, decide("partly", "leave", *corrections())).then_refused(NothingToCorrect, component="individual")


def test_no_score_is_given_twice_or_above_its_scale() -> None:
    twice = (*corrections(), corrections()[0])
    heard.when(ben, decide("upheld", "lifted", *twice)).then_refused(CorrectedTwice, components="individual")
    heard.when(ben, decide("upheld", "lifted", *corrections(attitude="5.1"))).then_refused(AboveScale, scale="5")


def test_what_was_rated_is_not_lowered_by_lifting() -> None:
    rated = AttitudeRated(**{**graded, "phase": "final"}, person="p10", by=ada, points=D("4.5"), ground="steady")
    story = heard.given(rated)
    story.when(ben, decide("upheld", "lifted", *corrections())).then_refused(NeverWorse, before="4.5", after="4")


def test_who_is_not_exempt_has_no_exemption_to_lift() -> None:
    other = {**about, "person": "p03"}
    asked = FileObjection(**other, grounds=("why",))
    statement = ConsultEvaluator(**other, statement="so")
    story = first.given(notified())
    story = story.given(*story.when("p03", asked).events())
    story = story.given(*story.when(ada, statement).events())
    wish = {"outcome": "upheld", "answers": ("heard",), "exemption": "lifted"}
    story.when(ben, DecideObjection.model_validate({**other, **wish})).then_refused(NotExempt, person="p03")


# What follows


def follows(story: Given, event: Event) -> list[Command]:
    return consequences([(CAUSE, event)], PureFacts(by_stream(story.events), story.now, SYSTEM))


def test_a_decision_on_an_exemption_has_consequences() -> None:
    assert is_root(decided("partly", "leave"))
    assert not is_root(decided("dismissed"))


def revise(ground: str | None) -> ReviseEligibility:
    how = {"person": "p10", "body": "KIPO", "year": 2010, "ground": ground, "cause": CAUSE}
    return ReviseEligibility.model_validate(how)


def review(ground: str | None, *given: Correction) -> ReviewExemption:
    how = {"person": "p10", "ground": ground, "cause": CAUSE, "corrections": given}
    return ReviewExemption.model_validate({**year, **how})


def test_the_ground_is_revised_before_the_result() -> None:
    assert follows(heard, decided("upheld", "lifted", *corrections())) == [revise(None), review(None, *corrections())]
    assert follows(heard, decided("partly", "training")) == [revise("training"), review("training")]


@pytest.mark.parametrize(("story", "ground"), [(heard_away, None), (heard_away, "training"), (heard, "leave")])
def test_another_ground_takes_the_place_of_the_one_on_record(story: Given, ground: str | None) -> None:
    expected = {"person": "p10", "body": "KIPO", "year": 2010, "ground": ground, "days": 365, "cause": CAUSE}
    story.when_the_clock(revise(ground)).then(EligibilityDetermined.model_validate(expected))


def test_where_the_ground_is_so_already_nothing_is_revised() -> None:
    heard.when_the_clock(revise(None)).then_nothing()
    heard_away.when_the_clock(revise("leave")).then_nothing()


def test_nobody_revises_by_hand() -> None:
    heard_away.when(hr, revise(None)).then_refused(NotAllowed, role="system")
    heard_away.when(hr, review(None)).then_refused(NotAllowed, role="system")


lifting = heard_away.given(EligibilityDetermined(**{**on_leave.model_dump(), "ground": None, "cause": CAUSE}))


def test_a_lifted_exemption_brings_the_total_of_what_was_given() -> None:
    for story in (heard, lifting):
        ended, total = story.when_the_clock(review(None, *corrections())).events()
        assert isinstance(ended, ExemptionReviewed)
        assert (ended.ground, ended.corrections) == (None, corrections())
        assert isinstance(total, AppraisalRescored)
        assert (total.before, total.edition, total.total) == (None, 2, D("92.2"))  # 36 + 29.7 + 22.5 + 4
        story.when_the_clock(review(None, *corrections())).then(ended, total)


def test_another_ground_ends_there() -> None:
    ended = ExemptionReviewed(**year, person="p10", before="incomplete", ground="leave", cause=CAUSE)
    heard.when_the_clock(review("leave")).then(ended)
    assert follows(heard, ended) == [NotifyAgain(**year, person="p10", cause=CAUSE)]


def test_who_is_told_again_hears_the_new_ground_and_may_object_again() -> None:
    ended = ExemptionReviewed(**year, person="p10", before="incomplete", ground="leave", cause=CAUSE)
    (event,) = heard.given(ended).when_the_clock(NotifyAgain(**year, person="p10", cause=CAUSE)).events()
    assert (event.told, event.edition) == (Told(ground="leave"), 2)  # type: ignore[attr-defined]


def test_without_a_total_nothing_is_lifted() -> None:
    heard.when_the_clock(review(None)).then_refused(StillIncomplete, person="p10")


def test_who_has_a_total_has_no_exemption_to_review() -> None:
    heard.when_the_clock(review(None).model_copy(update={"person": "p03"})).then_nothing()


# Graded in shadow

scored_late = rescored("p10", "0", "98.5", CAUSE).model_copy(update={"before": None})
ended = ExemptionReviewed(**year, person="p10", before="incomplete", ground=None, cause=CAUSE)
late = heard.given(ended, scored_late)
into_staff = ReviewPool(**year, pool="staff", persons=("p10",), cause=CAUSE)
admitted = PersonAdmitted(**year, pool="staff", person="p10", cause=CAUSE)


def test_a_total_that_comes_late_is_reviewed_in_the_pool_it_belongs_to() -> None:
    assert follows(heard.given(ended), scored_late) == [into_staff]


def test_who_comes_late_is_graded_at_once_and_nobody_falls_for_it() -> None:
    first_event, review_event = late.when_the_clock(into_staff).events()
    assert first_event == admitted
    assert isinstance(review_event, PoolReviewed)
    at_once = {it.person: (it.before, it.after) for it in review_event.changes}
    assert at_once["p10"] == (None, "S")
    assert ("p02", "S", "A") in [(it.person, it.before, it.after) for it in review_event.pending]
    assert all(it.before is None or "SABC".index(it.after) <= "SABC".index(it.before) for it in review_event.changes)
    late.when_the_clock(into_staff).then(first_event, review_event)


def test_then_he_is_told_total_grade_and_place_among_one_more() -> None:
    story = late.given(*late.when_the_clock(into_staff).events())
    (event,) = story.when_the_clock(NotifyAgain(**year, person="p10", cause=CAUSE)).events()
    expected = Told(total=D("98.5"), pool="staff", grade="S", rank=2, of=10)
    assert event.told == expected  # type: ignore[attr-defined]


def test_before_the_grading_he_only_joins_the_pool() -> None:
    ungraded = [it for it in late.events if type(it).__name__ not in {"PoolGraded", "GradesAllocated"}]
    Given(tuple(ungraded), late.now).when_the_clock(into_staff).then(admitted)


def test_where_all_were_exempt_he_is_a_pool_of_his_own_in_which_nobody_must_be_lowest() -> None:
    alone = formed.model_copy(update={"pools": (), "apart": (Apart(person="p10", ground="incomplete"),)})
    story = spec.given(ten_people, incomplete, alone, allocated, ended, scored_late).at("2011-02-01")
    found, review_event = story.when_the_clock(into_staff).events()
    assert found == admitted
    assert isinstance(review_event, PoolReviewed)
    (change,) = review_event.changes
    assert isinstance(change, Change)
    assert (change.person, change.before, change.after in "SAB") == ("p10", None, True)


LEADERS = Pool(pool="leaders", persons=(ada,), merged=("staff",))


@pytest.mark.parametrize(("pools", "expected"), [((LEADERS,), "leaders"), (formed.pools, "staff"), ((), "staff")])
def test_who_comes_late_joins_the_pool_that_took_his(pools: tuple[Pool, ...], expected: str) -> None:
    fixed: GradePoolsFormed = formed.model_copy(update={"pools": pools})
    facts = PureFacts(by_stream([*ten_people, *enrolled()]), moment("2011-02-01"), SYSTEM)
    assert pool_of_latecomer("p10", fixed, opened_cycle(RULES), facts) == expected


def test_nobody_but_the_ladder_decides_about_an_exemption() -> None:
    heard.when(yuna, decide("partly", "leave")).then_refused(ObjectionNotYours, owner=ben)
