"""A small office, the Korean Intellectual Property Office of 2010 in miniature, to tell tests about.

Ada heads the promotion department and is first evaluator; Ben heads the bureau above it and is
second. Mina is evaluated by goals, Jun by an agreement and by Ada alone. Tae sits in the taskforce
and works elsewhere. Olga operates the engine, Hana heads the whole office. Hyun is the personnel
officer, Yuna and Bora sit in the office's evaluation committee, Gyu in that of the government.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.access_rules import AccessRules
from domain.appraisal_competency import Ballot
from domain.body_facts import BodyEstablished, UnitEstablished
from domain.calendar import public_holidays
from domain.cycle import CycleOpened
from domain.guideline import AnnualGuidelineIssued
from domain.headship import HeadAppointed
from domain.messages import Event, Label
from domain.objectives import Indicator, Objective, Objectives, Target, Task, definition_hash
from domain.person import EvaluatorsAssigned, PersonRegistered
from domain.person_roles import RoleGranted
from domain.personnel import (
    CalibrationRules,
    Course,
    DevelopmentRules,
    PersonnelRules,
    QualificationRules,
    ReinforcementRules,
)
from domain.phase_facts import PhaseClosed, PhaseOpened
from domain.phase_rules import Escalation, PhaseRule, TaskRule
from domain.plan_events import (
    AnnualPlanConfirmed,
    AnnualPlanReviewed,
    AnnualPlanSubmitted,
    FinancialResult,
    Frozen,
    UnitPlanDrafted,
)
from domain.results_rules import GradingRules, Instrument, ObjectionRules, PayRules
from domain.rules import Approval, Aspects, CompetencyCategory, Profile, RuleSet

YEAR = 2010
KIPO, PMO = "KIPO", "PMO"
BUREAU, PROMOTION, EXAMINATION, OFFICE = "IPPB", "PROMO", "EXAM", "HQ"
ada, ben, mina, jun, tae, olga, hana = "ada", "ben", "mina", "jun", "tae", "olga", "hana"
reviewer, planner, board, hr = "rhee", "park", "moon", "hyun"
yuna, bora, gyu = "yuna", "bora", "gyu"

HOLIDAYS_VERSION, HOLIDAYS = public_holidays("KR", [2010, 2011])
LUNAR_NEW_YEAR = date(2010, 2, 15)  # the third day of the holiday, a Monday
SEAL = "5" * 64


def label(text: str) -> Label:
    """Return a name that is the same in both languages."""
    return Label(ko=text, en=text)


def _task(task: str, of: str, by: str, **more: object) -> TaskRule:
    return TaskRule.model_validate({"task": task, "name": label(task), "of": of, "by": by, **more})


def _phase(phase: str, opens: str, due: str, *tasks: TaskRule, **more: object) -> PhaseRule:
    base = {"phase": phase, "name": label(phase), "scope": "body", "opens": opens, "due": due, "tasks": tasks}
    return PhaseRule.model_validate({**base, **more})


GUIDELINES = _phase(
    "guidelines", "Y-01-01", "Y-01-31", _task("issue-guideline", "body", "role:evaluation-office"), scope="government"
)
PLAN = _phase(
    "plan",
    "Y-02-01",
    "Y-03-20",
    _task("draft-unit-plan", "unit", "unit-head"),
    _task("submit-plan", "body", "role:planning"),
    _task("review-plan", "body", "role:plan-reviewer"),
    _task("confirm-plan", "body", "body-head"),
    rights=(
        _task("adopt-strategy", "body", "body-head"),
        _task("review-strategy", "strategy", "role:planning"),
        _task("report-strategy", "body", "role:planning"),
        _task("comment-plan", "body", "role:plan-reviewer"),
        _task("revise-unit-plan", "unit", "unit-head"),
        _task("approve-target", "indicator", "role:plan-reviewer"),
        _task("report-plan", "body", "role:planning"),
    ),
    at_close="freeze-plan",
    remind=(-5, -1),
)
AGREEMENTS = _phase(
    "agreements",
    "Y-03-11",
    "Y-03-31",
    _task("offer-agreement", "person", "self"),
    _task("sign-agreement", "person", "first"),
    as_of="Y-01-01",
    basis="S0-09",
    rights=(
        _task("record-training", "body", "role:hr"),
        _task("draft-agreement", "person", "self"),
        _task("impose-agreement", "person", "second", due="Y-03-19", patience=2),
    ),
)
TALKS = _phase(
    "talks",
    "Y-03-25",
    "Y-04-15",
    _task("report-progress", "indicator", "unit-head"),
    _task("write-note", "person", "first", consequence=label("counted")),
    _task("sign-note", "person", "self"),
    _task("review-progress", "person", "first"),
    rights=(
        _task("attach-evidence", "indicator", "unit-head"),
        _task("verify-evidence", "indicator", "role:verifier"),
        _task("acknowledge-warning", "indicator", "unit-head"),
        _task("offer-agreement", "person", "self"),
        _task("sign-agreement", "person", "first"),
        _task("rebase-agreement", "person", "first"),
    ),
    grace=3,
    remind=(-5, 0, 2),
    escalate=(Escalation(after=1, to="second"), Escalation(after=2, to="body-head")),
    ends_early=True,
)
AMENDMENT = _phase(
    "amendment",
    "Y-07-01",
    "Y-09-30",
    rights=(_task("request-amendment", "unit", "unit-head"), _task("amend-plan", "unit", "body-head")),
)
FINAL = _phase(
    "final",
    "Y-12-01",
    "Y+1-01-10",
    _task("submit-self-report", "person", "self", due="Y-12-15"),
    _task("score-indicator", "indicator", "role:taskforce"),
    _task("rate-competency-first", "person", "first"),
    _task("rate-competency-second", "person", "second"),
    _task("rate-attitude", "person", "first"),
    _task("rate-goals", "person", "first", instruments=("goals",)),
    as_of="Y-12-31",
    rights=(
        _task("take-over-evaluation", "person", "second", due="Y-12-31", patience=5),
        _task("release-evaluator", "person", "role:hr"),
    ),
)
GRADING = _phase(
    "grading",
    "Y+1-01-11",
    "Y+1-01-20",
    _task("score-unit", "unit", "engine"),
    _task("score-appraisal", "person", "engine", after="score-unit"),
    _task("form-pools", "body", "role:hr"),
    _task("allocate-grades", "body", "role:hr"),
    _task("notify-result", "person", "engine", after="allocate-grades"),
    grace=5,
)
NOTICES = _phase("notices", "Y+1-01-21", "Y+1-02-28", _task("receive-notice", "person", "self"))
PAYMENT = _phase("payment", "Y+1-03-02", "Y+1-03-31", _task("determine-pay", "person", "engine"))
BOOKS = _phase("close", "Y+1-06-16", "Y+1-06-30", scope="government")

QUALIFICATION = QualificationRules(
    lowest_years=2,
    test_months=6,
    notice_days=3,
    decide_days=30,
    extend_days=30,
    order_months=1,
    training_months=6,
    evaluate_months=1,
    pass_level=3,
    appeal_days=30,
    warn_days=14,
)
PERSONNEL = PersonnelRules(
    calibration=CalibrationRules(few=3),
    reinforcement=ReinforcementRules(percent=Decimal(1), least_pool=100, entries=2, within_months=36),
    development=DevelopmentRules(weakest=1, courses={"strategy": (Course(course="C-1", name=label("planning")),)}),
    qualification=QUALIFICATION,
)


def quota(grade: str, kind: str, share: int = 0) -> dict[str, object]:
    """Return that so many percent, or parts of the rest, get *grade*."""
    return {"grade": grade, "name": label(grade), "kind": kind, "share": share}


GRADES = (quota("S", "cap", 20), quota("A", "rest", 3), quota("B", "rest", 4), quota("C", "minimum", 10))
_pool = {"scale": "plain", "smallest": 5}
GRADING_RULES = GradingRules.model_validate(
    {
        "rests_on": ("final",),
        "scales": {"plain": {"quotas": GRADES}},
        "pools": (
            {**_pool, "pool": "leaders", "name": label("leaders"), "highest": 1, "lowest": 9}
            | {"instruments": ("agreement",), "pay_class": "senior"},
            {**_pool, "pool": "staff", "name": label("staff"), "highest": 5, "lowest": 9}
            | {"instruments": ("goals",), "pay_class": "staff"},
        ),
    }
)
LADDERS = {"agreement": ("second", "body-head"), "goals": ("second", "role:evaluation-committee")}
PAY_RULES = PayRules.model_validate(
    {
        "scale": {"quotas": GRADES},
        "rates": {"S": 15, "A": 10, "B": 6, "C": 0},
        "amounts": (
            {"pay_year": 2011, "pay_class": "senior", "won": 80518000},
            {"pay_year": 2011, "pay_class": "staff", "won": 38700000},
        ),
    }
)

RULES = RuleSet(
    id="small-office",
    name=label("small office"),
    effective_from=date(2010, 1, 1),
    approval=Approval(author="ada", approver="ben", approved_on=date(2009, 12, 28)),
    zone="Asia/Seoul",
    country="KR",
    rounding="half-up",
    places=2,
    aspects=Aspects(planning=Decimal(20), execution=Decimal(20), achievement=Decimal(60)),
    competency=(
        CompetencyCategory(category="customer", name=label("customer"), group="general", weight=Decimal(60)),
        CompetencyCategory(category="strategy", name=label("strategy"), group="leadership", weight=Decimal(40)),
    ),
    competency_scale=Decimal(10),
    profiles={
        "bureau-head": Profile(name=label("head"), bureau=Decimal(70), competency=Decimal(25), attitude=Decimal(5)),
        "staff": Profile(
            name=label("staff"),
            department=Decimal(40),
            individual=Decimal(30),
            competency=Decimal(25),
            attitude=Decimal(5),
        ),
    },
    bonus_cap=Decimal(5),
    personnel=PERSONNEL,
    access=AccessRules(hours=4, ask=("auditor", "operator"), approve=("hr", "operator")),
    phases=(GUIDELINES, PLAN, AGREEMENTS, TALKS, AMENDMENT, FINAL, GRADING, NOTICES, PAYMENT, BOOKS),
    grading=GRADING_RULES,
    objection=ObjectionRules.model_validate({"ladders": LADDERS}),
    pay=PAY_RULES,
)


def with_phases(*phases: PhaseRule) -> RuleSet:
    """Return the office's rules with other phases, on whose end no total rests."""
    grading = GRADING_RULES.model_copy(update={"rests_on": ()})
    return RULES.model_copy(update={"phases": phases, "grading": grading})


def opened_cycle(rules: RuleSet = RULES, year: int = YEAR) -> CycleOpened:
    """Return the opening of *year* under *rules*."""
    return CycleOpened(
        year=year,
        government=PMO,
        bodies=(KIPO,),
        rules=rules,
        rules_hash=rules.hash(),
        calendar_version=HOLIDAYS_VERSION,
        holidays=HOLIDAYS,
    )


def phase_open(rule: PhaseRule, body: str = KIPO) -> PhaseOpened:
    """Return the opening of the phase *rule*; decisions look at the calendar, not at these days."""
    days = {"opens": date(2010, 1, 1), "due": date(2010, 1, 1), "closes": date(2010, 1, 1)}
    about = {"year": YEAR, "body": body, "phase": rule.phase, "calendar_version": HOLIDAYS_VERSION}
    return PhaseOpened.model_validate({**about, **days})


def every_phase_closed() -> list[PhaseClosed]:
    """Return that every phase of the year is closed, in every body."""
    return [
        PhaseClosed(year=YEAR, body=PMO if it.scope == "government" else KIPO, phase=it.phase, early=False, missed=0)
        for it in RULES.phases
    ]


def registered(person: str, unit: str = PROMOTION, grade: int = 6, body: str = KIPO) -> PersonRegistered:
    """Return that *person* holds a post in *unit*."""
    return PersonRegistered(person=person, body=body, unit=unit, grade=grade, title=label("post"), name="홍길동")


def assigned(
    person: str,
    first: str = ada,
    second: str | None = ben,
    instrument: Instrument = "goals",
    profile: str = "staff",
    unit: str = PROMOTION,
) -> EvaluatorsAssigned:
    """Return who evaluates *person* in the year."""
    how = {"instrument": instrument, "profile": profile, "first": first, "second": second}
    return EvaluatorsAssigned.model_validate({"person": person, "year": YEAR, "body": KIPO, "unit": unit, **how})


def holds(person: str, role: str, body: str = KIPO) -> RoleGranted:
    """Return that *person* holds *role*."""
    return RoleGranted(person=person, role=role, body=body)


def unit(name: str, level: str, parent: str | None) -> UnitEstablished:
    """Return that KIPO has the unit *name*."""
    about = {"body": KIPO, "unit": name, "parent": parent, "level": level, "name": label(name)}
    return UnitEstablished.model_validate(about)


bodies: list[Event] = [
    BodyEstablished(body=PMO, name=label(PMO)),
    BodyEstablished(body=KIPO, name=label(KIPO)),
    unit(OFFICE, "office", None),
    unit(BUREAU, "bureau", None),
    unit(PROMOTION, "department", BUREAU),
    unit(EXAMINATION, "bureau", None),
    HeadAppointed(body=KIPO, unit=None, person=hana),
    HeadAppointed(body=KIPO, unit=BUREAU, person=ben),
    HeadAppointed(body=KIPO, unit=PROMOTION, person=ada),
    HeadAppointed(body=KIPO, unit=EXAMINATION, person=tae),
]
people: list[Event] = [
    registered(ada, PROMOTION, 4),
    registered(ben, BUREAU, 2),
    registered(mina),
    registered(jun, PROMOTION, 4),
    registered(tae, EXAMINATION, 3),
    registered(olga, OFFICE, 7),
    registered(hana, OFFICE, 1),
    assigned(mina),
    assigned(jun, second=None, instrument="agreement"),
    assigned(ada, first=ben, second=hana, instrument="agreement"),
    holds(olga, "operator"),
    holds(olga, "operator", PMO),
    holds(planner, "planning"),
    holds(reviewer, "plan-reviewer"),
    holds(tae, "taskforce"),
    holds(board, "mileage-board"),
    holds(hr, "hr"),
    holds(yuna, "evaluation-committee"),
    holds(bora, "evaluation-committee"),
    holds(gyu, "gpec", PMO),
]
office: list[Event] = [*bodies, opened_cycle(), *people]  # everything before the first phase opens


def indicator(code: str, weight: str) -> Indicator:
    """Return the definition of an indicator that weighs *weight* percent; its target is the rule's."""
    past = (Decimal("70.1"), Decimal("71.5"), Decimal("72.4"))
    return Indicator(code=code, name=label(code), weight=Decimal(weight), baseline=past, target=Decimal("73.35"))


def plan_of(*indicators: Indicator, target: str = "T1") -> Objectives:
    """Return an objective structure whose one target is measured by *indicators*."""
    whole = Target(id=target, name=label("target"), indicators=indicators[:1], tasks=_tasks(indicators[1:]))
    return (Objective(id="O1", name=label("objective"), targets=(whole,)),)


def _tasks(indicators: tuple[Indicator, ...]) -> tuple[Task, ...]:
    return (Task(id="K1", name=label("task"), unit_task="BRM-1", indicators=indicators),) if indicators else ()


BUREAU_PLAN = plan_of(indicator("I-01", "60"), indicator("I-02", "40"))
PROMOTION_PLAN = plan_of(indicator("P-01", "100"))
EXAMINATION_PLAN = plan_of(indicator("E-01", "100"))
in_plan = {"year": YEAR, "body": KIPO, "phase": "plan"}


HEADS = {BUREAU: ben, PROMOTION: ada, EXAMINATION: tae}
FINANCE = tuple(FinancialResult(year=year, budget=Decimal(900), spent=Decimal(880)) for year in (2007, 2008, 2009))


def drafted(of: str, objectives: Objectives) -> UnitPlanDrafted:
    """Return that the head of the unit *of* has drafted its part."""
    return UnitPlanDrafted.model_validate({**in_plan, "unit": of, "objectives": objectives, "by": HEADS[of]})


def frozen(code: str, weight: str, of: str) -> Frozen:
    """Return the indicator *code* as confirmation froze it."""
    seal = definition_hash(indicator(code, weight))
    return Frozen(code=code, name=label(code), unit=of, weight=Decimal(weight), definition=seal)


guideline_issued = AnnualGuidelineIssued(
    year=YEAR, body=PMO, phase="guidelines", title=label("guideline"), document=SEAL
)
all_drafted: list[Event] = [
    drafted(BUREAU, BUREAU_PLAN),
    drafted(PROMOTION, PROMOTION_PLAN),
    drafted(EXAMINATION, EXAMINATION_PLAN),
]
plan_submitted = AnnualPlanSubmitted.model_validate(
    {
        **in_plan,
        "mission": label("m"),
        "vision": label("v"),
        "units": (BUREAU, PROMOTION, EXAMINATION),
        "finance": FINANCE,
        "by": planner,
    }
)
plan_reviewed = AnnualPlanReviewed.model_validate({**in_plan, "conditions": ("name the owner",), "by": reviewer})
plan_confirmed = AnnualPlanConfirmed.model_validate(
    {
        **in_plan,
        "plan": SEAL,
        "answers": ("it is Ada",),
        "by": hana,
        "indicators": (
            frozen("I-01", "60", BUREAU),
            frozen("I-02", "40", BUREAU),
            frozen("P-01", "100", PROMOTION),
            frozen("E-01", "100", EXAMINATION),
        ),
    }
)
confirmed_plan: list[Event] = [guideline_issued, *all_drafted, plan_submitted, plan_reviewed, plan_confirmed]


def ballot(customer: str, strategy: str, nonce: str = "0123456789abcdef") -> Ballot:
    """Return a competency rating of the office's two categories."""
    return Ballot(scores={"customer": Decimal(customer), "strategy": Decimal(strategy)}, nonce=nonce)
