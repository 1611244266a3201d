"""The year runs by itself: phases open, remind, escalate and close on their days, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from temporalio.client import WorkflowExecutionStatus

from activities.requests import Outcome, Recorded, Refused
from domain.cycle import Cycle, phases_of
from domain.phase_facts import Phase, PhaseClosed
from domain.plan_events import AnnualPlanConfirmed
from domain.self_evaluation_facts import SelfEvaluationPlanDefaulted
from domain.window import window_of
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from tests.workflows.year import NAME, NEW_YEAR, SEOUL, Year, kipo_rules, running_year, with_bodies, with_two_people
from worker import open_log

NOTE = {"year": 2010, "body": "KIPO", "phase": "feedback-q1", "person": "ben"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SqlLog]:
    """Return an empty log."""
    log = open_log(f"sqlite:///{tmp_path / 'log.db'}")
    yield log
    log.close()


async def _opened(year: Year) -> None:
    await with_bodies(year)
    await year.opens(2010, kipo_rules())


def _planned(year: Year) -> dict[str, tuple[datetime, datetime]]:
    """Return begin and end of every phase by the calendar, by stream."""
    opened = year.events("cycle/2010")[0]
    cycle = Cycle(opened=opened)  # type: ignore[arg-type]
    found = {}
    for body, phase in phases_of(opened):  # type: ignore[arg-type]
        window = window_of(cycle, kipo_rules().phase(phase), Phase())  # type: ignore[arg-type]
        found[f"phase/2010/{body}/{phase}"] = (window.begins, window.ends)
    return found


async def test_every_phase_opens_and_closes_at_its_moment_and_the_books_close_in_june(log: SqlLog) -> None:
    """From January 2010 to June 2011, without anybody touching it."""
    async with running_year(log) as year:
        await _opened(year)
        await year.passes_to(date(2011, 7, 2))
        planned = _planned(year)
        begun = {stream: moment for _, stream, moment in year.facts("PhaseOpened")}
        ended = {stream: moment for _, stream, moment in year.facts("PhaseClosed")}
        closed = year.facts("CycleClosed")

    assert set(begun) == set(ended) == set(planned)
    late = timedelta(minutes=1)
    done_early = ("feedback-q1", "feedback-q2", "feedback-q3", "feedback-q4", "interim", "list", "list-july")
    for stream, (begins, ends) in planned.items():
        assert timedelta(0) <= begun[stream] - max(begins, NEW_YEAR) < late, stream
        if not stream.endswith(done_early):
            assert timedelta(0) <= ended[stream] - ends < late, stream
    assert [moment.date() for *_, moment in closed] == [date(2011, 7, 1)]


async def test_a_year_opened_in_july_begins_with_july_and_ends_as_planned(log: SqlLog) -> None:
    """What was over is not run, what is under way opens at once, and nobody misses what was before."""
    july = datetime(2010, 7, 1, 10, tzinfo=SEOUL)
    async with running_year(log, july) as year:
        await with_bodies(year)
        await with_two_people(year, 2010)
        await year.opens(2010, kipo_rules())
        await year.passes_to(date(2010, 7, 2))
        at_once = {stream.split("/")[-1] for _, stream, _ in year.facts("PhaseOpened")}
        missed = year.facts("ObligationMissed")
        await year.passes_to(date(2011, 7, 2))
        planned = _planned(year)
        opened, closed = ({stream for _, stream, _ in year.facts(it)} for it in ("PhaseOpened", "PhaseClosed"))
        books = year.facts("CycleClosed")

    assert (at_once, missed) == ({"interim", "feedback-q2", "plan-amendment"}, [])
    assert opened == closed == {stream for stream, (_, ends) in planned.items() if ends > july}
    assert len(planned) - len(opened) == 9
    assert [moment.date() for *_, moment in books] == [date(2011, 7, 1)]


async def test_two_years_overlap_from_january_to_june(log: SqlLog) -> None:
    """While 2010 is evaluated, the plan of 2011 is made; neither disturbs the other."""
    async with running_year(log) as year:
        await _opened(year)
        await year.passes_to(date(2011, 1, 3))
        await year.opens(2011, kipo_rules())
        await year.passes_to(date(2011, 2, 2))
        opened = {stream for _, stream, _ in year.facts("PhaseOpened")}
        closed = {stream for _, stream, _ in year.facts("PhaseClosed")}

    running = opened - closed
    assert {"phase/2011/KIPO/plan-draft", "phase/2010/KIPO/self-evaluation"} <= running


async def test_a_moved_deadline_wakes_the_clock_and_aims_it_anew(log: SqlLog) -> None:
    """The guideline is due at the end of January; it is moved to 12 February."""
    async with running_year(log) as year:
        await _opened(year)
        await year.passes_to(date(2010, 1, 28))
        about = {"year": 2010, "body": "PMO", "phase": "guidelines"}
        await year.asks("system", "MovePhase", **about, due="2010-02-12", reason="late resolution of the committee")
        await year.passes_to(date(2010, 2, 11))
        before = year.facts("PhaseClosed")
        await year.passes_to(date(2010, 2, 13))
        after = year.facts("PhaseClosed")

    assert "phase/2010/PMO/guidelines" not in [stream for _, stream, _ in before]
    assert [moment.date() for _, stream, moment in after if stream.endswith("guidelines")] == [date(2010, 2, 13)]


async def test_a_paused_phase_stands_still_and_ends_later_by_as_many_days(log: SqlLog) -> None:
    """Paused from 20 to 25 January: the window moves five days, to the next working day."""
    async with running_year(log) as year:
        await _opened(year)
        about = {"year": 2010, "body": "PMO", "phase": "guidelines"}
        await year.passes_to(date(2010, 1, 20))
        await year.asks("system", "PausePhase", **about, reason="system maintenance")
        await year.passes_to(date(2010, 1, 25))
        await year.asks("system", "ResumePhase", **about, reason="maintenance is over")
        await year.passes_to(date(2010, 2, 10))
        closed = year.facts("PhaseClosed")

    assert [moment.date() for _, stream, moment in closed if stream.endswith("guidelines")] == [date(2010, 2, 9)]


async def test_a_phase_ends_as_soon_as_its_last_task_is_done(log: SqlLog) -> None:
    """Ada writes the note, Ben signs it, and the quarter's feedback is over on that day."""
    async with running_year(log) as year:
        await with_bodies(year)
        await with_two_people(year, 2010)
        await year.opens(2010, kipo_rules())
        await year.passes_to(date(2010, 3, 29))
        await year.asks("ada", "WriteFeedbackNote", **NOTE, note="1분기 면담을 하였음")
        assert not any("feedback-q1" in stream for _, stream, _ in year.facts("PhaseClosed"))
        await year.asks("ben", "SignFeedbackNote", **NOTE, edition=1)
        await year.passes_to(date(2010, 3, 30))
        last = year.events("phase/2010/KIPO/feedback-q1")[-1]

    assert isinstance(last, PhaseClosed)
    assert (last.early, last.missed) == (True, 0)


async def test_what_nobody_did_is_missed_with_owner_and_consequence(log: SqlLog) -> None:
    """Reminded three times, escalated once, then missed: two facts with owners, and a refusal for the latecomer."""
    async with running_year(log) as year:
        await with_bodies(year)
        await with_two_people(year, 2010)
        await year.opens(2010, kipo_rules())
        await year.passes_to(date(2010, 4, 25))
        events = year.events("phase/2010/KIPO/feedback-q1")
        too_late = await year.asks("ada", "WriteFeedbackNote", **NOTE, note="늦은 기록")

    assert [type(event).__name__ for event in events] == [
        "PhaseOpened",
        "PhaseReminded",
        "PhaseReminded",
        "PhaseReminded",
        "EscalationRaised",
        "ObligationMissed",
        "ObligationMissed",
        "PhaseClosed",
    ]
    missed = {(event.owner, event.task) for event in events if event.__class__.__name__ == "ObligationMissed"}  # type: ignore[attr-defined]
    assert missed == {("ada", "write-note"), ("ben", "sign-note")}
    assert isinstance(too_late, Refused)
    assert too_late.code == "phase.closed"


async def test_forged_and_repeated_nudges_change_nothing(log: SqlLog) -> None:
    """A message to a workflow carries no fact, whoever sends it and however often."""
    async with running_year(log) as year:
        await _opened(year)
        await year.passes_to(date(2010, 1, 5))
        before = year.office.log.head().position
        for position in (10**9, 0, -5, 3, 3, 3):
            await year.office.clocks.nudge("phase/2010/PMO/guidelines", position)
            await year.office.clocks.nudge("phase/2010/KIPO/final", position)
        await year.passes_to(date(2010, 1, 8))
        after = year.office.log.head().position

    assert after == before


async def test_a_lost_temporal_server_costs_nothing(log: SqlLog) -> None:
    """In May the server and all its workflows are gone; a new one goes on from the log."""
    async with running_year(log) as year:
        await _opened(year)
        await year.passes_to(date(2010, 5, 20))
    async with running_year(log, datetime(2010, 5, 27, 8, tzinfo=SEOUL)) as year:
        restarted = await year.office.clocks.reconcile(log)
        await year.passes_to(date(2011, 7, 2))
        opened, closed = year.facts("PhaseOpened"), year.facts("PhaseClosed")
        handle = year.server.client.get_workflow_handle("cycle/2010")
        status = (await handle.describe()).status
        end = year.facts("CycleClosed")

    assert restarted == ["cycle/2010"]
    assert len(opened) == len(closed) == len({stream for _, stream, _ in opened}) == len(kipo_rules().phases)
    assert status is WorkflowExecutionStatus.COMPLETED
    assert len(end) == 1


async def test_a_clock_whose_step_is_refused_says_so_and_waits(log: SqlLog) -> None:
    """Poison does not spin: a phase of a body that is not part of the year stands still, visibly."""
    async with running_year(log) as year:
        await _opened(year)
        await year.office.clocks.nudge("phase/2010/NOBODY/guidelines", 1)
        await year.passes_to(date(2010, 1, 6))
        handle = year.server.client.get_workflow_handle("phase/2010/NOBODY/guidelines")
        history = await handle.fetch_history()

    assert len(history.events) < 40


async def test_a_task_in_time_is_recorded(log: SqlLog) -> None:
    """The office is open: the guideline is issued in January."""
    async with running_year(log) as year:
        await _opened(year)
        await with_two_people(year, 2010)
        await year.asks("system", "GrantRole", person="com", role="evaluation-office", body="PMO")
        await year.passes_to(date(2010, 1, 15))
        about = {"year": 2010, "body": "PMO", "phase": "guidelines"}
        outcome = await year.asks(
            "com", "IssueGuideline", **about, title={"ko": "지침", "en": "Guideline"}, document="a" * 64
        )

    assert isinstance(outcome, Recorded)


async def test_a_plan_that_nobody_confirmed_is_frozen_before_the_confirmation_closes(log: SqlLog) -> None:
    """The clock freezes the submitted draft on the hard stop day, 31 March; the head still confirms it, late."""
    async with running_year(log) as year:
        submitted = await _with_draft(year)
        await year.passes_to(date(2010, 4, 1))
        frozen = year.facts("AnnualPlanProvisionallyFrozen")
        closed = {stream: moment for _, stream, moment in year.facts("PhaseClosed")}
        await year.asks("system", "GrantRole", person="rhee", role="plan-reviewer", body="KIPO")
        confirming = {"year": 2010, "body": "KIPO", "phase": "plan-confirmation"}
        reviewed = await year.asks("rhee", "ReviewAnnualPlan", **confirming)
        confirmed = await year.asks("com", "ConfirmAnnualPlan", **confirming)
        last = year.events("plan/2010/KIPO")[-1]

    assert isinstance(submitted, Recorded)
    assert [moment.date() for *_, moment in frozen] == [date(2010, 4, 1)]
    assert frozen[0][2] <= closed["phase/2010/KIPO/plan-confirmation"]
    assert isinstance(reviewed, Recorded)
    assert isinstance(confirmed, Recorded)
    assert isinstance(last, AnnualPlanConfirmed)
    assert last.late


async def test_where_no_guideline_came_in_january_last_years_is_held_over(log: SqlLog) -> None:
    """The clock says so before it closes; on 25 January it told the Prime Minister. In February the guideline comes."""
    async with running_year(log) as year:
        await _opened(year)
        await with_two_people(year, 2010)
        await year.asks("system", "GrantRole", person="com", role="evaluation-office", body="PMO")
        await year.passes_to(date(2010, 2, 3))
        told, held = year.facts("EscalationRaised"), year.facts("GuidelineHeldOver")
        closed = {stream: moment for _, stream, moment in year.facts("PhaseClosed")}
        about = {"year": 2010, "body": "PMO", "phase": "guidelines"}
        title = {"ko": "지침", "en": "Guideline"}
        late = await year.asks("com", "IssueGuideline", **about, title=title, document="a" * 64)

    assert [moment.date() for *_, moment in told] == [date(2010, 1, 25)]
    assert [moment.date() for *_, moment in held] == [date(2010, 2, 2)]
    assert held[0][2] <= closed["phase/2010/PMO/guidelines"]
    assert isinstance(late, Recorded)


async def test_where_no_self_evaluation_plan_came_by_mid_may_the_plan_s_indicators_are_evaluated(log: SqlLog) -> None:
    """Nobody plans; the clock says on 15 May what is evaluated, tells both offices, and the chair has his task."""
    stream = "self-evaluation/2010/KIPO"
    members = [{"person": f"k{n}", "civilian": True} for n in range(10)]
    made = {"committee": "sec", "year": 2010, "kind": "self-evaluation", "body": "KIPO", "name": NAME}
    async with running_year(log) as year:
        await _with_draft(year)
        await year.asks("com", "ConstituteCommittee", **made, since="2010-02-10", members=members, chairs=["k0"])
        await year.passes_to(date(2010, 5, 14))
        before = year.events(stream)
        await year.passes_to(date(2010, 5, 16))
        events = year.events(stream)
        missed = [it.task for it in year.events(f"phase{stream[15:]}/self-evaluation-plan") if hasattr(it, "task")]
        with log.view() as connection:
            owed = Inbox().owed(connection, year.events("cycle/2010")[0], "KIPO", "self-evaluation")  # type: ignore[arg-type]

    assert before == []
    (told,) = events
    assert isinstance(told, SelfEvaluationPlanDefaulted)
    assert (told.on, told.committee, told.noticed) == (date(2010, 5, 15), "sec", ("KIPO", "PMO"))
    assert [(it.unit, [one.code for one in it.measures]) for it in told.subjects] == [("U1", ["I-1"])]
    assert missed == ["plan-self-evaluation"]
    assert ("assign-scorers", "k0") in [(it.task, it.owner) for it in owed]


async def _with_draft(year: Year) -> Outcome:
    """Let the one unit's plan be drafted and submitted in February; nobody confirms it."""
    indicator = {"code": "I-1", "name": NAME, "weight": 100, "baseline": [70, 71, 72], "target": 73, "logic": "result"}
    objectives = [{"id": "O1", "name": NAME, "targets": [{"id": "T1", "name": NAME, "indicators": [indicator]}]}]
    finance = [{"year": it, "budget": 9, "spent": 8} for it in (2007, 2008, 2009)]
    await with_two_people(await _with_guideline(year), 2010)
    await year.passes_to(date(2010, 2, 10))
    drafting = {"year": 2010, "body": "KIPO", "phase": "plan-draft"}
    await year.asks("ada", "DraftUnitPlan", **drafting, unit="U1", objectives=objectives)
    await year.asks("system", "GrantRole", person="ben", role="planning", body="KIPO")
    return await year.asks("ben", "SubmitAnnualPlan", **drafting, mission=NAME, vision=NAME, finance=finance)


async def _with_guideline(year: Year) -> Year:
    await _opened(year)
    await year.asks("system", "GrantRole", person="gwen", role="evaluation-office", body="PMO")
    await year.passes_to(date(2010, 1, 12))
    guideline = {"year": 2010, "body": "PMO", "phase": "guidelines", "title": NAME, "document": "a" * 64}
    await year.asks("gwen", "IssueGuideline", **guideline)
    return year
