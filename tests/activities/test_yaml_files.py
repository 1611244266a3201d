"""Rule sets and cases as YAML: exact decimals, keys given once, mistakes with their line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from activities.yaml_files import RULESETS, NoSuchFile, NoSuchRules, NotARuleSet, NotYaml, read_rules, read_yaml
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
    refused(Path("nope"), NoSuchRules, rules=True, name="nope", known="kipo-2010")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "given.yaml"
    path.write_bytes(b"name: \xff\xfe")
    refused(path, NotYaml, line="?")


def test_a_wrong_rule_is_refused_with_field_and_line(tmp_path: Path) -> None:
    shipped = (RULESETS / "kipo-2010.yaml").read_text(encoding="utf-8")
    number = next(n for n, it in enumerate(shipped.splitlines(), 1) if it.startswith("rounding:"))
    wrong = written(tmp_path, shipped.replace("rounding: half-up", "rounding: half-even"))
    refused(wrong, NotARuleSet, rules=True, field="rounding", line=number)


def test_weights_that_do_not_sum_are_refused(tmp_path: Path) -> None:
    shipped = (RULESETS / "kipo-2010.yaml").read_text(encoding="utf-8")
    wrong = written(tmp_path, shipped.replace("achievement: 60", "achievement: 65"))
    refused(
        wrong, NotARuleSet, rules=True, problem="aspects: planning + execution + achievement is 105, it must be 100"
    )


@pytest.mark.parametrize("path", sorted(RULESETS.glob("*.yaml")), ids=lambda it: it.stem)
def test_every_rule_set_that_ships_is_valid(path: Path) -> None:
    assert read_rules(path.stem).phases
