"""Rows and batches with fixed keys and times, to be appended to any log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.messages import Event
from eventstore.codec import encode, leaf_of
from eventstore.merkle import Frontier
from eventstore.port import Batch, CommandRow, Head, Log, Stored
from tests.support.streams import stream_of

_SUBJECTS = [
    "mina",
    "ada",
    "ben",
    "jun",
    "tae",
    "olga",
    "hana",
    "a",
    "b",
    "c",
    "d",
    "k1",
    "k2",
    "k3",
    "KIPO:core-task:mina",
]
KEYS = {name: bytes([n]) * 32 for n, name in enumerate(_SUBJECTS, 1)}
NOON = "2010-03-01T03:00:00.000000Z"


def row_of(event: Event, position: int, version: int = 1, **more: str) -> Stored:
    """Return *event* as it is stored at *position*; *more* sets parts of the envelope."""
    event_id = f"{position:032x}"
    row = Stored(
        position=position,
        stream=stream_of(event),
        version=version,
        event_id=event_id,
        type=type(event).__name__,
        schema_version=event.schema_version,
        occurred_at=NOON,
        effective_on="2010-03-01",
        recorded_at=NOON,
        actor="system",
        on_behalf_of=None,
        authority=None,
        cycle_year=getattr(event, "year", None),
        command_id=f"c/{position}",
        causation=None,
        correlation=None,
        body=encode(event, stream_of(event), event_id, KEYS),
        leaf_hash=b"",
    )
    return sealed(row._replace(**more))  # type: ignore[arg-type]  # text fields only


def sealed(row: Stored) -> Stored:
    """Return *row* with the leaf hash it must have."""
    return row._replace(leaf_hash=leaf_of(row))


def rows_of(events: Sequence[Event], after: int = 0) -> list[Stored]:
    """Return *events* as rows that follow position *after*, each stream counted from 1."""
    versions: dict[str, int] = {}
    rows = []
    for position, event in enumerate(events, after + 1):
        stream = stream_of(event)
        versions[stream] = versions.get(stream, 0) + 1
        rows.append(row_of(event, position, versions[stream]))
    return rows


def batch_of(
    head: Head,
    rows: Sequence[Stored],
    commands: Sequence[CommandRow] = (),
    nudges: Mapping[str, int] | None = None,
    keys: Mapping[str, bytes] | None = None,
) -> Batch:
    """Return the batch that puts *rows* after *head*."""
    frontier = Frontier(head.position, head.frontier)
    frontier.extend(row.leaf_hash for row in rows)
    end = Head(head.position + len(rows), frontier.packed(), NOON, head.log_id)
    return Batch(rows, commands, nudges or {}, keys or {}, end)


def append(log: Log, rows: Sequence[Stored], **more: object) -> None:
    """Append *rows* to *log* in a transaction of their own."""
    with log.transaction() as transaction:
        transaction.append(batch_of(transaction.head, rows, **more))  # type: ignore[arg-type]
