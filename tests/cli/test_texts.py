from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from cli.texts import AREAS, TEXTS, language_of
from cli.voice import name_of
from domain.phase_rules import TaskRule
from domain.roles import FOUR_EYES

SOURCES = sorted(Path(__file__).parents[2].joinpath("cli").glob("*.py"))
SPEAKING = {"say": "", "has": "", "pair": "", "Trouble": "refusal.", "table": "column.", "_draw_table": ""}
BY_OTHER_WAYS = (
    "refusal.",
    "remedy.",
    "help.",
    "example.",
    "option.",
    "verify.",
    "check.",
    "what.",
    "misuse.",
)  # named by data


def used_keys() -> Iterator[tuple[str, str]]:
    """Yield every literal key in the sources, and the beginning of every computed one followed by ``*``."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING:
                before = SPEAKING[node.func.id]
                arguments = node.args if node.func.id == "table" else node.args[:1]
                yield from ((path.name, f"{before}{key}") for it in arguments for key in literals(it))


def literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=first, orelse=second):
            yield from literals(first)
            yield from literals(second)
        case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
            yield f"{beginning}*"


@pytest.mark.parametrize("key", TEXTS)
def test_every_text_has_both_languages_and_the_same_facts(key: str) -> None:
    ko, en = TEXTS[key]
    assert bool(ko) == bool(en)
    facts = [{name for _, name, _, _ in string.Formatter().parse(text) if name is not None} for text in (ko, en)]
    assert facts[0] == facts[1]


def test_every_key_that_is_used_has_a_text() -> None:
    used = set(used_keys())
    assert len(used) > 100
    missing = [
        (file, key)
        for file, key in used
        if not (any(it.startswith(key[:-1]) for it in TEXTS) if key.endswith("*") else key in TEXTS)
    ]
    assert missing == []


def test_no_text_stands_in_two_areas() -> None:
    assert sum(len(area.TEXTS) for area in AREAS) == len(TEXTS)


def test_every_text_is_used() -> None:
    used = {key for _, key in used_keys()}
    computed = (*(key[:-1] for key in used if key.endswith("*")), *BY_OTHER_WAYS, "column.")
    assert [key for key in TEXTS if key not in used and not key.startswith(computed)] == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "SACHO_LANG": "en"}, "en"),
        ({"SACHO_LANG": "ko"}, "ko"),
        ({"SACHO_LANG": "fr", "LANG": "ko_KR.UTF-8"}, "ko"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_locale_s(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize("role", sorted(FOUR_EYES))
def test_every_role_that_decides_has_a_name(role: str) -> None:
    assert f"role.{role}" in TEXTS


def test_whatever_a_task_may_be_about_has_a_word_for_its_address() -> None:
    assert {f"tasks.of.{of}" for of in get_args(TaskRule.model_fields["of"].annotation)} <= set(TEXTS)


@pytest.mark.parametrize("key", TEXTS)
def test_after_a_fact_both_particles_stand(key: str) -> None:
    assert not re.search(r"\}['\")]*(은|는|을|를|와|과|로|으로)(?=[ .,])", TEXTS[key][0])


def test_a_name_is_looked_for_where_its_bearer_is_and_an_unknown_id_shows_itself() -> None:
    both = {"U1": "Ms One", "KIPO/U1": "First Bureau", "2010/KIPO/U1": "a rate"}
    names = {key: {"ko": name, "en": name} for key, name in both.items()}
    assert [name_of(names, "U1", *it) for it in ((), ("KIPO",), ("2010/KIPO",))] == list(both.values())
    assert [name_of(names, "U1", "MOE"), name_of(names, "U2", "KIPO"), name_of(names, None)] == ["Ms One", "U2", "–"]
