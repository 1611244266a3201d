"""Rule-set data about how ministries evaluate themselves: categories, grades, days (S1-42; ACT 14 to 16)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Percent, Points100

_HUNDRED = Decimal(100)


class Part(Value):
    """A part of a category, and the sector whose supervising office confirms it."""

    part: Id
    name: Label
    sector: Id


class Category(Value):
    """One category of the self-evaluation; *weight* in percent where a ministry's plan names no other."""

    category: Id
    name: Label
    weight: Percent
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]


class Band(Value):
    """A grade, and the least total that gets it."""

    grade: Id
    name: Label
    least: Points100


class SelfEvaluationRules(Value):
    """How a ministry evaluates itself, and how often the government's basic plan is looked at again."""

    categories: tuple[Category, ...] = ()
    bands: tuple[Band, ...] = ()  # the best first
    scorers: int = Field(default=1, ge=1, le=30)  # members who score a subject, at least
    share_days: int = Field(default=7, ge=0, le=60)  # in which a shared draft can be answered
    default_part: Id | None = None  # what the subjects of a default plan belong to; None: there is no default plan
    review_years: int = Field(default=3, ge=1, le=9)  # within which the basic plan is reviewed

    def part(self, part: str) -> Part | None:
        """Return the part *part*; None when the rules have none."""
        return next((it for category in self.categories for it in category.parts if it.part == part), None)

    def category_of(self, part: str) -> Category | None:
        """Return the category that *part* belongs to."""
        return next((it for it in self.categories if part in {one.part for one in it.parts}), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.categories and sum((it.weight for it in self.categories), Decimal(0)) != _HUNDRED:
            raise ValueError("the weights of the categories sum to 100")
        parts = [it.part for category in self.categories for it in category.parts]
        if len(parts) != len(set(parts)):
            raise ValueError("a part belongs to one category")
        if self.default_part is not None and self.default_part not in parts:
            raise ValueError("the subjects of a default plan belong to a part of the rules")
        least = [it.least for it in self.bands]
        if least != sorted(set(least), reverse=True) or (least and least[-1] != 0):
            raise ValueError("the bands fall from the best grade down to 0")
        return self
