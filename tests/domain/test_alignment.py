"""S1-23: a plan serves the national agenda, ministerial plans and directives that the year's guideline lists."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.alignment import PolicyItem, PolicyItemTwice, PolicyItemUnserved, UnknownPolicyItem, Unserved, advanced_by
from domain.cycle_refusals import UnknownBody
from domain.guideline import AnnualGuidelineIssued, IssueGuideline
from domain.messages import Event, content
from domain.objectives import Objectives
from domain.plan_commands import ConfirmAnnualPlan, SubmitAnnualPlan
from domain.plan_events import AnnualPlanConfirmed, AnnualPlanSubmitted
from domain.plan_review import ReviseUnitPlan
from tests.support import office as kipo
from tests.support.office import (
    BUREAU,
    BUREAU_PLAN,
    KIPO,
    PMO,
    PROMOTION,
    PROMOTION_PLAN,
    ada,
    all_drafted,
    drafted,
    guideline_issued,
    hana,
    holds,
    in_plan,
    label,
    office,
    phase_open,
    plan_reviewed,
    plan_submitted,
    planner,
)
from tests.support.spec import Given, spec

WHY = "it begins next year"


def item(code: str, *bodies: str) -> PolicyItem:
    return PolicyItem(code=code, kind="national-agenda", name=label(code), bodies=bodies)


def issued(*items: PolicyItem) -> AnnualGuidelineIssued:
    return AnnualGuidelineIssued(**{**content(guideline_issued), "items": items})


def advancing(*codes: str, by: str = "target") -> Objectives:
    """Return the bureau's part, whose target, or its task, advances *codes*."""
    (objective,) = BUREAU_PLAN
    (target,) = objective.targets
    if by == "target":
        target = target.model_copy(update={"advances": codes})
    else:
        target = target.model_copy(update={"tasks": (target.tasks[0].model_copy(update={"advances": codes}),)})
    return (objective.model_copy(update={"targets": (target,)}),)


def february(*story: Event | list[Event]) -> Given:
    return spec.given(office, phase_open(kipo.PLAN), *story).at("2010-02-10")


def submitting(**reasons: str) -> SubmitAnnualPlan:
    unserved = [{"item": code.replace("_", "-"), "reason": reason} for code, reason in reasons.items()]
    said = {"mission": label("m"), "vision": label("v"), "finance": kipo.FINANCE, "unserved": unserved}
    return SubmitAnnualPlan.model_validate({**in_plan, **said})


def confirming(**reasons: str) -> ConfirmAnnualPlan:
    unserved = [{"item": code.replace("_", "-"), "reason": reason} for code, reason in reasons.items()]
    return ConfirmAnnualPlan.model_validate({**in_plan, "answers": ("it is Ada",), "unserved": unserved})


def issuing(*items: PolicyItem) -> IssueGuideline:
    about: dict[str, Any] = {"year": kipo.YEAR, "body": PMO, "phase": "guidelines", "document": kipo.SEAL}
    return IssueGuideline(**about, title=label("guideline"), items=items)


january = spec.given(office, holds("gwen", "evaluation-office", PMO), phase_open(kipo.GUIDELINES, PMO)).at("2010-01-20")


def test_the_guideline_lists_what_the_plans_must_serve() -> None:
    january.when("gwen", issuing(item("N-1", KIPO), item("N-2"))).then(issued(item("N-1", KIPO), item("N-2")))


def test_a_code_names_one_item_of_the_guideline() -> None:
    january.when("gwen", issuing(item("N-1"), item("N-1", KIPO))).then_refused(PolicyItemTwice, items="N-1")


def test_the_guideline_asks_nothing_of_a_body_outside_the_year() -> None:
    january.when("gwen", issuing(item("N-1", "MOF"))).then_refused(UnknownBody, body="MOF")


@pytest.mark.parametrize("by", ["target", "task"])
def test_a_plan_names_the_items_it_serves(by: str) -> None:
    given_ = february(issued(item("N-1", KIPO)), all_drafted, drafted(BUREAU, advancing("N-1", by=by)))
    (event,) = given_.when(planner, submitting()).events()
    assert isinstance(event, AnnualPlanSubmitted)


def test_a_plan_that_names_another_item_is_refused() -> None:
    given_ = february(issued(item("N-1", KIPO)), all_drafted, drafted(BUREAU, advancing("N-1", "N-9")))
    given_.when(planner, submitting()).then_refused(UnknownPolicyItem, items="N-9", known="N-1", body=KIPO)


def test_an_item_asked_of_the_body_and_served_by_nothing_is_refused() -> None:
    given_ = february(issued(item("N-1", KIPO), item("N-2", KIPO)), all_drafted, drafted(BUREAU, advancing("N-1")))
    given_.when(planner, submitting()).then_refused(PolicyItemUnserved, items="N-2", body=KIPO)


def test_or_the_plan_says_why_not() -> None:
    given_ = february(issued(item("N-1", KIPO)), all_drafted)
    (event,) = given_.when(planner, submitting(N_1=WHY)).events()
    assert isinstance(event, AnnualPlanSubmitted)
    assert event.unserved == (Unserved(item="N-1", reason=WHY),)


def test_a_reason_is_about_an_item_of_the_guideline() -> None:
    given_ = february(issued(item("N-1")), all_drafted)
    given_.when(planner, submitting(N_7=WHY)).then_refused(UnknownPolicyItem, items="N-7")


def test_an_item_asked_of_nobody_may_be_left_out() -> None:
    february(issued(item("N-1")), all_drafted).when(planner, submitting()).then(plan_submitted)


def test_a_guideline_that_lists_nothing_asks_nothing() -> None:
    february(guideline_issued, all_drafted).when(planner, submitting()).then(plan_submitted)


def test_a_revision_names_items_of_the_guideline() -> None:
    (objective,) = PROMOTION_PLAN
    target = objective.targets[0].model_copy(update={"advances": ("N-9",)})
    changed = (objective.model_copy(update={"targets": (target,)}),)
    revise = ReviseUnitPlan.model_validate({**in_plan, "unit": PROMOTION, "objectives": changed})
    given_ = february(issued(item("N-1")), all_drafted, plan_submitted)
    given_.when(ada, revise).then_refused(UnknownPolicyItem, items="N-9")


def in_review(*items: PolicyItem, unserved: tuple[Unserved, ...] = ()) -> Given:
    submitted = plan_submitted.model_copy(update={"unserved": unserved})
    return february(issued(*items), all_drafted, submitted, plan_reviewed)


def test_a_plan_is_not_confirmed_that_leaves_an_item_of_a_newer_guideline() -> None:
    in_review(item("N-1", KIPO)).when(hana, confirming()).then_refused(PolicyItemUnserved, items="N-1")


def test_confirmation_can_say_why_not() -> None:
    submitted = (Unserved(item="N-2", reason=WHY),)
    asked = in_review(item("N-1", KIPO), item("N-2", KIPO), unserved=submitted).when(hana, confirming(N_1=WHY))
    (event,) = asked.events()
    assert isinstance(event, AnnualPlanConfirmed)
    assert [it.item for it in event.unserved] == ["N-2", "N-1"]


def test_a_reason_about_an_item_that_a_newer_guideline_dropped_stands_in_nobodys_way() -> None:
    dropped = (Unserved(item="N-2", reason=WHY),)
    (event,) = in_review(item("N-1"), unserved=dropped).when(hana, confirming()).events()
    assert isinstance(event, AnnualPlanConfirmed)


def test_a_reason_given_at_confirmation_is_about_an_item_of_the_guideline() -> None:
    in_review(item("N-1")).when(hana, confirming(N_2=WHY)).then_refused(UnknownPolicyItem, items="N-2")


@given(some.lists(some.sampled_from(["N-1", "N-2", "N-3"]), unique=True))
def test_what_is_named_is_found_where_it_is_named(codes: list[str]) -> None:
    assert advanced_by(advancing(*codes)) == {code: ["T1"] for code in codes}
    assert advanced_by(advancing(*codes, by="task")) == {code: ["K1"] for code in codes}
