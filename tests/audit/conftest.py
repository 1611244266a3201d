"""A small log to be asked about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eventstore.port import Log
from tests.audit.telling import Telling


@pytest.fixture
def telling(open_log: Callable[[str], Log], sqlite_url: str) -> Telling:
    """Return an office with a confirmed plan in which nothing is scored yet."""
    return Telling(open_log(sqlite_url)).set_up()
