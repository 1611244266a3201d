"""The rules of planning as data: targets, formulas, warnings, signals, and the days of a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Number, Percent
from domain.rule_problems import RulesDoNotHold, problem

Logic = Literal["input", "activity", "output", "result"]  # the types of the logic model (S1-82)
LOGIC: tuple[Logic, ...] = get_args(Logic)
FormulaKind = Literal["up-ratio", "down-linear", "down-ratio", "milestone", "rubric", "difference"]


class Formula(Value):
    """How a result and its target make a rate of achievement, in percent."""

    formula: Id
    name: Label
    kind: FormulaKind
    levels: tuple[Number, ...] = ()  # rubric: the rate of level 1, 2, ..., the worst first
    step: Annotated[Number, Field(gt=0)] = Decimal(1)  # difference: percent for one unit of measure


FORMULAS = (
    Formula(formula="up-ratio", kind="up-ratio", name=Label(ko="실적 ÷ 목표 × 100", en="result / target x 100")),
    Formula(
        formula="down-linear",
        kind="down-linear",
        name=Label(ko="(2 - 실적 ÷ 목표) × 100", en="(2 - result / target) x 100"),
    ),
    Formula(formula="down-ratio", kind="down-ratio", name=Label(ko="목표 ÷ 실적 × 100", en="target / result x 100")),
    Formula(
        formula="milestone",
        kind="milestone",
        name=Label(ko="완료 가중치 ÷ 전체 가중치 × 100", en="weight done / whole weight x 100"),
    ),
    Formula(
        formula="rubric",
        kind="rubric",
        levels=(Decimal(60), Decimal(70), Decimal(80), Decimal(90), Decimal(100)),
        name=Label(ko="5단계 판정 (60·70·80·90·100)", en="five levels: 60, 70, 80, 90, 100"),
    ),
    Formula(
        formula="difference",
        kind="difference",
        name=Label(ko="100 ± (실적 - 목표)", en="100 plus the lead over the target, in units of measure"),
    ),
)


class LogicRule(Value):
    """How much of each unit's scorecard measures results, and what follows when less of it does (S1-82)."""

    counts: Annotated[tuple[Logic, ...], Field(min_length=1)] = ("output", "result")
    share: Annotated[Number, Field(ge=0, le=100)] = Decimal(0)  # the least weight of indicators that count, in percent
    each_target: bool = False  # whether every performance target needs one, too
    otherwise: Literal["warn", "refuse"] = "refuse"


class Planning(Value):
    """How plans are made and followed in a year."""

    k: Annotated[Number, Field(ge=0)] = Decimal(1)  # standard deviations added to last year's result (S1-83)
    sigma: Literal["population", "sample"] = "population"
    history: Annotated[int, Field(ge=2, le=9)] = 3  # past years that the rule needs; also of financial results
    cap: Annotated[Number, Field(gt=0)] = Decimal(100)  # the most a rate of achievement counts, in percent
    formulas: tuple[Formula, ...] = FORMULAS
    logic: LogicRule = LogicRule()
    strategy_years: Annotated[int, Field(ge=1, le=20)] = 5
    strategy_review: Annotated[int, Field(ge=1, le=9)] = 3  # years after which its validity is reviewed at the latest
    warn_below: Annotated[Number, Field(gt=0)] = Decimal(100)  # forecast rate, in percent
    denominator_shift: Percent = Decimal(10)  # a larger change of a denominator is a signal
    surge_days: Annotated[int, Field(ge=1, le=90)] = 14  # the last days of the year that are looked at
    surge_share: Percent = Decimal(50)  # more of a year's evidence in these days is a signal

    def formula(self, formula: str) -> Formula | None:
        """Return the formula with the id *formula*, or None when the rules have none."""
        return next((it for it in self.formulas if it.formula == formula), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ids = [it.formula for it in self.formulas]
        if len(ids) != len(set(ids)):
            raise RulesDoNotHold(problem("rules.formula-twice", "formulas"))
        for it in self.formulas:
            if (it.kind == "rubric") != bool(it.levels):
                raise RulesDoNotHold(problem("rules.formula-levels", f"formulas.{it.formula}"))
        return self
