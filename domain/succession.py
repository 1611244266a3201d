"""Bodies renamed, split, merged and abolished: who carries on whose work, from which day, by which law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.calendar import HOME, day_of
from domain.ids import Id, body_stream
from domain.messages import Command, Event, Facts, Label, Text, Value, content
from domain.numbers import Percent
from domain.refusals import Refusal

_HUNDRED = Decimal(100)


class Successor(Value):
    """Who takes over *share* percent of a body's work."""

    body: Id
    share: Percent


class BodyRenamed(Event):
    """A body has another name from *day* on; it stays the same body."""

    type: Literal["BodyRenamed"] = "BodyRenamed"
    body: Id
    name: Label
    day: date
    law: Text


class _Ended(Event):
    body: Id
    successors: tuple[Successor, ...]
    day: date  # the first on which it is no more
    law: Text


class BodySplit(_Ended):
    """Several bodies take a body's place."""

    type: Literal["BodySplit"] = "BodySplit"


class BodyMerged(_Ended):
    """A body has become part of another."""

    type: Literal["BodyMerged"] = "BodyMerged"


class BodyAbolished(_Ended):
    """A body is no more; *successors* have what is left of its work, if anybody has."""

    type: Literal["BodyAbolished"] = "BodyAbolished"


class BodySucceeded(Event):
    """A body has taken over *share* percent of the work of *predecessor*."""

    type: Literal["BodySucceeded"] = "BodySucceeded"
    body: Id
    predecessor: Id
    share: Percent
    day: date


BodyEnded = BodySplit | BodyMerged | BodyAbolished
SuccessionEvent = BodyRenamed | BodyEnded | BodySucceeded
SUCCESSION_EVENTS: tuple[type[Event], ...] = (BodyRenamed, BodySplit, BodyMerged, BodyAbolished, BodySucceeded)


@dataclass(frozen=True)
class Succession:
    """What became of a body, and of whom it was made."""

    renamed: BodyRenamed | None = None
    ended: BodyEnded | None = None
    from_others: tuple[BodySucceeded, ...] = ()


def evolve_succession(state: Succession, event: SuccessionEvent) -> Succession:
    """Return *state* after *event*."""
    match event:
        case BodyRenamed():
            return replace(state, renamed=event)
        case BodySucceeded():
            return replace(state, from_others=(*state.from_others, event))
        case BodySplit() | BodyMerged() | BodyAbolished():
            return replace(state, ended=event)
        case _:
            assert_never(event)


class _OfBody(Command):
    body: Id

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


class RenameBody(_OfBody):
    """Give a body another name."""

    type: Literal["RenameBody"] = "RenameBody"
    name: Label
    day: date
    law: Text


class SplitBody(_OfBody):
    """Let two or more bodies take a body's place, each with its share."""

    type: Literal["SplitBody"] = "SplitBody"
    successors: Annotated[tuple[Successor, ...], Field(min_length=2)]
    day: date
    law: Text


class MergeBody(_OfBody):
    """Make a body part of another."""

    type: Literal["MergeBody"] = "MergeBody"
    into: Id
    day: date
    law: Text


class AbolishBody(_OfBody):
    """Abolish a body, with those who have what is left of its work."""

    type: Literal["AbolishBody"] = "AbolishBody"
    successors: tuple[Successor, ...] = ()
    day: date
    law: Text


class SucceedBody(_OfBody):
    """Put on a successor's record whose work it has."""

    type: Literal["SucceedBody"] = "SucceedBody"
    engines = True
    predecessor: Id
    share: Percent
    day: date


SuccessionCommand = RenameBody | SplitBody | MergeBody | AbolishBody | SucceedBody
SUCCESSION_COMMANDS: tuple[type[Command], ...] = (RenameBody, SplitBody, MergeBody, AbolishBody, SucceedBody)


class BodyHasEnded(Refusal):
    """What a body did is done by its successors."""

    code = "body.ended"
    ko = "{body}은(는) {day}부터 없는 기관입니다({law}). 승계 기관: {successors}. 그 기관에서 처리하십시오."
    en = "{body} is no more since {day} ({law}). Its work is carried on by: {successors}. Turn to them."


class ChangeToCome(Refusal):
    """A change is recorded when it is in force: until then the body does its work."""

    code = "body.change-to-come"
    ko = "{body}의 변경은 {day}부터 시행됩니다. 그날 이후에 기록하십시오."
    en = "The change of {body} is in force from {day}. Record it on that day or later."


class SharesNotWhole(Refusal):
    """All of a body's work is carried on, and nothing twice."""

    code = "body.shares"
    ko = "{body}의 승계 비율 합계가 {sum}%입니다. 기관마다 한 번씩, 합계가 100%가 되게 적으십시오."
    en = "The shares in the work of {body} sum to {sum} %. Name each successor once, together 100 %."


class NoSuccessor(Refusal):
    """Only a body that is there can carry on another's work."""

    code = "body.no-successor"
    ko = "'{successor}'은(는) {body}의 일을 승계할 수 없습니다. 등록되어 있고 없어지지 않은 다른 기관을 적으십시오."
    en = "'{successor}' cannot carry on the work of {body}. Name another body that is established and has not ended."


def require_going_on(state: Succession, body: str) -> None:
    """Let pass a body that has not ended.

    Raises:
        BodyHasEnded: it has; the refusal names who carries on its work.
    """
    if (ended := state.ended) is not None:
        successors = ", ".join(f"{it.body} ({it.share} %)" for it in ended.successors) or "-"
        raise BodyHasEnded(body=body, day=ended.day, law=ended.law, successors=successors)


def decide_succession(
    command: SuccessionCommand, state: Succession, goes_on: Callable[[str], bool], facts: Facts
) -> list[SuccessionEvent]:
    """Return the events that *command* causes; *goes_on*: whether a body is there, and has not ended.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, SucceedBody):
        succeeded = BodySucceeded(**content(command))
        return [] if succeeded in state.from_others else [succeeded]
    event = _event(command)
    if event in (state.renamed, state.ended):
        return []
    require_going_on(state, command.body)
    if command.day > day_of(facts.at, HOME):
        raise ChangeToCome(body=command.body, day=command.day)
    if not isinstance(event, BodyRenamed):
        _require_successors(event, goes_on)
    return [event]


def _event(command: RenameBody | SplitBody | MergeBody | AbolishBody) -> BodyRenamed | BodyEnded:
    match command:
        case RenameBody():
            return BodyRenamed(**content(command))
        case SplitBody():
            return BodySplit(**content(command))
        case MergeBody():
            whole = (Successor(body=command.into, share=_HUNDRED),)
            return BodyMerged(body=command.body, successors=whole, day=command.day, law=command.law)
        case AbolishBody():
            return BodyAbolished(**content(command))
        case _:
            assert_never(command)


def _require_successors(event: BodyEnded, goes_on: Callable[[str], bool]) -> None:
    for it in event.successors:
        if it.body == event.body or not goes_on(it.body):
            raise NoSuccessor(successor=it.body, body=event.body)
    total = sum((it.share for it in event.successors), Decimal(0))
    twice = [body for body, times in Counter(it.body for it in event.successors).items() if times > 1]
    if twice or (event.successors and total != _HUNDRED):
        raise SharesNotWhole(body=event.body, sum=total)
