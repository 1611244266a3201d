"""The days of a phase and of its tasks: the calendar's, unless moved, plus what it stood still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from domain.calendar import Window, resolve
from domain.cycle import Cycle, CycleOpened
from domain.phase_rules import PhaseRule, TaskRule


class Moves(Protocol):
    """What has happened to a phase's days since the calendar was drawn."""

    @property
    def moved(self) -> tuple[date, date] | None:
        """The days it was moved to: opens, due."""

    @property
    def stood_still(self) -> int:
        """How many days it was paused."""


@dataclass(frozen=True)
class _AsPlanned:
    """Nothing has happened to the days."""

    moved: tuple[date, date] | None = None
    stood_still: int = 0


def phases_over(opened: CycleOpened, at: datetime) -> tuple[str, ...]:
    """Return the phases whose days, as planned, are wholly over at the moment *at*."""
    cycle, planned = Cycle(opened=opened), _AsPlanned()
    return tuple(rule.phase for rule in opened.rules.phases if window_of(cycle, rule, planned).ends <= at)


def window_of(cycle: Cycle, rule: PhaseRule, state: Moves) -> Window:
    """Return the days of the phase *rule* in *cycle*."""
    key = (rule.phase, state.moved, state.stood_still)
    if key not in cycle.windows:
        cycle.windows[key] = _window(cycle, rule, state)
    return cycle.windows[key]


def _window(cycle: Cycle, rule: PhaseRule, state: Moves) -> Window:
    opened, days = cycle.opened, cycle.working_days
    assert opened is not None, "callers come from require_cycle"  # noqa: S101 - narrows the type
    opens, due = state.moved or (
        resolve(rule.opens, opened.year),
        days.on_or_after(resolve(rule.due, opened.year)),
    )
    if state.stood_still:
        due = days.on_or_after(due + timedelta(days=state.stood_still))
    return Window(opens, due, days.shifted(due, rule.grace), opened.rules.zone)


def deadline(cycle: Cycle, rule: PhaseRule, task: TaskRule | None, state: Moves) -> date:
    """Return the last day of *task*: its own, or the phase's; a moved phase moves every task."""
    window = window_of(cycle, rule, state)
    if task is None or task.due is None or cycle.opened is None or state.moved:
        return window.due
    own = resolve(task.due, cycle.opened.year) + timedelta(days=state.stood_still)
    return min(cycle.working_days.on_or_after(own), window.due)


@dataclass(frozen=True)
class PressingDays:
    """When a phase reminds, in order, and when it escalates, by step from 1."""

    reminders: tuple[date, ...]
    escalations: dict[int, date]
    zone: str


def pressing_days(cycle: Cycle, rule: PhaseRule, state: Moves) -> PressingDays:
    """Return the days of the phase's reminders and escalations, counted in working days from its due day."""
    window, days = window_of(cycle, rule, state), cycle.working_days
    reminders = tuple(days.shifted(window.due, offset) for offset in rule.remind)
    escalations = {step: days.shifted(window.due, it.after) for step, it in enumerate(rule.escalate, 1)}
    return PressingDays(tuple(day for day in reminders if day >= window.opens), escalations, window.zone)
