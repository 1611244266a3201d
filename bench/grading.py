"""One pool of 1,000 and of 10,000 people: graded, notified and paid; then one indicator adjusted for all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.report import Figure, Subject

NAME = "grading"
_ROOT = Path(__file__).parent.parent
_FEW, _MANY = 1_000, 10_000
_GIB = 1024.0  # MiB
_PAID = ("pools", "grades", "notices", "pay")


def run(*, quick: bool) -> Subject:
    """Grade few and many, each in a process of its own."""
    if quick:
        return Subject(NAME, "A pool of 50", _figures(_grade(50)))
    few, many = _grade(_FEW), _grade(_MANY)
    growth = {what: (many[what] / _MANY) / (few[what] / _FEW) for what in ("paying", "cascade")}
    figures = [
        *_figures(few),
        *_figures(many, seconds=10, mebibytes=_GIB),
        Figure(f"paying: time per person, {_MANY:,} beside {_FEW:,}", growth["paying"], "x"),
        Figure(f"cascade: time per person, {_MANY:,} beside {_FEW:,}", growth["cascade"], "x"),
    ]
    return Subject(NAME, "One pool: grading, notices, pay; one indicator adjusted", figures)


def _figures(it: dict[str, Any], seconds: float | None = None, mebibytes: float | None = None) -> list[Figure]:
    people = f"{it['people']:,} people"
    return [
        Figure(f"{people}: totals put on record", it["steps"]["score"], "s"),
        Figure(f"{people}: pools, grades, notices and pay", it["paying"], "s", most=seconds),
        Figure(f"{people}: all that follows from one adjusted indicator", it["cascade"], "s", most=seconds),
        Figure(f"{people}: peak memory", it["mebibytes"], "MiB", most=mebibytes),
        Figure(f"{people}: events of both", it["events"] + it["followed"], "events"),
    ]


def _grade(people: int) -> dict[str, Any]:
    script = [sys.executable, "-m", "bench.one_grading", str(people)]
    answer = subprocess.run(script, check=True, capture_output=True, text=True, cwd=_ROOT)  # noqa: S603 - our own words
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return {**found, "paying": sum(found["steps"][step] for step in _PAID)}
