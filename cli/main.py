"""The ``sacho`` command: finds what is asked for, loads only that, and ends with 0, 1 or 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple

import typer
from rich.markup import escape
from typer.core import TyperCommand, TyperGroup

from cli.command import ENTRIES, Entry, callback_of
from cli.texts import language_of, say, speak


class Home(NamedTuple):
    """Where a command lives: its module in ``cli``, and the heading it stands under."""

    module: str
    panel: str


HOMES = {
    "up": Home("serve", "run"),
    "worker": Home("serve", "run"),
    "reconcile": Home("serve", "run"),
    "doctor": Home("doctor", "run"),
    "rehearse": Home("rehearse", "run"),
    "import": Home("importing", "work"),
    "exchange": Home("neighbours", "work"),
    "cycle": Home("cycle", "work"),
    "rules": Home("rules", "work"),
    "tasks": Home("tasks", "work"),
    "person": Home("person", "work"),
    "indicators": Home("indicators", "work"),
    "act": Home("act", "work"),
    "scores": Home("scores", "work"),
    "results": Home("results", "work"),
    "objections": Home("results", "work"),
    "pay": Home("results", "work"),
    "cases": Home("cases", "work"),
    "card": Home("card", "work"),
    "committee": Home("committee", "work"),
    "ballot": Home("committee", "work"),
    "bodies": Home("bodies", "work"),
    "specific": Home("specific", "work"),
    "self-evaluation": Home("self_evaluation", "work"),
    "calibration": Home("calibration", "work"),
    "findings": Home("follow_up", "work"),
    "budget": Home("follow_up", "work"),
    "rewards": Home("rewards", "work"),
    "burden": Home("burden", "work"),
    "access": Home("access", "audit"),
    "explain": Home("explain", "audit"),
    "log": Home("history", "audit"),
    "export": Home("export", "audit"),
    "replay": Home("replay", "audit"),
    "rebuild": Home("integrity", "audit"),
    "verify": Home("integrity", "audit"),
    "version": Home("version", "audit"),
}


class _Help:
    """Speaks of the help option in the chosen language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option ``--help``."""
        found = super().get_help_option(ctx)  # type: ignore[misc]  # mixed into typer's classes
        if found is not None:
            found.help, found.metavar = say("option.help"), ""
        return found

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help under headings in the chosen language."""
        _translate_frames()
        super().format_help(ctx, formatter)  # type: ignore[misc]  # as above


class Command(_Help, TyperCommand):
    """One command."""


class Group(_Help, TyperGroup):
    """A command with others below it."""


class Root(Group):
    """All commands; each one's module is loaded when it is called, not when it is listed."""

    listing = False

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """List the commands by their texts alone."""
        self.listing = True
        super().format_help(ctx, formatter)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the same in every context
        """Return the names of all commands."""
        return list(HOMES)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002 - as above
        """Return the command *cmd_name*; when listing, only its name and help."""
        if cmd_name not in HOMES:
            return None
        if self.listing:
            panel = say(f"panel.{HOMES[cmd_name].panel}")
            return TyperCommand(cmd_name, help=say(f"help.{cmd_name}"), rich_help_panel=panel)
        return load(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; a misspelt one is compared with all names."""
        self.commands = dict.fromkeys(HOMES, TyperCommand("-"))
        return super().resolve_command(ctx, args)


def load(name: str) -> TyperCommand | TyperGroup:
    """Return the command *name*, or the group of that name with its commands."""
    import_module(f"cli.{HOMES[name].module}")
    app = typer.Typer(add_completion=False, rich_markup_mode="rich")
    below = [entry for entry in ENTRIES.values() if entry.name.startswith(f"{name} ")]
    for entry in below:
        app.command(entry.name.split()[-1], cls=Command, **_texts(entry.key))(callback_of(entry))
    if not below:
        app.command(name, cls=Command, **_texts(name))(callback_of(ENTRIES[name]))
    else:
        own: Entry | None = ENTRIES.get(name)
        callback = callback_of(own) if own else _nothing
        alone: dict[str, Any] = {"invoke_without_command": True} if own else {"no_args_is_help": True}
        app.callback(cls=Group, subcommand_metavar="COMMAND", **alone, **_texts(name))(callback)
    found: Any = typer.main.get_command(app)
    found.name = name
    return found  # type: ignore[no-any-return]


def _nothing() -> None:
    """Do nothing: the group alone is no command."""


def _texts(key: str) -> dict[str, Any]:
    return {"help": say(f"help.{key}"), "epilog": _examples(key)}


def _examples(key: str) -> str:
    """Return the examples of a command, one a line, below their heading."""
    lines = [f"  [cyan]{escape(line)}[/]" for line in say(f"example.{key}").splitlines()]
    return "\n".join([f"[bold]{say('example')}[/]", *lines])


def root() -> Root:
    """Return the whole command line in the language that was chosen."""
    texts: dict[str, Any] = {"help": say("help"), "epilog": _examples("root")}
    app = typer.Typer(add_completion=False, rich_markup_mode="rich", cls=Root)
    app.callback(no_args_is_help=True, subcommand_metavar="COMMAND", **texts)(_nothing)
    found = typer.main.get_group(app)
    assert isinstance(found, Root)  # noqa: S101 - narrows the type: it is the class given above
    return found


def _translate_frames() -> None:
    """Put typer's own headings into the chosen language."""
    from typer import rich_utils  # only help and misuse print frames

    from cli.voice import Folding

    rich_utils.Table = Folding  # type: ignore[attr-defined]  # its own cut off the ends of wide letters' lines

    rich_utils.ARGUMENTS_PANEL_TITLE = say("frame.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = say("frame.options")
    rich_utils.COMMANDS_PANEL_TITLE = say("frame.commands")
    rich_utils.REQUIRED_LONG_STRING = say("frame.required")
    rich_utils.DEFAULT_STRING = say("frame.default")


def run(arguments: Sequence[str]) -> int:
    """Carry out the command line *arguments* and return its exit code: 0, 1 refused, 2 misuse."""
    speak(language_of(os.environ))
    try:
        result = root().main(args=list(arguments), prog_name="sacho", standalone_mode=False)
    except typer.TyperException as error:
        from cli.misuse import tell_misuse  # seldom needed

        return tell_misuse(error)
    except typer.Abort:
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def main() -> None:
    """Run the command line of this process."""
    code = run(sys.argv[1:])
    if "temporalio.bridge" in sys.modules:
        _leave(code)
    sys.exit(code)


def _leave(code: int) -> None:
    """End the process at once: a thread of Temporal's core that wakes while Python is taken down would abort it."""
    with suppress(BrokenPipeError):  # whoever read the output has seen enough
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
