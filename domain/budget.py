"""What a programme's rating does to its budget (S1-51; ACT 28): cut, held or free, and the exception from a cut."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

from domain.budget_facts import (
    Amount,
    Budget,
    BudgetConsequenceDecided,
    BudgetConsequenceProposed,
    BudgetEvent,
    BudgetExceptionRequested,
    BudgetReflected,
    evolve,
)
from domain.budget_refusals import (
    AboveCeiling,
    BudgetDecided,
    NoCutToReplace,
    NoRating,
    NothingDecided,
    NothingProposed,
    OwnBudget,
)
from domain.cycle import require_cycle, require_phase_rule
from domain.follow_up import BudgetRules
from domain.ids import SYSTEM, Id, Sha256, Year, budget_stream, person_stream, phase_stream, programme_stream
from domain.messages import Command, Decider, Facts, Label, Reason, TaskCommand, content
from domain.obligations import permit
from domain.person import PERSON
from domain.phase import PHASE
from domain.phase_refusals import NotYet
from domain.programme import PROGRAMME
from domain.roles import require_engine
from domain.scoring.programme import branch_of, ceiling_of
from domain.window import window_of


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


class ApplyBudgetCeiling(Command):
    """Grant what the rating allows where nobody decided in time; what had no limit stays as it is."""

    type: Literal["ApplyBudgetCeiling"] = "ApplyBudgetCeiling"
    engines = True
    year: Year
    body: Id
    phase: Id
    programme: Id

    def stream(self) -> str:
        """Return the stream of the programme's budget."""
        return budget_stream(self.year, self.body, self.programme)


BudgetCommand = (
    ProposeBudgetConsequence
    | RequestBudgetException
    | DecideBudgetConsequence
    | ApplyBudgetCeiling
    | RecordBudgetReflection
)


def decide(command: BudgetCommand, state: Budget, facts: Facts) -> list[BudgetEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, ApplyBudgetCeiling):
        return _apply_ceiling(command, state, facts)
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
    if state.requested == event:
        return []
    if state.decided is not None:
        raise BudgetDecided(programme=command.programme, year=command.year, amount=state.decided.amount)
    return [event]


def _decide(
    command: DecideBudgetConsequence, state: Budget, proposed: BudgetConsequenceProposed, facts: Facts
) -> list[BudgetEvent]:
    if facts.read(PERSON, person_stream(facts.actor)).body() == command.body:
        raise OwnBudget(actor=facts.actor, body=command.body)
    excepted = command.excepted and state.requested is not None
    if not excepted and proposed.ceiling is not None and command.amount > proposed.ceiling:
        raise AboveCeiling(programme=command.programme, amount=command.amount, ceiling=proposed.ceiling)
    event = BudgetConsequenceDecided(**{**content(command), "excepted": excepted}, by=facts.actor)
    if state.decided == event:
        return []
    if state.decided is not None and state.reflected is not None:
        raise BudgetDecided(programme=command.programme, year=command.year, amount=state.decided.amount)
    return [event]


def _apply_ceiling(command: ApplyBudgetCeiling, state: Budget, facts: Facts) -> list[BudgetEvent]:
    require_engine(facts, command.body)
    cycle, opened = require_cycle(facts, command.year, command.body)
    rule = require_phase_rule(opened, command.phase)
    window = window_of(cycle, rule, facts.read(PHASE, phase_stream(command.year, command.body, command.phase)))
    if facts.at < window.ends:
        raise NotYet(year=command.year, body=command.body, phase=command.phase, at=window.ends)
    proposed, task = state.proposed, rule.task(BudgetConsequenceDecided.task_id)
    if proposed is None or state.decided is not None:
        return []
    amount = proposed.base if proposed.ceiling is None else proposed.ceiling
    reason = task.consequence.ko if task and task.consequence else ""
    said = {**content(command), "amount": amount, "excepted": False, "reason": reason}
    return [BudgetConsequenceDecided(**said, by=SYSTEM, defaulted=True)]


BUDGET: Decider[Budget] = Decider("budget", get_args(BudgetEvent), get_args(BudgetCommand), Budget(), evolve, decide)
