"""How things look: consoles, tables that fit 80 columns, numbers, days and names."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markup import escape
from rich.table import Table

from cli.texts import language, say
from domain.ids import SYSTEM
from domain.numbers import in_points

HOME = ZoneInfo("Asia/Seoul")  # days and hours are those of the office
Names = Mapping[str, Mapping[str, str]]


class Folding(Table):
    """A table that cuts nothing off: a line that its letters and a space fill to the brim is no line too long."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table, its columns folding what does not fit."""
        for column in self.columns:
            column.overflow = "fold"
        return super().__rich_console__(console, options)


def out() -> Console:
    """Return the console for answers."""
    return Console(file=sys.stdout, highlight=False)


def errors() -> Console:
    """Return the console for refusals and progress."""
    return Console(file=sys.stderr, highlight=False)


def table(*columns: str, right: tuple[str, ...] = (), keep: tuple[str, ...] = ()) -> Table:
    """Return an empty table with *columns*, given by the keys of their texts.

    Those in *right* hold numbers; those in *keep* are never broken into lines.
    """
    made = Table(
        box=SIMPLE_HEAD,
        header_style="bold",
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for column in columns:
        numeric = column in right
        made.add_column(
            say(f"column.{column}"),
            justify="right" if numeric else "left",
            no_wrap=numeric or column in keep,
            overflow="fold",  # a long word without a space goes on below; nothing is cut off
        )
    return made


def points(value: object) -> str:
    """Return a score with at least two decimals, none of them lost; a dash when there is none."""
    return in_points(str(value)) if value is not None else "–"


def moment(text: str | None) -> str:
    """Return a moment as the log has it (UTC) as day and time in Seoul."""
    return datetime.fromisoformat(text).astimezone(HOME).strftime("%Y-%m-%d %H:%M") if text else "–"


def day(text: str | None) -> str:
    """Return the day in Seoul of a moment as the log has it."""
    return moment(text)[:10] if text else "–"


def name_of(names: Names, key: str | None, *within: str) -> str:
    """Return what to show for the id *key*: its name, or the id itself.

    Units are looked for *within* their BODY and indicators within their YEAR/BODY, before people and bodies.
    """
    if key is None:
        return "–"
    if key == SYSTEM:
        return say("name.system")
    for known in (*(f"{place}/{key}" for place in within), key):
        if known in names:
            return escape(names[known][language()])
    return escape(key)


def label(of: Any) -> str:
    """Return the name of *of* (something with ko and en) in the chosen language."""
    return escape(of["ko"] if language() == "ko" else of["en"]) if isinstance(of, Mapping) else _label(of)


def _label(of: Any) -> str:
    return escape(of.ko if language() == "ko" else of.en)
