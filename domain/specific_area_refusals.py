"""What the rules of one area's evaluation refuse."""

from __future__ import annotations

from domain.refusals import Refusal


class LateEvidence(Refusal):
    """What comes late is not scored."""

    code = "specific.late-evidence"
    ko = (
        "{body}의 '{area}' 증빙은 {closes}까지였으므로 채점되지 않습니다. "
        "사유를 적어 의견청취 때 내십시오('state-opinion' 과제)."
    )
    en = (
        "Evidence of {body} about '{area}' was due until {closes} and is not scored any more. "
        "Offer it with a reason at the hearing (task 'state-opinion')."
    )


class NotAnEstimate(Refusal):
    """A value about a day that is not over yet is an estimate, and says so."""

    code = "specific.unflagged-estimate"
    ko = "'{item}'의 값은 {as_of} 기준입니다. {until} 뒤의 값은 추정치(estimate: true)로 표시하십시오."
    en = "The value of '{item}' is as of {as_of}. Mark what is later than {until} as an estimate (estimate: true)."


class WrongItems(Refusal):
    """Items are the area's."""

    code = "specific.items"
    ko = "'{area}' 부문의 항목이 맞지 않습니다. 빠진 항목: {missing}. 없는 항목: {unknown}. 이 부문의 항목: {known}."
    en = "The items of '{area}' do not match. Missing: {missing}. Unknown: {unknown}. Its items: {known}."


class VisitNotYet(Refusal):
    """A visit is recorded when it was made."""

    code = "specific.visit-day"
    ko = "현장점검일 {on}이(가) 아직 오지 않았습니다. 점검한 뒤 기록하십시오."
    en = "The visit's day, {on}, has not come yet. Record the visit when it was made."


class NotOnThePanel(Refusal):
    """Only members of the area's panel score."""

    code = "specific.not-on-panel"
    ko = "{person}은(는) '{panel}' 평가단의 재임 위원이 아닙니다. 평가단 위원을 지정하십시오."
    en = "{person} is no member in office of the panel '{panel}'. Name one who is."


class PanellistRecused(Refusal):
    """Who is tied to a ministry does not score it."""

    code = "specific.recused"
    ko = "{person}은(는) {body}에 제척 사유({ground}: {source})가 있어 평가할 수 없습니다. 다른 위원을 지정하십시오."
    en = "{person} is recused from {body} ({ground}: {source}) and cannot score it. Name another panellist."


class TooFewPanellists(Refusal):
    """An area is scored by several."""

    code = "specific.too-few-panellists"
    ko = "'{area}' 부문에 지정된 위원이 {given}명입니다. {least}명 이상을 지정하십시오."
    en = "{given} panellists are named for '{area}'. Name at least {least}, each once."


class ScoringHasBegun(Refusal):
    """Who scores is settled before the first ballot."""

    code = "specific.scoring-begun"
    ko = "{body}의 '{area}' 부문은 이미 채점이 시작되었습니다. 위원장이 예비위원으로 교체할 수 있습니다."
    en = "Scoring of {body} in '{area}' has begun. The chair can call a reserve in a panellist's place."


class NotThePanelsChair(Refusal):
    """The panel's chair decides."""

    code = "specific.not-the-chair"
    ko = "{actor}은(는) '{panel}' 평가단의 위원장이 아닙니다. 위원장: {chairs}."
    en = "{actor} is no chair of the panel '{panel}'. Chairs: {chairs}."


class NotReplaceable(Refusal):
    """A panellist is replaced before he has sealed, by somebody who is not on it yet."""

    code = "specific.not-replaceable"
    ko = "{panellist}을(를) {reserve}(으)로 교체할 수 없습니다. 아직 봉인하지 않은 위원을 새 위원으로 교체하십시오."
    en = "{panellist} cannot be replaced by {reserve}: replace one who has not sealed yet, by one who is not named yet."


class BallotIsSealed(Refusal):
    """A sealed ballot cannot be exchanged."""

    code = "specific.already-sealed"
    ko = "{seat} 채점표는 이미 봉인되어 바꿀 수 없습니다."
    en = "The ballot {seat} is sealed and cannot be exchanged."


class ScoresAreSealed(Refusal):
    """Nobody sees a score before all are sealed."""

    code = "specific.still-sealed"
    ko = "{body}의 '{area}' 부문은 위원 {of}명 가운데 {sealed}명이 봉인하였습니다. 모두 봉인한 뒤에 볼 수 있습니다."
    en = "{sealed} of {of} panellists have sealed {body} in '{area}'. Scores can be seen when all have."


class DeviationUnexplained(Refusal):
    """A ballot far from the panel's score has a reason."""

    code = "specific.deviation"
    ko = "평가단 점수 {score}점에서 {distance}점 넘게 벗어난 위원이 있습니다: {panellists}. 사유를 적으십시오."
    en = "These differ from the panel's score of {score} by more than {distance} points: {panellists}. Give reasons."


class NotAPanellist(Refusal):
    """Reasons and dissents are of those who scored."""

    code = "specific.not-a-panellist"
    ko = "{person}은(는) {body}의 '{area}' 부문을 채점하지 않았습니다. 채점한 위원: {known}."
    en = "{person} did not score {body} in '{area}'. Who did: {known}."


class NotCalibrated(Refusal):
    """The panel has not settled its score."""

    code = "specific.not-calibrated"
    ko = "{body}의 점수가 아직 확정되지 않은 부문이 있습니다: {areas}. 평가단 조정이 끝난 뒤 하십시오."
    en = "The panels have not settled these areas of {body}: {areas}. Do it when they have."


class NothingEstimated(Refusal):
    """A year-end value replaces an estimate."""

    code = "specific.no-estimate"
    ko = "{body}의 '{area}' 증빙에는 '{item}'의 추정치가 없어 대체할 값이 없습니다."
    en = "The evidence of {body} about '{area}' holds no estimate of '{item}' that could be replaced."


class NotTheTimeOfTrueUp(Refusal):
    """The year-end values come after the year, and not too late."""

    code = "specific.true-up-day"
    ko = "연말 실적은 {first}부터 {last}까지 낼 수 있습니다."
    en = "Year-end values are taken from {first} to {last}."


class NothingReplaced(Refusal):
    """A true-up rests on year-end values."""

    code = "specific.nothing-replaced"
    ko = "{body}의 '{area}' 부문에는 추정치를 대체한 연말 실적이 없습니다."
    en = "No estimate of {body} in '{area}' was replaced by a year-end value."
