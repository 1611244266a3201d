"""The facts of data requests to a body in a year, and what decisions need to know of them.

A request names one thing it wants and what for. It is burden for whom it asks, so it is counted.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field, StringConstraints

from domain.ids import Id, Sha256, Year
from domain.messages import Event

Kind = Literal["value", "evidence", "document"]  # of an indicator's period: its value, what bears it out; or other
Number = Annotated[int, Field(ge=1)]
EventRef = Annotated[  # STREAM@VERSION: an event that stands in the log
    str, StringConstraints(pattern=r"^[a-z-]+(/[A-Za-z0-9._-]+){1,4}@[1-9][0-9]{0,8}$")
]
Key = tuple[str, str | None, str | None, str]


class _RequestFact(Event):
    """A fact about request *number* to *body*."""

    year: Year
    body: Id
    number: Number
    by: Id


class DataRequested(_RequestFact):
    """The office *asker* asks for *what*, for *purpose*, by the end of *due*."""

    type: Literal["DataRequested"] = "DataRequested"
    asker: Id
    kind: Kind
    what: str
    purpose: str
    due: date
    unit: Id | None = None  # whose head answers; None: the body's planning office
    indicator: Id | None = None
    period: Id | None = None  # the phase the value is of
    document: Sha256 | None = None  # where its hash is known


class DataSupplementRequested(_RequestFact):
    """What was handed over does not do, and why: the same body is asked once more."""

    type: Literal["DataSupplementRequested"] = "DataSupplementRequested"
    lacking: str
    due: date


class DataProvided(_RequestFact):
    """The request is answered: by a *document*, or by the event *at* which it stands already."""

    type: Literal["DataProvided"] = "DataProvided"
    document: Sha256 | None = None
    at: EventRef | None = None


class DataRequestWithdrawn(_RequestFact):
    """The request is taken back; nobody owes an answer."""

    type: Literal["DataRequestWithdrawn"] = "DataRequestWithdrawn"
    reason: str


RequestEvent = DataRequested | DataSupplementRequested | DataProvided | DataRequestWithdrawn


@dataclass(frozen=True)
class DataRequest:
    """One request, with what was answered and what was lacking."""

    asked: DataRequested
    provided: tuple[DataProvided, ...] = ()
    lacking: DataSupplementRequested | None = None  # None: nothing since the last answer
    withdrawn: DataRequestWithdrawn | None = None
    version: int = 0  # of the stream, at its last event

    @property
    def waits(self) -> bool:
        """Whether an answer is owed."""
        return self.withdrawn is None and (not self.provided or self.lacking is not None)

    @property
    def due(self) -> date:
        """The last day of the answer that is owed, or was owed last."""
        return self.lacking.due if self.lacking else self.asked.due


@dataclass(frozen=True)
class Requests:
    """What decisions need to know of a body's requests; request *n* stands at place n - 1."""

    all: tuple[DataRequest, ...] = ()
    events: int = 0

    def same(self, kind: str, indicator: str | None, period: str | None, what: str) -> DataRequest | None:
        """Return the request for the same thing that was not taken back."""
        key = key_of(kind, indicator, period, what)
        standing = (it for it in self.all if it.withdrawn is None)
        return next((it for it in standing if _key(it.asked) == key), None)


def same_name(name: str) -> str:
    """Return *name* without what does not tell two documents apart: blanks, case, and how Hangul is composed."""
    joined = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return unicodedata.normalize("NFKC", joined)  # a mark that stood behind a blank joins what it now stands behind


def key_of(kind: str, indicator: str | None, period: str | None, what: str) -> Key:
    """Return what two requests for one thing have in common."""
    return kind, indicator, period, same_name(what) if kind == "document" else ""


def _key(asked: DataRequested) -> Key:
    return key_of(asked.kind, asked.indicator, asked.period, asked.what)


def evolve(state: Requests, event: RequestEvent) -> Requests:
    """Return *state* after *event*."""
    now = state.events + 1
    if isinstance(event, DataRequested):
        return Requests((*state.all, DataRequest(event, version=now)), now)
    found = replace(_after(state.all[event.number - 1], event), version=now)
    return Requests((*state.all[: event.number - 1], found, *state.all[event.number :]), now)


def _after(request: DataRequest, event: DataSupplementRequested | DataProvided | DataRequestWithdrawn) -> DataRequest:
    match event:
        case DataSupplementRequested():
            return replace(request, lacking=event)
        case DataProvided():
            return replace(request, provided=(*request.provided, event), lacking=None)
        case DataRequestWithdrawn():
            return replace(request, withdrawn=event)
        case _:
            assert_never(event)
