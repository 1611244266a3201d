"""``sacho cases``: cases with statutory days of their own, and what each waits for."""

from __future__ import annotations

from typing import Any

from cli.command import Call, command
from cli.logs import reading
from cli.options import AnyPerson
from cli.texts import has, say
from cli.voice import Names, name_of, out, table
from projections.cases import CaseRow, all_cases
from projections.queries import names


@command("cases")
def cases(call: Call, person: AnyPerson = None) -> None:
    """List cases, the earliest awaited day first."""
    with reading(call) as log, log.view() as connection:
        data = {"person": person, "cases": [case_data(it) for it in all_cases(log, person)]}
        shown = names(connection)
        call.answer(data, lambda it: _draw(it, shown))


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
    if what is None:
        return say("cases.settled" if it["stage"] == "settled" else "cases.people")
    return what + (f", [red]{say('cases.late')}[/]" if it["late"] else "")


def case_line(it: dict[str, Any]) -> str:
    """Return one case in a line."""
    return f"{it['case']}: {awaited(it)}" + (f" ({it['due']})" if it["due"] else "")


def _draw(data: dict[str, Any], shown: Names) -> None:
    if not data["cases"]:
        out().print(say("cases.none"))
        return
    made = table("due", "case", "person", "awaited", keep=("due", "case"))
    for it in data["cases"]:
        made.add_row(it["due"] or "–", it["case"], name_of(shown, it["person"] or None), awaited(it))
    out().print(made)
    for it in data["cases"]:
        if it["blocked"]:
            out().print(f"[red]{say('cases.blocked', case=it['case'], code=it['blocked'])}[/]", soft_wrap=True)
