"""The time machine: read models as they were, or would have been, at another moment.

Two clocks: what was *known at* a moment (recorded by then), and what is true *as of* a day
(effective by then, whenever it was recorded). The same read models are compiled from fewer events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from eventstore.port import Log, Query

_HOME = ZoneInfo("Asia/Seoul")  # days are those of the office


@dataclass(frozen=True)
class Moment:
    """Which part of the log counts; all conditions given must hold."""

    position: int | None = None
    known_at: date | None = None  # to the end of this day
    as_of: date | None = None

    def query(self) -> Query:
        """Return the query for the events that count."""
        before = None
        if self.known_at is not None:
            end = datetime.combine(self.known_at + timedelta(days=1), datetime.min.time(), _HOME)
            before = end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        as_of = self.as_of.isoformat() if self.as_of is not None else None
        return Query(upto=self.position, recorded_before=before, effective_upto=as_of)


NOW = Moment()


@contextmanager
def read_models(log: Log, moment: Moment, scratch: Callable[[], Engine]) -> Iterator[Connection]:
    """Open the read models of *log* as of *moment*: the live ones, or compiled into *scratch*."""
    if moment == NOW:
        with log.view() as connection:
            yield connection
        return
    from projections.runner import compile_from_zero  # noqa: PLC0415 - knows every event; the present needs none

    engine = scratch()
    try:
        with engine.begin() as connection:
            compile_from_zero(log, moment.query(), connection)
            yield connection
    finally:
        engine.dispose()
