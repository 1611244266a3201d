"""Rule sets in layers: a file says only what differs from the one it extends."""

from __future__ import annotations

from typing import Any

import pytest

from domain.layers import Change, changes, merge


def phase(name: str, opens: str, *tasks: str) -> dict[str, Any]:
    return {"phase": name, "opens": opens, "due": "Y-12-31", "tasks": [{"task": it, "by": "self"} for it in tasks]}


BELOW: dict[str, Any] = {
    "id": "law",
    "name": "the law",
    "approval": {"approver": "somebody"},
    "cap": 5,
    "shares": {"plan": 20, "result": 80},
    "remind": [-5, -1],
    "phases": [phase("plan", "Y-02-01", "write", "read"), phase("final", "Y-12-01", "rate")],
}


def merged(**on_top: Any) -> dict[str, Any]:
    return merge(BELOW, {"id": "own", **on_top})


def phases(**on_top: Any) -> list[str]:
    return [it["phase"] for it in merged(**on_top)["phases"]]


def tasks(*on_top: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = merged(phases=[{"phase": "plan", "tasks": list(on_top)}])["phases"][0]["tasks"]
    return found


def test_what_is_not_mentioned_stays() -> None:
    assert merged()["phases"] == BELOW["phases"]
    assert merged()["cap"] == 5


@pytest.mark.parametrize("name", ["name", "approval"])
def test_a_name_and_an_approval_are_for_one_file_only(name: str) -> None:
    assert name not in merged()
    assert merged(**{name: "own"})[name] == "own"


def test_mappings_are_merged_by_key() -> None:
    assert merged(shares={"plan": 30})["shares"] == {"plan": 30, "result": 80}


def test_another_list_replaces_the_one_below() -> None:
    assert merged(remind=[-2])["remind"] == [-2]


def test_null_drops_a_key() -> None:
    assert "cap" not in merged(cap=None)
    assert merged(shares={"plan": None})["shares"] == {"result": 80}


def test_a_phase_is_changed_by_its_id() -> None:
    changed = merged(phases=[{"phase": "final", "due": "Y-12-20"}])["phases"]
    assert changed == [BELOW["phases"][0], {**BELOW["phases"][1], "due": "Y-12-20"}]


def test_phases_stand_in_the_order_in_which_they_open() -> None:
    assert phases(phases=[phase("interim", "Y-06-16")]) == ["plan", "interim", "final"]
    assert phases(phases=[{"phase": "plan", "opens": "Y+1-01-01"}]) == ["final", "plan"]


def test_a_phase_whose_day_is_none_is_kept_to_be_refused() -> None:
    assert phases(phases=[{"phase": "plan", "opens": "never"}]) == ["final", "plan"]


def test_a_phase_or_a_task_is_removed_by_its_id() -> None:
    assert phases(phases=[{"phase": "plan", "remove": True}]) == ["final"]
    assert [it["task"] for it in tasks({"task": "write", "remove": True})] == ["read"]


def test_a_task_is_changed_by_its_id() -> None:
    assert tasks({"task": "read", "by": "second"})[1] == {"task": "read", "by": "second"}


def test_a_new_task_follows_the_one_before_it_in_its_file_and_otherwise_comes_last() -> None:
    sign = {"task": "sign", "by": "first"}
    assert [it["task"] for it in tasks(sign)] == ["write", "read", "sign"]
    assert [it["task"] for it in tasks({"task": "write"}, sign)] == ["write", "sign", "read"]
    assert [it["task"] for it in tasks({"task": "write", "remove": True}, sign)] == ["sign", "read"]


def test_a_list_whose_items_have_no_id_replaces_and_is_refused_when_the_whole_is_validated() -> None:
    assert merged(phases=[{"opens": "Y-01-01"}])["phases"] == [{"opens": "Y-01-01"}]
    assert merged(phases="none")["phases"] == "none"


def test_rules_that_are_the_same_do_not_differ() -> None:
    assert list(changes(BELOW, merged(id="law", name="the law", approval=BELOW["approval"]))) == []


def test_differences_are_named_by_field_and_id() -> None:
    after = merged(name="own", cap=None, shares={"plan": 30}, phases=[{"phase": "final", "grace": 2}])
    assert list(changes(BELOW, after)) == [
        ("id", "law", "own"),
        ("name", "the law", "own"),
        ("approval", {"approver": "somebody"}, None),
        ("cap", 5, None),
        ("shares.plan", 20, 30),
        ("phases.final.grace", None, 2),
    ]


def test_a_phase_that_is_only_in_one_is_one_difference() -> None:
    after = merged(id="law", name="the law", approval=BELOW["approval"], phases=[{"phase": "plan", "remove": True}])
    assert list(changes(BELOW, after)) == [Change("phases.plan", BELOW["phases"][0], None)]


def test_a_name_in_two_languages_is_one_thing() -> None:
    before, after = {"ko": "법", "en": "law"}, {"ko": "법률", "en": "law"}
    assert list(changes({"name": before}, {"name": after})) == [("name", before, after)]


def test_another_order_is_a_difference() -> None:
    one, two = {"task": "one"}, {"task": "two"}
    found = list(changes({"tasks": [one, two]}, {"tasks": [two, one]}))
    assert found == [("tasks", ["one", "two"], ["two", "one"])]


@pytest.mark.parametrize(
    ("before", "after"),
    [([1], [1, 2]), ([{"a": 1}], [{"b": 1}]), ([{"a": 1}, {"a": 1}], [{"a": 1}]), ([{"a": 1}], [])],
)
def test_lists_whose_items_have_no_names_differ_as_a_whole(before: Any, after: Any) -> None:
    assert list(changes({"days": before}, {"days": after})) == [("days", before, after)]
