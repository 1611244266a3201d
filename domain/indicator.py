"""One frozen indicator: values reported through the year, then scored by three aspects (S1-105).

Its facts stand in ``indicator_events``, evidence in ``indicator_evidence``. A value that tells
early that the target will be missed raises a warning while there is time.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from domain.conflicts import in_line, require_not_headed
from domain.ids import Sha256, plan_stream
from domain.indicator_events import (
    EarlyWarningAcknowledged,
    IndicatorEvent,
    IndicatorScored,
    IndicatorState,
    IndicatorTask,
    ProgressReported,
    evolve,
    require_frozen,
)
from domain.indicator_evidence import AttachEvidence, VerifierScores, VerifyEvidence, attach, verify
from domain.indicator_watch import trued_up, warning
from domain.messages import Decider, Facts, Reason, content
from domain.neighbours import connector
from domain.numbers import Number, Points100
from domain.objectives import Indicator
from domain.obligations import permit
from domain.plan import PLAN
from domain.plan_events import Frozen
from domain.plan_targets import formula_of
from domain.refusals import Refusal
from domain.rules import RuleSet
from domain.scoring.achievement import rate


class _FrozenTask(IndicatorTask):
    """A command under the indicator's sealed definition."""

    definition: Sha256 | None = None  # the definition the caller worked with, to be checked against the seal


class ReportProgress(_FrozenTask):
    """Report the value of the phase's period; *definition* may be one that was amended since."""

    type: Literal["ReportProgress"] = "ReportProgress"
    task_id = "report-progress"
    value: Number
    estimate: bool = False
    numerator: Number | None = None
    denominator: Annotated[Number, Field(gt=0)] | None = None


class AcknowledgeWarning(IndicatorTask):
    """Take note of an early warning, and say what it comes from."""

    type: Literal["AcknowledgeWarning"] = "AcknowledgeWarning"
    task_id = "acknowledge-warning"
    cause: Reason


class ScoreIndicator(_FrozenTask):
    """Score the three aspects at the end of the year."""

    type: Literal["ScoreIndicator"] = "ScoreIndicator"
    task_id = "score-indicator"
    planning: Points100
    execution: Points100
    achievement: Points100


IndicatorCommand = ReportProgress | AcknowledgeWarning | AttachEvidence | VerifyEvidence | ScoreIndicator


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


class NotALevel(Refusal):
    """A rubric is reported as one of its levels."""

    code = "indicator.not-a-level"
    ko = "지표 {indicator}은(는) 1부터 {levels}까지의 단계로 보고합니다. {value}은(는) 단계가 아닙니다."
    en = "The indicator {indicator} is reported as a level from 1 to {levels}; {value} is none."


class NoWarning(Refusal):
    """Only a warning that was raised is taken note of."""

    code = "indicator.no-warning"
    ko = "지표 {indicator}에는 '{phase}' 단계의 조기경보가 없습니다."
    en = "No early warning was raised for the indicator {indicator} in '{phase}'."


def decide(command: IndicatorCommand, state: IndicatorState, facts: Facts) -> list[IndicatorEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    frozen = require_frozen(facts, command.year, command.body, command.indicator)
    rules = permit(command, facts, connector(command, facts)).cycle.rules
    match command:
        case ReportProgress():
            return _report(command, state, frozen, rules, facts)
        case AcknowledgeWarning():
            return _acknowledge(command, state, facts)
        case AttachEvidence():
            return attach(command, state, facts)
        case VerifyEvidence():
            return verify(command, state, frozen, _definition(command, frozen, facts), facts)
        case ScoreIndicator():
            return _score(command, state, frozen, facts)


def _definition(command: IndicatorCommand, frozen: Frozen, facts: Facts) -> Indicator | None:
    """Return the definition that is in force; to look for it costs a hash."""
    return facts.read(PLAN, plan_stream(command.year, command.body)).definition(frozen.definition, frozen.code)


def _report(
    command: ReportProgress,
    state: IndicatorState,
    frozen: Frozen,
    rules: RuleSet,
    facts: Facts,
) -> list[IndicatorEvent]:
    amended = command.definition if command.definition != frozen.definition else None
    plan = facts.read(PLAN, plan_stream(command.year, command.body))
    definition = plan.definition(frozen.definition, frozen.code)
    if amended is not None and plan.definition(amended, command.indicator) is None:
        raise _changed(command, frozen)
    _require_level(command, definition, rules)
    before = state.reported.get((command.phase, amended))
    said = {**content(command), "definition": amended, "edition": before.edition + 1 if before else 1}
    event = ProgressReported(**said)
    if before and {**content(event), "edition": before.edition} == content(before):
        return []
    if amended is not None:
        return [event]
    return [event, *trued_up(event, before, rules), *warning(event, state, definition, rules)]


def _changed(command: ReportProgress | ScoreIndicator, frozen: Frozen) -> DefinitionChanged:
    given = str(command.definition)[:12]
    return DefinitionChanged(indicator=command.indicator, sealed=frozen.definition[:12], given=given)


def _require_level(command: ReportProgress, definition: Indicator | None, rules: RuleSet) -> None:
    formula = formula_of(definition, rules.planning) if definition else None
    if formula and formula.kind == "rubric" and rate(formula, command.value, command.value) is None:
        raise NotALevel(indicator=command.indicator, levels=len(formula.levels), value=command.value)


def _acknowledge(command: AcknowledgeWarning, state: IndicatorState, facts: Facts) -> list[IndicatorEvent]:
    if command.phase not in state.warned:
        raise NoWarning(indicator=command.indicator, phase=command.phase)
    event = EarlyWarningAcknowledged(**content(command), by=facts.actor)
    return [] if state.acknowledged.get(command.phase) == event else [event]


def _score(command: ScoreIndicator, state: IndicatorState, frozen: Frozen, facts: Facts) -> list[IndicatorEvent]:
    if command.definition not in (None, frozen.definition):
        raise _changed(command, frozen)
    definition = _definition(command, frozen, facts)
    owns = definition is not None and definition.owner == facts.actor
    if owns or in_line(facts.actor, command.body, frozen.unit, facts):
        raise ScoresOwnUnit(actor=facts.actor, unit=frozen.unit)
    require_not_headed(facts, command.year, command.body, frozen.unit)
    if facts.actor in {it.by for it in state.verdicts.values()}:
        raise VerifierScores(actor=facts.actor, indicator=command.indicator)
    before = state.scored
    given = (command.planning, command.execution, command.achievement)
    if before and (before.planning, before.execution, before.achievement) == given:
        return []
    sealed = {"unit": frozen.unit, "definition": frozen.definition, "by": facts.actor}
    return [IndicatorScored(**{**content(command), **sealed}, edition=before.edition + 1 if before else 1)]


INDICATOR: Decider[IndicatorState] = Decider(
    "indicator",
    get_args(IndicatorEvent),
    get_args(IndicatorCommand),
    IndicatorState(),
    evolve,
    decide,
)
