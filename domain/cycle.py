"""The annual cycle: one performance year, from the January guidelines to the closed books.

It lives some eighteen months, from January Y to June Y+1; two cycles overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal, assert_never

from pydantic import Field

from domain.body import BODY
from domain.calendar import Window, WorkingDays
from domain.cycle_refusals import (
    CycleAlreadyOpen,
    ObjectionsStillOpen,
    PhaseNotRun,
    PhasesStillOpen,
    UnknownBody,
)
from domain.cycle_rules import require_force, require_own
from domain.ids import Id, Sha256, Subject, Year, body_stream, cycle_stream
from domain.messages import Command, Decider, Event, Facts, Value, content
from domain.own_rules import OwnRules, composed
from domain.phase_rules import PhaseRule
from domain.refusals import CycleNotOpen, UnknownPhase
from domain.roles import require_role
from domain.rules import RuleSet
from domain.succession import require_going_on


class CycleOpened(Event):
    """A performance year begins, under rules and a calendar that are part of the fact."""

    schema_version: ClassVar[int] = 3  # 1 had no phases_past, 2 no own
    type: Literal["CycleOpened"] = "CycleOpened"
    year: Year
    government: Id  # the body that acts for the government: the Prime Minister's Office
    bodies: tuple[Id, ...]
    rules: RuleSet
    rules_hash: Sha256
    calendar_version: str
    holidays: tuple[date, ...]  # public holidays of the years the cycle touches
    phases_past: tuple[Id, ...] = ()  # over before the year was opened here: they never open, and nobody owes anything
    own: dict[Id, OwnRules] = Field(default_factory=dict)  # what bodies have otherwise than the year's rules

    def of(self, body: str) -> CycleOpened:
        """Return the year as *body* has it: under its own rules, if it has any."""
        if body not in self.own:
            return self
        if body not in self.taken:
            rules = composed(self.rules, self.own[body])
            self.taken[body] = self.model_copy(update={"rules": rules, "rules_hash": rules.hash()})
        return self.taken[body]

    @cached_property
    def taken(self) -> dict[str, CycleOpened]:
        """Hold the year as bodies have it that were asked for."""
        return {}


class OpenItem(Value):
    """What a closed year leaves open: a task of a phase about *subject*, or the finding of that number."""

    body: Id
    phase: Id | None = None
    what: Id  # the task, or "finding"
    subject: Subject
    owner: str


class CycleClosed(Event):
    """The books of the year are closed (ACT 27), with a list of what is *left*; corrections are events of their own."""

    type: Literal["CycleClosed"] = "CycleClosed"
    year: Year
    left: tuple[OpenItem, ...] = ()


CycleEvent = CycleOpened | CycleClosed
_NAMED = 10  # how many open objections a refusal names


@dataclass(frozen=True)
class Cycle:
    """What decisions need to know of a year."""

    opened: CycleOpened | None = None
    closed: bool = False

    @cached_property
    def working_days(self) -> WorkingDays:
        """Return the working days of the year, as the log stores them."""
        return WorkingDays(frozenset(self.opened.holidays if self.opened else ()))

    @cached_property
    def windows(self) -> dict[tuple[object, ...], Window]:
        """Hold the windows computed so far, by phase and what moved it: every task asks for one."""
        return {}

    def body_of(self, rule: PhaseRule, body: str) -> bool:
        """Return whether *body* takes part in the phase *rule* of this year."""
        if self.opened is None:
            return False
        return body == self.opened.government if rule.scope == "government" else body in self.opened.bodies


def evolve(state: Cycle, event: CycleEvent) -> Cycle:
    """Return *state* after *event*."""
    match event:
        case CycleOpened():
            return replace(state, opened=event)
        case CycleClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)


class OpenCycle(Command):
    """Open a performance year under *rules*; the caller adds the public holidays it knows."""

    type: Literal["OpenCycle"] = "OpenCycle"
    year: Year
    government: Id
    bodies: tuple[Id, ...]
    rules: RuleSet
    calendar_version: str
    holidays: tuple[date, ...]
    own: dict[Id, OwnRules] = Field(default_factory=dict)

    def stream(self) -> str:
        """Return the year's stream."""
        return cycle_stream(self.year)


class CloseCycle(Command):
    """Close the books of a year; every phase must be closed, and every objection."""

    type: Literal["CloseCycle"] = "CloseCycle"
    year: Year

    def stream(self) -> str:
        """Return the year's stream."""
        return cycle_stream(self.year)


CycleCommand = OpenCycle | CloseCycle


def require_cycle(facts: Facts, year: int, body: str | None = None) -> tuple[Cycle, CycleOpened]:
    """Return the state of *year* and its opening; under the own rules of *body*, if one is given.

    Raises:
        CycleNotOpen: the year was never opened.
    """
    cycle = facts.read(CYCLE, cycle_stream(year))
    if cycle.opened is None:
        raise CycleNotOpen(year=year)
    return cycle, cycle.opened.of(body) if body is not None else cycle.opened


def require_phase_rule(cycle: CycleOpened, phase: str) -> PhaseRule:
    """Return the rule of *phase* in the year's rules.

    Raises:
        UnknownPhase: the rules have no such phase.
        PhaseNotRun: it was over before the year was opened.
    """
    rule = cycle.rules.phase(phase)
    if rule is None:
        raise UnknownPhase(year=cycle.year, phase=phase, known=", ".join(cycle.rules.phase_ids()))
    if phase in cycle.phases_past:
        raise PhaseNotRun(year=cycle.year, phase=phase)
    return rule


def past_phase_of(cycle: CycleOpened, task: str) -> str | None:
    """Return the phase that *task* belongs to, if that phase is not run here."""
    rules = (rule for rule in cycle.rules.phases if rule.phase in cycle.phases_past)
    return next((rule.phase for rule in rules if rule.task(task)), None)


def require_run(cycle: CycleOpened, task: str) -> None:
    """Let pass what needs the outcome of *task*, if *task* can be done at all.

    Raises:
        PhaseNotRun: its phase was over before the year was opened.
    """
    if phase := past_phase_of(cycle, task):
        raise PhaseNotRun(year=cycle.year, phase=phase)


def phases_of(cycle: CycleOpened) -> list[tuple[str, str]]:
    """Return (body, phase) for every phase of the year, in the order of the year."""
    return [
        (body, rule.phase)
        for rule in cycle.rules.phases
        for body in ((cycle.government,) if rule.scope == "government" else cycle.bodies)
    ]


def decide(command: CycleCommand, state: Cycle, facts: Facts) -> list[CycleEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case OpenCycle():
            return _open(command, state, facts)
        case CloseCycle():
            return _close(command, state, facts)
        case _:
            assert_never(command)


def _open(command: OpenCycle, state: Cycle, facts: Facts) -> list[CycleEvent]:
    from domain.window import phases_over  # noqa: PLC0415 - windows are those of a cycle; only opening looks ahead

    require_role(facts, "operator", command.government)
    opened = CycleOpened(**content(command), rules_hash=command.rules.hash())
    if state.opened is not None:
        if state.opened.model_copy(update={"phases_past": ()}) == opened:
            return []
        raise CycleAlreadyOpen(year=command.year, rules=state.opened.rules.id)
    require_force(command.rules, command.year)
    for body in (command.government, *command.bodies):
        found = facts.read(BODY, body_stream(body))
        if not found.established:
            raise UnknownBody(body=body)
        require_going_on(found.succession, body)
    for body, own in command.own.items():
        if body not in (command.government, *command.bodies):
            raise UnknownBody(body=body)
        require_own(command.rules, body, own)
    return [opened.model_copy(update={"phases_past": phases_over(opened, facts.at)})]


def _close(command: CloseCycle, state: Cycle, facts: Facts) -> list[CycleEvent]:
    from domain.objection_clock import open_objections  # noqa: PLC0415 - an objection reads its cycle, too
    from domain.open_items import open_items  # noqa: PLC0415 - a finding reads its cycle, too
    from domain.phase import still_open  # noqa: PLC0415 - a phase reads its cycle; only closing looks back

    _, opened = require_cycle(facts, command.year)
    require_role(facts, "operator", opened.government)
    if state.closed:
        return []
    if left := still_open(opened, facts):
        raise PhasesStillOpen(year=command.year, open=", ".join(left))
    if objections := open_objections(opened, facts):
        raise ObjectionsStillOpen(year=command.year, count=len(objections), open=", ".join(objections[:_NAMED]))
    return [CycleClosed(year=command.year, left=open_items(opened, facts))]


CYCLE: Decider[Cycle] = Decider("cycle", (CycleOpened, CycleClosed), (OpenCycle, CloseCycle), Cycle(), evolve, decide)
