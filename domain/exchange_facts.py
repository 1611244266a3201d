"""The facts of a batch exchanged with a neighbour system, and what decisions need to know of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field, StringConstraints

from domain.ids import Id, Sha256, Year
from domain.messages import Event, Value
from domain.neighbours import System

Format = Literal["jsonl", "csv", "xlsx", "cloudevents"]
Count = Annotated[int, Field(ge=0)]
RowKey = Annotated[str, StringConstraints(pattern=r"^[\w.:/-]{1,128}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,80}$")]
MOST_NAMED = 1_000  # rejected rows named in a fact; beyond them only their number is kept


class RejectedRow(Value):
    """A row that was not taken, and the code of why; what it held is not kept."""

    line: Annotated[int, Field(ge=1)]
    key: RowKey | None
    code: Code


class _BatchFact(Event):
    """A fact about one batch."""

    system: System
    batch: Id
    body: Id


class ExchangeBatchBegun(_BatchFact):
    """A batch of *rows* rows has come in; its content is known by its hash from here on."""

    type: Literal["ExchangeBatchBegun"] = "ExchangeBatchBegun"
    format: Format
    rows: Count
    content: Sha256
    by: Id


class ExchangeBatchReceived(_BatchFact):
    """Every row of the batch was carried out or rejected."""

    type: Literal["ExchangeBatchReceived"] = "ExchangeBatchReceived"
    format: Format
    rows: Count
    content: Sha256
    accepted: Count
    rejected: Count
    rejected_rows: tuple[RejectedRow, ...]
    by: Id


class ExchangeBatchSent(_BatchFact):
    """A batch about *year* went out; *content* is the hash of its rows."""

    type: Literal["ExchangeBatchSent"] = "ExchangeBatchSent"
    year: Year
    format: Format
    rows: Count
    content: Sha256
    upto: Count  # the position of the log that its rows were compiled from
    by: Id


class ExchangeBatchAcknowledged(_BatchFact):
    """The neighbour has taken the batch that was sent."""

    type: Literal["ExchangeBatchAcknowledged"] = "ExchangeBatchAcknowledged"
    content: Sha256
    by: Id


class ExchangeRejected(_BatchFact):
    """The whole batch was not taken: by us when it came in, by the neighbour when it went out."""

    type: Literal["ExchangeRejected"] = "ExchangeRejected"
    direction: Literal["in", "out"]
    content: Sha256
    code: Code
    by: Id


ExchangeEvent = (
    ExchangeBatchBegun | ExchangeBatchReceived | ExchangeBatchSent | ExchangeBatchAcknowledged | ExchangeRejected
)


@dataclass(frozen=True)
class Exchange:
    """What decisions need to know of a batch."""

    begun: ExchangeBatchBegun | None = None
    received: ExchangeBatchReceived | None = None
    sent: ExchangeBatchSent | None = None
    acknowledged: ExchangeBatchAcknowledged | None = None
    rejected: ExchangeRejected | None = None  # the last time


def evolve(state: Exchange, event: ExchangeEvent) -> Exchange:
    """Return *state* after *event*."""
    match event:
        case ExchangeBatchBegun():
            return replace(state, begun=event)
        case ExchangeBatchReceived():
            return replace(state, received=event)
        case ExchangeBatchSent():
            return replace(state, sent=event)
        case ExchangeBatchAcknowledged():
            return replace(state, acknowledged=event)
        case ExchangeRejected():
            return replace(state, rejected=event)
        case _:
            assert_never(event)
