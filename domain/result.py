"""A person's total of the year on record, with what it was read from, and its later editions.

The total names the version of every stream it rests on, so that anyone can compute it again. When
one of them changes, a new edition is recorded; the old ones stay readable.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.composition import Component, Read, Standing, standing
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Number, Year, appraisal_stream, mileage_stream, person_stream, phase_stream, result_stream
from domain.messages import Command, Decider, Event, Facts, TaskCommand, TaskEvent, Value, content, having
from domain.obligations import permit, require_assignment
from domain.person import PERSON
from domain.phase import PHASE
from domain.refusals import Refusal
from domain.scorecard import require_engine


class Correction(Value):
    """What a decision on an objection puts in the place of a measured score (REG 21)."""

    component: Literal["individual", "competency", "attitude"]
    score: Number  # of 100; attitude in points


class AppraisalScored(TaskEvent):
    """The person's total: the exact sum of components, each rounded once."""

    type: Literal["AppraisalScored"] = "AppraisalScored"
    task_id = "score-appraisal"
    person: Id
    unit: Id
    profile: Id
    components: tuple[Component, ...]
    total: Number
    breakers: tuple[Number, ...]  # between equal totals, in order
    inputs: tuple[Read, ...]


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
    before: Number
    total: Number
    breakers: tuple[Number, ...]
    inputs: tuple[Read, ...]
    edition: Annotated[int, Field(ge=2)]
    cause: str  # the stream whose decision led to it
    correction: Correction | None = None


class ScoreCorrected(Event):
    """A decision put another score in the place of a measured one before the total was on record."""

    type: Literal["ScoreCorrected"] = "ScoreCorrected"
    year: Year
    body: Id
    person: Id
    correction: Correction
    cause: str


ResultEvent = AppraisalScored | AppraisalExempted | AppraisalRescored | ScoreCorrected


@dataclass(frozen=True)
class Result:
    """What decisions need to know of a result."""

    scored: AppraisalScored | AppraisalRescored | None = None
    exempted: AppraisalExempted | None = None
    edition: int = 0
    corrected: dict[str, Number] = field(default_factory=dict)  # by component


def evolve(state: Result, event: ResultEvent) -> Result:
    """Return *state* after *event*."""
    match event:
        case AppraisalScored():
            return replace(state, scored=event, exempted=None, edition=1)
        case AppraisalExempted():
            return replace(state, exempted=event)
        case AppraisalRescored():
            return replace(state, scored=event, edition=event.edition, corrected=_with(state, event.correction))
        case ScoreCorrected():
            return replace(state, corrected=_with(state, event.correction))
        case _:
            assert_never(event)


def _with(state: Result, correction: Correction | None) -> dict[str, Number]:
    return having(state.corrected, correction.component, correction.score) if correction else state.corrected


def _measured(year: int, person: str) -> tuple[str, str]:
    return appraisal_stream(year, person), mileage_stream(year, person)


class ScoreAppraisal(TaskCommand):
    """Put a person's total on record, when the phases it rests on are over."""

    type: Literal["ScoreAppraisal"] = "ScoreAppraisal"
    engines = True
    task_id = "score-appraisal"
    person: Id

    def stream(self) -> str:
        """Return the result's stream."""
        return result_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the phase and person, and what the total is made of."""
        return (*super().reads(), *_measured(self.year, self.person))


class RescoreAppraisal(Command):
    """Compute a person's total again because of *cause*; the engine's own command."""

    type: Literal["RescoreAppraisal"] = "RescoreAppraisal"
    engines = True
    year: Year
    body: Id
    person: Id
    cause: str
    correction: Correction | None = None

    def stream(self) -> str:
        """Return the result's stream."""
        return result_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the person, and what the total is made of."""
        return (person_stream(self.person), *_measured(self.year, self.person))


ResultCommand = ScoreAppraisal | RescoreAppraisal


class ScoresStillOpen(Refusal):
    """A total counts when nothing it rests on can change any more in its own time."""

    code = "result.phases-open"
    for_all = True
    ko = "{person}의 총점을 아직 확정할 수 없습니다. 먼저 끝나야 하는 단계: {open}."
    en = "The total of {person} cannot be recorded yet. These phases must end first: {open}."


def decide(command: ResultCommand, state: Result, facts: Facts) -> list[ResultEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case ScoreAppraisal():
            return _score(command, state, facts)
        case RescoreAppraisal():
            return _rescore(command, state, facts)
        case _:
            assert_never(command)


def _score(command: ScoreAppraisal, state: Result, facts: Facts) -> list[ResultEvent]:
    opened = permit(command, facts).cycle
    if state.scored is not None or state.exempted is not None:
        return []
    _require_phases_over(command, opened, facts)
    person = facts.read(PERSON, person_stream(command.person))
    if ground := person.ground(command.year):
        apart = {**content(command), "unit": person.unit(command.year), "ground": ground, "missing": ()}
        return [AppraisalExempted.model_validate(apart)]
    assigned = require_assignment(facts, command.year, command.body, command.person)
    found = standing(opened, assigned, facts, state.corrected)
    about = {**content(command), "unit": assigned.unit}
    total = found.composed.total
    if total is None:
        missing = tuple(found.composed.missing())
        return [AppraisalExempted.model_validate({**about, "ground": "incomplete", "missing": missing})]
    return [AppraisalScored.model_validate({**about, "profile": assigned.profile, **_numbers(found)})]


def _numbers(found: Standing) -> dict[str, object]:
    total = found.composed.total
    return {
        "components": found.components,
        "total": total.value if total is not None else None,
        "breakers": found.breakers,
        "inputs": found.inputs,
    }


def _require_phases_over(command: ScoreAppraisal, opened: CycleOpened, facts: Facts) -> None:
    streams = {it: phase_stream(command.year, command.body, it) for it in opened.rules.grading.rests_on}
    still_open = [phase for phase, stream in streams.items() if not facts.read(PHASE, stream).closed]
    if still_open:
        raise ScoresStillOpen(person=command.person, open=", ".join(still_open))


def _rescore(command: RescoreAppraisal, state: Result, facts: Facts) -> list[ResultEvent]:
    require_engine(facts, command.body)
    if state.scored is None:
        return _note(command, state)
    _, opened = require_cycle(facts, command.year, command.body)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    found = standing(opened, assigned, facts, _with(state, command.correction))
    if found.composed.total is None or found.components == state.scored.components:
        return []
    how = {"before": state.scored.total, "edition": state.edition + 1}
    return [AppraisalRescored.model_validate({**content(command), **_numbers(found), **how})]


def _note(command: RescoreAppraisal, state: Result) -> list[ResultEvent]:
    """Keep a correction for the total that is still to come."""
    it = command.correction
    if it is None or state.exempted is not None or state.corrected.get(it.component) == it.score:
        return []
    return [ScoreCorrected(**content(command))]


RESULT: Decider[Result] = Decider(
    "result",
    (AppraisalScored, AppraisalExempted, AppraisalRescored, ScoreCorrected),
    (ScoreAppraisal, RescoreAppraisal),
    Result(),
    evolve,
    decide,
)
