"""A phase: opened by the clock, pressed while something is owed, closed at its end; movable, pausable."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.cycle_refusals import UnknownBody
from domain.messages import Event, Owed
from domain.phase_commands import (
    BlockPhase,
    ClosePhase,
    EscalatePhase,
    MovePhase,
    OpenPhase,
    PausePhase,
    RemindPhase,
    ResumePhase,
)
from domain.phase_facts import (
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
from domain.phase_refusals import DeadlineInThePast, NotYet, OpeningIsPast, PhaseIsClosed, PhaseNotPaused
from domain.refusals import NotAllowed
from tests.support.office import (
    BOOKS,
    HOLIDAYS_VERSION,
    KIPO,
    PMO,
    PROMOTION,
    TALKS,
    YEAR,
    ada,
    ben,
    holds,
    label,
    mina,
    olga,
    phase_open,
)
from tests.support.office import office as kipo
from tests.support.spec import Given, moment, spec

about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}
in_books: dict[str, Any] = {"year": YEAR, "body": PMO, "phase": "close"}
march = spec.given(kipo)
talks = march.given(phase_open(TALKS))
open_talks, close_talks = OpenPhase(**about), ClosePhase(**about)

note_on_mina = Owed(task="write-note", subject=mina, owner=ada, unit=PROMOTION)
sign_of_mina = Owed(task="sign-note", subject=mina, owner=mina, unit=PROMOTION)
closed_on_time = PhaseClosed(**about, early=False, missed=0)


def owing(facts: Given, *left: Owed) -> Given:
    return facts.owed(YEAR, KIPO, "talks", *left)


def moving(due: str, opens: str | None = None) -> MovePhase:
    day = date.fromisoformat(opens) if opens else None
    return MovePhase(**about, opens=day, due=date.fromisoformat(due), reason="flood")


def moved(due: str, opens: str = "2010-03-25", before: str = "2010-04-15") -> PhaseMoved:
    days = {"opens": opens, "due": due, "due_before": before}
    return PhaseMoved.model_validate({**about, **days, "reason": "flood", "resolution": None})


def paused(at: str) -> PhasePaused:
    return PhasePaused(**about, at=moment(at), reason="flood")


def reminded(on: str, left: int) -> PhaseReminded:
    return PhaseReminded(**about, on=date.fromisoformat(on), open=left)


def raised(step: int, to: str) -> EscalationRaised:
    return EscalationRaised(**about, step=step, to=to, open=1)


def missed(owed: Owed, **more: Any) -> ObligationMissed:
    return ObligationMissed.model_validate({**about, **owed.model_dump(), "due": date(2010, 4, 15), **more})


# Opening


def test_a_phase_opens_on_its_first_day_as_one_fact_for_everyone() -> None:
    days = {"opens": date(2010, 3, 25), "due": date(2010, 4, 15), "closes": date(2010, 4, 20)}
    opened = PhaseOpened.model_validate({**about, **days, "calendar_version": HOLIDAYS_VERSION})
    march.at("2010-03-25").when_the_clock(open_talks).then(opened)


def test_a_timer_that_fires_early_is_told_when_to_come_back() -> None:
    early = march.at("2010-03-24T23:59:59.999999").when_the_clock(open_talks)
    early.then_refused(NotYet, at="2010-03-25 00:00:00+09:00")


def test_an_open_phase_is_open() -> None:
    talks.at("2010-04-01").when_the_clock(open_talks).then_nothing()


def test_an_operator_may_open_a_phase_and_nobody_else() -> None:
    assert len(march.at("2010-03-25").when(olga, open_talks).events()) == 1
    march.at("2010-03-25").when(mina, open_talks).then_refused(NotAllowed, role="operator", body=KIPO)


def test_a_phase_of_the_government_needs_an_operator_of_the_government() -> None:
    only_kipo = march.given(holds("omar", "operator", KIPO)).at("2011-06-20")
    only_kipo.when("omar", OpenPhase(**in_books)).then_refused(NotAllowed, body=PMO)


def test_a_body_that_takes_no_part_has_no_phases() -> None:
    stranger = OpenPhase(year=YEAR, body=PMO, phase="talks")
    march.at("2010-03-25").when_the_clock(stranger).then_refused(UnknownBody, body=PMO)


# Reminding and escalating


def test_a_reminder_goes_to_those_who_still_owe() -> None:
    remind = RemindPhase(**about, on=date(2010, 4, 8))
    owing(talks, note_on_mina, sign_of_mina).at("2010-04-08T09:00").when_the_clock(remind).then(
        reminded("2010-04-08", left=2)
    )


def test_nobody_is_reminded_when_nothing_is_owed() -> None:
    talks.at("2010-04-08T09:00").when_the_clock(RemindPhase(**about, on=date(2010, 4, 8))).then_nothing()


def test_an_older_reminder_is_not_sent_after_a_newer_one() -> None:
    after = owing(talks.given(reminded("2010-04-15", left=1)), note_on_mina).at("2010-04-15T09:00")
    after.when_the_clock(RemindPhase(**about, on=date(2010, 4, 8))).then_nothing()


def test_a_reminder_waits_for_its_day_and_only_planned_days_remind() -> None:
    early = owing(talks, note_on_mina).at("2010-04-07T23:59")
    early.when_the_clock(RemindPhase(**about, on=date(2010, 4, 8))).then_refused(NotYet, at="2010-04-08")
    early.when_the_clock(RemindPhase(**about, on=date(9999, 12, 31))).then_nothing()


def test_nothing_is_escalated_before_it_is_late() -> None:
    early = owing(talks, note_on_mina).at("2010-04-15T09:00")
    early.when_the_clock(EscalatePhase(**about, step=1)).then_refused(NotYet, at="2010-04-16")


def test_what_is_late_is_shown_one_step_higher() -> None:
    late = owing(talks, note_on_mina).at("2010-04-16T09:00")
    late.when_the_clock(EscalatePhase(**about, step=1)).then(raised(1, "second"))


def test_each_step_of_the_ladder_is_taken_once() -> None:
    late = owing(talks.given(raised(1, "second"), raised(2, "body-head")), note_on_mina).at("2010-04-19T09:00")
    for step in (1, 2, 3):
        late.when_the_clock(EscalatePhase(**about, step=step)).then_nothing()


def test_after_a_move_an_escalation_is_raised_anew() -> None:
    late = (
        talks.given(raised(1, "second"), moved("2010-04-30")).at("2010-05-03").owed(YEAR, KIPO, "talks", note_on_mina)
    )
    late.when_the_clock(EscalatePhase(**about, step=1)).then(raised(1, "second"))


@pytest.mark.parametrize("stands", [[], [phase_open(TALKS), paused("2010-04-07")], [phase_open(TALKS), closed_on_time]])
def test_nobody_is_pressed_before_during_a_pause_or_after_the_end(stands: list[Event]) -> None:
    facts = owing(march.given(stands), note_on_mina).at("2010-04-16T09:00")
    facts.when_the_clock(RemindPhase(**about, on=date(2010, 4, 16))).then_nothing()
    facts.when_the_clock(EscalatePhase(**about, step=1)).then_nothing()


# Closing


def test_the_phase_closes_when_its_days_of_grace_have_run_out() -> None:
    talks.at("2010-04-21").when_the_clock(close_talks).then(closed_on_time)


def test_until_then_what_is_owed_keeps_it_open() -> None:
    last_moment = owing(talks, note_on_mina).at("2010-04-20T23:59:59.999999")
    last_moment.when_the_clock(close_talks).then_refused(NotYet, at="2010-04-21 00:00:00+09:00")


def test_a_phase_closes_early_once_everything_is_done() -> None:
    early = PhaseClosed(**about, early=True, missed=0)
    talks.at("2010-04-09").when_the_clock(close_talks).then(early)


def test_a_phase_without_tasks_never_closes_early() -> None:
    books = march.given(phase_open(BOOKS, PMO)).at("2011-06-20")
    books.when_the_clock(ClosePhase(**in_books)).then_refused(NotYet)


def test_what_is_left_at_the_end_is_missed_with_an_owner_and_a_consequence() -> None:
    asked = owing(talks, note_on_mina, sign_of_mina).at("2010-04-21").when_the_clock(close_talks)
    asked.then(
        missed(note_on_mina, consequence=label("counted")),
        missed(sign_of_mina, consequence=None),
        PhaseClosed(**about, early=False, missed=2),
    )


def test_a_phase_that_never_opened_does_not_close() -> None:
    march.at("2010-05-01").when_the_clock(close_talks).then_refused(NotYet)


def test_a_paused_phase_does_not_close() -> None:
    talks.given(paused("2010-04-07")).at("2010-05-01").when_the_clock(close_talks).then_refused(NotYet)


# Blocked


def test_a_refused_step_of_the_clock_stays_visible() -> None:
    blocked = PhaseBlocked(**about, step="remind", code="phase.not-open")
    talks.when_the_clock(BlockPhase(**about, step="remind", code="phase.not-open")).then_each_time(blocked)


def test_a_blocked_step_changes_nothing_else_about_the_phase() -> None:
    blocked = PhaseBlocked(**about, step="remind", code="phase.not-open")
    talks.given(blocked).at("2010-04-21").when_the_clock(close_talks).then(closed_on_time)


# Moving


def test_the_last_day_moves_for_a_recorded_reason() -> None:
    talks.at("2010-04-10").when(olga, moving("2010-04-30")).then(moved("2010-04-30"))


def test_a_moved_phase_takes_its_days_of_grace_along() -> None:
    facts = owing(talks.given(moved("2010-04-30")), note_on_mina)
    facts.at("2010-05-06T12:00").when_the_clock(close_talks).then_refused(NotYet, at="2010-05-07 00:00:00+09:00")


def test_before_it_opens_the_first_day_moves_too() -> None:
    asked = march.at("2010-03-01").when(olga, moving("2010-04-30", opens="2010-04-01"))
    asked.then(moved("2010-04-30", opens="2010-04-01"))


def test_an_open_phase_cannot_open_on_another_day() -> None:
    asked = talks.at("2010-04-10").when(olga, moving("2010-04-30", opens="2010-04-01"))
    asked.then_refused(OpeningIsPast, phase="talks")


def test_a_deadline_never_moves_behind_the_clock() -> None:
    asked = talks.at("2010-04-10").when(olga, moving("2010-04-09"))
    asked.then_refused(DeadlineInThePast, due="2010-04-09", today="2010-04-10")


def test_a_phase_cannot_be_due_before_it_opens() -> None:
    asked = march.at("2010-03-01").when(olga, moving("2010-03-24"))
    asked.then_refused(DeadlineInThePast, today="2010-03-25")


def test_today_may_be_the_last_day() -> None:
    talks.at("2010-04-10T23:59").when(olga, moving("2010-04-10")).then(moved("2010-04-10"))


def test_nothing_is_reopened() -> None:
    closed = talks.given(closed_on_time).at("2010-04-22")
    closed.when(olga, moving("2010-04-30")).then_refused(PhaseIsClosed, closes="2010-04-20")
    closed.when(olga, PausePhase(**about, reason="flood")).then_refused(PhaseIsClosed)
    closed.when(olga, ResumePhase(**about, reason="flood")).then_refused(PhaseIsClosed)


def test_an_evaluator_moves_no_deadline() -> None:
    talks.at("2010-04-10").when(ben, moving("2010-04-30")).then_refused(NotAllowed)


# Pausing


def test_a_phase_is_paused_for_a_recorded_reason() -> None:
    talks.at("2010-04-07").when(olga, PausePhase(**about, reason="flood")).then(paused("2010-04-07"))


def test_a_resumed_phase_gets_back_the_days_it_stood_still() -> None:
    facts = talks.given(paused("2010-04-07T15:00"))
    resumed = PhaseResumed(**about, days=7, reason="dry")
    resume = ResumePhase(**about, reason="dry")
    facts.at("2010-04-14T09:00").when(olga, resume).then_once(resumed, again=PhaseNotPaused)
    later = owing(facts.given(resumed), note_on_mina).at("2010-04-26T12:00")
    later.when_the_clock(close_talks).then_refused(NotYet, at="2010-04-28 00:00:00+09:00")


def test_only_a_paused_phase_is_resumed() -> None:
    talks.at("2010-04-10").when(olga, ResumePhase(**about, reason="why")).then_refused(PhaseNotPaused)
