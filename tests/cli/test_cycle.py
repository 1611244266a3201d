from __future__ import annotations

from typing import Any

import pytest

from cli import door
from runtime.clocks import SimulatedClock
from tests.cli.conftest import Type
from tests.support.spec import moment


def phase(sacho: Type, name: str) -> dict[str, Any]:
    phases = sacho("cycle", "status", 2010, "--json").data["phases"]
    found: dict[str, Any] = next(it for it in phases if it["phase"] == name)
    return found


def test_a_deadline_is_moved_with_a_reason_and_asking_twice_is_asking_once(sacho: Type) -> None:
    move = (
        "cycle",
        "extend",
        2010,
        "final",
        "--body",
        "KIPO",
        "--due",
        "2011-01-14",
        "--reason",
        "heavy snow",
        "--json",
    )
    assert sacho(*move).data["count"] == 1
    assert sacho(*move).data["count"] == 0
    assert phase(sacho, "final")["due"] == "2011-01-14"
    told = sacho("log", "--type", "PhaseMoved", "--json").data["events"][0]
    assert (told["actor"], told["body"]["reason"]) == ("system", "heavy snow")


def test_a_phase_is_paused_resumed_and_paused_again(sacho: Type) -> None:
    about = (2010, "final", "--body", "KIPO", "--reason", "audit", "--as", "olga")
    for verb, state in (("pause", "paused"), ("resume", "open"), ("pause", "paused")):
        assert sacho("cycle", verb, *about).code == 0
        assert phase(sacho, "final")["state"] == state


def test_two_syllables_are_a_reason_and_blanks_are_none(sacho: Type) -> None:
    move = ("cycle", "extend", 2010, "final", "--body", "KIPO", "--due", "2011-01-14", "--json", "--reason")
    assert sacho(*move, "설  ").data["code"] == "input.invalid"
    assert sacho(*move, " 폭설 ").data["outcome"] == "recorded"
    assert sacho("log", "--type", "PhaseMoved", "--json").data["events"][0]["body"]["reason"] == "폭설"


def test_another_year_is_opened_beside_the_first(sacho: Type) -> None:
    open_2011 = ("cycle", "open", 2011, "--rules", "kipo-2010", "--government", "PMO", "--body", "KIPO", "--json")
    assert sacho(*open_2011).data["outcome"] == "recorded"
    assert sacho(*open_2011).data["count"] == 0
    status = sacho("cycle", "status", 2011, "--json").data
    assert (status["state"], status["rules"], len(status["phases"])) == ("open", "kipo-2010", 32)
    assert {it["state"] for it in status["phases"]} == {"planned"}


def test_a_year_that_is_under_way_is_opened_without_its_past_and_says_so(
    sacho: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "DatabaseClock", lambda: SimulatedClock(moment("2011-07-01T10:00")))
    open_2011 = ("cycle", "open", 2011, "--rules", "kipo-2010", "--government", "PMO", "--body", "KIPO")
    told = " ".join(sacho(*open_2011).out.split())
    past = [it["phase"] for it in sacho(*open_2011, "--json").data["phases_past"]]
    assert (past[0], past[-1], len(past)) == ("guidelines", "self-evaluation-plan", 9)
    for words in (told, " ".join(sacho("cycle", "status", 2011).out.split())):
        assert "Not run here, over before the cycle was opened: Guidelines, Draft" in words
    states = {it["phase"]: it["state"] for it in sacho("cycle", "status", 2011, "--json").data["phases"]}
    assert {phase for phase, state in states.items() if state == "skipped"} == set(past)
    assert sacho("replay", "--to", "2011-12-31", "--json").data["years"][1]["phases"]["skipped"] == 9
    about = (2011, "guidelines", "--body", "PMO", "--due", "2011-09-01", "--reason", "too late", "--json")
    refused = sacho("cycle", "extend", *about)
    assert (refused.code, refused.data["code"]) == (1, "phase.not-run")


def test_a_year_is_opened_with_a_bodys_own_rules_on_top_of_the_years(sacho: Type) -> None:
    asked = ("cycle", "open", 2011, "--rules", "kr-2010", "--government", "PMO", "--body", "KIPO")
    assert sacho(*asked, "--own", "KIPO=kipo-2010").code == 0
    status = sacho("cycle", "status", 2011, "--json").data
    assert (status["rules"], status["own"]) == ("kr-2010", {"KIPO": "kipo-2010"})


def test_own_rules_that_change_the_governments_days_are_refused(sacho: Type) -> None:
    asked = ("cycle", "open", 2011, "--rules", "kr-2010", "--government", "PMO", "--body", "KIPO", "--json")
    refused = sacho(*asked, "--own", "KIPO=kr-2026")
    assert (refused.code, refused.data["code"]) == (1, "rules.not-own")


def test_own_rules_name_the_body_and_the_file(sacho: Type) -> None:
    asked = ("cycle", "open", 2011, "--rules", "kr-2010", "--government", "PMO", "--body", "KIPO")
    for given in ("KIPO", "=kipo-2010", "KIPO="):
        assert sacho(*asked, "--own", given).code == 2
