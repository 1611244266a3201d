"""Evidence for an indicator's values: attached by its hash, verified by somebody outside the owner's line (SOD-01)."""

from __future__ import annotations

from typing import Literal

from domain.conflicts import in_line, require_not_headed
from domain.ids import Sha256
from domain.indicator_events import (
    EvidenceAttached,
    EvidenceRejected,
    EvidenceVerified,
    IndicatorEvent,
    IndicatorState,
    IndicatorTask,
    Verdict,
)
from domain.messages import Facts, Reason, content
from domain.objectives import Indicator
from domain.plan_events import Frozen
from domain.refusals import Refusal


class AttachEvidence(IndicatorTask):
    """Name a document that stands behind the value of the phase."""

    type: Literal["AttachEvidence"] = "AttachEvidence"
    task_id = "attach-evidence"
    document: Sha256  # of its content
    title: Reason


class VerifyEvidence(IndicatorTask):
    """Accept a document, or reject it for a *reason*."""

    type: Literal["VerifyEvidence"] = "VerifyEvidence"
    task_id = "verify-evidence"
    document: Sha256
    rejected: Reason | None = None  # why, if it is


class UnknownEvidence(Refusal):
    """What is verified was attached."""

    code = "evidence.unknown"
    ko = "지표 {indicator}에 {document} 증빙이 없습니다. 문서의 해시를 확인하십시오."
    en = "The indicator {indicator} has no evidence {document}. Check the document's hash."


class VerifiesOwnLine(Refusal):
    """Nobody verifies his own work, nor that of his reporting line (SOD-01)."""

    code = "evidence.own-line"
    ko = (
        "{actor}은(는) {unit}의 보고 계통에 있으므로 지표 {indicator}의 증빙을 확인할 수 없습니다. "
        "다른 사람이 확인해야 합니다."
    )
    en = "{actor} is in the reporting line of {unit} and may not verify evidence of {indicator}. Somebody else must."


class NotItsVerifier(Refusal):
    """A definition may name who verifies."""

    code = "evidence.not-its-verifier"
    ko = "지표 {indicator}의 확인자는 {verifier}입니다. {actor}은(는) 확인할 수 없습니다."
    en = "The definition of {indicator} names {verifier} as its verifier, not {actor}."


class VerifierScores(Refusal):
    """Who verifies evidence does not score the indicator (SOD-01)."""

    code = "evidence.verifier-scores"
    ko = "{actor}은(는) 지표 {indicator}의 증빙 확인과 평가를 함께 할 수 없습니다. 다른 사람이 하여야 합니다."
    en = "{actor} may not both verify the evidence of {indicator} and score it. Somebody else must do one."


def attach(command: AttachEvidence, state: IndicatorState, facts: Facts) -> list[IndicatorEvent]:
    """Return that a document was attached; [] if it is already."""
    event = EvidenceAttached(**content(command), by=facts.actor)
    return [] if command.document in state.evidence else [event]


def verify(
    command: VerifyEvidence, state: IndicatorState, frozen: Frozen, definition: Indicator | None, facts: Facts
) -> list[IndicatorEvent]:
    """Return the verdict on a document; [] if it is so already.

    Raises:
        Refusal: there is no such document, or the actor is too near to what it is about.
    """
    attached = state.evidence.get(command.document)
    if attached is None:
        raise UnknownEvidence(indicator=command.indicator, document=command.document[:12])
    _require_distance(command, state, attached, frozen, definition, facts)
    about = {name: value for name, value in content(command).items() if name != "rejected"}
    event: Verdict = EvidenceVerified(**about, by=facts.actor)
    if command.rejected:
        event = EvidenceRejected(**about, reason=command.rejected, by=facts.actor)
    return [] if state.verdicts.get(command.document) == event else [event]


def _require_distance(
    command: VerifyEvidence,
    state: IndicatorState,
    attached: EvidenceAttached,
    frozen: Frozen,
    definition: Indicator | None,
    facts: Facts,
) -> None:
    actor, owner = facts.actor, definition.owner if definition else None
    if actor in (attached.by, owner) or in_line(actor, command.body, frozen.unit, facts):
        raise VerifiesOwnLine(actor=actor, unit=frozen.unit, indicator=command.indicator)
    require_not_headed(facts, command.year, command.body, frozen.unit)
    if definition and definition.verifier not in (None, actor):
        raise NotItsVerifier(indicator=command.indicator, verifier=definition.verifier, actor=actor)
    if state.scored and state.scored.by == actor:
        raise VerifierScores(actor=actor, indicator=command.indicator)
