"""What the doctor finds about the database and the log in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, inspect, make_url, text

from audit.verify import examine
from cli.integrity import compared
from cli.texts import language, say
from cli.trouble import trouble_of
from eventstore.port import Head
from eventstore.schema import GUARDED, guards_amiss
from eventstore.sql import SqlLog
from projections.runner import astray, positions
from projections.tables import POSITIONS
from runtime.databases import UnsafeDatabase, engines, sqlite_module

_OLDEST_NOW = datetime(2025, 1, 1, tzinfo=UTC)
_TOLERANCE = timedelta(minutes=5)
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "fuse.sshfs")
_SMALL = 20_000  # events that are verified and compiled in a moment


class Finding(NamedTuple):
    """One answer: ``ok``, ``warn`` or ``fail``; the remedy is the text of the check and the status."""

    check: str
    status: str
    detail: str
    remedy: str | None = None


def sqlite_of() -> Finding:
    """Return whether the SQLite of this Python is safe to write with."""
    try:
        module = sqlite_module()
    except UnsafeDatabase as error:
        return Finding("sqlite", "fail", str(error), "sqlite")
    return Finding("sqlite", "ok", f"{module.sqlite_version} ({module.__name__})")


def database_of(url: str, *, full: bool) -> Iterator[Finding]:
    """Yield what is found about the log; without one, only whether it can be created."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            path = Path(parsed.database or "")
            yield _local_disk(path)
            if not path.is_file():
                yield _can_be_created(path)
                return
        writer, reader = engines(url)
        try:
            yield from _log(writer, reader, full=full)
        finally:
            writer.dispose()
            reader.dispose()
    except Exception as error:  # noqa: BLE001 - whatever keeps us from the database is the finding
        yield Finding("database", "fail", trouble_of(error, url).sentence(language()), "database")


def _can_be_created(path: Path) -> Finding:
    folder = next(it for it in (path.parent, *path.parent.parents) if it.exists())
    if not os.access(folder, os.W_OK):
        return Finding("database", "fail", str(folder), "writable")
    return Finding("database", "warn", say("doctor.no-log", path=path), "no-log")


def _local_disk(path: Path) -> Finding:
    kind = _file_system(path)
    return Finding("disk", "fail" if kind in _NETWORK else "ok", kind, "disk" if kind in _NETWORK else None)


def _file_system(path: Path) -> str:
    """Return the kind of file system that holds *path*, as the kernel calls it."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return "unknown"
    places = [line.split()[1:3] for line in mounts.read_text(encoding="utf-8").splitlines()]
    absolute = path.absolute()
    holding = [(where, kind) for where, kind in places if absolute.is_relative_to(where)]
    return max(holding, key=lambda it: len(it[0]))[1] if holding else "unknown"


def _log(writer: Engine, reader: Engine, *, full: bool) -> Iterator[Finding]:
    with writer.connect() as connection:  # takes the writer's lock, changes nothing
        writable = connection.execute(text("SELECT 1")).scalar() == 1
        connection.rollback()
        yield Finding("database", "ok" if writable else "fail", writer.dialect.name)
        yield _durability(connection)
    if not inspect(reader).has_table("head"):
        yield Finding("log", "warn", say("doctor.empty"), "no-log")
        return
    log = SqlLog(writer, reader)
    head = log.head()
    with log.view() as connection:
        yield _guards(connection)
        yield _clock(connection, head)
    yield from _proofs(log, full=full)


def _durability(connection: Connection) -> Finding:
    if connection.dialect.name == "sqlite":
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        safe = (str(mode), level) == ("wal", 2)
        detail = f"journal_mode={mode} synchronous={level}"
    else:
        level = connection.exec_driver_sql("SHOW synchronous_commit").scalar()
        safe, detail = level != "off", f"synchronous_commit={level}"
    return Finding("durability", "ok" if safe else "fail", detail, None if safe else "durability")


def _guards(connection: Connection) -> Finding:
    amiss = guards_amiss(connection)
    return (
        Finding("guards", "fail", ", ".join(amiss), "guards") if amiss else Finding("guards", "ok", ", ".join(GUARDED))
    )


def _proofs(log: SqlLog, *, full: bool) -> Iterator[Finding]:
    """Yield what is found about the positions of the read models, the log, and the rows of the read models."""
    with log.snapshot() as snapshot:
        head = snapshot.head
        there = inspect(snapshot.connection).has_table(POSITIONS.name)
        standing = positions(snapshot.connection) if there else {}
        placed = _projections(standing, head)
        yield placed
        if not full and head.position > _SMALL:
            yield Finding("proof", "warn", say("doctor.not-proved", events=head.position), "proof")
            return
        verdict = examine(snapshot)
        if not verdict.ok:
            yield Finding("proof", "fail", say("doctor.damaged", count=len(verdict.findings)), "damaged")
            return
        yield Finding("proof", "ok", say("verify.ok", events=verdict.events))
        if verdict.keyless:
            yield Finding("keys", "warn", ", ".join(verdict.keyless), "keys")
        if placed.status != "ok":
            return
        drifted = len(compared(snapshot)[1])
        if drifted:
            yield Finding("rows", "fail", say("rebuild.differ", count=drifted), "rows")
        else:
            yield Finding("rows", "ok", say("rebuild.same", events=head.position))


def _projections(standing: Mapping[str, Any], head: Head) -> Finding:
    if not standing:
        return Finding("projections", "warn" if head.position else "ok", f"–/{head.position}", "projections")
    if wrong := astray(standing, head.position):
        detail = ", ".join(f"{it.name} {it.upto}/{head.position}" for it in wrong)
        return Finding("projections", "fail", detail, "astray")
    least = min((standing.get(it, 0) for it in ("inbox", "scores")), default=0)
    behind = least < head.position
    return Finding(
        "projections", "warn" if behind else "ok", f"{least}/{head.position}", "projections" if behind else None
    )


def _clock(connection: Connection, head: Head) -> Finding:
    now = datetime.now(UTC)
    last = datetime.fromisoformat(head.recorded_at)
    detail = now.strftime("%Y-%m-%dT%H:%M:%SZ")
    if now < _OLDEST_NOW or abs(_database_now(connection) - now) > _TOLERANCE:
        return Finding("clock", "fail", detail, "clock")
    if last > now + _TOLERANCE:
        return Finding("clock", "warn", say("doctor.future", at=head.recorded_at), "future")
    return Finding("clock", "ok", detail)


def _database_now(connection: Connection) -> datetime:
    if connection.dialect.name == "sqlite":
        return datetime.now(UTC)
    found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found.astimezone(UTC)
