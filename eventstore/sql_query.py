"""A query of the log as one statement, the same for SQLite and PostgreSQL; each is built once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Select,
    Text,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from eventstore.port import Query, Stored, named_in_body
from eventstore.prepared import Lookup
from eventstore.schema import EVENTS

CHUNK = 500  # names in one IN list
FETCH = 2_000  # rows in one read
_IN_BLOCKS = {"yield_per": FETCH}


def read(connection: Connection, query: Query) -> Iterator[Stored]:
    """Yield the events that *query* asks for.

    Raises:
        ValueError: it names more streams than one statement takes.
    """
    if query.streams is not None and len(query.streams) > CHUNK:
        raise ValueError(f"read at most {CHUNK} streams at once")
    given = {name: value for name, value in query._asdict().items() if value is not None and name != "streams"}
    if query.person is not None:
        given["named"] = named_in_body(query.person)
    if query.streams is None:
        rows = connection.execute(_all_streams(tuple(given)), given, execution_options=_IN_BLOCKS)
    elif query.streams:
        rows = _of_streams(tuple(given)).run(connection, query.streams, tuple(given.values()), _IN_BLOCKS)
    else:
        return
    try:
        yield from map(Stored._make, rows)
    finally:
        rows.close()  # a reader may stop early


@cache
def _all_streams(given: tuple[str, ...]) -> Select[tuple[object, ...]]:
    """Return the query whose conditions *given* names; what they are comes as parameters."""
    return select(*EVENTS.c).where(*_where(given, _CONDITIONS)).order_by(EVENTS.c.position)


@cache
def _of_streams(given: tuple[str, ...]) -> Lookup:
    """Return the query for events of some streams, with the conditions that *given* names."""
    where = _where(given, _CONDITIONS | _OF_STREAMS)
    return Lookup(lambda names: select(*EVENTS.c).where(EVENTS.c.stream.in_(names), *where).order_by(_UNINDEXED), given)


def _where(given: tuple[str, ...], conditions: Mapping[str, ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """Return the conditions that *given* names; a further parameter of one has none of its own."""
    return [conditions[name] for name in given if name in conditions]


class _Within(FunctionElement[bool]):
    """Whether the first of two byte strings stands within the second; each database says it in its own way."""

    type = Boolean()
    inherit_cache = True


@compiles(_Within)
def _within(element: _Within, compiler: SQLCompiler, **more: Any) -> str:
    part, whole = (compiler.process(it, **more) for it in element.clauses)
    place = f"position({part} IN {whole})" if compiler.dialect.name == "postgresql" else f"instr({whole}, {part})"
    return f"{place} > 0"


_PERSON: BindParameter[str] = bindparam("person")
# literal columns: a prepared query has no parameters but the ones it names
_SLASH, _NOTHING = literal_column("'/'", Text), literal_column("''", Text)
_PATH, _PART = _SLASH + EVENTS.c.stream + _SLASH, _SLASH + _PERSON + _SLASH
_ABOUT = or_(  # not LIKE, which would take ids with _ for patterns, and fold case
    EVENTS.c.actor == _PERSON,
    func.replace(_PATH, _PART, _NOTHING) != _PATH,
    _Within(bindparam("named", type_=LargeBinary), EVENTS.c.body),
)
# SQLite would read the log in order instead of by its streams
_UNINDEXED = EVENTS.c.position + literal_column("0", Integer)
_OF_STREAMS: dict[str, ColumnElement[bool]] = {
    "after": bindparam("after") < _UNINDEXED,
    "upto": bindparam("upto") >= _UNINDEXED,
}
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "after": EVENTS.c.position > bindparam("after"),
    "upto": EVENTS.c.position <= bindparam("upto"),
    "type": EVENTS.c.type == bindparam("type"),
    "person": _ABOUT,
    "recorded_before": EVENTS.c.recorded_at < bindparam("recorded_before"),
    "effective_upto": EVENTS.c.effective_on <= bindparam("effective_upto"),
}
