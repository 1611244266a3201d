"""What a phase does next: the year runs by itself, forward, and always ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda import Step, next_step
from domain.calendar import resolve
from domain.cycle import Cycle
from domain.messages import Command, Event, Label, Owed
from domain.phase import PHASE
from domain.phase_commands import ClosePhase, EscalatePhase, OpenPhase, RemindPhase
from domain.phase_facts import Phase, PhaseMoved
from domain.phase_rules import Escalation, PhaseRule, TaskRule
from domain.refusals import Refusal
from tests.support import office
from tests.support.office import BOOKS, GRADING, KIPO, TALKS, YEAR, ada, mina, phase_open
from tests.support.spec import PureFacts, by_stream, decided, moment

cycle = Cycle(opened=office.opened_cycle())
calm = Phase(opened=True)
note_on_mina = Owed(task="write-note", subject=mina, owner=ada)


def step(phase: Phase, owed: int, at: str, rule: PhaseRule = TALKS) -> Step:
    return next_step(cycle, rule, phase, owed=owed > 0, now=moment(at))


def escalation(day: str, number: int) -> Step:
    return Step(do="escalate", at=moment(f"{day}T09:00"), on=date.fromisoformat(day), step=number)


def test_first_a_phase_opens() -> None:
    assert step(Phase(), 0, "2010-01-04") == Step(do="open", at=moment("2010-03-25"))


def test_then_it_reminds_at_nine_in_the_morning() -> None:
    assert step(calm, 5, "2010-03-26") == Step(do="remind", at=moment("2010-04-08T09:00"), on=date(2010, 4, 8))


def test_reminders_that_were_slept_through_are_sent_once() -> None:
    last_due = Step(do="remind", at=moment("2010-04-15T09:00"), on=date(2010, 4, 15))
    assert step(calm, 5, "2010-04-15T10:00") == last_due


def test_a_day_late_it_escalates_and_two_days_late_it_reminds_before_it_escalates_again() -> None:
    late = Phase(opened=True, reminded=date(2010, 4, 15))
    assert step(late, 1, "2010-04-15T09:01") == escalation("2010-04-16", 1)
    later = Phase(opened=True, reminded=date(2010, 4, 15), escalated=1)
    assert step(later, 1, "2010-04-16T09:01").do == "remind"
    last = Phase(opened=True, reminded=date(2010, 4, 19), escalated=1)
    assert step(last, 1, "2010-04-19T09:01") == escalation("2010-04-19", 2)


def test_what_was_escalated_before_a_move_is_escalated_again_after_it_on_another_day() -> None:
    raised = Phase(opened=True, reminded=date(2010, 4, 30), escalated=1)
    later = {"opens": date(2010, 3, 25), "due": date(2010, 4, 30), "due_before": date(2010, 4, 15)}
    about = {"year": YEAR, "body": KIPO, "phase": "talks", "reason": "flood", "resolution": None}
    moved = PHASE.evolve(raised, PhaseMoved.model_validate({**about, **later}))
    assert step(moved, 1, "2010-04-30T10:00") == escalation("2010-05-03", 1)


def test_at_its_end_it_closes() -> None:
    pressed = Phase(opened=True, reminded=date(2010, 4, 19), escalated=2)
    assert step(pressed, 1, "2010-04-20") == Step(do="close", at=moment("2010-04-21"))


def test_with_nothing_owed_it_closes_at_once_where_the_rules_let_it() -> None:
    assert step(calm, 0, "2010-04-01T10:00") == Step(do="close", at=moment("2010-04-01T10:00"))
    patient = TALKS.model_copy(update={"ends_early": False})
    assert step(calm, 0, "2010-04-01T10:00", patient) == Step(do="close", at=moment("2010-04-21"))


def test_a_phase_without_tasks_runs_to_its_end() -> None:
    assert step(calm, 0, "2011-06-20", BOOKS) == Step(do="close", at=moment("2011-07-01"))


def test_a_paused_phase_waits_for_somebody() -> None:
    assert step(Phase(opened=True, paused_at=moment("2010-04-07")), 5, "2010-05-30") == Step(do="wait")


def test_a_closed_phase_is_at_its_end() -> None:
    assert step(Phase(opened=True, closed=True), 5, "2010-04-22") == Step(do="end")


def test_a_phase_that_was_over_before_its_year_was_opened_is_at_its_end() -> None:
    late = Cycle(opened=office.opened_cycle().model_copy(update={"phases_past": ("talks",)}))
    assert next_step(late, TALKS, Phase(), owed=True, now=moment("2010-07-01")) == Step(do="end")


# The engine's own tasks


def engine_step(phase: Phase, at: str, engine: Literal["idle", "ready", "tried"], *, owed: bool = True) -> Step:
    return next_step(cycle, GRADING, phase, owed=owed, now=moment(at), engine=engine)


def test_what_the_engine_can_do_it_does_at_once() -> None:
    now = moment("2011-01-11T15:00")
    assert engine_step(calm, "2011-01-11T15:00", "ready") == Step(do="work", at=now)


@pytest.mark.parametrize("at", ["2011-01-11T00:00", "2011-01-11T08:59", "2011-01-11T15:00", "2011-01-11T23:59"])
def test_what_it_tried_in_vain_it_tries_again_in_the_morning(at: str) -> None:
    assert engine_step(calm, at, "tried") == Step(do="work", at=moment("2011-01-12T09:00"))


def test_an_idle_engine_leaves_the_phase_to_people() -> None:
    assert engine_step(calm, "2011-01-11T15:00", "idle").do == "close"


@pytest.mark.parametrize("engine", ["ready", "tried"])
def test_the_engine_waits_like_everybody_for_a_phase_to_open_and_while_it_stands_still(
    engine: Literal["ready", "tried"],
) -> None:
    assert engine_step(Phase(), "2011-01-05", engine).do == "open"
    assert engine_step(Phase(opened=True, paused_at=moment("2011-01-12")), "2011-01-13", engine).do == "wait"
    assert engine_step(Phase(opened=True, closed=True), "2011-01-13", engine).do == "end"


def test_at_its_end_a_phase_closes_whatever_the_engine_could_not_do() -> None:
    assert engine_step(calm, "2011-01-27T10:00", "tried") == Step(do="close", at=moment("2011-01-28"))


def test_a_reminder_is_not_held_up_by_what_the_engine_tries() -> None:
    reminding = GRADING.model_copy(update={"remind": (-5,)})
    found = next_step(cycle, reminding, calm, owed=True, now=moment("2011-01-12T10:00"), engine="tried")
    assert (found.do, found.at) == ("work", moment("2011-01-13T09:00"))
    later = next_step(cycle, reminding, calm, owed=True, now=moment("2011-01-13T08:00"), engine="tried")
    assert (later.do, later.on) == ("remind", date(2011, 1, 13))


# Whatever the rules are, the clock of a phase runs forward and arrives.

name = Label(ko="가", en="a")


@st.composite
def phase_rules(draw: st.DrawFn) -> PhaseRule:
    opens = draw(st.dates(date(YEAR, 1, 1), date(YEAR, 10, 31)))
    due = opens + timedelta(days=draw(st.integers(0, 60)))
    tasks = (TaskRule(task="write-note", name=name, of="person", by="first"),) if draw(st.booleans()) else ()
    days = draw(st.sets(st.integers(-20, 20), max_size=5))
    ladder = draw(st.lists(st.integers(0, 20), max_size=3))
    return PhaseRule(
        phase="talks",
        name=name,
        scope="body",
        opens=f"Y-{opens:%m-%d}",
        due=f"Y-{due:%m-%d}",
        grace=draw(st.integers(0, 10)),
        remind=tuple(sorted(days)),
        escalate=tuple(Escalation(after=it, to="second") for it in ladder),
        ends_early=draw(st.booleans()),
        tasks=tasks,
    )


def command_of(it: Step) -> Command:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}
    match it.do:
        case "open":
            return OpenPhase(**about)
        case "remind":
            return RemindPhase(**about, on=it.on)
        case "escalate":
            return EscalatePhase(**about, step=it.step)
        case _:
            return ClosePhase(**about)


def run(rule: PhaseRule, start: datetime, done_at: datetime, asleep: timedelta) -> tuple[list[datetime], list[Event]]:
    """Let the clock of *rule* run from *start*, each time waking *asleep* too late."""
    rules = office.with_phases(rule)
    story: list[Event] = [*office.bodies, office.opened_cycle(rules), *office.people]
    own = Cycle(opened=office.opened_cycle(rules))
    now = start
    moments: list[datetime] = []
    happened: list[Event] = []
    for _ in range(60):
        phase = PHASE.fold(happened)
        following = next_step(own, rule, phase, owed=bool(rule.tasks) and now < done_at, now=now)
        if following.do == "end":
            return moments, happened
        assert following.at is not None
        if following.at > now:
            now = following.at + asleep
        left = [note_on_mina] if rule.tasks and now < done_at else []
        facts = PureFacts(by_stream([*story, *happened]), now, "system", {(YEAR, KIPO, "talks"): left})
        moments.append(now)
        happened += decided(command_of(following), facts)
    raise AssertionError("the phase never ended")


@given(phase_rules(), st.integers(0, 400), st.integers(-10, 200), st.integers(0, 40 * 24))
def test_the_clock_of_a_phase_never_goes_back_and_always_ends(
    rule: PhaseRule, start: int, done_after: int, hours_asleep: int
) -> None:
    opens = moment(resolve(rule.opens, YEAR).isoformat())
    begin = moment(f"{YEAR}-01-01") + timedelta(days=start)
    try:
        moments, happened = run(rule, begin, opens + timedelta(days=done_after), timedelta(hours=hours_asleep))
    except Refusal as refusal:  # the agenda never asks for what the decision refuses
        pytest.fail(f"{refusal.code}: {refusal}")
    assert moments == sorted(moments)
    assert [type(it).__name__ for it in (happened[0], happened[-1])] == ["PhaseOpened", "PhaseClosed"]


def test_an_open_phase_is_the_only_one_that_presses() -> None:
    assert phase_open(TALKS).phase == TALKS.phase
    assert step(Phase(), 5, "2010-04-16").do == "open"
