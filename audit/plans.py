"""What a body's plan as a whole serves and measures.

The guideline's policy items with what advances each (S1-23); how much weight of each scorecard
measures input, activity, output or result (S1-82).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.alignment import PolicyItem, advanced_by
from domain.cycle import CycleOpened
from domain.guideline import GUIDELINE
from domain.ids import guideline_stream, plan_stream
from domain.logic_model import shortfall, weights
from domain.messages import Decider
from domain.objectives import Objectives, with_indicators
from domain.plan import PLAN
from domain.plan_state import Plan
from domain.planning import LogicRule
from eventstore.codec import decode
from eventstore.port import Log, Query


def policy(log: Log, opened: CycleOpened, *, body: str | None = None) -> list[dict[str, Any]]:
    """Return the items of the year's guideline as JSON can hold them, once for each body whose plan is begun."""
    issued = _state(log, GUIDELINE, guideline_stream(opened.year)).in_force
    if issued is None:
        return []
    asked = [it for it in opened.bodies if body in (None, it)]
    return [row for it in asked for row in _of_body(log, opened.year, it, issued.items)]


def logic(log: Log, opened: CycleOpened, *, body: str | None = None, unit: str | None = None) -> list[dict[str, Any]]:
    """Return by unit how much weight measures what, with what the rules ask, as JSON can hold it; the newest draft."""
    rule = opened.rules.planning.logic
    asked = {"counts": list(rule.counts), "least": str(rule.share), "each_target": rule.each_target}
    found = []
    for it in [one for one in opened.bodies if body in (None, one)]:
        plan: Plan = _state(log, PLAN, plan_stream(opened.year, it))
        now = {code: versions[-1] for code, versions in plan.definitions.items()}
        for name, part in plan.parts.items():
            if unit in (None, name):
                told = _measured(with_indicators(part.objectives, now), rule)
                found.append({"body": it, "unit": name, **asked, **told})
    return found


def _measured(objectives: Objectives, rule: LogicRule) -> dict[str, Any]:
    missed = shortfall(objectives, rule)
    by_type = {kind: str(weight) for kind, weight in weights(objectives).items()}
    return {"weights": by_type, "short": missed is not None, "targets_without": list(missed.targets) if missed else []}


def _of_body(log: Log, year: int, body: str, items: tuple[PolicyItem, ...]) -> Iterator[dict[str, Any]]:
    plan: Plan = _state(log, PLAN, plan_stream(year, body))
    advanced = {unit: advanced_by(part.objectives) for unit, part in plan.parts.items()}
    said = plan.confirmed or plan.submitted
    reasons = {it.item: it.reason for it in said.unserved} if said else {}
    for item in items if plan.parts else ():
        by = [{"unit": unit, "of": of} for unit, codes in advanced.items() for of in codes.get(item.code, ())]
        asked = body in item.bodies
        told = item.model_dump(mode="json", exclude={"bodies"})
        yield {
            "body": body,
            **told,
            "asked": asked,
            "advanced_by": by,
            "reason": None if by else reasons.get(item.code),
        }


def _state(log: Log, decider: Decider[Any], stream: str) -> Any:
    return decider.fold([decode(row) for row in log.read(Query(streams=[stream]))])
