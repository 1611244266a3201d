"""Whole cycles: wall time and memory of the golden case, and of the same with more people."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench.report import Figure, Subject

NAME = "rehearsal"
_ROOT = Path(__file__).parent.parent
_CASE = _ROOT / "examples" / "kipo-2010"
_FEW, _MANY = 150, 1_500
_GIB = 1024.0  # MiB


class Run(NamedTuple):
    """One rehearsal in a process of its own."""

    people: int  # in the log
    events: int
    seconds: float
    mebibytes: float  # peak of the process, plus that of its largest child, the Temporal server
    closed: bool
    processor: float = 0.0  # seconds of the process and its children


def run(*, quick: bool) -> Subject:
    """Rehearse the golden case as it is, then with 150 and with 1,500 people."""
    if find_spec("rehearsal.case") is None:
        return Subject(NAME, "Rehearsals", [], ["There is no rehearsal.case to play."])
    if quick:
        return Subject(NAME, "A month's rehearsal", _figures("the golden case", _rehearse(None, "2010-02-01")))
    golden, few, many = (_rehearse(people) for people in (None, _FEW, _MANY))
    growth = (many.seconds / many.people) / (few.seconds / few.people)
    figures = [
        *_figures("the golden case", golden, seconds=30),
        *_figures(f"{_FEW} people", few),
        *_figures(f"{_MANY:,} people", many, seconds=90, mebibytes=_GIB),
        Figure(f"time per person, {_MANY:,} beside {_FEW}", growth, "x", most=1),
    ]
    notes = [
        f"{what} did not close." for what, it in (("Golden", golden), ("Few", few), ("Many", many)) if not it.closed
    ]
    return Subject(NAME, "Rehearsals of 18 months", figures, notes)


def _figures(what: str, it: Run, seconds: float | None = None, mebibytes: float | None = None) -> list[Figure]:
    return [
        Figure(f"{what}: wall time", it.seconds, "s", most=seconds),
        Figure(f"{what}: peak memory", it.mebibytes, "MiB", most=mebibytes),
        Figure(f"{what}: people", it.people, "people"),
        Figure(f"{what}: events", it.events, "events"),
    ]


def _rehearse(people: int | None, until: str | None = None) -> Run:
    """Rehearse with *people* in a process of its own, so that its memory is only its own."""
    script = [sys.executable, "-m", "bench.one_rehearsal", str(_CASE), str(people or ""), until or ""]
    answer = subprocess.run(script, check=True, capture_output=True, text=True, cwd=_ROOT)  # noqa: S603 - our own words
    return Run(**json.loads(answer.stdout.splitlines()[-1]))
