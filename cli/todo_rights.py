"""What may be done in the open phases without being owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from domain.cycle import CycleOpened
from domain.phase_rules import TaskRule
from projections.queries import open_years
from projections.tasks import PhaseLine, Task, board


def rights(connection: Connection) -> Iterator[tuple[CycleOpened, PhaseLine, TaskRule]]:
    """Yield what may be done in the open phases without being owed."""
    for opened in open_years(connection):
        for line in board(connection, opened):
            for right in line.rule.rights if line.state == "open" else ():
                yield opened, line, right


def right_at(connection: Connection, address: str) -> Task | None:
    """Return the right at *address* like a task, owned by whom the rules say, or None when none is open."""
    place, _, subject = address.rpartition("/")
    for opened, line, right in rights(connection):
        if place == _place(opened, line, right):
            days = (line.window.due, line.window.closes)
            of = (opened.year, line.body, line.rule.phase, right.task)
            return Task(*of, subject, None, right.by, *days, why=right.by, basis=line.rule.basis)
    return None


def _place(opened: CycleOpened, line: PhaseLine, right: TaskRule) -> str:
    return f"{opened.year}/{line.body}/{line.rule.phase}/{right.task}"


def right_data(opened: CycleOpened, line: PhaseLine, right: TaskRule) -> dict[str, Any]:
    """Return a right as JSON can hold it."""
    return {
        "right": _place(opened, line, right),
        "name": right.name.model_dump(),
        "of": right.of,
        "by": right.by,
        "closes": line.window.closes.isoformat(),
    }
