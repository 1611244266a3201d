"""One example of every event, as it was when its golden file was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.agreement import AgreementOffered, AgreementSigned
from domain.appraisal import AttitudeRated, CompetencyOpened, CompetencySealed, GoalsRated, SelfReportSubmitted
from domain.body import BodyEstablished, HeadAppointed
from domain.cycle import CycleClosed
from domain.feedback import FeedbackNoteSigned, FeedbackNoteWritten, InterimReviewCompleted
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
from domain.messages import Event, Label
from domain.mileage import MileageCredited, SpecialPointsGranted
from domain.person import RoleRevoked
from domain.phase import (
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
from domain.strategy import (
    Funds,
    StrategicObjective,
    StrategicPlanAdopted,
    StrategicPlanReported,
    StrategicPlanReviewed,
    StrategicTarget,
)
from tests.support import office
from tests.support.office import KIPO, PROMOTION, YEAR, ada, ballot, ben, mina
from tests.support.spec import moment

year: dict[str, Any] = {"year": YEAR, "body": KIPO}
talks, final, agreements = ({**year, "phase": it} for it in ("talks", "final", "agreements"))
planning = {**year, "phase": "plan"}
amendment: dict[str, Any] = {
    **year,
    "phase": "amendment",
    "unit": PROMOTION,
    "indicators": (office.indicator("P-01", "100"),),
    "reason": "조사 방법이 바뀜",
    "edition": 1,
}
strategy = {**planning, "strategy": 2010}
rated = ballot("9.5", "8")

EXAMPLES: list[Event] = [
    office.opened_cycle().model_copy(update={"phases_past": ("guidelines",)}),
    CycleClosed(year=YEAR),
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
        resolution="제7차 의결",
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
    BodyEstablished(body=KIPO, name=Label(ko="특허청", en="Korean Intellectual Property Office")),
    office.unit(PROMOTION, "department", office.BUREAU),
    HeadAppointed(body=KIPO, unit=PROMOTION, person=ada),
    office.registered(mina),
    office.holds(ben, "operator"),
    RoleRevoked(person=ben, role="operator", body=KIPO),
    office.assigned(mina),
    office.guideline_issued,
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
    AgreementOffered(**agreements, person=mina, indicators=("P-01",), goals="심사 기간 단축 — 각각 👩‍💻", edition=1),
    AgreementSigned(**agreements, person=mina, evaluator=ada, edition=1),
    FeedbackNoteWritten(**talks, person=mina, evaluator=ada, note='"잘하고" 있음\n다음 분기 …', edition=1),
    FeedbackNoteSigned(**talks, person=mina, edition=1),
    InterimReviewCompleted(**talks, person=mina, evaluator=ada, findings="순조로움", edition=1),
    SelfReportSubmitted(**final, person=mina, report="좋은 한 해"),
    CompetencySealed(**final, person=mina, evaluator="first", by=ada, commitment=rated.commitment(), ballot=rated),
    CompetencyOpened(**final, person=mina, first=rated, second=None),
    AttitudeRated(**final, person=mina, by=ada, points=Decimal("4.5"), ground="늘 돕는다"),
    GoalsRated(**final, person=mina, by=ada, points=Decimal("87.5"), ground="넷 중 셋"),
    MileageCredited(**year, person=mina, points=Decimal("0.2"), ground="창의"),
    SpecialPointsGranted(**year, person=mina, points=Decimal(1), ground="수상"),
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
    StrategicPlanReported(
        **strategy, committee=Label(ko="상임위원회", en="Committee"), receipt="의안 제3호", by=office.planner
    ),
]
