"""The year-end evaluation of a person: self-report, competency by two evaluators, attitude, goals.

Competency is sealed until both evaluators are in, then both are opened at once, so neither can
follow the other; the commitment proves afterwards that what was opened is what was sealed.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    RatingsSetAside,
    ReleaseEvaluator,
    Standing,
    TakeOverEvaluation,
    require_standing,
)
from domain.appraisal_facts import Appraisal, AppraisalEvent, AttitudeRated, GoalsRated, SelfReportSubmitted, evolve
from domain.feedback import require_interviews
from domain.messages import Decider, Facts, PersonalText, content
from domain.numbers import Points10, Points100
from domain.obligations import Permit, permit, require_assignment
from domain.person_evaluators import require_no_result
from domain.training import require_trained


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
    return _and_opened(command, state, [sealed], facts)


def _and_opened(
    command: SealCompetency | ReleaseEvaluator | TakeOverEvaluation,
    before: Appraisal,
    events: Sequence[AppraisalEvent],
    facts: Facts,
) -> list[AppraisalEvent]:
    """Return *events* and, if they make the ratings complete, their opening."""
    state = before
    for event in events:
        state = evolve(state, event)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    roles = {"first": assigned.first, "second": assigned.second}
    counting = [role for role in roles if state.counts(role)]
    waited = (role for role, who in roles.items() if who and not state.standing.is_out(who, command.phase))
    shown = state.opened is not None and all(getattr(state.opened, role) for role in counting)
    if shown or not counting or any(role not in counting for role in waited):
        return [*events]
    about = {"year": command.year, "body": command.body, "phase": command.phase, "person": command.person}
    ballots = {role: state.sealed[role].ballot if role in counting else None for role in roles}
    return [*events, CompetencyOpened.model_validate({**about, **ballots})]


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
    events: list[AppraisalEvent] = [EvaluatorReleased(**content(command))]
    tasks = state.rated_by(command.evaluator, command.phase) if command.ground == "recusal" else ()
    if tasks:
        require_no_result(command.person, command.year, facts)
        about = {name: getattr(command, name) for name in ("year", "body", "phase", "person", "evaluator")}
        events.append(RatingsSetAside.model_validate({**about, "tasks": tasks}))
    return _and_opened(command, state, events, facts)


def _take_over(command: TakeOverEvaluation, state: Appraisal, facts: Facts) -> list[AppraisalEvent]:
    require_standing(command, state.standing, facts)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    if state.standing.is_out(assigned.first, command.phase):
        return []
    goals = assigned.instrument == "agreement" or command.phase in state.goals
    if state.counts("first") and state.attitude and goals:
        raise NothingIsLate(person=command.person, first=assigned.first)
    event = EvaluationTakenOver(**content(command), late=assigned.first, by=facts.actor)
    return _and_opened(command, state, [event], facts)


APPRAISAL: Decider[Appraisal] = Decider(
    "appraisal",
    (
        SelfReportSubmitted,
        CompetencySealed,
        CompetencyOpened,
        AttitudeRated,
        GoalsRated,
        EvaluatorReleased,
        RatingsSetAside,
        EvaluationTakenOver,
    ),
    (SubmitSelfReport, SealCompetency, RateAttitude, RateGoals, ReleaseEvaluator, TakeOverEvaluation),
    Appraisal(),
    evolve,
    decide,
)
