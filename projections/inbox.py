"""The inbox: what each person must do by when, and why. It moves with the log and is never behind.

Nobody's task is stored. What is owed is derived from who is evaluated by whom, which phases are
open, and what is done; opening a phase for everyone is one event and one row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from activities.inline import Fact
from domain.cycle import CycleOpened
from domain.messages import AssigningEvent, Owed, TaskEvent
from domain.person import EvaluatorsAssigned
from domain.phase_rules import PhaseRule
from eventstore.port import Stored
from projections import data_requests, inbox_people, inbox_phases
from projections.owed import owed_select
from projections.rows import Rows, put_rows
from projections.tables import ASSIGNMENTS, DECIDES, DONE, POSITIONS, ROSTER

NAME = "inbox"


class Inbox:
    """Keeps the inbox's tables in step with the log."""

    def apply(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take *facts* in, in order, and note how far the log was read."""
        rows = Rows(connection)
        rows.prefetch(ROSTER, ((it.year, it.person) for _, it in facts if isinstance(it, EvaluatorsAssigned)))
        for row, event in facts:
            take_in(rows, row, event)
        rows.flush()
        put_rows(connection, POSITIONS, [(NAME, facts[-1].row.position)])

    def owed(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> list[Owed]:
        """Return the obligations of a phase that are not met, by task, unit and subject."""
        rule = cycle.of(body).rules.phase(phase)
        return _owed(connection, cycle.year, body, rule) if rule else []

    def is_owed(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> bool:
        """Return whether anything of a phase is not met; reads no more than one row a task."""
        rule = cycle.of(body).rules.phase(phase)
        queries = [owed_select(cycle.year, body, phase, task) for task in rule.tasks] if rule else []
        return any(connection.execute(_owned(query).limit(1)).first() for query in queries)

    def evaluated(self, connection: Connection, year: int, body: str) -> list[str]:
        """Return the ids of the persons that *body* evaluates in *year*, in order."""
        query = select(ROSTER.c.person).where(ROSTER.c.year == year, ROSTER.c.body == body)
        return sorted(connection.execute(query).scalars())

    def deciding(self, connection: Connection, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*, the last one constituted; None: it has none."""
        query = select(DECIDES.c.committee).where(DECIDES.c.body == body, DECIDES.c.matter == matter)
        return connection.execute(query).scalar()

    def work_left(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> list[str]:
        """Return the engine's own tasks of a phase that can be begun now and are owed, in the rules' order."""
        rule = cycle.of(body).rules.phase(phase)
        left = {
            task.task
            for task in (rule.tasks if rule else ())
            if connection.execute(_owned(owed_select(cycle.year, body, phase, task)).limit(1)).first()
        }
        tasks = [task for task in (rule.tasks if rule else ()) if task.by == "engine" and task.task in left]
        return [task.task for task in tasks if task.after not in left]


def _owned(query: Select[Any]) -> Select[Any]:
    """Return *query* without the tasks that nobody owes, such as a second rating without a superior."""
    rows = query.subquery()
    return select(rows).where(rows.c.owner.is_not(None))


def take_in(rows: Rows, row: Stored, event: Any) -> None:
    """Put what *event* changes into *rows*."""
    handler = _HANDLERS.get(type(event))
    if handler is not None:
        handler(rows, row, event)
    if isinstance(event, AssigningEvent):
        for it in event.assignments():
            year, body = it.year or event.year, it.body or event.body
            if it.again:
                rows.drop_all(DONE, year=year, body=body, task=it.task, subject=it.subject)
            rows.put(ASSIGNMENTS, year, body, it.task, it.subject, it.owner)
    if isinstance(event, TaskEvent):
        key = (event.year, event.body, event.phase, event.task, event.subject)
        rows.put(DONE, *key, row.actor, row.position, row.recorded_at)


def _owed(connection: Connection, year: int, body: str, rule: PhaseRule) -> list[Owed]:
    found = [
        Owed(task=task.task, subject=row.subject, owner=row.owner, unit=row.unit)
        for task in rule.tasks
        for row in connection.execute(_owned(owed_select(year, body, rule.phase, task)))
    ]
    order = [task.task for task in rule.tasks]  # sorted here, for databases sort by their own alphabets
    return sorted(found, key=lambda owed: (order.index(owed.task), owed.unit or "", owed.subject))


_HANDLERS = inbox_people.HANDLERS | inbox_phases.HANDLERS | data_requests.HANDLERS
