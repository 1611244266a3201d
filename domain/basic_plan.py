"""The government's basic plan of evaluation: adopted by resolution, reviewed within three years (ACT 8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeVar, assert_never

from domain.ids import Id, ResolutionRef, Sha256, Year, basic_plan_stream
from domain.messages import Decider, Facts, Label, Reason, TaskCommand, TaskEvent, content
from domain.obligations import permit
from domain.refusals import Refusal
from domain.resolutions import ResolutionSpent, require_resolution


class BasicPlanAdopted(TaskEvent):
    """The basic plan is in force; it is reviewed in the year *review_by* at the latest."""

    type: Literal["BasicPlanAdopted"] = "BasicPlanAdopted"
    task_id = "adopt-basic-plan"
    subject_field = "body"
    title: Label
    document: Sha256
    resolution: str
    review_by: Year
    by: Id


class BasicPlanReviewed(TaskEvent):
    """The basic plan was looked at again and stays in force; the next review is in *review_by* at the latest."""

    type: Literal["BasicPlanReviewed"] = "BasicPlanReviewed"
    task_id = "review-basic-plan"
    subject_field = "body"
    finding: str
    resolution: str
    review_by: Year
    by: Id


BasicPlanEvent = BasicPlanAdopted | BasicPlanReviewed
Resolved = TypeVar("Resolved", BasicPlanAdopted, BasicPlanReviewed)


@dataclass(frozen=True)
class BasicPlan:
    """What decisions need to know of the basic plan."""

    adopted: BasicPlanAdopted | None = None
    reviewed: BasicPlanReviewed | None = None  # since it was adopted

    @property
    def review_by(self) -> int | None:
        """Return the last year in which the plan holds without a review; None: there is no plan."""
        last = self.reviewed or self.adopted
        return last.review_by if last else None


def evolve(state: BasicPlan, event: BasicPlanEvent) -> BasicPlan:
    """Return *state* after *event*."""
    match event:
        case BasicPlanAdopted():
            return BasicPlan(event)
        case BasicPlanReviewed():
            return replace(state, reviewed=event)
        case _:
            assert_never(event)


class _BasicPlanTask(TaskCommand):
    """A command about the government's basic plan."""

    subject_field = "body"
    resolution: ResolutionRef

    def stream(self) -> str:
        """Return the stream of the basic plan."""
        return basic_plan_stream(self.body)


class AdoptBasicPlan(_BasicPlanTask):
    """Put a basic plan in force, by the committee's resolution."""

    type: Literal["AdoptBasicPlan"] = "AdoptBasicPlan"
    task_id = "adopt-basic-plan"
    title: Label
    document: Sha256


class ReviewBasicPlan(_BasicPlanTask):
    """Record the review that lets the basic plan stay in force, by the committee's resolution."""

    type: Literal["ReviewBasicPlan"] = "ReviewBasicPlan"
    task_id = "review-basic-plan"
    finding: Reason


BasicPlanCommand = AdoptBasicPlan | ReviewBasicPlan


class NoBasicPlan(Refusal):
    """What rests on the basic plan waits for one."""

    code = "basic-plan.none"
    ko = "{body}의 정부업무평가 기본계획이 없습니다. 위원회 의결을 거쳐 기본계획을 먼저 확정하십시오."
    en = "{body} has no basic plan of evaluation. Adopt one first, by the committee's resolution."


class BasicPlanStale(Refusal):
    """The basic plan is reviewed every three years at the latest."""

    code = "basic-plan.stale"
    ko = "기본계획은 {review_by}년까지 타당성을 검토하여야 했습니다({year}년). 검토를 먼저 기록하십시오."
    en = "The basic plan was to be reviewed by {review_by}; it is {year}. Record its review first."


def decide(command: BasicPlanCommand, state: BasicPlan, facts: Facts) -> list[BasicPlanEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    rules = permit(command, facts).cycle.rules.self_evaluation
    require_resolution(facts, command.resolution, "basic-plan", str(command.year), command.year)
    said = {**content(command), "review_by": command.year + rules.review_years, "by": facts.actor}
    match command:
        case AdoptBasicPlan():
            adopted = BasicPlanAdopted.model_validate(said)
            return [] if state.adopted == adopted else [_fresh(adopted, state.adopted)]
        case ReviewBasicPlan():
            reviewed = BasicPlanReviewed.model_validate(said)
            if state.adopted is None:
                raise NoBasicPlan(body=command.body)
            return [] if state.reviewed == reviewed else [_fresh(reviewed, state.reviewed)]
        case _:
            assert_never(command)


def _fresh(event: Resolved, before: BasicPlanEvent | None) -> Resolved:
    """Return *event*, if it does not say something else by the resolution that *before* rests on."""
    if before is not None and before.resolution == event.resolution:
        raise ResolutionSpent(ref=event.resolution)
    return event


def require_fresh(facts: Facts, body: str, year: int) -> None:
    """Let pass what rests, in *year*, on a basic plan whose review is not overdue.

    Raises:
        NoBasicPlan: there is no plan.
        BasicPlanStale: it should have been reviewed before.
    """
    review_by = facts.read(BASIC_PLAN, basic_plan_stream(body)).review_by
    if review_by is None:
        raise NoBasicPlan(body=body)
    if review_by < year:
        raise BasicPlanStale(review_by=review_by, year=year)


BASIC_PLAN: Decider[BasicPlan] = Decider(
    "basic-plan",
    (BasicPlanAdopted, BasicPlanReviewed),
    (AdoptBasicPlan, ReviewBasicPlan),
    BasicPlan(),
    evolve,
    decide,
)
