"""``sacho log``: the events as they stand, with private texts sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from cli.command import Call, command
from cli.logs import reading
from cli.options import AnyPerson
from cli.texts import say
from cli.voice import Names, day, moment, name_of, out

if TYPE_CHECKING:
    from eventstore.port import Stored

_LONGEST = 60  # characters of one fact


@command("log")
def log(
    call: Call,
    stream: Annotated[str | None, typer.Option("--stream", metavar="STREAM")] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    person: AnyPerson = None,
    first: Annotated[int, typer.Option("--from", metavar="N", min=1)] = 1,
    last: Annotated[int | None, typer.Option("--to", metavar="N", min=1)] = None,
) -> None:
    """Show events in the order they were recorded."""
    from eventstore.port import Query
    from projections.queries import names

    query = Query(after=first - 1, upto=last, streams=[stream] if stream else None, type=type_, person=person)
    with reading(call) as opened:
        rows = opened.read(query)
        if call.json:
            call.answer({"events": [event_data(row) for row in rows]}, lambda _: None)
            return
        with opened.view() as connection:
            shown = names(connection)
        _draw(rows, shown)


def event_data(row: Stored) -> dict[str, Any]:
    """Return *row* as JSON can hold it; what is private is shown as sealed, and never opened."""
    data = row._asdict()
    data["body"] = body_of(row)
    data["leaf_hash"] = row.leaf_hash.hex()
    return data


def body_of(row: Stored) -> dict[str, Any]:
    """Return the body of *row*, its private fields replaced by ``{"sealed": true}``."""
    from domain.aggregates import find_event
    from domain.messages import private_fields

    body: dict[str, Any] = json.loads(row.body)
    model = find_event(row.type, row.stream)
    for name in private_fields(model) if model else ():
        if body.get(name) is not None:
            body[name] = {"sealed": True}
    return body


def _draw(rows: Iterator[Stored], shown: Names) -> None:
    console, count = out(), 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - counted for the last line
        head = Text.from_markup(
            f"[bold]{row.position:>6}[/]  {moment(row.recorded_at)}  [cyan]{row.type}[/]  {name_of(shown, row.actor)}"
        )
        console.print(head, overflow="ellipsis", no_wrap=True)
        about = Text(f"        {row.stream}  {_facts(row)}", style="dim")
        console.print(about, overflow="ellipsis", no_wrap=True)
    if not count:
        console.print(say("log.empty"))


def _facts(row: Stored) -> str:
    """Return the most telling fields of *row*, short; lists and structures come last."""
    told = [] if row.effective_on == day(row.recorded_at) else [f"({row.effective_on})"]
    said = [*row.stream.split("/"), row.type, row.actor, row.effective_on, None]
    left = {name: value for name, value in body_of(row).items() if value not in said and str(value) not in said}
    for name, value in sorted(left.items(), key=lambda it: isinstance(it[1], dict | list)):
        if isinstance(value, dict) and value.get("sealed"):
            told.append(f"{name}={say('log.sealed')}")
        else:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            told.append(f"{name}={text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}")
    return "  ".join(told)
