"""Doors on every log."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from eventstore.port import Log
from tests.support.house import House, house_on, in_talks


@pytest.fixture
def log(open_log: Callable[[str], Log], log_url: str) -> Log:
    """Return each of the three logs in turn."""
    return open_log(log_url)


@pytest.fixture
def house(log: Log) -> Iterator[House]:
    """Return a door on each of the three logs, while the spring talks are open."""
    with house_on(log) as house:
        yield in_talks(house)
