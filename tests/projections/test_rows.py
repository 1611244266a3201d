"""The buffer of rows: what it returns is what would be stored, whatever was read beforehand, in few statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from activities.inline import Fact
from domain.messages import Event
from domain.notice import NoticeReceived
from projections.inbox import Inbox
from projections.result_tables import NOTICES
from projections.rows import Rows, create_tables, put_rows
from projections.scores import Scores
from projections.tables import DONE, ROSTER
from runtime.databases import memory_engine
from tests.support import office
from tests.support.rows import rows_of

YEAR = office.YEAR


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = memory_engine()
    with engine.begin() as opened:
        create_tables(opened)
        yield opened
    engine.dispose()


def rostered(person: str, ground: str | None = None) -> tuple[Any, ...]:
    return (YEAR, person, "KIPO", "B1", "goals", "staff", "ada", None, ground)


def facts_of(events: Sequence[Event]) -> list[Fact]:
    return [Fact(row, it) for row, it in zip(rows_of(events), events, strict=True)]


def statements(connection: Connection) -> list[str]:
    """Return the list to which every statement on *connection* is added from now on."""
    seen: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
    return seen


def test_a_row_read_beforehand_is_not_read_again(connection: Connection) -> None:
    put_rows(connection, ROSTER, [rostered("mina", "leave")])
    rows, seen = Rows(connection), statements(connection)
    rows.prefetch(ROSTER, [(YEAR, "mina"), (YEAR, "ada"), (YEAR, "mina")])
    assert (rows.get(ROSTER, YEAR, "mina") or {})["ground"] == "leave"
    assert rows.get(ROSTER, YEAR, "ada") is None
    assert len(seen) == 1


def test_nothing_to_read_asks_nothing(connection: Connection) -> None:
    seen = statements(connection)
    Rows(connection).prefetch(ROSTER, [])
    assert seen == []


@pytest.mark.parametrize(("people", "asked"), [(1, 1), (500, 1), (501, 2)])
def test_many_keys_are_read_by_five_hundreds(connection: Connection, people: int, asked: int) -> None:
    keys = [(YEAR, f"p{n}") for n in range(people)]
    put_rows(connection, ROSTER, [rostered(f"p{n}") for n in range(people)])
    rows, seen = Rows(connection), statements(connection)
    rows.prefetch(ROSTER, keys)
    assert all(rows.get(ROSTER, *key) for key in keys)
    assert len(seen) == asked


def test_what_waits_hides_what_was_read_beforehand(connection: Connection) -> None:
    put_rows(connection, ROSTER, [rostered("mina", "leave")])
    rows = Rows(connection)
    rows.prefetch(ROSTER, [(YEAR, "mina"), (YEAR, "ada")])
    rows.change(ROSTER, YEAR, "mina", ground="transfer")
    rows.put(ROSTER, *rostered("ada"))
    assert (rows.get(ROSTER, YEAR, "mina") or {})["ground"] == "transfer"
    assert rows.get(ROSTER, YEAR, "ada") is not None


def test_after_a_flush_the_stored_rows_are_read_anew(connection: Connection) -> None:
    rows = Rows(connection)
    rows.prefetch(ROSTER, [(YEAR, "mina")])
    rows.put(ROSTER, *rostered("mina"))
    rows.flush()
    assert rows.get(ROSTER, YEAR, "mina") is not None


def test_a_row_that_is_not_there_cannot_be_changed(connection: Connection) -> None:
    rows = Rows(connection)
    rows.prefetch(ROSTER, [(YEAR, "mina")])
    with pytest.raises(LookupError):
        rows.change(ROSTER, YEAR, "mina", ground="leave")


def test_the_first_time_stays(connection: Connection) -> None:
    key, rows = (YEAR, "KIPO", "final", "attitude", "mina"), Rows(connection)
    rows.put(DONE, *key, "ada", 7, "then")
    rows.put(DONE, *key, "ben", 8, "later")
    rows.flush()
    rows.put(DONE, *key, "eve", 9, "at last")
    rows.flush()
    assert [row.actor for row in connection.execute(select(DONE))] == ["ada"]


people = st.sampled_from(["mina", "ada", "ben"])
steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), people),
        st.tuples(st.just("ground"), people),
        st.tuples(st.just("prefetch"), people),
        st.tuples(st.just("flush"), people),
    )
)


@given(steps)
def test_reading_beforehand_never_changes_what_is_read(given_steps: Sequence[tuple[str, str]]) -> None:
    engine = memory_engine()
    with engine.begin() as opened:
        create_tables(opened)
        rows, expected = Rows(opened), dict[str, tuple[Any, ...]]()
        for number, (step, person) in enumerate(given_steps):
            match step:
                case "put":
                    expected[person] = rostered(person, f"put-{number}")
                    rows.put(ROSTER, *expected[person])
                case "ground" if person in expected:
                    expected[person] = rostered(person, f"ground-{number}")
                    rows.change(ROSTER, YEAR, person, ground=f"ground-{number}")
                case "prefetch":
                    rows.prefetch(ROSTER, [(YEAR, person), (YEAR, "nobody")])
                case "flush":
                    rows.flush()
            for name in ("mina", "ada", "ben", "nobody"):
                found = rows.get(ROSTER, YEAR, name)
                assert (tuple(found.values()) if found else None) == expected.get(name)
    engine.dispose()


@pytest.mark.parametrize("people_assigned", [1, 20])
def test_a_block_of_assignments_reads_the_roster_once(connection: Connection, people_assigned: int) -> None:
    events = [office.assigned(f"p{n}", "ada", "ben") for n in range(people_assigned)]
    seen = statements(connection)
    Inbox().apply(connection, facts_of(events))
    assert len([it for it in seen if it.startswith("SELECT")]) == 1


def test_an_assignment_keeps_the_ground_on_which_somebody_is_not_evaluated(connection: Connection) -> None:
    put_rows(connection, ROSTER, [rostered("mina", "leave"), rostered("ben", None)])
    Inbox().apply(connection, facts_of([office.assigned(it, "ada", "eve") for it in ("mina", "ben", "new")]))
    assert {row.person: row.ground for row in connection.execute(select(ROSTER))} == {
        "mina": "leave",
        "ben": None,
        "new": None,
    }


@pytest.mark.parametrize("people", [1, 2, 40])
def test_a_block_of_receipts_reads_the_notices_once(connection: Connection, people: int) -> None:
    about = {"year": YEAR, "body": "KIPO", "phase": "notices", "edition": 1}
    seen = statements(connection)
    Scores().apply(connection, facts_of([NoticeReceived(person=f"p{n}", **about) for n in range(people)]))
    assert len([it for it in seen if it.startswith("SELECT") and f"FROM {NOTICES.name}" in it.replace("\n", "")]) == 1
