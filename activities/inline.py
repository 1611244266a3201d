"""What moves with the log in its own transaction: the rows an actor looks at next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from domain.cycle import CycleOpened
from domain.messages import Event, Owed
from eventstore.port import Stored


class Fact(NamedTuple):
    """One event, as stored and as read."""

    row: Stored
    event: Event


class Inline(Protocol):
    """The projection that is never behind: who owes what."""

    def apply(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take *facts* in, in order."""

    def owed(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> list[Owed]:
        """Return the obligations of a phase that are not met, in a stable order."""

    def evaluated(self, connection: Connection, year: int, body: str) -> list[str]:
        """Return the ids of the persons that *body* evaluates in *year*, in order."""

    def deciding(self, connection: Connection, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*; None: it has none."""

    def is_owed(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> bool:
        """Return whether anything of a phase is not met."""

    def work_left(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> list[str]:
        """Return the engine's own tasks of a phase that can be begun now and are owed, in the rules' order."""
