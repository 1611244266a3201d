"""The rule set of a year: weights, scales, phases, tasks and days, as validated, hashed data.

Written into the log when the cycle opens; scores of a year are always computed with its rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from domain.access_rules import AccessRules
from domain.burden_rules import BurdenRules
from domain.calendar import YearDay, resolve
from domain.committee_rules import CommitteesRules, Matter
from domain.conflict_rules import ConflictRules
from domain.follow_up import FollowUpRules, grade_problems
from domain.ids import Id, Number, Percent
from domain.messages import Label, Text, Value, content_hash
from domain.personal_rules import PersonalRules
from domain.personnel import PersonnelRules
from domain.planning import Planning
from domain.promotion_rules import list_problems
from domain.results_rules import GradingRules, ObjectionRules, PayRules
from domain.rule_problems import RuleProblem, problem, require_none
from domain.self_evaluation_rules import SelfEvaluationRules
from domain.specific_rules import SpecificRules, specific_problems
from domain.supervision import SupervisionMandate, mandate_problems

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
HUNDRED = Decimal(100)
AtClose = Literal["freeze-plan", "default-self-evaluation-plan"]
_SOME_YEAR = 2001  # any common year: only the order of days is compared


class Escalation(Value):
    """*after* working days late, the open tasks are also shown to *to*."""

    after: int = Field(ge=0, le=60)
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
    after: Id | None = None  # of the engine's tasks: begun when nobody owes that one of the phase any more
    committee_for: Matter | None = None  # owed only of a body that has a committee to decide this
    patience: int | None = Field(
        default=None, ge=0, le=60
    )  # of rights: working days from the last day to the first use

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


class Aspects(Value):
    """How an indicator's score is made of three aspects (S1-105); percent, together 100."""

    planning: Percent
    execution: Percent
    achievement: Percent


class CompetencyCategory(Value):
    """One category of the competency model; *weight* in percent."""

    category: Id
    name: Label
    group: Literal["general", "leadership"]
    weight: Percent


class Profile(Value):
    """How the total of one kind of official is made; points, together 100 (table T3)."""

    name: Label
    bureau: Number = Decimal(0)
    department: Number = Decimal(0)
    individual: Number = Decimal(0)
    competency: Number
    attitude: Number

    def points(self) -> Decimal:
        """Return the sum of the profile's points."""
        return self.bureau + self.department + self.individual + self.competency + self.attitude


class Approval(Value):
    """Who wrote a rule set, and who approved it on which day: two, and before the period it governs (SOD-10)."""

    author: Text
    approver: Text
    approved_on: date


class RuleSet(Value):
    """Everything about a year that is data and not code."""

    id: Id
    name: Label
    extends: str | None = None  # what it was written on top of; all of that is in it
    effective_from: date | None = None  # the first day it governs; None: whichever year is opened under it
    effective_to: date | None = None  # the last day, if it is known
    approval: Approval | None = None  # without one no year can be opened under it
    sources: tuple[str, ...] = ()
    zone: str
    country: str  # whose public holidays count
    rounding: Literal["half-up"]  # each component once, to `places`; the total is their exact sum
    places: Literal[2]
    aspects: Aspects
    competency: tuple[CompetencyCategory, ...]
    competency_scale: Number  # the best score of a category
    profiles: dict[Id, Profile]
    bonus_cap: Number  # mileage and special points together
    supervision: tuple[SupervisionMandate, ...] = ()
    people: PersonalRules = PersonalRules()
    conflicts: ConflictRules = ConflictRules()
    access: AccessRules | None = None
    burden: BurdenRules = BurdenRules()
    phases: tuple[PhaseRule, ...]
    planning: Planning = Planning()
    grading: GradingRules = GradingRules()
    objection: ObjectionRules = ObjectionRules()
    pay: PayRules = PayRules()
    personnel: PersonnelRules | None = None
    follow_up: FollowUpRules = FollowUpRules()
    committees: CommitteesRules = CommitteesRules()
    specific: SpecificRules = SpecificRules()
    self_evaluation: SelfEvaluationRules = SelfEvaluationRules()

    def governs(self, year: int) -> bool:
        """Return whether the rule set is in force on every day of the performance year *year*."""
        first, last = self.effective_from or date.min, self.effective_to or date.max
        return first <= date(year, 1, 1) and date(year, 12, 31) <= last

    def phase(self, phase: str) -> PhaseRule | None:
        """Return the rule of *phase*, or None when the year has no such phase."""
        for rule in self.phases:  # a plain loop: it is asked for with every task
            if rule.phase == phase:
                return rule
        return None

    def phase_ids(self) -> list[str]:
        """Return the ids of all phases in the order of the year."""
        return [rule.phase for rule in self.phases]

    def hash(self) -> str:
        """Return the SHA-256 of the rule set's canonical bytes."""
        return content_hash(self)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        require_none(self._problems())
        return self

    def _problems(self) -> Iterable[RuleProblem]:
        yield from _force_problems(self)
        yield from mandate_problems(self.supervision)
        aspects = self.aspects.planning + self.aspects.execution + self.aspects.achievement
        if aspects != HUNDRED:
            yield problem("rules.aspects-sum", "aspects", sum=aspects)
        weights = sum((category.weight for category in self.competency), Decimal(0))
        if weights != HUNDRED:
            yield problem("rules.competency-sum", "competency", sum=weights)
        for name, profile in self.profiles.items():
            if profile.points() != HUNDRED:
                yield problem("rules.profile-sum", f"profiles.{name}", sum=profile.points())
        yield from _repeated("phases", self.phase_ids())
        for earlier, later in pairwise(self.phases):
            if resolve(later.opens, _SOME_YEAR) < resolve(earlier.opens, _SOME_YEAR):
                yield problem("rules.phase-order", f"phases.{later.phase}", earlier=earlier.phase)
        for phase in self.phases:
            yield from _phase_problems(phase)
        for phase_id in self.grading.rests_on:
            if self.phase(phase_id) is None:
                yield problem("rules.no-phase", "grading.rests_on", phase=phase_id)
        yield from _half_problems(self)
        yield from list_problems(self)
        yield from specific_problems(self.specific)
        bands, scale = self.self_evaluation.bands, self.specific.scale
        own, specific = [it.grade for it in bands], scale.grades() if scale else []
        yield from grade_problems(self.follow_up, {"self-evaluation": own, "specific-evaluation": specific})


def _half_problems(rules: RuleSet) -> Iterable[RuleProblem]:
    for half in rules.people.halves:
        phase = rules.phase(half)
        if phase is None or phase.task("rate-goals") is None:
            yield problem("rules.no-half", "people.halves", phase=half)


def _force_problems(rules: RuleSet) -> Iterable[RuleProblem]:
    first, last, approval = rules.effective_from, rules.effective_to, rules.approval
    if first and last and last < first:
        yield problem("rules.force-ends-early", "effective_to", last=last, first=first)
    if approval and approval.author == approval.approver:
        yield problem("rules.approved-by-author", "approval.approver")
    if approval and (first is None or approval.approved_on >= first):
        yield problem("rules.approved-late", "approval.approved_on", first=first or "–")


def _repeated(where: str, names: Iterable[str]) -> Iterable[RuleProblem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield problem("rules.given-twice", where, name=name, times=times)


def _phase_problems(phase: PhaseRule) -> Iterable[RuleProblem]:
    opens, due = resolve(phase.opens, _SOME_YEAR), resolve(phase.due, _SOME_YEAR)
    if opens > due:
        yield problem("rules.phase-ends-early", f"phases.{phase.phase}", opens=phase.opens, due=phase.due)
    if list(phase.remind) != sorted(set(phase.remind)):
        yield problem("rules.remind-order", f"phases.{phase.phase}.remind")
    tasks = (*phase.tasks, *phase.rights)
    owed = [task.task for task in phase.tasks]
    yield from _repeated(f"phases.{phase.phase}.tasks", owed)
    yield from _repeated(f"phases.{phase.phase}.rights", [*dict.fromkeys(owed), *(it.task for it in phase.rights)])
    for task in tasks:
        where = f"phases.{phase.phase}.tasks.{task.task}"
        if not task.can_be_owed_by(task.by):
            yield problem("rules.task-owner", where, of=task.of, by=task.by)
        if task.due is not None and not opens <= resolve(task.due, _SOME_YEAR) <= due:
            yield problem("rules.task-day", where, due=task.due)
        if task.after is not None and (phase.task(task.after) is None or task.by != "engine"):
            yield problem("rules.task-after", where)
