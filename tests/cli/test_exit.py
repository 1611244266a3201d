"""How the process ends: its output is out, and nothing of Temporal's core is left to wake."""

from __future__ import annotations

import subprocess
import sys

import pytest

TELL = "import atexit, sys; atexit.register(print, 'taken down'); "
VERSION = "sys.argv = ['sacho', 'version']; import cli.main; cli.main.main()"


@pytest.mark.parametrize(
    ("before", "taken_down"),
    [("", True), ("import temporalio.bridge; ", False)],
    ids=["a reader is taken down as usual", "a process with Temporal's core is not"],
)
def test_a_process_that_used_temporal_ends_without_being_taken_down(before: str, taken_down: bool) -> None:
    ended = subprocess.run([sys.executable, "-c", TELL + before + VERSION], capture_output=True, text=True, check=False)

    assert ended.returncode == 0
    assert "temporalio" in ended.stdout
    assert ("taken down" in ended.stdout) is taken_down


def test_a_misuse_keeps_its_exit_code() -> None:
    misuse = "import temporalio.bridge, sys; sys.argv = ['sacho', 'no-such']; import cli.main; cli.main.main()"

    ended = subprocess.run([sys.executable, "-c", misuse], capture_output=True, text=True, check=False)

    assert ended.returncode == 2
    assert "no-such" in ended.stderr
