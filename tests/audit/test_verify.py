"""Whoever changes the log behind the door's back is found, and the place is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from activities.requests import Recorded
from audit.verify import verify
from domain.body_commands import EstablishBody
from domain.ids import SYSTEM
from eventstore.port import Log
from eventstore.sql import SqlLog
from tests.support.house import house_on, in_talks
from tests.support.office import KIPO, label, mina
from tests.support.spec import moment
from worker import open_log as log_at

LAST = "(SELECT max(position) FROM events)"
REST = "occurred_at, effective_on, recorded_at, actor, on_behalf_of, authority, cycle_year, command_id"
STRAY = (
    f"INSERT INTO events SELECT {LAST} + 1, stream, version + 99, 'x', type, schema_version, {REST},"
    " causation, correlation, body, leaf_hash FROM events WHERE position = 5"
)
FIVE = "(SELECT recorded_at FROM events WHERE position = 5)"
ATTACKS = {
    "a body": ("UPDATE events SET body = x'7B7D' WHERE position = 5", 5, "leaf.differs"),
    "an actor": ("UPDATE events SET actor = 'eve' WHERE position = 5", 5, "leaf.differs"),
    "a day": ("UPDATE events SET effective_on = '2010-01-01' WHERE position = 5", 5, "leaf.differs"),
    "a leaf": ("UPDATE events SET leaf_hash = zeroblob(32) WHERE position = 5", 5, "leaf.differs"),
    "a hole": ("DELETE FROM events WHERE position = 5", 5, "position.missing"),
    "a cut end": (f"DELETE FROM events WHERE position = {LAST}", None, "head.differs"),
    "a frontier": ("UPDATE head SET frontier = zeroblob(length(frontier))", None, "root.differs"),
    "a lost command": ("DELETE FROM commands WHERE first_position = 5", 5, "command.missing"),
    "another count": ("UPDATE commands SET count = 9 WHERE first_position = 5", 5, "command.differs"),
    "a stray event": (STRAY, None, "position.beyond"),
    "what was asked": ("UPDATE commands SET body_hash = zeroblob(32) WHERE first_position = 5", 5, "command.bond"),
    "when it was asked": ("UPDATE commands SET recorded_at = '2009' WHERE first_position = 5", 5, "command.differs"),
    "where it stands": ("UPDATE commands SET first_position = 4 WHERE first_position = 5", 5, "command.differs"),
    "a forged command": (f"INSERT INTO commands VALUES ('x', zeroblob(32), 5, 1, {FIVE})", None, "command.stray"),
    "an idle command, nowhere": ("INSERT INTO commands VALUES ('x', x'', 999, 0, '2010')", None, "command.stray"),
    "an idle command, too early": ("INSERT INTO commands VALUES ('x', x'', 5, 0, '2009')", None, "command.differs"),
    "a number that is none": ("UPDATE commands SET count = 'many' WHERE first_position = 5", 5, "command.differs"),
    "a time that is none": ("UPDATE events SET recorded_at = x'00' WHERE position = 5", 5, "leaf.differs"),
    "another log": ("UPDATE head SET log_id = 'x'", None, "log.differs"),
    "the head's time": ("UPDATE head SET recorded_at = '2099'", None, "head.time"),
    "a leaf that is a number": ("UPDATE events SET leaf_hash = 1 << 60 WHERE position = 5", 5, "leaf.differs"),
    "a body that is a number": ("UPDATE events SET body = 1 << 60 WHERE position = 5", 5, "leaf.differs"),
    "what was asked, a number": ("UPDATE commands SET body_hash = 1 << 60 WHERE first_position = 5", 5, "command.bond"),
    "another key": (f"UPDATE subject_keys SET key = randomblob(32) WHERE subject = '{mina}'", None, "key.differs"),
    "no key at all": (f"UPDATE subject_keys SET key = 'x' WHERE subject = '{mina}'", None, "key.differs"),
}


@pytest.fixture
def log(sqlite_url: str) -> Iterator[SqlLog]:
    made = log_at(sqlite_url)
    with house_on(made) as house:
        in_talks(house)
    yield made
    made.close()


def behind_the_doors_back(log: SqlLog, statement: str) -> None:
    with log.projecting() as connection:
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for trigger in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(statement)


def test_an_untouched_log_verifies(log: SqlLog) -> None:
    verdict = verify(log)
    assert verdict.ok
    assert verdict.events == log.head().position > 10


def test_commands_that_caused_nothing_verify(log: SqlLog) -> None:
    with house_on(log) as house:
        for number in range(3):
            said = house.ask(SYSTEM, EstablishBody(body=KIPO, name=label(KIPO)), f"again/{number}")
            assert isinstance(said, Recorded)
            assert not said.count
            assert verify(log).ok
            house.clock.set(moment(f"2010-04-0{number + 2}"))
        house.ask(SYSTEM, EstablishBody(body="NEW", name=label("new")), "new")
    assert verify(log).findings == []


def test_a_key_that_is_gone_is_told_and_no_damage(log: SqlLog) -> None:
    behind_the_doors_back(log, f"DELETE FROM subject_keys WHERE subject = '{mina}'")
    verdict = verify(log)
    assert verdict.ok
    assert verdict.keyless == {mina: 1}


def test_every_log_says_the_same(open_log: Callable[[str], Log], log_url: str) -> None:
    opened = open_log(log_url)
    assert verify(opened).ok
    with house_on(opened) as house:
        in_talks(house)
    assert (verify(opened).ok, verify(opened).events) == (True, opened.head().position)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_changed_is_named(log: SqlLog, attack: str) -> None:
    statement, position, code = ATTACKS[attack]
    behind_the_doors_back(log, statement)
    verdict = verify(log)
    found = [(it.position, it.code) for it in verdict.findings]
    assert code in [code for _, code in found]
    if position is not None:
        assert found[0][0] == position
