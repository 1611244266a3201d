"""The peer: ``eventsourcing``, in an environment of its own, so that its requirements touch none of ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_RELEASE = "eventsourcing==9.5.6"
_HERE = Path(__file__).parent
_ENVIRONMENT = _HERE.parent / ".work" / "bench-peer"
_PYTHON = _ENVIRONMENT / "bin" / "python"


class Peer(NamedTuple):
    """What the peer did: events a second, and milliseconds."""

    saved: float  # one event at a time
    p50: float
    p99: float
    replayed: float  # by its repository, aggregate by aggregate
    replayed_in_order: float  # by its recorder and mapper, in the log's order
    synchronous: int  # SQLite's pragma: 2 is FULL, as ours


def is_installed() -> bool:
    """Return whether the peer's environment is there."""
    return (_ENVIRONMENT / "installed").exists()


def install() -> None:
    """Make the peer's environment, unless it is there."""
    if is_installed():
        return
    subprocess.run([sys.executable, "-m", "venv", str(_ENVIRONMENT)], check=True)  # noqa: S603 - our own words
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([str(_PYTHON), "-m", "pip", "install", *quiet, _RELEASE], check=True)  # noqa: S603 - as above
    (_ENVIRONMENT / "installed").write_text(_RELEASE)


def measure(folder: Path, saves: int, replayed: int) -> Peer:
    """Return how fast the peer saves *saves* events one at a time and replays *replayed* from SQLite."""
    script = [str(_PYTHON), str(_HERE / "peer_eventsourcing.py"), str(folder), str(saves), str(replayed)]
    answer = subprocess.run(script, check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    return Peer(**json.loads(answer.stdout))
