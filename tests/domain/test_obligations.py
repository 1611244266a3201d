"""One guard for every task: the phase takes work now, and the actor owes it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.appraisal import RateGoals, SubmitSelfReport
from domain.body_commands import UnknownUnit
from domain.cycle import CYCLE, CycleClosed, CycleOpened
from domain.feedback import FeedbackNoteWritten, SignFeedbackNote, WriteFeedbackNote
from domain.ids import cycle_stream
from domain.obligations import NotEvaluated, NotYourTask, OtherInstrument, TaskNotInPhase
from domain.person_roles import RoleRevoked
from domain.person_service import EligibilityDetermined
from domain.phase_facts import Phase, PhaseClosed, PhaseMoved, PhasePaused
from domain.phase_refusals import PhaseIsClosed, PhaseIsPaused, PhaseNotOpen
from domain.plan_commands import DraftUnitPlan, SubmitAnnualPlan
from domain.refusals import CycleNotOpen, UnknownPerson, UnknownPhase
from domain.window import deadline, window_of
from tests.support.office import (
    FINAL,
    KIPO,
    PLAN,
    PROMOTION_PLAN,
    TALKS,
    YEAR,
    ada,
    assigned,
    ben,
    bodies,
    holds,
    in_plan,
    jun,
    label,
    mina,
    office,
    opened_cycle,
    phase_open,
    planner,
    with_phases,
)
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks", "person": mina}
note = WriteFeedbackNote(**about, note="good talk")
written = FeedbackNoteWritten(**about, evaluator=ada, note="good talk", edition=1)
talks = spec.given(office, phase_open(TALKS))
paused = PhasePaused(year=YEAR, body=KIPO, phase="talks", at=moment("2010-04-07"), reason="flood")


# When


@pytest.mark.parametrize("at", ["2010-03-25", "2010-04-15T23:59:59.999999", "2010-04-20T23:59:59.999999"])
def test_work_is_taken_from_the_first_moment_to_the_last(at: str) -> None:
    talks.at(at).when(ada, note).then(written)


@pytest.mark.parametrize("at", ["2010-04-21", "2010-04-21T00:00:00.000001", "2011-01-01"])
def test_from_the_end_on_work_is_refused_by_the_clock_alone(at: str) -> None:
    talks.at(at).when(ada, note).then_refused(PhaseIsClosed, closes="2010-04-20", phase="talks")


def test_a_closed_phase_is_closed_even_when_it_closed_early() -> None:
    closed = PhaseClosed(year=YEAR, body=KIPO, phase="talks", early=True, missed=0)
    talks.given(closed).at("2010-04-01").when(ada, note).then_refused(PhaseIsClosed)


def lasting(task: str = "write-note") -> Given:
    """Return the talks of an office whose *task* is taken once they are over."""
    tasks = tuple(it.model_copy(update={"afterwards": it.task == task}) for it in TALKS.tasks)
    rule = TALKS.model_copy(update={"tasks": tasks})
    known = [opened_cycle(with_phases(rule)) if isinstance(it, CycleOpened) else it for it in office]
    return spec.given(known, phase_open(rule))


over = PhaseClosed(year=YEAR, body=KIPO, phase="talks", early=False, missed=1)


@pytest.mark.parametrize("at", ["2010-04-20T23:59:59.999999", "2010-04-21", "2011-07-01"])
def test_what_is_owed_for_good_is_taken_once_the_phase_is_over(at: str) -> None:
    lasting().at(at).when(ada, note).then(written)
    lasting().given(over).at(at).when(ada, note).then(written)


def test_but_neither_before_it_opens_nor_while_it_stands_still_nor_by_others() -> None:
    never = Given(tuple(it for it in lasting().events if type(it).__name__ != "PhaseOpened"))
    never.at("2010-04-21").when(ada, note).then_refused(PhaseIsClosed)
    never.at("2010-03-24").when(ada, note).then_refused(PhaseNotOpen)
    lasting().given(paused).at("2010-04-21").when(ada, note).then_refused(PhaseIsPaused)
    lasting().given(over).at("2010-04-21").when(jun, note).then_refused(NotYourTask)


def test_its_other_tasks_end_with_the_phase() -> None:
    lasting("sign-note").given(over).at("2010-04-21").when(ada, note).then_refused(PhaseIsClosed)


def test_a_phase_that_has_not_opened_takes_no_work() -> None:
    spec.given(office).at("2010-03-25").when(ada, note).then_refused(PhaseNotOpen, opens="2010-03-25")


def test_a_paused_phase_takes_no_work() -> None:
    talks.given(paused).at("2010-04-08").when(ada, note).then_refused(PhaseIsPaused, phase="talks")


def test_while_it_is_paused_a_phase_has_no_end() -> None:
    talks.given(paused).at("2010-06-01").when(ada, note).then_refused(PhaseIsPaused, phase="talks")


def test_a_moved_deadline_holds_for_everyone() -> None:
    days = {"opens": "2010-03-25", "due": "2010-04-30", "due_before": "2010-04-15"}
    moved = PhaseMoved.model_validate({**about_phase(), **days, "reason": "flood", "resolution": None})
    talks.given(moved).at("2010-05-06T23:59").when(ada, note).then(written)
    talks.given(moved).at("2010-05-07").when(ada, note).then_refused(PhaseIsClosed)


def about_phase() -> dict[str, Any]:
    return {key: value for key, value in about.items() if key != "person"}


def test_a_task_may_have_a_day_of_its_own_before_the_phases() -> None:
    facts = PureFacts(by_stream(spec.given(office).events), moment("2010-12-01"), mina)
    cycle = facts.read(CYCLE, cycle_stream(YEAR))
    days = {task.task: deadline(cycle, FINAL, task, Phase()) for task in FINAL.tasks}
    assert days["submit-self-report"] == date(2010, 12, 15)
    assert days["rate-competency-second"] == window_of(cycle, FINAL, Phase()).due


def test_the_hour_is_the_hour_in_seoul() -> None:
    midnight_in_seoul = datetime(2010, 4, 20, 15, 0, tzinfo=UTC)
    talks.at(midnight_in_seoul).when(ada, note).then_refused(PhaseIsClosed)


# Who and what


def test_only_who_owes_a_task_does_it() -> None:
    talks.at("2010-04-01").when(ben, note).then_refused(NotYourTask, actor=ben, owner=ada, subject=mina)


def test_the_engine_does_nobodys_task() -> None:
    talks.at("2010-04-01").when_the_clock(note).then_refused(NotYourTask, actor="system")


def test_a_new_evaluator_takes_over_at_once() -> None:
    handed_over = talks.given(assigned(mina, first=ben, second=None)).at("2010-04-01")
    handed_over.when(ada, note).then_refused(NotYourTask, owner=ben)
    assert len(handed_over.when(ben, note).events()) == 1


def test_a_role_that_was_revoked_does_no_task() -> None:
    revoked = RoleRevoked(person=planner, role="planning", body=KIPO)
    submit = SubmitAnnualPlan.model_validate({**in_plan, "mission": label("m"), "vision": label("v")})
    february = spec.given(office, phase_open(PLAN), revoked).at("2010-02-10")
    february.when(planner, submit).then_refused(NotYourTask, owner="role:planning")


def test_a_role_in_another_body_does_no_task_here() -> None:
    submit = SubmitAnnualPlan.model_validate({**in_plan, "mission": label("m"), "vision": label("v")})
    february = spec.given(office, phase_open(PLAN), holds("paul", "planning", "OTHER")).at("2010-02-10")
    february.when("paul", submit).then_refused(NotYourTask)


def test_a_unit_without_a_head_is_nobodys() -> None:
    headless = [it for it in bodies if getattr(it, "person", None) != ada]
    facts = spec.given(headless, [it for it in office if it not in bodies], phase_open(PLAN)).at("2010-02-10")
    draft = DraftUnitPlan.model_validate({**in_plan, "unit": "PROMO", "objectives": PROMOTION_PLAN})
    facts.when(ada, draft).then_refused(NotYourTask, owner="-")


def test_a_unit_that_does_not_exist_has_no_tasks() -> None:
    draft = DraftUnitPlan.model_validate({**in_plan, "unit": "NONE", "objectives": PROMOTION_PLAN})
    february = spec.given(office, phase_open(PLAN)).at("2010-02-10")
    february.when(ada, draft).then_refused(UnknownUnit, unit="NONE")


def test_a_phase_has_the_tasks_of_its_rule_and_no_other() -> None:
    misplaced = SubmitSelfReport(**about, report="x")
    owed = "report-progress, write-note, sign-note, review-progress"
    allowed = "attach-evidence, verify-evidence, acknowledge-warning, offer-agreement, sign-agreement, rebase-agreement"
    talks.at("2010-04-01").when(mina, misplaced).then_refused(
        TaskNotInPhase, task="submit-self-report", known=f"{owed}, {allowed}"
    )


def test_c_07_a_task_of_the_other_instrument_is_refused() -> None:
    rating = RateGoals.model_validate({**about, "phase": "final", "person": jun, "points": "9", "ground": "x"})
    december = spec.given(office, phase_open(FINAL)).at("2010-12-10")
    december.when(ada, rating).then_refused(OtherInstrument, task="rate-goals", instrument="agreement")


def test_who_is_not_evaluated_has_no_tasks() -> None:
    signing = SignFeedbackNote(**{**about, "person": "tae"}, edition=1)
    talks.at("2010-04-01").when("tae", signing).then_refused(UnknownPerson, person="tae")


def test_a_year_that_is_not_open_has_no_tasks() -> None:
    spec.given(bodies).when(ada, note).then_refused(CycleNotOpen, year=YEAR)


def test_a_phase_that_does_not_exist_has_no_tasks() -> None:
    lost = note.model_copy(update={"phase": "carnival"})
    talks.when(ada, lost).then_refused(UnknownPhase, phase="carnival")


def test_a_closed_year_takes_no_late_work() -> None:
    talks.given(CycleClosed(year=YEAR)).at("2011-07-01").when(ada, note).then_refused(PhaseIsClosed)


def test_reg_11_who_is_not_evaluated_is_nobodys_task() -> None:
    ground = EligibilityDetermined(person=mina, body=KIPO, year=YEAR, ground="leave", days=17)
    talks.given(ground).at("2010-04-01").when(ada, note).then_refused(NotEvaluated, person=mina, ground="leave")
    again = ground.model_copy(update={"ground": None})
    talks.given(ground, again).at("2010-04-01").when(ada, note).then(written)
