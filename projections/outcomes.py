"""What surfaces ask about results: each person's total on record, grade, notice, objection and pay."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from domain.numbers import in_points
from projections.result_tables import DECISIONS, GRADES, NOTICES, OBJECTIONS, PAY, POOLS, RESULTS
from projections.tables import ROSTER

Found = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """One person's year as it came out; what has not happened yet is None."""

    person: str
    body: str
    unit: str
    result: Found | None = None
    grade: Found | None = None
    pool: Found | None = None
    notice: Found | None = None
    objection: Found | None = None  # the latest
    pay: Found | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "person": self.person,
            "body": self.body,
            "unit": self.unit,
            "total": in_points(self.result["total"]) if self.result and self.result["total"] else None,
            "edition": self.result["edition"] if self.result else None,
            "exempt": self.result["ground"] if self.result else None,
            "grade": _grade(self.grade, self.pool),
            "notice": _only(self.notice, "edition", "notified_at", "object_by", "received_at"),
            "objection": _only(self.objection, "edition", "state", "rung", "due", "outcome", "filed_at"),
            "pay": self._pay(),
        }

    def _pay(self) -> dict[str, Any] | None:
        """Return the pay; provisional no longer than the objection is open that made it so."""
        pay = _only(self.pay, *_PAY)
        if pay:
            pay["additions"] = json.loads(pay["additions"] or "[]")
        if pay and self.objection and self.objection["state"] in _ENDED:
            pay["provisional"] = False
        return pay

    def positions(self) -> list[int]:
        """Return the positions of the events that say so."""
        rows = (self.result, self.grade, self.notice, self.objection, self.pay)
        return sorted({row["at_position"] for row in rows if row is not None})


_ENDED = ("final", "withdrawn")
_PAY = (
    "pay_year",
    "pay_class",
    "pay_grade",
    "base",
    "rate",
    "amount",
    "additions",
    "ground",
    "edition",
    "provisional",
    "first_amount",
    "barred",
    "clawed_back",
)


def outcomes(connection: Connection, year: int, body: str | None = None, person: str | None = None) -> list[Outcome]:
    """Return the outcomes of *year*, by body, pool, rank and person."""
    roster = _by(connection, ROSTER, year, "person", person)
    results, notices = (_by(connection, table, year, "person", person) for table in (RESULTS, NOTICES))
    grades, paid = (_by(connection, table, year, "person", person) for table in (GRADES, PAY))
    objections = _by(connection, OBJECTIONS, year, "person", person)  # in order of their editions: the last stays
    pools = {(row["body"], row["pool"]): row for row in _rows(connection, POOLS, year)}
    found = [
        Outcome(
            it,
            row["body"],
            row["unit"],
            results.get(it),
            grade := grades.get(it),
            pools.get((row["body"], grade["pool"])) if grade else None,
            notices.get(it),
            objections.get(it),
            paid.get(it),
        )
        for it, row in roster.items()
        if body in (None, row["body"])
    ]
    return sorted(found, key=_order)


def _order(it: Outcome) -> tuple[Any, ...]:
    place = (it.grade["pool"], it.grade["rank"]) if it.grade else ("~", 0)
    return (it.body, *place, it.person)


def _grade(grade: Found | None, pool: Found | None) -> dict[str, Any] | None:
    if grade is None:
        return None
    shown = _only(grade, "pool", "grade", "pay_grade", "rank", "margin", "boundary", "pending")
    margin = in_points(grade["margin"]) if grade["margin"] is not None else None
    return {**(shown or {}), "margin": margin, "of": pool["persons"] if pool else None}


def _only(row: Found | None, *names: str) -> dict[str, Any] | None:
    return {name: row[name] for name in names} if row is not None else None


def outcomes_of(connection: Connection, person: str) -> list[tuple[int, Outcome]]:
    """Return the outcomes of every year in which *person* was evaluated, the newest first."""
    query = select(ROSTER.c.year).where(ROSTER.c.person == person).order_by(ROSTER.c.year.desc())
    years = connection.execute(query).scalars().all()
    return [(year, it) for year in years for it in outcomes(connection, year, person=person)]


def decisions_of(connection: Connection, year: int, person: str) -> list[dict[str, Any]]:
    """Return what was decided about the result of *person* beside scores, with its ground and event."""
    about = (DECISIONS.c.year == year) & (DECISIONS.c.person == person) & DECISIONS.c.ground.is_not(None)
    names = ("decision", "ground", "days")
    rows = connection.execute(select(DECISIONS).where(about).order_by(DECISIONS.c.at_position)).mappings()
    return [{**{name: row[name] for name in names}, "position": row["at_position"]} for row in rows]


def pools_of(connection: Connection, year: int, body: str | None = None) -> list[dict[str, Any]]:
    """Return the pools of *year*, each with its counts and an open tie."""
    return [
        {
            "body": row["body"],
            "pool": row["pool"],
            "persons": row["persons"],
            "merged": json.loads(row["merged"]),
            "state": row["state"],
            "counts": json.loads(row["counts"]) if row["counts"] else None,
            "minimums_waived": bool(row["waived"]),
            "tie": json.loads(row["tie"]) if row["tie"] else None,
        }
        for row in _rows(connection, POOLS, year)
        if body in (None, row["body"])
    ]


def objections_of(connection: Connection, year: int, body: str | None = None) -> list[dict[str, Any]]:
    """Return the objections of *year* in the order they were filed."""
    names = ("person", "edition", "body", "state", "rung", "due", "grounds", "outcome", "filed_at")
    rows = [row for row in _rows(connection, OBJECTIONS, year) if body in (None, row["body"])]
    return [
        {name: row[name] for name in names} for row in sorted(rows, key=lambda row: (row["filed_at"], row["person"]))
    ]


def _rows(connection: Connection, table: Table, year: int) -> list[Found]:
    query = select(table).where(table.c.year == year).order_by(*table.primary_key.columns)
    return [*connection.execute(query).mappings()]


def _by(connection: Connection, table: Table, year: int, key: str, only: str | None) -> dict[str, Found]:
    query = select(table).where(table.c.year == year).order_by(*table.primary_key.columns)
    if only is not None:
        query = query.where(table.c[key] == only)
    found: list[Found] = [*connection.execute(query).mappings()]
    return {row[key]: row for row in found}
