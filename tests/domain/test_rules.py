"""Rule sets: data that is checked when it is read, and hashed so that it cannot drift."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.rules import HUNDRED, RuleSet
from domain.scoring.quotas import places
from tests.support.office import RULES

as_data: dict[str, Any] = RULES.model_dump(mode="json")


def changed(**changes: Any) -> RuleSet:
    return RuleSet.model_validate({**as_data, **changes})


def with_phase(phase: str, **changes: Any) -> RuleSet:
    phases = [{**it, **changes} if it["phase"] == phase else it for it in as_data["phases"]]
    return changed(phases=phases)


def test_the_rules_of_the_golden_case_hold_together() -> None:
    kipo = read_rules("kipo-2010")
    assert sum(it.weight for it in kipo.competency) == HUNDRED
    assert {name: it.points() for name, it in kipo.profiles.items()} == dict.fromkeys(kipo.profiles, HUNDRED)
    head = kipo.profiles["bureau-head"]
    assert (head.bureau, head.competency, head.attitude) == (Decimal(70), Decimal(25), Decimal(5))


@pytest.mark.parametrize(
    ("of", "by"), [("unit", "self"), ("indicator", "second"), ("person", "unit-head"), ("body", "first")]
)
def test_a_task_is_owed_by_somebody_there_is(of: str, by: str) -> None:
    task = {"task": "t", "name": {"ko": "과제", "en": "task"}, "of": of, "by": by}
    with pytest.raises(ValidationError, match="cannot be owed by"):
        with_phase("talks", tasks=[task])


def test_a_right_is_no_task_of_the_same_phase() -> None:
    right = {"task": "write-note", "name": {"ko": "과제", "en": "task"}, "of": "person", "by": "first"}
    with pytest.raises(ValidationError, match="'write-note' is given 2 times"):
        with_phase("talks", rights=[right])


def test_rules_survive_being_written_and_read() -> None:
    assert changed() == RULES
    assert changed().hash() == RULES.hash()


@pytest.mark.parametrize(("year", "governed"), [(2009, False), (2010, True), (2011, True), (2012, False)])
def test_rules_govern_a_year_when_they_are_in_force_on_all_its_days(year: int, governed: bool) -> None:
    assert changed(effective_to="2011-12-31").governs(year) is governed


def test_rules_without_an_end_govern_every_year_from_their_first() -> None:
    assert (RULES.governs(2009), RULES.governs(2010), RULES.governs(9999)) == (False, True, True)


def test_any_change_changes_the_hash() -> None:
    assert changed(bonus_cap="4.99").hash() != RULES.hash()


def test_the_hash_does_not_depend_on_how_a_number_is_written() -> None:
    assert changed(bonus_cap="5.00").hash() == RULES.hash()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"aspects": {"planning": "20", "execution": "20", "achievement": "61"}}, "it must be 100"),
        ({"competency": as_data["competency"][:1]}, "they must sum to 100"),
        ({"people": {"halves": ["talks"]}}, "'talks' is no phase with the task 'rate-goals'"),
        ({"profiles": {"x": {**as_data["profiles"]["staff"], "attitude": "6"}}}, "profiles.x"),
        ({"phases": [as_data["phases"][0]] * 2}, "given 2 times"),
        ({"phases": as_data["phases"][::-1]}, "list phases by the day they open"),
        ({"rounding": "half-even"}, "half-up"),
        ({"bonus_cap": "NaN"}, "finite"),
        ({"surprise": 1}, "not permitted"),
        ({"effective_to": "2009-12-31"}, "before the first day"),
        ({"approval": {**as_data["approval"], "approver": "ada"}}, "whoever wrote the rules cannot approve them"),
        ({"approval": {**as_data["approval"], "approved_on": "2010-01-01"}}, "must be approved before"),
        ({"effective_from": None}, "must be approved before"),
    ],
)
def test_rules_that_do_not_hold_together_are_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        changed(**changes)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"opens": "Y-04-16"}, "after it is due"),
        ({"remind": [0, -5]}, "ascending order"),
        ({"remind": [0, 0]}, "ascending order"),
        ({"tasks": [as_data["phases"][3]["tasks"][0]] * 2}, "given 2 times"),
        ({"tasks": [{**as_data["phases"][3]["tasks"][0], "due": "Y-04-16"}]}, "outside the phase's window"),
        ({"tasks": [{**as_data["phases"][3]["tasks"][0], "by": "somebody"}]}, "pattern"),
        ({"due": "Y-04-31"}, "no day Y-04-31"),
        ({"grace": -1}, "greater than or equal"),
    ],
)
def test_a_phase_that_does_not_hold_together_is_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        with_phase("talks", **changes)


def test_the_rules_of_2026_govern_from_2026_on_and_rest_on_no_practice_of_2010() -> None:
    rules = read_rules("kr-2026")
    assert (rules.governs(2025), rules.governs(2026), rules.governs(2030)) == (False, True, True)
    assert rules.phase_ids() == read_rules("kr-2010").phase_ids()
    assert [it.phase for it in rules.phases if "S1-" in it.basis or "S0-" in it.basis] == []


def test_senior_officials_have_five_grades_in_2026() -> None:
    scale = read_rules("kr-2026").grading.scales["senior"]
    assert [it.name.ko for it in scale.quotas] == ["매우우수", "우수", "보통", "미흡", "매우미흡"]
    found = places(scale, 930)
    assert (found["excellent"], found["poor"], found["very-poor"]) == (186, 93, 0)


def test_staff_have_pay_rates_of_their_own_in_2026() -> None:
    pay = read_rules("kr-2026").pay
    assert [pay.rate("staff", grade) for grade in "SABC"] == [Decimal("172.5"), 125, 85, 0]
    assert [pay.rate("director", grade) for grade in "SABC"] == [15, 10, 6, 0]
    staff, senior = pay.scale_of("staff"), pay.scale_of("senior")
    assert staff is not None
    assert senior is not None
    assert list(places(staff, 100).values()) == [20, 40, 30, 10]
    assert list(places(senior, 100).values()) == [20, 30, 40, 10]
