"""The plan of a ministry's evaluation of itself: made by its head, supplemented, accepted (S1-35; ACT 15, ACT 16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.basic_plan import BASIC_PLAN
from domain.calendar import day_of
from domain.committee import COMMITTEE
from domain.cycle import CycleOpened, require_cycle
from domain.guideline import GUIDELINE
from domain.ids import (
    basic_plan_stream,
    committee_stream,
    guideline_stream,
    implementation_stream,
    phase_stream,
    plan_stream,
)
from domain.implementation import IMPLEMENTATION
from domain.messages import Facts, content
from domain.numbers import Percent
from domain.obligations import Permit, permit
from domain.phase import PHASE
from domain.plan import PLAN
from domain.resolutions import require_resolution
from domain.roles import require_role
from domain.self_evaluation_commands import (
    AcceptSelfEvaluationPlan,
    PlanSelfEvaluation,
    RequestSelfEvaluationSupplement,
)
from domain.self_evaluation_facts import (
    SelfEvaluation,
    SelfEvaluationEvent,
    SelfEvaluationPlanAccepted,
    SelfEvaluationPlanned,
    SelfEvaluationSupplementRequested,
    StandingPlan,
)
from domain.self_evaluation_refusals import (
    IndicatorsDiffer,
    NoPlanYet,
    NothingToRestOn,
    NotItsCommittee,
    OtherEdition,
    PlanStands,
    SubjectTwice,
    UnknownPart,
    WeightsOff,
)
from domain.self_evaluation_rules import SelfEvaluationRules
from domain.window import deadline, window_of

_HUNDRED = Decimal(100)


def plan(command: PlanSelfEvaluation, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return the plan; [] if it is on the table already.

    Raises:
        Refusal: it does not hold together, has another committee than the body's, or is accepted already.
    """
    permitted = permit(command, facts, anytime=state.requested is not None)  # a supplement is asked for at any time
    rules = permitted.cycle.rules.self_evaluation
    said = {**content(command), "weights": command.weights or {it.category: it.weight for it in rules.categories}}
    before = state.planned
    if before and all(getattr(before, name, None) == value for name, value in said.items()):
        return []
    if state.accepted:
        raise PlanStands(body=command.body, year=command.year)
    _require_committee(command, facts)
    _require_sound(command, said["weights"], rules)
    _require_indicators(command, facts)
    how = {"edition": before.edition + 1 if before else 1, "late": _is_late(command, permitted, facts)}
    rests_on = _rests_on(command, permitted.cycle, facts)
    return [SelfEvaluationPlanned.model_validate({**said, **how, "rests_on": rests_on, "by": facts.actor})]


def _is_late(command: PlanSelfEvaluation, permitted: Permit, facts: Facts) -> bool:
    cycle, _ = require_cycle(facts, command.year, command.body)
    state = facts.read(PHASE, phase_stream(command.year, command.body, command.phase))
    today = day_of(facts.at, window_of(cycle, permitted.phase, state).zone)
    return today > deadline(cycle, permitted.phase, permitted.task, state)


def _require_committee(command: PlanSelfEvaluation, facts: Facts) -> None:
    made = facts.read(COMMITTEE, committee_stream(command.committee)).constituted
    if made is None or made.body != command.body or "self-evaluation" not in made.rule.decides:
        raise NotItsCommittee(committee=command.committee, body=command.body)


def _rests_on(command: PlanSelfEvaluation, opened: CycleOpened, facts: Facts) -> str:
    """Return what the plan follows: the year's implementation plan, else the basic plan, else the guideline."""
    implementation, basic = implementation_stream(command.year), basic_plan_stream(opened.government)
    guideline = guideline_stream(command.year)
    if facts.read(IMPLEMENTATION, implementation).issued:
        found = implementation
    elif facts.read(BASIC_PLAN, basic).adopted:
        found = basic
    elif facts.read(GUIDELINE, guideline).in_force:
        found = guideline
    else:
        raise NothingToRestOn(year=command.year)
    return f"{found}@{facts.version(found)}"


def _require_sound(command: PlanSelfEvaluation, weights: dict[str, Percent], rules: SelfEvaluationRules) -> None:
    """Let pass subjects that are named once, belong to parts of the rules, and whose weights sum to 100."""
    _require_once([it.subject for it in command.subjects])
    _require_once([measure.code for it in command.subjects for measure in it.measures if measure.criterion is None])
    for it in command.subjects:
        _require_once([measure.code for measure in it.measures])
        _require_hundred(it.subject, [measure.weight for measure in it.measures])
        if rules.part(it.part) is None:
            known = ", ".join(part.part for category in rules.categories for part in category.parts)
            raise UnknownPart(part=it.part, known=known or "-")
    _require_hundred("weights", list(weights.values()))
    named = {it.category for it in rules.categories}
    for category in {*weights, *named}:
        parts = [one.part for it in rules.categories if it.category == category for one in it.parts]
        subjects = [it.weight for it in command.subjects if it.part in parts]
        if subjects or category in weights:
            _require_hundred(category, subjects if category in weights else [])


def _require_once(names: Sequence[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            raise SubjectTwice(name=name)


def _require_hundred(of: str, weights: Iterable[Decimal]) -> None:
    total = sum(weights, Decimal(0))
    if total != _HUNDRED:
        raise WeightsOff(of=of, sum=total)


def _require_indicators(command: PlanSelfEvaluation, facts: Facts) -> None:
    frozen = facts.read(PLAN, plan_stream(command.year, command.body)).in_force
    used = {it.code for subject in command.subjects for it in subject.measures if it.criterion is None}
    missing, unknown = sorted(set(frozen) - used), sorted(used - set(frozen))
    if missing or unknown:
        raise IndicatorsDiffer(missing=", ".join(missing) or "-", unknown=", ".join(unknown) or "-")


def supplement(
    command: RequestSelfEvaluationSupplement, state: SelfEvaluation, facts: Facts
) -> list[SelfEvaluationEvent]:
    """Return the request for a supplement; [] if it was made.

    Raises:
        Refusal: there is no such edition to supplement, or no resolution.
    """
    _require_secretariat(command, facts)
    if state.requested and state.requested.request == command.request:
        return []
    if state.accepted:
        raise PlanStands(body=command.body, year=command.year)
    _require_edition(command, state)
    require_resolution(facts, command.resolution, "supplement", command.body, command.year)
    return [SelfEvaluationSupplementRequested(**content(command), by=facts.actor)]


def accept(command: AcceptSelfEvaluationPlan, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return the acceptance; [] if it is accepted.

    Raises:
        Refusal: it is not the last edition, or a supplement is awaited.
    """
    _require_secretariat(command, facts)
    if state.accepted and state.accepted.edition == command.edition:
        return []
    planned = _require_edition(command, state)
    if state.requested:
        raise OtherEdition(current=planned.edition, given=command.edition)
    chairs = facts.read(COMMITTEE, committee_stream(planned.committee)).chairs
    return [SelfEvaluationPlanAccepted(**content(command), chair=chairs[0], by=facts.actor)]


def _require_secretariat(command: RequestSelfEvaluationSupplement | AcceptSelfEvaluationPlan, facts: Facts) -> None:
    require_role(facts, "evaluation-office", require_cycle(facts, command.year)[1].government)


def _require_edition(
    command: RequestSelfEvaluationSupplement | AcceptSelfEvaluationPlan, state: SelfEvaluation
) -> StandingPlan:
    if state.planned is None:
        raise NoPlanYet(body=command.body, year=command.year)
    if state.planned.edition != command.edition:
        raise OtherEdition(current=state.planned.edition, given=command.edition)
    return state.planned
