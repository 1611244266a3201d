"""The bodies of a year side by side: how many people each evaluated, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Table, func, select

from domain.body_class import BodyClass
from projections.result_tables import GRADES, OBJECTIONS, RESULTS
from projections.tables import BODY_CLASSES, MISSED, ROSTER


@dataclass
class BodyResults:
    """One body's year in numbers."""

    body: str
    people: int = 0  # evaluated in the year
    graded: int = 0
    objections: int = 0
    missed: int = 0  # tasks
    totals: list[Decimal] = field(default_factory=list)

    @property
    def mean(self) -> Decimal | None:
        """Return the mean of the totals on record, exact to 28 digits; None: there is none."""
        return sum(self.totals, Decimal(0)) / len(self.totals) if self.totals else None


def body_results(connection: Connection, year: int, bodies: Sequence[str]) -> list[BodyResults]:
    """Return *bodies* in their order, each with its numbers of *year*; every table is read once for all."""
    evaluated = _counts(connection, ROSTER, year, ROSTER.c.ground.is_(None))
    graded, missed = _counts(connection, GRADES, year), _counts(connection, MISSED, year)
    objections = _counts(connection, OBJECTIONS, year)
    totals = defaultdict[str, list[Decimal]](list)
    query = select(RESULTS.c.body, RESULTS.c.total).where(RESULTS.c.year == year, RESULTS.c.total.is_not(None))
    for body, total in connection.execute(query):
        totals[body].append(Decimal(total))
    counts = {"people": evaluated, "graded": graded, "objections": objections, "missed": missed}
    return [_of(body, {name: it.get(body, 0) for name, it in counts.items()}, totals[body]) for body in bodies]


def classes_on(connection: Connection, day: date) -> dict[str, BodyClass]:
    """Return what each body of the log was on *day*, in the order of their ids."""
    query = select(BODY_CLASSES).where(BODY_CLASSES.c.since <= day.isoformat())
    rows = connection.execute(query.order_by(BODY_CLASSES.c.body, BODY_CLASSES.c.since))
    return {row.body: BodyClass(row.sector, row.kind, row.peers) for row in rows}


def _of(body: str, counts: dict[str, int], totals: list[Decimal]) -> BodyResults:
    return BodyResults(body, totals=totals, **counts)


def _counts(connection: Connection, table: Table, year: int, *which: ColumnElement[bool]) -> dict[str, int]:
    rows = select(table.c.body, func.count()).where(table.c.year == year, *which).group_by(table.c.body)
    return {row[0]: row[1] for row in connection.execute(rows)}
