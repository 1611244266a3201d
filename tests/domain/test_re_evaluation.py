"""The Prime Minister orders a re-evaluation by resolution; the committee adjusts the result (ACT 17; S1-40, S1-106)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.obligations import NotYourTask
from domain.person_service import PersonTransferred
from domain.phase_facts import PhaseOpened
from domain.phase_refusals import PhaseNotOpen
from domain.re_evaluation import (
    RE_EVALUATION,
    AdjustSelfEvaluation,
    NothingToReEvaluate,
    NotThePrimeMinister,
    OrderReEvaluation,
    ReEvaluate,
    ReEvaluationCarriedOut,
    ReEvaluationOrdered,
    SelfEvaluationAdjusted,
    grade_now,
    total_of,
)
from domain.refusals import NotAllowed
from domain.resolutions import NoSuchResolution, OtherMatter, ResolutionSpent
from domain.scorecard import AdjustIndicatorScore, IndicatorScoreAdjusted, UnitScored
from domain.scorecard_sum import Counted
from domain.self_evaluation import SELF_EVALUATION
from domain.self_evaluation_outcome import evaluation_score, told
from domain.self_evaluation_refusals import MeasuresDiffer, NoSuchSubject, TooNear
from tests.support.committees import GPEC
from tests.support.office import BUREAU, KIPO, PMO, YEAR, ada, gyu, hana
from tests.support.self_evaluation import (
    POINTS,
    SELF,
    VERSION,
    ballot,
    by_april,
    gia,
    handed_in,
    opened,
    otto,
    resolved,
    stands,
)
from tests.support.spec import spec

pm = "pm"
may = spec.given(handed_in, resolved("re-evaluation", KIPO, 2, date(2011, 5, 18))).at("2011-05-20")
REF = f"{GPEC}/2/1"


def ordering(*subjects: str, evaluator: str = otto, ref: str = REF) -> OrderReEvaluation:
    said = {"ministry": KIPO, "subjects": subjects or ("S3",), "evaluator": evaluator, "resolution": ref}
    return OrderReEvaluation.model_validate({"year": YEAR, **said, "reason": "evidence in doubt"})


def ordered(*subjects: str) -> ReEvaluationOrdered:
    said = {name: it for name, it in dict(ordering(*subjects)).items() if name != "type"}
    return ReEvaluationOrdered.model_validate({**said, "body": PMO, "by": pm})


IN: dict[str, Any] = {"year": YEAR, "body": PMO, "phase": "re-evaluation", "ministry": KIPO}


def again(**scores: dict[str, int]) -> ReEvaluate:
    given = scores or {"S3": {"E-01": 75}}
    return ReEvaluate.model_validate({**IN, "scores": given, "opinion": "half of it bears out"})


def carried_out() -> ReEvaluationCarriedOut:
    given = {name: [ballot(name, it).scores for it in them] for name, them in POINTS.items()}
    given["S3"] = [{"E-01": Decimal(75)}]
    planned = SELF_EVALUATION.fold(handed_in_events()).planned
    assert planned
    inputs = (f"self-evaluation/{YEAR}/{KIPO}@{VERSION + 2}", f"plan/{YEAR}/{KIPO}@6", f"re-evaluation/{YEAR}/{KIPO}@1")
    outcome = told(evaluation_score(planned, given, SELF), SELF, inputs)
    said = {"scores": {"S3": {"E-01": 75}}, "outcome": outcome, "opinion": "half of it bears out", "by": otto}
    return ReEvaluationCarriedOut.model_validate({**IN, **said})


def handed_in_events() -> list[Any]:
    return [it for it in handed_in if isinstance(it, SELF_EVALUATION.events)]


def test_the_prime_minister_orders_it_by_resolution_and_names_who_does_it() -> None:
    may.when(pm, ordering()).then(ordered())
    assert [(it.task, it.subject, it.owner) for it in ordered().assignments()] == [("re-evaluate", KIPO, otto)]
    assert all(it.again for it in ordered().assignments())


def test_nobody_else_orders_it() -> None:
    may.when(gia, ordering()).then_refused(NotThePrimeMinister, government=PMO)


def test_without_a_resolution_nothing_is_evaluated_again() -> None:
    may.when(pm, ordering(ref=f"{GPEC}/9/1")).then_refused(NoSuchResolution)
    other = resolved("finding", KIPO, 3, date(2011, 5, 18))
    may.given(other).when(pm, ordering(ref=f"{GPEC}/3/1")).then_refused(OtherMatter)


def test_only_planned_subjects_are_scored_again() -> None:
    may.when(pm, ordering("S9")).then_refused(NoSuchSubject, subject="S9")


def test_a_ministry_that_planned_nothing_has_nothing_to_evaluate_again() -> None:
    story = spec.given(by_april, resolved("re-evaluation", KIPO, 2, date(2011, 5, 18))).at("2011-05-20")
    story.when(pm, ordering()).then_refused(NothingToReEvaluate, ministry=KIPO)


def test_what_its_committee_never_scored_is_all_scored_in_its_place() -> None:
    passed = resolved("re-evaluation", KIPO, 2, date(2011, 5, 18))
    story = spec.given(stands, opened("S1"), opened("S2"), passed).at("2011-05-20")
    story.when(pm, ordering("S3")).then_refused(NoSuchSubject, subject="S4")
    story.when(pm, ordering("S3", "S4")).then(ordered("S3", "S4"))


@pytest.mark.parametrize("person", [ada, hana])
def test_nobody_of_the_ministry_evaluates_it_again(person: str) -> None:
    may.when(pm, ordering(evaluator=person)).then_refused(TooNear, person=person, subject=KIPO)


def test_the_whole_result_is_computed_with_the_new_scores_in_their_places() -> None:
    may.given(ordered()).when(otto, again()).then(carried_out())
    assert carried_out().outcome.total == Decimal("85.701")  # 88.701 less 30 % of 10


def test_only_who_was_named_carries_it_out() -> None:
    may.given(ordered()).when(gia, again()).then_refused(NotYourTask)
    may.when(otto, again()).then_refused(NotYourTask)


def test_what_was_ordered_is_scored_whole_and_nothing_else() -> None:
    story = may.given(ordered())
    story.when(otto, again(S3={})).then_refused(MeasuresDiffer, missing="E-01", unknown="-")
    story.when(otto, again(S3={"E-01": 75}, S4={"quality": 1})).then_refused(NoSuchSubject, subject="S4")


def test_another_order_is_carried_out_anew() -> None:
    state = RE_EVALUATION.fold([ordered(), carried_out(), ordered("S1")])
    assert state.carried_out is None


def test_it_is_not_carried_out_before_its_phase_opens() -> None:
    opens = [it for it in may.events if isinstance(it, PhaseOpened) and it.phase == "re-evaluation"]
    closed = replace(may, events=tuple(it for it in may.events if it not in opens))
    closed.given(ordered()).when(otto, again()).then_refused(PhaseNotOpen)


@pytest.mark.parametrize("day", ["2011-06-15T23:59:59.999999", "2011-06-16"])
def test_what_is_due_by_15_june_is_carried_out_afterwards_too(day: str) -> None:
    """What it changes reaches the next pay as a difference."""
    may.given(ordered()).at(day).when(otto, again()).then(carried_out())


@pytest.mark.parametrize("points", [0, 100])
def test_a_subject_gets_from_nothing_to_all_points(points: int) -> None:
    (event,) = may.given(ordered()).when(otto, again(S3={"E-01": points})).events()
    assert isinstance(event, ReEvaluationCarriedOut)
    assert event.outcome.total == Decimal("88.701") + (points - 85) * Decimal("0.3")  # S3 alone makes 30 % of all


@pytest.mark.parametrize("points", ["-0.01", "100.01"])
def test_and_neither_less_nor_more(points: str) -> None:
    with pytest.raises(ValidationError):
        again(S3={"E-01": points})  # type: ignore[dict-item]


@given(points=st.integers(0, 100), other=st.integers(0, 100))
def test_who_scores_higher_again_never_lowers_the_total(points: int, other: int) -> None:
    totals = []
    for it in sorted((points, other)):
        (event,) = may.given(ordered()).when(otto, again(S3={"E-01": it})).events()
        assert isinstance(event, ReEvaluationCarriedOut)
        totals.append(event.outcome.total)
    assert totals == sorted(totals)


def test_an_order_given_twice_is_one_and_another_one_stands_in_its_place() -> None:
    may.given(ordered()).when(pm, ordering()).then_nothing()
    may.given(ordered()).when(pm, ordering("S3", "S4")).then(ordered("S3", "S4"))


def test_what_was_evaluated_again_is_not_ordered_once_more_by_the_same_resolution() -> None:
    """Nobody orders until he likes what comes out."""
    done = may.given(ordered(), carried_out())
    done.when(pm, ordering()).then_nothing()
    done.when(pm, ordering("S3", "S4")).then_refused(ResolutionSpent, ref=REF)
    new = done.given(resolved("re-evaluation", KIPO, 3, date(2011, 5, 19)))
    event = ordered("S3", "S4").model_copy(update={"resolution": f"{GPEC}/3/1"})
    new.when(pm, ordering("S3", "S4", ref=f"{GPEC}/3/1")).then(event)
    new.given(event).when(pm, ordering()).then_refused(ResolutionSpent, ref=REF)


def handed_in_scorers() -> tuple[str, ...]:
    return SELF_EVALUATION.fold(handed_in_events()).scorers["S3"]


def test_who_scored_it_first_does_not_score_it_again() -> None:
    scorer = next(iter(handed_in_scorers()))
    may.when(pm, ordering(evaluator=scorer)).then_refused(TooNear, person=scorer, ground="scorer")


def test_who_came_too_near_since_the_order_does_not_carry_it_out() -> None:
    moved = PersonTransferred(person=otto, body=KIPO, from_unit=None, to_unit=BUREAU, day=date(2011, 5, 19))
    may.given(ordered(), moved).when(otto, again()).then_refused(TooNear, person=otto, ground="post")


def test_what_a_second_order_asks_for_is_carried_out_though_the_first_was() -> None:
    once = may.given(ordered(), carried_out())
    once.when(otto, again()).then_nothing()
    twice = once.given(ordered("S3", "S4"))
    twice.when(otto, again()).then_refused(MeasuresDiffer, subject="S4", missing="quality")
    [event] = twice.when(otto, again(S3={"E-01": 75}, S4={"quality": 90})).events()
    assert isinstance(event, ReEvaluationCarriedOut)
    assert event.outcome.total == Decimal("83.701")  # 85.701 less 20 % of 10


def adjusting(score: int | str = 84) -> AdjustSelfEvaluation:
    said = {"ministry": KIPO, "score": score, "resolution": f"{GPEC}/4/1", "reason": "as evaluated again"}
    return AdjustSelfEvaluation.model_validate({"year": YEAR, **said})


def adjusted(before: str) -> SelfEvaluationAdjusted:
    said = {"year": YEAR, "body": PMO, "ministry": KIPO, "before": before, "after": 84, "grade": "good"}
    return SelfEvaluationAdjusted.model_validate(
        {**said, "resolution": f"{GPEC}/4/1", "reason": "as evaluated again", "by": gyu}
    )


june = may.given(resolved("adjust-grade", KIPO, 4, date(2011, 6, 8))).at("2011-06-09")


def test_the_committee_adjusts_the_result_and_the_old_one_stays_readable() -> None:
    june.when(gyu, adjusting()).then(adjusted("88.701"))
    june.given(ordered(), carried_out()).when(gyu, adjusting()).then(adjusted("85.701"))


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        ("100", "excellent"),
        ("95", "excellent"),
        ("94.99", "great"),
        ("90", "great"),
        ("89.99", "good"),
        ("80", "good"),
        ("79.99", "poor"),
        ("70", "poor"),
        ("69.99", "very-poor"),
        ("0", "very-poor"),
    ],
)
def test_the_grade_follows_the_adjusted_total(score: str, grade: str) -> None:
    (event,) = june.when(gyu, adjusting(score)).events()
    assert isinstance(event, SelfEvaluationAdjusted)
    assert (event.after, event.grade) == (Decimal(score), grade)
    assert grade_now(SELF_EVALUATION.fold(handed_in_events()), RE_EVALUATION.fold([event])) == grade


def test_a_total_that_stands_already_is_no_adjustment() -> None:
    june.given(adjusted("88.701")).when(gyu, adjusting(84)).then_nothing()


def test_one_resolution_adjusts_once() -> None:
    once = june.given(adjusted("88.701"))
    once.when(gyu, adjusting("84.01")).then_refused(ResolutionSpent, ref=f"{GPEC}/4/1")
    new = once.given(resolved("adjust-grade", KIPO, 5, date(2011, 6, 9))).at("2011-06-10")
    (event,) = new.when(gyu, adjusting("84.01").model_copy(update={"resolution": f"{GPEC}/5/1"})).events()
    assert isinstance(event, SelfEvaluationAdjusted)
    assert (event.before, event.after) == (Decimal(84), Decimal("84.01"))


def test_the_grade_stands_as_the_total_does() -> None:
    evaluation = SELF_EVALUATION.fold(handed_in_events())
    own = evaluation.submitted
    assert own is not None
    assert grade_now(evaluation, RE_EVALUATION.initial) == own.outcome.grade == "good"
    assert grade_now(evaluation, RE_EVALUATION.fold([ordered()])) == "good"
    assert grade_now(evaluation, RE_EVALUATION.fold([ordered(), carried_out()])) == carried_out().outcome.grade
    assert grade_now(SELF_EVALUATION.initial, RE_EVALUATION.initial) is None


def test_nobody_else_adjusts_and_nothing_without_a_result() -> None:
    june.when(hana, adjusting()).then_refused(NotAllowed)
    bare = spec.given(stands, resolved("adjust-grade", KIPO, 4, date(2011, 6, 8))).at("2011-06-09")
    bare.when(gyu, adjusting()).then_refused(NothingToReEvaluate)


def test_the_last_decision_is_the_total() -> None:
    evaluation = SELF_EVALUATION.fold(handed_in_events())
    story: list[Any] = []
    totals = [total_of(evaluation, RE_EVALUATION.fold(story))]
    for event in (ordered(), carried_out(), adjusted("85.701")):
        story.append(event)
        totals.append(total_of(evaluation, RE_EVALUATION.fold(story)))
    assert totals == [Decimal("88.701"), Decimal("88.701"), Decimal("85.701"), 84]
    assert total_of(SELF_EVALUATION.initial, RE_EVALUATION.initial) is None


def test_s1_106_the_score_of_an_indicator_is_adjusted_by_a_resolution_about_its_unit() -> None:
    counted = (Counted(indicator="I-01", weight=Decimal(60), score=Decimal(95), version=1),)
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "unit": BUREAU}
    unit = UnitScored(**about, phase="grading", score=Decimal(57), indicators=counted)
    story = june.given(unit, resolved("adjust-grade", f"{KIPO}/{BUREAU}", 5, date(2011, 6, 8)))
    wish = {**about, "indicator": "I-01", "score": 85, "reason": "as evaluated again"}
    adjusting_it = AdjustIndicatorScore.model_validate({**wish, "resolution": f"{GPEC}/5/1"})
    event = IndicatorScoreAdjusted.model_validate(
        {**about, "indicator": "I-01", "before": 95, "after": 85, "resolution": f"{GPEC}/5/1", "reason": wish["reason"]}
    )
    story.when(gyu, adjusting_it).then(event)
    other = adjusting_it.model_copy(update={"resolution": f"{GPEC}/4/1"})
    story.when(gyu, other).then_refused(OtherMatter)
