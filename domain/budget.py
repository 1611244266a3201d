"""What a programme's rating does to its budget (S1-51; ACT 28): cut, held or free, and the exception from a cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.budget_refusals import AboveCeiling, NoCutToReplace, NoRating, NothingDecided, NothingProposed, OwnBudget
from domain.follow_up import BudgetRules
from domain.ids import SYSTEM, Id, Sha256, Year, budget_stream, person_stream, programme_stream
from domain.messages import Decider, Facts, Label, Reason, TaskCommand, TaskEvent, content
from domain.numbers import Number
from domain.obligations import permit
from domain.person import PERSON
from domain.programme import PROGRAMME
from domain.scoring.programme import Branch, branch_of, ceiling_of

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


class _BudgetTask(TaskCommand):
    """A command about the budget of one programme, by its rating of the year."""

    subject_field = "programme"
    programme: Id

    def stream(self) -> str:
        """Return the stream of the programme's budget."""
        return budget_stream(self.year, self.body, self.programme)


class ProposeBudgetConsequence(_BudgetTask):
    """Say what the rating does to the budget; the engine does."""

    type: Literal["ProposeBudgetConsequence"] = "ProposeBudgetConsequence"
    task_id = "propose-budget"
    engines = True

    def assignee(self, facts: Facts) -> str | None:  # noqa: ARG002 - always its own
        """Return the engine."""
        return SYSTEM


class RequestBudgetException(_BudgetTask):
    """Offer an improvement plan in place of a cut."""

    type: Literal["RequestBudgetException"] = "RequestBudgetException"
    task_id = "request-budget-exception"
    cause: Label
    plan: Sha256
    reason: Reason


class DecideBudgetConsequence(_BudgetTask):
    """Grant an amount; *excepted* answers a request for an exception, if there is one."""

    type: Literal["DecideBudgetConsequence"] = "DecideBudgetConsequence"
    task_id = "decide-budget"
    amount: Amount
    excepted: bool = False
    reason: Reason

    def assignee(self, facts: Facts) -> str | None:  # noqa: ARG002 - always the same
        """Return the budget office."""
        return "role:budget-office"


class RecordBudgetReflection(_BudgetTask):
    """Record whether the budget that was passed has what was decided."""

    type: Literal["RecordBudgetReflection"] = "RecordBudgetReflection"
    task_id = "record-budget"
    reflected: bool
    reason: Reason


BudgetCommand = ProposeBudgetConsequence | RequestBudgetException | DecideBudgetConsequence | RecordBudgetReflection


def decide(command: BudgetCommand, state: Budget, facts: Facts) -> list[BudgetEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    rules = permit(command, facts).cycle.rules.follow_up.budget
    if isinstance(command, ProposeBudgetConsequence):
        return _propose(command, state, rules, facts)
    if state.proposed is None:
        raise NothingProposed(programme=command.programme, year=command.year)
    match command:
        case RequestBudgetException():
            return _request(command, state, state.proposed, facts)
        case DecideBudgetConsequence():
            return _decide(command, state, state.proposed, facts)
        case RecordBudgetReflection():
            if state.decided is None:
                raise NothingDecided(programme=command.programme, year=command.year)
            event = BudgetReflected(**content(command), by=facts.actor)
            return [] if state.reflected == event else [event]
        case _:
            assert_never(command)


def _propose(command: ProposeBudgetConsequence, state: Budget, rules: BudgetRules, facts: Facts) -> list[BudgetEvent]:
    stream = programme_stream(command.body, command.programme)
    programme = facts.read(PROGRAMME, stream)
    rated, about = programme.rated, programme.established
    if rated is None or about is None or rated.year != command.year:
        raise NoRating(programme=command.programme, year=command.year)
    if state.proposed is not None:
        return []
    branch = branch_of(poor=rated.is_poor, demonstrated=rated.demonstrated)
    found = {
        "fiscal_year": command.year + rules.years_ahead,
        "rated": f"{stream}@{facts.version(stream)}",
        "score": rated.score,
        "level": rated.level,
        "demonstrated": rated.demonstrated,
        "branch": branch,
        "base": about.amount,
        "ceiling": ceiling_of(branch, about.amount, rules),
    }
    return [BudgetConsequenceProposed.model_validate({**content(command), **found})]


def _request(
    command: RequestBudgetException, state: Budget, proposed: BudgetConsequenceProposed, facts: Facts
) -> list[BudgetEvent]:
    if proposed.branch != "cut":
        raise NoCutToReplace(programme=command.programme, branch=proposed.branch)
    event = BudgetExceptionRequested(**content(command), by=facts.actor)
    return [] if state.requested == event else [event]


def _decide(
    command: DecideBudgetConsequence, state: Budget, proposed: BudgetConsequenceProposed, facts: Facts
) -> list[BudgetEvent]:
    officer = facts.read(PERSON, person_stream(facts.actor)).registered
    if officer is not None and officer.body == command.body:
        raise OwnBudget(actor=facts.actor, body=command.body)
    excepted = command.excepted and state.requested is not None
    if not excepted and proposed.ceiling is not None and command.amount > proposed.ceiling:
        raise AboveCeiling(programme=command.programme, amount=command.amount, ceiling=proposed.ceiling)
    event = BudgetConsequenceDecided(**{**content(command), "excepted": excepted}, by=facts.actor)
    return [] if state.decided == event else [event]


BUDGET: Decider[Budget] = Decider(
    "budget",
    (BudgetConsequenceProposed, BudgetExceptionRequested, BudgetConsequenceDecided, BudgetReflected),
    (ProposeBudgetConsequence, RequestBudgetException, DecideBudgetConsequence, RecordBudgetReflection),
    Budget(),
    evolve,
    decide,
)
