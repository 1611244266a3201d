"""``sacho burden``: what a year cost, counted from the log; asking for data and answering by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.present import present
from domain.guideline import IssueGuideline
from eventstore.sql import SqlLog
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.support.office import SEAL

ASK = "asker: PMO\nbody: KIPO\nyear: 2010\nkind: document\nwhat: 예산 현황\npurpose: 점검\ndue: 2011-01-14\n"
COUNTS = ("tasks", "documents", "requests", "repeated", "reminders")


def act(sacho: Type, desk: Path, who: str, name: str, text: str) -> int:
    path = desk.parent / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return sacho("act", name, "--file", path, "--as", who).code


def test_what_was_done_is_counted_by_body_unit_role_and_person(sacho: Type) -> None:
    data = sacho("burden", 2010, "--json").data
    assert data["total"]["tasks"] == sum(it["tasks"] for it in data["persons"]) > 0
    assert {it["body"] for it in data["bodies"]} == {"KIPO"}
    assert {it["unit"] for it in data["units"]} >= {"PROMO", "IPPB"}
    assert {it["role"] for it in data["roles"]} >= {"unit-head", "first", "planning"}
    assert data["compared"] is False
    assert data["total"]["last_year"] is None


def test_a_body_s_own(sacho: Type) -> None:
    assert sacho("burden", 2010, "--body", "PMO", "--json").data["total"]["tasks"] == 0
    assert sacho("burden", 2010, "--body", "KIPO", "--json").data["total"]["tasks"] > 0


@pytest.mark.parametrize(
    ("language", "words"), [("ko", ["추정", "합계", "부서장"]), ("en", ["estimates", "Total", "head of"])]
)
def test_it_says_that_minutes_are_estimates(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    told = sacho("burden", 2010).out
    assert all(word in told for word in words), told
    assert max(map(len, told.splitlines())) <= 80


def test_data_is_asked_for_once_and_answered(sacho: Type, desk: Path) -> None:
    before = sacho("burden", 2010, "--json").data["total"]
    assert act(sacho, desk, "olga", "RequestData", ASK) == 0
    (open_one,) = sacho("burden", 2010, "--json").data["requests"]
    assert (open_one["state"], open_one["asker"], open_one["answers"]) == ("open", "PMO", [])
    (waits,) = sacho("tasks", "--as", "park", "--json").data["turns"]
    assert (waits["act"], waits["subject"], waits["due"], waits["asker"]) == (
        "ProvideData",
        "1",
        open_one["due"],
        "PMO",
    )
    assert "예산 현황" in sacho("tasks", "--as", "park").out
    assert sacho("tasks", "--as", "olga", "--json").data["turns"] == []
    answer = f'year: 2010\nbody: KIPO\nnumber: 1\ndocument: "{SEAL}"\n'
    assert act(sacho, desk, "park", "ProvideData", answer) == 0
    data = sacho("burden", 2010, "--json").data
    assert data["requests"][0]["state"] == "answered"
    assert sacho("tasks", "--as", "park", "--json").data["turns"] == []
    assert [data["total"][it] - before[it] for it in COUNTS] == [1, 1, 1, 0, 0]
    assert data["total"]["minutes"] == before["minutes"] + 30 + 15 + 20
    again = ASK.replace("점검", "다른 일")
    assert act(sacho, desk, "olga", "RequestData", again) == 1
    assert "예산 현황" in sacho("burden", 2010).out


def test_what_is_in_the_log_already_is_refused_with_its_place(sacho: Type, desk: Path) -> None:
    text = ASK.replace("document", "value") + "indicator: P-01\nperiod: talks\n"
    path = desk.parent / "ask.yaml"
    path.write_text(text, encoding="utf-8")
    told = sacho("act", "RequestData", "--file", path, "--as", "olga", "--json").data
    assert told["code"] == "request.in-log"
    assert told["facts"]["at"].startswith("indicator/2010/KIPO/P-01@")


def test_the_form_of_the_next_guideline_starts_from_what_this_year_cost(sacho: Type, desk: Path) -> None:
    total = sacho("burden", 2010, "--json").data["total"]
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    of_next, of_this = (
        present(log, IssueGuideline, {"year": year, "body": "PMO", "phase": "guidelines"}) for year in (2011, 2010)
    )
    log.close()
    assert (of_next["burden"]["year"], of_next["burden"]["tasks_done"]) == (2010, total["tasks"])
    assert of_next["burden"]["estimated_minutes"] == total["minutes"]
    assert "burden" not in of_this
    assert of_this["document"] == SEAL


@pytest.mark.parametrize(
    ("language", "words"), [("ko", ["쓸 곳", "요청하는 기관"]), ("en", ["what it is for", "asks"])]
)
def test_a_request_has_a_form(sacho: Type, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    told = sacho("act", "RequestData").out
    assert all(word in told for word in words)


def test_a_year_that_was_never_opened(sacho: Type) -> None:
    assert sacho("burden", 1999, "--json").data["code"] == "year.none"
