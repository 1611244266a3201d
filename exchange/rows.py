"""Rows: what stood in one line, by the names of its fields, all of it text; and what a table's head must have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.refusals import Refusal
from exchange.layouts import Layout
from exchange.refusals import MissingColumn, RowUnreadable, TooLarge, UnknownColumn

MOST_ROWS = 200_000

Fields = Mapping[str, str]
Told = dict[str, object]  # a row before it is text; None: not filled


@dataclass(frozen=True)
class Row:
    """One row: the line it stood in, its filled fields, and what is wrong with it, if anything."""

    line: int
    fields: Fields = field(default_factory=dict)
    problem: Refusal | None = None


def unreadable(line: int, rule_ko: str, rule: str) -> Row:
    """Return that *line* is no row, and why."""
    return Row(line, problem=RowUnreadable(line=line, rule_ko=rule_ko, rule=rule))


def columns_of(headings: Sequence[str], layout: Layout) -> list[str]:
    """Return the names of the fields under *headings*, which may be in Korean.

    Raises:
        UnknownColumn: one is no field, or stands there twice.
        MissingColumn: a required one is not there.
    """
    names = [layout.name_of(it) for it in headings]
    strange = [told for told, name in zip(headings, names, strict=True) if name is None or names.count(name) > 1]
    if strange:
        known = ", ".join(it.name for it in layout.fields)
        raise UnknownColumn(system=layout.system, columns=", ".join(strange)[:200], known=known)
    if missing := [it.name for it in layout.fields if it.required and it.name not in names]:
        raise MissingColumn(system=layout.system, columns=", ".join(missing))
    return [name for name in names if name is not None]


def require_few(rows: Sequence[object]) -> None:
    """Let pass what is not too much at once.

    Raises:
        TooLarge: there are more rows.
    """
    if len(rows) > MOST_ROWS:
        raise TooLarge(most=MOST_ROWS, what="rows")
