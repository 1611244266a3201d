"""A unit's scorecard: summed when complete, adjusted by resolution, and scored again for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.indicator_events import IndicatorScored
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.refusals import NotAllowed
from domain.scorecard import (
    AdjustIndicatorScore,
    IndicatorScoreAdjusted,
    NotOnScorecard,
    RescoreUnit,
    ScoreUnit,
    UnitRescored,
    UnitScored,
)
from domain.scorecard_sum import Counted, UnitIncomplete
from tests.support.office import (
    BUREAU,
    GRADING,
    KIPO,
    OFFICE,
    SEAL,
    YEAR,
    confirmed_plan,
    gyu,
    office,
    olga,
    phase_open,
    tae,
)
from tests.support.spec import spec

year: dict[str, Any] = {"year": YEAR, "body": KIPO}
bureau: dict[str, Any] = {**year, "unit": BUREAU}
grading: dict[str, Any] = {**bureau, "phase": "grading"}


def measured(code: str, planning: str, execution: str, achievement: str, of: str = BUREAU) -> IndicatorScored:
    about = {**year, "phase": "final", "indicator": code, "unit": of, "definition": SEAL, "edition": 1}
    aspects = {"planning": planning, "execution": execution, "achievement": achievement}
    return IndicatorScored.model_validate({**about, **aspects})


def counts(code: str, weight: str, score: str, version: int = 1) -> Counted:
    return Counted(indicator=code, weight=Decimal(weight), score=Decimal(score), version=version)


def unit_scored(score: str, *indicators: Counted) -> UnitScored:
    return UnitScored(**grading, score=Decimal(score), indicators=indicators)


january = spec.given(office, confirmed_plan, phase_open(GRADING)).at("2011-01-11T09:00")
results: list[Event] = [measured("I-01", "90", "95", "100"), measured("I-02", "90", "90", "90")]
measured_all = january.given(results)
scored = unit_scored("94.2", counts("I-01", "60", "97"), counts("I-02", "40", "90"))
after = measured_all.given(scored)
score = ScoreUnit(**grading)


def test_a_unit_is_scored_from_all_its_indicators() -> None:
    measured_all.when_the_clock(score).then(scored)


def test_it_names_the_version_of_every_result_it_read() -> None:
    again = measured("I-02", "95", "95", "95").model_copy(update={"edition": 2})
    expected = unit_scored("96.2", counts("I-01", "60", "97"), counts("I-02", "40", "95", version=2))
    measured_all.given(again).when_the_clock(score).then(expected)


def test_a_unit_is_not_scored_while_a_result_is_missing() -> None:
    january.given(results[:1]).when_the_clock(score).then_refused(UnitIncomplete, unit=BUREAU, missing="I-02")


def test_a_unit_without_indicators_has_no_score() -> None:
    empty = ScoreUnit(**{**grading, "unit": OFFICE})
    january.when_the_clock(empty).then_refused(UnitIncomplete, unit=OFFICE, missing="-")


def test_nobody_scores_a_unit_by_hand() -> None:
    measured_all.when(olga, score).then_refused(NotYourTask, owner="system")


# Adjusted by the committee of the government

RESOLUTION = "resolution 12"


def adjust(code: str, points: str) -> AdjustIndicatorScore:
    why = {"outside": RESOLUTION, "reason": "overstated"}
    return AdjustIndicatorScore.model_validate({**bureau, **why, "indicator": code, "score": points})


def adjusted(code: str, before: str, points: str) -> IndicatorScoreAdjusted:
    why = {"resolution": None, "outside": RESOLUTION, "reason": "overstated", "before": before, "after": points}
    return IndicatorScoreAdjusted.model_validate({**bureau, **why, "indicator": code})


def test_the_committee_adjusts_a_result_and_the_old_one_stays_readable() -> None:
    after.when(gyu, adjust("I-01", "87")).then(adjusted("I-01", "97", "87"))


def test_an_adjusted_result_can_be_adjusted_again() -> None:
    once = after.given(adjusted("I-01", "97", "87"))
    once.when(gyu, adjust("I-01", "90")).then(adjusted("I-01", "87", "90"))


def test_nobody_else_adjusts() -> None:
    after.when(tae, adjust("I-01", "87")).then_refused(NotAllowed, role="gpec")


def test_only_what_counts_is_adjusted() -> None:
    after.when(gyu, adjust("P-01", "87")).then_refused(NotOnScorecard, unit=BUREAU, indicator="P-01")


def test_nothing_is_adjusted_before_it_is_scored() -> None:
    measured_all.when(gyu, adjust("I-01", "87")).then_refused(NotOnScorecard)


# Scored again

CAUSE = "scorecard/2010/KIPO/IPPB@2"
rescore = RescoreUnit(**bureau, cause=CAUSE)


def test_the_unit_is_scored_again_after_an_adjustment() -> None:
    indicators = (counts("I-01", "60", "87"), counts("I-02", "40", "90"))
    sums = {"before": Decimal("94.2"), "score": Decimal("88.2"), "indicators": indicators}
    expected = UnitRescored(**bureau, **sums, edition=2, cause=CAUSE)
    after.given(adjusted("I-01", "97", "87")).when_the_clock(rescore).then(expected)


def test_without_a_change_there_is_no_new_edition() -> None:
    after.when_the_clock(rescore).then_nothing()


def test_a_result_that_was_only_read_later_is_no_change() -> None:
    same = unit_scored("94.2", counts("I-01", "60", "97", 7), counts("I-02", "40", "90", 9))
    measured_all.given(same).when_the_clock(rescore).then_nothing()


def test_what_was_not_scored_is_not_scored_again() -> None:
    measured_all.when_the_clock(rescore).then_nothing()


def test_nobody_orders_a_unit_to_be_scored_again() -> None:
    after.when(gyu, rescore).then_refused(NotAllowed, role="system")
