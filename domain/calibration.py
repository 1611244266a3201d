"""The calibration of a body's ratings in a year: who was shown how evaluators rate, and what is changed for it.

After the board was shown, nobody changes a rating to suit it: a change is a proposal with a reason,
and the committee decides it. The rating itself stays as it was given (REG 6-3).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.appraisal import APPRAISAL, Appraisal
from domain.appraisal_competency import Evaluator
from domain.ids import Id, Points100, Sha256, Year, appraisal_stream, calibration_stream
from domain.messages import Command, Decider, Event, Facts, PersonalText, PrivateText, content
from domain.obligations import require_assignment
from domain.refusals import NotAllowed, Refusal
from domain.roles import require_role

Number = Annotated[int, Field(ge=1)]


class _CalibrationFact(Event):
    """A fact about the calibration of one body in one year."""

    year: Year
    body: Id


class CalibrationShown(_CalibrationFact):
    """The board of *ratings* opened ratings was shown to *to*, of the committee or the personnel office."""

    type: Literal["CalibrationShown"] = "CalibrationShown"
    to: Id
    role: Literal["committee", "hr"]
    board: Sha256
    ratings: int


class CalibrationAdjustmentProposed(_CalibrationFact):
    """*by* proposes *proposed* instead of *given* for one part of a person's rating; nothing is overwritten."""

    type: Literal["CalibrationAdjustmentProposed"] = "CalibrationAdjustmentProposed"
    number: Number
    person: Id
    evaluator: Evaluator
    part: Id  # attitude, goals, or a category of the competency model
    given: Points100
    proposed: Points100
    by: Id
    reason: PrivateText


class CalibrationAdjustmentDecided(_CalibrationFact):
    """The committee accepted or dismissed the proposal *number*."""

    type: Literal["CalibrationAdjustmentDecided"] = "CalibrationAdjustmentDecided"
    number: Number
    person: Id
    accepted: bool
    by: Id
    reason: PrivateText


CalibrationEvent = CalibrationShown | CalibrationAdjustmentProposed | CalibrationAdjustmentDecided


@dataclass(frozen=True)
class Calibration:
    """What decisions need to know of a calibration."""

    shown: dict[str, str] = field(default_factory=dict)  # the last board by person
    proposals: tuple[CalibrationAdjustmentProposed, ...] = ()
    decided: dict[int, CalibrationAdjustmentDecided] = field(default_factory=dict)


def evolve(state: Calibration, event: CalibrationEvent) -> Calibration:
    """Return *state* after *event*."""
    match event:
        case CalibrationShown():
            return replace(state, shown={**state.shown, event.to: event.board})
        case CalibrationAdjustmentProposed():
            return replace(state, proposals=(*state.proposals, event))
        case CalibrationAdjustmentDecided():
            return replace(state, decided={**state.decided, event.number: event})
        case _:
            assert_never(event)


class _CalibrationCommand(Command):
    """A command about the calibration of one body in one year."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the calibration's stream."""
        return calibration_stream(self.year, self.body)


class ShowCalibration(_CalibrationCommand):
    """Record that the board is shown to whoever asks; *board* is the hash of what is shown."""

    type: Literal["ShowCalibration"] = "ShowCalibration"
    board: Sha256
    ratings: Annotated[int, Field(ge=0)]


class ProposeCalibrationAdjustment(_CalibrationCommand):
    """Propose another value for one part of a rating: as its evaluator, or as committee or personnel office."""

    type: Literal["ProposeCalibrationAdjustment"] = "ProposeCalibrationAdjustment"
    person: Id
    evaluator: Evaluator
    part: Id
    proposed: Points100
    reason: PersonalText


class DecideCalibrationAdjustment(_CalibrationCommand):
    """Accept or dismiss the proposal *number* about *person*, as committee."""

    type: Literal["DecideCalibrationAdjustment"] = "DecideCalibrationAdjustment"
    number: Number
    person: Id
    accepted: bool
    reason: PersonalText


CalibrationCommand = ShowCalibration | ProposeCalibrationAdjustment | DecideCalibrationAdjustment


class BoardWasShown(Refusal):
    """A rating does not change silently once it is known how it compares."""

    code = "calibration.shown"
    ko = (
        "{year}년도 {body}의 평정 현황이 이미 공개되어 {person}의 평가를 바꿀 수 없습니다. "
        "사유를 붙여 조정을 제안하십시오."
    )
    en = (
        "How evaluators of {body} rate in {year} was shown, so the rating of {person} stays. "
        "Propose an adjustment with its reason."
    )


class BoardNotShown(Refusal):
    """Before the board was shown there is nothing to adjust to."""

    code = "calibration.not-shown"
    ko = "{year}년도 {body}의 평정 현황이 아직 공개되지 않았습니다. 평가 기간 안에 평가를 직접 고치십시오."
    en = "How evaluators of {body} rate in {year} was not shown yet. Change the rating itself while its phase is open."


class NothingRated(Refusal):
    """There is no opened rating of that part."""

    code = "calibration.nothing-rated"
    ko = "{person}에 대한 {evaluator} 평가자의 '{part}' 평가가 아직 없거나 봉인되어 있습니다. 공개된 뒤 제안하십시오."
    en = "'{part}' of {person} has no opened rating by the {evaluator} evaluator. Propose once it is opened."


class NoSuchProposal(Refusal):
    """There is no such proposal about that person."""

    code = "calibration.no-proposal"
    ko = "{person}에 대한 {number}번 조정 제안이 없습니다. 번호를 확인하십시오."
    en = "There is no proposal {number} about {person}. Check the number."


class AlreadyDecided(Refusal):
    """What the committee decided stays."""

    code = "calibration.decided"
    ko = "{number}번 조정 제안은 이미 의결되었습니다. 다시 다루려면 새로 제안하십시오."
    en = "Proposal {number} is decided already. To take it up again, make a new one."


class OwnProposal(Refusal):
    """Nobody decides his own proposal."""

    code = "calibration.own-proposal"
    ko = "{actor}은(는) {number}번 제안의 제안자나 대상자이므로 의결할 수 없습니다. 다른 위원이 의결해야 합니다."
    en = "{actor} made proposal {number} or is its subject and may not decide it. Another member must."


def require_not_shown(facts: Facts, year: int, body: str, person: str) -> None:
    """Let a change of *person*'s rating pass only while nobody has seen how evaluators compare.

    Raises:
        BoardWasShown: from then on a change is a proposal.
    """
    if facts.read(CALIBRATION, calibration_stream(year, body)).shown:
        raise BoardWasShown(year=year, body=body, person=person)


def decide(command: CalibrationCommand, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case ShowCalibration():
            return _show(command, state, facts)
        case ProposeCalibrationAdjustment():
            return _propose(command, state, facts)
        case DecideCalibrationAdjustment():
            return _decide(command, state, facts)
        case _:
            assert_never(command)


def _role(facts: Facts, body: str) -> Literal["committee", "hr"] | None:
    if facts.holds("committee", body):
        return "committee"
    return "hr" if facts.holds("hr", body) else None


def _show(command: ShowCalibration, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    role = _role(facts, command.body)
    if role is None:
        raise NotAllowed(actor=facts.actor, role="committee", body=command.body)
    if state.shown.get(facts.actor) == command.board:
        return []
    return [CalibrationShown(**content(command), to=facts.actor, role=role)]


def _propose(command: ProposeCalibrationAdjustment, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    assigned = require_assignment(facts, command.year, command.body, command.person)
    own = assigned.first if command.evaluator == "first" else assigned.second
    if facts.actor != own and _role(facts, command.body) is None:
        raise NotAllowed(actor=facts.actor, role="committee", body=command.body)
    if not state.shown:
        raise BoardNotShown(year=command.year, body=command.body)
    appraisal = facts.read(APPRAISAL, appraisal_stream(command.year, command.person))
    given = _given(appraisal, command)
    if given is None:
        raise NothingRated(person=command.person, evaluator=command.evaluator, part=command.part)
    proposal = {**content(command), "given": given, "by": facts.actor}
    for before in state.proposals:
        if {**content(before), **proposal} == content(before) and before.number not in state.decided:
            return []
    return [CalibrationAdjustmentProposed.model_validate({**proposal, "number": len(state.proposals) + 1})]


def _given(appraisal: Appraisal, command: ProposeCalibrationAdjustment) -> Decimal | None:
    """Return what was given for the part, if it is open; attitude and goals are the first evaluator's."""
    first = command.evaluator == "first"
    if command.part == "attitude":
        return appraisal.attitude.points if appraisal.attitude and first else None
    if command.part == "goals":
        return [it.points for it in appraisal.goals.values()][-1] if appraisal.goals and first else None
    sealed = appraisal.sealed.get(command.evaluator)
    if not appraisal.opened or sealed is None or sealed.ballot is None:
        return None
    return sealed.ballot.scores.get(command.part)


def _decide(command: DecideCalibrationAdjustment, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    require_role(facts, "committee", command.body)
    proposal = next((it for it in state.proposals if it.number == command.number), None)
    if proposal is None or proposal.person != command.person:
        raise NoSuchProposal(number=command.number, person=command.person)
    if facts.actor in {proposal.by, proposal.person}:
        raise OwnProposal(actor=facts.actor, number=command.number)
    event = CalibrationAdjustmentDecided(**content(command), by=facts.actor)
    if before := state.decided.get(command.number):
        if before == event:
            return []
        raise AlreadyDecided(number=command.number)
    return [event]


CALIBRATION: Decider[Calibration] = Decider(
    "calibration",
    (CalibrationShown, CalibrationAdjustmentProposed, CalibrationAdjustmentDecided),
    (ShowCalibration, ProposeCalibrationAdjustment, DecideCalibrationAdjustment),
    Calibration(),
    evolve,
    decide,
)
