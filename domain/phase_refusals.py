"""What a phase refuses: too early, too late, standing still; and what would help."""

from __future__ import annotations

from domain.refusals import Refusal


class NotYet(Refusal):
    """The clock says it is too early; a timer that fired early tries again."""

    code = "phase.not-yet"
    ko = "{year}년도 {body} '{phase}' 단계는 아직 때가 아닙니다. {at} 이후에 다시 시도하십시오."
    en = "It is too early for this in phase '{phase}' of {body}, {year}. Try again from {at}."


class PhaseNotOpen(Refusal):
    """The phase has not opened yet."""

    code = "phase.not-open"
    ko = "{year}년도 {body} '{phase}' 단계는 아직 열리지 않았습니다. {opens}에 열립니다."
    en = "Phase '{phase}' of {body}, {year}, is not open yet. It opens on {opens}."


class PhaseIsClosed(Refusal):
    """The window has run out; nothing is reopened."""

    code = "phase.closed"
    ko = (
        "{year}년도 {body} '{phase}' 단계는 {closes}에 마감되어 더 이상 제출할 수 없습니다. "
        "정당한 사유가 있으면 운영자에게 기한 연장을 요청하십시오."
    )
    en = (
        "Phase '{phase}' of {body}, {year}, ended on {closes}; nothing more is taken. "
        "If there is good cause, ask an operator whether the deadline can be moved."
    )


class PhaseIsPaused(Refusal):
    """The phase stands still."""

    code = "phase.paused"
    ko = "{year}년도 {body} '{phase}' 단계는 일시 중지 상태입니다. 재개된 뒤 다시 시도하십시오."
    en = "Phase '{phase}' of {body}, {year}, is paused. Try again when it is resumed."


class PhaseNotPaused(Refusal):
    """Only a paused phase can be resumed."""

    code = "phase.not-paused"
    ko = "{year}년도 {body} '{phase}' 단계는 일시 중지 상태가 아닙니다."
    en = "Phase '{phase}' of {body}, {year}, is not paused."


class DeadlineInThePast(Refusal):
    """A deadline moves forward, not behind the clock."""

    code = "phase.deadline-past"
    ko = "'{phase}' 단계의 기한을 이미 지난 날({due})(으)로 옮길 수 없습니다. {today} 이후의 날을 지정하십시오."
    en = "The deadline of phase '{phase}' cannot be moved to {due}, which is past. Name a day from {today} on."


class OpeningIsPast(Refusal):
    """An open phase cannot open on another day."""

    code = "phase.already-open"
    ko = "'{phase}' 단계는 이미 열려 있어 시작일을 바꿀 수 없습니다. 마감일만 옮기십시오."
    en = "Phase '{phase}' is already open, so its first day cannot change. Move its last day only."
