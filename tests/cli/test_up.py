"""The whole installation as one process: up, at work, down again, and nothing left behind."""

from __future__ import annotations

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

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def up(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """Start ``sacho up`` in a session of its own, and wait until it says where things are."""
    command = [sys.executable, "-m", "cli.main", "up", "--json"]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, start_new_session=True, stdout=pipe, stderr=nowhere
    ) as process:
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


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_up_stops_cleanly_with_its_server_and_goes_on(tmp_path: Path, stop: signal.Signals) -> None:
    port = free_port()
    own = {"XDG_DATA_HOME": str(tmp_path), "SACHO_TEMPORAL_ADDRESS": f"127.0.0.1:{port}", "SACHO_LANG": "en"}
    environment = {**os.environ, **own}
    environment.pop("SACHO_DATABASE_URL", None)
    for _ in range(2):
        with up(environment) as (process, told):
            assert listens(port)
            assert Path(told["temporal_data"]).exists()
            os.killpg(process.pid, stop)  # as a terminal does: everybody in the group hears it
            assert process.wait(20) == 0
        assert not listens(port)
