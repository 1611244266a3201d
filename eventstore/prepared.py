"""Statements that run thousands of times a second: compiled to the driver's text once, then only run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, Connection, CursorResult, Table, bindparam, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect

Row = Sequence[object]


class Prepared:
    """One statement, made for a dialect's name when first needed; *names* are its parameters, in the order given."""

    def __init__(self, make: Callable[[str], ClauseElement], names: Sequence[str] = ()) -> None:
        self._make = make
        self._names = tuple(names)
        self._ready: dict[str, tuple[str, Callable[[Row], Any]]] = {}

    def run(
        self, connection: Connection, rows: Iterable[Row] = (), options: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run the statement, once for each of *rows*; once without parameters when there are none."""
        text, fit = self._for(connection.dialect)
        return connection.exec_driver_sql(text, [fit(row) for row in rows] or None, execution_options=options)

    def _for(self, dialect: Dialect) -> tuple[str, Callable[[Row], Any]]:
        if dialect.name not in self._ready:
            compiled = self._make(dialect.name).compile(dialect=dialect)
            order: list[str] | None = getattr(compiled, "positiontup", None)
            self._ready[dialect.name] = (str(compiled), self._fit(order))
        return self._ready[dialect.name]

    def _fit(self, order: Sequence[str] | None) -> Callable[[Row], Any]:
        """Return what turns a row into the driver's parameters: a tuple in *order*, or a mapping."""
        names = self._names
        if order is None:
            return lambda row: dict(zip(names, row, strict=True))
        if tuple(order) == names:
            return tuple
        return itemgetter(*(names.index(name) for name in order))


class Lookup:
    """A query for what is called by one of many names.

    It is prepared for lists of 1, 2, 4 … names; a list in between is filled up with its last name, which finds
    nothing twice. *make* gets the list, *names* are the other parameters, in the order given.
    """

    def __init__(self, make: Callable[[list[BindParameter[str]]], ClauseElement], names: Sequence[str] = ()) -> None:
        self._make = make
        self._names = tuple(names)
        self._prepared = cache(self._prepare)

    def run(
        self, connection: Connection, listed: Sequence[str], row: Row = (), options: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run the query for the names *listed*, one to five hundred, and the values of the other parameters."""
        size = 1 << (len(listed) - 1).bit_length()
        filled = (*row, *listed, *[listed[-1]] * (size - len(listed)))
        return self._prepared(size).run(connection, [filled], options)

    def _prepare(self, size: int) -> Prepared:
        listed: list[BindParameter[str]] = [bindparam(f"listed_{number}") for number in range(size)]
        return Prepared(lambda _: self._make(listed), [*self._names, *(it.key for it in listed)])


def inserting(table: Table) -> Prepared:
    """Return the plain insert into *table*, in column order: a row that exists is an error."""
    return Prepared(lambda _: insert(table), [column.name for column in table.columns])


def putting(table: Table, *, keep: bool = False) -> Prepared:
    """Return the insert into *table*, in column order, that replaces a row whose key exists, or lets it be (*keep*)."""

    def make(dialect: str) -> ClauseElement:
        adding = (sqlite.insert if dialect == "sqlite" else _postgresql_insert())(table)
        if keep:
            return adding.on_conflict_do_nothing(index_elements=list(table.primary_key.columns))
        rest = [column.name for column in table.columns if not column.primary_key]
        new = {name: adding.excluded[name] for name in rest}
        return adding.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=new)

    return Prepared(make, [column.name for column in table.columns])


def _postgresql_insert() -> Any:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - slow to load, and seldom the database

    return postgresql.insert
