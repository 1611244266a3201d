"""A body: a ministry, an agency or the Prime Minister's Office, with its units and their heads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from domain.ids import Id, body_stream
from domain.messages import Command, Decider, Event, Facts, Label, content, having
from domain.refusals import Refusal
from domain.roles import require_role


class BodyEstablished(Event):
    """A body exists from now on."""

    type: Literal["BodyEstablished"] = "BodyEstablished"
    body: Id
    name: Label


class UnitEstablished(Event):
    """A unit of a body exists: a bureau, or a department below one."""

    type: Literal["UnitEstablished"] = "UnitEstablished"
    body: Id
    unit: Id
    parent: Id | None
    level: Literal["office", "bureau", "department"]
    name: Label


class HeadAppointed(Event):
    """*person* heads *unit*, or the whole body when *unit* is None."""

    type: Literal["HeadAppointed"] = "HeadAppointed"
    body: Id
    unit: Id | None
    person: Id


BodyEvent = BodyEstablished | UnitEstablished | HeadAppointed


@dataclass(frozen=True)
class Unit:
    """One unit: its place in the tree, and its head."""

    level: str
    parent: str | None
    name: Label
    head: str | None = None


@dataclass(frozen=True)
class Body:
    """What decisions need to know of a body."""

    established: BodyEstablished | None = None
    head: str | None = None
    units: dict[str, Unit] = field(default_factory=dict)

    def line(self, unit: str | None) -> list[str]:
        """Return *unit* and the units above it, lowest first."""
        line: list[str] = []
        while unit is not None and unit in self.units and unit not in line:
            line.append(unit)
            unit = self.units[unit].parent
        return line


def evolve(state: Body, event: BodyEvent) -> Body:
    """Return *state* after *event*."""
    match event:
        case BodyEstablished():
            return replace(state, established=event)
        case UnitEstablished():
            return replace(state, units=having(state.units, event.unit, Unit(event.level, event.parent, event.name)))
        case HeadAppointed():
            return _headed(state, event)
        case _:
            assert_never(event)


def _headed(state: Body, event: HeadAppointed) -> Body:
    if event.unit is None:
        return replace(state, head=event.person)
    headed = replace(state.units[event.unit], head=event.person)
    return replace(state, units=having(state.units, event.unit, headed))


class EstablishBody(Command):
    """Establish a body."""

    type: Literal["EstablishBody"] = "EstablishBody"
    body: Id
    name: Label

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


class EstablishUnit(Command):
    """Establish a unit of a body, below *parent* if given."""

    type: Literal["EstablishUnit"] = "EstablishUnit"
    body: Id
    unit: Id
    parent: Id | None = None
    level: Literal["office", "bureau", "department"]
    name: Label

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


class AppointHead(Command):
    """Make *person* the head of *unit*, or of the body when *unit* is None."""

    type: Literal["AppointHead"] = "AppointHead"
    body: Id
    unit: Id | None = None
    person: Id

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


BodyCommand = EstablishBody | EstablishUnit | AppointHead


class BodyNotEstablished(Refusal):
    """The body does not exist."""

    code = "body.not-established"
    ko = "'{body}' 기관이 아직 없습니다. 기관을 먼저 등록하십시오."
    en = "There is no body '{body}' yet. Establish it first."


class UnknownUnit(Refusal):
    """The body has no such unit."""

    code = "unit.unknown"
    ko = "{body}에는 '{unit}' 부서가 없습니다. 부서를 먼저 등록하십시오."
    en = "{body} has no unit '{unit}'. Establish the unit first."


class AlreadyEstablished(Refusal):
    """The id is taken by something else."""

    code = "body.id-taken"
    ko = "'{id}'은(는) 이미 다른 내용으로 등록되어 있습니다. 다른 식별자를 쓰십시오."
    en = "'{id}' is already established with other content. Use another id."


def require_unit(body: Body, body_id: str, unit: str) -> Unit:
    """Return *unit* of *body*.

    Raises:
        UnknownUnit: there is none.
    """
    if unit not in body.units:
        raise UnknownUnit(body=body_id, unit=unit)
    return body.units[unit]


def decide(command: BodyCommand, state: Body, facts: Facts) -> list[BodyEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    require_role(facts, "operator", command.body)
    if not isinstance(command, EstablishBody) and state.established is None:
        raise BodyNotEstablished(body=command.body)
    match command:
        case EstablishBody():
            return _establish(command, state)
        case EstablishUnit():
            return _establish_unit(command, state)
        case AppointHead():
            return _appoint(command, state)
        case _:
            assert_never(command)


def _establish(command: EstablishBody, state: Body) -> list[BodyEvent]:
    event = BodyEstablished(body=command.body, name=command.name)
    if state.established not in (None, event):
        raise AlreadyEstablished(id=command.body)
    return [] if state.established else [event]


def _establish_unit(command: EstablishUnit, state: Body) -> list[BodyEvent]:
    if command.parent is not None:
        require_unit(state, command.body, command.parent)
    if known := state.units.get(command.unit):
        if (known.level, known.parent, known.name) != (command.level, command.parent, command.name):
            raise AlreadyEstablished(id=command.unit)
        return []
    return [UnitEstablished(**content(command))]


def _appoint(command: AppointHead, state: Body) -> list[BodyEvent]:
    now = state.head if command.unit is None else require_unit(state, command.body, command.unit).head
    return [] if now == command.person else [HeadAppointed(**content(command))]


BODY: Decider[Body] = Decider(
    "body",
    (BodyEstablished, UnitEstablished, HeadAppointed),
    (EstablishBody, EstablishUnit, AppointHead),
    Body(),
    evolve,
    decide,
)
