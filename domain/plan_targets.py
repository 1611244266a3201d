"""The numbers a plan sets itself: a formula that can measure them, and how they stand to the rule."""

from __future__ import annotations

from domain.objectives import Indicator, Objectives, definition_hash, indicators_of, with_indicators
from domain.plan_state import Plan
from domain.planning import Formula, Planning
from domain.refusals import Refusal
from domain.scoring.achievement import has_rate
from domain.scoring.targets import Judged, Scale, judge, target_by_rule


class UnknownFormula(Refusal):
    """A formula is data of the year's rules."""

    code = "plan.unknown-formula"
    ko = "지표 {indicator}의 산식 '{formula}'이(가) 규칙에 없습니다. 쓸 수 있는 산식: {known}."
    en = "The rules have no formula '{formula}', which the indicator {indicator} names. They have: {known}."


class FormulaHasNoRate(Refusal):
    """A ratio to a target of nothing, or less, has no meaning."""

    code = "plan.formula-without-rate"
    ko = (
        "지표 {indicator}의 목표 {target}에는 비율 산식 '{formula}'을(를) 쓸 수 없습니다. "
        "차이 산식을 쓰거나 0보다 큰 목표를 정하십시오."
    )
    en = (
        "The indicator {indicator} cannot measure its target of {target} by the ratio '{formula}'. "
        "Use a formula of differences, or a target above 0."
    )


class TargetEasierThanRule(Refusal):
    """An easier target than the rule gives needs a reason in its definition (S1-83)."""

    code = "plan.target-easier-than-rule"
    ko = (
        "지표 {indicator}의 목표 {target}은(는) 산정 목표 {computed}보다 쉽습니다. "
        "목표를 높이거나 easier_because 항목에 사유를 적어 검토자의 승인을 받으십시오."
    )
    en = (
        "The target {target} of indicator {indicator} is easier than {computed}, which the rule gives. "
        "Raise it, or give the reason in its field easier_because and have a reviewer approve it."
    )


class TargetNotApproved(Refusal):
    """A target beside the rule stands only with a reviewer's approval."""

    code = "plan.target-not-approved"
    ko = "검토자의 승인이 없는 목표가 있습니다: {indicators}. 검토자가 승인한 뒤 확정하십시오."
    en = "These targets need a reviewer's approval first: {indicators}. Confirm the plan once they are approved."


def require_measurable(indicator: Indicator, rules: Planning) -> None:
    """Let pass an indicator whose formula can measure its target, and whose target is not easier without a reason.

    Raises:
        UnknownFormula, FormulaHasNoRate, TargetEasierThanRule: it is not so.
    """
    formula = formula_of(indicator, rules)
    if formula is None:
        known = ", ".join(it.formula for it in rules.formulas)
        raise UnknownFormula(indicator=indicator.code, formula=indicator.formula, known=known)
    target = indicator.target
    if target is not None and not has_rate(formula, target):
        raise FormulaHasNoRate(indicator=indicator.code, target=target, formula=formula.formula)
    if standing(indicator, rules) == "easier" and not indicator.easier_because:
        by_rule = target_by_rule(indicator.baseline, indicator.direction, rules, scale_of(indicator))
        computed = by_rule.value if by_rule else "-"
        raise TargetEasierThanRule(indicator=indicator.code, target=target, computed=computed)


def with_targets(objectives: Objectives, rules: Planning) -> Objectives:
    """Return *objectives* in which an indicator without a target has the one the rule gives, if it gives one."""
    computed = {}
    for it in indicators_of(objectives):
        by_rule = target_by_rule(it.baseline, it.direction, rules, scale_of(it)) if it.kind == "quantitative" else None
        if it.target is None and by_rule is not None:
            computed[it.code] = Indicator.model_validate({**dict(it), "target": by_rule.value})
    return with_indicators(objectives, computed) if computed else objectives


def standing(indicator: Indicator, rules: Planning) -> Judged:
    """Return how an indicator's target stands to the rule; what is no quantity has no rule to meet."""
    if indicator.kind != "quantitative":
        return "meets"
    if indicator.target is None:
        return "baseline-building"
    return judge(indicator.target, indicator.baseline, indicator.direction, rules, scale_of(indicator))


def formula_of(indicator: Indicator, rules: Planning) -> Formula | None:
    """Return the formula the definition names; as reported means the plain one for its direction."""
    plain = "up-ratio" if indicator.direction == "up" else "down-linear"
    return rules.formula(plain if indicator.formula == "as-reported" else indicator.formula)


def scale_of(indicator: Indicator) -> Scale | None:
    """Return the least and the most the indicator can be, where it says so."""
    return (indicator.scale.least, indicator.scale.most) if indicator.scale else None


def require_approved(state: Plan, rules: Planning) -> None:
    """Let pass a plan in which every target beside the rule was approved as it is defined.

    Raises:
        TargetNotApproved: some were not.
    """
    approvals = {code: it.definition for code, it in state.approved.items()}
    open_ones = [
        it.code
        for part in state.parts.values()
        for it in indicators_of(part.objectives)
        if standing(it, rules) != "meets" and approvals.get(it.code) != definition_hash(it)
    ]
    if open_ones:
        raise TargetNotApproved(indicators=", ".join(open_ones))
