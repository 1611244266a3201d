"""The annual plan: drafted by every unit, reviewed, confirmed; then its indicators are frozen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.cycle_refusals import PhaseNotRun
from domain.guideline_held_over import GuidelineHeldOver
from domain.messages import Command, Event, content_hash
from domain.obligations import NotYourTask
from domain.plan import PLAN, ConditionsUnanswered, PlanIsFrozen, UnitPlansMissing
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.plan_content import IndicatorTwice, NotInStrategy, TargetUnmeasured, WeightsNotHundred
from domain.plan_events import AnnualPlanConfirmed, AnnualPlanReviewed, AnnualPlanSubmitted, UnitPlanDrafted
from domain.plan_review import PlanNotReady, ReviewAnnualPlan
from domain.rules import RuleSet
from domain.strategy import StrategicPlanAdopted
from tests.support import office as kipo
from tests.support.office import (
    BUREAU,
    BUREAU_PLAN,
    EXAMINATION,
    PROMOTION,
    PROMOTION_PLAN,
    ada,
    all_drafted,
    ben,
    confirmed_plan,
    drafted,
    guideline_issued,
    hana,
    in_plan,
    indicator,
    label,
    mina,
    office,
    phase_open,
    plan_of,
    plan_reviewed,
    plan_submitted,
    planner,
    reviewer,
)
from tests.support.spec import decided, spec

february = spec.given(office, phase_open(kipo.PLAN)).at("2010-02-10")
in_review = february.given(guideline_issued, all_drafted, plan_submitted)
submit = SubmitAnnualPlan.model_validate(
    {**in_plan, "mission": label("m"), "vision": label("v"), "finance": kipo.FINANCE}
)


def drafting(objectives: Any = PROMOTION_PLAN, of: str = PROMOTION) -> DraftUnitPlan:
    return DraftUnitPlan.model_validate({**in_plan, "unit": of, "objectives": objectives})


def reviewing(*conditions: str) -> ReviewAnnualPlan:
    return ReviewAnnualPlan.model_validate({**in_plan, "conditions": conditions})


def confirming(*answers: str) -> ConfirmAnnualPlan:
    return ConfirmAnnualPlan.model_validate({**in_plan, "answers": answers})


def test_the_head_of_a_unit_drafts_its_part() -> None:
    february.when(ada, drafting()).then(drafted(PROMOTION, PROMOTION_PLAN))


def test_a_later_draft_supersedes_an_earlier_one() -> None:
    better = plan_of(indicator("P-01", "70"), indicator("P-02", "30"))
    february.given(all_drafted).when(ada, drafting(better)).then(drafted(PROMOTION, better))


def test_the_head_of_another_unit_may_not_draft_it() -> None:
    february.when(ben, drafting()).then_refused(NotYourTask, owner=ada)


@pytest.mark.parametrize(("weight", "total"), [("99.99", "99.99"), ("99", "99.00")])
def test_weights_sum_to_exactly_100(weight: str, total: str) -> None:
    light = plan_of(indicator("P-01", weight))
    february.when(ada, drafting(light)).then_refused(WeightsNotHundred, sum=total, unit=PROMOTION)


def test_c_01_the_printed_105_percent_is_refused() -> None:
    weights = {"I-01": "8", "I-02": "5", "I-03": "5", "I-16": "87"}
    printed = plan_of(*(indicator(code, weight) for code, weight in weights.items()))
    february.when(ben, drafting(printed, BUREAU)).then_refused(WeightsNotHundred, sum="105.00")


def test_every_target_is_measured() -> None:
    measured, unmeasured = plan_of(indicator("P-01", "100"))[0], plan_of(target="T2")[0]
    asked = february.when(ada, drafting((measured, unmeasured)))
    asked.then_refused(TargetUnmeasured, targets="T2")


def test_a_code_names_one_indicator_of_a_unit() -> None:
    twice = plan_of(indicator("P-01", "50"), indicator("P-01", "50"))
    february.when(ada, drafting(twice)).then_refused(IndicatorTwice, codes="P-01")


def test_a_code_names_one_indicator_of_the_whole_body() -> None:
    borrowed = plan_of(indicator("I-02", "100"))
    asked = february.given(drafted(BUREAU, BUREAU_PLAN)).when(ada, drafting(borrowed))
    asked.then_refused(IndicatorTwice, codes="I-02")


def test_the_plan_goes_to_review_whole() -> None:
    february.given(guideline_issued, all_drafted).when(planner, submit).then(plan_submitted)


def test_a_plan_waits_for_the_guideline() -> None:
    february.given(all_drafted).when(planner, submit).then_refused(PlanNotReady, missing="guidelines")


def test_a_guideline_that_was_held_over_lets_it_go_on() -> None:
    key = {"year": kipo.YEAR, "body": kipo.PMO, "phase": "guidelines", "rests_on": None}
    held = GuidelineHeldOver.model_validate({**key, "noticed": (kipo.KIPO,), "on": "2010-02-02"})
    february.given(held, all_drafted).when(planner, submit).then(plan_submitted)


def test_a_plan_waits_for_every_unit_but_the_office_of_the_head() -> None:
    some = february.given(guideline_issued, drafted(BUREAU, BUREAU_PLAN))
    some.when(planner, submit).then_refused(UnitPlansMissing, units=f"{PROMOTION}, {EXAMINATION}")


def test_the_reviewer_sets_conditions() -> None:
    in_review.when(reviewer, reviewing("name the owner")).then(plan_reviewed)


def test_only_what_was_submitted_is_reviewed() -> None:
    february.given(all_drafted).when(reviewer, reviewing()).then_refused(PlanNotReady, missing="submit-plan")


def test_confirmation_freezes_every_indicator_by_the_hash_of_its_definition() -> None:
    asked = in_review.given(plan_reviewed).when(hana, confirming("it is Ada"))
    confirmed = asked.events()[0]
    assert isinstance(confirmed, AnnualPlanConfirmed)
    assert {it.code: (it.unit, it.definition) for it in confirmed.indicators} == {
        it.code: (of, content_hash(it))
        for of, it in [
            (BUREAU, indicator("I-01", "60")),
            (BUREAU, indicator("I-02", "40")),
            (PROMOTION, indicator("P-01", "100")),
            (EXAMINATION, indicator("E-01", "100")),
        ]
    }
    asked.then(confirmed)


def test_another_target_value_is_another_definition() -> None:
    def sealed(target: str) -> str:
        changed = indicator("P-01", "100").model_copy(update={"target": Decimal(target)})
        parts = [drafted(BUREAU, BUREAU_PLAN), drafted(PROMOTION, plan_of(changed)), all_drafted[2]]
        facts = february.given(guideline_issued, parts, plan_submitted, plan_reviewed)
        asked = facts.when(hana, confirming("it is Ada"))
        state = PLAN.fold(decided(asked.command, asked.facts))
        found = state.frozen("P-01")
        assert found is not None
        return found.definition

    assert sealed("73.35") == indicator_seal()
    assert sealed("73.34") != indicator_seal()


def indicator_seal() -> str:
    return content_hash(indicator("P-01", "100"))


def test_a_plan_that_was_not_reviewed_is_not_confirmed() -> None:
    in_review.when(hana, confirming()).then_refused(PlanNotReady, missing="review-plan")


def test_a_draft_after_the_review_needs_another_review() -> None:
    redrafted = drafted(PROMOTION, plan_of(indicator("P-09", "100")))
    asked = in_review.given(plan_reviewed, redrafted).when(hana, confirming("it is Ada"))
    asked.then_refused(PlanNotReady, missing="review-plan")


@pytest.mark.parametrize("answers", [(), ("one", "two")])
def test_every_condition_is_answered_once(answers: tuple[str, ...]) -> None:
    asked = in_review.given(plan_reviewed).when(hana, confirming(*answers))
    asked.then_refused(ConditionsUnanswered, conditions=1, answers=len(answers))


def test_only_the_head_of_the_body_confirms() -> None:
    in_review.given(plan_reviewed).when(planner, confirming("it is Ada")).then_refused(NotYourTask, owner=hana)


def test_a_confirmed_plan_is_confirmed() -> None:
    february.given(confirmed_plan).when(hana, confirming("it is Ada")).then_nothing()


def test_finding_12_no_definition_changes_after_confirmation() -> None:
    swapped = drafting(plan_of(indicator("P-02", "100")))
    february.given(confirmed_plan).when(ada, swapped).then_refused(PlanIsFrozen, unit=PROMOTION)


def test_a_frozen_plan_is_frozen_for_strangers_too() -> None:
    february.given(confirmed_plan).when(mina, drafting()).then_refused(PlanIsFrozen)


def test_a_review_without_conditions_needs_no_answers() -> None:
    waved_through = AnnualPlanReviewed.model_validate({**in_plan, "conditions": ()})
    events = in_review.given(waved_through).when(hana, confirming()).events()
    assert [type(it) for it in events] == [AnnualPlanConfirmed]


# A year that was opened late


def opened_late(*past: str, rules: RuleSet = kipo.RULES) -> list[Event]:
    """Return the office of a year in which the phases *past* are not run, with the plan phase open."""
    year = kipo.opened_cycle(rules).model_copy(update={"phases_past": past})
    return [*kipo.bodies, year, *kipo.people, phase_open(kipo.PLAN)]


def test_a_plan_is_submitted_though_its_guideline_was_issued_before_the_year_was_opened() -> None:
    spec.given(opened_late("guidelines"), all_drafted).at("2010-02-10").when(planner, submit).then(plan_submitted)


@pytest.mark.parametrize(
    ("done_before", "actor", "command"),
    [(1, planner, submit), (2, reviewer, reviewing()), (3, hana, confirming())],
    ids=["submit", "review", "confirm"],
)
def test_a_step_whose_forerunner_was_over_is_refused_and_the_phase_named(
    done_before: int, actor: str, command: Command
) -> None:
    tasks = kipo.PLAN.tasks
    earlier = kipo.PLAN.model_copy(update={"phase": "plan-before", "tasks": tasks[:done_before]})
    later = kipo.PLAN.model_copy(update={"tasks": tasks[done_before:]})
    rules = kipo.with_phases(kipo.GUIDELINES, earlier, later)
    year = opened_late("guidelines", "plan-before", rules=rules)
    spec.given(year).at("2010-02-10").when(actor, command).then_refused(PhaseNotRun, phase="plan-before")


def serving(objective: str | None) -> UnitPlanDrafted:
    """Return the bureau's part, whose objective serves *objective* of the strategic plan."""
    (whole,) = kipo.BUREAU_PLAN
    return kipo.drafted(kipo.BUREAU, (whole.model_copy(update={"serves": objective}),))


strategic = StrategicPlanAdopted.model_validate(
    {
        **in_plan,
        "strategy": 2008,
        "until": 2012,
        "mission": label("m"),
        "vision": label("v"),
        "objectives": ({"id": "S1", "name": label("s"), "targets": ()},),
        "finance": (),
        "statutory": (),
        "review_by": 2011,
        "by": kipo.hana,
    }
)
under_strategy = february.given(guideline_issued, all_drafted, strategic)


@pytest.mark.parametrize("objective", ["S1", None])
def test_an_objective_serves_the_strategic_plan_or_is_common_to_all(objective: str | None) -> None:
    (event,) = under_strategy.given(serving(objective)).when(planner, submit).events()
    assert isinstance(event, AnnualPlanSubmitted)


def test_an_objective_that_serves_none_of_the_strategic_plan_is_refused() -> None:
    asked = under_strategy.given(serving("S9")).when(planner, submit)
    asked.then_refused(NotInStrategy, objectives="S9", years="2008-2012", known="S1")


def test_a_strategic_plan_that_has_run_out_binds_no_longer() -> None:
    over = strategic.model_copy(update={"until": 2009})
    (event,) = february.given(guideline_issued, all_drafted, over, serving("S9")).when(planner, submit).events()
    assert isinstance(event, AnnualPlanSubmitted)
