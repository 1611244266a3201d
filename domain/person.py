"""A person: post, roles, and who evaluates them in which year. Assignments are facts of record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.body import BODY, require_unit
from domain.ids import SYSTEM, Id, Year, body_stream, person_stream
from domain.messages import Command, Decider, Event, Facts, Label, PrivateText, content
from domain.person_commands import AssignEvaluators, EnrolPerson, RegisterPerson
from domain.person_evaluators import EvaluatesHisSuperior, require_no_result, require_others, require_profile
from domain.person_roles import ROLE_COMMANDS, ROLE_EVENTS, RoleCommand, RoleEvent, Roles, decide_role, evolve_roles
from domain.person_service import (
    SERVICE_COMMANDS,
    SERVICE_EVENTS,
    DetermineEligibility,
    Service,
    ServiceCommand,
    ServiceEvent,
    decide_service,
    evolve_service,
)
from domain.person_spells import Ground, Spell, spells_in
from domain.refusals import NotRegistered, Refusal, UnknownPerson
from domain.relation import require_no_relative
from domain.results_rules import Instrument
from domain.roles import require_role


class PersonRegistered(Event):
    """A person holds a post. *grade* runs downward: 1 is the highest."""

    type: Literal["PersonRegistered"] = "PersonRegistered"
    person: Id
    body: Id
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: PrivateText


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


PersonEvent = PersonRegistered | EvaluatorsAssigned | RoleEvent | ServiceEvent


@dataclass(frozen=True)
class Person:
    """What decisions need to know of a person."""

    registered: PersonRegistered | None = None
    granted: Roles = field(default_factory=Roles)
    years: dict[int, EvaluatorsAssigned] = field(default_factory=dict)
    service: Service = field(default_factory=Service)

    @property
    def roles(self) -> frozenset[tuple[str, str]]:
        """Return the roles the person holds: (role, body)."""
        return self.granted.held

    def body(self) -> str | None:
        """Return the body where the person serves by the last transfer; None: in none."""
        if self.service.transfers:
            last = self.service.transfers[-1]
            return last.body if last.to_unit is not None else None
        return self.registered.body if self.registered else None

    def unit(self, year: int | None = None) -> str | None:
        """Return the unit the person is evaluated in in *year*; without one, where he serves by the last transfer."""
        if year in self.years:
            return self.years[year].unit
        if self.service.transfers:
            return self.service.transfers[-1].to_unit
        return self.registered.unit if self.registered else None

    def ground(self, year: int) -> Ground | None:
        """Return why the person is not evaluated in *year*, or None if he is."""
        determined = self.service.eligibility.get(year)
        return determined.ground if determined else None


def spells_of(person: Person, year: int) -> list[Spell]:
    """Return where *person* served in *year*, in order: unit and days, times away left out."""
    return spells_in(year, person.unit(year), person.service.moves(), person.service.away())


def evolve(state: Person, event: PersonEvent) -> Person:
    """Return *state* after *event*."""
    if isinstance(event, ServiceEvent):
        return replace(state, service=evolve_service(state.service, event))
    if isinstance(event, RoleEvent):
        return replace(state, granted=evolve_roles(state.granted, event))
    match event:
        case PersonRegistered():
            return replace(state, registered=event)
        case EvaluatorsAssigned():
            return replace(state, years={**state.years, event.year: event})
        case _:
            assert_never(event)


PersonCommand = RegisterPerson | AssignEvaluators | EnrolPerson | RoleCommand | ServiceCommand


class ReservedId(Refusal):
    """The engine's own name is nobody's id."""

    code = "person.reserved-id"
    ko = "'{person}'은(는) 시스템이 쓰는 이름이므로 사람의 식별자로 쓸 수 없습니다. 다른 식별자를 쓰십시오."
    en = "'{person}' is the engine's own name and no person's id. Use another id."


def decide(command: PersonCommand, state: Person, facts: Facts) -> list[PersonEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, ServiceCommand):
        _require_served(command, state)
        return [*decide_service(command, state.service, state.unit(getattr(command, "year", None)), facts)]
    if isinstance(command, RoleCommand):
        return [*decide_role(command, state.granted, facts)]
    require_role(facts, "operator", command.body)
    match command:
        case RegisterPerson():
            return _register(command, state, facts)
        case AssignEvaluators():
            return _assign(command, state, facts)
        case EnrolPerson():
            return _enrol(command, state, facts)
        case _:
            assert_never(command)


def _require_served(command: ServiceCommand, state: Person) -> None:
    if state.registered is None:
        raise NotRegistered(person=command.person)
    if isinstance(command, DetermineEligibility) and command.year not in state.years:
        raise UnknownPerson(person=command.person, year=command.year)


def _register(command: RegisterPerson, state: Person, facts: Facts) -> list[PersonEvent]:
    if command.person == SYSTEM:
        raise ReservedId(person=command.person)
    require_unit(facts.read(BODY, body_stream(command.body)), command.body, command.unit)
    event = PersonRegistered(**content(command))
    return [] if state.registered == event else [event]


def _assign(command: AssignEvaluators, state: Person, facts: Facts) -> list[PersonEvent]:
    require_others(command.person, command.first, command.second)
    _require_registered(command, state, facts)
    require_unit(facts.read(BODY, body_stream(command.body)), command.body, command.unit)
    require_profile(command.year, command.body, command.profile, facts)
    event = EvaluatorsAssigned(**content(command))
    before = state.years.get(command.year)
    if before == event:
        return []
    if before is not None:
        require_no_result(command.person, command.year, facts)
    return [event]


def _require_registered(command: AssignEvaluators, state: Person, facts: Facts) -> None:
    if state.registered is None:
        raise NotRegistered(person=command.person)
    for evaluator in filter(None, (command.first, command.second)):
        known = facts.read(PERSON, person_stream(evaluator))
        if known.registered is None:
            raise NotRegistered(person=evaluator)
        require_no_relative(facts, command.year, command.person, actor=evaluator)
        own = known.years.get(command.year)
        if own is not None and command.person in {own.first, own.second}:
            raise EvaluatesHisSuperior(person=command.person, evaluator=evaluator, year=command.year)


def _enrol(command: EnrolPerson, state: Person, facts: Facts) -> list[PersonEvent]:
    registering = RegisterPerson.model_validate(_part(command, RegisterPerson))
    registered = _register(registering, state, facts)
    state = evolve(state, registered[0]) if registered else state
    assigning = AssignEvaluators.model_validate(_part(command, AssignEvaluators))
    return [*registered, *_assign(assigning, state, facts)]


def _part(command: EnrolPerson, model: type[Command]) -> dict[str, object]:
    return {name: getattr(command, name) for name in model.model_fields if name != "type"}


PERSON: Decider[Person] = Decider(
    "person",
    (PersonRegistered, EvaluatorsAssigned, *ROLE_EVENTS, *SERVICE_EVENTS),
    (RegisterPerson, AssignEvaluators, EnrolPerson, *ROLE_COMMANDS, *SERVICE_COMMANDS),
    Person(),
    evolve,
    decide,
)
