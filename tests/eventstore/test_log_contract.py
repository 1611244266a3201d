"""One contract for every log: SQLite, PostgreSQL and memory must be told apart by nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from domain.body_facts import BodyEstablished
from domain.clock import ClockBlocked
from domain.grading_facts import LowestGradeAssigned
from domain.messages import Event
from domain.qualification_facts import QualificationTestRequested
from eventstore.codec import leaf_of
from eventstore.merkle import Frontier
from eventstore.port import CommandRow, Log, Query, Stored, positions_are_dense
from eventstore.sql import SqlLog
from runtime.databases import engines
from tests.support.office import (
    KIPO,
    ada,
    confirmed_plan,
    holds,
    label,
    mina,
    office,
    opened_cycle,
    registered,
)
from tests.support.rows import KEYS, NOON, append, batch_of, row_of, rows_of, sealed

OpenLog = Callable[[str], Log]
story: list[Event] = [*office, *confirmed_plan]
said = CommandRow("form/1", b"\x01" * 32, 1, 1, NOON)


def body(name: str) -> BodyEstablished:
    return BodyEstablished(body=name, name=label(name))


@pytest.fixture
def log(open_log: OpenLog, log_url: str) -> Log:
    return open_log(log_url)


def everything(log: Log) -> dict[str, Any]:
    return {
        "head": log.head(),
        "rows": list(log.read(Query())),
        "commands": log.commands(["form/1", "form/2", "form/3"]),
        "keys": log.keys(list(KEYS)),
        "nudges": log.nudges(),
    }


# Appending


def test_an_empty_log_stands_at_nothing(log: Log) -> None:
    assert (log.head().position, log.head().frontier, list(log.read(Query()))) == (0, b"", [])
    assert len(log.head().log_id) == 32


def test_what_is_appended_is_read_back_byte_for_byte(log: Log) -> None:
    rows = rows_of(story)
    append(log, rows)
    assert list(log.read(Query())) == rows
    assert log.head().position == len(rows)


def test_positions_are_dense_and_versions_count_within_a_stream(log: Log) -> None:
    rows = rows_of(story)
    for start in range(0, len(rows), 7):
        append(log, rows[start : start + 7])
    read = list(log.read(Query()))
    assert positions_are_dense(read)
    for stream in {row.stream for row in read}:
        assert [row.version for row in read if row.stream == stream] == [
            n for n, _ in enumerate((row for row in read if row.stream == stream), 1)
        ]


def test_the_head_carries_the_frontier_of_all_leaves(log: Log) -> None:
    rows = rows_of(story)
    append(log, rows[:5])
    append(log, rows[5:])
    whole = Frontier()
    whole.extend(leaf_of(row) for row in log.read(Query()))
    assert Frontier(len(rows), log.head().frontier).root() == whole.root()


def test_the_log_keeps_its_identity(log: Log) -> None:
    before = log.head().log_id
    append(log, rows_of(story))
    assert log.head().log_id == before


# Reading


def test_every_condition_of_a_query_selects_what_it_says(log: Log) -> None:
    rows = [
        row_of(body("A"), 1),
        row_of(holds(mina, "planning"), 2, actor="olga", recorded_at="2010-03-02T00:00:00.000000Z"),
        row_of(registered(ada), 3, actor=mina, recorded_at="2010-03-02T00:00:00.000000Z", effective_on="2010-03-05"),
        row_of(opened_cycle(), 4, actor="olga", recorded_at="2010-03-03T00:00:00.000000Z"),
    ]
    append(log, rows)
    cases: dict[Query, list[int]] = {
        Query(): [1, 2, 3, 4],
        Query(after=2): [3, 4],
        Query(upto=2): [1, 2],
        Query(after=1, upto=3): [2, 3],
        Query(after=9): [],
        Query(streams=("person/ada", "body/A")): [1, 3],
        Query(streams=()): [],
        Query(streams=("nothing/here",)): [],
        Query(type="RoleGranted"): [2],
        Query(person=mina): [2, 3],
        Query(recorded_before="2010-03-02T00:00:00.000000Z"): [1],
        Query(effective_upto="2010-03-01"): [1, 2, 4],
        Query(effective_upto="2010-03-05"): [1, 2, 3, 4],
        Query(after=1, type="PersonRegistered", person=mina, streams=("person/ada",)): [3],
        Query(type="RoleGranted", person=ada): [],
    }
    for query, positions in cases.items():
        assert [row.position for row in log.read(query)] == positions, query


@pytest.mark.parametrize("asked", ["a_1", "a%1", "A_1", "_", "%", "1"])
def test_a_person_is_that_person_and_nobody_spelt_alike(log: Log, asked: str) -> None:
    people = ["a_1", "ab1", "A_1", "xa_1", "a_11"]
    append(log, [row_of(holds(name, "planning"), n, 1) for n, name in enumerate(people, 1)])
    found = [row.stream for row in log.read(Query(person=asked))]
    assert found == [f"person/{asked}"] * (asked in people)


def test_about_a_person_is_also_what_names_him_in_the_stream_of_another(log: Log) -> None:
    about = {"person": "a_1", "number": 1}
    test = QualificationTestRequested.model_validate({**about, "papers": (), "on": date(2011, 3, 2)})
    blocked = ClockBlocked(case="qualification/a_1/1", step="notice", code="x")
    lowest = LowestGradeAssigned(year=2010, body="KIPO", person="a_1", ground="misconduct")
    others = [
        LowestGradeAssigned(year=2010, body="KIPO", person="a_11", ground="with a_1"),
        LowestGradeAssigned(year=2010, body="KIPO", person="A_1", ground="misconduct"),
    ]
    append(log, rows_of([test, blocked, lowest, *others]))
    assert [row.position for row in log.read(Query(person="a_1"))] == [1, 2, 3]
    assert [row.position for row in log.read(Query(person="a_11"))] == [4]
    assert [row.position for row in log.read(Query(person="a"))] == []


def test_a_transaction_reads_what_was_committed_before_it(log: Log) -> None:
    rows = rows_of(story)
    append(log, rows, keys={mina: KEYS[mina]}, commands=[said])
    with log.transaction() as transaction:
        assert transaction.head == log.head()
        assert list(transaction.read(Query(streams=["person/mina"]))) == [r for r in rows if r.stream == "person/mina"]
        assert transaction.keys([mina, ada]) == {mina: KEYS[mina]}
        assert transaction.commands(["form/1", "form/2"]) == {"form/1": said}


@pytest.mark.parametrize("upto", [0, 1, 2, 3, 9])
def test_every_event_comes_with_the_command_it_names(log: Log, upto: int) -> None:
    first, second = (row_of(body(name), n, command_id="form/1") for n, name in enumerate("AB", 1))
    orphan = row_of(body("C"), 3, command_id="form/3")
    idle = said._replace(command_id="form/2", count=0)
    append(log, [first, second, orphan], commands=[said, idle])
    expected = [(first, said), (second, said), (orphan, None)]
    with log.snapshot() as snapshot:
        assert list(snapshot.caused(upto)) == expected[:upto]


@pytest.mark.parametrize("asked", [0, 1, 2, 3, 4, 5, 20])
def test_lists_of_any_length_find_each_once(log: Log, asked: int) -> None:
    names = [f"n{n}" for n in range(asked)]
    rows = [row_of(body(name), n) for n, name in enumerate([*names, "other"], 1)]
    commands = [said._replace(command_id=name) for name in (*names, "other")]
    append(log, rows, commands=commands, keys={name: name.encode() for name in (*names, "other")})
    assert list(log.read(Query(streams=[row.stream for row in rows[:-1]]))) == rows[:-1]
    assert list(log.read(Query(streams=[row.stream for row in rows[:-1]], after=1, type=rows[0].type))) == rows[1:-1]
    assert sorted(log.commands(names)) == sorted(names)
    assert log.keys(names) == {name: name.encode() for name in names}


def test_more_names_than_fit_into_one_statement_are_looked_up(log: Log) -> None:
    many = [CommandRow(f"form/{n}", b"\x01" * 32, 1, 0, NOON) for n in range(1_201)]
    append(log, [], commands=many)
    assert len(log.commands([it.command_id for it in many])) == len(many)


# Beside the events


def test_commands_and_keys_are_kept(log: Log) -> None:
    append(log, [row_of(body("A"), 1)], commands=[said], keys={mina: KEYS[mina]})
    assert log.commands(["form/1", "form/2"]) == {"form/1": said}
    assert log.keys([mina, ada]) == {mina: KEYS[mina]}


def test_a_command_without_events_moves_nothing_but_is_remembered(log: Log) -> None:
    append(log, [], commands=[said._replace(count=0)])
    assert log.head().position == 0
    assert log.commands(["form/1"])["form/1"].count == 0


def test_nudges_for_one_workflow_become_one(log: Log) -> None:
    append(log, [row_of(body("A"), 1)], nudges={"cycle/2010": 1, "cycle/2011": 1})
    append(log, [row_of(body("B"), 2)], nudges={"cycle/2010": 2})
    assert log.nudges() == {"cycle/2010": 2, "cycle/2011": 1}


def test_a_nudge_that_was_sent_is_forgotten_unless_a_newer_one_came(log: Log) -> None:
    append(log, [row_of(body("A"), 1)], nudges={"cycle/2010": 1, "cycle/2011": 1})
    sent = log.nudges()
    append(log, [row_of(body("B"), 2)], nudges={"cycle/2010": 2})
    log.nudged(sent)
    assert log.nudges() == {"cycle/2010": 2}
    log.nudged({})
    assert log.nudges() == {"cycle/2010": 2}


# All or nothing


class ChangedMindError(Exception):
    """The block that appended thinks again."""


def test_a_transaction_that_fails_leaves_nothing(log: Log) -> None:
    before = everything(log)
    with pytest.raises(ChangedMindError):
        append_and_regret(log)
    assert everything(log) == before


def append_and_regret(log: Log) -> None:
    with log.transaction() as transaction:
        rows = rows_of(story)
        transaction.append(batch_of(transaction.head, rows, [said], {"cycle/2010": 1}, {mina: KEYS[mina]}))
        raise ChangedMindError


broken: dict[str, Callable[[list[Stored]], tuple[list[Stored], list[CommandRow]]]] = {
    "a position again": lambda rows: ([rows[0]._replace(stream="body/Z", event_id="f" * 32)], []),
    "a version again": lambda rows: ([rows[0]._replace(position=3, event_id="f" * 32)], []),
    "a command again": lambda _: ([row_of(body("C"), 3)], [said]),
}


@pytest.mark.parametrize("how", broken)
def test_nothing_is_stored_twice_and_the_rest_of_its_batch_is_not_stored_either(log: Log, how: str) -> None:
    rows = [row_of(body("A"), 1), row_of(body("B"), 2)]
    append(log, rows, commands=[said])
    before = everything(log)
    again, commands = broken[how](rows)
    with pytest.raises((SQLAlchemyError, ValueError)):
        append(log, [sealed(it) for it in again], commands=commands, keys={mina: KEYS[mina]})
    assert everything(log) == before


@pytest.mark.parametrize("table", ["events", "commands"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET command_id = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_past(sql_url: str, open_log: OpenLog, table: str, verb: str) -> None:
    log = open_log(sql_url)
    append(log, rows_of(story), commands=[said])
    before = everything(log)
    with pytest.raises(SQLAlchemyError, match="append-only"), log.projecting() as connection:
        connection.execute(text(verb.format(table)))
    assert everything(log) == before


@pytest.mark.parametrize("table", ["events", "commands"])
def test_no_row_is_replaced_by_another(sqlite_url: str, open_log: OpenLog, table: str) -> None:
    log = open_log(sqlite_url)
    append(log, rows_of(story), commands=[said])
    before = everything(log)
    replace_all = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    with pytest.raises(SQLAlchemyError, match="append-only"), log.projecting() as connection:
        connection.execute(text(replace_all))
    assert everything(log) == before


def test_creating_the_tables_again_changes_nothing(sql_url: str, open_log: OpenLog) -> None:
    log = open_log(sql_url)
    append(log, rows_of(story))
    before = everything(log)
    assert everything(open_log(sql_url)) == before


def test_a_reader_sees_one_state_however_long_it_reads(sql_url: str, open_log: OpenLog) -> None:
    log = open_log(sql_url)
    append(log, [row_of(body("A"), 1)])
    with log.view() as connection:
        first = connection.execute(text("SELECT count(*) FROM events")).scalar_one()
        append(log, [row_of(body("B"), 2)])
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == first == 1


def test_the_address_of_a_log_is_told_without_its_password() -> None:
    log = SqlLog(*engines("postgresql+psycopg://sacho:s3cret@localhost/none"))
    assert "s3cret" not in log.place
    log.close()


# The head lock


def test_the_head_lock_lets_one_writer_in_at_a_time(log_url: str, open_log: OpenLog) -> None:
    """Two writers, on two connections as two processes would be, each append to the head they saw."""
    here = open_log(log_url)
    there = here if log_url == "memory" else open_log(log_url)
    writers = [threading.Thread(target=write_many, args=(it, name)) for it, name in ((here, "x"), (there, "y"))]
    for it in writers:
        it.start()
    for it in writers:
        it.join()
    rows = list(here.read(Query()))
    assert (len(rows), positions_are_dense(rows)) == (40, True)
    frontier = Frontier()
    frontier.extend(row.leaf_hash for row in rows)
    assert frontier.packed() == here.head().frontier


def write_many(log: Log, name: str, start: threading.Event | None = None) -> None:
    if start is not None:
        start.wait()
    for n in range(20):
        with log.transaction() as transaction:
            row = row_of(body(f"{name}{n}"), transaction.head.position + 1)
            transaction.append(batch_of(transaction.head, [row]))


def test_a_writer_waits_until_the_other_is_done(log_url: str, open_log: OpenLog) -> None:
    here = open_log(log_url)
    there = here if log_url == "memory" else open_log(log_url)
    inside = threading.Event()
    second = threading.Thread(target=write_many, args=(there, "y", inside))
    second.start()
    with here.transaction() as transaction:
        inside.set()
        assert transaction.head.position == 0
        transaction.append(batch_of(transaction.head, [row_of(body("first"), 1)]))
    second.join()
    assert [row.stream for row in here.read(Query(upto=1))] == ["body/first"]
    assert here.head().position == 21


# The same everywhere


def test_t6_all_logs_hold_the_same_leaves(open_log: OpenLog, sqlite_url: str, postgres_url: str) -> None:
    rows = rows_of([*story, body(KIPO), registered(mina)])[: len(story)]
    logs = [open_log(url) for url in (sqlite_url, postgres_url, "memory")]
    for log in logs:
        append(log, rows)
    stored = [list(log.read(Query())) for log in logs]
    assert stored[0] == stored[1] == stored[2]
    assert all(leaf_of(row) == row.leaf_hash for row in stored[0])
    assert len({log.head().frontier for log in logs}) == 1
