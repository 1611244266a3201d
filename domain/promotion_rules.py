"""What a year's rules say of the promotion list (REG 18, 29, 30)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from domain.ids import Id
from domain.messages import Value
from domain.numbers import Number, Percent
from domain.rule_problems import RuleProblem, problem, require_none

if TYPE_CHECKING:
    from domain.rules import RuleSet

LOOK_BACK = 10  # years; no list rests on older ones
TASK = "draw-promotion-list"


class YearWeight(Value):
    """A year that counts, so many years before the cycle's own, and how much of the points it makes."""

    back: Annotated[int, Field(ge=0, le=LOOK_BACK)]
    weight: Percent


class ListRule(Value):
    """The list that is drawn in *phase*, and the years it rests on, the newest first."""

    phase: Id
    years: tuple[YearWeight, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        backs = [it.back for it in self.years]
        if backs != sorted(set(backs)):
            require_none([problem("rules.list-years")])
        if (weights := sum((it.weight for it in self.years), Decimal(0))) != 100:  # noqa: PLR2004 - percent
            require_none([problem("rules.list-weights", sum=weights)])
        return self


class PromotionRules(Value):
    """Who is listed, grade by grade from *highest* to *lowest*, and the points that evaluation grades bring."""

    highest: Annotated[int, Field(ge=1, le=9)]
    lowest: Annotated[int, Field(ge=1, le=9)]
    most: Number  # points that a year can bring
    points: dict[Id, Number]  # by evaluation grade: the same for all who have it
    lists: tuple[ListRule, ...]

    def list_of(self, phase: str) -> ListRule | None:
        """Return the rule of the list that is drawn in *phase*, or None when none is."""
        return next((it for it in self.lists if it.phase == phase), None)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if beyond := [grade for grade, points in self.points.items() if not 0 <= points <= self.most]:
            require_none([problem("rules.list-points", grades=", ".join(beyond), most=self.most)])
        return self


def list_problems(rules: RuleSet) -> Iterable[RuleProblem]:
    """Yield where the lists do not fit the phases of *rules*."""
    promotion = rules.personnel.promotion if rules.personnel else None
    lists: Sequence[ListRule] = promotion.lists if promotion else ()
    known = {it.phase for it in lists}
    for it in lists:
        phase = rules.phase(it.phase)
        if phase is None or phase.task(TASK) is None:
            yield problem("rules.no-list-phase", "personnel.promotion.lists", phase=it.phase, task=TASK)
    for phase in rules.phases:
        if phase.task(TASK) and phase.phase not in known:
            yield problem("rules.list-rests-on-nothing", f"phases.{phase.phase}.tasks.{TASK}")
