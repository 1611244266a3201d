"""Cases that keep a clock of their own: a qualification test, an objection, and what else has statutory days.

Every day such a clock waits for stands in an event of the case, as it was when it was set; so what
comes next is a function of the case alone, and no later rule moves a day that somebody was told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.ids import SYSTEM
from domain.messages import Command, Decider, Event, Facts
from domain.refusals import Refusal


@dataclass(frozen=True)
class CaseStep:
    """What the clock of a case does next: *at* that moment it asks the door for *command*.

    *step* is the step's own part of a command id, so a step that can come again names its day.
    """

    step: str
    at: datetime | None = None
    command: Command | None = None


END = CaseStep("end")  # the clock stops for ever
WAIT = CaseStep("wait")  # nothing until somebody acts


@dataclass(frozen=True)
class Standing:
    """Where a case stands, for people: about whom, at which stage, and what is awaited by the end of which day."""

    person: str
    stage: str
    awaited: str | None = None
    due: date | None = None
    late: bool = False


@dataclass(frozen=True)
class Case:
    """A kind of case: its aggregate, the event that begins one, what its clock does next, and where it stands.

    A case that has not begun waits; it never ends, for an ended clock is not started again.
    """

    decider: Decider[Any]
    begins: type[Event]
    next_step: Callable[[Any], CaseStep]
    standing: Callable[[Any], Standing]


class TooEarly(Refusal):
    """The clock says it is too early; a timer that fired early tries again."""

    code = "case.too-early"
    ko = "'{case}' 건은 아직 때가 아닙니다. {at} 이후에 다시 시도하십시오."
    en = "It is too early for this in the case '{case}'. Try again from {at}."


class OnlyTheClock(Refusal):
    """What the clock of a case notes is noted by no person."""

    code = "case.only-the-clock"
    ko = "'{case}' 건의 기한 경과는 시스템의 시계만 기록합니다. 'sacho reconcile'로 시계가 도는지 확인하십시오."
    en = "Only the engine's clock notes days in the case '{case}'. See with 'sacho reconcile' that it runs."


def require_clock(facts: Facts, case: str) -> None:
    """Let pass only the engine itself.

    Raises:
        OnlyTheClock: a person asks.
    """
    if facts.actor != SYSTEM:
        raise OnlyTheClock(case=case)
