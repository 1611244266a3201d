"""Targets, rates, forecasts and signals: the numbers of the worked examples, as tables."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.messages import Label
from domain.planning import FORMULAS, Formula, Planning
from domain.scoring.achievement import achievement, has_rate, rate
from domain.scoring.forecast import forecast
from domain.scoring.gaming import denominator_shift, formula_drift, last_weeks_surge, target_below_history
from domain.scoring.proof import half_up
from domain.scoring.targets import Direction, Judged, Scale, judge, target_by_rule

D = Decimal
RULES = Planning()
SAMPLE = Planning(sigma="sample")
SATISFACTION = (D("70.1"), D("71.5"), D("72.4"))
ERRORS = (D("2.1"), D("1.7"), D("1.4"))
PERCENT: Scale = (D(0), D(100))


def formula(name: str) -> Formula:
    found = RULES.formula(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("results", "direction", "population", "sample"),
    [
        (SATISFACTION, "up", "73.35", "73.56"),
        (ERRORS, "down", "1.11", "1.05"),
    ],
)
def test_s1_83_a_target_is_last_years_result_moved_by_the_standard_deviation(
    results: tuple[Decimal, ...], direction: Direction, population: str, sample: str
) -> None:
    targets = [target_by_rule(results, direction, rules) for rules in (RULES, SAMPLE)]
    assert [str(it.value) for it in targets if it] == [population, sample]


def test_a_target_tells_what_it_was_computed_from() -> None:
    found = target_by_rule(SATISFACTION, "up", RULES)
    assert found is not None
    assert [(it.what, half_up(it.value), it.weight) for it in found.parts] == [
        ("previous", D("72.40"), None),
        ("sigma", D("0.95"), D(1)),
    ]


def test_only_the_past_three_years_count() -> None:
    assert target_by_rule((D(1), *SATISFACTION), "up", RULES) == target_by_rule(SATISFACTION, "up", RULES)


def test_a_target_stays_on_its_scale() -> None:
    found = target_by_rule((D(96), D(98), D(99)), "up", RULES, PERCENT)
    assert found is not None
    assert found.value == 100


@pytest.mark.parametrize(
    ("chosen", "results", "direction", "judged"),
    [
        ("73.35", SATISFACTION, "up", "meets"),
        ("73.3", SATISFACTION, "up", "meets"),  # rounded to one place, as the results are
        ("73.2", SATISFACTION, "up", "easier"),
        ("80", SATISFACTION, "up", "meets"),
        ("1.11", ERRORS, "down", "meets"),
        ("1.1", ERRORS, "down", "meets"),
        ("1.2", ERRORS, "down", "easier"),
        ("73.35", SATISFACTION[1:], "up", "baseline-building"),
        ("73.35", (), "up", "baseline-building"),
        ("50", (D(50), D(50), D(50)), "up", "easier"),  # never varied: a step beyond it is needed
        ("50.1", (D(50), D(50), D(50)), "up", "meets"),
        ("49.9", (D(50), D(50), D(50)), "down", "meets"),
        ("100", (D(100), D(100), D(100)), "up", "meets"),  # there is nothing beyond the scale's end
    ],
)
def test_a_chosen_target_is_held_against_the_rule(
    chosen: str, results: tuple[Decimal, ...], direction: Direction, judged: Judged
) -> None:
    assert judge(D(chosen), results, direction, RULES, PERCENT) == judged


@pytest.mark.parametrize(
    ("name", "actual", "target", "expected"),
    [
        ("down-linear", "1.2", "1.3", "107.69"),
        ("down-ratio", "1.2", "1.3", "108.33"),
        ("down-linear", "1.4", "1.3", "92.31"),
        ("down-ratio", "1.4", "1.3", "92.86"),
        ("down-linear", "0", "1.3", "200.00"),
        ("milestone", "42", "70", "60.00"),
        ("up-ratio", "57.4", "59.3", "96.80"),
        ("rubric", "5", "5", "100.00"),
        ("rubric", "1", "5", "60.00"),
        ("difference", "-1", "-3", "102.00"),
        ("difference", "2", "0", "102.00"),
    ],
)
def test_the_rate_of_achievement(name: str, actual: str, target: str, expected: str) -> None:
    found = rate(formula(name), D(actual), D(target))
    assert found is not None
    assert str(half_up(found)) == expected


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        ("20", "8", "60.0"),  # minutes at the border: nationals in and out, foreigners in and out
        ("17", "7", "58.8"),
        ("43", "17", "60.5"),
        ("22", "9.8", "55.5"),  # months of a patent examination
        ("12", "8", "33.3"),  # days of a tax investigation
        ("2.3", "1.2", "47.8"),  # errors of examination in percent
    ],
)
def test_t7_what_became_shorter_is_better_by_the_printed_percent(before: str, after: str, printed: str) -> None:
    found = rate(formula("down-linear"), D(after), D(before))
    assert found is not None
    assert (found - 100).quantize(D("0.1"), ROUND_HALF_UP) == D(printed)


def test_a_difference_falls_where_less_is_better() -> None:
    assert rate(formula("difference"), D(2), D(0), "down") == 98


def test_what_counts_is_capped_and_the_uncapped_rate_is_kept() -> None:
    found = achievement(formula("down-linear"), D("1.2"), D("1.3"), RULES.cap)
    assert found is not None
    assert (found.value, half_up(found.parts[0].value)) == (D(100), D("107.69"))


def test_nothing_counts_less_than_nothing() -> None:
    found = achievement(formula("down-linear"), D(4), D("1.3"), RULES.cap)
    assert found is not None
    assert found.value == 0


@pytest.mark.parametrize("name", ["up-ratio", "down-linear", "down-ratio", "milestone"])
def test_a_ratio_to_nothing_says_nothing(name: str) -> None:
    assert not has_rate(formula(name), D(0))
    assert achievement(formula(name), D(1), D(0), RULES.cap) is None


@pytest.mark.parametrize("level", ["0", "6", "2.5"])
def test_a_rubric_has_whole_levels(level: str) -> None:
    assert rate(formula("rubric"), D(level), D(5)) is None


def test_formulas_hold_together() -> None:
    name = Label(ko="가", en="a")
    with pytest.raises(ValidationError, match="an id of its own"):
        Planning(formulas=(FORMULAS[0], FORMULAS[0]))
    with pytest.raises(ValidationError, match="only a rubric"):
        Planning(formulas=(Formula(formula="up", kind="up-ratio", levels=(D(1),), name=name),))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({1: "55.2", 2: "57.4"}, "61.80"),
        ({1: "10", 2: "20", 3: "30"}, "40.00"),
        ({1: "10", 2: "10", 3: "13"}, "14.00"),
        ({1: "10", 3: "30"}, "40.00"),  # a missing quarter
        ({1: "10", 4: "11"}, "11"),  # the year is over
    ],
)
def test_a_forecast_is_a_straight_line_to_the_years_end(values: dict[int, str], expected: str) -> None:
    found = forecast({period: D(value) for period, value in values.items()}, 4)
    assert found is not None
    assert str(found.value) == expected


@pytest.mark.parametrize("values", [{}, {1: D(5)}])
def test_one_value_makes_no_line(values: dict[int, Decimal]) -> None:
    assert forecast(values, 4) is None


@given(start=st.integers(-500, 500), step=st.integers(-50, 50), count=st.integers(2, 3))
def test_what_lies_on_a_line_is_foreseen_exactly(start: int, step: int, count: int) -> None:
    values = {period: D(start + step * period) for period in range(1, count + 1)}
    found = forecast(values, 4)
    assert found is not None
    assert found.value == start + step * 4


@pytest.mark.parametrize(
    ("target", "last", "direction", "signalled"),
    [
        ("72", "72.4", "up", True),
        ("72.4", "72.4", "up", False),
        ("1.5", "1.4", "down", True),
        ("1.3", "1.4", "down", False),
    ],
)
def test_a_target_easier_than_last_years_result_is_a_signal(
    target: str, last: str, direction: Direction, *, signalled: bool
) -> None:
    assert (target_below_history(D(target), D(last), direction) is not None) == signalled


def test_without_a_past_result_no_target_is_below_it() -> None:
    assert target_below_history(D(1), None, "up") is None


def test_another_formula_than_last_year_is_a_signal() -> None:
    found = formula_drift({"formula": "up-ratio", "unit": "%"}, {"formula": "difference", "unit": "%"})
    assert found is not None
    assert found.facts == {"formula": "difference -> up-ratio"}
    assert formula_drift({"unit": "%"}, {"unit": "%", "formula": "x"}) is None


@pytest.mark.parametrize(
    ("denominators", "signalled"), [(["100", "90"], False), (["100", "89"], True), (["100", "105", "120"], True)]
)
def test_a_denominator_that_moves_is_a_signal(denominators: list[str], *, signalled: bool) -> None:
    assert (denominator_shift([D(it) for it in denominators], RULES) is not None) == signalled


@pytest.mark.parametrize(
    ("days", "signalled"),
    [
        ([(3, 1), (12, 18), (12, 31)], True),
        ([(3, 1), (12, 17), (12, 31)], False),  # 17 December is not yet in the last 14 days
        ([(12, 30), (12, 31)], False),  # too few to say
    ],
)
def test_evidence_of_the_last_weeks_is_a_signal(days: list[tuple[int, int]], *, signalled: bool) -> None:
    found = last_weeks_surge([date(2010, *day) for day in days], date(2010, 12, 31), RULES)
    assert (found is not None) == signalled
