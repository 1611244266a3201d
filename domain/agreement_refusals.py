"""Why an agreement is not offered or signed."""

from __future__ import annotations

from domain.refusals import Refusal


class AgreementInForce(Refusal):
    """A signed agreement changes only by amendment."""

    code = "agreement.in-force"
    ko = "{person}의 {year}년도 성과계약은 이미 양측이 서명하였습니다. 바꾸려면 계약 변경 절차를 이용하십시오."
    en = "The {year} agreement of {person} is signed by both. Use the amendment procedure to change it."


class NothingOffered(Refusal):
    """There is nothing to sign."""

    code = "agreement.nothing-offered"
    ko = "{person}이(가) 아직 {year}년도 성과계약을 제출하지 않았습니다. 제출된 뒤 서명하십시오."
    en = "{person} has not offered an agreement for {year} yet. Sign it once it is offered."


class OtherEdition(Refusal):
    """Who signs must have seen what is on the table."""

    code = "agreement.other-edition"
    ko = "{person}의 계약은 {current}판으로 바뀌었습니다. {given}판이 아니라 새 판을 읽고 서명하십시오."
    en = "The agreement of {person} is now edition {current}. Read it and sign that, not edition {given}."


class NotInOwnPlan(Refusal):
    """An agreement rests on indicators of the confirmed plan."""

    code = "agreement.indicator-not-in-plan"
    ko = "지표 {indicators}은(는) 확정된 계획에 없습니다. 확정된 지표만 계약에 넣을 수 있습니다."
    en = "The indicators {indicators} are not in the confirmed plan. An agreement holds confirmed indicators only."


class HeadsScorecard(Refusal):
    """The performance of a head is that of his unit (S1-85)."""

    code = "agreement.heads-scorecard"
    ko = "{person}은(는) {unit}의 장이므로 부서의 지표를 모두 계약에 넣어야 합니다. 빠진 지표: {indicators}."
    en = "{person} heads {unit}, so the agreement holds all indicators of the unit. Missing: {indicators}."
