"""Promotion lists as they stand: each in its latest edition, and one person's places in them."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, func, select

from domain.numbers import in_points
from projections.result_tables import PROMOTIONS

_LIST = ("year", "body", "phase")


def lists_of(
    connection: Connection, year: int, body: str | None = None, person: str | None = None
) -> list[dict[str, Any]]:
    """Return the lists that were drawn in the cycle *year*, by their days, with the places of *person* or of all."""
    query = _newest().where(PROMOTIONS.c.year == year)
    if body is not None:
        query = query.where(PROMOTIONS.c.body == body)
    if person is not None:
        query = query.where(PROMOTIONS.c.person == person)
    rows = connection.execute(query.order_by(*_ORDER))
    return [_list(list(found)) for _, found in groupby(rows, key=lambda row: (row.body, row.phase))]


def places_of(connection: Connection, person: str) -> list[dict[str, Any]]:
    """Return the places of *person* in all lists, the newest first."""
    rows = connection.execute(_newest().where(PROMOTIONS.c.person == person).order_by(PROMOTIONS.c.as_of.desc()))
    return [{**_head(row), **_place(row)} for row in rows]


_ORDER = [PROMOTIONS.c[name] for name in ("as_of", "body", "phase", "grade", "place", "person")]


def _newest() -> Any:
    """Return the query for the rows of the latest editions."""
    keys = [PROMOTIONS.c[name] for name in _LIST]
    last = select(*keys, func.max(PROMOTIONS.c.edition).label("edition")).group_by(*keys).subquery()
    same = [PROMOTIONS.c[name] == last.c[name] for name in (*_LIST, "edition")]
    return select(PROMOTIONS).join(last, onclause=same[0] & same[1] & same[2] & same[3])


def _list(rows: list[Row[Any]]) -> dict[str, Any]:
    return {**_head(rows[0]), "places": [_place(row) for row in rows]}


def _head(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_LIST, "as_of", "edition")}


def _place(row: Row[Any]) -> dict[str, Any]:
    """Return one place: whose, among how many of his grade, and from what."""
    facts = {name: getattr(row, name) for name in ("person", "grade", "place", "ground")}
    points = in_points(row.points) if row.points is not None else None
    years = [
        {**it, "points": in_points(it["points"]), "total": in_points(it["total"])}
        for it in json.loads(row.years or "[]")
    ]
    return {**facts, "points": points, "of": row.among, "years": years, "position": row.at_position}
