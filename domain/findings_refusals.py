"""Why something may not be done about a finding."""

from __future__ import annotations

from domain.refusals import Refusal


class NoFinding(Refusal):
    """The body has no such finding."""

    code = "finding.none"
    ko = "{body}에는 {number}번 지적사항이 없습니다. 'sacho findings --body {body}'(으)로 번호를 확인하십시오."
    en = "{body} has no finding {number}. See the numbers with 'sacho findings --body {body}'."


class FindingOutOfTurn(Refusal):
    """The finding does not stand where this is done."""

    code = "finding.out-of-turn"
    ko = "{body}의 {number}번 지적사항은 현재 '{stage}' 단계라 이 일을 할 수 없습니다. 앞 절차를 먼저 마치십시오."
    en = "Finding {number} of {body} stands at '{stage}', where this is not done. Take the step before it first."


class NumberTaken(Refusal):
    """Findings are numbered one after the other."""

    code = "finding.number"
    ko = "{body}의 다음 지적사항 번호는 {next}번입니다. {number}번 대신 {next}번을 쓰십시오."
    en = "The next finding of {body} has the number {next}. Use it instead of {number}."


class NoAuthority(Refusal):
    """A finding rests on a supervising office's mandate or on a resolution."""

    code = "finding.no-authority"
    ko = "지적사항에는 소관 분야(sector)나 위원회 의결(resolution) 가운데 하나만 근거로 적어야 합니다."
    en = "A finding rests on one of two: the sector of a supervising office, or a committee's resolution. Name one."


class NoMandate(Refusal):
    """The actor inspects for no office that has the sector's mandate on this day."""

    code = "finding.no-mandate"
    ko = "{actor}은(는) {day} 현재 '{sector}' 분야 총괄기관의 점검자(inspector)가 아닙니다. 소관 기관에 요청하십시오."
    en = "On {day}, {actor} is no inspector of the office that supervises '{sector}'. Ask that office."


class OwnMinistry(Refusal):
    """Nobody inspects, accepts or confirms what his own ministry did (SOD-05)."""

    code = "supervision.own-ministry"
    ko = "{actor}은(는) {body} 소속이므로 소속 기관의 지적사항을 점검하거나 종결할 수 없습니다."
    en = "{actor} belongs to {body} and may neither inspect nor settle what his own ministry is to put right."


class AuditorConcerned(Refusal):
    """A self-audit is carried out by an auditor who did not plan what he audits."""

    code = "finding.auditor"
    ko = "자체감사 책임자 {person}은(는) {body}의 감사관(internal-auditor)이어야 하며 계획 수립자일 수 없습니다."
    en = "{person} must be an internal auditor of {body}, and not the one who plans the self-audit."


class DayPassed(Refusal):
    """A promise is about a day to come."""

    code = "finding.day-passed"
    ko = "조치 기한 {due}은(는) 이미 지났습니다. {today} 이후의 날을 적으십시오."
    en = "The day {due} has passed. Promise a day from {today} on."


class OtherRemedy(Refusal):
    """A finding may ask for one remedy; a poor result asks for a review of the organisation (S1-53)."""

    code = "finding.other-remedy"
    ko = "{body}의 {number}번 지적사항에는 조치 방법 '{wanted}'이(가) 필요합니다. '{given}' 대신 그것을 적으십시오."
    en = "Finding {number} of {body} asks for the remedy '{wanted}', not for '{given}'. Name that one."


class FindingsUnanswered(Refusal):
    """No plan is confirmed over findings that the body has not answered (the promise ledger)."""

    code = "plan.findings-unanswered"
    ko = (
        "{body}의 지적사항 {numbers}에 대한 조치계획이 없거나 기한이 지났습니다. "
        "조치계획을 내거나 위원회의 면제 의결을 받은 뒤 확정하십시오."
    )
    en = (
        "The findings {numbers} of {body} are unanswered or overdue. Plan how they are put right, or have the "
        "committee waive them, before the plan is confirmed."
    )


class DayTooFar(Refusal):
    """A promise is kept while somebody still looks; planning it anew does not put it off for ever."""

    code = "finding.day-too-far"
    ko = (
        "이행기한 {due}이(가) 너무 늦습니다. {last}까지로 계획하거나, 위원회에 면제(waive-finding) 의결을 요청하십시오."
    )
    en = "The day {due} is too far away. Plan for {last} at the latest, or ask the committee for a waiver."


class AcceptsOwnWork(Refusal):
    """Who put a finding right, or reported it, does not accept that."""

    code = "finding.own-work"
    ko = "{actor}은(는) {body}의 {number}번 지적사항을 이행하거나 보고하였습니다. 다른 사람이 수리해야 합니다."
    en = "{actor} put finding {number} of {body} right or reported it. Somebody else accepts it."
