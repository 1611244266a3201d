"""The year's implementation plan of evaluation: issued by resolution by 31 March, noticed to all bodies (ACT 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.basic_plan import require_fresh
from domain.calendar import day_of
from domain.ids import Id, ResolutionRef, Sha256, implementation_stream
from domain.messages import Decider, Facts, Label, TaskCommand, TaskEvent, content
from domain.obligations import permit
from domain.resolutions import ResolutionSpent, require_resolution


class ImplementationPlanIssued(TaskEvent):
    """How the year is evaluated: directions, subjects and indicators; *noticed* are the bodies it went to."""

    type: Literal["ImplementationPlanIssued"] = "ImplementationPlanIssued"
    task_id = "issue-implementation-plan"
    subject_field = "body"
    title: Label
    document: Sha256
    reported: date  # to the Cabinet
    resolution: str
    noticed: tuple[Id, ...]
    on: date
    by: Id


@dataclass(frozen=True)
class Implementation:
    """What decisions need to know of the implementation plan."""

    issued: ImplementationPlanIssued | None = None


def evolve(_: Implementation, event: ImplementationPlanIssued) -> Implementation:
    """Return the state after *event*: the last plan holds."""
    return Implementation(event)


class IssueImplementationPlan(TaskCommand):
    """Issue the year's implementation plan, by the committee's resolution."""

    type: Literal["IssueImplementationPlan"] = "IssueImplementationPlan"
    task_id = "issue-implementation-plan"
    subject_field = "body"
    title: Label
    document: Sha256
    reported: date
    resolution: ResolutionRef

    def stream(self) -> str:
        """Return the stream of the year's implementation plan."""
        return implementation_stream(self.year)


def decide(command: IssueImplementationPlan, state: Implementation, facts: Facts) -> list[ImplementationPlanIssued]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    opened = permit(command, facts).cycle
    require_resolution(facts, command.resolution, "implementation-plan", str(command.year), command.year)
    require_fresh(facts, command.body, command.year)
    if state.issued and all(getattr(state.issued, name) == value for name, value in content(command).items()):
        return []
    before = state.issued
    if before and before.document != command.document and before.resolution == command.resolution:
        raise ResolutionSpent(ref=command.resolution)
    how = {"noticed": opened.bodies, "on": day_of(facts.at, opened.rules.zone), "by": facts.actor}
    return [ImplementationPlanIssued.model_validate({**content(command), **how})]


IMPLEMENTATION: Decider[Implementation] = Decider(
    "implementation", (ImplementationPlanIssued,), (IssueImplementationPlan,), Implementation(), evolve, decide
)
