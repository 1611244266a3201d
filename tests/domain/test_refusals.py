"""Every refusal: a stable code, a sentence in both languages, and a test that meets it."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import activities.yaml_files  # noqa: F401 - defines refusals
import domain.parsing  # noqa: F401 - as above, and so does every aggregate it imports
import exchange.refusals  # noqa: F401 - as above
from domain.refusals import Refusal

ROOT = Path(__file__).parents[2]


def every_refusal(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for child in kind.__subclasses__():
        yield child
        yield from every_refusal(child)


OURS = ("domain.", "activities.", "exchange.")
REFUSALS = sorted((it for it in every_refusal() if it.__module__.startswith(OURS)), key=lambda it: it.code)


def test_codes_are_unique() -> None:
    codes = [it.code for it in REFUSALS]
    assert len(codes) == len(set(codes)) > 40


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda it: it.code)
def test_a_refusal_speaks_both_languages_about_the_same_facts(refusal: type[Refusal]) -> None:
    assert refusal.ko != refusal.en
    assert any("가" <= letter <= "힣" for letter in refusal.ko)
    assert not any("가" <= letter <= "힣" for letter in refusal.en)
    assert placeholders(refusal.en) == {name.removesuffix("_ko") for name in placeholders(refusal.ko)}
    assert refusal.ko.isprintable()
    assert refusal.en.isprintable()


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda it: it.code)
def test_every_refusal_is_met_by_a_test(refusal: type[Refusal]) -> None:
    """``then_refused`` and ``refused`` also format both sentences with the facts that were raised."""
    assert refusal.__name__ in met_in_tests()


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@cache
def met_in_tests() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in {"then_refused", "refused", "then_once", "problem"}:
                given = [*node.args, *(it.value for it in node.keywords if it.arg == "again")]
                found |= {it.id for it in given if isinstance(it, ast.Name)}
    return found


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
