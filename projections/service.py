"""What units are worth for somebody who served in them: by the days of the year he was there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from domain.person_spells import Away, Move, days_by_unit, spells_in
from domain.scoring.proof import Score
from domain.scoring.service import by_days
from projections.stored import rows_of
from projections.tables import MOVEMENTS, UNITS


class Line:
    """The units above a unit."""

    def __init__(self, connection: Connection) -> None:
        rows = rows_of(connection, UNITS)
        self._units = {(row["body"], row["unit"]): (row["level"], row["parent"]) for row in rows}

    def nearest(self, body: str, unit: str | None, level: str) -> str | None:
        """Return *unit* or the nearest unit above it that is of *level*."""
        while unit is not None and (body, unit) in self._units:
            found, parent = self._units[(body, unit)]
            if found == level:
                return unit
            unit = parent
        return None


class Service:
    """What the units are worth for somebody who served in them: by the days of the year he was there."""

    def __init__(
        self, connection: Connection, year: int, line: Line, scores: Mapping[tuple[str, str | None], Score]
    ) -> None:
        self._year, self._line, self._scores = year, line, scores
        self._moves: dict[str, list[Move]] = {}
        self._away: dict[str, list[Away]] = {}
        for row in rows_of(connection, MOVEMENTS):
            begins = date.fromisoformat(row["begins"])
            if row["kind"] == "transfer":
                self._moves.setdefault(row["person"], []).append(Move(row["from_unit"], row["to_unit"], begins))
            else:
                ends = date.fromisoformat(row["ends"])
                self._away.setdefault(row["person"], []).append(Away(row["kind"], begins, ends))

    def score(self, row: Any, level: str) -> Score | None:
        """Return the score of the units of *level* that the person of *row* served in; None: one is not in yet."""
        if row.person not in self._moves:
            return self._scores.get((row.body, self._line.nearest(row.body, row.unit, level)))
        spells = spells_in(self._year, row.unit, self._moves[row.person], self._away.get(row.person, ()))
        days: dict[str | None, int] = {}
        for unit, of in (days_by_unit(spells) or {row.unit: 1}).items():
            above = self._line.nearest(row.body, unit, level)
            days[above] = days.get(above, 0) + of
        scores = {unit: self._scores.get((row.body, unit)) for unit in days}
        served = [(score, days[unit]) for unit, score in scores.items() if score is not None]
        return by_days(served) if served and len(served) == len(days) else None
