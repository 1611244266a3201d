"""A phase of the year as data: its window, its tasks, who owes them, its reminders and escalations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from domain.calendar import YearDay, resolve
from domain.committee_rules import Matter
from domain.ids import Id
from domain.messages import Label, Value
from domain.rule_problems import RuleProblem, problem

Owner = Annotated[
    str, StringConstraints(pattern=r"^(engine|assignee|self|first|second|unit-head|body-head|role:[a-z][a-z-]{1,40})$")
]
OWNERS: dict[str, tuple[str, ...]] = {  # who can owe a task about what; besides, any role can
    "person": ("self", "first", "second", "body-head"),
    "unit": ("unit-head", "body-head"),
    "indicator": ("unit-head", "body-head"),
    "body": ("body-head",),
    "strategy": ("body-head",),
    "assignment": ("assignee", "body-head"),
}
AtClose = Literal[
    "freeze-plan",
    "default-self-evaluation-plan",
    "hold-over-guideline",
    "waive-hearing",
    "tell-not-submitted",
    "pass-unconfirmed",
]
Follows = Literal["ceiling"]
SOME_YEAR = 2001  # any common year: only the order of days is compared


class Escalation(Value):
    """*after* working days from the due day, the open tasks are also shown to *to*."""

    after: int = Field(ge=-60, le=60)  # below 0: so many before it is late
    to: Owner


class TaskRule(Value):
    """One task of a phase: about whom, by whom, by when."""

    task: Id
    name: Label
    of: Literal["person", "unit", "indicator", "body", "strategy", "assignment"]
    by: Owner
    instruments: tuple[Literal["agreement", "goals"], ...] = ("agreement", "goals")  # for tasks about a person
    due: YearDay | None = None  # its own last day, when earlier than the phase's
    consequence: Label | None = None  # what follows when it is missed
    follows: Follows | None = None  # what the engine does then
    after: Id | None = None  # of the engine's tasks: begun when nobody owes that one of the phase any more
    committee_for: Matter | None = None  # owed only of a body that has a committee to decide this
    patience: int | None = Field(
        default=None, ge=0, le=60
    )  # of rights: working days from the last day to the first use
    afterwards: bool = False  # also taken once the phase is over: the miss stands, and so does the duty

    def can_be_owed_by(self, owner: str) -> bool:
        """Return whether *owner* is somebody for what the task is about; a unit has no first evaluator."""
        return owner == "engine" or owner.startswith("role:") or owner in OWNERS[self.of]


class PhaseRule(Value):
    """One phase of the year: its window, its tasks, its reminders and escalations."""

    phase: Id
    name: Label
    scope: Literal["government", "body"]
    opens: YearDay
    due: YearDay
    grace: int = Field(default=0, ge=0, le=60)  # working days in which late work is still taken, marked late
    as_of: YearDay | None = None  # the day the results are about; None: the day they are given
    basis: str = ""  # article or document that the phase rests on
    remind: tuple[int, ...] = ()  # working days relative to the due day, in order: -5, -1, 0, 3
    escalate: tuple[Escalation, ...] = ()
    ends_early: bool = False  # closes as soon as the last task is done
    tasks: tuple[TaskRule, ...] = ()
    rights: tuple[TaskRule, ...] = ()  # what may be done as well: owed by nobody, missed by nobody
    moved_by: Matter | None = None  # moves only by resolution on this, where a committee of the government decides it
    at_close: AtClose | None = None  # what the clock does before it closes the phase

    @cached_property
    def is_watched(self) -> bool:
        """Whether the phase's clock looks at every task done: to end early, or to do its own that come after."""
        return self.ends_early or any(task.by == "engine" for task in self.tasks)

    def task(self, task: str) -> TaskRule | None:
        """Return the rule of *task*, owed or only allowed, or None when the phase has no such task."""
        return next((rule for rule in (*self.tasks, *self.rights) if rule.task == task), None)


def repeated(where: str, names: Iterable[str]) -> Iterable[RuleProblem]:
    """Yield a problem for each of *names* that stands there more than once."""
    for name, times in Counter(names).items():
        if times > 1:
            yield problem("rules.given-twice", where, name=name, times=times)


def phase_problems(phase: PhaseRule) -> Iterable[RuleProblem]:
    """Yield what is wrong with one phase: its days, its reminders, its tasks."""
    opens, due = resolve(phase.opens, SOME_YEAR), resolve(phase.due, SOME_YEAR)
    if opens > due:
        yield problem("rules.phase-ends-early", f"phases.{phase.phase}", opens=phase.opens, due=phase.due)
    if list(phase.remind) != sorted(set(phase.remind)):
        yield problem("rules.remind-order", f"phases.{phase.phase}.remind")
    tasks = (*phase.tasks, *phase.rights)
    owed = [task.task for task in phase.tasks]
    yield from repeated(f"phases.{phase.phase}.tasks", owed)
    yield from repeated(f"phases.{phase.phase}.rights", [*dict.fromkeys(owed), *(it.task for it in phase.rights)])
    for task in tasks:
        where = f"phases.{phase.phase}.tasks.{task.task}"
        if not task.can_be_owed_by(task.by):
            yield problem("rules.task-owner", where, of=task.of, by=task.by)
        if task.due is not None and not opens <= resolve(task.due, SOME_YEAR) <= due:
            yield problem("rules.task-day", where, due=task.due)
        if task.after is not None and (phase.task(task.after) is None or task.by != "engine"):
            yield problem("rules.task-after", where)
