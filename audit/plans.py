"""What a body's plan as a whole serves: the guideline's policy items, and what advances each of them (S1-23)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.alignment import PolicyItem, advanced_by
from domain.cycle import CycleOpened
from domain.guideline import GUIDELINE
from domain.ids import guideline_stream, plan_stream
from domain.messages import Decider
from domain.plan import PLAN, Plan
from eventstore.codec import decode
from eventstore.port import Log, Query


def policy(log: Log, opened: CycleOpened, *, body: str | None = None) -> list[dict[str, Any]]:
    """Return the items of the year's guideline as JSON can hold them, once for each body whose plan is begun."""
    issued = _state(log, GUIDELINE, guideline_stream(opened.year)).in_force
    if issued is None:
        return []
    asked = [it for it in opened.bodies if body in (None, it)]
    return [row for it in asked for row in _of_body(log, opened.year, it, issued.items)]


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
