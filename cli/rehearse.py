"""``sacho rehearse``: a whole year of a case in seconds, and what came of it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import Connection

from activities.rehearsals import rehearsed_case
from activities.yaml_files import read_rules
from audit.verify import verify
from cli.board import board_data, board_table, late_work
from cli.command import Call, Trouble, command
from cli.government import draw_government, government_data
from cli.government_side import draw_side, side_data
from cli.integrity import draw_verdict, verdict_data
from cli.logs import address
from cli.options import AnyDay
from cli.outcome import all_names, owner_name, title
from cli.scores import person_data
from cli.serve import until_stopped
from cli.texts import language, say
from cli.voice import HOME, Names, errors, label, moment, name_of, out, points, table
from domain.calendar import end_of, resolve
from domain.cycle import CycleOpened
from domain.ids import cycle_stream
from domain.rules import RuleSet
from eventstore.port import Log, Query
from projections.queries import PersonScores, person_scores
from projections.stored import cycle_opened
from rehearsal import stage
from rehearsal.case import Case
from rehearsal.loading import load_case
from runtime.logging import set_up_logging
from runtime.settings import Settings, data_folder
from worker import open_log

_SHOWN = 5  # of what was late, or refused
_MIDNIGHT = timedelta(minutes=1)  # what falls due at the end of a day is recorded just after it


@command("rehearse")
def rehearse(
    call: Call,
    folder: Annotated[Path, typer.Argument(metavar="CASE")],
    until: AnyDay = None,
    people: Annotated[int | None, typer.Option("--people", metavar="N", min=0)] = None,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", metavar="")] = False,
) -> None:
    """Play a whole cycle of a case through the real workflows and the real door, on a log of its own."""
    case = load_case(folder)
    rules = read_rules(case.rules)
    set_up_logging("warning", Settings().log_format)
    url = _address(call, case)
    if url == _scratch(case):
        _make_way(case, fresh=fresh)
    log = open_log(url)
    _require_own(log, case, fresh=fresh)
    _require_ahead(log, case, until)
    end = end_of(until, rules.zone) if until else None
    with _progress(call, case, rules, end) as progress:
        bill = asyncio.run(until_stopped(stage.rehearse(case, log, people, end, progress)))
    if bill is None:
        errors().print(say("rehearse.interrupted"))
        raise typer.Exit(130)
    where = f" --database {log.place.removeprefix('sqlite:///')}" if call.database or not _is_set() else ""
    data, shown = _summary(case, folder, log, bill, where)
    call.answer(data, lambda it: _draw(it, shown))
    log.close()
    if not data["verified"]["ok"]:
        raise typer.Exit(1)


def _address(call: Call, case: Case) -> str:
    """Return the address of the log to play on: the one that was named, else the case's own."""
    return address(call) if call.database or _is_set() else _scratch(case)


def _is_set() -> bool:
    """Return whether the environment names a log."""
    return "database_url" in Settings().model_fields_set


def _scratch(case: Case) -> str:
    return f"sqlite:///{_scratch_file(case)}"


def _scratch_file(case: Case) -> Path:
    return data_folder() / "rehearsals" / f"{case.case}.db"


def _make_way(case: Case, *, fresh: bool) -> None:
    """Remove the case's own log if its year is over, or if *fresh*; tell what happens."""
    path = _scratch_file(case)
    if not path.exists():
        return
    log = open_log(_scratch(case))
    over = _is_closed(log, case)
    log.close()
    if fresh or over:
        for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            file.unlink(missing_ok=True)
    if not fresh:
        errors().print(say("rehearse.again" if over else "rehearse.goes-on", file=path), soft_wrap=True)


def _is_closed(log: Log, case: Case) -> bool:
    return any(True for _ in log.read(Query(streams=[cycle_stream(case.year)], type="CycleClosed")))


def _require_own(log: Log, case: Case, *, fresh: bool) -> None:
    """Let pass a log that is empty, or that holds a rehearsal of *case* to go on with.

    Raises:
        Trouble: the log holds other records, among which simulated people must not write, or the whole year.
    """
    if not log.head().position:
        return
    if rehearsed_case(log) != case.case:
        raise Trouble("rehearse.foreign-log", place=log.place)
    if fresh or _is_closed(log, case):
        raise Trouble("rehearse.used-log", place=log.place)


def _require_ahead(log: Log, case: Case, until: date | None) -> None:
    """Let pass a day that the rehearsal has not left behind.

    Raises:
        Trouble: it has.
    """
    stands = (stage.stands_at(case, log) - _MIDNIGHT).astimezone(HOME).date()
    if until is not None and until < stands:
        raise Trouble("rehearse.day-past", until=until, day=stands)


@contextmanager
def _progress(call: Call, case: Case, rules: RuleSet, until: datetime | None) -> Iterator[stage.Progress]:
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


def _summary(case: Case, folder: Path, log: Log, bill: stage.Playbill, where: str) -> tuple[dict[str, Any], Names]:
    """Return everything worth telling of a rehearsal, and the names to tell it with."""
    verdict = verdict_data(verify(log), log.place)
    with log.view() as connection:
        opened = cycle_opened(connection, case.year)
        phases, late = board_data(connection, opened), late_work(connection, opened)
        hero = _protagonist(connection, case, opened)
        groups, side = government_data(connection, case), side_data(log, opened, case)
        shown = all_names(connection)
    data = {
        "case": case.case,
        "name": case.name.model_dump(),
        "year": case.year,
        "closed": bill.closed,
        "until": bill.until.isoformat() if bill.until else None,
        "protagonist": _hero_data(hero) if hero else None,
        "groups": groups,
        "government": side,
        "phases": phases,
        "late": {what: [it for it in late if it["what"] == what] for what in ("late", "missed")},
        "acts": bill.entries,
        "events": verdict["events"],
        "refusals": _refusals(bill),
        "verified": verdict,
        "log": log.place,
    }
    return {**data, "next": _next(data, folder, where)}, shown


def _protagonist(connection: Connection, case: Case, opened: CycleOpened) -> PersonScores | None:
    """Return the scores of the person whom the case is about: as it says, or of the highest profile."""
    named = person_scores(connection, case.year, person=case.protagonist) if case.protagonist else []
    orders = {body: list(opened.of(body).rules.profiles) for body in opened.bodies}
    people = named or person_scores(connection, case.year)
    return min(people, key=lambda it: orders[it.body].index(it.profile), default=None)


def _hero_data(hero: PersonScores) -> dict[str, Any]:
    """Return a person's scores, each component also before it was weighted."""
    known = {name: score for name, score in hero.composed.components.items() if score is not None and score.parts}
    return {
        **person_data(hero),
        "scores": {name: points(score.parts[0].value) for name, score in known.items() if score.weight is not None},
        "weights": {name: format(score.weight, "f") for name, score in known.items() if score.weight is not None},
    }


def _refusals(bill: stage.Playbill) -> list[dict[str, Any]]:
    return [
        {
            "at": entry.at.isoformat(),
            "actor": entry.actor,
            "command": type(entry.command).__name__,
            "command_id": entry.id,
            **outcome.model_dump(mode="json"),
        }
        for entry, outcome in bill.refusals
    ]


def _next(data: dict[str, Any], folder: Path, where: str) -> list[str]:
    """Return two commands worth trying on the log of the rehearsal, which *where* names."""
    year, me = data["year"], _program()
    hero = data["protagonist"]["person"] if data["protagonist"] else None
    if not data["closed"]:
        return [f"{me} tasks{f' --as {hero}' if hero else ''}{where}", f"{me} rehearse {folder}{where}"]
    why = f"{me} explain {year} --person {hero}{where}" if hero else f"{me} log{where}"
    return [why, f"{me} replay --to {year}-06-30 --diff {year}-12-31{where}"]


def _program() -> str:
    """Return how this program can be called from here: by its name, or by where it lies."""
    return "sacho" if shutil.which("sacho") else os.path.relpath(sys.argv[0])


def _draw(data: dict[str, Any], shown: Names) -> None:
    out().print(f"\n[bold]{label(data['name'])}[/]")
    if data["protagonist"]:
        _draw_hero(data["protagonist"], data["year"], shown)
    draw_government(data["groups"], shown)
    draw_side(data["government"], shown)
    out().print(f"[bold]{say('rehearse.phases')}[/]")
    out().print(board_table(data["phases"], shown, units=False))
    _draw_late(data["late"], data["year"], shown)
    _draw_refusals(data["refusals"])
    state = say(
        "rehearse.closed" if data["closed"] else "rehearse.until", year=data["year"], until=moment(data["until"])
    )
    out().print(f"{state} {say('rehearse.counts', acts=data['acts'], events=data['events'])}")
    draw_verdict(data["verified"])
    out().print(say("rehearse.log", log=data["log"]), soft_wrap=True)
    out().print(f"\n{say('rehearse.next')}")
    for line in data["next"]:
        out().print(f"  [cyan]{line}[/]", soft_wrap=True)


def _draw_hero(hero: dict[str, Any], year: int, shown: Names) -> None:
    """Draw the case's table: each component's score, weight and points, and their sum."""
    out().print(say("rehearse.hero", person=name_of(shown, hero["person"]), year=year))
    right = ("of-100", "weight", "points")
    made = table("part", *right, right=right)
    for name, value in hero["components"].items():
        before = hero["scores"].get(name) if name != "attitude" else None
        made.add_row(say(f"what.{name}"), before or "", hero["weights"].get(name, ""), points(value))
    made.add_section()
    made.add_row(f"[bold]{say('what.total')}[/]", "", "", f"[bold]{points(hero['total'])}[/]")
    out().print(made)


def _draw_late(late: dict[str, list[dict[str, Any]]], year: int, shown: Names) -> None:
    out().print(say("rehearse.late", late=len(late["late"]), missed=len(late["missed"])))
    made = table("owner", "task", "about", "due", "done", keep=("due", "done"))
    for it in [*late["late"][:_SHOWN], *late["missed"][:_SHOWN]]:
        done = it["done_on"] or f"[yellow]{say('column.missed')}[/]"
        within = (f"{year}/{it['body']}", it["body"])
        about = name_of(shown, it["subject"], *within) if it["subject"] != it["owner"] else "·"
        owner = owner_name(it["owner"], shown)
        made.add_row(
            owner,
            title(shown, "phase", it["phase"]) + "\n" + title(shown, f"task/{it['phase']}", it["task"]),
            about,
            it["due"],
            done,
        )
    if made.row_count:
        out().print(made)
    left = sum(max(0, len(found) - _SHOWN) for found in late.values())
    if left:
        out().print(f"  [dim]{say('rehearse.more', count=left)}[/]")


def _draw_refusals(refusals: list[dict[str, Any]]) -> None:
    if not refusals:
        return
    out().print(f"[yellow]{say('rehearse.refusals', count=len(refusals))}[/]")
    for it in refusals[:_SHOWN]:
        out().print(f"  [dim]{it['at'][:16]} {it['actor']} {it['command']}: {it[language()]}[/]", soft_wrap=True)
