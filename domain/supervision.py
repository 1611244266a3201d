"""Who confirms and inspects the ministries' self-evaluations: mandates by sector, each with its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from domain.ids import Id
from domain.messages import Label, Value
from domain.rule_problems import RuleProblem, problem


class SupervisionMandate(Value):
    """*body* confirms and inspects the *sector* (ACT 11) from the day *since* to the day *until*, each included."""

    sector: Id
    name: Label
    body: Id
    body_name: Label
    since: date | None = None
    until: date | None = None
    basis: str = ""

    def holds_on(self, day: date) -> bool:
        """Return whether the mandate holds on *day*."""
        return (self.since or date.min) <= day <= (self.until or date.max)


def supervisor_of(mandates: Iterable[SupervisionMandate], sector: str, day: date) -> SupervisionMandate | None:
    """Return the mandate for *sector* on *day*; None: nobody confirms it, as after a mandate that ended mid-cycle."""
    return next((it for it in mandates if it.sector == sector and it.holds_on(day)), None)


def mandate_problems(mandates: Iterable[SupervisionMandate]) -> Iterable[RuleProblem]:
    """Yield what does not hold together in *mandates*: a sector has one body at a time."""
    given = list(mandates)
    for it in given:
        if it.since and it.until and it.until < it.since:
            yield problem("rules.mandate-ends-early", f"supervision.{it.sector}", until=it.until, since=it.since)
    for one, other in combinations(given, 2):
        later = max(one.since or date.min, other.since or date.min)
        if one.sector == other.sector and one.holds_on(later) and other.holds_on(later):
            both = {"one": one.body, "other": other.body, "day": later}
            yield problem("rules.mandate-twice", f"supervision.{one.sector}", **both)
