"""What a ministry is found to put right in a rehearsed year: by inspectors, and by the rules; answered or left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain.calendar import resolve, start_of
from domain.findings_commands import (
    AcceptCorrectiveAction,
    IssueFinding,
    PlanCorrectiveAction,
    ReportCorrectiveAction,
)
from domain.follow_up import Remedy, Trigger
from domain.ids import findings_stream
from rehearsal.desk import Desk, Step
from rehearsal.follow_up import Answer, FindingPattern, FollowUp
from rehearsal.programmes import Programme, decided_at
from rehearsal.specific import digest

_TO_PLAN = timedelta(days=14)


class _Finding(NamedTuple):
    """A finding: when it is made, how it is answered, and who settles it."""

    at: datetime
    about: str
    remedy: Remedy
    answer: Answer | None
    settles: str
    made: FindingPattern | None = None  # by an inspector; None: the rules draw it
    sector: str | None = None


def findings(desk: Desk, pattern: FollowUp, listed: Sequence[Programme]) -> Iterator[Step]:
    """Yield the ministry's findings in order of time, for that numbers them, each with what becomes of it."""
    found = sorted([*_inspected(desk, pattern), *_drawn(desk, pattern, listed)], key=lambda it: it.at)
    issued = [it for it in desk.whole.conduct if isinstance(it.command, IssueFinding)]
    written = [it.at for it in issued if it.command.stream() == findings_stream(desk.body)]
    for number, it in enumerate(found, 1):
        key = {"year": desk.year, "body": desk.body, "number": number + sum(at <= it.at for at in written)}
        if it.made is not None:
            said = {name: getattr(it.made, name) for name in ("source", "title", "finding", "remedy")}
            yield Step(it.at, it.settles, IssueFinding.model_validate({**key, **said, "sector": it.sector}))
        if it.answer is not None:
            yield from _answered(desk, pattern, it, it.answer, key)


def _inspected(desk: Desk, pattern: FollowUp) -> Iterator[_Finding]:
    inspectors = list(desk.inspectors())
    for n, it in enumerate(pattern.findings, 1):
        dice = desk.dice("finding", str(n))
        if inspectors and dice.random() < it.share:
            who = dice.choice(inspectors)
            at = desk.day(1, 4, 17 + n, 10 * n)
            yield _Finding(at, f"inspected-{n}", it.remedy, it, who.person, it, who.sector)


def _drawn(desk: Desk, pattern: FollowUp, listed: Sequence[Programme]) -> Iterator[_Finding]:
    """Yield what the rules draw: from poor results, from a cut when it is proposed, from an exception when decided."""
    if desk.poor is not None:
        yield from _by_rule(desk, pattern, "poor-specific-evaluation", desk.poor, desk.body)
    for it in listed:
        if it.branch == "cut":
            yield from _by_rule(desk, pattern, "poor-programme", _proposed_at(desk), it.programme)
        if it.asks:
            yield from _by_rule(desk, pattern, "budget-exception", decided_at(desk, it), it.programme)


def _by_rule(desk: Desk, pattern: FollowUp, trigger: Trigger, at: datetime, about: str) -> Iterator[_Finding]:
    rule = desk.rules.follow_up.drawn.get(trigger)
    if rule is None:
        return
    offices = {it.sector: it.person for it in desk.inspectors()}
    settles = offices.get(rule.sector) if rule.sector else desk.secretary
    answer = pattern.answers.get(rule.remedy) if settles else None
    yield _Finding(at, f"{trigger}-{about}", rule.remedy, answer, settles or "")


def _proposed_at(desk: Desk) -> datetime:
    """Return when the engine proposes budgets: as the phase opens in which they are decided."""
    opens = next(it.opens for it in desk.rules.phases if it.task("decide-budget"))
    return start_of(resolve(opens, desk.year), desk.rules.zone)


def _answered(desk: Desk, pattern: FollowUp, it: _Finding, answer: Answer, key: dict[str, Any]) -> Iterator[Step]:
    """Yield plan, report with proof, and acceptance; a promise that is left open is for after the year."""
    dice = desk.dice("outcome", it.about)
    [outcome] = dice.choices(list(pattern.outcomes), list(pattern.outcomes.values()))
    planner = desk.holder("planning")
    responsible = desk.holder("internal-auditor") if it.remedy == "self-audit" else planner
    due = date(desk.year + 1, 10, 31) if outcome == "open" else date(desk.year + 1, 6, 15)
    said = {"remedy": it.remedy, "plan": answer.plan, "responsible": responsible, "due": due}
    planned = it.at + _TO_PLAN
    at = desk.day(planned.year - desk.year, planned.month, planned.day, 60 + dice.randrange(240))
    yield Step(at, planner, PlanCorrectiveAction.model_validate({**key, **said}))
    if outcome == "accepted":
        said = {"result": answer.result, "proof": digest(desk.body, it.about)}
        reported = desk.day(1, 6, 8 + dice.randrange(5), dice.randrange(300))
        yield Step(reported, responsible, ReportCorrectiveAction.model_validate({**key, **said}))
        yield Step(desk.day(1, 6, 20, dice.randrange(300)), it.settles, AcceptCorrectiveAction.model_validate(key))
