"""Relative grades: quotas for any number of people, ties that no lot decides, nobody worse for the alphabet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.messages import Label
from domain.scoring.grades import Candidate, Ranking, Tie, rank
from domain.scoring.quotas import Scale, accepts, places
from tests.support.office import GRADES, quota

KR = read_rules("kr-2010").grading
SENIOR = KR.scales["senior"]  # 20 cap, rest 4:3, 10 minimum for the two lowest
NEAR = Decimal("0.10")
PLAIN = Scale.model_validate({"quotas": GRADES})  # 20 cap, rest 3:4, 10 minimum
RATIOS = Scale.model_validate(
    {"quotas": (quota("S", "ratio", 20), quota("A", "rest", 3), quota("B", "rest", 4), quota("C", "ratio", 10))}
)


def scale(*quotas: dict[str, object]) -> Scale:
    return Scale.model_validate({"quotas": quotas})


def person(name: str, total: str, *breakers: str, forced: bool = False) -> Candidate:
    return Candidate(person=name, total=Decimal(total), breakers=tuple(map(Decimal, breakers)), forced=forced)


def people(*totals: str) -> list[Candidate]:
    """Return p01, p02 ... with *totals*."""
    return [person(f"p{number:02}", total) for number, total in enumerate(totals, 1)]


def ranked(candidates: list[Candidate], of: Scale = PLAIN, **more: Any) -> Ranking:
    return rank(of, candidates, NEAR, **more)


def grades(of: Ranking) -> dict[str, str]:
    return {it.person: it.grade for it in of.placed}


TEN = ("99", "98", "97", "96", "95", "94", "93", "92", "91", "90")  # S S A A A B B B B C


# How many of a pool

TABLE = {
    5: (1, 1, 2, 1),
    8: (1, 3, 3, 1),
    10: (2, 3, 4, 1),
    12: (2, 3, 5, 2),
    15: (3, 4, 6, 2),
    20: (4, 6, 8, 2),
    25: (5, 7, 10, 3),
    37: (7, 11, 15, 4),
    100: (20, 30, 40, 10),
    930: (186, 279, 372, 93),
}


@pytest.mark.parametrize(("n", "expected"), TABLE.items())
def test_a_cap_is_floored_a_minimum_is_ceiled_and_the_rest_is_shared(n: int, expected: tuple[int, ...]) -> None:
    assert tuple(places(PLAIN, n).values()) == expected


@pytest.mark.parametrize(("n", "expected"), [(3, (1, 1, 1, 0)), (8, (2, 2, 3, 1)), (12, (2, 4, 5, 1))])
def test_a_ratio_is_rounded_half_up(n: int, expected: tuple[int, ...]) -> None:
    assert tuple(places(RATIOS, n).values()) == expected


@pytest.mark.parametrize("n", range(5))
def test_in_a_pool_that_is_too_small_nobody_must_be_lowest(n: int) -> None:
    counts = places(PLAIN, n, waive_minimums=True)
    assert (counts["C"], sum(counts.values())) == (0, n)


def test_in_a_pool_that_is_too_small_a_ratio_puts_nobody_lowest_either() -> None:
    assert places(RATIOS, 8)["C"] == 1
    assert places(RATIOS, 8, waive_minimums=True)["C"] == 0


def test_in_a_pool_of_none_there_is_no_place() -> None:
    assert set(places(PLAIN, 0).values()) == {0}
    assert ranked([]).placed == ()


# The distribution of 2008

IN_2008 = {"excellent": 184, "great": 367, "good": 280, "poor": 97, "very-poor": 2}


def test_the_distribution_of_2008_keeps_the_quotas_of_senior_officials() -> None:
    assert sum(IN_2008.values()) == 930
    assert accepts(SENIOR, IN_2008) == []


@pytest.mark.parametrize(
    ("moved", "broken"),
    [
        ({"excellent": 186, "great": 365}, []),
        ({"excellent": 187, "great": 364}, ["excellent"]),
        ({"good": 286, "poor": 91}, []),
        ({"good": 287, "poor": 90}, ["poor"]),
        ({"good": 377, "poor": 0}, ["poor"]),
        ({"excellent": 200, "great": 351, "good": 377, "poor": 0}, ["excellent", "poor"]),
    ],
)
def test_what_breaks_a_cap_or_a_minimum_is_named(moved: dict[str, int], broken: list[str]) -> None:
    changed = {**IN_2008, **moved}
    assert sum(changed.values()) == 930
    assert accepts(SENIOR, changed) == broken


@given(st.integers(0, 2000))
def test_what_the_places_say_keeps_the_quotas(n: int) -> None:
    assert accepts(SENIOR, places(SENIOR, n)) == []


# Ranking, and ties


def test_people_are_graded_by_their_totals() -> None:
    assert "".join(grades(ranked(people(*TEN))).values()) == "SSAAABBBBC"


def test_what_breaks_a_tie_ranks_before_anything_is_decided() -> None:
    found = ranked([person("a", "90", "60", "20"), person("b", "90", "61", "10"), person("c", "90", "60", "21")])
    assert [(it.person, it.rank) for it in found.placed] == [("b", 1), ("c", 2), ("a", 3)]


def test_equals_across_a_cap_go_down_together() -> None:
    found = ranked(people("99", "98", "98", *TEN[3:]))
    assert "".join(grades(found).values()) == "SAAAABBBBC"
    assert found.ties == ()
    assert [it.rank for it in found.placed[:4]] == [1, 2, 2, 4]


def test_when_all_who_could_be_best_are_equals_nobody_is() -> None:
    assert "S" not in grades(ranked(people("99", "99", "99", *TEN[3:]))).values()


def test_equals_across_a_line_between_middle_grades_go_up_together() -> None:
    found = ranked(people(*TEN[:4], "94", "94", *TEN[6:]))
    assert "".join(grades(found).values()) == "SSAAAABBBC"


def test_equals_across_a_minimum_are_referred_and_keep_no_grade_by_lot() -> None:
    found = ranked(people(*TEN[:7], "90", "90", "90"))
    assert found.ties == (Tie(persons=("p08", "p09", "p10"), upper=2, above="B", below="C"),)


def test_equals_whom_the_line_does_not_divide_are_not_referred() -> None:
    assert ranked(people(*TEN[:7], "91", "91", "90")).ties == ()


def test_a_decided_tie_is_a_tie_no_more() -> None:
    equals = people(*TEN[:7], "90", "90", "90")
    found = ranked(equals, chosen={"p08": 2, "p09": 1, "p10": 1})
    assert found.ties == ()
    assert grades(found)["p08"] == "C"
    assert [grades(found)[name] for name in ("p09", "p10")] == ["B", "B"]


def test_who_are_equals_keep_one_rank_when_a_tie_was_decided() -> None:
    found = ranked(people(*TEN[:7], "90", "90", "90"), chosen={"p08": 2, "p09": 1, "p10": 1})
    assert {it.rank for it in found.placed if it.total == 90} == {8}


def test_with_everybody_equal_the_committee_says_who_is_lowest() -> None:
    tie = ranked(people(*["90"] * 10)).ties[0]
    assert (len(tie.persons), tie.upper, tie.below) == (10, 9, "C")


# Forced lowest


def test_who_is_put_lowest_by_decision_counts_into_the_quota() -> None:
    totals = people(*TEN)
    found = ranked([totals[0].model_copy(update={"forced": True}), *totals[1:]])
    assert grades(found)["p01"] == "C"
    assert grades(found)["p10"] == "B"
    assert sorted(grades(found).values()) == sorted("SSAAABBBBC")


def test_more_put_lowest_than_the_quota_take_places_from_the_bottom_up() -> None:
    totals = people(*TEN)
    found = ranked([*(it.model_copy(update={"forced": True}) for it in totals[7:]), *totals[:7]])
    assert sorted(grades(found).values()) == sorted("SSAAABBCCC")


def test_the_grade_of_senior_officials_that_only_a_decision_gives() -> None:
    totals = people(*TEN)
    found = ranked([*totals[:9], totals[9].model_copy(update={"forced": True})], SENIOR)
    given = grades(found)
    assert (given["p10"], given["p09"]) == ("very-poor", "good")
    assert "very-poor" not in grades(ranked(totals, SENIOR)).values()


def test_a_decided_place_has_no_margin() -> None:
    found = ranked([person("a", "99", forced=True), *people(*TEN)])
    assert next(it for it in found.placed if it.person == "a").margin is None


# Boundary cases


def test_the_margin_is_the_distance_to_the_nearest_cut() -> None:
    found = {it.person: it for it in ranked(people("99", "98.05", "98", *TEN[3:])).placed}
    assert (found["p02"].margin, found["p03"].margin) == (Decimal("0.05"), Decimal("0.05"))
    assert [name for name, it in found.items() if it.boundary] == ["p02", "p03"]
    assert found["p01"].margin == Decimal(1)


def test_without_a_cut_there_is_no_margin() -> None:
    only = scale(quota("A", "rest", 1))
    assert [it.margin for it in ranked(people("90", "80"), only).placed] == [None, None]


# Scales that make no sense


@pytest.mark.parametrize(
    ("quotas", "why"),
    [
        ((quota("S", "cap", 20), quota("C", "minimum", 80)), "the rest"),
        ((quota("S", "cap", 20), quota("A", "rest", 1), quota("C", "minimum", 80)), "sum to 100"),
        ((quota("S", "cap", 0), quota("A", "rest", 1)), "share above 0"),
        ((quota("A", "rest", 1), quota("A", "rest", 1)), "given once"),
        ((quota("X", "forced"), quota("A", "rest", 1)), "only the last"),
    ],
)
def test_a_scale_must_hold_together(quotas: tuple[dict[str, object], ...], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        scale(*quotas)


def test_a_scale_says_what_is_better() -> None:
    assert SENIOR.is_better("excellent", "poor")
    assert not SENIOR.is_better("poor", "poor")
    assert SENIOR.lowest == "very-poor"
    assert SENIOR.quotas[0].name == Label(ko="매우우수", en="Excellent")


# Laws: for any scale and any pool

shares = st.decimals("0.5", 40, places=1)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    top = draw(st.sampled_from(["cap", "ratio", "rest"]))
    bottom = draw(st.sampled_from(["minimum", "ratio", "rest"]))
    quotas = [
        {**quota("S", top), "share": draw(shares)},
        {**quota("A", "rest"), "share": draw(shares)},
        {**quota("B", "rest"), "share": draw(shares)},
        {**quota("C", bottom), "share": draw(shares)},
    ]
    return scale(*quotas, *([quota("D", "forced")] if draw(st.booleans()) else []))


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    scores = draw(st.lists(st.tuples(st.integers(80, 90), st.integers(0, 1), st.booleans()), max_size=25))
    return [
        person(f"p{number}", str(total), str(breaker), forced=forced and number % 3 == 0)
        for number, (total, breaker, forced) in enumerate(scores)
    ]


@given(scales(), st.integers(0, 3000), st.booleans())
def test_the_places_sum_to_the_pool(of: Scale, n: int, waive: bool) -> None:
    counts = places(of, n, waive_minimums=waive)
    assert sum(counts.values()) == n
    assert min(counts.values()) >= 0


@given(scales(), st.integers(0, 3000))
def test_for_any_scale_the_places_keep_every_quota(of: Scale, n: int) -> None:
    assert accepts(of, places(of, n)) == []


@given(scales(), st.integers(0, 3000))
def test_where_minimums_are_waived_the_caps_hold(of: Scale, n: int) -> None:
    minimums = {it.grade for it in of.quotas if it.kind == "minimum"}
    assert set(accepts(of, places(of, n, waive_minimums=True))) <= minimums


@given(scales(), pools())
def test_everybody_is_placed_once_and_ranks_follow_the_totals(of: Scale, pool: list[Candidate]) -> None:
    found = ranked(pool, of)
    assert sorted(it.person for it in found.placed) == sorted(it.person for it in pool)
    keys = {it.person: it.key for it in pool}
    for one in found.placed:
        assert one.rank == 1 + sum(key > keys[one.person] for key in keys.values())


@given(scales(), pools())
def test_nobody_with_more_has_less_and_equals_have_the_same(of: Scale, pool: list[Candidate]) -> None:
    found = ranked(pool, of)
    tied = {name for tie in found.ties for name in tie.persons}
    free = [it for it in pool if not it.forced]
    given_to, order = grades(found), of.grades()
    for one in free:
        for other in free:
            if one.key > other.key:
                assert order.index(given_to[one.person]) <= order.index(given_to[other.person])
            if one.key == other.key and one.person not in tied:
                assert given_to[one.person] == given_to[other.person]


@given(scales(), pools(), st.randoms())
def test_the_order_in_which_people_are_listed_changes_nothing(of: Scale, pool: list[Candidate], random: Any) -> None:
    shuffled = list(pool)
    random.shuffle(shuffled)
    one, other = ranked(pool, of), ranked(shuffled, of)
    assert {it.person: it for it in one.placed} == {it.person: it for it in other.placed}
    assert (one.ties, one.counts) == (other.ties, other.counts)


@given(pools())
def test_a_cap_is_never_exceeded(pool: list[Candidate]) -> None:
    best = [it for it in ranked(pool).placed if it.grade == "S"]
    assert len(best) * 5 <= len(pool)
