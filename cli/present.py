"""What the log holds now of what a form replaces: forms start from it, and what a file leaves out keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.agreement import AGREEMENT, Agreement, DraftAgreement, OfferAgreement
from domain.guideline import GUIDELINE, IssueGuideline
from domain.messages import Command, Decider, Value
from domain.plan import PLAN
from domain.plan_amendment import RequestPlanAmendment
from domain.plan_commands import DraftUnitPlan, SubmitAnnualPlan
from domain.plan_review import ReviewAnnualPlan, ReviseUnitPlan
from domain.plan_state import Plan
from domain.strategy import STRATEGY, AdoptStrategicPlan
from eventstore.codec import decode
from eventstore.port import Log, Query

_IDS = ("code", "id", "item", "year")  # what names an item of a list

Fields = dict[str, Any]


def present(log: Log, command: type[Command], address: Mapping[str, Any]) -> Fields:
    """Return the fields that *command* would replace, as they are now; none where there is nothing yet."""
    if command not in _CONTENTS:
        return {}
    decider, content = _CONTENTS[command]
    stream = command.model_construct(**address).stream()
    state = decider.fold([decode(row) for row in log.read(Query(streams=[stream]))])
    told = content(state, address)
    return {**_cost_of(log, address["year"] - 1), **told} if command is IssueGuideline else told


def _cost_of(log: Log, year: int) -> Fields:
    """Return what evaluation cost in *year*, as a guideline states it; nothing where the log has no such year."""
    from audit.burden import stated

    with log.view() as connection:
        found = stated(log, connection, year)
    return {} if found is None else {"burden": found.model_dump()}


def completed(given: Mapping[str, Any], now: Mapping[str, Any]) -> Fields:
    """Return *given* in which every field left out is as it is *now*, also in items of lists that have an id."""
    return {**now, **{name: _over(now.get(name), value) for name, value in given.items()}}


def _over(now: Any, given: Any) -> Any:
    if isinstance(now, dict) and isinstance(given, dict):
        return completed(given, now)
    if isinstance(now, list) and isinstance(given, list):
        known = {_id_of(it): it for it in now if _id_of(it)}
        return [_over(known.get(_id_of(it)), it) for it in given]
    return given


def _id_of(item: Any) -> str | None:
    named = (f"{name} {item[name]}" for name in _IDS if name in item) if isinstance(item, dict) else ()
    return next(iter(named), None)


@dataclass(frozen=True)
class _Last:
    """Takes *fields* of the last fact that *attribute* of the state holds."""

    attribute: str
    fields: Sequence[str]

    def __call__(self, state: Any, _: Mapping[str, Any]) -> Fields:
        fact = getattr(state, self.attribute)
        return {} if fact is None else _data(fact, self.fields)


def _data(fact: Value, fields: Sequence[str]) -> Fields:
    told = fact.model_dump(mode="json", exclude_defaults=True)
    return {name: told[name] for name in fields if name in told}


def _part(plan: Plan, address: Mapping[str, Any]) -> Fields:
    part = plan.parts.get(address["unit"])
    return {} if part is None else _data(part, ("objectives",))


def _in_force(plan: Plan, address: Mapping[str, Any]) -> Fields:
    """Return the unit's definitions in force, of which an amendment changes some."""
    codes = [it.code for it in plan.in_force.values() if it.unit == address["unit"]]
    now = [plan.definitions[code][-1].model_dump(mode="json", exclude_defaults=True) for code in codes]
    return {"indicators": now} if now else {}


def _agreed(state: Agreement, _: Mapping[str, Any]) -> Fields:
    """Return the indicators last agreed on, or drafted; the goals are under seal."""
    last = state.offered or state.draft
    return _data(last, ("indicators",)) if last else {}


_PLAN = ("mission", "vision", "finance", "unserved")
_STRATEGY = ("mission", "vision", "objectives", "finance", "statutory")
_CONTENTS: dict[type[Command], tuple[Decider[Any], Callable[[Any, Mapping[str, Any]], Fields]]] = {
    DraftUnitPlan: (PLAN, _part),
    ReviseUnitPlan: (PLAN, _part),
    RequestPlanAmendment: (PLAN, _in_force),
    SubmitAnnualPlan: (PLAN, _Last("submitted", _PLAN)),
    ReviewAnnualPlan: (PLAN, _Last("reviewed", ("conditions",))),
    IssueGuideline: (GUIDELINE, _Last("in_force", ("title", "document", "items", "burden"))),
    AdoptStrategicPlan: (STRATEGY, _Last("adopted", _STRATEGY)),
    DraftAgreement: (AGREEMENT, _agreed),
    OfferAgreement: (AGREEMENT, _agreed),
}
