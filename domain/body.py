"""A body: a ministry, an agency or the Prime Minister's Office, with its units and their heads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never

from domain.calendar import HOME, day_of
from domain.headship import (
    ActingHeadAppointed,
    AppointActingHead,
    AppointHead,
    HeadAppointed,
    NobodyToActFor,
    OwnAppointment,
    Past,
    acting_on,
    past_of,
    require_no_overlap,
)
from domain.ids import Id, body_stream, person_stream
from domain.messages import Command, Decider, Event, Facts, Label, content, having
from domain.refusals import NotRegistered, Refusal
from domain.roles import require_role
from domain.succession import (
    SUCCESSION_COMMANDS,
    SUCCESSION_EVENTS,
    AbolishBody,
    BodyAbolished,
    BodyMerged,
    BodyRenamed,
    BodySplit,
    BodySucceeded,
    MergeBody,
    RenameBody,
    SplitBody,
    SucceedBody,
    Succession,
    SuccessionCommand,
    SuccessionEvent,
    decide_succession,
    evolve_succession,
    require_going_on,
)


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


BodyEvent = BodyEstablished | UnitEstablished | HeadAppointed | ActingHeadAppointed | SuccessionEvent


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
    past: tuple[Past, ...] = ()  # who headed what, as far as the day of the end is known
    acting: tuple[ActingHeadAppointed, ...] = ()
    succession: Succession = field(default_factory=Succession)

    def line(self, unit: str | None) -> list[str]:
        """Return *unit* and the units above it, lowest first."""
        line: list[str] = []
        while unit is not None and unit in self.units and unit not in line:
            line.append(unit)
            unit = self.units[unit].parent
        return line

    def head_of(self, unit: str | None) -> str | None:
        """Return who heads *unit*, or the body when it is None."""
        return self.head if unit is None else self.units[unit].head

    def leads(self, person: str, unit: str | None, day: date) -> bool:
        """Return whether *person* heads *unit*, or the body, or acts for its head on *day*."""
        head = self.head_of(unit)
        return person == head or person in acting_on(self.acting, unit, head, day)

    def led_until(self, person: str, unit: str | None, today: date) -> date | None:
        """Return the first day on which *person* led *unit* no more; *today* if he still does, None if he never did."""
        if self.leads(person, unit, today):
            return today
        ended = past_of(self.past, self.acting, today)
        return max((it.until for it in ended if (it.unit, it.person) == (unit, person)), default=None)


def evolve(state: Body, event: BodyEvent) -> Body:
    """Return *state* after *event*."""
    match event:
        case BodyEstablished():
            return replace(state, established=event)
        case UnitEstablished():
            return replace(state, units=having(state.units, event.unit, Unit(event.level, event.parent, event.name)))
        case HeadAppointed():
            return _headed(state, event)
        case ActingHeadAppointed():
            key = (event.unit, event.person, event.begins)
            others = (it for it in state.acting if (it.unit, it.person, it.begins) != key)
            return replace(state, acting=(*others, event))
        case BodyRenamed() | BodySplit() | BodyMerged() | BodyAbolished() | BodySucceeded():
            return replace(state, succession=evolve_succession(state.succession, event))
        case _:
            assert_never(event)


def _headed(state: Body, event: HeadAppointed) -> Body:
    before = state.head_of(event.unit)
    if before is not None and event.day is not None:
        state = replace(state, past=(*state.past, Past(event.unit, before, event.day)))
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


BodyCommand = EstablishBody | EstablishUnit | AppointHead | AppointActingHead | SuccessionCommand


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
        BodyHasEnded: the body is no more.
    """
    require_going_on(body.succession, body_id)
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
    if isinstance(command, EstablishUnit | AppointHead | AppointActingHead):
        require_going_on(state.succession, command.body)
    match command:
        case RenameBody() | SplitBody() | MergeBody() | AbolishBody() | SucceedBody():
            return list(decide_succession(command, state.succession, lambda it: _goes_on(it, facts), facts))
        case EstablishBody():
            return _establish(command, state)
        case EstablishUnit():
            return _establish_unit(command, state)
        case AppointHead():
            return _appoint(command, state, facts)
        case AppointActingHead():
            return _appoint_acting(command, state, facts)
        case _:
            assert_never(command)


def _goes_on(body: str, facts: Facts) -> bool:
    found = facts.read(BODY, body_stream(body))
    return found.established is not None and found.succession.ended is None


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


def _appoint(command: AppointHead, state: Body, facts: Facts) -> list[BodyEvent]:
    if _head(command, state) == command.person:
        return []
    _require_another(command, facts)
    return [HeadAppointed(**content(command), day=day_of(facts.at, HOME))]


def _require_another(command: AppointHead | AppointActingHead, facts: Facts) -> None:
    if facts.actor == command.person:
        raise OwnAppointment(actor=facts.actor)


def _head(command: AppointHead | AppointActingHead, state: Body) -> str | None:
    return state.head if command.unit is None else require_unit(state, command.body, command.unit).head


def _appoint_acting(command: AppointActingHead, state: Body, facts: Facts) -> list[BodyEvent]:
    _require_another(command, facts)
    head = _head(command, state)
    if head in (None, command.person):
        raise NobodyToActFor(unit=command.unit or command.body, person=command.person)
    if not facts.version(person_stream(command.person)):
        raise NotRegistered(person=command.person)
    require_no_overlap(command, state.acting)
    event = ActingHeadAppointed(**content(command), head=head, by=facts.actor)
    return [] if any(it.model_copy(update={"by": event.by}) == event for it in state.acting) else [event]


BODY: Decider[Body] = Decider(
    "body",
    (BodyEstablished, UnitEstablished, HeadAppointed, ActingHeadAppointed, *SUCCESSION_EVENTS),
    (EstablishBody, EstablishUnit, AppointHead, AppointActingHead, *SUCCESSION_COMMANDS),
    Body(),
    evolve,
    decide,
)
