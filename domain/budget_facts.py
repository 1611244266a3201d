"""What happens to a programme's budget by its rating: proposed, excepted, decided, reflected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Sha256, Year
from domain.messages import Label, TaskEvent
from domain.numbers import Number
from domain.scoring.programme import Branch

Amount = Annotated[Number, Field(ge=0)]  # million won a year


class BudgetConsequenceProposed(TaskEvent):
    """By the rating *rated*, STREAM@VERSION, at most *ceiling* of the *base* may be granted; None: no limit."""

    type: Literal["BudgetConsequenceProposed"] = "BudgetConsequenceProposed"
    task_id = "propose-budget"
    subject_field = "programme"
    programme: Id
    fiscal_year: Year
    rated: str
    score: Number
    level: Id
    demonstrated: bool
    branch: Branch
    base: Amount
    ceiling: Amount | None


class BudgetExceptionRequested(TaskEvent):
    """A cut does not fit the cause of the weakness: an improvement plan is offered in its place."""

    type: Literal["BudgetExceptionRequested"] = "BudgetExceptionRequested"
    task_id = "request-budget-exception"
    subject_field = "programme"
    programme: Id
    cause: Label
    plan: Sha256
    reason: str
    by: Id


class BudgetConsequenceDecided(TaskEvent):
    """The budget office grants *amount*; with *excepted* above the ceiling, for the improvement plan's sake."""

    type: Literal["BudgetConsequenceDecided"] = "BudgetConsequenceDecided"
    task_id = "decide-budget"
    subject_field = "programme"
    programme: Id
    amount: Amount
    excepted: bool
    reason: str
    by: Id
    defaulted: bool = False  # nobody decided in time: the rating's own ceiling


class BudgetReflected(TaskEvent):
    """Whether the budget that was passed has it; if not, why."""

    type: Literal["BudgetReflected"] = "BudgetReflected"
    task_id = "record-budget"
    subject_field = "programme"
    programme: Id
    reflected: bool
    reason: str
    by: Id


BudgetEvent = BudgetConsequenceProposed | BudgetExceptionRequested | BudgetConsequenceDecided | BudgetReflected


@dataclass(frozen=True)
class Budget:
    """What decisions need to know of a programme's budget of one fiscal year."""

    proposed: BudgetConsequenceProposed | None = None
    requested: BudgetExceptionRequested | None = None
    decided: BudgetConsequenceDecided | None = None
    reflected: BudgetReflected | None = None


def evolve(state: Budget, event: BudgetEvent) -> Budget:
    """Return *state* after *event*."""
    match event:
        case BudgetConsequenceProposed():
            return replace(state, proposed=event)
        case BudgetExceptionRequested():
            return replace(state, requested=event)
        case BudgetConsequenceDecided():
            return replace(state, decided=event)
        case BudgetReflected():
            return replace(state, reflected=event)
        case _:
            assert_never(event)
