"""The one door: what it answers, and that an answer is true."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import Connection, text
from structlog.testing import capture_logs

from activities import commands
from activities.commands import Door
from activities.inline import Fact
from activities.requests import AlreadyRecorded, Outcome, Recorded, Refused, Request, SameIdOtherContent
from domain.agreement import OfferAgreement
from domain.cycle import OpenCycle
from domain.feedback import ReviewProgress, SignFeedbackNote, WriteFeedbackNote
from domain.ids import feedback_stream, phase_stream
from domain.person_commands import RegisterPerson
from domain.person_roles import GrantRole, RevokeRole
from domain.phase_commands import MovePhase
from eventstore.codec import canonical, decode
from eventstore.port import Log, Query
from projections.inbox import Inbox
from runtime.clocks import SimulatedClock
from tests.support.faults import FaultyLog
from tests.support.house import House, as_stored, house_on, in_talks, wish_for
from tests.support.office import AGREEMENTS, KIPO, PROMOTION, YEAR, ada, ben, jun, label, mina, olga, opened_cycle
from tests.support.spec import moment

about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks"}
TALKS_STREAM = phase_stream(YEAR, KIPO, "talks")


def note(said: str = "good talk", person: str = mina) -> WriteFeedbackNote:
    return WriteFeedbackNote(**about, person=person, note=said)


def signature(edition: int = 1) -> SignFeedbackNote:
    return SignFeedbackNote(**about, person=mina, edition=edition)


def notes(house: House) -> list[str | None]:
    rows = house.rows(kind="FeedbackNoteWritten")
    return [decode(row, house.log.keys([mina, jun])).note for row in rows]  # type: ignore[attr-defined]


# Its answers


def test_what_is_recorded_is_answered_with_its_place_and_a_receipt(house: House) -> None:
    before = house.log.head().position
    answer = house.ask(ada, note(), "form/1")
    assert isinstance(answer, Recorded)
    row = house.rows()[-1]
    assert (answer.position, answer.count, answer.receipt) == (before + 1, 1, row.leaf_hash.hex())
    assert answer.recorded_at == moment("2010-04-01T10:00")
    assert (row.actor, row.command_id, row.stream) == (ada, "form/1", feedback_stream(YEAR, mina))


def test_asking_again_gets_the_first_answer_again(house: House) -> None:
    first = house.ask(ada, note(), "form/1")
    house.clock.set(moment("2010-04-05"))
    again = house.ask(ada, note(), "form/1")
    assert isinstance(first, Recorded)
    assert again == AlreadyRecorded(position=first.position, count=1, recorded_at=first.recorded_at)
    assert notes(house) == ["good talk"]


def test_the_first_answer_stands_even_when_the_phase_is_long_closed(house: House) -> None:
    house.ask(ada, note(), "form/1")
    house.clock.set(moment("2010-12-24"))
    assert isinstance(house.ask(ada, note(), "form/1"), AlreadyRecorded)
    assert isinstance(house.ask(ada, note(), "form/2"), Refused)


def test_c3_one_id_never_stands_for_two_contents(house: House) -> None:
    first = house.ask(ada, note("good"), "form/1")
    assert isinstance(first, Recorded)
    for other in (note("bad"), note("good", jun), signature()):
        assert house.ask(ada, other, "form/1") == SameIdOtherContent(position=first.position)
    assert notes(house) == ["good"]


def test_c3_an_id_belongs_to_who_used_it(house: House) -> None:
    house.ask(ada, note(), "form/1")
    assert isinstance(house.ask(ben, note(), "form/1"), SameIdOtherContent)
    assert isinstance(house.ask(ada, note(), "form/1", on_behalf_of=ben), SameIdOtherContent)


def test_a_refusal_says_why_in_both_languages_and_records_nothing(house: House) -> None:
    before = house.log.head()
    answer = house.ask(ben, note(), "form/1")
    assert isinstance(answer, Refused)
    assert (answer.code, answer.facts["owner"]) == ("task.not-yours", ada)
    assert answer.ko
    assert answer.en
    assert house.log.head() == before
    assert house.log.commands(["form/1"]) == {}


def test_a_refused_id_is_free_for_a_corrected_try(house: House) -> None:
    assert isinstance(house.ask(ben, note(), "form/1"), Refused)
    assert isinstance(house.ask(ada, note("corrected"), "form/1"), Recorded)
    assert notes(house) == ["corrected"]


def test_what_is_so_already_is_recorded_as_done_without_an_event(house: House) -> None:
    house.ask(ada, note(), "form/1")
    before = house.log.head().position
    answer = house.ask(ada, note(), "form/2")
    assert isinstance(answer, Recorded)
    assert (answer.position, answer.count, answer.receipt) == (before, 0, "")
    assert isinstance(house.ask(ada, note(), "form/2"), AlreadyRecorded)
    assert isinstance(house.ask(ada, note("else"), "form/2"), SameIdOtherContent)


def test_a_role_that_is_revoked_ends_with_the_next_command(house: House) -> None:
    assert isinstance(house.ask(olga, GrantRole(person=jun, role="planning", body=KIPO), "form/1"), Recorded)
    house.ask("system", RevokeRole(person=olga, role="operator", body=KIPO), "form/2")
    answer = house.ask(olga, GrantRole(person=mina, role="planning", body=KIPO), "form/3")
    assert isinstance(answer, Refused)


# Many at once


async def at_once(house: House, requests: list[Request]) -> list[Outcome]:
    return await asyncio.gather(*[house.door.execute(request) for request in requests])


async def test_c2_fifty_identical_submissions_are_one(house: House) -> None:
    request = Request(id="form/1", actor=ada, command=note())
    answers = await at_once(house, [request] * 50)
    assert Counter(it.outcome for it in answers) == {"recorded": 1, "already-recorded": 49}
    places = [(it.position, it.recorded_at) for it in answers if isinstance(it, Recorded | AlreadyRecorded)]
    assert places == [places[0]] * 50
    assert notes(house) == ["good talk"]


async def test_c2_fifty_clicks_with_ids_of_their_own_are_one_event(house: House) -> None:
    house.ask(ada, note(), "form/0")
    requests = [Request(id=f"form/{n}", actor=mina, command=signature()) for n in range(1, 51)]
    answers = await at_once(house, requests)
    counts = [it.count for it in answers if isinstance(it, Recorded)]
    assert sorted(counts) == [0] * 49 + [1]
    assert len(house.rows(kind="FeedbackNoteSigned")) == 1


async def test_c2_of_fifty_contents_under_one_id_exactly_one_is_recorded(house: House) -> None:
    requests = [Request(id="form/1", actor=ada, command=note(f"talk {n}")) for n in range(50)]
    answers = await at_once(house, requests)
    assert Counter(it.outcome for it in answers) == {"recorded": 1, "same-id-other-content": 49}
    assert len(notes(house)) == 1


def test_callers_who_wait_together_are_served_in_one_transaction(log: Log) -> None:
    with house_on(log) as house:
        in_talks(house)
    counted = FaultyLog(log, lambda: "none")
    with house_on(counted, at="2010-04-02") as house:
        with log.transaction():  # nobody is served until everybody waits
            requests = [Request(id=f"form/{n}", actor=ada, command=note(f"talk {n}")) for n in range(40)]
            waiting = [house.door.submit(request) for request in requests]
        assert all(isinstance(it.result(), Recorded) for it in waiting)
        assert counted.transactions <= 2
        assert notes(house) == [f"talk {n}" for n in range(40)]


async def test_a_caller_who_gave_up_finds_his_command_recorded(house: House) -> None:
    waiting = asyncio.ensure_future(house.door.execute(Request(id="form/1", actor=ada, command=note())))
    await asyncio.sleep(0)
    waiting.cancel()
    answer = await house.door.execute(Request(id="form/1", actor=ada, command=note()))
    assert isinstance(answer, AlreadyRecorded)


def test_a_caller_whose_event_loop_is_gone_stops_nobody(house: House) -> None:
    async def leave() -> None:
        left = asyncio.ensure_future(house.door.execute(Request(id="form/1", actor=ada, command=note())))
        await asyncio.sleep(0)
        assert not left.done()

    with house.log.transaction():
        asyncio.run(leave())
    again = house.door.submit(Request(id="form/1", actor=ada, command=note()))
    assert isinstance(again.result(timeout=30), AlreadyRecorded)


def test_nor_does_a_warning_of_it_that_cannot_be_written(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = io.StringIO()
    monkeypatch.setattr(commands, "_log", structlog.wrap_logger(structlog.PrintLogger(gone)))
    gone.close()
    test_a_caller_whose_event_loop_is_gone_stops_nobody(house)


# Others beside us


def test_what_another_process_appends_is_seen(log: Log, log_url: str, open_log: Callable[[str], Log]) -> None:
    theirs = log if log_url == "memory" else open_log(log_url)
    with house_on(log) as here, house_on(theirs, at="2010-04-02") as there:
        in_talks(here)
        assert isinstance(here.ask(ada, note("first"), "here/1"), Recorded)
        assert isinstance(there.ask(ada, note("second"), "there/1"), Recorded)
        refused = here.ask(mina, signature(edition=1), "here/2")
        assert isinstance(refused, Refused)
        assert refused.code == "note.other-edition"
        assert isinstance(here.ask(mina, signature(edition=2), "here/2"), Recorded)
        assert isinstance(there.ask(mina, signature(edition=2), "here/2"), AlreadyRecorded)
        assert notes(here) == ["first", "second"]


def test_two_processes_make_one_key_for_one_person(log: Log, log_url: str, open_log: Callable[[str], Log]) -> None:
    theirs = log if log_url == "memory" else open_log(log_url)
    with house_on(log) as here, house_on(theirs, at="2010-04-02") as there:
        in_talks(here)
        house_by_turns = [here, there]
        for n in range(6):
            assert isinstance(house_by_turns[n % 2].ask(ada, note(f"talk {n}"), f"form/{n}"), Recorded)
        assert notes(here) == [f"talk {n}" for n in range(6)]


# Poison


class PoisonedInbox(Inbox):
    """An inbox that cannot take in what Jun is told."""

    def apply(self, connection: Connection, facts: Any) -> None:
        if any(isinstance(it, Fact) and it.row.stream.endswith(f"/{jun}") and "talks" in str(it.event) for it in facts):
            raise RuntimeError("poison")
        super().apply(connection, facts)


async def test_one_poisonous_command_fails_alone(log: Log) -> None:
    with house_on(log, inline=PoisonedInbox()) as house:
        in_talks(house)
        wishes = (
            [note(f"talk {n}") for n in range(5)] + [note("poison", jun)] + [note(f"talk {n}") for n in range(5, 9)]
        )
        requests = [Request(id=f"form/{n}", actor=ada, command=it) for n, it in enumerate(wishes)]
        together = asyncio.gather(*[house.door.execute(it) for it in requests], return_exceptions=True)
        answers = await asyncio.wait_for(together, timeout=30)  # nobody may be left without an answer
        assert [type(it) for it in answers] == [*[Recorded] * 5, RuntimeError, *[Recorded] * 4]
        assert notes(house) == [f"talk {n}" for n in range(9)]
        assert house.log.commands(["form/5"]) == {}


# What a row tells


def test_the_day_a_result_is_about_and_its_basis_come_from_the_rules(log: Log) -> None:
    with house_on(log) as house:
        house.set_up().open(AGREEMENTS, "2010-03-15T10:00")
        own: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "agreements", "person": mina}
        assert isinstance(house.ask(mina, OfferAgreement(**own, goals="faster"), "form/1"), Recorded)
        row = house.rows()[-1]
    assert (row.effective_on, row.authority) == ("2010-01-01", "S0-09")


def test_three_dates_who_and_why_stand_in_every_row(house: House) -> None:
    said_at = moment("2010-03-31T17:00")
    house.ask(
        ada,
        note(),
        "form/1",
        on_behalf_of=ben,
        occurred_at=said_at,
        effective_on=date(2010, 3, 30),
        correlation="case/7",
    )
    row = house.rows()[-1]
    assert (row.occurred_at, row.effective_on) == ("2010-03-31T08:00:00.000000Z", "2010-03-30")
    assert row.recorded_at == as_stored(moment("2010-04-01T10:00"))
    assert (row.actor, row.on_behalf_of, row.cycle_year, row.correlation) == (ada, ben, YEAR, "case/7")


def test_unless_told_otherwise_a_fact_is_said_and_true_when_it_is_recorded(house: House) -> None:
    house.clock.set(moment("2010-04-10T00:30"))  # still the ninth in Greenwich
    house.ask(ada, note(), "form/1")
    row = house.rows()[-1]
    assert (row.occurred_at, row.effective_on) == (row.recorded_at, "2010-04-10")


def test_time_in_the_log_never_goes_back(log: Log) -> None:
    class Unsteady(SimulatedClock):
        def now(self, _: Connection | None = None) -> Any:
            self.moment -= (moment("2010-04-02") - moment("2010-04-01")) / 24
            return self.moment

    with house_on(log, clock=Unsteady(moment("2010-01-04"))) as house:
        house.set_up()  # the house checks at its end that recorded_at never falls


def test_a_workflow_is_nudged_by_what_others_do_to_its_stream_and_not_by_itself(house: House) -> None:
    house.log.nudged(house.log.nudges())
    days: dict[str, Any] = {"due": date(2010, 4, 30), "reason": "flood"}
    house.ask("system", MovePhase(**about, **days), f"{TALKS_STREAM}/move")
    assert house.log.nudges() == {}
    house.ask(olga, MovePhase(**about, **{**days, "due": date(2010, 4, 29)}), "form/1")
    assert house.log.nudges() == {TALKS_STREAM: house.log.head().position}


def test_a_phase_that_may_end_early_is_nudged_by_each_task_that_is_done(house: House) -> None:
    house.log.nudged(house.log.nudges())
    house.ask(ada, note(), "form/1")
    house.ask(ada, ReviewProgress(**about, person=mina, findings="on track"), "form/2")
    assert house.log.nudges() == {TALKS_STREAM: house.log.head().position}


# What is private


SECRET = "아주 사적인 이야기"


def test_a_private_text_is_nowhere_in_the_database_file(open_log: Callable[[str], Log], tmp_path: Path) -> None:
    with house_on(open_log(f"sqlite:///{tmp_path / 'log.db'}")) as house:
        in_talks(house).ask(ada, note(SECRET), "form/1")
        house.ask(ada, ReviewProgress(**about, person=mina, findings=SECRET), "form/2")
        house.ask(ben, note(SECRET), "form/3")
        files = [path.read_bytes() for path in tmp_path.iterdir()]
    assert sum(b"FeedbackNoteWritten" in it for it in files) >= 1
    assert not any(SECRET.encode() in it for it in files)


def test_a_private_text_is_never_logged(house: House) -> None:
    with capture_logs() as lines:
        for actor, command, form in (
            (ada, note(SECRET), "form/1"),
            (ada, note(SECRET), "form/1"),
            (ada, note(SECRET + "!"), "form/1"),
            (ben, note(SECRET), "form/2"),
        ):
            house.ask(actor, command, form)
    assert [it["event"] for it in lines] == [
        "command.recorded",
        "command.already-recorded",
        "command.same-id-other-content",
        "command.refused",
    ]
    assert SECRET not in str(lines)


def test_a_private_text_is_not_logged_when_the_database_fails(sql_url: str, open_log: Callable[[str], Log]) -> None:
    with house_on(open_log(sql_url)) as house:
        house.set_up()
        with house.log.projecting() as connection:
            connection.execute(text("ALTER TABLE people RENAME TO elsewhere"))
        post: dict[str, Any] = {"body": KIPO, "unit": PROMOTION, "grade": 6, "title": label("post")}
        with capture_logs(processors=[structlog.processors.format_exc_info]) as lines:
            failed = house.door.submit(Request(id="form/1", command=RegisterPerson(person="yun", name=SECRET, **post)))
            problem = failed.exception()
        assert lines[-1]["event"] == "command.failed"
        assert "people" in str(problem)
        assert SECRET not in str(lines) + str(problem)


def test_a_digest_does_not_confirm_a_guess(house: House) -> None:
    house.ask(ada, note(SECRET), "form/1")
    guess = canonical([ada, None, note(SECRET).model_dump(mode="json")])
    kept = house.log.commands(["form/1"])["form/1"].body_hash
    assert kept != hashlib.sha256(guess).digest()


def test_one_person_key_serves_all_texts_about_that_person(house: House) -> None:
    house.ask(ada, note("one"), "form/1")
    house.ask(ada, note("two", jun), "form/2")
    assert len(house.log.keys([mina, jun])) == 2
    rows = {row.stream: row for row in house.rows(kind="FeedbackNoteWritten")}
    blind = decode(rows[feedback_stream(YEAR, mina)], house.log.keys([jun]))
    assert blind.note is None  # type: ignore[attr-defined]


# The door itself


def test_a_door_that_is_left_finishes_what_it_was_given(log: Log) -> None:
    with house_on(log) as house:
        house.set_up()
        waiting = [
            house.door.submit(Request(id=f"role/{n}", command=GrantRole(person=f"p{n}", role="planning", body=KIPO)))
            for n in range(30)
        ]
    assert all(isinstance(it.result(timeout=0), Recorded) for it in waiting)


def test_followers_are_told_after_each_commit(log: Log) -> None:
    told: list[int] = []
    with house_on(log) as house:
        house.set_up()
    with Door(log, Inbox(), house.clock, lambda: told.append(log.head().position)) as door:
        door.call(Request(id="role/1", command=GrantRole(person=mina, role="planning", body=KIPO)))
    assert told[-1] == log.head().position


def test_a_year_that_is_open_already_is_open_in_the_log_too(house: House) -> None:
    command = wish_for(opened_cycle())
    assert isinstance(command, OpenCycle)
    answer = house.ask("system", command, "form/1")
    assert isinstance(answer, Recorded)
    assert answer.count == 0
    assert len(list(house.log.read(Query(type="CycleOpened")))) == 1


@pytest.mark.parametrize("form", ["form/1", "양식 1", "a" * 500, "x\ny"])
def test_any_text_can_be_an_id(house: House, form: str) -> None:
    assert isinstance(house.ask(ada, note(), form), Recorded)
    assert isinstance(house.ask(ada, note(), form), AlreadyRecorded)


def test_a_log_line_that_cannot_be_written_takes_back_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("I/O operation on closed file")

    monkeypatch.setattr(commands, "_report", broken)
    first = house.ask(ada, note(), "form/1")
    again = house.ask(ada, note(), "form/1")
    assert isinstance(first, Recorded)
    assert isinstance(again, AlreadyRecorded)
