"""The deadline race: by one lock and one clock, nothing is recorded at or after the end."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

from activities.requests import AlreadyRecorded, Outcome, Recorded, Refused, Request
from domain.feedback import FeedbackNoteWritten, WriteFeedbackNote
from domain.ids import SYSTEM
from domain.messages import Event
from domain.phase_commands import ClosePhase
from eventstore.codec import decode
from eventstore.port import Log, Query
from tests.support.faults import FaultyLog
from tests.support.house import House, as_stored, house_on, in_talks
from tests.support.office import KIPO, YEAR, ada, jun, mina
from tests.support.rows import append, row_of
from tests.support.spec import PureFacts, by_stream, decided, midnight_after

about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}
END = midnight_after(date(2010, 4, 20))
CLOSE = ClosePhase(**about)


def note(said: str, person: str = mina) -> WriteFeedbackNote:
    return WriteFeedbackNote(**about, person=person, note=said)


def recorded_too_late(log: Log) -> list[int]:
    """Return the positions of notes that stand in the log at or after the end, by clock or by order."""
    closed = [row.position for row in log.read(Query(type="PhaseClosed"))]
    return [
        row.position
        for row in log.read(Query(type="FeedbackNoteWritten"))
        if row.recorded_at >= as_stored(END) or (closed and row.position > closed[0])
    ]


def submit_until_closed(house: House, name: str, answers: list[Outcome]) -> None:
    for n in range(2_000):
        person = (mina, jun)[n % 2]
        answer = house.ask(ada, note(f"{name} {n}", person), f"{name}/{n}")
        answers.append(answer)
        if isinstance(answer, Refused):
            return
    raise AssertionError("the phase never closed")


def close_until_done(house: House, answers: list[Outcome]) -> None:
    """Fire the closing timer early and often, as a jumping clock would."""
    for n in range(20_000):
        answer = house.ask(SYSTEM, CLOSE, f"timer/{n}")
        if isinstance(answer, Recorded):
            answers.append(answer)
            return
    raise AssertionError("the timer never fired")


def move_the_clock(house: House, running: threading.Event) -> None:
    for step in range(-40, 5):
        running.wait(0.002)  # lets submitters in between two moves; the result does not depend on it
        house.clock.set(END + step * timedelta(milliseconds=1))


def test_c4_nothing_is_recorded_at_or_after_the_end(house: House) -> None:
    house.clock.set(END - timedelta(seconds=1))
    answers: dict[str, list[Outcome]] = {f"caller-{n}": [] for n in range(6)}
    closing: list[Outcome] = []
    threads = [threading.Thread(target=submit_until_closed, args=(house, *it)) for it in answers.items()]
    threads += [
        threading.Thread(target=close_until_done, args=(house, closing)),
        threading.Thread(target=move_the_clock, args=(house, threading.Event())),
    ]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    assert recorded_too_late(house.log) == []
    require_true_answers(house, answers)
    assert len(house.rows(kind="PhaseClosed")) == len(closing) == 1
    assert house.rows(kind="PhaseClosed")[0].recorded_at >= as_stored(END)


def require_true_answers(house: House, answers: dict[str, list[Outcome]]) -> None:
    """Nobody was told "recorded" without an event, and nobody "closed" whose event exists."""
    by_command = {row.command_id: row.position for row in house.rows(kind="FeedbackNoteWritten")}
    for name, told in answers.items():
        assert isinstance(told[0], Recorded), "everybody was in time once"
        assert isinstance(told[-1], Refused)
        assert told[-1].code == "phase.closed"
        for n, answer in enumerate(told[:-1]):
            assert isinstance(answer, Recorded)
            assert by_command[f"{name}/{n}"] == answer.position
        assert f"{name}/{len(told) - 1}" not in by_command


def test_control_a_check_outside_the_lock_lets_late_work_in(house: House) -> None:
    """The same oracle catches a door that looks at the clock before it takes the lock."""
    house.clock.set(END - timedelta(milliseconds=1))
    events = careless_decision(house, note("just in time?"))
    house.clock.set(END)  # the line was slow
    stored = house.rows()
    version = 1 + sum(row.stream == f"feedback/{YEAR}/{mina}" for row in stored)
    late = row_of(events[0], len(stored) + 1, version, recorded_at=as_stored(house.clock.now()), actor=ada)
    append(house.log, [late])
    assert recorded_too_late(house.log) == [late.position]


def careless_decision(house: House, command: WriteFeedbackNote) -> list[Event]:
    events = [decode(row) for row in house.rows()]
    return decided(command, PureFacts(by_stream(events), house.clock.now(), ada))


def test_control_a_note_behind_the_closing_is_caught_by_its_place(house: House) -> None:
    house.clock.set(END)
    assert isinstance(house.ask(SYSTEM, CLOSE, "timer/1"), Recorded)
    written = FeedbackNoteWritten(**about, person=mina, evaluator=ada, note="too late", edition=1)
    late = row_of(written, len(house.rows()) + 1, recorded_at=as_stored(END))
    append(house.log, [late])
    assert recorded_too_late(house.log) == [late.position]


def test_the_window_ends_by_the_clock_even_if_nobody_closes_it(house: House) -> None:
    house.clock.set(END - timedelta(microseconds=1))
    assert isinstance(house.ask(ada, note("in time"), "form/1"), Recorded)
    house.clock.set(END)
    assert isinstance(house.ask(ada, note("late"), "form/2"), Refused)
    assert isinstance(house.ask(ada, note("in time"), "form/1"), AlreadyRecorded)
    assert house.rows(kind="PhaseClosed") == []


def test_a_timer_that_fires_early_is_refused_and_fires_again_under_the_same_id(house: House) -> None:
    house.clock.set(END - timedelta(microseconds=1))
    early = house.ask(SYSTEM, CLOSE, "timer/close")
    assert isinstance(early, Refused)
    assert early.code == "phase.not-yet"
    house.clock.set(END)
    assert isinstance(house.ask(SYSTEM, CLOSE, "timer/close"), Recorded)
    assert isinstance(house.ask(SYSTEM, CLOSE, "timer/close"), AlreadyRecorded)


def test_who_waits_for_the_lock_past_the_end_is_late(log: Log) -> None:
    """The clock is read under the lock: what counts is when the door decides, not when it was asked."""
    with house_on(log) as house:
        in_talks(house)
    watched = FaultyLog(log, lambda: "none")
    with house_on(watched, at="2010-04-20T23:59:59") as house:
        with log.transaction():
            waiting = [house.door.submit(Request(id=f"f/{n}", actor=ada, command=note(str(n)))) for n in range(10)]
            closing = house.door.submit(Request(id="timer", command=CLOSE))
            assert watched.at_the_lock.wait(timeout=30)
            house.clock.set(END)
        assert all(isinstance(it.result(), Refused) for it in waiting)
        assert isinstance(closing.result(), Recorded)
        assert len(house.rows(kind="ObligationMissed")) > 0
