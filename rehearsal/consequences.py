"""What follows from a rehearsed year for a ministry: programmes and their budgets, findings, rewards (S1-50 to S1-53).

How much of it happens stands in pattern.yaml; what, follows from the values the ministry reported and from dice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from activities.rehearsals import command_id
from domain.reward import GrantReward
from domain.rules import RuleSet
from rehearsal.case import Case, Entry
from rehearsal.desk import Desk, Step
from rehearsal.findings import findings
from rehearsal.follow_up import FollowUp, RewardPattern
from rehearsal.programmes import programmes, rated

_ROLES = ("planning", "programme-rater", "budget-office", "internal-auditor", "hr")


def consequences(
    part: Case, whole: Case, rules: RuleSet, played: Iterable[Entry], poor: datetime | None = None
) -> Iterator[Entry]:
    """Yield what follows for the ministry of *part* from what it *played*; nothing where its pattern says nothing.

    *poor* is when it got a grade in the specific evaluation that asks for a review of its organisation. Nothing is
    played where somebody is missing who would have to do it.
    """
    desk = Desk(part, whole, rules, played, poor)
    if part.follow_up is None or desk.secretary is None or not all(desk.holder(role) for role in _ROLES):
        return
    for n, it in enumerate(_steps(desk, part.follow_up)):
        known = command_id(part.case, "consequences", type(it.command).__name__, it.command.stream(), n)
        yield Entry(it.at, it.actor, known, it.command)


def _steps(desk: Desk, pattern: FollowUp) -> Iterator[Step]:
    listed = list(programmes(desk, pattern))
    for it in listed:
        yield from rated(desk, pattern, it)
    yield from findings(desk, pattern, listed)
    for n, reward in enumerate(pattern.rewards):
        yield from _rewarded(desk, reward, n)


def _rewarded(desk: Desk, it: RewardPattern, number: int) -> Iterator[Step]:
    """Yield the reward for who heads the best unit of a level."""
    led = [unit for unit in desk.part.home().units if unit.level == it.level and unit.head]
    best = max(led, key=lambda unit: (desk.results.mean(unit.unit), unit.unit), default=None)
    if best is not None:
        about = {"year": desk.year, "body": desk.body, "person": best.head}
        said = {"kind": it.kind, "amount": it.amount, "ground": it.ground}
        yield Step(desk.day(1, 6, 13, 10 * number), desk.holder("hr"), GrantReward.model_validate({**about, **said}))
