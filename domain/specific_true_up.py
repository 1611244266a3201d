"""January: year-end values replace estimates, and the chair restates the area."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.appraisal_competency import require_scale
from domain.calendar import day_of, resolve
from domain.cycle import require_cycle
from domain.ids import Id, Sha256
from domain.messages import Facts, Reason, content
from domain.numbers import Number
from domain.roles import require_role
from domain.specific_area_facts import Area, AreaEstimateReplaced, AreaEvent, AreaTruedUp
from domain.specific_area_refusals import NotCalibrated, NothingEstimated, NothingReplaced, NotTheTimeOfTrueUp
from domain.specific_panel import AreaAct, bench_of


class ReplaceEstimate(AreaAct):
    """Say the year's value of an item that was estimated, as who speaks for the ministry."""

    type: Literal["ReplaceEstimate"] = "ReplaceEstimate"
    item: Id
    value: Number
    document: Sha256


class TrueUpArea(AreaAct):
    """Restate the area's score by the year-end values, as chair."""

    type: Literal["TrueUpArea"] = "TrueUpArea"
    score: Annotated[Number, Field(ge=0, le=1000)]
    reason: Reason


def replace_estimate(command: ReplaceEstimate, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the year-end value on record; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle = require_cycle(facts, command.year)[1]
    rules, today = cycle.rules.specific, day_of(facts.at, cycle.rules.zone)
    require_role(facts, rules.answers.removeprefix("role:"), command.ministry)
    first, last = date(command.year + 1, 1, 1), resolve(rules.true_up_by, command.year)
    if not first <= today <= last:
        raise NotTheTimeOfTrueUp(first=first, last=last)
    estimates = [it for it in (state.evidence.evidence if state.evidence else ()) if it.estimate]
    estimate = next((it for it in estimates if it.item == command.item), None)
    if estimate is None:
        raise NothingEstimated(body=command.ministry, area=command.area, item=command.item)
    before = state.replaced.get(command.item)
    if before and (before.value, before.document) == (command.value, command.document):
        return []
    return [AreaEstimateReplaced(**content(command), before=estimate.value, by=facts.actor)]


def true_up(command: TrueUpArea, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the restated score on record; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle = require_cycle(facts, command.year)[1]
    rules = cycle.rules.specific
    bench_of(facts, cycle, command.ministry, command.area, now=False).by_a_chair()
    if state.calibrated is None:
        raise NotCalibrated(body=command.ministry, areas=command.area)
    if not state.replaced:
        raise NothingReplaced(body=command.ministry, area=command.area)
    require_scale(command.area, command.score, rules.best)
    before = state.calibrated.score
    asks = abs(command.score - before) > rules.reopen_above
    on = day_of(facts.at, cycle.rules.zone)
    event = AreaTruedUp(**content(command), before=before, asks=asks, by=facts.actor, on=on)
    return [] if state.trued_up and state.trued_up.model_copy(update={"on": on}) == event else [event]
