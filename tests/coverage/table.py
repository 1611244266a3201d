"""Which rule, file and test carry each row of the domain: ``python -m tests.coverage.table``.

It writes ``docs/coverage.md`` from ``docs/coverage.yaml``, after it has looked that every row stands
there once and that all it names is there: code by import, rules by key, tests by their name in the file.
"""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import StringConstraints, TypeAdapter, model_validator

from activities.yaml_files import read_rules, read_yaml
from domain.messages import Label, Value

ROOT = Path(__file__).parents[2]
ROWS, PAGE = ROOT / "docs" / "coverage.yaml", ROOT / "docs" / "coverage.md"
_IDS = ("phase", "task", "pool", "grade", "category", "sector", "formula")  # what names an item of a list

SECTIONS = {  # every row there has to be, by section
    "The balanced scorecard of 2004 and 2005 (1.1)": [f"S0-{number:02}" for number in range(1, 16)],
    "The framework (1.2 A)": [f"S1-{number:02}" for number in range(1, 18)],
    "The history of evaluation (1.2 B)": [f"T5-{number}" for number in range(1, 7)],
    "Planning (1.2 C)": [f"S1-{number}" for number in range(20, 26)],
    "Implementation and evaluation (1.2 D)": [f"S1-{number}" for number in range(30, 45)],
    "Feedback of results (1.2 E)": [f"S1-{number}" for number in range(50, 63)],
    "The evaluation online and its neighbours (1.2 F)": [f"S1-{number}" for number in range(70, 76)],
    "Practice of the Korean Intellectual Property Office (1.2 G)": [f"S1-{number}" for number in range(80, 93)],
    "The case of the director general (1.2 H)": [f"S1-{number}" for number in range(100, 114)],
    "Government innovation, state of 2007 (1.3)": [f"S2-{number:02}" for number in range(1, 17)],
    "Segregation of duties (3.2)": [f"SOD-{number:02}" for number in range(1, 13)],
}
STATES = {
    "works": "the rule holds, and a test fails without it",
    "partly": "some of it holds; what does not is said",
    "context": "tells of how things were; nothing to enforce",
    "later": "not built; the row says what is",
}
State = Literal["works", "partly", "context", "later"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Row(Value):
    """A row of the domain: the *rule* as it is built, the *code* that carries it, the *tests* that fail without it."""

    row: Text
    name: Label
    state: State
    rule: Text
    missing: Text | None = None
    code: tuple[str, ...] = ()  # MODULE:NAME, MODULE, RULES:KEY.KEY, or a path with a slash
    tests: Mapping[str, tuple[str, ...]] = {}  # names by file below tests/

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        carried = bool(self.code) and bool(self.tests)
        if self.state in {"works", "partly"} and not carried:
            raise ValueError(f"{self.row}: what works names code and tests")
        if (self.state in {"partly", "later"}) != bool(self.missing):
            raise ValueError(f"{self.row}: what is missing is said where something is, and nowhere else")
        return self


def read_rows(path: Path = ROWS) -> list[Row]:
    """Return the rows as they are written down."""
    return TypeAdapter(list[Row]).validate_python(read_yaml(path))


def problems(rows: Iterable[Row]) -> Iterator[str]:
    """Yield what is wrong with *rows*: rows missing or twice, and names of nothing."""
    given = list(rows)
    wanted = [row for section in SECTIONS.values() for row in section]
    if [it.row for it in given] != wanted:
        yield f"the rows must be, in this order and once each: {', '.join(wanted)}"
    for it in given:
        yield from (f"{it.row}: there is no {name}" for name in it.code if not _is_there(name))
        for file, names in it.tests.items():
            yield from (f"{it.row}: tests/{file} has no {name}" for name in names if name not in _tests_in(file))


def _is_there(name: str) -> bool:
    where, _, what = name.partition(":")
    if "/" in where:
        return (ROOT / where).exists()
    if "-" in where:
        return _has_key(_rules(where), what.split("."))
    try:
        found: Any = importlib.import_module(where)
        for part in filter(None, what.split(".")):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return False
    return True


@cache
def _rules(name: str) -> object:
    return read_rules(name).model_dump(mode="json")


def _has_key(data: object, keys: list[str]) -> bool:
    for key in keys:
        if isinstance(data, list):
            data = next((it for it in data if isinstance(it, dict) and key in {it.get(name) for name in _IDS}), None)
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return data is not None


@cache
def _tests_in(file: str) -> frozenset[str]:
    path = ROOT / "tests" / file
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(it.name for it in ast.walk(tree) if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef))


def page(rows: Iterable[Row]) -> str:
    """Return the table as it is published."""
    found = {it.row: it for it in rows}
    counts = {state: sum(it.state == state for it in found.values()) for state in STATES}
    head = [
        "# Every row of the domain, its rule and its tests",
        "",
        "Made from [coverage.yaml](coverage.yaml) by `python -m tests.coverage.table`; do not edit. A test sees",
        "to it that the page is up to date and all it names is there. S0, S1 and S2 are the papers, T5 a table of",
        "[sources.md](sources.md).",
        "",
        "| state | rows | means |",
        "|---|---|---|",
        *(f"| {state} | {counts[state]} | {meaning} |" for state, meaning in STATES.items()),
        "",
        *_counts(found),
    ]
    body = [line for section, wanted in SECTIONS.items() for line in _section(section, [found[it] for it in wanted])]
    return "\n".join([*head, *body]) + "\n"


def _section(title: str, rows: Sequence[Row]) -> Iterator[str]:
    """Yield a section: what is enforced with its code and tests, then in short what only tells how things were."""
    built = [it for it in rows if it.state != "context"]
    yield from ("", f"## {title}")
    if built:
        yield from ("", "| row | item | state | rule | code | tests |", "|---|---|---|---|---|---|")
    for it in built:
        rule = f"{it.rule} **Not yet:** {it.missing}" if it.missing else it.rule
        code = "<br>".join(_code_cell(it.code))
        tests = "<br>".join(_test_cell(it.tests))
        yield f"| {it.row} | {_name(it)} | {it.state} | {rule} | {code} | {tests} |"
    told = [f"| {it.row} | {_name(it)} | {it.rule} |" for it in rows if it.state == "context"]
    if told:
        yield from ("", "| row | context | why there is nothing to enforce |", "|---|---|---|", *told)


def _name(row: Row) -> str:
    return f"{row.name.ko}<br>{row.name.en}"


def _counts(found: Mapping[str, Row]) -> Iterator[str]:
    """Yield how many rows of each section stand how; a section is found by its name."""
    yield from (f"| section | {' | '.join(STATES)} |", f"|---|{'---|' * len(STATES)}")
    for section, wanted in SECTIONS.items():
        numbers = [sum(found[it].state == state for it in wanted) for state in STATES]
        link = re.sub(r"[^a-z0-9 -]", "", section.lower()).replace(" ", "-")
        yield f"| [{section}](#{link}) | {' | '.join(str(it or '') for it in numbers)} |"


def _code_cell(names: Iterable[str]) -> Iterator[str]:
    by_file: dict[str, list[str]] = {}
    for name in names:
        where, _, what = name.partition(":")
        by_file.setdefault(_file_of(where), []).extend([f"`{what}`"] if what else [])
    for file, found in by_file.items():
        yield " ".join([f"[{file}](../{file})", ", ".join(found)]).rstrip()


def _file_of(where: str) -> str:
    if "/" in where:
        return where
    return f"domain/rulesets/{where}.yaml" if "-" in where else where.replace(".", "/") + ".py"


def _test_cell(tests: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for file, names in tests.items():
        yield f"[{file}](../tests/{file}) " + ", ".join(f"`{name.removeprefix('test_')}`" for name in names)


if __name__ == "__main__":
    if wrong := list(problems(read_rows())):
        sys.exit("\n".join(wrong))
    PAGE.write_text(page(read_rows()), encoding="utf-8")
