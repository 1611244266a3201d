"""Keeps read models in step with the log, and compiles them again from zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, Table, delete, select

from activities.inline import Fact
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored
from projections import inbox, scores
from projections.tables import INBOX_TABLES, METADATA, POSITIONS, SCORE_TABLES, create_tables

_CHUNK = 5_000  # events in one transaction
_SHOWN = frozenset({"PersonRegistered"})  # whose private fields read models show


class Projection(Protocol):
    """A read model: takes facts in, in order."""

    def apply(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take *facts* in."""


class Difference(NamedTuple):
    """One row that is not what the log says."""

    table: str
    key: tuple[object, ...]
    live: Mapping[str, object] | None  # None: the row is missing
    rebuilt: Mapping[str, object] | None  # None: the row should not be


def all_projections() -> list[Projection]:
    """Return every read model, in the order they must be compiled in."""
    return [inbox.Inbox(), scores.Scores()]


def facts_of(log: Log, rows: Iterator[Stored]) -> Iterator[list[Fact]]:
    """Yield *rows* as facts, in chunks; only what read models show is opened."""
    while chunk := list(islice(rows, _CHUNK)):
        shown = [row.stream.split("/")[1] for row in chunk if row.type in _SHOWN]
        keys = log.keys(list(dict.fromkeys(shown)))
        yield [Fact(row, decode(row, keys if row.type in _SHOWN else None)) for row in chunk]


def catch_up(log: Log) -> int:
    """Bring every read model up to the log's head, and return that position."""
    head = log.head().position
    with log.view() as connection:
        behind = {name for name, upto in _positions(connection).items() if upto < head}
    for name in (inbox.NAME, scores.NAME):
        if name in behind:
            _follow(log, name)
    return head


def _follow(log: Log, name: str) -> None:
    projection: Projection = inbox.Inbox() if name == inbox.NAME else scores.Scores()
    while True:
        with log.projecting() as connection:
            after = _positions(connection)[name]
            facts = next(facts_of(log, log.read(Query(after=after, upto=after + _CHUNK))), None)
            if not facts:
                return
            projection.apply(connection, facts)


def _positions(connection: Connection) -> dict[str, int]:
    known = {row.projection: row.upto for row in connection.execute(select(POSITIONS))}
    return {name: known.get(name, 0) for name in (inbox.NAME, scores.NAME)}


def compile_from_zero(
    log: Log, query: Query, connection: Connection, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Compile every read model from the events *query* asks for, and return how many there were."""
    create_tables(connection)
    for table in METADATA.sorted_tables:
        connection.execute(delete(table))
    projections, count = all_projections(), 0
    for facts in facts_of(log, log.read(query)):
        for projection in projections:
            projection.apply(connection, facts)
        count += len(facts)
        progress(count)
    return count


def differences(live: Connection, rebuilt: Connection) -> list[Difference]:
    """Return every row in which the *live* read models differ from the *rebuilt* ones."""
    return [found for table in (*INBOX_TABLES, *SCORE_TABLES) for found in _differences(table, live, rebuilt)]


def _differences(table: Table, live: Connection, rebuilt: Connection) -> list[Difference]:
    ours, theirs = _by_key(table, live), _by_key(table, rebuilt)
    if ours == theirs:
        return []
    keys = sorted(set(ours) | set(theirs), key=repr)
    return [
        Difference(table.name, key, ours.get(key), theirs.get(key)) for key in keys if ours.get(key) != theirs.get(key)
    ]


def _by_key(table: Table, connection: Connection) -> dict[tuple[object, ...], dict[str, object]]:
    names = [column.name for column in table.columns]
    width = len(table.primary_key)
    return {tuple(row[:width]): dict(zip(names, row, strict=True)) for row in connection.execute(select(table))}
