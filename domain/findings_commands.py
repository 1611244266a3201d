"""What may be done about a finding: issue it, plan, report, accept or return, waive, verify, note what is late."""

from __future__ import annotations

from datetime import date
from typing import Literal

from domain.findings_facts import Number, Source
from domain.follow_up import Remedy, Trigger
from domain.ids import Id, ResolutionRef, Sha256, Year, findings_stream
from domain.messages import Command, Label, Reason, Text


class _LedgerCommand(Command):
    """About the ledger of *body*, in the performance year *year* whose rules give the days."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the body's ledger."""
        return findings_stream(self.body)


class _FindingCommand(_LedgerCommand):
    """About finding *number* of *body*."""

    number: Number


class DrawFinding(_LedgerCommand):
    """Issue what the rules ask for after *cause*, a fact about *unit*; the engine's own command."""

    type: Literal["DrawFinding"] = "DrawFinding"
    engines = True
    kind: Trigger
    unit: Id | None
    finding: Text
    cause: str


class IssueFinding(_FindingCommand):
    """Issue a finding: an inspector of the *sector*'s office does, or the secretariat by *resolution*."""

    type: Literal["IssueFinding"] = "IssueFinding"
    source: Source
    title: Label
    finding: Text
    sector: Id | None = None
    resolution: ResolutionRef | None = None
    unit: Id | None = None
    remedy: Remedy | None = None


class PlanCorrectiveAction(_FindingCommand):
    """Say how it is put right, by whom and until when."""

    type: Literal["PlanCorrectiveAction"] = "PlanCorrectiveAction"
    remedy: Remedy
    plan: Text
    responsible: Id
    due: date


class ReportCorrectiveAction(_FindingCommand):
    """Report what was done, with its proof."""

    type: Literal["ReportCorrectiveAction"] = "ReportCorrectiveAction"
    result: Text
    proof: Sha256


class AcceptCorrectiveAction(_FindingCommand):
    """Accept what was done."""

    type: Literal["AcceptCorrectiveAction"] = "AcceptCorrectiveAction"


class ReturnCorrectiveAction(_FindingCommand):
    """Return it: what was done does not answer the finding."""

    type: Literal["ReturnCorrectiveAction"] = "ReturnCorrectiveAction"
    reason: Reason


class WaiveFinding(_FindingCommand):
    """Let the finding rest, by the committee's resolution."""

    type: Literal["WaiveFinding"] = "WaiveFinding"
    resolution: ResolutionRef
    reason: Reason


class VerifyFinding(_FindingCommand):
    """Say in a later cycle whether what was done lasts."""

    type: Literal["VerifyFinding"] = "VerifyFinding"
    lasts: bool
    note: Reason


class NoteFindingOverdue(_FindingCommand):
    """Note that the day *due* passed; the ledger's clock does."""

    type: Literal["NoteFindingOverdue"] = "NoteFindingOverdue"
    engines = True
    due: date


MovingCommand = (
    PlanCorrectiveAction
    | ReportCorrectiveAction
    | AcceptCorrectiveAction
    | ReturnCorrectiveAction
    | WaiveFinding
    | VerifyFinding
    | NoteFindingOverdue
)
FindingCommand = DrawFinding | IssueFinding | MovingCommand
