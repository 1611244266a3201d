"""Where a person served in a year, and whether that is enough to be evaluated: transfers, leave, eligibility.

Part of the person's stream. Days count from 1 January to 31 December of the performance year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Self, assert_never

from pydantic import model_validator

from domain.body import BODY, require_unit
from domain.cycle import require_cycle
from domain.ids import Id, Year, body_stream, person_stream
from domain.messages import Command, Event, Facts, content
from domain.person_evaluators import require_no_result
from domain.person_spells import Absence, Away, Ground, Move, eligibility, spells_in
from domain.refusals import Refusal
from domain.roles import require_engine, require_role


class PersonTransferred(Event):
    """The person serves in *to_unit* from *day* on; None: comes from outside, or leaves the body."""

    type: Literal["PersonTransferred"] = "PersonTransferred"
    person: Id
    body: Id
    from_unit: Id | None
    to_unit: Id | None
    day: date


class LeaveTaken(Event):
    """The person was away from *begins* to *ends*, both included; the same *begins* again corrects the end."""

    type: Literal["LeaveTaken"] = "LeaveTaken"
    person: Id
    body: Id
    kind: Absence
    begins: date
    ends: date


class EligibilityDetermined(Event):
    """Whether the person is evaluated in *year*: *ground* says why not, None that he is."""

    type: Literal["EligibilityDetermined"] = "EligibilityDetermined"
    person: Id
    body: Id
    year: Year
    ground: Ground | None
    days: int  # of service in the year
    cause: str | None = None  # the decision on an objection that led to it; None: found by the rules


ServiceEvent = PersonTransferred | LeaveTaken | EligibilityDetermined
SERVICE_EVENTS: tuple[type[Event], ...] = (PersonTransferred, LeaveTaken, EligibilityDetermined)


@dataclass(frozen=True)
class Service:
    """Where a person served, as far as it changed."""

    transfers: tuple[PersonTransferred, ...] = ()  # in order of days
    absences: Mapping[date, LeaveTaken] = field(default_factory=dict)  # by first day
    eligibility: Mapping[int, EligibilityDetermined] = field(default_factory=dict)  # by year

    def moves(self) -> list[Move]:
        """Return the transfers, in order."""
        return [Move(it.from_unit, it.to_unit, it.day) for it in self.transfers]

    def away(self) -> list[Away]:
        """Return the absences."""
        return [Away(it.kind, it.begins, it.ends) for it in self.absences.values()]


def evolve_service(state: Service, event: ServiceEvent) -> Service:
    """Return *state* after *event*."""
    match event:
        case PersonTransferred():
            return replace(state, transfers=(*state.transfers, event))
        case LeaveTaken():
            return replace(state, absences={**state.absences, event.begins: event})
        case EligibilityDetermined():
            return replace(state, eligibility={**state.eligibility, event.year: event})
        case _:
            assert_never(event)


class _ServiceCommand(Command):
    """A command of the personnel office about one person's service."""

    person: Id
    body: Id

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


class TransferPerson(_ServiceCommand):
    """Let the person serve in *to_unit* from *day* on; None: comes from outside, or leaves the body."""

    type: Literal["TransferPerson"] = "TransferPerson"
    from_unit: Id | None
    to_unit: Id | None
    day: date


class TakeLeave(_ServiceCommand):
    """Record leave, training or a secondment; the same first day again corrects the last."""

    type: Literal["TakeLeave"] = "TakeLeave"
    kind: Absence
    begins: date
    ends: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.begins:
            raise ValueError("an absence ends on the day it begins or later")
        return self


class DetermineEligibility(_ServiceCommand):
    """Find by the year's rules whether the person is evaluated, and record it."""

    type: Literal["DetermineEligibility"] = "DetermineEligibility"
    year: Year


class ReviseEligibility(_ServiceCommand):
    """Put *ground* in the place of the one on record because of *cause*; the engine's own command."""

    type: Literal["ReviseEligibility"] = "ReviseEligibility"
    engines = True
    year: Year
    ground: Ground | None  # None: the person is evaluated
    cause: str


ServiceCommand = TransferPerson | TakeLeave | DetermineEligibility | ReviseEligibility
SERVICE_COMMANDS: tuple[type[Command], ...] = (TransferPerson, TakeLeave, DetermineEligibility, ReviseEligibility)


class ServesElsewhere(Refusal):
    """A transfer starts where the person serves."""

    code = "service.other-unit"
    ko = "{person}의 소속은 {unit}입니다. {given}에서 전보할 수 없습니다. 지금 소속에서 전보하십시오."
    en = "{person} serves in {unit}, so no transfer can start in {given}. Transfer the person from there."


class TransferOutOfOrder(Refusal):
    """Transfers are recorded in the order they happen."""

    code = "service.out-of-order"
    ko = "{person}은(는) 이미 {last}에 전보되었습니다. 그보다 앞선 {day}자 전보는 기록할 수 없습니다."
    en = "{person} was transferred on {last} already; a transfer on {day}, before that, cannot be recorded."


class AbsencesOverlap(Refusal):
    """Nobody is away twice at once."""

    code = "service.overlap"
    ko = (
        "{person}은(는) {begins}부터 {ends}까지 이미 부재로 기록되어 있습니다. 그 기간을 고치거나 겹치지 않게 하십시오."
    )
    en = "{person} is on record as away from {begins} to {ends}. Correct that, or name days that do not overlap."


def decide_service(command: ServiceCommand, state: Service, unit: str | None, facts: Facts) -> list[ServiceEvent]:
    """Return the events that *command* causes; *unit* is the person's: now, or in the command's year.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, ReviseEligibility):
        return _revise(command, state, unit, facts)
    require_role(facts, "hr", command.body)
    match command:
        case TransferPerson():
            return _transfer(command, state, unit, facts)
        case TakeLeave():
            return _take_leave(command, state, facts)
        case DetermineEligibility():
            return _determine(command, state, unit, facts)
        case _:
            assert_never(command)


def _transfer(command: TransferPerson, state: Service, unit: str | None, facts: Facts) -> list[ServiceEvent]:
    event = PersonTransferred(**content(command))
    last = state.transfers[-1] if state.transfers else None
    if last == event:
        return []
    require_no_result(command.person, command.day.year, facts)
    body = facts.read(BODY, body_stream(command.body))
    for known in filter(None, (command.from_unit, command.to_unit)):
        require_unit(body, command.body, known)
    if last is not None and command.day <= last.day:
        raise TransferOutOfOrder(person=command.person, last=last.day, day=command.day)
    joins = command.from_unit is None and last is None
    if command.from_unit != unit and not joins:
        raise ServesElsewhere(person=command.person, unit=unit or "-", given=command.from_unit or "-")
    return [event]


def _take_leave(command: TakeLeave, state: Service, facts: Facts) -> list[ServiceEvent]:
    event = LeaveTaken(**content(command))
    if state.absences.get(command.begins) == event:
        return []
    require_no_result(command.person, command.begins.year, facts)
    for other in state.absences.values():
        if other.begins != command.begins and other.begins <= command.ends and command.begins <= other.ends:
            raise AbsencesOverlap(person=command.person, begins=other.begins, ends=other.ends)
    return [event]


def _determine(command: DetermineEligibility, state: Service, unit: str | None, facts: Facts) -> list[ServiceEvent]:
    rules = require_cycle(facts, command.year, command.body)[1].rules.people
    spells = spells_in(command.year, unit, state.moves(), state.away())
    ground = eligibility(command.year, spells, state.away(), rules.least_service)
    event = EligibilityDetermined(**content(command), ground=ground, days=sum(spell.days for spell in spells))
    if state.eligibility.get(command.year) == event:
        return []
    require_no_result(command.person, command.year, facts)
    return [event]


def _revise(command: ReviseEligibility, state: Service, unit: str | None, facts: Facts) -> list[ServiceEvent]:
    require_engine(facts, command.body)
    before = state.eligibility.get(command.year)
    if (before.ground if before else None) == command.ground:
        return []
    days = sum(spell.days for spell in spells_in(command.year, unit, state.moves(), state.away()))
    return [EligibilityDetermined(**content(command), days=days)]
