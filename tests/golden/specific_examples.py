"""One example of every event of the specific evaluation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.messages import Event
from domain.scoring.grades import Placed, Ranking
from domain.specific_area_facts import (
    AreaCalibrated,
    AreaEstimateReplaced,
    AreaEvidenceSubmitted,
    AreaScoreSealed,
    AreaScoresOpened,
    AreaTruedUp,
    PanellistsAssigned,
    PanellistSubstituted,
    SiteVisited,
)
from domain.specific_ballot import Evidence, PanelBallot, Remark
from domain.specific_facts import (
    Grouped,
    Panel,
    SpecificCriteriaPublished,
    SpecificDeadlineExtended,
    SpecificEvaluationOpened,
)
from domain.specific_grades import Listed, SpecificResultNotified, SpecificResultsGraded, SpecificResultsPublished
from domain.specific_result_facts import (
    Addition,
    MinistryHeard,
    Offered,
    OpinionAnswered,
    SpecificDraftShared,
    SpecificEvaluationResolved,
    SpecificResultReopened,
)

_SEAL = "5" * 64
_by: dict[str, Any] = {"year": 2010, "by": "gyu"}
_body: dict[str, Any] = {**_by, "body": "KIPO"}
_area: dict[str, Any] = {"year": 2010, "ministry": "KIPO", "area": "core-task"}
_resolving: dict[str, Any] = {**_by, "body": "PMO", "phase": "specific-resolution", "ministry": "KIPO"}
_scoring: dict[str, Any] = {"year": 2010, "body": "PMO", "phase": "specific-scoring"}
_scores: dict[str, Any] = {"areas": {"core-task": Decimal("82.5")}, "total": Decimal("82.5")}
_group: dict[str, Any] = {"year": 2010, "group": "ministerial", "edition": 2}
_ballot = PanelBallot(scores={"policy": Decimal("82.5")}, rationale="자료에 따름", nonce="0123456789abcdef")
_remark = Remark(panellist="v2", reason="해석의 차이")
_placed = Placed(person="KIPO", total=Decimal("82.5"), rank=1, grade="excellent", margin=Decimal("0.05"), boundary=True)

SPECIFIC_EXAMPLES: list[Event] = [
    SpecificCriteriaPublished(
        **_by,
        body="PMO",
        phase="criteria",
        document=_SEAL,
        groups=(Grouped(group="ministerial", bodies=("KIPO",)),),
        panels=(Panel(area="core-task", committee="panel"),),
        on=date(2010, 10, 12),
        edition=2,
        resolution="gpec/2/criteria",
    ),
    SpecificEvaluationOpened(year=2010, body="KIPO", areas=("core-task",), owner="role:planning"),
    SpecificDeadlineExtended(**_by, until=date(2011, 1, 31), reason="유회", resolution="gpec/2/1"),
    AreaEvidenceSubmitted(
        **_body,
        phase="specific-evidence",
        area="core-task",
        evidence=(
            Evidence(item="policy", document=_SEAL, value=Decimal("90.5"), as_of=date(2010, 12, 31), estimate=True),
        ),
        edition=2,
    ),
    SiteVisited(**_area, on=date(2010, 11, 10), visitors=("v1",), report=_SEAL, by="gyu"),
    PanellistsAssigned(**_area, body="PMO", panellists=("v1", "v2"), released=("v3",), by="gyu"),
    PanellistSubstituted(**_area, body="PMO", panellist="v2", reserve="v3", reason="병가", by="v1"),
    AreaScoreSealed(**_scoring, seat="KIPO:core-task:mina", by="mina", commitment=_ballot.commitment(), ballot=_ballot),
    AreaScoresOpened(**_area, body="PMO", ballots={"mina": _ballot}, chair="v1"),
    AreaCalibrated(
        **_scoring,
        work="KIPO:core-task",
        score=Decimal("82.5"),
        trimmed=("v3",),
        deviations=(_remark,),
        dissents=(_remark,),
        by="v1",
    ),
    AreaEstimateReplaced(
        **_area, item="policy", before=Decimal("90.5"), value=Decimal("88.1"), document=_SEAL, by="park"
    ),
    AreaTruedUp(**_area, before=Decimal("82.5"), score=Decimal("78.5"), asks=True, reason="연말 실적이 낮음", by="v1"),
    SpecificDraftShared(
        **_body,
        **_scores,
        additions=(Addition(addition="proactive", points=Decimal("1.5"), reason="우수 사례"),),
        owner="role:planning",
        government="PMO",
        manager="role:evaluation-office",
    ),
    MinistryHeard(
        **_body,
        phase="specific-hearing",
        waived=False,
        opinion="법 개정으로 늦어짐",
        offered=(Offered(area="core-task", document=_SEAL, reason="통계 공표가 늦음"),),
        on=date(2010, 12, 17),
    ),
    OpinionAnswered(**_body, reply="점수를 유지함"),
    SpecificEvaluationResolved(**_resolving, **_scores, resolution="gpec/2/2", edition=1),
    SpecificResultReopened(**_body, **_scores, resolution="gpec/3/1", edition=2),
    SpecificResultsGraded(**_group, ranking=Ranking(counts={"excellent": 1}, placed=(_placed,)), by="gyu"),
    SpecificResultNotified(**_group, body="KIPO", total=Decimal("82.5"), grade="excellent", rank=1),
    SpecificResultsPublished(
        **_group, form="full", listed=(Listed(body="KIPO", grade="excellent", total=Decimal("82.5")),), by="gyu"
    ),
]
