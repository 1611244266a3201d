"""How an amount of performance pay comes about: reference amount x rate of the pay grade, and what is added.

Sources: S1-58, S1-60, table T4. Amounts are whole won.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from domain.cycle import CycleOpened
from domain.grading_state import Grade
from domain.ids import Id, pay_table_stream
from domain.messages import Facts, Value
from domain.numbers import Number
from domain.pay_additions import Addition, additions
from domain.pay_table import PAY_TABLE
from domain.refusals import Refusal

_HUNDRED = Decimal(100)


class Reckoned(Value):
    """How an amount came about; won and percent. A *ground* says why there is nothing."""

    pay_year: int
    pay_class: Id | None = None
    pay_grade: Id | None = None
    base: Number = Decimal(0)
    rate: Number = Decimal(0)
    amount: Number = Decimal(0)  # with what is added
    additions: tuple[Addition, ...] = ()
    ground: Id | None = None
    basis: str | None = None  # of a table issued for the year; None: the amount stands in the year's rules


class NoPayTable(Refusal):
    """Neither a table issued for the year nor its rules hold a reference amount."""

    code = "pay.no-table"
    ko = (
        "{pay_year}년 '{pay_class}'의 기준액이 없어 {person}의 성과급을 정할 수 없습니다. "
        "pay-office 역할이 있는 사람이 'sacho act IssuePayTable'로 그해 보수표를 등록하면 이어서 정합니다."
    )
    en = (
        "There is no reference amount of '{pay_class}' for {pay_year}, so the pay of {person} cannot be determined. "
        "Once somebody with the role pay-office issues that year's table, with 'sacho act IssuePayTable', it is."
    )


def by_table(opened: CycleOpened, person: str, grade: Grade, facts: Facts) -> Reckoned:
    """Return what *grade* brings *person*: by the table issued for the year, or else by its rules.

    Raises:
        NoPayTable: neither holds an amount.
    """
    rules, pay_class = opened.rules.pay, opened.rules.grading.pool(grade.pool).pay_class
    tables, pay_year = facts.read(PAY_TABLE, pay_table_stream(opened.year)), opened.year + rules.years_later
    issued = tables.issued.get(pay_class or "")
    base = tables.amount(pay_class) if issued else rules.amount(opened.year, pay_class)
    if base is None or grade.pay is None:
        raise NoPayTable(pay_year=pay_year, pay_class=pay_class or "-", person=person)
    rate = rules.rate(pay_class, grade.pay)
    amount = (base * rate / _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
    basis = issued.basis if issued else None
    table = rules.classes.get(pay_class or "")
    more = tuple(additions(opened.year, person, table, amount, facts)) if table else ()
    amount += sum((it.amount for it in more), Decimal(0))
    how = {"pay_year": pay_year, "pay_class": pay_class, "pay_grade": grade.pay, "basis": basis}
    return Reckoned.model_validate({**how, "base": base, "rate": rate, "amount": amount, "additions": more})
