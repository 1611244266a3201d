"""What was begun under an earlier release goes on under this one, in exactly the same way."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import UnsandboxedWorkflowRunner

from tests.workflows.replaying import deeds_now, deeds_then
from workflows import clockwork
from workflows import phase as phase_module

HISTORIES = sorted((Path(__file__).parent.parent / "histories").glob("*/*.json"))


def _history(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem.replace("_", "/"), json.loads(path.read_text(encoding="utf-8")))


def test_every_release_left_histories() -> None:
    """There is something to replay."""
    assert len(HISTORIES) >= 6


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_an_old_history_is_lived_through_again_with_the_same_deeds(path: Path) -> None:
    """Same activities, same arguments, same timer lengths, same result."""
    history = _history(path)

    assert await deeds_now(history) == deeds_then(history)


async def test_another_timer_length_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: the SDK's replayer alone would not see this change."""
    history = _history(next(path for path in HISTORIES if "plan-draft" in path.stem))
    original = clockwork.wait_until

    async def later(moment: Any, shift: timedelta, woken: Any) -> bool:
        waits = moment is not None and moment + shift > workflow.now()
        return await original(moment, shift + timedelta(hours=waits), woken)

    monkeypatch.setattr(phase_module, "wait_until", later)

    assert await deeds_now(history, UnsandboxedWorkflowRunner()) != deeds_then(history)


async def test_another_argument_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: a step that is given another id, and so would be carried out twice."""
    history = _history(next(path for path in HISTORIES if "plan-draft" in path.stem))
    monkeypatch.setattr(phase_module, "_step_id", lambda step: f"{step.do}-again")

    assert await deeds_now(history, UnsandboxedWorkflowRunner()) != deeds_then(history)


def test_workflows_load_no_database_driver() -> None:
    """A worker's sandbox imports workflows again and again; they stay light."""
    code = (
        "import sys, workflows.annual_cycle, workflows.case, workflows.phase;"
        "print([m for m in ('psycopg', 'pysqlite3', 'sqlite3', 'sqlalchemy') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
