"""What happens in one area of one ministry's specific evaluation: evidence, visits, sealed ballots, the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Sha256, Subject, Year
from domain.messages import (
    AssigningEvent,
    Assignment,
    Event,
    Private,
    TaskEvent,
    having,
)
from domain.numbers import Number
from domain.specific_ballot import Evidence, PanelBallot, Remark

SCORE, CALIBRATE = "score-area", "calibrate-area"


class AreaEvidenceSubmitted(TaskEvent):
    """A ministry submitted its evidence about an area; a later edition supersedes it."""

    type: Literal["AreaEvidenceSubmitted"] = "AreaEvidenceSubmitted"
    task_id = "submit-specific-evidence"
    subject_field = "area"
    area: Id
    evidence: tuple[Evidence, ...]
    edition: Annotated[int, Field(ge=1)]
    by: Id


class SiteVisited(Event):
    """The evaluation looked at the place itself."""

    type: Literal["SiteVisited"] = "SiteVisited"
    year: Year
    ministry: Id
    area: Id
    on: date
    visitors: tuple[Id, ...]
    report: Sha256
    by: Id


class PanellistsAssigned(AssigningEvent):
    """Who scores the area; *body* is whose phase the task stands in."""

    type: Literal["PanellistsAssigned"] = "PanellistsAssigned"
    ministry: Id
    area: Id
    panellists: tuple[Id, ...]
    released: tuple[Id, ...]  # who was to, before
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to score, and who no longer is."""
        gone = [(it, None) for it in self.released]
        return tuple(
            Assignment(task=SCORE, subject=f"{self.ministry}:{self.area}:{it}", owner=owner)
            for it, owner in [*gone, *((it, it) for it in self.panellists)]
        )


class PanellistSubstituted(AssigningEvent):
    """The chair called a reserve in a panellist's place."""

    type: Literal["PanellistSubstituted"] = "PanellistSubstituted"
    ministry: Id
    area: Id
    panellist: Id
    reserve: Id
    reason: str
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return that the reserve is to score."""
        seat = f"{self.ministry}:{self.area}"
        gone = Assignment(task=SCORE, subject=f"{seat}:{self.panellist}", owner=None)
        return (gone, Assignment(task=SCORE, subject=f"{seat}:{self.reserve}", owner=self.reserve))


class AreaScoreSealed(TaskEvent):
    """A panellist's ballot, sealed until all are in; *seat* is MINISTRY:AREA:PANELLIST."""

    type: Literal["AreaScoreSealed"] = "AreaScoreSealed"
    about = "seat"  # no person: whoever opens all ballots opens it
    task_id = SCORE
    subject_field = "seat"
    seat: Subject
    by: Id
    commitment: Sha256
    ballot: Annotated[PanelBallot | None, Private()]

    @property
    def ministry(self) -> str:
        """Return whose evaluation it is."""
        return self.seat.split(":")[0]

    @property
    def area(self) -> str:
        """Return the area scored."""
        return self.seat.split(":")[1]


class AreaScoresOpened(AssigningEvent):
    """All ballots are in and opened at once; the chair is to calibrate."""

    type: Literal["AreaScoresOpened"] = "AreaScoresOpened"
    ministry: Id
    area: Id
    ballots: dict[Id, PanelBallot]
    chair: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return that the chair calibrates."""
        return (Assignment(task=CALIBRATE, subject=f"{self.ministry}:{self.area}", owner=self.chair),)


class AreaCalibrated(TaskEvent):
    """The panel's score of the area, with reasons for ballots far from it, and dissents; *work*: MINISTRY:AREA."""

    type: Literal["AreaCalibrated"] = "AreaCalibrated"
    task_id = CALIBRATE
    subject_field = "work"
    work: Subject
    score: Number
    trimmed: tuple[Id, ...]
    deviations: tuple[Remark, ...]
    dissents: tuple[Remark, ...]
    by: Id

    @property
    def ministry(self) -> str:
        """Return whose evaluation it is."""
        return self.work.split(":")[0]

    @property
    def area(self) -> str:
        """Return the area scored."""
        return self.work.split(":")[1]


class AreaEstimateReplaced(Event):
    """The value of the whole year is known, where an estimate stood."""

    type: Literal["AreaEstimateReplaced"] = "AreaEstimateReplaced"
    year: Year
    ministry: Id
    area: Id
    item: Id
    before: Number | None
    value: Number
    document: Sha256
    by: Id


class AreaTruedUp(Event):
    """The chair restated the area's score by the year-end values; *asks*: the committee must be asked to reopen."""

    type: Literal["AreaTruedUp"] = "AreaTruedUp"
    year: Year
    ministry: Id
    area: Id
    before: Number
    score: Number
    asks: bool
    reason: str
    by: Id
    on: date | None = None


AreaEvent = (
    AreaEvidenceSubmitted
    | SiteVisited
    | PanellistsAssigned
    | PanellistSubstituted
    | AreaScoreSealed
    | AreaScoresOpened
    | AreaCalibrated
    | AreaEstimateReplaced
    | AreaTruedUp
)


@dataclass(frozen=True)
class Area:
    """What decisions need to know of one area of one ministry."""

    evidence: AreaEvidenceSubmitted | None = None
    visits: tuple[SiteVisited, ...] = ()
    panellists: tuple[str, ...] = ()
    sealed: Mapping[str, AreaScoreSealed] = field(default_factory=dict)  # by panellist
    opened: AreaScoresOpened | None = None
    calibrated: AreaCalibrated | None = None
    replaced: Mapping[str, AreaEstimateReplaced] = field(default_factory=dict)  # by item
    trued_up: AreaTruedUp | None = None

    def score(self) -> Decimal | None:
        """Return the area's score as the panel gave it, before any true-up."""
        return self.calibrated.score if self.calibrated else None


def evolve(state: Area, event: AreaEvent) -> Area:
    """Return *state* after *event*."""
    match event:
        case AreaEvidenceSubmitted():
            return replace(state, evidence=event)
        case SiteVisited():
            return replace(state, visits=(*state.visits, event))
        case PanellistsAssigned():
            return replace(state, panellists=event.panellists)
        case PanellistSubstituted():
            swapped = (event.reserve if it == event.panellist else it for it in state.panellists)
            return replace(state, panellists=tuple(swapped))
        case AreaScoreSealed():
            return replace(state, sealed=having(state.sealed, event.by, event))
        case AreaScoresOpened():
            return replace(state, opened=event)
        case AreaCalibrated():
            return replace(state, calibrated=event)
        case AreaEstimateReplaced():
            return replace(state, replaced=having(state.replaced, event.item, event))
        case AreaTruedUp():
            return replace(state, trued_up=event)
        case _:
            assert_never(event)
