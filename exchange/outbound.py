"""Batches out: the rows for each neighbour, compiled from the read models and the plan in force.

What goes out depends on the log up to one position only, so the same batch can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from domain.objectives import Indicator, Task
from domain.plan_state import Plan
from domain.rules import HUNDRED
from domain.scoring.proof import half_up
from eventstore.port import Log
from exchange.layouts import OUTWARD
from exchange.plans import plan_of, served_by
from exchange.ratings import rating_of
from exchange.refusals import NoRows
from exchange.rows import Fields, Told
from projections.outcomes import Outcome, outcomes
from projections.queries import UnitScores, names, unit_scores


@dataclass(frozen=True)
class Source:
    """What rows are compiled from: a body's year as the log tells it up to a position."""

    log: Log
    connection: Connection
    year: int
    body: str
    upto: int

    def plan(self) -> Plan:
        """Return the body's plan."""
        return plan_of(self.log, self.year, self.body, self.upto)


def rows_for(system: str, source: Source) -> list[Fields]:
    """Return the rows for *system*, ordered by their keys, only filled fields, all of it text.

    Raises:
        NoRows: there is nothing to send yet.
    """
    known = [it.name for it in OUTWARD[system].fields]
    about = {"year": source.year, "body": source.body}
    rows = [_as_text({**about, **row}, known) for row in _ROWS[system](source)]
    if not rows:
        raise NoRows
    return sorted(rows, key=lambda row: row["key"])


def _as_text(row: Mapping[str, object], known: Sequence[str]) -> Fields:
    if strange := row.keys() - set(known):
        raise KeyError(f"no such fields: {strange}")  # what the layout does not name goes nowhere
    return {name: str(row[name]) for name in known if row.get(name) not in (None, "")}


def _unit_tasks(source: Source) -> Iterator[Told]:
    """Yield the plan's tasks, each a unit task of the business reference model (S1-71); only of a plan in force."""
    plan = source.plan()
    if not plan.in_force:
        return
    for unit, part in plan.parts_in_force().items():
        for objective in part.objectives:
            for target in objective.targets:
                above = {"unit": unit, "objective": objective.id, "target": target.id}
                yield from ({**above, **_of_task(unit, it), "task": it.id} for it in target.tasks if it.unit_task)


def _of_task(unit: str, task: Task) -> Told:
    named = {"name": task.name.ko, "name_en": task.name.en}
    return {"key": f"{unit}/{task.id}", "unit_task": task.unit_task, **named}


def _results(source: Source) -> Iterator[Told]:
    """Yield the result of each person who was told his (S1-73, S1-111)."""
    for it in outcomes(source.connection, source.year, source.body):
        if it.result is not None and it.result["total"] is not None and it.notice is not None:
            yield {"person": it.person, **_result(it)}


def _result(it: Outcome) -> Told:
    data = it.as_data()
    grade: dict[str, Any] = data["grade"] or {}
    told = {name: grade.get(name) for name in ("pool", "grade")}
    return {"key": it.person, "total": data["total"], "edition": data["notice"]["edition"], **told}


def _cards(source: Source) -> Iterator[Told]:
    """Yield what e-Saram enters on the cards."""
    found = {it.person: it for it in outcomes(source.connection, source.year, source.body)}
    for row in _results(source):
        it = found[str(row["person"])]
        grade = it.as_data()["grade"] or {}
        yield {**row, "unit": it.unit, **{name: grade.get(name) for name in ("rank", "of", "pay_grade")}}


def _programmes(source: Source) -> Iterator[Told]:
    """Yield each task's result, that of the indicators which measure it, and its programme's rating (S1-74)."""
    plan = source.plan()
    scores = {it["code"]: it["score"] for unit in _units(source) for it in unit.indicators if it["score"] is not None}
    for unit, part in plan.parts_in_force().items():
        for target in (it for objective in part.objectives for it in objective.targets):
            for task in (it for it in target.tasks if it.unit_task):
                row = {"unit": unit, "task": task.id, **_of_task(unit, task)}
                yield {**row, **_measured(served_by(task, target.indicators), scores), **_rated(source, task)}


def _measured(indicators: Sequence[Indicator], scores: Mapping[str, str]) -> Told:
    scored = [it for it in indicators if it.code in scores]
    told: Told = {"indicators": len(indicators), "scored": len(scored)}
    if not scored or len(scored) < len(indicators):
        return told
    weight = sum((it.weight for it in scored), Decimal(0))
    return {**told, "score": half_up(sum((it.weight * Decimal(scores[it.code]) for it in scored), Decimal(0)) / weight)}


def _rated(source: Source, task: Task) -> Told:
    if task.programme is None:
        return {}
    rating = rating_of(source.log, source.year, source.body, task.programme, source.upto)
    return {"programme": task.programme, **rating}


def _public(source: Source) -> Iterator[Told]:
    """Yield what anybody may read: complete results of units and their indicators, and nothing about a person."""
    shown, plan = names(source.connection), source.plan()
    for unit in _units(source):
        if unit.weight != HUNDRED:
            continue
        name = shown[f"{unit.body}/{unit.unit}"]
        named = {"name": name["ko"], "name_en": name["en"]}
        yield {"key": unit.unit, "unit": unit.unit, **named, "score": half_up(unit.score)}
        for it in unit.indicators:
            yield {"unit": unit.unit, **_public_indicator(it, unit.unit, plan)}


def _public_indicator(it: Mapping[str, Any], unit: str, plan: Plan) -> Told:
    frozen = plan.frozen(it["code"])
    definition = plan.definition(frozen.definition, it["code"]) if frozen else None
    named = {"name": definition.name.ko, "name_en": definition.name.en} if definition else {"name": it["code"]}
    value = it["values"][-1]["value"] if it["values"] else None
    told = {"weight": it["weight"], "target": definition.target if definition else None, "value": value}
    return {"key": f"{unit}/{it['code']}", "indicator": it["code"], **named, **told, "score": it["score"]}


def _units(source: Source) -> list[UnitScores]:
    return unit_scores(source.connection, source.year, source.body)


_ROWS: Mapping[str, Callable[[Source], Iterator[Told]]] = {
    "onnara": _unit_tasks,
    "esaram": _cards,
    "talent": _results,
    "dbrain": _programmes,
    "disclosure": _public,
}
