"""What stops the clock of a case, on record: the door refused its step, and a person must look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.case import require_clock
from domain.ids import clock_stream
from domain.messages import Command, Decider, Event, Facts, content


class ClockBlocked(Event):
    """The door refused the step *step* of the clock of *case*."""

    type: Literal["ClockBlocked"] = "ClockBlocked"
    case: str  # the case's stream
    step: str
    code: str  # of the refusal


@dataclass(frozen=True)
class Clock:
    """What decisions need to know of a clock: where it stands still."""

    blocked: ClockBlocked | None = None


def evolve(state: Clock, event: ClockBlocked) -> Clock:  # noqa: ARG001 - only the last trouble counts
    """Return the state after *event*."""
    return Clock(event)


class BlockClock(Command):
    """Record that the door refuses a step of a case's own clock."""

    engines = True
    type: Literal["BlockClock"] = "BlockClock"
    case: str
    step: str
    code: str

    def stream(self) -> str:
        """Return the stream of the case's clock."""
        return clock_stream(self.case)


def decide(command: BlockClock, state: Clock, facts: Facts) -> list[ClockBlocked]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        OnlyTheClock: a person asks.
    """
    require_clock(facts, command.case)
    event = ClockBlocked(**content(command))
    return [] if state.blocked == event else [event]


CLOCK: Decider[Clock] = Decider("clock", (ClockBlocked,), (BlockClock,), Clock(), evolve, decide)
