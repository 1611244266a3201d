"""The year-end evaluation of a person: self-report, competency by two evaluators, attitude, goals.

Competency is sealed until both evaluators are in, then both are opened at once, so neither can
follow the other; the commitment proves afterwards that what was opened is what was sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import StringConstraints

from domain.ids import Id, Points10, Points100, Sha256, Year, appraisal_stream
from domain.messages import (
    Decider,
    Event,
    Facts,
    PersonalText,
    Private,
    PrivateText,
    TaskCommand,
    TaskEvent,
    Value,
    content,
    content_hash,
    having,
)
from domain.obligations import Permit, permit, require_assignment
from domain.refusals import Refusal

Evaluator = Literal["first", "second"]
Nonce = Annotated[str, StringConstraints(min_length=16, max_length=128)]


class Ballot(Value):
    """What one evaluator sealed: a score of each category, and a nonce against guessing."""

    scores: dict[Id, Points10]
    nonce: Nonce

    def commitment(self) -> str:
        """Return the hash that commits to this ballot."""
        return content_hash(self)


class SelfReportSubmitted(TaskEvent):
    """What the person says of his own year."""

    type: Literal["SelfReportSubmitted"] = "SelfReportSubmitted"
    task_id = "submit-self-report"
    person: Id
    report: PrivateText


class CompetencySealed(TaskEvent):
    """One evaluator's competency rating, sealed until the other is in."""

    type: Literal["CompetencySealed"] = "CompetencySealed"
    person: Id
    evaluator: Evaluator
    by: Id
    commitment: Sha256
    ballot: Annotated[Ballot | None, Private()]

    @property
    def task(self) -> str:
        """Return the task of this evaluator."""
        return f"rate-competency-{self.evaluator}"


class CompetencyOpened(Event):
    """All ratings are in and opened at once; *second* is None where no superior exists."""

    type: Literal["CompetencyOpened"] = "CompetencyOpened"
    year: Year
    body: Id
    phase: Id
    person: Id
    first: Ballot
    second: Ballot | None


class AttitudeRated(TaskEvent):
    """The attitude points (S1-108)."""

    type: Literal["AttitudeRated"] = "AttitudeRated"
    task_id = "rate-attitude"
    person: Id
    by: Id
    points: Points10
    ground: PrivateText


class GoalsRated(TaskEvent):
    """The achievement of a person's own goals, of 100 points."""

    type: Literal["GoalsRated"] = "GoalsRated"
    task_id = "rate-goals"
    person: Id
    by: Id
    points: Points100
    ground: PrivateText


AppraisalEvent = SelfReportSubmitted | CompetencySealed | CompetencyOpened | AttitudeRated | GoalsRated


@dataclass(frozen=True)
class Appraisal:
    """What decisions need to know of an appraisal."""

    report: SelfReportSubmitted | None = None
    sealed: dict[str, CompetencySealed] = field(default_factory=dict)  # by evaluator
    opened: bool = False
    attitude: AttitudeRated | None = None
    goals: dict[str, GoalsRated] = field(default_factory=dict)  # by phase: June and December


def evolve(state: Appraisal, event: AppraisalEvent) -> Appraisal:
    """Return *state* after *event*."""
    match event:
        case SelfReportSubmitted():
            return replace(state, report=event)
        case CompetencySealed():
            return replace(state, sealed=having(state.sealed, event.evaluator, event))
        case CompetencyOpened():
            return replace(state, opened=True)
        case AttitudeRated():
            return replace(state, attitude=event)
        case GoalsRated():
            return replace(state, goals=having(state.goals, event.phase, event))
        case _:
            assert_never(event)


class _AppraisalCommand(TaskCommand):
    """A command about one person's appraisal."""

    person: Id

    def stream(self) -> str:
        """Return the appraisal's stream."""
        return appraisal_stream(self.year, self.person)


class SubmitSelfReport(_AppraisalCommand):
    """Hand in one's own report of the year."""

    type: Literal["SubmitSelfReport"] = "SubmitSelfReport"
    task_id = "submit-self-report"
    report: PersonalText


class SealCompetency(_AppraisalCommand):
    """Rate every category of the competency model and seal the rating."""

    type: Literal["SealCompetency"] = "SealCompetency"
    evaluator: Evaluator
    ballot: Annotated[Ballot, Private()]

    @property
    def task(self) -> str:
        """Return the task of this evaluator."""
        return f"rate-competency-{self.evaluator}"


class RateAttitude(_AppraisalCommand):
    """Give the attitude points."""

    type: Literal["RateAttitude"] = "RateAttitude"
    task_id = "rate-attitude"
    points: Points10
    ground: PersonalText


class RateGoals(_AppraisalCommand):
    """Rate the achievement of a person's own goals."""

    type: Literal["RateGoals"] = "RateGoals"
    task_id = "rate-goals"
    points: Points100
    ground: PersonalText


AppraisalCommand = SubmitSelfReport | SealCompetency | RateAttitude | RateGoals


class AlreadySealed(Refusal):
    """A sealed rating cannot be exchanged."""

    code = "competency.already-sealed"
    ko = "{person}에 대한 {evaluator} 평가자의 역량평가는 이미 봉인되었습니다. 봉인된 평가는 바꿀 수 없습니다."
    en = "The {evaluator} evaluator's competency rating of {person} is sealed already and cannot be exchanged."


class CategoriesDiffer(Refusal):
    """A rating scores every category of the model, and no other."""

    code = "competency.categories"
    ko = "역량평가 항목이 맞지 않습니다. 빠진 항목: {missing}. 없는 항목: {unknown}. 모든 항목에 점수를 매기십시오."
    en = "The categories do not match the model. Missing: {missing}. Unknown: {unknown}. Score every category."


class AboveScale(Refusal):
    """A score lies above the best the rules allow."""

    code = "score.above-scale"
    ko = "{what} 점수 {given}점은 허용 범위(0~{scale}점)를 벗어납니다. 범위 안의 점수를 입력하십시오."
    en = "The score {given} for {what} is above the scale of 0 to {scale}. Give a score within it."


def decide(command: AppraisalCommand, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    permitted = permit(command, facts)
    match command:
        case SubmitSelfReport():
            return _report(command, state)
        case SealCompetency():
            return _seal(command, state, permitted, facts)
        case RateAttitude():
            return _rate_attitude(command, state, permitted, facts)
        case RateGoals():
            return _rate_goals(command, state, facts)
        case _:
            assert_never(command)


def _report(command: SubmitSelfReport, state: Appraisal) -> list[AppraisalEvent]:
    event = SelfReportSubmitted(**content(command))
    return [] if state.report == event else [event]


def _seal(command: SealCompetency, state: Appraisal, permitted: Permit, facts: Facts) -> list[AppraisalEvent]:
    if before := state.sealed.get(command.evaluator):
        if before.commitment == command.ballot.commitment():
            return []
        raise AlreadySealed(person=command.person, evaluator=command.evaluator)
    _require_categories(command.ballot, permitted)
    sealed = CompetencySealed(**content(command), by=facts.actor, commitment=command.ballot.commitment())
    return [sealed, *_opening(command, having(state.sealed, command.evaluator, sealed), facts)]


def _opening(command: SealCompetency, sealed: dict[str, CompetencySealed], facts: Facts) -> list[AppraisalEvent]:
    assigned = require_assignment(facts, command.year, command.body, command.person)
    needed = ["first", "second"] if assigned.second else ["first"]
    if not all(evaluator in sealed for evaluator in needed):
        return []
    ballots = {evaluator: sealed[evaluator].ballot for evaluator in needed}
    about = {"year": command.year, "body": command.body, "phase": command.phase, "person": command.person}
    return [CompetencyOpened.model_validate({**about, "first": ballots["first"], "second": ballots.get("second")})]


def _require_categories(ballot: Ballot, permitted: Permit) -> None:
    rules = permitted.cycle.rules
    model = [category.category for category in rules.competency]
    missing = [category for category in model if category not in ballot.scores]
    unknown = [category for category in ballot.scores if category not in model]
    if missing or unknown:
        raise CategoriesDiffer(missing=", ".join(missing) or "-", unknown=", ".join(unknown) or "-")
    for category, score in ballot.scores.items():
        _require_scale(category, score, rules.competency_scale)


def _require_scale(what: str, given: Decimal, scale: Decimal) -> None:
    if given > scale:
        raise AboveScale(what=what, given=given, scale=scale)


def _rate_attitude(command: RateAttitude, state: Appraisal, permitted: Permit, facts: Facts) -> list[AppraisalEvent]:
    assigned = require_assignment(facts, command.year, command.body, command.person)
    _require_scale("attitude", command.points, permitted.cycle.rules.profiles[assigned.profile].attitude)
    event = AttitudeRated(**content(command), by=facts.actor)
    return [] if state.attitude == event else [event]


def _rate_goals(command: RateGoals, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    event = GoalsRated(**content(command), by=facts.actor)
    return [] if state.goals.get(event.phase) == event else [event]


APPRAISAL: Decider[Appraisal] = Decider(
    "appraisal",
    (SelfReportSubmitted, CompetencySealed, CompetencyOpened, AttitudeRated, GoalsRated),
    (SubmitSelfReport, SealCompetency, RateAttitude, RateGoals),
    Appraisal(),
    evolve,
    decide,
)
