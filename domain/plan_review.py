"""The review of a draft plan: comments, revisions that answer them, targets let stand, and its end (S1-22, S1-24)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.alignment import Unserved, advanced_by, require_aligned, require_known
from domain.cycle import CycleOpened, require_run
from domain.guideline import GUIDELINE
from domain.ids import Id, guideline_stream
from domain.messages import Facts, Reason, content
from domain.objectives import Indicator, Objectives, definition_hash, indicators_of
from domain.plan_commands import PlanTask
from domain.plan_content import require_sound
from domain.plan_events import AnnualPlanReviewed, IndicatorTargetOverridden, PlanCommented, PlanEvent, UnitPlanRevised
from domain.plan_programmes import require_programmes
from domain.plan_state import Plan
from domain.plan_targets import scale_of, standing, with_targets
from domain.planning import Planning
from domain.refusals import Refusal
from domain.scoring.targets import target_by_rule


class CommentOnPlan(PlanTask):
    """Comment on the draft, as reviewer; *comment* is the comment's own id."""

    type: Literal["CommentOnPlan"] = "CommentOnPlan"
    task_id = "comment-plan"
    comment: Id
    unit: Id | None = None
    text: Reason


class ReviseUnitPlan(PlanTask):
    """Revise a unit's part in the review; *answers* by the id of the comment they answer."""

    type: Literal["ReviseUnitPlan"] = "ReviseUnitPlan"
    task_id = "revise-unit-plan"
    subject_field = "unit"
    unit: Id
    objectives: Objectives
    answers: dict[Id, str] = Field(default_factory=dict)


class ApproveTarget(PlanTask):
    """Let a target stand that is easier than the rule's, or for which there is no rule yet."""

    type: Literal["ApproveTarget"] = "ApproveTarget"
    task_id = "approve-target"
    subject_field = "indicator"
    indicator: Id
    justification: Reason


class ReviewAnnualPlan(PlanTask):
    """Record the review; *conditions*, and comments left unanswered, must be answered at confirmation."""

    type: Literal["ReviewAnnualPlan"] = "ReviewAnnualPlan"
    task_id = "review-plan"
    conditions: tuple[str, ...] = ()


class DutiesNotSegregated(Refusal):
    """Who drafts a plan does not review it, and neither confirms it (SOD-02)."""

    code = "plan.duties-not-segregated"
    ko = "{actor}은(는) 이 계획을 {before_ko}하였으므로 {now_ko}할 수 없습니다. 다른 사람이 하여야 합니다."
    en = "{actor} has {before} this plan and may not {now} it. Somebody else must."


class PlanNotReady(Refusal):
    """A step of the plan was skipped."""

    code = "plan.step-missing"
    ko = "{body} 계획은 아직 '{missing}' 단계를 거치지 않았습니다. 그 단계를 먼저 마치십시오."
    en = "The plan of {body} has not been through '{missing}' yet. Complete that step first."


class UnknownComment(Refusal):
    """An answer is to a comment."""

    code = "plan.unknown-comment"
    ko = "검토 의견 {comments}이(가) 없습니다. 의견 번호를 확인하십시오."
    en = "There are no comments {comments} on the plan. Check their ids."


class CommentStands(Refusal):
    """A comment stays as it was made."""

    code = "plan.comment-stands"
    ko = "검토 의견 {comment}은(는) 이미 있습니다. 다른 번호로 새 의견을 적으십시오."
    en = "The comment {comment} stands already. Give a new one an id of its own."


class NothingToApprove(Refusal):
    """Only a target beside the rule needs an approval."""

    code = "plan.nothing-to-approve"
    ko = "지표 {indicator}에는 승인이 필요한 목표가 없습니다. 초안의 지표 코드를 확인하십시오."
    en = "The draft has no indicator {indicator} whose target needs an approval. Check its code."


_WORDS = {
    "drafted": ("작성", "drafted"),
    "reviewed": ("검토", "reviewed"),
    "review": ("검토", "review"),
    "confirm": ("확정", "confirm"),
}


def require_apart(actor: str, others: set[str], before: str, now: str) -> None:
    """Let *actor* pass who is none of *others*; *before* and *now* say what they did, and he does.

    Raises:
        DutiesNotSegregated: he did both.
    """
    if actor in others:
        (before_ko, before_en), (now_ko, now_en) = _WORDS[before], _WORDS[now]
        raise DutiesNotSegregated(actor=actor, before=before_en, now=now_en, before_ko=before_ko, now_ko=now_ko)


def reviewers(state: Plan) -> set[str]:
    """Return who commented, approved targets, or recorded the review."""
    some = [it.by for it in state.comments.values()] + [it.approver for it in state.approved.values()]
    return {it for it in (*some, state.reviewed.by if state.reviewed else None) if it is not None}


def require_served(
    command: PlanTask, state: Plan, facts: Facts, unserved: tuple[Unserved, ...], before: tuple[Unserved, ...] = ()
) -> None:
    """Let pass a plan that serves what the guideline in force asks of its body; issued elsewhere, it asks nothing.

    Raises:
        Refusal: it names what the guideline has not, or leaves something without a reason.
    """
    issued = facts.read(GUIDELINE, guideline_stream(command.year)).in_force
    if issued is not None:
        parts = {unit: part.objectives for unit, part in state.parts.items()}
        require_aligned(command.body, parts, issued.items, unserved, before)


ReviewCommand = CommentOnPlan | ReviseUnitPlan | ApproveTarget | ReviewAnnualPlan


def decide_review(command: ReviewCommand, state: Plan, cycle: CycleOpened, facts: Facts) -> list[PlanEvent]:
    """Return what *command* causes in the review; [] if already so.

    Raises:
        Refusal: nothing was submitted, a reviewer drafted it himself, or there is nothing to review.
    """
    if state.submitted is None:
        require_run(cycle, "submit-plan")
        raise PlanNotReady(body=command.body, missing="submit-plan")
    rules = cycle.rules.planning
    if isinstance(command, ReviseUnitPlan):
        return _revise(command, state, rules, facts)
    require_apart(facts.actor, state.drafters(), "drafted", "review")
    match command:
        case CommentOnPlan():
            return _comment(command, state, facts)
        case ApproveTarget():
            return _approve(command, state, rules, facts)
        case ReviewAnnualPlan():
            left = [it.text for key, it in state.comments.items() if key not in state.answered]
            conditions = {**content(command), "conditions": (*command.conditions, *left)}
            reviewed = AnnualPlanReviewed(**conditions, by=facts.actor)
            return [] if state.reviewed == reviewed else [reviewed]


def _comment(command: CommentOnPlan, state: Plan, facts: Facts) -> list[PlanEvent]:
    event = PlanCommented(**content(command), by=facts.actor)
    if (known := state.comments.get(command.comment)) is not None:
        if known == event:
            return []
        raise CommentStands(comment=command.comment)
    return [event]


def _approve(command: ApproveTarget, state: Plan, rules: Planning, facts: Facts) -> list[PlanEvent]:
    found = _drafted(command.indicator, state)
    if found is None or standing(found, rules) == "meets":
        raise NothingToApprove(indicator=command.indicator)
    by_rule = target_by_rule(found.baseline, found.direction, rules, scale_of(found))
    event = IndicatorTargetOverridden(
        **content(command),
        computed=by_rule.value if by_rule else None,
        chosen=found.target,
        definition=definition_hash(found),
        approver=facts.actor,
    )
    return [] if state.approved.get(command.indicator) == event else [event]


def _drafted(code: str, state: Plan) -> Indicator | None:
    drafts = (it for part in state.parts.values() for it in indicators_of(part.objectives))
    return next((it for it in drafts if it.code == code), None)


def _revise(command: ReviseUnitPlan, state: Plan, rules: Planning, facts: Facts) -> list[PlanEvent]:
    if unknown := sorted(set(command.answers) - set(state.comments)):
        raise UnknownComment(comments=", ".join(unknown))
    objectives = with_targets(command.objectives, rules)
    require_sound(command.unit, objectives, state.parts, rules)
    require_programmes(facts, command.body, objectives)
    if issued := facts.read(GUIDELINE, guideline_stream(command.year)).in_force:
        require_known(command.body, advanced_by(objectives), issued.items)
    now = state.parts.get(command.unit)
    if now and now.objectives == objectives and set(command.answers) <= state.answered:
        return []
    return [UnitPlanRevised(**{**content(command), "objectives": objectives}, by=facts.actor)]
