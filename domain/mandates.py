"""Supervising mandates as they are today: those of the year's rules, and those that a law ended since (C-23; DEC 8).

Work begun by an office whose mandate has ended is its successor's; where there is none, the secretariat's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from domain.aggregates import aggregate
from domain.body import BODY
from domain.body_class import Sector
from domain.conflicts import acts_for
from domain.cycle import CycleOpened
from domain.ids import Id, body_stream, supervision_stream
from domain.messages import AssigningEvent, Assignment, Decider, Facts, Label, Text
from domain.refusals import Refusal
from domain.supervision import SupervisionMandate

_DAY = timedelta(days=1)


class MandateEnded(AssigningEvent):
    """*office* supervises the sector no more from *day* on; *successor* does, if anybody.

    Given again for the same office, it corrects what was said before.
    """

    type: Literal["MandateEnded"] = "MandateEnded"
    sector: Id
    over: Sector
    office: Id
    day: date  # the first on which it holds no more
    law: Text
    successor: Id | None
    begun: tuple[Id, ...]  # ministries whose sector an inspector of the office had still to look at
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Take the tasks from the office's inspectors; a successor names its own."""
        subjects = (f"{it}:{self.sector}" for it in self.begun)
        return tuple(Assignment(task="inspect-self-evaluation", subject=it, owner=None) for it in subjects)

    def ends(self, mandate: SupervisionMandate) -> bool:
        """Return whether it is *mandate* that ended: it held on the day before, and would hold still."""
        same = (mandate.sector, mandate.over, mandate.body) == (self.sector, self.over, self.office)
        return same and mandate.holds_on(self.day - _DAY) and mandate.holds_on(self.day)


@dataclass(frozen=True)
class Supervision:
    """The mandates of a year that have ended, the last word on each."""

    ended: tuple[MandateEnded, ...] = ()

    def others(self, sector: str, over: Sector, office: str) -> tuple[MandateEnded, ...]:
        """Return what ended besides the mandate of *office* for *sector*."""
        return tuple(it for it in self.ended if (it.sector, it.over, it.office) != (sector, over, office))


def evolve(state: Supervision, event: MandateEnded) -> Supervision:
    """Return *state* after *event*."""
    return Supervision((*state.others(event.sector, event.over, event.office), event))


class MandateHasEnded(Refusal):
    """Whose mandate has ended confirms nothing and finds nothing any more."""

    code = "supervision.mandate-ended"
    ko = (
        "{office}의 '{sector}' 부문 확인·점검 권한은 {day}부터 없습니다({law}). 이어받은 기관: {successor}. "
        "시작한 일도 그 기관에서 처리합니다."
    )
    en = (
        "{office} has no mandate for the sector '{sector}' since {day} ({law}). Its work, also what was begun, "
        "is carried on by: {successor}."
    )


def after(granted: Iterable[SupervisionMandate], ended: Iterable[MandateEnded]) -> tuple[SupervisionMandate, ...]:
    """Return the mandates *granted* as they stand after those that *ended*; a successor has the rest of the days."""
    found = tuple(granted)
    for it in sorted(ended, key=lambda it: it.day):
        found = tuple(part for mandate in found for part in _parts(mandate, it))
    return found


def _parts(mandate: SupervisionMandate, ended: MandateEnded) -> Iterator[SupervisionMandate]:
    if not ended.ends(mandate):
        yield mandate
        return
    yield mandate.model_copy(update={"until": ended.day - _DAY})
    if (office := ended.successor) is not None:
        heir = {"body": office, "body_name": Label(ko=office, en=office), "since": ended.day, "basis": ended.law}
        yield mandate.model_copy(update=heir)


def supervision(facts: Facts, year: int) -> Supervision:
    """Return which mandates of *year* have ended."""
    decider: Decider[Any] = aggregate("supervision")
    found: Supervision = facts.read(decider, supervision_stream(year))
    return found


def mandates_over(facts: Facts, opened: CycleOpened, body: str, day: date) -> list[SupervisionMandate]:
    """Return the mandates that hold over *body* on *day*, by its sector."""
    over = facts.read(BODY, body_stream(body)).class_on(day).over
    standing = after(opened.rules.supervision, supervision(facts, opened.year).ended)
    return [it for it in standing if it.over == over and it.holds_on(day)]


def require_mandate(facts: Facts, opened: CycleOpened, body: str, sector: str, day: date) -> str | None:
    """Return the office that supervises *sector* of *body* on *day*; None: nobody does.

    Raises:
        MandateHasEnded: the actor's office did until then.
    """
    offices = [it.body for it in mandates_over(facts, opened, body, day) if it.sector == sector]
    if any(_speaks_for(facts, it) for it in offices):
        return offices[0]
    over = facts.read(BODY, body_stream(body)).class_on(day).over
    for it in supervision(facts, opened.year).ended:
        if (it.sector, it.over) == (sector, over) and it.day <= day and _speaks_for(facts, it.office):
            told = {"office": it.office, "sector": sector, "day": it.day, "law": it.law}
            raise MandateHasEnded(**told, successor=it.successor or opened.government)
    return offices[0] if offices else None


def _speaks_for(facts: Facts, office: str) -> bool:
    return facts.holds("inspector", office) or acts_for(facts, office, None)


def carried_on_by(facts: Facts, opened: CycleOpened, body: str, office: str, day: date) -> str:
    """Return who carries on what *office* began with *body*: itself, a successor, or the government's office."""
    left = {it.office: it.successor for it in supervision(facts, opened.year).ended if it.day <= day}
    holding = {it.body for it in mandates_over(facts, opened, body, day)}
    while office not in holding and office in left:
        office = left.pop(office) or opened.government
    return office
