"""sacho exchange: batches at the command line, by file."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from activities.commands import Door
from cli import neighbour_service
from domain.neighbours import SYSTEMS
from eventstore.port import Query
from eventstore.sql import SqlLog
from exchange.neighbours import neighbours_in
from exchange.relay import pending
from projections.inbox import Inbox
from runtime.clocks import DatabaseClock
from runtime.databases import engines
from tests.cli.conftest import Said, Type
from tests.support.office import olga

HEADING = "자료번호,연도,기관,단계,지표,실적\n"
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def linked(sacho: Type, tmp_path: Path) -> None:
    """Let X-BSC speak for the scorecard system, and X-ONNARA for On-nara."""
    for person, role in (("X-BSC", "exchange-bsc"), ("X-ONNARA", "exchange-onnara")):
        form = tmp_path / "grant.yaml"
        form.write_text(f"{{person: {person}, role: {role}, body: KIPO}}", encoding="utf-8")
        assert sacho("act", "GrantRole", "--file", form, "--as", olga).code == 0


@pytest.fixture
def values(tmp_path: Path) -> Path:
    """Return a batch of two values: one in a phase that takes none, and one of an unknown indicator."""
    file = tmp_path / "values.csv"
    file.write_text(HEADING + "v-1,2010,KIPO,talks,P-01,71\nv-2,2010,KIPO,talks,X-99,71\n", encoding="utf-8")
    return file


def events(desk: Path) -> int:
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    try:
        return log.head().position
    finally:
        log.close()


def test_a_dry_run_records_nothing(sacho: Type, desk: Path, linked: None, values: Path) -> None:
    before = events(desk)
    said = sacho("exchange", "import", "bsc", values, "--dry-run")
    assert (said.code, events(desk)) == (0, before)
    assert "2 rows fit" in said.out


def test_a_dry_run_tells_what_does_not_fit(sacho: Type, values: Path) -> None:
    values.write_text(HEADING + "v-1,2010,KIPO,talks,P-01,many\n", encoding="utf-8")
    said = sacho("exchange", "import", "bsc", values, "--dry-run", "--json")
    assert (said.code, said.data["rejected"], said.data["rows"][0]["code"]) == (1, 1, "input.invalid")
    assert said.data["rows"][0]["ko"]


def test_a_batch_is_imported_by_its_connector_and_the_same_again_changes_nothing(
    sacho: Type, desk: Path, linked: None, values: Path
) -> None:
    first = sacho("exchange", "import", "bsc", values, "--as", "X-BSC")
    assert first.code == 1  # rows were rejected, as Christmas is too late for the spring talks
    assert "phase.closed" in first.out
    assert "indicator.unknown" in first.out
    before = events(desk)
    again = sacho("exchange", "import", "bsc", values, "--as", "X-BSC", "--json")
    assert (again.code, again.data["again"], again.data["rejected"], events(desk)) == (1, True, 2, before)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("bsc",), 1, "actor.missing"),
        (("bsc", "--as", "nobody"), 1, "actor.role-missing"),
        (("esaram", "--as", "X-BSC"), 1, "exchange.nothing-taken"),
        (("bsc", "--as", "X-BSC", "--batch", "a/b"), 1, "exchange.batch-id"),
        (("nothing", "--as", "X-BSC"), 2, "onnara"),
    ],
)
def test_what_is_refused_says_why(
    sacho: Type, linked: None, values: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    system, *more = arguments
    said = sacho("exchange", "import", system, values, *more)
    assert (said.code, said.out) == (code, "")
    assert told in said.err


def test_a_file_of_an_unknown_format_is_refused(sacho: Type, tmp_path: Path) -> None:
    file = tmp_path / "values.pdf"
    file.write_text("x", encoding="utf-8")
    assert "exchange.unknown-format" in sacho("exchange", "import", "bsc", file, "--as", "X-BSC").err
    assert sacho("exchange", "import", "bsc", tmp_path / "none.csv", "--as", "X-BSC").code == 2


def test_what_goes_out_is_recorded_and_comes_as_json_lines(sacho: Type, desk: Path) -> None:
    said = sacho("exchange", "export", "onnara", 2010)
    assert [json.loads(line)["unit_task"] for line in said.out.splitlines()] == ["BRM-1"]
    before = events(desk)
    again = sacho("exchange", "export", "onnara", 2010, "--json").data
    assert (again["again"], again["rows"], again["data"][0]["task"], events(desk)) == (True, 1, "K1", before)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl", "json"])
def test_what_goes_out_may_go_to_a_file(sacho: Type, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"out.{ending}"
    said = sacho("exchange", "export", "disclosure", 2010, "--to", file)
    assert said.code == 0
    assert str(file) in said.out.replace("\n", "")
    assert file.stat().st_size > 100


def test_a_year_that_was_never_opened_has_nothing_to_send(sacho: Type) -> None:
    assert "year.none" in sacho("exchange", "export", "onnara", 2031).err
    assert "exchange.no-rows" in sacho("exchange", "export", "esaram", 2010).err
    assert "exchange.nothing-sent" in sacho("exchange", "export", "bsc", 2010).err


def neighbours(tmp_path: Path, **more: Any) -> Path:
    listed = {"system": "onnara", "body": "KIPO", "actor": "X-ONNARA", "secrets": [SECRET], **more}
    file = tmp_path / "neighbours.yaml"
    file.write_text(json.dumps([listed]), encoding="utf-8")
    return file


def test_sending_asks_for_an_address_that_answers(
    sacho: Type, linked: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exchange.relay.time.sleep", lambda _: None)
    assert "exchange.no-address" in sacho("exchange", "export", "onnara", 2010, "--send", neighbours(tmp_path)).err
    silent = neighbours(tmp_path, url="http://127.0.0.1:9/")
    said = sacho("exchange", "export", "onnara", 2010, "--send", silent)
    assert said.code == 1
    assert "Nobody answered" in said.out
    assert "exchange.neighbour-unknown" in sacho("exchange", "export", "dbrain", 2010, "--send", silent).err


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_log_of_batches(
    sacho: Type, linked: None, values: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    monkeypatch.setenv("COLUMNS", "120")
    assert ("Nothing was exchanged" in sacho("exchange", "log").out) is (language == "en")
    sacho("exchange", "import", "bsc", values, "--as", "X-BSC")
    sacho("exchange", "export", "onnara", 2010)
    told = sacho("exchange", "log").out
    assert ("received" in told) is (language == "en")
    assert ("받음" in told) is (language == "ko")
    batches = sacho("exchange", "log", "--system", "bsc", "--json").data["batches"]
    assert [(it["batch"], it["state"], it["rejected"]) for it in batches] == [("values", "received", 2)]


def test_each_connector_s_role_can_be_granted(sacho: Type, tmp_path: Path, desk: Path) -> None:
    for system in SYSTEMS:
        form = tmp_path / "grant.yaml"
        form.write_text(f"{{person: X, role: exchange-{system}, body: KIPO}}", encoding="utf-8")
        assert sacho("act", "GrantRole", "--file", form, "--as", olga).code == 0
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    assert sum(1 for row in log.read(Query(streams=["person/X"]))) == len(SYSTEMS)
    log.close()


def test_the_commands_of_batches_are_no_acts_of_people(sacho: Type) -> None:
    assert "BeginBatch" not in sacho("act").out


def test_serving_asks_for_the_file_of_neighbours(sacho: Type) -> None:
    said: Said = sacho("exchange", "serve")
    assert (said.code, "exchange.no-file" in said.err) == (1, True)


def test_it_serves_until_it_is_told_to_stop(desk: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "cli.main", "exchange", "serve", "--json", "--port", "0"]
    line += ["--neighbours", str(neighbours(tmp_path))]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env={**os.environ}) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(4)]
        assert json.loads("".join(told))["url"].startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def test_in_its_rounds_it_delivers_what_is_pending(
    sacho: Type, desk: Path, linked: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr("exchange.relay.time.sleep", lambda _: None)
    file = neighbours(tmp_path, url="http://127.0.0.1:9/")
    sacho("exchange", "export", "onnara", 2010, "--send", file)
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    assert len(pending(log)) == 1
    monkeypatch.setattr(neighbour_service, "EVERY", 0.01)
    monkeypatch.setattr(neighbour_service, "over_http", lambda *_: 204)
    stop = threading.Event()
    with Door(log, Inbox(), DatabaseClock()) as door:
        rounds = threading.Thread(target=neighbour_service.deliver_until, args=(stop, door, log, neighbours_in(file)))
        rounds.start()
        while pending(log):
            time.sleep(0.01)
        stop.set()
        rounds.join()
    log.close()
