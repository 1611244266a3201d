"""What a phase does next, and when: the whole logic of its timers, as a pure function of the log."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal

from domain.calendar import day_of, start_of
from domain.cycle import Cycle
from domain.messages import Value
from domain.phase_facts import Phase
from domain.phase_rules import AtClose, PhaseRule
from domain.window import PressingDays, pressing_days, window_of

_OFFICE_OPENS = timedelta(hours=9)


class Step(Value):
    """The next thing a phase's clock does. *at* None: nothing until somebody acts."""

    do: Literal["open", "work", "remind", "escalate", "close", "wait", "end"]
    at: datetime | None = None
    on: date | None = None  # remind, escalate: its planned day
    step: int | None = None  # escalate: which one, from 1
    first: AtClose | None = None  # close: what is done before


def next_step(
    cycle: Cycle,
    rule: PhaseRule,
    phase: Phase,
    *,
    owed: bool,
    now: datetime,
    engine: Literal["idle", "ready", "tried"] = "idle",
) -> Step:
    """Return what the phase does next, *owed* says whether anybody still owes something.

    The *engine*, ready to begin tasks of its own, does so at once; what it has tried in vain, again
    in the morning. Reminders that were slept through are sent once, as one; nothing is sent when
    nothing is owed.
    """
    window = window_of(cycle, rule, phase)
    if phase.closed or (cycle.opened is not None and rule.phase in cycle.opened.phases_past):
        return Step(do="end")
    if phase.paused_at is not None:
        return Step(do="wait")
    if not phase.opened:
        return Step(do="open", at=window.begins)
    if rule.tasks and not owed:
        return Step(do="close", at=now if rule.ends_early else window.ends, first=rule.at_close)
    days = pressing_days(cycle, rule, phase)
    steps = [
        *_reminders(days, phase, now),
        *_escalations(days, phase),
        Step(do="close", at=window.ends, first=rule.at_close),
    ]
    if engine != "idle":
        tomorrow = _morning(day_of(now, days.zone) + timedelta(days=1), days.zone)
        steps.insert(0, Step(do="work", at=now if engine == "ready" else tomorrow))
    return min(steps, key=lambda step: step.at or now)


def _reminders(days: PressingDays, phase: Phase, now: datetime) -> list[Step]:
    left = [day for day in days.reminders if phase.reminded is None or day > phase.reminded]
    steps = [Step(do="remind", on=day, at=_morning(day, days.zone)) for day in left]
    slept_through = [step for step in steps if step.at is not None and step.at <= now]
    return [*slept_through[-1:], *steps[len(slept_through) :]]


def _escalations(days: PressingDays, phase: Phase) -> list[Step]:
    left = [(step, day) for step, day in days.escalations.items() if step > phase.escalated]
    return [Step(do="escalate", step=step, on=day, at=_morning(day, days.zone)) for step, day in left]


def _morning(day: date, zone: str) -> datetime:
    """Return when people's letters go out on *day*."""
    return start_of(day, zone) + _OFFICE_OPENS
