"""What is owed: who still has to do a task, derived from rosters, units and what is done."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, and_, cast, exists, literal, null, select
from sqlalchemy.sql.elements import ColumnElement

from domain.ids import SYSTEM
from domain.phase_rules import TaskRule
from projections.tables import ASSIGNMENTS, BODIES, BODY_ENDS, DECIDES, DONE, INDICATORS, ROSTER, STRATEGIES, UNITS


def owed_select(year: int, body: str, phase: str, task: TaskRule) -> Select[Any]:
    """Return the query for who still owes *task*: subject, owner, unit; owner null when nobody does."""
    done = DONE.alias()
    source, subject, owner, unit, where = _subjects(year, body, task)
    met = and_(
        done.c.year == year,
        done.c.body == body,
        done.c.phase == phase,
        done.c.task == task.task,
        done.c.subject == subject,
    )
    query = select(subject.label("subject"), owner.label("owner"), unit.label("unit"))
    gone = exists().where(BODY_ENDS.c.body == body)  # its work is others' now
    return query.select_from(source.outerjoin(done, met)).where(done.c.task.is_(None), where, ~gone)


def _subjects(year: int, body: str, task: TaskRule) -> tuple[Any, Any, ColumnElement[Any], Any, ColumnElement[bool]]:
    """Return whom *task* is about: table, subject, owner, unit, and which rows."""
    if task.of == "person":
        source = ROSTER.outerjoin(UNITS, and_(UNITS.c.body == ROSTER.c.body, UNITS.c.unit == ROSTER.c.unit))
        where = and_(ROSTER.c.year == year, ROSTER.c.body == body, ROSTER.c.instrument.in_(task.instruments))
        if task.by != "engine":  # which records also who is not evaluated
            where = and_(where, ROSTER.c.ground.is_(None))
        return source, ROSTER.c.person, _owner(task, body), ROSTER.c.unit, where
    if task.of == "unit":
        return (
            UNITS,
            UNITS.c.unit,
            _owner(task, body),
            UNITS.c.unit,
            and_(UNITS.c.body == body, UNITS.c.level != "office"),
        )
    if task.of == "indicator":
        source = INDICATORS.outerjoin(UNITS, and_(UNITS.c.body == INDICATORS.c.body, UNITS.c.unit == INDICATORS.c.unit))
        where = and_(INDICATORS.c.year == year, INDICATORS.c.body == body)
        return source, INDICATORS.c.code, _owner(task, body), INDICATORS.c.unit, where
    if task.of == "strategy":
        it = STRATEGIES.c
        due = and_(it.body == body, it.review_by <= year, it.until >= year)
        return STRATEGIES, it.strategy, _owner(task, body), cast(null(), String), due
    if task.of == "assignment":
        it = ASSIGNMENTS.c
        where = and_(it.year == year, it.body == body, it.task == task.task)
        return ASSIGNMENTS, it.subject, _owner(task, body), cast(null(), String), where
    where = BODIES.c.body == body
    if task.committee_for is not None:
        where = and_(where, exists().where(DECIDES.c.body == body, DECIDES.c.matter == task.committee_for))
    return BODIES, BODIES.c.body, _owner(task, body), cast(null(), String), where


def _owner(task: TaskRule, body: str) -> ColumnElement[Any]:
    match task.by:
        case "self":
            return ROSTER.c.person
        case "first":
            return ROSTER.c.first
        case "second":
            return ROSTER.c.second
        case "assignee":
            return ASSIGNMENTS.c.owner
        case "unit-head":
            return UNITS.c.head
        case "body-head":
            return select(BODIES.c.head).where(BODIES.c.body == body).scalar_subquery()
        case "engine":
            return literal(SYSTEM)
        case role:
            return literal(role)
