"""What people and the engine ask for in the grading of a body."""

from __future__ import annotations

from typing import Literal

from domain.ids import Id, PoolId, Year, pools_stream
from domain.messages import Command, Reason, TaskCommand


class _GradingTask(TaskCommand):
    """A task of the grading of a body."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the grading's stream."""
        return pools_stream(self.year, self.body)


class _GradingCommand(Command):
    """A command about the grading of a body."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the grading's stream."""
        return pools_stream(self.year, self.body)


class FormPools(_GradingTask):
    """Fix who is graded against whom, by the rules."""

    type: Literal["FormPools"] = "FormPools"
    task_id = "form-pools"


class AssignLowest(_GradingCommand):
    """Put *person* into the lowest grade before the ranking, as head of the body."""

    type: Literal["AssignLowest"] = "AssignLowest"
    person: Id
    ground: Reason


class AllocateGrades(_GradingTask):
    """Rank every pool and allocate the grades; ties that nobody may break are referred."""

    type: Literal["AllocateGrades"] = "AllocateGrades"
    task_id = "allocate-grades"


class ResolveTie(_GradingCommand):
    """Say, as the committee, who of the equals of *pool* stays above the line."""

    type: Literal["ResolveTie"] = "ResolveTie"
    pool: PoolId
    upper: tuple[Id, ...]
    reason: Reason


class ReviewPool(_GradingCommand):
    """Rank *pool* again in shadow because the totals of *persons* changed; the engine's own command."""

    type: Literal["ReviewPool"] = "ReviewPool"
    engines = True
    pool: PoolId
    persons: tuple[Id, ...]
    cause: str


class SettlePending(_GradingCommand):
    """Decide, as the committee, whom of those pending in *pool* to move down; the others keep their grades."""

    type: Literal["SettlePending"] = "SettlePending"
    pool: PoolId
    persons: tuple[Id, ...] = ()
    reason: Reason


GradingCommand = FormPools | AssignLowest | AllocateGrades | ResolveTie | ReviewPool | SettlePending
