"""What a year's rules say of evaluating people: training, interviews, halves of the year, least service."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.ids import Id
from domain.messages import Value


class PersonalRules(Value):
    """The preconditions of ratings; the defaults ask for nothing."""

    trained_evaluators: bool = False  # who rates has been trained this year (REG 6-3)
    interviews: Annotated[int, Field(ge=0, le=12)] = 0  # signed notes that a rating needs (REG 20)
    halves: tuple[Id, ...] = ()  # the phases whose ratings of goals are averaged; none: the last rating counts
    least_service: Annotated[int, Field(ge=0, le=12)] = 0  # months of service; with fewer nobody is evaluated (REG 11)
