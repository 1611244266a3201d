"""The rules of what follows for bodies: each number within its bounds, and no grade that nobody can have."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.follow_up import POOR_RESULTS, BudgetRules, FollowUpRules, ProgrammeRules, ResultOf, grade_problems
from domain.scoring.programme import ceiling_of
from tests.support.office import label

KNOWN: dict[ResultOf, list[str]] = {"self-evaluation": ["good", "poor"], "specific-evaluation": ["best", "worst"]}


def holds(rules: type[Any], **fields: Any) -> bool:
    try:
        rules.model_validate(fields)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("rules", "field", "least", "most", "step"),
    [
        (FollowUpRules, "plan_days", 1, 366, 1),
        (ProgrammeRules, "every", 1, 10, 1),
        (BudgetRules, "years_ahead", 1, 5, 1),
        (BudgetRules, "keep", Decimal("0.01"), 100, Decimal("0.01")),
    ],
)
def test_a_number_is_taken_from_its_least_to_its_most(
    rules: type[Any], field: str, least: Any, most: Any, step: Any
) -> None:
    assert [holds(rules, **{field: it}) for it in (least - step, least, most, most + step)] == [
        False,
        True,
        True,
        False,
    ]


def item(points: str, name: str = "a") -> dict[str, Any]:
    return {"item": name, "name": label(name), "points": points}


@pytest.mark.parametrize(("points", "whole"), [("39.99", False), ("40", True), ("40.01", False)])
def test_the_checklist_is_worth_a_hundred_points(points: str, whole: bool) -> None:
    assert holds(ProgrammeRules, checklist=[item("60"), item(points, "b")]) is whole


def level(name: str, least: str) -> dict[str, Any]:
    return {"level": name, "name": label(name), "at_least": least}


@pytest.mark.parametrize(("better", "holding"), [("0.01", True), ("0", False), ("-0.01", False)])
def test_each_level_begins_above_the_next(better: str, holding: bool) -> None:
    assert holds(ProgrammeRules, levels=[level("up", better), level("down", "0")]) is holding


@pytest.mark.parametrize(("last", "holding"), [("0", True), ("0.01", False)])
def test_the_last_level_takes_everything(last: str, holding: bool) -> None:
    assert holds(ProgrammeRules, levels=[level("up", "60"), level("down", last)]) is holding


@given(
    keep=st.decimals("0.01", 100, places=2),
    more=st.decimals("0.01", 100, places=2),
    base=st.decimals(0, 10**6, places=2),
)
def test_rules_that_keep_more_never_leave_less(keep: Decimal, more: Decimal, base: Decimal) -> None:
    low, high = sorted((keep, more))
    less, enough = (ceiling_of("cut", base, BudgetRules(keep=it)) for it in (low, high))
    assert less is not None
    assert enough is not None
    assert 0 <= less <= enough <= base


# Grades from which something follows


def rules(poor: ResultOf | None = None, rewarded: ResultOf | None = None, *grades: str) -> FollowUpRules:
    said: dict[str, Any] = {"title": label("review"), "remedy": "organisation-review", "grades": grades}
    drawn = {POOR_RESULTS[poor]: said} if poor else {}
    return FollowUpRules.model_validate({"drawn": drawn, "rewarded": {rewarded: grades} if rewarded else {}})


@pytest.mark.parametrize("of", ["self-evaluation", "specific-evaluation"])
def test_every_grade_that_there_is_may_be_named(of: ResultOf) -> None:
    assert list(grade_problems(rules(of, of, *KNOWN[of]), KNOWN)) == []


@pytest.mark.parametrize(("of", "other"), [("self-evaluation", "best"), ("specific-evaluation", "poor")])
def test_a_grade_of_the_other_evaluation_is_none_of_this_one(of: ResultOf, other: str) -> None:
    found = list(grade_problems(rules(of, of, other), KNOWN))
    assert [it.field for it in found] == [f"follow_up.drawn.{POOR_RESULTS[of]}", f"follow_up.rewarded.{of}"]
    assert {it.code for it in found} == {"rules.no-grade"}


def test_where_there_are_no_grades_nothing_can_follow_from_one() -> None:
    none: dict[ResultOf, list[str]] = {"self-evaluation": [], "specific-evaluation": []}
    assert len(list(grade_problems(rules("self-evaluation", None, "poor"), none))) == 1
    assert list(grade_problems(FollowUpRules(), none)) == []


@pytest.mark.parametrize("name", ["kr-2010", "kipo-2010", "kr-2026"])
def test_of_the_rules_that_ship_no_grade_is_both_poor_and_rewarded(name: str) -> None:
    them = read_rules(name).follow_up
    for of, kind in POOR_RESULTS.items():
        assert them.drawn[kind].grades
        assert them.rewarded[of]
        assert not set(them.drawn[kind].grades) & set(them.rewarded[of])
