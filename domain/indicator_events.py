"""The facts of one indicator: values, evidence, warnings and scores, and what decisions need to know of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Sha256, Year, indicator_stream, plan_stream
from domain.messages import Event, Facts, TaskCommand, TaskEvent, having
from domain.numbers import Number, Points100
from domain.plan import PLAN
from domain.plan_events import Frozen
from domain.refusals import Refusal


class _IndicatorFact(Event):
    """A fact about one indicator that completes nobody's task."""

    year: Year
    body: Id
    phase: Id
    indicator: Id


class ProgressReported(TaskEvent):
    """The owner's value for the period of the phase; a later report supersedes an earlier one."""

    type: Literal["ProgressReported"] = "ProgressReported"
    task_id = "report-progress"
    subject_field = "indicator"
    indicator: Id
    value: Number  # in the indicator's unit of measure
    estimate: bool
    edition: Annotated[int, Field(ge=1)]  # which report of this period it is
    numerator: Number | None = None
    denominator: Number | None = None
    definition: Sha256 | None = None  # the amended one it was computed under; None: the one in force


class YearEndValueReplacedEstimate(_IndicatorFact):
    """The year's last value is no longer an estimate."""

    type: Literal["YearEndValueReplacedEstimate"] = "YearEndValueReplacedEstimate"
    estimate: Number
    value: Number


class EarlyWarningRaised(_IndicatorFact):
    """By its own values of *periods* periods the indicator will end at *rate* percent of its target."""

    type: Literal["EarlyWarningRaised"] = "EarlyWarningRaised"
    forecast: Number
    target: Number
    rate: Number
    periods: int


class EarlyWarningAcknowledged(TaskEvent):
    """Who answers for the indicator has seen the warning, and says what it comes from."""

    type: Literal["EarlyWarningAcknowledged"] = "EarlyWarningAcknowledged"
    task_id = "acknowledge-warning"
    subject_field = "indicator"
    indicator: Id
    cause: str
    by: Id


class EvidenceAttached(TaskEvent):
    """A document stands behind the value of the phase; it is named by the hash of its content."""

    type: Literal["EvidenceAttached"] = "EvidenceAttached"
    task_id = "attach-evidence"
    subject_field = "indicator"
    indicator: Id
    document: Sha256
    title: str
    by: Id


class EvidenceVerified(TaskEvent):
    """Another person found that the document bears the value out."""

    type: Literal["EvidenceVerified"] = "EvidenceVerified"
    task_id = "verify-evidence"
    subject_field = "indicator"
    indicator: Id
    document: Sha256
    by: Id


class EvidenceRejected(TaskEvent):
    """Another person found that the document does not bear the value out."""

    type: Literal["EvidenceRejected"] = "EvidenceRejected"
    task_id = "verify-evidence"
    subject_field = "indicator"
    indicator: Id
    document: Sha256
    reason: str
    by: Id


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
    by: Id | None = None  # None: recorded before scorers were


IndicatorEvent = (
    ProgressReported
    | YearEndValueReplacedEstimate
    | EarlyWarningRaised
    | EarlyWarningAcknowledged
    | EvidenceAttached
    | EvidenceVerified
    | EvidenceRejected
    | IndicatorScored
)
Verdict = EvidenceVerified | EvidenceRejected
Period = tuple[str, str | None]  # the phase, and the definition where it is not the one in force


@dataclass(frozen=True)
class IndicatorState:
    """What decisions need to know of an indicator."""

    reported: dict[Period, ProgressReported] = field(default_factory=dict)
    warned: dict[str, EarlyWarningRaised] = field(default_factory=dict)  # by phase
    acknowledged: dict[str, EarlyWarningAcknowledged] = field(default_factory=dict)  # by phase
    evidence: dict[str, EvidenceAttached] = field(default_factory=dict)  # by document
    verdicts: dict[str, Verdict] = field(default_factory=dict)  # by document
    scored: IndicatorScored | None = None

    def value(self, phase: str, definition: str | None = None) -> ProgressReported | None:
        """Return the value of *phase* under *definition*, or else the one under the definition in force."""
        return self.reported.get((phase, definition)) or self.reported.get((phase, None))


def evolve(state: IndicatorState, event: IndicatorEvent) -> IndicatorState:
    """Return *state* after *event*."""
    match event:
        case ProgressReported():
            return replace(state, reported={**state.reported, (event.phase, event.definition): event})
        case YearEndValueReplacedEstimate():
            return state
        case EarlyWarningRaised():
            return replace(state, warned=having(state.warned, event.phase, event))
        case EarlyWarningAcknowledged():
            return replace(state, acknowledged=having(state.acknowledged, event.phase, event))
        case EvidenceAttached():
            return replace(state, evidence=having(state.evidence, event.document, event))
        case EvidenceVerified() | EvidenceRejected():
            return replace(state, verdicts=having(state.verdicts, event.document, event))
        case IndicatorScored():
            return replace(state, scored=event)
        case _:
            assert_never(event)


class UnknownIndicator(Refusal):
    """The confirmed plan has no such indicator."""

    code = "indicator.unknown"
    ko = (
        "{year}년도 {body}의 확정된 계획에 '{indicator}' 지표가 없습니다. "
        "계획이 확정되었는지, 코드가 맞는지 확인하십시오."
    )
    en = "The confirmed {year} plan of {body} has no indicator '{indicator}'. Check the code and that it is confirmed."


class IndicatorTask(TaskCommand):
    """A command about one indicator."""

    subject_field = "indicator"
    indicator: Id

    def stream(self) -> str:
        """Return the indicator's stream."""
        return indicator_stream(self.year, self.body, self.indicator)

    def owning_unit(self, facts: Facts) -> str:
        """Return the unit whose plan holds the indicator.

        Raises:
            UnknownIndicator: no plan in force holds it.
        """
        return require_frozen(facts, self.year, self.body, self.indicator).unit


def require_frozen(facts: Facts, year: int, body: str, code: str) -> Frozen:
    """Return the frozen indicator *code* of the plan in force.

    Raises:
        UnknownIndicator: there is none.
    """
    frozen = facts.read(PLAN, plan_stream(year, body)).frozen(code)
    if frozen is None:
        raise UnknownIndicator(year=year, body=body, indicator=code)
    return frozen
