"""The facts of an annual plan, and what decisions need to know of them (S1-21 to S1-25; ACT 6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.alignment import Unserved
from domain.ids import Id, Number, Percent, Sha256, Year, plan_stream
from domain.messages import Event, Label, TaskCommand, TaskEvent, Value, content_hash, having
from domain.objectives import Indicator, Objectives, definition_hash, indicators_of

Edition = Annotated[int, Field(ge=1)]


class FinancialResult(Value):
    """What a past year was given and what it spent, in million won."""

    year: Year
    budget: Number
    spent: Number


class Frozen(Value):
    """An indicator as confirmed: its unit, its weight in percent, and the seal of its definition."""

    code: Id
    name: Label
    unit: Id
    weight: Percent
    definition: Sha256
    baseline_building: bool = False  # too few past results: its target was approved without the rule


class UnitPlanDrafted(TaskEvent):
    """A unit's part of the plan; a later draft supersedes an earlier one."""

    type: Literal["UnitPlanDrafted"] = "UnitPlanDrafted"
    task_id = "draft-unit-plan"
    subject_field = "unit"
    unit: Id
    objectives: Objectives
    by: Id | None = None  # None: recorded before drafters were


class AnnualPlanSubmitted(TaskEvent):
    """The whole draft went to review, with the financial results of the past years."""

    type: Literal["AnnualPlanSubmitted"] = "AnnualPlanSubmitted"
    task_id = "submit-plan"
    subject_field = "body"
    mission: Label
    vision: Label
    units: tuple[Id, ...]
    finance: tuple[FinancialResult, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    few_results: tuple[Id, ...] = ()  # units warned of: too little of their scorecards measures results (S1-82)
    by: Id | None = None


class PlanCommented(TaskEvent):
    """A reviewer's comment on the draft; it is answered by a revision, or becomes a condition."""

    type: Literal["PlanCommented"] = "PlanCommented"
    task_id = "comment-plan"
    subject_field = "body"
    comment: Id
    unit: Id | None
    text: str
    by: Id


class UnitPlanRevised(TaskEvent):
    """A unit's part as revised in the review; *answers* by comment."""

    type: Literal["UnitPlanRevised"] = "UnitPlanRevised"
    task_id = "revise-unit-plan"
    subject_field = "unit"
    unit: Id
    objectives: Objectives
    answers: dict[Id, str]
    by: Id


class IndicatorTargetOverridden(TaskEvent):
    """A reviewer lets a target stand that the rule does not give; *computed* is None without enough past results."""

    type: Literal["IndicatorTargetOverridden"] = "IndicatorTargetOverridden"
    task_id = "approve-target"
    subject_field = "indicator"
    indicator: Id
    computed: Number | None
    chosen: Number | None
    definition: Sha256
    justification: str
    approver: Id


class AnnualPlanReviewed(TaskEvent):
    """The reviewers have seen the draft; open *conditions* are carried into confirmation."""

    type: Literal["AnnualPlanReviewed"] = "AnnualPlanReviewed"
    task_id = "review-plan"
    subject_field = "body"
    conditions: tuple[str, ...]
    by: Id | None = None


class AnnualPlanProvisionallyFrozen(Event):
    """The last day of confirmation passed: the last draft holds until the plan is confirmed."""

    type: Literal["AnnualPlanProvisionallyFrozen"] = "AnnualPlanProvisionallyFrozen"
    year: Year
    body: Id
    phase: Id
    plan: Sha256
    indicators: tuple[Frozen, ...]
    reviewed: bool


class AnnualPlanConfirmed(TaskEvent):
    """The plan is in force; every indicator is frozen from here on (ACT 6)."""

    type: Literal["AnnualPlanConfirmed"] = "AnnualPlanConfirmed"
    task_id = "confirm-plan"
    subject_field = "body"
    plan: Sha256  # of all parts together
    indicators: tuple[Frozen, ...]
    answers: tuple[str, ...]  # one to each condition
    late: bool = False  # after the day it was due
    unserved: tuple[Unserved, ...] = ()  # as submitted, and as added at confirmation
    by: Id | None = None


class AnnualPlanReported(TaskEvent):
    """The confirmed plan was reported to the Assembly's committee (ACT 6)."""

    type: Literal["AnnualPlanReported"] = "AnnualPlanReported"
    task_id = "report-plan"
    subject_field = "body"
    committee: Label
    receipt: str
    by: Id


class AnnualPlanAmendmentRequested(TaskEvent):
    """A unit asks for other definitions of its indicators; nothing has changed yet."""

    type: Literal["AnnualPlanAmendmentRequested"] = "AnnualPlanAmendmentRequested"
    task_id = "request-amendment"
    subject_field = "unit"
    unit: Id
    indicators: tuple[Indicator, ...]
    reason: str
    resolution: str | None
    edition: Edition  # the number of the request, in the body's year
    by: Id


class AnnualPlanAmended(TaskEvent):
    """The definitions in request *edition* are in force; those *before* are computed on to the year's end."""

    type: Literal["AnnualPlanAmended"] = "AnnualPlanAmended"
    task_id = "amend-plan"
    subject_field = "unit"
    unit: Id
    indicators: tuple[Indicator, ...]
    frozen: tuple[Frozen, ...]
    before: tuple[Frozen, ...]
    reason: str
    resolution: str | None
    edition: Edition
    by: Id


InForceEvent = (
    AnnualPlanProvisionallyFrozen
    | AnnualPlanConfirmed
    | AnnualPlanReported
    | AnnualPlanAmendmentRequested
    | AnnualPlanAmended
)
PlanEvent = (
    UnitPlanDrafted
    | AnnualPlanSubmitted
    | PlanCommented
    | UnitPlanRevised
    | IndicatorTargetOverridden
    | AnnualPlanReviewed
    | InForceEvent
)
Parts = dict[str, UnitPlanDrafted]  # by unit


@dataclass(frozen=True)
class Plan:
    """What decisions need to know of a plan."""

    parts: Parts = field(default_factory=dict)
    submitted: AnnualPlanSubmitted | None = None
    as_submitted: Parts = field(default_factory=dict)
    comments: dict[str, PlanCommented] = field(default_factory=dict)  # all, by id
    answered: frozenset[str] = frozenset()  # ids of comments
    approved: dict[str, IndicatorTargetOverridden] = field(default_factory=dict)  # by indicator
    reviewed: AnnualPlanReviewed | None = None  # of the parts as they are
    as_reviewed: Parts = field(default_factory=dict)  # the parts at the last review
    provisional: AnnualPlanProvisionallyFrozen | None = None
    confirmed: AnnualPlanConfirmed | None = None
    reported: AnnualPlanReported | None = None
    in_force: dict[str, Frozen] = field(default_factory=dict)  # by indicator
    definitions: dict[str, tuple[Indicator, ...]] = field(default_factory=dict)  # by indicator, the oldest first
    requests: tuple[AnnualPlanAmendmentRequested, ...] = ()
    amended: frozenset[int] = frozenset()  # editions of requests

    def frozen(self, code: str) -> Frozen | None:
        """Return the frozen indicator *code*, or None when the plan in force has none."""
        return self.in_force.get(code)

    def definition(self, seal: str, code: str) -> Indicator | None:
        """Return the definition of *code*, past or present, that *seal* seals."""
        found = (it for it in self.definitions.get(code, ()) if definition_hash(it) == seal)
        return next(found, None)

    def draft_to_freeze(self) -> Parts:
        """Return the last draft that was reviewed, or else submitted."""
        return self.as_reviewed or self.as_submitted

    def parts_in_force(self) -> Parts:
        """Return the parts as they were confirmed, or else provisionally frozen; amendments do not touch them."""
        return self.parts if self.confirmed else self.draft_to_freeze()

    def drafters(self) -> set[str]:
        """Return who drafted, revised or submitted."""
        some = [part.by for part in self.parts.values()] + [self.submitted.by if self.submitted else None]
        return {it for it in some if it is not None}


def evolve(state: Plan, event: PlanEvent) -> Plan:
    """Return *state* after *event*."""
    match event:
        case UnitPlanDrafted():
            return replace(state, parts=having(state.parts, event.unit, event), reviewed=None)
        case AnnualPlanSubmitted():
            return replace(state, submitted=event, as_submitted=state.parts)
        case PlanCommented():
            return replace(state, comments=having(state.comments, event.comment, event))
        case UnitPlanRevised():
            return _revised(state, event)
        case IndicatorTargetOverridden():
            return replace(state, approved=having(state.approved, event.indicator, event))
        case AnnualPlanReviewed():
            return replace(state, reviewed=event, as_reviewed=state.parts)
        case _:
            return _evolve_in_force(state, event)


def _evolve_in_force(state: Plan, event: InForceEvent) -> Plan:
    """Return *state* after an *event* from the day on which there is something to hold on to."""
    match event:
        case AnnualPlanProvisionallyFrozen():
            return _in_force(replace(state, provisional=event), state.draft_to_freeze(), event.indicators)
        case AnnualPlanConfirmed():
            return _in_force(replace(state, confirmed=event), state.parts, event.indicators)
        case AnnualPlanReported():
            return replace(state, reported=event)
        case AnnualPlanAmendmentRequested():
            return replace(state, requests=(*state.requests, event))
        case AnnualPlanAmended():
            amended = replace(state, amended=state.amended | {event.edition})
            return _redefined(amended, event.indicators, event.frozen)
        case _:
            assert_never(event)


def _revised(state: Plan, event: UnitPlanRevised) -> Plan:
    about = {"year": event.year, "body": event.body, "phase": event.phase, "unit": event.unit}
    part = UnitPlanDrafted.model_validate({**about, "objectives": event.objectives, "by": event.by})
    parts = having(state.parts, event.unit, part)
    return replace(state, parts=parts, answered=state.answered | set(event.answers), reviewed=None)


def _in_force(state: Plan, parts: Parts, frozen: Iterable[Frozen]) -> Plan:
    indicators = [it for part in parts.values() for it in indicators_of(part.objectives)]
    return _redefined(replace(state, in_force={}), indicators, frozen)


def _redefined(state: Plan, indicators: Iterable[Indicator], frozen: Iterable[Frozen]) -> Plan:
    """Put *indicators* in force; what they were before is kept."""
    definitions = dict(state.definitions)
    for it in indicators:
        before = definitions.get(it.code, ())
        definitions[it.code] = before if it in before[-1:] else (*before, it)
    in_force = {**state.in_force, **{it.code: it for it in frozen}}
    return replace(state, definitions=definitions, in_force=in_force)


class _Content(Value):
    """All parts of a plan, to be hashed as one."""

    parts: tuple[UnitPlanDrafted, ...]


def plan_hash(parts: Parts) -> str:
    """Return the seal of a whole plan."""
    return content_hash(_Content(parts=tuple(parts.values())))


class PlanTask(TaskCommand):
    """A command about a body's plan."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the plan's stream."""
        return plan_stream(self.year, self.body)
