"""What happens to a body, and what it is after that: units, heads, succession, whom it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never

from domain.body_class import BodyClass, BodyReclassified, Sector, class_on
from domain.headship import ActingHeadAppointed, HeadAppointed, Past, acting_on, past_of
from domain.ids import Id
from domain.messages import Event, Label, having
from domain.succession import (
    BodyAbolished,
    BodyMerged,
    BodyRenamed,
    BodySplit,
    BodySucceeded,
    Succession,
    SuccessionEvent,
    evolve_succession,
)


class BodyEstablished(Event):
    """A body exists from now on; of a sector, a kind and a group that may not be known."""

    type: Literal["BodyEstablished"] = "BodyEstablished"
    body: Id
    name: Label
    sector: Sector | None = None
    kind: Id | None = None
    group: Id | None = None


class UnitEstablished(Event):
    """A unit of a body exists: a bureau, or a department below one."""

    type: Literal["UnitEstablished"] = "UnitEstablished"
    body: Id
    unit: Id
    parent: Id | None
    level: Literal["office", "bureau", "department"]
    name: Label


BodyEvent = BodyEstablished | UnitEstablished | HeadAppointed | ActingHeadAppointed | SuccessionEvent | BodyReclassified


@dataclass(frozen=True)
class Unit:
    """One unit: its place in the tree, and its head."""

    level: str
    parent: str | None
    name: Label
    head: str | None = None


@dataclass(frozen=True)
class Body:
    """What decisions need to know of a body."""

    established: BodyEstablished | None = None
    head: str | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    past: tuple[Past, ...] = ()  # who headed what, as far as the day of the end is known
    acting: tuple[ActingHeadAppointed, ...] = ()
    succession: Succession = field(default_factory=Succession)
    reclassified: tuple[BodyReclassified, ...] = ()

    def class_on(self, day: date) -> BodyClass:
        """Return sector, kind and group of the body on *day*, as far as they are known."""
        first = self.established
        founded = BodyClass(first.sector, first.kind, first.group) if first else BodyClass()
        return class_on(founded, self.reclassified, day)

    def line(self, unit: str | None) -> list[str]:
        """Return *unit* and the units above it, lowest first."""
        line: list[str] = []
        while unit is not None and unit in self.units and unit not in line:
            line.append(unit)
            unit = self.units[unit].parent
        return line

    def head_of(self, unit: str | None) -> str | None:
        """Return who heads *unit*, or the body when it is None."""
        return self.head if unit is None else self.units[unit].head

    def leads(self, person: str, unit: str | None, day: date) -> bool:
        """Return whether *person* heads *unit*, or the body, or acts for its head on *day*."""
        head = self.head_of(unit)
        return person == head or person in acting_on(self.acting, unit, head, day)

    def led_until(self, person: str, unit: str | None, today: date) -> date | None:
        """Return the first day on which *person* led *unit* no more; *today* if he still does, None if he never did."""
        if self.leads(person, unit, today):
            return today
        ended = past_of(self.past, self.acting, today)
        return max((it.until for it in ended if (it.unit, it.person) == (unit, person)), default=None)


def evolve(state: Body, event: BodyEvent) -> Body:
    """Return *state* after *event*."""
    match event:
        case BodyEstablished():
            return replace(state, established=event)
        case UnitEstablished():
            return replace(state, units=having(state.units, event.unit, Unit(event.level, event.parent, event.name)))
        case HeadAppointed():
            return _headed(state, event)
        case ActingHeadAppointed():
            key = (event.unit, event.person, event.begins)
            others = (it for it in state.acting if (it.unit, it.person, it.begins) != key)
            return replace(state, acting=(*others, event))
        case BodyRenamed() | BodySplit() | BodyMerged() | BodyAbolished() | BodySucceeded():
            return replace(state, succession=evolve_succession(state.succession, event))
        case BodyReclassified():
            return replace(state, reclassified=(*state.reclassified, event))
        case _:
            assert_never(event)


def _headed(state: Body, event: HeadAppointed) -> Body:
    before = state.head_of(event.unit)
    if before is not None and event.day is not None:
        state = replace(state, past=(*state.past, Past(event.unit, before, event.day)))
    if event.unit is None:
        return replace(state, head=event.person)
    headed = replace(state.units[event.unit], head=event.person)
    return replace(state, units=having(state.units, event.unit, headed))
