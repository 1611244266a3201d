"""What a programme's rating does to its budget (S1-51; ACT 28): cut, held or free, and the exception from a cut."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.follow_up import BudgetRules
from domain.ids import SYSTEM, Id, Number, Sha256, Year, budget_stream, person_stream, programme_stream
from domain.messages import Decider, Facts, Label, Reason, TaskCommand, TaskEvent, content
from domain.obligations import permit
from domain.person import PERSON
from domain.programme import PROGRAMME
from domain.refusals import Refusal
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


class NoRating(Refusal):
    """A budget branch rests on the rating of the year: its level, and whether the effect was shown."""

    code = "budget.no-rating"
    ko = "'{programme}'은(는) {year}년도 평가 등급과 효과 입증 여부가 기록되지 않아 예산 반영을 정할 수 없습니다."
    en = "'{programme}' has no rating of {year} on record, so its budget branch has no facts. Rate it first."


class NothingProposed(Refusal):
    """The budget office decides on what was proposed."""

    code = "budget.not-proposed"
    ko = "'{programme}'의 {year}년도 예산 반영안이 아직 없습니다. 평가 결과에서 반영안이 산출된 뒤 처리하십시오."
    en = "Nothing is proposed yet for the budget of '{programme}' by its rating of {year}. Wait for the proposal."


class NothingDecided(Refusal):
    """Only what was decided can be in a budget."""

    code = "budget.not-decided"
    ko = "'{programme}'의 {year}년도 평가에 따른 예산이 아직 결정되지 않았습니다. 예산부서의 결정 뒤에 기록하십시오."
    en = "Nothing is decided yet on the budget of '{programme}' by its rating of {year}. Record it after the decision."


class NoCutToReplace(Refusal):
    """Only a cut can be replaced by an improvement plan."""

    code = "budget.no-cut"
    ko = "'{programme}'의 예산 반영안은 감액이 아니므로(구분: {branch}) 예외를 요청할 수 없습니다."
    en = "What is proposed for '{programme}' is no cut (branch: {branch}); there is nothing to except."


class AboveCeiling(Refusal):
    """Nothing is granted above what the rating allows, but by an exception that was asked for."""

    code = "budget.above-ceiling"
    ko = (
        "'{programme}'에 {amount}백만원을 배정할 수 없습니다. 평가 결과에 따른 한도는 {ceiling}백만원입니다. "
        "소속 기관이 개선계획을 붙여 예외를 요청한 경우에만 넘을 수 있습니다."
    )
    en = (
        "'{programme}' cannot get {amount} million won: its rating allows {ceiling}. "
        "Only an exception that its ministry asked for, with an improvement plan, goes above."
    )


class OwnBudget(Refusal):
    """Nobody decides on the budget of his own ministry."""

    code = "budget.own-ministry"
    ko = "{actor}은(는) {body} 소속이므로 그 사업 예산을 정할 수 없습니다. 예산부서의 다른 담당자에게 맡기십시오."
    en = "{actor} belongs to {body} and may not decide on its budget. Leave it to somebody else of the budget office."


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
