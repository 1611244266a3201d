"""Performance pay of a person: reference amount x rate of the pay grade, and what changes it later.

Sources: S1-58, S1-60, table T4; PAY 39, 70; ALW 7-2. Amounts are whole won. A changed grade pays the
difference; discipline in the period bars it; what was shared out among colleagues is clawed back.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, assert_never

from domain.cycle import CycleOpened, require_cycle
from domain.grading import GRADING
from domain.grading_refusals import PoolsNotFormed
from domain.ids import Id, Year, notice_stream, objection_stream, pay_stream, pay_table_stream, pools_stream
from domain.messages import Command, Decider, Facts, Reason, TaskCommand, content
from domain.notice import NOTICE
from domain.objection import OBJECTION
from domain.obligations import permit, require_evaluators
from domain.pay_facts import ClawbackOrdered, Pay, PayAdjusted, PayBarred, PayDetermined, PayEvent, evolve
from domain.pay_reckoning import Reckoned, by_table
from domain.refusals import Refusal
from domain.roles import require_engine, require_role


class DeterminePay(TaskCommand):
    """Determine a person's pay by the table; the engine's own task."""

    type: Literal["DeterminePay"] = "DeterminePay"
    engines = True
    task_id = "determine-pay"
    person: Id

    def stream(self) -> str:
        """Return the pay's stream."""
        return pay_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the phase and person, the notice and an objection to it, and the pay of the year before."""
        return (
            *super().reads(),
            notice_stream(self.year, self.person),
            objection_stream(self.year, self.person, 1),
            pay_stream(self.year - 1, self.person),
            pay_table_stream(self.year),
        )


class _PayCommand(Command):
    """A command about a person's pay for a year."""

    year: Year
    body: Id
    person: Id

    def stream(self) -> str:
        """Return the pay's stream."""
        return pay_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the pay of the year before."""
        return (pay_stream(self.year - 1, self.person),)


class BarPay(_PayCommand):
    """Bar a person from the year's performance pay, for discipline in the period."""

    type: Literal["BarPay"] = "BarPay"
    ground: Reason


class AdjustPay(_PayCommand):
    """Determine the pay again because of *cause*; the engine's own command."""

    type: Literal["AdjustPay"] = "AdjustPay"
    engines = True
    cause: str


class OrderClawback(_PayCommand):
    """Reclaim pay that was shared out among colleagues."""

    type: Literal["OrderClawback"] = "OrderClawback"
    reason: Reason


PayCommand = DeterminePay | BarPay | AdjustPay | OrderClawback


class NotGradedForPay(Refusal):
    """Pay follows the grade."""

    code = "pay.not-graded"
    ko = "{person}의 {year}년도 등급이 없어 성과급을 정할 수 없습니다. 등급 부여를 먼저 마치십시오."
    en = "{person} has no grade for {year}, so there is no pay to determine. Finish the grading first."


class NothingPaid(Refusal):
    """Only what was paid can be reclaimed."""

    code = "pay.nothing-paid"
    ko = "{person}에게 지급된 {year}년도 성과급이 없어 환수할 수 없습니다."
    en = "{person} got no performance pay for {year}; there is nothing to reclaim."


def decide(command: PayCommand, state: Pay, facts: Facts) -> list[PayEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case DeterminePay():
            return _determine(command, state, facts)
        case BarPay():
            return _bar(command, state, facts)
        case AdjustPay():
            return _adjust(command, state, facts)
        case OrderClawback():
            return _claw_back(command, state, facts)
        case _:
            assert_never(command)


def _determine(command: DeterminePay, state: Pay, facts: Facts) -> list[PayEvent]:
    opened = permit(command, facts).cycle
    if state.reckoned is not None:
        return []
    reckoned = _reckon(command, state, opened, facts)
    return [PayDetermined(**content(command), reckoned=reckoned, provisional=_is_provisional(command, facts))]


def _is_provisional(command: DeterminePay, facts: Facts) -> bool:
    """Return whether an objection of the person is open: then the last grade is paid, and settled later."""
    edition = facts.read(NOTICE, notice_stream(command.year, command.person)).edition
    objection = facts.read(OBJECTION, objection_stream(command.year, command.person, max(edition, 1)))
    return objection.filed is not None and not objection.closed


def _reckon(command: PayCommand, state: Pay, opened: CycleOpened, facts: Facts) -> Reckoned:
    """Return the amount by the rules of the year and the grade as it stands."""
    rules = opened.rules.pay
    pay_year = command.year + rules.years_later
    grading = facts.read(GRADING, pools_stream(command.year, command.body))
    grade = grading.grades.get(command.person)
    if state.barred is not None or grade is None:
        if grading.formed is None and state.barred is None:
            raise PoolsNotFormed(body=command.body)
        if state.barred is None and grading.pool_of(command.person) is not None:
            raise NotGradedForPay(person=command.person, year=command.year)
        return Reckoned(pay_year=pay_year, ground="disciplined" if state.barred else "not-evaluated")
    if _is_clawed_back(command, opened, facts):
        return Reckoned(pay_year=pay_year, ground="clawback")
    return by_table(opened, command.person, grade, facts)


def _is_clawed_back(command: PayCommand, opened: CycleOpened, facts: Facts) -> bool:
    """Return whether pay of a year before was shared out, so that this year brings none."""
    years = range(command.year - opened.rules.pay.barred_years, command.year)
    before = facts.read_all(PAY, [pay_stream(year, command.person) for year in years])
    return any(it.clawed_back is not None and it.clawed_back.barred_through >= command.year for it in before)


def _bar(command: BarPay, state: Pay, facts: Facts) -> list[PayEvent]:
    require_role(facts, "hr", command.body)
    require_evaluators(facts, command.year, command.body, command.person)
    if state.barred is not None:
        return []
    barred = PayBarred(**content(command))
    if state.reckoned is None or state.clawed_back is not None:
        return [barred]
    nothing = Reckoned(pay_year=state.reckoned.pay_year, ground="disciplined")
    return [barred, _adjusted(command, state, nothing, command.stream())]


def _adjust(command: AdjustPay, state: Pay, facts: Facts) -> list[PayEvent]:
    require_engine(facts, command.body)
    if state.reckoned is None or state.clawed_back is not None:  # all of it goes back: no difference is left
        return []
    _, opened = require_cycle(facts, command.year, command.body)
    reckoned = _reckon(command, state, opened, facts)
    if reckoned == state.reckoned:
        return []
    return [_adjusted(command, state, reckoned, command.cause)]


def _adjusted(command: PayCommand, state: Pay, reckoned: Reckoned, cause: str) -> PayAdjusted:
    about = {"year": command.year, "body": command.body, "person": command.person, "cause": cause}
    before = state.reckoned.amount if state.reckoned else Decimal(0)
    how = {"edition": state.edition + 1, "before": before, "reckoned": reckoned}
    return PayAdjusted.model_validate({**about, **how, "difference": reckoned.amount - before})


def _claw_back(command: OrderClawback, state: Pay, facts: Facts) -> list[PayEvent]:
    require_role(facts, "hr", command.body)
    _, opened = require_cycle(facts, command.year, command.body)
    if state.clawed_back is not None:
        return []
    if state.reckoned is None or not state.reckoned.amount:
        raise NothingPaid(person=command.person, year=command.year)
    through = command.year + opened.rules.pay.barred_years
    return [ClawbackOrdered(**content(command), amount=state.reckoned.amount, barred_through=through)]


PAY: Decider[Pay] = Decider(
    "pay",
    (PayDetermined, PayBarred, PayAdjusted, ClawbackOrdered),
    (DeterminePay, BarPay, AdjustPay, OrderClawback),
    Pay(),
    evolve,
    decide,
)
