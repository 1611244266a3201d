"""A person's total on record: the golden numbers through the deciders, and their later editions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.composition import Read
from domain.obligations import NotYourTask
from domain.refusals import NotAllowed
from domain.result import RescoreAppraisal, ScoreAppraisal, ScoresStillOpen
from domain.result_facts import AppraisalExempted, AppraisalRescored, AppraisalScored, Correction, ScoreCorrected
from domain.scorecard import AdjustIndicatorScore, RescoreUnit, ScoreUnit, UnitRescored, UnitScored
from tests.support.golden_case import (
    attitude,
    ballots,
    final_over,
    general,
    his_office,
    his_year,
    mileage,
    year,
)
from tests.support.office import BUREAU, GRADING, gyu, olga, phase_open
from tests.support.spec import Given, spec

D = Decimal
graded: dict[str, Any] = {**year, "phase": "grading"}
score_unit = ScoreUnit(**graded, unit=BUREAU)
score = ScoreAppraisal(**graded, person=general)
CAUSE = f"scorecard/2010/KIPO/{BUREAU}@2"


def with_unit(story: Given) -> Given:
    """Return *story* with the bureau's score on record, as the engine computes it."""
    return story.given(*story.when_the_clock(score_unit).events())


january = with_unit(spec.given(his_year).at("2011-01-11T09:00"))


def scored_in(story: Given) -> AppraisalScored:
    (event,) = story.when_the_clock(score).events()
    assert isinstance(event, AppraisalScored)
    return event


def points(event: AppraisalScored | AppraisalRescored) -> dict[str, tuple[Decimal, Decimal]]:
    return {it.component: (it.score, it.points) for it in event.components}


def test_t1_the_bureau_is_put_on_record_with_96_30() -> None:
    (event,) = spec.given(his_year).at("2011-01-11T09:00").when_the_clock(score_unit).events()
    assert isinstance(event, UnitScored)
    assert event.score == D("96.30")


@pytest.mark.parametrize(("evaluators", "expected"), [(1, "93"), (2, "92.5")])
def test_t2_competency_is_the_mean_of_those_who_rated(evaluators: int, expected: str) -> None:
    story = spec.given(his_office, ballots(evaluators), attitude, final_over, phase_open(GRADING))
    event = scored_in(with_unit(story.at("2011-01-11T09:00")))
    assert points(event)["competency"][0] == D(expected)


def test_t3_the_total_is_95_74_and_says_how() -> None:
    event = scored_in(january)
    assert event.total == D("95.74")
    assert points(event) == {
        "bureau": (D("96.3"), D("67.41")),
        "competency": (D("92.5"), D("23.13")),
        "attitude": (D(5), D(5)),
        "mileage": (D("0.2"), D("0.2")),
        "special": (D(0), D(0)),
    }


def test_it_names_the_version_of_every_stream_it_read() -> None:
    assert scored_in(january).inputs == (
        Read(stream=f"scorecard/2010/KIPO/{BUREAU}", version=1),
        Read(stream="appraisal/2010/dg", version=4),
        Read(stream="mileage/2010/dg", version=1),
    )


def test_equals_are_told_apart_by_performance_competency_and_the_weightiest_indicator() -> None:
    assert scored_in(january).breakers == (D("67.41"), D("23.13"), D(95))


def test_scoring_again_changes_nothing() -> None:
    january.when_the_clock(score).then(scored_in(january))


def test_a_total_waits_for_the_phases_it_rests_on() -> None:
    story = spec.given(his_office, ballots(2), attitude, phase_open(GRADING)).at("2011-01-11T09:00")
    story.when_the_clock(score).then_refused(ScoresStillOpen, person=general, open="final")


def test_nobody_puts_a_total_on_record_by_hand() -> None:
    january.when(olga, score).then_refused(NotYourTask, owner="system")


def test_whose_scores_are_not_all_in_is_exempt_and_it_is_said_what_is_missing() -> None:
    story = spec.given(his_office, mileage, final_over, phase_open(GRADING)).at("2011-01-11T09:00")
    about = {**graded, "person": general, "unit": BUREAU}
    exempted = AppraisalExempted(**about, ground="incomplete", missing=("competency", "attitude"))
    with_unit(story).when_the_clock(score).then(exempted)


# Later editions

on_record = january.given(scored_in(january))


def rescore(correction: Correction | None = None) -> RescoreAppraisal:
    return RescoreAppraisal(**year, person=general, cause=CAUSE, correction=correction)


def rescored_in(story: Given, command: RescoreAppraisal) -> AppraisalRescored:
    (event,) = story.when_the_clock(command).events()
    assert isinstance(event, AppraisalRescored)
    return event


def after_the_committee() -> Given:
    """Return the year after the committee of the government put 85 in the place of 95."""
    wish = {"indicator": "nationwide", "score": "85", "outside": "resolution 12", "reason": "overstated"}
    adjust = AdjustIndicatorScore.model_validate({**year, "unit": BUREAU, **wish})
    story = on_record.given(*on_record.when(gyu, adjust).events())
    rescoring = RescoreUnit(**year, unit=BUREAU, cause=CAUSE)
    return story.given(*story.when_the_clock(rescoring).events())


def test_an_adjustment_from_95_to_85_makes_it_95_18() -> None:
    story = after_the_committee()
    unit = story.events[-1]
    assert isinstance(unit, UnitRescored)
    assert (unit.before, unit.score) == (D("96.3"), D("95.5"))
    event = rescored_in(story, rescore())
    assert (event.before, event.total, event.edition) == (D("95.74"), D("95.18"), 2)
    assert points(event)["bureau"] == (D("95.5"), D("66.85"))
    story.when_the_clock(rescore()).then(event)


def test_a_correction_takes_the_place_of_what_was_measured_and_stays() -> None:
    corrected = rescored_in(on_record, rescore(Correction(component="competency", score=D(94))))
    assert (corrected.total, points(corrected)["competency"]) == (D("96.11"), (D(94), D("23.5")))
    later = rescored_in(after_the_committee().given(corrected), rescore())
    assert (later.total, later.edition, points(later)["competency"]) == (D("95.55"), 3, (D(94), D("23.5")))


def test_a_correction_before_the_total_is_kept_for_it() -> None:
    correction = Correction(component="competency", score=D(94))
    kept = ScoreCorrected(**year, person=general, correction=correction, cause=CAUSE)
    january.when_the_clock(rescore(correction)).then(kept)
    scored = scored_in(january.given(kept))
    assert (scored.total, points(scored)["competency"]) == (D("96.11"), (D(94), D("23.5")))


def test_without_a_change_there_is_no_new_edition() -> None:
    on_record.when_the_clock(rescore()).then_nothing()


def test_what_is_not_on_record_is_not_scored_again() -> None:
    january.when_the_clock(rescore()).then_nothing()


def test_nobody_orders_a_total_to_be_computed_again() -> None:
    on_record.when(gyu, rescore()).then_refused(NotAllowed, role="system")
