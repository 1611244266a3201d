"""An objection to one edition of a notice: filed, the evaluator consulted, decided, escalated (REG 21).

Grade 4 and above object to the confirmer, who decides for good; grade 5 and below go on to the
committee. Silence is never a rejection: it moves the objection up. No objection makes a result worse.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.body import BODY
from domain.calendar import day_of, end_of
from domain.case import TooEarly
from domain.cycle import Cycle, CycleOpened, require_cycle
from domain.ids import Id, Year, body_stream, notice_stream, objection_stream, result_stream
from domain.messages import Command, Decider, Event, Facts, PersonalText, Private, PrivateText, Text, content
from domain.notice import NOTICE
from domain.obligations import require_assignment
from domain.person import EvaluatorsAssigned
from domain.refusals import Refusal
from domain.result import RESULT, Correction
from domain.scorecard import require_engine

Outcome = Literal["upheld", "partly", "dismissed"]
Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=20), Private()]


class _ObjectionFact(Event):
    """A fact about the objection of *person* to the notice *edition*."""

    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=1)]


class ObjectionFiled(_ObjectionFact):
    """The person objects on so many grounds; *rung* 0 decides by the end of *due*."""

    type: Literal["ObjectionFiled"] = "ObjectionFiled"
    grounds: Annotated[tuple[str, ...] | None, Private()]
    count: Annotated[int, Field(ge=1)]
    due: date
    zone: str  # whose days these and all later ones are


class EvaluatorConsulted(_ObjectionFact):
    """The first evaluator's statement, which a decider must have before he decides."""

    type: Literal["EvaluatorConsulted"] = "EvaluatorConsulted"
    by: Id
    statement: PrivateText


class ObjectionDecided(_ObjectionFact):
    """*by* decided on *rung*, with an answer to each ground; *corrections* take effect at once."""

    type: Literal["ObjectionDecided"] = "ObjectionDecided"
    by: Id
    rung: Annotated[int, Field(ge=0)]
    outcome: Outcome
    answers: Annotated[tuple[str, ...] | None, Private()]
    corrections: tuple[Correction, ...]
    appeal_by: date | None  # the last day to go on to the next rung; None: the decision is final


class ObjectionEscalated(_ObjectionFact):
    """Nobody decided in time: the objection lies with *to* now, on *rung*."""

    type: Literal["ObjectionEscalated"] = "ObjectionEscalated"
    rung: Annotated[int, Field(ge=1)]
    to: str
    due: date


class ObjectionAppealed(_ObjectionFact):
    """The person goes on to the next rung."""

    type: Literal["ObjectionAppealed"] = "ObjectionAppealed"
    rung: Annotated[int, Field(ge=1)]
    reason: PrivateText
    due: date


class ObjectionOverdue(_ObjectionFact):
    """The last rung let its day pass as well; it still owes the decision, and the head is told."""

    type: Literal["ObjectionOverdue"] = "ObjectionOverdue"
    rung: Annotated[int, Field(ge=0)]
    due: date


class ObjectionWithdrawn(_ObjectionFact):
    """The person takes the objection back."""

    type: Literal["ObjectionWithdrawn"] = "ObjectionWithdrawn"


class ObjectionClosed(_ObjectionFact):
    """The decision is final: nobody went on in time."""

    type: Literal["ObjectionClosed"] = "ObjectionClosed"


ObjectionEvent = (
    ObjectionFiled
    | EvaluatorConsulted
    | ObjectionDecided
    | ObjectionEscalated
    | ObjectionAppealed
    | ObjectionOverdue
    | ObjectionWithdrawn
    | ObjectionClosed
)


@dataclass(frozen=True)
class Objection:
    """What decisions need to know of an objection."""

    filed: ObjectionFiled | None = None
    consulted: bool = False
    rung: int = 0
    due: date | None = None  # by when the rung decides
    decided: ObjectionDecided | None = None  # on the present rung
    deciders: frozenset[str] = frozenset()  # who decided on an earlier rung
    overdue: bool = False
    closed: bool = False

    @property
    def pending(self) -> bool:
        """Whether somebody owes a decision."""
        return self.filed is not None and self.decided is None and not self.closed


def evolve(state: Objection, event: ObjectionEvent) -> Objection:
    """Return *state* after *event*."""
    match event:
        case ObjectionFiled():
            return replace(state, filed=event, due=event.due)
        case EvaluatorConsulted():
            return replace(state, consulted=True)
        case ObjectionDecided():
            deciders = state.deciders | {event.by}
            return replace(state, decided=event, deciders=deciders, closed=event.appeal_by is None)
        case ObjectionEscalated() | ObjectionAppealed():
            return replace(state, rung=event.rung, due=event.due, decided=None, overdue=False)
        case ObjectionOverdue():
            return replace(state, overdue=True)
        case ObjectionWithdrawn() | ObjectionClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)


class _ObjectionCommand(Command):
    """A command about the objection of *person* to the notice *edition*."""

    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=1)] = 1

    def stream(self) -> str:
        """Return the objection's stream."""
        return objection_stream(self.year, self.person, self.edition)


class FileObjection(_ObjectionCommand):
    """Object to one's result, on one ground or several."""

    type: Literal["FileObjection"] = "FileObjection"
    grounds: Texts


class ConsultEvaluator(_ObjectionCommand):
    """State one's view of an objection, as first evaluator."""

    type: Literal["ConsultEvaluator"] = "ConsultEvaluator"
    statement: PersonalText


class DecideObjection(_ObjectionCommand):
    """Decide, with an answer to each ground; corrections only where it is upheld."""

    type: Literal["DecideObjection"] = "DecideObjection"
    outcome: Outcome
    answers: Texts
    corrections: tuple[Correction, ...] = ()


class AppealObjection(_ObjectionCommand):
    """Go on to the next rung after a decision."""

    type: Literal["AppealObjection"] = "AppealObjection"
    reason: PersonalText


class WithdrawObjection(_ObjectionCommand):
    """Take one's objection back."""

    type: Literal["WithdrawObjection"] = "WithdrawObjection"


class PassObjectionOn(_ObjectionCommand):
    """Move an objection up whose day has passed, or close a decided one; the clock's own command."""

    type: Literal["PassObjectionOn"] = "PassObjectionOn"
    engines = True


ObjectionCommand = (
    FileObjection | ConsultEvaluator | DecideObjection | AppealObjection | WithdrawObjection | PassObjectionOn
)


class NothingNotified(Refusal):
    """One objects to what one was told."""

    code = "objection.no-notice"
    ko = "{person}에게 {edition}판 통지가 없습니다. 통지를 받은 뒤 이의신청할 수 있습니다."
    en = "{person} got no notice of edition {edition}. One can object once the result was notified."


class ObjectionTooLate(Refusal):
    """The days to object are over."""

    code = "objection.too-late"
    ko = "{person}의 이의신청 기한은 {by}까지였습니다. 기한이 지나 접수할 수 없습니다."
    en = "{person} could object until {by}. The time is over and the objection is not admitted."


class ObjectionNotYours(Refusal):
    """Somebody else acts at this point of an objection."""

    code = "objection.not-yours"
    ko = "{actor}은(는) {person}의 이의신청에서 이 일을 할 수 없습니다. 담당: {owner}."
    en = "{actor} may not do this in the objection of {person}. It is for {owner}."


class NoObjection(Refusal):
    """There is no open objection."""

    code = "objection.none"
    ko = "{person}의 통지 {edition}판에 대해 진행 중인 이의신청이 없습니다."
    en = "No objection of {person} to the notice of edition {edition} is open."


class EvaluatorNotConsulted(Refusal):
    """A decider hears the evaluator first (REG 21)."""

    code = "objection.not-consulted"
    ko = "1차 평가자 {evaluator}의 의견을 먼저 들어야 {person}의 이의신청을 결정할 수 있습니다."
    en = "The objection of {person} can be decided once the first evaluator, {evaluator}, has been heard."


class GroundsUnanswered(Refusal):
    """Every ground gets its answer."""

    code = "objection.grounds-unanswered"
    ko = "이의 사유 {grounds}건에 대한 답변이 {answers}건입니다. 사유마다 답변을 하나씩 적으십시오."
    en = "There are {grounds} grounds and {answers} answers. Answer each ground."


class OutcomeAndCorrections(Refusal):
    """What is upheld corrects something; what is dismissed corrects nothing."""

    code = "objection.corrections"
    ko = "결정({outcome})과 정정 내용이 맞지 않습니다. 인용에는 정정이 있어야 하고, 기각에는 없어야 합니다."
    en = "The outcome ({outcome}) does not fit the corrections: what is upheld needs one, what is dismissed none."


class NeverWorse(Refusal):
    """Nobody is worse off for having objected."""

    code = "objection.worse"
    ko = "'{component}' 점수를 {before}에서 {after}(으)로 낮출 수 없습니다. 이의신청으로 결과가 나빠질 수 없습니다."
    en = "'{component}' cannot go from {before} to {after}: an objection never makes a result worse."


class DecidedBefore(Refusal):
    """Who decided on one rung does not sit on the next (SOD-09)."""

    code = "objection.decided-before"
    ko = "{actor}은(는) 앞 단계에서 이미 결정하였으므로 이번 단계에 참여할 수 없습니다. 다른 사람이 결정해야 합니다."
    en = "{actor} decided on an earlier step already and may not sit on this one. Somebody else must decide."


def decide(command: ObjectionCommand, state: Objection, facts: Facts) -> list[ObjectionEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle, opened = require_cycle(facts, command.year)
    assigned = require_assignment(facts, command.year, command.body, command.person)
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
    def ladder(self) -> list[str]:
        """Return who decides, rung by rung; without a second evaluator the ladder begins one higher."""
        rungs = self.opened.rules.objection.ladders.get(self.assigned.instrument, ())
        return [rung for rung in rungs if rung != "second" or self.assigned.second]

    def owner(self, rung: int) -> str:
        """Return who decides on *rung*: a person's id or role:NAME."""
        named = self.ladder[min(rung, len(self.ladder) - 1)] if self.ladder else "body-head"
        if named == "second":
            return self.assigned.second or "-"
        head = self.facts.read(BODY, body_stream(self.assigned.body)).head
        return (head or "-") if named == "body-head" else named

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
        if not holds and self.facts.actor != owner:
            raise ObjectionNotYours(actor=self.facts.actor, person=self.assigned.person, owner=owner)


def _about(command: ObjectionCommand) -> dict[str, object]:
    return {"year": command.year, "body": command.body, "person": command.person, "edition": command.edition}


def _file(command: FileObjection, state: Objection, case: _Case) -> list[ObjectionEvent]:
    case.require(command.person)
    if state.filed is not None:
        return []
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
    if state.decided and (state.decided.by, state.decided.outcome) == (case.facts.actor, command.outcome):
        return []
    _require_pending(command, state)
    if case.facts.actor in {*state.deciders, command.person}:
        raise DecidedBefore(actor=case.facts.actor)
    if not state.consulted:
        raise EvaluatorNotConsulted(person=command.person, evaluator=case.assigned.first)
    grounds = state.filed.count if state.filed else 0
    if len(command.answers) != grounds:
        raise GroundsUnanswered(grounds=grounds, answers=len(command.answers))
    _require_fitting(command, case)
    final = state.rung + 1 >= len(case.ladder)
    appeal_by = None if final else case.in_days(case.opened.rules.objection.file_days)
    how = {"by": case.facts.actor, "rung": state.rung, "appeal_by": appeal_by}
    return [ObjectionDecided.model_validate({**content(command), **how})]


def _require_fitting(command: DecideObjection, case: _Case) -> None:
    """Let corrections pass that fit the outcome and lower nothing."""
    if bool(command.corrections) != (command.outcome != "dismissed"):
        raise OutcomeAndCorrections(outcome=command.outcome)
    result = case.facts.read(RESULT, result_stream(command.year, command.person))
    scores = {it.component: it.score for it in (result.scored.components if result.scored else ())}
    for it in command.corrections:
        if it.component in scores and it.score < scores[it.component]:
            raise NeverWorse(component=it.component, before=scores[it.component], after=it.score)


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
