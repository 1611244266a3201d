"""An objection to one edition of a notice: filed, the evaluator consulted, decided, escalated (REG 21).

Grade 4 and above object to the confirmer, who decides for good; grade 5 and below go on to the
committee. Silence is never a rejection: it moves the objection up. No objection makes a result worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from domain.body import BODY
from domain.calendar import day_of, end_of
from domain.case import TooEarly
from domain.conflicts import acts_for
from domain.cycle import Cycle, CycleOpened, require_cycle
from domain.ids import body_stream, notice_stream
from domain.messages import Decider, Facts, content
from domain.notice import NOTICE
from domain.objection_commands import (
    AppealObjection,
    ConsultEvaluator,
    DecideObjection,
    FileObjection,
    ObjectionCommand,
    PassObjectionOn,
    WithdrawObjection,
)
from domain.objection_facts import (
    EvaluatorConsulted,
    Objection,
    ObjectionAppealed,
    ObjectionClosed,
    ObjectionDecided,
    ObjectionEscalated,
    ObjectionEvent,
    ObjectionFiled,
    ObjectionOverdue,
    ObjectionWithdrawn,
    evolve,
)
from domain.objection_refusals import (
    ConcernedDecides,
    DecidedBefore,
    EvaluatorNotConsulted,
    GroundsUnanswered,
    NoObjection,
    NothingNotified,
    ObjectedBefore,
    ObjectionNotYours,
    ObjectionTooLate,
)
from domain.objection_remedy import require_remedy
from domain.obligations import require_evaluators
from domain.person import EvaluatorsAssigned
from domain.relation import require_no_relative
from domain.roles import require_engine


def decide(command: ObjectionCommand, state: Objection, facts: Facts) -> list[ObjectionEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle, opened = require_cycle(facts, command.year, command.body)
    assigned = require_evaluators(facts, command.year, command.body, command.person)
    case = _Case(cycle, opened, assigned, facts)
    if isinstance(command, FileObjection):
        return _file(command, state, case)
    if state.filed is None:
        raise NoObjection(person=command.person, edition=command.edition)
    match command:
        case ConsultEvaluator():
            return _consult(command, state, case)
        case DecideObjection():
            return _decide(command, state, case)
        case AppealObjection():
            return _appeal(command, state, case)
        case WithdrawObjection():
            return _withdraw(command, state, case)
        case PassObjectionOn():
            return _pass_on(command, state, case)
        case _:
            assert_never(command)


@dataclass(frozen=True)
class _Case:
    """The surroundings of one decision."""

    cycle: Cycle
    opened: CycleOpened
    assigned: EvaluatorsAssigned
    facts: Facts

    @property
    def _head(self) -> str | None:
        return self.facts.read(BODY, body_stream(self.assigned.body)).head

    @property
    def ladder(self) -> list[str]:
        """Return who decides, rung by rung: persons, or role:NAME; nobody twice, never who evaluated first."""
        it = self.assigned
        named = {"second": it.second, "body-head": self._head}
        return self.opened.rules.objection.deciders(it.instrument, named, {it.first, it.person})

    def owner(self, rung: int) -> str:
        """Return who decides on *rung*: a person's id or role:NAME."""
        return self.ladder[min(rung, len(self.ladder) - 1)]

    def is_final(self, state: Objection) -> bool:
        """Return whether the decision on the present rung cannot be contested."""
        allowed = self.opened.rules.objection.appeals.get(self.assigned.instrument, 0)
        return state.appeals >= allowed or state.rung + 1 >= len(self.ladder)

    def due(self, rung: int) -> date:
        """Return the last day of a rung that begins today."""
        rules = self.opened.rules.objection
        return self.in_days(rules.decide_days if rung == 0 else rules.next_days)

    def in_days(self, days: int) -> date:
        """Return the working day on or after *days* from today."""
        today = day_of(self.facts.at, self.opened.rules.zone)
        return self.cycle.working_days.on_or_after(today + timedelta(days=days))

    def is_over(self, day: date) -> bool:
        """Return whether *day* is over by the door's clock."""
        return self.facts.at >= end_of(day, self.opened.rules.zone)

    def require(self, owner: str) -> None:
        """Let the actor pass if he is *owner*, or holds the role it names."""
        holds = owner.startswith("role:") and self.facts.holds(owner.removeprefix("role:"), self.assigned.body)
        acts = owner == self._head and acts_for(self.facts, self.assigned.body, None)
        if not holds and not acts and self.facts.actor != owner:
            raise ObjectionNotYours(actor=self.facts.actor, person=self.assigned.person, owner=owner)


def _about(command: ObjectionCommand) -> dict[str, object]:
    return {"year": command.year, "body": command.body, "person": command.person, "edition": command.edition}


def _file(command: FileObjection, state: Objection, case: _Case) -> list[ObjectionEvent]:
    case.require(command.person)
    if state.filed is not None:
        if not state.closed and state.filed.grounds == command.grounds:
            return []
        raise ObjectedBefore(person=command.person, edition=command.edition)
    notice = case.facts.read(NOTICE, notice_stream(command.year, command.person))
    if notice.edition != command.edition or notice.object_by is None:
        raise NothingNotified(person=command.person, edition=command.edition)
    if case.is_over(notice.object_by):
        raise ObjectionTooLate(person=command.person, by=notice.object_by)
    return [
        ObjectionFiled(**content(command), count=len(command.grounds), due=case.due(0), zone=case.opened.rules.zone)
    ]


def _consult(command: ConsultEvaluator, state: Objection, case: _Case) -> list[ObjectionEvent]:
    case.require(case.assigned.first)
    _require_pending(command, state)
    return [] if state.consulted else [EvaluatorConsulted(**content(command), by=case.facts.actor)]


def _require_pending(command: ObjectionCommand, state: Objection) -> None:
    if not state.pending:
        raise NoObjection(person=command.person, edition=command.edition)


def _decide(command: DecideObjection, state: Objection, case: _Case) -> list[ObjectionEvent]:
    case.require(case.owner(state.rung))
    if state.decided and _is_same(command, state.decided, case.facts.actor):
        return []
    _require_pending(command, state)
    if case.facts.actor in {command.person, case.assigned.first}:
        raise ConcernedDecides(actor=case.facts.actor, person=command.person)
    require_no_relative(case.facts, command.year, command.person)
    if case.facts.actor in state.deciders:
        raise DecidedBefore(actor=case.facts.actor)
    if not state.consulted:
        raise EvaluatorNotConsulted(person=command.person, evaluator=case.assigned.first)
    grounds = state.filed.count if state.filed else 0
    if len(command.answers) != grounds:
        raise GroundsUnanswered(grounds=grounds, answers=len(command.answers))
    require_remedy(command, case.opened, case.assigned, case.facts)
    appeal_by = None if case.is_final(state) else case.in_days(case.opened.rules.objection.file_days)
    how = {"by": case.facts.actor, "rung": state.rung, "appeal_by": appeal_by}
    return [ObjectionDecided.model_validate({**content(command), **how})]


def _is_same(command: DecideObjection, before: ObjectionDecided, actor: str) -> bool:
    given = (actor, command.outcome, command.corrections, command.exemption)
    return (before.by, before.outcome, before.corrections, before.exemption) == given


def _appeal(command: AppealObjection, state: Objection, case: _Case) -> list[ObjectionEvent]:
    case.require(command.person)
    if state.closed or state.decided is None or state.decided.appeal_by is None:
        raise NoObjection(person=command.person, edition=command.edition)
    if case.is_over(state.decided.appeal_by):
        raise ObjectionTooLate(person=command.person, by=state.decided.appeal_by)
    rung = state.rung + 1
    return [ObjectionAppealed(**content(command), rung=rung, due=case.due(rung))]


def _withdraw(command: WithdrawObjection, state: Objection, case: _Case) -> list[ObjectionEvent]:
    case.require(command.person)
    return [] if state.closed else [ObjectionWithdrawn(**content(command))]


def _pass_on(command: PassObjectionOn, state: Objection, case: _Case) -> list[ObjectionEvent]:
    require_engine(case.facts, command.body)
    last = state.decided.appeal_by if state.decided else state.due
    if state.closed or state.overdue or last is None:
        return []
    if not case.is_over(last):
        raise TooEarly(case=command.stream(), at=end_of(last, case.opened.rules.zone))
    about = _about(command)
    if state.decided is not None:
        return [ObjectionClosed.model_validate(about)]
    if state.rung + 1 >= len(case.ladder):
        return [ObjectionOverdue.model_validate({**about, "rung": state.rung, "due": last})]
    rung = state.rung + 1
    raised = {"rung": rung, "to": case.owner(rung), "due": case.due(rung)}
    return [ObjectionEscalated.model_validate({**about, **raised})]


OBJECTION: Decider[Objection] = Decider(
    "objection",
    (
        ObjectionFiled,
        EvaluatorConsulted,
        ObjectionDecided,
        ObjectionEscalated,
        ObjectionAppealed,
        ObjectionOverdue,
        ObjectionWithdrawn,
        ObjectionClosed,
    ),
    (FileObjection, ConsultEvaluator, DecideObjection, AppealObjection, WithdrawObjection, PassObjectionOn),
    Objection(),
    evolve,
    decide,
)
