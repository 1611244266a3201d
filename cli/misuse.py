"""What is wrong with a command line, in the chosen language; the parser itself speaks English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.markup import escape

from cli.texts import say
from cli.voice import errors

if TYPE_CHECKING:
    import typer

_SAID = {  # how the parser says it, and the text that says it in both languages
    re.compile(r"No such command '(?P<name>[^']*)'\.$"): "misuse.no-such-command",
    re.compile(r"No such command '(?P<name>[^']*)'\. Did you mean (?P<near>.*)\?$"): "misuse.no-such-command-but",
    re.compile(r"Got unexpected extra argument.*?\((?P<given>[^)]*)\)$"): "misuse.extra",
    re.compile(r"Option '(?P<name>[^']*)' requires an argument\.$"): "misuse.no-value",
    re.compile(r".*valid integer.*"): "misuse.integer",
    re.compile(r".*greater than or equal to (?P<least>\d+)$"): "misuse.least",
    re.compile(r".*'(?P<given>[^']*)' is not one of (?P<known>.*?)\.?$"): "misuse.choice",
}


def tell_misuse(error: typer.TyperException) -> int:
    """Say what is wrong with the command line, and where help is."""
    kind, context = type(error).__name__, getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":  # the help was printed
        return 2
    errors().print(f"[bold red]✘[/] {escape(_told(error))}", soft_wrap=True)
    path = context.command_path if context else "sacho"
    errors().print(f"  [dim]{say('misuse.help', command=path)}[/]", soft_wrap=True)
    return 2


def _told(error: typer.TyperException) -> str:
    kind, parameter = type(error).__name__, getattr(error, "param", None)
    named = getattr(parameter, "metavar", None) or getattr(error, "option_name", None)
    known = {"MissingParameter": "misuse.missing", "NoSuchOption": "misuse.no-such-option"}
    if kind in known and named:
        return say(known[kind], name=named)
    told = _translated(error.message)
    where = next(iter(getattr(parameter, "opts", ())), None) if kind == "BadParameter" else None
    if where is None:
        return told
    return say("misuse.value", name=where if where.startswith("-") else named, told=told)


def _translated(message: str) -> str:
    """Return *message* of the parser by its text; a sentence of this program's own stays."""
    for pattern, key in _SAID.items():
        if found := pattern.match(message):
            return say(key, **found.groupdict())
    return message
