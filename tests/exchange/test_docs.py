"""The document of the interface says what the layouts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.formats import MOST_BYTES
from exchange.inbox import MOST_BYTES as MOST_OF_A_REQUEST
from exchange.layouts import INWARD, OUTWARD, Layout
from exchange.rows import MOST_ROWS
from exchange.signing import TOLERANCE

TEXT = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", [*INWARD.values(), *OUTWARD.values()], ids=lambda it: f"{it.system}-{it.direction}")
def test_every_field_stands_in_the_table_of_its_neighbour(layout: Layout) -> None:
    section = TEXT.split(f"event type `{layout.event_type}`")[1].split("\n### ")[0]
    told = [line for line in section.splitlines() if line.startswith("| ")][1:]
    assert told == [f"| {it.name} | {it.ko} | {'yes' if it.required else ''} | {it.holds} |" for it in layout.fields]


def test_the_limits_it_names_are_those_that_hold() -> None:
    assert f"At most {MOST_BYTES // 2**20} MiB and\n{MOST_ROWS:,} rows" in TEXT
    assert f"more than {MOST_OF_A_REQUEST // 2**20} MiB" in TEXT
    assert TOLERANCE == 5 * 60
