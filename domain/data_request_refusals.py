"""Why nobody is asked for data, or an answer is not taken."""

from __future__ import annotations

from domain.refusals import Refusal


class InLogAlready(Refusal):
    """Nobody is asked for what the log has (once only)."""

    code = "request.in-log"
    ko = "{body}에 요청한 자료 '{what}'은(는) 이미 기록에 있습니다: {at}. 'sacho log --stream'(으)로 찾아 쓰십시오."
    en = "What is asked of {body}, '{what}', is in the log already: {at}. Read it there with 'sacho log --stream'."


class AskedAlready(Refusal):
    """Two offices do not ask for one thing."""

    code = "request.asked-already"
    ko = "{asker}이(가) {body}에 같은 자료를 {number}번으로 이미 요청했습니다. 답이 오면 함께 쓰십시오."
    en = "{asker} has asked {body} for the same already, as request {number}. Use its answer when it comes."


class MayNotAsk(Refusal):
    """Only certain offices ask for data (ACT 12)."""

    code = "request.may-not-ask"
    ko = (
        "{actor}은(는) {asker}의 이름으로 {body}에 자료를 요청할 수 없습니다. 필요한 역할: {roles}. "
        "위원회의 요청은 위원장이나 간사 부서가 합니다."
    )
    en = (
        "{actor} may not ask {body} for data in the name of {asker}. That needs one of the roles: {roles}; "
        "for its committee, the chair or the office that keeps its records asks."
    )


class MayNotAnswer(Refusal):
    """Whom the request does not ask does not answer it."""

    code = "request.may-not-answer"
    ko = (
        "{actor}은(는) {body}의 {number}번 자료 요청에 답할 수 없습니다. 그 기관·부서의 장이나 {roles} 역할이 답합니다."
    )
    en = "{actor} may not answer request {number} to {body}. Its head, the unit's head or one of {roles} does."


class NoSuchDataRequest(Refusal):
    """There is no request of that number."""

    code = "request.none"
    ko = "{year}년도 {body}에 대한 {number}번 자료 요청이 없습니다. 'sacho burden {year}'(으)로 확인하십시오."
    en = "There is no request {number} to {body} in {year}. See 'sacho burden {year} --body {body}'."


class RequestIsOver(Refusal):
    """A request that was taken back is nobody's any more."""

    code = "request.withdrawn"
    ko = "{body}에 대한 {number}번 자료 요청은 철회되었습니다. 필요하면 새로 요청하십시오."
    en = "Request {number} to {body} was taken back. Ask anew if it is needed."


class RequestIsAnswered(Refusal):
    """What is answered stays answered."""

    code = "request.answered"
    ko = "{body}에 대한 {number}번 자료 요청에는 이미 답했습니다({at}). 모자라면 요청한 기관이 보완을 요청합니다."
    en = "Request {number} to {body} is answered ({at}). If that does not do, who asked requests a supplement."


class NothingToSupplement(Refusal):
    """A supplement is to an answer."""

    code = "request.not-answered"
    ko = "{body}에 대한 {number}번 자료 요청에는 아직 답이 없습니다({due}까지). 보완은 답이 온 뒤에 요청하십시오."
    en = "Request {number} to {body} is not answered yet (by {due}). Ask for a supplement once it is."


class SameAnswerAgain(Refusal):
    """What did not do does not do a second time."""

    code = "request.same-answer"
    ko = "{body}에 대한 {number}번 자료 요청에 같은 것을 다시 냈습니다. 모자란 점: {lacking}."
    en = "That is what was handed over before for request {number} to {body}. What was lacking: {lacking}."


class NotInLog(Refusal):
    """An answer points at an event that is there and is the body's own."""

    code = "request.not-in-log"
    ko = "기록에 {body}의 {year}년도 사건 {at}이(가) 없습니다. 'sacho log --stream'(으)로 흐름과 판을 확인하십시오."
    en = "The log has no event {at} of {body} in {year}. Look up stream and version with 'sacho log --stream'."


class AnswerDueEarly(Refusal):
    """An answer can only be due on a day to come."""

    code = "request.due-past"
    ko = "자료를 낼 마지막 날 {due}이(가) 오늘({today})보다 빠릅니다. 오늘이나 그 뒤의 날을 적으십시오."
    en = "The last day to answer, {due}, is before today ({today}). Name today or a later day."
