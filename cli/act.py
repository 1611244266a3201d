"""``sacho act``: any command that is nobody's task, with its form; the door decides who may."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.command import Call, Trouble, command
from cli.door import asked, tell
from cli.forms import Form, template
from cli.giving import fields_of, give, require_actor, wish_of, with_token
from cli.logs import reading
from cli.texts import say
from cli.voice import out, table
from domain.exchange import EXCHANGE
from domain.messages import Command, TaskCommand
from domain.registry import COMMANDS

_OWN_COMMANDS = ("OpenCycle", "CloseCycle", *(it.__name__ for it in EXCHANGE.commands))  # sacho cycle, exchange
Name = Annotated[str | None, typer.Argument(metavar="NAME")]


@command("act", acts=True)
def act(
    call: Call,
    name: Name = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE")] = None,
    token: Annotated[str | None, typer.Option("--id", metavar="TOKEN")] = None,
) -> None:
    """List the commands that are no task, show the form of one, or give it."""
    acts = {it.__name__: it for it in COMMANDS.values() if _is_act(it)}
    if name is None:
        listed = [{"name": known, "does": say(f"act.{known}")} for known in sorted(acts)]
        call.answer({"commands": listed}, lambda it: _draw(it["commands"]))
        return
    if name not in acts:
        raise _no_act(name)
    if file is None:
        form = with_token(template(Form(acts[name], {"type": name})))
        call.answer({"command": name, "template": form}, lambda _: _draw_form(name, form))
        return
    actor = require_actor(call)
    fields, drawn = fields_of(file)
    wish = wish_of({**fields, "type": name}, actor)
    with reading(call) as log:
        tell(call, asked(call, log, wish, token) if token else give(call, log, wish, f"cli/act/{name}", drawn))


def _is_act(model: type[Command]) -> bool:
    return not model.engines and not issubclass(model, TaskCommand) and model.__name__ not in _OWN_COMMANDS


def _no_act(name: str) -> Trouble:
    model = COMMANDS.get(name)
    if model is None or not issubclass(model, TaskCommand):
        return Trouble("act.unknown", given=name)
    return Trouble("act.task", given=name, task=getattr(model, "task_id", name))


def _draw(listed: list[dict[str, str]]) -> None:
    made = table("command", "what-for")
    for it in listed:
        made.add_row(it["name"], it["does"])
    out().print(made)
    out().print(f"[dim]{say('act.next')}[/]")


def _draw_form(name: str, form: str) -> None:
    out().print(f"[dim]{say('act.form', command=name)}[/]")
    out().print(form, markup=False, highlight=False, soft_wrap=True)
