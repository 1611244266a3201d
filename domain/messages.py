"""What events, commands, deciders and facts are: the words every aggregate is written in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

from domain.ids import Id, Subject, Year, cycle_stream, person_stream, phase_stream
from domain.person_ids import relation_stream


class Private:
    """Marks a field as personal free text: sealed in the log under its data subject's key."""


PrivateText = Annotated[str | None, Private()]  # in an event; None: sealed from this reader, or erased
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
PersonalText = Annotated[Text, Private()]  # in a command


class Value(BaseModel):
    """A frozen, closed record: an unknown field is refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # most commands need few of them


class Label(Value):
    """A name in both languages."""

    ko: str
    en: str


class Event(Value):
    """A fact. Its name and fields are the storage format: change them only with an upcaster."""

    schema_version: ClassVar[int] = 1
    about: ClassVar[str] = "person"  # the field that names the data subject of private fields


class _OfTask(Value):
    """About one task of one phase of one body in one year."""

    task_id: ClassVar[str]
    subject_field: ClassVar[str] = "person"
    year: Year
    body: Id
    phase: Id

    @property
    def task(self) -> str:
        """Return the task's id."""
        return self.task_id

    @property
    def subject(self) -> str:
        """Return the id of the person, unit, indicator or body the task is about."""
        return str(getattr(self, self.subject_field))


class TaskEvent(_OfTask, Event):
    """A fact that completes a task of a phase for one subject."""


class Assignment(Value):
    """*owner* is to do *task* about *subject*; None: nobody is any more."""

    task: Id
    subject: Subject
    owner: str | None  # a person's id, or role:NAME
    year: Year | None = None  # None: the event's
    again: bool = False  # owed anew, also if it was done before
    body: Id | None = None  # in whose phase the task stands; None: the event's


class AssigningEvent(Event):
    """A fact that gives people tasks of a body's year, or takes them away: tasks ``of: assignment``."""

    year: Year
    body: Id  # in whose phase the tasks stand, unless they say another

    def assignments(self) -> tuple[Assignment, ...]:
        """Return who is to do what from now on."""
        raise NotImplementedError


class Command(Value):
    """A wish to change the state of exactly one stream."""

    about: ClassVar[str] = "person"
    engines: ClassVar[bool] = False  # the engine's own: nobody else gives it
    adds: ClassVar[bool] = False  # given twice it adds twice; any other says what is so, and twice is once

    def stream(self) -> str:
        """Return the one stream this command may write."""
        raise NotImplementedError

    def reads(self) -> tuple[str, ...]:
        """Return the streams the decision most likely reads; a hint that saves round trips."""
        return ()


class TaskCommand(_OfTask, Command):
    """A command that completes a task of an open phase; only the task's owner may give it."""

    @classmethod
    def named_by(cls, subject: str) -> dict[str, str]:  # noqa: ARG003 - most subjects name nothing else
        """Return fields that the *subject* of the task names besides its own: nobody is asked for them."""
        return {}

    def owning_unit(self, facts: Facts) -> str:  # noqa: ARG002 - an indicator's unit stands in the plan
        """Return the unit that answers for the subject."""
        return self.subject

    def assignee(self, facts: Facts) -> str | None:  # noqa: ARG002 - stands in the stream of whoever assigned it
        """Return who was assigned a task ``of: assignment``; None: nobody."""
        return None

    def reads(self) -> tuple[str, ...]:
        """Return the year, the phase and, where the task is about a person, that person."""
        streams = (cycle_stream(self.year), phase_stream(self.year, self.body, self.phase))
        if self.subject_field != "person":
            return streams
        return (*streams, person_stream(self.subject), relation_stream(self.subject))


S = TypeVar("S")
T = TypeVar("T")


class Facts(Protocol):
    """What the log says at this position, as a decision may read it. Nothing else is known."""

    @property
    def at(self) -> datetime:
        """The door's clock, read under the lock."""

    @property
    def actor(self) -> str:
        """Who asks: a person's id, or ``system``."""

    def read(self, decider: Decider[S], stream: str) -> S:
        """Return the state of *stream*."""

    def read_all(self, decider: Decider[S], streams: Sequence[str]) -> list[S]:
        """Return the states of many *streams*, in their order, in few round trips."""

    def version(self, stream: str) -> int:
        """Return how many events *stream* has: with its name, what exactly was read."""

    def holds(self, role: str, body: str) -> bool:
        """Return whether the actor holds *role* in *body* at this moment."""

    def evaluated(self, year: int, body: str) -> Sequence[str]:
        """Return the ids of the persons that *body* evaluates in *year*, in order."""

    def deciding(self, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*, the last one constituted; None: it has none."""

    def owed(self, year: int, body: str, phase: str) -> Sequence[Owed]:
        """Return the obligations of a phase that are not met yet, in a stable order."""


class Reading(Protocol):
    """What consequences are drawn from: the log's states as they are now."""

    def read(self, decider: Decider[S], stream: str) -> S:
        """Return the state of *stream*."""

    def read_all(self, decider: Decider[S], streams: Sequence[str]) -> list[S]:
        """Return the states of *streams*, in order."""

    def evaluated(self, year: int, body: str) -> Sequence[str]:
        """Return the ids of the persons that *body* evaluates in *year*."""


class Owed(Value):
    """One obligation: *owner* owes *task* about *subject* by the end of day *due*."""

    task: Id
    subject: Subject
    owner: str  # a person's id, or role:NAME
    unit: str | None = None


@dataclass(frozen=True)
class Decider(Generic[S]):
    """One aggregate: its name, what it writes, how it folds and how it decides."""

    name: str
    events: tuple[type[Event], ...]
    commands: tuple[type[Command], ...]
    initial: S
    evolve: Callable[[S, Any], S]
    decide: Callable[[Any, S, Facts], Sequence[Event]]

    def fold(self, events: Sequence[Event]) -> S:
        """Return the state after *events*."""
        state = self.initial
        for event in events:
            state = self.evolve(state, event)
        return state


def content(message: Value) -> dict[str, Any]:
    """Return the fields of *message* without its type, to make the fact that a wish causes."""
    fields = dict(message.__dict__)  # what iterating over a model gives, at a tenth of its price
    fields.pop("type", None)
    return fields


def having(items: Mapping[str, T], key: str, value: T) -> dict[str, T]:
    """Return a copy of *items* in which *key* is *value*."""
    return {**items, key: value}


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 bytes of *value*: sorted keys, no spaces; *value* holds no floats."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def content_hash(model: BaseModel) -> str:
    """Return the SHA-256 of the canonical bytes of *model*, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(model.model_dump(mode="json"))).hexdigest()


Reason = Annotated[  # of record, about a procedure; no personal text. Two syllables can say it: 폭설
    str, StringConstraints(min_length=2, max_length=500, strip_whitespace=True)
]


def private_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields of *model* that are personal free text."""
    found = _PRIVATE.get(model)
    if found is None:
        fields = model.model_fields.items()
        marks = (name for name, field in fields if any(isinstance(mark, Private) for mark in field.metadata))
        found = _PRIVATE[model] = tuple(marks)
    return found


_PRIVATE: dict[type[BaseModel], tuple[str, ...]] = {}
