"""The objective structure of a plan: strategic objective, performance target, task, indicator (S1-25).

Mission and vision stand above it, in the plan itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from domain.ids import Id
from domain.messages import Label, Value, content_hash
from domain.numbers import Number, Percent
from domain.planning import Logic


class Scale(Value):
    """The least and the most a value can be."""

    least: Number
    most: Number


class Indicator(Value):
    """The definition of an indicator; frozen, by its hash, when the plan is confirmed."""

    code: Id
    name: Label
    weight: Percent  # percent of the unit's scorecard
    kind: Literal["quantitative", "qualitative", "milestone"] = "quantitative"
    direction: Literal["up", "down"] = "up"
    unit_of_measure: str = "point"
    baseline: tuple[Number, ...] = ()  # results of the past years, oldest first
    target: Number | None = None
    formula: Id = "as-reported"
    categories: tuple[Id, ...] = ()  # evaluation categories it counts for
    note: str = ""  # where the definition comes from
    logic: Logic | None = None  # its place in the logic model (S1-82)
    scale: Scale | None = None
    owner: Id | None = None  # who answers for the value; None: the unit's head
    verifier: Id | None = None  # who checks the evidence; None: whoever holds the role
    source: str = ""  # the system or record the value is read from
    means: str = ""  # means of verification
    easier_because: str = ""  # why the target is easier than the rule's, or there is no rule yet


class Task(Value):
    """An individual policy or project below a performance target."""

    id: Id
    name: Label
    unit_task: str | None = None  # its code in the business reference model
    indicators: tuple[Indicator, ...] = ()
    advances: tuple[Id, ...] = ()  # codes of the guideline's policy items (S1-23)
    programme: Id | None = None  # the body's spending programme that pays for it (S1-74)


class Target(Value):
    """A performance target: what is to be reached in the year."""

    id: Id
    name: Label
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    advances: tuple[Id, ...] = ()  # codes of the guideline's policy items (S1-23)

    def all_indicators(self) -> Iterator[Indicator]:
        """Yield the target's indicators, then those of its tasks."""
        yield from self.indicators
        for task in self.tasks:
            yield from task.indicators


class Objective(Value):
    """A strategic objective and the targets it is broken down into."""

    id: Id
    name: Label
    serves: Id | None = None  # the objective of the strategic plan; None: common to all, such as the budget spent
    targets: tuple[Target, ...]


Objectives = tuple[Objective, ...]


def indicators_of(objectives: Objectives) -> list[Indicator]:
    """Return every indicator below *objectives*, in the order of the plan."""
    return [
        indicator for objective in objectives for target in objective.targets for indicator in target.all_indicators()
    ]


def targets_without_indicator(objectives: Objectives) -> list[str]:
    """Return the ids of targets that nothing measures."""
    return [target.id for objective in objectives for target in objective.targets if not list(target.all_indicators())]


def tasks_without_code(objectives: Objectives) -> list[str]:
    """Return the ids of tasks that have no code in the business reference model."""
    tasks = (task for objective in objectives for target in objective.targets for task in target.tasks)
    return [task.id for task in tasks if not task.unit_task]


def with_indicators(objectives: Objectives, others: Mapping[str, Indicator]) -> Objectives:
    """Return *objectives* in which the indicators with the codes of *others* are those."""

    def swapped(old: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        return tuple(others.get(it.code, it) for it in old)

    def measured(task: Task) -> Task:
        return Task.model_validate({**dict(task), "indicators": swapped(task.indicators)})

    def target_of(it: Target) -> Target:
        parts = {"indicators": swapped(it.indicators), "tasks": tuple(measured(task) for task in it.tasks)}
        return Target.model_validate({**dict(it), **parts})

    return tuple(
        Objective.model_validate({**dict(it), "targets": tuple(target_of(target) for target in it.targets)})
        for it in objectives
    )


def weight_sum(objectives: Objectives) -> Decimal:
    """Return the sum of all weights, in percent; a scorecard needs exactly 100."""
    return sum((indicator.weight for indicator in indicators_of(objectives)), Decimal(0))


def definition_hash(indicator: Indicator) -> str:
    """Return the seal of an indicator's definition."""
    return content_hash(indicator)
