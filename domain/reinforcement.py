"""Competence reinforcement: who is twice in the bottom band within three years is helped, once (S1-91).

The first entry is shown at once and talked about, so that the second is no surprise. Periods without
a rating do not count. An entry counts towards one programme only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.calendar import months_after
from domain.cycle import require_cycle
from domain.ids import Id, Year, person_stream, reinforcement_stream
from domain.messages import Command, Decider, Event, Facts, Label, PersonalText, PrivateText, Reason, content, having
from domain.person import PERSON, NotRegistered
from domain.personnel import ReinforcementRules
from domain.refusals import Refusal
from domain.roles import require_role
from domain.scoring.band import band_size

Period = Literal["H1", "H2", "FY"]


class _ReinforcementFact(Event):
    """A fact about one person."""

    person: Id


class BottomBandEntered(_ReinforcementFact):
    """The person stood in the bottom band of *band* out of *pool* in this period, as of *reference*."""

    type: Literal["BottomBandEntered"] = "BottomBandEntered"
    year: Year
    period: Period
    body: Id
    reference: date
    band: int
    pool: int


class BottomBandWithdrawn(_ReinforcementFact):
    """The entry did not stand, such as after an objection; *lifts* a programme that rested on it."""

    type: Literal["BottomBandWithdrawn"] = "BottomBandWithdrawn"
    year: Year
    period: Period
    reason: str
    lifts: bool


class BandInterviewRecorded(_ReinforcementFact):
    """What was said and agreed about an entry: what must change, and what helps."""

    type: Literal["BandInterviewRecorded"] = "BandInterviewRecorded"
    year: Year
    period: Period
    by: Id
    record: PrivateText


class ReinforcementRequired(_ReinforcementFact):
    """The entries of *references* together require the programme."""

    type: Literal["ReinforcementRequired"] = "ReinforcementRequired"
    references: tuple[date, ...]


class ReinforcementCompleted(_ReinforcementFact):
    """The person completed the programme; from here on it can be required anew."""

    type: Literal["ReinforcementCompleted"] = "ReinforcementCompleted"
    programme: Label
    on: date


ReinforcementEvent = (
    BottomBandEntered | BottomBandWithdrawn | BandInterviewRecorded | ReinforcementRequired | ReinforcementCompleted
)


@dataclass(frozen=True)
class Reinforcement:
    """What decisions need to know of a person's bottom bands and programmes."""

    entries: dict[str, BottomBandEntered] = field(default_factory=dict)  # by YEAR-PERIOD
    interviews: dict[str, BandInterviewRecorded] = field(default_factory=dict)
    used: frozenset[date] = frozenset()  # references that counted towards a programme
    pending: tuple[date, ...] = ()
    completed: ReinforcementCompleted | None = None


def evolve(state: Reinforcement, event: ReinforcementEvent) -> Reinforcement:
    """Return *state* after *event*."""
    match event:
        case BottomBandEntered():
            return replace(state, entries=having(state.entries, _key(event), event))
        case BottomBandWithdrawn():
            left = {key: entry for key, entry in state.entries.items() if key != _key(event)}
            if event.lifts:
                return replace(state, entries=left, pending=(), used=state.used - set(state.pending))
            return replace(state, entries=left)
        case BandInterviewRecorded():
            return replace(state, interviews=having(state.interviews, _key(event), event))
        case ReinforcementRequired():
            return replace(state, pending=event.references, used=state.used | set(event.references))
        case ReinforcementCompleted():
            return replace(state, pending=(), completed=event)
        case _:
            assert_never(event)


class _ReinforcementCommand(Command):
    """A command about one person."""

    person: Id

    def stream(self) -> str:
        """Return the person's stream of this."""
        return reinforcement_stream(self.person)


class RecordBottomBand(_ReinforcementCommand):
    """Record that the person stands in the bottom band of a pool, as personnel office or as the engine."""

    type: Literal["RecordBottomBand"] = "RecordBottomBand"
    year: Year
    period: Period
    reference: date
    pool: Annotated[int, Field(ge=1)]


class WithdrawBottomBand(_ReinforcementCommand):
    """Withdraw an entry that did not stand."""

    type: Literal["WithdrawBottomBand"] = "WithdrawBottomBand"
    year: Year
    period: Period
    reason: Reason


class RecordBandInterview(_ReinforcementCommand):
    """Record the improvement interview about an entry, as first evaluator of that year."""

    type: Literal["RecordBandInterview"] = "RecordBandInterview"
    year: Year
    period: Period
    record: PersonalText


class CompleteReinforcement(_ReinforcementCommand):
    """Record that the programme is completed."""

    type: Literal["CompleteReinforcement"] = "CompleteReinforcement"
    programme: Label
    on: date


ReinforcementCommand = RecordBottomBand | WithdrawBottomBand | RecordBandInterview | CompleteReinforcement


class NoBottomBand(Refusal):
    """The rules know no bottom band, or the pool is too small for one."""

    code = "reinforcement.no-band"
    ko = "{year}년도 규칙에 따르면 {pool}명의 평가 집단에는 하위 구간이 없습니다. 기록할 것이 없습니다."
    en = "By the rules of {year}, a pool of {pool} has no bottom band. There is nothing to record."


class BandDiffers(Refusal):
    """The period is on record otherwise."""

    code = "reinforcement.band-differs"
    ko = "{person}의 {year}년 {period} 하위 구간 기록이 이미 다르게 있습니다. 먼저 그 기록을 취소하십시오."
    en = "The bottom band of {person} in {year} {period} is on record otherwise. Withdraw that entry first."


class NoSuchEntry(Refusal):
    """There is no such entry."""

    code = "reinforcement.no-entry"
    ko = "{person}의 {year}년 {period} 하위 구간 기록이 없습니다. 연도와 기간을 확인하십시오."
    en = "{person} has no bottom band on record in {year} {period}. Check year and period."


class NotTheInterviewer(Refusal):
    """The first evaluator holds the interview."""

    code = "reinforcement.not-the-interviewer"
    ko = "{person}의 {year}년도 1차 평가자만 개선 면담을 기록합니다. {actor}은(는) 아닙니다."
    en = "The first evaluator of {person} in {year} records the interview; {actor} is not."


class NothingRequired(Refusal):
    """No programme is under way."""

    code = "reinforcement.nothing-required"
    ko = "{person}에게 진행 중인 역량 강화 과정이 없습니다."
    en = "No reinforcement programme of {person} is under way."


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
    personnel = require_cycle(facts, command.year)[1].rules.personnel
    rules = personnel.reinforcement if personnel else None
    size = band_size(command.pool, rules.percent, rules.least_pool) if rules else 0
    if rules is None or not size:
        raise NoBottomBand(year=command.year, pool=command.pool)
    entered = BottomBandEntered(**content(command), body=body, band=size)
    before = state.entries.get(_key(command))
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
    entry = state.entries.get(_key(command))
    if entry is None:
        raise NoSuchEntry(person=command.person, year=command.year, period=command.period)
    return [BottomBandWithdrawn(**content(command), lifts=entry.reference in state.pending)]


def _interview(command: RecordBandInterview, state: Reinforcement, facts: Facts) -> list[ReinforcementEvent]:
    assigned = facts.read(PERSON, person_stream(command.person)).years.get(command.year)
    if assigned is None or facts.actor != assigned.first:
        raise NotTheInterviewer(person=command.person, year=command.year, actor=facts.actor)
    if _key(command) not in state.entries:
        raise NoSuchEntry(person=command.person, year=command.year, period=command.period)
    event = BandInterviewRecorded(**content(command), by=facts.actor)
    return [] if state.interviews.get(_key(command)) == event else [event]


def _complete(command: CompleteReinforcement, state: Reinforcement) -> list[ReinforcementEvent]:
    event = ReinforcementCompleted(**content(command))
    if state.completed == event:
        return []
    if not state.pending:
        raise NothingRequired(person=command.person)
    return [event]


def _key(
    of: BottomBandEntered
    | BottomBandWithdrawn
    | BandInterviewRecorded
    | RecordBottomBand
    | WithdrawBottomBand
    | RecordBandInterview,
) -> str:
    return f"{of.year}-{of.period}"


REINFORCEMENT: Decider[Reinforcement] = Decider(
    "reinforcement",
    (BottomBandEntered, BottomBandWithdrawn, BandInterviewRecorded, ReinforcementRequired, ReinforcementCompleted),
    (RecordBottomBand, WithdrawBottomBand, RecordBandInterview, CompleteReinforcement),
    Reinforcement(),
    evolve,
    decide,
)
