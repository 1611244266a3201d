"""What the people of a crowd say and give: a seeded command for every task that nobody wrote down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal

from domain.agreement import OfferAgreement, SignAgreement
from domain.appraisal import RateAttitude, RateGoals, SubmitSelfReport
from domain.appraisal_competency import Ballot, SealCompetency
from domain.feedback import ReviewProgress, SignFeedbackNote, WriteFeedbackNote
from domain.indicator import ReportProgress, ScoreIndicator
from domain.messages import Command, Label
from domain.notice import ReceiveNotice
from domain.plan_commands import DraftUnitPlan
from domain.report import PublishResult, ReportResultToAssembly, ReportToCabinet
from domain.rules import HUNDRED
from domain.training import RecordTraining
from rehearsal.office import Office, Turn

_BELIEVABLE = (0, 0, 1, 1, 1, 2, 2, 3, 4, 6)  # steps below the best: most results are good

_GOALS = (
    "담당 사업의 추진 일정을 지키고 분기마다 실적을 점검한다.",
    "민원 처리 기간을 줄이고 고객 만족도를 높인다.",
    "소관 지표의 목표를 달성하고 개선 과제를 두 건 발굴한다.",
    "관계 기관과 협의하여 제도 개선안을 마련한다.",
)
_NOTES = (
    "분기 실적이 계획대로 진행되고 있으며 다음 분기 일정을 함께 확인함.",
    "지표 하나가 목표에 조금 못 미쳐 원인과 보완 방안을 논의함.",
    "현장 의견을 반영하여 사업 추진 방식을 조정하기로 함.",
    "업무 분담을 다시 확인하고 교육 참여를 권함.",
    "성과가 양호하며 우수 사례를 부서에 공유하기로 함.",
)
_FINDINGS = (
    "상반기 목표를 달성하였고 하반기 계획에 무리가 없음.",
    "일부 과제가 늦어 7월 중 보완하기로 함.",
    "지표 실적이 전년보다 나아졌으며 추세를 이어가도록 당부함.",
)
_REPORTS = (
    "연초 계약한 목표를 대부분 달성하였고 미흡한 과제의 원인을 정리하였습니다.",
    "담당 사업을 일정대로 마쳤으며 개선 사항을 다음 해 계획에 반영하겠습니다.",
    "지표 실적을 증빙과 함께 정리하였고 협업 성과를 덧붙였습니다.",
)
_COMMITTEE = Label(ko="국회 소관 상임위원회", en="The Assembly's standing committee")
_GROUNDS = (
    "연중 관찰과 분기 면담 기록에 따름.",
    "복무와 협업 태도가 성실함.",
    "계약한 목표에 견주어 실적을 확인함.",
)


def _draft(office: Office, turn: Turn) -> Command:
    return DraftUnitPlan(**turn.key, unit=turn.subject, objectives=office.parts[turn.subject])


def _train(office: Office, turn: Turn) -> Command:
    """All who evaluate anybody in the year, also those to whom somebody moves later."""
    pairs = [(it.first, it.second) for it in office.evaluated.values()]
    pairs += [(it.first, it.second) for moves in office.moves.values() for _, it in moves]
    evaluators = {evaluator for pair in pairs for evaluator in pair if evaluator}
    return RecordTraining(**turn.key, evaluators=tuple(sorted(evaluators)))


def _offer(office: Office, turn: Turn) -> Command:
    """A head answers for all indicators of his unit, the others for two of them."""
    codes = office.codes(office.home_unit[turn.subject])
    if office.evaluated[turn.subject].instrument == "goals":
        codes = sorted(turn.dice.sample(codes, min(2, len(codes))))
    return OfferAgreement(**turn.key, person=turn.subject, indicators=tuple(codes), goals=turn.dice.choice(_GOALS))


def _report(office: Office, turn: Turn) -> Command:
    """The value moves from the last result towards the target, and does not quite keep to the line."""
    indicator, n = office.indicators[turn.subject], len(office.quarters)
    quarter = office.quarters.index(turn.rule.phase) + 1
    start = indicator.baseline[-1] if indicator.baseline else Decimal(0)
    planned = start + ((indicator.target or HUNDRED) - start) * quarter / n
    value = planned * turn.dice.randint(92, 104) / 100
    return ReportProgress(**turn.key, indicator=turn.subject, value=value.quantize(Decimal("0.1")))


def _score(_: Office, turn: Turn) -> Command:
    aspects = {name: 100 - 2 * turn.dice.choice(_BELIEVABLE) for name in ("planning", "execution", "achievement")}
    return ScoreIndicator.model_validate({**turn.key, "indicator": turn.subject, **aspects})


def _seal(office: Office, turn: Turn) -> Command:
    scale, talent = office.rules.competency_scale, office.talent(turn.subject)
    scores = {
        it.category: scale * (min(10, 9 + talent + turn.dice.choice((-1, 0, 0, 1))) - _a_bit(office, turn, 1)) / 10
        for it in office.rules.competency
    }
    about = f"{office.crowd.seed}/{turn.rule.phase}/{turn.task.task}/{turn.subject}"
    ballot = Ballot(scores=scores, nonce=hashlib.sha256(about.encode()).hexdigest()[:32])
    evaluator = turn.task.task.removeprefix("rate-competency-")
    return SealCompetency.model_validate({**turn.key, "person": turn.subject, "evaluator": evaluator, "ballot": ballot})


def _a_bit(office: Office, turn: Turn, most: int) -> Decimal:
    """Return some hundredths of *most*, where marks are fine."""
    return Decimal(turn.dice.randrange(100 * most)) / 100 if office.crowd.fine else Decimal(0)


def _attitude(office: Office, turn: Turn) -> Command:
    best = office.rules.profiles[office.evaluated[turn.subject].profile].attitude
    points = (best * (100 - 5 * turn.dice.choice(_BELIEVABLE)) / 100).quantize(Decimal("0.01"))
    return RateAttitude(**turn.key, person=turn.subject, points=points, ground=turn.dice.choice(_GROUNDS))


def _goals(office: Office, turn: Turn) -> Command:
    points = Decimal(min(100, 97 + 2 * office.talent(turn.subject) - 2 * turn.dice.choice(_BELIEVABLE)))
    points -= _a_bit(office, turn, 3)
    return RateGoals(**turn.key, person=turn.subject, points=points, ground=turn.dice.choice(_GROUNDS))


def _document(office: Office, turn: Turn) -> str:
    """Return the hash of a document that the case does not have."""
    return hashlib.sha256(f"{office.case.case}/{turn.task.task}".encode()).hexdigest()


def _to_assembly(office: Office, turn: Turn) -> Command:
    said = {"committee": _COMMITTEE, "document": _document(office, turn), "receipt": "의안과 접수"}
    return ReportResultToAssembly(**turn.key, **said)


def _publish(office: Office, turn: Turn) -> Command:
    return PublishResult(**turn.key, document=_document(office, turn), place="기관 누리집 정보공개 마당")


MAKERS: dict[str, Callable[[Office, Turn], Command]] = {
    "draft-unit-plan": _draft,
    "record-training": _train,
    "offer-agreement": _offer,
    "sign-agreement": lambda _, it: SignAgreement(**it.key, person=it.subject, edition=it.edition),
    "report-progress": _report,
    "write-note": lambda _, it: WriteFeedbackNote(**it.key, person=it.subject, note=it.dice.choice(_NOTES)),
    "sign-note": lambda _, it: SignFeedbackNote(**it.key, person=it.subject, edition=it.edition),
    "review-progress": lambda _, it: ReviewProgress(**it.key, person=it.subject, findings=it.dice.choice(_FINDINGS)),
    "submit-self-report": lambda _, it: SubmitSelfReport(**it.key, person=it.subject, report=it.dice.choice(_REPORTS)),
    "score-indicator": _score,
    "rate-competency-first": _seal,
    "rate-competency-second": _seal,
    "rate-attitude": _attitude,
    "rate-goals": _goals,
    "report-results": _to_assembly,
    "publish-results": _publish,
    "report-cabinet": lambda office, it: ReportToCabinet(**it.key, document=_document(office, it)),
    "receive-notice": lambda _, it: ReceiveNotice(**it.key, person=it.subject, edition=1),
}
