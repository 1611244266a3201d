"""``sacho findings`` and ``sacho budget``: what bodies promised to put right, and what ratings did to budgets."""

from __future__ import annotations

from typing import Any

from cli.command import Call, command
from cli.logs import reading
from cli.options import AnyBody, Year
from cli.outcome import all_names, title
from cli.texts import say
from cli.voice import Names, label, name_of, out, points, table
from domain.findings_facts import Finding
from domain.messages import Label
from projections.follow_up import ProgrammeLine, budgets_of, findings_of


@command("findings", lists="findings")
def findings(call: Call, body: AnyBody = None) -> None:
    """List findings by body and number, with what is awaited by when."""
    with reading(call) as log:
        with log.view() as connection:
            shown = all_names(connection)
        data = {"body": body, "findings": [_finding(it) for it in findings_of(log, body)]}
    call.answer(data, lambda it: _draw_findings(it, shown))


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
        late = f" [red]{say('cases.late')}[/]" if it["overdue"] else ""
        state = say(f"finding.stage.{it['stage']}") + late
        title = label(Label.model_validate(it["title"]))
        made.add_row(name_of(shown, it["body"]), str(it["number"]), title, state, it["due"] or "–")
    out().print(made)


@command("budget", lists="programmes")
def budget(call: Call, year: Year, body: AnyBody = None) -> None:
    """List the programmes rated in a year: level, branch, ceiling and what was granted."""
    with reading(call) as log:
        with log.view() as connection:
            shown = all_names(connection)
        data = {"year": year, "programmes": [_programme(it) for it in budgets_of(log, year, body)]}
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
    if not data["programmes"]:
        out().print(say("budget.none", year=data["year"]))
        return
    made = table(
        "body",
        "programme",
        "score",
        "level",
        "branch",
        "appropriation",
        "ceiling",
        "granted",
        keep=("programme", "level", "branch"),
    )
    for it in data["programmes"]:
        level = title(shown, "level", it["rated"]["level"])
        made.add_row(name_of(shown, it["body"]), it["programme"], points(it["rated"]["score"]), level, *_numbers(it))
    out().print(made)
    out().print(f"[dim]{say('budget.unit')}[/]")


def _numbers(it: dict[str, Any]) -> tuple[str, ...]:
    proposed, decided = it["proposed"], it["decided"]
    branch = say(f"budget.branch.{proposed['branch']}") if proposed else "–"
    ceiling = points(proposed["ceiling"]) if proposed and proposed["ceiling"] is not None else "–"
    granted = points(decided["amount"]) if decided else "–"
    return (branch, points(it["amount"]), ceiling, granted)
