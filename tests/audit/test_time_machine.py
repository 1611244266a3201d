"""Other moments: what was known at the end of a day, and what is true for a day, whenever it was recorded."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, Engine

from audit.time_machine import NOW, Moment, read_models
from projections.queries import person_scores
from projections.runner import differences
from runtime.databases import memory_engine
from tests.audit.telling import Telling, attitude
from tests.support.office import YEAR, mina

THE_20TH = date(2010, 12, 20)


def attitude_of(connection: Connection) -> str | None:
    """Return what Mina has for her attitude, as *connection* knows it."""
    score = person_scores(connection, YEAR, person=mina)[0].composed.components["attitude"]
    return str(score.value) if score else None


def seen(telling: Telling, moment: Moment) -> str | None:
    with read_models(telling.log, moment, memory_engine) as connection:
        return attitude_of(connection)


def no_scratch() -> Engine:
    raise AssertionError("the live read models are at hand")


def test_now_is_answered_by_the_live_read_models(telling: Telling) -> None:
    telling.tell(attitude("4.5"))
    with read_models(telling.log, NOW, no_scratch) as connection:
        assert attitude_of(connection) == "4.50"


@pytest.mark.parametrize(
    ("at", "known"), [("2010-12-20T00:00", "4.50"), ("2010-12-20T23:59:59.999999", "4.50"), ("2010-12-21T00:00", None)]
)
def test_known_at_a_day_is_what_was_recorded_before_it_ended_in_seoul(
    telling: Telling, at: str, known: str | None
) -> None:
    telling.tell(attitude("4.5"), at=at)
    assert seen(telling, Moment(known_at=THE_20TH)) == known


@pytest.mark.parametrize(("about", "true"), [("2010-12-19", "4.50"), ("2010-12-20", "4.50"), ("2010-12-21", None)])
def test_as_of_a_day_counts_what_is_about_it_or_before_whenever_it_was_recorded(
    telling: Telling, about: str, true: str | None
) -> None:
    telling.tell(attitude("4.5"), at="2011-03-02T10:00", about=about)
    assert seen(telling, Moment(as_of=THE_20TH)) == true


def test_a_correction_is_true_for_the_day_it_is_about_and_known_only_since_it_was_said(telling: Telling) -> None:
    telling.tell(attitude("3"), at="2010-12-20T10:00", about="2010-12-20")
    telling.tell(attitude("4.5"), at="2011-01-05T10:00", about="2010-12-20")
    assert seen(telling, Moment(as_of=THE_20TH)) == "4.50"
    assert seen(telling, Moment(known_at=THE_20TH)) == "3.00"
    assert seen(telling, NOW) == "4.50"


def test_all_that_is_given_must_hold(telling: Telling) -> None:
    first = telling.tell(attitude("3"), at="2010-12-20T10:00", about="2010-12-20")
    telling.tell(attitude("4"), at="2010-12-20T11:00", about="2010-12-31")
    telling.tell(attitude("5"), at="2011-01-05T10:00", about="2010-12-20")
    assert seen(telling, Moment(known_at=THE_20TH, as_of=THE_20TH)) == "3.00"
    assert seen(telling, Moment(known_at=THE_20TH)) == "4.00"
    assert seen(telling, Moment(position=first - 1, as_of=THE_20TH)) is None


def test_at_a_position_everything_up_to_it_counts_and_nothing_after(telling: Telling) -> None:
    first = telling.tell(attitude("3"))
    second = telling.tell(attitude("4"))
    assert [seen(telling, Moment(position=it)) for it in (first - 1, first, second)] == [None, "3.00", "4.00"]


def test_at_the_head_another_moment_is_the_present_one(telling: Telling) -> None:
    head = telling.tell(attitude())
    with telling.log.view() as live, read_models(telling.log, Moment(position=head), memory_engine) as then:
        assert differences(live, then) == []


def test_before_the_year_was_opened_it_is_not_known(telling: Telling) -> None:
    with (
        read_models(telling.log, Moment(known_at=date(2010, 3, 19)), memory_engine) as connection,
        pytest.raises(LookupError),
    ):
        attitude_of(connection)


def test_looking_back_leaves_the_present_as_it_is(telling: Telling) -> None:
    first = telling.tell(attitude("3"))
    telling.tell(attitude("4.5"))
    assert [seen(telling, it) for it in (Moment(position=first), NOW, Moment(position=first))] == [
        "3.00",
        "4.50",
        "3.00",
    ]
