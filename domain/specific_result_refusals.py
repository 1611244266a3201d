"""What the rules of a ministry's result refuse."""

from __future__ import annotations

from domain.refusals import Refusal


class NoDraftYet(Refusal):
    """There is no draft result to speak about."""

    code = "specific.no-draft"
    ko = "{body}의 특정평가 결과안이 아직 공유되지 않았습니다. 결과안을 먼저 공유하십시오."
    en = "No draft of the result of {body} has been shared. Share it first."


class UnknownAddition(Refusal):
    """Points are added only for what the rules name."""

    code = "specific.unknown-addition"
    ko = "{year}년도 특정평가에는 '{addition}' 가점이 없습니다. 있는 가점: {known}."
    en = "The specific evaluation of {year} has no addition '{addition}'. It has: {known}."


class SaysNothing(Refusal):
    """A hearing has an opinion or a waiver."""

    code = "specific.no-opinion"
    ko = "의견이 비어 있습니다. 의견을 적거나 의견이 없음(waived: true)을 밝히십시오. 둘 다는 할 수 없습니다."
    en = "There is no opinion. State one, or waive the hearing (waived: true); not both."


class HearingIsOver(Refusal):
    """What was resolved is not heard again."""

    code = "specific.resolved"
    ko = "{body}의 특정평가 결과는 의결되어 바꿀 수 없습니다. 재심의 의결이 있어야 합니다."
    en = "The result of {body} is resolved and stays, unless the committee reopens it."


class NotHeard(Refusal):
    """A ministry is heard, or waives it, before its result is resolved."""

    code = "specific.not-heard"
    ko = "{body}의 의견을 듣기 전에는 의결할 수 없습니다. 의견청취('state-opinion') 뒤의 의결이 필요합니다."
    en = "{body} has not been heard. This needs a resolution after the hearing (task 'state-opinion'), or its waiver."


class OpinionUnanswered(Refusal):
    """An opinion gets a reply before the result is resolved."""

    code = "specific.unanswered"
    ko = "{body}의 의견에 아직 답하지 않았습니다. 'sacho act AnswerOpinion'으로 먼저 답하십시오."
    en = "The opinion of {body} has no reply yet. Answer it first with 'sacho act AnswerOpinion'."


class NoOpinion(Refusal):
    """A reply answers an opinion."""

    code = "specific.nothing-to-answer"
    ko = "{body}은(는) 의견을 내지 않아 답할 것이 없습니다."
    en = "{body} has stated no opinion, so there is nothing to answer."


class ResolutionTooLate(Refusal):
    """Results are resolved by the end of the year, unless it was extended."""

    code = "specific.resolution-late"
    ko = "의결 기한 {last}이(가) 지났습니다. 위원회 의결로 기한을 연장('ExtendSpecificDeadline')한 뒤 하십시오."
    en = "Results were to be resolved by {last}. Extend the day by a resolution ('ExtendSpecificDeadline') first."


class NotResolvedYet(Refusal):
    """This follows the resolution."""

    code = "specific.not-resolved"
    ko = "특정평가 결과가 의결되지 않은 기관이 있습니다: {bodies}. 의결한 뒤 하십시오."
    en = "The results of these are not resolved: {bodies}. Do it when they are."


class NothingToReopen(Refusal):
    """A result is reopened for a true-up that moved an area by more than the threshold."""

    code = "specific.nothing-to-reopen"
    ko = "{body}에는 연말 실적으로 {above}점 넘게 달라진 부문이 없어 재심의할 것이 없습니다."
    en = "No area of {body} moved by more than {above} points by the year-end values, so there is nothing to reopen."


class NoGrades(Refusal):
    """The year's rules give points only."""

    code = "specific.no-grades"
    ko = "{year}년도 특정평가 규칙에는 등급이 없습니다."
    en = "The rules of the specific evaluation {year} have no grades."


class GradesTied(Refusal):
    """Equals across a line are put in order by people."""

    code = "specific.tied"
    ko = "등급 경계에서 동점입니다: {bodies}. 순서(order)를 정하여 다시 하십시오."
    en = "These are equal across a line between grades: {bodies}. Give their order and ask again."


class NotGraded(Refusal):
    """Publication follows the grades."""

    code = "specific.not-graded"
    ko = "'{group}' 기관군의 등급이 아직 정해지지 않았습니다. 등급을 먼저 정하십시오."
    en = "The group '{group}' has no grades yet. Grade it first."


class TruedUpSince(Refusal):
    """The committee reopens what it saw; what was restated since, it has not seen."""

    code = "specific.trued-up-since"
    ko = "{body}의 '{area}' 부문은 의결({resolved}) 뒤인 {on}에 다시 조정되었습니다. 새 의결이 필요합니다."
    en = "The area '{area}' of {body} was restated on {on}, after the resolution of {resolved}. It needs a new one."


class GradesStand(Refusal):
    """Once published, equals keep the order they were given, until a result changes."""

    code = "specific.grades-stand"
    ko = "'{group}' 기관군의 등급은 이미 공개되었고 바뀐 결과가 없습니다. 동점 순서를 다시 정할 수 없습니다."
    en = "The grades of the group '{group}' are published and no result has changed, so the order of equals stands."
