"""``sacho cases`` and ``sacho act``: cases with days of their own, and any step of them by a person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from activities.requests import Request
from activities.yaml_files import read_yaml
from cli.command import Call, Trouble, command
from cli.door import tell, through_the_door
from cli.forms import Form, template
from cli.logs import reading
from cli.options import AnyPerson
from cli.tasks import token_of
from cli.texts import has, say
from cli.voice import Names, name_of, out, table
from domain.ids import SYSTEM
from domain.parsing import UnknownCommand, parse_command
from domain.registry import COMMANDS
from projections.cases import CaseRow, all_cases
from projections.queries import names


@command("cases")
def cases(call: Call, person: AnyPerson = None) -> None:
    """List cases, the earliest awaited day first."""
    with reading(call) as log, log.view() as connection:
        data = {"person": person, "cases": [case_data(it) for it in all_cases(log, person)]}
        shown = names(connection)
        call.answer(data, lambda it: _draw(it, shown))


@command("act", acts=True)
def act(
    call: Call,
    what: Annotated[str, typer.Argument(metavar="COMMAND")],
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE")] = None,
    token: Annotated[str | None, typer.Option("--id", metavar="TOKEN")] = None,
) -> None:
    """Give one of the engine's commands with the fields in a file; without one, show what it takes."""
    model = COMMANDS.get(what)
    if model is None:
        raise UnknownCommand(given=what, known=", ".join(COMMANDS))
    if file is None:
        form = template(Form(model, {"type": what}))
        call.answer({"command": what, "template": form}, lambda it: out().print(it["template"], markup=False))
        return
    given = read_yaml(file)
    if not isinstance(given, dict):
        raise Trouble("task.no-fields", file=file.name)
    actor = call.actor or SYSTEM
    wish = parse_command({**given, "type": what})
    with reading(call) as log:
        number = token or f"cli/act/{what}/{actor}/{token_of(file)}"
        tell(call, through_the_door(log, Request(id=number, actor=actor, command=wish)))


def case_data(it: CaseRow) -> dict[str, Any]:
    """Return a case as JSON can hold it."""
    standing = it.standing
    return {
        "case": it.case,
        "person": standing.person,
        "stage": standing.stage,
        "awaited": standing.awaited,
        "due": standing.due.isoformat() if standing.due else None,
        "late": standing.late,
        "closed": it.closed,
        "blocked": it.blocked,
    }


def awaited(it: dict[str, Any]) -> str:
    """Return what *it* waits for, in words."""
    if it["closed"]:
        return say("cases.closed")
    what = say(f"awaited.{it['awaited']}") if it["awaited"] and has(f"awaited.{it['awaited']}") else it["awaited"]
    return (what or say("cases.people")) + (f" [red]{say('cases.late')}[/]" if it["late"] else "")


def case_line(it: dict[str, Any]) -> str:
    """Return one case in a line."""
    return f"{it['case']}: {awaited(it)}" + (f" ({it['due']})" if it["due"] else "")


def _draw(data: dict[str, Any], shown: Names) -> None:
    if not data["cases"]:
        out().print(say("cases.none"))
        return
    made = table("due", "case", "person", "awaited", keep=("due",))
    for it in data["cases"]:
        made.add_row(it["due"] or "–", it["case"], name_of(shown, it["person"]), awaited(it))
    out().print(made)
    for it in data["cases"]:
        if it["blocked"]:
            out().print(f"[red]{say('cases.blocked', case=it['case'], code=it['blocked'])}[/]", soft_wrap=True)
