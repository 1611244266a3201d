"""The facts of an annual plan, and what decisions need to know of them (S1-21 to S1-25; ACT 6)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.alignment import Unserved
from domain.ids import Id, Sha256, Year
from domain.messages import Event, Label, TaskEvent, Value
from domain.numbers import Number, Percent
from domain.objectives import Indicator, Objectives

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
