"""Opening the log a command names: an existing one, its read models up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.command import Call, Trouble
from cli.voice import HOME

if TYPE_CHECKING:
    from eventstore.port import Log
    from eventstore.sql import SqlLog

_READ_MODELS = 2  # the inbox, and the scores with all that follows from them


def address(call: Call) -> str:
    """Return the address of the log that *call* is about; a file's name will do for SQLite.

    Raises:
        Trouble: nobody can read it.
    """
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    from runtime.settings import Settings

    given = call.database or Settings().database_url
    url = given if "://" in given else f"sqlite:///{Path(given).expanduser()}"
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Trouble("database.address", detail=type(error).__name__) from error
    return url


def place(url: str) -> str:
    """Return *url* without its password."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)


def today(log: SqlLog) -> date:
    """Return the day in Seoul at which *log* stands: the present one; in a rehearsal its own."""
    from activities.rehearsals import own_time

    return (own_time(log) or datetime.now(UTC)).astimezone(HOME).date()


@contextmanager
def existing(call: Call) -> Iterator[SqlLog]:
    """Open the log as it is; nothing is created or written.

    Raises:
        Trouble: there is no log.
    """
    from sqlalchemy import inspect, make_url

    from eventstore.sql import SqlLog
    from runtime.databases import engines

    url = address(call)
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        raise Trouble("log.none", place=place(url))
    writer, reader = engines(url)
    log = SqlLog(writer, reader)
    try:
        if not inspect(reader).has_table("head"):
            raise Trouble("log.none", place=place(url))
        yield log
    finally:
        log.close()


@contextmanager
def reading(call: Call) -> Iterator[SqlLog]:
    """Open the log with its read models up to date.

    Raises:
        Trouble: there is no log, or it knows nothing of the body that is asked about.
    """
    with existing(call) as log:
        up_to_date(log)
        if call.body is not None:
            _require_body(log, call.body)
        yield log


def _require_body(log: Log, body: str) -> None:
    from sqlalchemy import select

    from projections.tables import BODIES

    with log.view() as connection:
        known = list(connection.execute(select(BODIES.c.body).order_by(BODIES.c.body)).scalars())
    if body not in known:
        raise Trouble("body.none", body=body, known=", ".join(known) or "–")


def up_to_date(log: Log) -> None:
    """Bring the read models of *log* up to its head; create them if they are not there."""
    if _is_compiled(log):
        return
    from projections.rows import create_tables
    from projections.runner import catch_up  # knows every event; most readings need none of it

    with log.projecting() as connection:
        create_tables(connection)
    catch_up(log)


def _is_compiled(log: Log) -> bool:
    """Return whether every read model stands exactly at the head of the log."""
    from sqlalchemy import inspect, select

    from projections.tables import POSITIONS

    with log.view() as connection:
        if not inspect(connection).has_table(POSITIONS.name):
            return False
        upto = list(connection.execute(select(POSITIONS.c.upto)).scalars())
    return upto == [log.head().position] * _READ_MODELS
