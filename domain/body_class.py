"""What a body is: one of the three sectors, a kind, and the group it is compared in (S1-03; ACT 2).

Each may be unknown, and each may change by law from a day on: a cheo becomes a ministry, an agency rises in rank.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from domain.calendar import HOME, day_of
from domain.ids import Id, body_stream
from domain.messages import Command, Event, Facts, Text, content
from domain.succession import BodyEnded, ChangeToCome

Sector = Literal["central", "local", "public"]  # 중앙행정기관, 지방자치단체, 공공기관


class BodyReclassified(Event):
    """A body is of this sector, kind and group from *day* on."""

    type: Literal["BodyReclassified"] = "BodyReclassified"
    body: Id
    sector: Sector | None
    kind: Id | None = None
    group: Id | None = None
    day: date
    law: Text


class BodyClass(NamedTuple):
    """Sector, kind and group of a body, each as far as it is known."""

    sector: Sector | None = None
    kind: str | None = None
    group: str | None = None

    @property
    def over(self) -> Sector:
        """Return the sector by which the body is supervised: of whom nothing is said, a central ministry's."""
        return self.sector or "central"


def class_on(founded: BodyClass, changes: Iterable[BodyReclassified], day: date) -> BodyClass:
    """Return what a body *founded* as one class is on *day*; of two changes of one day, the later recorded holds."""
    so_far = sorted((it for it in changes if it.day <= day), key=lambda it: it.day)
    return BodyClass(so_far[-1].sector, so_far[-1].kind, so_far[-1].group) if so_far else founded


class ReclassifyBody(Command):
    """Put on record that a body is of another sector, kind or group; what is left out is not known any more."""

    type: Literal["ReclassifyBody"] = "ReclassifyBody"
    body: Id
    sector: Sector
    kind: Id | None = None
    group: Id | None = None
    day: date
    law: Text

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


def reclassified(command: ReclassifyBody, now: BodyClass, facts: Facts) -> list[BodyReclassified]:
    """Return that a body is from its day on what *command* says; [] if that is what it is *now*.

    Raises:
        ChangeToCome: the day is still to come.
    """
    if command.day > day_of(facts.at, HOME):
        raise ChangeToCome(body=command.body, day=command.day)
    if now == BodyClass(command.sector, command.kind, command.group):
        return []
    return [BodyReclassified(**content(command))]


def inherited(body: str, own: BodyClass, before: BodyClass, ended: BodyEnded) -> list[BodyReclassified]:
    """Return what *body* takes over from its predecessor, which *ended*: only what nobody said of itself."""
    taken = BodyClass(own.sector or before.sector, own.kind or before.kind, own.group or before.group)
    if taken == own:
        return []
    return [BodyReclassified(body=body, **taken._asdict(), day=ended.day, law=ended.law)]
