"""The rule set of a year: weights, scales, phases, tasks and days, as validated, hashed data.

Written into the log when the cycle opens; scores of a year are always computed with its rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import model_validator

from domain.access_rules import AccessRules
from domain.burden_rules import BurdenRules
from domain.calendar import resolve
from domain.committee_rules import CommitteesRules
from domain.conflict_rules import ConflictRules
from domain.follow_up import FollowUpRules, grade_problems
from domain.ids import Id
from domain.messages import Label, Text, Value, content_hash
from domain.numbers import Number, Percent
from domain.personal_rules import PersonalRules
from domain.personnel import PersonnelRules
from domain.phase_rules import SOME_YEAR, PhaseRule, phase_problems, repeated
from domain.planning import Planning
from domain.promotion_rules import list_problems
from domain.results_rules import GradingRules, ObjectionRules, PayRules
from domain.rule_problems import RuleProblem, problem, require_none
from domain.self_evaluation_rules import SelfEvaluationRules
from domain.specific_rules import SpecificRules, specific_problems
from domain.supervision import SupervisionMandate, mandate_problems

HUNDRED = Decimal(100)


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
        yield from repeated("phases", self.phase_ids())
        for earlier, later in pairwise(self.phases):
            if resolve(later.opens, SOME_YEAR) < resolve(earlier.opens, SOME_YEAR):
                yield problem("rules.phase-order", f"phases.{later.phase}", earlier=earlier.phase)
        for phase in self.phases:
            yield from phase_problems(phase)
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
