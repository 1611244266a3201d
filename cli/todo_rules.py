"""The rules of the years that tasks belong to."""

from __future__ import annotations

from sqlalchemy import Connection

from domain.cycle import CycleOpened
from domain.phase_rules import PhaseRule, TaskRule
from projections.stored import cycle_opened
from projections.tasks import Task


class Rules:
    """The rules of years, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opened: dict[int, CycleOpened] = {}

    def year(self, year: int) -> CycleOpened:
        """Return the opening of *year*."""
        if year not in self._opened:
            self._opened[year] = cycle_opened(self._connection, year)
        return self._opened[year]

    def of(self, task: Task) -> tuple[PhaseRule, TaskRule]:
        """Return the rules of the phase and of the task that *task* is one of."""
        phase = next(it for it in self.year(task.year).of(task.body).rules.phases if it.phase == task.phase)
        return phase, next(it for it in (*phase.tasks, *phase.rights) if it.task == task.task)
