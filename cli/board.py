"""The board of a year: every phase with its days, its state, and what is done, late, open and missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from itertools import groupby
from typing import Any

from rich.table import Table
from sqlalchemy import Connection, select

from cli.texts import say
from cli.voice import Names, day, label, name_of, table
from domain.calendar import Window
from domain.cycle import Cycle, CycleOpened
from domain.phase_rules import PhaseRule
from domain.window import deadline
from projections.queries import phase_rows, phase_state
from projections.tables import DONE, MISSED
from projections.tasks import Cell, PhaseLine, board

_COUNTS = ("done", "late", "open", "missed")


def board_data(connection: Connection, opened: CycleOpened, body: str | None = None) -> list[dict[str, Any]]:
    """Return every phase of the year in order, as JSON can hold it."""
    return [_line_data(line) for line in board(connection, opened, body)]


def _line_data(line: PhaseLine) -> dict[str, Any]:
    return {
        "phase": line.rule.phase,
        "name": line.rule.name.model_dump(),
        "body": line.body,
        "state": line.state,
        "opens": line.window.opens.isoformat(),
        "due": line.window.due.isoformat(),
        "closes": line.window.closes.isoformat(),
        "opened_at": line.opened_at,
        "closed_at": line.closed_at,
        "early": bool(line.early),
        "reminders": line.reminders,
        "escalations": line.escalations,
        **_counts(line.sum()),
        "units": {unit: _counts(cell) for unit, cell in sorted(line.units.items())},
    }


def _counts(cell: Cell) -> dict[str, int]:
    return {name: getattr(cell, name) for name in _COUNTS}


def board_table(lines: Sequence[dict[str, Any]], shown: Names, *, units: bool) -> Table:
    """Return the board as a table; with *units*, each phase's counts by unit stand below it.

    A phase that several bodies take part in is one row, and the bodies take the units' place.
    """
    made = table("phase", "window", "state", *_COUNTS, "reminders", right=(*_COUNTS, "reminders"), keep=("window",))
    for _, found in groupby(lines, key=lambda line: line["phase"]):
        _add_phase(made, list(found), shown, units=units)
    return made


def _add_phase(made: Table, lines: Sequence[dict[str, Any]], shown: Names, *, units: bool) -> None:
    first = lines[0]
    sums = {name: sum(line[name] for line in lines) for name in (*_COUNTS, "reminders")}
    window = f"{first['opens'][2:]}~{first['closes'][5:]}"
    made.add_row(label(first["name"]), window, _state(lines), *_cells(sums), _cell(sums["reminders"]))
    if len(lines) > 1:
        below = {line["body"]: line for line in lines}
    else:
        below = first["units"] if first["units"].keys() != {first["body"]} else {}
    within = [line["body"] for line in lines if len(lines) == 1]
    for key, counts in below.items() if units else ():
        made.add_row(f"  {name_of(shown, key, *within)}", "", "", *_cells(counts), style="dim")


def _cells(counts: dict[str, Any]) -> list[str]:
    return [_cell(counts[name], name) for name in _COUNTS]


def _cell(count: int, name: str = "") -> str:
    alarm = {"late": "yellow", "missed": "red"}.get(name)
    return f"[{alarm}]{count}[/]" if alarm and count else str(count or "·")


def _state(lines: Sequence[dict[str, Any]]) -> str:
    """Return the state of a phase; of several bodies, how many are in the commonest."""
    states = [line["state"] for line in lines]
    common = max(set(states), key=states.count)
    told = say(f"state.{'early' if common == 'closed' and all(it['early'] for it in lines) else common}")
    return told if len(states) == 1 else f"{told} {states.count(common)}/{len(states)}"


def late_work(connection: Connection, opened: CycleOpened) -> list[dict[str, Any]]:
    """Return what was done late or missed in the year, in the order it happened."""
    found = [*_done_late(connection, opened), *_missed(connection, opened.year)]
    return sorted(found, key=lambda it: it["position"])


def _done_late(connection: Connection, opened: CycleOpened) -> Iterator[dict[str, Any]]:
    rows, cycle = phase_rows(connection, opened.year), Cycle(opened=opened)
    for (body, phase), row in rows.items():
        rule = opened.of(body).rules.phase(phase)
        if rule is None:
            continue
        for task in rule.tasks:
            due = deadline(cycle, rule, task, phase_state(row))
            for done in connection.execute(_done_after(opened, body, rule, task.task, due)):
                key = {"body": body, "phase": phase, "task": task.task, "subject": done.subject}
                at = {"due": due.isoformat(), "done_on": day(done.recorded_at), "position": done.at_position}
                yield {"what": "late", **key, "owner": done.actor, **at}


def _done_after(opened: CycleOpened, body: str, rule: PhaseRule, task: str, due: Any) -> Any:
    end = Window(due, due, due, opened.rules.zone).falls_due.astimezone(UTC)
    of_phase = (DONE.c.year == opened.year, DONE.c.body == body, DONE.c.phase == rule.phase, DONE.c.task == task)
    return select(DONE).where(*of_phase, DONE.c.recorded_at >= end.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def _missed(connection: Connection, year: int) -> Iterator[dict[str, Any]]:
    for row in connection.execute(select(MISSED).where(MISSED.c.year == year)):
        key = {"body": row.body, "phase": row.phase, "task": row.task, "subject": row.subject}
        yield {
            "what": "missed",
            **key,
            "owner": row.owner,
            "due": row.due,
            "done_on": None,
            "position": row.at_position,
        }
