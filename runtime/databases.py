"""Engines for the databases that can hold a log, each set up so that a commit is a commit."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import QueuePool, StaticPool

_SAFE_SQLITE = (3, 51, 3)  # before it, two writing connections can corrupt a WAL file
_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": "10000",
    "wal_autocheckpoint": "8000",
    "cache_size": "-65536",
    "recursive_triggers": "ON",  # without it INSERT OR REPLACE deletes past the delete triggers
}


class UnsafeDatabase(Exception):  # noqa: N818 - says what is wrong, like a refusal
    """The database or its driver cannot keep the log's promises; the text says what would help."""


def sqlite_module() -> ModuleType:
    """Return a SQLite driver without the WAL-reset race: the interpreter's own, or pysqlite3's.

    Raises:
        UnsafeDatabase: neither is new enough.
    """
    if sqlite3.sqlite_version_info >= _SAFE_SQLITE:
        return sqlite3
    try:
        import pysqlite3  # noqa: PLC0415 - only where the interpreter's library is too old
    except ImportError as error:
        raise UnsafeDatabase(
            f"SQLite {sqlite3.sqlite_version} has a WAL corruption race (fixed in 3.51.3). Install pysqlite3."
        ) from error
    if pysqlite3.sqlite_version_info < _SAFE_SQLITE:
        raise UnsafeDatabase(f"pysqlite3 brings SQLite {pysqlite3.sqlite_version}; at least 3.51.3 is needed.")
    found: ModuleType = pysqlite3
    return found


def engines(url: str) -> tuple[Engine, Engine]:
    """Return the writing and the reading engine for *url*.

    The writing engine begins every transaction as a writer; SQLite gets exactly one such connection.

    Raises:
        UnsafeDatabase: the kind of database is not supported, or its driver is unsafe.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database or "")
    if parsed.drivername == "postgresql+psycopg":
        options = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC"
        arguments = {"options": options}
        writer = create_engine(
            url, isolation_level="READ COMMITTED", pool_size=3, connect_args=arguments, hide_parameters=True
        )
        reader = create_engine(
            url, isolation_level="REPEATABLE READ", pool_size=5, connect_args=arguments, hide_parameters=True
        )
        return writer, reader
    raise UnsafeDatabase(f"{parsed.drivername} is not supported. Use sqlite:///FILE or postgresql+psycopg://…")


def memory_engine() -> Engine:
    """Return an engine on a database that lives as long as the engine, in memory."""
    return create_engine(
        "sqlite://", module=sqlite_module(), poolclass=StaticPool, connect_args={"check_same_thread": False}
    )


def _sqlite(url: str, path: str) -> tuple[Engine, Engine]:
    if not path or path == ":memory:":
        raise UnsafeDatabase("A log in SQLite needs a file: sqlite:///FILE.")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    arguments = {"check_same_thread": False, "isolation_level": None}
    module = sqlite_module()
    writer = create_engine(
        url,
        module=module,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=60,
        connect_args=arguments,
        hide_parameters=True,
    )
    reader = create_engine(url, module=module, connect_args=arguments, hide_parameters=True)
    event.listen(writer, "connect", _prepare)
    event.listen(writer, "begin", _begin_immediate)
    event.listen(reader, "connect", _prepare_reader)
    event.listen(reader, "begin", _begin)
    return writer, reader


def _prepare(connection: Any, _: object) -> None:
    for name, value in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    took = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if str(took).lower() != "wal":
        raise UnsafeDatabase(f"SQLite keeps journal_mode={took} instead of WAL here. Use a local disk.")


def _prepare_reader(connection: Any, _: object) -> None:
    connection.execute("PRAGMA busy_timeout=10000")
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
