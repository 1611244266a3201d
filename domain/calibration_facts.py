"""The facts of a body's calibration, and what decisions need to know of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.appraisal_competency import Evaluator
from domain.ids import Id, Sha256, Year
from domain.messages import Event, PrivateText
from domain.numbers import Points100

Number = Annotated[int, Field(ge=1)]


class _CalibrationFact(Event):
    """A fact about the calibration of one body in one year."""

    year: Year
    body: Id


class CalibrationShown(_CalibrationFact):
    """The board of *ratings* opened ratings was shown to *to*, of the committee or the personnel office."""

    type: Literal["CalibrationShown"] = "CalibrationShown"
    to: Id
    role: Literal["evaluation-committee", "hr"]
    board: Sha256
    ratings: int


class CalibrationAdjustmentProposed(_CalibrationFact):
    """*by* proposes *proposed* instead of *given* for one part of a person's rating; nothing is overwritten."""

    type: Literal["CalibrationAdjustmentProposed"] = "CalibrationAdjustmentProposed"
    number: Number
    person: Id
    evaluator: Evaluator
    part: Id  # attitude, goals, or a category of the competency model
    given: Points100
    proposed: Points100
    by: Id
    reason: PrivateText


class CalibrationAdjustmentDecided(_CalibrationFact):
    """The committee accepted or dismissed the proposal *number*."""

    type: Literal["CalibrationAdjustmentDecided"] = "CalibrationAdjustmentDecided"
    number: Number
    person: Id
    accepted: bool
    by: Id
    reason: PrivateText


CalibrationEvent = CalibrationShown | CalibrationAdjustmentProposed | CalibrationAdjustmentDecided


@dataclass(frozen=True)
class Calibration:
    """What decisions need to know of a calibration."""

    shown: dict[str, str] = field(default_factory=dict)  # the last board by person
    proposals: tuple[CalibrationAdjustmentProposed, ...] = ()
    decided: dict[int, CalibrationAdjustmentDecided] = field(default_factory=dict)  # in order of decision

    def accepted_until(self, number: int, person: str) -> list[CalibrationAdjustmentProposed]:
        """Return what was accepted about *person*, in order, up to and with the proposal *number*."""
        proposed = {it.number: it for it in self.proposals}
        order = list(self.decided)[: list(self.decided).index(number) + 1]
        return [proposed[it] for it in order if self.decided[it].accepted and proposed[it].person == person]


def evolve(state: Calibration, event: CalibrationEvent) -> Calibration:
    """Return *state* after *event*."""
    match event:
        case CalibrationShown():
            return replace(state, shown={**state.shown, event.to: event.board})
        case CalibrationAdjustmentProposed():
            return replace(state, proposals=(*state.proposals, event))
        case CalibrationAdjustmentDecided():
            return replace(state, decided={**state.decided, event.number: event})
        case _:
            assert_never(event)
