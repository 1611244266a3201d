"""Figures: what was measured, beside what it is compared with; as a table to read and as JSON to keep."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

from rich.console import Console
from rich.table import Table

from runtime.databases import sqlite_module

_MADE_OF = ("pydantic", "sqlalchemy", "temporalio")


@dataclass(frozen=True)
class Figure:
    """One measured value in *unit*, and the goal it is held against: at least, or at most, so much."""

    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None when the figure is there to compare with."""
        if self.least is None and self.most is None:
            return None
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def goal(self) -> str:
        """The goal in words; empty when there is none."""
        bounds = (("≥", self.least), ("≤", self.most))
        return " ".join(f"{sign} {number(bound)} {self.unit}" for sign, bound in bounds if bound is not None)


@dataclass(frozen=True)
class Subject:
    """What one benchmark found; *notes* say what is missing, and why."""

    name: str
    title: str
    figures: Sequence[Figure]
    notes: Sequence[str] = ()


def percentile(sample: Sequence[float], share: float) -> float:
    """Return the value below which *share* (0 to 1) of *sample* lies."""
    return sorted(sample)[min(int(len(sample) * share), len(sample) - 1)]


def number(value: float) -> str:
    """Return *value* with as many digits as a reader wants.

    >>> number(12345.6), number(45.67), number(1.234)
    ('12,346', '45.7', '1.23')
    """
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f}"  # noqa: PLR2004 - digits, not a rule


def show(console: Console, subject: Subject) -> None:
    """Print *subject* as a table."""
    table = Table(title=subject.title, title_justify="left", caption="\n".join(subject.notes) or None)
    table.add_column("figure")
    table.add_column("value", justify="right")
    table.add_column("unit")
    table.add_column("goal")
    table.add_column("")
    for figure in subject.figures:
        mark = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[figure.met]
        table.add_row(figure.name, number(figure.value), figure.unit, figure.goal, mark)
    console.print(table)


def write(path: Path, subjects: Sequence[Subject]) -> None:
    """Write *subjects* to *path* as JSON; subjects of an earlier run that were not run now stay."""
    kept = json.loads(path.read_text())["subjects"] if path.exists() else {}
    now = {subject.name: {"machine": _machine(), **_plain(subject)} for subject in subjects}
    text = json.dumps({"subjects": {**kept, **now}}, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _plain(subject: Subject) -> dict[str, object]:
    figures = [{**asdict(it), "value": round(it.value, 4), "met": it.met} for it in subject.figures]
    return {"title": subject.title, "figures": figures, "notes": list(subject.notes)}


def _machine() -> Mapping[str, object]:
    """Return what the figures depend on: processors, Python, libraries and the day."""
    return {
        "processors": cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "sqlite": sqlite_module().sqlite_version,
        "libraries": {name: version(name) for name in _MADE_OF},
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
