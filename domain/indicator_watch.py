"""What the values of a year tell before it is over: a target that will be missed, an estimate that is replaced."""

from __future__ import annotations

from decimal import Decimal

from domain.indicator_events import (
    EarlyWarningRaised,
    IndicatorEvent,
    IndicatorState,
    ProgressReported,
    YearEndValueReplacedEstimate,
)
from domain.objectives import Indicator
from domain.plan_targets import formula_of
from domain.rules import RuleSet
from domain.scoring.achievement import rate
from domain.scoring.forecast import forecast
from domain.scoring.proof import half_up


def periods_of(rules: RuleSet) -> list[str]:
    """Return the phases in which values are reported, in the order of the year."""
    return [rule.phase for rule in rules.phases if any(task.task == "report-progress" for task in rule.tasks)]


def _key(event: ProgressReported) -> dict[str, object]:
    return {"year": event.year, "body": event.body, "phase": event.phase, "indicator": event.indicator}


def trued_up(event: ProgressReported, before: ProgressReported | None, rules: RuleSet) -> list[IndicatorEvent]:
    """Return that the year's last value replaced an estimate, if it did."""
    if before is None or not before.estimate or event.estimate or event.phase != periods_of(rules)[-1]:
        return []
    values = {"estimate": before.value, "value": event.value}
    return [YearEndValueReplacedEstimate.model_validate({**_key(event), **values})]


def warning(
    event: ProgressReported, state: IndicatorState, definition: Indicator | None, rules: RuleSet
) -> list[IndicatorEvent]:
    """Return the warning that the values so far, drawn on to the year's end, miss the target; while there is time."""
    periods = periods_of(rules)
    now = periods.index(event.phase) + 1
    if definition is None or definition.target is None or now == len(periods):
        return []
    told = {n: it.value for n, phase in enumerate(periods[: now - 1], 1) if (it := state.value(phase))}
    foreseen = forecast({**told, now: event.value}, len(periods))
    formula = formula_of(definition, rules.planning)
    if foreseen is None or formula is None:
        return []
    reached = rate(formula, _whole(foreseen.value, formula.kind), definition.target, definition.direction)
    if reached is None or reached >= rules.planning.warn_below:
        return []
    numbers = {"forecast": foreseen.value, "target": definition.target, "rate": half_up(reached)}
    return [EarlyWarningRaised.model_validate({**_key(event), **numbers, "periods": len(told) + 1})]


def _whole(value: Decimal, kind: str) -> Decimal:
    """Return *value* as the formula takes it: a rubric knows whole levels only."""
    return value.to_integral_value() if kind == "rubric" else value
