"""Break-glass: reading a person's sealed texts without being one of their readers (SOD-11).

One asks, another approves, it lasts some hours, every reading is on record, and the person sees all of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.access_rules import AccessRules
from domain.cycle import require_cycle
from domain.ids import Id, Year, person_stream
from domain.messages import Command, Decider, Event, Facts, Reason, content
from domain.person import PERSON
from domain.person_ids import access_stream
from domain.refusals import NotAllowed, NotRegistered, Refusal

Number = Annotated[int, Field(ge=1)]


class AccessRequested(Event):
    """*by* asks to read the sealed texts about *person*, under the rules of *year*."""

    type: Literal["AccessRequested"] = "AccessRequested"
    person: Id
    year: Year
    body: Id
    number: Number
    by: Id
    reason: str


class AccessApproved(Event):
    """*by* lets the request *number* pass; its asker reads until the moment *until*."""

    type: Literal["AccessApproved"] = "AccessApproved"
    person: Id
    number: Number
    by: Id
    until: datetime


class AccessUsed(Event):
    """*by* read the sealed texts, of one stream or of all, by the access *number*."""

    type: Literal["AccessUsed"] = "AccessUsed"
    person: Id
    number: Number
    by: Id
    of: str | None


AccessEvent = AccessRequested | AccessApproved | AccessUsed


@dataclass(frozen=True)
class Access:
    """One request, and its approval."""

    requested: AccessRequested
    approved: AccessApproved | None = None


@dataclass(frozen=True)
class Accesses:
    """What decisions need to know of who asked for a person's texts; request *n* stands at place n - 1."""

    all: tuple[Access, ...] = ()


def evolve(state: Accesses, event: AccessEvent) -> Accesses:
    """Return *state* after *event*."""
    match event:
        case AccessRequested():
            return Accesses((*state.all, Access(event)))
        case AccessApproved():
            each = (replace(it, approved=event) if n == event.number else it for n, it in enumerate(state.all, 1))
            return Accesses(tuple(each))
        case AccessUsed():
            return state
        case _:
            assert_never(event)


class _AccessCommand(Command):
    """A command about the sealed texts of *person*."""

    person: Id

    def stream(self) -> str:
        """Return the stream of accesses to the person's texts."""
        return access_stream(self.person)


class RequestAccess(_AccessCommand):
    """Ask to read a person's sealed texts, by the rules of *year*."""

    type: Literal["RequestAccess"] = "RequestAccess"
    year: Year
    reason: Reason


class ApproveAccess(_AccessCommand):
    """Approve the request *number*: somebody else than who asked, and not the person."""

    type: Literal["ApproveAccess"] = "ApproveAccess"
    number: Number


class UseAccess(_AccessCommand):
    """Read the texts of the stream *of*, or all, by an access that is in force."""

    type: Literal["UseAccess"] = "UseAccess"
    of: str | None = None


AccessCommand = RequestAccess | ApproveAccess | UseAccess


class NoAccessRules(Refusal):
    """Without a rule nobody goes around the seal."""

    code = "access.no-rules"
    ko = "{year}년도 규칙에는 비상 접근이 없습니다. 비상 접근을 정한 연도의 규칙으로 요청하십시오."
    en = "The rules of {year} know no break-glass access. Ask by the rules of a year that do."


class ConcernsHimself(Refusal):
    """The person reads his own card, and has no part in others' reading."""

    code = "access.oneself"
    ko = "{person}은(는) 자기 기록에 대한 비상 접근을 요청하거나 승인할 수 없습니다. 자기 기록은 카드에서 보십시오."
    en = "{person} neither asks for nor approves access to his own texts. His card shows him what is his."


class NeedsAnother(Refusal):
    """Two people open what is sealed."""

    code = "access.own-request"
    ko = "{actor}은(는) 자기가 한 {number}번 요청을 승인할 수 없습니다. 다른 사람이 승인해야 합니다."
    en = "{actor} made the request {number} and may not approve it. Somebody else must."


class NoSuchRequest(Refusal):
    """Only what was asked for is approved."""

    code = "access.no-request"
    ko = "{person}의 기록에 대한 {number}번 접근 요청이 없습니다. 번호를 확인하십시오."
    en = "There is no request {number} for access to the texts of {person}. Check the number."


class NoAccess(Refusal):
    """The seal holds without an access that is approved and not over."""

    code = "access.none"
    ko = "{actor}에게는 {person}의 봉인된 글에 대한 유효한 접근이 없습니다. 요청하여 다른 사람의 승인을 받으십시오."
    en = "{actor} has no access in force to the sealed texts of {person}. Request one; somebody else approves it."


def decide(command: AccessCommand, state: Accesses, facts: Facts) -> list[AccessEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if facts.actor == command.person:
        raise ConcernsHimself(person=command.person)
    match command:
        case RequestAccess():
            return _request(command, state, facts)
        case ApproveAccess():
            return _approve(command, state, facts)
        case UseAccess():
            return _use(command, state, facts)
        case _:
            assert_never(command)


def _request(command: RequestAccess, state: Accesses, facts: Facts) -> list[AccessEvent]:
    registered = facts.read(PERSON, person_stream(command.person)).registered
    if registered is None:
        raise NotRegistered(person=command.person)
    _require_one_of(_rules(command.year, facts).ask, registered.body, facts)
    said = {**content(command), "body": registered.body, "by": facts.actor}
    for it in state.all:
        if it.approved is None and {**content(it.requested), **said} == content(it.requested):
            return []
    return [AccessRequested(**said, number=len(state.all) + 1)]


def _approve(command: ApproveAccess, state: Accesses, facts: Facts) -> list[AccessEvent]:
    if command.number > len(state.all):
        raise NoSuchRequest(person=command.person, number=command.number)
    found = state.all[command.number - 1]
    rules = _rules(found.requested.year, facts)
    _require_one_of(rules.approve, found.requested.body, facts)
    if facts.actor == found.requested.by:
        raise NeedsAnother(actor=facts.actor, number=command.number)
    if found.approved is not None:
        return []
    until = facts.at + timedelta(hours=rules.hours)
    return [AccessApproved(**content(command), by=facts.actor, until=until)]


def _use(command: UseAccess, state: Accesses, facts: Facts) -> list[AccessEvent]:
    """Return that the newest access of the actor was used; every reading is one of its own."""
    for number, it in reversed([*enumerate(state.all, 1)]):
        if it.requested.by == facts.actor and it.approved and facts.at < it.approved.until:
            return [AccessUsed(**content(command), number=number, by=facts.actor)]
    raise NoAccess(actor=facts.actor, person=command.person)


def _rules(year: int, facts: Facts) -> AccessRules:
    rules: AccessRules | None = require_cycle(facts, year)[1].rules.access
    if rules is None:
        raise NoAccessRules(year=year)
    return rules


def _require_one_of(roles: Collection[str], body: str, facts: Facts) -> None:
    if not any(facts.holds(role, body) for role in roles):
        raise NotAllowed(actor=facts.actor, role=", ".join(roles), body=body)


ACCESS: Decider[Accesses] = Decider(
    "access",
    (AccessRequested, AccessApproved, AccessUsed),
    (RequestAccess, ApproveAccess, UseAccess),
    Accesses(),
    evolve,
    decide,
)
