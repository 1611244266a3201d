"""Rule-set data about what follows from a year's results for bodies: findings, programmes, budgets, rewards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Number, Percent
from domain.rule_problems import RuleProblem, problem

HUNDRED = Decimal(100)
Trigger = Literal[  # what the engine draws a finding from
    "poor-programme", "budget-exception", "poor-self-evaluation", "poor-specific-evaluation"
]
ResultOf = Literal["self-evaluation", "specific-evaluation"]  # what gives a body a result of a year
POOR_RESULTS: dict[ResultOf, Trigger] = {
    "self-evaluation": "poor-self-evaluation",
    "specific-evaluation": "poor-specific-evaluation",
}
Remedy = Literal["correction", "suspension", "reduction", "self-audit", "organisation-review", "improvement-plan"]


class ChecklistItem(Value):
    """One question to a programme, worth up to *points* of 100 together."""

    item: Id
    name: Label
    points: Percent


class ProgrammeLevel(Value):
    """A level, for scores of *at_least* on; *is_poor* ones cost budget (S1-51)."""

    level: Id
    name: Label
    at_least: Number
    is_poor: bool = False


class ProgrammeRules(Value):
    """How spending programmes are rated (S1-52): a checklist, levels from the best down, every so many years."""

    every: Annotated[int, Field(ge=1, le=10)] = 3
    least_amount: Number = Decimal(0)  # million won a year; smaller programmes are not rated
    checklist: tuple[ChecklistItem, ...] = ()
    levels: tuple[ProgrammeLevel, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for found in self._problems():
            raise ValueError(found)
        return self

    def _problems(self) -> Iterable[str]:
        points = sum((it.points for it in self.checklist), Decimal(0))
        if self.checklist and points != HUNDRED:
            yield f"checklist: the points sum to {points}, they must sum to 100"
        for better, worse in pairwise(self.levels):
            if worse.at_least >= better.at_least:
                yield f"levels.{worse.level}: list levels from the best down; {worse.at_least} is not less"
        if self.levels and self.levels[-1].at_least != 0:
            yield f"levels.{self.levels[-1].level}: the last level begins at 0"


class BudgetRules(Value):
    """What a rating does to the budget (S1-51): of a poor programme at most *keep* percent remain."""

    years_ahead: Annotated[int, Field(ge=1, le=5)] = 2  # the budget of Y+2 is requested in May of Y+1
    keep: Percent = Decimal(90)


class DrawnFinding(Value):
    """A finding that follows by itself: what it asks for, and whose office settles it; None: the secretariat."""

    title: Label
    remedy: Remedy
    sector: Id | None = None
    grades: tuple[Id, ...] = ()  # of a body's result: those that are poor


class FollowUpRules(Value):
    """What follows for bodies."""

    plan_days: Annotated[int, Field(ge=1, le=366)] = 30  # from a finding to its plan (ACT 29: without delay)
    carry_out_days: Annotated[int, Field(ge=1, le=1830)] = 366  # [D] from then to the last day that a plan may name
    programmes: ProgrammeRules = ProgrammeRules()
    budget: BudgetRules = BudgetRules()
    drawn: dict[Trigger, DrawnFinding] = Field(default_factory=dict)  # S1-53: a poor result is followed by a review
    rewarded: dict[ResultOf, tuple[Id, ...]] = Field(default_factory=dict)  # grades that recommend a reward (ACT 30)
    reward_cap: Number | None = None  # million won a body may give in rewards for a year (DEC 21)


def grade_problems(rules: FollowUpRules, known: Mapping[ResultOf, Sequence[str]]) -> Iterable[RuleProblem]:
    """Yield the grades in *rules* that no such result can have: nothing would ever follow from them."""
    poor = {of: rules.drawn[kind].grades for of, kind in POOR_RESULTS.items() if kind in rules.drawn}
    named = [(f"drawn.{POOR_RESULTS[of]}", of, it) for of, grades in poor.items() for it in grades]
    named += [(f"rewarded.{of}", of, it) for of, grades in rules.rewarded.items() for it in grades]
    for where, of, grade in named:
        if grade not in known[of]:
            yield problem("rules.no-grade", f"follow_up.{where}", grade=grade, known=", ".join(known[of]) or "-")
