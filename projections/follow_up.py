"""What follows for bodies, folded from the log when it is asked: findings, budgets by ratings, rewards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from domain.budget import BUDGET
from domain.budget_facts import Budget
from domain.findings import FINDINGS
from domain.findings_facts import Finding, FindingIssued
from domain.ids import budget_stream, rewards_stream
from domain.messages import Decider
from domain.programme import PROGRAMME, Programme, ProgrammeEstablished
from domain.reward import REWARDS, RewardGranted, RewardRecommended, Rewards
from domain.scoring.programme import Branch
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


def counts_of(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many are settled, reported and under review, and open; of those open, how many are overdue."""
    listed = list(findings)
    stages = Counter("open" if it.is_open else "reported" if it.stage == "reported" else "settled" for it in listed)
    return {
        **{name: stages[name] for name in ("settled", "reported", "open")},
        "overdue": sum(it.overdue for it in listed),
    }


def programme_names(log: Log) -> dict[str, dict[str, str]]:
    """Return what to show for every programme, by programme/BODY/ID."""
    rows = log.read(Query(type=ProgrammeEstablished.__name__))
    found = [it for it in map(decode, rows) if isinstance(it, ProgrammeEstablished)]
    return {f"programme/{it.body}/{it.programme}": it.name.model_dump() for it in found}


def budgets_of(log: Log, year: int, body: str | None = None) -> list[ProgrammeLine]:
    """Return the programmes rated in *year*, by body and programme, each with its budget."""
    programmes = [_fold(log, PROGRAMME, stream) for stream in _streams(log, ProgrammeEstablished)]
    return sorted(_lines(log, year, body, programmes), key=lambda it: _key(it.programme))


def branches_of(lines: Iterable[ProgrammeLine]) -> dict[str, int]:
    """Return how many programmes each branch of the budget rule has, the hardest first."""
    found = Counter(it.budget.proposed.branch for it in lines if it.budget.proposed)
    return {branch: found[branch] for branch in get_args(Branch) if found[branch]}


def excepted_of(lines: Iterable[ProgrammeLine]) -> dict[str, int]:
    """Return how many programmes of each branch were granted more than its ceiling, by exception."""
    return branches_of(it for it in lines if it.budget.decided and it.budget.decided.excepted)


def rewards_of(log: Log, year: int, body: str | None = None) -> dict[str, Rewards]:
    """Return, by body, the rewards that results of *year* recommend or that were granted for it."""
    of_year = rewards_stream(year, "")
    streams = {*_streams(log, RewardRecommended), *_streams(log, RewardGranted)}
    bodies = sorted(it.removeprefix(of_year) for it in streams if it.startswith(of_year))
    found = {it: _fold(log, REWARDS, rewards_stream(year, it)) for it in bodies if body in (None, it)}
    return {it: rewards for it, rewards in found.items() if rewards.recommended or rewards.granted}


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
