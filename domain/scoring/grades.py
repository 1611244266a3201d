"""Relative grades: quotas with their own semantics, ranking, ties, forced lowest (REG 10, 16, 18).

A cap is floored, a minimum is ceiled, a ratio is rounded half up, and what is left is shared out.
Nobody is ever put lower by lot, by seniority or by the alphabet: such ties are referred to people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from pydantic import Field

from domain.ids import Id
from domain.messages import Value
from domain.numbers import Number
from domain.scoring.quotas import Scale, places


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
