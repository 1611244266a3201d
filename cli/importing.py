"""``sacho import``: bodies, units, people, roles and evaluators from a folder, before a year is opened."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from activities.commands import Door
from activities.requests import Outcome, Recorded, Refused, Request, SameIdOtherContent
from cli.command import Call, Trouble, command
from cli.door import clock_of
from cli.logs import address
from cli.texts import language, say
from cli.voice import out, table
from domain.ids import SYSTEM
from domain.messages import Command
from domain.person_roles import GrantRole, RoleGranted, RoleRevoked
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.inbox import Inbox
from rehearsal.loading import load_case
from rehearsal.script import set_up
from runtime.logging import set_up_logging
from runtime.settings import Settings
from worker import open_log

_Folder = Annotated[Path, typer.Argument(metavar="FOLDER")]
_DryRun = Annotated[bool, typer.Option("--dry-run", metavar="")]


@command("import", acts=True)
def import_organisation(call: Call, folder: _Folder, *, dry_run: _DryRun = False) -> None:
    """Take in the organisation and people of a case's folder; what is there already stays as it is."""
    commands = [entry.command for entry in set_up(load_case(folder, conduct=False))]
    counts = dict(sorted(Counter(type(command).__name__ for command in commands).items()))
    if dry_run:
        call.answer({"dry_run": True, "commands": counts}, _draw_dry)
        return
    outcomes = _through_the_door(call, commands)
    refused = [
        {"command": type(command).__name__, **outcome.model_dump(mode="json")}
        for command, outcome in zip(commands, outcomes, strict=True)
        if isinstance(outcome, Refused | SameIdOtherContent)
    ]
    new = sum(outcome.count for outcome in outcomes if isinstance(outcome, Recorded))
    data = {"commands": counts, "events": new, "refused": refused}
    if refused:
        call.answer(data, _draw)
        raise typer.Exit(1)
    call.answer(data, _draw)


def _through_the_door(call: Call, commands: list[Command]) -> list[Outcome]:
    set_up_logging("warning", Settings().log_format)
    log = open_log(address(call))
    if call.actor is None:
        _require_first(log, commands)
    run, actor = uuid4().hex, call.actor or SYSTEM
    requests = [
        Request(id=f"import/{run}/{number}", actor=actor, command=command) for number, command in enumerate(commands, 1)
    ]
    try:
        with Door(log, Inbox(), clock_of(log)) as door:
            return [waiting.result() for waiting in [door.submit(request) for request in requests]]
    finally:
        log.close()


def _require_first(log: Log, commands: list[Command]) -> None:
    """Let a body's roles be taken in until it has an operator; from then on people grant them, by two.

    Raises:
        Trouble: the folder names a role more in a body with an operator.
    """
    rows = (row for kind in (RoleGranted, RoleRevoked) for row in log.read(Query(type=kind.__name__)))
    held: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in sorted(rows, key=lambda it: it.position):
        event = decode(row)
        assert isinstance(event, RoleGranted | RoleRevoked)  # noqa: S101 - as it was asked for
        change = held[event.body].add if isinstance(event, RoleGranted) else held[event.body].discard
        change((event.person, event.role))
    begun = {body for body, roles in held.items() if any(role == "operator" for _, role in roles)}
    for it in commands:
        if isinstance(it, GrantRole) and it.body in begun and (it.person, it.role) not in held[it.body]:
            raise Trouble("import.role", person=it.person, role=it.role, body=it.body)


def _draw_dry(data: dict[str, Any]) -> None:
    _draw_counts(data["commands"])
    out().print(say("import.dry"))


def _draw(data: dict[str, Any]) -> None:
    _draw_counts(data["commands"])
    for it in data["refused"]:
        out().print(f"[red]✘[/] {it[language()]}  [dim]{it['code']}[/]")
    if not data["refused"]:
        out().print("[green]✔[/] " + say("import.done", events=data["events"]))


def _draw_counts(counts: dict[str, int]) -> None:
    made = table("command", "count", right=("count",))
    for kind, count in counts.items():
        made.add_row(kind, str(count))
    out().print(made)
