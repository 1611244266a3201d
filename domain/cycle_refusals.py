"""Why a year is not opened, not closed, or does not run a phase."""

from __future__ import annotations

from domain.refusals import Refusal


class CycleAlreadyOpen(Refusal):
    """The year runs already, under other rules or for other bodies."""

    code = "cycle.already-open"
    ko = (
        "{year}년도 평가 주기는 이미 규칙 {rules}(으)로 열려 있습니다. 열린 해의 규칙은 바꿀 수 없습니다. "
        "'sacho cycle status {year}'(으)로 확인하십시오."
    )
    en = (
        "The cycle {year} is already open under the rules {rules}, and the rules of an open year cannot change. "
        "See 'sacho cycle status {year}'."
    )


class UnknownBody(Refusal):
    """A body that takes part does not exist."""

    code = "body.unknown"
    ko = "'{body}' 기관이 없습니다. 기관을 먼저 등록하십시오."
    en = "There is no body '{body}'. Establish it first."


class PhaseNotRun(Refusal):
    """The phase was over before its year was opened here."""

    code = "phase.not-run"
    ko = (
        "{year}년도 '{phase}' 단계는 평가 주기를 열기 전에 이미 끝나 여기서는 진행하지 않습니다. "
        "이 단계의 과제나 그 결과가 있어야 하는 일은 처리할 수 없습니다."
    )
    en = (
        "Phase '{phase}' of {year} was over before the cycle was opened and is not run here. "
        "Neither its tasks nor what needs their outcome can be done."
    )


class PhasesStillOpen(Refusal):
    """The books cannot close over an open phase."""

    code = "cycle.phases-open"
    ko = "{year}년도를 마감할 수 없습니다. 아직 닫히지 않은 단계: {open}."
    en = "The year {year} cannot be closed while phases are open: {open}."


class ObjectionsStillOpen(Refusal):
    """The books cannot close over an objection that nobody has decided for good."""

    code = "cycle.objections-open"
    ko = (
        "{year}년도를 마감할 수 없습니다. 끝나지 않은 이의신청이 {count}건 있습니다: {open}. "
        "결정하거나 불복 기한이 지나야 마감됩니다."
    )
    en = (
        "The year {year} cannot be closed over {count} open objections: {open}. Each must be decided, "
        "and the days to go on from the decision be over."
    )
