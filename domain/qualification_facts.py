"""What happens in a qualification test of the senior civil service, and where it stands (SPO 70-2, SCS 23 to 27)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal, assert_never, get_args

from pydantic import Field

from domain.ids import Id, Sha256, Year
from domain.messages import Event, Label, PrivateText
from domain.personnel import QualificationRules

Ground = Literal["lowest-grade", "no-position", "both-in-part", "training-not-done"]
Exclusion = Literal["self", "relative", "direct-superior", "challenged", "withdrew"]
Verdict = Literal["fit", "conditional", "unfit"]
Awaited = Literal["test", "decision", "training-order", "training-evaluation"]
Level = Annotated[int, Field(ge=1, le=5)]  # of five: 1 is the best
Number = Annotated[int, Field(ge=1, le=99)]


class _TestFact(Event):
    """A fact about the *number*-th qualification test of *person*."""

    person: Id
    number: Number


class QualificationTestTriggered(_TestFact):
    """There is ground for a test; *rules* and *zone* hold for all its days."""

    type: Literal["QualificationTestTriggered"] = "QualificationTestTriggered"
    year: Year
    body: Id
    government: Id
    ground: Ground
    years: tuple[Year, ...]  # with the lowest grade
    test_by: date
    rules: QualificationRules
    zone: str


class QualificationTestRequested(_TestFact):
    """The head of the ministry asked for the test, papers attached; the person has a copy."""

    type: Literal["QualificationTestRequested"] = "QualificationTestRequested"
    papers: tuple[Sha256, ...]
    on: date


class StatementFiled(_TestFact):
    """What the person says to it; a later edition supersedes an earlier one."""

    type: Literal["StatementFiled"] = "StatementFiled"
    statement: PrivateText
    edition: int


class PositionWithheld(_TestFact):
    """The person holds no position until the test is decided (SPO 73-3)."""

    type: Literal["PositionWithheld"] = "PositionWithheld"
    reason: str


class QualificationTestScheduled(_TestFact):
    """The session is called; *members* are all in office, those *excluded* among them do not vote."""

    type: Literal["QualificationTestScheduled"] = "QualificationTestScheduled"
    session: date
    decide_by: date
    members: tuple[Id, ...]
    excluded: dict[Id, Exclusion]


class QualificationTestExtended(_TestFact):
    """The members in office gave themselves more time."""

    type: Literal["QualificationTestExtended"] = "QualificationTestExtended"
    decide_by: date
    decide_by_before: date
    litigation: bool
    in_favour: tuple[Id, ...]
    reason: str


class QualificationTestDecided(_TestFact):
    """A majority of the members in office found the person fit, conditionally fit or unfit."""

    type: Literal["QualificationTestDecided"] = "QualificationTestDecided"
    verdict: Verdict
    votes: dict[Id, Verdict]
    order_by: date | None  # training, where it is conditional


class TrainingOrdered(_TestFact):
    """The person is sent to training."""

    type: Literal["TrainingOrdered"] = "TrainingOrdered"
    course: Label
    begins: date
    ends: date
    evaluate_by: date


class TrainingEvaluated(_TestFact):
    """The training was rated, or not done (*level* None); who did not pass is tested anew by *test_by*."""

    type: Literal["TrainingEvaluated"] = "TrainingEvaluated"
    level: Level | None
    passed: bool
    test_by: date | None


class RemovalProposed(_TestFact):
    """The head of the ministry proposes removal from office; an appeal is open until *appeal_by*."""

    type: Literal["RemovalProposed"] = "RemovalProposed"
    reason: str
    appeal_by: date


class DemotionProposed(_TestFact):
    """The head of the ministry proposes demotion, to which the person consented; appeal as above."""

    type: Literal["DemotionProposed"] = "DemotionProposed"
    reason: str
    appeal_by: date


class StatutoryDayNear(_TestFact):
    """The clock: what is *awaited* is due soon."""

    type: Literal["StatutoryDayNear"] = "StatutoryDayNear"
    awaited: Awaited
    due: date


class StatutoryDayMissed(_TestFact):
    """The clock: what is *awaited* was not there in time. It is still to be done."""

    type: Literal["StatutoryDayMissed"] = "StatutoryDayMissed"
    awaited: Awaited
    due: date


QualificationEvent = (
    QualificationTestTriggered
    | QualificationTestRequested
    | StatementFiled
    | PositionWithheld
    | QualificationTestScheduled
    | QualificationTestExtended
    | QualificationTestDecided
    | TrainingOrdered
    | TrainingEvaluated
    | RemovalProposed
    | DemotionProposed
    | StatutoryDayNear
    | StatutoryDayMissed
)
EVENTS: tuple[type[Event], ...] = get_args(QualificationEvent)

Stage = Literal["none", "triggered", "requested", "scheduled", "conditional", "training", "unfit", "closed"]


@dataclass(frozen=True)
class Due:
    """What is awaited by the end of which day, and how much of it the clock has noted."""

    awaited: Awaited
    day: date
    near: bool = False
    missed: bool = False


@dataclass(frozen=True)
class Qualification:
    """What decisions need to know of one qualification test."""

    stage: Stage = "none"
    triggered: QualificationTestTriggered | None = None
    scheduled: QualificationTestScheduled | None = None
    due: Due | None = None
    statement: StatementFiled | None = None
    withheld: bool = False
    extended: bool = False


def evolve(state: Qualification, event: QualificationEvent) -> Qualification:  # noqa: C901 - one case an event
    """Return *state* after *event*."""
    match event:
        case QualificationTestTriggered():
            return replace(state, stage="triggered", triggered=event, due=Due("test", event.test_by))
        case QualificationTestRequested():
            return replace(state, stage="requested")
        case StatementFiled():
            return replace(state, statement=event)
        case PositionWithheld():
            return replace(state, withheld=True)
        case QualificationTestScheduled():
            return replace(state, stage="scheduled", scheduled=event, due=Due("decision", event.decide_by))
        case QualificationTestExtended():
            return replace(state, extended=True, due=Due("decision", event.decide_by))
        case QualificationTestDecided():
            return _decided(state, event)
        case TrainingOrdered():
            return replace(state, stage="training", due=Due("training-evaluation", event.evaluate_by))
        case TrainingEvaluated():
            return _evaluated(state, event)
        case RemovalProposed() | DemotionProposed():
            return replace(state, stage="closed")
        case StatutoryDayNear() | StatutoryDayMissed():
            return replace(state, due=_noted(state.due, event))
        case _:
            assert_never(event)


def _decided(state: Qualification, event: QualificationTestDecided) -> Qualification:
    if event.order_by is not None:
        return replace(state, stage="conditional", due=Due("training-order", event.order_by))
    return replace(state, stage="closed" if event.verdict == "fit" else "unfit", due=None)


def _evaluated(state: Qualification, event: TrainingEvaluated) -> Qualification:
    if event.test_by is None:
        return replace(state, stage="closed", due=None)
    due = Due("test", event.test_by)
    return replace(state, stage="triggered", scheduled=None, extended=False, due=due)


def _noted(due: Due | None, event: StatutoryDayNear | StatutoryDayMissed) -> Due | None:
    if due is None or (due.awaited, due.day) != (event.awaited, event.due):
        return due
    return replace(due, near=True, missed=due.missed or isinstance(event, StatutoryDayMissed))
