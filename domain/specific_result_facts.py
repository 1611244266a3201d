"""What happens to a ministry's result of the specific evaluation: draft, hearing, reply, resolution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Sha256, Year
from domain.messages import AssigningEvent, Assignment, Event, Reason, TaskEvent, Value
from domain.numbers import Number

HEAR, RESOLVE = "state-opinion", "resolve-specific-result"
ANSWER = "answer-opinion"  # no task of a phase: it waits for its office as a turn


class Addition(Value):
    """Points above the weighted sum, and for what."""

    addition: Id
    points: Annotated[Number, Field(ge=0, le=1000)]
    reason: Reason


class Offered(Value):
    """Evidence that came too late to be scored, offered with the reason."""

    area: Id
    document: Sha256
    reason: Reason


class SpecificDraftShared(AssigningEvent):
    """The draft of a ministry's result: its areas and points; the ministry is to be heard about it."""

    type: Literal["SpecificDraftShared"] = "SpecificDraftShared"
    areas: dict[Id, Number]
    additions: tuple[Addition, ...]
    total: Number
    owner: str
    government: Id | None = None  # whose office is to get it resolved
    manager: str | None = None
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to state the ministry's opinion, and who is to get the result resolved."""
        hearing = Assignment(task=HEAR, subject=self.body, owner=self.owner, again=True)
        if self.government is None:
            return (hearing,)
        return hearing, Assignment(task=RESOLVE, subject=self.body, owner=self.manager, body=self.government)


class MinistryHeard(TaskEvent, AssigningEvent):
    """The ministry said what it thinks of the draft, or waived it; what it offers late is on record, not scored."""

    type: Literal["MinistryHeard"] = "MinistryHeard"
    task_id = HEAR
    subject_field = "body"
    waived: bool
    opinion: str | None
    offered: tuple[Offered, ...]
    on: date
    by: Id
    government: Id | None = None  # whose office is to answer
    manager: str | None = None

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to answer an opinion."""
        if self.government is None:
            return ()
        owner = None if self.waived else self.manager
        return (Assignment(task=ANSWER, subject=self.body, owner=owner, body=self.government),)


class OpinionAnswered(AssigningEvent):
    """The reply to a ministry's opinion."""

    type: Literal["OpinionAnswered"] = "OpinionAnswered"
    reply: str
    by: Id
    government: Id | None = None  # whose office was to answer

    def assignments(self) -> tuple[Assignment, ...]:
        """Return that nobody is to answer any more."""
        if self.government is None:
            return ()
        return (Assignment(task=ANSWER, subject=self.body, owner=None, body=self.government),)


class SpecificEvaluationResolved(TaskEvent):
    """The committee confirmed the result."""

    type: Literal["SpecificEvaluationResolved"] = "SpecificEvaluationResolved"
    task_id = RESOLVE
    subject_field = "ministry"
    ministry: Id
    areas: dict[Id, Number]
    total: Number
    resolution: str
    edition: Annotated[int, Field(ge=1)]
    by: Id


class SpecificResultReopened(Event):
    """The committee reopened the result after the true-up; the next edition stands from now on."""

    type: Literal["SpecificResultReopened"] = "SpecificResultReopened"
    year: Year
    body: Id
    areas: dict[Id, Number]
    total: Number
    resolution: str
    edition: Annotated[int, Field(ge=2)]
    by: Id


ResultEvent = (
    SpecificDraftShared | MinistryHeard | OpinionAnswered | SpecificEvaluationResolved | SpecificResultReopened
)


@dataclass(frozen=True)
class SpecificResult:
    """What decisions need to know of a ministry's result."""

    draft: SpecificDraftShared | None = None
    heard: MinistryHeard | None = None
    answered: OpinionAnswered | None = None
    resolved: SpecificEvaluationResolved | SpecificResultReopened | None = None


def evolve(state: SpecificResult, event: ResultEvent) -> SpecificResult:
    """Return *state* after *event*."""
    match event:
        case SpecificDraftShared():
            return replace(state, draft=event, heard=None, answered=None)
        case MinistryHeard():
            return replace(state, heard=event, answered=None)
        case OpinionAnswered():
            return replace(state, answered=event)
        case SpecificEvaluationResolved() | SpecificResultReopened():
            return replace(state, resolved=event)
        case _:
            assert_never(event)
