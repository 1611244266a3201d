"""The people of a case, and what each of them has to do with whom."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.objectives import indicators_of
from domain.person_commands import AssignEvaluators
from domain.person_service import DetermineEligibility
from domain.phase_rules import PhaseRule, TaskRule
from domain.rules import RuleSet
from rehearsal.case import Case, Crowd, Evaluated
from rehearsal.crowd import seeded


@dataclass(frozen=True)
class Turn:
    """One task that *owner* has about *subject*, and the dice that fall for it alone."""

    rule: PhaseRule
    task: TaskRule
    subject: str
    owner: str
    key: dict[str, Any]  # year, body and phase, as commands want them
    dice: random.Random
    edition: int  # of what is to be signed


class Office:
    """The people of a case at work."""

    def __init__(self, case: Case, crowd: Crowd, rules: RuleSet) -> None:
        self.case, self.crowd, self.rules = case, crowd, rules
        self.evaluated = {it.person: it.evaluated for it in case.people if it.evaluated and it.body == case.bodies[0]}
        self.home_unit = {it.person: it.unit for it in case.people if it.body == case.bodies[0]}
        self.parts = {part.unit: part.objectives for part in case.plan.units}
        self.unit_of = {it.code: unit for unit, objectives in self.parts.items() for it in indicators_of(objectives)}
        self.indicators = {it.code: it for objectives in self.parts.values() for it in indicators_of(objectives)}
        self.quarters = [rule.phase for rule in rules.phases if rule.task("report-progress")]
        self._units = {unit.unit: unit for unit in case.home().units}
        self._holders = _holders(case)
        self.moves = _moves(case)
        self._apart = {it.command.person for it in case.conduct if isinstance(it.command, DetermineEligibility)}

    def codes(self, unit: str) -> list[str]:
        """Return the codes of the unit's indicators, in the order of its plan."""
        return [it.code for it in indicators_of(self.parts.get(unit, ()))]

    def talent(self, person: str) -> int:
        """Return how a person's results differ from the common: steps of a tenth, up or down."""
        return self.dice("talent", person).choice((-1, 0, 0, 0, 1))

    def dice(self, *about: str) -> random.Random:
        """Return dice for exactly this."""
        return seeded(self.crowd.seed, *about)

    def body(self, rule: PhaseRule) -> str:
        """Return whose the phase *rule* is."""
        return self.case.bodies[0] if rule.scope == "body" else self.case.government

    def subjects(self, rule: PhaseRule, task: TaskRule) -> Sequence[str]:
        """Return whom *task* may be done about."""
        if task.of == "person":
            people = ((person, it) for person, it in self.evaluated.items() if person not in self._apart)
            return [person for person, it in people if it.instrument in task.instruments]
        subjects = {"unit": list(self.parts), "indicator": list(self.indicators), "body": [self.body(rule)]}
        return subjects.get(task.of, [])

    def owner(self, rule: PhaseRule, task: TaskRule, subject: str, on: date) -> str | None:
        """Return who does *task*, or None where nobody owes it."""
        match task.by:
            case "self":
                return subject
            case "first" | "second" as evaluator:
                owner: str | None = getattr(self._evaluated(subject, on), evaluator)
                return owner
            case "unit-head":
                return self._units[self.unit_of.get(subject, subject)].head
            case "body-head":
                return self.case.home().head
            case role:
                return self._one_of(self._holders[self.body(rule), role.removeprefix("role:")], rule, task, subject)

    def _evaluated(self, person: str, on: date) -> Evaluated | AssignEvaluators:
        """Return who evaluates *person* on the day *on*: after a transfer, somebody else."""
        moved = [it for day, it in self.moves.get(person, ()) if day <= on]
        return moved[-1] if moved else self.evaluated[person]

    def _one_of(self, holders: Sequence[str], rule: PhaseRule, task: TaskRule, subject: str) -> str | None:
        """Return one of *holders* who does not belong to the unit in question or a unit below it."""
        unit = self.unit_of.get(subject, subject)
        free = [it for it in holders if unit not in self._line(self.home_unit.get(it))]
        return self.dice("owner", rule.phase, task.task, subject).choice(free) if free else None

    def _line(self, unit: str | None) -> Iterator[str]:
        while unit is not None:
            yield unit
            unit = self._units[unit].parent if unit in self._units else None


def _holders(case: Case) -> dict[tuple[str, str], list[str]]:
    """Return who holds which role, by body and role."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for official in case.people:
        for body, roles in official.roles.items():
            for role in roles:
                holders[body, role].append(official.person)
    return holders


def _moves(case: Case) -> dict[str, list[tuple[date, AssignEvaluators]]]:
    """Return who gets other evaluators on which day, by person, in order of time."""
    moves: dict[str, list[tuple[date, AssignEvaluators]]] = defaultdict(list)
    for deed in sorted(case.conduct, key=lambda deed: deed.at):
        if isinstance(deed.command, AssignEvaluators):
            moves[deed.command.person].append((deed.at.date(), deed.command))
    return dict(moves)
