"""One example of every event, as it was when its golden file was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from domain.access import AccessApproved, AccessRequested, AccessUsed
from domain.agreement import AgreementDrafted, AgreementOffered, AgreementSigned
from domain.agreement_changes import AgreementImposed, AgreementRebased, AgreementSplit
from domain.appraisal_competency import CompetencyOpened, CompetencySealed
from domain.appraisal_evaluators import EvaluationTakenOver, EvaluatorReleased, RatingsSetAside
from domain.appraisal_facts import AttitudeRated, GoalsRated, SelfReportSubmitted
from domain.body_class import BodyReclassified
from domain.body_facts import BodyEstablished
from domain.calibration_facts import CalibrationAdjustmentDecided, CalibrationAdjustmentProposed, CalibrationShown
from domain.card import CardEntryRecorded, CardUsed
from domain.clock import ClockBlocked
from domain.composition import Component, Read
from domain.cycle import CycleClosed, OpenItem
from domain.data_request_facts import DataProvided, DataRequested, DataRequestWithdrawn, DataSupplementRequested
from domain.exchange_facts import (
    ExchangeBatchAcknowledged,
    ExchangeBatchBegun,
    ExchangeBatchReceived,
    ExchangeBatchSent,
    ExchangeRejected,
    RejectedRow,
)
from domain.feedback import FeedbackNoteSigned, FeedbackNoteWritten, InterimReviewCompleted
from domain.grading_facts import (
    Apart,
    Change,
    GradePoolsFormed,
    GradesAllocated,
    LowestGradeAssigned,
    PendingSettled,
    PersonAdmitted,
    Pool,
    PoolGraded,
    PoolReviewed,
    TieReferred,
    TieResolved,
)
from domain.guideline import FedFinding, FedResult
from domain.guideline_held_over import GuidelineHeldOver
from domain.headship import ActingHeadAppointed, HeadAppointed
from domain.indicator_events import (
    EarlyWarningAcknowledged,
    EarlyWarningRaised,
    EvidenceAttached,
    EvidenceRejected,
    EvidenceVerified,
    IndicatorScored,
    ProgressReported,
    YearEndValueReplacedEstimate,
)
from domain.mandates import MandateEnded
from domain.messages import Event, Label
from domain.mileage import MileageCredited, MileageReversed, SpecialPointsGranted
from domain.notice import NoticeReceived, ResultNotified, ResultNotifiedAgain, Told
from domain.objection_facts import (
    EvaluatorConsulted,
    ObjectionAppealed,
    ObjectionClosed,
    ObjectionDecided,
    ObjectionEscalated,
    ObjectionFiled,
    ObjectionOverdue,
    ObjectionWithdrawn,
)
from domain.pay_facts import ClawbackOrdered, PayAdjusted, PayBarred, PayDetermined
from domain.pay_reckoning import Reckoned
from domain.pay_table import PayTableIssued
from domain.person_roles import RoleProposed, RoleRevoked
from domain.person_service import EligibilityDetermined, LeaveTaken, PersonTransferred
from domain.phase_facts import (
    EscalationRaised,
    ObligationMissed,
    PhaseBlocked,
    PhaseClosed,
    PhaseMoved,
    PhaseOpened,
    PhasePaused,
    PhaseReminded,
    PhaseResumed,
)
from domain.plan_events import (
    AnnualPlanAmended,
    AnnualPlanAmendmentRequested,
    AnnualPlanProvisionallyFrozen,
    AnnualPlanReported,
    IndicatorTargetOverridden,
    PlanCommented,
    UnitPlanRevised,
)
from domain.promotion import CountedYear, GradeList, Place, PromotionListDrawn, PromotionListRedrawn
from domain.qualification_facts import (
    DemotionProposed,
    PositionWithheld,
    QualificationTestDecided,
    QualificationTestExtended,
    QualificationTestRequested,
    QualificationTestScheduled,
    QualificationTestTriggered,
    RemovalProposed,
    StatementFiled,
    StatutoryDayMissed,
    StatutoryDayNear,
    TrainingEvaluated,
    TrainingOrdered,
)
from domain.reinforcement_facts import (
    BandInterviewRecorded,
    BottomBandEntered,
    BottomBandWithdrawn,
    ReinforcementCompleted,
    ReinforcementRequired,
)
from domain.relation import RelationDeclared, RelationWithdrawn
from domain.result_facts import (
    AppraisalExempted,
    AppraisalRescored,
    AppraisalScored,
    Correction,
    ExemptionReviewed,
    ScoreCorrected,
)
from domain.scorecard import IndicatorScoreAdjusted, UnitRescored, UnitScored
from domain.scorecard_sum import Counted
from domain.scoring.grades import Placed, Tie
from domain.strategy import (
    Funds,
    StrategicObjective,
    StrategicPlanAdopted,
    StrategicPlanReported,
    StrategicPlanReviewed,
    StrategicTarget,
)
from domain.succession import (
    BodyAbolished,
    BodyMerged,
    BodyRenamed,
    BodySplit,
    BodySucceeded,
    Successor,
)
from domain.training import TrainingRecorded
from tests.golden import follow_up
from tests.golden.committee_examples import COMMITTEE_EXAMPLES
from tests.golden.self_evaluation_examples import SELF_EVALUATION_EXAMPLES
from tests.golden.specific_examples import SPECIFIC_EXAMPLES
from tests.support import office
from tests.support.office import KIPO, PROMOTION, YEAR, ada, ballot, ben, hr, jun, mina
from tests.support.spec import moment

year: dict[str, Any] = {"year": YEAR, "body": KIPO}
talks, final, agreements = ({**year, "phase": it} for it in ("talks", "final", "agreements"))
grading, notices, payment = ({**year, "phase": it} for it in ("grading", "notices", "payment"))
planning = {**year, "phase": "plan"}
amendment: dict[str, Any] = {
    **year,
    "phase": "amendment",
    "unit": PROMOTION,
    "indicators": (office.indicator("P-01", "100"),),
    "reason": "조사 방법이 바뀜",
    "edition": 1,
}
values: dict[str, Any] = {"system": "bsc", "batch": "2010-q1", "body": KIPO}
batch: dict[str, Any] = {"format": "csv", "rows": 2, "content": office.SEAL}
results: dict[str, Any] = {"system": "esaram", "batch": "2010-5555555555555555", "body": KIPO}
strategy = {**planning, "strategy": 2010}
rated = ballot("9.5", "8")
test: dict[str, Any] = {"person": ben, "number": 1}
counted = Counted(indicator="P-01", weight=Decimal(100), score=Decimal("94.1"), version=2)
adjusted = counted.model_copy(update={"score": Decimal(85)})
attitude = Component(component="attitude", score=Decimal("4.5"), points=Decimal("4.5"))
read = Read(stream="appraisal/2010/mina", version=6)
total: dict[str, Any] = {"components": (attitude,), "breakers": (Decimal("67.41"), Decimal("23.13")), "inputs": (read,)}
place: dict[str, Any] = {"person": mina, "rank": 2, "grade": "A", "boundary": True, "margin": Decimal("0.05")}
told = Told(total=Decimal("95.74"), pool="staff", grade="A", rank=2, of=10)
better = told.model_copy(update={"grade": "S", "rank": 1})
up = Change(person=mina, before="A", after="S", pay_before="A", pay_after="S")
down = Change(person=jun, before="B", after="C")
reckoned: dict[str, Any] = {"pay_year": 2011, "pay_class": "senior", "base": Decimal(80518000)}
paid = Reckoned(**reckoned, pay_grade="A", rate=Decimal(10), amount=Decimal(8051800))
more = Reckoned(**reckoned, pay_grade="S", rate=Decimal(15), amount=Decimal(12077700))
objection: dict[str, Any] = {**year, "person": mina, "edition": 1}
promotion: dict[str, Any] = {**year, "phase": "promotion-list"}
the_list: dict[str, Any] = {
    "as_of": date(2011, 1, 31),
    "lists": (
        GradeList(
            grade=6,
            places=(
                Place(
                    person=mina,
                    place=1,
                    points=Decimal(70),
                    years=(CountedYear(year=YEAR, points=Decimal(70), total=Decimal("95.74")),),
                ),
            ),
        ),
    ),
    "apart": (Apart(person="jun", ground="no-grade"),),
    "inputs": (Read(stream="pools/2010/KIPO", version=5),),
}
decision, adjustment = "objection/2010/mina/1@3", "scorecard/2010/KIPO/PROMO@2"
request: dict[str, Any] = {**year, "number": 1, "by": "gwen"}


class Decree(TypedDict):
    """When and by which law a body changes."""

    day: date
    law: str


decree = Decree(day=date(2025, 10, 1), law="정부조직법")


def _half(body: str) -> Successor:
    return Successor(body=body, share=Decimal(50))


fed_result = FedResult(
    of="self-evaluation",
    year=YEAR - 1,
    body=KIPO,
    total=Decimal("88.7"),
    grade="good",
    told_by="self-evaluation/2009/KIPO@9",
)
fed_finding = FedFinding(body=KIPO, number=1, year=YEAR - 1, title=office.label("late"), overdue=True)
EXAMPLES: list[Event] = [
    office.opened_cycle().model_copy(update={"phases_past": ("guidelines",)}),
    CycleClosed(
        year=YEAR,
        left=(
            OpenItem(body=KIPO, phase="publication", what="publish-results", subject=KIPO, owner="role:planning"),
            OpenItem(body=KIPO, what="finding", subject="1", owner="body-head"),
        ),
    ),
    PhaseOpened(
        **talks,
        opens=date(2010, 3, 25),
        due=date(2010, 4, 15),
        closes=date(2010, 4, 20),
        calendar_version="holidays 0.108 KR",
    ),
    PhaseReminded(**talks, on=date(2010, 4, 8), open=12),
    EscalationRaised(**talks, step=1, to="second", open=3),
    PhaseMoved(
        **talks,
        opens=date(2010, 3, 25),
        due=date(2010, 4, 30),
        due_before=date(2010, 4, 15),
        reason="태풍으로 청사 폐쇄",
        resolution=None,
        outside="제7차 의결",
    ),
    PhasePaused(**talks, at=moment("2010-04-07T15:00"), reason="태풍"),
    PhaseResumed(**talks, days=7, reason="복구"),
    ObligationMissed(
        **talks,
        task="write-note",
        subject=mina,
        owner=ada,
        unit=PROMOTION,
        due=date(2010, 4, 15),
        consequence=Label(ko="누락 분기로 표시", en="Shown as a missing quarter"),
    ),
    PhaseBlocked(**talks, step="remind", code="phase.not-open"),
    PhaseClosed(**talks, early=False, missed=1),
    BodyEstablished(
        body=KIPO,
        name=Label(ko="특허청", en="Korean Intellectual Property Office"),
        sector="central",
        kind="cheong",
        group="vice-ministerial",
    ),
    BodyRenamed(body=KIPO, name=Label(ko="지식재산처", en="Ministry of Intellectual Property"), **decree),
    BodySplit(body=KIPO, successors=(_half("MOIP"), _half("MOTIE")), **decree),
    BodyMerged(body=KIPO, successors=(Successor(body="MOTIE", share=Decimal(100)),), **decree),
    BodyAbolished(body=KIPO, successors=(), **decree),
    MandateEnded(
        year=2026,
        body="OPC",
        sector="fiscal",
        over="central",
        office="MPB",
        day=date(2026, 9, 15),
        law="DEC 8",
        successor=None,
        begun=(KIPO,),
        by="mina",
    ),
    BodyReclassified(body=KIPO, sector="central", kind="ministry", group="ministerial", **decree),
    BodySucceeded(body="MOIP", predecessor=KIPO, share=Decimal(50), day=decree["day"]),
    office.unit(PROMOTION, "department", office.BUREAU),
    HeadAppointed(body=KIPO, unit=PROMOTION, person=ada),
    office.registered(mina),
    office.holds(ben, "operator"),
    RoleProposed(person=ben, role="hr", body=KIPO, by=office.olga),
    RoleRevoked(person=ben, role="operator", body=KIPO),
    office.assigned(mina),
    PersonTransferred(person=mina, body=KIPO, from_unit=PROMOTION, to_unit=office.EXAMINATION, day=date(2010, 8, 2)),
    LeaveTaken(person=mina, body=KIPO, kind="leave", begins=date(2010, 5, 3), ends=date(2010, 6, 30)),
    EligibilityDetermined(person=mina, body=KIPO, year=YEAR, ground="short-service", days=45),
    GuidelineHeldOver(
        year=2010,
        body=office.PMO,
        phase="guidelines",
        rests_on="guideline/2009@1",
        title=Label(ko="2009년도 지침", en="Guideline of 2009"),
        document="a" * 64,
        items=(),
        noticed=(KIPO,),
        on=date(2010, 2, 2),
    ),
    office.guideline_issued.model_copy(update={"results": (fed_result,), "findings": (fed_finding,)}),
    office.drafted(office.BUREAU, office.BUREAU_PLAN),
    office.plan_submitted,
    office.plan_reviewed,
    office.plan_confirmed,
    ProgressReported(**talks, indicator="P-01", value=Decimal("71.5"), estimate=True, edition=2),
    IndicatorScored(
        **final,
        indicator="P-01",
        unit=PROMOTION,
        planning=Decimal(90),
        execution=Decimal("80.5"),
        achievement=Decimal("99.99"),
        definition=office.SEAL,
        edition=1,
    ),
    AgreementDrafted(**agreements, person=mina, indicators=(), goals="초안"),
    AgreementOffered(**agreements, person=mina, indicators=("P-01",), goals="심사 기간 단축 — 각각 👩‍💻", edition=1),
    AgreementSigned(**agreements, person=mina, evaluator=ada, edition=1, definitions={"P-01": office.SEAL}),
    AgreementImposed(
        **agreements,
        person=mina,
        indicators=("P-01",),
        goals="심사 기간 단축",
        reason="기한까지 합의되지 않음",
        objection="목표가 지나침",
        by=ben,
        edition=2,
        definitions={"P-01": office.SEAL},
    ),
    AgreementRebased(**{**year, "phase": "plan-amendment"}, person=mina, edition=3, definitions={}, dropped=("P-01",)),
    AgreementSplit(
        **year, person=mina, edition=1, from_unit=PROMOTION, to_unit=office.EXAMINATION, day=date(2010, 8, 2)
    ),
    TrainingRecorded(**{**year, "phase": "evaluator-training"}, evaluators=(ada, ben)),
    FeedbackNoteWritten(**talks, person=mina, evaluator=ada, note='"잘하고" 있음\n다음 분기 …', edition=1),
    FeedbackNoteSigned(**talks, person=mina, edition=1),
    InterimReviewCompleted(**talks, person=mina, evaluator=ada, findings="순조로움", edition=1),
    SelfReportSubmitted(**final, person=mina, report="좋은 한 해"),
    CompetencySealed(
        **final,
        person=mina,
        evaluator="first",
        by=ada,
        commitment=rated.commitment(),
        ballot=rated,
        comments={"customer": "친절함"},
    ),
    CompetencyOpened(**final, person=mina, first=rated, second=None),
    EvaluatorReleased(**final, person=mina, evaluator=ben, ground="recusal", reason="친족"),
    RatingsSetAside(
        **final, person=mina, evaluator=ada, tasks=("rate-competency-first", "rate-attitude", "rate-goals")
    ),
    EvaluationTakenOver(**final, person=mina, late=ada, by=ben, reason="병가"),
    AttitudeRated(**final, person=mina, by=ada, points=Decimal("4.5"), ground="늘 돕는다"),
    GoalsRated(**final, person=mina, by=ada, points=Decimal("87.5"), ground="넷 중 셋"),
    MileageCredited(**year, person=mina, points=Decimal("0.2"), ground="창의"),
    SpecialPointsGranted(**year, person=mina, points=Decimal(1), ground="수상"),
    CalibrationShown(**year, to=ben, role="evaluation-committee", board=office.SEAL, ratings=12),
    CalibrationAdjustmentProposed(
        **year,
        number=1,
        person=mina,
        evaluator="first",
        part="attitude",
        given=Decimal("4.5"),
        proposed=Decimal(4),
        by=ada,
        reason="다른 과와 기준을 맞춤",
    ),
    CalibrationAdjustmentDecided(**year, number=1, person=mina, accepted=True, by=ben, reason="타당함"),
    QualificationTestTriggered(
        **test,
        year=YEAR,
        body=KIPO,
        government=office.PMO,
        ground="lowest-grade",
        years=(2008, 2010),
        test_by=date(2011, 8, 1),
        rules=office.QUALIFICATION,
        zone="Asia/Seoul",
    ),
    QualificationTestRequested(**test, papers=(office.SEAL,), on=date(2011, 2, 3)),
    StatementFiled(**test, statement="두 해 모두 파견 중이었음", edition=1),
    PositionWithheld(**test, reason="SPO 73-3"),
    QualificationTestScheduled(
        **test,
        session=date(2011, 2, 20),
        decide_by=date(2011, 3, 12),
        members=("m1", "m2", "m3"),
        excluded={"m3": "relative"},
    ),
    QualificationTestExtended(
        **test,
        decide_by=date(2011, 4, 11),
        decide_by_before=date(2011, 3, 12),
        litigation=False,
        in_favour=("m1", "m2"),
        reason="자료 보완",
    ),
    QualificationTestDecided(
        **test, verdict="conditional", votes={"m1": "conditional", "m2": "conditional"}, order_by=date(2011, 3, 21)
    ),
    TrainingOrdered(
        **test,
        course=Label(ko="고위공무원 역량 교육", en="Training of senior officials"),
        begins=date(2011, 4, 1),
        ends=date(2011, 9, 30),
        evaluate_by=date(2011, 10, 30),
    ),
    TrainingEvaluated(**test, level=4, passed=False, test_by=date(2012, 4, 10)),
    RemovalProposed(**test, reason="부적격 의결", appeal_by=date(2011, 3, 23)),
    DemotionProposed(**test, reason="부적격 의결, 본인 동의", appeal_by=date(2011, 3, 23)),
    StatutoryDayNear(**test, awaited="test", due=date(2011, 8, 1)),
    StatutoryDayMissed(**test, awaited="test", due=date(2011, 8, 1)),
    ClockBlocked(case="qualification/ben/1", step="missed/test/2011-08-01", code="actor.role-missing"),
    BottomBandEntered(person=mina, year=YEAR, period="FY", body=KIPO, reference=date(2010, 12, 31), band=18, pool=1800),
    BottomBandWithdrawn(person=mina, year=YEAR, period="FY", reason="이의신청 인용", lifts=True),
    BandInterviewRecorded(person=mina, year=YEAR, period="FY", by=ada, record="도울 일을 합의함"),
    ReinforcementRequired(person=mina, references=(date(2009, 12, 31), date(2010, 12, 31))),
    ReinforcementCompleted(person=mina, programme=Label(ko="코칭", en="Coaching"), on=date(2011, 5, 1)),
    CardEntryRecorded(
        person=mina, year=YEAR, number=2, section="accomplishment", text="심사 기간 단축", by=ben, supersedes=1
    ),
    CardUsed(person=mina, by=ben, decision="promotion", reason="2011년 승진 심사", upto=2),
    MileageReversed(**year, person=mina, kind="mileage", points=Decimal("0.1"), ground="중복 부여"),
    UnitScored(**grading, unit=PROMOTION, score=Decimal("94.1"), indicators=(counted,)),
    IndicatorScoreAdjusted(
        **year,
        unit=PROMOTION,
        indicator="P-01",
        before=Decimal("94.1"),
        after=Decimal(85),
        resolution="gpec/12/1",
        reason="실적 과다 산정",
    ),
    UnitRescored(
        **year,
        unit=PROMOTION,
        before=Decimal("94.1"),
        score=Decimal(85),
        indicators=(adjusted,),
        edition=2,
        cause=adjustment,
    ),
    AppraisalScored(**grading, **total, person=mina, unit=PROMOTION, profile="staff", total=Decimal("95.74")),
    AppraisalExempted(**grading, person=jun, unit=PROMOTION, ground="incomplete", missing=("competency",)),
    ExemptionReviewed(
        **year,
        person=jun,
        before="incomplete",
        ground=None,
        corrections=(Correction(component="competency", score=Decimal(90)),),
        cause="objection/2010/jun/1@3",
    ),
    ScoreCorrected(
        **year,
        person=mina,
        correction=Correction(component="attitude", score=Decimal(4)),
        cause="calibration/2010/KIPO@3",
    ),
    AppraisalRescored(
        **year,
        **total,
        person=mina,
        before=Decimal("95.74"),
        total=Decimal("96.24"),
        edition=2,
        cause=decision,
        correction=Correction(component="attitude", score=Decimal(5)),
    ),
    GradePoolsFormed(
        **grading,
        by=hr,
        pools=(Pool(pool="staff", persons=(mina,), merged=("staff:IPPB",)),),
        apart=(Apart(person=jun, ground="incomplete"),),
    ),
    LowestGradeAssigned(**year, person=jun, ground="공표된 비위 기준"),
    TieReferred(**year, pool="staff", tie=Tie(persons=(jun, mina), upper=1, above="B", below="C")),
    TieResolved(**year, pool="staff", upper=(mina,), lower=(jun,), reason="더 무거운 과제를 맡음"),
    PoolGraded(
        **year,
        pool="staff",
        minimums_waived=True,
        counts={"S": 0, "A": 1},
        placed=(Placed(**place, total=Decimal("95.74")),),
        pay={mina: "A"},
    ),
    GradesAllocated(**grading, by=hr),
    PoolReviewed(
        **year,
        pool="staff",
        cause=decision,
        concerned=(mina,),
        placed=(Placed(**place, total=Decimal("96.24")),),
        changes=(up,),
        pending=(down,),
    ),
    PendingSettled(**year, pool="staff", changes=(down,), kept=(ada,), reason="재순위 확정"),
    PersonAdmitted(**year, pool="staff", person=jun, cause="objection/2010/jun/1@3"),
    ResultNotified(**grading, person=mina, told=told, object_by=date(2011, 1, 27)),
    ResultNotifiedAgain(
        **year, person=mina, edition=2, before=told, told=better, object_by=date(2011, 2, 28), cause=decision
    ),
    NoticeReceived(**notices, person=mina, edition=1),
    ObjectionFiled(**objection, grounds=("실적 누락", "가점 누락"), count=2, due=date(2011, 2, 1), zone="Asia/Seoul"),
    EvaluatorConsulted(**objection, by=ada, statement="점수를 유지한다"),
    ObjectionDecided(
        **objection,
        by=ben,
        rung=0,
        outcome="partly",
        answers=("인정", "기각"),
        corrections=(Correction(component="attitude", score=Decimal(5)),),
        appeal_by=date(2011, 2, 8),
    ),
    ObjectionEscalated(**objection, rung=1, to="role:evaluation-committee", due=date(2011, 2, 15)),
    ObjectionAppealed(**objection, rung=1, reason="가점이 빠졌다", due=date(2011, 2, 22)),
    ObjectionOverdue(**objection, rung=1, due=date(2011, 2, 22)),
    ObjectionWithdrawn(**objection),
    ObjectionClosed(**objection),
    PayDetermined(**payment, person=mina, reckoned=paid, provisional=True),
    PayTableIssued(year=2010, pay_year=2011, amounts={"senior": Decimal(80518000)}, basis="공무원 보수규정", by="gyu"),
    PayBarred(**year, person=jun, ground="견책"),
    PayAdjusted(
        **year,
        person=mina,
        edition=2,
        before=Decimal(8051800),
        reckoned=more,
        difference=Decimal(4025900),
        cause=decision,
    ),
    ClawbackOrdered(**year, person=mina, amount=Decimal(8051800), barred_through=2011, reason="동료와 나누어 가짐"),
    PromotionListDrawn(**promotion, **the_list),
    PromotionListRedrawn(**promotion, **the_list, edition=2, cause=decision),
    PlanCommented(**planning, comment="C1", unit=PROMOTION, text="출처를 적을 것", by=office.reviewer),
    UnitPlanRevised(**planning, unit=PROMOTION, objectives=office.PROMOTION_PLAN, answers={"C1": "고객 설문"}, by=ada),
    IndicatorTargetOverridden(
        **planning,
        indicator="P-01",
        computed=Decimal("73.35"),
        chosen=Decimal(72),
        definition=office.SEAL,
        justification="예산이 절반으로 줄었음",
        approver=office.reviewer,
    ),
    AnnualPlanProvisionallyFrozen(
        **planning, plan=office.SEAL, indicators=(office.frozen("P-01", "100", PROMOTION),), reviewed=False
    ),
    AnnualPlanReported(
        **planning, committee=Label(ko="상임위원회", en="Committee"), receipt="의안 제7호", by=office.planner
    ),
    AnnualPlanAmendmentRequested(**amendment, resolution=None, by=ada),
    AnnualPlanAmended(
        **amendment,
        frozen=(office.frozen("P-01", "100", PROMOTION),),
        before=(office.frozen("P-01", "100", PROMOTION),),
        resolution="제12차 의결",
        by=office.hana,
    ),
    YearEndValueReplacedEstimate(**talks, indicator="P-01", estimate=Decimal(71), value=Decimal("71.5")),
    EarlyWarningRaised(
        **talks, indicator="P-01", forecast=Decimal(66), target=Decimal("73.35"), rate=Decimal("89.98"), periods=2
    ),
    EarlyWarningAcknowledged(**talks, indicator="P-01", cause="두 자리가 비어 있음", by=ada),
    EvidenceAttached(**talks, indicator="P-01", document=office.SEAL, title="설문 보고서", by=ada),
    EvidenceVerified(**talks, indicator="P-01", document=office.SEAL, by=office.tae),
    EvidenceRejected(**talks, indicator="P-01", document=office.SEAL, reason="표본이 없음", by=office.tae),
    StrategicPlanAdopted(
        **strategy,
        until=2014,
        mission=office.label("m"),
        vision=office.label("v"),
        objectives=(
            StrategicObjective(
                id="S1",
                name=office.label("o"),
                targets=(StrategicTarget(id="S1-T1", name=office.label("t"), value=Decimal(80)),),
            ),
        ),
        finance=(Funds(year=2010, amount=Decimal(1000)),),
        statutory=(office.label("plan"),),
        review_by=2013,
        by=office.hana,
    ),
    StrategicPlanReviewed(**strategy, valid=True, findings="타당함", review_by=2013, by=office.planner),
    ActingHeadAppointed(
        body=KIPO,
        unit=PROMOTION,
        head=ada,
        person=mina,
        begins=date(2010, 3, 1),
        ends=date(2010, 3, 31),
        reason="국외 출장",
        by=office.olga,
    ),
    AccessRequested(person=mina, year=YEAR, body=KIPO, number=1, by=office.olga, reason="수사기관의 자료 요청"),
    AccessApproved(person=mina, number=1, by=hr, until=moment("2010-12-10T14:00")),
    AccessUsed(person=mina, number=1, by=office.olga, of="feedback/2010/mina"),
    RelationDeclared(person=mina, body=KIPO, other=ada, kind="blood", degree=3, by=hr),
    RelationWithdrawn(person=mina, body=KIPO, other=ada, by=hr, reason="입양 취소"),
    StrategicPlanReported(
        **strategy, committee=Label(ko="상임위원회", en="Committee"), receipt="의안 제3호", by=office.planner
    ),
    *follow_up.EXAMPLES,
    *COMMITTEE_EXAMPLES,
    *SPECIFIC_EXAMPLES,
    *SELF_EVALUATION_EXAMPLES,
    ExchangeBatchBegun(**values, **batch, by="X-BSC"),
    ExchangeBatchReceived(
        **values,
        **batch,
        accepted=1,
        rejected=1,
        rejected_rows=(RejectedRow(line=3, key="P-99.q1", code="indicator.unknown"),),
        by="X-BSC",
    ),
    ExchangeBatchSent(**results, **{**batch, "format": "cloudevents"}, year=YEAR, upto=40, by="X-ESARAM"),
    ExchangeBatchAcknowledged(**results, content=office.SEAL, by="X-ESARAM"),
    ExchangeRejected(**values, direction="in", content=office.SEAL, code="exchange.no-rows", by="X-BSC"),
    DataRequested(
        **request,
        asker=office.PMO,
        kind="value",
        what="3분기 실적",
        purpose="중간점검",
        due=date(2010, 10, 29),
        unit=PROMOTION,
        indicator="P-01",
        period="talks",
    ),
    DataSupplementRequested(**request, lacking="9월분이 없음", due=date(2010, 11, 5)),
    DataProvided(**{**request, "by": ben}, at="indicator/2010/KIPO/P-01@3"),
    DataRequestWithdrawn(**request, reason="필요가 없어짐"),
]
