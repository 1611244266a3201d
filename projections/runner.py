"""Keeps read models in step with the log, and compiles them again from zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, Table, delete, select

from activities.inline import Fact
from domain.refusals import Refusal
from eventstore.codec import decode
from eventstore.port import Log, Query, Source, Stored
from projections import inbox, scores
from projections.columns import METADATA
from projections.rows import create_tables
from projections.tables import POSITIONS

_CHUNK = 5_000  # events in one transaction
_SHOWN = frozenset({"PersonRegistered"})  # whose private fields read models show


class Projection(Protocol):
    """A read model: takes facts in, in order."""

    def apply(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take *facts* in."""


class ReadModelsAstray(Refusal):
    """The positions of the read models do not fit the log."""

    code = "read-models.astray"
    ko = (
        "조회용 표 '{name}'의 위치는 {upto}인데 기록은 {head}까지 있습니다. 다른 손이 바꾼 것입니다. "
        "'sacho verify'로 기록을 확인한 뒤 'sacho rebuild'로 다시 만드십시오."
    )
    en = (
        "The read model '{name}' stands at {upto}, the log at {head}: something else has changed one of them. "
        "Check the log with 'sacho verify', then compile again with 'sacho rebuild'."
    )


class Difference(NamedTuple):
    """One row that is not what the log says."""

    table: str
    key: tuple[object, ...]
    live: Mapping[str, object] | None  # None: the row is missing
    rebuilt: Mapping[str, object] | None  # None: the row should not be


def all_projections() -> list[Projection]:
    """Return every read model, in the order they must be compiled in."""
    return [inbox.Inbox(), scores.Scores()]


def facts_of(source: Source, rows: Iterator[Stored]) -> Iterator[list[Fact]]:
    """Yield *rows* as facts, in chunks; only what read models show is opened."""
    while chunk := list(islice(rows, _CHUNK)):
        shown = [row.stream.split("/")[1] for row in chunk if row.type in _SHOWN]
        keys = source.keys(list(dict.fromkeys(shown)))
        yield [Fact(row, decode(row, keys if row.type in _SHOWN else None)) for row in chunk]


def catch_up(log: Log) -> int:
    """Bring every read model up to the log's head, and return that position.

    Raises:
        ReadModelsAstray: somebody else has changed how far they were compiled; nothing is compiled twice.
    """
    with log.snapshot() as snapshot:
        head, standing = snapshot.head.position, positions(snapshot.connection)
    if not standing and head:
        with log.transaction() as transaction:
            return compile_from_zero(transaction, Query(upto=transaction.head.position), transaction.connection)
    if wrong := astray(standing, head):
        raise ReadModelsAstray(head=head, **wrong[0]._asdict())
    if standing.get(scores.NAME, 0) < head:
        _follow(log, scores.Scores())
    return head


def _follow(log: Log, projection: scores.Scores) -> None:
    while True:
        with log.projecting() as connection:
            after = positions(connection).get(scores.NAME, 0)
            facts = next(facts_of(log, log.read(Query(after=after, upto=after + _CHUNK))), None)
            if not facts:
                return
            projection.apply(connection, facts)


class Standing(NamedTuple):
    """How far a read model says it was compiled."""

    name: str
    upto: object


def positions(connection: Connection) -> dict[str, Any]:
    """Return how far each read model says it was compiled."""
    return {row.projection: row.upto for row in connection.execute(select(POSITIONS))}


def astray(standing: Mapping[str, object], head: int) -> list[Standing]:
    """Return what cannot be so in *standing*: the inbox moves with the head, scores may follow it."""
    lowest = {inbox.NAME: head, scores.NAME: 0}
    known = {inbox.NAME: 0, **standing} if head else standing
    return [
        Standing(name, upto)
        for name, upto in known.items()
        if not (name in lowest and isinstance(upto, int) and lowest[name] <= upto <= head)
    ]


def compile_from_zero(
    source: Source, query: Query, connection: Connection, progress: Callable[[int], None] = lambda _: None
) -> int:
    """Compile every read model from the events *query* asks for, and return how many there were."""
    create_tables(connection)
    for table in METADATA.sorted_tables:
        connection.execute(delete(table))
    projections, count = all_projections(), 0
    for facts in facts_of(source, source.read(query)):
        for projection in projections:
            projection.apply(connection, facts)
        count += len(facts)
        progress(count)
    return count


def differences(live: Connection, rebuilt: Connection) -> list[Difference]:
    """Return every row in which the *live* read models differ from the *rebuilt* ones."""
    return [found for table in _compared() for found in _differences(table, live, rebuilt)]


def _compared() -> list[Table]:
    """Return the tables of the read models; how far each was compiled is compared elsewhere."""
    return [table for table in METADATA.sorted_tables if table is not POSITIONS]


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
