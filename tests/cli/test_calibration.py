"""The calibration board at the command line: opened ratings only, shown to the right people and on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from activities.commands import Door
from activities.requests import DONE, Request
from domain.ids import SYSTEM
from domain.parsing import parse_command
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.support.office import KIPO, YEAR, ada, ben, mina, olga
from tests.support.spec import moment


@pytest.fixture
def opened(desk: Path) -> Iterator[None]:
    """Let Ben rate Mina, too, which opens both ratings; let Olga be of the personnel office."""
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    scores = {"scores": {"customer": "7", "strategy": "8"}, "nonce": "fedcba9876543210"}
    final = {"year": YEAR, "body": KIPO, "phase": "final", "person": mina}
    rating = {"type": "SealCompetency", **final, "evaluator": "second", "ballot": scores}
    role: dict[str, Any] = {"type": "GrantRole", "person": olga, "role": "hr", "body": KIPO}
    with Door(log, Inbox(), SimulatedClock(moment("2010-12-27"))) as door:
        for number, (actor, said) in enumerate([(ben, rating), (SYSTEM, role)]):
            request = Request(id=f"more/{number}", actor=actor, command=parse_command(said))
            assert isinstance(door.call(request), DONE)
    yield
    log.close()


def test_what_is_sealed_is_not_counted(sacho: Type) -> None:
    data = sacho("calibration", YEAR, "--json").data
    assert (data["ratings"], data["evaluators"]) == (0, [])
    assert "No rating is opened yet." in sacho("calibration", YEAR).out


def test_the_board_compares_evaluators_of_opened_ratings(sacho: Type, opened: None) -> None:
    data = sacho("calibration", YEAR, "--json").data
    assert (data["body"], data["ratings"], data["few"]) == (KIPO, 2, 3)
    first, second = data["evaluators"]
    assert (first["evaluator"], first["gap"]["value"]) == (ada, "12.0000")  # 86 - 74, by the weights 60 and 40
    assert (second["evaluator"], second["gap"]["value"]) == (ben, "-12.0000")
    assert first["leniency"] == {"value": "0.0000", "n": 1, "error": None}
    assert first["halo"]["value"] == "25.0000"
    assert first["recency"] is None


def test_one_evaluator_and_one_unit_can_be_asked_for(sacho: Type, opened: None) -> None:
    only = sacho("calibration", YEAR, "--evaluator", ben, "--json").data
    assert [it["evaluator"] for it in only["evaluators"]] == [ben]
    assert len(sacho("calibration", YEAR, "--unit", "PROMO", "--json").data["evaluators"]) == 2
    assert sacho("calibration", YEAR, "--unit", "EXAM", "--json").data["evaluators"] == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_tells_how_to_read_it(
    sacho: Type, opened: None, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    told = sacho("calibration", YEAR, "--since", 2009).out
    assert "2009-2010" in told
    assert "+12.00" in told
    assert ("too few to judge by" in told) is (language == "en")


def test_to_whom_it_was_shown_is_recorded_once(sacho: Type, opened: None) -> None:
    for _ in range(2):
        assert sacho("calibration", YEAR, "--as", olga).code == 0
    rows = sacho("log", "--type", "CalibrationShown", "--json").data["events"]
    assert [it["actor"] for it in rows] == [olga]


def test_an_evaluator_is_shown_nothing(sacho: Type, opened: None) -> None:
    said = sacho("calibration", YEAR, "--as", ada)
    assert (said.code, said.out) == (1, "")
    assert "actor.role-missing" in said.err


def test_an_unknown_year_is_told(sacho: Type) -> None:
    assert "year.none" in sacho("calibration", 2031).err
