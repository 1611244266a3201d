"""Whose time decides: the database's in production, a moving hand in a rehearsal."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, text


class DatabaseClock:
    """The time of the database that holds the log; SQLite has none of its own and takes the machine's."""

    def now(self, connection: Connection) -> datetime:
        """Return the present moment, read after the lock was taken."""
        if connection.dialect.name == "postgresql":
            now: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return now.astimezone(UTC)
        return datetime.now(UTC)


class SimulatedClock:
    """A clock that shows what it was last set to; it never goes back."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def set(self, moment: datetime) -> None:
        """Show *moment* from now on, unless it lies behind."""
        self.moment = max(self.moment, moment)

    def now(self, connection: Connection | None = None) -> datetime:  # noqa: ARG002 - the port gives the connection
        """Return the simulated moment."""
        return self.moment
