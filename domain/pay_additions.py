"""What is added to the pay of the very best: of the first of a pool, and of the top grade year after year (ALW 7-2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from domain.cycle import CYCLE
from domain.grading import GRADING
from domain.grading_state import Grade, Grading
from domain.ids import cycle_stream, person_stream, pools_stream
from domain.messages import Facts, Value
from domain.numbers import Number
from domain.person import PERSON
from domain.results_rules import PayTable
from domain.rules import RuleSet
from domain.scoring.quotas import rounded_share

_HUNDRED = Decimal(100)


class Addition(Value):
    """One addition: so many percent of the amount by the table, in whole won."""

    ground: Literal["best", "in-a-row"]
    percent: Number
    amount: Number


def additions(year: int, person: str, table: PayTable, amount: Decimal, facts: Facts) -> Iterator[Addition]:
    """Yield what is added to *amount*, which *person* has by the grade of *year* in the class of *table*."""
    known = facts.read(PERSON, person_stream(person))
    assigned = known.years.get(year)
    grading = facts.read(GRADING, pools_stream(year, assigned.body if assigned else "-"))
    grade = grading.grades.get(person)
    if grade is None or grade.pay != table.scale.grades()[0]:
        return
    if table.best is not None and stands_among(grade, grading, rounded_share(table.best, grade.of)):
        yield _addition("best", table.best.percent, amount)
    row = table.in_a_row
    if row is not None and all(_had_top(it, person, facts) for it in range(year - row.years + 1, year)):
        yield _addition("in-a-row", row.percent, amount)


def _addition(ground: Literal["best", "in-a-row"], percent: Decimal, amount: Decimal) -> Addition:
    more = (amount * percent / _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
    return Addition(ground=ground, percent=percent, amount=more)


def stands_among(grade: Grade, grading: Grading, most: int) -> bool:
    """Return whether the grade's holder and all his equals are among the first *most* of their pool."""
    if grade.rank > most:
        return False
    equals = sum((it.pool, it.rank) == (grade.pool, grade.rank) for it in grading.grades.values())
    return grade.rank + equals - 1 <= most


def _had_top(year: int, person: str, facts: Facts) -> bool:
    """Return whether *person* had the top pay grade of his class in *year*."""
    assigned = facts.read(PERSON, person_stream(person)).years.get(year)
    opened = facts.read(CYCLE, cycle_stream(year)).opened
    if assigned is None or opened is None:
        return False
    grade = facts.read(GRADING, pools_stream(year, assigned.body)).grades.get(person)
    return grade is not None and grade.pay == _top(opened.rules, grade.pool)


def _top(rules: RuleSet, pool: str) -> str | None:
    scale = rules.pay.scale_of(rules.grading.pool(pool).pay_class)
    return scale.grades()[0] if scale else None
