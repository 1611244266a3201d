"""The performance management card of a person: what is entered, and who used it for which decision (S1-57, S1-111).

Nothing on it is overwritten: a new entry supersedes an older one, which stays readable. Its subject
reads all of it, and sees every use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.conflicts import acts_for
from domain.ids import SYSTEM, Id, Year, person_stream
from domain.messages import Command, Decider, Event, Facts, PersonalText, PrivateText, Reason, content
from domain.numbers import Points100
from domain.person import PERSON, Person
from domain.person_ids import card_stream
from domain.refusals import NotAllowed, NotRegistered, Refusal
from domain.roles import require_engine

Section = Literal["government-result", "accomplishment", "superior-opinion", "final-result", "development"]
Decision = Literal["promotion", "vacancy", "training", "recommendation"]
Number = Annotated[int, Field(ge=1)]


class CardEntryRecorded(Event):
    """Entry *number* of the card; it takes the place of *supersedes*, which stays."""

    type: Literal["CardEntryRecorded"] = "CardEntryRecorded"
    person: Id
    year: Year
    number: Number
    section: Section
    text: PrivateText
    by: Id
    supersedes: Number | None


class CardUsed(Event):
    """*by* read the card, with entries up to *upto*, for a decision."""

    type: Literal["CardUsed"] = "CardUsed"
    person: Id
    by: Id
    decision: Decision
    reason: str
    upto: int


class TaskResultRecorded(Event):
    """What came of a task of the unit in which the person served (S1-54), by the fact *cause*, STREAM@VERSION."""

    type: Literal["TaskResultRecorded"] = "TaskResultRecorded"
    person: Id
    year: Year
    body: Id
    unit: Id
    of: Literal["programme"]
    task: Id
    score: Points100
    level: Id
    cause: str


CardEvent = CardEntryRecorded | CardUsed | TaskResultRecorded


@dataclass(frozen=True)
class Card:
    """What decisions need to know of a card."""

    entries: tuple[CardEntryRecorded, ...] = ()
    last_use: CardUsed | None = None
    task_results: tuple[TaskResultRecorded, ...] = ()

    def superseded(self) -> set[int]:
        """Return the numbers of the entries that another took the place of."""
        return {it.supersedes for it in self.entries if it.supersedes is not None}


def evolve(state: Card, event: CardEvent) -> Card:
    """Return *state* after *event*."""
    match event:
        case CardEntryRecorded():
            return replace(state, entries=(*state.entries, event))
        case CardUsed():
            return replace(state, last_use=event)
        case TaskResultRecorded():
            return replace(state, task_results=(*state.task_results, event))
        case _:
            assert_never(event)


class _CardCommand(Command):
    """A command about one person's card."""

    person: Id

    def stream(self) -> str:
        """Return the card's stream."""
        return card_stream(self.person)


class RecordCardEntry(_CardCommand):
    """Enter something: as personnel office; an opinion as first evaluator of that year."""

    type: Literal["RecordCardEntry"] = "RecordCardEntry"
    year: Year
    section: Section
    text: PersonalText
    supersedes: Number | None = None


class UseCard(_CardCommand):
    """Use the card for a decision: as personnel office, committee or head of the body."""

    type: Literal["UseCard"] = "UseCard"
    decision: Decision
    reason: Reason


class RecordTaskResult(_CardCommand):
    """Enter what came of a task of the person's unit; the engine's own command."""

    type: Literal["RecordTaskResult"] = "RecordTaskResult"
    engines = True
    year: Year
    body: Id
    unit: Id
    of: Literal["programme"]
    task: Id
    score: Points100
    level: Id
    cause: str


CardCommand = RecordCardEntry | UseCard | RecordTaskResult


class NotOnCard(Refusal):
    """What is to be superseded is no entry in force of that year and section."""

    code = "card.not-in-force"
    ko = "{person}의 카드에 {year}년도 '{section}'의 유효한 {number}번 기재가 없습니다. 번호를 확인하십시오."
    en = "The card of {person} has no entry {number} in force in '{section}' of {year}. Check the number."


class OwnCard(Refusal):
    """Nobody decides by his own card."""

    code = "card.own"
    ko = "{person}은(는) 자기 카드를 결정에 쓰거나 기재할 수 없습니다. 열람만 할 수 있습니다."
    en = "{person} may read but neither write nor decide by his or her own card."


def decide(command: CardCommand, state: Card, facts: Facts) -> list[CardEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    person = facts.read(PERSON, person_stream(command.person))
    if person.registered is None:
        raise NotRegistered(person=command.person)
    if facts.actor == command.person:
        raise OwnCard(person=command.person)
    match command:
        case RecordCardEntry():
            return _record(command, state, person, facts)
        case UseCard():
            return _use(command, state, person.registered.body, facts)
        case RecordTaskResult():
            require_engine(facts, command.body)
            result = TaskResultRecorded(**content(command))
            return [] if result in state.task_results else [result]
        case _:
            assert_never(command)


def _record(command: RecordCardEntry, state: Card, person: Person, facts: Facts) -> list[CardEvent]:
    body = person.registered.body if person.registered else ""
    assigned = person.years.get(command.year)
    opines = command.section == "superior-opinion" and assigned is not None and facts.actor == assigned.first
    if not (opines or facts.actor == SYSTEM or facts.holds("hr", body)):
        raise NotAllowed(actor=facts.actor, role="hr", body=body)
    said = {**content(command), "by": facts.actor}
    if any({**content(it), **said} == content(it) for it in state.entries):
        return []
    if command.supersedes is not None:
        _require_in_force(command, state)
    return [CardEntryRecorded.model_validate({**said, "number": len(state.entries) + 1})]


def _require_in_force(command: RecordCardEntry, state: Card) -> None:
    kind = (command.supersedes, command.year, command.section)
    in_force = {(it.number, it.year, it.section) for it in state.entries if it.number not in state.superseded()}
    if kind not in in_force:
        raise NotOnCard(person=command.person, number=command.supersedes, year=command.year, section=command.section)


def _use(command: UseCard, state: Card, body: str, facts: Facts) -> list[CardEvent]:
    by_role = facts.holds("hr", body) or facts.holds("evaluation-committee", body)
    if not by_role and not acts_for(facts, body, None):
        raise NotAllowed(actor=facts.actor, role="hr", body=body)
    event = CardUsed(**content(command), by=facts.actor, upto=len(state.entries))
    return [] if state.last_use == event else [event]


CARD: Decider[Card] = Decider(
    "card",
    (CardEntryRecorded, CardUsed, TaskResultRecorded),
    (RecordCardEntry, UseCard, RecordTaskResult),
    Card(),
    evolve,
    decide,
)
