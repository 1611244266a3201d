"""The inbox: what SQL says is owed is what the facts say, and the guard at the door agrees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from activities.inline import Fact
from domain.agreement import AgreementOffered, AgreementSigned, OfferAgreement, SignAgreement
from domain.appraisal import RateAttitude, RateGoals, SubmitSelfReport
from domain.appraisal_competency import SealCompetency
from domain.appraisal_facts import SelfReportSubmitted
from domain.body_facts import UnitEstablished
from domain.feedback import FeedbackNoteSigned, FeedbackNoteWritten, ReviewProgress, SignFeedbackNote, WriteFeedbackNote
from domain.grading_commands import AllocateGrades, FormPools
from domain.guideline import IssueGuideline
from domain.headship import HeadAppointed
from domain.ids import SYSTEM
from domain.indicator import ReportProgress, ScoreIndicator
from domain.indicator_events import ProgressReported
from domain.messages import Event, Owed, TaskCommand, TaskEvent
from domain.notice import NotifyResult, ReceiveNotice
from domain.obligations import NotYourTask, require_owner
from domain.pay import DeterminePay
from domain.person import EvaluatorsAssigned
from domain.person_roles import RoleGranted
from domain.phase_rules import PhaseRule, TaskRule
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.plan_events import AnnualPlanConfirmed, UnitPlanDrafted
from domain.plan_review import ReviewAnnualPlan
from domain.result import ScoreAppraisal
from domain.scorecard import ScoreUnit
from domain.succession import BodyAbolished, BodyRenamed
from projections.inbox import Inbox
from projections.queries import names
from projections.rows import create_tables
from runtime.databases import memory_engine
from tests.support import office
from tests.support.office import KIPO, PMO, RULES, YEAR, opened_cycle
from tests.support.rows import row_of
from tests.support.spec import PureFacts, by_stream, moment

UNITS, PEOPLE, CODES = ["U1", "U2", "U3"], ["a", "b", "c", "d"], ["I-1", "I-2", "I-3"]
LEVELS = ["office", "bureau", "department"]
opened = opened_cycle()
BODIES = [it for it in office.bodies if type(it).__name__ == "BodyEstablished"]

# Small offices, in any state


def in_phase(phase: str, **about: Any) -> dict[str, Any]:
    return {"year": YEAR, "body": KIPO, "phase": phase, **about}


units = st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(LEVELS)), unique_by=lambda it: it[0])
assignments = st.builds(
    lambda person, first, second, instrument, of: office.assigned(person, first, second, instrument, unit=of),
    st.sampled_from(PEOPLE),
    st.sampled_from(PEOPLE),
    st.none() | st.sampled_from(PEOPLE),
    st.sampled_from(["agreement", "goals"]),
    st.sampled_from(UNITS),
)
indicators = st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(UNITS)), max_size=3, unique_by=lambda it: it[0])
people = st.sampled_from(PEOPLE)
done = st.one_of(
    people.map(lambda it: FeedbackNoteWritten(**in_phase("talks", person=it), evaluator="a", note="n", edition=1)),
    people.map(lambda it: FeedbackNoteSigned(**in_phase("talks", person=it), edition=1)),
    people.map(lambda it: AgreementOffered(**in_phase("agreements", person=it), indicators=(), goals="g", edition=1)),
    people.map(lambda it: AgreementSigned(**in_phase("agreements", person=it), evaluator="a", edition=1)),
    people.map(lambda it: SelfReportSubmitted(**in_phase("final", person=it), report="r")),
    st.sampled_from(UNITS).map(lambda it: UnitPlanDrafted(**in_phase("plan", unit=it), objectives=())),
    st.sampled_from(CODES).map(
        lambda it: ProgressReported(**in_phase("talks", indicator=it), value=1, estimate=False, edition=1)
    ),
)


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    story: list[Event] = [*BODIES, opened]
    established = draw(units)
    story += [office.unit(name, level, None) for name, level in established]
    headed = draw(st.lists(st.sampled_from([name for name, _ in established]), max_size=3)) if established else []
    story += [HeadAppointed(body=KIPO, unit=name, person=draw(people)) for name in headed]
    story += [HeadAppointed(body=KIPO, unit=None, person=it) for it in draw(st.lists(people, max_size=1))]
    story += [RoleGranted(person=it, role="planning", body=KIPO) for it in draw(st.lists(people, max_size=1))]
    story += draw(st.lists(assignments, max_size=6))
    frozen = tuple(office.frozen(code, "50", of) for code, of in draw(indicators))
    story += [AnnualPlanConfirmed(**in_phase("plan"), plan=office.SEAL, indicators=frozen, answers=())]
    return [*story, *draw(st.lists(done, max_size=8))]


# The naive computation: read the story, task by task


def naive_owed(story: Sequence[Event], body: str, rule: PhaseRule) -> list[Owed]:
    done = {(it.body, it.phase, it.task, it.subject) for it in story if isinstance(it, TaskEvent)}
    found: list[Owed] = []
    for task in rule.tasks:
        subjects = sorted(naive_subjects(story, body, task), key=lambda it: (it[1] or "", it[0]))
        for subject, unit, owner in subjects:
            if owner is not None and (body, rule.phase, task.task, subject) not in done:
                found.append(Owed(task=task.task, subject=subject, owner=owner, unit=unit))
    return found


def naive_subjects(story: Sequence[Event], body: str, task: TaskRule) -> list[tuple[str, str | None, str | None]]:
    """Return whom *task* is about: subject, unit and owner."""
    heads = {it.unit: it.person for it in story if isinstance(it, HeadAppointed) and it.body == body}
    role = SYSTEM if task.by == "engine" else task.by if task.by.startswith("role:") else None
    if task.of == "body":
        return [(body, None, role or heads.get(None))]
    if task.of == "unit":
        known = [
            it.unit for it in story if isinstance(it, UnitEstablished) and it.body == body and it.level != "office"
        ]
        return [(unit, unit, role or heads.get(unit)) for unit in known]
    if task.of == "indicator":
        frozen = [it for plan in story if isinstance(plan, AnnualPlanConfirmed) for it in plan.indicators]
        return [(it.code, it.unit, role or heads.get(it.unit)) for it in frozen if body == KIPO]
    latest = {it.person: it for it in story if isinstance(it, EvaluatorsAssigned)}
    theirs = [it for it in latest.values() if it.body == body and it.instrument in task.instruments]
    own = {"self": "person", "first": "first", "second": "second"}
    return [(it.person, it.unit, role or getattr(it, own[task.by])) for it in theirs]


def taken_in(connection: Connection, story: Sequence[Event], at_once: int) -> Inbox:
    """Return an inbox that took *story* in, *at_once* events at a time."""
    create_tables(connection)
    inbox = Inbox()
    facts = [Fact(row_of(event, n), event) for n, event in enumerate(story, 1)]
    for start in range(0, len(facts), at_once):
        inbox.apply(connection, facts[start : start + at_once])
    return inbox


@given(stories(), st.integers(1, 30))
def test_what_sql_says_is_owed_is_what_the_facts_say(story: list[Event], at_once: int) -> None:
    engine = memory_engine()
    with engine.begin() as connection:
        inbox = taken_in(connection, story, at_once)
        for rule in RULES.phases:
            body = PMO if rule.scope == "government" else KIPO
            expected = naive_owed(story, body, rule)
            assert inbox.owed(connection, opened, body, rule.phase) == expected
            assert inbox.is_owed(connection, opened, body, rule.phase) == bool(expected)
    engine.dispose()


def test_a_phase_that_the_rules_do_not_have_owes_nothing() -> None:
    engine = memory_engine()
    with engine.begin() as connection:
        inbox = taken_in(connection, office.office, 1)
        assert inbox.owed(connection, opened, KIPO, "carnival") == []
        assert not inbox.is_owed(connection, opened, KIPO, "carnival")
    engine.dispose()


# The guard at the door

_TASKS: dict[str, tuple[type[TaskCommand], Literal["person", "unit", "indicator", "body"]]] = {
    "issue-guideline": (IssueGuideline, "body"),
    "draft-unit-plan": (DraftUnitPlan, "unit"),
    "submit-plan": (SubmitAnnualPlan, "body"),
    "review-plan": (ReviewAnnualPlan, "body"),
    "confirm-plan": (ConfirmAnnualPlan, "body"),
    "offer-agreement": (OfferAgreement, "person"),
    "sign-agreement": (SignAgreement, "person"),
    "report-progress": (ReportProgress, "indicator"),
    "write-note": (WriteFeedbackNote, "person"),
    "sign-note": (SignFeedbackNote, "person"),
    "review-progress": (ReviewProgress, "person"),
    "submit-self-report": (SubmitSelfReport, "person"),
    "score-indicator": (ScoreIndicator, "indicator"),
    "rate-competency-first": (SealCompetency, "person"),
    "rate-competency-second": (SealCompetency, "person"),
    "rate-attitude": (RateAttitude, "person"),
    "rate-goals": (RateGoals, "person"),
    "score-unit": (ScoreUnit, "unit"),
    "score-appraisal": (ScoreAppraisal, "person"),
    "form-pools": (FormPools, "body"),
    "allocate-grades": (AllocateGrades, "body"),
    "notify-result": (NotifyResult, "person"),
    "receive-notice": (ReceiveNotice, "person"),
    "determine-pay": (DeterminePay, "person"),
}


def command_for(owed: Owed, body: str, phase: str) -> TaskCommand:
    """Return the command that does *owed*, as far as the guard looks at it."""
    model, subject = _TASKS[owed.task]
    about: dict[str, Any] = {"year": YEAR, "body": body, "phase": phase, "evaluator": owed.task.rpartition("-")[2]}
    return model.model_construct(None, **{**about, subject: owed.subject})


def may(actor: str, owed: Owed, body: str, rule: PhaseRule, story: Sequence[Event]) -> bool:
    facts = PureFacts(by_stream(story), moment("2010-06-01"), actor)
    task = rule.task(owed.task)
    assert task is not None
    try:
        require_owner(command_for(owed, body, rule.phase), task, facts)
    except NotYourTask:
        return False
    return True


@given(stories())
def test_whom_the_inbox_names_the_door_lets_pass_and_nobody_else(story: list[Event]) -> None:
    roles = {f"role:{it.role}": it.person for it in story if isinstance(it, RoleGranted)}
    for rule in RULES.phases:
        body = PMO if rule.scope == "government" else KIPO
        for owed in naive_owed(story, body, rule):
            allowed = {roles.get(owed.owner)} if owed.owner.startswith("role:") else {owed.owner}
            assert {it for it in PEOPLE if may(it, owed, body, rule, story)} == allowed - {None, SYSTEM}
            assert may(SYSTEM, owed, body, rule, story) == (owed.owner == SYSTEM)


DECREE: dict[str, Any] = {"day": date(2010, 7, 5), "law": "act"}
HOUSE: list[Event] = [
    opened,
    *BODIES,
    UnitEstablished(body=KIPO, unit="U1", parent=None, level="bureau", name=office.label("U1")),
    HeadAppointed(body=KIPO, unit="U1", person="a"),
    office.assigned("b", "a", None, "goals", unit="U1"),
]


def owed_after(*events: Event) -> list[Owed]:
    """Return everything that the body owes in the year after *events*."""
    with memory_engine().begin() as connection:
        create_tables(connection)
        inbox = taken_in(connection, [*HOUSE, *events], 1)
        return [it for rule in RULES.phases for it in inbox.owed(connection, opened, KIPO, rule.phase)]


def test_a_body_that_is_no_more_owes_nothing_in_any_phase() -> None:
    assert {it.subject for it in owed_after()} >= {"b", "U1", KIPO}
    assert owed_after(BodyAbolished(body=KIPO, successors=(), **DECREE)) == []


def test_another_bodys_end_changes_nothing_for_those_that_go_on() -> None:
    assert owed_after(BodyAbolished(body=PMO, successors=(), **DECREE)) == owed_after()


def test_a_body_is_shown_under_its_new_name() -> None:
    with memory_engine().begin() as connection:
        create_tables(connection)
        taken_in(connection, [*HOUSE, BodyRenamed(body=KIPO, name=office.label("MOIP"), **DECREE)], 1)
        assert names(connection)[KIPO] == {"ko": "MOIP", "en": "MOIP"}
