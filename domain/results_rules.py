"""Rule-set data about what follows from a year's scores: grades, notices, objections and pay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Number, Percent
from domain.rule_problems import RuleProblem, RulesDoNotHold, problem, require_none
from domain.scoring.quotas import Scale

Instrument = Literal["agreement", "goals"]  # a property of person and year, not of grade alone
Rung = Annotated[str, StringConstraints(pattern=r"^(second|body-head|role:[a-z][a-z-]{1,40})$")]


class PoolRule(Value):
    """Who is graded against whom: grades *highest* to *lowest* (1 is the highest) of the instruments.

    One pool for the body, or one in each bureau. A pool of fewer than *smallest* goes into the pool
    *merges_into*, a bureau's first into its body's; if it is still too small, its minimums are waived.
    """

    pool: Id
    name: Label
    highest: int = Field(ge=1, le=9)
    lowest: int = Field(ge=1, le=9)
    instruments: tuple[Instrument, ...] = ("agreement", "goals")
    per: Literal["body", "bureau"] = "body"
    scale: Id
    pay_class: Id | None = None  # whose reference amount counts
    smallest: int = Field(default=5, ge=1)
    merges_into: Id | None = None
    tested: bool = False  # years with the lowest grade here count towards the qualification test (SPO 70-2)

    def takes(self, grade: int, instrument: str) -> bool:
        """Return whether a person of *grade* with *instrument* belongs here."""
        return self.highest <= grade <= self.lowest and instrument in self.instruments


class GradingRules(Value):
    """Pools and scales (REG 10, 16); *rests_on* are the phases that must be over before totals count."""

    rests_on: tuple[Id, ...] = ()
    near: Number = Decimal("0.1")  # points from a cut within which a case is shown as a boundary case
    scales: dict[Id, Scale] = Field(default_factory=dict)
    pools: tuple[PoolRule, ...] = ()

    def pool(self, pool: str) -> PoolRule:
        """Return the rule of the pool *pool*, which may name its bureau after a colon."""
        return next(rule for rule in self.pools if rule.pool == pool.partition(":")[0])

    def pool_for(self, grade: int, instrument: str) -> PoolRule | None:
        """Return the rule of the pool that takes such a person; None when there is none."""
        return next((rule for rule in self.pools if rule.takes(grade, instrument)), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        require_none(self._problems())
        return self

    def _problems(self) -> Iterable[RuleProblem]:
        known = [rule.pool for rule in self.pools]
        for rule in self.pools:
            if rule.scale not in self.scales:
                yield problem("rules.no-scale", f"pools.{rule.pool}", scale=rule.scale)
            if rule.merges_into is not None and rule.merges_into not in known:
                yield problem("rules.no-pool", f"pools.{rule.pool}", pool=rule.merges_into)
        for grade in range(1, 10):
            for instrument in ("agreement", "goals"):
                takers = [rule.pool for rule in self.pools if rule.takes(grade, instrument)]
                if len(takers) > 1:
                    both = {"grade": grade, "instrument": instrument, "pools": ", ".join(takers)}
                    yield problem("rules.pool-twice", "pools", **both)


_APPEALS: dict[Instrument, int] = {"agreement": 0, "goals": 1}  # REG 21


class ObjectionRules(Value):
    """Who decides objections, rung by rung, and in how many days (REG 21); calendar days."""

    file_days: int = Field(default=7, ge=1)
    decide_days: int = Field(default=7, ge=1)
    next_days: int = Field(default=14, ge=1)  # for every rung after the first
    ladders: dict[Instrument, tuple[Rung, ...]] = Field(default_factory=dict)  # silence moves up each of them
    appeals: dict[Instrument, int] = Field(default_factory=lambda: dict(_APPEALS))  # against a decision
    last_resort: Rung = "role:evaluation-committee"  # where no rung is left that may decide

    def deciders(self, instrument: str, named: Mapping[str, str | None], concerned: Collection[str]) -> list[str]:
        """Return who decides, rung by rung: persons (*named* by rung), or role:NAME.

        Nobody decides twice, nor who is *concerned*: he evaluated first, or objects himself (SOD-03).
        """
        rungs = {str(it): rungs for it, rungs in self.ladders.items()}.get(instrument, ())
        owners = dict.fromkeys(named.get(rung, rung) for rung in rungs)
        return [owner for owner in owners if owner and owner not in concerned] or [self.last_resort]


class ReferenceAmount(Value):
    """The reference amount of a class in a pay year, in won (table T4)."""

    pay_year: int
    pay_class: Id
    won: Number


class BestAddition(Value):
    """*percent* more for the best *share* percent of a pool: at most so many (cap), at least, or about."""

    kind: Literal["cap", "minimum", "ratio"]
    share: Percent
    percent: Percent


class RowAddition(Value):
    """*percent* more for the top grade in so many years in a row, this one among them."""

    years: int = Field(ge=2, le=20)
    percent: Percent


class PayTable(Value):
    """How the pay grades of a class are shared out, and what each brings; who has the top grade may get more."""

    scale: Scale
    rates: dict[Id, Number]  # percent by pay grade
    best: BestAddition | None = None
    in_a_row: RowAddition | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        _require_rates(self.scale, self.rates)
        return self


class PayRules(Value):
    """Performance pay: reference amount x rate of the pay grade (S1-58, S1-60; PAY 39, 70)."""

    years_later: int = Field(default=1, ge=0)  # the pay year is the performance year and this many
    scale: Scale | None = None  # pay grades: a ranking of their own over the same pool
    always: dict[Id, Id] = Field(default_factory=dict)  # evaluation grade: its pay grade, whatever the ranking
    rates: dict[Id, Number] = Field(default_factory=dict)  # percent by pay grade
    classes: dict[Id, PayTable] = Field(default_factory=dict)  # pay classes with a scale and rates of their own
    amounts: tuple[ReferenceAmount, ...] = ()
    barred_years: int = Field(default=1, ge=1)  # without pay after it was shared out (ALW 7-2)

    def amount(self, year: int, pay_class: str | None) -> Decimal | None:
        """Return the reference amount for the performance year *year*; None when no table has it."""
        wanted = (year + self.years_later, pay_class)
        return next((it.won for it in self.amounts if (it.pay_year, it.pay_class) == wanted), None)

    def scale_of(self, pay_class: str | None) -> Scale | None:
        """Return how pay grades are shared out in *pay_class*; None when nobody gets any."""
        table = self.classes.get(pay_class or "")
        return table.scale if table else self.scale

    def rate(self, pay_class: str | None, grade: str) -> Decimal:
        """Return what the pay grade *grade* brings in *pay_class*, in percent."""
        table = self.classes.get(pay_class or "")
        return (table.rates if table else self.rates)[grade]

    def scales(self) -> list[Scale]:
        """Return every scale of pay grades there is."""
        own = [table.scale for table in self.classes.values()]
        return [self.scale, *own] if self.scale else own

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.scale is not None:
            _require_rates(self.scale, self.rates)
        return self


def _require_rates(scale: Scale, rates: Mapping[str, Decimal]) -> None:
    if missing := [it for it in scale.grades() if it not in rates]:
        raise RulesDoNotHold(problem("rules.grade-without-rate", "rates", grades=", ".join(missing)))
