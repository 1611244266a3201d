from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Type

CASE = "examples/kipo-2010"


def test_a_rehearsal_that_was_stopped_goes_on_and_a_finished_one_is_replaced(sacho: Type, tmp_path: Path) -> None:
    few = ("rehearse", CASE, "--people", 4, "--json")
    first = sacho(*few, "--until", "2010-02-15").data
    assert (first["closed"], first["until"][:10], first["refusals"]) == (False, "2010-02-16", [])
    assert (tmp_path / "data" / "sacho" / "rehearsals" / "kipo-2010.db").exists()
    second = sacho(*few, "--until", "2010-03-01")
    assert "interrupted" in second.err
    assert second.data["events"] > first["events"]
    fresh = sacho(*few, "--until", "2010-02-15", "--fresh")
    assert fresh.err == ""
    assert fresh.data["verified"]["ok"]
    assert fresh.data["protagonist"]["person"] == "P-DG"


def test_a_rehearsal_without_a_terminal_tells_its_months_and_what_to_try_next(sacho: Type, tmp_path: Path) -> None:
    log = tmp_path / "own.db"
    said = sacho("rehearse", CASE, "--people", 4, "--until", "2010-02-15", "--database", log)
    assert said.code == 0
    assert [line[:7] for line in said.err.splitlines()] == ["2010-01", "2010-02"]
    suggested = [line.split() for line in said.out.splitlines() if line.startswith("  ") and "--database" in line]
    assert len(suggested) == 2
    assert sacho(*suggested[0][1:]).code == 0
