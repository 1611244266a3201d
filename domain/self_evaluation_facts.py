"""The facts of a ministry's evaluation of itself: plan, scorers, sealed scores, hearing, draft, submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from domain.ids import Id, Sha256, Subject, Year
from domain.messages import (
    AssigningEvent,
    Assignment,
    Event,
    Label,
    Private,
    PrivateText,
    TaskEvent,
    having,
)
from domain.numbers import Percent
from domain.self_evaluation_content import Edition, EvaluationSubject, Hearing, Outcome, SubjectBallot

ASSIGN = "assign-scorers"


class _OfBody(Event):
    """A fact about the year's evaluation of a body."""

    year: Year
    body: Id


class SelfEvaluationPlanned(TaskEvent):
    """The head's plan of how the body evaluates itself; a later edition supersedes an earlier one."""

    type: Literal["SelfEvaluationPlanned"] = "SelfEvaluationPlanned"
    task_id = "plan-self-evaluation"
    subject_field = "body"
    committee: Id
    method: Label
    hearing: date
    resolution: date  # when the committee is to resolve
    weights: dict[Id, Percent]  # by category
    subjects: tuple[EvaluationSubject, ...]
    rests_on: str  # STREAM@VERSION
    edition: Edition
    late: bool
    by: Id


class SelfEvaluationSupplementRequested(AssigningEvent):
    """The government's committee wants edition *edition* of the plan supplemented (ACT 16): the head owes it anew."""

    type: Literal["SelfEvaluationSupplementRequested"] = "SelfEvaluationSupplementRequested"
    edition: Edition
    request: str
    resolution: str
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return the head's task, which is not done any more."""
        return (Assignment(task="plan-self-evaluation", subject=self.body, owner="body-head", again=True),)


class SelfEvaluationPlanAccepted(AssigningEvent):
    """The plan stands; the chair is to assign its subjects to members."""

    type: Literal["SelfEvaluationPlanAccepted"] = "SelfEvaluationPlanAccepted"
    edition: Edition
    chair: Id
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return the chair's task."""
        return (Assignment(task=ASSIGN, subject=self.body, owner=self.chair),)


class SelfEvaluationPlanDefaulted(AssigningEvent):
    """No plan came: the indicators of the plan in force are evaluated, unit by unit, and the chair assigns them."""

    type: Literal["SelfEvaluationPlanDefaulted"] = "SelfEvaluationPlanDefaulted"
    phase: Id
    ground: Literal["not-submitted"] = "not-submitted"
    committee: Id
    chair: Id
    weights: dict[Id, Percent]  # by category
    subjects: tuple[EvaluationSubject, ...]
    rests_on: str  # STREAM@VERSION
    edition: Edition = 1
    noticed: tuple[Id, ...]  # the bodies it went to
    on: date

    def assignments(self) -> tuple[Assignment, ...]:
        """Return the chair's task."""
        return (Assignment(task=ASSIGN, subject=self.body, owner=self.chair),)


class ScorersAssigned(TaskEvent, AssigningEvent):
    """Who scores which subject; *withdrawn* are the pairs SUBJECT:MEMBER that no longer do."""

    type: Literal["ScorersAssigned"] = "ScorersAssigned"
    task_id = ASSIGN
    subject_field = "body"
    members: dict[Id, tuple[Id, ...]]  # by subject
    withdrawn: tuple[Subject, ...]
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return the task of each pair of subject and member."""
        pairs = [(f"{subject}:{member}", member) for subject, them in self.members.items() for member in them]
        given = [Assignment(task="score-subject", subject=pair, owner=member) for pair, member in pairs]
        taken = [Assignment(task="score-subject", subject=pair, owner=None) for pair in self.withdrawn]
        return (*taken, *given)


class SubjectScoresSealed(TaskEvent):
    """A member's scores of a subject, sealed until all who score it are in."""

    type: Literal["SubjectScoresSealed"] = "SubjectScoresSealed"
    task_id = "score-subject"
    subject_field = "scoring"
    scoring: Subject  # SUBJECT:MEMBER
    person: Id
    commitment: Sha256
    ballot: Annotated[SubjectBallot | None, Private()]
    opinion: PrivateText = None


class SubjectScoresOpened(_OfBody):
    """All who score a subject are in, and their scores opened at once."""

    type: Literal["SubjectScoresOpened"] = "SubjectScoresOpened"
    subject: Id
    ballots: dict[Id, SubjectBallot | None]  # by member; None: its key was destroyed


class OwnersHeard(TaskEvent):
    """What the owners of subjects said to the committee."""

    type: Literal["OwnersHeard"] = "OwnersHeard"
    task_id = "hear-owners"
    subject_field = "body"
    heard: dict[Id, Hearing]  # by subject
    by: Id


class SelfEvaluationShared(TaskEvent):
    """The draft of the result is with the owners until the end of *until*."""

    type: Literal["SelfEvaluationShared"] = "SelfEvaluationShared"
    task_id = "share-self-evaluation"
    subject_field = "body"
    outcome: Outcome
    on: date
    until: date
    by: Id


class SelfEvaluationSubmitted(TaskEvent):
    """The result went to the government's committee, by the body's own committee's resolution (ACT 16)."""

    type: Literal["SelfEvaluationSubmitted"] = "SelfEvaluationSubmitted"
    task_id = "submit-self-evaluation"
    subject_field = "body"
    outcome: Outcome
    resolution: str
    by: Id


class SelfEvaluationNotSubmitted(_OfBody):
    """No result came by the end of the phase: it is published as such, and the ministry may be evaluated again."""

    type: Literal["SelfEvaluationNotSubmitted"] = "SelfEvaluationNotSubmitted"
    phase: Id
    shared: bool  # a draft was
    noticed: tuple[Id, ...]  # the bodies it went to
    on: date


PlanEvent = (
    SelfEvaluationPlanned | SelfEvaluationSupplementRequested | SelfEvaluationPlanAccepted | SelfEvaluationPlanDefaulted
)
SelfEvaluationEvent = (
    PlanEvent
    | ScorersAssigned
    | SubjectScoresSealed
    | SubjectScoresOpened
    | OwnersHeard
    | SelfEvaluationShared
    | SelfEvaluationSubmitted
    | SelfEvaluationNotSubmitted
)


StandingPlan = SelfEvaluationPlanned | SelfEvaluationPlanDefaulted


@dataclass(frozen=True)
class SelfEvaluation:
    """What decisions need to know of a body's evaluation of itself."""

    planned: StandingPlan | None = None
    requested: SelfEvaluationSupplementRequested | None = None  # about the plan as it is
    accepted: SelfEvaluationPlanAccepted | SelfEvaluationPlanDefaulted | None = None
    scorers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by subject
    sealed: Mapping[str, SubjectScoresSealed] = field(default_factory=dict)  # by SUBJECT:MEMBER
    opened: Mapping[str, SubjectScoresOpened] = field(default_factory=dict)  # by subject
    heard: Mapping[str, Hearing] = field(default_factory=dict)  # by subject
    shared: SelfEvaluationShared | None = None
    submitted: SelfEvaluationSubmitted | None = None
    not_submitted: SelfEvaluationNotSubmitted | None = None

    def subject(self, subject: str) -> EvaluationSubject | None:
        """Return the planned subject; None when the plan has none of this id."""
        subjects = self.planned.subjects if self.planned else ()
        return next((it for it in subjects if it.subject == subject), None)


def evolve(state: SelfEvaluation, event: SelfEvaluationEvent) -> SelfEvaluation:
    """Return *state* after *event*."""
    match event:
        case (
            SelfEvaluationPlanned()
            | SelfEvaluationSupplementRequested()
            | SelfEvaluationPlanAccepted()
            | SelfEvaluationPlanDefaulted()
        ):
            return _evolve_plan(state, event)
        case ScorersAssigned():
            return replace(state, scorers={**state.scorers, **event.members})
        case SubjectScoresSealed():
            return replace(state, sealed=having(state.sealed, event.scoring, event))
        case SubjectScoresOpened():
            return replace(state, opened=having(state.opened, event.subject, event))
        case OwnersHeard():
            return replace(state, heard={**state.heard, **event.heard})
        case SelfEvaluationShared():
            return replace(state, shared=event)
        case SelfEvaluationSubmitted():
            return replace(state, submitted=event)
        case SelfEvaluationNotSubmitted():
            return replace(state, not_submitted=event)
        case _:
            assert_never(event)


def _evolve_plan(state: SelfEvaluation, event: PlanEvent) -> SelfEvaluation:
    match event:
        case SelfEvaluationPlanned():
            return replace(state, planned=event, requested=None)
        case SelfEvaluationSupplementRequested():
            return replace(state, requested=event)
        case SelfEvaluationPlanAccepted():
            return replace(state, accepted=event)
        case SelfEvaluationPlanDefaulted():
            return replace(state, planned=event, accepted=event)
        case _:
            assert_never(event)
