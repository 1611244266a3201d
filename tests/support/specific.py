"""The specific evaluation of 2010 in miniature, to tell tests about.

Two areas: the core task, of two items, and PR, of one. KIPO and MOSF are evaluated; the panel "core" of
v1 to v4 (chair v1) scores the core task, "pr" of w1 to w3 scores PR. Gyu keeps the evaluation and the
government's committee, Park speaks for KIPO.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from activities.yaml_files import read_rules
from domain.committee_commands import ConstituteCommittee
from domain.cycle import CycleOpened
from domain.deliberation_facts import ItemResolved
from domain.messages import Event
from domain.scoring.quotas import Scale
from domain.specific import PublishSpecificCriteria
from domain.specific_area import CalibrateArea, SealAreaScore
from domain.specific_area_facts import (
    AreaCalibrated,
    AreaEvidenceSubmitted,
    AreaScoreSealed,
    AreaScoresOpened,
    PanellistsAssigned,
)
from domain.specific_ballot import Evidence, PanelBallot, Remark
from domain.specific_evidence import SubmitAreaEvidence
from domain.specific_facts import Grouped, Panel, SpecificCriteriaPublished, SpecificEvaluationOpened
from domain.specific_panel import AssignPanellists
from domain.specific_result import StateOpinion
from domain.specific_result_facts import MinistryHeard, SpecificDraftShared, SpecificEvaluationResolved
from domain.specific_rules import AdditionRule, AreaRule, GroupRule, ItemRule, SpecificRules
from tests.support import committees
from tests.support.committees import DAY, GPEC, MOSF, convened, seats
from tests.support.office import (
    KIPO,
    PMO,
    SEAL,
    YEAR,
    gyu,
    label,
    opened_cycle,
    phase_open,
    planner,
    quota,
    with_phases,
)
from tests.support.spec import Given, moment, spec

CORE, PR = "core", "pr"
v = ("v1", "v2", "v3", "v4")
w = ("w1", "w2", "w3")
NONCE = "0123456789abcdef"


def _item(item: str, weight: int) -> ItemRule:
    return ItemRule(item=item, name=label(item), weight=Decimal(weight))


AREAS = (
    AreaRule(area=CORE, name=label("core"), weight=Decimal(60), items=(_item("policy", 40), _item("targets", 60))),
    AreaRule(area=PR, name=label("pr"), weight=Decimal(40), items=(_item("outcome", 100),)),
)
SPECIFIC_RULES = SpecificRules(
    areas=AREAS,
    groups=(GroupRule(group="deputy", name=label("deputy")),),
    additions=(AdditionRule(addition="proactive", name=label("proactive"), most=Decimal(3)),),
    scale=Scale.model_validate({"quotas": (quota("A", "cap", 30), quota("B", "rest", 1), quota("C", "minimum", 10))}),
)
PHASES = {it.phase: it for it in read_rules("kr-2010").phases}
CRITERIA, EVIDENCE, SCORING, HEARING, RESOLUTION = (
    PHASES[f"{it}"]
    for it in ("criteria", "specific-evidence", "specific-scoring", "specific-hearing", "specific-resolution")
)


def cycle(**other: Any) -> CycleOpened:
    """Return the opening of the year, with *other* rules of the specific evaluation."""
    rules = with_phases().model_copy(
        update={
            "committees": committees.COMMITTEES,
            "specific": SPECIFIC_RULES.model_copy(update=other),
            "phases": (CRITERIA, EVIDENCE, SCORING, HEARING, RESOLUTION),
        }
    )
    return opened_cycle(rules).model_copy(update={"bodies": (KIPO, MOSF)})


def _panel(name: str, members: Sequence[str]) -> list[Event]:
    wish = ConstituteCommittee(
        committee=name,
        year=YEAR,
        kind="specific-evaluation",
        body=PMO,
        name=label(name),
        since=committees.SINCE,
        members=seats(members),
        chairs=members[:1],
    )
    return committees.constituted(wish, gyu)


def passed(matter: str = "specific-result", concerns: str = KIPO, item: str = "1", on: date = DAY) -> list[Event]:
    """Return that the government's committee passed an item; its number is ``gpec/1/ITEM``."""
    key: dict[str, Any] = {"committee": GPEC, "session": 1, "item": item}
    counts = {"present": 8, "in_favour": 8, "against": 0, "abstained": 0, "unrevealed": 0}
    tabled = committees.tabled(item, concerns).model_copy(update={"matter": matter})
    return [convened(), tabled, ItemResolved(**key, passed=True, on=on, **counts)]


panels: list[Event] = [*committees.gpec, cycle(), *_panel("panel-core", v), *_panel("panel-pr", w)]
in_autumn = passed("criteria", str(YEAR), "criteria", date(2010, 9, 29))
BY_RESOLUTION = f"{GPEC}/1/criteria"
phases_open: list[Event] = [
    phase_open(CRITERIA, PMO),
    phase_open(EVIDENCE),
    phase_open(EVIDENCE, MOSF),
    phase_open(SCORING, PMO),
    phase_open(HEARING),
    phase_open(RESOLUTION, PMO),
]
GROUPS = (Grouped(group="deputy", bodies=(KIPO, MOSF)),)
PANELS = (Panel(area=CORE, committee="panel-core"), Panel(area=PR, committee="panel-pr"))


def publishing(**other: Any) -> PublishSpecificCriteria:
    """Return the wish to publish the criteria, with *other* content."""
    said = {"year": YEAR, "body": PMO, "phase": "criteria", "document": SEAL, "groups": GROUPS, "panels": PANELS}
    return PublishSpecificCriteria.model_validate({**said, "resolution": BY_RESOLUTION, **other})


def published(on: date = date(2010, 10, 12), edition: int = 1, **other: Any) -> SpecificCriteriaPublished:
    """Return that the criteria were published."""
    said = {**dict(publishing()), "type": "SpecificCriteriaPublished", "on": on, "edition": edition, "by": gyu}
    return SpecificCriteriaPublished(**{**said, **other})


def opened(body: str = KIPO) -> SpecificEvaluationOpened:
    """Return that the evaluation of *body* is open."""
    return SpecificEvaluationOpened(year=YEAR, body=body, areas=(CORE, PR), owner="role:planning")


def shown(item: str = "policy", **other: Any) -> Evidence:
    """Return evidence about *item*."""
    said = {"item": item, "document": SEAL, "value": Decimal(90), "as_of": date(2010, 10, 31)}
    return Evidence(**{**said, **other})


def submitting(*evidence: Evidence, area: str = CORE) -> SubmitAreaEvidence:
    """Return KIPO's wish to submit *evidence*."""
    about = {"year": YEAR, "body": KIPO, "phase": "specific-evidence", "area": area}
    return SubmitAreaEvidence(**about, evidence=evidence or (shown(),))


def submitted(*evidence: Evidence, area: str = CORE, edition: int = 1) -> AreaEvidenceSubmitted:
    """Return that KIPO submitted *evidence*."""
    said = {**dict(submitting(*evidence, area=area)), "type": "AreaEvidenceSubmitted"}
    return AreaEvidenceSubmitted(**said, edition=edition, by=planner)


def about(area: str = CORE, ministry: str = KIPO) -> dict[str, Any]:
    """Return what an act about one area of one ministry says."""
    return {"year": YEAR, "ministry": ministry, "area": area}


def assigning(*panellists: str, area: str = CORE) -> AssignPanellists:
    """Return the wish that *panellists* score KIPO."""
    return AssignPanellists(**about(area), panellists=panellists)


def named(*panellists: str, area: str = CORE, released: Sequence[str] = ()) -> PanellistsAssigned:
    """Return that *panellists* score KIPO."""
    return PanellistsAssigned(**about(area), body=PMO, panellists=panellists, released=tuple(released), by=gyu)


def ballot(*points: str, area: str = CORE) -> PanelBallot:
    """Return a ballot with *points* of the area's items, in order."""
    items = [it.item for it in next(it for it in AREAS if it.area == area).items]
    scores = dict(zip(items, map(Decimal, points), strict=False))
    return PanelBallot(scores=scores, rationale="자료와 현장점검에 따름", nonce=NONCE)


def sealing(who: str, *points: str, area: str = CORE) -> SealAreaScore:
    """Return the wish of *who* to seal his ballot."""
    seat = f"{KIPO}:{area}:{who}"
    key = {"year": YEAR, "body": PMO, "phase": "specific-scoring"}
    return SealAreaScore(**key, seat=seat, ballot=ballot(*points, area=area))


def sealed(who: str, *points: str, area: str = CORE) -> AreaScoreSealed:
    """Return that *who* sealed his ballot."""
    wish = sealing(who, *points, area=area)
    said = {**dict(wish), "type": "AreaScoreSealed"}
    return AreaScoreSealed(**said, by=who, commitment=wish.ballot.commitment())


def all_open(ballots: dict[str, PanelBallot], area: str = CORE) -> AreaScoresOpened:
    """Return that *ballots* were opened."""
    chair = v[0] if area == CORE else w[0]
    return AreaScoresOpened(**about(area), body=PMO, ballots=ballots, chair=chair)


def calibrating(area: str = CORE, **other: Any) -> CalibrateArea:
    """Return the chair's wish to settle the score."""
    key = {"year": YEAR, "body": PMO, "phase": "specific-scoring", "work": f"{KIPO}:{area}"}
    return CalibrateArea(**{**key, **other})


def calibrated(score: str, area: str = CORE, ministry: str = KIPO, **other: Any) -> AreaCalibrated:
    """Return that the panel settled *score*."""
    key = {"year": YEAR, "body": PMO, "phase": "specific-scoring", "work": f"{ministry}:{area}"}
    said = {"score": Decimal(score), "trimmed": (), "deviations": (), "dissents": (), "by": v[0]}
    return AreaCalibrated(**{**key, **said, **other})


def remark(who: str) -> Remark:
    """Return what is said about *who*'s ballot."""
    return Remark(panellist=who, reason="자료 해석의 차이")


def drafted(core: str = "80.00", pr: str = "90.00", total: str = "84.00", body: str = KIPO) -> SpecificDraftShared:
    """Return that the draft of *body*'s result was shared."""
    areas = {CORE: Decimal(core), PR: Decimal(pr)}
    said = {"areas": areas, "additions": (), "total": Decimal(total), "owner": "role:planning", "by": gyu}
    office = {"government": PMO, "manager": "role:evaluation-office"}
    return SpecificDraftShared(year=YEAR, body=body, **said, **office)


def speaking(**other: Any) -> StateOpinion:
    """Return KIPO's wish to be heard."""
    key = {"year": YEAR, "body": KIPO, "phase": "specific-hearing"}
    return StateOpinion(**{**key, **(other or {"waived": True})})


def heard(on: date = date(2010, 12, 17), **other: Any) -> MinistryHeard:
    """Return that KIPO was heard."""
    said = {**dict(speaking(**other)), "type": "MinistryHeard"}
    return MinistryHeard(**said, on=on, by=planner, government=PMO, manager="role:evaluation-office")


def resolved(total: str = "84.00", body: str = KIPO) -> SpecificEvaluationResolved:
    """Return that *body*'s result was resolved."""
    areas = {CORE: Decimal("80.00"), PR: Decimal("90.00")}
    said = {"areas": areas, "total": Decimal(total), "resolution": f"{GPEC}/1/1", "edition": 1, "by": gyu}
    return SpecificEvaluationResolved(year=YEAR, body=PMO, phase="specific-resolution", ministry=body, **said)


at_work: list[Event] = [*panels, *phases_open, published(), opened()]


def story(*events: Event | Sequence[Event], at: str) -> Given:
    """Return the evaluation under way on the day *at*, after *events*."""
    return spec.given(at_work, *events).at(moment(at))


def every_ballot(**points: Sequence[str]) -> Iterator[Event]:
    """Yield the sealed ballots, and that all were opened."""
    yield from (sealed(who, *it) for who, it in points.items())
    yield all_open({who: ballot(*it) for who, it in points.items()})
