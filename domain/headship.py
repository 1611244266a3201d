"""Who heads a unit or a body, who did, and who acts in a head's place from day to day (SOD-12).

An acting head has the head's duties and none of his exemptions: every guard asks for the acting head's own conflicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from domain.ids import Id, body_stream
from domain.messages import Command, Event, Reason
from domain.refusals import Refusal

_DAY = timedelta(days=1)


class HeadAppointed(Event):
    """*person* heads *unit*, or the whole body when *unit* is None, from *day* on."""

    type: Literal["HeadAppointed"] = "HeadAppointed"
    body: Id
    unit: Id | None
    person: Id
    day: date | None = None


class ActingHeadAppointed(Event):
    """*person* acts for *head*, who heads *unit* or the body, from *begins* to *ends*, both included.

    The same *begins* again corrects the end.
    """

    type: Literal["ActingHeadAppointed"] = "ActingHeadAppointed"
    body: Id
    unit: Id | None
    head: Id
    person: Id
    begins: date
    ends: date
    reason: str
    by: Id


class Past(NamedTuple):
    """*person* headed *unit*, or the body, up to but without the day *until*."""

    unit: str | None
    person: str
    until: date


class _HeadCommand(Command):
    """A command about who leads a body, or a unit of it."""

    body: Id
    unit: Id | None = None
    person: Id

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


class AppointHead(_HeadCommand):
    """Make *person* the head of *unit*, or of the body when *unit* is None."""

    type: Literal["AppointHead"] = "AppointHead"


class AppointActingHead(_HeadCommand):
    """Let *person* act in the head's place; the same first day again corrects the last."""

    type: Literal["AppointActingHead"] = "AppointActingHead"
    begins: date
    ends: date
    reason: Reason

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.begins:
            raise ValueError("acting ends on the day it begins or later")
        return self


class OwnAppointment(Refusal):
    """Nobody puts himself at the head."""

    code = "head.own"
    ko = "{actor}은(는) 자기 자신을 장이나 직무대리로 임명할 수 없습니다. 다른 운영자가 하여야 합니다."
    en = "{actor} may not appoint himself head or acting head. Another operator must."


class NobodyToActFor(Refusal):
    """An acting head stands in for a head who is somebody else."""

    code = "acting.no-head"
    ko = "{unit}에 {person}이(가) 직무를 대리할 다른 장이 없습니다. 장을 임명하십시오."
    en = "{unit} has no head for whom {person} could act. Appoint a head."


class ActingOverlaps(Refusal):
    """One acts at a time."""

    code = "acting.overlap"
    ko = (
        "{unit}에는 {begins}부터 {ends}까지 {other}이(가) 직무대리로 있습니다. 그 기간을 먼저 고치거나 "
        "겹치지 않게 하십시오."
    )
    en = "{other} acts for the head of {unit} from {begins} to {ends}. Correct that first, or name other days."


def acting_on(acting: Sequence[ActingHeadAppointed], unit: str | None, head: str | None, day: date) -> set[str]:
    """Return who acts for *head* of *unit* on *day*."""
    return {it.person for it in acting if (it.unit, it.head) == (unit, head) and it.begins <= day <= it.ends}


def past_of(past: Sequence[Past], acting: Sequence[ActingHeadAppointed], today: date) -> list[Past]:
    """Return who headed what before *today*; who acted headed it, too."""
    ended = ((it, min(it.ends + _DAY, today)) for it in acting if it.begins < today)
    return [*past, *(Past(it.unit, it.person, until) for it, until in ended)]


def require_no_overlap(command: AppointActingHead, acting: Sequence[ActingHeadAppointed]) -> None:
    """Let pass if nobody else acts in those days; the same person from the same day on is a correction.

    Raises:
        ActingOverlaps: somebody does.
    """
    for it in acting:
        corrected = (it.person, it.begins) == (command.person, command.begins)
        if it.unit != command.unit or corrected:
            continue
        if it.begins <= command.ends and command.begins <= it.ends:
            raise ActingOverlaps(unit=it.unit or it.body, other=it.person, begins=it.begins, ends=it.ends)
