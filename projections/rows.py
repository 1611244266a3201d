"""A write-behind buffer for projection rows: many events, few statements, reads that see the buffer."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, select

from projections.tables import FIRST_TIMES, put_rows

Key = tuple[object, ...]


@cache
def _row_of(table: Table) -> Select[Any]:
    """Return the query for the row of *table* whose key comes as parameters; made once, it is asked for often."""
    return select(table).where(and_(*(column == bindparam(column.name) for column in table.primary_key.columns)))


class Rows:
    """Rows of read models as they will be after the next flush."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._waiting: dict[Table, dict[Key, tuple[object, ...]]] = defaultdict(dict)

    def put(self, table: Table, *values: object) -> None:
        """Put one row, its values in column order, keys first."""
        key, waiting = values[: len(table.primary_key)], self._waiting[table]
        if table not in FIRST_TIMES or key not in waiting:
            waiting[key] = values

    def get(self, table: Table, *key: object) -> dict[str, Any] | None:
        """Return the row with *key*, or None."""
        names = [column.name for column in table.columns]
        waiting = self._waiting[table].get(key)
        if waiting is not None:
            return dict(zip(names, waiting, strict=True))
        sought = {column.name: value for column, value in zip(table.primary_key.columns, key, strict=True)}
        found = self.connection.execute(_row_of(table), sought).first()
        return dict(zip(names, found, strict=True)) if found is not None else None

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

    def flush(self) -> None:
        """Write everything that waits."""
        for table, rows in self._waiting.items():
            put_rows(self.connection, table, rows.values())
        self._waiting.clear()
