"""How far a rehearsal is: a bar, lines, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cli.command import Call
from cli.texts import say
from cli.voice import HOME, errors
from domain.calendar import end_of, resolve
from domain.rules import RuleSet
from rehearsal import stage
from rehearsal.case import Case


@contextmanager
def progress_of(call: Call, case: Case, rules: RuleSet, until: datetime | None) -> Iterator[stage.Progress]:
    """Yield what shows the progress: a bar on a terminal, a line a month elsewhere, nothing for JSON."""
    end = until or max(end_of(resolve(phase.due, case.year), rules.zone) for phase in rules.phases)
    if not sys.stderr.isatty():
        yield _lines(silent=call.json)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[acts]}"), TimeElapsedColumn())
    with Progress(*columns, console=errors(), transient=True) as bar:
        task = bar.add_task(say("rehearse.begins"), total=(end - case.begins).total_seconds(), acts="")

        def show(now: datetime, played: int, total: int) -> None:
            passed = (now - case.begins).total_seconds()
            day = now.astimezone(HOME).date().isoformat()
            bar.update(task, completed=passed, description=day, acts=say("rehearse.acts", played=played, total=total))

        yield show


def _lines(*, silent: bool) -> stage.Progress:
    told = ""

    def show(now: datetime, played: int, total: int) -> None:
        nonlocal told
        month = now.astimezone(HOME).strftime("%Y-%m")
        if month > told and not silent:
            told = month
            errors().print(f"{month}  {say('rehearse.acts', played=played, total=total)}")

    return show
