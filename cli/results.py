"""``sacho results``, ``objections`` and ``pay``: how a year came out, person by person."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any

from audit.time_machine import Moment
from cli.command import Call, command
from cli.logs import reading
from cli.options import AnyBody, AnyDay, AnyPerson, Year
from cli.outcome import added, ground, title, titles_of, won
from cli.promotion import draw_lists
from cli.scores import known_year
from cli.texts import say
from cli.voice import Names, day, name_of, out, points, table
from projections.outcomes import objections_of, outcomes, pools_of
from projections.promotion import lists_of
from projections.queries import names
from projections.stored import cycle_opened

_Place = tuple[str, str | None, bool]  # body, pool, and whether the person stands outside all pools


@command("results")
def results(call: Call, year: Year, body: AnyBody = None, person: AnyPerson = None, known_at: AnyDay = None) -> None:
    """Show totals on record, grades and notices of a year, pool by pool."""
    with reading(call) as log, known_year(log, Moment(known_at=known_at), year) as connection:
        opened = cycle_opened(connection, year)
        found = [it.as_data() for it in outcomes(connection, year, body, person)]
        data = {"year": year, "pools": pools_of(connection, year, body), "people": found}
        data["promotion"] = lists_of(connection, year, body, person)
        shown = {**names(connection), **titles_of(opened)}
        call.answer(data, lambda it: _draw_results(it, shown))


@command("objections")
def objections(call: Call, year: Year, body: AnyBody = None) -> None:
    """Show the objections of a year: where each stands, and by when who must act."""
    with reading(call) as log, known_year(log, Moment(), year) as connection:
        data = {"year": year, "objections": objections_of(connection, year, body)}
        shown = names(connection)
        call.answer(data, lambda it: _draw_objections(it, shown))


@command("pay")
def pay(call: Call, year: Year, body: AnyBody = None, person: AnyPerson = None, known_at: AnyDay = None) -> None:
    """Show the performance pay of a year: reference amount, rate, amount and differences."""
    with reading(call) as log, known_year(log, Moment(known_at=known_at), year) as connection:
        opened = cycle_opened(connection, year)
        found = [it.as_data() for it in outcomes(connection, year, body, person) if it.pay is not None]
        paid = [{"person": it["person"], "body": it["body"], **it["pay"]} for it in found]
        total = sum((Decimal(it["amount"] or 0) for it in paid), Decimal(0))
        shown = {**names(connection), **titles_of(opened)}
        call.answer({"year": year, "pay": paid, "total": format(total, "f")}, lambda it: _draw_pay(it, shown))


def _draw_results(data: dict[str, Any], shown: Names) -> None:
    if not any(it["total"] or it["exempt"] for it in data["people"]):
        out().print(say("results.none"))
        return
    pools = {(it["body"], it["pool"]): it for it in data["pools"]}
    found = sorted(data["people"], key=lambda it: (it["body"], it["exempt"] is not None))
    for place, people in groupby(found, key=_place):
        _draw_heading(place, pools, shown)
        keep, right = ("rank", "pay-grade", "notice"), ("rank", "total", "margin")
        made = table("rank", "person", "total", "grade", "pay-grade", "margin", "notice", right=right, keep=keep)
        for it in people:
            made.add_row(*_row(it, shown))
        out().print(made)
    waiting = {it["body"] for it in found if _place(it)[1:] == (None, False)}
    for body, pool in pools:
        if pools[body, pool]["tie"] and body in waiting:
            _draw_heading((body, pool, False), pools, shown)
    draw_lists(data["promotion"], shown)


def _place(it: dict[str, Any]) -> _Place:
    """Return the body and the pool; of somebody without a grade, whether he will never get one."""
    return it["body"], it["grade"]["pool"] if it["grade"] else None, it["exempt"] is not None


def _draw_heading(place: _Place, pools: dict[tuple[str, str], Any], shown: Names) -> None:
    body, pool, apart = place
    if pool is None:
        told = say("results.apart" if apart else "results.ungraded")
        out().print(f"[bold]{name_of(shown, body)} · {told}[/]")
        return
    it = pools[body, pool]
    told = say("results.pool", pool=title(shown, "pool", pool), persons=it["persons"])
    merged = ", ".join(title(shown, "pool", other) for other in it["merged"])
    notes = [say("results.merged", merged=merged)] if merged else []
    notes += [say("results.waived")] if it["minimums_waived"] else []
    out().print(f"[bold]{name_of(shown, body)} · {told}[/]" + "".join(f"  [dim]{note}[/]" for note in notes))
    if it["tie"]:
        persons = ", ".join(f"{name_of(shown, person)} ({person})" for person in it["tie"]["persons"])
        out().print(f"[yellow]{say('results.tied', persons=persons, upper=it['tie']['upper'], pool=pool)}[/]")


def _row(it: dict[str, Any], shown: Names) -> tuple[str, ...]:
    grade, notice = it["grade"], it["notice"]
    told = day(notice["notified_at"]) if notice else "–"
    if grade is None:
        return "", name_of(shown, it["person"]), points(it["total"]), ground(it["exempt"]), "", "", told
    margin = points(grade["margin"]) + (f" [yellow]{say('results.boundary')}[/]" if grade["boundary"] else "")
    named = title(shown, "grade", grade["grade"])
    if grade["pending"]:
        named += f" [yellow]{say('results.pending', grade=title(shown, 'grade', grade['pending']))}[/]"
    total = f"[bold]{points(it['total'])}[/]"
    return str(grade["rank"]), name_of(shown, it["person"]), total, named, grade["pay_grade"] or "–", margin, told


def _draw_objections(data: dict[str, Any], shown: Names) -> None:
    if not data["objections"]:
        out().print(say("objections.none"))
        return
    made = table("person", "edition", "filed", "state", "due", "outcome")
    for it in data["objections"]:
        outcome = say(f"objection.{it['outcome']}") if it["outcome"] else "–"
        state = say(f"objection.{it['state']}")
        made.add_row(
            name_of(shown, it["person"]), str(it["edition"]), day(it["filed_at"]), state, it["due"] or "–", outcome
        )
    out().print(made)
    if any(it["state"] != "final" for it in data["objections"]):
        out().print(f"[dim]{say('objections.next')}[/]")


def _draw_pay(data: dict[str, Any], shown: Names) -> None:
    if not data["pay"]:
        out().print(say("pay.none"))
        return
    rows = [(name_of(shown, it["person"]), it["pay_grade"] or "–", *_amounts(it), _remark(it)) for it in data["pay"]]
    columns = ("person", "pay-grade", "base", "rate", "amount", "difference", "remark")
    used = [at for at in range(len(columns)) if any(row[at] for row in rows)]  # an empty column takes the names' room
    made = table(*(columns[at] for at in used), right=columns[2:-1])
    for row in rows:
        made.add_row(*(row[at] for at in used))
    out().print(made)
    out().print(say("pay.sum", amount=won(data["total"])))


def _amounts(it: dict[str, Any]) -> tuple[str, str, str, str]:
    difference = Decimal(it["amount"] or 0) - Decimal(it["first_amount"] or 0)
    rate = f"{it['rate']} %" if it["rate"] is not None else "–"
    return won(it["base"]), rate, won(it["amount"]), f"{difference:+,}" if difference else ""


def _remark(it: dict[str, Any]) -> str:
    if it["clawed_back"]:
        return say("pay.clawed-back", amount=won(it["clawed_back"]))
    if it["ground"]:
        return ground(it["ground"])
    told = [say("pay.provisional")] if it["provisional"] else []
    return ", ".join([*(added(one) for one in it["additions"]), *told])
