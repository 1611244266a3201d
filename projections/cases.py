"""The cases that keep a clock of their own: where each stands, and what stopped its clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.case import END, Case, Standing
from domain.cases import CASES
from domain.clock import CLOCK
from domain.ids import clock_stream
from eventstore.codec import decode
from eventstore.port import Log, Query


@dataclass(frozen=True)
class CaseRow:
    """One case: its stream, where it stands, whether it is closed, and the refusal that stopped its clock."""

    case: str
    standing: Standing
    closed: bool
    blocked: str | None


def all_cases(log: Log, person: str | None = None) -> list[CaseRow]:
    """Return the cases about *person* or, without one, about everybody; the earliest awaited day first."""
    found = [row for case in CASES.values() for row in _rows(log, case) if person in (None, row.standing.person)]
    return sorted(found, key=lambda it: (it.closed, it.standing.due is None, str(it.standing.due), it.case))


def _rows(log: Log, case: Case) -> Iterator[CaseRow]:
    for stream in dict.fromkeys(row.stream for row in log.read(Query(type=case.begins.__name__))):
        state = case.decider.fold([decode(row) for row in log.read(Query(streams=[stream]))])
        clock = CLOCK.fold([decode(row) for row in log.read(Query(streams=[clock_stream(stream)]))])
        closed = case.next_step(state) == END
        blocked = clock.blocked.code if clock.blocked and not closed else None
        yield CaseRow(stream, case.standing(state), closed, blocked)
