"""Service in a year: units and days, and when it is too little for an evaluation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.person_spells import Absence, Away, Move, days_by_unit, eligibility, spells_in
from domain.scoring.proof import Score
from domain.scoring.service import by_days, goals_score

YEAR = 2010
august = Move("A", "B", date(2010, 8, 2))


def away(begins: str, ends: str, kind: Absence = "leave") -> Away:
    return Away(kind, date.fromisoformat(begins), date.fromisoformat(ends))


def days(*moves: Move, home: str | None = "A", absences: tuple[Away, ...] = (), year: int = YEAR) -> dict[str, int]:
    return days_by_unit(spells_in(year, home, moves, absences))


def test_who_never_moved_served_all_year_in_one_unit() -> None:
    assert days() == {"A": 365}
    assert days(year=2012) == {"A": 366}


def test_a_transfer_splits_the_year_at_its_first_day() -> None:
    assert days(august) == {"A": 213, "B": 152}


def test_who_came_back_served_two_times_in_one_unit() -> None:
    assert days(august, Move("B", "A", date(2010, 10, 1))) == {"A": 305, "B": 60}


def test_a_year_begins_where_the_last_transfer_led() -> None:
    assert days(august, year=2011) == {"B": 365}
    assert days(august, year=2009) == {"A": 365}


def test_a_transfer_on_new_year_splits_nothing() -> None:
    assert days(Move("A", "B", date(2010, 1, 1))) == {"B": 365}


def test_who_came_from_outside_or_left_served_a_part_of_the_year() -> None:
    assert days(Move(None, "A", date(2010, 11, 15))) == {"A": 47}
    assert days(Move("A", None, date(2010, 2, 1))) == {"A": 31}


@pytest.mark.parametrize(
    ("begins", "ends", "left"),
    [
        ("2010-05-03", "2010-06-30", {"A": 213 - 59, "B": 152}),
        ("2010-07-31", "2010-08-03", {"A": 211, "B": 150}),  # across the transfer
        ("2009-01-01", "2010-12-31", {}),
        ("2010-12-31", "2011-06-30", {"A": 213, "B": 151}),
    ],
)
def test_a_time_away_is_no_service(begins: str, ends: str, left: dict[str, int]) -> None:
    assert days(august, absences=(away(begins, ends),)) == left


@pytest.mark.parametrize(
    ("moves", "absences", "ground"),
    [
        ([], [], None),
        ([Move(None, "A", date(2010, 11, 1))], [], None),  # two months to the day
        ([Move(None, "A", date(2010, 11, 2))], [], "short-service"),
        ([Move("A", None, date(2010, 3, 1))], [], None),  # January and February: 59 days, two months
        ([Move("A", None, date(2010, 2, 28))], [], "short-service"),
        ([Move("A", "B", date(2010, 1, 15)), Move("B", None, date(2010, 3, 1))], [], None),  # without a gap
        ([], [away("2010-02-15", "2011-12-31")], "leave"),
        ([], [away("2010-02-15", "2010-06-30"), away("2010-07-01", "2010-12-31", "training")], "training"),
        ([], [away("2010-03-01", "2010-12-31", "secondment")], None),
        ([], [away("2010-02-01", "2010-11-30")], None),  # January and December
        ([Move("A", None, date(2010, 2, 1))], [away("2009-01-01", "2009-06-30")], "short-service"),  # another year's
    ],
)
def test_reg_11_who_served_less_than_two_months_is_not_evaluated(
    moves: list[Move], absences: list[Away], ground: str | None
) -> None:
    assert eligibility(YEAR, spells_in(YEAR, "A", moves, absences), absences, 2) == ground


def test_a_rule_set_may_ask_for_no_service() -> None:
    assert eligibility(YEAR, [], [], 0) is None


def score(value: str, unit: str = "A") -> Score:
    return Score(f"organisation/{unit}", Decimal(value), "weighted-sum", position=7)


def test_5_4_a_score_by_days_is_exact_and_shows_its_days() -> None:
    found = by_days([(score("90"), 200), (score("80", "B"), 300)])
    assert (found.value, found.rule) == (Decimal(84), "by-days")
    assert [(it.what, it.weight) for it in found.parts] == [
        ("organisation/A", Decimal(200)),
        ("organisation/B", Decimal(300)),
    ]
    assert found.positions() == [7]


def test_who_served_in_one_unit_has_its_score() -> None:
    assert by_days([(score("90"), 31)]) == score("90")


june, december = Score("goals", Decimal("87.55"), "S1-86"), Score("goals", Decimal(90), "S1-86")
halves = ("interim", "final")


def test_the_halves_of_a_year_count_alike_and_are_not_rounded() -> None:
    found = goals_score({"interim": june, "final": december}, halves)
    assert found is not None
    assert (found.value, found.rule) == (Decimal("88.775"), "half-mean")


def test_who_was_rated_in_december_only_has_that_rating() -> None:
    assert goals_score({"final": december}, halves) == december


def test_june_alone_is_no_years_score() -> None:
    assert goals_score({"interim": june}, halves) is None
    assert goals_score({}, halves) is None


def test_without_halves_the_last_rating_counts() -> None:
    assert goals_score({"interim": june, "final": december}, ()) == december
    assert goals_score({}, ()) is None
