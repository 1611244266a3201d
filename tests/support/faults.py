"""Logs that break: before the commit, or after it, when only the answer is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from eventstore.port import Log, Transaction

Fault = Literal["none", "before commit", "after commit"]


class LineBrokeError(Exception):
    """The database went away."""


class FaultyLog:
    """*log*, whose transactions end as *fault* says, one after the other."""

    def __init__(self, log: Log, fault: Callable[[], Fault]) -> None:
        self._log = log
        self._fault = fault
        self.transactions = 0
        self.at_the_lock = threading.Event()  # somebody wants to write, or does

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Lock the head of the log; break as ordered."""
        self.transactions += 1
        self.at_the_lock.set()
        fault = self._fault()
        with self._log.transaction() as transaction:
            yield transaction
            if fault == "before commit":
                raise LineBrokeError
        if fault == "after commit":
            raise LineBrokeError


def once(fault: Fault) -> Callable[[], Fault]:
    """Return a plan by which *fault* happens at the next transaction only."""
    plan: Iterator[Fault] = iter([fault])
    return lambda: next(plan, "none")
