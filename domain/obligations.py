"""Who owes which task, and whether the actor may do it now: one guard for every task of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.body import BODY, require_unit
from domain.calendar import Window, day_of
from domain.conflicts import acts_for
from domain.cycle import Cycle, CycleOpened, require_cycle, require_phase_rule
from domain.cycle_refusals import UnknownBody
from domain.ids import SYSTEM, body_stream, person_stream, phase_stream
from domain.messages import Facts, TaskCommand
from domain.person import PERSON, EvaluatorsAssigned
from domain.person_evaluators import SelfEvaluation
from domain.phase import PHASE
from domain.phase_facts import Phase
from domain.phase_refusals import PhaseIsClosed, PhaseIsPaused, PhaseNotOpen
from domain.phase_rules import PhaseRule, TaskRule
from domain.refusals import Refusal, UnknownPerson
from domain.relation import require_no_relative
from domain.succession import require_going_on
from domain.window import deadline, window_of


@dataclass(frozen=True)
class Permit:
    """The right to do a task now, and the rules it is done under."""

    cycle: CycleOpened
    phase: PhaseRule
    task: TaskRule


class TaskNotInPhase(Refusal):
    """The phase has no such task."""

    code = "task.not-in-phase"
    ko = "'{phase}' 단계에는 '{task}' 과제가 없습니다. 있는 과제: {known}."
    en = "Phase '{phase}' has no task '{task}'. It has: {known}."


class NotYourTask(Refusal):
    """Somebody else owes this task."""

    code = "task.not-yours"
    ko = "{actor}은(는) {subject}에 대한 '{task}' 과제의 담당자가 아닙니다. 담당: {owner}."
    en = "{actor} does not owe the task '{task}' about {subject}. It is owed by {owner}."


class TooEarly(Refusal):
    """The task is for when others have let their time pass."""

    code = "task.too-early"
    ko = "'{task}'은(는) {day}부터 할 수 있습니다. 그때까지는 담당자의 처리를 기다리십시오."
    en = "'{task}' can be done from {day} on. Until then, wait for those who owe it."


class NotEvaluated(Refusal):
    """The person served too little to be evaluated."""

    code = "person.not-evaluated"
    ko = "{person}은(는) {year}년도 평가에서 제외되었습니다(사유: {ground}). 사실이 다르면 인사 부서에 알리십시오."
    en = "{person} is not evaluated in {year} (ground: {ground}). Tell personnel if the facts are otherwise."


class OtherInstrument(Refusal):
    """The task is for people evaluated in the other way."""

    code = "task.other-instrument"
    ko = "{person}은(는) {year}년도에 '{instrument}' 방식으로 평가되므로 '{task}' 과제가 없습니다."
    en = "{person} is evaluated by '{instrument}' in {year} and has no task '{task}'."


def permit(command: TaskCommand, facts: Facts, deputy: str | None = None, *, anytime: bool = False) -> Permit:
    """Return the permit for *command*: its phase takes work now and its actor owes the task, or is its *deputy*.

    *anytime*: the caller has a reason to take it outside the phase's window.

    Raises:
        Refusal: no such year, phase, task or subject; not open, paused or closed; another's task.
    """
    cycle, opened = require_cycle(facts, command.year, command.body)
    rule = require_phase_rule(opened, command.phase)
    if not cycle.body_of(rule, command.body):
        raise UnknownBody(body=command.body)
    require_going_on(facts.read(BODY, body_stream(command.body)).succession, command.body)
    task = rule.task(command.task)
    if task is None:
        known = ", ".join(known.task for known in (*rule.tasks, *rule.rights)) or "-"
        raise TaskNotInPhase(phase=command.phase, task=command.task, known=known)
    if command.subject_field == "person":
        require_no_relative(facts, command.year, command.subject)
    if deputy is None or facts.actor != deputy:
        require_owner(command, task, facts)
    state = facts.read(PHASE, phase_stream(command.year, command.body, command.phase))
    window = window_of(cycle, rule, state)
    if not anytime and not _comes_after(task, window, state, facts.at):
        require_open(window, state, command, facts.at)
    _require_late_enough(cycle, rule, task, state, facts)
    return Permit(opened, rule, task)


def _comes_after(task: TaskRule, window: Window, state: Phase, at: datetime) -> bool:
    """Return whether the phase is over, and *task* is taken all the same."""
    return task.afterwards and state.opened and state.paused_at is None and (state.closed or at >= window.ends)


def _require_late_enough(cycle: Cycle, rule: PhaseRule, task: TaskRule, state: Phase, facts: Facts) -> None:
    if task.patience is None:
        return
    day = cycle.working_days.shifted(deadline(cycle, rule, task, state), task.patience)
    if day_of(facts.at, window_of(cycle, rule, state).zone) < day:
        raise TooEarly(task=task.task, day=day)


def require_open(window: Window, state: Phase, command: TaskCommand, at: datetime) -> None:
    """Let pass what comes while the phase takes work, by the clock *at*.

    Raises:
        Refusal: closed, by event or by the clock alone; paused; or not open yet.
    """
    about = {"year": command.year, "body": command.body, "phase": command.phase}
    if state.paused_at is not None:  # while it stands still, its end has no day
        raise PhaseIsPaused(**about)
    if state.closed or at >= window.ends:
        raise PhaseIsClosed(**about, closes=window.closes)
    if not state.opened:
        raise PhaseNotOpen(**about, opens=window.opens)


def require_assignment(facts: Facts, year: int, body: str, person: str) -> EvaluatorsAssigned:
    """Return who evaluates *person* in *year*.

    Raises:
        UnknownPerson: the person is not evaluated by *body* in that year.
        NotEvaluated: the person served too little in it.
    """
    assigned = require_evaluators(facts, year, body, person)
    if ground := facts.read(PERSON, person_stream(person)).ground(year):
        raise NotEvaluated(person=person, year=year, ground=ground)
    return assigned


def require_evaluators(facts: Facts, year: int, body: str, person: str) -> EvaluatorsAssigned:
    """Return who evaluates *person* in *year*, or would if he were not exempt.

    Raises:
        UnknownPerson: *body* names nobody for him in that year.
    """
    assigned = facts.read(PERSON, person_stream(person)).years.get(year)
    if assigned is None or assigned.body != body:
        raise UnknownPerson(person=person, year=year)
    return assigned


def require_owner(command: TaskCommand, task: TaskRule, facts: Facts) -> None:
    """Let the actor pass if the rules make him the owner of *task* about the command's subject.

    Raises:
        Refusal: somebody else owes it, or the subject has no such task.
    """
    owner = _owner(command, task, facts)
    if owner.startswith("role:"):
        allowed = facts.holds(owner.removeprefix("role:"), command.body)
    else:
        allowed = owner == facts.actor or _acts_instead(command, task, facts)
    if not allowed:
        raise NotYourTask(actor=facts.actor, task=command.task, subject=command.subject, owner=owner)


def _acts_instead(command: TaskCommand, task: TaskRule, facts: Facts) -> bool:
    """Return whether the actor does the task in a head's place; never about himself (SOD-12)."""
    if task.by not in ("body-head", "unit-head"):
        return False
    if not acts_for(facts, command.body, command.owning_unit(facts) if task.by == "unit-head" else None):
        return False
    if command.subject_field == "person" and command.subject == facts.actor:
        raise SelfEvaluation(person=facts.actor)
    return True


def _owner(command: TaskCommand, task: TaskRule, facts: Facts) -> str:
    """Return who owes the task: a person's id, or ``role:NAME``; ``-`` when nobody does."""
    match task.by, task.of:
        case "engine", _:
            return SYSTEM
        case "assignee", _:
            return command.assignee(facts) or "-"
        case "body-head", _:
            return facts.read(BODY, body_stream(command.body)).head or "-"
        case "unit-head", _:
            body = facts.read(BODY, body_stream(command.body))
            return require_unit(body, command.body, command.owning_unit(facts)).head or "-"
        case ("self" | "first" | "second") as by, _:
            assigned = require_assignment(facts, command.year, command.body, command.subject)
            if assigned.instrument not in task.instruments:
                raise OtherInstrument(
                    person=command.subject, year=command.year, instrument=assigned.instrument, task=command.task
                )
            return {"self": assigned.person, "first": assigned.first, "second": assigned.second or "-"}[by]
        case role, _:
            return role
