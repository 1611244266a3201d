"""A committee: constituted with its members, their terms and chairs, by the rules of its kind (ACT 10, ACT 14)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never, get_args

from domain.body import BODY
from domain.calendar import day_of, months_after
from domain.committee_commands import (
    AppointMember,
    CommitteeCommand,
    ConstituteCommittee,
    DesignateChairs,
    DismissMember,
    RenewMemberTerm,
)
from domain.committee_facts import (
    ChairsDesignated,
    Committee,
    CommitteeConstituted,
    CommitteeEvent,
    Member,
    MemberAppointed,
    MemberDismissed,
    MemberTermRenewed,
    evolve,
)
from domain.committee_refusals import (
    CommitteeConstitutedBefore,
    CommitteeElsewhere,
    MayNotAppoint,
    NoMoreRenewals,
    NotACivilian,
    NotAGround,
    SeatTakenTwice,
    TermOutOfTurn,
    TooManyMembers,
    UnknownCommitteeKind,
)
from domain.committee_rules import CommitteeRule
from domain.committee_whole import (
    require_chairs,
    require_civilians,
    require_constituted,
    require_in_office,
    require_whole,
)
from domain.cycle import CycleOpened, require_cycle
from domain.ids import SYSTEM, body_stream, person_stream
from domain.messages import Decider, Facts, content
from domain.person import PERSON
from domain.refusals import NotRegistered

_MONTHS = 12
_DAY = timedelta(days=1)


def decide(command: CommitteeCommand, state: Committee, facts: Facts) -> list[CommitteeEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, ConstituteCommittee):
        return _constitute(command, state, facts)
    made = require_constituted(state, command.committee)
    _require_appointer(made.committee, made.rule, made.body, facts)
    match command:
        case AppointMember():
            return _appoint(command, state, made, facts)
        case RenewMemberTerm():
            return _renew(command, state, made, facts)
        case DismissMember():
            return _dismiss(command, state, made, facts)
        case DesignateChairs():
            return _designate(command, state, made, facts)
        case _:
            assert_never(command)


def _require_appointer(committee: str, rule: CommitteeRule, body: str, facts: Facts) -> None:
    if rule.appoints == "body-head":
        allowed = facts.read(BODY, body_stream(body)).head == facts.actor
    else:
        allowed = facts.actor == SYSTEM or facts.holds(rule.appoints.removeprefix("role:"), body)
    if not allowed:
        raise MayNotAppoint(actor=facts.actor, committee=committee, appoints=rule.appoints)


def _constitute(command: ConstituteCommittee, state: Committee, facts: Facts) -> list[CommitteeEvent]:
    cycle = require_cycle(facts, command.year)[1]
    rule = _rule_of(command, cycle)
    _require_appointer(command.committee, rule, command.body, facts)
    made = _constituted(command, rule, cycle, facts.actor)
    if state.constituted == made and set(state.members) >= {it.person for it in command.members}:
        return []
    if state.constituted is not None:
        raise CommitteeConstitutedBefore(committee=command.committee)
    _require_seats(command, facts)
    seats = [
        _seat(it.person, civilian=it.civilian, since=command.since, made=made, by=facts.actor) for it in command.members
    ]
    chairs = ChairsDesignated(
        committee=command.committee, chairs=command.chairs, substitute=command.substitute, by=facts.actor
    )
    events: list[CommitteeEvent] = [made, *seats, chairs]
    for event in events:
        state = evolve(state, event)
    require_whole(state, command.since)
    return events


def _rule_of(command: ConstituteCommittee, cycle: CycleOpened) -> CommitteeRule:
    kinds = cycle.rules.committees.kinds
    rule = kinds.get(command.kind)
    if rule is None:
        raise UnknownCommitteeKind(year=command.year, kind=command.kind, known=", ".join(kinds) or "-")
    bodies = (cycle.government,) if rule.level == "government" else (*cycle.bodies, cycle.government)
    if command.body not in bodies:
        raise CommitteeElsewhere(kind=command.kind, body=command.body, known=", ".join(bodies))
    return rule


def _constituted(
    command: ConstituteCommittee, rule: CommitteeRule, cycle: CycleOpened, by: str
) -> CommitteeConstituted:
    said = {name: getattr(command, name) for name in ("committee", "year", "kind", "body", "name", "short")}
    return CommitteeConstituted(**said, rule=rule, recusal=cycle.rules.committees.recusal, zone=cycle.rules.zone, by=by)


def _require_seats(command: ConstituteCommittee, facts: Facts) -> None:
    persons = [it.person for it in command.members]
    for person in persons:
        if persons.count(person) > 1:
            raise SeatTakenTwice(person=person, committee=command.committee)
    for it in command.members:
        _require_side(it.person, facts, civilian=it.civilian)


def _require_side(person: str, facts: Facts, *, civilian: bool) -> None:
    """Let pass an official who is registered, and a civilian who holds no post: recusal is computed from posts."""
    known = facts.read(PERSON, person_stream(person))
    if not civilian and known.registered is None:
        raise NotRegistered(person=person)
    if civilian and known.registered is not None and known.unit() is not None:
        raise NotACivilian(person=person, body=known.registered.body)


def _seat(person: str, *, civilian: bool, since: date, made: CommitteeConstituted, by: str) -> MemberAppointed:
    years = made.rule.term_years if civilian else None
    until = months_after(since, years * _MONTHS) - _DAY if years else None
    return MemberAppointed(committee=made.committee, person=person, civilian=civilian, since=since, until=until, by=by)


def _appoint(
    command: AppointMember, state: Committee, made: CommitteeConstituted, facts: Facts
) -> list[CommitteeEvent]:
    event = _seat(command.person, civilian=command.civilian, since=command.since, made=made, by=facts.actor)
    before = state.members.get(command.person)
    if before and before.dismissed is None and _same(before, event):
        return []
    _require_side(command.person, facts, civilian=command.civilian)
    if before and (before.is_in_office(command.since) or command.since < before.since):
        raise SeatTakenTwice(person=command.person, committee=command.committee)
    if before and before.civilian:
        _require_renewable(before, made)
    after = evolve(state, event).in_office(command.since)
    if len(after) > made.rule.most:
        raise TooManyMembers(committee=command.committee, members=len(after), most=made.rule.most)
    if not command.civilian:
        require_civilians(after.values(), made)
    return [event]


def _same(before: Member, event: MemberAppointed) -> bool:
    return (before.civilian, before.since) == (event.civilian, event.since)


def _require_renewable(member: Member, made: CommitteeConstituted) -> None:
    renewals = made.rule.renewals
    if renewals is not None and member.term > renewals:
        raise NoMoreRenewals(person=member.person, committee=made.committee, renewals=renewals)


def _renew(
    command: RenewMemberTerm, state: Committee, made: CommitteeConstituted, facts: Facts
) -> list[CommitteeEvent]:
    member = require_in_office(state, made, command.person, day_of(facts.at, made.zone))
    if member.term == command.term:
        return []
    if member.until is None or made.rule.term_years is None or command.term != member.term + 1:
        raise TermOutOfTurn(person=command.person, committee=command.committee, current=member.term, given=command.term)
    _require_renewable(member, made)
    until = months_after(member.until + _DAY, made.rule.term_years * _MONTHS) - _DAY
    return [MemberTermRenewed(**content(command), until=until, by=facts.actor)]


def _dismiss(
    command: DismissMember, state: Committee, made: CommitteeConstituted, facts: Facts
) -> list[CommitteeEvent]:
    today = day_of(facts.at, made.zone)
    if command.ground not in made.rule.dismissal:
        known = ", ".join(made.rule.dismissal) or "-"
        raise NotAGround(committee=command.committee, ground=command.ground, known=known)
    before = state.members.get(command.person)
    if before and before.dismissed is not None:
        return []
    require_in_office(state, made, command.person, today)
    return [MemberDismissed(**content(command), on=today, by=facts.actor)]


def _designate(
    command: DesignateChairs, state: Committee, made: CommitteeConstituted, facts: Facts
) -> list[CommitteeEvent]:
    event = ChairsDesignated(**content(command), by=facts.actor)
    if (state.chairs, state.substitute) == (command.chairs, command.substitute):
        return []
    require_chairs(evolve(state, event), made, day_of(facts.at, made.zone))
    return [event]


COMMITTEE: Decider[Committee] = Decider(
    "committee", get_args(CommitteeEvent), get_args(CommitteeCommand), Committee(), evolve, decide
)
