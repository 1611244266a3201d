"""A unit's scorecard: the score of its frozen indicators at the end of the year, and what was adjusted.

The committee of the government may adjust a result after verification (S1-106; ACT 17). Nothing is
overwritten: the adjustment and the new score are facts of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.conflicts import require_not_headed
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Number, Percent, Points100, Year, indicator_stream, plan_stream, scorecard_stream
from domain.indicator import INDICATOR
from domain.messages import Command, Decider, Event, Facts, Reason, TaskCommand, TaskEvent, Value, content, having
from domain.obligations import permit
from domain.plan import PLAN, Frozen
from domain.refusals import Refusal
from domain.resolutions import Decision, NoDecisionNamed, ResolutionRef, require_decision
from domain.roles import require_engine, require_role
from domain.scoring.organisation import Scored, organisation_score


class Counted(Value):
    """One indicator as it counts: weight in percent, score of 100, and the version of its stream that was read."""

    indicator: Id
    weight: Percent
    score: Number
    version: int


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


class UnitIncomplete(Refusal):
    """A scorecard is summed when every indicator has a result."""

    code = "scorecard.incomplete"
    ko = "{unit}의 점수를 낼 수 없습니다. 평가 결과가 없는 지표: {missing}. 모든 지표를 먼저 평가하십시오."
    en = "{unit} cannot be scored: the indicators {missing} have no result. Score every indicator first."


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
    score, counted = _sum(command, state, opened, facts)
    return [UnitScored.model_validate({**content(command), "score": score, "indicators": counted})]


def _adjust(command: AdjustIndicatorScore, state: Scorecard, facts: Facts) -> list[ScorecardEvent]:
    _, opened = require_cycle(facts, command.year, command.body)
    require_role(facts, "gpec", opened.government)
    _require_committee(command, opened, facts)
    require_not_headed(facts, command.year, command.body, command.unit)
    counted = state.counted(command.indicator)
    if counted is None:
        raise NotOnScorecard(unit=command.unit, indicator=command.indicator)
    before = state.adjusted[command.indicator].after if command.indicator in state.adjusted else counted.score
    if before == command.score:
        return []
    fields = content(command)
    after = fields.pop("score")
    return [IndicatorScoreAdjusted(**fields, before=before, after=after)]


def _require_committee(command: AdjustIndicatorScore, opened: CycleOpened, facts: Facts) -> None:
    """Let pass what rests on a decision; where the rules say so, on a resolution of the government's committee."""
    decision = Decision(command.resolution, command.outside)
    of = opened.government if "adjust-grade" in opened.rules.committees.by_resolution else None
    require_decision(facts, decision, "adjust-grade", f"{command.body}/{command.unit}", command.year, of)
    if decision == (None, None):
        raise NoDecisionNamed


def _rescore(command: RescoreUnit, state: Scorecard, facts: Facts) -> list[ScorecardEvent]:
    require_engine(facts, command.body)
    _, opened = require_cycle(facts, command.year, command.body)
    score, counted = _sum(command, state, opened, facts)
    if state.score is None or _results(state.indicators) == _results(counted):
        return []
    how = {"before": state.score, "score": score, "indicators": counted, "edition": state.edition + 1}
    return [UnitRescored.model_validate({**content(command), **how})]


def _results(indicators: tuple[Counted, ...]) -> list[tuple[str, Number, Number]]:
    return [(it.indicator, it.weight, it.score) for it in indicators]


def _sum(
    command: ScoreUnit | RescoreUnit, state: Scorecard, opened: CycleOpened, facts: Facts
) -> tuple[Number, tuple[Counted, ...]]:
    """Return the unit's score, exact, and what it is the sum of."""
    plan = facts.read(PLAN, plan_stream(command.year, command.body))
    frozen = [it for it in plan.in_force.values() if it.unit == command.unit]
    streams = [indicator_stream(command.year, command.body, it.code) for it in frozen]
    states = facts.read_all(INDICATOR, streams)
    if not frozen or (missing := [it.code for it, found in zip(frozen, states, strict=True) if found.scored is None]):
        raise UnitIncomplete(unit=command.unit, missing=", ".join(missing) if frozen else "-")
    results = [_scored(it, found.scored, state) for it, found in zip(frozen, states, strict=True) if found.scored]
    summed = organisation_score(command.unit, results, opened.rules.aspects)
    versions = {it.code: facts.version(stream) for it, stream in zip(frozen, streams, strict=True)}
    counted = tuple(
        Counted(
            indicator=(code := part.what.split("/", 1)[1]),
            weight=part.weight or 0,
            score=part.value,
            version=versions[code],
        )
        for part in summed.parts
    )
    return summed.value, counted


def _scored(frozen: Frozen, scored: object, state: Scorecard) -> Scored:
    aspects = {name: getattr(scored, name) for name in ("planning", "execution", "achievement")}
    adjusted = state.adjusted.get(frozen.code)
    return Scored(frozen.code, frozen.weight, **aspects, adjusted=adjusted.after if adjusted else None)


SCORECARD: Decider[Scorecard] = Decider(
    "scorecard",
    (UnitScored, IndicatorScoreAdjusted, UnitRescored),
    (ScoreUnit, AdjustIndicatorScore, RescoreUnit),
    Scorecard(),
    evolve,
    decide,
)
