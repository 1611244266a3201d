"""Who is related to whom, as people or the personnel office declare it, and whom that keeps from deciding (SOD-04).

A relation stands in the stream of whoever it was declared of and counts both ways. It excludes from the
moment it is declared: what was done before stays, what is not done yet is somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, Self, assert_never

from pydantic import model_validator

from domain.conflict_rules import ConflictRules, Degree
from domain.cycle import CYCLE
from domain.ids import SYSTEM, Id, cycle_stream, person_stream
from domain.messages import Command, Decider, Event, Facts, PersonalText, PrivateText, content, having
from domain.person_ids import relation_stream
from domain.refusals import NotRegistered, Refusal
from domain.roles import require_role

Kind = Literal["spouse", "blood", "affinity"]


class RelationDeclared(Event):
    """*person* and *other* are related; *degree* counts 촌수, a spouse has none."""

    type: Literal["RelationDeclared"] = "RelationDeclared"
    person: Id
    body: Id
    other: Id
    kind: Kind
    degree: Degree | None
    by: Id


class RelationWithdrawn(Event):
    """*person* and *other* are related no longer, or never were."""

    type: Literal["RelationWithdrawn"] = "RelationWithdrawn"
    person: Id
    body: Id
    other: Id
    by: Id
    reason: PrivateText


RelationEvent = RelationDeclared | RelationWithdrawn


@dataclass(frozen=True)
class Relations:
    """What decisions need to know of a person's relations: those in force, by the other."""

    declared: dict[str, RelationDeclared] = field(default_factory=dict)


def evolve(state: Relations, event: RelationEvent) -> Relations:
    """Return *state* after *event*."""
    match event:
        case RelationDeclared():
            return replace(state, declared=having(state.declared, event.other, event))
        case RelationWithdrawn():
            return replace(state, declared={other: it for other, it in state.declared.items() if other != event.other})
        case _:
            assert_never(event)


class _RelationCommand(Command):
    """A command about the relations of *person*, who belongs to *body*."""

    person: Id
    body: Id
    other: Id

    def stream(self) -> str:
        """Return the stream of the person's relations."""
        return relation_stream(self.person)

    @model_validator(mode="after")
    def _of_two(self) -> Self:
        if self.person == self.other:
            raise ValueError("a relation is between two people")
        return self


class DeclareRelation(_RelationCommand):
    """Declare that two people are related: one of them of himself, or the personnel office."""

    type: Literal["DeclareRelation"] = "DeclareRelation"
    kind: Kind
    degree: Degree | None = None

    @model_validator(mode="after")
    def _counted(self) -> Self:
        if (self.kind == "spouse") != (self.degree is None):
            raise ValueError("a spouse has no degree, every other relative has one")
        return self


class WithdrawRelation(_RelationCommand):
    """Take a relation back, as an officer of the personnel office whom it is not about."""

    type: Literal["WithdrawRelation"] = "WithdrawRelation"
    reason: PersonalText


RelationCommand = DeclareRelation | WithdrawRelation


class IsRelative(Refusal):
    """Nobody decides about a relative (SOD-04)."""

    code = "conflict.relative"
    ko = "{actor}은(는) {person}의 친족이므로 제척됩니다. 다른 사람이 하여야 하니 인사 부서에 알리십시오."
    en = "{actor} is a relative of {person} and is excluded. Somebody else must do this: tell personnel."


class NothingDeclared(Refusal):
    """Only what is declared can be withdrawn."""

    code = "relation.none"
    ko = "{person}의 관계로 {other}이(가) 신고되어 있지 않습니다. 두 사람을 바꾸어 확인하십시오."
    en = "No relation to {other} is declared of {person}. Try the two the other way round."


class OwnRelation(Refusal):
    """Nobody lifts his own exclusion."""

    code = "relation.own"
    ko = "{actor}은(는) 자기 자신의 관계 신고를 철회할 수 없습니다. 다른 인사 담당자가 하여야 합니다."
    en = "{actor} may not withdraw a relation of his own. Another officer of personnel must."


def decide(command: RelationCommand, state: Relations, facts: Facts) -> list[RelationEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case DeclareRelation():
            return _declare(command, state, facts)
        case WithdrawRelation():
            return _withdraw(command, state, facts)
        case _:
            assert_never(command)


def _declare(command: DeclareRelation, state: Relations, facts: Facts) -> list[RelationEvent]:
    if facts.actor != command.person:
        require_role(facts, "hr", command.body)
    for it in (command.person, command.other):
        if not facts.version(person_stream(it)):
            raise NotRegistered(person=it)
    before = state.declared.get(command.other)
    if before and (before.kind, before.degree) == (command.kind, command.degree):
        return []
    if before and facts.actor == command.person:  # a greater degree would lift what the first one excludes
        raise OwnRelation(actor=facts.actor)
    return [RelationDeclared(**content(command), by=facts.actor)]


def _withdraw(command: WithdrawRelation, state: Relations, facts: Facts) -> list[RelationEvent]:
    require_role(facts, "hr", command.body)
    if facts.actor in (command.person, command.other):
        raise OwnRelation(actor=facts.actor)
    if command.other not in state.declared:
        raise NothingDeclared(person=command.person, other=command.other)
    return [RelationWithdrawn(**content(command), by=facts.actor)]


def is_relative(one: str, other: str, year: int, facts: Facts) -> bool:
    """Return whether the rules of *year* keep *one* from deciding about *other*; before they are known, a spouse."""
    opened = facts.read(CYCLE, cycle_stream(year)).opened
    rules = opened.rules.conflicts if opened else ConflictRules()
    ours, theirs = facts.read_all(RELATION, [relation_stream(one), relation_stream(other)])
    return any(it and _excludes(it, rules) for it in (ours.declared.get(other), theirs.declared.get(one)))


def _excludes(relation: RelationDeclared, rules: ConflictRules) -> bool:
    if relation.degree is None:
        return True
    return relation.degree <= (rules.blood if relation.kind == "blood" else rules.affinity)


def require_no_relative(facts: Facts, year: int, *persons: str, actor: str | None = None) -> None:
    """Let *actor*, or whoever asks, pass if he is nobody's relative of *persons*.

    Raises:
        IsRelative: he is.
    """
    who = actor or facts.actor
    for person in persons:
        if who not in (person, SYSTEM) and is_relative(who, person, year, facts):
            raise IsRelative(actor=who, person=person)


def relatives(person: str, among: Iterable[str], year: int, facts: Facts) -> list[str]:
    """Return who *among* others is a relative of *person* by the rules of *year*."""
    return [it for it in among if is_relative(it, person, year, facts)]


RELATION: Decider[Relations] = Decider(
    "relation",
    (RelationDeclared, RelationWithdrawn),
    (DeclareRelation, WithdrawRelation),
    Relations(),
    evolve,
    decide,
)
