"""Why something may not be done after, or before, evaluators were compared."""

from __future__ import annotations

from domain.refusals import Refusal


class BoardWasShown(Refusal):
    """A rating does not change silently once it is known how it compares."""

    code = "calibration.shown"
    ko = (
        "{year}년도 {body}의 평정 현황이 이미 공개되어 {person}의 평가를 바꿀 수 없습니다. "
        "사유를 붙여 조정을 제안하십시오."
    )
    en = (
        "How evaluators of {body} rate in {year} was shown, so the rating of {person} stays. "
        "Propose an adjustment with its reason."
    )


class BoardNotShown(Refusal):
    """Before the board was shown there is nothing to adjust to."""

    code = "calibration.not-shown"
    ko = "{year}년도 {body}의 평정 현황이 아직 공개되지 않았습니다. 평가 기간 안에 평가를 직접 고치십시오."
    en = "How evaluators of {body} rate in {year} was not shown yet. Change the rating itself while its phase is open."


class NothingRated(Refusal):
    """There is no opened rating of that part."""

    code = "calibration.nothing-rated"
    ko = "{person}에 대한 {evaluator} 평가자의 '{part}' 평가가 아직 없거나 봉인되어 있습니다. 공개된 뒤 제안하십시오."
    en = "'{part}' of {person} has no opened rating by the {evaluator} evaluator. Propose once it is opened."


class NoSuchProposal(Refusal):
    """There is no such proposal about that person."""

    code = "calibration.no-proposal"
    ko = "{person}에 대한 {number}번 조정 제안이 없습니다. 번호를 확인하십시오."
    en = "There is no proposal {number} about {person}. Check the number."


class AlreadyDecided(Refusal):
    """What the committee decided stays."""

    code = "calibration.decided"
    ko = "{number}번 조정 제안은 이미 의결되었습니다. 다시 다루려면 새로 제안하십시오."
    en = "Proposal {number} is decided already. To take it up again, make a new one."


class OwnProposal(Refusal):
    """Nobody decides his own proposal, or one about himself or his own rating."""

    code = "calibration.own-proposal"
    ko = (
        "{actor}은(는) {number}번 제안의 제안자, 대상자 또는 그 평가를 한 사람이므로 의결할 수 없습니다. "
        "다른 위원이 의결해야 합니다."
    )
    en = (
        "{actor} made proposal {number}, is its subject or gave the rating, and may not decide it. Another member must."
    )


class AboutHimself(Refusal):
    """Nobody asks for another rating of himself (SOD-04)."""

    code = "calibration.about-himself"
    ko = "{actor}은(는) 자기 자신의 평가를 조정하자고 제안할 수 없습니다. 결과를 통지받은 뒤 이의신청을 이용하십시오."
    en = "{actor} may not propose a change of his own rating. Once told the result, he can object to it."


class ResultTold(Refusal):
    """Calibration ends with the notice: afterwards a total changes by an objection, and never to one's loss."""

    code = "calibration.result-told"
    ko = "{person}에게 평가 결과가 이미 통지되어 조정할 수 없습니다. 제안을 기각하고 이의신청 절차를 이용하십시오."
    en = "{person} has been told the result, so nothing is adjusted. Dismiss the proposal; an objection can correct it."
