"""The amendment of a plan in force: asked for by a unit, put in force by the head of the body (REG 9).

Definitions that were confirmed are not replaced: the old ones are computed on to the year's end and
stand beside the new ones. After the window's last day both steps need a resolution.
"""

from __future__ import annotations

from typing import Literal

from domain.ids import Id, ResolutionRef
from domain.messages import Facts, Reason, content
from domain.objectives import Indicator, Objectives, with_indicators
from domain.plan_commands import PlanTask
from domain.plan_content import frozen_of, require_sound
from domain.plan_events import AnnualPlanAmended, AnnualPlanAmendmentRequested, Edition, PlanEvent
from domain.plan_review import PlanNotReady
from domain.plan_state import Parts, Plan
from domain.planning import Planning
from domain.refusals import Refusal
from domain.resolutions import require_resolution


class RequestPlanAmendment(PlanTask):
    """Ask for other definitions of some of the unit's indicators, for a recorded reason."""

    type: Literal["RequestPlanAmendment"] = "RequestPlanAmendment"
    task_id = "request-amendment"
    subject_field = "unit"
    unit: Id
    indicators: tuple[Indicator, ...]
    reason: Reason
    resolution: ResolutionRef | None = None  # after the window: the government committee's, COMMITTEE/SESSION/ITEM


class AmendAnnualPlan(PlanTask):
    """Put the definitions of request *edition* in force."""

    type: Literal["AmendAnnualPlan"] = "AmendAnnualPlan"
    task_id = "amend-plan"
    subject_field = "unit"
    unit: Id
    edition: Edition
    resolution: ResolutionRef | None = None


class NotInUnitPlan(Refusal):
    """An amendment redefines what the unit's confirmed plan has."""

    code = "plan.not-in-unit-plan"
    ko = "{unit}의 확정 계획에 지표 {indicators}이(가) 없습니다. 확정된 지표만 변경할 수 있습니다."
    en = "The confirmed plan of {unit} has no indicators {indicators}. Only confirmed ones can be amended."


class NothingAmended(Refusal):
    """An amendment changes something."""

    code = "plan.nothing-amended"
    ko = "{unit}의 지표 {indicators}은(는) 확정된 정의와 같습니다. 바꿀 항목을 고친 뒤 다시 요청하십시오."
    en = "The indicators {indicators} of {unit} are asked for as they are in force. Change one, then ask again."


class NoSuchRequest(Refusal):
    """An amendment was asked for first."""

    code = "plan.no-amendment-request"
    ko = "{unit}의 {edition}번 계획 변경 요청이 없습니다. 요청 번호를 확인하십시오."
    en = "There is no request {edition} of {unit} to amend the plan. Check its number."


class RequestSuperseded(Refusal):
    """Who agrees must have seen the last request."""

    code = "plan.amendment-superseded"
    ko = "{unit}의 계획 변경 요청이 {current}번으로 바뀌었습니다({given}번 아님). 새 요청을 검토하십시오."
    en = "The request of {unit} is now number {current}, not {given}. Look at that one."


class AmendsOwnRequest(Refusal):
    """Who asks for an amendment does not decide it (SOD-02)."""

    code = "plan.amends-own-request"
    ko = "{actor}은(는) 스스로 요청한 계획 변경을 확정할 수 없습니다. 다른 사람이 요청하여야 합니다."
    en = "{actor} may not put an amendment in force that {actor} asked for. Somebody else must ask for it."


def request(command: RequestPlanAmendment, state: Plan, rules: Planning, facts: Facts) -> list[PlanEvent]:
    """Return the request to amend a unit's part; [] if it is on the table already.

    Raises:
        Refusal: no plan is in force, an indicator is not in it, or the amended part would not hold.
    """
    _require_resolved(command, facts)
    if not state.in_force:
        raise PlanNotReady(body=command.body, missing="confirm-plan")
    require_sound(command.unit, _amended(command, state), _others(command.unit, state), rules)
    last, changed = _last(command.unit, state), _changed(command, state)
    if last and last.reason == command.reason and last.indicators in (changed, command.indicators):
        return []
    if not changed:
        raise NothingAmended(unit=command.unit, indicators=", ".join(it.code for it in command.indicators))
    said = {**content(command), "indicators": changed}
    return [AnnualPlanAmendmentRequested(**said, edition=len(state.requests) + 1, by=facts.actor)]


def amend(command: AmendAnnualPlan, state: Plan, rules: Planning, facts: Facts) -> list[PlanEvent]:
    """Return the amendment that puts a request in force; [] if already so.

    Raises:
        Refusal: there is no such request, a later one replaced it, or the actor made it himself.
    """
    if command.edition in state.amended:
        return []
    _require_resolved(command, facts)
    last = _last(command.unit, state)
    if last is None or last.edition < command.edition:
        raise NoSuchRequest(unit=command.unit, edition=command.edition)
    if last.edition != command.edition:
        raise RequestSuperseded(unit=command.unit, current=last.edition, given=command.edition)
    if last.by == facts.actor:
        raise AmendsOwnRequest(actor=facts.actor)
    frozen = frozen_of(command.unit, last.indicators, rules)
    said = {"indicators": last.indicators, "frozen": frozen, "reason": last.reason}
    before = tuple(state.in_force[it.code] for it in last.indicators)
    resolution = command.resolution or last.resolution
    return [AnnualPlanAmended(**{**content(command), **said, "resolution": resolution}, before=before, by=facts.actor)]


def _changed(command: RequestPlanAmendment, state: Plan) -> tuple[Indicator, ...]:
    """Return the indicators that are asked for as they are not yet: a form holds all of the unit's."""
    return tuple(it for it in command.indicators if state.definitions[it.code][-1] != it)


def _require_resolved(command: RequestPlanAmendment | AmendAnnualPlan, facts: Facts) -> None:
    if command.resolution is not None:
        require_resolution(facts, command.resolution, "amend-plan", f"{command.body}/{command.unit}", command.year)


def _last(unit: str, state: Plan) -> AnnualPlanAmendmentRequested | None:
    return next((it for it in reversed(state.requests) if it.unit == unit), None)


def _amended(command: RequestPlanAmendment, state: Plan) -> Objectives:
    """Return the unit's objectives with the asked for definitions in them."""
    strange = [it.code for it in command.indicators if _unit_of(it.code, state) != command.unit]
    if strange or not command.indicators:
        raise NotInUnitPlan(unit=command.unit, indicators=", ".join(strange) or "-")
    part = state.parts_in_force()[command.unit]
    now = {code: versions[-1] for code, versions in state.definitions.items()}
    return with_indicators(part.objectives, {**now, **{it.code: it for it in command.indicators}})


def _unit_of(code: str, state: Plan) -> str | None:
    frozen = state.frozen(code)
    return frozen.unit if frozen else None


def _others(unit: str, state: Plan) -> Parts:
    return {other: part for other, part in state.parts_in_force().items() if other != unit}
