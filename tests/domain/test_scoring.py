"""The arithmetic of scores, pinned to the printed numbers: 96.30, 92.5 and 95.74."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.yaml_files import read_rules
from domain.rules import Aspects
from domain.scoring.competency import Rating, competency_score
from domain.scoring.organisation import Scored, indicator_score, organisation_score
from domain.scoring.proof import CENT, Score, half_up
from domain.scoring.sources import RULES as SOURCES
from domain.scoring.total import Composed, compose
from tests.support.tables import SIXTEEN, T1, T2

KIPO = read_rules("kipo-2010")
D = Decimal


def scored(code: str, weight: str, score: str, position: int = 1) -> Scored:
    return Scored(code, D(weight), D(score), D(score), D(score), position)


def bureau(scorecard: dict[str, tuple[str, str]]) -> Score:
    results = [scored(code, weight, score, n) for n, (code, (weight, score)) in enumerate(scorecard.items(), 1)]
    return organisation_score("IPPB", results, KIPO.aspects)


def competency(*evaluators: int) -> Score:
    names = ("first", "second")
    ratings = [Rating(names[n], {it: D(row[n]) for it, row in T2.items()}, n + 20) for n in evaluators]
    return competency_score(ratings, KIPO.competency, KIPO.competency_scale)


def points(what: str, value: str) -> Score:
    return Score(what, D(value), "S1-109", parts=(Score("credit", D(value), "S1-109", position=30),))


def director_general(organisation: Score) -> Composed:
    attitude = Score("attitude", D(5), "S1-108", position=25)
    scores = {"bureau": organisation, "competency": competency(0, 1), "attitude": attitude}
    return compose(KIPO.profiles["bureau-head"], {**scores, "mileage": points("mileage", "0.2")})


def value(composed: Composed, component: str) -> Decimal:
    score = composed.components[component]
    assert score is not None
    return score.value


def total(composed: Composed) -> Decimal:
    assert composed.total is not None
    return composed.total.value


# Golden numbers


def test_t1_the_bureau_scores_96_30_with_a_weight_of_82() -> None:
    assert sum(D(weight) for weight, _ in T1.values()) == 100
    assert (len(T1), sum(D(weight) for weight, _ in SIXTEEN.values())) == (19, 82)
    assert bureau(SIXTEEN).value == D("79.5")
    assert bureau(T1).value == D("96.30")


@pytest.mark.parametrize(
    ("code", "converted"), [("nationwide", "7.6"), ("sme-competency", "4.5"), ("transactions", "4.7")]
)
def test_t1_converted_scores_stay_exact(code: str, converted: str) -> None:
    assert bureau({code: T1[code]}).value == D(converted)


def test_t2_the_evaluators_give_93_and_92_and_the_mean_is_92_5() -> None:
    assert (competency(0).value, competency(1).value, competency(0, 1).value) == (D(93), D(92), D("92.5"))


def test_t3_the_total_is_95_74() -> None:
    composed = director_general(bureau(T1))
    expected = {"bureau": "67.41", "competency": "23.13", "attitude": "5", "mileage": "0.2", "special": "0"}
    assert {name: value(composed, name) for name in composed.components} == {k: D(v) for k, v in expected.items()}
    assert total(composed) == D("95.74")


def test_a_gpec_adjustment_from_95_to_85_makes_it_95_18() -> None:
    adjusted = director_general(bureau({**T1, "nationwide": ("8", "85")}))
    assert (value(adjusted, "bureau"), total(adjusted)) == (D("66.85"), D("95.18"))


# The wrong implementations of domain 5.6, each of which gives another number

ORGANISATION, COMPETENCY, REST = D("96.3"), D("92.5"), D("5.2")


def in_decimal(rounding: str) -> Decimal:
    parts = (ORGANISATION * D("0.7"), COMPETENCY * D("0.25"))
    return sum((part.quantize(CENT, rounding=rounding) for part in parts), REST)


def in_floats() -> Decimal:
    return D(str(round(96.3 * 0.7 + 92.5 * 0.25 + 5 + 0.2, 2)))


def with_normalised_weights() -> Decimal:
    return half_up((ORGANISATION / D("1.05")).quantize(CENT) * D("0.7")) + half_up(COMPETENCY * D("0.25")) + REST


@pytest.mark.parametrize(
    ("wrong", "result"),
    [
        (lambda: in_decimal(ROUND_HALF_EVEN), "95.73"),
        (lambda: in_decimal(ROUND_DOWN), "95.73"),
        (in_floats, "95.73"),
        (with_normalised_weights, "92.53"),
    ],
    ids=["banker's", "truncation", "floats", "normalised"],
)
def test_every_wrong_way_to_round_gives_another_total(wrong: Callable[[], Decimal], result: str) -> None:
    assert wrong() == D(result)
    assert wrong() != total(director_general(bureau(T1))) == in_decimal(ROUND_HALF_UP)


def test_5_1_half_up_and_bankers_rounding_differ_for_1250_of_10001_scores() -> None:
    quarters = [D(cents) / 100 * D("0.25") for cents in range(10_001)]
    different = [it for it in quarters if half_up(it) != it.quantize(CENT, rounding=ROUND_HALF_EVEN)]
    assert len(different) == 1_250
    assert D("92.50") * D("0.25") in different


# Laws

scores = st.decimals(0, 100, places=2)
weights = st.decimals("0.01", 100, places=2)
Row = tuple[Decimal, Decimal, Decimal, Decimal]
cards = st.lists(st.tuples(weights, scores, scores, scores), max_size=4)
halves = Aspects(planning=D(25), execution=D(25), achievement=D(50))


@given(st.decimals(0, 100, places=4))
def test_half_up_is_off_by_half_a_cent_at_most_and_never_below_a_tie(exact: Decimal) -> None:
    rounded = half_up(exact)
    assert -D("0.005") < rounded - exact <= D("0.005")


@given(cards)
def test_the_order_of_indicators_does_not_matter(rows: list[Row]) -> None:
    card = [Scored(f"I-{n}", *row, position=n) for n, row in enumerate(rows)]
    orders = [organisation_score("U", order, halves) for order in permutations(card)]
    assert all(it == orders[0] for it in orders)


@given(scores, scores, scores)
def test_an_indicator_lies_between_its_aspects(planning: Decimal, execution: Decimal, achievement: Decimal) -> None:
    score = indicator_score(Scored("I", D(100), planning, execution, achievement, 1), halves)
    assert min(planning, execution, achievement) <= score.value <= max(planning, execution, achievement)


@given(cards)
def test_a_unit_scores_the_sum_of_its_indicators_by_weight(
    rows: list[Row],
) -> None:
    card = [Scored(f"I-{n}", *row, position=n) for n, row in enumerate(rows)]
    unit = organisation_score("U", card, halves)
    assert unit.value == sum((it.weight * indicator_score(it, halves).value / 100 for it in card), D(0))


points_of = st.fixed_dictionaries(dict.fromkeys(("bureau", "department", "individual", "competency"), scores))
few = st.decimals(0, 5, places=2)


@given(st.sampled_from(sorted(KIPO.profiles)), points_of, few, few, few)
def test_a_total_is_the_exact_sum_of_components_that_were_rounded_once(
    profile: str, given_to: dict[str, Decimal], attitude: Decimal, mileage: Decimal, special: Decimal
) -> None:
    rules, bonuses = KIPO.profiles[profile], {"mileage": mileage, "special": special}
    composed = compose(rules, {n: Score(n, v, "") for n, v in {**given_to, "attitude": attitude, **bonuses}.items()})
    weighted = [half_up(score * getattr(rules, name) / 100) for name, score in given_to.items()]
    assert total(composed) == sum((*weighted, attitude, mileage, special), D(0))


@given(scores, scores)
def test_a_better_result_never_makes_a_smaller_total(one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other))
    totals = [total(director_general(Score("organisation/U", it, "weighted-sum"))) for it in (worse, better)]
    assert totals == sorted(totals)


def test_k16_what_is_missing_makes_the_total_unknown_never_smaller() -> None:
    composed = compose(KIPO.profiles["bureau-head"], {"bureau": bureau(T1)})
    assert composed.total is None
    assert composed.missing() == ["competency", "attitude"]


def test_a_component_of_no_points_is_not_waited_for() -> None:
    assert set(director_general(bureau(T1)).components) == {"bureau", "competency", "attitude", "mileage", "special"}


def test_totals_may_exceed_100() -> None:
    best = {"bureau": Score("o", D(100), "weighted-sum"), "competency": Score("c", D(100), "evaluator-mean")}
    full = {**best, "attitude": Score("attitude", D(5), "S1-108"), "special": points("special", "5")}
    assert total(compose(KIPO.profiles["bureau-head"], full)) == 105


# Proofs


def test_f2_a_total_names_every_event_it_rests_on() -> None:
    composed = director_general(bureau(T1))
    assert composed.total is not None
    assert composed.total.positions() == [*range(1, 22), 25, 30]


def test_a_proof_survives_being_stored() -> None:
    proof = director_general(bureau(T1)).total
    assert proof is not None
    assert Score.from_data(proof.as_data()) == proof


def rules_in(score: Score) -> set[str]:
    return {score.rule}.union(*(rules_in(part) for part in score.parts))


def test_every_rule_a_proof_names_is_explained_in_both_languages() -> None:
    proof = director_general(bureau(T1)).total
    assert proof is not None
    assert rules_in(proof) <= set(SOURCES)
    assert all(it.ko and it.en for it in SOURCES.values())
