"""What follows for bodies, folded from the log when it is asked: findings, and budgets by ratings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from domain.budget import BUDGET
from domain.budget_facts import Budget
from domain.findings import FINDINGS
from domain.findings_facts import Finding, FindingIssued
from domain.ids import budget_stream
from domain.messages import Decider
from domain.programme import PROGRAMME, Programme, ProgrammeEstablished
from eventstore.codec import decode
from eventstore.port import Log, Query


@dataclass(frozen=True)
class ProgrammeLine:
    """A programme, its last rating, and what that did to its budget in the performance year asked for."""

    programme: Programme
    budget: Budget


def findings_of(log: Log, body: str | None = None) -> list[Finding]:
    """Return the findings of *body* or of all bodies, by body and number."""
    found = [_fold(log, FINDINGS, stream) for stream in _streams(log, FindingIssued)]
    all_of_them = [finding for ledger in found for finding in ledger.of.values()]
    mine = [it for it in all_of_them if body in (None, it.issued.body)]
    return sorted(mine, key=lambda it: (it.issued.body, it.issued.number))


def budgets_of(log: Log, year: int, body: str | None = None) -> list[ProgrammeLine]:
    """Return the programmes rated in *year*, by body and programme, each with its budget."""
    programmes = [_fold(log, PROGRAMME, stream) for stream in _streams(log, ProgrammeEstablished)]
    return sorted(_lines(log, year, body, programmes), key=lambda it: _key(it.programme))


def _lines(log: Log, year: int, body: str | None, programmes: list[Programme]) -> Iterator[ProgrammeLine]:
    for it in programmes:
        about = it.established
        if about is not None and it.rated is not None and it.rated.year == year and body in (None, about.body):
            yield ProgrammeLine(it, _fold(log, BUDGET, budget_stream(year, about.body, about.programme)))


def _key(programme: Programme) -> tuple[str, str]:
    about = programme.established
    return (about.body, about.programme) if about else ("", "")


def _streams(log: Log, begins: type[Any]) -> list[str]:
    return list(dict.fromkeys(row.stream for row in log.read(Query(type=begins.__name__))))


def _fold(log: Log, decider: Decider[Any], stream: str) -> Any:
    return decider.fold([decode(row) for row in log.read(Query(streams=[stream]))])
