"""The annual performance plan of a body: drafted by unit, reviewed, confirmed; then its indicators are frozen.

Sources: S1-21 to S1-25; ACT 6. Auditors have found indicators swapped after the fact, so from
confirmation on a definition is what its hash says. Its facts stand in ``plan_events``, what it must
hold in ``plan_content``, its review in ``plan_review``, its amendment in ``plan_amendment``.
"""

from __future__ import annotations

from typing import get_args

from domain.body import BODY
from domain.calendar import Window, day_of
from domain.cycle import CycleOpened, past_phase_of, require_cycle, require_phase_rule, require_run
from domain.findings_ledger import require_answered
from domain.guideline import GUIDELINE
from domain.ids import body_stream, guideline_stream, phase_stream, strategy_stream
from domain.logic_model import shortfall
from domain.messages import Decider, Facts, content
from domain.obligations import permit
from domain.phase import PHASE
from domain.phase_refusals import NotYet
from domain.plan_amendment import AmendAnnualPlan, RequestPlanAmendment, amend, request
from domain.plan_commands import (
    ConfirmAnnualPlan,
    DraftUnitPlan,
    FreezeAnnualPlan,
    PlanTask,
    ReportAnnualPlan,
    SubmitAnnualPlan,
)
from domain.plan_content import frozen_parts, require_codes, require_finance, require_sound, require_strategy
from domain.plan_events import (
    AnnualPlanConfirmed,
    AnnualPlanProvisionallyFrozen,
    AnnualPlanReported,
    AnnualPlanSubmitted,
    PlanEvent,
    UnitPlanDrafted,
)
from domain.plan_programmes import require_programmes
from domain.plan_review import (
    ApproveTarget,
    CommentOnPlan,
    PlanNotReady,
    ReviewAnnualPlan,
    ReviseUnitPlan,
    decide_review,
    require_apart,
    require_served,
    reviewers,
)
from domain.plan_state import Plan, evolve, plan_hash
from domain.plan_targets import require_approved, with_targets
from domain.planning import Planning
from domain.refusals import Refusal
from domain.roles import require_role
from domain.strategy import STRATEGY, StrategicPlanAdopted
from domain.window import window_of

PlanCommand = (
    DraftUnitPlan
    | SubmitAnnualPlan
    | CommentOnPlan
    | ReviseUnitPlan
    | ApproveTarget
    | ReviewAnnualPlan
    | ConfirmAnnualPlan
    | ReportAnnualPlan
    | RequestPlanAmendment
    | AmendAnnualPlan
    | FreezeAnnualPlan
)


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
    if isinstance(command, FreezeAnnualPlan):
        return _freeze(command, state, facts)
    if isinstance(command, DraftUnitPlan | ReviseUnitPlan) and state.in_force:
        raise PlanIsFrozen(year=command.year, body=command.body, unit=command.unit)
    cycle = permit(command, facts, anytime=_has_no_window(command, state)).cycle
    rules = cycle.rules.planning
    match command:
        case DraftUnitPlan():
            return _draft(command, state, rules, facts)
        case SubmitAnnualPlan():
            return _submit(command, state, cycle, facts)
        case ConfirmAnnualPlan():
            return _confirm(command, state, cycle, facts)
        case ReportAnnualPlan():
            return _report(command, state, facts)
        case RequestPlanAmendment():
            return request(command, state, rules, facts)
        case AmendAnnualPlan():
            return amend(command, state, rules, facts)
        case _:
            return decide_review(command, state, cycle, facts)


def _has_no_window(command: PlanTask, state: Plan) -> bool:
    """Return whether *command* is taken late, too: a provisional plan is still reviewed, confirmed and reported."""
    match command:
        case ReviewAnnualPlan() | ApproveTarget() | ConfirmAnnualPlan():
            return state.provisional is not None
        case ReportAnnualPlan():
            return state.confirmed is not None
        case RequestPlanAmendment() | AmendAnnualPlan():
            return bool(command.resolution)
        case _:
            return False


def _draft(command: DraftUnitPlan, state: Plan, rules: Planning, facts: Facts) -> list[PlanEvent]:
    objectives = with_targets(command.objectives, rules)
    require_sound(command.unit, objectives, state.parts, rules)
    require_programmes(facts, command.body, objectives)
    event = UnitPlanDrafted(**{**content(command), "objectives": objectives}, by=facts.actor)
    return [] if state.parts.get(command.unit) == event else [event]


def _strategy_in_force(command: SubmitAnnualPlan, cycle: CycleOpened, facts: Facts) -> StrategicPlanAdopted | None:
    """Return the body's strategic plan that covers the year; the newest, if there are several."""
    for first in range(command.year, command.year - cycle.rules.planning.strategy_years, -1):
        adopted = facts.read(STRATEGY, strategy_stream(command.body, first)).adopted
        if adopted is not None and command.year <= adopted.until:
            return adopted
    return None


def _submit(command: SubmitAnnualPlan, state: Plan, cycle: CycleOpened, facts: Facts) -> list[PlanEvent]:
    issued = facts.read(GUIDELINE, guideline_stream(command.year)).in_force
    if issued is None and past_phase_of(cycle, "issue-guideline") is None:  # else it was issued before, elsewhere
        raise PlanNotReady(body=command.body, missing="guidelines")
    units = facts.read(BODY, body_stream(command.body)).units
    if missing := [unit for unit, it in units.items() if it.level != "office" and unit not in state.parts]:
        require_run(cycle, DraftUnitPlan.task_id)
        raise UnitPlansMissing(units=", ".join(missing))
    require_codes(state.parts)
    require_strategy(state.parts, _strategy_in_force(command, cycle, facts))
    require_finance(command.year, command.finance, cycle.rules.planning)
    require_served(command, state, facts, command.unserved)
    logic = cycle.rules.planning.logic
    warned = tuple(unit for unit, part in state.parts.items() if shortfall(part.objectives, logic))
    event = AnnualPlanSubmitted(**content(command), units=tuple(state.parts), few_results=warned, by=facts.actor)
    return [] if state.submitted == event and state.as_submitted == state.parts else [event]


def _confirm(command: ConfirmAnnualPlan, state: Plan, cycle: CycleOpened, facts: Facts) -> list[PlanEvent]:
    if state.confirmed is not None:
        return []
    if state.reviewed is None:
        require_run(cycle, ReviewAnnualPlan.task_id)
        raise PlanNotReady(body=command.body, missing="review-plan")
    require_answered(facts, command.body, command.year, day_of(facts.at, cycle.rules.zone))
    require_apart(facts.actor, state.drafters(), "drafted", "confirm")
    require_apart(facts.actor, reviewers(state), "reviewed", "confirm")
    conditions = state.reviewed.conditions
    if len(conditions) != len(command.answers):
        raise ConditionsUnanswered(conditions=len(conditions), answers=len(command.answers))
    rules = cycle.rules.planning
    require_approved(state, rules)
    before = state.submitted.unserved if state.submitted else ()
    require_served(command, state, facts, command.unserved, before)
    sealed = {"plan": plan_hash(state.parts), "indicators": frozen_parts(state.parts, rules)}
    late = facts.at >= _window(command, facts).falls_due
    said = {**content(command), "unserved": tuple(dict.fromkeys((*before, *command.unserved)))}
    return [AnnualPlanConfirmed(**said, **sealed, late=late, by=facts.actor)]


def _window(command: ConfirmAnnualPlan | FreezeAnnualPlan, facts: Facts) -> Window:
    cycle, opened = require_cycle(facts, command.year, command.body)
    state = facts.read(PHASE, phase_stream(command.year, command.body, command.phase))
    return window_of(cycle, require_phase_rule(opened, command.phase), state)


def _report(command: ReportAnnualPlan, state: Plan, facts: Facts) -> list[PlanEvent]:
    if state.confirmed is None:
        raise PlanNotReady(body=command.body, missing="confirm-plan")
    event = AnnualPlanReported(**content(command), by=facts.actor)
    return [] if state.reported == event else [event]


def _freeze(command: FreezeAnnualPlan, state: Plan, facts: Facts) -> list[PlanEvent]:
    """Freeze the last draft once the confirmation's window has run out; without a draft there is nothing to freeze."""
    _, opened = require_cycle(facts, command.year, command.body)
    require_role(facts, "operator", command.body)
    rule, ends = require_phase_rule(opened, command.phase), _window(command, facts).ends
    if facts.at < ends:
        raise NotYet(year=command.year, body=command.body, phase=command.phase, at=ends)
    parts = state.draft_to_freeze()
    if state.in_force or not parts or rule.at_close != "freeze-plan":
        return []
    sealed = {"plan": plan_hash(parts), "indicators": frozen_parts(parts, opened.rules.planning)}
    return [AnnualPlanProvisionallyFrozen(**content(command), **sealed, reviewed=bool(state.as_reviewed))]


PLAN: Decider[Plan] = Decider(
    "plan",
    get_args(PlanEvent),
    get_args(PlanCommand),
    Plan(),
    evolve,
    decide,
)
