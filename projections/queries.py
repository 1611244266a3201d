"""What surfaces ask of the read models: scores, inboxes, boards, and names to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from domain.cycle import CycleOpened
from domain.phase_facts import Phase
from domain.rules import HUNDRED
from domain.scoring.proof import Score
from domain.scoring.service import goals_score
from domain.scoring.total import Composed, compose
from projections.result_tables import COMPONENTS, INDICATOR_SCORES, ORGANISATION_SCORES, VALUES
from projections.service import Line, Service
from projections.stored import CARRIED, GOALS, cycle_opened, of_year, rows_of, score_of
from projections.tables import BODIES, CYCLES, INDICATORS, PEOPLE, PHASES, ROSTER, UNITS

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
    return rows_of(connection, CYCLES)


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
        for row in rows_of(connection, table):
            key = "/".join(str(row[column.name]) for column in table.primary_key.columns)
            shown[key] = {"ko": row["name_ko"], "en": row["name_en"]}
    for row in rows_of(connection, PEOPLE):
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
    line = Line(connection)
    own = _own_components(connection, year, person, deep=deep)
    service = Service(connection, year, line, organisations)
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
    scores = {(row["body"], row["code"]): row["score"] for row in of_year(connection, INDICATOR_SCORES, year)}
    sums = {(row["body"], row["unit"]): row for row in of_year(connection, ORGANISATION_SCORES, year)}
    values: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in of_year(connection, VALUES, year):
        shown = {key: row[key] for key in ("phase", "value", "estimate", "effective_on", "recorded_at", "at_position")}
        values.setdefault((row["body"], row["code"]), []).append(shown)
    units: dict[tuple[str, str], UnitScores] = {}
    for row in of_year(connection, INDICATORS, year):
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
        for row in of_year(connection, INDICATOR_SCORES, year):
            trees.setdefault((row["body"], row["unit"]), []).append(score_of(row["made_of"]))
    found: dict[tuple[str, str | None], Score] = {}
    for row in of_year(connection, ORGANISATION_SCORES, year):
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
