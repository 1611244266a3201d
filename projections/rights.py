"""Who may do what is owed by nobody: the rights of a phase, person by person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from domain.cycle import CycleOpened
from domain.phase_rules import TaskRule
from projections.tables import ASSIGNMENTS, BODIES, ROLES, ROSTER, UNITS

_EVALUATION = {"self": ROSTER.c.person, "first": ROSTER.c.first, "second": ROSTER.c.second}


def may(connection: Connection, opened: CycleOpened, body: str, right: TaskRule, person: str) -> bool:
    """Return whether *person* may use *right* about anybody or anything of *body*."""
    return connection.execute(_grounds(opened.year, body, right, person).limit(1)).first() is not None


def _grounds(year: int, body: str, right: TaskRule, person: str) -> Select[Any]:
    """Return the query for the rows that make *right* the person's."""
    match right.by:
        case "self" | "first" | "second" as place:
            evaluated = (ROSTER.c.year == year) & (ROSTER.c.body == body) & ROSTER.c.ground.is_(None)
            same = ROSTER.c.instrument.in_(right.instruments) & (_EVALUATION[place] == person)
            return select(ROSTER.c.person).where(evaluated & same)
        case "assignee":
            its = (ASSIGNMENTS.c.year == year) & (ASSIGNMENTS.c.body == body) & (ASSIGNMENTS.c.task == right.task)
            return select(ASSIGNMENTS.c.subject).where(its & (ASSIGNMENTS.c.owner == person))
        case "unit-head":
            return select(UNITS.c.unit).where(UNITS.c.body == body, UNITS.c.head == person)
        case "body-head":
            return select(BODIES.c.body).where(BODIES.c.body == body, BODIES.c.head == person)
        case role:
            held = (ROLES.c.body == body) & (ROLES.c.role == role.removeprefix("role:")) & ROLES.c.held
            return select(ROLES.c.role).where(held & (ROLES.c.person == person))
