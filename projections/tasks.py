"""One person's inbox, and the board of all: who must do what by when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, null, select
from sqlalchemy.sql.elements import ColumnElement

from domain.calendar import Window
from domain.cycle import Cycle, CycleOpened, phases_of
from domain.phase_rules import PhaseRule, TaskRule
from domain.window import deadline, window_of
from projections.owed import owed_select
from projections.queries import Row, open_years, phase_rows, phase_state
from projections.tables import ACTING, ASSIGNMENTS, DONE, INDICATORS, MISSED, ROLES, ROSTER


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
    state: str = "planned"  # planned, open, paused, closed; skipped: over before the year was opened
    opened_at: str | None = None
    closed_at: str | None = None
    early: bool = False
    reminders: int = 0
    escalations: int = 0
    units: Mapping[str, Cell] = field(default_factory=dict)

    def sum(self) -> Cell:
        """Return the counts over all units."""
        cells = self.units.values()
        return Cell(*(sum(getattr(cell, name) for cell in cells) for name in ("done", "late", "open", "missed")))


def inbox_of(connection: Connection, person: str, today: date | None = None) -> list[Task]:
    """Return what *person* must do now, most urgent first, then what is late below him.

    With it comes what the heads must do for whom he acts *today*.
    """
    roles = connection.execute(select(ROLES.c.role, ROLES.c.body).where(ROLES.c.person == person, ROLES.c.held))
    held = {(f"role:{role}", body) for role, body in roles}
    once: dict[str, Task] = {}  # what is his own comes before what was escalated to him, once or twice
    for task in _open_tasks(connection, person):
        if task.owner == person or (task.owner, task.body) in held:
            once.setdefault(task.id, task)
    for task in _instead_of_heads(connection, person, today) if today else ():
        once.setdefault(task.id, task)
    return sorted(once.values(), key=lambda task: (task.escalated, task.due, task.phase, task.task, task.subject))


def _instead_of_heads(connection: Connection, person: str, today: date) -> Iterator[Task]:
    """Yield the tasks of heads, as heads, for whom *person* acts; what is about himself is not his to do."""
    day = today.isoformat()
    acts = select(ACTING).where(ACTING.c.person == person, ACTING.c.begins <= day, ACTING.c.ends >= day)
    for acting in connection.execute(acts).all():
        why = "unit-head" if acting.unit else "body-head"
        for task in _open_tasks(connection, acting.head):
            place = (task.owner, task.why, task.body, (task.unit or "") if acting.unit else "")
            if place == (acting.head, why, acting.body, acting.unit) and task.subject != person:
                yield task


def open_tasks(connection: Connection) -> list[Task]:
    """Return everybody's open tasks, most urgent first; each once, with who owes it."""
    tasks = (task for task in _open_tasks(connection, None) if not task.escalated)
    return sorted(tasks, key=lambda task: (task.due, task.phase, task.task, task.subject))


def task_of(connection: Connection, address: str) -> Task | None:
    """Return the open task at *address*, or None when there is none (any more)."""
    return next((task for task in _open_tasks(connection, None) if task.id == address), None)


def _open_tasks(connection: Connection, person: str | None) -> Iterator[Task]:
    for opened in open_years(connection):
        for (body, phase), row in phase_rows(connection, opened.year).items():
            rule = opened.of(body).rules.phase(phase)
            if row["state"] in {"open", "closed"} and rule is not None:
                yield from _tasks_of_phase(connection, opened, body, rule, row, person)


def _tasks_of_phase(
    connection: Connection, opened: CycleOpened, body: str, rule: PhaseRule, row: Row, person: str | None
) -> Iterator[Task]:
    cycle, state = Cycle(opened=opened), phase_state(row)
    closes = window_of(cycle, rule, state).closes
    over = row["state"] == "closed"
    for task in (it for it in rule.tasks if not over or _outlasts(connection, opened.year, body, it)):
        due = deadline(cycle, rule, task, state)
        for way, escalated in _ways(rule, task, row["escalations"]):
            for owed in connection.execute(_owed_by(opened.year, body, rule.phase, way, person)):
                key = (opened.year, body, rule.phase, way.task, owed.subject, owed.unit, owed.owner)
                yield Task(*key, due, closes, way.by, rule.basis, escalated)


def _outlasts(connection: Connection, year: int, body: str, task: TaskRule) -> bool:
    """Return whether *task* is owed after its phase: by its rule, or because the body was asked for it anew."""
    if task.afterwards or task.of == "assignment":
        return task.afterwards
    it = ASSIGNMENTS.c
    asked = select(it.owner).where(it.year == year, it.body == body, it.task == task.task)
    return connection.execute(asked).first() is not None


def _ways(rule: PhaseRule, task: TaskRule, escalations: int) -> list[tuple[TaskRule, bool]]:
    """Return *task* as its owner has it, and as those see it to whom it was escalated."""
    above = [step.to for step in rule.escalate[:escalations] if task.can_be_owed_by(step.to)]
    raised = [task.model_copy(update={"by": owner}) for owner in above]
    return [(task, False), *((way, True) for way in raised)]


def _owed_by(year: int, body: str, phase: str, task: TaskRule, person: str | None) -> Select[Any]:
    """Return the query for what is owed: by *person* or by a role, or by anybody when None."""
    found = owed_select(year, body, phase, task).subquery()
    rows = select(found).where(found.c.owner.is_not(None))
    return rows if person is None else rows.where((found.c.owner == person) | found.c.owner.like("role:%"))


def board(connection: Connection, opened: CycleOpened, body: str | None = None) -> list[PhaseLine]:
    """Return every phase of the year in order, with done, late, open and missed by unit."""
    rows, cycle = phase_rows(connection, opened.year), Cycle(opened=opened)
    lines = []
    for its_body, phase in phases_of(opened):
        rule = opened.of(its_body).rules.phase(phase)
        if rule is None or body not in (None, its_body):
            continue
        row = rows.get((its_body, phase))
        lines.append(_line(connection, cycle, its_body, rule, row))
    return lines


@dataclass(frozen=True)
class _Counting:
    """One phase of one body, whose tasks are counted by unit."""

    connection: Connection
    cycle: Cycle
    body: str
    rule: PhaseRule
    row: Row
    units: dict[str, Cell]

    def count(self, task: TaskRule) -> None:
        """Add the counts of *task*."""
        for unit, recorded_at in self.connection.execute(_with_unit(task).where(self._about(DONE, task))):
            cell = self._cell(unit)
            cell.done += 1
            cell.late += recorded_at >= self._late_from(task)
        if self.row["state"] in {"open", "paused"}:
            found = owed_select(self.row["year"], self.body, self.rule.phase, task).subquery()
            rows = select(found.c.unit, func.count()).where(found.c.owner.is_not(None)).group_by(found.c.unit)
            for unit, count in self.connection.execute(rows):
                self._cell(unit).open += count
        missed = select(MISSED.c.unit, func.count()).where(self._about(MISSED, task)).group_by(MISSED.c.unit)
        for unit, count in self.connection.execute(missed):
            self._cell(unit).missed += count

    def _cell(self, unit: str | None) -> Cell:
        return self.units.setdefault(unit or self.body, Cell())

    def _about(self, table: Table, task: TaskRule) -> ColumnElement[bool]:
        key = (self.row["year"], self.body, self.rule.phase, task.task)
        return and_(*(table.c[name] == value for name, value in zip(_TASK_KEY, key, strict=True)))

    def _late_from(self, task: TaskRule) -> str:
        """Return the moment from which *task* is late, as the log writes moments."""
        due = deadline(self.cycle, self.rule, task, phase_state(self.row))
        zone = self.cycle.opened.rules.zone if self.cycle.opened else ""
        return Window(due, due, due, zone).falls_due.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


_TASK_KEY = ("year", "body", "phase", "task")


def _line(connection: Connection, cycle: Cycle, body: str, rule: PhaseRule, row: Row | None) -> PhaseLine:
    window = window_of(cycle, rule, phase_state(row))
    if row is None:
        past = cycle.opened is not None and rule.phase in cycle.opened.phases_past
        return PhaseLine(body, rule, window, "skipped" if past else "planned")
    counting = _Counting(connection, cycle, body, rule, row, {})
    for task in rule.tasks:
        counting.count(task)
    facts = (row["state"], row["opened_at"], row["closed_at"], row["early"], row["reminders"], row["escalations"])
    return PhaseLine(body, rule, window, *facts, counting.units)


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
    if task.of == "assignment":
        return select(null(), DONE.c.recorded_at)
    return select(DONE.c.subject, DONE.c.recorded_at)
