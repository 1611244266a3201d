"""``sacho findings`` and ``sacho budget``: what bodies promised to put right, and what ratings did to budgets."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from rich.markup import escape

from cli.command import Call, command
from cli.logs import reading
from cli.options import AnyBody, AnyYear, Year
from cli.outcome import all_names, title, won
from cli.texts import say
from cli.voice import Names, label, name_of, out, points, table
from domain.findings_facts import Finding
from domain.messages import Label
from projections.follow_up import ProgrammeLine, branches_of, budgets_of, counts_of, excepted_of, findings_of

_AMOUNTS = ("appropriation", "ceiling", "granted")


@command("findings", lists="findings")
def findings(call: Call, year: AnyYear = None, body: AnyBody = None) -> None:
    """List findings by body and number, with what is awaited by when."""
    with reading(call) as log:
        with log.view() as connection:
            shown = all_names(connection)
        found = [it for it in findings_of(log, body) if year in (None, it.issued.year)]
    data = {"year": year, "body": body, **counts_of(found), "findings": [_finding(it) for it in found]}
    call.answer(data, lambda it: _draw_findings(it, shown))


def finding_counts(counts: Mapping[str, Any]) -> str:
    """Return in words how many findings stand how."""
    return say("findings.counts", **{name: counts[name] for name in ("settled", "reported", "open", "overdue")})


def _finding(it: Finding) -> dict[str, Any]:
    return {
        **it.issued.model_dump(mode="json", exclude={"type", "zone"}),
        "stage": it.stage,
        "due": it.due.isoformat() if it.due else None,
        "overdue": it.overdue,
        "planned": it.planned.model_dump(mode="json", exclude={"type"}) if it.planned else None,
        "reported": it.reported.model_dump(mode="json", exclude={"type"}) if it.reported else None,
    }


def _draw_findings(data: dict[str, Any], shown: Names) -> None:
    if not data["findings"]:
        out().print(say("findings.none"))
        return
    made = table("body", "number", "finding-of-body", "state", "due", keep=("number", "due"))
    for it in data["findings"]:
        late = f", [red]{say('cases.late')}[/]" if it["overdue"] else ""
        state = say(f"finding.stage.{it['stage']}") + late
        title = label(Label.model_validate(it["title"]))
        made.add_row(name_of(shown, it["body"]), str(it["number"]), title, state, it["due"] or "–")
    out().print(made)
    out().print(finding_counts(data))


@command("budget", lists="programmes")
def budget(call: Call, year: Year, body: AnyBody = None) -> None:
    """List the programmes rated in a year: level, branch, ceiling and what was granted."""
    with reading(call) as log:
        with log.view() as connection:
            shown = all_names(connection)
        found = budgets_of(log, year, body)
    counts = {"branches": branches_of(found), "excepted": excepted_of(found)}
    data = {"year": year, "body": body, **counts, "programmes": [_programme(it) for it in found]}
    call.answer(data, lambda it: _draw_budget(it, shown))


def _programme(it: ProgrammeLine) -> dict[str, Any]:
    about, rated = it.programme.established, it.programme.rated
    facts = {"proposed": it.budget.proposed, "requested": it.budget.requested, "decided": it.budget.decided}
    return {
        **(about.model_dump(mode="json", include={"body", "programme", "unit", "name", "amount"}) if about else {}),
        "rated": rated.model_dump(mode="json", exclude={"type"}) if rated else None,
        **{name: fact.model_dump(mode="json", exclude={"type"}) if fact else None for name, fact in facts.items()},
    }


def _draw_budget(data: dict[str, Any], shown: Names) -> None:
    """Draw the programmes of each body below its name; those of one body with their own names."""
    if not data["programmes"]:
        out().print(say("budget.none", year=data["year"]))
        return
    made = table("programme", "score", "level", "branch", *_AMOUNTS, right=("score", *_AMOUNTS), keep=("level",))
    for body, programmes in groupby(data["programmes"], lambda it: it["body"]):
        made.add_row(f"[bold]{name_of(shown, body)}[/]")
        for it in programmes:
            name = f"{it['programme']} {label(Label.model_validate(it['name']))}" if data["body"] else it["programme"]
            level = title(shown, "level", it["rated"]["level"])
            made.add_row(escape(name), points(it["rated"]["score"]), level, _branch(it), *_amounts(it))
    out().print(made)
    if data["branches"]:
        out().print(say("budget.counts", branches=branches(data["branches"], data["excepted"])))
    out().print(f"[dim]{say('budget.unit')}[/]")


def branches(counts: dict[str, int], excepted: dict[str, int]) -> str:
    """Return in words how many programmes go which way, and how many of those by exception got more."""
    told = []
    for branch, count in counts.items():
        spared = f" ({say('budget.excepted', count=excepted[branch])})" if branch in excepted else ""
        told.append(f"{say(f'budget.branch.{branch}')} {count}{spared}")
    return ", ".join(told)


def _branch(it: dict[str, Any]) -> str:
    proposed, decided = it["proposed"], it["decided"]
    branch = say(f"budget.branch.{proposed['branch']}") if proposed else "–"
    return f"{branch}, {say('budget.by-exception')}" if decided and decided["excepted"] else branch


def _amounts(it: dict[str, Any]) -> tuple[str, ...]:
    proposed, decided = it["proposed"], it["decided"]
    return won(it["amount"]), won(proposed and proposed["ceiling"]), won(decided and decided["amount"])
