"""The in-memory twin of the log: for tests and trials; it passes the same contract as the real ones."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Connection, Engine

from eventstore.port import EPOCH, Batch, CommandRow, Head, Query, Stored, named_in_body


class MemoryLog:
    """A log in plain lists; *side* is where projections that move with it keep their rows."""

    def __init__(self, side: Engine) -> None:
        self._side = side
        self._lock = threading.RLock()
        self._events: list[Stored] = []
        self._streams: dict[str, list[Stored]] = defaultdict(list)
        self._commands: dict[str, CommandRow] = {}
        self._keys: dict[str, bytes] = {}
        self._nudges: dict[str, int] = {}
        self._head = Head(0, b"", EPOCH, uuid4().hex)

    @property
    def place(self) -> str:
        """Where the log is."""
        return "memory"

    @contextmanager
    def transaction(self) -> Iterator[MemoryTransaction]:
        """Lock the head; keep what was appended when the block ends, forget it when it raises."""
        with self._lock, self._side.begin() as connection:
            transaction = MemoryTransaction(self, connection)
            yield transaction
            for batch in transaction.appended:
                self._keep(batch)

    @contextmanager
    def snapshot(self) -> Iterator[MemoryTransaction]:
        """Open the log as last committed."""
        with self.view() as connection:
            yield MemoryTransaction(self, connection)

    @contextmanager
    def view(self) -> Iterator[Connection]:
        """Open a connection for reading projections."""
        with self._lock, self._side.connect() as connection:
            yield connection

    @contextmanager
    def projecting(self) -> Iterator[Connection]:
        """Open a transaction for writing projections."""
        with self._lock, self._side.begin() as connection:
            yield connection

    def head(self) -> Head:
        """Return the head."""
        return self._head

    def read(self, query: Query) -> Iterator[Stored]:
        """Yield the events *query* asks for."""
        with self._lock:
            rows = self._candidates(query)
        return (row for row in rows if _matches(row, query))

    def commands(self, ids: Sequence[str]) -> dict[str, CommandRow]:
        """Return the known ones of *ids*."""
        return {name: self._commands[name] for name in ids if name in self._commands}

    def caused(self, upto: int) -> Iterator[tuple[Stored, CommandRow | None]]:
        """Yield the events up to *upto*, each with the command it names."""
        return ((row, self._commands.get(row.command_id)) for row in self.read(Query(upto=upto)))

    def idle_commands(self) -> Iterator[CommandRow]:
        """Yield the commands at whose position no event of theirs stands."""
        known = {(row.position, row.command_id) for row in self._events}
        return (row for row in self._commands.values() if (row.first_position, row.command_id) not in known)

    def keys(self, subjects: Sequence[str]) -> dict[str, bytes]:
        """Return the keys of those *subjects* that have one."""
        return {name: self._keys[name] for name in subjects if name in self._keys}

    def nudges(self) -> dict[str, int]:
        """Return the workflows that wait for a nudge."""
        return dict(self._nudges)

    def nudged(self, sent: Mapping[str, int]) -> None:
        """Forget the nudges *sent*, unless newer ones came meanwhile."""
        with self._lock:
            self._nudges = {
                target: position
                for target, position in self._nudges.items()
                if target not in sent or position > sent[target]
            }

    def close(self) -> None:
        """Release the projections' engine."""
        self._side.dispose()

    def _candidates(self, query: Query) -> list[Stored]:
        if query.streams is None:
            return self._events[query.after : query.upto]
        found = [row for stream in query.streams for row in self._streams.get(stream, ())]
        return sorted(found, key=lambda row: row.position)

    def _keep(self, batch: Batch) -> None:
        self._require_following(batch)
        for row in batch.events:
            self._events.append(row)
            self._streams[row.stream].append(row)
        self._commands.update((command.command_id, command) for command in batch.commands)
        self._keys.update(batch.keys)
        self._nudges.update(batch.nudges)
        self._head = batch.head

    def _require_following(self, batch: Batch) -> None:
        """Refuse what a database's constraints would, before anything of *batch* is kept."""
        versions = {row.stream: len(self._streams.get(row.stream, ())) for row in batch.events}
        for position, row in enumerate(batch.events, len(self._events) + 1):
            versions[row.stream] += 1
            if (row.position, row.version) != (position, versions[row.stream]):
                raise ValueError(f"position {row.position} of {row.stream} does not follow the log")
        for command in batch.commands:
            if command.command_id in self._commands:
                raise ValueError(f"command {command.command_id} is stored already")


class MemoryTransaction:
    """The in-memory log under its lock."""

    def __init__(self, log: MemoryLog, connection: Connection) -> None:
        self._log = log
        self._connection = connection
        self.appended: list[Batch] = []

    @property
    def head(self) -> Head:
        """The head, as locked."""
        return self._log.head()

    @property
    def connection(self) -> Connection:
        """Where projections that move with the log keep their rows."""
        return self._connection

    def commands(self, ids: Sequence[str]) -> dict[str, CommandRow]:
        """Return the known ones of *ids*."""
        return self._log.commands(ids)

    def read(self, query: Query) -> Iterator[Stored]:
        """Yield the events *query* asks for."""
        return self._log.read(query)

    def keys(self, subjects: Sequence[str]) -> dict[str, bytes]:
        """Return the keys of those *subjects* that have one."""
        return self._log.keys(subjects)

    def caused(self, upto: int) -> Iterator[tuple[Stored, CommandRow | None]]:
        """Yield the events up to *upto*, each with the command it names."""
        return self._log.caused(upto)

    def idle_commands(self) -> Iterator[CommandRow]:
        """Yield the commands at whose position no event of theirs stands."""
        return self._log.idle_commands()

    def append(self, batch: Batch) -> None:
        """Add *batch* when the transaction ends."""
        self.appended.append(batch)


def _matches(row: Stored, query: Query) -> bool:
    return (
        row.position > query.after
        and (query.upto is None or row.position <= query.upto)
        and (query.type is None or row.type == query.type)
        and (query.person is None or _is_about(row, query.person))
        and (query.recorded_before is None or row.recorded_at < query.recorded_before)
        and (query.effective_upto is None or row.effective_on <= query.effective_upto)
    )


def _is_about(row: Stored, person: str) -> bool:
    return row.actor == person or person in row.stream.split("/") or named_in_body(person) in row.body
