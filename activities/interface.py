"""What workflows may ask for: activity names, inputs and answers. It loads no database.

The functions here are signatures only; ``activities.steps`` does the work under the same names.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from temporalio import activity

from activities.requests import Outcome, Request, Turn
from domain.agenda import Step
from domain.consequences import consequences_id
from domain.ids import cycle_stream, phase_stream
from domain.messages import Value

CYCLE_WORKFLOW = "cycle"
PHASE_WORKFLOW = "phase"
CONSEQUENCES_WORKFLOW = "consequences"
CASE_WORKFLOW = "case"
NUDGE = "nudge"


class CycleClock(Value):
    """The clock of one performance year. *begun* are the phases whose clocks were started before.

    *shift* is server time minus the log's time: zero, except in a rehearsal.
    """

    year: int
    shift: timedelta = timedelta(0)
    begun: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the workflow's id, which is the stream's name."""
        return cycle_stream(self.year)


class PhaseClock(Value):
    """The clock of one phase of one body. *worked*: it has tried the engine's tasks since it last looked up."""

    year: int
    body: str
    phase: str
    shift: timedelta = timedelta(0)
    worked: bool = False

    @property
    def id(self) -> str:
        """Return the workflow's id, which is the stream's name."""
        return phase_stream(self.year, self.body, self.phase)


class ConsequencesClock(Value):
    """What follows from the event at *position*."""

    position: int

    @property
    def id(self) -> str:
        """Return the workflow's id."""
        return consequences_id(self.position)


class CaseClock(Value):
    """The clock of one case: a qualification test, an objection. Its stream is its id."""

    stream: str
    shift: timedelta = timedelta(0)

    @property
    def id(self) -> str:
        """Return the workflow's id, which is the stream's name."""
        return self.stream


class Opening(Value):
    """When a phase of the year opens and ends, and in which bodies; by the calendar, not yet moved."""

    opens: datetime
    ends: datetime
    bodies: tuple[str, ...]


class Which(Value):
    """One phase of one year."""

    year: int
    phase: str


@activity.defn
async def carry_out(request: Request) -> Outcome:
    """Carry *request* out through the door; a refusal is an answer, not a failure."""
    raise NotImplementedError


@activity.defn
async def next_step(phase: PhaseClock) -> Step:
    """Return what *phase* does next, according to the log."""
    raise NotImplementedError


@activity.defn
async def next_turn(case: CaseClock) -> Turn:
    """Return what the clock of *case* does next, according to the log."""
    raise NotImplementedError


@activity.defn
async def opening(which: Which) -> Opening | None:
    """Return when a phase opens; None when the year's rules have no such phase, or it is not run."""
    raise NotImplementedError


@activity.defn
async def start_phases(phases: list[PhaseClock]) -> None:
    """Start the clocks of *phases*, unless they run already."""
    raise NotImplementedError


@activity.defn
async def work_off(phase: PhaseClock) -> int:
    """Do the engine's own tasks of *phase* that can be done, and return how many were."""
    raise NotImplementedError


@activity.defn
async def draw_consequences(clock: ConsequencesClock) -> int:
    """Carry out what follows from an event, and from that, to the end; return how many commands it took."""
    raise NotImplementedError
