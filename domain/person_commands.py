"""What the office may ask about a person's post and evaluators; roles and service have theirs with their rules."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id, Year, person_stream
from domain.messages import Command, Label, PersonalText
from domain.person_ids import relation_stream
from domain.results_rules import Instrument


class _PersonCommand(Command):
    """A command about one person, given in a body."""

    person: Id
    body: Id

    def stream(self) -> str:
        """Return the person's stream."""
        return person_stream(self.person)


class RegisterPerson(_PersonCommand):
    """Register a person's post."""

    type: Literal["RegisterPerson"] = "RegisterPerson"
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: PersonalText


class _Assigning(_PersonCommand):
    """Who evaluates whom: it reads whose relative the person is."""

    def reads(self) -> tuple[str, ...]:
        """Return what the person declared of relatives."""
        return (relation_stream(self.person),)


class AssignEvaluators(_Assigning):
    """Name the evaluators of *person* for *year*."""

    type: Literal["AssignEvaluators"] = "AssignEvaluators"
    year: Year
    unit: Id
    instrument: Instrument
    profile: Id
    first: Id
    second: Id | None = None


class EnrolPerson(_Assigning):
    """Register a person's post and name the evaluators for *year*, as one row of an import does."""

    type: Literal["EnrolPerson"] = "EnrolPerson"
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: PersonalText
    year: Year
    instrument: Instrument
    profile: Id
    first: Id
    second: Id | None = None
