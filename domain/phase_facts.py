"""The facts of a phase of one body: opened, moved, paused, pressed, closed; and what decisions know of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, assert_never

from domain.ids import Id, Subject, Year
from domain.messages import Event, Label
from domain.phase_rules import Follows


class _PhaseFact(Event):
    """A fact about one phase of one body in one year."""

    year: Year
    body: Id
    phase: Id


class PhaseOpened(_PhaseFact):
    """The phase is open for its tasks."""

    type: Literal["PhaseOpened"] = "PhaseOpened"
    opens: date
    due: date
    closes: date
    calendar_version: str


class PhaseReminded(_PhaseFact):
    """Everyone who still owed something was reminded; *open* obligations were left."""

    type: Literal["PhaseReminded"] = "PhaseReminded"
    on: date
    open: int


class EscalationRaised(_PhaseFact):
    """What was late was shown one step higher, to *to*."""

    type: Literal["EscalationRaised"] = "EscalationRaised"
    step: int
    to: str
    open: int


class PhaseMoved(_PhaseFact):
    """The phase opens, or its tasks are due, on another day than planned."""

    type: Literal["PhaseMoved"] = "PhaseMoved"
    opens: date
    due: date
    due_before: date
    reason: str
    resolution: str | None
    outside: str | None = None  # the decision behind it, where it is not one of this log


class PhasePaused(_PhaseFact):
    """The phase takes no work until it is resumed."""

    type: Literal["PhasePaused"] = "PhasePaused"
    at: datetime
    reason: str


class PhaseResumed(_PhaseFact):
    """The phase goes on; its days moved by the *days* it stood still."""

    type: Literal["PhaseResumed"] = "PhaseResumed"
    days: int
    reason: str


class ObligationMissed(_PhaseFact):
    """*owner* did not do *task* about *subject* by the end of the phase, and what follows."""

    type: Literal["ObligationMissed"] = "ObligationMissed"
    task: Id
    subject: Subject
    owner: str
    unit: Id | None
    due: date
    consequence: Label | None
    follows: Follows | None = None  # what the engine does about it


class PhaseBlocked(_PhaseFact):
    """The door refused a step of the phase's own clock; a person must look."""

    type: Literal["PhaseBlocked"] = "PhaseBlocked"
    step: str
    code: str  # of the refusal


class PhaseClosed(_PhaseFact):
    """The phase takes no more work; *early* because everything was done."""

    type: Literal["PhaseClosed"] = "PhaseClosed"
    early: bool
    missed: int


PhaseEvent = (
    PhaseOpened
    | PhaseReminded
    | EscalationRaised
    | PhaseMoved
    | PhasePaused
    | PhaseResumed
    | ObligationMissed
    | PhaseBlocked
    | PhaseClosed
)


@dataclass(frozen=True)
class Phase:
    """What decisions need to know of a phase."""

    opened: bool = False
    closed: bool = False
    moved: tuple[date, date] | None = None  # opens, due
    paused_at: datetime | None = None
    stood_still: int = 0  # days
    reminded: date | None = None  # the last reminder's day
    escalated: int = 0  # steps taken, since the phase was last moved


def evolve(state: Phase, event: PhaseEvent) -> Phase:
    """Return *state* after *event*."""
    match event:
        case PhaseOpened():
            return replace(state, opened=True)
        case PhaseReminded():
            return replace(state, reminded=event.on)
        case EscalationRaised():
            return replace(state, escalated=event.step)
        case PhaseMoved():
            return replace(state, moved=(event.opens, event.due), stood_still=0, escalated=0)
        case PhasePaused():
            return replace(state, paused_at=event.at)
        case PhaseResumed():
            return replace(state, paused_at=None, stood_still=state.stood_still + event.days)
        case ObligationMissed() | PhaseBlocked():
            return state
        case PhaseClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)
