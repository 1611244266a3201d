"""The one way rows get into the tables of the read models, and a write-behind buffer in front of it.

Many events, few statements, and reads that see the buffer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, select, tuple_
from sqlalchemy.sql import ddl

from eventstore.port import Stored
from eventstore.prepared import putting
from projections import result_tables  # noqa: F401 - METADATA holds the tables that were imported
from projections.columns import METADATA
from projections.tables import DONE

Key = tuple[object, ...]
_CHUNK = 500  # keys in one IN list
FIRST_TIMES = (DONE,)  # what was done in time and revised later was done in time


def create_tables(connection: Connection) -> None:
    """Create the tables of all read models, if they do not exist yet."""
    for table in METADATA.sorted_tables:
        connection.execute(ddl.CreateTable(table, if_not_exists=True))


def put_rows(connection: Connection, table: Table, rows: Collection[Sequence[object]]) -> None:
    """Insert *rows*, given in column order; a row whose key exists is replaced, in a table of first times it stays."""
    if rows:
        _PUTTING[table].run(connection, rows)


_PUTTING = {table: putting(table, keep=table in FIRST_TIMES) for table in METADATA.sorted_tables}
# Asked for with every row: a table answers slowly.
_WIDTH = {table: len(table.primary_key) for table in _PUTTING}
_NAMES = {table: table.columns.keys() for table in _PUTTING}


@cache
def _row_of(table: Table) -> Select[Any]:
    """Return the query for the row of *table* whose key comes as parameters; made once, it is asked for often."""
    return select(table).where(and_(*(column == bindparam(column.name) for column in table.primary_key.columns)))


@cache
def _rows_of(table: Table) -> Select[Any]:
    """Return the query for the rows of *table* whose keys come as one parameter."""
    return select(table).where(tuple_(*table.primary_key.columns).in_(bindparam("keys", expanding=True)))


class Rows:
    """Rows of read models as they will be after the next flush."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._waiting: dict[Table, dict[Key, tuple[object, ...]]] = defaultdict(dict)
        self._stored: dict[Table, dict[Key, tuple[object, ...] | None]] = defaultdict(dict)  # as read beforehand

    def prefetch(self, table: Table, keys: Iterable[Key]) -> None:
        """Read the rows with *keys* in few statements; what is not there is known, too, until the next flush."""
        sought, width = list(dict.fromkeys(keys)), _WIDTH[table]
        known = self._stored[table]
        for start in range(0, len(sought), _CHUNK):
            chunk = sought[start : start + _CHUNK]
            known.update(dict.fromkeys(chunk))
            found = self.connection.execute(_rows_of(table), {"keys": chunk})
            known.update((tuple(row[:width]), tuple(row)) for row in found)

    def put(self, table: Table, *values: object) -> None:
        """Put one row, its values in column order, keys first."""
        key, waiting = values[: _WIDTH[table]], self._waiting[table]
        if table not in FIRST_TIMES or key not in waiting:
            waiting[key] = values

    def get(self, table: Table, *key: object) -> dict[str, Any] | None:
        """Return the row with *key*, or None."""
        found = self._waiting[table].get(key) or self._read(table, key)
        return dict(zip(_NAMES[table], found, strict=True)) if found is not None else None

    def _read(self, table: Table, key: Key) -> tuple[object, ...] | None:
        stored = self._stored[table]
        if key in stored:
            return stored[key]
        sought = {column.name: value for column, value in zip(table.primary_key.columns, key, strict=True)}
        row = self.connection.execute(_row_of(table), sought).first()
        return tuple(row) if row is not None else None

    def change(self, table: Table, *key: object, **changes: object) -> None:
        """Change some columns of the row with *key*, which must exist."""
        row = self.get(table, *key)
        if row is None:
            raise LookupError(f"{table.name} has no row {key}")
        self.put(table, *{**row, **changes}.values())

    def drop(self, table: Table, *key: object) -> None:
        """Take the row with *key* away, if there is one."""
        self._waiting[table].pop(key, None)
        same = (column == value for column, value in zip(table.primary_key.columns, key, strict=True))
        self.connection.execute(delete(table).where(and_(*same)))

    def drop_all(self, table: Table, **values: object) -> None:
        """Take every row away that has these *values* in columns of its key."""
        at = {table.primary_key.columns.keys().index(name): value for name, value in values.items()}
        waiting = self._waiting[table]
        for key in [key for key in waiting if all(key[place] == value for place, value in at.items())]:
            del waiting[key]
        self.connection.execute(delete(table).where(and_(*(table.c[name] == it for name, it in values.items()))))

    def flush(self) -> None:
        """Write everything that waits."""
        for table, rows in self._waiting.items():
            put_rows(self.connection, table, rows.values())
        self._waiting.clear()
        self._stored.clear()


Handlers = dict[type, Callable[[Rows, Stored, Any], None]]  # what each kind of event changes
