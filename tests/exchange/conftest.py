"""The small office with its neighbours linked, in the days of the spring talks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eventstore.port import Log
from eventstore.sql import SqlLog
from projections.rows import create_tables
from runtime.databases import engines
from tests.exchange.linked import IN_TALKS, linked
from tests.support.house import House, house_on


@pytest.fixture(scope="session")
def linked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file with the office, its plan in force, its talks open, its neighbours linked; copy it."""
    path = tmp_path_factory.mktemp("linked") / "linked.db"
    log = SqlLog(*engines(f"sqlite:///{path}"))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    with house_on(log) as house:
        linked(house)
    log.close()
    return path


@pytest.fixture
def house(open_log: Callable[[str], Log], linked_file: Path, tmp_path: Path) -> Iterator[House]:
    """Return that office on a log of its own."""
    path = tmp_path / "linked.db"
    shutil.copy(linked_file, path)
    with house_on(open_log(f"sqlite:///{path}"), at=IN_TALKS) as house:
        yield house
