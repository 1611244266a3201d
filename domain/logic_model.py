"""The logic model input, activity, output, result: how much of a scorecard measures what (S1-82).

Which types count as results, how much of each scorecard they make up, and what follows when they
make up less, is data of the year's rules.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from domain.objectives import Objectives, indicators_of
from domain.planning import LOGIC, LogicRule
from domain.refusals import Refusal

UNSTATED = "unstated"
NAMES = {"input": "투입", "activity": "활동", "output": "산출", "result": "결과"}


class TooFewResults(Refusal):
    """Indicators measure results and implications (S1-82)."""

    code = "plan.too-few-results"
    ko = (
        "{unit}의 지표 가운데 {counts_ko}을(를) 재는 것의 가중치가 {share}%입니다. 규칙은 {least}% 이상을 정합니다"
        "(그런 지표가 없는 성과목표: {targets}). 지표마다 logic을 적고 결과를 재는 지표로 바꾸십시오."
    )
    en = (
        "Indicators of {counts} weigh {share} % of the scorecard of {unit}; the rules ask for {least} % "
        "(targets without one: {targets}). State the 'logic' of each indicator, and measure more of what comes out."
    )


class Shortfall(NamedTuple):
    """How a scorecard misses the rule: the percent that counts, and targets that nothing of it measures."""

    share: Decimal
    targets: tuple[str, ...]


def weights(objectives: Objectives) -> dict[str, Decimal]:
    """Return how much weight, in percent, measures each type of the logic model; ``unstated``: none is named."""
    found = dict.fromkeys((*LOGIC, UNSTATED), Decimal(0))
    for it in indicators_of(objectives):
        found[it.logic or UNSTATED] += it.weight
    return found


def shortfall(objectives: Objectives, rule: LogicRule) -> Shortfall | None:
    """Return how a scorecard misses *rule*, or None when it does not."""
    by_type = weights(objectives)
    share = sum((by_type[it] for it in rule.counts), Decimal(0))
    bare = tuple(
        target.id
        for objective in objectives
        for target in objective.targets
        if rule.each_target and not any(it.logic in rule.counts for it in target.all_indicators())
    )
    return Shortfall(share, bare) if share < rule.share or bare else None


def require_results(unit: str, objectives: Objectives, rule: LogicRule) -> None:
    """Let pass a scorecard that measures results as *rule* asks, or falls short where it only warns.

    Raises:
        TooFewResults: it falls short.
    """
    found = shortfall(objectives, rule)
    if found is None or rule.otherwise == "warn":
        return
    said = {"counts": ", ".join(rule.counts), "counts_ko": "·".join(NAMES[it] for it in rule.counts)}
    told = {"share": found.share, "least": rule.share, "targets": ", ".join(found.targets) or "-"}
    raise TooFewResults(unit=unit, **told, **said)
