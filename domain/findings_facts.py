"""The facts of a body's findings: issued, planned, reported, accepted or returned, late, waived, verified."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Literal, assert_never

from pydantic import Field

from domain.follow_up import Remedy, Trigger
from domain.ids import Id, Sha256, Year
from domain.messages import Event, Label

Source = Literal["inspection", "specific-evaluation", "re-evaluation", "programme", "poor-result", "audit"]
Stage = Literal["issued", "planned", "reported", "accepted", "waived", "verified"]
Number = Annotated[int, Field(ge=1)]  # of the finding in its body, from 1, over all years


class _OfFinding(Event):
    """A fact about finding *number* of *body*."""

    body: Id
    number: Number


class FindingIssued(_OfFinding):
    """Something must be put right (ACT 29); the body plans how by the end of *plan_by*."""

    type: Literal["FindingIssued"] = "FindingIssued"
    year: Year  # the performance year it comes from
    source: Source
    title: Label
    finding: str
    sector: Id | None  # whose supervising office found it
    resolution: str | None  # or the committee that resolved it
    plan_by: date
    zone: str  # whose days these and all later ones are
    by: Id
    unit: Id | None = None  # whose result it is about
    remedy: Remedy | None = None  # what is asked for; None: the body chooses
    cause: str | None = None  # the fact that the engine drew it from, STREAM@VERSION
    drawn: Trigger | None = None  # and why


class CorrectiveActionPlanned(_OfFinding):
    """How it is put right, by whom, until the end of *due*."""

    type: Literal["CorrectiveActionPlanned"] = "CorrectiveActionPlanned"
    remedy: Remedy
    plan: str
    responsible: Id  # of a self-audit, the auditor
    due: date
    by: Id


class CorrectiveActionReported(_OfFinding):
    """What was done, with its proof."""

    type: Literal["CorrectiveActionReported"] = "CorrectiveActionReported"
    result: str
    proof: Sha256
    by: Id


class CorrectiveActionAccepted(_OfFinding):
    """What was done answers the finding; a later cycle sees whether it lasts."""

    type: Literal["CorrectiveActionAccepted"] = "CorrectiveActionAccepted"
    by: Id


class CorrectiveActionReturned(_OfFinding):
    """What was done does not answer the finding; the body plans anew by the end of *plan_by*."""

    type: Literal["CorrectiveActionReturned"] = "CorrectiveActionReturned"
    reason: str
    plan_by: date
    by: Id


class CorrectiveActionOverdue(_OfFinding):
    """The day passed on which the body was to have *awaited* done; the finding stays open."""

    type: Literal["CorrectiveActionOverdue"] = "CorrectiveActionOverdue"
    awaited: Literal["plan", "report"]
    due: date


class FindingWaived(_OfFinding):
    """The committee resolved that the finding no longer stands in the way."""

    type: Literal["FindingWaived"] = "FindingWaived"
    resolution: str
    reason: str
    by: Id


class FindingVerified(_OfFinding):
    """It lasts, or it does not: then it is planned anew by the end of *plan_by*."""

    type: Literal["FindingVerified"] = "FindingVerified"
    year: Year  # the cycle in which it was looked at
    lasts: bool
    note: str
    plan_by: date | None
    by: Id


FindingEvent = (
    FindingIssued
    | CorrectiveActionPlanned
    | CorrectiveActionReported
    | CorrectiveActionAccepted
    | CorrectiveActionReturned
    | CorrectiveActionOverdue
    | FindingWaived
    | FindingVerified
)


@dataclass(frozen=True)
class Finding:
    """Where one finding stands."""

    issued: FindingIssued
    stage: Stage = "issued"
    due: date | None = None  # of what the body owes next; None: the others' turn
    plan_by: date | None = None  # by when it was last to be planned; None: as it was issued
    overdue: bool = False
    planned: CorrectiveActionPlanned | None = None
    reported: CorrectiveActionReported | None = None
    returned: CorrectiveActionReturned | None = None
    waived: FindingWaived | None = None

    @property
    def is_open(self) -> bool:
        """Return whether the body still owes something."""
        return self.stage in {"issued", "planned"}

    @property
    def is_answered(self) -> bool:
        """Return whether the body said in time how it puts the finding right, or need not."""
        return self.stage != "issued" and not self.overdue


@dataclass(frozen=True)
class Findings:
    """What decisions need to know of a body's findings, by number."""

    of: dict[int, Finding] = field(default_factory=dict)


def evolve(state: Findings, event: FindingEvent) -> Findings:
    """Return *state* after *event*."""
    if isinstance(event, FindingIssued):
        after = Finding(event, due=event.plan_by)
    else:
        after = _moved(state.of[event.number], event)
    return Findings({**state.of, event.number: after})


def _moved(now: Finding, event: FindingEvent) -> Finding:
    gone: dict[str, Any] = {"planned": None, "reported": None}
    match event:
        case CorrectiveActionPlanned():
            return replace(now, stage="planned", planned=event, due=event.due, overdue=False)
        case CorrectiveActionReported():
            return replace(now, stage="reported", reported=event, due=None, overdue=False)
        case CorrectiveActionAccepted():
            return replace(now, stage="accepted")
        case CorrectiveActionReturned():
            return replace(now, stage="issued", due=event.plan_by, plan_by=event.plan_by, **gone, returned=event)
        case CorrectiveActionOverdue():
            return replace(now, overdue=True)
        case FindingWaived():
            return replace(now, stage="waived", waived=event, due=None, overdue=False)
        case FindingVerified():
            again = replace(now, stage="issued", due=event.plan_by, plan_by=event.plan_by, **gone)
            return replace(now, stage="verified") if event.lasts else again
        case FindingIssued():
            return now
        case _:
            assert_never(event)
