"""What is owed after a story of events, by the real inbox on a database in memory."""

from __future__ import annotations

from activities.inline import Fact
from domain.cycle import CycleOpened
from domain.messages import Event, Owed
from projections.inbox import Inbox
from projections.rows import create_tables
from runtime.databases import memory_engine
from tests.support.office import office
from tests.support.rows import row_of


def owed_by(year: CycleOpened, body: str, phase: str, *story: Event) -> list[Owed]:
    """Return what is owed in *phase* of *body* after *story*."""
    engine = memory_engine()
    known = office[0]  # whose row stands for all: only its number and moment are read
    with engine.begin() as connection:
        create_tables(connection)
        inbox = Inbox()
        inbox.apply(connection, [Fact(row_of(known, n), event) for n, event in enumerate(story, 1)])
        found = inbox.owed(connection, year, body, phase)
        assert inbox.is_owed(connection, year, body, phase) == bool(found)
    engine.dispose()
    return found
