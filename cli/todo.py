"""What somebody must do: the list of tasks, turns and rights, and one task with the file that completes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from cli.command import Call, Trouble
from cli.logs import reading, today
from cli.outcome import all_names
from cli.todo_lines import draw_list, draw_one
from cli.todo_rights import right_at, right_data, rights
from cli.todo_rules import Rules
from domain.phase_refusals import PhaseNotOpen
from projections.follow_up import programme_names
from projections.queries import open_years
from projections.rights import may
from projections.tasks import Task, board, inbox_of, open_tasks, task_of
from projections.turns import turns


def list_tasks(call: Call, body: str | None) -> None:
    """List the open tasks of who asks, in *body* if one is given, most urgent first; of nobody, everybody's."""
    with reading(call) as log, log.view() as connection:
        rules, now = Rules(connection), today(log)
        found = inbox_of(connection, call.actor, now) if call.actor else open_tasks(connection)
        tasks = [_task_data(rules, task, now) for task in found if body in (None, task.body)]
        data: dict[str, Any] = {"person": call.actor, "tasks": tasks}
        data["turns"] = [it._asdict() for it in turns(connection, call.actor)]
        data["rights"] = [
            right_data(opened, line, right)
            for opened, line, right in rights(connection)
            if body in (None, line.body) and (not call.actor or may(connection, opened, line.body, right, call.actor))
        ]
        shown = {**all_names(connection), **programme_names(log)}
        call.answer(data, lambda it: draw_list(it, shown))


def show_task(call: Call, task: str) -> None:
    """Show the open task at the address *task*: what, about whom, by when, why, and the file that completes it."""
    from cli.forms import template  # knows every command
    from cli.giving import with_token
    from cli.todo_form import form_for

    with reading(call) as log, log.view() as connection:
        found = _require_task(connection, task)
        rules = Rules(connection)
        form = form_for(log, connection, rules, found)
        form_text = with_token(template(form))
        data = {**_task_data(rules, found, today(log)), "command": form.command.__name__, "template": form_text}
        shown = {**all_names(connection), **programme_names(log)}
        call.answer(data, lambda it: draw_one(it, shown))


def _require_task(connection: Connection, address: str) -> Task:
    found = task_of(connection, address) or right_at(connection, address)
    if found is None:
        _require_open(connection, address)
        raise Trouble("task.none", task=address)
    return found


def _require_open(connection: Connection, address: str) -> None:
    """Let pass an address whose phase has opened, or that names none.

    Raises:
        Refusal: it opens later; with the day.
    """
    lines = [(opened.year, line) for opened in open_years(connection) for line in board(connection, opened)]
    for year, line in lines:
        phase = line.rule.phase
        if line.state == "planned" and address.startswith(f"{year}/{line.body}/{phase}/"):
            raise PhaseNotOpen(year=year, body=line.body, phase=phase, opens=line.window.opens)


def _task_data(rules: Rules, task: Task, now: date) -> dict[str, Any]:
    phase, rule = rules.of(task)
    return {
        "task": task.id,
        "name": rule.name.model_dump(),
        "phase": phase.phase,
        "phase_name": phase.name.model_dump(),
        "body": task.body,
        "of": rule.of,
        "subject": task.subject,
        "unit": task.unit,
        "owner": task.owner,
        "due": task.due.isoformat(),
        "closes": task.closes.isoformat(),
        "late": task.due < now,
        "escalated": task.escalated,
        "why": task.why,
        "basis": task.basis,
        "consequence": rule.consequence.model_dump() if rule.consequence else None,
    }
