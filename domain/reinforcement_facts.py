"""The facts of a person's bottom bands and programmes, and what decisions need to know of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never

from domain.ids import Id, Year
from domain.messages import Event, Label, PrivateText, Value, having

Period = Literal["H1", "H2", "FY"]


class OfPeriod(Value):
    """About one period of a person."""

    person: Id
    year: Year
    period: Period

    @property
    def key(self) -> str:
        """Return the period's name."""
        return f"{self.year}-{self.period}"


class BottomBandEntered(OfPeriod, Event):
    """The person stood in the bottom band of *band* out of *pool* in this period, as of *reference*."""

    type: Literal["BottomBandEntered"] = "BottomBandEntered"
    body: Id
    reference: date
    band: int
    pool: int


class BottomBandWithdrawn(OfPeriod, Event):
    """The entry did not stand, such as after an objection; *lifts* a programme that rested on it."""

    type: Literal["BottomBandWithdrawn"] = "BottomBandWithdrawn"
    reason: str
    lifts: bool


class BandInterviewRecorded(OfPeriod, Event):
    """What was said and agreed about an entry: what must change, and what helps."""

    type: Literal["BandInterviewRecorded"] = "BandInterviewRecorded"
    by: Id
    record: PrivateText


class ReinforcementRequired(Event):
    """The entries of *references* together require the programme."""

    type: Literal["ReinforcementRequired"] = "ReinforcementRequired"
    person: Id
    references: tuple[date, ...]


class ReinforcementCompleted(Event):
    """The person completed the programme; from here on it can be required anew."""

    type: Literal["ReinforcementCompleted"] = "ReinforcementCompleted"
    person: Id
    programme: Label
    on: date


ReinforcementEvent = (
    BottomBandEntered | BottomBandWithdrawn | BandInterviewRecorded | ReinforcementRequired | ReinforcementCompleted
)


@dataclass(frozen=True)
class Reinforcement:
    """What decisions need to know of a person's bottom bands and programmes."""

    entries: dict[str, BottomBandEntered] = field(default_factory=dict)  # by YEAR-PERIOD
    interviews: dict[str, BandInterviewRecorded] = field(default_factory=dict)
    used: frozenset[date] = frozenset()  # references that counted towards a programme
    pending: tuple[date, ...] = ()
    completed: ReinforcementCompleted | None = None


def evolve(state: Reinforcement, event: ReinforcementEvent) -> Reinforcement:
    """Return *state* after *event*."""
    match event:
        case BottomBandEntered():
            return replace(state, entries=having(state.entries, event.key, event))
        case BottomBandWithdrawn():
            left = {key: entry for key, entry in state.entries.items() if key != event.key}
            if event.lifts:
                return replace(state, entries=left, pending=(), used=state.used - set(state.pending))
            return replace(state, entries=left)
        case BandInterviewRecorded():
            return replace(state, interviews=having(state.interviews, event.key, event))
        case ReinforcementRequired():
            return replace(state, pending=event.references, used=state.used | set(event.references))
        case ReinforcementCompleted():
            return replace(state, pending=(), completed=event)
        case _:
            assert_never(event)
