"""What is written to stderr while Sacho runs, and which binaries it runs with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from runtime.temporal import BINARIES

ROOT = Path(__file__).parents[2]
TALK = """
import logging, sys, structlog
from runtime.logging import set_up_logging
set_up_logging(sys.argv[1], sys.argv[2])
log = structlog.get_logger("door")
log.info("command.recorded", position=7)
log.warning("command.same-id-other-content", actor="ada")
logging.getLogger("temporalio.worker").warning("a poller %s", "tries again")
"""


def lines(level: str, style: str) -> list[str]:
    command = [sys.executable, "-c", TALK, level, style]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.parametrize("style", ["auto", "json"])
def test_without_a_terminal_each_line_is_json(style: str) -> None:
    told = [json.loads(line) for line in lines("info", style)]
    assert [it["event"] for it in told] == [
        "command.recorded",
        "command.same-id-other-content",
        "a poller tries again",
    ]
    assert [it["level"] for it in told] == ["info", "warning", "warning"]
    assert told[0]["position"] == 7


def test_one_shot_commands_say_only_what_is_wrong() -> None:
    assert len(lines("warning", "json")) == 2


def test_people_read_text() -> None:
    first = lines("info", "text")[0]
    assert "command.recorded" in first
    assert not first.startswith("{")


def test_the_binaries_are_those_that_are_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {f"{package}=={version}" for package, version in BINARIES.values()} <= set(project["dependencies"])
