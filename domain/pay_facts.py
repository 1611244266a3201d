"""The facts of a person's performance pay, and what decisions need to know of them (PAY 39, 70; ALW 7-2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Year
from domain.messages import Event, TaskEvent
from domain.numbers import Number
from domain.pay_reckoning import Reckoned


class PayDetermined(TaskEvent):
    """The person's performance pay; *provisional* while an objection is open."""

    type: Literal["PayDetermined"] = "PayDetermined"
    task_id = "determine-pay"
    person: Id
    reckoned: Reckoned
    provisional: bool


class PayBarred(Event):
    """No performance pay for the year: the person was disciplined in it (PAY 39, 70)."""

    type: Literal["PayBarred"] = "PayBarred"
    year: Year
    body: Id
    person: Id
    ground: str


class PayAdjusted(Event):
    """The amount after *cause*; *difference* is paid or reclaimed."""

    type: Literal["PayAdjusted"] = "PayAdjusted"
    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=2)]
    before: Number
    reckoned: Reckoned
    difference: Number
    cause: str


class ClawbackOrdered(Event):
    """The person shared the pay out: *amount* goes back, and he gets none until *barred_through* (ALW 7-2)."""

    type: Literal["ClawbackOrdered"] = "ClawbackOrdered"
    year: Year
    body: Id
    person: Id
    amount: Number
    barred_through: Year
    reason: str


PayEvent = PayDetermined | PayBarred | PayAdjusted | ClawbackOrdered


@dataclass(frozen=True)
class Pay:
    """What decisions need to know of a person's pay for a year."""

    reckoned: Reckoned | None = None
    edition: int = 0
    barred: str | None = None
    clawed_back: ClawbackOrdered | None = None


def evolve(state: Pay, event: PayEvent) -> Pay:
    """Return *state* after *event*."""
    match event:
        case PayDetermined():
            return replace(state, reckoned=event.reckoned, edition=1)
        case PayBarred():
            return replace(state, barred=event.ground)
        case PayAdjusted():
            return replace(state, reckoned=event.reckoned, edition=event.edition)
        case ClawbackOrdered():
            return replace(state, clawed_back=event)
        case _:
            assert_never(event)
