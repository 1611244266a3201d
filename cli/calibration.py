"""``sacho calibration``: how evaluators rate, and on record to whom that was shown."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Annotated, Any

import typer

from cli.command import Call, Trouble, command
from cli.door import asked, require_done
from cli.logs import reading
from cli.options import AnyBody, Year, a_year
from cli.texts import say
from cli.voice import Names, name_of, out, table
from domain.calibration import ShowCalibration
from domain.cycle import CycleOpened
from domain.messages import canonical
from domain.scoring.calibration import Calibration, Measure
from domain.scoring.proof import half_up
from eventstore.sql import SqlLog
from projections.calibration import board_of
from projections.queries import names
from projections.stored import cycle_opened

_MEASURES = ("leniency", "spread", "halo", "gap", "recency")


@command("calibration", acts=True)
def calibration(
    call: Call,
    year: Year,
    *,
    body: AnyBody = None,
    since: Annotated[int | None, typer.Option("--since", metavar="YEAR", parser=a_year)] = None,
    evaluator: Annotated[str | None, typer.Option("--evaluator", metavar="PERSON")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT")] = None,
) -> None:
    """Show how the evaluators of a body rate; to a person only with the role, and on record."""
    with reading(call) as log:
        with log.view() as connection:
            opened = _opened(connection, year)
            of = body or _only_body(opened)
            board = board_of(log, connection, range(since or year, year + 1), of, unit)
            shown = names(connection)
        personnel = opened.of(of).rules.personnel
        data = {
            "year": year,
            "since": since or year,
            "body": of,
            "unit": unit,
            "ratings": board.ratings,
            "few": personnel.calibration.few if personnel and personnel.calibration else 0,
            "evaluators": [_data(it) for it in board.evaluators if evaluator in (None, it.evaluator)],
        }
        if call.actor is not None:
            _record(call, log, data)
        call.answer(data, lambda it: _draw(it, shown))


def _opened(connection: Any, year: int) -> CycleOpened:
    try:
        return cycle_opened(connection, year)
    except LookupError as error:
        raise Trouble("year.none", year=year) from error


def _only_body(opened: CycleOpened) -> str:
    if len(opened.bodies) != 1:
        raise Trouble("body.which", year=opened.year, known=", ".join(opened.bodies))
    return opened.bodies[0]


def _record(call: Call, log: SqlLog, data: dict[str, Any]) -> None:
    """Put on record that *data* is shown to whoever acts, before it is; a refusal shows nothing."""
    seal = hashlib.sha256(canonical(data)).hexdigest()
    showing = ShowCalibration(year=data["year"], body=data["body"], board=seal, ratings=data["ratings"])
    require_done(call, asked(call, log, showing))


def _data(it: Calibration) -> dict[str, Any]:
    measures = {name: _measure(getattr(it, name)) for name in _MEASURES}
    return {"evaluator": it.evaluator, "ratings": it.ratings, **measures}


def _measure(it: Measure | None) -> dict[str, Any] | None:
    if it is None:
        return None
    error = None if it.error is None else format(it.error, "f")
    return {"value": format(it.value, "f"), "n": it.n, "error": error}


def _draw(data: dict[str, Any], shown: Names) -> None:
    if not data["evaluators"]:
        out().print(say("calibration.none"))
        return
    years = str(data["year"]) if data["since"] == data["year"] else f"{data['since']}-{data['year']}"
    told = say("calibration.head", year=years, body=name_of(shown, data["body"]), ratings=data["ratings"])
    out().print(f"[bold]{told}[/]")
    made = table("evaluator", "ratings", *_MEASURES, right=("ratings", *_MEASURES))
    for it in data["evaluators"]:
        few = "*" if it["ratings"] < data["few"] else ""
        cells = [_cell(name, it[name]) for name in _MEASURES]
        made.add_row(name_of(shown, it["evaluator"]), f"{it['ratings']}{few}", *cells)
    out().print(made)
    out().print(f"[dim]{say('calibration.read')}[/]")
    out().print(f"[dim]{say('calibration.few', few=data['few'])}[/]")


def _cell(name: str, measure: dict[str, Any] | None) -> str:
    if measure is None:
        return "–"
    sign = "+" if name in ("leniency", "gap") and not measure["value"].startswith("-") else ""
    error = f"\n[dim]±{_short(measure['error'])}[/]" if measure["error"] else ""
    return f"{sign}{_short(measure['value'])}{error}"


def _short(number: str) -> str:
    """Return *number* with two decimals, for people; JSON holds four."""
    return format(half_up(Decimal(number)), "f")
