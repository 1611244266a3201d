"""Whoever changes the log behind the door's back is found, and the place is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from audit.verify import verify
from eventstore.sql import SqlLog
from tests.support.house import house_on, in_talks
from worker import open_log

LAST = "(SELECT max(position) FROM events)"
REST = "occurred_at, effective_on, recorded_at, actor, on_behalf_of, authority, cycle_year, command_id"
STRAY = (
    f"INSERT INTO events SELECT {LAST} + 1, stream, version + 99, 'x', type, schema_version, {REST},"
    " causation, correlation, body, leaf_hash FROM events WHERE position = 5"
)
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
    "a stray event": (
        STRAY,
        None,
        "position.beyond",
    ),
}


@pytest.fixture
def log(sqlite_url: str) -> Iterator[SqlLog]:
    made = open_log(sqlite_url)
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


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_changed_is_named(log: SqlLog, attack: str) -> None:
    statement, position, code = ATTACKS[attack]
    behind_the_doors_back(log, statement)
    verdict = verify(log)
    found = [(it.position, it.code) for it in verdict.findings]
    assert code in [code for _, code in found]
    if position is not None:
        assert found[0][0] == position
