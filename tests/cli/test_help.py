from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from cli.command import ENTRIES
from cli.main import HOMES, load
from tests.cli.conftest import Type

for _name in HOMES:
    load(_name)
COMMANDS = sorted({*HOMES, *ENTRIES})


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_that_fits(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    said = sacho(*command.split(), "--help")
    assert said.code == 0
    assert re.search(rf"^ *(\S+=\S+ )?sacho {command}\b", said.out, re.MULTILINE)
    assert ("이 도움말" in said.out) is (language == "ko")
    assert all(cell_len(line) <= 80 for line in said.out.splitlines())


@pytest.mark.parametrize("command", sorted(set(ENTRIES) - {"tasks"}))
def test_every_command_speaks_json_and_takes_a_database(sacho: Type, command: str) -> None:
    told = sacho(*command.split(), "--help").out
    assert "--json" in told
    assert "--database" in told


def test_sacho_alone_lists_all_commands(sacho: Type) -> None:
    said = sacho("--help")
    assert said.code == 0
    assert all(re.search(rf"^│ {name} ", said.out, re.MULTILINE) for name in HOMES)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("width", [79, 80, 81, 97, 100])
def test_no_line_of_the_list_loses_a_letter(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    assert "…" not in sacho("--help").out


@pytest.mark.parametrize(
    ("line", "ko", "en"),
    [
        ("nonsense", "'nonsense'(이)라는 명령은 없습니다.", "There is no command 'nonsense'."),
        ("finding", "비슷한 것: 'findings'", "Did you mean 'findings'?"),
        ("findings KIPO", "'KIPO'은(는) 이 명령이 받지 않는 값입니다.", "This command takes no 'KIPO'."),
        ("explain 2010 --specific", "'--specific'에 값이 빠졌습니다.", "'--specific' needs a value."),
        ("tasks --limit x", "'--limit' 값: 정수로 적으십시오", "'--limit': Write a whole number"),
        ("tasks --limit 0", "'--limit' 값: 1 이상으로 적으십시오", "'--limit': Write 1 or more"),
        ("ballot a/1/1 maybe", "고를 것: 'for', 'against', 'abstain'", "none of 'for', 'against', 'abstain'"),
        ("specific 20", "'YEAR' 값: '20'은 연도가 아닙니다.", "'YEAR': '20' is no year."),
    ],
)
def test_misuse_is_told_in_the_language_chosen(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, line: str, ko: str, en: str
) -> None:
    for language, words in (("ko", ko), ("en", en)):
        monkeypatch.setenv("SACHO_LANG", language)
        said = sacho(*line.split())
        assert said.code == 2
        assert words in said.err


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "scores",
        "scores abc",
        "scores 2010 --nonsense",
        "scores 2010 --as-of June",
        "replay --to 0",
        "cycle",
    ],
)
def test_misuse_ends_with_2_and_says_where_help_is(sacho: Type, line: str) -> None:
    said = sacho(*line.split())
    assert said.code == 2
    assert line == "cycle" or "--help" in said.err


def test_a_misspelt_command_is_recognised(sacho: Type) -> None:
    assert "scores" in sacho("score").err
