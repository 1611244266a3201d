"""Rule sets and cases as YAML: exact decimals, keys given once, mistakes with their line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from activities.yaml_files import (
    RULESETS,
    NoSuchFile,
    NoSuchRules,
    NotARuleSet,
    NotYaml,
    check_rules,
    read_rules,
    read_yaml,
)
from domain.refusals import Refusal
from tests.support.spec import require_sentences


def written(folder: Path, text: str) -> Path:
    path = folder / "given.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path, expected: type[Refusal], *, rules: bool = False, **facts: object) -> None:
    with pytest.raises(Refusal) as caught:
        read_rules(str(path)) if rules else read_yaml(path)
    assert (type(caught.value), caught.value.code) == (expected, expected.code)
    assert {name: caught.value.facts[name] for name in facts} == facts
    require_sentences(caught.value)


def test_a_decimal_is_read_exactly(tmp_path: Path) -> None:
    assert read_yaml(written(tmp_path, "score: 0.1\nwhole: 7\n")) == {"score": Decimal("0.1"), "whole": 7}


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    refused(tmp_path / "lost.yaml", NoSuchFile, file="lost.yaml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [", 3),
        ("a: 1\nb: 2\na: 3\n", 3),
        ("a: .inf.", None),
        (f"a: 1\nvalue: {'9' * 5_000}", 2),
        (f"a: [1, -{'9' * 5_000}]", 1),
        ("day: 2010-13-45", 1),
        ("a: \x07", "?"),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int | str | None) -> None:
    if line is None:
        assert read_yaml(written(tmp_path, text)) == {"a": ".inf."}
    else:
        refused(written(tmp_path, text), NotYaml, line=line)


def test_the_rule_sets_that_ship_are_named_when_one_is_not_found() -> None:
    refused(Path("nope"), NoSuchRules, rules=True, name="nope", known="kipo-2010, kr-2010, kr-2026")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "given.yaml"
    path.write_bytes(b"name: \xff\xfe")
    refused(path, NotYaml, line="?")


def test_a_wrong_rule_is_refused_with_field_and_line(tmp_path: Path) -> None:
    shipped = (RULESETS / "kr-2010.yaml").read_text(encoding="utf-8")
    number = next(n for n, it in enumerate(shipped.splitlines(), 1) if it.startswith("rounding:"))
    wrong = written(tmp_path, shipped.replace("rounding: half-up", "rounding: half-even"))
    refused(wrong, NotARuleSet, rules=True, field="rounding", line=number)


def test_weights_that_do_not_sum_are_refused(tmp_path: Path) -> None:
    shipped = (RULESETS / "kr-2010.yaml").read_text(encoding="utf-8")
    wrong = written(tmp_path, shipped.replace("achievement: 60", "achievement: 65"))
    number = next(n for n, it in enumerate(shipped.splitlines(), 1) if it.startswith("aspects:"))
    problem = "planning + execution + achievement is 105, it must be 100"
    refused(wrong, NotARuleSet, rules=True, field="aspects", line=number, problem=problem)


@pytest.mark.parametrize("path", sorted(RULESETS.glob("*.yaml")), ids=lambda it: it.stem)
def test_every_rule_set_that_ships_is_valid(path: Path) -> None:
    assert read_rules(path.stem).phases


def test_the_rules_of_kipo_are_its_own_model_on_top_of_what_holds_for_all() -> None:
    below, kipo = read_rules("kr-2010"), read_rules("kipo-2010")
    assert (kipo.id, kipo.extends, below.extends) == ("kipo-2010", "kr-2010", None)
    assert kipo.phase_ids() == below.phase_ids()
    assert (len(below.competency), len(kipo.competency)) == (1, 10)
    final = kipo.phase("final")
    assert final is not None
    assert [it.task for it in final.tasks][-3:] == ["rate-competency-second", "rate-attitude", "rate-goals"]


def test_a_file_extends_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(OWN, encoding="utf-8")
    top = written(tmp_path, "id: own\nextends: house.yaml\nname: {ko: 방, en: room}\nbonus_cap: 3\n")
    rules = read_rules(str(top))
    assert (rules.extends, rules.name.en, int(rules.bonus_cap)) == ("house.yaml", "room", 3)
    assert rules.phases == read_rules("kr-2010").phases


OWN = "id: own\nextends: kr-2010\nname: {ko: 집, en: house}\n"


def problems(folder: Path, text: str) -> list[tuple[str, int, str, str]]:
    rules, found = check_rules(str(written(folder, text)))
    assert rules is None
    return [(it.file, it.line, it.field, it.en) for it in found]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    phase = "phases:\n  - phase: final\n    grace: 99\n    tasks:\n      - task: rate-goals\n        to: me\n"
    wrong = "bonus_cap: much\n" + phase
    assert [it[:3] for it in problems(tmp_path, OWN + wrong)] == [
        ("given.yaml", 4, "bonus_cap"),
        ("given.yaml", 7, "phases.final.grace"),
        ("given.yaml", 10, "phases.final.tasks.rate-goals.to"),
    ]


def test_all_that_does_not_hold_together_is_told_at_once(tmp_path: Path) -> None:
    wrong = "aspects: {planning: 30}\nprofiles:\n  staff: {attitude: 9}\n"
    assert problems(tmp_path, OWN + wrong) == [
        ("given.yaml", 4, "aspects", "planning + execution + achievement is 110, it must be 100"),
        ("given.yaml", 6, "profiles.staff", "the points sum to 109, they must sum to 100"),
    ]


def test_what_is_wrong_below_is_told_with_the_file_below(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(OWN + "bonus_cap: much\n", encoding="utf-8")
    top = "id: top\nextends: house.yaml\nname: {ko: 방, en: room}\nplaces: 3\n"
    assert [it[:3] for it in problems(tmp_path, top)] == [("given.yaml", 4, "places"), ("house.yaml", 4, "bonus_cap")]


def test_dropping_what_is_not_there_is_refused(tmp_path: Path) -> None:
    wrong = "bonus_cpa: null\nphases:\n  - {phase: finl, remove: true}\n"
    found = problems(tmp_path, OWN + wrong)
    assert {it[:3] for it in found} >= {("given.yaml", 4, "bonus_cpa"), ("given.yaml", 6, "phases.finl.remove")}


def test_a_reason_is_given_in_korean_too(tmp_path: Path) -> None:
    _, found = check_rules(str(written(tmp_path, OWN + "surprise: 1\n")))
    assert [it.ko for it in found] == ["없는 항목"]


def test_a_file_that_rests_on_itself_is_refused(tmp_path: Path) -> None:
    circle = written(tmp_path, "id: own\nextends: given.yaml\n")
    refused(circle, NotARuleSet, rules=True, field="extends", line=2, problem="it extends itself")


def test_a_file_on_top_of_nothing_is_refused(tmp_path: Path) -> None:
    refused(written(tmp_path, "id: own\nextends: lost.yaml\n"), NoSuchRules, rules=True, name="lost.yaml")


def test_a_list_is_no_rule_set(tmp_path: Path) -> None:
    refused(written(tmp_path, "- id: own\n"), NotARuleSet, rules=True, problem="it must be a mapping")


def test_the_example_of_the_documentation_holds(tmp_path: Path) -> None:
    example = Path("docs/rules.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    rules = read_rules(str(written(tmp_path, example)))
    assert rules.governs(2027)
    assert (rules.phase("plan-amendment"), int(rules.profiles["staff"].department)) == (None, 40)
    interim = rules.phase("interim")
    assert interim is not None
    assert (interim.grace, interim.remind, interim.tasks[0].consequence) == (3, (-3,), None)
