"""The year-end evaluation of a person: self-report, competency by two evaluators, attitude, goals.

Competency is sealed until both evaluators are in, then both are opened at once, so neither can
follow the other; the commitment proves afterwards that what was opened is what was sealed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from domain.appraisal_competency import (
    AlreadySealed,
    CompetencyOpened,
    CompetencySealed,
    SealCompetency,
    require_categories,
    require_scale,
)
from domain.appraisal_evaluators import (
    AppraisalTask,
    EvaluationTakenOver,
    EvaluatorReleased,
    NothingIsLate,
    ReleaseEvaluator,
    Standing,
    TakeOverEvaluation,
    require_standing,
)
from domain.feedback import require_interviews
from domain.ids import Id, Points10, Points100
from domain.messages import Decider, Facts, PersonalText, PrivateText, TaskEvent, content, having
from domain.obligations import Permit, permit, require_assignment
from domain.training import require_trained


class SelfReportSubmitted(TaskEvent):
    """What the person says of his own year."""

    type: Literal["SelfReportSubmitted"] = "SelfReportSubmitted"
    task_id = "submit-self-report"
    person: Id
    report: PrivateText


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


AppraisalEvent = (
    SelfReportSubmitted
    | CompetencySealed
    | CompetencyOpened
    | AttitudeRated
    | GoalsRated
    | EvaluatorReleased
    | EvaluationTakenOver
)


@dataclass(frozen=True)
class Appraisal:
    """What decisions need to know of an appraisal."""

    report: SelfReportSubmitted | None = None
    sealed: dict[str, CompetencySealed] = field(default_factory=dict)  # by evaluator
    opened: CompetencyOpened | None = None
    attitude: AttitudeRated | None = None
    goals: dict[str, GoalsRated] = field(default_factory=dict)  # by phase: June and December
    standing: Standing = field(default_factory=Standing)

    def counts(self, evaluator: str) -> bool:
        """Return whether the rating that *evaluator* sealed is there and counts."""
        sealed = self.sealed.get(evaluator)
        return sealed is not None and self.standing.released.get(sealed.by) != "recusal"


def evolve(state: Appraisal, event: AppraisalEvent) -> Appraisal:
    """Return *state* after *event*."""
    match event:
        case SelfReportSubmitted():
            return replace(state, report=event)
        case CompetencySealed():
            return replace(state, sealed=having(state.sealed, event.evaluator, event))
        case CompetencyOpened():
            return replace(state, opened=event)
        case AttitudeRated():
            return replace(state, attitude=event)
        case GoalsRated():
            return replace(state, goals=having(state.goals, event.phase, event))
        case EvaluatorReleased():
            released = {**state.standing.released, event.evaluator: event.ground}
            return replace(state, standing=replace(state.standing, released=released))
        case EvaluationTakenOver():
            late = state.standing.late | {(event.phase, event.late)}
            return replace(state, standing=replace(state.standing, late=late))
        case _:
            assert_never(event)


class SubmitSelfReport(AppraisalTask):
    """Hand in one's own report of the year."""

    type: Literal["SubmitSelfReport"] = "SubmitSelfReport"
    task_id = "submit-self-report"
    report: PersonalText


class RateAttitude(AppraisalTask):
    """Give the attitude points."""

    type: Literal["RateAttitude"] = "RateAttitude"
    task_id = "rate-attitude"
    points: Points10
    ground: PersonalText


class RateGoals(AppraisalTask):
    """Rate the achievement of a person's own goals."""

    type: Literal["RateGoals"] = "RateGoals"
    task_id = "rate-goals"
    points: Points100
    ground: PersonalText


AppraisalCommand = SubmitSelfReport | SealCompetency | RateAttitude | RateGoals | ReleaseEvaluator | TakeOverEvaluation


def decide(command: AppraisalCommand, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    permitted = permit(command, facts, _deputy(command, state, facts))
    if isinstance(command, SealCompetency | RateAttitude | RateGoals):
        require_standing(command, state.standing, facts)
        require_trained(facts, command.year, command.body, permitted.cycle.rules)
        require_interviews(facts, command.year, command.person, permitted.cycle.rules)
    match command:
        case SubmitSelfReport():
            return _report(command, state)
        case SealCompetency():
            return _seal(command, state, permitted, facts)
        case RateAttitude():
            return _rate_attitude(command, state, permitted, facts)
        case RateGoals():
            return _rate_goals(command, state, facts)
        case ReleaseEvaluator():
            return _release(command, state, facts)
        case TakeOverEvaluation():
            return _take_over(command, state, facts)
        case _:
            assert_never(command)


def _deputy(command: AppraisalCommand, state: Appraisal, facts: Facts) -> str | None:
    """Return who may do the first evaluator's task in his place; a competency rating is each evaluator's own."""
    if not isinstance(command, RateAttitude | RateGoals) or state.standing == Standing():
        return None
    assigned = require_assignment(facts, command.year, command.body, command.person)
    return state.standing.deputy(assigned, command.phase)


def _report(command: SubmitSelfReport, state: Appraisal) -> list[AppraisalEvent]:
    event = SelfReportSubmitted(**content(command))
    return [] if state.report == event else [event]


def _seal(command: SealCompetency, state: Appraisal, permitted: Permit, facts: Facts) -> list[AppraisalEvent]:
    if state.counts(command.evaluator):
        if state.sealed[command.evaluator].commitment == command.ballot.commitment():
            return []
        raise AlreadySealed(person=command.person, evaluator=command.evaluator)
    require_categories(command.ballot, permitted.cycle.rules)
    sealed = CompetencySealed(**content(command), by=facts.actor, commitment=command.ballot.commitment())
    return _and_opened(command, state, sealed, facts)


def _and_opened(
    command: SealCompetency | ReleaseEvaluator | TakeOverEvaluation,
    before: Appraisal,
    event: AppraisalEvent,
    facts: Facts,
) -> list[AppraisalEvent]:
    """Return *event* and, if it makes the ratings complete, their opening."""
    state = evolve(before, event)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    roles = {"first": assigned.first, "second": assigned.second}
    counting = [role for role in roles if state.counts(role)]
    waited = (role for role, who in roles.items() if who and not state.standing.is_out(who, command.phase))
    if state.opened or not counting or any(role not in counting for role in waited):
        return [event]
    about = {"year": command.year, "body": command.body, "phase": command.phase, "person": command.person}
    ballots = {role: state.sealed[role].ballot if role in counting else None for role in roles}
    return [event, CompetencyOpened.model_validate({**about, **ballots})]


def _rate_attitude(command: RateAttitude, state: Appraisal, permitted: Permit, facts: Facts) -> list[AppraisalEvent]:
    assigned = require_assignment(facts, command.year, command.body, command.person)
    require_scale("attitude", command.points, permitted.cycle.rules.profiles[assigned.profile].attitude)
    event = AttitudeRated(**content(command), by=facts.actor)
    if state.attitude == event:
        return []
    if state.attitude is not None:
        _require_not_shown(command, facts)
    return [event]


def _require_not_shown(command: RateAttitude | RateGoals, facts: Facts) -> None:
    """Let a rating change only while nobody has seen how evaluators compare."""
    from domain.calibration import require_not_shown  # noqa: PLC0415 - the board reads ratings; here it is read back

    require_not_shown(facts, command.year, command.body, command.person)


def _rate_goals(command: RateGoals, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    event = GoalsRated(**content(command), by=facts.actor)
    before = state.goals.get(event.phase)
    if before == event:
        return []
    if before is not None:
        _require_not_shown(command, facts)
    return [event]


def _release(command: ReleaseEvaluator, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    if state.standing.released.get(command.evaluator) == command.ground:
        return []
    return _and_opened(command, state, EvaluatorReleased(**content(command)), facts)


def _take_over(command: TakeOverEvaluation, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    require_standing(command, state.standing, facts)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    if state.standing.is_out(assigned.first, command.phase):
        return []
    goals = assigned.instrument == "agreement" or command.phase in state.goals
    if state.counts("first") and state.attitude and goals:
        raise NothingIsLate(person=command.person, first=assigned.first)
    event = EvaluationTakenOver(**content(command), late=assigned.first, by=facts.actor)
    return _and_opened(command, state, event, facts)


APPRAISAL: Decider[Appraisal] = Decider(
    "appraisal",
    (
        SelfReportSubmitted,
        CompetencySealed,
        CompetencyOpened,
        AttitudeRated,
        GoalsRated,
        EvaluatorReleased,
        EvaluationTakenOver,
    ),
    (SubmitSelfReport, SealCompetency, RateAttitude, RateGoals, ReleaseEvaluator, TakeOverEvaluation),
    Appraisal(),
    evolve,
    decide,
)
