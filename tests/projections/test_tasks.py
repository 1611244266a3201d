"""Inboxes and the board: each sees what he must do, and the board counts what all must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from activities.requests import DONE
from domain.appraisal import RateAttitude, SubmitSelfReport
from domain.cycle import CloseCycle, CycleOpened
from domain.feedback import WriteFeedbackNote
from domain.guideline import IssueGuideline
from domain.headship import AppointActingHead
from domain.ids import SYSTEM
from domain.indicator import ReportProgress
from domain.messages import Command
from domain.person_roles import GrantRole, RevokeRole
from domain.phase_commands import ClosePhase, EscalatePhase, MovePhase, PausePhase, ResumePhase
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.plan_review import ReviewAnnualPlan
from eventstore.port import Log, Query
from projections import queries, tasks
from projections.runner import compile_from_zero, differences
from projections.stored import left_open
from projections.tasks import Cell, PhaseLine, Task
from runtime.databases import memory_engine
from tests.support import office
from tests.support.house import House, house_on
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    FINAL,
    GUIDELINES,
    KIPO,
    PLAN,
    PMO,
    PROMOTION,
    TALKS,
    YEAR,
    ada,
    ben,
    hana,
    jun,
    label,
    mina,
    olga,
    opened_cycle,
    planner,
    reviewer,
    tae,
)
from tests.support.spec import SEOUL, moment

EVERYBODY = [ada, ben, mina, jun, tae, olga, hana, planner, reviewer, office.board]


@pytest.fixture
def house(open_log: Callable[[str], Log], sqlite_url: str) -> Iterator[House]:
    """Return the door of an office before its first phase."""
    with house_on(open_log(sqlite_url)) as house:
        yield house.set_up()


def about(phase: str, **more: Any) -> dict[str, Any]:
    return {"year": YEAR, "body": KIPO, "phase": phase, **more}


def does(house: House, actor: str, command: Command, on: str | None = None) -> None:
    """Let *actor* do what *command* says, at the moment *on*; the door must take it."""
    if on is not None:
        house.clock.set(moment(on))
    answer = house.ask(actor, command, f"form/{house.log.head().position}/{actor}")
    assert isinstance(answer, DONE), answer


def with_plan(house: House) -> House:
    """Let the plan be confirmed, so that there are indicators."""
    house.open(GUIDELINES, "2010-01-04T10:00")
    does(house, SYSTEM, GrantRole(person="gwen", role="evaluation-office", body=PMO))
    does(house, "gwen", IssueGuideline(year=YEAR, body=PMO, phase="guidelines", title=label("g"), document=office.SEAL))
    house.open(PLAN, "2010-02-01T10:00")
    parts = [
        (ben, BUREAU, office.BUREAU_PLAN),
        (ada, PROMOTION, office.PROMOTION_PLAN),
        (tae, EXAMINATION, office.EXAMINATION_PLAN),
    ]
    for who, of, plan in parts:
        does(house, who, DraftUnitPlan(**about("plan", unit=of), objectives=plan))
    does(
        house, planner, SubmitAnnualPlan(**about("plan"), mission=label("m"), vision=label("v"), finance=office.FINANCE)
    )
    does(house, reviewer, ReviewAnnualPlan(**about("plan"), conditions=()))
    does(house, hana, ConfirmAnnualPlan(**about("plan"), answers=()))
    return house


def in_talks(house: House) -> House:
    """Let the plan be confirmed and the spring talks be open: due on 15 April, closing on the 20th."""
    return with_plan(house).open(TALKS, "2010-03-25T10:00")


def writes_note(house: House, person: str, on: str | None = None) -> None:
    does(house, ada, WriteFeedbackNote(**about("talks", person=person), note="good talk"), on)


def reports_self(house: House, person: str, on: str) -> None:
    does(house, person, SubmitSelfReport(**about("final", person=person), report="well"), on)


def escalates(house: House, step: int, on: str) -> None:
    does(house, SYSTEM, EscalatePhase(**about("talks"), step=step), on)


def moves(house: House, phase: str, due: date, on: str) -> None:
    does(house, olga, MovePhase(**about(phase), due=due, reason="flood"), on)


def inbox(house: House, person: str) -> list[Task]:
    with house.log.view() as connection:
        return tasks.inbox_of(connection, person, house.clock.now(connection).astimezone(SEOUL).date())


def owed_by(house: House, person: str, *, escalated: bool = False) -> set[tuple[str, str]]:
    """Return what *person* has in his inbox: each task with whom it is about."""
    return {(it.task, it.subject) for it in inbox(house, person) if it.escalated is escalated}


def line(house: House, phase: str) -> PhaseLine:
    with house.log.view() as connection:
        return next(it for it in tasks.board(connection, opened_cycle()) if it.rule.phase == phase)


# One person's inbox


@pytest.mark.parametrize("day", ["2010-03-29", "2010-04-02T23:59"])
def test_sod_12_who_acts_for_a_head_has_the_heads_tasks_on_those_days(house: House, day: str) -> None:
    spring = {"begins": date(2010, 3, 29), "ends": date(2010, 4, 2), "reason": "국외 출장"}
    in_talks(house)
    does(house, olga, AppointActingHead(body=KIPO, unit=PROMOTION, person=tae, **spring))
    own = owed_by(house, tae)
    assert ("report-progress", "P-01") not in own
    house.clock.set(moment(day))
    assert owed_by(house, tae) == own | {("report-progress", "P-01")}
    assert ("write-note", mina) in owed_by(house, ada)  # of the evaluator, not of the head
    does(house, tae, ReportProgress(**about("talks", indicator="P-01"), value=Decimal(70)))
    assert owed_by(house, tae) == own
    assert ("report-progress", "P-01") not in owed_by(house, ada)


def test_sod_12_the_tasks_return_to_the_head_alone(house: House) -> None:
    one_day = {"begins": date(2010, 3, 29), "ends": date(2010, 3, 29), "reason": "병가"}
    in_talks(house)
    does(house, olga, AppointActingHead(body=KIPO, unit=PROMOTION, person=tae, **one_day))
    house.clock.set(moment("2010-03-30"))
    assert ("report-progress", "P-01") not in owed_by(house, tae)
    assert ("report-progress", "P-01") in owed_by(house, ada)


def test_sod_12_who_acts_for_the_head_of_a_body_has_its_tasks_and_no_units(house: House) -> None:
    february = {"begins": date(2010, 1, 4), "ends": date(2010, 3, 31), "reason": "공석"}
    house.open(PLAN, "2010-02-01T10:00")
    before = owed_by(house, mina)
    does(house, olga, AppointActingHead(body=KIPO, person=mina, **february))
    assert owed_by(house, mina) - before == {("confirm-plan", KIPO)}


def test_nobody_must_do_anything_before_a_phase_opens(house: House) -> None:
    assert [inbox(house, it) for it in EVERYBODY] == [[]] * len(EVERYBODY)


def test_each_sees_what_the_rules_make_his_and_why(house: House) -> None:
    in_talks(house)
    assert owed_by(house, ada) == {
        ("report-progress", "P-01"),
        ("write-note", mina),
        ("write-note", jun),
        ("sign-note", ada),
        ("review-progress", mina),
        ("review-progress", jun),
    }
    assert owed_by(house, mina) == {("sign-note", mina)}
    reasons = {it.task: it.why for it in inbox(house, ada)}
    assert reasons == {
        "report-progress": "unit-head",
        "write-note": "first",
        "sign-note": "self",
        "review-progress": "first",
    }


def test_a_task_says_by_when_about_whom_and_where(house: House) -> None:
    (task,) = inbox(in_talks(house), mina)
    assert (task.due, task.closes) == (date(2010, 4, 15), date(2010, 4, 20))
    assert (task.unit, task.owner, task.id) == (PROMOTION, mina, f"{YEAR}/{KIPO}/talks/sign-note/{mina}")


def test_nobody_sees_what_another_owes(house: House) -> None:
    in_talks(house)
    for person in EVERYBODY:
        assert {it.owner for it in inbox(house, person)} <= {person}


def test_what_is_done_is_in_the_inbox_no_more(house: House) -> None:
    writes_note(in_talks(house), mina)
    assert ("write-note", mina) not in owed_by(house, ada)
    assert ("write-note", jun) in owed_by(house, ada)


def test_the_most_urgent_comes_first(house: House) -> None:
    house.open(FINAL, "2010-12-01T10:00")
    mine = [it.due for it in inbox(house, ada)]
    assert mine == sorted(mine)
    assert inbox(house, ada)[0].task == "submit-self-report"


def test_a_second_evaluator_who_does_not_exist_owes_nothing(house: House) -> None:
    house.open(FINAL, "2010-12-01T10:00")
    with house.log.view() as connection:
        owed = [(it.subject, it.owner) for it in tasks.open_tasks(connection) if it.task == "rate-competency-second"]
    assert sorted(owed) == [(ada, hana), (mina, ben)]


def test_a_closed_phase_leaves_nothing_to_do(house: House) -> None:
    in_talks(house)
    does(house, SYSTEM, ClosePhase(**about("talks")), "2010-04-21")
    assert [it for person in EVERYBODY for it in inbox(house, person) if it.phase == "talks"] == []


def test_what_is_taken_afterwards_stays_in_its_owners_inbox_until_it_is_done(
    open_log: Callable[[str], Log], sqlite_url: str
) -> None:
    tasks_of = tuple(it.model_copy(update={"afterwards": it.task == "write-note"}) for it in TALKS.tasks)
    talks = TALKS.model_copy(update={"tasks": tasks_of})
    story = [opened_cycle(office.with_phases(talks)) if isinstance(it, CycleOpened) else it for it in office.office]
    with house_on(open_log(sqlite_url)) as house:
        does(house.set_up(story).open(talks, "2010-03-25T10:00"), SYSTEM, ClosePhase(**about("talks")), "2010-04-21")
        left = inbox(house, ada)
        assert [(it.task, it.subject, it.due) for it in left if it.subject == mina] == [
            ("write-note", mina, date(2010, 4, 15))
        ]
        writes_note(house, mina)
        assert [it.subject for it in inbox(house, ada)] == [it.subject for it in left if it.subject != mina]
        assert line(house, "talks").sum().missed > 0


def test_what_is_still_owed_when_the_books_close_is_listed(open_log: Callable[[str], Log], sqlite_url: str) -> None:
    issue = GUIDELINES.tasks[0].model_copy(update={"afterwards": True})
    january = GUIDELINES.model_copy(update={"tasks": (issue,)})
    story = [opened_cycle(office.with_phases(january)) if isinstance(it, CycleOpened) else it for it in office.office]
    with house_on(open_log(sqlite_url)) as house:
        house.set_up(story).open(january, "2010-01-04T10:00")
        does(house, SYSTEM, ClosePhase(year=YEAR, body=PMO, phase="guidelines"), "2010-02-02")
        assert left_open(house.log, YEAR) == []
        does(house, SYSTEM, CloseCycle(year=YEAR))
        owed = {"phase": "guidelines", "what": "issue-guideline", "owner": "role:evaluation-office"}
        assert left_open(house.log, YEAR) == [{"body": PMO, "subject": PMO, **owed}]


# Roles


def test_every_holder_of_a_role_sees_its_tasks(house: House) -> None:
    house.open(PLAN, "2010-02-01T10:00")
    does(house, olga, GrantRole(person=jun, role="planning", body=KIPO))
    for holder in (planner, jun):
        assert ("submit-plan", KIPO) in owed_by(house, holder)
    assert {it.why for it in inbox(house, jun)} == {"role:planning"}


def test_who_holds_a_role_no_more_sees_its_tasks_no_more(house: House) -> None:
    house.open(PLAN, "2010-02-01T10:00")
    does(house, olga, RevokeRole(person=planner, role="planning", body=KIPO))
    assert inbox(house, planner) == []


def test_a_role_in_another_body_is_another_role(house: House) -> None:
    house.open(PLAN, "2010-02-01T10:00")
    does(house, SYSTEM, GrantRole(person=mina, role="planning", body=PMO))
    assert inbox(house, mina) == []


def test_a_role_of_the_government_is_owed_by_its_holders_there(house: House) -> None:
    house.open(GUIDELINES, "2010-01-04T10:00")
    for person in (mina, jun):
        does(house, SYSTEM, GrantRole(person=person, role="evaluation-office", body=PMO))
    assert owed_by(house, jun) == owed_by(house, mina) == {("issue-guideline", PMO)}


# A task by its address


def test_every_open_task_is_found_by_its_address(house: House) -> None:
    in_talks(house)
    with house.log.view() as connection:
        everything = tasks.open_tasks(connection)
        assert len({it.id for it in everything}) == len(everything)
        assert [tasks.task_of(connection, it.id) for it in everything] == everything


@pytest.mark.parametrize("address", ["", "2010", "2010/KIPO/talks/sign-note/nobody", "2010/KIPO/final/sign-note/mina"])
def test_at_an_address_where_nothing_is_owed_there_is_no_task(house: House, address: str) -> None:
    with in_talks(house).log.view() as connection:
        assert tasks.task_of(connection, address) is None


def test_a_task_that_is_done_is_not_found_any_more(house: House) -> None:
    writes_note(in_talks(house), mina)
    with house.log.view() as connection:
        assert tasks.task_of(connection, f"{YEAR}/{KIPO}/talks/write-note/{mina}") is None


# Escalation


def test_before_an_escalation_nobody_above_sees_what_is_late(house: House) -> None:
    in_talks(house).clock.set(moment("2010-04-16T08:00"))
    assert [it for person in EVERYBODY for it in inbox(house, person) if it.escalated] == []


def test_an_escalation_shows_what_is_late_to_whom_it_was_escalated_and_to_nobody_else(house: House) -> None:
    escalates(in_talks(house), 1, "2010-04-16T10:00")
    about_mina = {(task, mina) for task in ("write-note", "sign-note", "review-progress")}
    about_ada = {(task, ada) for task in ("write-note", "sign-note", "review-progress")}
    assert owed_by(house, ben, escalated=True) == about_mina
    assert owed_by(house, hana, escalated=True) == about_ada
    assert [it for it in EVERYBODY if it not in {ben, hana} and owed_by(house, it, escalated=True)] == []
    assert ("write-note", mina) in owed_by(house, ada)  # it stays his who owes it


def test_no_second_evaluator_sees_what_is_about_an_indicator(house: House) -> None:
    escalates(in_talks(house), 1, "2010-04-16T10:00")
    shown = [it for person in EVERYBODY for it in inbox(house, person) if it.escalated]
    assert shown
    assert "report-progress" not in {it.task for it in shown}


def test_the_head_of_the_body_sees_what_is_late_about_persons_and_indicators(house: House) -> None:
    in_talks(house)
    escalates(house, 1, "2010-04-16T10:00")
    escalates(house, 2, "2010-04-19T10:00")
    shown = {it.task for it in inbox(house, hana) if it.escalated}
    assert shown == {"report-progress", "write-note", "sign-note", "review-progress"}


def test_what_is_done_late_is_shown_above_no_more(house: House) -> None:
    escalates(in_talks(house), 1, "2010-04-16T10:00")
    writes_note(house, mina)
    assert ("write-note", mina) not in owed_by(house, ben, escalated=True)


def test_what_is_escalated_comes_after_ones_own_and_is_counted_once_among_all(house: House) -> None:
    escalates(in_talks(house), 1, "2010-04-16T10:00")
    order = [it.escalated for it in inbox(house, ben)]
    assert order == sorted(order)
    with house.log.view() as connection:
        assert not any(it.escalated for it in tasks.open_tasks(connection))


def test_who_is_addressed_by_two_escalations_sees_each_task_once(house: House) -> None:
    in_talks(house)
    escalates(house, 1, "2010-04-16T10:00")
    escalates(house, 2, "2010-04-19T10:00")  # Hana is Ada's second evaluator and heads the body
    shown = [it.id for it in inbox(house, hana)]
    assert ("write-note", ada) in owed_by(house, hana, escalated=True)
    assert len(shown) == len(set(shown))


def test_a_phase_moved_later_has_nothing_late_to_show_above(house: House) -> None:
    escalates(in_talks(house), 1, "2010-04-16T10:00")
    moves(house, "talks", date(2010, 4, 30), "2010-04-16T11:00")
    assert [it for person in EVERYBODY for it in inbox(house, person) if it.escalated] == []
    assert line(house, "talks").escalations == 0
    escalates(house, 1, "2010-05-03T10:00")
    assert ("write-note", mina) in owed_by(house, ben, escalated=True)


# Phases that move and stand still


def test_a_moved_phase_moves_what_is_due(house: House) -> None:
    moves(in_talks(house), "talks", date(2010, 4, 22), "2010-04-01")
    (task,) = inbox(house, mina)
    assert (task.due, task.closes) == (date(2010, 4, 22), date(2010, 4, 27))
    assert line(house, "talks").window.due == date(2010, 4, 22)


def test_a_moved_phase_moves_also_the_task_with_its_own_day(house: House) -> None:
    house.open(FINAL, "2010-12-01T10:00")
    moves(house, "final", date(2011, 1, 20), "2010-12-02")
    assert {it.due for it in inbox(house, mina)} == {date(2011, 1, 20)}


def test_a_phase_moved_before_it_opens_is_planned_on_its_new_days(house: House) -> None:
    moves(house, "talks", date(2010, 4, 30), "2010-02-01")
    assert (line(house, "talks").state, line(house, "talks").window.due) == ("planned", date(2010, 4, 30))
    assert inbox(house, mina) == []


def test_a_paused_phase_asks_nothing_of_anybody_but_keeps_its_tasks(house: House) -> None:
    before = line(in_talks(house), "talks").sum()
    does(house, olga, PausePhase(**about("talks"), reason="flood"), "2010-04-01")
    assert [it for person in EVERYBODY for it in inbox(house, person) if it.phase == "talks"] == []
    assert (line(house, "talks").state, line(house, "talks").sum()) == ("paused", before)


def test_a_resumed_phase_asks_again_and_gives_the_days_it_stood_still(house: House) -> None:
    does(in_talks(house), olga, PausePhase(**about("talks"), reason="flood"), "2010-04-01")
    does(house, olga, ResumePhase(**about("talks"), reason="dry"), "2010-04-05")
    (task,) = inbox(house, mina)
    assert task.due == date(2010, 4, 19)
    assert line(house, "talks").state == "open"


# The board


def test_the_board_has_every_phase_of_the_year_in_order(house: House) -> None:
    with house.log.view() as connection:
        lines = tasks.board(connection, opened_cycle())
        ours = tasks.board(connection, opened_cycle(), PMO)
    assert [it.rule.phase for it in lines] == [it.phase for it in office.RULES.phases]
    assert {it.state for it in lines} == {"planned"}
    assert [(it.body, it.rule.phase) for it in ours] == [(PMO, "guidelines"), (PMO, "close")]


def test_the_board_tells_the_phases_that_were_over_before_the_year_was_opened(
    open_log: Callable[[str], Log], sqlite_url: str
) -> None:
    with house_on(open_log(sqlite_url), at="2010-07-01") as late:
        late.set_up().open(FINAL, "2010-12-01T10:00")
        opened = opened_cycle().model_copy(update={"phases_past": ("guidelines", "plan", "agreements", "talks")})
        with late.log.view() as connection:
            assert queries.open_years(connection) == [opened]
            lines = tasks.board(connection, opened)
            assert {it.phase for it in tasks.open_tasks(connection)} == {"final"}
    assert {it.state for it in lines[:4]} == {"skipped"}
    assert {it.rule.phase: it.state for it in lines[4:]} == {
        it.phase: "open" if it == FINAL else "planned" for it in office.RULES.phases[4:]
    }
    assert [it.sum() for it in lines[:4]] == [Cell()] * 4


def test_the_board_counts_by_unit(house: House) -> None:
    in_talks(house)
    writes_note(house, mina)
    does(house, ben, ReportProgress(**about("talks", indicator="I-01"), value=1))
    found = line(house, "talks").units
    assert found == {
        PROMOTION: Cell(done=1, open=9),
        BUREAU: Cell(done=1, open=1),
        EXAMINATION: Cell(open=1),
    }


def test_a_task_about_the_body_is_counted_under_the_body(house: House) -> None:
    with_plan(house)
    assert line(house, "plan").units == {
        KIPO: Cell(done=3),
        BUREAU: Cell(done=1),
        PROMOTION: Cell(done=1),
        EXAMINATION: Cell(done=1),
    }


@pytest.mark.parametrize(("when", "late"), [("2010-04-15T23:59", 0), ("2010-04-16T00:00", 1), ("2010-04-20T23:59", 1)])
def test_what_is_done_from_the_day_after_is_late(house: House, when: str, late: int) -> None:
    writes_note(in_talks(house), mina, when)
    assert (line(house, "talks").sum().done, line(house, "talks").sum().late) == (1, late)


def test_what_was_done_in_time_and_is_revised_later_is_not_late(house: House) -> None:
    in_talks(house)
    for words, at in (("first words", "2010-04-15T10:00"), ("second words", "2010-04-16T10:00")):
        does(house, ada, WriteFeedbackNote(**about("talks", person=mina), note=words), at)
    assert (line(house, "talks").sum().done, line(house, "talks").sum().late) == (1, 0)
    engine = memory_engine()
    with house.log.view() as live, engine.begin() as scratch:  # and so it is, compiled again at once
        compile_from_zero(house.log, Query(), scratch)
        assert [it for it in differences(live, scratch) if it.table == "done"] == []
    engine.dispose()


@pytest.mark.parametrize(("when", "late"), [("2010-12-15T23:59", 0), ("2010-12-16T00:00", 1)])
def test_a_task_with_its_own_day_is_late_from_the_day_after_it(house: House, when: str, late: int) -> None:
    house.open(FINAL, "2010-12-01T10:00")
    reports_self(house, mina, when)
    does(house, ada, RateAttitude(**about("final", person=mina), points=4, ground="helps"))  # due in January
    assert line(house, "final").units[PROMOTION].late == late
    assert line(house, "final").sum().done == 2


def test_after_a_move_the_new_day_says_what_is_late(house: House) -> None:
    moves(in_talks(house), "talks", date(2010, 4, 22), "2010-04-01")
    writes_note(house, mina, "2010-04-22T23:59")
    writes_note(house, jun, "2010-04-23T00:00")
    assert line(house, "talks").units[PROMOTION].late == 1


def test_what_is_left_when_a_phase_closes_is_missed(house: House) -> None:
    writes_note(in_talks(house), mina)
    left = line(house, "talks").sum().open
    does(house, SYSTEM, ClosePhase(**about("talks")), "2010-04-21")
    closed = line(house, "talks")
    assert (closed.state, closed.early) == ("closed", False)
    assert closed.sum() == Cell(done=1, missed=left)
    assert closed.units[BUREAU] == Cell(missed=2)


def test_the_board_tells_when_a_phase_opened_and_how_it_was_pressed(house: House) -> None:
    escalates(in_talks(house), 1, "2010-04-16T10:00")
    found = line(house, "talks")
    assert (found.escalations, found.reminders, found.closed_at) == (1, 0, None)
    assert found.opened_at == "2010-03-25T01:00:00.000000Z"


@pytest.mark.parametrize("escalated", [False, True])
def test_what_the_board_counts_as_open_is_what_all_inboxes_show(house: House, escalated: bool) -> None:
    in_talks(house)
    writes_note(house, mina)
    if escalated:
        escalates(house, 1, "2010-04-16T10:00")
    shown = Counter(it.unit for person in EVERYBODY for it in inbox(house, person) if not it.escalated)
    assert shown == {unit: cell.open for unit, cell in line(house, "talks").units.items() if cell.open}
