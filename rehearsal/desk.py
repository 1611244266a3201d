"""One ministry after its year: who does what there, what its units reached, its dice and its days."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.messages import Command, Label
from domain.rules import RuleSet
from rehearsal.case import Case, Entry
from rehearsal.crowd import seeded
from rehearsal.ministries import about
from rehearsal.results import Results

_SATURDAY = 5


class Step(NamedTuple):
    """Who gives which command when."""

    at: datetime
    actor: str
    command: Command


class Inspector(NamedTuple):
    """Who looks at a sector of other ministries, for the office that supervises it."""

    person: str
    sector: str


class Desk:
    """The ministry of *part* in the government of *whole*."""

    def __init__(
        self, part: Case, whole: Case, rules: RuleSet, played: Iterable[Entry], poor: datetime | None = None
    ) -> None:
        self.poor = poor  # from when on its result of the specific evaluation asks for a review
        self.part, self.whole, self.rules = part, whole, rules
        self.year, self.body = part.year, part.bodies[0]
        self.results = Results(part, played)
        self.budget = part.plan.finance[-1].budget if part.plan.finance else Decimal(0)
        self.secretary = whole.holder("evaluation-office", whole.government)
        self._seed = part.crowd.seed if part.crowd else part.case

    def holder(self, role: str) -> str:
        """Return who holds *role* in the ministry; nobody's name where nobody does."""
        return self.part.holder(role, self.body) or ""

    def inspectors(self) -> Iterator[Inspector]:
        """Yield who may inspect this ministry, for mandates over bodies of its sector: none of its own people."""
        own = {it.person for it in self.part.people if it.body == self.body}
        over = self.part.home().sector or "central"
        for it in self.rules.supervision:
            person = self.whole.holder("inspector", it.body) if it.over == over else None
            if person is not None and person not in own:
                yield Inspector(person, it.sector)

    def dice(self, *words: str) -> random.Random:
        """Return dice for exactly this."""
        return seeded(self._seed, "consequences", *words)

    def day(self, years: int, month: int, number: int, minutes: int = 0) -> datetime:
        """Return a moment of that day, *years* after the performance year, or of the Monday after it."""
        on = date(self.year + years, month, number)
        while on.weekday() >= _SATURDAY:
            on += timedelta(days=1)
        return datetime.combine(on, time(9, 30), ZoneInfo(self.rules.zone)) + timedelta(minutes=minutes)

    def about(self, pattern: Label, unit: str) -> Label:
        """Return *pattern* with the name of *unit* for what stands in braces."""
        return about(pattern, next(it.name for it in self.part.home().units if it.unit == unit))
