"""One phase of one body: open, remind, escalate, close; movable, pausable; decided by the door's clock.

Opening is one fact for everyone; who owes what is derived from it. A window that has run out is
closed for submissions whether or not the closing has been written.
"""

from __future__ import annotations

from typing import assert_never

from domain.calendar import Window, day_of
from domain.cycle import Cycle, CycleOpened, phases_of, require_cycle, require_phase_rule
from domain.cycle_refusals import UnknownBody
from domain.ids import phase_stream
from domain.messages import Decider, Facts, Owed, content
from domain.phase_commands import (
    BlockPhase,
    ClosePhase,
    EscalatePhase,
    MovePhase,
    OpenPhase,
    PausePhase,
    PhaseCommand,
    RemindPhase,
    ResumePhase,
)
from domain.phase_facts import (
    EscalationRaised,
    ObligationMissed,
    Phase,
    PhaseBlocked,
    PhaseClosed,
    PhaseEvent,
    PhaseMoved,
    PhaseOpened,
    PhasePaused,
    PhaseReminded,
    PhaseResumed,
    evolve,
)
from domain.phase_refusals import DeadlineInThePast, NotYet, OpeningIsPast, PhaseIsClosed, PhaseNotPaused
from domain.phase_rules import PhaseRule
from domain.resolutions import Decision, require_decision
from domain.roles import require_role
from domain.window import deadline, pressing_days, window_of


def decide(command: PhaseCommand, state: Phase, facts: Facts) -> list[PhaseEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle, opened = require_cycle(facts, command.year, command.body)
    rule = require_phase_rule(opened, command.phase)
    require_role(facts, "operator", opened.government if rule.scope == "government" else command.body)
    if not cycle.body_of(rule, command.body):
        raise UnknownBody(body=command.body)
    window = window_of(cycle, rule, state)
    match command:
        case OpenPhase():
            return _open(command, state, window, opened, facts)
        case RemindPhase() | EscalatePhase():
            return _press(command, state, cycle, rule, facts)
        case ClosePhase():
            return _close(command, state, cycle, rule, facts)
        case BlockPhase():
            return [PhaseBlocked(**content(command))]
        case MovePhase():
            _require_committee(command, rule, opened, facts)
            return _move(command, state, window, facts)
        case PausePhase() | ResumePhase():
            return _pause_or_resume(command, state, window, facts)
        case _:
            assert_never(command)


def _key(command: PhaseCommand) -> dict[str, object]:
    return {"year": command.year, "body": command.body, "phase": command.phase}


def _open(command: OpenPhase, state: Phase, window: Window, cycle: CycleOpened, facts: Facts) -> list[PhaseEvent]:
    if state.opened:
        return []
    if facts.at < window.begins:
        raise NotYet(**_key(command), at=window.begins)
    days = {"opens": window.opens, "due": window.due, "closes": window.closes}
    return [PhaseOpened.model_validate({**_key(command), **days, "calendar_version": cycle.calendar_version})]


def _press(
    command: RemindPhase | EscalatePhase, state: Phase, cycle: Cycle, rule: PhaseRule, facts: Facts
) -> list[PhaseEvent]:
    """Remind or escalate on the planned day or later; what the plan no longer holds is dropped."""
    if not state.opened or state.closed or state.paused_at is not None:
        return []
    days = pressing_days(cycle, rule, state)
    day = command.on if isinstance(command, RemindPhase) else days.escalations.get(command.step)
    if day is None or (isinstance(command, RemindPhase) and day not in days.reminders):
        return []
    if day_of(facts.at, days.zone) < day:
        raise NotYet(**_key(command), at=day)
    left = len(facts.owed(command.year, command.body, command.phase))
    if rule.tasks and not left:
        return []
    return _remind(command, state, left) if isinstance(command, RemindPhase) else _escalate(command, state, rule, left)


def _remind(command: RemindPhase, state: Phase, left: int) -> list[PhaseEvent]:
    if state.reminded is not None and command.on <= state.reminded:
        return []
    return [PhaseReminded.model_validate({**_key(command), "on": command.on, "open": left})]


def _escalate(command: EscalatePhase, state: Phase, rule: PhaseRule, left: int) -> list[PhaseEvent]:
    if command.step <= state.escalated:
        return []
    to = rule.escalate[command.step - 1].to
    return [EscalationRaised.model_validate({**_key(command), "step": command.step, "to": to, "open": left})]


def _close(command: ClosePhase, state: Phase, cycle: Cycle, rule: PhaseRule, facts: Facts) -> list[PhaseEvent]:
    if state.closed:
        return []
    window = window_of(cycle, rule, state)
    early = facts.at < window.ends
    left = facts.owed(command.year, command.body, command.phase)
    if not state.opened or (early and (left or not rule.tasks)) or state.paused_at is not None:
        raise NotYet(**_key(command), at=window.ends)
    missed: list[PhaseEvent] = [_missed(command, owed, cycle, rule, state) for owed in left]
    closed = PhaseClosed.model_validate({**_key(command), "early": early, "missed": len(missed)})
    return [*missed, closed]


def _missed(command: ClosePhase, owed: Owed, cycle: Cycle, rule: PhaseRule, state: Phase) -> ObligationMissed:
    task = rule.task(owed.task)
    due = deadline(cycle, rule, task, state)
    then = {"consequence": task.consequence, "follows": task.follows} if task else {"consequence": None}
    return ObligationMissed.model_validate({**_key(command), **owed.model_dump(), "due": due, **then})


def _require_committee(command: MovePhase, rule: PhaseRule, opened: CycleOpened, facts: Facts) -> None:
    """Let pass what names no decision or one; where the rules say so, a resolution of the government's committee."""
    decision, about = Decision(command.resolution, command.outside), _concerns(command, rule)
    of = opened.government if rule.moved_by else None
    require_decision(facts, decision, rule.moved_by or "extension", about, command.year, of)


def _concerns(command: MovePhase, rule: PhaseRule) -> str:
    """Return what a resolution on moving the phase is about: the government's year, or the body."""
    return str(command.year) if rule.scope == "government" else command.body


def _move(command: MovePhase, state: Phase, window: Window, facts: Facts) -> list[PhaseEvent]:
    opens, today = command.opens or window.opens, day_of(facts.at, window.zone)
    if state.closed:
        raise PhaseIsClosed(**_key(command), closes=window.closes)
    if state.opened and opens != window.opens:
        raise OpeningIsPast(phase=command.phase)
    if command.due < today or command.due < opens:
        raise DeadlineInThePast(phase=command.phase, due=command.due, today=max(today, opens))
    if (opens, command.due) == (window.opens, window.due):
        return []
    facts_of_it = {**content(command), "opens": opens, "due_before": window.due}
    return [PhaseMoved.model_validate(facts_of_it)]


def _pause_or_resume(command: PausePhase | ResumePhase, state: Phase, window: Window, facts: Facts) -> list[PhaseEvent]:
    if state.closed:
        raise PhaseIsClosed(**_key(command), closes=window.closes)
    if isinstance(command, PausePhase):
        if state.paused_at is not None:
            return []
        return [PhasePaused.model_validate({**_key(command), "at": facts.at, "reason": command.reason})]
    if state.paused_at is None:
        raise PhaseNotPaused(**_key(command))
    days = (day_of(facts.at, window.zone) - day_of(state.paused_at, window.zone)).days
    return [PhaseResumed.model_validate({**_key(command), "days": days, "reason": command.reason})]


def still_open(cycle: CycleOpened, facts: Facts) -> list[str]:
    """Return the phases of the year that are not closed, as BODY/PHASE."""
    return [
        f"{body}/{phase}"
        for body, phase in phases_of(cycle)
        if phase not in cycle.phases_past and not facts.read(PHASE, phase_stream(cycle.year, body, phase)).closed
    ]


PHASE: Decider[Phase] = Decider(
    "phase",
    (
        PhaseOpened,
        PhaseReminded,
        EscalationRaised,
        PhaseMoved,
        PhasePaused,
        PhaseResumed,
        ObligationMissed,
        PhaseBlocked,
        PhaseClosed,
    ),
    (OpenPhase, RemindPhase, EscalatePhase, ClosePhase, BlockPhase, MovePhase, PausePhase, ResumePhase),
    Phase(),
    evolve,
    decide,
)
