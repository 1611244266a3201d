"""What happens to a year's specific evaluation as a whole: criteria, opening, its last day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Sha256, Year
from domain.messages import AssigningEvent, Assignment, Event, TaskEvent, Value, having

SUBMIT = "submit-specific-evidence"


class Grouped(Value):
    """The bodies of a group that are evaluated."""

    group: Id
    bodies: tuple[Id, ...]


class Panel(Value):
    """The committee that scores an area."""

    area: Id
    committee: Id


class SpecificCriteriaPublished(TaskEvent):
    """Who is evaluated in which group, by which panels, after which document; weights are the year's rules."""

    type: Literal["SpecificCriteriaPublished"] = "SpecificCriteriaPublished"
    task_id = "publish-criteria"
    subject_field = "body"
    document: Sha256
    groups: tuple[Grouped, ...]
    panels: tuple[Panel, ...]
    on: date
    edition: Annotated[int, Field(ge=1)]
    resolution: str | None = None
    outside: str | None = None  # the decision, where it is not one of this log
    by: Id

    def group_of(self, body: str) -> str | None:
        """Return the group of *body*, or None when it is not evaluated."""
        return next((it.group for it in self.groups if body in it.bodies), None)

    def panel_of(self, area: str) -> str:
        """Return the committee that scores *area*."""
        return next(it.committee for it in self.panels if it.area == area)


class SpecificEvaluationOpened(AssigningEvent):
    """A ministry's evaluation begins: it owes evidence about each area."""

    type: Literal["SpecificEvaluationOpened"] = "SpecificEvaluationOpened"
    areas: tuple[Id, ...]
    owner: str

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to submit evidence."""
        return tuple(Assignment(task=SUBMIT, subject=area, owner=self.owner) for area in self.areas)


class SpecificDeadlineExtended(Event):
    """Results may be resolved until *until*, by a resolution of the committee (C-16)."""

    type: Literal["SpecificDeadlineExtended"] = "SpecificDeadlineExtended"
    year: Year
    until: date
    reason: str
    resolution: str
    by: Id


SpecificEvent = SpecificCriteriaPublished | SpecificEvaluationOpened | SpecificDeadlineExtended


@dataclass(frozen=True)
class Specific:
    """What decisions need to know of the year's evaluation as a whole."""

    published: SpecificCriteriaPublished | None = None
    opened: Mapping[str, SpecificEvaluationOpened] = field(default_factory=dict)  # by ministry
    extended: SpecificDeadlineExtended | None = None


def evolve(state: Specific, event: SpecificEvent) -> Specific:
    """Return *state* after *event*."""
    match event:
        case SpecificCriteriaPublished():
            return replace(state, published=event)
        case SpecificEvaluationOpened():
            return replace(state, opened=having(state.opened, event.body, event))
        case SpecificDeadlineExtended():
            return replace(state, extended=event)
        case _:
            assert_never(event)
