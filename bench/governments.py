"""Governments: what a ministry costs among 5, 10, 20 and 39; it must not cost more among many."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.rehearsals import Run
from bench.report import Figure, Subject

NAME = "government"
_ROOT = Path(__file__).parent.parent
_CASE = _ROOT / "examples" / "government-2010"
_STEPS = (5, 10, 20, 39)
_QUARTER_HOUR, _TWO_GIB = 900.0, 2048.0


def run(*, quick: bool) -> Subject:
    """Rehearse the government's first ministries; the processor's time counts, for the machine may be shared."""
    if quick:
        return Subject(NAME, "A month of two ministries", _figures(2, _rehearse(2, "2010-02-01")))
    runs = {bodies: _rehearse(bodies) for bodies in _STEPS}
    few, many = _STEPS[0], _STEPS[-1]
    figures = [figure for bodies, it in runs.items() for figure in _figures(bodies, it)]
    figures += [
        Figure(f"{many} ministries: wall time", runs[many].seconds, "s", most=_QUARTER_HOUR),
        Figure(f"{many} ministries: peak memory", runs[many].mebibytes, "MiB", most=_TWO_GIB),
        Figure(f"time per event, {many} ministries beside {few}", _per(runs[many]) / _per(runs[few]), "x", most=1.25),
    ]
    notes = [f"{bodies} ministries did not close." for bodies, it in runs.items() if not it.closed]
    return Subject(NAME, "Governments of 5 to 39 ministries", figures, notes)


def _figures(bodies: int, it: Run) -> list[Figure]:
    return [
        Figure(f"{bodies} ministries: processor time each", it.processor / bodies, "s"),
        Figure(f"{bodies} ministries: people", it.people, "people"),
        Figure(f"{bodies} ministries: events", it.events, "events"),
    ]


def _per(it: Run) -> float:
    """Return the processor time of an event: ministries differ in size."""
    return it.processor / it.events


def _rehearse(bodies: int, until: str = "") -> Run:
    script = [sys.executable, "-m", "bench.one_rehearsal", str(_CASE), "", until, str(bodies)]
    answer = subprocess.run(script, check=True, capture_output=True, text=True, cwd=_ROOT)  # noqa: S603 - our own words
    return Run(**json.loads(answer.stdout.splitlines()[-1]))
