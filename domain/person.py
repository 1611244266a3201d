"""A person: post, roles, and who evaluates them in which year. Assignments are facts of record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field, StringConstraints

from domain.ids import SYSTEM, Id, Year, person_stream
from domain.messages import Command, Decider, Event, Facts, Label, PersonalText, PrivateText, content
from domain.refusals import NotAllowed, Refusal

Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,40}$")]
Instrument = Literal["agreement", "goals"]  # a property of person and year, not of grade alone (C-07)


class PersonRegistered(Event):
    """A person holds a post. *grade* runs downward: 1 is the highest."""

    type: Literal["PersonRegistered"] = "PersonRegistered"
    person: Id
    body: Id
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: PrivateText


class RoleGranted(Event):
    """*person* holds *role* in *body*."""

    type: Literal["RoleGranted"] = "RoleGranted"
    person: Id
    role: Role
    body: Id


class RoleRevoked(Event):
    """*person* holds *role* in *body* no longer."""

    type: Literal["RoleRevoked"] = "RoleRevoked"
    person: Id
    role: Role
    body: Id


class EvaluatorsAssigned(Event):
    """Who evaluates *person* in *year*, with which instrument and profile (REG 8, 13).

    *second* is None where no superior exists.
    """

    type: Literal["EvaluatorsAssigned"] = "EvaluatorsAssigned"
    person: Id
    year: Year
    body: Id
    unit: Id
    instrument: Instrument
    profile: Id
    first: Id
    second: Id | None


PersonEvent = PersonRegistered | RoleGranted | RoleRevoked | EvaluatorsAssigned


@dataclass(frozen=True)
class Person:
    """What decisions need to know of a person."""

    registered: PersonRegistered | None = None
    roles: frozenset[tuple[str, str]] = frozenset()  # (role, body)
    years: dict[int, EvaluatorsAssigned] = field(default_factory=dict)


def evolve(state: Person, event: PersonEvent) -> Person:
    """Return *state* after *event*."""
    match event:
        case PersonRegistered():
            return replace(state, registered=event)
        case RoleGranted():
            return replace(state, roles=state.roles | {(event.role, event.body)})
        case RoleRevoked():
            return replace(state, roles=state.roles - {(event.role, event.body)})
        case EvaluatorsAssigned():
            return replace(state, years={**state.years, event.year: event})
        case _:
            assert_never(event)


class RegisterPerson(Command):
    """Register a person's post."""

    type: Literal["RegisterPerson"] = "RegisterPerson"
    person: Id
    body: Id
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: PersonalText

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


class GrantRole(Command):
    """Give *person* the role *role* in *body*."""

    type: Literal["GrantRole"] = "GrantRole"
    person: Id
    role: Role
    body: Id

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


class RevokeRole(Command):
    """Take the role *role* in *body* from *person*; it ends at once."""

    type: Literal["RevokeRole"] = "RevokeRole"
    person: Id
    role: Role
    body: Id

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


class AssignEvaluators(Command):
    """Name the evaluators of *person* for *year*."""

    type: Literal["AssignEvaluators"] = "AssignEvaluators"
    person: Id
    year: Year
    body: Id
    unit: Id
    instrument: Instrument
    profile: Id
    first: Id
    second: Id | None = None

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


PersonCommand = RegisterPerson | GrantRole | RevokeRole | AssignEvaluators


class NotRegistered(Refusal):
    """The person has no post."""

    code = "person.not-registered"
    ko = "{person}은(는) 등록되어 있지 않습니다. 먼저 등록하십시오."
    en = "{person} is not registered. Register the person first."


class SelfEvaluation(Refusal):
    """Nobody evaluates himself (SOD-04)."""

    code = "evaluator.self"
    ko = "{person}은(는) 자기 자신의 평가자가 될 수 없습니다. 다른 평가자를 지정하십시오."
    en = "{person} may not evaluate himself or herself. Name another evaluator."


class SameEvaluatorTwice(Refusal):
    """First and second evaluator are different people (SOD-03)."""

    code = "evaluator.twice"
    ko = "{person}의 1차·2차 평가자가 모두 {evaluator}입니다. 상급자가 없으면 2차 평가자를 비워 두십시오."
    en = "{evaluator} is named first and second evaluator of {person}. Leave the second empty if there is no superior."


def require_role(facts: Facts, role: str, body: str) -> None:
    """Let the actor pass if he holds *role* in *body*; the engine itself holds every operator's right.

    Raises:
        NotAllowed: the actor has no such role now.
    """
    if facts.actor == SYSTEM:
        return
    if (role, body) not in facts.read(PERSON, person_stream(facts.actor)).roles:
        raise NotAllowed(actor=facts.actor, role=role, body=body)


def decide(command: PersonCommand, state: Person, facts: Facts) -> list[PersonEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    require_role(facts, "operator", command.body)
    match command:
        case RegisterPerson():
            event = PersonRegistered(**content(command))
            return [] if state.registered == event else [event]
        case GrantRole():
            held = (command.role, command.body) in state.roles
            return [] if held else [RoleGranted(**content(command))]
        case RevokeRole():
            held = (command.role, command.body) in state.roles
            return [RoleRevoked(**content(command))] if held else []
        case AssignEvaluators():
            return _assign(command, state)
        case _:
            assert_never(command)


def _assign(command: AssignEvaluators, state: Person) -> list[PersonEvent]:
    if state.registered is None:
        raise NotRegistered(person=command.person)
    if command.person in (command.first, command.second):
        raise SelfEvaluation(person=command.person)
    if command.first == command.second:
        raise SameEvaluatorTwice(person=command.person, evaluator=command.first)
    event = EvaluatorsAssigned(**content(command))
    return [] if state.years.get(command.year) == event else [event]


PERSON: Decider[Person] = Decider(
    "person",
    (PersonRegistered, RoleGranted, RoleRevoked, EvaluatorsAssigned),
    (RegisterPerson, GrantRole, RevokeRole, AssignEvaluators),
    Person(),
    evolve,
    decide,
)
