"""What a log is: rows, head and outcomes of storage, and the two protocols every backend fulfils.

Positions are dense, from 1. One lock, the head's, makes commit order position order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection


EPOCH = "0001-01-01T00:00:00.000000Z"  # the head's time before anything is recorded


class Stored(NamedTuple):
    """One event as it stands in the log. Times are UTC, ``2010-06-30T15:00:00.000000Z``."""

    position: int
    stream: str
    version: int  # in the stream, from 1
    event_id: str
    type: str
    schema_version: int
    occurred_at: str  # when it was said
    effective_on: str  # the day it is true for
    recorded_at: str  # when it was stored
    actor: str
    on_behalf_of: str | None
    authority: str | None  # article or document it rests on
    cycle_year: int | None
    command_id: str
    causation: str | None
    correlation: str | None
    body: bytes  # canonical JSON; private fields sealed
    leaf_hash: bytes


class CommandRow(NamedTuple):
    """One carried-out command, kept for ever: its id, what it said, and where its events stand."""

    command_id: str
    body_hash: bytes
    first_position: int  # of its events; the head's when it caused none
    count: int  # type: ignore[assignment]  # the stored column's name hides tuple.count, which no row needs
    recorded_at: str


class Head(NamedTuple):
    """The end of the log: the last position and the Merkle frontier over all leaves."""

    position: int
    frontier: bytes  # the roots of the perfect subtrees, largest first, 32 bytes each
    recorded_at: str
    log_id: str


class Batch(NamedTuple):
    """What one transaction adds. All of it is stored, or nothing."""

    events: Sequence[Stored]
    commands: Sequence[CommandRow]
    nudges: Mapping[str, int]  # workflow id: the last position it should know of
    keys: Mapping[str, bytes]  # new keys of data subjects
    head: Head


def named_in_body(person: str) -> bytes:
    """Return how the canonical body of an event names *person*: an id needs no escape."""
    return f'"{person}"'.encode()


class Query(NamedTuple):
    """Which events to read, in position order; every condition given must hold."""

    after: int = 0
    upto: int | None = None
    streams: Sequence[str] | None = None
    type: str | None = None
    person: str | None = None  # as actor, as a part of the stream's name, or named in the event
    recorded_before: str | None = None
    effective_upto: str | None = None


class Source(Protocol):
    """Where events and the keys to their texts can be read."""

    def read(self, query: Query) -> Iterator[Stored]:
        """Yield the events *query* asks for."""

    def keys(self, subjects: Sequence[str]) -> dict[str, bytes]:
        """Return the keys of those *subjects* that have one."""


class Snapshot(Source, Protocol):
    """The log and its read models as they are at one moment."""

    @property
    def head(self) -> Head:
        """The head."""

    @property
    def connection(self) -> Connection:
        """Where projections that move with the log keep their rows."""

    def commands(self, ids: Sequence[str]) -> dict[str, CommandRow]:
        """Return the known ones of *ids*."""

    def caused(self, upto: int) -> Iterator[tuple[Stored, CommandRow | None]]:
        """Yield the events up to *upto* in position order, each with the command it names, if that is known."""

    def idle_commands(self) -> Iterator[CommandRow]:
        """Yield the commands at whose position no event of theirs stands: they caused none, or are strays."""


class Transaction(Snapshot, Protocol):
    """The log under its head lock."""

    def append(self, batch: Batch) -> None:
        """Store *batch* at the end."""


class Log(Protocol):
    """An append-only log."""

    @property
    def place(self) -> str:
        """Where the log is, without secrets."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Lock the head; commit when the block ends, undo when it raises."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Open the log as last committed; all reads in the block see one state."""

    def head(self) -> Head:
        """Return the head as last committed."""

    def read(self, query: Query) -> Iterator[Stored]:
        """Yield the events *query* asks for, from one consistent view."""

    def commands(self, ids: Sequence[str]) -> dict[str, CommandRow]:
        """Return the known ones of *ids*."""

    def keys(self, subjects: Sequence[str]) -> dict[str, bytes]:
        """Return the keys of those *subjects* that have one."""

    def nudges(self) -> dict[str, int]:
        """Return the workflows that wait for a nudge, each with the position it is about."""

    def nudged(self, sent: Mapping[str, int]) -> None:
        """Forget the nudges *sent*, unless newer ones came meanwhile."""

    def view(self) -> AbstractContextManager[Connection]:
        """Open a connection for reading projections."""

    def projecting(self) -> AbstractContextManager[Connection]:
        """Open a transaction for writing projections that follow the log."""

    def close(self) -> None:
        """Release what the log holds open."""


def positions_are_dense(rows: Iterable[Stored], after: int = 0) -> bool:
    """Return whether *rows* follow *after* without a hole."""
    return all(row.position == expected for expected, row in enumerate(rows, after + 1))
