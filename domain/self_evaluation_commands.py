"""What may be done in a ministry's evaluation of itself."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from domain.aggregates import aggregate
from domain.committee import COMMITTEE
from domain.ids import Id, ResolutionRef, Subject, Year, body_stream, committee_stream, self_evaluation_stream
from domain.messages import Command, Facts, Label, PersonalText, Private, Reason, TaskCommand
from domain.numbers import Percent
from domain.self_evaluation_content import Edition, EvaluationSubject, Hearing, SubjectBallot
from domain.self_evaluation_facts import ASSIGN


class _SelfEvaluationTask(TaskCommand):
    """A task of the body's evaluation of itself."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the stream of the evaluation."""
        return self_evaluation_stream(self.year, self.body)


class _SelfEvaluationCommand(Command):
    """A command about the body's evaluation of itself."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the stream of the evaluation."""
        return self_evaluation_stream(self.year, self.body)

    def reads(self) -> tuple[str, ...]:
        """Return the body: who heads it."""
        return (body_stream(self.body),)


class PlanSelfEvaluation(_SelfEvaluationTask):
    """Say how the body evaluates itself: by which committee, what, how, when and with which weights."""

    type: Literal["PlanSelfEvaluation"] = "PlanSelfEvaluation"
    task_id = "plan-self-evaluation"
    committee: Id
    method: Label
    hearing: date
    resolution: date
    weights: dict[Id, Percent] = Field(default_factory=dict)  # by category; none: as the rules say
    subjects: Annotated[tuple[EvaluationSubject, ...], Field(min_length=1)]


class RequestSelfEvaluationSupplement(_SelfEvaluationCommand):
    """Ask for a supplement of the plan, by the government committee's resolution."""

    type: Literal["RequestSelfEvaluationSupplement"] = "RequestSelfEvaluationSupplement"
    edition: Edition
    request: Reason
    resolution: ResolutionRef


class AcceptSelfEvaluationPlan(_SelfEvaluationCommand):
    """Accept edition *edition* of the plan, as the office that keeps the government committee's records."""

    type: Literal["AcceptSelfEvaluationPlan"] = "AcceptSelfEvaluationPlan"
    edition: Edition


class TellNotSubmitted(_SelfEvaluationCommand):
    """Put on record, and so publish, that a ministry submitted no result in time."""

    type: Literal["TellNotSubmitted"] = "TellNotSubmitted"
    engines = True
    phase: Id


class DefaultSelfEvaluationPlan(_SelfEvaluationCommand):
    """Let the indicators of the plan in force be evaluated, where no plan came by the end of the phase."""

    type: Literal["DefaultSelfEvaluationPlan"] = "DefaultSelfEvaluationPlan"
    engines = True
    phase: Id


class AssignScorers(_SelfEvaluationTask):
    """Assign subjects to members, as the committee's chair; who scores a subject now is replaced."""

    type: Literal["AssignScorers"] = "AssignScorers"
    task_id = ASSIGN
    members: dict[Id, tuple[Id, ...]]  # by subject

    def assignee(self, facts: Facts) -> str | None:
        """Return the chair of the committee; where several preside, the actor if he is one of them."""
        planned = facts.read(aggregate("self-evaluation"), self.stream()).planned
        chairs = facts.read(COMMITTEE, committee_stream(planned.committee)).chairs if planned else ()
        return facts.actor if facts.actor in chairs else next(iter(chairs), None)


class SealSubjectScores(_SelfEvaluationTask):
    """Score each measure of a subject and seal the scores, as a member who was assigned it."""

    type: Literal["SealSubjectScores"] = "SealSubjectScores"
    task_id = "score-subject"
    subject_field = "scoring"
    scoring: Subject  # SUBJECT:MEMBER
    person: Id
    ballot: Annotated[SubjectBallot, Private()]
    opinion: PersonalText | None = None

    @classmethod
    def named_by(cls, subject: str) -> dict[str, str]:
        """Return the member: nobody is asked for his own id."""
        return {"person": subject.rpartition(":")[2]}

    def assignee(self, facts: Facts) -> str | None:
        """Return the member, if the subject is his."""
        scorers = facts.read(aggregate("self-evaluation"), self.stream()).scorers
        subject, _, member = self.scoring.partition(":")
        return member if member in scorers.get(subject, ()) else None

    @model_validator(mode="after")
    def _is_ones_own(self) -> Self:
        if self.scoring.rpartition(":")[2] != self.person:
            raise ValueError("the person is the member of SUBJECT:MEMBER")
        return self


class HearOwners(_SelfEvaluationTask):
    """Record what the owners of subjects said to the committee."""

    type: Literal["HearOwners"] = "HearOwners"
    task_id = "hear-owners"
    heard: Annotated[dict[Id, Hearing], Field(min_length=1)]  # by subject


class ShareSelfEvaluation(_SelfEvaluationTask):
    """Share the draft of the result with the owners; the engine computes it."""

    type: Literal["ShareSelfEvaluation"] = "ShareSelfEvaluation"
    task_id = "share-self-evaluation"


class SubmitSelfEvaluation(_SelfEvaluationTask):
    """Submit the result, by the resolution of the body's committee."""

    type: Literal["SubmitSelfEvaluation"] = "SubmitSelfEvaluation"
    task_id = "submit-self-evaluation"
    resolution: ResolutionRef


SelfEvaluationCommand = (
    PlanSelfEvaluation
    | RequestSelfEvaluationSupplement
    | AcceptSelfEvaluationPlan
    | DefaultSelfEvaluationPlan
    | TellNotSubmitted
    | AssignScorers
    | SealSubjectScores
    | HearOwners
    | ShareSelfEvaluation
    | SubmitSelfEvaluation
)
COMMANDS: tuple[type[Command], ...] = get_args(SelfEvaluationCommand)
