"""What goes to the government's committee unconfirmed: sectors that no office confirmed by the middle of May (S1-36).

Nobody orders it: the clock of the phase asks for it before it closes. The committee sees which sectors, and why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from domain.at_close import closing
from domain.body import BODY
from domain.calendar import day_of
from domain.cycle import CycleOpened
from domain.ids import Id, Year, body_stream, confirmation_stream, inspection_stream, self_evaluation_stream
from domain.inspection import INSPECTION
from domain.mandates import mandates_over
from domain.messages import Command, Decider, Event, Facts, Value, content
from domain.self_evaluation import SELF_EVALUATION

Ground = Literal["no-office", "own-ministry", "no-inspector", "not-inspected"]


class Unconfirmed(Value):
    """A *sector* of the *ministry*'s self-evaluation, the *office* that had to confirm it, and what was missing."""

    ministry: Id
    sector: Id
    office: Id | None
    ground: Ground


class SectorsPassedUnconfirmed(Event):
    """The days of confirmation are over: *sectors* go to the committee with that label."""

    type: Literal["SectorsPassedUnconfirmed"] = "SectorsPassedUnconfirmed"
    year: Year
    body: Id
    phase: Id
    sectors: tuple[Unconfirmed, ...]
    on: date


@dataclass(frozen=True)
class Confirmation:
    """What is known of the year's confirmation as a whole."""

    passed: SectorsPassedUnconfirmed | None = None


def evolve(state: Confirmation, event: SectorsPassedUnconfirmed) -> Confirmation:
    """Return *state* after *event*."""
    return replace(state, passed=event)


class PassUnconfirmed(Command):
    """Put on record which sectors were not confirmed in time."""

    type: Literal["PassUnconfirmed"] = "PassUnconfirmed"
    engines = True
    year: Year
    body: Id
    phase: Id

    def stream(self) -> str:
        """Return the stream of the year's confirmation."""
        return confirmation_stream(self.year)


def decide(command: PassUnconfirmed, state: Confirmation, facts: Facts) -> list[SectorsPassedUnconfirmed]:
    """Return which sectors pass unconfirmed; [] where all are confirmed.

    Raises:
        Refusal: a person asks, or the days of confirmation are not over.
    """
    opened = closing(facts, (command.year, command.body, command.phase), "pass-unconfirmed")
    if opened is None or state.passed is not None:
        return []
    today = day_of(facts.at, opened.rules.zone)
    bodies = dict.fromkeys((*opened.bodies, opened.government))
    left = tuple(it for body in bodies for it in _left(body, opened, today, facts))
    return [SectorsPassedUnconfirmed(**content(command), sectors=left, on=today)] if left else []


def _left(ministry: str, opened: CycleOpened, today: date, facts: Facts) -> Iterator[Unconfirmed]:
    """Yield what nobody looked at of a ministry that had something to confirm."""
    if facts.read(SELF_EVALUATION, self_evaluation_stream(opened.year, ministry)).accepted is None:
        return
    over = facts.read(BODY, body_stream(ministry)).class_on(today).over
    offices = {it.sector: it.body for it in mandates_over(facts, opened, ministry, today)}
    for sector in dict.fromkeys(it.sector for it in opened.rules.supervision if it.over == over):
        state = facts.read(INSPECTION, inspection_stream(opened.year, ministry, sector))
        if state.inspected is None:
            office = offices.get(sector)
            ground = _ground(ministry, office, named=state.named is not None)
            yield Unconfirmed(ministry=ministry, sector=sector, office=office, ground=ground)


def _ground(ministry: str, office: str | None, *, named: bool) -> Ground:
    if office in (None, ministry):
        return "own-ministry" if office else "no-office"  # SOD-05
    return "not-inspected" if named else "no-inspector"


CONFIRMATION: Decider[Confirmation] = Decider(
    "confirmation", (SectorsPassedUnconfirmed,), (PassUnconfirmed,), Confirmation(), evolve, decide
)
