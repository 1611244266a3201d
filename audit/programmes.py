"""Why a programme's budget is what it is: from the amount granted back to every answer of the checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from audit.explain import told
from domain.budget_facts import (
    BudgetConsequenceDecided,
    BudgetConsequenceProposed,
    BudgetExceptionRequested,
    BudgetReflected,
)
from domain.cycle import CycleOpened
from domain.findings import FINDINGS
from domain.findings_facts import FindingIssued
from domain.follow_up import ProgrammeRules
from domain.ids import budget_stream, findings_stream, programme_stream
from domain.messages import Event, Value
from domain.programme import ProgrammeEstablished, ProgrammeRated
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored

_Found = list[tuple[Stored, Event]]
_BRANCH_RULES = {"cut": "budget-cut", "freeze": "budget-freeze", "free": "budget-free"}


def explain_programme(log: Log, opened: CycleOpened, body: str, programme: str) -> dict[str, Any]:
    """Return why the budget of *programme* is what it is by its rating of the year, as JSON can hold it.

    Raises:
        LookupError: the body has no such programme.
    """
    about = _read(log, programme_stream(body, programme))
    budget = _read(log, budget_stream(opened.year, body, programme))
    rows, established = _last(about, ProgrammeEstablished)
    if rows is None:
        raise LookupError(programme)
    parts = {
        "rated": _rated(about, opened),
        "budget": _proposed(budget, opened),
        "exception": _told(budget, BudgetExceptionRequested, "cause", "plan", "reason"),
        "decided": _told(budget, BudgetConsequenceDecided, "amount", "excepted", "reason"),
        "reflected": _told(budget, BudgetReflected, "reflected", "reason"),
        "findings": list(_findings(log, opened.year, body, (*about, *budget))),
    }
    return {
        "year": opened.year,
        **established.model_dump(mode="json", include={"body", "programme", "unit", "name", "amount"}),
        "rules": opened.rules.id,
        "rules_hash": opened.rules_hash,
        **parts,
        "events": _events(log, parts),
    }


def _rated(about: _Found, opened: CycleOpened) -> dict[str, Any] | None:
    """Return the rating of the year, with what each question is worth, and where its level begins."""
    of_year = [it for it in about if isinstance(it[1], ProgrammeRated) and it[1].year == opened.year]
    row, event = _last(of_year, ProgrammeRated)
    if row is None:
        return None
    rules = opened.rules.follow_up.programmes
    level = next((it for it in rules.levels if it.level == event.level), None)
    return {
        "position": row.position,
        **event.model_dump(mode="json", include={"score", "level", "is_poor", "demonstrated", "next_due"}),
        "at_least": str(level.at_least) if level else None,
        "rules": ["programme-checklist", "programme-level"],
        "answers": list(_answers(event, rules)),
    }


def _answers(event: ProgrammeRated, rules: ProgrammeRules) -> Iterator[dict[str, Any]]:
    asked = {it.item: it for it in rules.checklist}
    for it in event.answers:
        question = asked.get(it.item)
        name = question.name.model_dump() if question else None
        yield {
            "item": it.item,
            "name": name,
            "points": str(it.points),
            "of": str(question.points) if question else None,
        }


def _proposed(budget: _Found, opened: CycleOpened) -> dict[str, Any] | None:
    found = _told(budget, BudgetConsequenceProposed, "branch", "base", "ceiling", "fiscal_year", "rated")
    if found is None:
        return None
    keep = str(opened.rules.follow_up.budget.keep) if found["branch"] == "cut" else None
    return {**found, "keep": keep, "rule": _BRANCH_RULES[found["branch"]]}


def _findings(log: Log, year: int, body: str, roots: Iterable[tuple[Stored, Event]]) -> Iterator[dict[str, Any]]:
    """Yield the findings that were drawn from one of *roots*, with where each stands now."""
    causes = {f"{row.stream}@{row.version}" for row, _ in roots}
    events = _read(log, findings_stream(body))
    ledger = FINDINGS.fold([event for _, event in events])
    for row, event in events:
        if isinstance(event, FindingIssued) and event.year == year and event.cause in causes:
            shown = event.model_dump(mode="json", include={"number", "title", "remedy", "cause"})
            yield {"position": row.position, **shown, "stage": ledger.of[event.number].stage}


def _told(found: _Found, kind: type[Value], *fields: str) -> dict[str, Any] | None:
    """Return *fields* of the last event of *kind*, with its position; None: there is none."""
    row, event = _last(found, kind)
    return None if row is None else {"position": row.position, **event.model_dump(mode="json", include={*fields})}


def _last(found: _Found, kind: type[Value]) -> tuple[Stored | None, Any]:
    return next(((row, it) for row, it in reversed(found) if isinstance(it, kind)), (None, None))


def _read(log: Log, stream: str) -> _Found:
    return [(row, decode(row)) for row in log.read(Query(streams=[stream]))]


def _events(log: Log, parts: dict[str, Any]) -> dict[str, Any]:
    """Return who said what when, by position, for every event that *parts* name."""
    named = [it for it in (*parts.values(), *parts["findings"]) if isinstance(it, dict)]
    positions = sorted({it["position"] for it in named})
    rows = [row for at in positions for row in log.read(Query(after=at - 1, upto=at))]
    return {str(row.position): told(row) for row in rows}
