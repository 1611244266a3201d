"""A person's total of the year on record, with what it was read from, and its later editions.

The total names the version of every stream it rests on, so that anyone can compute it again. When
one of them changes, a new edition is recorded; the old ones stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, assert_never

from domain.composition import Standing, standing
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Year, appraisal_stream, mileage_stream, person_stream, phase_stream, result_stream
from domain.messages import Command, Decider, Facts, TaskCommand, content
from domain.obligations import permit, require_assignment, require_evaluators
from domain.past_ratings import carried_over
from domain.person import PERSON
from domain.person_spells import Ground
from domain.phase import PHASE
from domain.refusals import Refusal
from domain.result_facts import (
    AppraisalExempted,
    AppraisalRescored,
    AppraisalScored,
    Correction,
    ExemptionReviewed,
    Result,
    ResultEvent,
    ScoreCorrected,
    corrected_by,
    evolve,
)
from domain.roles import require_engine


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


class ReviewExemption(Command):
    """Lift a person's exemption, or put *ground* in its place, because of *cause*; the engine's own command."""

    type: Literal["ReviewExemption"] = "ReviewExemption"
    engines = True
    year: Year
    body: Id
    person: Id
    cause: str
    ground: Ground | None = None  # None: it is lifted
    corrections: tuple[Correction, ...] = ()

    def stream(self) -> str:
        """Return the result's stream."""
        return result_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the person, and what the total is made of."""
        return (person_stream(self.person), *_measured(self.year, self.person))


ResultCommand = ScoreAppraisal | RescoreAppraisal | ReviewExemption


class ScoresStillOpen(Refusal):
    """A total counts when nothing it rests on can change any more in its own time."""

    code = "result.phases-open"
    for_all = True
    ko = "{person}의 총점을 아직 확정할 수 없습니다. 먼저 끝나야 하는 단계: {open}."
    en = "The total of {person} cannot be recorded yet. These phases must end first: {open}."


class StillIncomplete(Refusal):
    """A total is the sum of all its components."""

    code = "result.incomplete"
    ko = "{person}의 총점에 필요한 {missing} 점수가 없습니다. 빠진 점수를 정정 점수로 적으십시오."
    en = "The total of {person} needs a score of {missing}. Give what is missing as corrections."


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
        case ReviewExemption():
            return _review_exemption(command, state, facts)
        case _:
            assert_never(command)


def _score(command: ScoreAppraisal, state: Result, facts: Facts) -> list[ResultEvent]:
    opened = permit(command, facts).cycle
    if state.scored is not None or state.exempted is not None:
        return []
    _require_phases_over(command, opened, facts)
    person = facts.read(PERSON, person_stream(command.person))
    if ground := person.ground(command.year):
        return [_away(command, ground, opened, facts)]
    assigned = require_assignment(facts, command.year, command.body, command.person)
    found = standing(opened, assigned, facts, state.corrected)
    about = {**content(command), "unit": assigned.unit}
    total = found.composed.total
    if total is None:
        missing = tuple(found.composed.missing())
        return [AppraisalExempted.model_validate({**about, "ground": "incomplete", "missing": missing})]
    return [AppraisalScored.model_validate({**about, "profile": assigned.profile, **_numbers(found)})]


def _away(
    command: ScoreAppraisal, ground: str, opened: CycleOpened, facts: Facts
) -> AppraisalScored | AppraisalExempted:
    """Return what counts for who was not rated on *ground*: his last ratings, or nothing."""
    assigned = require_evaluators(facts, command.year, command.body, command.person)
    about = {**content(command), "unit": assigned.unit}
    carried = carried_over(opened.rules.people.past_ratings, ground, assigned, facts, RESULT)
    if carried is not None:
        return AppraisalScored.model_validate({**about, "profile": assigned.profile, **carried})
    return AppraisalExempted.model_validate({**about, "ground": ground, "missing": ()})


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
    if state.scored.carried is not None:  # nothing of this year is in it
        return []
    _, opened = require_cycle(facts, command.year, command.body)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    found = standing(opened, assigned, facts, corrected_by(state, command.correction))
    if found.composed.total is None or found.components == state.scored.components:
        return []
    how = {"before": state.scored.total, "edition": state.edition + 1}
    return [AppraisalRescored.model_validate({**content(command), **_numbers(found), **how})]


def _review_exemption(command: ReviewExemption, state: Result, facts: Facts) -> list[ResultEvent]:
    require_engine(facts, command.body)
    if state.away is None or state.away == command.ground:
        return []
    reviewed = ExemptionReviewed(**content(command), before=state.away)
    numbers = _after(command, evolve(state, reviewed), facts)
    if numbers is None:
        return [reviewed]
    how = {"before": state.scored.total if state.scored else None, "edition": state.edition + 1}
    about = {name: getattr(command, name) for name in ("year", "body", "person", "cause")}
    return [reviewed, AppraisalRescored.model_validate({**about, **numbers, **how})]


def _after(command: ReviewExemption, state: Result, facts: Facts) -> dict[str, object] | None:
    """Return the numbers that count after an exemption was reviewed; None where there are none."""
    if command.ground is None:
        return _numbers(own_total(command, state.corrected, facts))
    _, opened = require_cycle(facts, command.year, command.body)
    assigned = require_evaluators(facts, command.year, command.body, command.person)
    return carried_over(opened.rules.people.past_ratings, command.ground, assigned, facts, RESULT)


def own_total(command: Command, corrected: Mapping[str, Decimal], facts: Facts) -> Standing:
    """Return the total of the person *command* is about, whether he is exempt or not.

    Raises:
        StillIncomplete: something is missing, and *corrected* does not give it.
    """
    year, body, person = (getattr(command, name) for name in ("year", "body", "person"))
    _, opened = require_cycle(facts, year, body)
    found = standing(opened, require_evaluators(facts, year, body, person), facts, corrected)
    if found.composed.total is None:
        raise StillIncomplete(person=person, missing=", ".join(found.composed.missing()))
    return found


def _note(command: RescoreAppraisal, state: Result) -> list[ResultEvent]:
    """Keep a correction for the total that is still to come."""
    it = command.correction
    if it is None or state.exempted is not None or state.corrected.get(it.component) == it.score:
        return []
    return [ScoreCorrected(**content(command))]


RESULT: Decider[Result] = Decider(
    "result",
    (AppraisalScored, AppraisalExempted, AppraisalRescored, ScoreCorrected, ExemptionReviewed),
    (ScoreAppraisal, RescoreAppraisal, ReviewExemption),
    Result(),
    evolve,
    decide,
)
