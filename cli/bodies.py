"""``sacho bodies``: the bodies of a year by sector and group, each with its two results and its rank among its like."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import typer

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import Year
from cli.outcome import all_names, title
from cli.texts import has, say
from cli.voice import Names, label, name_of, out, points, table
from domain.body_class import BodyClass, Sector
from domain.cycle import CycleOpened
from domain.mandates import after
from eventstore.port import Log
from projections.bodies import classes_on
from projections.self_evaluations import ended_mandates, self_evaluations
from projections.specific import grades_of, year_of
from projections.stored import cycle_opened

_SECTORS: tuple[Sector | None, ...] = ("central", "local", "public", None)
_Sector = Annotated[Literal["central", "local", "public"] | None, typer.Option("--sector", metavar="SECTOR")]
_Group = Annotated[str | None, typer.Option("--group", metavar="GROUP")]
_GRADES = {"self": "band", "specific": "specific-grade"}  # by a result, where the names of its grades are
_Result = dict[str, Any]


@command("bodies")
def bodies(call: Call, year: Year, *, sector: _Sector = None, group: _Group = None) -> None:
    """Show a year's bodies by sector and group, with their results and ranks within the group."""
    with reading(call) as log:
        with log.view() as connection:
            try:
                opened = cycle_opened(connection, year)
            except LookupError as error:
                raise Trouble("year.none", year=year) from error
            classes, shown = classes_on(connection, date(year, 12, 31)), all_names(connection)
        every = _grouped(log, opened, classes)
        require_group(group, year, [it["group"] for it in every if it["group"]])
        groups = [it for it in every if sector in (None, it["sector"]) and group in (None, it["group"])]
        mandates = [it for it in _mandates(log, opened) if sector in (None, it["over"])]
        call.answer({"year": year, "groups": groups, "mandates": mandates}, lambda it: _draw(it, shown))


def require_group(group: str | None, year: int, known: Iterable[str]) -> None:
    """Refuse a *group* that is asked for and that the year does not have.

    Raises:
        Trouble: it is none of those *known*.
    """
    named = list(dict.fromkeys(known))
    if group is not None and group not in named:
        raise Trouble("group.none", group=group, year=year, known=", ".join(named) or "–")


def _grouped(log: Log, opened: CycleOpened, classes: dict[str, BodyClass]) -> list[_Result]:
    """Return every sector and group of the year that has bodies, in the order of the sectors and of the rules."""
    names = {it.group: it.name.model_dump() for it in opened.rules.specific.groups}
    known = {it: classes.get(it, BodyClass()) for it in opened.bodies}
    order = dict.fromkeys([*names, *sorted({it.group for it in known.values() if it.group}), None])
    own, specific = _own(log, opened), _specific(log, opened.year)
    found = []
    for sector in _SECTORS:
        for group in order:
            there = [body for body, it in known.items() if (it.sector, it.group) == (sector, group)]
            if there:
                lines = _lines(there, known, own, specific)
                found.append({"sector": sector, "group": group, "name": names.get(group or ""), "bodies": lines})
    return found


def _lines(
    there: list[str], known: dict[str, BodyClass], own: dict[str, _Result], specific: dict[str, _Result]
) -> list[_Result]:
    """Return the bodies of a group, the best of the specific evaluation first, then of the self-evaluation."""
    ranks = ranked({body: own[body]["total"] for body in there if body in own})
    none = {"total": None, "grade": None, "rank": None}
    lines = [
        {
            "body": body,
            "kind": known[body].kind,
            "self": {**none, **own.get(body, {}), "rank": ranks.get(body)},
            "specific": specific.get(body, none),
        }
        for body in there
    ]
    last = len(lines) + 1
    return sorted(lines, key=lambda it: (it["specific"]["rank"] or last, it["self"]["rank"] or last))


def ranked(totals: dict[str, Decimal]) -> dict[str, int]:
    """Return the rank of each by its total, the highest first; equals share the better rank.

    >>> ranked({"A": Decimal(80), "B": Decimal(90), "C": Decimal("80.0"), "D": Decimal(70)})
    {'A': 2, 'B': 1, 'C': 2, 'D': 4}
    """
    return {body: 1 + sum(other > total for other in totals.values()) for body, total in totals.items()}


def _own(log: Log, opened: CycleOpened) -> dict[str, _Result]:
    found = self_evaluations(log, opened).items()
    return {body: {"total": it.total, "grade": it.grade} for body, it in found if it.total is not None}


def _specific(log: Log, year: int) -> dict[str, _Result]:
    """Return what each body was graded in the specific evaluation, with its rank in the group of the criteria."""
    criteria = year_of(log, year).published
    found: dict[str, _Result] = {}
    for it in criteria.groups if criteria else ():
        graded = grades_of(log, year, it.group).graded
        for place in graded.ranking.placed if graded else ():
            found[place.person] = {"total": place.total, "grade": place.grade, "rank": place.rank}
    return found


def _mandates(log: Log, opened: CycleOpened) -> list[_Result]:
    """Return who supervises which sector of whom, from which day to which, by which law."""
    standing = after(opened.rules.supervision, ended_mandates(log, opened.year))
    return [it.model_dump(mode="json", exclude={"body_name"}) for it in standing]


def _draw(data: dict[str, Any], shown: Names) -> None:
    if not data["groups"]:
        out().print(say("bodies.none", year=data["year"]))
    for group in data["groups"]:
        name = label(group["name"]) if group["name"] else group["group"] or say("bodies.no-group")
        sector = group["sector"] or "unknown"
        out().print(f"[bold]{say(f'sector.{sector}')} · {name}[/]")
        made = table("body", "body-kind", "self", "specific", keep=("body-kind",))
        for it in group["bodies"]:
            results = (_result(it[of], grades, shown) for of, grades in _GRADES.items())
            made.add_row(name_of(shown, it["body"]), kind_name(it["kind"]), *results)
        out().print(made)
    if data["mandates"]:
        _draw_mandates(data["mandates"], shown)


def _draw_mandates(mandates: list[_Result], shown: Names) -> None:
    made = table("over", "sector", "supervisor", "begins", "ends", "basis")
    for it in mandates:
        days = (it["since"] or "–", it["until"] or "–")
        over = say(f"sector.{it['over']}")
        made.add_row(over, label(it["name"]), name_of(shown, it["body"]), *days, it["basis"])
    out().print(f"[bold]{say('bodies.mandates')}[/]")
    out().print(made)


def kind_name(kind: str | None) -> str:
    """Return what a kind of body is called; one that has no text is called as it is written."""
    return say(f"kind.{kind}") if kind and has(f"kind.{kind}") else kind or "–"


def _result(it: _Result, grades: str, shown: Names) -> str:
    if it["total"] is None:
        return "–"
    grade = title(shown, grades, it["grade"])
    return say("bodies.result", rank=it["rank"] or "–", total=points(it["total"]), grade=grade)
