"""``sacho replay``: the state of the books at another moment, and what changed between two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

import sqlalchemy
import typer
from rich.table import Table
from sqlalchemy import Connection, func, select

from audit.time_machine import Moment, read_models
from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import Point, a_point
from cli.outcome import all_names, title
from cli.scores import draw_people, person_data
from cli.texts import say
from cli.voice import Names, name_of, out, points, table
from domain.cycle import CycleOpened, phases_of
from eventstore.port import Log, Query
from projections.queries import person_scores, phase_rows, unit_scores, years
from projections.stored import cycle_opened
from projections.tables import DONE, MISSED, PEOPLE, POSITIONS, ROSTER
from runtime.databases import memory_engine

_To = Annotated[Point, typer.Option("--to", metavar="POSITION|DATE", parser=a_point)]
_Diff = Annotated[Point | None, typer.Option("--diff", metavar="POSITION|DATE", parser=a_point)]
_STATES = ("open", "paused", "closed", "planned", "skipped")


@command("replay")
def replay(call: Call, to: _To, diff: _Diff = None) -> None:
    """Show the state at a position or at the end of a day; with --diff, what changed between two."""
    with reading(call) as log:
        then, shown = _state_at(log, to)
        if diff is None:
            call.answer(_told(then), lambda it: _draw_state(it, shown))
            return
        other, more = _state_at(log, diff)
        earlier, later = sorted((then, other), key=lambda it: it["position"])
        data = {"from": _told(earlier), "to": _told(later), **_changes(log, earlier, later)}
        call.answer(data, lambda it: _draw_changes(it, {**shown, **more}))


def _state_at(log: Log, point: Point) -> tuple[dict[str, Any], Names]:
    """Return the state at *point*, and the names known then.

    Raises:
        Trouble: the log does not reach that far.
    """
    head = log.head().position
    if point.position is not None and point.position > head:
        raise Trouble("position.none", position=point.position, head=head)
    with read_models(log, Moment(point.position, known_at=point.day), memory_engine) as connection:
        upto = connection.execute(select(func.max(POSITIONS.c.upto))).scalar() or 0
        books = [_year_state(connection, row["year"], row["state"]) for row in years(connection)]
        state = {"at": str(point), "position": upto, "people": _count(connection, PEOPLE), "years": books}
        return state, all_names(connection)


def _year_state(connection: Connection, year: int, state: str) -> dict[str, Any]:
    opened = cycle_opened(connection, year)
    phases = _phases(connection, opened)
    counted = Counter(phases.values())
    return {
        "year": year,
        "state": state,
        "phases": {name: counted[name] for name in _STATES},
        "open_phases": [key for key, it in phases.items() if it == "open"],
        "evaluated": _count(connection, ROSTER, year),
        "done": _count(connection, DONE, year),
        "missed": _count(connection, MISSED, year),
        "people": [person_data(it) for it in person_scores(connection, year)],
        "scores": _scores(connection, year),
        "_phases": phases,  # for comparing only
    }


def _phases(connection: Connection, opened: CycleOpened) -> dict[str, str]:
    rows = phase_rows(connection, opened.year)
    untouched = {phase: "skipped" if phase in opened.phases_past else "planned" for phase in opened.rules.phase_ids()}
    return {
        f"{body}/{phase}": rows[body, phase]["state"] if (body, phase) in rows else untouched[phase]
        for body, phase in phases_of(opened)
    }


def _scores(connection: Connection, year: int) -> dict[str, Any]:
    """Return the scores known, by person and component, and by unit and indicator."""
    people = {
        it.person: {
            **{name: points(score.value) for name, score in it.composed.components.items() if score is not None},
            **({"total": points(it.composed.total.value)} if it.composed.total else {}),
        }
        for it in person_scores(connection, year)
    }
    indicators = {
        f"{unit.body}/{it['code']}": {
            "score": it["score"],
            "value": it["values"][-1]["value"] if it["values"] else None,
        }
        for unit in unit_scores(connection, year)
        for it in unit.indicators
    }
    return {"people": people, "indicators": indicators}


def _count(connection: Connection, of: sqlalchemy.Table, year: int | None = None) -> int:
    query = select(func.count()).select_from(of)
    found = connection.execute(query if year is None else query.where(of.c.year == year))
    return int(found.scalar_one())


def _told(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return *state* without what is kept for comparing only."""
    told = [{key: it for key, it in year.items() if not key.startswith("_")} for year in state["years"]]
    return {**state, "years": told}


def _changes(log: Log, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """Return what changed: facts by type, phases, scores of persons and of indicators."""
    rows = log.read(Query(after=earlier["position"], upto=later["position"]))
    before, after = ({it["year"]: it for it in state["years"]} for state in (earlier, later))
    phases: list[dict[str, Any]] = []
    scores: list[dict[str, Any]] = []
    for year, books in after.items():
        old = before.get(year, {"_phases": {}, "scores": {"people": {}, "indicators": {}}})
        phases += [{"year": year, "phase": key, **change} for key, change in _differ(old["_phases"], books["_phases"])]
        for kind in ("people", "indicators"):
            then, now = _flat(old["scores"][kind]), _flat(books["scores"][kind])
            named = {"year": year, "of": kind}
            scores += [{**named, "id": key[0], "what": key[1], **change} for key, change in _differ(then, now)]
    facts = dict(sorted(Counter(row.type for row in rows).items()))
    return {"facts": facts, "phases": phases, "scores": scores}


def _flat(scores: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], Any]:
    return {(key, what): value for key, parts in scores.items() for what, value in parts.items()}


def _differ(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> list[tuple[Any, dict[str, Any]]]:
    keys = dict.fromkeys([*old, *new])
    return [(key, {"before": old.get(key), "after": new.get(key)}) for key in keys if old.get(key) != new.get(key)]


def _draw_state(data: dict[str, Any], shown: Names) -> None:
    out().print(say("replay.at", at=data["at"], position=data["position"], people=data["people"]))
    if not data["years"]:
        out().print(say("replay.no-year"))
    for year in data["years"]:
        _draw_year(year, shown)


def _draw_year(data: dict[str, Any], shown: Names) -> None:
    out().print(f"\n[bold]{say('replay.year', year=data['year'], state=say('state.' + data['state']))}[/]")
    out().print(say("replay.phases", **data["phases"]))
    if data["open_phases"]:
        out().print(say("replay.open", phases=", ".join(_phase(it, shown) for it in data["open_phases"])))
    out().print(say("replay.counts", evaluated=data["evaluated"], done=data["done"], missed=data["missed"]))
    people = data["people"]
    known = sum(it["total"] is not None for it in people)
    out().print(say("replay.scores", known=known, all=len(people)))
    if people:
        draw_people(people, shown)


def _draw_changes(data: dict[str, Any], shown: Names) -> None:
    out().print(say("replay.between", first=data["from"]["position"], last=data["to"]["position"]))
    if not data["facts"]:
        out().print(say("replay.same"))
        return
    facts = table("fact", "count", right=("count",))
    for kind, count in data["facts"].items():
        facts.add_row(kind, str(count))
    _draw_table("replay.facts", facts)
    if data["phases"]:
        _draw_table("replay.phase-changes", _phase_changes(data["phases"], shown))
    if data["scores"]:
        _draw_table("replay.score-changes", _score_changes(data["scores"], shown))


def _draw_table(title: str, made: Table) -> None:
    out().print(f"\n[bold]{say(title)}[/]")
    out().print(made)


def _phase(key: str, shown: Names) -> str:
    """Return the name of BODY/PHASE: whose phase it is and which."""
    body, _, phase = key.partition("/")
    return f"{name_of(shown, body)} {title(shown, 'phase', phase)}"


def _phase_changes(changes: list[dict[str, Any]], shown: Names) -> Table:
    made = table("phase", "before", "after")
    for it in changes:
        states = (say(f"state.{it[when]}") if it[when] else "–" for when in ("before", "after"))
        made.add_row(_phase(it["phase"], shown), *states)
    return made


def _score_changes(changes: list[dict[str, Any]], shown: Names) -> Table:
    made = table("of", "what", "before", "after", right=("before", "after"))
    for it in changes:
        made.add_row(
            name_of(shown, it["id"], str(it["year"])),
            say(f"what.{it['what']}"),
            it["before"] or "–",
            it["after"] or "–",
        )
    return made
