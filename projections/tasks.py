"""One person's inbox, and the board of all: who must do what by when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from domain.cycle import Cycle, CycleOpened, phases_of
from domain.rules import PhaseRule, TaskRule
from domain.window import Window, deadline, window_of
from projections.inbox import owed_select
from projections.queries import open_years, phase_rows, phase_state
from projections.tables import DONE, INDICATORS, MISSED, ROLES, ROSTER


@dataclass(frozen=True)
class Task:
    """One thing somebody must do: about whom, by when, and why him."""

    year: int
    body: str
    phase: str
    task: str
    subject: str
    unit: str | None
    owner: str
    due: date
    closes: date
    why: str  # the rule that makes it his: self, first, second, unit-head, body-head, role:NAME
    basis: str
    escalated: bool = False

    @property
    def id(self) -> str:
        """Return the task's address, by which it can be shown and completed."""
        return "/".join((str(self.year), self.body, self.phase, self.task, self.subject))


@dataclass
class Cell:
    """One field of the board: counts of one phase in one unit."""

    done: int = 0
    late: int = 0  # of the done, those after their due day
    open: int = 0
    missed: int = 0


@dataclass(frozen=True)
class PhaseLine:
    """One phase of one body on the board, with its days and its counts by unit."""

    body: str
    rule: PhaseRule
    window: Window
    state: str  # planned, open, paused, closed
    opened_at: str | None
    closed_at: str | None
    early: bool
    reminders: int
    escalations: int
    units: Mapping[str, Cell]

    def sum(self) -> Cell:
        """Return the counts over all units."""
        cells = self.units.values()
        return Cell(*(sum(getattr(cell, name) for cell in cells) for name in ("done", "late", "open", "missed")))


def inbox_of(connection: Connection, person: str) -> list[Task]:
    """Return what *person* must do now, most urgent first, then what is late below him."""
    roles = connection.execute(select(ROLES.c.role, ROLES.c.body).where(ROLES.c.person == person, ROLES.c.held))
    held = {(f"role:{role}", body) for role, body in roles}
    tasks = [task for task in _open_tasks(connection, person) if task.owner == person or (task.owner, task.body) in held]
    return sorted(tasks, key=lambda task: (task.escalated, task.due, task.phase, task.task, task.subject))


def task_of(connection: Connection, address: str) -> Task | None:
    """Return the open task at *address*, or None when there is none (any more)."""
    return next((task for task in _open_tasks(connection, None) if task.id == address), None)


def _open_tasks(connection: Connection, person: str | None) -> Iterator[Task]:
    for opened in open_years(connection):
        for (body, phase), row in phase_rows(connection, opened.year).items():
            rule = opened.rules.phase(phase)
            if row["state"] == "open" and rule is not None:
                yield from _tasks_of_phase(connection, opened, body, rule, row, person)


def _tasks_of_phase(
    connection: Connection,
    opened: CycleOpened,
    body: str,
    rule: PhaseRule,
    row: Mapping[str, Any],
    person: str | None,
) -> Iterator[Task]:
    cycle, state = Cycle(opened=opened), phase_state(row)
    closes = window_of(cycle, rule, state).closes
    raised = rule.escalate[: row["escalations"]]
    for task in rule.tasks:
        due = deadline(cycle, rule, task, state)
        ways = [(task, False), *((task.model_copy(update={"by": step.to}), True) for step in raised)]
        for way, escalated in ways:
            query = owed_select(opened.year, body, rule.phase, way)
            found = query.subquery()
            rows = select(found).where(found.c.owner.is_not(None))
            if person is not None:
                rows = rows.where(found.c.owner.in_([person]) | found.c.owner.like("role:%"))
            for owed in connection.execute(rows):
                key = (opened.year, body, rule.phase, way.task, owed.subject, owed.unit, owed.owner)
                yield Task(*key, due, closes, way.by, rule.basis, escalated)


def board(connection: Connection, opened: CycleOpened, body: str | None = None) -> list[PhaseLine]:
    """Return every phase of the year in order, with done, late, open and missed by unit."""
    rows, cycle = phase_rows(connection, opened.year), Cycle(opened=opened)
    lines = []
    for its_body, phase in phases_of(opened):
        rule = opened.rules.phase(phase)
        if rule is None or body not in (None, its_body):
            continue
        row = rows.get((its_body, phase))
        lines.append(_line(connection, cycle, its_body, rule, row))
    return lines


def _line(
    connection: Connection, cycle: Cycle, body: str, rule: PhaseRule, row: Mapping[str, Any] | None
) -> PhaseLine:
    window = window_of(cycle, rule, phase_state(row))
    if row is None:
        return PhaseLine(body, rule, window, "planned", None, None, False, 0, 0, {})  # noqa: FBT003 - early: no
    units: dict[str, Cell] = {}
    for task in rule.tasks:
        _count(connection, units, cycle, body, rule, task, row)
    facts = (row["state"], row["opened_at"], row["closed_at"], row["early"], row["reminders"], row["escalations"])
    return PhaseLine(body, rule, window, *facts, units)


def _count(
    connection: Connection,
    units: dict[str, Cell],
    cycle: Cycle,
    body: str,
    rule: PhaseRule,
    task: TaskRule,
    row: Mapping[str, Any],
) -> None:
    """Add the counts of *task* to *units*."""
    year, due = row["year"], deadline(cycle, rule, task, phase_state(row))
    zone = cycle.opened.rules.zone if cycle.opened else ""
    late_from = _utc_text(Window(due, due, due, zone))
    where = and_(DONE.c.year == year, DONE.c.body == body, DONE.c.phase == rule.phase, DONE.c.task == task.task)
    for unit, recorded_at in connection.execute(_with_unit(task).where(where)):
        cell = units.setdefault(unit or body, Cell())
        cell.done += 1
        cell.late += recorded_at >= late_from
    if row["state"] in ("open", "paused"):
        found = owed_select(year, body, rule.phase, task).subquery()
        rows = select(found.c.unit, func.count()).where(found.c.owner.is_not(None)).group_by(found.c.unit)
        for unit, count in connection.execute(rows):
            units.setdefault(unit or body, Cell()).open += count
    missed = select(MISSED.c.unit, func.count()).where(
        MISSED.c.year == year, MISSED.c.body == body, MISSED.c.phase == rule.phase, MISSED.c.task == task.task
    )
    for unit, count in connection.execute(missed.group_by(MISSED.c.unit)):
        units.setdefault(unit or body, Cell()).missed += count


def _with_unit(task: TaskRule) -> Any:
    """Return the query for done tasks with the unit each belongs to."""
    if task.of == "person":
        same = and_(ROSTER.c.year == DONE.c.year, ROSTER.c.person == DONE.c.subject)
        return select(ROSTER.c.unit, DONE.c.recorded_at).select_from(DONE.outerjoin(ROSTER, same))
    if task.of == "indicator":
        same = and_(
            INDICATORS.c.year == DONE.c.year, INDICATORS.c.body == DONE.c.body, INDICATORS.c.code == DONE.c.subject
        )
        return select(INDICATORS.c.unit, DONE.c.recorded_at).select_from(DONE.outerjoin(INDICATORS, same))
    return select(DONE.c.subject, DONE.c.recorded_at)


def _utc_text(window: Window) -> str:
    """Return the moment the window falls due, as the log writes moments."""
    return window.falls_due().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
