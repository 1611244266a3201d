"""What a ministry's evaluation of itself is made of: subjects and measures, ballots, hearings, outcome."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from domain.ids import Id
from domain.messages import Label, Text, Value, content_hash
from domain.numbers import Number, Percent, Points100

Edition = Annotated[int, Field(ge=1)]
Nonce = Annotated[str, StringConstraints(min_length=16, max_length=128)]


class Measure(Value):
    """What a subject is scored by: a frozen indicator, or a *criterion* that the plan declares; percent of it."""

    code: Id
    weight: Percent
    criterion: Label | None = None


class EvaluationSubject(Value):
    """One task of the ministry that is evaluated; *weight* in percent of its category."""

    subject: Id
    name: Label
    part: Id
    weight: Percent
    unit: Id | None = None  # who answers for it; None: the ministry as a whole
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]


class MeasureScore(Value):
    """How a measure counts."""

    code: Id
    weight: Percent
    score: Number


class SubjectScore(Value):
    """How a subject counts."""

    subject: Id
    weight: Percent
    score: Number
    measures: tuple[MeasureScore, ...]


class CategoryScore(Value):
    """How a category counts."""

    category: Id
    weight: Percent
    score: Number
    subjects: tuple[SubjectScore, ...]


class Outcome(Value):
    """The whole result of 100, its grade, and the streams at the versions that were read: STREAM@VERSION."""

    total: Number
    grade: Id | None
    categories: tuple[CategoryScore, ...]
    inputs: tuple[str, ...]


class SubjectBallot(Value):
    """What a member sealed about a subject: a score of each measure, and a nonce against guessing."""

    scores: dict[Id, Points100]
    nonce: Nonce

    def commitment(self) -> str:
        """Return the hash that commits to this ballot."""
        return content_hash(self)


class Hearing(Value):
    """What the owner of a subject said to the committee."""

    owner: Id
    said: Text
