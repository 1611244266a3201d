"""What every command shares: its options, its two voices (text and JSON), and how it fails.

A command is a function from a ``Call`` and its own parameters. ``--json``, ``--database``, where somebody
acts ``--as``, and where much is listed ``--limit`` are added here; help texts and examples come from
``cli.texts`` by its name.
"""

from __future__ import annotations

import copy
import inspect
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn, get_args, get_origin, get_type_hints

import typer
from rich.markup import escape
from typer.models import ParameterInfo

from cli.texts import has, language, pair, say
from cli.voice import errors, out
from domain.refusals import Refusal, refusal_of

_JSON = Annotated[bool, typer.Option("--json", metavar="", show_default=False)]
_DATABASE = Annotated[str | None, typer.Option("--database", metavar="URL", show_default=False)]
_LIMIT = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, show_default=False)]
_ACTOR = Annotated[str | None, typer.Option("--as", metavar="PERSON", envvar="SACHO_ACTOR", show_default=False)]


class Trouble(Refusal):
    """A refusal of the command line's own; its sentences stand in ``cli.texts`` under its code."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code = code  # type: ignore[misc]  # one class for all: the code finds the sentences
        self.ko, self.en = pair(f"refusal.{code}")  # type: ignore[misc]
        super().__init__(**facts)


@dataclass(frozen=True)
class Call:
    """One command as it was called."""

    json: bool = False
    database: str | None = None
    actor: str | None = None
    lists: str | None = None  # the field of the answer that ``limit`` cuts short
    limit: int | None = None
    body: str | None = None  # the one body that is asked about

    def answer(self, data: dict[str, Any], draw: Callable[[dict[str, Any]], None]) -> None:
        """Give the answer *data*: as one JSON document, or drawn for people; a list no longer than was asked for."""
        told = self._limited(data)
        if self.json:
            print_json(told)
            return
        draw(told)
        if told.get("more"):
            out().print(f"[dim]{say('limit.more', count=told['more'])}[/]")

    def _limited(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return *data* with as many of its list as were asked for, and how many ``more`` there are."""
        if self.limit is None or self.lists is None or self.lists not in data:
            return data
        rows = data[self.lists]
        return {**data, self.lists: rows[: self.limit], "more": max(0, len(rows) - self.limit)}

    def refuse(self, refusal: Refusal) -> NoReturn:
        """Tell *refusal* and end with 1."""
        if self.json:
            data = {"outcome": "refused", "code": refusal.code, "facts": refusal.facts}
            print_json({**data, "ko": refusal.sentence("ko"), "en": refusal.sentence("en")})
        else:
            self._draw_refused(refusal.code, self._sentence(refusal))
        raise typer.Exit(1)

    def fail(self, refused: dict[str, Any]) -> NoReturn:
        """Tell the refused outcome *refused* and end with 1."""
        if self.json:
            print_json(refused)
        else:
            refusal = refusal_of(refused["code"], refused.get("facts", {}))
            self._draw_refused(refused["code"], self._sentence(refusal) if refusal else refused[language()])
        raise typer.Exit(1)

    def _sentence(self, refusal: Refusal) -> str:
        """Return the sentence of *refusal* with people's names before their ids, where it is about people."""
        from cli.people import names_in

        return refusal.sentence(language(), names_in(self, refusal.facts))

    def _draw_refused(self, code: str, sentence: str) -> None:
        console = errors()
        console.print(f"[bold red]✘[/] {escape(sentence)}", soft_wrap=True)
        console.print(f"  [dim]{code}[/]", soft_wrap=True)


@dataclass(frozen=True)
class Entry:
    """A command by its name, such as ``cycle open``."""

    name: str
    function: Callable[..., None]
    acts: bool
    lists: str | None = None

    @property
    def key(self) -> str:
        """Return the name as the keys of texts have it."""
        return self.name.replace(" ", ".")


ENTRIES: dict[str, Entry] = {}


def command(
    name: str, *, acts: bool = False, lists: str | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a function the command *name*; *acts*: it takes ``--as``; *lists*: ``--limit`` cuts that field short."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        ENTRIES[name] = Entry(name, function, acts, lists)
        return function

    return register


def print_json(data: dict[str, Any]) -> None:
    """Print *data* as the one JSON document on stdout."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")
    sys.stdout.flush()  # ``up`` says where things are and then runs on: a pipe must not keep it back


def callback_of(entry: Entry) -> Callable[..., None]:
    """Return *entry* as a function for typer: all options with their help, and clear failures."""

    def run(**given: Any) -> None:
        shared = (given.pop("json"), given.pop("database"), given.pop("actor", None))
        body = given.get("body") if not isinstance(given.get("body"), list) else None
        call = Call(*shared, entry.lists, given.pop("limit", None), body)
        with _failing_clearly(call):
            entry.function(call, **given)

    parameters = _parameters(entry)
    run.__name__ = entry.function.__name__
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
    return run


def _parameters(entry: Entry) -> list[inspect.Parameter]:
    hints = get_type_hints(entry.function, include_extras=True)
    own = list(inspect.signature(entry.function).parameters.values())[1:]
    shared: dict[str, tuple[Any, Any]] = {"actor": (_ACTOR, None)} if entry.acts else {}
    shared |= {"limit": (_LIMIT, None)} if entry.lists else {}
    shared |= {"json": (_JSON, False), "database": (_DATABASE, None)}
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        *(it.replace(kind=keyword, annotation=_helped(entry, it.name, hints[it.name])) for it in own),
        *(
            inspect.Parameter(name, keyword, default=default, annotation=_helped(entry, name, hint))
            for name, (hint, default) in shared.items()
        ),
    ]


def _helped(entry: Entry, name: str, hint: Any) -> Any:
    """Return *hint* with the parameter's help: the command's own text, or the one for all commands."""
    if get_origin(hint) is not Annotated:
        return hint
    plain, info = get_args(hint)
    info = copy.copy(info)
    assert isinstance(info, ParameterInfo), name  # noqa: S101 - a command declares its parameters so
    own = f"option.{entry.key}.{name}"
    info.help = escape(say(own if has(own) else f"option.{name}"))
    return Annotated[plain, info]


@contextmanager
def _failing_clearly(call: Call) -> Iterator[None]:
    """Turn every failure into a sentence: what, where, and what would help."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
        raise
    except Refusal as refusal:
        call.refuse(refusal)
    except Exception as error:
        if os.environ.get("SACHO_DEBUG"):
            raise
        from cli.trouble import trouble_of  # knows every library's errors; seldom needed

        call.refuse(trouble_of(error, call.database))
