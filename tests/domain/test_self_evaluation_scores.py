"""Laws of the arithmetic of a self-evaluation, and of its rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.scoring.self_evaluation import measure_score, weighted
from domain.self_evaluation_rules import SelfEvaluationRules
from tests.support.office import label
from tests.support.self_evaluation import SELF

points = st.decimals(0, 100, places=2)


@given(st.lists(points, min_size=1, max_size=9))
def test_a_mean_lies_between_what_was_given_and_has_two_places(scores: list[Decimal]) -> None:
    mean = measure_score("m", Decimal(100), scores).value
    assert min(scores) <= mean <= max(scores)
    assert mean == mean.quantize(Decimal("0.01"))


@given(st.lists(points, min_size=1, max_size=9), st.randoms())
def test_the_order_of_members_does_not_matter(scores: list[Decimal], dice: Any) -> None:
    mixed = dice.sample(scores, len(scores))
    assert measure_score("m", Decimal(1), mixed).value == measure_score("m", Decimal(1), scores).value


@given(points, st.integers(1, 99))
def test_equal_scores_weigh_to_themselves(score: Decimal, weight: int) -> None:
    parts = [measure_score(it, Decimal(w), [score]) for it, w in (("a", weight), ("b", 100 - weight))]
    assert weighted("s", parts).value == score


CATEGORY: dict[str, Any] = {"category": "c", "name": label("c"), "weight": 100}
PART = {"part": "p", "name": label("p"), "sector": "s"}
BAND = {"name": label("g")}


@pytest.mark.parametrize(
    "rules",
    [
        {"categories": [{**CATEGORY, "weight": 99, "parts": [PART]}]},
        {"categories": [{**CATEGORY, "parts": []}]},
        {"categories": [{**CATEGORY, "parts": [PART, PART]}]},
        {"bands": [{**BAND, "grade": "a", "least": 90}]},
        {"bands": [{**BAND, "grade": "a", "least": 0}, {**BAND, "grade": "b", "least": 90}]},
    ],
    ids=["weights", "no part", "part twice", "no last band", "rising bands"],
)
def test_rules_that_do_not_hold_together_are_refused(rules: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SelfEvaluationRules.model_validate(rules)


def test_a_part_is_found_with_its_category() -> None:
    part = SELF.part("r-and-d")
    assert part is not None
    assert part.sector == "spending-programmes"
    category = SELF.category_of("r-and-d")
    assert category is not None
    assert category.category == "financial-performance"
    assert SELF.part("weather") is None
    assert SELF.category_of("weather") is None
