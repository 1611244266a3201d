"""Who holds which role: never by oneself, and roles that decide by two (SOD-08, SOD-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import StringConstraints

from domain.body import BODY
from domain.calendar import HOME, day_of
from domain.ids import SYSTEM, Id, body_stream, person_stream
from domain.messages import Command, Event, Facts, content
from domain.refusals import Refusal
from domain.roles import FOUR_EYES, require_role

Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,40}$")]


class RoleProposed(Event):
    """*by* wants *person* to hold *role* in *body*; somebody else approves it, or nothing comes of it."""

    type: Literal["RoleProposed"] = "RoleProposed"
    person: Id
    role: Role
    body: Id
    by: Id


class RoleGranted(Event):
    """*person* holds *role* in *body*."""

    type: Literal["RoleGranted"] = "RoleGranted"
    person: Id
    role: Role
    body: Id


class RoleRevoked(Event):
    """*person* holds *role* in *body* no longer, nor is proposed for it."""

    type: Literal["RoleRevoked"] = "RoleRevoked"
    person: Id
    role: Role
    body: Id


RoleEvent = RoleProposed | RoleGranted | RoleRevoked
ROLE_EVENTS: tuple[type[Event], ...] = (RoleProposed, RoleGranted, RoleRevoked)


@dataclass(frozen=True)
class Roles:
    """The roles of a person, each with its body; and who proposed what is not approved yet."""

    held: frozenset[tuple[str, str]] = frozenset()
    proposed: Mapping[tuple[str, str], str] = field(default_factory=dict)


def evolve_roles(state: Roles, event: RoleEvent) -> Roles:
    """Return *state* after *event*."""
    key = (event.role, event.body)
    waiting = {it: by for it, by in state.proposed.items() if it != key}
    match event:
        case RoleProposed():
            return replace(state, proposed={**waiting, key: event.by})
        case RoleGranted():
            return Roles(state.held | {key}, waiting)
        case RoleRevoked():
            return Roles(state.held - {key}, waiting)
        case _:
            assert_never(event)


class _RoleRequest(Command):
    """A command about one role of one person."""

    person: Id
    role: Role
    body: Id

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


class GrantRole(_RoleRequest):
    """Give *person* the role *role* in *body*, or propose it where it takes two."""

    type: Literal["GrantRole"] = "GrantRole"


class ApproveRole(_RoleRequest):
    """Approve a role that somebody else proposed: as another operator, or as head of the body."""

    type: Literal["ApproveRole"] = "ApproveRole"


class RevokeRole(_RoleRequest):
    """Take the role *role* in *body* from *person*; it ends at once."""

    type: Literal["RevokeRole"] = "RevokeRole"


RoleCommand = GrantRole | ApproveRole | RevokeRole
ROLE_COMMANDS: tuple[type[Command], ...] = (GrantRole, ApproveRole, RevokeRole)


class OwnRole(Refusal):
    """Nobody changes his own roles."""

    code = "role.own"
    ko = "{actor}은(는) 자기 자신의 '{role}' 역할을 부여하거나 회수할 수 없습니다. 다른 운영자가 하여야 합니다."
    en = "{actor} may neither grant nor revoke a role of his own, '{role}'. Another operator must."


class ApprovesOwnProposal(Refusal):
    """What takes two takes two people."""

    code = "role.own-proposal"
    ko = "'{role}' 역할은 {actor}이(가) 제안하였습니다. 다른 운영자나 기관장이 승인하여야 합니다."
    en = "{actor} proposed the role '{role}'. Another operator, or the head of the body, must approve it."


class NoRoleProposed(Refusal):
    """Only what was proposed is approved."""

    code = "role.not-proposed"
    ko = "{person}에 대한 {body}의 '{role}' 역할이 제안되어 있지 않습니다. 먼저 다른 운영자가 부여를 요청하여야 합니다."
    en = "Nobody proposed the role '{role}' in {body} for {person}. Another operator must ask for it first."


def decide_role(command: RoleCommand, state: Roles, facts: Facts) -> list[RoleEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    _require_right(command, facts)
    if _is_so(command, state):
        return []
    proposer = state.proposed.get((command.role, command.body))
    if facts.actor == command.person:
        raise OwnRole(actor=facts.actor, role=command.role)
    match command:
        case GrantRole():
            return _grant(command, proposer, facts)
        case ApproveRole():
            return _approve(command, proposer, facts)
        case RevokeRole():
            return [RoleRevoked(**content(command))]
        case _:
            assert_never(command)


def _is_so(command: RoleCommand, state: Roles) -> bool:
    key = (command.role, command.body)
    if isinstance(command, RevokeRole):
        return key not in state.held and key not in state.proposed
    return key in state.held


def _require_right(command: RoleCommand, facts: Facts) -> None:
    """Let operators pass, and whoever leads the body to approve."""
    leads = facts.read(BODY, body_stream(command.body)).leads(facts.actor, None, day_of(facts.at, HOME))
    if not (isinstance(command, ApproveRole) and leads):
        require_role(facts, "operator", command.body)


def _grant(command: GrantRole, proposer: str | None, facts: Facts) -> list[RoleEvent]:
    if facts.actor == SYSTEM or command.role not in FOUR_EYES:  # the engine sets up what nobody could approve yet
        return [RoleGranted(**content(command))]
    return [] if proposer else [RoleProposed(**content(command), by=facts.actor)]


def _approve(command: ApproveRole, proposer: str | None, facts: Facts) -> list[RoleEvent]:
    if proposer is None:
        raise NoRoleProposed(person=command.person, body=command.body, role=command.role)
    if facts.actor == proposer:
        raise ApprovesOwnProposal(actor=facts.actor, role=command.role)
    return [RoleGranted(**content(command))]
