"""The annual performance plan of a body: drafted by unit, reviewed, confirmed; then its indicators are frozen.

Sources: S1-21 to S1-25; ACT 6. Auditors have found indicators swapped after the fact, so from
confirmation on a definition is what its hash says, and nothing in this year can replace it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from domain.body import BODY
from domain.cycle import CycleOpened, past_phase_of, require_run
from domain.guideline import GUIDELINE
from domain.ids import Id, Percent, Sha256, body_stream, guideline_stream, plan_stream
from domain.messages import Decider, Facts, Label, TaskCommand, TaskEvent, Value, content, content_hash, having
from domain.objectives import (
    Indicator,
    Objectives,
    definition_hash,
    indicators_of,
    targets_without_indicator,
    weight_sum,
)
from domain.obligations import permit
from domain.refusals import Refusal
from domain.rules import HUNDRED


class Frozen(Value):
    """An indicator as confirmed: its unit, its weight in percent, and the seal of its definition."""

    code: Id
    name: Label
    unit: Id
    weight: Percent
    definition: Sha256


class UnitPlanDrafted(TaskEvent):
    """A unit's part of the plan; a later draft supersedes an earlier one."""

    type: Literal["UnitPlanDrafted"] = "UnitPlanDrafted"
    task_id = "draft-unit-plan"
    subject_field = "unit"
    unit: Id
    objectives: Objectives


class AnnualPlanSubmitted(TaskEvent):
    """The whole draft went to review."""

    type: Literal["AnnualPlanSubmitted"] = "AnnualPlanSubmitted"
    task_id = "submit-plan"
    subject_field = "body"
    mission: Label
    vision: Label
    units: tuple[Id, ...]


class AnnualPlanReviewed(TaskEvent):
    """The reviewers have seen the draft; open *conditions* are carried into confirmation."""

    type: Literal["AnnualPlanReviewed"] = "AnnualPlanReviewed"
    task_id = "review-plan"
    subject_field = "body"
    conditions: tuple[str, ...]


class AnnualPlanConfirmed(TaskEvent):
    """The plan is in force; every indicator is frozen from here on (ACT 6)."""

    type: Literal["AnnualPlanConfirmed"] = "AnnualPlanConfirmed"
    task_id = "confirm-plan"
    subject_field = "body"
    plan: Sha256  # of all parts together
    indicators: tuple[Frozen, ...]
    answers: tuple[str, ...]  # one to each condition


PlanEvent = UnitPlanDrafted | AnnualPlanSubmitted | AnnualPlanReviewed | AnnualPlanConfirmed


@dataclass(frozen=True)
class Plan:
    """What decisions need to know of a plan."""

    parts: dict[str, UnitPlanDrafted] = field(default_factory=dict)  # by unit
    submitted: AnnualPlanSubmitted | None = None
    reviewed: AnnualPlanReviewed | None = None
    confirmed: AnnualPlanConfirmed | None = None

    def frozen(self, code: str) -> Frozen | None:
        """Return the frozen indicator *code*, or None when the confirmed plan has none."""
        found = self.confirmed.indicators if self.confirmed else ()
        return next((indicator for indicator in found if indicator.code == code), None)


def evolve(state: Plan, event: PlanEvent) -> Plan:
    """Return *state* after *event*."""
    match event:
        case UnitPlanDrafted():
            return replace(state, parts=having(state.parts, event.unit, event), reviewed=None)
        case AnnualPlanSubmitted():
            return replace(state, submitted=event)
        case AnnualPlanReviewed():
            return replace(state, reviewed=event)
        case AnnualPlanConfirmed():
            return replace(state, confirmed=event)
        case _:
            assert_never(event)


class _PlanCommand(TaskCommand):
    """A command about a body's plan."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the plan's stream."""
        return plan_stream(self.year, self.body)


class DraftUnitPlan(_PlanCommand):
    """Draft, or replace, a unit's part of the plan."""

    type: Literal["DraftUnitPlan"] = "DraftUnitPlan"
    task_id = "draft-unit-plan"
    subject_field = "unit"
    unit: Id
    objectives: Objectives


class SubmitAnnualPlan(_PlanCommand):
    """Send the whole draft to review."""

    type: Literal["SubmitAnnualPlan"] = "SubmitAnnualPlan"
    task_id = "submit-plan"
    mission: Label
    vision: Label


class ReviewAnnualPlan(_PlanCommand):
    """Record the review; *conditions* must be answered at confirmation."""

    type: Literal["ReviewAnnualPlan"] = "ReviewAnnualPlan"
    task_id = "review-plan"
    conditions: tuple[str, ...] = ()


class ConfirmAnnualPlan(_PlanCommand):
    """Sign the plan: it is in force and its indicators are frozen."""

    type: Literal["ConfirmAnnualPlan"] = "ConfirmAnnualPlan"
    task_id = "confirm-plan"
    answers: tuple[str, ...] = ()


PlanCommand = DraftUnitPlan | SubmitAnnualPlan | ReviewAnnualPlan | ConfirmAnnualPlan


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


class PlanIsFrozen(Refusal):
    """After confirmation a definition cannot be changed."""

    code = "plan.frozen"
    ko = (
        "{year}년도 {body} 성과관리 시행계획은 확정되어 지표가 동결되었습니다. {unit}의 초안을 바꿀 수 없습니다. "
        "변경이 필요하면 계획 변경 절차를 이용하십시오."
    )
    en = (
        "The {year} plan of {body} is confirmed and its indicators are frozen; the draft of {unit} cannot change. "
        "Use the plan amendment procedure if a change is needed."
    )


class UnitPlansMissing(Refusal):
    """A plan goes to review whole."""

    code = "plan.units-missing"
    ko = "아직 초안을 내지 않은 부서가 있습니다: {units}. 모든 부서의 초안이 있어야 제출할 수 있습니다."
    en = "These units have not drafted their part yet: {units}. The plan is submitted when all have."


class PlanNotReady(Refusal):
    """A step of the plan was skipped."""

    code = "plan.step-missing"
    ko = "{body} 계획은 아직 '{missing}' 단계를 거치지 않았습니다. 그 단계를 먼저 마치십시오."
    en = "The plan of {body} has not been through '{missing}' yet. Complete that step first."


class ConditionsUnanswered(Refusal):
    """Every condition of the review needs an answer at confirmation."""

    code = "plan.conditions-unanswered"
    ko = "검토 조건 {conditions}건에 대한 답변이 {answers}건입니다. 조건마다 답변을 하나씩 적으십시오."
    en = "The review set {conditions} conditions and {answers} are answered. Answer each of them."


def decide(command: PlanCommand, state: Plan, facts: Facts) -> list[PlanEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, DraftUnitPlan) and state.confirmed:
        raise PlanIsFrozen(year=command.year, body=command.body, unit=command.unit)
    cycle = permit(command, facts).cycle
    match command:
        case DraftUnitPlan():
            return _draft(command, state)
        case SubmitAnnualPlan():
            return _submit(command, state, cycle, facts)
        case ReviewAnnualPlan():
            return _review(command, state, cycle)
        case ConfirmAnnualPlan():
            return _confirm(command, state, cycle)
        case _:
            assert_never(command)


def _draft(command: DraftUnitPlan, state: Plan) -> list[PlanEvent]:
    indicators = indicators_of(command.objectives)
    total = weight_sum(command.objectives)
    if total != HUNDRED:
        listed = ", ".join(f"{indicator.code} {indicator.weight}" for indicator in indicators)
        raise WeightsNotHundred(unit=command.unit, sum=f"{total:.2f}", indicators=listed)
    if unmeasured := targets_without_indicator(command.objectives):
        raise TargetUnmeasured(unit=command.unit, targets=", ".join(unmeasured))
    _require_own_codes(command.unit, indicators, state)
    event = UnitPlanDrafted(**content(command))
    return [] if state.parts.get(command.unit) == event else [event]


def _require_own_codes(unit: str, indicators: list[Indicator], state: Plan) -> None:
    codes = [indicator.code for indicator in indicators]
    elsewhere = {
        indicator.code
        for other, part in state.parts.items()
        if other != unit
        for indicator in indicators_of(part.objectives)
    }
    if twice := sorted({code for code in codes if codes.count(code) > 1 or code in elsewhere}):
        raise IndicatorTwice(codes=", ".join(twice))


def _submit(command: SubmitAnnualPlan, state: Plan, cycle: CycleOpened, facts: Facts) -> list[PlanEvent]:
    issued = facts.read(GUIDELINE, guideline_stream(command.year)).in_force is not None
    if not issued and past_phase_of(cycle, "issue-guideline") is None:  # else it was issued before, elsewhere
        raise PlanNotReady(body=command.body, missing="guidelines")
    units = facts.read(BODY, body_stream(command.body)).units
    if missing := [unit for unit, it in units.items() if it.level != "office" and unit not in state.parts]:
        require_run(cycle, DraftUnitPlan.task_id)
        raise UnitPlansMissing(units=", ".join(missing))
    event = AnnualPlanSubmitted(**content(command), units=tuple(state.parts))
    return [] if state.submitted == event else [event]


def _review(command: ReviewAnnualPlan, state: Plan, cycle: CycleOpened) -> list[PlanEvent]:
    if state.submitted is None:
        require_run(cycle, SubmitAnnualPlan.task_id)
        raise PlanNotReady(body=command.body, missing="submit-plan")
    event = AnnualPlanReviewed(**content(command))
    return [] if state.reviewed == event else [event]


def _confirm(command: ConfirmAnnualPlan, state: Plan, cycle: CycleOpened) -> list[PlanEvent]:
    if state.confirmed is not None:
        return []
    if state.reviewed is None:
        require_run(cycle, ReviewAnnualPlan.task_id)
        raise PlanNotReady(body=command.body, missing="review-plan")
    conditions = state.reviewed.conditions
    if len(conditions) != len(command.answers):
        raise ConditionsUnanswered(conditions=len(conditions), answers=len(command.answers))
    frozen = tuple(
        Frozen(code=it.code, name=it.name, unit=unit, weight=it.weight, definition=definition_hash(it))
        for unit, part in state.parts.items()
        for it in indicators_of(part.objectives)
    )
    whole = _Content(parts=tuple(state.parts.values()))
    event = AnnualPlanConfirmed(**content(command), plan=content_hash(whole), indicators=frozen)
    return [event]


class _Content(Value):
    """All parts of a plan, to be hashed as one."""

    parts: tuple[UnitPlanDrafted, ...]


PLAN: Decider[Plan] = Decider(
    "plan",
    (UnitPlanDrafted, AnnualPlanSubmitted, AnnualPlanReviewed, AnnualPlanConfirmed),
    (DraftUnitPlan, SubmitAnnualPlan, ReviewAnnualPlan, ConfirmAnnualPlan),
    Plan(),
    evolve,
    decide,
)
