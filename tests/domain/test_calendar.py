"""The calendar: days of the performance year, working days, half-open windows; 2010 as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.yaml_files import read_rules
from domain.calendar import Window, WorkingDays, day_of, end_of, public_holidays, resolve, start_of
from domain.cycle import Cycle
from domain.phase_facts import Phase
from domain.phase_rules import PhaseRule
from domain.window import deadline, window_of
from tests.support import office

KIPO_2010 = Cycle(opened=office.opened_cycle(read_rules("kipo-2010")))
SEOUL = "Asia/Seoul"

GOLDEN = {  # phase: opens, due after moving to a working day, last day of grace
    "guidelines": ("2010-01-01", "2010-02-01", "2010-02-01"),  # 31 January was a Sunday
    "plan-draft": ("2010-02-01", "2010-03-02", "2010-03-05"),  # 28 February a Sunday, 1 March a holiday
    "plan-review": ("2010-03-02", "2010-03-10", "2010-03-10"),
    "plan-confirmation": ("2010-03-11", "2010-03-22", "2010-03-31"),  # 20 March was a Saturday
    "agreements": ("2010-03-11", "2010-03-31", "2010-05-06"),
    "feedback-q1": ("2010-03-25", "2010-04-15", "2010-04-22"),
    "self-evaluation-plan": ("2010-04-01", "2010-04-30", "2010-05-14"),
    "interim": ("2010-06-16", "2010-07-15", "2010-07-22"),
    "feedback-q3": ("2010-09-24", "2010-10-15", "2010-10-22"),
    "criteria": ("2010-10-01", "2010-10-15", "2010-10-15"),
    "specific-evidence": ("2010-11-01", "2010-11-30", "2010-11-30"),
    "specific-hearing": ("2010-12-16", "2010-12-20", "2010-12-20"),
    "specific-resolution": ("2010-12-21", "2010-12-31", "2010-12-31"),
    "final": ("2010-12-01", "2011-01-10", "2011-01-17"),
    "feedback-q4": ("2010-12-24", "2011-01-17", "2011-01-24"),  # 15 January 2011 was a Saturday
    "self-evaluation": ("2011-01-01", "2011-03-31", "2011-03-31"),
    "confirmation": ("2011-04-01", "2011-05-16", "2011-05-16"),  # 15 May 2011 was a Sunday
    "close": ("2011-06-16", "2011-06-30", "2011-06-30"),
}


def phase_rule(phase: str) -> PhaseRule:
    assert KIPO_2010.opened is not None
    rule = KIPO_2010.opened.rules.phase(phase)
    assert rule is not None
    return rule


@pytest.mark.parametrize("phase", GOLDEN)
def test_the_windows_of_2010_are_these(phase: str) -> None:
    window = window_of(KIPO_2010, phase_rule(phase), Phase())
    assert (window.opens.isoformat(), window.due.isoformat(), window.closes.isoformat()) == GOLDEN[phase]


def test_the_tasks_of_the_final_evaluation_have_days_of_their_own() -> None:
    final = phase_rule("final")
    days = {it.task: deadline(KIPO_2010, final, it, Phase()).isoformat() for it in final.tasks}
    assert days["submit-self-report"] == "2010-12-15"
    assert days["rate-competency-first"] == "2010-12-31"
    assert days["rate-competency-second"] == "2011-01-10"


def test_a_moved_phase_moves_every_task() -> None:
    moved = Phase(moved=(date(2010, 12, 1), date(2011, 1, 31)))
    final = phase_rule("final")
    assert deadline(KIPO_2010, final, final.task("submit-self-report"), moved) == date(2011, 1, 31)


def test_until_31_december_means_before_1_january_in_seoul() -> None:
    assert end_of(date(2010, 12, 31), SEOUL) == datetime(2010, 12, 31, 15, 0, tzinfo=UTC)
    assert day_of(datetime(2010, 12, 31, 14, 59, 59, tzinfo=UTC), SEOUL) == date(2010, 12, 31)
    assert day_of(datetime(2010, 12, 31, 15, 0, tzinfo=UTC), SEOUL) == date(2011, 1, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Y-02-last", date(2010, 2, 28)),
        ("Y-06-30", date(2010, 6, 30)),
        ("Y+1-01-10", date(2011, 1, 10)),
        ("Y+2-02-last", date(2012, 2, 29)),
    ],
)
def test_a_day_of_the_year_is_written_relative_to_it(text: str, day: date) -> None:
    assert resolve(text, 2010) == day


def test_february_is_as_long_as_the_year_makes_it() -> None:
    assert resolve("Y-02-last", 2028) == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["31 March", "Y-3-31", "Y+3-01-01", "2010-03-31", ""])
def test_anything_else_is_no_day_of_a_year(text: str) -> None:
    with pytest.raises(ValueError, match="day of a performance year"):
        resolve(text, 2010)


def test_public_holidays_come_in_order_with_the_version_that_knew_them() -> None:
    version, days = public_holidays("KR", [2010, 2011])
    assert version.startswith("holidays ")
    assert version.endswith(" KR")
    assert list(days) == sorted(days)
    assert {date(2010, 2, 15), date(2010, 3, 1), date(2011, 1, 1), date(2010, 12, 25)} <= set(days)


days = st.dates(date(2010, 1, 1), date(2011, 6, 30))
working = WorkingDays(frozenset(office.HOLIDAYS))


@given(days)
def test_a_day_moves_to_the_next_working_day_and_no_further(day: date) -> None:
    moved = working.on_or_after(day)
    assert working.is_working(moved)
    assert not any(working.is_working(day + timedelta(n)) for n in range((moved - day).days))


@given(days, st.integers(0, 30))
def test_working_days_forth_and_back_are_the_same_day(day: date, count: int) -> None:
    start = working.on_or_after(day)
    assert working.shifted(working.shifted(start, count), -count) == start


@given(days, days, st.integers(-30, 30))
def test_a_later_day_never_shifts_to_an_earlier_one(one: date, other: date, count: int) -> None:
    earlier, later = sorted((one, other))
    assert working.shifted(earlier, count) <= working.shifted(later, count)


@given(st.sampled_from(office.RULES.phases), st.integers(1950, 2100), st.integers(0, 60), st.integers(0, 60))
def test_a_window_is_ordered_and_standing_still_never_shortens_it(
    rule: PhaseRule, year: int, still: int, longer: int
) -> None:
    cycle = Cycle(opened=office.opened_cycle(year=year))
    window, stretched = (window_of(cycle, rule, Phase(stood_still=it)) for it in (still, still + longer))
    assert window.begins < window.falls_due <= window.ends
    assert (window.due, window.closes) <= (stretched.due, stretched.closes)
    assert stretched.opens == window.opens


@given(st.datetimes(datetime(2010, 1, 1), datetime(2011, 12, 31)), days)  # noqa: DTZ001 - the zone follows
def test_every_moment_lies_in_exactly_one_of_before_during_and_after_a_day(naive: datetime, day: date) -> None:
    moment = naive.replace(tzinfo=UTC)
    one_day = Window(day, day, day, SEOUL)
    during = one_day.begins <= moment < one_day.ends
    assert during == (day_of(moment, SEOUL) == day)
    assert start_of(day, SEOUL) == one_day.begins
