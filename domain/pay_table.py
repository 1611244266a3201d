"""The pay table of a year, as the competent ministry publishes it: reference amounts by class (table T4; PAY 39, 70).

A year's rules are frozen when it opens, and the table of the year it is paid in comes out a year
later. It is put on record by itself, before pay is determined, and goes before what the rules foresaw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field

from domain.cycle import Cycle, CycleOpened, require_cycle
from domain.ids import Id, Year, pay_table_stream, phase_stream
from domain.messages import Command, Decider, Event, Facts, Reason, content
from domain.mileage import BooksClosed
from domain.numbers import Number
from domain.phase import PHASE
from domain.refusals import Refusal
from domain.roles import require_role

Won = Annotated[Number, Field(gt=0)]
Amounts = Annotated[dict[Id, Won], Field(min_length=1)]  # by pay class


class PayTableIssued(Event):
    """The reference amounts of *pay_year*, in which the performance year *year* is paid."""

    type: Literal["PayTableIssued"] = "PayTableIssued"
    year: Year
    pay_year: Year
    amounts: Amounts
    basis: str  # the decree or notice that publishes it
    by: Id


@dataclass(frozen=True)
class Tables:
    """What decisions need to know of the tables issued for a year: the last that names each class."""

    issued: Mapping[str, PayTableIssued] = field(default_factory=dict)

    def amount(self, pay_class: str | None) -> Number | None:
        """Return the reference amount of *pay_class* in won, or None when no table names it."""
        table = self.issued.get(pay_class or "")
        return table.amounts[pay_class or ""] if table else None


def evolve(state: Tables, event: PayTableIssued) -> Tables:
    """Return *state* after *event*; a class that it does not name keeps its amount."""
    return replace(state, issued={**state.issued, **dict.fromkeys(event.amounts, event)})


class IssuePayTable(Command):
    """Put on record the reference amounts by which the performance year *year* is paid."""

    type: Literal["IssuePayTable"] = "IssuePayTable"
    year: Year
    amounts: Amounts
    basis: Reason

    def stream(self) -> str:
        """Return the stream of the year's tables."""
        return pay_table_stream(self.year)


class UnknownPayClass(Refusal):
    """A table names the classes of the year's rules."""

    code = "pay-table.unknown-class"
    ko = "{year}년도 규칙에 보수 등급 구분 {classes}이(가) 없습니다. 있는 구분: {known}."
    en = "The rules of {year} have no pay classes {classes}. They have: {known}."


class PayTableStands(Refusal):
    """Once pay is being determined, nobody's amount depends on the day it is reckoned."""

    code = "pay-table.stands"
    ko = (
        "{year}년도 성과급 결정이 이미 시작되어 {classes}의 기준액을 바꿀 수 없습니다. "
        "아직 기준액이 없는 구분만 등록할 수 있습니다."
    )
    en = (
        "The pay of {year} is being determined already; the reference amounts of {classes} stand. "
        "Only classes without an amount can be added."
    )


def decide(command: IssuePayTable, state: Tables, facts: Facts) -> list[PayTableIssued]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: the year is closed, the actor has no such role, or a class is unknown or stands.
    """
    cycle, opened = require_cycle(facts, command.year)
    require_role(facts, "pay-office", opened.government)
    if cycle.closed:
        raise BooksClosed(year=command.year)
    _require_classes(command, opened)
    changed = {it: won for it, won in command.amounts.items() if state.amount(it) != won}
    if not changed:
        return []
    _require_free(command, changed, state, cycle, opened, facts)
    pay_year = command.year + opened.rules.pay.years_later
    return [PayTableIssued(**content(command), pay_year=pay_year, by=facts.actor)]


def _require_classes(command: IssuePayTable, opened: CycleOpened) -> None:
    known = {rule.pay_class for rule in opened.rules.grading.pools if rule.pay_class is not None}
    if strange := sorted(set(command.amounts) - known):
        raise UnknownPayClass(year=command.year, classes=", ".join(strange), known=", ".join(sorted(known)) or "-")


def _require_free(
    command: IssuePayTable,
    changed: Mapping[str, Number],
    state: Tables,
    cycle: Cycle,
    opened: CycleOpened,
    facts: Facts,
) -> None:
    """Let pass what *changed* before pay is determined anywhere; after that, only classes without an amount."""
    phases = [
        phase_stream(command.year, body, rule.phase)
        for rule in opened.rules.phases
        if rule.task("determine-pay")
        for body in (opened.government, *opened.bodies)
        if cycle.body_of(rule, body)
    ]
    if not any(it.opened for it in facts.read_all(PHASE, phases)):
        return
    foreseen = opened.rules.pay
    if fixed := sorted(it for it in changed if it in state.issued or foreseen.amount(command.year, it) is not None):
        raise PayTableStands(year=command.year, classes=", ".join(fixed))


PAY_TABLE: Decider[Tables] = Decider("pay-table", (PayTableIssued,), (IssuePayTable,), Tables(), evolve, decide)
