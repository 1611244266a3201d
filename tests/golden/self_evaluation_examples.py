"""One example of every event of evaluation plans, self-evaluations, their confirmation and re-evaluation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.basic_plan import BasicPlanAdopted, BasicPlanReviewed
from domain.implementation import ImplementationPlanIssued
from domain.inspection import InspectorNamed, SelfEvaluationInspected
from domain.messages import Event, Label
from domain.re_evaluation import ReEvaluationCarriedOut, ReEvaluationOrdered, SelfEvaluationAdjusted
from domain.self_evaluation_content import (
    CategoryScore,
    EvaluationSubject,
    Hearing,
    Measure,
    MeasureScore,
    Outcome,
    SubjectBallot,
    SubjectScore,
)
from domain.self_evaluation_facts import (
    OwnersHeard,
    ScorersAssigned,
    SelfEvaluationNotSubmitted,
    SelfEvaluationPlanAccepted,
    SelfEvaluationPlanDefaulted,
    SelfEvaluationPlanned,
    SelfEvaluationShared,
    SelfEvaluationSubmitted,
    SelfEvaluationSupplementRequested,
    SubjectScoresOpened,
    SubjectScoresSealed,
)
from domain.unconfirmed import SectorsPassedUnconfirmed, Unconfirmed

_SEAL = "5" * 64
_REF = "gpec/1/1"
_NAME = Label(ko="이름", en="name")
_ALL = Decimal(100)
_of: dict[str, Any] = {"year": 2010, "body": "KIPO"}
_year: dict[str, Any] = {**_of, "phase": "self-evaluation"}
_march: dict[str, Any] = {"year": 2010, "body": "PMO", "phase": "implementation-plan"}
_subject = EvaluationSubject(
    subject="S1",
    name=_NAME,
    part="policy",
    weight=_ALL,
    unit="IPPB",
    measures=(
        Measure(code="I-01", weight=Decimal(60)),
        Measure(code="process", weight=Decimal(40), criterion=_NAME),
    ),
)
_ballot = SubjectBallot(scores={"I-01": Decimal("90.5"), "process": Decimal(80)}, nonce="0123456789abcdef")
_measures = tuple(
    MeasureScore(code=code, weight=Decimal(weight), score=Decimal(score))
    for code, weight, score in (("I-01", 60, "90.50"), ("process", 40, "80.00"))
)
_scored = SubjectScore(subject="S1", weight=_ALL, score=Decimal("86.3"), measures=_measures)
_outcome = Outcome(
    total=Decimal("86.3"),
    grade="good",
    categories=(CategoryScore(category="major-policies", weight=_ALL, score=Decimal("86.3"), subjects=(_scored,)),),
    inputs=("self-evaluation/2010/KIPO@9",),
)

SELF_EVALUATION_EXAMPLES: list[Event] = [
    BasicPlanAdopted(**_march, title=_NAME, document=_SEAL, resolution=_REF, review_by=2013, by="gyu"),
    BasicPlanReviewed(**_march, finding="타당함", resolution=_REF, review_by=2016, by="gyu"),
    ImplementationPlanIssued(
        **_march,
        title=_NAME,
        document=_SEAL,
        reported=date(2010, 3, 23),
        resolution=_REF,
        noticed=("KIPO",),
        on=date(2010, 3, 24),
        by="gyu",
    ),
    SelfEvaluationPlanned(
        **_of,
        phase="self-evaluation-plan",
        committee="sec-kipo",
        method=_NAME,
        hearing=date(2011, 3, 2),
        resolution=date(2011, 3, 21),
        weights={"major-policies": _ALL},
        subjects=(_subject,),
        rests_on="implementation/2010@1",
        edition=1,
        late=False,
        by="hana",
    ),
    SelfEvaluationSupplementRequested(**_of, edition=1, request="평가방법 보완", resolution=_REF, by="gyu"),
    SelfEvaluationPlanAccepted(**_of, edition=1, chair="a", by="gyu"),
    SelfEvaluationPlanDefaulted(
        **_of,
        phase="self-evaluation-plan",
        committee="sec",
        chair="a",
        weights={"major-policies": _ALL},
        subjects=(_subject,),
        rests_on="plan/2010/KIPO@3",
        noticed=("KIPO", "PMO"),
        on=date(2010, 5, 15),
    ),
    ScorersAssigned(**_year, members={"S1": ("a", "b")}, withdrawn=("S1:c",), by="a"),
    SubjectScoresSealed(
        **_year, scoring="S1:a", person="a", commitment=_ballot.commitment(), ballot=_ballot, opinion="의견"
    ),
    SubjectScoresOpened(**_of, subject="S1", ballots={"a": _ballot, "b": None}),
    OwnersHeard(**_year, heard={"S1": Hearing(owner="ben", said="사유 설명")}, by="park"),
    SelfEvaluationShared(**_year, outcome=_outcome, on=date(2011, 3, 7), until=date(2011, 3, 14), by="park"),
    SelfEvaluationSubmitted(**_year, outcome=_outcome, resolution="sec-kipo/1/1", by="hana"),
    SelfEvaluationNotSubmitted(
        **_of, phase="self-evaluation", shared=True, noticed=("KIPO", "PMO"), on=date(2011, 4, 1)
    ),
    SectorsPassedUnconfirmed(
        year=2010,
        body="PMO",
        phase="confirmation",
        sectors=(Unconfirmed(ministry="KIPO", sector="major-policies", office="PMO", ground="no-inspector"),),
        on=date(2011, 5, 16),
    ),
    InspectorNamed(
        year=2010, body="PMO", ministry="KIPO", sector="major-policies", office="PMO", inspector="gia", by="gia"
    ),
    SelfEvaluationInspected(
        year=2010,
        body="PMO",
        phase="confirmation",
        inspected="KIPO:major-policies",
        verdict="re-evaluate",
        opinion="근거 부족",
        office="PMO",
        version=21,
        by="gia",
    ),
    ReEvaluationOrdered(
        year=2010,
        body="PMO",
        ministry="KIPO",
        subjects=("S1",),
        evaluator="otto",
        resolution=_REF,
        reason="객관성 의심",
        by="pm",
    ),
    ReEvaluationCarriedOut(
        year=2010,
        body="PMO",
        phase="re-evaluation",
        ministry="KIPO",
        scores={"S1": {"I-01": Decimal(80), "process": Decimal(70)}},
        outcome=_outcome,
        opinion="일부 인정",
        by="otto",
    ),
    SelfEvaluationAdjusted(
        year=2010,
        body="PMO",
        ministry="KIPO",
        before=Decimal("86.3"),
        after=Decimal(76),
        grade="poor",
        resolution=_REF,
        reason="재평가 결과",
        by="gyu",
    ),
]
