"""``sacho export``: lists of a year for other systems, as CSV or JSON Lines on stdout."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from audit.time_machine import Moment
from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, AnyDay, Year
from cli.scores import known_year
from exchange.codecs.csv import safe
from projections.outcomes import Outcome, outcomes

What = Annotated[str, typer.Argument(metavar="LIST")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT")]

_CARDS = ("total", "edition", "pool", "grade", "rank", "of", "exempt", "objection", "pay_grade", "amount")
_NOTICES = ("total", "edition", "pool", "grade", "rank", "of", "exempt", "notified_at", "object_by", "received_at")
_PAY = (
    "pay_year",
    "pay_class",
    "pay_grade",
    "base",
    "rate",
    "amount",
    "best",
    "in_a_row",
    "first_amount",
    "ground",
    "barred",
    "clawed_back",
)


@command("export")
def export(
    call: Call,
    what: What,
    year: Year,
    body: AnyBody = None,
    format: Format = "csv",  # noqa: A002 - the option's name
    known_at: AnyDay = None,
) -> None:
    """Write a list of a year: one line a person, ids and numbers as the log has them."""
    if what not in _LISTS or format not in ("csv", "jsonl"):
        raise Trouble("export.what", given=f"{what} --format {format}", known=", ".join(_LISTS))
    columns, of = _LISTS[what]
    with reading(call) as log, known_year(log, Moment(known_at=known_at), year) as connection:
        lines = [line for it in outcomes(connection, year, body) if (line := of(it)) is not None]
    if call.json or format == "jsonl":
        _write_json(lines)
    else:
        _write_csv(("year", "body", "unit", "person", *columns), lines, year)


def _notice(it: Outcome) -> dict[str, Any] | None:
    data = it.as_data()
    if data["notice"] is None:
        return None
    return {**_whom(data), **data, **(data["grade"] or {}), **data["notice"]}


def _pay(it: Outcome) -> dict[str, Any] | None:
    data = it.as_data()
    if data["pay"] is None:
        return None
    added = {it["ground"].replace("-", "_"): it["amount"] for it in data["pay"].pop("additions")}
    return {**_whom(data), **data["pay"], "best": added.get("best"), "in_a_row": added.get("in_a_row")}


def _whom(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("body", "unit", "person")}


def _card(it: Outcome) -> dict[str, Any] | None:
    data = it.as_data()
    if it.result is None:
        return None
    objection = (data["objection"] or {}).get("outcome")
    return {
        **_whom(data),
        **data,
        **(data["grade"] or {}),
        "objection": objection,
        "amount": (data["pay"] or {}).get("amount"),
    }


_LISTS = {"cards": (_CARDS, _card), "notices": (_NOTICES, _notice), "pay": (_PAY, _pay)}


def _write_csv(columns: tuple[str, ...], lines: list[dict[str, Any]], year: int) -> None:
    made = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    made.writeheader()
    made.writerows({"year": year, **{name: _cell(value) for name, value in line.items()}} for line in lines)


def _cell(value: object) -> object:
    return safe(value) if isinstance(value, str) else value


def _write_json(lines: list[dict[str, Any]]) -> None:
    for line in _plain(lines):
        sys.stdout.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")


def _plain(lines: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in lines:
        yield {name: value for name, value in line.items() if not isinstance(value, dict)}
