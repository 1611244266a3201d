"""``sacho rehearse``: a whole year of a case in seconds, and what came of it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from activities.yaml_files import read_rules
from cli.command import Call, command
from cli.options import AnyDay
from cli.rehearsal_lines import draw
from cli.rehearsal_log import is_set, make_way, own_address, require_ahead, require_own, scratch
from cli.rehearsal_progress import progress_of
from cli.rehearsal_summary import summary
from cli.serve import until_stopped
from cli.texts import say
from cli.voice import errors
from domain.calendar import end_of
from rehearsal import stage
from rehearsal.loading import load_case
from runtime.logging import set_up_logging
from runtime.settings import Settings
from worker import open_log


@command("rehearse")
def rehearse(
    call: Call,
    folder: Annotated[Path, typer.Argument(metavar="CASE")],
    until: AnyDay = None,
    people: Annotated[int | None, typer.Option("--people", metavar="N", min=0)] = None,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", metavar="")] = False,
    board: Annotated[bool, typer.Option("--board", metavar="")] = False,
) -> None:
    """Play a whole cycle of a case through the real workflows and the real door, on a log of its own."""
    case = load_case(folder)
    rules = read_rules(case.rules)
    set_up_logging("warning", Settings().log_format)
    url = own_address(call, case)
    if url == scratch(case):
        make_way(case, fresh=fresh)
    log = open_log(url)
    require_own(log, case, fresh=fresh)
    require_ahead(log, case, until)
    end = end_of(until, rules.zone) if until else None
    with progress_of(call, case, rules, end) as progress:
        bill = asyncio.run(until_stopped(stage.rehearse(case, log, people, end, progress)))
    if bill is None:
        errors().print(say("rehearse.interrupted"))
        raise typer.Exit(130)
    where = f" --database {log.place.removeprefix('sqlite:///')}" if call.database or not is_set() else ""
    data, shown = summary(case, folder, log, bill, where)
    call.answer(data, lambda it: draw(it, shown, board=board or not it["groups"]))
    log.close()
    if not data["verified"]["ok"]:
        raise typer.Exit(1)
