"""The facts of a person's total: scored, exempted, corrected, scored again; and what decisions know of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.composition import Component, Read
from domain.ids import Id, Year
from domain.messages import Event, TaskEvent, Value, having
from domain.numbers import Number


class Correction(Value):
    """What a decision on an objection puts in the place of a measured score (REG 21)."""

    component: Literal["individual", "competency", "attitude"]
    score: Number  # of 100; attitude in points


class PastRating(Value):
    """The total of an earlier year."""

    year: Year
    total: Number


class CarriedOver(Value):
    """Why a total is the mean of earlier ones: the person was away on this *ground* (REG 17)."""

    ground: Id
    ratings: tuple[PastRating, ...]  # the newest first


class AppraisalScored(TaskEvent):
    """The person's total: the exact sum of components, each rounded once; or *carried* over from earlier years."""

    type: Literal["AppraisalScored"] = "AppraisalScored"
    task_id = "score-appraisal"
    person: Id
    unit: Id
    profile: Id
    components: tuple[Component, ...]
    total: Number
    breakers: tuple[Number, ...]  # between equal totals, in order
    inputs: tuple[Read, ...]
    carried: CarriedOver | None = None


class AppraisalExempted(TaskEvent):
    """The person has no total this year, and why; *missing* are the components nobody gave."""

    type: Literal["AppraisalExempted"] = "AppraisalExempted"
    task_id = "score-appraisal"
    person: Id
    unit: Id
    ground: Id
    missing: tuple[Id, ...] = ()


class AppraisalRescored(Event):
    """The person's total after *cause*; *edition* counts from 2."""

    type: Literal["AppraisalRescored"] = "AppraisalRescored"
    year: Year
    body: Id
    person: Id
    components: tuple[Component, ...]
    before: Number | None  # None: the person was exempt
    total: Number
    breakers: tuple[Number, ...]
    inputs: tuple[Read, ...]
    edition: Annotated[int, Field(ge=2)]
    cause: str  # the stream whose decision led to it
    correction: Correction | None = None
    carried: CarriedOver | None = None


class ScoreCorrected(Event):
    """A decision put another score in the place of a measured one before the total was on record."""

    type: Literal["ScoreCorrected"] = "ScoreCorrected"
    year: Year
    body: Id
    person: Id
    correction: Correction
    cause: str


class ExemptionReviewed(Event):
    """A decision ended the exemption on the ground *before*: lifted, or *ground* takes its place (REG 21)."""

    type: Literal["ExemptionReviewed"] = "ExemptionReviewed"
    year: Year
    body: Id
    person: Id
    before: Id
    ground: Id | None  # None: it is lifted, and the total follows
    corrections: tuple[Correction, ...] = ()  # what counts where nobody had rated
    cause: str


ResultEvent = AppraisalScored | AppraisalExempted | AppraisalRescored | ScoreCorrected | ExemptionReviewed


@dataclass(frozen=True)
class Result:
    """What decisions need to know of a result."""

    scored: AppraisalScored | AppraisalRescored | None = None
    exempted: str | None = None  # on which ground
    edition: int = 0
    corrected: dict[str, Number] = field(default_factory=dict)  # by component

    @property
    def away(self) -> str | None:
        """The ground on which the person was not rated; None: he was."""
        carried = self.scored.carried if self.scored else None
        return carried.ground if carried else self.exempted


def evolve(state: Result, event: ResultEvent) -> Result:
    """Return *state* after *event*."""
    match event:
        case AppraisalScored():
            return replace(state, scored=event, exempted=None, edition=1)
        case AppraisalExempted():
            return replace(state, exempted=event.ground, edition=1)
        case AppraisalRescored():
            corrected = corrected_by(state, event.correction)
            return replace(state, scored=event, exempted=None, edition=event.edition, corrected=corrected)
        case ScoreCorrected():
            return replace(state, corrected=corrected_by(state, event.correction))
        case ExemptionReviewed():
            given: dict[str, Number] = {it.component: it.score for it in event.corrections}
            return replace(state, exempted=event.ground, corrected={**state.corrected, **given})
        case _:
            assert_never(event)


def corrected_by(state: Result, correction: Correction | None) -> dict[str, Number]:
    """Return the corrected scores by component, *correction* among them."""
    return having(state.corrected, correction.component, correction.score) if correction else state.corrected
