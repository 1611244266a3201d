"""The options that several commands take; their help texts stand in ``cli.texts`` under their names."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.texts import say

Point = int | date  # a position in the log, or the end of a day


def a_day(text: str) -> date:
    """Return the day that *text*, such as 2010-06-30, names."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(say("misuse.day", given=text)) from error


def a_point(text: str) -> Point:
    """Return the position or the day that *text* names."""
    if not text.isdigit():
        return a_day(text)
    if int(text) < 1:
        raise typer.BadParameter(say("misuse.position", given=text))
    return int(text)


Year = Annotated[int, typer.Argument(metavar="YEAR", min=1948, max=9999)]
Phase = Annotated[str, typer.Argument(metavar="PHASE")]
Task = Annotated[str, typer.Argument(metavar="TASK")]
Body = Annotated[str, typer.Option("--body", metavar="BODY")]
AnyBody = Annotated[str | None, typer.Option("--body", metavar="BODY")]
Person = Annotated[str, typer.Option("--person", metavar="PERSON")]
AnyPerson = Annotated[str | None, typer.Option("--person", metavar="PERSON")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT")]
Day = Annotated[date, typer.Option(metavar="DATE", parser=a_day)]
AnyDay = Annotated[date | None, typer.Option(metavar="DATE", parser=a_day)]
File = Annotated[Path, typer.Option("--file", metavar="FILE")]
