"""``sacho burden``: what a year of evaluation cost those who did it, counted from the log, and who asks for data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.markup import escape

from audit.burden import burden as burden_of
from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, Year
from cli.outcome import role_name
from cli.texts import has, say
from cli.voice import Names, name_of, out, table
from projections.queries import names

_COUNTS = ("tasks", "documents", "requests", "repeated", "reminders", "minutes")
_SHOWN = 10  # units and persons; --json tells all


@command("burden")
def burden(call: Call, year: Year, body: AnyBody = None) -> None:
    """Show tasks, documents, requests, late letters and estimated minutes, beside last year's."""
    with reading(call) as log, log.view() as connection:
        try:
            found = burden_of(log, connection, year, body=body)
        except LookupError as error:
            raise Trouble("year.none", year=year) from error
        shown = names(connection)
        call.answer(found, lambda it: _draw(it, shown))


def _draw(data: dict[str, Any], shown: Names) -> None:
    out().print(say("burden.estimated", year=data["year"]))
    _draw_loads("body", [*data["bodies"], {**data["total"], "body": None}], shown)
    for what in ("unit", "role", "person"):
        _draw_loads(what, data[f"{what}s"][:_SHOWN], shown)
        if (more := len(data[f"{what}s"]) - _SHOWN) > 0:
            out().print(f"[dim]{say('burden.more', count=more)}[/]")
    if not data["compared"]:
        out().print(f"[dim]{say('burden.no-year-before', year=data['year'] - 1)}[/]")
    _draw_requests(data["requests"], shown)


def _draw_loads(what: str, loads: list[dict[str, Any]], shown: Names) -> None:
    if not loads:
        return
    made = table(what, *(f"burden.{it}" for it in _COUNTS), right=tuple(f"burden.{it}" for it in _COUNTS))
    for it in loads:
        made.add_row(_named(what, it, shown), *(_compared(it, count) for count in _COUNTS))
    out().print(made)


def _named(what: str, it: Mapping[str, Any], shown: Names) -> str:
    if it[what] is None:
        return say("burden.total")
    if what == "role":
        return say(f"owner.{it['role']}") if has(f"owner.{it['role']}") else role_name(it["role"])
    return name_of(shown, it[what], *([it["body"]] if "body" in it and what != "body" else []))


def _compared(it: Mapping[str, Any], count: str) -> str:
    """Return a count, with how much more or less it is than last year's."""
    last = it["last_year"]
    if last is None or last[count] == it[count]:
        return str(it[count])
    return f"{it[count]} ({it[count] - last[count]:+})"


def _draw_requests(requests: list[dict[str, Any]], shown: Names) -> None:
    if not requests:
        return
    out().print(f"[bold]{say('burden.requests')}[/]")
    made = table("number", "body", "asked-by", "burden.what", "burden.due", "state", keep=("burden.due",))
    for it in requests:
        who = (name_of(shown, it["body"]), name_of(shown, it["asker"]))
        told = f"{escape(it['what'])} ({escape(it['purpose'])})"
        made.add_row(str(it["number"]), *who, told, it["due"], say(f"burden.state.{it['state']}"))
    out().print(made)
