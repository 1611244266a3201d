"""Ministries from a short description: each becomes a case of its own, the same for the same seed.

What they are called stands in ``ministries.yaml``; what all of them have in common (posts, departments,
indicators, the steps of the year) in ``pattern.yaml``. No name of either stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from domain.messages import Label
from domain.objectives import Indicator, Objective, Objectives, Scale, Target, Task
from domain.plan_events import FinancialResult
from domain.plan_targets import with_targets
from domain.planning import Planning
from domain.rules import HUNDRED
from rehearsal.case import (
    Body,
    Case,
    Crowd,
    Deed,
    Evaluated,
    Heading,
    Official,
    Organisation,
    Plan,
    Unit,
    UnitPlan,
)
from rehearsal.crowd import invented_name, seeded
from rehearsal.deeds import command_of
from rehearsal.ministry import Measure, Ministry, Pattern

_OF_THE_CASE = ("year", "rules", "government", "begins", "operator")


def ministry_case(it: Ministry, heading: Heading, crowd: Crowd, pattern: Pattern, planning: Planning) -> Case:
    """Return *it* as a case of its own in the government of *heading*."""
    maker = _Maker(it, heading, crowd, pattern, planning)
    units = list(maker.units())
    told = {
        **{name: getattr(heading, name) for name in _OF_THE_CASE},
        "case": f"{heading.case}.{it.body}",
        "name": it.name,
        "bodies": (it.body,),
        "crowd": crowd.model_copy(update={"seed": f"{crowd.seed}-{it.body}", "people": it.people}),
        "rules": it.rules or heading.rules,
        "organisation": Organisation(bodies=(maker.body(units),)),
        "people": (*maker.leaders(), *maker.heads(units)),
        "plan": maker.plan(units),
        "conduct": (),
        "committee": it.committee,
        "follow_up": pattern.follow_up,
    }
    case = Case.model_validate(told)
    return Case.model_validate({**dict(case), "conduct": tuple(maker.deeds(case))})


class _Maker:
    """Makes one ministry."""

    def __init__(self, it: Ministry, heading: Heading, crowd: Crowd, pattern: Pattern, planning: Planning) -> None:
        self.it, self.heading, self.crowd, self.pattern, self.planning = it, heading, crowd, pattern, planning
        self.office = f"{it.body}-HQ"
        self.head, self.deputy = self._post("head"), self._post("deputy")

    def body(self, units: list[Unit]) -> Body:
        """Return the ministry with its *units*."""
        it = self.it
        what = {"sector": "central", "kind": it.kind, "group": it.group, "head": self.head, "units": units}
        return Body.model_validate({"body": it.body, "name": it.name, **what})

    def units(self) -> Iterator[Unit]:
        """Yield the head office, then each bureau with its departments."""
        body, pattern = self.it.body, self.pattern
        yield Unit(unit=self.office, level="office", name=pattern.office)
        for n, theme in enumerate(self.it.bureaus, 1):
            bureau = f"{body}-B{n}"
            yield Unit(unit=bureau, level="bureau", name=about(pattern.bureau, theme), head=f"P-{bureau}")
            for k, name in enumerate(pattern.departments, 1):
                unit = f"{bureau}-D{k}"
                placed = {"unit": unit, "parent": bureau, "level": "department", "head": f"P-{unit}"}
                yield Unit.model_validate({**placed, "name": about(name, theme)})

    def leaders(self) -> Iterator[Official]:
        """Yield who sits in the head office, and those who work for the ministry from the government's."""
        kind = self.pattern.kinds[self.it.kind]
        yield self._official(self.head, self.office, 1, kind.head)
        yield self._official(self.deputy, self.office, 1, kind.deputy)
        for it in self.pattern.posts:
            place = (
                (self.heading.government, self.pattern.government_unit) if it.abroad else (self.it.body, self.office)
            )
            roles = {self.it.body: it.roles} if it.roles else {}
            yield self._official(self._post(it.post), place[1], it.grade, it.title, body=place[0], roles=roles)

    def heads(self, units: list[Unit]) -> Iterator[Official]:
        """Yield the heads of bureaus and departments, each with two evaluators."""
        for it in units:
            if it.head is None:
                continue
            bureau = it.parent is None
            above = (self.deputy, self.head) if bureau else (f"P-{it.parent}", self.deputy)
            profile = "bureau-head" if bureau else "department-head"
            evaluated = Evaluated(instrument="agreement", profile=profile, first=above[0], second=above[1])
            title = self.pattern.head_of_bureau if bureau else self.pattern.head_of_department
            yield self._official(it.head, it.unit, 2 if bureau else 4, title, evaluated=evaluated)

    def plan(self, units: list[Unit]) -> Plan:
        """Return the ministry's plan: every bureau and department with the same measures, each its own values."""
        return Plan(
            mission=about(self.pattern.mission, self.it.name),
            vision=about(self.pattern.vision, self.it.name),
            finance=tuple(self._finance()),
            units=tuple(UnitPlan(unit=it.unit, objectives=self._objectives(it)) for it in units if it.head),
        )

    def deeds(self, case: Case) -> Iterator[Deed]:
        """Yield the steps of the year; a strategic plan has an objective for each bureau."""
        for step in self.pattern.steps:
            said = {**self._strategy(), **step.do} if step.do["type"] == "AdoptStrategicPlan" else step.do
            actor = {"head": self.head, "deputy": self.deputy}.get(step.by) or self._post(step.by)
            yield Deed(at=step.at, actor=actor, command=command_of(said, case))

    def _finance(self) -> Iterator[FinancialResult]:
        """Yield what the ministry spent in the years before."""
        first = self.heading.year - len(self.pattern.budgets)
        for year, percent in enumerate(self.pattern.budgets, first):
            budget = self.it.budget * percent // 100
            yield FinancialResult(year=year, budget=Decimal(budget), spent=Decimal(budget * self.pattern.spent // 100))

    def _strategy(self) -> dict[str, Any]:
        year = self.heading.year
        objectives = [
            {
                "id": f"S{n}",
                "name": about(self.pattern.objective, theme),
                "targets": [{"id": f"S{n}-T1", "name": about(self.pattern.target, theme), "value": 90}],
            }
            for n, theme in enumerate(self.it.bureaus, 1)
        ]
        funds = [{"year": year + n, "amount": self.it.budget} for n in range(self.planning.strategy_years)]
        return {"strategy": year, "objectives": objectives, "finance": funds}

    def _objectives(self, unit: Unit) -> Objectives:
        n = unit.unit.removeprefix(f"{self.it.body}-B").partition("-")[0]
        theme, pattern = self.it.bureaus[int(n) - 1], self.pattern
        measures = tuple(self._indicator(unit, k, it) for k, it in enumerate(pattern.measures, 1))
        task = Task(id="O1-T1-K1", name=about(pattern.task, unit.name), unit_task=f"{self.it.body}-{unit.unit}")
        target = Target(id="O1-T1", name=about(pattern.target, unit.name), tasks=(task,), indicators=measures)
        objective = Objective(id="O1", name=about(pattern.objective, theme), serves=f"S{n}", targets=(target,))
        return with_targets((objective,), self.planning)

    def _indicator(self, unit: Unit, number: int, it: Measure) -> Indicator:
        dice = seeded(self.crowd.seed, "measure", unit.unit, str(number))
        first = it.about + Decimal(dice.randrange(-30, 31)) / 10
        past = tuple(first + it.gains * year + Decimal(dice.randrange(0, 6)) / 10 for year in range(3))
        return Indicator(
            code=f"{unit.unit}-{number:02}",
            name=about(it.name, unit.name),
            weight=it.weight,
            unit_of_measure=it.unit_of_measure,
            logic=it.logic,
            baseline=past,
            scale=Scale(least=Decimal(0), most=HUNDRED),
            note="synthetic; from no source",
        )

    def _official(self, person: str, unit: str, grade: int, title: Label, **more: Any) -> Official:
        told = {"person": person, "body": self.it.body, "unit": unit, "grade": grade, "title": title}
        return Official.model_validate({**told, "name": invented_name(self.crowd.seed, person), **more})

    def _post(self, post: str) -> str:
        return f"P-{self.it.body}-{post.upper()}"


def about(pattern: Label, name: Label) -> Label:
    """Return *pattern* with *name* for what stands in braces."""
    return Label(ko=pattern.ko.replace("{name}", name.ko), en=pattern.en.replace("{name}", name.en))
