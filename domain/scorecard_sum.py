"""What a unit's scorecard comes to: the score of its frozen indicators, by weight, exact."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from domain.cycle import CycleOpened
from domain.ids import Id, indicator_stream, plan_stream
from domain.indicator import INDICATOR
from domain.indicator_events import IndicatorScored
from domain.messages import Facts, Value
from domain.numbers import Number, Percent
from domain.plan import PLAN
from domain.plan_events import Frozen
from domain.refusals import Refusal
from domain.scoring.organisation import Scored, organisation_score


class Counted(Value):
    """One indicator as it counts: weight in percent, score of 100, and the version of its stream that was read."""

    indicator: Id
    weight: Percent
    score: Number
    version: int


class UnitIncomplete(Refusal):
    """A scorecard is summed when every indicator has a result."""

    code = "scorecard.incomplete"
    ko = "{unit}의 점수를 낼 수 없습니다. 평가 결과가 없는 지표: {missing}. 모든 지표를 먼저 평가하십시오."
    en = "{unit} cannot be scored: the indicators {missing} have no result. Score every indicator first."


def sum_of(
    body: str, unit: str, adjusted: Mapping[str, Decimal], opened: CycleOpened, facts: Facts
) -> tuple[Decimal, tuple[Counted, ...]]:
    """Return the unit's score, exact, and what it is the sum of; *adjusted* stands in the place of what was scored.

    Raises:
        UnitIncomplete: an indicator has no result, or there is none.
    """
    plan = facts.read(PLAN, plan_stream(opened.year, body))
    frozen = [it for it in plan.in_force.values() if it.unit == unit]
    streams = [indicator_stream(opened.year, body, it.code) for it in frozen]
    states = facts.read_all(INDICATOR, streams)
    if not frozen or (missing := [it.code for it, found in zip(frozen, states, strict=True) if found.scored is None]):
        raise UnitIncomplete(unit=unit, missing=", ".join(missing) if frozen else "-")
    results = [_scored(it, found.scored, adjusted) for it, found in zip(frozen, states, strict=True) if found.scored]
    summed = organisation_score(unit, results, opened.rules.aspects)
    versions = {it.code: facts.version(stream) for it, stream in zip(frozen, streams, strict=True)}
    counted = tuple(
        Counted(
            indicator=(code := part.what.split("/", 1)[1]),
            weight=part.weight or 0,
            score=part.value,
            version=versions[code],
        )
        for part in summed.parts
    )
    return summed.value, counted


def _scored(frozen: Frozen, scored: IndicatorScored, adjusted: Mapping[str, Decimal]) -> Scored:
    aspects = (scored.planning, scored.execution, scored.achievement)
    return Scored(frozen.code, frozen.weight, *aspects, adjusted=adjusted.get(frozen.code))
