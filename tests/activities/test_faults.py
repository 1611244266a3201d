"""What breaks: nothing is half-written, and asking again with the same id settles it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from activities.requests import DONE, AlreadyRecorded, Outcome, Recorded
from domain.feedback import FeedbackNoteWritten, WriteFeedbackNote
from domain.messages import Command
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.inbox import Inbox
from projections.tables import DONE as DONE_TABLE
from tests.support.faults import Fault, FaultyLog, LineBrokeError, once
from tests.support.house import House, house_on, in_talks
from tests.support.office import KIPO, YEAR, ada, jun, mina

OpenLog = Callable[[str], Log]
about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}


def note(said: str, person: str = mina) -> WriteFeedbackNote:
    return WriteFeedbackNote(**about, person=person, note=said)


def until_answered(house: House, actor: str, command: Command, form: str) -> Outcome:
    """Ask as a caller does who is told nothing certain: again, with the same id."""
    while True:
        try:
            return house.ask(actor, command, form)
        except LineBrokeError:
            continue


def done_rows(log: Log) -> int:
    with log.view() as connection:
        return len(connection.execute(select(DONE_TABLE)).all())


def test_what_breaks_before_the_commit_leaves_nothing(log: Log) -> None:
    with house_on(log) as house:
        in_talks(house)
    before, done = log.head(), done_rows(log)
    with house_on(FaultyLog(log, once("before commit")), at="2010-04-02") as house:
        with pytest.raises(LineBrokeError):
            house.ask(ada, note("good"), "form/1")
        assert (log.head(), log.commands(["form/1"]), done_rows(log)) == (before, {}, done)
        assert isinstance(house.ask(ada, note("good"), "form/1"), Recorded)
    assert done_rows(log) == done + 1


def test_c7_committed_but_told_nothing_is_recorded_exactly_once(log: Log) -> None:
    with house_on(log) as house:
        in_talks(house)
    before = log.head().position
    with house_on(FaultyLog(log, once("after commit")), at="2010-04-02") as house:
        with pytest.raises(LineBrokeError):
            house.ask(ada, note("good"), "form/1")
        answer = house.ask(ada, note("good"), "form/1")
    assert isinstance(answer, AlreadyRecorded)
    assert (answer.position, log.head().position) == (before + 1, before + 1)


def test_after_a_failure_the_door_forgets_what_it_had_only_imagined(log: Log) -> None:
    with house_on(log) as house:
        in_talks(house)
    with house_on(FaultyLog(log, once("before commit")), at="2010-04-02") as house:
        with pytest.raises(LineBrokeError):
            house.ask(ada, note("imagined"), "form/1")
        house.ask(ada, note("real"), "form/2")
    event = decode(list(log.read(Query(type="FeedbackNoteWritten")))[-1], log.keys([mina]))
    assert isinstance(event, FeedbackNoteWritten)
    assert (event.note, event.edition) == ("real", 1)


def test_c7_a_year_on_a_broken_line_is_recorded_as_on_a_sound_one(open_log: OpenLog, quick_url: str) -> None:
    dice = random.Random(7)
    faults: list[Fault] = ["before commit", "after commit", "none", "none", "none", "none"]
    sound, broken = open_log("memory"), open_log(quick_url)
    with house_on(sound) as house:
        conduct(in_talks(house))
    with house_on(broken) as house:
        in_talks(house)
    with house_on(FaultyLog(broken, lambda: dice.choice(faults)), at="2010-04-01T10:00") as house:
        conduct(house)
    assert told(broken) == told(sound)


def conduct(house: House) -> None:
    for n in range(60):
        assert isinstance(until_answered(house, ada, note(f"talk {n}", (mina, jun)[n % 2]), f"form/{n}"), DONE)


def told(log: Log) -> list[object]:
    """Return everything about a log but its ciphertexts and ids, which are never the same twice."""
    keys = log.keys([mina, jun])
    return [
        (
            row._replace(event_id="", body=b"", leaf_hash=b""),
            decode(row, keys) if row.stream.startswith("feedback") else None,
        )
        for row in log.read(Query())
    ]


def test_an_inbox_that_fails_keeps_the_event_out_too(log: Log) -> None:
    class Broken(Inbox):
        def apply(self, connection: Any, facts: Any) -> None:
            super().apply(connection, facts)
            raise LineBrokeError

    with house_on(log) as house:
        in_talks(house)
    before, done = log.head(), done_rows(log)
    with house_on(log, inline=Broken(), at="2010-04-02") as house, pytest.raises(LineBrokeError):
        house.ask(ada, note("good"), "form/1")
    assert (log.head(), done_rows(log)) == (before, done)
