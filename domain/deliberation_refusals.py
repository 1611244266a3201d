"""Why something cannot be done in a sitting of a committee."""

from __future__ import annotations

from domain.refusals import Refusal


class NoSuchSession(Refusal):
    """A sitting is convened first."""

    code = "session.unknown"
    ko = "'{committee}' 위원회의 제{session}차 회의가 소집되지 않았습니다. 먼저 회의를 소집하십시오."
    en = "Session {session} of the committee '{committee}' has not been convened. Convene it first."


class SessionConvenedBefore(Refusal):
    """A sitting is convened once."""

    code = "session.convened"
    ko = "'{committee}' 위원회의 제{session}차 회의는 이미 {on}에 열기로 소집되었습니다. 다른 회차로 소집하십시오."
    en = "Session {session} of the committee '{committee}' is convened for {on} already. Use another number."


class SessionOutOfOrder(Refusal):
    """Sittings follow each other: what one defers, the next takes up."""

    code = "session.order"
    ko = (
        "'{committee}' 위원회의 제{session}차 회의는 아직 소집할 수 없습니다. 제{before}차 회의의 모든 안건이 "
        "끝나야 합니다."
    )
    en = "Session {session} of '{committee}' cannot be convened yet: every item of session {before} must be settled."


class MayNotConvene(Refusal):
    """Who convenes and tables is said by the rules."""

    code = "session.may-not-convene"
    ko = "{actor}은(는) '{committee}' 위원회의 회의를 준비할 수 없습니다. 위원장이나 {keeps}이(가) 하여야 합니다."
    en = "{actor} may not prepare sittings of the committee '{committee}': a chair or {keeps} must."


class NoticeOfSessionTooShort(Refusal):
    """Members are told of a sitting and its items some days before, unless it is urgent (DEC 6)."""

    code = "session.notice"
    ko = (
        "'{committee}' 위원회의 {on} 회의와 안건은 {needed}일 전까지 알려야 합니다({given}일 전). "
        "{earliest} 이후로 정하거나 긴급한 사유를 적으십시오."
    )
    en = (
        "Members of '{committee}' are told of the session of {on} and its items {needed} days before, not {given}. "
        "Choose {earliest} or later, or give the reason why it is urgent."
    )


class SessionIsOver(Refusal):
    """After its day a sitting takes nothing new."""

    code = "session.over"
    ko = "'{committee}' 위원회의 제{session}차 회의는 끝났습니다. 다음 회의에서 다루십시오."
    en = "Session {session} of the committee '{committee}' is over. Take it to the next one."


class NotTheDay(Refusal):
    """A sitting takes place on its day."""

    code = "session.not-the-day"
    ko = "'{committee}' 위원회의 제{session}차 회의는 {on}에 열립니다. 그날 하십시오."
    en = "Session {session} of the committee '{committee}' takes place on {on}. Do this on that day."


class TooFewCiviliansAtSitting(Refusal):
    """At every sitting a share of those who attend comes from outside the government."""

    code = "session.too-few-civilians"
    ko = (
        "'{committee}' 위원회의 출석 위원 {present}명 가운데 민간위원이 {civilians}명입니다. "
        "{needed}명 이상이어야 회의를 열 수 있습니다."
    )
    en = "Of {present} who attend in '{committee}', {civilians} are civilians; a sitting needs at least {needed}."


class AttendanceIsClosed(Refusal):
    """Once an item is called, the list of those present stands."""

    code = "session.attendance-closed"
    ko = "'{committee}' 위원회의 제{session}차 회의는 이미 안건을 상정하여 출석 명부를 바꿀 수 없습니다."
    en = "Session {session} of '{committee}' has called an item: its attendance list stands."


class NoSuchItem(Refusal):
    """The agenda has no such item."""

    code = "item.unknown"
    ko = "'{committee}' 위원회 제{session}차 회의에 '{item}' 안건이 없습니다. 안건: {known}."
    en = "Session {session} of '{committee}' has no item '{item}'. It has: {known}."


class ItemTabledBefore(Refusal):
    """An item that is tabled stays as it is."""

    code = "item.tabled"
    ko = "'{item}' 안건은 다른 내용으로 이미 상정되어 있습니다. 다른 번호로 상정하십시오."
    en = "The item '{item}' is tabled already with other content. Use another id."


class NotCompetent(Refusal):
    """A committee decides what is its own."""

    code = "item.not-competent"
    ko = "'{committee}' 위원회는 {about}에 대한 '{matter}' 안건을 의결할 수 없습니다. 의결할 수 있는 것: {known}."
    en = "The committee '{committee}' does not decide '{matter}' about {about}. It decides: {known}."


class NotDelegable(Refusal):
    """Only what the rules let be delegated is decided for another committee."""

    code = "item.not-delegable"
    ko = "'{matter}' 안건은 '{committee}' 위원회에 위임할 수 없습니다. 위임할 수 있는 것: {known}."
    en = "'{matter}' cannot be delegated to the committee '{committee}'. What can be: {known}."


class ItemOutOfTurn(Refusal):
    """An item goes its way: tabled, called, voted on, counted."""

    code = "item.out-of-turn"
    ko = "'{item}' 안건은 지금 그렇게 할 수 없는 단계입니다(상태: {stage})."
    en = "This cannot be done with the item '{item}' now: it is {stage}."


class NoSuchPaper(Refusal):
    """The item has no such paper."""

    code = "item.no-paper"
    ko = "'{item}' 안건에 그런 자료({paper})가 없습니다. 자료의 SHA-256을 확인하십시오."
    en = "The item '{item}' has no paper {paper}. Check its SHA-256."


class MinutesNotDue(Refusal):
    """Minutes are approved when every item is settled."""

    code = "minutes.not-due"
    ko = "'{committee}' 위원회 제{session}차 회의의 안건이 아직 남아 있습니다: {left}. 모두 끝난 뒤 승인하십시오."
    en = "Session {session} of '{committee}' is not over: {left}. Approve the minutes when it is."


class OtherMinutes(Refusal):
    """Who approves must have read what the minutes say now."""

    code = "minutes.other"
    ko = "회의록이 그 사이 바뀌었습니다. 지금의 회의록({current})을 읽고 승인하십시오."
    en = "The minutes have changed. Read those of now ({current}) and approve them."


class MinutesStand(Refusal):
    """Approved minutes are not added to."""

    code = "minutes.approved"
    ko = "'{committee}' 위원회 제{session}차 회의록은 승인되어 더할 수 없습니다."
    en = "The minutes of session {session} of '{committee}' are approved; nothing is added to them."


class NotAChair(Refusal):
    """Minutes are approved by a chair."""

    code = "minutes.not-a-chair"
    ko = "{actor}은(는) '{committee}' 위원회의 위원장이 아니어서 회의록을 승인할 수 없습니다. 위원장: {chairs}."
    en = "{actor} is no chair of '{committee}' and cannot approve its minutes. Chairs: {chairs}."
