"""Relative grades: quotas with their own semantics, ranking, ties, forced lowest (REG 10, 16, 18).

A cap is floored, a minimum is ceiled, a ratio is rounded half up, and what is left is shared out.
Nobody is ever put lower by lot, by seniority or by the alphabet: such ties are referred to people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise
from typing import Literal, NamedTuple, Protocol, Self

from pydantic import Field, model_validator

from domain.ids import Id, Number
from domain.messages import Label, Value
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


class Candidate(Value):
    """One person to be ranked: his total, and what decides between equals, best first."""

    person: Id
    total: Number
    breakers: tuple[Number, ...] = ()
    forced: bool = False  # put into the lowest grade by decision, before the quotas

    @property
    def key(self) -> tuple[Decimal, ...]:
        """Return what ranks: the total, then what breaks ties."""
        return (self.total, *self.breakers)


class Placed(Value):
    """One person's place: rank from 1, equals share it; *margin* is points to the nearest cut."""

    person: Id
    total: Number
    rank: int = Field(ge=1)
    grade: Id
    margin: Number | None = None  # None: there is no cut, or the place was decided
    boundary: bool = False  # within the margin that is shown to the committee


class Tie(Value):
    """Equals across a line below which nobody may be put without reasons: *upper* of them stay above."""

    persons: tuple[Id, ...]
    upper: int
    above: Id
    below: Id


class Ranking(Value):
    """A pool in order, with its counts; with *ties* it waits for a decision."""

    counts: dict[str, int]
    placed: tuple[Placed, ...]
    ties: tuple[Tie, ...] = ()


def rank(
    scale: Scale,
    candidates: Sequence[Candidate],
    near: Decimal,
    *,
    waive_minimums: bool = False,
    chosen: Mapping[str, int] | None = None,
) -> Ranking:
    """Return the ranking of *candidates*.

    *near* is the distance in points that makes a boundary case. *chosen* holds decided ties: the
    order within the equals, by person. Equals across a cap go down together; across a line between
    grades that share what is left they go up together; across a minimum they are referred.
    """
    chosen = chosen or {}
    counts = places(scale, len(candidates), waive_minimums=waive_minimums)
    forced = [it for it in candidates if it.forced]
    free = sorted((it for it in candidates if not it.forced), key=lambda it: (_down(it.key), chosen.get(it.person, 0)))
    lines = list(_lines(scale, counts, len(free), len(forced)))
    ties = [tie for line in lines if (tie := _tie(free, line, chosen)) is not None]
    grades = _grades(scale, free, lines, chosen)
    cuts = _cuts(free, grades)
    ranks = _ranks([*free, *forced])
    placed = [_place(it, ranks[it.person], grade, cuts, near) for it, grade in zip(free, grades, strict=True)]
    placed += [Placed(person=it.person, total=it.total, rank=ranks[it.person], grade=scale.lowest) for it in forced]
    return Ranking(counts=counts, placed=tuple(placed), ties=tuple(ties))


def _down(key: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return tuple(-part for part in key)


class _Line(NamedTuple):
    """The line below the first *at* persons: *above* ends and *below* begins; *kind* of the quota it guards."""

    at: int
    above: str
    below: str
    kind: Literal["cap", "rest", "minimum"]


def _lines(scale: Scale, counts: dict[str, int], free: int, forced: int) -> Iterator[_Line]:
    """Yield the lines between grades; who was put lowest by decision takes a place from the bottom up."""
    left = dict(counts)
    for quota in reversed(scale.quotas):
        taken = min(left[quota.grade], forced)
        left[quota.grade] -= taken
        forced -= taken
    at = 0
    graded = [quota for quota in scale.quotas if quota.kind != "forced"]
    for upper, lower in pairwise(graded):
        at += left[upper.grade]
        kind: Literal["cap", "rest", "minimum"] = (
            "minimum" if lower.kind == "minimum" or lower is graded[-1] else "cap" if upper.kind == "cap" else "rest"
        )
        yield _Line(at=min(at, free), above=upper.grade, below=lower.grade, kind=kind)


def _group(free: Sequence[Candidate], at: int, chosen: Mapping[str, int]) -> tuple[int, int]:
    """Return where the equals around the line *at* begin and end; (at, at) when the line cuts no group."""
    if not 0 < at < len(free) or _same(free[at - 1], free[at], chosen) is False:
        return at, at
    start, end = at - 1, at + 1
    while start > 0 and _same(free[start - 1], free[at], chosen):
        start -= 1
    while end < len(free) and _same(free[end], free[at], chosen):
        end += 1
    return start, end


def _same(one: Candidate, other: Candidate, chosen: Mapping[str, int]) -> bool:
    return one.key == other.key and chosen.get(one.person) == chosen.get(other.person)


def _tie(free: Sequence[Candidate], line: _Line, chosen: Mapping[str, int]) -> Tie | None:
    start, end = _group(free, line.at, chosen)
    if start == end or line.kind != "minimum":
        return None
    persons = tuple(sorted(it.person for it in free[start:end]))
    return Tie(persons=persons, upper=line.at - start, above=line.above, below=line.below)


def _grades(scale: Scale, free: Sequence[Candidate], lines: Sequence[_Line], chosen: Mapping[str, int]) -> list[str]:
    """Return the grade of each person; equals across a cap go down, across other lines up, together."""
    grades: list[str] = []
    below = scale.quotas[0].grade
    for line in lines:
        start, end = _group(free, line.at, chosen)
        cut = start if line.kind == "cap" else end
        grades += [line.above] * max(0, cut - len(grades))
        below = line.below
    return [*grades, *[below] * (len(free) - len(grades))]


def _cuts(free: Sequence[Candidate], grades: Sequence[str]) -> list[tuple[Decimal, Decimal]]:
    """Return the totals on both sides of every line that separates two grades."""
    neighbours = pairwise(zip(free, grades, strict=True))
    return [(one.total, other.total) for (one, mine), (other, theirs) in neighbours if mine != theirs]


def _place(it: Candidate, rank: int, grade: str, cuts: list[tuple[Decimal, Decimal]], near: Decimal) -> Placed:
    margins = [it.total - lower if it.total >= upper else upper - it.total for upper, lower in cuts]
    margin = min(margins, default=None)
    return Placed(
        person=it.person,
        total=it.total,
        rank=rank,
        grade=grade,
        margin=margin,
        boundary=margin is not None and margin <= near,
    )


def _ranks(candidates: Sequence[Candidate]) -> dict[str, int]:
    """Return everybody's rank by total and tie-breakers; equals share one."""
    ordered = sorted(candidates, key=lambda it: _down(it.key))
    ranks: dict[str, int] = {}
    for _, equals in groupby(ordered, key=lambda it: it.key):
        first = len(ranks) + 1
        ranks.update({it.person: first for it in equals})
    return ranks
