"""One example of every event about what follows for bodies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.budget_facts import (
    BudgetConsequenceDecided,
    BudgetConsequenceProposed,
    BudgetExceptionRequested,
    BudgetReflected,
)
from domain.card import TaskResultRecorded
from domain.findings_facts import (
    CorrectiveActionAccepted,
    CorrectiveActionOverdue,
    CorrectiveActionPlanned,
    CorrectiveActionReported,
    CorrectiveActionReturned,
    FindingIssued,
    FindingVerified,
    FindingWaived,
)
from domain.messages import Event, Label
from domain.programme import Answer, ProgrammeEnded, ProgrammeEstablished, ProgrammeRated
from domain.report import ReportedToCabinet, ResultPublished, ResultReportedToAssembly
from domain.reward import RewardGranted, RewardRecommendationWithdrawn, RewardRecommended
from tests.support import office
from tests.support.office import KIPO, PMO, PROMOTION, YEAR, hr, mina, planner

finding: dict[str, Any] = {"body": KIPO, "number": 1}
programme: dict[str, Any] = {"year": YEAR, "body": KIPO, "programme": "IP-INFO"}
budget = {**programme, "phase": "budget"}
inspector, rater, officer, secretary = "inho", "rana", "bud", "gyu"
committee = Label(ko="상임위원회", en="Committee")

EXAMPLES: list[Event] = [
    TaskResultRecorded(
        person=mina,
        year=YEAR,
        body=KIPO,
        unit=PROMOTION,
        of="programme",
        task="P-1",
        score=Decimal("54.99"),
        level="poor",
        cause="programme/KIPO/P-1@2",
    ),
    FindingIssued(
        **finding,
        year=YEAR,
        source="inspection",
        title=Label(ko="심사 지연", en="Late examinations"),
        finding="심사 처리기간이 목표보다 길다",
        sector="major-policies",
        resolution=None,
        plan_by=date(2011, 6, 1),
        zone="Asia/Seoul",
        by=inspector,
    ),
    CorrectiveActionPlanned(
        **finding, remedy="correction", plan="심사관 증원", responsible=mina, due=date(2011, 9, 30), by=planner
    ),
    CorrectiveActionReported(**finding, result="열 명 채용", proof=office.SEAL, by=mina),
    CorrectiveActionAccepted(**finding, by=inspector),
    CorrectiveActionReturned(**finding, reason="효과가 보이지 않음", plan_by=date(2011, 11, 1), by=inspector),
    CorrectiveActionOverdue(**finding, awaited="plan", due=date(2011, 6, 1)),
    FindingWaived(**finding, resolution="gpec/12/3", reason="사업 폐지", by=secretary),
    FindingVerified(**finding, year=YEAR + 1, lasts=True, note="지속됨", plan_by=None, by=inspector),
    ProgrammeEstablished(
        **programme, unit=PROMOTION, name=Label(ko="특허정보", en="IP info"), amount=Decimal(12000), by=planner
    ),
    ProgrammeRated(
        **programme,
        phase="self-evaluation",
        answers=(Answer(item="plan", points=Decimal(20)), Answer(item="result", points=Decimal("35.5"))),
        score=Decimal("55.5"),
        level="poor",
        is_poor=True,
        demonstrated=True,
        next_due=YEAR + 3,
        by=rater,
    ),
    ProgrammeEnded(**programme, due=YEAR + 3, reason="사업 종료", by=planner),
    BudgetConsequenceProposed(
        **budget,
        fiscal_year=YEAR + 2,
        rated="programme/KIPO/IP-INFO@2",
        score=Decimal("55.5"),
        level="poor",
        demonstrated=True,
        branch="cut",
        base=Decimal(12000),
        ceiling=Decimal(10800),
    ),
    BudgetExceptionRequested(
        **budget, cause=Label(ko="수해", en="The flood"), plan=office.SEAL, reason="감액이 원인에 맞지 않음", by=planner
    ),
    BudgetConsequenceDecided(**budget, amount=Decimal(10800), excepted=False, reason="평가 등급에 따름", by=officer),
    BudgetReflected(**budget, reflected=False, reason="국회에서 복원", by=officer),
    RewardRecommended(
        year=YEAR,
        body=KIPO,
        of="self-evaluation",
        total=Decimal("95.5"),
        grade="excellent",
        cause="self-evaluation/2010/KIPO@9",
    ),
    RewardRecommendationWithdrawn(year=YEAR, body=KIPO, of="self-evaluation", cause="re-evaluation/2010/KIPO@3"),
    RewardGranted(year=YEAR, body=KIPO, person=mina, kind="bonus", amount=Decimal(5), ground="심사 기간 단축", by=hr),
    ResultReportedToAssembly(
        year=YEAR,
        body=KIPO,
        phase="publication",
        committee=committee,
        document=office.SEAL,
        receipt="의안 제7호",
        by=planner,
    ),
    ResultPublished(year=YEAR, body=KIPO, phase="publication", document=office.SEAL, place="성과관리 포털", by=planner),
    ReportedToCabinet(year=YEAR, body=PMO, phase="close", document=office.SEAL, by=secretary),
]
