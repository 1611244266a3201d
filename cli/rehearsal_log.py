"""The log a rehearsal is played on: the one that is named, or the case's own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from activities.rehearsals import rehearsed_case
from cli.command import Call, Trouble
from cli.logs import address
from cli.texts import say
from cli.voice import HOME, errors
from domain.ids import cycle_stream
from eventstore.port import Log, Query
from rehearsal import stage
from rehearsal.case import Case
from runtime.settings import Settings, data_folder
from worker import open_log

_MIDNIGHT = timedelta(minutes=1)  # what falls due at the end of a day is recorded just after it


def own_address(call: Call, case: Case) -> str:
    """Return the address of the log to play on: the one that was named, else the case's own."""
    return address(call) if call.database or is_set() else scratch(case)


def is_set() -> bool:
    """Return whether the environment names a log."""
    return "database_url" in Settings().model_fields_set


def scratch(case: Case) -> str:
    """Return the address of the case's own log."""
    return f"sqlite:///{_scratch_file(case)}"


def _scratch_file(case: Case) -> Path:
    return data_folder() / "rehearsals" / f"{case.case}.db"


def make_way(case: Case, *, fresh: bool) -> None:
    """Remove the case's own log if its year is over, or if *fresh*; tell what happens."""
    path = _scratch_file(case)
    if not path.exists():
        return
    log = open_log(scratch(case))
    over = _is_closed(log, case)
    log.close()
    if fresh or over:
        for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            file.unlink(missing_ok=True)
    if not fresh:
        errors().print(say("rehearse.again" if over else "rehearse.goes-on", file=path), soft_wrap=True)


def _is_closed(log: Log, case: Case) -> bool:
    return any(True for _ in log.read(Query(streams=[cycle_stream(case.year)], type="CycleClosed")))


def require_own(log: Log, case: Case, *, fresh: bool) -> None:
    """Let pass a log that is empty, or that holds a rehearsal of *case* to go on with.

    Raises:
        Trouble: the log holds other records, among which simulated people must not write, or the whole year.
    """
    if not log.head().position:
        return
    if rehearsed_case(log) != case.case:
        raise Trouble("rehearse.foreign-log", place=log.place)
    if fresh or _is_closed(log, case):
        raise Trouble("rehearse.used-log", place=log.place)


def require_ahead(log: Log, case: Case, until: date | None) -> None:
    """Let pass a day that the rehearsal has not left behind.

    Raises:
        Trouble: it has.
    """
    stands = (stage.stands_at(case, log) - _MIDNIGHT).astimezone(HOME).date()
    if until is not None and until < stands:
        raise Trouble("rehearse.day-past", until=until, day=stands)
