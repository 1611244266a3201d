"""Why something may not be done in a qualification test."""

from __future__ import annotations

from domain.refusals import Refusal


class NoQualificationRules(Refusal):
    """The year's rules know no such test."""

    code = "qualification.no-rules"
    ko = "{year}년도 규칙에는 적격심사가 없습니다. 규칙의 personnel.qualification 항목을 확인하십시오."
    en = "The rules of {year} know no qualification test. See personnel.qualification in them."


class NoGround(Refusal):
    """Too few years with the lowest grade."""

    code = "qualification.no-ground"
    ko = "{person}의 최하위 등급은 {years}개 연도뿐입니다. 적격심사는 통산 {needed}개 연도부터 대상입니다."
    en = "{person} has the lowest grade in {years} years only; a test needs {needed} in total."


class StillUnderTest(Refusal):
    """One test after the other."""

    code = "qualification.still-open"
    ko = "{person}의 {number}번째 적격심사가 이미 있거나 끝나지 않았습니다. 그 심사를 마친 뒤 다음 번호로 여십시오."
    en = "Test {number} of {person} exists already or is not closed. Close it, then use the next number."


class QualificationOutOfTurn(Refusal):
    """The case does not stand where this is done."""

    code = "qualification.out-of-turn"
    ko = "{person}의 {number}번째 적격심사는 현재 '{stage}' 단계라 이 일을 할 수 없습니다. 앞 절차를 먼저 마치십시오."
    en = "Test {number} of {person} stands at '{stage}', where this is not done. Take the step before it first."


class NotTheHead(Refusal):
    """Only the head of the ministry does this."""

    code = "qualification.not-the-head"
    ko = "{body}의 기관장({head})만 할 수 있는 일입니다. {actor}은(는) 기관장이 아닙니다."
    en = "Only the head of {body} ({head}) does this; {actor} is not."


class NotTheSubject(Refusal):
    """Only the person under test states his own side."""

    code = "qualification.not-the-subject"
    ko = "{person}의 소명서는 본인만 낼 수 있습니다. {actor}은(는) 본인이 아닙니다."
    en = "Only {person} states his or her own side; {actor} is somebody else."


class NoticeTooShort(Refusal):
    """The session comes too soon after its notice."""

    code = "qualification.notice"
    ko = "적격심사 회의일 {session}은(는) 통지 기간보다 이릅니다. {earliest} 이후로 정하십시오."
    en = "The session on {session} leaves too little notice. Choose {earliest} or later."


class NotAMember(Refusal):
    """Somebody on the list holds no seat."""

    code = "qualification.not-a-member"
    ko = "{member}은(는) 적격심사위원이 아닙니다. 위원 명단을 확인하십시오."
    en = "{member} is no member of the qualification board. Check the list of members."


class MayNotVote(Refusal):
    """Relatives, the direct superior and others who are excluded do not vote (SCS 25)."""

    code = "qualification.may-not-vote"
    ko = "{member}은(는) 이 심사에서 제외되어({ground}) 의결할 수 없습니다. 그 표를 빼고 다시 제출하십시오."
    en = "{member} is excluded from this test ({ground}) and may not vote. Leave out that vote."


class NoMajority(Refusal):
    """No view has more than half of the members in office."""

    code = "qualification.no-majority"
    ko = "재적위원 {members}명 가운데 {most}명만 같은 의견입니다. 의결에는 {needed}명이 필요합니다."
    en = "Only {most} of {members} members in office agree; a decision needs {needed}."


class TooMuchTime(Refusal):
    """More time is given once, and longer only in a lawsuit."""

    code = "qualification.extension"
    ko = "{person}의 적격심사 기한은 한 번만 {days}일 늘릴 수 있습니다. 소송 중이면 {due} 이후의 날짜를 정하십시오."
    en = "The time for {person}'s test is extended once, by {days} days. In a lawsuit, name a day after {due}."


class TrainingTooLong(Refusal):
    """Training ends within its longest time, and not before it begins."""

    code = "qualification.training-days"
    ko = "교육은 시작일부터 {latest}까지 끝나야 합니다. 종료일 {ends}을(를) 고치십시오."
    en = "Training must end between its first day and {latest}; {ends} does not fit."


class WithoutConsent(Refusal):
    """Demotion needs the person's consent."""

    code = "qualification.no-consent"
    ko = "강임은 {person}의 동의가 있어야 합니다. 동의를 받거나 직권면직을 제청하십시오."
    en = "Demotion needs the consent of {person}. Obtain it, or propose removal."
