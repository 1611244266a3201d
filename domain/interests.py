"""Interests that people declare: contracts, fees, lawsuits, shares and relations that may bias them (SOD-07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Self, assert_never

from pydantic import model_validator

from domain.ids import Id
from domain.messages import Command, Decider, Event, Facts, PersonalText, PrivateText, content, having
from domain.person_ids import interests_stream
from domain.refusals import Refusal
from domain.roles import require_role

InterestKind = Literal["research-contract", "advisory-fee", "litigation", "shares", "post", "headed", "relation"]


class InterestDeclared(Event):
    """*person* has or had an interest in *body*, from *since* to *until*; None: it lasts."""

    type: Literal["InterestDeclared"] = "InterestDeclared"
    person: Id
    interest: Id
    kind: InterestKind
    body: Id
    unit: Id | None
    other: Id | None  # of a relation: to whom
    since: date
    until: date | None
    note: PrivateText
    by: Id


class InterestEnded(Event):
    """The interest lasted until *until*."""

    type: Literal["InterestEnded"] = "InterestEnded"
    person: Id
    interest: Id
    until: date
    by: Id


InterestEvent = InterestDeclared | InterestEnded


@dataclass(frozen=True)
class Interests:
    """What decisions need to know of a person's interests, by their ids."""

    declared: Mapping[str, InterestDeclared] = field(default_factory=dict)


def evolve(state: Interests, event: InterestEvent) -> Interests:
    """Return *state* after *event*."""
    match event:
        case InterestDeclared():
            return replace(state, declared=having(state.declared, event.interest, event))
        case InterestEnded():
            ended = state.declared[event.interest].model_copy(update={"until": event.until})
            return replace(state, declared=having(state.declared, event.interest, ended))
        case _:
            assert_never(event)


class DeclareInterest(Command):
    """Declare an interest in a body: of oneself, or as its evaluation or planning office of somebody."""

    type: Literal["DeclareInterest"] = "DeclareInterest"
    person: Id
    interest: Id
    kind: InterestKind
    body: Id
    unit: Id | None = None
    other: Id | None = None
    since: date
    until: date | None = None
    note: PersonalText | None = None

    def stream(self) -> str:
        """Return the stream of the person's interests."""
        return interests_stream(self.person)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("an interest ends on the day it begins or later")
        if (self.kind == "relation") != (self.other is not None):
            raise ValueError("a relation, and nothing else, is to another person")
        return self


class EndInterest(Command):
    """Say that an interest ends on *until*: today or later, for nobody shortens what was."""

    type: Literal["EndInterest"] = "EndInterest"
    person: Id
    interest: Id
    until: date

    def stream(self) -> str:
        """Return the stream of the person's interests."""
        return interests_stream(self.person)


InterestCommand = DeclareInterest | EndInterest


class InterestTaken(Refusal):
    """An interest is declared once; it ends, but does not change."""

    code = "interest.taken"
    ko = "{person}의 이해관계 '{interest}'은(는) 다른 내용으로 이미 신고되었습니다. 다른 식별자로 신고하십시오."
    en = "The interest '{interest}' of {person} is declared already with other content. Use another id."


class NoSuchInterest(Refusal):
    """Only what was declared and still lasts ends."""

    code = "interest.unknown"
    ko = "{person}에게 지금 이어지는 이해관계 '{interest}'이(가) 없습니다. 신고 내용을 확인하십시오."
    en = "{person} has no interest '{interest}' that lasts. Check what was declared."


class InterestShortened(Refusal):
    """An interest does not end in the past."""

    code = "interest.in-the-past"
    ko = "이해관계 '{interest}'을(를) 지난 날({until})에 끝난 것으로 할 수 없습니다. 오늘이나 그 뒤의 날을 적으십시오."
    en = "The interest '{interest}' cannot end on {until}, which is past. Name today or a later day."


def decide(command: InterestCommand, state: Interests, facts: Facts) -> list[InterestEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case DeclareInterest():
            return _declare(command, state, facts)
        case EndInterest():
            return _end(command, state, facts)
        case _:
            assert_never(command)


def _declare(command: DeclareInterest, state: Interests, facts: Facts) -> list[InterestEvent]:
    if facts.actor != command.person and not facts.holds("planning", command.body):
        require_role(facts, "evaluation-office", command.body)
    before = state.declared.get(command.interest)
    if before is None:
        return [InterestDeclared(**content(command), by=facts.actor)]
    said = {name for name in DeclareInterest.model_fields if name not in ("type", "until", "note")}
    if before.model_dump(include=said) != command.model_dump(include=said):
        raise InterestTaken(person=command.person, interest=command.interest)
    return []


def _end(command: EndInterest, state: Interests, facts: Facts) -> list[InterestEvent]:
    before = state.declared.get(command.interest)
    if before is not None and facts.actor not in {command.person} & {before.by}:
        require_role(facts, "evaluation-office", before.body)
    if before is not None and before.until == command.until:
        return []
    if before is None or before.until is not None:
        raise NoSuchInterest(person=command.person, interest=command.interest)
    if command.until < max(facts.at.date(), before.since):
        raise InterestShortened(interest=command.interest, until=command.until)
    return [InterestEnded(**content(command), by=facts.actor)]


INTERESTS: Decider[Interests] = Decider(
    "interests", (InterestDeclared, InterestEnded), (DeclareInterest, EndInterest), Interests(), evolve, decide
)
