"""What a reader need not wait for is not loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("temporalio", "holidays", "psycopg", "cryptography", "rehearsal", "worker")
WATCH = """
import gc, json, sys
import cli
looks = sum(it["collections"] for it in gc.get_stats())
from cli.main import run
code = run(sys.argv[1:])
looks = sum(it["collections"] for it in gc.get_stats()) - looks
json.dump([code, sorted(sys.modules), looks], sys.stderr)
"""


def loaded(log: Path, line: str) -> list[str]:
    return [name for name in modules(log, line) if name in (*HEAVY, "sqlalchemy")]


def modules(log: Path, line: str) -> list[str]:
    return list(watched(log, line)[0])


def watched(log: Path, line: str) -> tuple[list[str], int]:
    """Return the modules that *line* loaded, and how often the collector looked at what it made."""
    environment = {**os.environ, "SACHO_DATABASE_URL": f"sqlite:///{log}"}
    command = [sys.executable, "-c", WATCH, *line.split()]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    code, found, looks = json.loads(done.stderr)
    assert code == 0
    return found, looks


@pytest.mark.parametrize(
    "line",
    [
        "scores 2010",
        "explain 2010 --person mina",
        "log",
        "cycle status 2010",
        "tasks",
        "verify",
        "replay --to 20",
        "rebuild --check",
    ],
)
def test_queries_load_neither_temporal_nor_other_drivers(story: Path, line: str) -> None:
    found = set(loaded(story, line))
    assert "sqlalchemy" in found
    assert found & set(HEAVY) <= ({"cryptography"} if line.startswith(("replay", "rebuild", "verify")) else set())


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "version",
        "verify --help",
        "rebuild --help",
        "log --help",
        "scores --help",
        "explain --help",
        "tasks --help",
        "tasks complete --help",
        "cycle --help",
        "cycle open --help",
    ],
)
def test_help_loads_no_database(story: Path, line: str) -> None:
    assert loaded(story, line) == []


@pytest.mark.parametrize("line", ["scores 2010", "tasks", "cycle status 2010", "log --to 3"])
def test_what_shows_few_facts_loads_neither_the_door_nor_other_aggregates(story: Path, line: str) -> None:
    assert not {"activities.commands", "domain.registry", "domain.pay", "domain.card"} & set(modules(story, line))


@pytest.mark.parametrize("line", ["scores 2010", "tasks", "log", "results 2010"])
def test_the_collector_does_not_look_at_what_a_short_command_loads(story: Path, line: str) -> None:
    assert watched(story, line)[1] == 0
