"""What decisions need to know of an annual plan: its draft, its review, and what of it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.messages import Value, content_hash, having
from domain.objectives import Indicator, definition_hash, indicators_of
from domain.plan_events import (
    AnnualPlanAmended,
    AnnualPlanAmendmentRequested,
    AnnualPlanConfirmed,
    AnnualPlanProvisionallyFrozen,
    AnnualPlanReported,
    AnnualPlanReviewed,
    AnnualPlanSubmitted,
    Frozen,
    IndicatorTargetOverridden,
    InForceEvent,
    PlanCommented,
    PlanEvent,
    UnitPlanDrafted,
    UnitPlanRevised,
)

Parts = dict[str, UnitPlanDrafted]  # by unit


@dataclass(frozen=True)
class Plan:
    """What decisions need to know of a plan."""

    parts: Parts = field(default_factory=dict)
    submitted: AnnualPlanSubmitted | None = None
    as_submitted: Parts = field(default_factory=dict)
    comments: dict[str, PlanCommented] = field(default_factory=dict)  # all, by id
    answered: frozenset[str] = frozenset()  # ids of comments
    approved: dict[str, IndicatorTargetOverridden] = field(default_factory=dict)  # by indicator
    reviewed: AnnualPlanReviewed | None = None  # of the parts as they are
    as_reviewed: Parts = field(default_factory=dict)  # the parts at the last review
    provisional: AnnualPlanProvisionallyFrozen | None = None
    confirmed: AnnualPlanConfirmed | None = None
    reported: AnnualPlanReported | None = None
    in_force: dict[str, Frozen] = field(default_factory=dict)  # by indicator
    definitions: dict[str, tuple[Indicator, ...]] = field(default_factory=dict)  # by indicator, the oldest first
    requests: tuple[AnnualPlanAmendmentRequested, ...] = ()
    amended: frozenset[int] = frozenset()  # editions of requests

    def frozen(self, code: str) -> Frozen | None:
        """Return the frozen indicator *code*, or None when the plan in force has none."""
        return self.in_force.get(code)

    def definition(self, seal: str, code: str) -> Indicator | None:
        """Return the definition of *code*, past or present, that *seal* seals."""
        found = (it for it in self.definitions.get(code, ()) if definition_hash(it) == seal)
        return next(found, None)

    def draft_to_freeze(self) -> Parts:
        """Return the last draft that was reviewed, or else submitted."""
        return self.as_reviewed or self.as_submitted

    def parts_in_force(self) -> Parts:
        """Return the parts as they were confirmed, or else provisionally frozen; amendments do not touch them."""
        return self.parts if self.confirmed else self.draft_to_freeze()

    def drafters(self) -> set[str]:
        """Return who drafted, revised or submitted."""
        some = [part.by for part in self.parts.values()] + [self.submitted.by if self.submitted else None]
        return {it for it in some if it is not None}


def evolve(state: Plan, event: PlanEvent) -> Plan:
    """Return *state* after *event*."""
    match event:
        case UnitPlanDrafted():
            return replace(state, parts=having(state.parts, event.unit, event), reviewed=None)
        case AnnualPlanSubmitted():
            return replace(state, submitted=event, as_submitted=state.parts)
        case PlanCommented():
            return replace(state, comments=having(state.comments, event.comment, event))
        case UnitPlanRevised():
            return _revised(state, event)
        case IndicatorTargetOverridden():
            return replace(state, approved=having(state.approved, event.indicator, event))
        case AnnualPlanReviewed():
            return replace(state, reviewed=event, as_reviewed=state.parts)
        case _:
            return _evolve_in_force(state, event)


def _evolve_in_force(state: Plan, event: InForceEvent) -> Plan:
    """Return *state* after an *event* from the day on which there is something to hold on to."""
    match event:
        case AnnualPlanProvisionallyFrozen():
            return _in_force(replace(state, provisional=event), state.draft_to_freeze(), event.indicators)
        case AnnualPlanConfirmed():
            return _in_force(replace(state, confirmed=event), state.parts, event.indicators)
        case AnnualPlanReported():
            return replace(state, reported=event)
        case AnnualPlanAmendmentRequested():
            return replace(state, requests=(*state.requests, event))
        case AnnualPlanAmended():
            amended = replace(state, amended=state.amended | {event.edition})
            return _redefined(amended, event.indicators, event.frozen)
        case _:
            assert_never(event)


def _revised(state: Plan, event: UnitPlanRevised) -> Plan:
    about = {"year": event.year, "body": event.body, "phase": event.phase, "unit": event.unit}
    part = UnitPlanDrafted.model_validate({**about, "objectives": event.objectives, "by": event.by})
    parts = having(state.parts, event.unit, part)
    return replace(state, parts=parts, answered=state.answered | set(event.answers), reviewed=None)


def _in_force(state: Plan, parts: Parts, frozen: Iterable[Frozen]) -> Plan:
    indicators = [it for part in parts.values() for it in indicators_of(part.objectives)]
    return _redefined(replace(state, in_force={}), indicators, frozen)


def _redefined(state: Plan, indicators: Iterable[Indicator], frozen: Iterable[Frozen]) -> Plan:
    """Put *indicators* in force; what they were before is kept."""
    definitions = dict(state.definitions)
    for it in indicators:
        before = definitions.get(it.code, ())
        definitions[it.code] = before if it in before[-1:] else (*before, it)
    in_force = {**state.in_force, **{it.code: it for it in frozen}}
    return replace(state, definitions=definitions, in_force=in_force)


class _Content(Value):
    """All parts of a plan, to be hashed as one."""

    parts: tuple[UnitPlanDrafted, ...]


def plan_hash(parts: Parts) -> str:
    """Return the seal of a whole plan."""
    return content_hash(_Content(parts=tuple(parts.values())))
