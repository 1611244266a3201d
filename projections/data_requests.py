"""The requests for data that wait for an answer, kept with the inbox."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, and_, exists, select

from domain.data_request_facts import DataProvided, DataRequested, DataRequestWithdrawn, DataSupplementRequested
from eventstore.port import Stored
from projections.rows import Handlers, Rows
from projections.tables import BODY_ENDS, DATA_REQUESTS, UNITS


def waiting(connection: Connection, year: int) -> Sequence[RowMapping]:
    """Return the requests of *year* that wait, each with the head of the unit that was asked; None: of no unit."""
    it = DATA_REQUESTS.c
    unit = and_(UNITS.c.body == it.body, UNITS.c.unit == it.unit)
    goes_on = ~exists().where(BODY_ENDS.c.body == it.body)
    query = select(DATA_REQUESTS, UNITS.c.head).select_from(DATA_REQUESTS.outerjoin(UNITS, unit))
    return connection.execute(query.where(it.year == year, it.waits, goes_on)).mappings().all()


def _requested(rows: Rows, _: Stored, event: DataRequested) -> None:
    told = (event.unit, event.asker, event.what, event.due.isoformat(), True)
    rows.put(DATA_REQUESTS, event.year, event.body, event.number, *told)


def _supplement(rows: Rows, _: Stored, event: DataSupplementRequested) -> None:
    rows.change(DATA_REQUESTS, event.year, event.body, event.number, due=event.due.isoformat(), waits=True)


def _settled(rows: Rows, _: Stored, event: DataProvided | DataRequestWithdrawn) -> None:
    rows.change(DATA_REQUESTS, event.year, event.body, event.number, waits=False)


HANDLERS: Handlers = {
    DataRequested: _requested,
    DataSupplementRequested: _supplement,
    DataProvided: _settled,
    DataRequestWithdrawn: _settled,
}
