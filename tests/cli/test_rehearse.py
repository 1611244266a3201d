from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli import door
from cli.rehearsal_lines import draw_refusals
from runtime.clocks import DatabaseClock
from tests.cli.conftest import Type

CASE = "examples/kipo-2010"
FEW = ("rehearse", CASE, "--people", 4, "--json")


@pytest.fixture
def own(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name no log; return the file of the case's own."""
    monkeypatch.delenv("SACHO_DATABASE_URL")
    return desk.parent / "data" / "sacho" / "rehearsals" / "kipo-2010.db"


def test_a_rehearsal_that_was_stopped_goes_on(sacho: Type, own: Path) -> None:
    first = sacho(*FEW, "--until", "2010-02-15").data
    assert (first["closed"], first["until"][:10], first["refusals"]) == (False, "2010-02-16", [])
    assert own.exists()
    second = sacho(*FEW, "--until", "2010-03-01")
    assert "interrupted" in second.err
    assert second.data["events"] > first["events"]
    fresh = sacho(*FEW, "--until", "2010-02-15", "--fresh")
    assert fresh.err == ""
    assert fresh.data["verified"]["ok"]
    assert fresh.data["protagonist"]["person"] == "P-DG"


def test_a_finished_rehearsal_is_started_again_only_on_the_case_s_own_log(
    sacho: Type, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sacho(*FEW).data
    assert (whole["closed"], whole["refusals"]) == (True, [])  # nobody acts who is not there, and nothing is left over
    other = shutil.copy(own, own.with_name("kept.db"))
    again = sacho(*FEW, "--until", "2010-02-15")
    assert "starting again" in again.err
    assert str(own) in again.err
    assert not again.data["closed"]
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{other}")
    kept = sacho("log", "--json").data
    refused = sacho(*FEW)
    assert (refused.code, refused.data["code"]) == (1, "rehearse.used-log")
    assert sacho("log", "--json").data == kept


def test_a_rehearsal_cannot_stop_on_a_day_it_has_passed(sacho: Type, own: Path) -> None:
    assert sacho(*FEW, "--until", "2009-01-01").data["code"] == "rehearse.day-past"
    sacho(*FEW, "--until", "2010-02-15")
    assert sacho(*FEW, "--until", "2010-02-15").code == 0
    refused = sacho(*FEW, "--until", "2010-01-31")
    assert (refused.code, refused.data["code"]) == (1, "rehearse.day-past")
    assert refused.data["facts"]["day"].startswith("2010-02-1")
    assert own.exists()


def test_a_rehearsal_is_played_on_the_log_that_the_environment_names(
    sacho: Type, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "named.db"
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{named}")
    data = sacho(*FEW, "--until", "2010-02-15").data
    assert named.exists()
    assert not own.exists()
    assert not any("--database" in line for line in data["next"])
    assert sacho(*FEW, "--fresh").data["code"] == "rehearse.used-log"


def test_what_people_do_in_a_rehearsal_is_dated_with_its_day(
    sacho: Type, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "DatabaseClock", DatabaseClock)
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{tmp_path / 'named.db'}")
    sacho(*FEW, "--until", "2010-02-15")
    tasks = sacho("tasks", "--json").data["tasks"]
    assert [it["late"] for it in tasks] == [it["due"] < "2010-02-15" for it in tasks]
    moved = sacho(
        *("cycle", "extend", 2010, "plan-draft", "--body", "KIPO", "--due", "2010-03-10", "--reason", "heavy snow")
    )
    assert moved.code == 0
    assert "rehearsal; it is 2010-02-1" in moved.err
    told = sacho("log", "--type", "PhaseMoved", "--json").data["events"]
    assert [it["recorded_at"][:7] for it in told] == ["2010-02"]
    assert sacho("import", CASE, "--json").err.count("rehearsal") == 1
    gone_on = sacho(*FEW, "--until", "2010-03-10")
    assert json.loads(gone_on.out)["verified"]["ok"]


@pytest.mark.parametrize("line", ["up", "reconcile", "worker"])
def test_a_rehearsal_does_not_run_by_today_s_time(
    sacho: Type, own: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    sacho(*FEW, "--until", "2010-01-10")
    events = sacho("verify", "--database", own, "--json").data["events"]
    monkeypatch.setenv("SACHO_TEMPORAL_ADDRESS", "127.0.0.1:1")
    refused = sacho(line, "--database", own, "--json")
    assert (refused.code, refused.data["code"]) == (1, "log.rehearsal")
    assert sacho("verify", "--database", own, "--json").data["events"] == events


def test_a_rehearsal_without_a_terminal_tells_its_months_and_what_to_try_next(sacho: Type, tmp_path: Path) -> None:
    log = tmp_path / "own.db"
    said = sacho("rehearse", CASE, "--people", 4, "--until", "2010-02-15", "--database", log)
    assert said.code == 0
    assert [line[:7] for line in said.err.splitlines()] == ["2010-01", "2010-02"]
    suggested = [line.split() for line in said.out.splitlines() if line.startswith("  ") and "--database" in line]
    assert len(suggested) == 2
    assert sacho(*suggested[0][1:]).code == 0


def test_what_was_refused_for_one_reason_is_told_once_with_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    one = {"command": "IssueFinding", "actor": "P-INS", "ko": "그 기관에 요청하십시오.", "en": "Ask that office."}
    more = [{**one, "actor": f"P-{n}"} for n in range(6)]
    draw_refusals([one, one, *more, one])
    told = capsys.readouterr().out.splitlines()
    assert "9" in told[0]
    assert told[1].split() == ["3", "×", "IssueFinding,", "P-INS:", "Ask", "that", "office."]
    assert len(told) == 1 + 5 + 1
    assert told[-1].strip() == "and 2 more"
