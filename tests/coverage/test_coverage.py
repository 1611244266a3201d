"""The table of the domain's rows names what is there, and is published as it stands."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.coverage.table import PAGE, SECTIONS, STATES, Row, page, problems, read_rows

ROW: dict[str, Any] = {
    "row": "S1-20",
    "name": {"ko": "전략계획", "en": "Strategic plan"},
    "state": "works",
    "rule": "Five years.",
    "code": ["domain.strategy:decide", "kr-2010:phases.plan-draft.tasks.review-strategy", "docs/coverage.yaml"],
    "tests": {"coverage/test_coverage.py": ["test_every_row_names_what_is_there"]},
}


def found(**changes: Any) -> list[str]:
    """Return the problems of one row with *changes*, without those that are about all rows."""
    return list(problems([Row.model_validate({**ROW, **changes})]))[1:]


def test_every_row_names_what_is_there() -> None:
    assert list(problems(read_rows())) == []


def test_the_published_table_is_that_of_the_rows() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(read_rows()), "run: python -m tests.coverage.table"


def test_every_row_stands_there_once() -> None:
    rows = read_rows()
    for wrong in (rows[1:], [*rows, rows[0]], list(reversed(rows))):
        assert len(list(problems(wrong))) == 1


def test_a_row_that_holds_has_no_problem() -> None:
    assert found() == []


@pytest.mark.parametrize(
    "name",
    [
        "domain.strategy:nothing",
        "domain.nothing",
        "kr-2010:phases.plan-draft.tasks.nothing",
        "kr-2010:planning.nothing",
        "docs/nothing.md",
    ],
)
def test_what_was_renamed_away_is_told(name: str) -> None:
    assert found(code=[name]) == [f"S1-20: there is no {name}"]


@pytest.mark.parametrize("file", ["coverage/test_coverage.py", "nothing.py"])
def test_a_test_that_was_renamed_away_is_told(file: str) -> None:
    assert found(tests={file: ["test_nothing"]}) == [f"S1-20: tests/{file} has no test_nothing"]


@pytest.mark.parametrize(
    "changes",
    [{"tests": {}}, {"code": []}, {"state": "partly"}, {"state": "later"}, {"missing": "all"}, {"state": "done"}],
)
def test_a_row_says_enough(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Row.model_validate({**ROW, **changes})


def test_every_section_is_counted_at_the_top() -> None:
    rows, top = read_rows(), page(read_rows()).split("\n## ", 1)[0]
    for section, wanted in SECTIONS.items():
        (line,) = [it for it in top.splitlines() if it.startswith(f"| [{section}]")]
        cells = [int(cell.strip() or 0) for cell in line.strip("|").split("|")[1:]]
        assert dict(zip(STATES, cells, strict=True)) == {
            state: sum(it.state == state for it in rows if it.row in wanted) for state in STATES
        }


def test_what_only_tells_how_things_were_is_told_in_short() -> None:
    lines = page(read_rows()).splitlines()
    for row in read_rows():
        (line,) = [it for it in lines if it.startswith(f"| {row.row} |")]
        assert line.count(" | ") == (2 if row.state == "context" else 5)
