"""``sacho scores``: who has which score."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, AnyDay, AnyPerson, Year
from cli.texts import say
from cli.voice import Names, day, name_of, out, points, table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from audit.time_machine import Moment
    from eventstore.port import Log
    from projections.queries import PersonScores, UnitScores

_PARTS = ("bureau", "department", "individual", "competency", "attitude")


@command("scores")
def scores(
    call: Call,
    year: Year,
    body: AnyBody = None,
    person: AnyPerson = None,
    as_of: AnyDay = None,
    known_at: AnyDay = None,
) -> None:
    """Show the scores of a year, as they are or as they were known or true at another time."""
    from audit.time_machine import Moment
    from projections.queries import names, person_scores, unit_scores

    moment = Moment(known_at=known_at, as_of=as_of)
    with reading(call) as log, known_year(log, moment, year) as connection:
        found = person_scores(connection, year, body, person)
        if person is not None and not found:
            raise Trouble("person.none", person=person, year=year)
        homes = {(it.body, it.unit) for it in found}
        units = [it for it in unit_scores(connection, year, body) if person is None or (it.body, it.unit) in homes]
        data = {
            "year": year,
            "as_of": as_of.isoformat() if as_of else None,
            "known_at": known_at.isoformat() if known_at else None,
            "people": [person_data(it) for it in found],
            "units": [_unit_data(it) for it in units],
        }
        shown = names(connection)
        call.answer(data, lambda it: _draw(it, shown))


@contextmanager
def known_year(log: Log, moment: Moment, year: int) -> Iterator[Connection]:
    """Open the read models of *log* as of *moment*, in which *year* must be known.

    Raises:
        Trouble: the year was never opened, or not yet at that moment.
    """
    from audit.time_machine import read_models
    from projections.stored import cycle_opened
    from runtime.databases import memory_engine

    with read_models(log, moment, memory_engine) as connection:
        try:
            cycle_opened(connection, year)
        except LookupError as error:
            raise Trouble("year.none", year=year) from error
        yield connection


def person_data(it: PersonScores) -> dict[str, Any]:
    """Return a person's scores as JSON can hold them."""
    composed = it.composed
    components = {name: points(score.value) if score else None for name, score in composed.components.items()}
    return {
        "person": it.person,
        "body": it.body,
        "unit": it.unit,
        "profile": it.profile,
        "components": components,
        "total": points(composed.total.value) if composed.total else None,
        "missing": composed.missing(),
    }


def _unit_data(unit: UnitScores) -> dict[str, Any]:
    return {
        "body": unit.body,
        "unit": unit.unit,
        "score": points(unit.score),
        "weight": format(unit.weight, "f"),
        "indicators": [
            {
                "code": it["code"],
                "weight": it["weight"],
                "score": points(it["score"]) if it["score"] is not None else None,
                "value": _value_data(it["values"]),
            }
            for it in unit.indicators
        ],
    }


def _value_data(values: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the latest of *values*, which are in order of the days they are about."""
    if not values:
        return None
    last = values[-1]
    return {
        "phase": last["phase"],
        "value": last["value"],
        "estimate": bool(last["estimate"]),
        "effective_on": last["effective_on"],
        "recorded_at": last["recorded_at"],
        "position": last["at_position"],
    }


def _draw(data: dict[str, Any], shown: Names) -> None:
    _draw_moment(data)
    if data["people"]:
        draw_people(data["people"], shown)
    for unit in data["units"]:
        _draw_unit(unit, data["year"], shown)


def _draw_moment(data: dict[str, Any]) -> None:
    if data["known_at"]:
        out().print(f"[dim]{say('scores.known-at', day=data['known_at'])}[/]")
    if data["as_of"]:
        out().print(f"[dim]{say('scores.as-of', day=data['as_of'])}[/]")


def draw_people(people: list[dict[str, Any]], shown: Names) -> None:
    """Draw one line a person: components, bonus points and total; a dash for what is not in yet."""
    from domain.scoring.total import BONUSES

    used = [part for part in _PARTS if any(part in it["components"] for it in people)]
    columns = [*used, "bonus", "total"]
    out().print(f"[bold]{say('scores.people')}[/]")
    made = table("person", *columns, right=tuple(columns))
    for it in people:
        parts = it["components"]
        row = [points(parts[part]) if part in parts else "" for part in used]
        bonus = sum(Decimal(parts[name]) for name in BONUSES)
        made.add_row(name_of(shown, it["person"]), *row, points(bonus), f"[bold]{points(it['total'])}[/]")
    out().print(made)


def _draw_unit(unit: dict[str, Any], year: int, shown: Names) -> None:
    score = points(unit["score"] if Decimal(unit["weight"]) else None)
    told = say("scores.unit", unit=name_of(shown, unit["unit"], unit["body"]), score=score, weight=unit["weight"])
    out().print(f"[bold]{told}[/]")
    right, keep = ("weight", "score", "value"), ("effective", "recorded")
    made, within = table("indicator", *right, *keep, right=right, keep=keep), f"{year}/{unit['body']}"
    for it in unit["indicators"]:
        named = f"{it['code']} {name_of(shown, it['code'], within)}"
        made.add_row(named, it["weight"], points(it["score"]), *_value_cells(it["value"]))
    out().print(made)


def _value_cells(value: dict[str, Any] | None) -> tuple[str, str, str]:
    if value is None:
        return "–", "–", "–"
    return value["value"] + ("*" if value["estimate"] else ""), value["effective_on"], day(value["recorded_at"])
