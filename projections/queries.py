"""What surfaces ask of the read models: scores, inboxes, boards, and names to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from domain.cycle import CycleOpened
from domain.person_spells import Away, Move, days_by_unit, spells_in
from domain.phase_facts import Phase
from domain.rules import HUNDRED
from domain.scoring.proof import Score
from domain.scoring.service import by_days, goals_score
from domain.scoring.total import Composed, compose
from projections.stored import CARRIED, GOALS, cycle_opened, score_of
from projections.tables import (
    BODIES,
    COMPONENTS,
    CYCLES,
    INDICATOR_SCORES,
    INDICATORS,
    MOVEMENTS,
    ORGANISATION_SCORES,
    PEOPLE,
    PHASES,
    ROSTER,
    UNITS,
    VALUES,
)

Row = RowMapping | Mapping[str, Any]


@dataclass(frozen=True)
class PersonScores:
    """One person's scores in a year."""

    person: str
    body: str
    unit: str
    profile: str
    composed: Composed


@dataclass(frozen=True)
class UnitScores:
    """One unit's scorecard in a year: exact so far, and complete when *weight* is 100."""

    body: str
    unit: str
    score: Decimal
    weight: Decimal  # percent of the scorecard that has a result
    indicators: list[dict[str, Any]] = field(default_factory=list)


def open_years(connection: Connection) -> list[CycleOpened]:
    """Return the openings of the years whose books are open, oldest first."""
    rows = connection.execute(select(CYCLES.c.rules).where(CYCLES.c.state == "open").order_by(CYCLES.c.year))
    return [CycleOpened.model_validate_json(rules) for (rules,) in rows]


def years(connection: Connection) -> list[RowMapping]:
    """Return the rows of all years, oldest first."""
    return _rows(connection, CYCLES)


def phase_rows(connection: Connection, year: int) -> dict[tuple[str, str], RowMapping]:
    """Return the phases of *year* that something happened to, by body and phase."""
    rows = connection.execute(select(PHASES).where(PHASES.c.year == year)).mappings()
    return {(row["body"], row["phase"]): row for row in rows}


def phase_state(row: Row | None) -> Phase:
    """Return the state of a phase as far as its days depend on it."""
    if row is None:
        return Phase()
    moved = (date.fromisoformat(row["moved_opens"]), date.fromisoformat(row["moved_due"])) if row["moved_due"] else None
    return Phase(opened=row["opened_at"] is not None, moved=moved, stood_still=row["stood_still"])


def names(connection: Connection) -> dict[str, dict[str, str]]:
    """Return what to show for people, bodies, units and indicators: ``{key: {ko, en}}``.

    The key is as long as it takes: PERSON, BODY, BODY/UNIT, YEAR/BODY/INDICATOR.
    """
    shown: dict[str, dict[str, str]] = {}
    for table in (BODIES, UNITS, INDICATORS):
        for row in _rows(connection, table):
            key = "/".join(str(row[column.name]) for column in table.primary_key.columns)
            shown[key] = {"ko": row["name_ko"], "en": row["name_en"]}
    for row in _rows(connection, PEOPLE):
        name = row["name"] or row["person"]
        shown[row["person"]] = {"ko": f"{name} {row['title_ko']}", "en": f"{name}, {row['title_en']}"}
    return shown


def person_scores(
    connection: Connection, year: int, body: str | None = None, person: str | None = None, *, deep: bool = False
) -> list[PersonScores]:
    """Return the scores of the persons evaluated in *year*; *deep*: with proofs down to the events.

    Who is exempt is among them only when his scores are asked for by name, and deep.

    Raises:
        LookupError: the year was never opened.
    """
    opened = cycle_opened(connection, year)
    organisations = _organisations(connection, year, deep=deep)
    line = _Line(connection)
    own = _own_components(connection, year, person, deep=deep)
    service = _Service(connection, year, line, organisations)
    query = select(ROSTER).where(ROSTER.c.year == year).order_by(ROSTER.c.unit, ROSTER.c.profile, ROSTER.c.person)
    if body is not None:
        query = query.where(ROSTER.c.body == body)
    if person is not None:
        query = query.where(ROSTER.c.person == person)
    found = []
    for row in connection.execute(query):
        scores, rules = dict(own.get(row.person, {})), opened.of(row.body).rules
        carried = scores.pop(CARRIED, None)
        if row.ground is not None:  # nobody rated him: he has the mean of earlier ratings, or nothing
            if carried is not None:
                found.append(PersonScores(row.person, row.body, row.unit, row.profile, Composed({}, carried)))
            if carried is not None or not (deep and person):
                continue
        if "individual" not in scores:  # unless an objection corrected it
            scores["individual"] = goals_score(_goals(scores), rules.people.halves)
        for level in ("bureau", "department"):
            scores[level] = service.score(row, level)
        composed = compose(rules.profiles[row.profile], scores)
        found.append(PersonScores(row.person, row.body, row.unit, row.profile, composed))
    return found


def unit_scores(connection: Connection, year: int, body: str | None = None) -> list[UnitScores]:
    """Return the scorecards of *year*, each with its indicators: weight, score, latest value."""
    scores = {(row["body"], row["code"]): row["score"] for row in _of_year(connection, INDICATOR_SCORES, year)}
    sums = {(row["body"], row["unit"]): row for row in _of_year(connection, ORGANISATION_SCORES, year)}
    values: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _of_year(connection, VALUES, year):
        shown = {key: row[key] for key in ("phase", "value", "estimate", "effective_on", "recorded_at", "at_position")}
        values.setdefault((row["body"], row["code"]), []).append(shown)
    units: dict[tuple[str, str], UnitScores] = {}
    for row in _of_year(connection, INDICATORS, year):
        key, code = (row["body"], row["unit"]), (row["body"], row["code"])
        if body is not None and row["body"] != body:
            continue
        summed = sums.get(key)
        unit = units.setdefault(
            key,
            UnitScores(
                *key,
                Decimal(summed["score"]) if summed else Decimal(0),
                Decimal(summed["weight"]) if summed else Decimal(0),
            ),
        )
        told = sorted(values.get(code, []), key=lambda value: str(value["effective_on"]))
        unit.indicators.append(
            {"code": row["code"], "weight": row["weight"], "score": scores.get(code), "values": told}
        )
    return list(units.values())


def _organisations(connection: Connection, year: int, *, deep: bool) -> dict[tuple[str, str | None], Score]:
    """Return the complete unit scores of *year*; incomplete ones are not in yet."""
    trees: dict[tuple[str, str], list[Score]] = {}
    if deep:
        for row in _of_year(connection, INDICATOR_SCORES, year):
            trees.setdefault((row["body"], row["unit"]), []).append(score_of(row["made_of"]))
    found: dict[tuple[str, str | None], Score] = {}
    for row in _of_year(connection, ORGANISATION_SCORES, year):
        if Decimal(row["weight"]) == HUNDRED:
            parts = tuple(sorted(trees.get((row["body"], row["unit"]), ()), key=lambda part: part.what))
            what = f"organisation/{row['unit']}"
            found[(row["body"], row["unit"])] = Score(what, Decimal(row["score"]), "weighted-sum", parts=parts)
    return found


def _own_components(
    connection: Connection, year: int, person: str | None, *, deep: bool
) -> dict[str, dict[str, Score | None]]:
    query = select(COMPONENTS).where(COMPONENTS.c.year == year)
    if person is not None:
        query = query.where(COMPONENTS.c.person == person)
    found: dict[str, dict[str, Score | None]] = {}
    for row in connection.execute(query):
        whole = deep or row.component.startswith(GOALS)
        score = score_of(row.made_of) if whole else Score(row.component, Decimal(row.score), "")
        found.setdefault(row.person, {})[row.component] = score
    return found


def _goals(scores: Mapping[str, Score | None]) -> dict[str, Score]:
    """Return the ratings of goals among *scores*, by phase, in order of time."""
    rated = {name.removeprefix(GOALS): score for name, score in scores.items() if name.startswith(GOALS) and score}
    return dict(sorted(rated.items(), key=lambda it: it[1].position or 0))


class _Line:
    """The units above a unit."""

    def __init__(self, connection: Connection) -> None:
        rows = _rows(connection, UNITS)
        self._units = {(row["body"], row["unit"]): (row["level"], row["parent"]) for row in rows}

    def nearest(self, body: str, unit: str | None, level: str) -> str | None:
        """Return *unit* or the nearest unit above it that is of *level*."""
        while unit is not None and (body, unit) in self._units:
            found, parent = self._units[(body, unit)]
            if found == level:
                return unit
            unit = parent
        return None


class _Service:
    """What the units are worth for somebody who served in them: by the days of the year he was there."""

    def __init__(
        self, connection: Connection, year: int, line: _Line, scores: Mapping[tuple[str, str | None], Score]
    ) -> None:
        self._year, self._line, self._scores = year, line, scores
        self._moves: dict[str, list[Move]] = {}
        self._away: dict[str, list[Away]] = {}
        for row in _rows(connection, MOVEMENTS):
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


def _rows(connection: Connection, table: Table) -> list[RowMapping]:
    return list(connection.execute(select(table).order_by(*table.primary_key.columns)).mappings())


def _of_year(connection: Connection, table: Table, year: int) -> Iterator[RowMapping]:
    query = select(table).where(table.c.year == year).order_by(*table.primary_key.columns)
    yield from connection.execute(query).mappings()
