"""What a plan must hold: weights of exactly 100, measured targets, challenging numbers, codes and past finances."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.ids import Year
from domain.logic_model import require_results
from domain.objectives import (
    Indicator,
    Objectives,
    definition_hash,
    indicators_of,
    targets_without_indicator,
    tasks_without_code,
    weight_sum,
)
from domain.plan_events import FinancialResult, Frozen
from domain.plan_state import Parts
from domain.plan_targets import require_measurable, standing
from domain.planning import Planning
from domain.refusals import Refusal
from domain.rules import HUNDRED
from domain.strategy import StrategicPlanAdopted


class WeightsNotHundred(Refusal):
    """A scorecard's weights sum to exactly 100."""

    code = "plan.weights-not-100"
    ko = (
        "{unit}의 지표 가중치 합계가 {sum}%입니다. 정확히 100%여야 합니다. "
        "가중치를 조정한 뒤 다시 제출하십시오: {indicators}."
    )
    en = (
        "The weights of {unit} sum to {sum} %, they must sum to exactly 100 %. "
        "Adjust them and draft again: {indicators}."
    )


class TargetUnmeasured(Refusal):
    """Every performance target needs an indicator."""

    code = "plan.target-without-indicator"
    ko = "{unit}의 성과목표 {targets}에 지표가 없습니다. 목표마다 지표를 하나 이상 두십시오."
    en = "The targets {targets} of {unit} have no indicator. Give each target at least one."


class IndicatorTwice(Refusal):
    """A code names one indicator of a body's year."""

    code = "plan.indicator-twice"
    ko = "지표 코드 {codes}이(가) 두 번 쓰였습니다. 지표마다 다른 코드를 쓰십시오."
    en = "The indicator codes {codes} are used twice. Give each indicator a code of its own."


class TaskWithoutCode(Refusal):
    """Every task of a plan is a unit task of the business reference model (S1-71)."""

    code = "plan.task-without-code"
    ko = "업무기능분류(BRM) 단위과제 코드가 없는 과제가 있습니다: {tasks}. 코드를 적어 다시 제출하십시오."
    en = "These tasks have no unit-task code of the business reference model: {tasks}. Add it and submit again."


class FinanceIncomplete(Refusal):
    """A plan shows the financial results of the past years (S1-21)."""

    code = "plan.finance-incomplete"
    ko = "재정 성과는 {years} 각 연도에 하나씩 있어야 합니다. 제출된 연도: {given}."
    en = "The financial results of {years} are needed, one for each year. Given are: {given}."


def require_sound(unit: str, objectives: Objectives, parts: Parts, rules: Planning) -> None:
    """Let pass a unit's part whose weights sum to 100, whose targets are measured, whose indicators hold.

    Raises:
        Refusal: they do not.
    """
    indicators = indicators_of(objectives)
    total = weight_sum(objectives)
    if total != HUNDRED:
        listed = ", ".join(f"{indicator.code} {indicator.weight}" for indicator in indicators)
        raise WeightsNotHundred(unit=unit, sum=f"{total:.2f}", indicators=listed)
    if unmeasured := targets_without_indicator(objectives):
        raise TargetUnmeasured(unit=unit, targets=", ".join(unmeasured))
    _require_own_codes(unit, indicators, parts)
    for indicator in indicators:
        require_measurable(indicator, rules)
    require_results(unit, objectives, rules.logic)


def _require_own_codes(unit: str, indicators: Sequence[Indicator], parts: Parts) -> None:
    codes = [indicator.code for indicator in indicators]
    elsewhere = {it.code for other, part in parts.items() if other != unit for it in indicators_of(part.objectives)}
    if twice := sorted({code for code in codes if codes.count(code) > 1 or code in elsewhere}):
        raise IndicatorTwice(codes=", ".join(twice))


class NotInStrategy(Refusal):
    """An annual plan is derived from the strategic plan (S1-21, S1-81)."""

    code = "plan.not-in-strategy"
    ko = "연간 계획의 전략목표 {objectives}이(가) 성과관리전략계획({years})에 없습니다. 있는 목표: {known}."
    en = "The strategic plan of {years} has no objectives {objectives}, which the plan serves. It has: {known}."


def require_strategy(parts: Parts, strategy: StrategicPlanAdopted | None) -> None:
    """Let pass a plan whose objectives serve those of the *strategy* in force, or are common to all.

    Raises:
        NotInStrategy: one serves something else.
    """
    if strategy is None:
        return
    known = [it.id for it in strategy.objectives]
    served = {it.serves for part in parts.values() for it in part.objectives if it.serves}
    if strange := sorted(served - set(known)):
        years = f"{strategy.strategy}-{strategy.until}"
        raise NotInStrategy(objectives=", ".join(strange), years=years, known=", ".join(known))


def require_codes(parts: Parts) -> None:
    """Let pass a plan whose tasks all have a unit-task code.

    Raises:
        TaskWithoutCode: some have none.
    """
    bare = [f"{unit}/{task}" for unit, part in parts.items() for task in tasks_without_code(part.objectives)]
    if bare:
        raise TaskWithoutCode(tasks=", ".join(bare))


def require_finance(year: Year, finance: Sequence[FinancialResult], rules: Planning) -> None:
    """Let pass the financial results of exactly the past years that the rules ask for.

    Raises:
        FinanceIncomplete: a year is missing, or is there twice, or is another.
    """
    years = list(range(year - rules.history, year))
    given = sorted(it.year for it in finance)
    if given != years:
        raise FinanceIncomplete(years=", ".join(map(str, years)), given=", ".join(map(str, given)) or "-")


def frozen_parts(parts: Parts, rules: Planning) -> tuple[Frozen, ...]:
    """Return every indicator of *parts* under its seal, in the order of the plan."""
    return tuple(it for unit, part in parts.items() for it in frozen_of(unit, indicators_of(part.objectives), rules))


def frozen_of(unit: str, indicators: Iterable[Indicator], rules: Planning) -> tuple[Frozen, ...]:
    """Return *indicators* of *unit* under their seals."""
    return tuple(
        Frozen(
            code=it.code,
            name=it.name,
            unit=unit,
            weight=Decimal(it.weight),
            definition=definition_hash(it),
            baseline_building=standing(it, rules) == "baseline-building",
        )
        for it in indicators
    )
