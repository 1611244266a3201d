"""The burden of evaluation: estimates as rule-set data, counts that add up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.burden_rules import BurdenRules
from domain.scoring.burden import Load, Place, Work, data_asked, letters, summed, task_done

RULES = BurdenRules.model_validate({"task": 10, "document": 20, "request": 30, "reminder": 2, "tasks": {"report": 60}})
loads = st.builds(Load, *(st.integers(0, 10**6) for _ in range(6)))
names = st.sampled_from(["a", "b", None])
places = st.builds(Place, st.sampled_from(["KIPO", "MOE"]), names, names, names)
works = st.lists(st.builds(Work, places, loads), max_size=12)


def test_a_task_costs_what_the_rules_name_or_else_what_any_does() -> None:
    assert task_done(RULES, "report") == Load(tasks=1, minutes=60)
    assert task_done(RULES, "other") == Load(tasks=1, minutes=10)


def test_a_document_costs_besides_the_task() -> None:
    assert task_done(RULES, "report", documents=2) == Load(tasks=1, documents=2, minutes=100)


def test_a_request_costs_each_time() -> None:
    assert data_asked(RULES, again=False) == Load(requests=1, minutes=30)
    assert data_asked(RULES, again=True) == Load(requests=1, repeated=1, minutes=30)


def test_a_letter_costs_whoever_gets_one() -> None:
    assert letters(RULES, 3) == Load(reminders=3, minutes=6)
    assert letters(RULES, 0) == Load()


@pytest.mark.parametrize("wrong", [{"task": -1}, {"task": 10_001}, {"tasks": {"report": -1}}, {"hours": 1}])
def test_an_estimate_is_whole_minutes_within_reason(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BurdenRules.model_validate(wrong)


@pytest.mark.parametrize("edge", [0, 10_000])
def test_its_ends_count(edge: int) -> None:
    assert BurdenRules(task=edge).minutes_of("any") == edge


@pytest.mark.parametrize("rules", ["kr-2010", "kipo-2010", "kr-2026"])
def test_every_task_that_is_named_is_one_of_the_year(rules: str) -> None:
    given_rules = read_rules(rules)
    known = {task.task for phase in given_rules.phases for task in (*phase.tasks, *phase.rights)}
    assert set(given_rules.burden.tasks) - known == set()


def everything(them: Sequence[Work]) -> Load:
    return summed(them, lambda _: ()).get((), Load())


@given(works, works)
def test_the_sums_of_two_periods_are_the_sum_of_both(one: list[Work], other: list[Work]) -> None:
    assert everything(one + other) == everything(one) + everything(other)
    by_body = [summed(them, lambda place: place.body) for them in (one, other, one + other)]
    for body in ("KIPO", "MOE"):
        assert by_body[0].get(body, Load()) + by_body[1].get(body, Load()) == by_body[2].get(body, Load())


@given(works.flatmap(lambda them: st.tuples(st.just(them), st.permutations(them))))
def test_the_order_of_events_makes_no_difference(pair: tuple[list[Work], list[Work]]) -> None:
    assert summed(pair[0], lambda place: place) == summed(pair[1], lambda place: place)


@given(works)
def test_whatever_it_is_summed_by_nothing_is_lost_nor_counted_twice(them: list[Work]) -> None:
    for by in (lambda place: place, lambda place: place.role, lambda place: (place.body, place.unit)):
        parts = summed(them, by).values()
        assert sum(parts, Load()) == everything(them)
