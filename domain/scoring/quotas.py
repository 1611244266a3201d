"""How many of a pool get each grade: caps, minimums, ratios, and what is left (REG 10, 16, 18)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, Protocol, Self

from pydantic import model_validator

from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Number
from domain.rule_problems import RulesDoNotHold, problem

HUNDRED = Decimal(100)
_ROUNDING = {"cap": ROUND_FLOOR, "minimum": ROUND_CEILING, "ratio": ROUND_HALF_UP}


class Quota(Value):
    """How many of a pool get a grade: *share* is percent, or parts of what is left for a ``rest``.

    ``cap``: at most; ``minimum``: at least; ``ratio``: about; ``forced``: only who is put there by
    decision, and he counts into the nearest quota above.
    """

    grade: Id
    name: Label
    kind: Literal["cap", "minimum", "ratio", "rest", "forced"]
    share: Number = Decimal(0)


class Scale(Value):
    """The grades of a pool, best first."""

    quotas: tuple[Quota, ...]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        fixed = sum((quota.share for quota in self.quotas if quota.kind in _ROUNDING), Decimal(0))
        resting = [quota for quota in self.quotas if quota.kind == "rest"]
        if fixed >= HUNDRED or not resting:
            raise RulesDoNotHold(problem("rules.scale-sum", "quotas", sum=fixed))
        if any(quota.share <= 0 for quota in self.quotas if quota.kind != "forced"):
            raise RulesDoNotHold(problem("rules.scale-share", "quotas"))
        if len(set(self.grades())) != len(self.quotas):
            raise RulesDoNotHold(problem("rules.scale-twice", "quotas"))
        if any(quota.kind == "forced" for quota in self.quotas[:-1]):
            raise RulesDoNotHold(problem("rules.scale-forced", "quotas"))
        return self

    @property
    def lowest(self) -> str:
        """Return the lowest grade."""
        return self.quotas[-1].grade

    def grades(self) -> list[str]:
        """Return the grades, best first."""
        return [quota.grade for quota in self.quotas]

    def is_better(self, one: str, other: str) -> bool:
        """Return whether *one* is a better grade than *other*."""
        return self.grades().index(one) < self.grades().index(other)


def places(scale: Scale, n: int, *, waive_minimums: bool = False) -> dict[str, int]:
    """Return how many of *n* persons get each grade, best first; the sum is *n*.

    *waive_minimums*: nobody must be put into a lower grade, as in a pool that is too small.
    """
    left, counts = n, dict.fromkeys(scale.grades(), 0)
    for quota in scale.quotas:
        counts[quota.grade] = min(left, _fixed(quota, n, waive_minimums=waive_minimums))
        left -= counts[quota.grade]
    resting = [quota for quota in scale.quotas if quota.kind == "rest"]
    shares = sum((quota.share for quota in resting), Decimal(0))
    for quota in resting:
        counts[quota.grade] = int((left * quota.share / shares).quantize(Decimal(1), ROUND_HALF_UP))
        left, shares = left - counts[quota.grade], shares - quota.share
    return counts


def _fixed(quota: Quota, n: int, *, waive_minimums: bool) -> int:
    if quota.kind not in _ROUNDING or (waive_minimums and quota.kind != "cap"):
        return 0
    return rounded_share(quota, n)


class _Share(Protocol):
    """A kind of limit, and how many percent it is."""

    @property
    def kind(self) -> str:
        """Whether it is a cap, a minimum or a ratio."""

    @property
    def share(self) -> Decimal:
        """The percent."""


def rounded_share(share: _Share, n: int) -> int:
    """Return how many of *n* persons *share* makes: a cap is floored, a minimum ceiled, a ratio rounded half up."""
    return int((n * share.share / HUNDRED).quantize(Decimal(1), _ROUNDING[share.kind]))


def accepts(scale: Scale, counts: Mapping[str, int]) -> list[str]:
    """Return the grades whose quota a distribution breaks: a cap exceeded, a minimum not reached.

    A grade given by decision alone counts into the minimum of the grade above it.
    """
    n = sum(counts.values())
    broken = []
    for number, quota in enumerate(scale.quotas):
        below = [it.grade for it in scale.quotas[number + 1 :] if it.kind == "forced"]
        count = sum(counts.get(grade, 0) for grade in (quota.grade, *below))
        limit = n * quota.share / HUNDRED
        if (quota.kind == "cap" and counts.get(quota.grade, 0) > limit) or (quota.kind == "minimum" and count < limit):
            broken.append(quota.grade)
    return broken
