"""Indicators: values through the year, three aspects at its end, always under the sealed definition."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.indicator import DefinitionChanged, ReportProgress, ScoreIndicator, ScoresOwnUnit
from domain.indicator_events import (
    IndicatorScored,
    ProgressReported,
    UnknownIndicator,
    YearEndValueReplacedEstimate,
)
from domain.messages import content_hash
from domain.objectives import Indicator, definition_hash
from domain.obligations import NotYourTask
from domain.plan_events import AnnualPlanConfirmed
from tests.support.office import (
    EXAMINATION,
    FINAL,
    KIPO,
    PROMOTION,
    TALKS,
    YEAR,
    ada,
    ben,
    confirmed_plan,
    drafted,
    frozen,
    holds,
    in_plan,
    indicator,
    office,
    phase_open,
    plan_of,
    registered,
    tae,
)
from tests.support.spec import spec

D = Decimal
april = spec.given(office, confirmed_plan, phase_open(TALKS)).at("2010-04-01")
december = spec.given(office, confirmed_plan, phase_open(FINAL)).at("2010-12-20")
seal = content_hash(indicator("P-01", "100"))
in_talks: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}
in_final: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "final"}


def reporting(value: str, code: str = "P-01", **more: Any) -> ReportProgress:
    return ReportProgress(**in_talks, indicator=code, value=Decimal(value), **more)


def reported(value: str, edition: int = 1, *, estimate: bool = False) -> ProgressReported:
    said = {"value": Decimal(value), "estimate": estimate, "edition": edition}
    return ProgressReported(**in_talks, indicator="P-01", **said)


def scoring(achievement: str = "95", code: str = "P-01", **more: Any) -> ScoreIndicator:
    aspects = {"planning": Decimal(90), "execution": Decimal(80), "achievement": Decimal(achievement)}
    return ScoreIndicator(**in_final, indicator=code, **aspects, **more)


def scored(achievement: str = "95", edition: int = 1) -> IndicatorScored:
    aspects = {"planning": Decimal(90), "execution": Decimal(80), "achievement": Decimal(achievement)}
    sealed: dict[str, Any] = {"unit": PROMOTION, "definition": seal, "edition": edition, "by": tae}
    return IndicatorScored(**in_final, indicator="P-01", **aspects, **sealed)


def test_the_head_of_the_unit_reports_the_value_of_the_period() -> None:
    april.when(ada, reporting("71.5")).then(reported("71.5"))


def test_another_value_is_another_edition() -> None:
    april.given(reported("71.5")).when(ada, reporting("72.4")).then(reported("72.4", edition=2))


def test_an_estimate_that_turns_out_true_is_reported_as_a_value() -> None:
    guessed = reported("71.5", estimate=True)
    trued_up = YearEndValueReplacedEstimate(**in_talks, indicator="P-01", estimate=D("71.5"), value=D("71.5"))
    april.given(guessed).when(ada, reporting("71.5")).then(reported("71.5", edition=2), trued_up)


def test_the_same_value_written_otherwise_is_the_same_value() -> None:
    april.given(reported("71.5")).when(ada, reporting("71.50")).then_nothing()


def test_who_heads_another_unit_does_not_report() -> None:
    april.when(ben, reporting("71.5")).then_refused(NotYourTask, owner=ada)


def test_an_indicator_outside_the_confirmed_plan_takes_no_value() -> None:
    april.when(ada, reporting("1", code="X-99")).then_refused(UnknownIndicator, indicator="X-99")


def test_before_confirmation_no_indicator_takes_a_value() -> None:
    unplanned = spec.given(office, phase_open(TALKS)).at("2010-04-01")
    unplanned.when(ada, reporting("71.5")).then_refused(UnknownIndicator)


def test_a_value_under_the_sealed_definition_is_taken() -> None:
    april.when(ada, reporting("71.5", definition=seal)).then(reported("71.5"))


def test_f1_a_value_under_another_definition_is_no_value() -> None:
    asked = april.when(ada, reporting("99.9", definition="0" * 64))
    asked.then_refused(DefinitionChanged, indicator="P-01", sealed=seal[:12], given="0" * 12)


def test_f1_a_score_under_another_definition_is_no_score() -> None:
    december.when(tae, scoring(definition="0" * 64)).then_refused(DefinitionChanged)


def test_the_taskforce_scores_three_aspects_under_the_seal() -> None:
    december.when(tae, scoring()).then(scored())


def test_a_corrected_score_is_another_edition() -> None:
    december.given(scored()).when(tae, scoring("85")).then(scored("85", edition=2))


def test_sod_01_nobody_scores_an_indicator_of_his_own_unit() -> None:
    asked = december.when(tae, scoring(code="E-01"))
    asked.then_refused(ScoresOwnUnit, actor=tae, unit=EXAMINATION)


def test_sod_01_nobody_scores_an_indicator_of_the_bureau_above_him() -> None:
    insider = december.given(registered("iris", PROMOTION), holds("iris", "taskforce"))
    insider.when("iris", scoring(code="I-01")).then_refused(ScoresOwnUnit, actor="iris")


def test_sod_01_nobody_scores_an_indicator_of_a_unit_he_heads_or_that_lies_below() -> None:
    heads = december.given(holds(ben, "taskforce"), holds(ada, "taskforce"))
    heads.when(ben, scoring(code="P-01")).then_refused(ScoresOwnUnit, actor=ben, unit=PROMOTION)
    heads.when(ada, scoring(code="P-01")).then_refused(ScoresOwnUnit, actor=ada)


def test_sod_01_who_answers_for_an_indicator_does_not_score_it() -> None:
    answered_for = Indicator.model_validate({**dict(indicator("P-01", "100")), "owner": tae})
    sealed = frozen("P-01", "100", PROMOTION).model_copy(update={"definition": definition_hash(answered_for)})
    his, plan = drafted(PROMOTION, plan_of(answered_for)), {"plan": "0" * 64, "answers": ()}
    confirmed = AnnualPlanConfirmed.model_validate({**in_plan, **plan, "indicators": (sealed,)})
    facts = spec.given(office, his, confirmed, phase_open(FINAL), holds("iris", "taskforce")).at("2010-12-20")
    facts.when(tae, scoring()).then_refused(ScoresOwnUnit, actor=tae, unit=PROMOTION)
    assert facts.when("iris", scoring()).events()


def test_who_is_not_in_the_taskforce_scores_nothing() -> None:
    december.when(ben, scoring()).then_refused(NotYourTask, owner="role:taskforce")
