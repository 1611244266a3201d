"""``sacho indicators``: a table of the year, and one indicator in full, in both languages."""

from __future__ import annotations

import pytest

from cli.plans import draw_logic
from tests.cli.conftest import Type


def test_all_indicators_are_told_by_unit(sacho: Type) -> None:
    data = sacho("indicators", 2010, "--json").data
    assert [(it["code"], it["unit"]) for it in data["indicators"]] == [
        ("I-01", "IPPB"),
        ("I-02", "IPPB"),
        ("P-01", "PROMO"),
        ("E-01", "EXAM"),
    ]


@pytest.mark.parametrize(
    ("option", "codes"),
    [(("--unit", "IPPB"), ["I-01", "I-02"]), (("--code", "P-01"), ["P-01"]), (("--body", "PMO"), [])],
)
def test_indicators_can_be_narrowed_down(sacho: Type, option: tuple[str, str], codes: list[str]) -> None:
    assert [it["code"] for it in sacho("indicators", 2010, *option, "--json").data["indicators"]] == codes


@pytest.mark.parametrize(("language", "kind"), [("ko", "대통령 지시"), ("en", "President's directive")])
def test_what_the_plan_serves_is_told_below(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, language: str, kind: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    (found,) = sacho("indicators", 2010, "--json").data["policy"]
    assert (found["body"], found["code"], found["asked"]) == ("KIPO", "D-01", True)
    assert (found["advanced_by"], found["reason"]) == ([], "다음 해에 추진")
    told = sacho("indicators", 2010).out
    assert all(it in told for it in ("D-01", kind, "다음 해에 추진"))
    assert "policy" not in sacho("indicators", 2010, "--unit", "IPPB", "--json").data


def test_one_indicator_is_told_in_full(sacho: Type) -> None:
    told = sacho("indicators", 2010, "--code", "P-01").out
    for part in ("Target 73.35", "the rule gives 73.35", "last year 72.4", "95.43"):
        assert part in told


def test_many_are_told_as_tables(sacho: Type) -> None:
    told = sacho("indicators", 2010).out
    assert "I-01" in told
    assert max(map(len, told.splitlines())) <= 80


def test_korean(sacho: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHO_LANG", "ko")
    assert "산정 목표 73.35" in sacho("indicators", 2010, "--code", "P-01").out


def test_without_a_plan_there_is_nothing_to_tell(sacho: Type) -> None:
    assert "No plan is in force" in sacho("indicators", 2010, "--body", "PMO").out


def test_an_indicator_that_is_not_there_is_refused(sacho: Type) -> None:
    assert sacho("indicators", 2010, "--code", "X-99", "--json").data["code"] == "indicator.none"
    assert sacho("indicators", 1999, "--json").data["code"] == "year.none"


@pytest.mark.parametrize(("language", "word"), [("ko", "가중치: 미기재 100%"), ("en", "Weight of unstated 100%")])
def test_how_much_weight_measures_what_is_told(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    assert word in sacho("indicators", 2010).out
    (found,) = sacho("indicators", 2010, "--unit", "PROMO", "--json").data["logic"]
    assert (found["unit"], found["weights"]["unstated"], found["short"]) == ("PROMO", "100", False)


def test_a_scorecard_that_falls_short_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    asked = {"counts": ["output", "result"], "least": "60", "short": True, "targets_without": ["T2"]}
    draw_logic({"weights": {"activity": "50", "result": "50"}, **asked})
    told = capsys.readouterr().out
    assert "Weight of activity 50% · result 50%" in told
    assert "60 %" in told
