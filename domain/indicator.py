"""One frozen indicator: values reported through the year, then scored by three aspects (S1-105)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.body import BODY
from domain.ids import Id, Number, Points100, Sha256, body_stream, indicator_stream, person_stream, plan_stream
from domain.messages import Decider, Facts, TaskCommand, TaskEvent, content, having
from domain.obligations import permit
from domain.person import PERSON
from domain.plan import PLAN, Frozen
from domain.refusals import Refusal


class ProgressReported(TaskEvent):
    """The owner's value for the period of the phase; a later report supersedes an earlier one."""

    type: Literal["ProgressReported"] = "ProgressReported"
    task_id = "report-progress"
    subject_field = "indicator"
    indicator: Id
    value: Number  # in the indicator's unit of measure
    estimate: bool
    edition: Annotated[int, Field(ge=1)]  # which report of this period it is


class IndicatorScored(TaskEvent):
    """The taskforce's three aspect scores, each of 100 points, under the sealed definition."""

    type: Literal["IndicatorScored"] = "IndicatorScored"
    task_id = "score-indicator"
    subject_field = "indicator"
    indicator: Id
    unit: Id
    planning: Points100
    execution: Points100
    achievement: Points100
    definition: Sha256
    edition: Annotated[int, Field(ge=1)]


IndicatorEvent = ProgressReported | IndicatorScored


@dataclass(frozen=True)
class IndicatorState:
    """What decisions need to know of an indicator."""

    reported: dict[str, ProgressReported] = field(default_factory=dict)  # by phase
    scored: IndicatorScored | None = None


def evolve(state: IndicatorState, event: IndicatorEvent) -> IndicatorState:
    """Return *state* after *event*."""
    match event:
        case ProgressReported():
            return replace(state, reported=having(state.reported, event.phase, event))
        case IndicatorScored():
            return replace(state, scored=event)
        case _:
            assert_never(event)


class _IndicatorCommand(TaskCommand):
    """A command about one indicator."""

    subject_field = "indicator"
    indicator: Id
    definition: Sha256 | None = None  # the definition the caller worked with, to be checked against the seal

    def stream(self) -> str:
        """Return the indicator's stream."""
        return indicator_stream(self.year, self.body, self.indicator)

    def owning_unit(self, facts: Facts) -> str:
        """Return the unit whose plan holds the indicator."""
        return require_frozen(facts, self.year, self.body, self.indicator).unit


class ReportProgress(_IndicatorCommand):
    """Report the value of the phase's period."""

    type: Literal["ReportProgress"] = "ReportProgress"
    task_id = "report-progress"
    value: Number
    estimate: bool = False


class ScoreIndicator(_IndicatorCommand):
    """Score the three aspects at the end of the year."""

    type: Literal["ScoreIndicator"] = "ScoreIndicator"
    task_id = "score-indicator"
    planning: Points100
    execution: Points100
    achievement: Points100


IndicatorCommand = ReportProgress | ScoreIndicator


class UnknownIndicator(Refusal):
    """The confirmed plan has no such indicator."""

    code = "indicator.unknown"
    ko = (
        "{year}년도 {body}의 확정된 계획에 '{indicator}' 지표가 없습니다. "
        "계획이 확정되었는지, 코드가 맞는지 확인하십시오."
    )
    en = "The confirmed {year} plan of {body} has no indicator '{indicator}'. Check the code and that it is confirmed."


class DefinitionChanged(Refusal):
    """A result under another definition than the sealed one is no result."""

    code = "indicator.definition-changed"
    ko = (
        "'{indicator}' 지표의 정의가 확정된 정의와 다릅니다(봉인 {sealed}, 제출 {given}). "
        "확정된 정의로 다시 계산하십시오."
    )
    en = (
        "The definition of indicator '{indicator}' is not the confirmed one (sealed {sealed}, given {given}). "
        "Compute the result under the confirmed definition."
    )


class ScoresOwnUnit(Refusal):
    """The taskforce holds no one of the unit it scores (S1-105)."""

    code = "indicator.own-unit"
    ko = "{actor}은(는) {unit} 소속이므로 그 부서의 지표를 평가할 수 없습니다. 다른 평가단원이 평가해야 합니다."
    en = "{actor} belongs to {unit} and may not score its indicators. Another member of the taskforce must."


def require_frozen(facts: Facts, year: int, body: str, code: str) -> Frozen:
    """Return the frozen indicator *code* of the confirmed plan.

    Raises:
        UnknownIndicator: there is none.
    """
    frozen = facts.read(PLAN, plan_stream(year, body)).frozen(code)
    if frozen is None:
        raise UnknownIndicator(year=year, body=body, indicator=code)
    return frozen


def decide(command: IndicatorCommand, state: IndicatorState, facts: Facts) -> list[IndicatorEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    frozen = require_frozen(facts, command.year, command.body, command.indicator)
    permit(command, facts)
    if command.definition not in (None, frozen.definition):
        raise DefinitionChanged(
            indicator=command.indicator, sealed=frozen.definition[:12], given=str(command.definition)[:12]
        )
    match command:
        case ReportProgress():
            return _report(command, state)
        case ScoreIndicator():
            return _score(command, state, frozen, facts)
        case _:
            assert_never(command)


def _report(command: ReportProgress, state: IndicatorState) -> list[IndicatorEvent]:
    before = state.reported.get(command.phase)
    if before and (before.value, before.estimate) == (command.value, command.estimate):
        return []
    fields = content(command)
    del fields["definition"]
    return [ProgressReported(**fields, edition=before.edition + 1 if before else 1)]


def _score(command: ScoreIndicator, state: IndicatorState, frozen: Frozen, facts: Facts) -> list[IndicatorEvent]:
    home = facts.read(PERSON, person_stream(facts.actor)).unit()
    line = facts.read(BODY, body_stream(command.body)).line(home)
    if frozen.unit in line:
        raise ScoresOwnUnit(actor=facts.actor, unit=frozen.unit)
    before = state.scored
    given = (command.planning, command.execution, command.achievement)
    if before and (before.planning, before.execution, before.achievement) == given:
        return []
    sealed = {"unit": frozen.unit, "definition": frozen.definition}
    return [IndicatorScored(**{**content(command), **sealed}, edition=before.edition + 1 if before else 1)]


INDICATOR: Decider[IndicatorState] = Decider(
    "indicator",
    (ProgressReported, IndicatorScored),
    (ReportProgress, ScoreIndicator),
    IndicatorState(),
    evolve,
    decide,
)
