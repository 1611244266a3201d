"""The guideline that stands where none came in January: last year's, provisionally, so that drafting can begin.

Nobody orders it: the clock of the phase asks for it before it closes. The year's own guideline supersedes it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from domain.alignment import PolicyItem
from domain.at_close import closing
from domain.calendar import day_of
from domain.ids import Id, Sha256, Year, guideline_stream
from domain.messages import Command, Event, Facts, Label, content


class Issued(Protocol):
    """What stood as a guideline, whoever put it there."""

    @property
    def title(self) -> Label | None:
        """Its title."""

    @property
    def document(self) -> str | None:
        """The hash of its text."""

    @property
    def items(self) -> tuple[PolicyItem, ...]:
        """What plans must serve."""


class GuidelineHeldOver(Event):
    """No guideline came in time: *rests_on*, STREAM@VERSION, stands provisionally; None: there is none in this log."""

    type: Literal["GuidelineHeldOver"] = "GuidelineHeldOver"
    year: Year
    body: Id
    phase: Id
    rests_on: str | None
    title: Label | None = None
    document: Sha256 | None = None
    items: tuple[PolicyItem, ...] = ()  # what it asks of bodies that are in the year
    noticed: tuple[Id, ...]  # the bodies it went to
    on: date


class HoldOverGuideline(Command):
    """Let last year's guideline stand provisionally, where the year's own did not come in time."""

    type: Literal["HoldOverGuideline"] = "HoldOverGuideline"
    engines = True
    year: Year
    body: Id
    phase: Id

    def stream(self) -> str:
        """Return the guideline's stream."""
        return guideline_stream(self.year)


def hold_over(
    command: HoldOverGuideline, stands: Issued | None, before: Issued | None, facts: Facts
) -> list[GuidelineHeldOver]:
    """Return that *before*, last year's guideline, stands; [] where one of the year does.

    Raises:
        Refusal: a person asks, or the year's own can still come in time.
    """
    opened = closing(facts, (command.year, command.body, command.phase), "hold-over-guideline")
    if opened is None or stands is not None:
        return []
    stream = guideline_stream(command.year - 1)
    known = {*opened.bodies, opened.government}
    said = {
        "rests_on": f"{stream}@{facts.version(stream)}" if before else None,
        "title": before.title if before else None,
        "document": before.document if before else None,
        "items": [_of(it, known) for it in before.items] if before else (),
        "noticed": opened.bodies,
        "on": day_of(facts.at, opened.rules.zone),
    }
    return [GuidelineHeldOver.model_validate({**content(command), **said})]


def _of(item: PolicyItem, known: set[str]) -> PolicyItem:
    return item.model_copy(update={"bodies": tuple(it for it in item.bodies if it in known)})
