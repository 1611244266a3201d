"""The days of the calendar on which a crowd does a task: in time, or late."""

from __future__ import annotations

from datetime import date, timedelta

from domain.calendar import day_of, public_holidays, resolve
from domain.cycle import Cycle, CycleOpened
from domain.messages import Command
from domain.phase_facts import Phase
from domain.phase_rules import PhaseRule, TaskRule
from domain.plan_commands import ConfirmAnnualPlan, SubmitAnnualPlan
from domain.rules import RuleSet
from domain.window import deadline, window_of
from rehearsal.case import Case

_LATEST = 5  # working days: late work comes within them


class Days:
    """The working days of a case's year, task by task."""

    def __init__(self, case: Case, rules: RuleSet) -> None:
        self._case, self._zone = case, rules.zone
        self._cycle = _cycle(case, rules)
        self._known: dict[tuple[str, str], tuple[list[date], list[date]]] = {}

    def opens(self, rule: PhaseRule) -> date:
        """Return the first day of the phase *rule*."""
        return window_of(self._cycle, rule, Phase()).opens

    def of(self, rule: PhaseRule, task: TaskRule) -> tuple[list[date], list[date]]:
        """Return the working days on which *task* is done on time, and those on which it is done late."""
        key = (rule.phase, task.task)
        if key not in self._known:
            window, due = window_of(self._cycle, rule, Phase()), deadline(self._cycle, rule, task, Phase())
            first, last = self._bounds(rule, task, window.opens, window.closes)
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            worked = [day for day in days if self._cycle.working_days.is_working(day)]
            self._known[key] = [day for day in worked if day <= due], [day for day in worked if day > due][:_LATEST]
        return self._known[key]

    def _bounds(self, rule: PhaseRule, task: TaskRule, first: date, last: date) -> tuple[date, date]:
        """Return first and last day on which *task* makes sense: a draft before submission, all else once confirmed."""
        day = timedelta(days=1)
        if task.task == "draft-unit-plan":
            return first, min(last, *(submitted - day for submitted in self._days_of_step(SubmitAnnualPlan)))
        starts = [first, *(confirmed + day for confirmed in self._days_of_step(ConfirmAnnualPlan))]
        if task.task == "report-progress" and rule.as_of is not None:
            starts.append(resolve(rule.as_of, self._case.year) + day)
        return max(starts), last

    def _days_of_step(self, step: type[Command]) -> list[date]:
        """Return the first day on which the written conduct takes *step*, if it does."""
        days = [day_of(deed.at, self._zone) for deed in self._case.conduct if isinstance(deed.command, step)]
        return days[:1]


def _cycle(case: Case, rules: RuleSet) -> Cycle:
    """Return the year as it will be opened."""
    version, holidays = public_holidays(rules.country, range(case.year, case.year + 3))
    opened = CycleOpened(
        year=case.year,
        government=case.government,
        bodies=case.bodies,
        rules=rules,
        rules_hash=rules.hash(),
        calendar_version=version,
        holidays=holidays,
    )
    return Cycle(opened=opened)
