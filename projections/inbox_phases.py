"""What the year, its plans and its phases change in the inbox: what is owed by when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.cycle import CycleClosed, CycleOpened
from domain.messages import canonical
from domain.phase_facts import (
    EscalationRaised,
    ObligationMissed,
    PhaseClosed,
    PhaseMoved,
    PhaseOpened,
    PhasePaused,
    PhaseReminded,
    PhaseResumed,
)
from domain.plan_events import AnnualPlanAmended, AnnualPlanConfirmed, AnnualPlanProvisionallyFrozen, Frozen
from domain.strategy import StrategicPlanAdopted, StrategicPlanReviewed
from eventstore.port import Stored
from projections.rows import Handlers, Rows
from projections.tables import CYCLES, INDICATORS, MISSED, PHASES, STRATEGIES


def _cycle_opened(rows: Rows, row: Stored, event: CycleOpened) -> None:
    rules = canonical(event.model_dump(mode="json")).decode()  # one form, in whatever order its fields were read
    rows.put(CYCLES, event.year, event.government, rules, event.rules_hash, "open", row.position)


def _cycle_closed(rows: Rows, _: Stored, event: CycleClosed) -> None:
    rows.change(CYCLES, event.year, state="closed")


def _strategy(rows: Rows, _: Stored, event: StrategicPlanAdopted) -> None:
    rows.put(STRATEGIES, event.body, str(event.strategy), event.until, event.review_by)


def _strategy_reviewed(rows: Rows, _: Stored, event: StrategicPlanReviewed) -> None:
    rows.change(STRATEGIES, event.body, str(event.strategy), review_by=event.review_by)


def _plan_in_force(rows: Rows, _: Stored, event: AnnualPlanConfirmed | AnnualPlanProvisionallyFrozen) -> None:
    _frozen(rows, event.year, event.body, event.indicators)


def _plan_amended(rows: Rows, _: Stored, event: AnnualPlanAmended) -> None:
    _frozen(rows, event.year, event.body, event.frozen)


def _frozen(rows: Rows, year: int, body: str, indicators: Sequence[Frozen]) -> None:
    for it in indicators:
        seal = (it.unit, format(it.weight, "f"), it.definition)
        rows.put(INDICATORS, year, body, it.code, *seal, it.name.ko, it.name.en)


def _phase_opened(rows: Rows, row: Stored, event: PhaseOpened) -> None:
    days = {"opens": event.opens.isoformat(), "due": event.due.isoformat(), "closes": event.closes.isoformat()}
    rows.change(PHASES, *_planned(rows, event), state="open", opened_at=row.recorded_at, **days)


def _phase_changed(rows: Rows, row: Stored, event: Any) -> None:
    key = _planned(rows, event)
    now = rows.get(PHASES, *key) or {}
    match event:
        case PhaseReminded():
            rows.change(PHASES, *key, reminders=now["reminders"] + 1)
        case EscalationRaised():
            rows.change(PHASES, *key, escalations=event.step)
        case PhaseMoved():
            days = {"moved_opens": event.opens.isoformat(), "moved_due": event.due.isoformat()}
            rows.change(PHASES, *key, stood_still=0, escalations=0, **days)  # nothing is late any more
        case PhasePaused():
            rows.change(PHASES, *key, state="paused")
        case PhaseResumed():
            state = "open" if now["opened_at"] else "planned"
            rows.change(PHASES, *key, state=state, stood_still=now["stood_still"] + event.days)
        case PhaseClosed():
            closed = {"closed_at": row.recorded_at, "missed": event.missed, "early": event.early}
            rows.change(PHASES, *key, state="closed", **closed)


_PLANNED = ("planned", None, None, None, None, None, 0, None, None, 0, 0, 0, False)  # nothing happened yet


def _planned(rows: Rows, event: Any) -> tuple[int, str, str]:
    """Return the key of the event's phase, whose row exists from the first event about it."""
    key = (event.year, event.body, event.phase)
    if rows.get(PHASES, *key) is None:
        rows.put(PHASES, *key, *_PLANNED)
    return key


def _missed(rows: Rows, row: Stored, event: ObligationMissed) -> None:
    key = (event.year, event.body, event.phase, event.task, event.subject)
    rows.put(MISSED, *key, event.owner, event.unit, event.due.isoformat(), row.position)


HANDLERS: Handlers = {
    CycleOpened: _cycle_opened,
    CycleClosed: _cycle_closed,
    StrategicPlanAdopted: _strategy,
    StrategicPlanReviewed: _strategy_reviewed,
    AnnualPlanProvisionallyFrozen: _plan_in_force,
    AnnualPlanConfirmed: _plan_in_force,
    AnnualPlanAmended: _plan_amended,
    PhaseOpened: _phase_opened,
    PhaseReminded: _phase_changed,
    EscalationRaised: _phase_changed,
    PhaseMoved: _phase_changed,
    PhasePaused: _phase_changed,
    PhaseResumed: _phase_changed,
    ObligationMissed: _missed,
    PhaseClosed: _phase_changed,
}
