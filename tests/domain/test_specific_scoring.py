"""The arithmetic of the specific evaluation: worked examples, and laws that hold for any ballots."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.yaml_files import read_rules
from domain.scoring.proof import Score
from domain.scoring.specific import Panelled, area_score, ballot_score, result_score
from domain.specific_rules import AdditionRule, AreaRule, ItemRule, SpecificRules, specific_problems
from tests.support.office import label
from tests.support.specific import AREAS, SPECIFIC_RULES

core, pr = AREAS
HUNDRED = Decimal(100)
points = st.decimals(0, 100, places=2)
ballots = st.dictionaries(
    st.sampled_from("abcdefgh"), st.fixed_dictionaries({"policy": points, "targets": points}), min_size=1
)


def marks(policy: str, targets: str) -> dict[str, Decimal]:
    return {"policy": Decimal(policy), "targets": Decimal(targets)}


def panelled(*pairs: tuple[str, str], trim: int = 0) -> Panelled:
    return area_score(core, {f"v{n}": marks(*it) for n, it in enumerate(pairs, 1)}, trim)


def test_a_ballot_is_the_weighted_sum_of_its_items() -> None:
    made = ballot_score(core, "v1", marks("70", "80.5"))
    assert (made.value, [it.weight for it in made.parts]) == (Decimal("76.3"), [Decimal(40), Decimal(60)])


def test_an_area_is_the_mean_of_its_ballots_rounded_once() -> None:
    made = panelled(("80", "80"), ("80", "80"), ("81", "81"))
    assert (made.score.value, made.score.rounding) == (Decimal("80.33"), "half-up, 2 places")


@pytest.mark.parametrize(
    ("trim", "score", "out"),
    [(0, "75.00", ()), (1, "80.00", ("v1", "v4")), (2, "75.00", ())],
    ids=["none", "one at each end", "nobody would be left"],
)
def test_the_highest_and_the_lowest_are_left_out(trim: int, score: str, out: tuple[str, ...]) -> None:
    made = panelled(("50", "50"), ("79", "79"), ("81", "81"), ("90", "90"), trim=trim)
    assert (made.score.value, made.trimmed) == (Decimal(score), out)


@pytest.mark.parametrize(("distance", "far"), [("10.00", []), ("9.99", ["v1", "v2"])])
def test_a_ballot_is_far_beyond_the_distance_and_not_at_it(distance: str, far: list[str]) -> None:
    assert panelled(("70", "70"), ("90", "90")).far(Decimal(distance)) == far


def leaf(area: str, value: Decimal) -> Score:
    return Score(f"area/{area}", value, "panel-mean")


def total(first: Decimal, second: Decimal, **added: str) -> Decimal:
    scores = {"core": leaf("core", first), "pr": leaf("pr", second)}
    extra = {name: Decimal(it) for name, it in added.items()}
    return result_score(AREAS, scores, HUNDRED, extra, SPECIFIC_RULES.additions).value


def test_a_result_is_the_exact_sum_of_rounded_parts_and_additions() -> None:
    assert total(Decimal("80.33"), Decimal("90.01")) == Decimal("48.20") + Decimal("36.00")
    assert total(Decimal("80.33"), Decimal("90.01"), proactive="1.5") == Decimal("85.70")


def test_a_scale_of_ten_counts_like_one_of_a_hundred() -> None:
    scores = {"core": leaf("core", Decimal(8)), "pr": leaf("pr", Decimal(9))}
    assert result_score(AREAS, scores, Decimal(10), {}).value == Decimal("84.00")


@given(ballots, st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_ballots_is_irrelevant(
    given_ballots: dict[str, dict[str, Decimal]], dice: object, trim: int
) -> None:
    shuffled = list(given_ballots.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert area_score(core, dict(shuffled), trim) == area_score(core, given_ballots, trim)


@given(ballots, st.integers(0, 3))
def test_an_area_lies_between_its_lowest_and_its_highest_ballot(
    given_ballots: dict[str, dict[str, Decimal]], trim: int
) -> None:
    made = area_score(core, given_ballots, trim)
    cent = Decimal("0.01")
    assert min(made.ballots.values()) - cent <= made.score.value <= max(made.ballots.values()) + cent


@given(points, points, points)
def test_a_result_never_falls_when_an_area_rises(one: Decimal, other: Decimal, second: Decimal) -> None:
    low, high = sorted((one, other))
    assert total(low, second) <= total(high, second)
    assert total(second, low) <= total(second, high)


@given(points)
def test_equal_areas_give_their_own_score(value: Decimal) -> None:
    assert abs(total(value, value) - value) <= Decimal("0.01")


@pytest.mark.parametrize("rules", ["kr-2010", "kr-2026", "kipo-2010"])
def test_the_shipped_weights_sum_to_a_hundred(rules: str) -> None:
    shipped = read_rules(rules).specific
    assert len(shipped.areas) == 7
    assert sum(it.weight for it in shipped.areas) == HUNDRED
    assert all(sum(it.weight for it in area.items) == HUNDRED for area in shipped.areas)
    core_task = shipped.areas[0].items
    assert [it.phase for it in core_task] == [it for it in ("planning", "implementation", "result") for _ in range(2)]


def test_2010_publishes_all_results_and_2026_the_excellent_only() -> None:
    assert [read_rules(it).specific.publication for it in ("kr-2010", "kr-2026")] == ["full", "excellent"]


def item(weight: int, name: str = "i") -> ItemRule:
    return ItemRule(item=name, name=label(name), weight=Decimal(weight))


def area(weight: int, *items: ItemRule, name: str = "a") -> AreaRule:
    return AreaRule(area=name, name=label(name), weight=Decimal(weight), items=items)


@pytest.mark.parametrize(
    ("areas", "wrong"),
    [
        ([area(100, item(100))], []),
        ([area(99, item(100))], ["rules.weights-sum"]),
        ([area(100, item(99))], ["rules.weights-sum"]),
        ([area(50, item(100)), area(50, item(100))], ["rules.given-twice"]),
        ([area(100, item(50), item(50))], ["rules.given-twice"]),
        ([], []),
    ],
    ids=["whole", "areas", "items", "area twice", "item twice", "no evaluation"],
)
def test_rules_whose_weights_do_not_sum_to_a_hundred_are_refused(areas: list[AreaRule], wrong: list[str]) -> None:
    assert [it.code for it in specific_problems(SpecificRules(areas=tuple(areas)))] == wrong


def test_an_addition_stands_once() -> None:
    twice = AdditionRule(addition="p", name=label("p"), most=Decimal(1))
    assert [it.code for it in specific_problems(SpecificRules(additions=(twice, twice)))] == ["rules.given-twice"]
