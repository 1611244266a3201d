"""What a year's rules say of evaluating people: training, interviews, halves of the year, least service."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id
from domain.messages import Value
from domain.person_spells import Ground
from domain.scoring.past import Rounding

Instrument = Literal["agreement", "goals"]


class PastRatings(Value):
    """Who could not be rated on one of *grounds* has the mean of his last *ratings* ratings as his total (REG 17).

    Ratings are looked for *look_back* years back; a mean of this kind is none. *fewer* says what
    happens when there are not as many.
    """

    grounds: tuple[Ground, ...] = ("leave", "training")
    instruments: tuple[Instrument, ...] = ("goals",)
    ratings: Annotated[int, Field(ge=1, le=10)]
    look_back: Annotated[int, Field(ge=1, le=50)]
    rounding: Rounding = "half-up"
    places: Annotated[int, Field(ge=0, le=4)] = 2
    fewer: Literal["exempt", "those-there-are"] = "exempt"


class PersonalRules(Value):
    """The preconditions of ratings; the defaults ask for nothing."""

    trained_evaluators: bool = False  # who rates has been trained this year (REG 6-3)
    interviews: Annotated[int, Field(ge=0, le=12)] = 0  # signed notes that a rating needs (REG 20)
    halves: tuple[Id, ...] = ()  # the phases whose ratings of goals are averaged; none: the last rating counts
    past_ratings: PastRatings | None = None  # None: who could not be rated is exempt
    least_service: Annotated[int, Field(ge=0, le=12)] = 0  # months of service; with fewer nobody is evaluated (REG 11)
