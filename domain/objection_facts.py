"""The facts of an objection: filed, heard, decided, escalated, closed; and what decisions know of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, Year
from domain.messages import Event, Private, PrivateText
from domain.person_spells import Ground
from domain.result_facts import Correction

Outcome = Literal["upheld", "partly", "dismissed"]
Exemption = Literal["lifted"] | Ground  # what becomes of one: it ends, or stands on this ground


class _ObjectionFact(Event):
    """A fact about the objection of *person* to the notice *edition*."""

    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=1)]


class ObjectionFiled(_ObjectionFact):
    """The person objects on so many grounds; *rung* 0 decides by the end of *due*."""

    type: Literal["ObjectionFiled"] = "ObjectionFiled"
    grounds: Annotated[tuple[str, ...] | None, Private()]
    count: Annotated[int, Field(ge=1)]
    due: date
    zone: str  # whose days these and all later ones are


class EvaluatorConsulted(_ObjectionFact):
    """The first evaluator's statement, which a decider must have before he decides."""

    type: Literal["EvaluatorConsulted"] = "EvaluatorConsulted"
    by: Id
    statement: PrivateText


class ObjectionDecided(_ObjectionFact):
    """*by* decided on *rung*, with an answer to each ground; *corrections* take effect at once."""

    type: Literal["ObjectionDecided"] = "ObjectionDecided"
    by: Id
    rung: Annotated[int, Field(ge=0)]
    outcome: Outcome
    answers: Annotated[tuple[str, ...] | None, Private()]
    corrections: tuple[Correction, ...]
    appeal_by: date | None  # the last day to go on to the next rung; None: the decision is final
    exemption: Exemption | None = None


class ObjectionEscalated(_ObjectionFact):
    """Nobody decided in time: the objection lies with *to* now, on *rung*."""

    type: Literal["ObjectionEscalated"] = "ObjectionEscalated"
    rung: Annotated[int, Field(ge=1)]
    to: str
    due: date


class ObjectionAppealed(_ObjectionFact):
    """The person goes on to the next rung."""

    type: Literal["ObjectionAppealed"] = "ObjectionAppealed"
    rung: Annotated[int, Field(ge=1)]
    reason: PrivateText
    due: date


class ObjectionOverdue(_ObjectionFact):
    """The last rung let its day pass as well; it still owes the decision, and the head is told."""

    type: Literal["ObjectionOverdue"] = "ObjectionOverdue"
    rung: Annotated[int, Field(ge=0)]
    due: date


class ObjectionWithdrawn(_ObjectionFact):
    """The person takes the objection back."""

    type: Literal["ObjectionWithdrawn"] = "ObjectionWithdrawn"


class ObjectionClosed(_ObjectionFact):
    """The decision is final: nobody went on in time."""

    type: Literal["ObjectionClosed"] = "ObjectionClosed"


ObjectionEvent = (
    ObjectionFiled
    | EvaluatorConsulted
    | ObjectionDecided
    | ObjectionEscalated
    | ObjectionAppealed
    | ObjectionOverdue
    | ObjectionWithdrawn
    | ObjectionClosed
)


@dataclass(frozen=True)
class Objection:
    """What decisions need to know of an objection."""

    filed: ObjectionFiled | None = None
    consulted: bool = False
    rung: int = 0
    due: date | None = None  # by when the rung decides
    decided: ObjectionDecided | None = None  # on the present rung
    deciders: frozenset[str] = frozenset()  # who decided on an earlier rung
    overdue: bool = False
    appeals: int = 0  # against decisions so far
    closed: bool = False

    @property
    def pending(self) -> bool:
        """Whether somebody owes a decision."""
        return self.filed is not None and self.decided is None and not self.closed


def evolve(state: Objection, event: ObjectionEvent) -> Objection:
    """Return *state* after *event*."""
    match event:
        case ObjectionFiled():
            return replace(state, filed=event, due=event.due)
        case EvaluatorConsulted():
            return replace(state, consulted=True)
        case ObjectionDecided():
            deciders = state.deciders | {event.by}
            return replace(state, decided=event, deciders=deciders, closed=event.appeal_by is None)
        case ObjectionEscalated() | ObjectionAppealed():
            appeals = state.appeals + isinstance(event, ObjectionAppealed)
            return replace(state, rung=event.rung, due=event.due, decided=None, overdue=False, appeals=appeals)
        case ObjectionOverdue():
            return replace(state, overdue=True)
        case ObjectionWithdrawn() | ObjectionClosed():
            return replace(state, closed=True)
        case _:
            assert_never(event)
