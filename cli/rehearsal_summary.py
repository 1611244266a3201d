"""Everything worth telling of a rehearsal, as JSON can hold it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from audit.verify import verify
from cli.board import board_data, late_work
from cli.government import government_data
from cli.government_side import side_data
from cli.integrity import verdict_data
from cli.outcome import all_names
from cli.scores import person_data
from cli.voice import Names, points
from domain.cycle import CycleOpened
from eventstore.port import Log
from projections.queries import PersonScores, person_scores
from projections.stored import cycle_opened
from rehearsal import stage
from rehearsal.case import Case


def summary(case: Case, folder: Path, log: Log, bill: stage.Playbill, where: str) -> tuple[dict[str, Any], Names]:
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
    """Return commands worth trying on the log of the rehearsal, which *where* names."""
    year, me = data["year"], _program()
    hero = data["protagonist"]["person"] if data["protagonist"] else None
    if not data["closed"]:
        return [f"{me} tasks{f' --as {hero}' if hero else ''}{where}", f"{me} rehearse {folder}{where}"]
    why = f"{me} explain {year} --person {hero}{where}" if hero else f"{me} log{where}"
    if data["groups"]:
        return [why, f"{me} cycle status {year}{where}", f"{me} self-evaluation {year}{where}"]
    return [why, f"{me} replay --to {year}-06-30 --diff {year}-12-31{where}"]


def _program() -> str:
    """Return how this program can be called from here: by its name, or by where it lies."""
    return "sacho" if shutil.which("sacho") else os.path.relpath(sys.argv[0])
