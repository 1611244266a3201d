"""A body: a ministry, an agency or the Prime Minister's Office, with its units and their heads."""

from __future__ import annotations

from typing import assert_never

from domain.body_class import BodyReclassified, ReclassifyBody, inherited, reclassified
from domain.body_commands import (
    AlreadyEstablished,
    BodyCommand,
    BodyNotEstablished,
    EstablishBody,
    EstablishUnit,
    UnknownUnit,
)
from domain.body_facts import Body, BodyEstablished, BodyEvent, Unit, UnitEstablished, evolve
from domain.calendar import HOME, day_of
from domain.headship import (
    ActingHeadAppointed,
    AppointActingHead,
    AppointHead,
    HeadAppointed,
    NobodyToActFor,
    OwnAppointment,
    require_no_overlap,
)
from domain.ids import body_stream, person_stream
from domain.messages import Decider, Facts, content
from domain.refusals import NotRegistered
from domain.roles import require_role
from domain.succession import (
    SUCCESSION_COMMANDS,
    SUCCESSION_EVENTS,
    AbolishBody,
    MergeBody,
    RenameBody,
    SplitBody,
    SucceedBody,
    decide_succession,
    require_going_on,
)


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
    if isinstance(command, EstablishUnit | AppointHead | AppointActingHead | ReclassifyBody):
        require_going_on(state.succession, command.body)
    match command:
        case SucceedBody():
            return _succeed(command, state, facts)
        case RenameBody() | SplitBody() | MergeBody() | AbolishBody():
            return list(decide_succession(command, state.succession, lambda it: _goes_on(it, facts), facts))
        case ReclassifyBody():
            return list(reclassified(command, state.class_on(command.day), facts))
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


def _succeed(command: SucceedBody, state: Body, facts: Facts) -> list[BodyEvent]:
    """Return that the body has its share, and, where nobody said what it is, that it is what its predecessor was."""
    succeeded = decide_succession(command, state.succession, lambda it: _goes_on(it, facts), facts)
    before = facts.read(BODY, body_stream(command.predecessor))
    ended = before.succession.ended
    classes = state.class_on(command.day), before.class_on(command.day)
    return [*succeeded, *(inherited(command.body, *classes, ended) if ended else ())]


def _establish(command: EstablishBody, state: Body) -> list[BodyEvent]:
    event = BodyEstablished(**content(command))
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
    (BodyEstablished, UnitEstablished, HeadAppointed, ActingHeadAppointed, BodyReclassified, *SUCCESSION_EVENTS),
    (EstablishBody, EstablishUnit, AppointHead, AppointActingHead, ReclassifyBody, *SUCCESSION_COMMANDS),
    Body(),
    evolve,
    decide,
)
