"""What a rehearsed government decided: grades of ministries, sittings, findings and budgets, in a few lines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cli.follow_up import branches, finding_counts
from cli.government_sittings import draw_sittings, sittings_data
from cli.outcome import title
from cli.texts import say
from cli.voice import Names, out
from domain.cycle import CycleOpened
from domain.minutes import Minutes, minutes_of
from eventstore.port import Log
from projections.committees import committees, sittings_of
from projections.follow_up import branches_of, budgets_of, counts_of, excepted_of, findings_of
from projections.self_evaluations import self_evaluations
from projections.specific import grades_of
from rehearsal.case import Case


def side_data(log: Log, opened: CycleOpened, case: Case) -> dict[str, Any] | None:
    """Return what the bodies and committees of *case* decided; None for a case of one body."""
    if not case.parts:
        return None
    bands = {it.grade: it.name.model_dump() for it in opened.rules.self_evaluation.bands}
    own = {body: bands[it.grade] for body, it in self_evaluations(log, opened).items() if it.grade}
    scale = opened.rules.specific.scale
    quotas = {it.grade: it.name.model_dump() for it in scale.quotas} if scale else {}
    specific: dict[str, dict[str, str]] = {}
    for group in case.groups:
        graded = grades_of(log, opened.year, group).graded
        specific |= {it.person: quotas[it.grade] for it in (graded.ranking.placed if graded else ())}
    budgets = budgets_of(log, opened.year)
    return {
        "grades": [{"body": it, "self": own.get(it), "specific": specific.get(it)} for it in opened.bodies],
        "sittings": _sittings(log),
        "own_sittings": sittings_data(log),
        "findings": counts_of(findings_of(log)),
        "budgets": branches_of(budgets),
        "excepted": excepted_of(budgets),
    }


def _sittings(log: Log) -> dict[str, dict[str, int]]:
    """Return, by the kind of committee, how many sat how often, with which quorums and recusals."""
    found: dict[str, Counter[str]] = {}
    for name, committee in committees(log).items():
        minutes = [it for sat in sittings_of(log, name).values() if (it := minutes_of(sat.state)) is not None]
        kind = committee.constituted.kind if committee.constituted else "-"
        found.setdefault(kind, Counter()).update({"committees": 1}, sittings=len(minutes), **_counts(minutes))
    return {kind: dict(counts) for kind, counts in found.items()}


def _counts(minutes: list[Minutes]) -> dict[str, int]:
    items = [item for it in minutes for item in it.items]
    return {
        "passed": sum(item.stage == "passed" for item in items),
        "items": len(items),
        "recused": sum(len(item.recused) for item in items),
    }


def draw_side(data: dict[str, Any] | None, shown: Names) -> None:
    """Draw one line for each kind of decision."""
    if data is None:
        return
    for kind, counts in data["sittings"].items():
        out().print(say("rehearse.sittings", kind=title(shown, "committee-kind", kind), **counts))
    draw_sittings(data["own_sittings"], shown)
    out().print(say("rehearse.findings", counts=finding_counts(data["findings"])))
    if data["budgets"]:
        out().print(say("rehearse.budgets", branches=branches(data["budgets"], data["excepted"])))
    out().print()
