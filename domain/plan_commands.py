"""What people and the clock may ask of a body's annual plan; review and amendment have theirs with their rules."""

from __future__ import annotations

from typing import Literal

from domain.alignment import Unserved
from domain.ids import Id, Year, plan_stream
from domain.messages import Command, Label, Reason, TaskCommand
from domain.objectives import Objectives
from domain.plan_events import FinancialResult


class PlanTask(TaskCommand):
    """A command about a body's plan."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the plan's stream."""
        return plan_stream(self.year, self.body)


class DraftUnitPlan(PlanTask):
    """Draft, or replace, a unit's part of the plan."""

    type: Literal["DraftUnitPlan"] = "DraftUnitPlan"
    task_id = "draft-unit-plan"
    subject_field = "unit"
    unit: Id
    objectives: Objectives


class SubmitAnnualPlan(PlanTask):
    """Send the whole draft to review, with the financial results of the past years."""

    type: Literal["SubmitAnnualPlan"] = "SubmitAnnualPlan"
    task_id = "submit-plan"
    mission: Label
    vision: Label
    finance: tuple[FinancialResult, ...] = ()
    unserved: tuple[Unserved, ...] = ()  # items of the guideline that nothing serves, each with the reason


class ConfirmAnnualPlan(PlanTask):
    """Sign the plan: it is in force and its indicators are frozen."""

    type: Literal["ConfirmAnnualPlan"] = "ConfirmAnnualPlan"
    task_id = "confirm-plan"
    answers: tuple[str, ...] = ()
    unserved: tuple[Unserved, ...] = ()  # besides those submitted: after a revision, or a new guideline


class ReportAnnualPlan(PlanTask):
    """Record that the confirmed plan was reported to the Assembly's committee."""

    type: Literal["ReportAnnualPlan"] = "ReportAnnualPlan"
    task_id = "report-plan"
    committee: Label
    receipt: Reason


class FreezeAnnualPlan(Command):
    """Freeze the last draft provisionally, as the phase's clock does before it closes the confirmation."""

    type: Literal["FreezeAnnualPlan"] = "FreezeAnnualPlan"
    year: Year
    body: Id
    phase: Id

    def stream(self) -> str:
        """Return the plan's stream."""
        return plan_stream(self.year, self.body)
