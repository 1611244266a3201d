"""KIPO evaluates itself by its committee of ten, and the government looks at it: what tests are told about.

Four subjects: S1 of the bureau, S2 of the promotion department, S3 of the examination bureau and S4 of nobody.
Civilians k1 (the chair), k2 and k3 score them all. Fina and Fred inspect for MOSF, Gia serves the government's office.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from activities.yaml_files import read_rules
from domain.basic_plan import BasicPlanAdopted
from domain.calendar import resolve
from domain.committee_rules import Matter
from domain.cycle import CycleOpened
from domain.deliberation_facts import ItemResolved
from domain.implementation import ImplementationPlanIssued
from domain.messages import Event
from domain.phase_rules import PhaseRule
from domain.self_evaluation_commands import (
    AssignScorers,
    HearOwners,
    PlanSelfEvaluation,
    SealSubjectScores,
    ShareSelfEvaluation,
    SubmitSelfEvaluation,
)
from domain.self_evaluation_content import EvaluationSubject, SubjectBallot
from domain.self_evaluation_facts import (
    OwnersHeard,
    ScorersAssigned,
    SelfEvaluationPlanAccepted,
    SelfEvaluationPlanned,
    SelfEvaluationShared,
    SelfEvaluationSubmitted,
    SubjectScoresOpened,
    SubjectScoresSealed,
)
from domain.self_evaluation_outcome import evaluation_score, told
from tests.support.committees import GPEC, MOSF, RULES_HERE, SEC, both, convened, tabled
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    KIPO,
    PMO,
    PROMOTION,
    SEAL,
    YEAR,
    ada,
    ben,
    confirmed_plan,
    gyu,
    hana,
    holds,
    label,
    opened_cycle,
    phase_open,
    planner,
    registered,
    tae,
)

KR = read_rules("kr-2010")
PHASES = ("implementation-plan", "self-evaluation-plan", "self-evaluation", "confirmation", "re-evaluation")


def _rule(phase: str) -> PhaseRule:
    found = KR.phase(phase)
    assert found
    return found


IMPLEMENTATION, APRIL, SCORING, CONFIRMATION, AGAIN = (_rule(phase) for phase in PHASES)
_HERE = {"self_evaluation": KR.self_evaluation, "supervision": KR.supervision}
_ALL = sorted((*RULES_HERE.phases, *(_rule(it) for it in PHASES)), key=lambda it: resolve(it.opens, YEAR))
RULES = RULES_HERE.model_copy(update={**_HERE, "phases": tuple(_ALL)})
SELF = RULES.self_evaluation
fina, fred, gia, otto = "fina", "fred", "gia", "otto"
members = ("k1", "k2", "k3")

_cycle = [opened_cycle(RULES) if isinstance(it, CycleOpened) else it for it in both]
there: list[Event] = [
    *_cycle,
    registered(fina, "HQ", 4, MOSF),
    registered(fred, "HQ", 4, MOSF),
    registered(gia, "HQ", 3, PMO),
    registered(otto, "HQ", 5, PMO),
    holds(fina, "inspector", MOSF),
    holds(fred, "inspector", MOSF),
    holds(gia, "evaluation-office", PMO),
    *(phase_open(it, PMO if it.scope == "government" else KIPO) for it in (_rule(phase) for phase in PHASES)),
]


def resolved(matter: Matter, about: str, session: int, on: date, of: str = GPEC) -> list[Event]:
    """Return that a committee passed an item on *on*; its number is OF/SESSION/1."""
    key: dict[str, Any] = {"committee": of, "session": session, "item": "1"}
    counts = {"present": 8, "in_favour": 8, "against": 0, "abstained": 0, "unrevealed": 0}
    item = tabled(concerns=about, of=of, session=session, matter=matter)
    return [convened(session, on, on, of), item, ItemResolved(**key, passed=True, on=on, **counts)]


basic_plan = BasicPlanAdopted(
    year=YEAR,
    body=PMO,
    phase="implementation-plan",
    title=label("basic"),
    document=SEAL,
    resolution=f"{GPEC}/1/1",
    review_by=YEAR + 3,
    by=gyu,
)
implementation_plan = ImplementationPlanIssued(
    year=YEAR,
    body=PMO,
    phase="implementation-plan",
    title=label("how 2010 is evaluated"),
    document=SEAL,
    reported=date(2010, 3, 23),
    resolution=f"{GPEC}/2/1",
    noticed=(KIPO,),
    on=date(2010, 3, 24),
    by=gyu,
)

_plan = {"year": YEAR, "body": KIPO, "phase": "self-evaluation-plan"}
_year = {"year": YEAR, "body": KIPO, "phase": "self-evaluation"}


def measure(code: str, weight: int, criterion: str | None = None) -> dict[str, Any]:
    """Return an indicator, or a criterion, of *weight* percent."""
    return {"code": code, "weight": weight, "criterion": label(criterion) if criterion else None}


def subject(name: str, part: str, weight: int, unit: str | None, *measures: dict[str, Any]) -> EvaluationSubject:
    """Return a subject of the plan."""
    said = {"subject": name, "name": label(name), "part": part, "weight": weight, "unit": unit, "measures": measures}
    return EvaluationSubject.model_validate(said)


S1 = subject("S1", "policy", 60, BUREAU, measure("I-01", 60), measure("I-02", 40))
S2 = subject("S2", "policy", 40, PROMOTION, measure("P-01", 70), measure("process", 30, "process"))
S3 = subject("S3", "general-spending", 100, EXAMINATION, measure("E-01", 100))
S4 = subject("S4", "personnel", 100, None, measure("quality", 100, "quality"))
SUBJECTS = (S1, S2, S3, S4)


def planning(**other: Any) -> PlanSelfEvaluation:
    """Return the wish for the plan, with *other* content."""
    days = {"hearing": date(2011, 3, 2), "resolution": date(2011, 3, 21)}
    said = {"committee": SEC, "method": label("by members' scores"), "subjects": SUBJECTS, **days, **other}
    return PlanSelfEvaluation.model_validate({**_plan, **said})


def planned(edition: int = 1, rests_on: str = f"implementation/{YEAR}@1", **other: Any) -> SelfEvaluationPlanned:
    """Return that the plan is on the table."""
    said = {name: it for name, it in dict(planning(**other)).items() if name != "type"}
    weights = said["weights"] or {it.category: it.weight for it in SELF.categories}
    how = {"edition": edition, "rests_on": rests_on, "late": False, "by": hana}
    return SelfEvaluationPlanned.model_validate({**said, "weights": weights, **how})


def accepted(edition: int = 1) -> SelfEvaluationPlanAccepted:
    """Return that the plan stands, and k1 is to assign it."""
    return SelfEvaluationPlanAccepted(year=YEAR, body=KIPO, edition=edition, chair="k1", by=gia)


by_april: list[Event] = [*there, *confirmed_plan, basic_plan, implementation_plan]
stands: list[Event] = [*by_april, planned(), accepted()]


def assigning(**them: Sequence[str]) -> AssignScorers:
    """Return the wish of the chair; by default all three score everything."""
    whole = {it.subject: members for it in SUBJECTS}
    return AssignScorers.model_validate({**_year, "members": them or whole})


def assigned(*withdrawn: str, **them: Sequence[str]) -> ScorersAssigned:
    """Return that members were assigned."""
    said = {"members": assigning(**them).members, "withdrawn": withdrawn}
    return ScorersAssigned.model_validate({**_year, **said, "by": "k1"})


def ballot(name: str, points: int, nonce: str = "0123456789abcdef") -> SubjectBallot:
    """Return the same *points* for every measure of a subject."""
    found = next(it for it in SUBJECTS if it.subject == name)
    return SubjectBallot(scores={it.code: Decimal(points) for it in found.measures}, nonce=nonce)


def sealing(name: str, member: str, points: int = 90, **other: Any) -> SealSubjectScores:
    """Return a member's wish to score a subject."""
    said = {"scoring": f"{name}:{member}", "person": member, "ballot": ballot(name, points), **other}
    return SealSubjectScores.model_validate({**_year, **said})


def sealed(name: str, member: str, points: int = 90) -> SubjectScoresSealed:
    """Return that a member scored a subject."""
    said = dict(sealing(name, member, points))
    seal = said["ballot"].commitment()
    return SubjectScoresSealed.model_validate({**said, "type": "SubjectScoresSealed", "commitment": seal})


def opened(name: str, *points: int) -> SubjectScoresOpened:
    """Return that a subject's scores are open: one number of points for each of the members."""
    given = points or (90, 90, 90)
    ballots = {member: ballot(name, it) for member, it in zip(members, given, strict=True)}
    return SubjectScoresOpened(year=YEAR, body=KIPO, subject=name, ballots=ballots)


POINTS = {"S1": (90, 91, 91), "S2": (80, 80, 80), "S3": (85, 85, 85), "S4": (100, 100, 100)}
scored: list[Event] = [
    *stands,
    assigned(),
    *(sealed(name, who, it) for name, given in POINTS.items() for who, it in zip(members, given, strict=True)),
    *(opened(name, *given) for name, given in POINTS.items()),
]
OWNERS = {"S1": ben, "S2": ada, "S3": tae, "S4": hana}


def hearing(**owners: str) -> HearOwners:
    """Return the wish to record what the owners said."""
    them = owners or OWNERS
    return HearOwners.model_validate({**_year, "heard": {it: {"owner": who, "said": "ok"} for it, who in them.items()}})


def heard(**owners: str) -> OwnersHeard:
    """Return that the owners were heard."""
    return OwnersHeard.model_validate({**_year, "heard": hearing(**owners).heard, "by": planner})


sharing = ShareSelfEvaluation.model_validate(_year)
SHARED, UNTIL = date(2011, 3, 7), date(2011, 3, 14)


def shared(version: int) -> SelfEvaluationShared:
    """Return that the draft was shared when the evaluation had *version* events."""
    opened_now = {name: [ballot(name, it).scores for it in given] for name, given in POINTS.items()}
    inputs = (f"self-evaluation/{YEAR}/{KIPO}@{version}", f"plan/{YEAR}/{KIPO}@6")
    outcome = told(evaluation_score(planned(), opened_now, SELF), SELF, inputs)
    said = {**_year, "outcome": outcome, "on": SHARED, "until": UNTIL, "by": planner}
    return SelfEvaluationShared.model_validate(said)


VERSION = 2 + 1 + 12 + 4 + 1  # planned, accepted; assigned; sealed; opened; heard
ready: list[Event] = [*scored, heard()]
drafted: list[Event] = [*ready, shared(VERSION)]
REF = f"{SEC}/1/1"
by_resolution: list[Event] = [*drafted, *resolved("self-evaluation", KIPO, 1, date(2011, 3, 21), SEC)]
submitting = SubmitSelfEvaluation.model_validate({**_year, "resolution": REF})
submitted = SelfEvaluationSubmitted.model_validate(
    {**_year, "outcome": shared(VERSION).outcome, "resolution": REF, "by": hana}
)
handed_in: list[Event] = [*by_resolution, submitted]
