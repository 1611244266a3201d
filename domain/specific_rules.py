"""The Prime Minister's specific evaluation as data: areas, groups, additions, grades, days and how it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from domain.calendar import YearDay
from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Number, Percent
from domain.rule_problems import RuleProblem, problem
from domain.scoring.quotas import Scale

Role = Annotated[str, StringConstraints(pattern=r"^role:[a-z][a-z-]{1,40}$")]
Points = Annotated[Number, Field(ge=0, le=1000)]
_HUNDRED = Decimal(100)


class ItemRule(Value):
    """What panellists score in an area; *weight* in percent of the area."""

    item: Id
    name: Label
    phase: Literal["planning", "implementation", "result"] | None = None  # of the core task (S1-44)
    weight: Percent


class AreaRule(Value):
    """One area of the evaluation; *weight* in percent of the result."""

    area: Id
    name: Label
    weight: Percent
    items: tuple[ItemRule, ...]


class GroupRule(Value):
    """Bodies that are graded among each other."""

    group: Id
    name: Label


class AdditionRule(Value):
    """Points above the weighted sum, up to *most*."""

    addition: Id
    name: Label
    most: Points


class SpecificRules(Value):
    """Everything about a year's specific evaluation that is data; no areas: there is none."""

    areas: tuple[AreaRule, ...] = ()
    groups: tuple[GroupRule, ...] = ()
    additions: tuple[AdditionRule, ...] = ()
    scale: Scale | None = None  # None: points only
    smallest: Annotated[int, Field(ge=1)] = 1  # in a smaller group nobody must be poor
    near: Number = Decimal("0.1")
    publication: Literal["full", "excellent"] = "full"  # every ministry, or only those with the best grade
    notice_days: Annotated[int, Field(ge=0, le=366)] = 15  # between the criteria's publication and the evaluation
    panel: Id = "specific-evaluation"  # the kind of committee that scores
    resolves: Id = "gpec"  # the kind of committee that confirms
    manages: Role = "role:evaluation-office"  # who keeps the evaluation
    answers: Role = "role:planning"  # who speaks for a ministry
    data_until: YearDay = "Y-10-31"  # a value about a later day is an estimate
    panellists: Annotated[int, Field(ge=1, le=50)] = 3  # at least, who score one area of one ministry
    best: Points = _HUNDRED
    trim: Annotated[int, Field(ge=0, le=10)] = 0  # ballots left out at each end before the mean
    deviation: Points = Decimal(10)  # a ballot farther from the score needs a reason
    resolved_by: YearDay = "Y-12-31"
    extended_to: YearDay = "Y+1-01-31"
    true_up_by: YearDay = "Y+1-01-31"
    reopen_above: Points = Decimal(3)  # points an area moves by the true-up before the committee must be asked

    def area(self, area: str) -> AreaRule | None:
        """Return the rule of *area*, or None when the year has none."""
        return next((it for it in self.areas if it.area == area), None)


def specific_problems(rules: SpecificRules) -> Iterable[RuleProblem]:
    """Yield what does not hold together in *rules*: weights sum to 100, nothing stands twice."""
    where = "specific.areas"
    if rules.areas:
        yield from _sum(where, (it.weight for it in rules.areas))
    for area in rules.areas:
        yield from _sum(f"{where}.{area.area}", (it.weight for it in area.items))
        yield from _twice(f"{where}.{area.area}", (it.item for it in area.items))
    yield from _twice(where, (it.area for it in rules.areas))
    yield from _twice("specific.groups", (it.group for it in rules.groups))
    yield from _twice("specific.additions", (it.addition for it in rules.additions))


def _sum(where: str, weights: Iterable[Decimal]) -> Iterable[RuleProblem]:
    given = sum(weights, Decimal(0))
    if given != _HUNDRED:
        yield problem("rules.weights-sum", where, sum=given)


def _twice(where: str, names: Iterable[str]) -> Iterable[RuleProblem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield problem("rules.given-twice", where, name=name, times=times)
