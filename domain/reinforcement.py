"""Competence reinforcement: who is twice in the bottom band within three years is helped, once (S1-91).

The first entry is shown at once and talked about, so that the second is no surprise. Periods without
a rating do not count. An entry counts towards one programme only.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.calendar import months_after
from domain.cycle import require_cycle
from domain.ids import Id, person_stream
from domain.messages import Command, Decider, Facts, Label, PersonalText, Reason, content
from domain.person import PERSON
from domain.person_ids import reinforcement_stream
from domain.personnel import ReinforcementRules
from domain.refusals import NotRegistered
from domain.reinforcement_facts import (
    BandInterviewRecorded,
    BottomBandEntered,
    BottomBandWithdrawn,
    OfPeriod,
    Reinforcement,
    ReinforcementCompleted,
    ReinforcementEvent,
    ReinforcementRequired,
    evolve,
)
from domain.reinforcement_refusals import BandDiffers, NoBottomBand, NoSuchEntry, NothingRequired, NotTheInterviewer
from domain.roles import require_role
from domain.scoring.band import band_size


class _ReinforcementCommand(Command):
    """A command about one person."""

    person: Id

    def stream(self) -> str:
        """Return the person's stream of this."""
        return reinforcement_stream(self.person)


class RecordBottomBand(OfPeriod, _ReinforcementCommand):
    """Record that the person stands in the bottom band of a pool, as personnel office or as the engine."""

    type: Literal["RecordBottomBand"] = "RecordBottomBand"
    reference: date
    pool: Annotated[int, Field(ge=1)]


class WithdrawBottomBand(OfPeriod, _ReinforcementCommand):
    """Withdraw an entry that did not stand."""

    type: Literal["WithdrawBottomBand"] = "WithdrawBottomBand"
    reason: Reason


class RecordBandInterview(OfPeriod, _ReinforcementCommand):
    """Record the improvement interview about an entry, as first evaluator of that year."""

    type: Literal["RecordBandInterview"] = "RecordBandInterview"
    record: PersonalText


class CompleteReinforcement(_ReinforcementCommand):
    """Record that the programme is completed."""

    type: Literal["CompleteReinforcement"] = "CompleteReinforcement"
    programme: Label
    on: date


ReinforcementCommand = RecordBottomBand | WithdrawBottomBand | RecordBandInterview | CompleteReinforcement


def decide(command: ReinforcementCommand, state: Reinforcement, facts: Facts) -> list[ReinforcementEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    registered = facts.read(PERSON, person_stream(command.person)).registered
    if registered is None:
        raise NotRegistered(person=command.person)
    if isinstance(command, RecordBandInterview):
        return _interview(command, state, facts)
    require_role(facts, "hr", registered.body)
    match command:
        case RecordBottomBand():
            return _record(command, state, facts, registered.body)
        case WithdrawBottomBand():
            return _withdraw(command, state)
        case CompleteReinforcement():
            return _complete(command, state)
        case _:
            assert_never(command)


def _record(command: RecordBottomBand, state: Reinforcement, facts: Facts, body: str) -> list[ReinforcementEvent]:
    personnel = require_cycle(facts, command.year, body)[1].rules.personnel
    rules = personnel.reinforcement if personnel else None
    size = band_size(command.pool, rules.percent, rules.least_pool) if rules else 0
    if rules is None or not size:
        raise NoBottomBand(year=command.year, pool=command.pool)
    entered = BottomBandEntered(**content(command), body=body, band=size)
    before = state.entries.get(command.key)
    if before == entered:
        return []
    if before is not None:
        raise BandDiffers(person=command.person, year=command.year, period=command.period)
    return [entered, *_requirement(evolve(state, entered), rules, command.person)]


def _requirement(state: Reinforcement, rules: ReinforcementRules, person: str) -> list[ReinforcementEvent]:
    """Return the requirement if enough entries that count for nothing yet lie within the window."""
    unused = sorted(it.reference for it in state.entries.values() if it.reference not in state.used)
    within = [it for it in unused if months_after(it, rules.within_months) > unused[-1]]
    if state.pending or len(within) < rules.entries:
        return []
    return [ReinforcementRequired(person=person, references=tuple(within))]


def _withdraw(command: WithdrawBottomBand, state: Reinforcement) -> list[ReinforcementEvent]:
    entry = state.entries.get(command.key)
    if entry is None:
        raise NoSuchEntry(person=command.person, year=command.year, period=command.period)
    return [BottomBandWithdrawn(**content(command), lifts=entry.reference in state.pending)]


def _interview(command: RecordBandInterview, state: Reinforcement, facts: Facts) -> list[ReinforcementEvent]:
    assigned = facts.read(PERSON, person_stream(command.person)).years.get(command.year)
    if assigned is None or facts.actor != assigned.first:
        raise NotTheInterviewer(person=command.person, year=command.year, actor=facts.actor)
    if command.key not in state.entries:
        raise NoSuchEntry(person=command.person, year=command.year, period=command.period)
    event = BandInterviewRecorded(**content(command), by=facts.actor)
    return [] if state.interviews.get(command.key) == event else [event]


def _complete(command: CompleteReinforcement, state: Reinforcement) -> list[ReinforcementEvent]:
    event = ReinforcementCompleted(**content(command))
    if state.completed == event:
        return []
    if not state.pending:
        raise NothingRequired(person=command.person)
    return [event]


REINFORCEMENT: Decider[Reinforcement] = Decider(
    "reinforcement",
    (BottomBandEntered, BottomBandWithdrawn, BandInterviewRecorded, ReinforcementRequired, ReinforcementCompleted),
    (RecordBottomBand, WithdrawBottomBand, RecordBandInterview, CompleteReinforcement),
    Reinforcement(),
    evolve,
    decide,
)
