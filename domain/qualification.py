"""The qualification test of the senior civil service: ground, request, session, decision, and what follows.

Days are calendar days of the rules that hold for the case from its first fact on; nobody is removed
by a clock: it says what is near and what is late, and people act (SPO 70-2, SCS 23 to 27).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from domain.calendar import day_of, months_after, start_of
from domain.case import TooEarly
from domain.cycle import require_cycle
from domain.ids import person_stream
from domain.messages import Command, Decider, Facts, content
from domain.person import PERSON
from domain.person_ids import qualification_stream
from domain.qualification_case import BOARD, CaseAtHand
from domain.qualification_commands import (
    COMMANDS,
    DecideQualificationTest,
    EvaluateTraining,
    ExtendQualificationTest,
    FileStatement,
    NoteStatutoryDay,
    OrderTraining,
    ProposeDemotion,
    ProposeRemoval,
    QualificationCommand,
    RequestQualificationTest,
    ScheduleQualificationTest,
    TriggerQualificationTest,
    WithholdPosition,
)
from domain.qualification_facts import (
    EVENTS,
    PositionWithheld,
    Qualification,
    QualificationEvent,
    QualificationTestDecided,
    QualificationTestExtended,
    QualificationTestRequested,
    QualificationTestScheduled,
    QualificationTestTriggered,
    StatementFiled,
    evolve,
)
from domain.qualification_outcome import evaluate_training, note, order_training, propose
from domain.qualification_refusals import (
    MayNotVote,
    NoGround,
    NoMajority,
    NoQualificationRules,
    NotAMember,
    NoticeTooShort,
    NotTheSubject,
    QualificationOutOfTurn,
    StillUnderTest,
    TooMuchTime,
)
from domain.refusals import NotRegistered
from domain.relation import relatives
from domain.roles import require_role


def decide(command: QualificationCommand, state: Qualification, facts: Facts) -> list[QualificationEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, TriggerQualificationTest):
        return _trigger(command, state, facts)
    if state.triggered is None:
        raise QualificationOutOfTurn(person=command.person, number=command.number, stage=state.stage)
    return _DECISIONS[type(command)](command, state, CaseAtHand(command, state.triggered, facts))


def _trigger(command: TriggerQualificationTest, state: Qualification, facts: Facts) -> list[QualificationEvent]:
    registered = facts.read(PERSON, person_stream(command.person)).registered
    if registered is None:
        raise NotRegistered(person=command.person)
    require_role(facts, "hr", registered.body)
    cycle = require_cycle(facts, command.year, registered.body)[1]
    rules = cycle.rules.personnel.qualification if cycle.rules.personnel else None
    if rules is None:
        raise NoQualificationRules(year=command.year)
    if state.triggered is not None:
        if {**content(state.triggered), **content(command)} == content(state.triggered):
            return []
        raise StillUnderTest(person=command.person, number=command.number)
    before = facts.read(QUALIFICATION, qualification_stream(command.person, command.number - 1))
    if command.number > 1 and before.stage != "closed":
        raise StillUnderTest(person=command.person, number=command.number - 1)
    if command.ground == "lowest-grade" and len(set(command.years)) < rules.lowest_years:
        raise NoGround(person=command.person, years=len(set(command.years)), needed=rules.lowest_years)
    zone = cycle.rules.zone
    by = months_after(day_of(facts.at, zone), rules.test_months)
    bodies = {"body": registered.body, "government": cycle.government}
    told = {**content(command), **bodies, "test_by": by, "rules": rules, "zone": zone}
    return [QualificationTestTriggered.model_validate(told)]


def _request(command: RequestQualificationTest, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    case.by_the_head()
    case.at_stage(state, "triggered")
    return [QualificationTestRequested(**content(command), on=case.today)]


def _file(command: FileStatement, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    if case.facts.actor != command.person:
        raise NotTheSubject(person=command.person, actor=case.facts.actor)
    case.at_stage(state, "requested", "scheduled")
    before = state.statement
    if before and before.statement == command.statement:
        return []
    return [StatementFiled(**content(command), edition=before.edition + 1 if before else 1)]


def _withhold(command: WithholdPosition, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    case.by_the_head()
    case.at_stage(state, "requested", "scheduled")
    return [] if state.withheld else [PositionWithheld(**content(command))]


def _schedule(command: ScheduleQualificationTest, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    case.by_the_office()
    case.at_stage(state, "requested")
    earliest = case.in_days(case.rules.notice_days)
    if command.session < earliest:
        raise NoticeTooShort(session=command.session, earliest=earliest)
    for member in command.members:
        if (BOARD, case.triggered.government) not in case.facts.read(PERSON, person_stream(member)).roles:
            raise NotAMember(member=member)
    excluded = {**command.excluded, **_computed_exclusions(command, case)}
    for member in excluded:
        if member not in command.members:
            raise NotAMember(member=member)
    told = {**content(command), "excluded": excluded, "decide_by": case.in_days(case.rules.decide_days)}
    return [QualificationTestScheduled.model_validate(told)]


def _computed_exclusions(command: ScheduleQualificationTest, case: CaseAtHand) -> dict[str, str]:
    """Return those members whom the log itself shows to be excluded: relatives, the direct superior, and the person."""
    years = case.facts.read(PERSON, person_stream(command.person)).years
    superior = years[max(years)].first if years else None
    related = relatives(command.person, command.members, case.triggered.year, case.facts)
    found: dict[str | None, str] = dict.fromkeys(related, "relative")
    found |= {superior: "direct-superior", command.person: "self"}
    return {member: ground for member, ground in found.items() if member is not None and member in command.members}


def _extend(command: ExtendQualificationTest, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    case.by_the_office()
    case.at_stage(state, "scheduled")
    assert state.due is not None, "a scheduled test has its day"  # noqa: S101 - narrows the type
    _require_voters(command.in_favour, state)
    _require_majority(len(set(command.in_favour)), state)
    due, days = state.due.day, case.rules.extend_days
    by = command.until if command.litigation else due + timedelta(days=days)
    if by is None or by <= due or (not command.litigation and (state.extended or command.until)):
        raise TooMuchTime(person=command.person, days=days, due=due)
    told = {key: value for key, value in content(command).items() if key != "until"}
    return [QualificationTestExtended.model_validate({**told, "decide_by": by, "decide_by_before": due})]


def _decide(command: DecideQualificationTest, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    case.by_the_office()
    case.at_stage(state, "scheduled")
    assert state.scheduled is not None, "it stands at 'scheduled'"  # noqa: S101 - narrows the type
    if case.today < state.scheduled.session:
        raise TooEarly(case=command.stream(), at=start_of(state.scheduled.session, case.triggered.zone))
    _require_voters(command.votes, state)
    verdict, most = max(Counter(command.votes.values()).items(), key=lambda it: it[1], default=("unfit", 0))
    _require_majority(most, state)
    order_by = months_after(case.today, case.rules.order_months) if verdict == "conditional" else None
    told = {**content(command), "verdict": verdict, "order_by": order_by}
    return [QualificationTestDecided.model_validate(told)]


def _require_voters(voters: Iterable[str], state: Qualification) -> None:
    assert state.scheduled is not None, "it stands at 'scheduled'"  # noqa: S101 - narrows the type
    for voter in voters:
        if voter not in state.scheduled.members:
            raise NotAMember(member=voter)
        if ground := state.scheduled.excluded.get(voter):
            raise MayNotVote(member=voter, ground=ground)


def _require_majority(most: int, state: Qualification) -> None:
    """Let pass more than half of the members in office; who is excluded stays in office."""
    members = len(state.scheduled.members) if state.scheduled else 0
    if most * 2 <= members:
        raise NoMajority(most=most, members=members, needed=members // 2 + 1)


_DECISIONS: dict[type[Command], Callable[[Any, Qualification, CaseAtHand], list[QualificationEvent]]] = {
    RequestQualificationTest: _request,
    FileStatement: _file,
    WithholdPosition: _withhold,
    ScheduleQualificationTest: _schedule,
    ExtendQualificationTest: _extend,
    DecideQualificationTest: _decide,
    OrderTraining: order_training,
    EvaluateTraining: evaluate_training,
    ProposeRemoval: propose,
    ProposeDemotion: propose,
    NoteStatutoryDay: note,
}

QUALIFICATION: Decider[Qualification] = Decider("qualification", EVENTS, COMMANDS, Qualification(), evolve, decide)
