"""Scoring a ministry's subjects: members assigned, scores sealed and opened, owners heard, draft shared (ACT 14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from domain.body import BODY
from domain.calendar import day_of
from domain.committee import COMMITTEE
from domain.committee_whole import require_constituted, require_in_office
from domain.ids import body_stream, committee_stream, plan_stream
from domain.messages import Facts, content
from domain.obligations import permit
from domain.plan import PLAN
from domain.recusal import About, conflicts
from domain.self_evaluation_commands import (
    AssignScorers,
    HearOwners,
    SealSubjectScores,
    SelfEvaluationCommand,
    ShareSelfEvaluation,
)
from domain.self_evaluation_content import EvaluationSubject
from domain.self_evaluation_facts import (
    OwnersHeard,
    ScorersAssigned,
    SelfEvaluation,
    SelfEvaluationEvent,
    SelfEvaluationShared,
    StandingPlan,
    SubjectScoresOpened,
    SubjectScoresSealed,
)
from domain.self_evaluation_outcome import outcome_of
from domain.self_evaluation_refusals import (
    MeasuresDiffer,
    NoPlanYet,
    NoSuchSubject,
    NotReadyToShare,
    NotTheOwner,
    ScoresAreOpen,
    SealedBefore,
    TooFewScorers,
    TooNear,
)


def require_planned(command: SelfEvaluationCommand, state: SelfEvaluation) -> StandingPlan:
    """Return the plan that was accepted.

    Raises:
        NoPlanYet: none was.
    """
    if state.planned is None or state.accepted is None:
        raise NoPlanYet(body=command.body, year=command.year)
    return state.planned


def _require_subject(state: SelfEvaluation, subject: str) -> EvaluationSubject:
    found = state.subject(subject)
    if found is None:
        known = ", ".join(it.subject for it in state.planned.subjects) if state.planned else "-"
        raise NoSuchSubject(subject=subject, known=known)
    return found


def assign(command: AssignScorers, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return who scores what; [] if it is so.

    Raises:
        Refusal: a member is not in office or too near, a subject unknown, opened, or with too few scorers.
    """
    rules = permit(command, facts).cycle.rules.self_evaluation
    planned = require_planned(command, state)
    changed = {it: them for it, them in command.members.items() if state.scorers.get(it) != them}
    if not changed:
        return []
    for it, them in changed.items():
        subject = _require_subject(state, it)
        if it in state.opened:
            raise ScoresAreOpen(subject=it)
        if len(set(them)) < rules.scorers:
            raise TooFewScorers(subject=it, given=len(set(them)), least=rules.scorers)
        for member in them:
            _require_free(planned, subject, member, facts)
    gone = _withdrawn(changed, state)
    said = {**content(command), "members": changed, "withdrawn": gone}
    return [ScorersAssigned.model_validate({**said, "by": facts.actor}), *_now_complete(command, state, changed)]


def _withdrawn(changed: dict[str, tuple[str, ...]], state: SelfEvaluation) -> tuple[str, ...]:
    pairs = ((it, member) for it, them in changed.items() for member in state.scorers.get(it, ()) if member not in them)
    return tuple(f"{it}:{member}" for it, member in pairs)


def _now_complete(
    command: AssignScorers, state: SelfEvaluation, changed: dict[str, tuple[str, ...]]
) -> Iterable[SelfEvaluationEvent]:
    """Yield the opening of subjects whose members, as they are now, have all sealed before."""
    for it, them in changed.items():
        if all(f"{it}:{member}" in state.sealed for member in them):
            yield _opening(command, state, it, them)


def _require_free(planned: StandingPlan, subject: EvaluationSubject, member: str, facts: Facts) -> None:
    """Let pass a member in office whom nothing ties to *subject*: no post, advice, relation, nor an indicator."""
    committee = facts.read(COMMITTEE, committee_stream(planned.committee))
    made = require_constituted(committee, planned.committee)
    require_in_office(committee, made, member, day_of(facts.at, made.zone))
    tied = conflicts(facts, member, About(planned.body, subject.unit, own=planned.body), made.recusal)
    grounds: list[str] = [it.ground for it in tied]
    if member in _owners(planned, subject, facts):
        grounds.append("indicator")
    if grounds:
        raise TooNear(person=member, subject=subject.subject, ground=grounds[0])


def _owners(planned: StandingPlan, subject: EvaluationSubject, facts: Facts) -> set[str | None]:
    """Return who answers for, or verifies, an indicator of *subject* (SOD-01)."""
    known = facts.read(PLAN, plan_stream(planned.year, planned.body)).definitions
    defined = [known[it.code][-1] for it in subject.measures if it.criterion is None and it.code in known]
    return {who for it in defined for who in (it.owner, it.verifier)} - {None}


def seal(command: SealSubjectScores, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return a member's sealed scores and, when all are in, their opening; [] if they are sealed so.

    Raises:
        Refusal: others are sealed already, a measure is missing, or he came too near meanwhile.
    """
    permit(command, facts)
    planned = require_planned(command, state)
    name = command.scoring.partition(":")[0]
    before = state.sealed.get(command.scoring)
    if before and before.commitment == command.ballot.commitment():
        return []
    if before:
        raise SealedBefore(person=command.person, subject=name)
    subject = _require_subject(state, name)
    _require_free(planned, subject, command.person, facts)
    _require_measures(command, subject)
    sealed = SubjectScoresSealed(**content(command), commitment=command.ballot.commitment())
    after = {**state.sealed, command.scoring: sealed}
    members = state.scorers[name]
    if any(f"{name}:{member}" not in after for member in members):
        return [sealed]
    ballots = {member: after[f"{name}:{member}"].ballot for member in members}
    return [sealed, SubjectScoresOpened(year=command.year, body=command.body, subject=name, ballots=ballots)]


def _opening(
    command: AssignScorers, state: SelfEvaluation, subject: str, members: Iterable[str]
) -> SubjectScoresOpened:
    ballots = {member: state.sealed[f"{subject}:{member}"].ballot for member in members}
    return SubjectScoresOpened(year=command.year, body=command.body, subject=subject, ballots=ballots)


def _require_measures(command: SealSubjectScores, subject: EvaluationSubject) -> None:
    wanted, given = {it.code for it in subject.measures}, set(command.ballot.scores)
    if wanted != given:
        missing, unknown = sorted(wanted - given), sorted(given - wanted)
        told = {"missing": ", ".join(missing) or "-", "unknown": ", ".join(unknown) or "-"}
        raise MeasuresDiffer(subject=subject.subject, **told)


def hear(command: HearOwners, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return what the owners said; [] if it is on record.

    Raises:
        Refusal: somebody else than the owner was heard.
    """
    zone = permit(command, facts).cycle.rules.zone
    require_planned(command, state)
    new = {it: said for it, said in command.heard.items() if state.heard.get(it) != said}
    today = day_of(facts.at, zone)
    known = facts.read(BODY, body_stream(command.body))
    for it, said in new.items():
        subject = _require_subject(state, it)
        if not known.leads(said.owner, subject.unit, today):
            raise NotTheOwner(owner=said.owner, subject=it)
    return [OwnersHeard(**{**content(command), "heard": new}, by=facts.actor)] if new else []


def share(command: ShareSelfEvaluation, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return the draft of the result; [] if it is shared as it is.

    Raises:
        Refusal: a subject is still scored, or its owner was not heard.
    """
    opened = permit(command, facts).cycle
    rules = opened.rules.self_evaluation
    planned = require_planned(command, state)
    scoring = [it.subject for it in planned.subjects if it.subject not in state.opened]
    unheard = [it.subject for it in planned.subjects if it.subject not in state.heard]
    if scoring or unheard:
        raise NotReadyToShare(scoring=", ".join(scoring) or "-", unheard=", ".join(unheard) or "-")
    if state.shared:
        return []
    today = day_of(facts.at, opened.rules.zone)
    days = {"on": today, "until": today + timedelta(days=rules.share_days)}
    outcome = outcome_of(planned, state.opened, rules, facts)
    return [SelfEvaluationShared.model_validate({**content(command), **days, "outcome": outcome, "by": facts.actor})]
