"""``sacho rules``: what a rule set says, how two differ, and whether a file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.yaml_files import RULESETS, read_rules
from tests.cli.conftest import Type

OWN = "id: own\nextends: kr-2010\nname: {ko: 우리 규칙, en: Our rules}\n"


def test_the_rule_sets_that_ship_are_listed_with_their_hashes(sacho: Type) -> None:
    listed = {it["id"]: it for it in sacho("rules", "list", "--json").data["rules"]}
    assert set(listed) == {path.stem for path in RULESETS.glob("*.yaml")}
    kipo = listed["kipo-2010"]
    assert (kipo["extends"], kipo["effective_from"], kipo["approved"]) == ("kr-2010", "2010-01-01", True)
    assert all(it in sacho("rules", "list").out for it in listed)


def test_a_rule_set_is_shown_whole(sacho: Type) -> None:
    shown = sacho("rules", "show", "kipo-2010", "--json").data
    kipo = read_rules("kipo-2010")
    assert (shown.pop("hash"), shown) == (kipo.hash(), kipo.model_dump(mode="json"))


@pytest.mark.parametrize(("language", "owner"), [("ko", "by 1차 평가자"), ("en", "by first evaluator")])
def test_an_operator_reads_days_tasks_owners_and_weights(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, language: str, owner: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    told = sacho("rules", "show", "kipo-2010").out
    for field in ("planning 20", "bureau 70", "opens Y-12-01", "due Y+1-01-10", "rate-attitude", owner):
        assert field in told


def test_every_field_that_a_rule_set_gives_is_shown(sacho: Type) -> None:
    told = sacho("rules", "show", "kr-2010").out
    given = read_rules("kr-2010").model_dump(mode="json", exclude_defaults=True)
    assert [it for it in given if it not in told and it not in ("id", "name")] == []


def test_two_rule_sets_are_compared_field_by_field(sacho: Type) -> None:
    data = sacho("rules", "diff", "kr-2010", "kipo-2010", "--json").data
    assert (data["before"], data["after"]) == ("kr-2010", "kipo-2010")
    changes = {it["field"]: (it["before"], it["after"]) for it in data["changes"]}
    assert changes["profiles.staff.attitude"] == ("0", "5")
    assert changes["phases.final.tasks.rate-attitude"][0] is None
    told = sacho("rules", "diff", "kr-2010", "kipo-2010").out
    assert "profiles.staff.attitude\n  - 0\n  + 5\n" in told


def test_a_rule_set_does_not_differ_from_itself(sacho: Type) -> None:
    assert sacho("rules", "diff", "kr-2010", "kr-2010", "--json").data["changes"] == []
    assert "the same" in sacho("rules", "diff", "kr-2010", "kr-2010").out


def test_a_file_that_holds_is_told_with_its_hash_and_what_it_lacks(sacho: Type, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    said = sacho("rules", "validate", path, "--json")
    assert (said.code, said.data["ok"], said.data["rules"]["hash"]) == (0, True, read_rules(str(path)).hash())
    assert "no approval" in sacho("rules", "validate", path).out


def test_all_that_is_wrong_with_a_file_is_told_with_line_and_reason(
    sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN + "bonus_cap: much\nsurprise: 1\n", encoding="utf-8")
    said = sacho("rules", "validate", path, "--json")
    assert (said.code, said.data["ok"]) == (1, False)
    found = [(it["file"], it["line"], it["field"]) for it in said.data["problems"]]
    assert found == [("own.yaml", 4, "bonus_cap"), ("own.yaml", 5, "surprise")]
    assert [it["code"] for it in said.data["problems"]] == ["input.invalid", "input.unknown-field"]
    monkeypatch.setenv("SACHO_LANG", "ko")
    told = sacho("rules", "validate", path)
    assert told.code == 1
    assert "own.yaml:4  bonus_cap  숫자가 아님" in told.out
    assert "own.yaml:5  surprise  없는 항목" in told.out


@pytest.mark.parametrize(
    ("language", "reason"),
    [("ko", "합이 110입니다. 100이어야 합니다"), ("en", "is 110, it must be 100")],
)
def test_what_does_not_hold_together_is_told_in_both_languages_with_its_code(
    sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, reason: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN + "aspects: {planning: 30}\n", encoding="utf-8")
    monkeypatch.setenv("SACHO_LANG", language)
    told = sacho("rules", "validate", path).out
    assert "own.yaml:4  aspects  " in told
    assert reason in told
    assert "rules.aspects-sum" in told
