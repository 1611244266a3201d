"""What pattern.yaml says of a year's consequences: programmes, what findings are made and answered, rewards."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.findings_facts import Source
from domain.follow_up import Remedy
from domain.ids import Id
from domain.messages import Label, Reason, Text, Value
from domain.numbers import Number, Percent
from domain.reward import Kind

Share = Annotated[Decimal, Field(ge=0, le=1)]
Ordinal = Annotated[int, Field(ge=1)]
Outcome = Literal["accepted", "open", "late"]  # open: promised for after the year; late: promised and not done


class ProgrammePattern(Value):
    """A spending programme of a department: ``{name}`` is the bureau's subject, *share* of the ministry's budget."""

    bureau: Ordinal
    department: Ordinal
    name: Label
    share: Percent


class RatingPattern(Value):
    """How the results of a programme's unit become points: what its indicators reached, in percent of their targets."""

    nothing_at: Number  # no points up to here ...
    everything_at: Number  # ... and all from here on
    luck: Share  # how far an answer may differ from the results, of its points
    shown_at: Number  # an effect is shown where all indicators of results reach this

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.everything_at <= self.nothing_at:
            raise ValueError("everything_at: lies above nothing_at")
        return self


class ExceptionPattern(Value):
    """How many of the programmes to be cut ask for an improvement plan instead, and why."""

    share: Share
    cause: Label
    reason: Reason


class Answer(Value):
    """How a body answers a finding: what it plans, and what it did."""

    plan: Text
    result: Text


class FindingPattern(Answer):
    """A finding of the inspectors about a *share* of the ministries, and its answer."""

    source: Source
    share: Share
    title: Label
    finding: Text
    remedy: Remedy


class RewardPattern(Value):
    """A reward for the head of the unit with the best results of its level; *amount* in million won."""

    level: Literal["bureau", "department"]
    kind: Kind
    amount: Number = Decimal(0)
    ground: Reason


class FollowUp(Value):
    """What follows from a year for each ministry."""

    programmes: tuple[ProgrammePattern, ...] = ()
    rating: RatingPattern
    grants: dict[Id, Number]  # by level, in percent of what the programme costs; the ceiling of the rules holds
    exception: ExceptionPattern
    findings: tuple[FindingPattern, ...] = ()
    answers: dict[Remedy, Answer] = Field(default_factory=dict)  # to findings that the rules draw, by their remedy
    outcomes: dict[Outcome, Ordinal]  # how often each
    rewards: tuple[RewardPattern, ...] = ()
