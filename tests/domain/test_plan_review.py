"""What a plan must hold, how it is reviewed, and who may not do both (S1-22, S1-24, S1-83, SOD-02)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.objectives import Indicator, Scale, definition_hash, indicators_of
from domain.obligations import NotYourTask
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.plan_content import FinanceIncomplete, TaskWithoutCode
from domain.plan_events import (
    AnnualPlanConfirmed,
    AnnualPlanReviewed,
    FinancialResult,
    IndicatorTargetOverridden,
    PlanCommented,
    UnitPlanDrafted,
    UnitPlanRevised,
)
from domain.plan_review import (
    ApproveTarget,
    CommentOnPlan,
    CommentStands,
    DutiesNotSegregated,
    NothingToApprove,
    PlanNotReady,
    ReviewAnnualPlan,
    ReviseUnitPlan,
    UnknownComment,
)
from domain.plan_targets import FormulaHasNoRate, TargetEasierThanRule, TargetNotApproved, UnknownFormula
from tests.support import office as kipo
from tests.support.office import (
    FINANCE,
    PROMOTION,
    PROMOTION_PLAN,
    ada,
    all_drafted,
    ben,
    drafted,
    guideline_issued,
    hana,
    holds,
    in_plan,
    indicator,
    label,
    office,
    phase_open,
    plan_of,
    plan_submitted,
    planner,
    reviewer,
)
from tests.support.spec import spec

february = spec.given(office, phase_open(kipo.PLAN)).at("2010-02-10")
in_review = february.given(guideline_issued, all_drafted, plan_submitted)


def other(**changes: Any) -> Indicator:
    """Return P-01 with *changes*."""
    return Indicator.model_validate({**dict(indicator("P-01", "100")), **changes})


def drafting(of: Indicator) -> DraftUnitPlan:
    return DraftUnitPlan.model_validate({**in_plan, "unit": PROMOTION, "objectives": plan_of(of)})


def with_draft(of: Indicator) -> Any:
    """Return the review of a plan whose P-01 is *of*."""
    return in_review.given(drafted(PROMOTION, plan_of(of)))


def submitting(*finance: FinancialResult) -> SubmitAnnualPlan:
    return SubmitAnnualPlan.model_validate({**in_plan, "mission": label("m"), "vision": label("v"), "finance": finance})


def confirming(*answers: str) -> ConfirmAnnualPlan:
    return ConfirmAnnualPlan.model_validate({**in_plan, "answers": answers})


def reviewed(*conditions: str) -> AnnualPlanReviewed:
    return AnnualPlanReviewed.model_validate({**in_plan, "conditions": conditions, "by": reviewer})


# What a plan must hold


def test_a_target_that_is_left_out_is_the_rules() -> None:
    found = february.when(ada, drafting(other(target=None))).events()[0]
    assert isinstance(found, UnitPlanDrafted)
    assert indicators_of(found.objectives)[0].target == Decimal("73.35")


def test_a_target_easier_than_the_rules_needs_a_reason() -> None:
    asked = february.when(ada, drafting(other(target=72)))
    asked.then_refused(TargetEasierThanRule, indicator="P-01", target="72", computed="73.35")
    february.when(ada, drafting(other(target=72, easier_because="half the budget was cut"))).events()


def test_a_scale_ends_what_can_be_asked() -> None:
    scale = Scale(least=Decimal(0), most=Decimal(73))
    assert february.when(ada, drafting(other(target=73, scale=scale))).events()


def test_a_formula_is_one_of_the_rules() -> None:
    february.when(ada, drafting(other(formula="magic"))).then_refused(UnknownFormula, formula="magic")


@pytest.mark.parametrize("target", ["0", "-3"])
def test_a_ratio_needs_a_target_above_zero(target: str) -> None:
    plain = {"baseline": (-9, -8, -7), "target": target}
    february.when(ada, drafting(other(**plain))).then_refused(FormulaHasNoRate, target=target)
    assert february.when(ada, drafting(other(**plain, formula="difference"))).events()


def test_s1_71_every_task_has_a_code_of_the_business_reference_model() -> None:
    bare = kipo.BUREAU_PLAN[0].targets[0].tasks[0].model_copy(update={"unit_task": None})
    target = kipo.BUREAU_PLAN[0].targets[0].model_copy(update={"tasks": (bare,)})
    plan = (kipo.BUREAU_PLAN[0].model_copy(update={"targets": (target,)}),)
    facts = february.given(guideline_issued, all_drafted, drafted(kipo.BUREAU, plan))
    facts.when(planner, submitting(*FINANCE)).then_refused(TaskWithoutCode, tasks="IPPB/K1")


@pytest.mark.parametrize(
    ("finance", "given"),
    [((), "-"), (FINANCE[1:], "2008, 2009"), ((*FINANCE, FINANCE[0]), "2007, 2007, 2008, 2009")],
)
def test_s1_21_the_financial_results_of_the_past_three_years_are_there(
    finance: tuple[FinancialResult, ...], given: str
) -> None:
    facts = february.given(guideline_issued, all_drafted)
    facts.when(planner, submitting(*finance)).then_refused(FinanceIncomplete, years="2007, 2008, 2009", given=given)


# Comments and conditions

commenting = CommentOnPlan.model_validate({**in_plan, "comment": "C1", "unit": PROMOTION, "text": "name the source"})
commented = PlanCommented.model_validate(
    {**in_plan, "comment": "C1", "unit": PROMOTION, "text": "name the source", "by": reviewer}
)
sourced = plan_of(other(source="customer survey"))


def revising(*answered: str) -> ReviseUnitPlan:
    answers = dict.fromkeys(answered, "named")
    return ReviseUnitPlan.model_validate({**in_plan, "unit": PROMOTION, "objectives": sourced, "answers": answers})


revised = UnitPlanRevised.model_validate(
    {**in_plan, "unit": PROMOTION, "objectives": sourced, "answers": {"C1": "named"}, "by": ada}
)


def test_a_reviewer_comments() -> None:
    in_review.when(reviewer, commenting).then(commented)


def test_a_comment_stands_as_it_was_made() -> None:
    changed = commenting.model_copy(update={"text": "name the owner"})
    in_review.given(commented).when(reviewer, changed).then_refused(CommentStands, comment="C1")


def test_nothing_is_commented_on_before_it_is_submitted() -> None:
    february.given(all_drafted).when(reviewer, commenting).then_refused(PlanNotReady, missing="submit-plan")


def test_a_revision_answers_a_comment() -> None:
    in_review.given(commented).when(ada, revising("C1")).then(revised)


def test_an_answer_is_to_a_comment() -> None:
    in_review.when(ada, revising("C9")).then_refused(UnknownComment, comments="C9")


def test_nothing_is_revised_before_it_is_submitted() -> None:
    february.given(all_drafted).when(ada, revising()).then_refused(PlanNotReady, missing="submit-plan")


def test_an_unanswered_comment_becomes_a_condition() -> None:
    asked = in_review.given(commented).when(reviewer, ReviewAnnualPlan.model_validate({**in_plan, "conditions": ["a"]}))
    asked.then(reviewed("a", "name the source"))


def test_an_answered_comment_is_no_condition() -> None:
    asked = in_review.given(commented, revised).when(reviewer, ReviewAnnualPlan.model_validate(in_plan))
    asked.then(reviewed())


def test_what_was_revised_after_the_review_is_reviewed_again() -> None:
    in_review.given(commented, reviewed(), revised).when(hana, confirming()).then_refused(PlanNotReady)


def test_what_was_revised_is_what_is_frozen() -> None:
    facts = in_review.given(commented, revised, reviewed())
    found = facts.when(hana, confirming()).events()[0]
    assert isinstance(found, AnnualPlanConfirmed)
    assert {it.code: it.definition for it in found.indicators}["P-01"] == definition_hash(indicators_of(sourced)[0])


# Targets beside the rule

cut = other(target=72, easier_because="half the budget was cut")
new = other(baseline=(), target=50)


def approving(code: str = "P-01") -> ApproveTarget:
    return ApproveTarget.model_validate({**in_plan, "indicator": code, "justification": "the cut is in the budget"})


def approved(of: Indicator, computed: str | None) -> IndicatorTargetOverridden:
    said = {**in_plan, "indicator": "P-01", "justification": "the cut is in the budget", "approver": reviewer}
    return IndicatorTargetOverridden.model_validate(
        {**said, "computed": computed, "chosen": of.target, "definition": definition_hash(of)}
    )


@pytest.mark.parametrize(("of", "computed"), [(cut, "73.35"), (new, None)])
def test_a_reviewer_lets_a_target_beside_the_rule_stand(of: Indicator, computed: str | None) -> None:
    with_draft(of).when(reviewer, approving()).then(approved(of, computed))


@pytest.mark.parametrize("of", [cut, new])
def test_without_approval_no_target_beside_the_rule_is_confirmed(of: Indicator) -> None:
    with_draft(of).given(reviewed()).when(hana, confirming()).then_refused(TargetNotApproved, indicators="P-01")


def test_an_approval_is_of_one_definition() -> None:
    facts = with_draft(other(target=71, easier_because="more was cut")).given(approved(cut, "73.35"), reviewed())
    facts.when(hana, confirming()).then_refused(TargetNotApproved)


def test_too_few_past_results_are_labelled() -> None:
    facts = with_draft(new).given(approved(new, None), reviewed())
    found = facts.when(hana, confirming()).events()[0]
    assert isinstance(found, AnnualPlanConfirmed)
    assert [it.code for it in found.indicators if it.baseline_building] == ["P-01"]


@pytest.mark.parametrize("code", ["P-01", "X-99"])
def test_a_target_by_the_rule_needs_no_approval(code: str) -> None:
    in_review.when(reviewer, approving(code)).then_refused(NothingToApprove, indicator=code)


# SOD-02: drafter, reviewer and confirmer are three


def test_sod_02_who_drafted_does_not_review() -> None:
    both = in_review.given(holds(ada, "plan-reviewer"))
    for command in (commenting, approving(), ReviewAnnualPlan.model_validate(in_plan)):
        both.when(ada, command).then_refused(DutiesNotSegregated, actor=ada, before="drafted", now="review")


def test_sod_02_who_submitted_does_not_review() -> None:
    both = in_review.given(holds(planner, "plan-reviewer"))
    both.when(planner, ReviewAnnualPlan.model_validate(in_plan)).then_refused(DutiesNotSegregated)


def test_sod_02_who_drafted_does_not_confirm() -> None:
    by_head = drafted(PROMOTION, PROMOTION_PLAN).model_copy(update={"by": hana})
    in_review.given(by_head, reviewed()).when(hana, confirming()).then_refused(DutiesNotSegregated, before="drafted")


def test_sod_02_who_reviewed_does_not_confirm() -> None:
    by_head = reviewed().model_copy(update={"by": hana})
    in_review.given(by_head).when(hana, confirming()).then_refused(DutiesNotSegregated, before="reviewed")


def test_who_heads_the_bureau_does_not_revise_the_department() -> None:

    in_review.given(commented).when(ben, revising("C1")).then_refused(NotYourTask, owner=ada)
