"""What rows of the read models hold: columns, the year's opening, and proofs; light to load."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from domain.cycle import CycleOpened
from domain.ids import cycle_stream
from domain.scoring.proof import Score
from eventstore.port import Log, Query
from projections.tables import CYCLES

CARRIED = "carried"  # a person's total as the mean of earlier ones, where nobody rated him
GOALS = "goals/"  # and the phase they were rated in: what a person's own component is made of


def cycle_opened(connection: Connection, year: int) -> CycleOpened:
    """Return the opening of *year*.

    Raises:
        LookupError: the year was never opened.
    """
    found = connection.execute(select(CYCLES.c.rules).where(CYCLES.c.year == year)).scalar_one_or_none()
    if found is None:
        raise LookupError(f"no cycle {year}")
    return CycleOpened.model_validate_json(found)


def left_open(log: Log, year: int) -> list[dict[str, Any]]:
    """Return what the books of *year* were closed over; nothing while they are open."""
    closed = log.read(Query(streams=[cycle_stream(year)], type="CycleClosed"))
    return [it for row in closed for it in json.loads(row.body).get("left", ())]


def score_of(made_of: str) -> Score:
    """Return the proof that a row stores."""
    return Score.from_data(json.loads(made_of))


def rows_of(connection: Connection, table: Table) -> list[RowMapping]:
    """Return all rows of *table*, in the order of their keys."""
    return list(connection.execute(select(table).order_by(*table.primary_key.columns)).mappings())


def of_year(connection: Connection, table: Table, year: int) -> Iterator[RowMapping]:
    """Yield the rows of *table* about *year*, in the order of their keys."""
    query = select(table).where(table.c.year == year).order_by(*table.primary_key.columns)
    yield from connection.execute(query).mappings()
