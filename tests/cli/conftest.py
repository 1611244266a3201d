"""A log that tells a story, a clock that stands at Christmas, and a way to type commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli import door, neighbours, rehearse, serve
from cli.main import run
from runtime.clocks import SimulatedClock
from tests.cli.story import NOW, tell
from tests.support.spec import moment


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return the one JSON document on stdout."""
        return json.loads(self.out)


Type = Callable[..., Said]


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file with the story; copy it, do not write into it."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    tell(f"sqlite:///{path}")
    return path


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, story: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sit down at a desk of one's own: a copy of the story, English, 80 columns; return the log's file."""
    log = tmp_path / "log.db"
    shutil.copy(story, log)
    settings = {"SACHO_DATABASE_URL": f"sqlite:///{log}", "SACHO_LANG": "en", "COLUMNS": "80"}
    for name, value in {**settings, "XDG_DATA_HOME": str(tmp_path / "data")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SACHO_ACTOR", raising=False)
    monkeypatch.setattr(door, "DatabaseClock", lambda: SimulatedClock(moment(NOW)))
    for module in (door, neighbours, rehearse, serve):  # the test report is no place for log lines
        monkeypatch.setattr(module, "set_up_logging", lambda *_: None)
    return log


@pytest.fixture
def sacho(capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types a command line and returns what it answered."""

    def type_(*arguments: object) -> Said:
        capsys.readouterr()
        code = run([str(it) for it in arguments])
        return Said(code, *capsys.readouterr())

    return type_
