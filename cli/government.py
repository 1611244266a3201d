"""The bodies of a rehearsed government, group by group: one line each."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import Connection

from cli.texts import say
from cli.voice import Names, label, name_of, out, points, table
from projections.bodies import BodyResults, body_results, classes_on
from rehearsal.case import Case

_CENT = Decimal("0.01")
_SHOWN = ("people", "mean", "missed")  # --json tells the others, too
_GRADES = ("self", "specific")


def government_data(connection: Connection, case: Case) -> list[dict[str, Any]]:
    """Return the groups of *case*, each with its bodies and their results; nothing for a case of one body."""
    if not case.parts:
        return []
    found = {it.body: it for it in body_results(connection, case.year, case.bodies)}
    groups: dict[str | None, list[dict[str, Any]]] = {group: [] for group in case.groups}
    classes = classes_on(connection, date(case.year, 12, 31))
    for body in case.bodies:
        groups.setdefault(classes[body].group, []).append(_data(found[body]))
    return [
        {"group": group, "name": case.groups[group].model_dump() if group in case.groups else None, "bodies": bodies}
        for group, bodies in groups.items()
    ]


def _data(it: BodyResults) -> dict[str, Any]:
    mean = it.mean.quantize(_CENT, ROUND_HALF_UP) if it.mean is not None else None
    scores = {"mean": mean, "highest": max(it.totals, default=None), "lowest": min(it.totals, default=None)}
    told = {name: points(value) if value is not None else None for name, value in scores.items()}
    counts = {"people": it.people, "graded": it.graded, "objections": it.objections, "missed": it.missed}
    return {"body": it.body, **counts, **told}


def draw_government(groups: list[dict[str, Any]], side: dict[str, Any] | None, shown: Names) -> None:
    """Draw one table of all bodies, a section for each group; with the grades that *side* knows."""
    if not groups:
        return
    out().print(f"[bold]{say('rehearse.bodies', bodies=sum(len(it['bodies']) for it in groups))}[/]")
    grades = {it["body"]: it for it in side["grades"]} if side else {}
    made = table("body", *_SHOWN, *_GRADES, right=_SHOWN, keep=_GRADES)
    for group in groups:
        if group["name"]:
            made.add_row(f"[bold]{label(group['name'])}[/]", *("" for _ in (*_SHOWN, *_GRADES)))
        for it in group["bodies"]:
            numbers = ("" if it[name] is None else str(it[name]) for name in _SHOWN)
            given = grades.get(it["body"], {})
            named = (label(given[of]) if given.get(of) else "–" for of in _GRADES)
            made.add_row(name_of(shown, it["body"]), *numbers, *named)
        made.add_section()
    out().print(made)
