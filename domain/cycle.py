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
from domain.ids import Id, Sha256, Year, body_stream, cycle_stream
from domain.messages import Command, Decider, Event, Facts, content
from domain.own_rules import NotABodysToChange, OwnRules, composed, foreign_tasks
from domain.refusals import CycleNotOpen, Refusal, UnknownPhase
from domain.roles import require_role
from domain.rules import PhaseRule, RuleSet
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


class CycleClosed(Event):
    """The books of the year are closed (ACT 27); later corrections are events of their own."""

    type: Literal["CycleClosed"] = "CycleClosed"
    year: Year


_NAMED = 10  # how many open objections a refusal names
CycleEvent = CycleOpened | CycleClosed


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


class CycleAlreadyOpen(Refusal):
    """The year runs already, under other rules or for other bodies."""

    code = "cycle.already-open"
    ko = (
        "{year}년도 평가 주기는 이미 규칙 {rules}(으)로 열려 있습니다. 열린 해의 규칙은 바꿀 수 없습니다. "
        "'sacho cycle status {year}'로 확인하십시오."
    )
    en = (
        "The cycle {year} is already open under the rules {rules}, and the rules of an open year cannot change. "
        "See 'sacho cycle status {year}'."
    )


class RulesNotApproved(Refusal):
    """Nobody may be evaluated under rules that only their author has seen (SOD-10)."""

    code = "rules.not-approved"
    ko = "규칙 {rules}에 승인 기록이 없습니다. 작성자와 승인자, 승인일을 approval에 적으십시오."
    en = "The rules {rules} record no approval. Name author, approver and day under 'approval'."


class RulesNotInForce(Refusal):
    """The rule set governs other years."""

    code = "rules.not-in-force"
    ko = "규칙 {rules}은(는) {year}년도 전체에 시행되지 않습니다(시행 {first}, 종료 {last}). 그해의 규칙으로 여십시오."
    en = "The rules {rules} do not govern all of {year} (from {first}, to {last}). Open it under that year's rules."


class OwnRulesDoNotHold(Refusal):
    """A body's own rules do not fit on the year's."""

    code = "rules.own-invalid"
    ko = "{body}의 규칙 {rules}은(는) 그해의 규칙과 함께 쓸 수 없습니다: {problem}. 규칙을 고쳐 다시 여십시오."
    en = "The rules {rules} of {body} do not hold together with the year's: {problem}. Correct them, and open again."


class UnknownBody(Refusal):
    """A body that takes part does not exist."""

    code = "body.unknown"
    ko = "'{body}' 기관이 없습니다. 기관을 먼저 등록하십시오."
    en = "There is no body '{body}'. Establish it first."


class PhaseNotRun(Refusal):
    """The phase was over before its year was opened here."""

    code = "phase.not-run"
    ko = (
        "{year}년도 '{phase}' 단계는 평가 주기를 열기 전에 이미 끝나 여기서는 진행하지 않습니다. "
        "이 단계의 과제나 그 결과가 있어야 하는 일은 처리할 수 없습니다."
    )
    en = (
        "Phase '{phase}' of {year} was over before the cycle was opened and is not run here. "
        "Neither its tasks nor what needs their outcome can be done."
    )


class PhasesStillOpen(Refusal):
    """The books cannot close over an open phase."""

    code = "cycle.phases-open"
    ko = "{year}년도를 마감할 수 없습니다. 아직 닫히지 않은 단계: {open}."
    en = "The year {year} cannot be closed while phases are open: {open}."


class ObjectionsStillOpen(Refusal):
    """The books cannot close over an objection that nobody has decided for good."""

    code = "cycle.objections-open"
    ko = (
        "{year}년도를 마감할 수 없습니다. 끝나지 않은 이의신청이 {count}건 있습니다: {open}. "
        "결정하거나 불복 기한이 지나야 마감됩니다."
    )
    en = (
        "The year {year} cannot be closed over {count} open objections: {open}. Each must be decided, "
        "and the days to go on from the decision be over."
    )


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
    _require_force(command.rules, command.year)
    for body in (command.government, *command.bodies):
        found = facts.read(BODY, body_stream(body))
        if not found.established:
            raise UnknownBody(body=body)
        require_going_on(found.succession, body)
    for body, own in command.own.items():
        _require_own(command, body, own)
    return [opened.model_copy(update={"phases_past": phases_over(opened, facts.at)})]


def _require_force(rules: RuleSet, year: int) -> None:
    if rules.approval is None:
        raise RulesNotApproved(rules=rules.id)
    if not rules.governs(year):
        raise RulesNotInForce(rules=rules.id, year=year, first=rules.effective_from, last=rules.effective_to or "–")


def _require_own(command: OpenCycle, body: str, own: OwnRules) -> None:
    if body not in (command.government, *command.bodies):
        raise UnknownBody(body=body)
    if own.approval is None:
        raise RulesNotApproved(rules=own.id)
    if fields := foreign_tasks(command.rules, own):
        raise NotABodysToChange(rules=own.id, year_rules=command.rules.id, fields=", ".join(fields))
    try:
        composed(command.rules, own)
    except ValueError as error:
        raise OwnRulesDoNotHold(rules=own.id, body=body, problem=str(error)) from error


def _close(command: CloseCycle, state: Cycle, facts: Facts) -> list[CycleEvent]:
    from domain.objection_clock import open_objections  # noqa: PLC0415 - an objection reads its cycle, too
    from domain.phase import still_open  # noqa: PLC0415 - a phase reads its cycle; only closing looks back

    _, opened = require_cycle(facts, command.year)
    require_role(facts, "operator", opened.government)
    if state.closed:
        return []
    if left := still_open(opened, facts):
        raise PhasesStillOpen(year=command.year, open=", ".join(left))
    if objections := open_objections(opened, facts):
        raise ObjectionsStillOpen(year=command.year, count=len(objections), open=", ".join(objections[:_NAMED]))
    return [CycleClosed(year=command.year)]


CYCLE: Decider[Cycle] = Decider("cycle", (CycleOpened, CycleClosed), (OpenCycle, CloseCycle), Cycle(), evolve, decide)
