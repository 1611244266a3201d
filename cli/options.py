"""The options that several commands take; their help texts stand in ``cli.texts`` under their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer

from cli.texts import say

_FIRST_YEAR, _LAST_YEAR = 1948, 9999


@dataclass(frozen=True)
class Point:
    """A moment of the log: a position, or the end of a day."""

    position: int | None = None
    day: date | None = None

    def __str__(self) -> str:
        return str(self.day if self.position is None else self.position)


def a_day(text: str) -> date:
    """Return the day that *text*, such as 2010-06-30, names."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(say("misuse.day", given=text)) from error


def a_year(text: str) -> int:
    """Return the performance year that *text* names."""
    if not text.isdigit() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise typer.BadParameter(say("misuse.year", given=text))
    return int(text)


def a_point(text: str) -> Point:
    """Return the position or the day that *text* names."""
    if not text.isdigit():
        return Point(day=a_day(text))
    if int(text) < 1:
        raise typer.BadParameter(say("misuse.position", given=text))
    return Point(position=int(text))


Year = Annotated[int, typer.Argument(metavar="YEAR", parser=a_year)]
AnyYear = Annotated[int | None, typer.Option("--year", metavar="YEAR", parser=a_year)]
Phase = Annotated[str, typer.Argument(metavar="PHASE")]
Task = Annotated[str, typer.Argument(metavar="TASK")]
Body = Annotated[str, typer.Option("--body", metavar="BODY")]
AnyBody = Annotated[str | None, typer.Option("--body", metavar="BODY")]
Person = Annotated[str, typer.Option("--person", metavar="PERSON")]
AnyPerson = Annotated[str | None, typer.Option("--person", metavar="PERSON")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT")]
Day = Annotated[date, typer.Option(metavar="DATE", parser=a_day)]
AnyDay = Annotated[date | None, typer.Option(metavar="DATE", parser=a_day)]
