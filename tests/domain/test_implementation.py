"""The basic plan and the year's implementation plan: by resolution, reviewed in time, noticed to all (ACT 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.basic_plan import AdoptBasicPlan, BasicPlanReviewed, BasicPlanStale, NoBasicPlan, ReviewBasicPlan
from domain.implementation import IssueImplementationPlan
from domain.obligations import NotYourTask
from domain.resolutions import NotResolved, OtherMatter, ResolutionSpent
from tests.support.committees import GPEC, convened, tabled
from tests.support.office import PMO, SEAL, YEAR, gyu, hana, label
from tests.support.self_evaluation import basic_plan, implementation_plan, resolved, there
from tests.support.spec import spec

IN = {"year": YEAR, "body": PMO, "phase": "implementation-plan"}
march = spec.given(
    there,
    resolved("basic-plan", str(YEAR), 1, date(2010, 3, 8)),
    resolved("implementation-plan", str(YEAR), 2, date(2010, 3, 22)),
).at("2010-03-24")


def adopting(ref: str = f"{GPEC}/1/1") -> AdoptBasicPlan:
    return AdoptBasicPlan.model_validate({**IN, "title": label("basic"), "document": SEAL, "resolution": ref})


def reviewing(ref: str = f"{GPEC}/1/1") -> ReviewBasicPlan:
    return ReviewBasicPlan.model_validate({**IN, "finding": "it holds", "resolution": ref})


def issuing(**other: Any) -> IssueImplementationPlan:
    said = {"title": label("how 2010 is evaluated"), "document": SEAL, "reported": date(2010, 3, 23)}
    return IssueImplementationPlan.model_validate({**IN, **said, "resolution": f"{GPEC}/2/1", **other})


reviewed = BasicPlanReviewed(**IN, finding="it holds", resolution=f"{GPEC}/1/1", review_by=YEAR + 3, by=gyu)


def test_the_basic_plan_is_adopted_by_resolution_and_holds_three_years() -> None:
    march.when(gyu, adopting()).then(basic_plan)


def test_a_review_lets_it_hold_three_more() -> None:
    march.given(basic_plan.model_copy(update={"review_by": 2009})).when(gyu, reviewing()).then(reviewed)


def test_what_was_never_adopted_is_not_reviewed() -> None:
    march.when(gyu, reviewing()).then_refused(NoBasicPlan)


def test_by_one_resolution_no_other_plan_and_no_other_review_follows() -> None:
    """The committee passed one document."""
    other = adopting().model_copy(update={"document": "6" * 64})
    march.given(basic_plan).when(gyu, adopting()).then_nothing()
    march.given(basic_plan).when(gyu, other).then_refused(ResolutionSpent, ref=f"{GPEC}/1/1")
    again = reviewing().model_copy(update={"finding": "it does not"})
    march.given(basic_plan, reviewed).when(gyu, again).then_refused(ResolutionSpent)
    begun = march.given(basic_plan)
    once = begun.given(begun.when(gyu, issuing()).events())
    once.when(gyu, issuing()).then_nothing()
    once.when(gyu, issuing(document="6" * 64)).then_refused(ResolutionSpent, ref=f"{GPEC}/2/1")


@pytest.mark.parametrize("ref", [f"{GPEC}/2/1"])
def test_another_matter_does_not_carry_the_basic_plan(ref: str) -> None:
    march.when(gyu, adopting(ref)).then_refused(OtherMatter)
    march.given(basic_plan).when(gyu, reviewing(ref)).then_refused(OtherMatter)


def test_the_implementation_plan_is_noticed_to_every_body() -> None:
    march.given(basic_plan).when(gyu, issuing()).then(implementation_plan)


def test_issued_again_with_other_content_it_is_another_one() -> None:
    again = implementation_plan.model_copy(update={"reported": date(2010, 3, 24)})
    story = march.given(basic_plan, implementation_plan)
    story.when(gyu, issuing(reported=date(2010, 3, 24))).then(again)
    story.at("2010-03-25").when(gyu, issuing()).then_nothing()


def test_it_rests_on_a_basic_plan() -> None:
    march.when(gyu, issuing()).then_refused(NoBasicPlan, body=PMO)


@pytest.mark.parametrize(("review_by", "holds"), [(2009, False), (2010, True), (2011, True)])
def test_the_basic_plan_is_reviewed_within_three_years(review_by: int, holds: bool) -> None:
    story = march.given(basic_plan.model_copy(update={"review_by": review_by})).when(gyu, issuing())
    if holds:
        story.then(implementation_plan)
    else:
        story.then_refused(BasicPlanStale, review_by=2009, year=2010)


def test_a_reviewed_basic_plan_carries_it_again() -> None:
    stale = basic_plan.model_copy(update={"review_by": 2009})
    march.given(stale, reviewed).when(gyu, issuing()).then(implementation_plan)


def test_only_a_resolution_that_was_passed_carries_it() -> None:
    open_item = tabled(concerns=str(YEAR), session=3, matter="implementation-plan")
    story = march.given(basic_plan, convened(3, date(2010, 3, 24), date(2010, 3, 17)), open_item)
    story.when(gyu, issuing(resolution=f"{GPEC}/3/1")).then_refused(NotResolved)


def test_nobody_else_issues_it() -> None:
    march.given(basic_plan).when(hana, issuing()).then_refused(NotYourTask)


@pytest.mark.parametrize("day", [date(2010, 3, 31), date(2010, 4, 1), date(2010, 5, 3)])
def test_what_was_due_in_march_is_taken_whenever_it_comes(day: date) -> None:
    """It stands as missed by then; the year's evaluations cannot do without it."""
    story = march.given(basic_plan).at(f"{day}T23:59").when(gyu, issuing())
    story.then(implementation_plan.model_copy(update={"on": day}))
