"""Cold start: how long a command keeps its user waiting, beside what Python alone takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.report import Figure, Subject
from bench.world import YEAR, name, note, require, world

NAME = "cold"
_ROOT = Path(__file__).parent.parent
_SACHO = (sys.executable, "-c", "from cli.main import main; main()")
_LIMIT = 0.7  # seconds
_TIMES, _PEOPLE = 5, 20
_HELP = ("log", "scores", "tasks", "verify")
_CALLS = (("log", "--to", "5"), ("scores", str(YEAR)), ("tasks", "--as", name(0)), ("verify",))  # all only read
_PLAIN = {
    "Python alone": "pass",
    "Python with typer, pydantic and SQLAlchemy": "import typer, pydantic, sqlalchemy",
}


def run(*, quick: bool) -> Subject:
    """Measure ``--help`` and one real call of each command that only reads, on a small log."""
    times = 1 if quick else _TIMES
    plain = [Figure(what, _seconds((sys.executable, "-c", code), times), "s") for what, code in _PLAIN.items()]
    if find_spec("cli.main") is None:
        return Subject(NAME, "Cold start", plain, ["There is no cli.main to start."])
    with TemporaryDirectory() as folder, world(Path(folder)) as ministry:
        ministry.populate(range(_PEOPLE))
        with ministry.door() as door:
            require(door.call(note(0)))
        figures, notes = _commands(ministry.url, times)
    return Subject(NAME, f"Cold start, median of {times}", [*plain, *figures], notes)


def _commands(url: str, times: int) -> tuple[list[Figure], list[str]]:
    """Return the figures of all commands on the log at *url*, and a note for each that failed."""
    figures, notes = [], []
    for words in (*((word, "--help") for word in _HELP), *_CALLS):
        try:
            seconds = _seconds((*_SACHO, *words), times, {"SACHO_DATABASE_URL": url})
        except subprocess.CalledProcessError as error:
            last = error.stderr.strip().splitlines()[-1:]
            notes.append(f"sacho {' '.join(words)} failed: {''.join(last)}")
            continue
        figures.append(Figure(f"sacho {' '.join(words)}", seconds, "s", most=_LIMIT))
    return figures, notes


def _seconds(command: Sequence[str], times: int, settings: dict[str, str] | None = None) -> float:
    """Return the median wall time of *command*; the first start, which compiles modules, does not count."""
    taken = []
    around = {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**around, **(settings or {})}
    for _ in range(times + 1):
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT, env=env)  # noqa: S603 - our own words
        taken.append(perf_counter() - start)
    return median(taken[1:])
