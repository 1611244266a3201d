"""The log in SQLite or PostgreSQL: the same statements, each with its own head lock and clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import (
    Connection,
    Engine,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from eventstore.port import EPOCH, Batch, CommandRow, Head, Query, Stored
from eventstore.prepared import Lookup, Prepared, inserting, putting
from eventstore.schema import COMMANDS, EVENTS, HEAD, KEYS, OUTBOX, create_all_statements, guards, guards_amiss
from eventstore.sql_query import CHUNK, FETCH, read


class SqlLog:
    """A log on SQLAlchemy engines: *writer* locks the head when it begins, *reader* never does."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer = writer
        self._reader = reader

    @property
    def place(self) -> str:
        """Where the log is, without its password."""
        return self._writer.url.render_as_string(hide_password=True)

    def create(self) -> None:
        """Create tables, guards and the empty head, if they do not exist yet."""
        with self._writer.begin() as connection:
            for statement in create_all_statements():
                connection.execute(statement)
            if guards_amiss(connection):
                for guard in guards(connection.dialect.name):
                    connection.exec_driver_sql(guard)
            if connection.execute(select(HEAD.c.id)).first() is None:
                empty = Head(0, b"", EPOCH, uuid4().hex)
                connection.execute(insert(HEAD).values(id=1, **empty._asdict()))

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Lock the head; commit when the block ends, undo when it raises."""
        with self._writer.begin() as connection:
            yield SqlTransaction(connection)

    @contextmanager
    def snapshot(self) -> Iterator[SqlTransaction]:
        """Open the log as last committed; all reads in the block see one state."""
        with self.view() as connection:
            yield SqlTransaction(connection, lock=False)

    @contextmanager
    def view(self) -> Iterator[Connection]:
        """Open a connection for reading; all reads in the block see one state."""
        with self._reader.connect() as connection:
            yield connection

    @contextmanager
    def projecting(self) -> Iterator[Connection]:
        """Open a transaction for writing projections."""
        with self._writer.begin() as connection:
            yield connection

    def head(self) -> Head:
        """Return the head as last committed."""
        with self.view() as connection:
            return _head(connection, lock=False)

    def read(self, query: Query) -> Iterator[Stored]:
        """Yield the events *query* asks for, from one consistent view."""
        with self.view() as connection:
            yield from read(connection, query)

    def commands(self, ids: Sequence[str]) -> dict[str, CommandRow]:
        """Return the known ones of *ids*."""
        with self.view() as connection:
            return _commands(connection, ids)

    def keys(self, subjects: Sequence[str]) -> dict[str, bytes]:
        """Return the keys of those *subjects* that have one."""
        with self.view() as connection:
            return _keys(connection, subjects)

    def nudges(self) -> dict[str, int]:
        """Return the workflows that wait for a nudge."""
        with self.view() as connection:
            rows = connection.execute(select(OUTBOX.c.target, OUTBOX.c.position).order_by(OUTBOX.c.position))
            return {row.target: row.position for row in rows}

    def nudged(self, sent: Mapping[str, int]) -> None:
        """Forget the nudges *sent*, unless newer ones came meanwhile."""
        if not sent:
            return
        gone = delete(OUTBOX).where(OUTBOX.c.target == bindparam("told"), OUTBOX.c.position <= bindparam("upto"))
        with self._writer.begin() as connection:
            connection.execute(gone, [{"told": target, "upto": position} for target, position in sent.items()])

    def close(self) -> None:
        """Close every connection."""
        self._writer.dispose()
        self._reader.dispose()


class SqlTransaction:
    """The log under its head lock; without *lock*, for reading only."""

    def __init__(self, connection: Connection, *, lock: bool = True) -> None:
        self._connection = connection
        self._head = _head(connection, lock=lock)

    @property
    def head(self) -> Head:
        """The head, as locked or seen."""
        return self._head

    @property
    def connection(self) -> Connection:
        """The transaction's own connection."""
        return self._connection

    def commands(self, ids: Sequence[str]) -> dict[str, CommandRow]:
        """Return the known ones of *ids*."""
        return _commands(self._connection, ids)

    def read(self, query: Query) -> Iterator[Stored]:
        """Yield the events *query* asks for."""
        return read(self._connection, query)

    def keys(self, subjects: Sequence[str]) -> dict[str, bytes]:
        """Return the keys of those *subjects* that have one."""
        return _keys(self._connection, subjects)

    def caused(self, upto: int) -> Iterator[tuple[Stored, CommandRow | None]]:
        """Yield the events up to *upto*, each with the command it names."""
        for row in _CAUSED.run(self._connection, [(upto,)], {"yield_per": FETCH}):
            yield Stored._make(row[:_WIDTH]), CommandRow._make(row[_WIDTH:]) if row[_WIDTH] is not None else None

    def idle_commands(self) -> Iterator[CommandRow]:
        """Yield the commands at whose position no event of theirs stands."""
        rows = self._connection.execute(_IDLE, execution_options={"yield_per": FETCH})
        return map(CommandRow._make, rows)

    def append(self, batch: Batch) -> None:
        """Store *batch*: plain inserts, so that a broken invariant is an error and never a silence."""
        parts = (
            (_ADD_EVENTS, batch.events),
            (_ADD_COMMANDS, batch.commands),
            (_ADD_KEYS, list(batch.keys.items())),
            (_PUT_NUDGES, list(batch.nudges.items())),
            (_MOVE_HEAD, [batch.head]),
        )
        for statement, rows in parts:
            if rows:
                statement.run(self._connection, rows)


_HEAD_COLUMNS = [HEAD.c[name] for name in Head._fields]
_LOCK_HEAD = Prepared(lambda _: select(*_HEAD_COLUMNS).with_for_update())
_READ_HEAD = Prepared(lambda _: select(*_HEAD_COLUMNS))
_MOVE_HEAD = Prepared(
    lambda _: update(HEAD).values({name: bindparam(name) for name in Head._fields}), names=Head._fields
)
_ADD_EVENTS, _ADD_COMMANDS, _ADD_KEYS = inserting(EVENTS), inserting(COMMANDS), inserting(KEYS)
_PUT_NUDGES = putting(OUTBOX)


def _head(connection: Connection, *, lock: bool) -> Head:
    return Head._make((_LOCK_HEAD if lock else _READ_HEAD).run(connection).one())


# Built once: building these statements costs more than running them.
_COMMANDS_OF = Lookup(lambda names: select(COMMANDS).where(COMMANDS.c.command_id.in_(names)))
_ITS_EVENT = and_(EVENTS.c.position == COMMANDS.c.first_position, EVENTS.c.command_id == COMMANDS.c.command_id)
_IDLE = select(COMMANDS).outerjoin(EVENTS, _ITS_EVENT).where(EVENTS.c.position.is_(None))
_BY_ITS_COMMAND = EVENTS.outerjoin(COMMANDS, EVENTS.c.command_id == COMMANDS.c.command_id)
_CAUSED = Prepared(
    lambda _: (
        select(*EVENTS.c, *COMMANDS.c)
        .select_from(_BY_ITS_COMMAND)
        .where(EVENTS.c.position <= bindparam("upto"))
        .order_by(EVENTS.c.position)
    ),
    names=["upto"],
)
_WIDTH = len(Stored._fields)
_KEYS_OF = Lookup(lambda names: select(KEYS).where(KEYS.c.subject.in_(names)))


def _commands(connection: Connection, ids: Sequence[str]) -> dict[str, CommandRow]:
    rows = (CommandRow._make(row) for chunk in _chunks(ids) for row in _COMMANDS_OF.run(connection, chunk))
    return {row.command_id: row for row in rows}


def _keys(connection: Connection, subjects: Sequence[str]) -> dict[str, bytes]:
    return {row.subject: row.key for chunk in _chunks(subjects) for row in _KEYS_OF.run(connection, chunk)}


def _chunks(names: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), CHUNK):
        yield list(names[start : start + CHUNK])
