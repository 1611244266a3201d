"""The calibration of a body's ratings in a year: who was shown how evaluators rate, and what is changed for it.

After the board was shown, nobody changes a rating to suit it: a change is a proposal with a reason,
and the committee decides it. The rating itself stays as it was given (REG 6-3).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.appraisal import APPRAISAL
from domain.appraisal_competency import Evaluator, require_scale
from domain.appraisal_facts import Appraisal
from domain.calibration_facts import (
    Calibration,
    CalibrationAdjustmentDecided,
    CalibrationAdjustmentProposed,
    CalibrationEvent,
    CalibrationShown,
    Number,
    evolve,
)
from domain.calibration_refusals import (
    AboutHimself,
    AlreadyDecided,
    BoardNotShown,
    BoardWasShown,
    NoSuchProposal,
    NothingRated,
    OwnProposal,
    ResultTold,
)
from domain.cycle import require_cycle
from domain.ids import Id, Sha256, Year, appraisal_stream, calibration_stream, notice_stream
from domain.messages import Command, Decider, Facts, PersonalText, content
from domain.numbers import Points100
from domain.obligations import require_assignment
from domain.person import EvaluatorsAssigned
from domain.refusals import NotAllowed
from domain.relation import require_no_relative
from domain.roles import require_role
from domain.rules import HUNDRED


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


def _role(facts: Facts, body: str) -> Literal["evaluation-committee", "hr"] | None:
    if facts.holds("evaluation-committee", body):
        return "evaluation-committee"
    return "hr" if facts.holds("hr", body) else None


def _show(command: ShowCalibration, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    role = _role(facts, command.body)
    if role is None:
        raise NotAllowed(actor=facts.actor, role="evaluation-committee", body=command.body)
    if state.shown.get(facts.actor) == command.board:
        return []
    return [CalibrationShown(**content(command), to=facts.actor, role=role)]


def _propose(command: ProposeCalibrationAdjustment, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    assigned = require_assignment(facts, command.year, command.body, command.person)
    own = assigned.first if command.evaluator == "first" else assigned.second
    if facts.actor != own and _role(facts, command.body) is None:
        raise NotAllowed(actor=facts.actor, role="evaluation-committee", body=command.body)
    if facts.actor == command.person:
        raise AboutHimself(actor=facts.actor)
    require_no_relative(facts, command.year, command.person)
    if not state.shown:
        raise BoardNotShown(year=command.year, body=command.body)
    appraisal = facts.read(APPRAISAL, appraisal_stream(command.year, command.person))
    given = _given(appraisal, command)
    if given is None:
        raise NothingRated(person=command.person, evaluator=command.evaluator, part=command.part)
    require_scale(command.part, command.proposed, _scale(command, assigned, facts))
    proposal = {**content(command), "given": given, "by": facts.actor}
    for before in state.proposals:
        if {**content(before), **proposal} == content(before) and before.number not in state.decided:
            return []
    return [CalibrationAdjustmentProposed.model_validate({**proposal, "number": len(state.proposals) + 1})]


def _scale(command: ProposeCalibrationAdjustment, assigned: EvaluatorsAssigned, facts: Facts) -> Decimal:
    """Return the best that can be given for the part."""
    rules = require_cycle(facts, command.year, command.body)[1].rules
    if command.part == "attitude":
        return rules.profiles[assigned.profile].attitude
    return HUNDRED if command.part == "goals" else rules.competency_scale


def _given(appraisal: Appraisal, command: ProposeCalibrationAdjustment) -> Decimal | None:
    """Return what was given for the part, if it is open; attitude and goals are the first evaluator's."""
    first = command.evaluator == "first"
    if command.part == "attitude":
        return appraisal.attitude.points if appraisal.attitude and first else None
    if command.part == "goals":
        return [*appraisal.goals.values()][-1].points if appraisal.goals and first else None
    opened = appraisal.opened
    ballot = (opened.first if first else opened.second) if opened else None
    return ballot.scores.get(command.part) if ballot else None


def _decide(command: DecideCalibrationAdjustment, state: Calibration, facts: Facts) -> list[CalibrationEvent]:
    require_role(facts, "evaluation-committee", command.body)
    proposal = next((it for it in state.proposals if it.number == command.number), None)
    if proposal is None or proposal.person != command.person:
        raise NoSuchProposal(number=command.number, person=command.person)
    assigned = require_assignment(facts, command.year, command.body, command.person)
    rated_by = assigned.first if proposal.evaluator == "first" else assigned.second
    if facts.actor in {proposal.by, proposal.person, rated_by}:
        raise OwnProposal(actor=facts.actor, number=command.number)
    require_no_relative(facts, command.year, proposal.person)
    event = CalibrationAdjustmentDecided(**content(command), by=facts.actor)
    if before := state.decided.get(command.number):
        if before == event:
            return []
        raise AlreadyDecided(number=command.number)
    if command.accepted and facts.version(notice_stream(command.year, command.person)):
        raise ResultTold(person=command.person)
    return [event]


CALIBRATION: Decider[Calibration] = Decider(
    "calibration",
    (CalibrationShown, CalibrationAdjustmentProposed, CalibrationAdjustmentDecided),
    (ShowCalibration, ProposeCalibrationAdjustment, DecideCalibrationAdjustment),
    Calibration(),
    evolve,
    decide,
)
