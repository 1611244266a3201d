from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Type
from tests.cli.story import SECRET

HASH = re.compile(r"^[0-9a-f]{64}$")


def test_scores_are_told_by_person_and_unit(sacho: Type) -> None:
    data = sacho("scores", 2010, "--json").data
    mina = next(it for it in data["people"] if it["person"] == "mina")
    assert mina == {
        "person": "mina",
        "body": "KIPO",
        "unit": "PROMO",
        "profile": "staff",
        "components": {
            "department": "38.80",
            "individual": "27.60",
            "competency": None,
            "attitude": "4.50",
            "mileage": "0.00",
            "special": "0.00",
        },
        "total": None,
        "missing": ["competency"],
    }
    bureau = next(it for it in data["units"] if it["unit"] == "IPPB")
    assert (bureau["score"], bureau["weight"]) == ("97.00", "100")
    assert {it["code"]: it["score"] for it in bureau["indicators"]} == {"I-01": "97.00", "I-02": "97.00"}


def value_of(data: dict[str, object], code: str) -> object:
    units = data["units"]
    assert isinstance(units, list)
    return next(it["value"] for unit in units for it in unit["indicators"] if it["code"] == code)


def test_what_was_known_differs_from_what_was_true(sacho: Type) -> None:
    known = sacho("scores", 2010, "--known-at", "2010-04-10", "--json").data
    true = sacho("scores", 2010, "--as-of", "2010-04-10", "--json").data
    assert value_of(known, "P-01") == value_of(true, "P-01")
    assert value_of(known, "I-01") is None
    late = value_of(true, "I-01")
    assert isinstance(late, dict)
    assert (late["value"], late["effective_on"], late["recorded_at"][:10]) == ("81.5", "2010-03-31", "2010-04-16")


def test_scores_of_one_person_show_the_own_unit_only(sacho: Type) -> None:
    data = sacho("scores", 2010, "--person", "mina", "--json").data
    assert [it["person"] for it in data["people"]] == ["mina"]
    assert [it["unit"] for it in data["units"]] == ["PROMO"]


def test_a_score_is_explained_down_to_its_events(sacho: Type) -> None:
    data = sacho("explain", 2010, "--person", "mina", "--json").data
    individual = data["components"]["individual"]
    position = individual["parts"][0]["position"]
    assert (individual["value"], individual["weight"], individual["rounding"]) == ("27.60", "30", "half-up, 2 places")
    assert data["events"][str(position)]["type"] == "GoalsRated"
    assert data["missing"] == ["competency"]
    told = sacho("explain", 2010, "--person", "mina").out
    assert f"#{position} GoalsRated" in told
    assert "S1-86" in told


def test_the_log_shows_private_texts_as_sealed(sacho: Type) -> None:
    data = sacho("log", "--type", "FeedbackNoteWritten", "--json").data
    assert [it["body"]["note"] for it in data["events"]] == [{"sealed": True}]
    assert SECRET not in sacho("log").out
    assert "note=(sealed)" in sacho("log", "--stream", "feedback/2010/mina").out


def test_the_log_is_filtered(sacho: Type) -> None:
    some = sacho("log", "--from", 3, "--to", 5, "--json").data["events"]
    assert [it["position"] for it in some] == [3, 4, 5]
    about_mina = sacho("log", "--person", "mina", "--json").data["events"]
    assert all("mina" in json.dumps(it) for it in about_mina)
    assert {"feedback/2010/mina", "person/mina"} <= {it["stream"] for it in about_mina}
    assert "No such events" in sacho("log", "--type", "Nothing").out


def test_replay_shows_the_state_then(sacho: Type) -> None:
    data = sacho("replay", "--to", "2010-04-10", "--json").data
    year = data["years"][0]
    assert year["open_phases"] == ["KIPO/plan", "KIPO/talks", "PMO/guidelines"] or set(year["open_phases"]) == {
        "PMO/guidelines",
        "KIPO/plan",
        "KIPO/talks",
    }
    assert (year["missed"], year["scores"]["people"]["mina"].get("total")) == (0, None)
    assert not any(key.startswith("_") for key in year)


def test_replay_compares_two_moments_in_either_order(sacho: Type) -> None:
    there = sacho("replay", "--to", "2010-04-10", "--diff", "2010-12-20", "--json").data
    back = sacho("replay", "--to", "2010-12-20", "--diff", "2010-04-10", "--json").data
    assert there == back
    assert there["facts"]["IndicatorScored"] == 3
    assert {"year": 2010, "phase": "KIPO/talks", "before": "open", "after": "closed"} in there["phases"]
    goals = {"year": 2010, "of": "people", "id": "mina", "what": "individual", "before": None, "after": "27.60"}
    assert goals in there["scores"]


def test_the_board_counts_by_phase_and_unit(sacho: Type) -> None:
    data = sacho("cycle", "status", 2010, "--json").data
    talks = next(it for it in data["phases"] if it["phase"] == "talks")
    assert (talks["state"], talks["done"], talks["late"]) == ("closed", 3, 1)
    assert talks["missed"] > 0
    assert talks["units"]["IPPB"]["late"] == 1
    assert {it["body"] for it in sacho("cycle", "status", 2010, "--body", "PMO", "--json").data["phases"]} == {"PMO"}


def test_the_log_verifies_and_follows(sacho: Type) -> None:
    verdict = sacho("verify", "--json").data
    assert verdict["ok"]
    assert HASH.match(verdict["root"])
    assert sacho("rebuild", "--check", "--json").data["differences"] == []
    assert sacho("rebuild", "--json").data["events"] == verdict["events"]
    assert sacho("rebuild", "--check").code == 0


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "line",
    [
        "scores 2010",
        "scores 2010 --known-at 2010-04-10",
        "explain 2010 --person mina",
        "log",
        "replay --to 2010-12-20",
        "replay --to 2010-04-10 --diff 2010-12-20",
        "cycle status 2010 --units",
        "tasks",
        "tasks --as ben",
        "tasks show 2010/KIPO/final/submit-self-report/mina",
        "rebuild --check",
        "verify",
        "doctor",
        "version",
    ],
)
def test_every_answer_fits_80_columns_in_both_languages(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, line: str, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    said = sacho(*line.split())
    assert said.code == 0
    assert said.out
    whole = ("sqlite:///", "→")  # addresses are never broken
    assert [it for it in said.out.splitlines() if cell_len(it) > 80 and not any(part in it for part in whole)] == []


def test_reading_creates_nothing(sacho: Type, tmp_path: Path) -> None:
    nowhere = tmp_path / "not" / "there.db"
    for line in (["scores", 2010], ["log"], ["verify"], ["tasks"], ["replay", "--to", 1]):
        said = sacho(*line, "--database", nowhere, "--json")
        assert (said.code, said.data["code"]) == (1, "log.none")
    assert not nowhere.parent.exists()
