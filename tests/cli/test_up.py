"""The whole installation as one process: up, at work, down again, and nothing left behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from runtime.settings import Settings
from runtime.temporal import connect, embedded_server, is_worked_on
from worker import QUEUE

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def up(
    environment: dict[str, str], errors: Path = Path(os.devnull)
) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Start ``sacho up`` in a session of its own, and wait until it says where things are."""
    command = [sys.executable, "-m", "cli.main", "up", "--json"]
    more: dict[str, Any] = {"cwd": ROOT, "env": environment, "text": True, "start_new_session": True}
    with (
        errors.open("a") as stderr,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, **more) as process,
    ):
        assert process.stdout is not None
        told = ""
        while not told.endswith("}\n"):
            line = process.stdout.readline()
            assert line, told
            told += line
        yield process, json.loads(told)


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def home(tmp_path: Path, port: int) -> dict[str, str]:
    """Return the environment of an installation of its own."""
    own = {"XDG_DATA_HOME": str(tmp_path), "SACHO_TEMPORAL_ADDRESS": f"127.0.0.1:{port}", "SACHO_LANG": "en"}
    environment = {**os.environ, **own}
    environment.pop("SACHO_DATABASE_URL", None)
    return environment


def said(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """Return what another command answers meanwhile."""
    command = [sys.executable, "-m", "cli.main", *arguments, "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_up_stops_cleanly_with_its_server_and_goes_on(tmp_path: Path, stop: signal.Signals) -> None:
    port = free_port()
    environment = home(tmp_path, port)
    for _ in range(2):
        with up(environment) as (process, told):
            assert listens(port)
            assert Path(told["temporal_data"]).exists()
            os.killpg(process.pid, stop)  # as a terminal does: everybody in the group hears it
            assert process.wait(20) == 0
        assert not listens(port)


def test_a_server_that_a_killed_up_left_behind_is_replaced_and_a_living_one_is_not(tmp_path: Path) -> None:
    port = free_port()
    environment = home(tmp_path, port)
    errors = tmp_path / "stderr"
    with up(environment, errors) as (process, _):
        process.kill()
    assert "clocks.reconciled" not in errors.read_text()  # it would stand before the answer
    assert listens(port)
    with up(environment, errors) as (first, told):
        assert told["temporal_data"]
        assert "had left behind was stopped" in errors.read_text()
        with up(environment) as (second, also):
            assert also["temporal_data"] is None
            second.terminate()
            assert second.wait(20) == 0
        assert listens(port)
        first.terminate()
        assert first.wait(20) == 0
    assert not listens(port)


def test_without_a_worker_doctor_and_reconcile_tell_so(tmp_path: Path) -> None:
    port = free_port()
    environment = home(tmp_path, port)
    with up(environment) as (process, _):
        assert status(environment) == "ok"
        assert said(environment, "reconcile")["worker"]
        process.terminate()
        assert process.wait(20) == 0
    assert status(environment) is None
    settings = Settings(temporal_address=f"127.0.0.1:{port}")
    asyncio.run(alone(environment, tmp_path / "alone", port, settings))


async def alone(environment: dict[str, str], data: Path, port: int, settings: Settings) -> None:
    """Run a server without any worker, and ask."""
    async with await embedded_server(data, port):
        assert not await is_worked_on(await connect(settings), QUEUE)
        assert await asyncio.to_thread(status, environment) == "warn"
        assert not (await asyncio.to_thread(said, environment, "reconcile"))["worker"]


def status(environment: dict[str, str]) -> str | None:
    """Return what the doctor says of the worker."""
    checks = said(environment, "doctor")["checks"]
    return next((it["status"] for it in checks if it["check"] == "worker"), None)
