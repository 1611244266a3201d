"""A unit's scorecard: the score of its frozen indicators at the end of the year, and what was adjusted.

The committee of the government may adjust a result after verification (S1-106; ACT 17). Nothing is
overwritten: the adjustment and the new score are facts of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.conflicts import require_not_headed
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, ResolutionRef, Year, scorecard_stream
from domain.messages import Command, Decider, Event, Facts, Reason, TaskCommand, TaskEvent, content, having
from domain.numbers import Number, Points100
from domain.obligations import permit
from domain.refusals import Refusal
from domain.resolutions import Decision, NoDecisionNamed, ResolutionSpent, deciding, require_decision
from domain.roles import require_engine, require_role
from domain.scorecard_sum import Counted, sum_of


class UnitScored(TaskEvent):
    """The unit's score of 100, exact, from all indicators of its scorecard."""

    type: Literal["UnitScored"] = "UnitScored"
    task_id = "score-unit"
    subject_field = "unit"
    unit: Id
    score: Number
    indicators: tuple[Counted, ...]


class IndicatorScoreAdjusted(Event):
    """The committee put *after* in the place of the score *before* (S1-106; ACT 17)."""

    type: Literal["IndicatorScoreAdjusted"] = "IndicatorScoreAdjusted"
    year: Year
    body: Id
    unit: Id
    indicator: Id
    before: Number
    after: Points100
    resolution: str | None
    reason: str
    outside: str | None = None  # the decision, where it is not one of this log


class UnitRescored(Event):
    """The unit's score after *cause*; *edition* counts from 2."""

    type: Literal["UnitRescored"] = "UnitRescored"
    year: Year
    body: Id
    unit: Id
    before: Number
    score: Number
    indicators: tuple[Counted, ...]
    edition: Annotated[int, Field(ge=2)]
    cause: str


ScorecardEvent = UnitScored | IndicatorScoreAdjusted | UnitRescored


@dataclass(frozen=True)
class Scorecard:
    """What decisions need to know of a scorecard."""

    score: Number | None = None
    indicators: tuple[Counted, ...] = ()
    edition: int = 0
    adjusted: dict[str, IndicatorScoreAdjusted] = field(default_factory=dict)  # by indicator

    def counted(self, code: str) -> Counted | None:
        """Return how the indicator *code* counts; None when it does not."""
        return next((it for it in self.indicators if it.indicator == code), None)

    def scores_adjusted(self) -> dict[str, Decimal]:
        """Return what the committee put in the place of scores, by indicator."""
        return {code: it.after for code, it in self.adjusted.items()}


def evolve(state: Scorecard, event: ScorecardEvent) -> Scorecard:
    """Return *state* after *event*."""
    match event:
        case UnitScored():
            return replace(state, score=event.score, indicators=event.indicators, edition=1)
        case IndicatorScoreAdjusted():
            return replace(state, adjusted=having(state.adjusted, event.indicator, event))
        case UnitRescored():
            return replace(state, score=event.score, indicators=event.indicators, edition=event.edition)
        case _:
            assert_never(event)


class ScoreUnit(TaskCommand):
    """Score a unit from the results of all its indicators."""

    type: Literal["ScoreUnit"] = "ScoreUnit"
    engines = True
    task_id = "score-unit"
    subject_field = "unit"
    unit: Id

    def stream(self) -> str:
        """Return the scorecard's stream."""
        return scorecard_stream(self.year, self.body, self.unit)


class _ScorecardCommand(Command):
    """A command about the scorecard of one unit."""

    year: Year
    body: Id
    unit: Id

    def stream(self) -> str:
        """Return the scorecard's stream."""
        return scorecard_stream(self.year, self.body, self.unit)


class AdjustIndicatorScore(_ScorecardCommand):
    """Put another score in the place of an indicator's: by resolution, or by a decision *outside* this log."""

    type: Literal["AdjustIndicatorScore"] = "AdjustIndicatorScore"
    indicator: Id
    score: Points100
    resolution: ResolutionRef | None = None
    outside: Reason | None = None
    reason: Reason


class RescoreUnit(_ScorecardCommand):
    """Score the unit again because of *cause*; the engine's own command."""

    type: Literal["RescoreUnit"] = "RescoreUnit"
    engines = True
    cause: str


ScorecardCommand = ScoreUnit | AdjustIndicatorScore | RescoreUnit


class NotOnScorecard(Refusal):
    """Only what counts can be adjusted."""

    code = "scorecard.not-counted"
    ko = "{unit}의 점수에 '{indicator}' 지표가 없습니다. 부서 점수가 산정된 뒤 해당 부서의 지표를 지정하십시오."
    en = "The score of {unit} holds no indicator '{indicator}'. Name one of the unit's, after it was scored."


def decide(command: ScorecardCommand, state: Scorecard, facts: Facts) -> list[ScorecardEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case ScoreUnit():
            return _score(command, state, facts)
        case AdjustIndicatorScore():
            return _adjust(command, state, facts)
        case RescoreUnit():
            return _rescore(command, state, facts)
        case _:
            assert_never(command)


def _score(command: ScoreUnit, state: Scorecard, facts: Facts) -> list[ScorecardEvent]:
    opened = permit(command, facts).cycle
    if state.score is not None:
        return []
    score, counted = sum_of(command.body, command.unit, state.scores_adjusted(), opened, facts)
    return [UnitScored.model_validate({**content(command), "score": score, "indicators": counted})]


def _adjust(command: AdjustIndicatorScore, state: Scorecard, facts: Facts) -> list[ScorecardEvent]:
    _, opened = require_cycle(facts, command.year, command.body)
    require_role(facts, "gpec", opened.government)
    _require_committee(command, opened, facts)
    require_not_headed(facts, command.year, command.body, command.unit)
    counted = state.counted(command.indicator)
    if counted is None:
        raise NotOnScorecard(unit=command.unit, indicator=command.indicator)
    last = state.adjusted.get(command.indicator)
    before = last.after if last else counted.score
    if before == command.score:
        return []
    if last and last.resolution is not None and last.resolution == command.resolution:
        raise ResolutionSpent(ref=last.resolution)
    fields = content(command)
    after = fields.pop("score")
    return [IndicatorScoreAdjusted(**fields, before=before, after=after)]


def _require_committee(command: AdjustIndicatorScore, opened: CycleOpened, facts: Facts) -> None:
    """Let pass what rests on a decision; where the rules say so, on a resolution of the government's committee."""
    decision = Decision(command.resolution, command.outside)
    about, of = f"{command.body}/{command.unit}", deciding(opened, "adjust-grade")
    require_decision(facts, decision, "adjust-grade", about, command.year, of)
    if decision == (None, None):
        raise NoDecisionNamed


def _rescore(command: RescoreUnit, state: Scorecard, facts: Facts) -> list[ScorecardEvent]:
    require_engine(facts, command.body)
    _, opened = require_cycle(facts, command.year, command.body)
    score, counted = sum_of(command.body, command.unit, state.scores_adjusted(), opened, facts)
    if state.score is None or _results(state.indicators) == _results(counted):
        return []
    how = {"before": state.score, "score": score, "indicators": counted, "edition": state.edition + 1}
    return [UnitRescored.model_validate({**content(command), **how})]


def _results(indicators: tuple[Counted, ...]) -> list[tuple[str, Number, Number]]:
    return [(it.indicator, it.weight, it.score) for it in indicators]


SCORECARD: Decider[Scorecard] = Decider(
    "scorecard",
    (UnitScored, IndicatorScoreAdjusted, UnitRescored),
    (ScoreUnit, AdjustIndicatorScore, RescoreUnit),
    Scorecard(),
    evolve,
    decide,
)
