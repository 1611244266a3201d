"""Who confirms and inspects what bodies do: mandates by sector, over bodies of one kind, each with its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from domain.body_class import Sector
from domain.ids import Id
from domain.messages import Label, Value
from domain.rule_problems import RuleProblem, problem


class SupervisionMandate(Value):
    """*body* confirms and inspects the *sector* from the day *since* to the day *until*, each included.

    ACT 11 knows it over central ministries, ACT 21 over local governments, ACT 22 over public agencies.
    """

    sector: Id
    name: Label
    body: Id
    body_name: Label
    since: date | None = None
    until: date | None = None
    basis: str = ""
    over: Sector = "central"  # the bodies it is over

    def holds_on(self, day: date) -> bool:
        """Return whether the mandate holds on *day*."""
        return (self.since or date.min) <= day <= (self.until or date.max)


def supervisor_of(
    mandates: Iterable[SupervisionMandate], sector: str, day: date, over: Sector = "central"
) -> SupervisionMandate | None:
    """Return the mandate for *sector* on *day*; None: nobody confirms it, as after a mandate that ended mid-cycle."""
    return next((it for it in mandates if (it.sector, it.over) == (sector, over) and it.holds_on(day)), None)


def mandate_problems(mandates: Iterable[SupervisionMandate]) -> Iterable[RuleProblem]:
    """Yield what does not hold together in *mandates*: over the same bodies a sector has one office at a time."""
    given = list(mandates)
    for it in given:
        if it.since and it.until and it.until < it.since:
            yield problem("rules.mandate-ends-early", f"supervision.{it.sector}", until=it.until, since=it.since)
    for one, other in combinations(given, 2):
        later = max(one.since or date.min, other.since or date.min)
        if (one.sector, one.over) == (other.sector, other.over) and one.holds_on(later) and other.holds_on(later):
            both = {"one": one.body, "other": other.body, "day": later}
            yield problem("rules.mandate-twice", f"supervision.{one.sector}", **both)
