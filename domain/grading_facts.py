"""The facts of a body's grading: pools, forced lowest, ties, grades, reviews; and what decisions know of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from domain.ids import Id, Number, PoolId, Year
from domain.messages import Event, TaskEvent, Value, having
from domain.scoring.grades import Placed, Tie


class Pool(Value):
    """Who is graded against whom; *merged* are the pools that were too small to stand alone."""

    pool: PoolId
    persons: tuple[Id, ...]
    merged: tuple[PoolId, ...] = ()


class Apart(Value):
    """A person who is in no pool, and why."""

    person: Id
    ground: Id


class GradePoolsFormed(TaskEvent):
    """Every person is in exactly one pool, or apart; from here on the pools are fixed (REG 14)."""

    type: Literal["GradePoolsFormed"] = "GradePoolsFormed"
    task_id = "form-pools"
    subject_field = "body"
    by: Id
    pools: tuple[Pool, ...]
    apart: tuple[Apart, ...]


class LowestGradeAssigned(Event):
    """The head put *person* into the lowest grade, on grounds published before (REG 10, 16; SCS 20)."""

    type: Literal["LowestGradeAssigned"] = "LowestGradeAssigned"
    year: Year
    body: Id
    person: Id
    ground: str


class TieReferred(Event):
    """Equals stand across a line; the committee says who of them stays above it."""

    type: Literal["TieReferred"] = "TieReferred"
    year: Year
    body: Id
    pool: PoolId
    tie: Tie


class TieResolved(Event):
    """The committee chose *upper* of the equals to stay above the line, for recorded reasons."""

    type: Literal["TieResolved"] = "TieResolved"
    year: Year
    body: Id
    pool: PoolId
    upper: tuple[Id, ...]
    lower: tuple[Id, ...]
    reason: str


class PoolGraded(Event):
    """The pool's ranking and grades; *pay* are the pay grades by person, a ranking of their own."""

    type: Literal["PoolGraded"] = "PoolGraded"
    year: Year
    body: Id
    pool: PoolId
    minimums_waived: bool
    counts: dict[str, int]
    placed: tuple[Placed, ...]
    pay: dict[str, str]


class GradesAllocated(TaskEvent):
    """Every pool is graded."""

    type: Literal["GradesAllocated"] = "GradesAllocated"
    task_id = "allocate-grades"
    subject_field = "body"
    by: Id


class Change(Value):
    """One person's grades before and after."""

    person: Id
    before: Id
    after: Id
    pay_before: Id | None = None
    pay_after: Id | None = None


class PoolReviewed(Event):
    """The pool was ranked again in shadow because of *cause*.

    *changes* hold at once: of those directly *concerned*, and of those who gain. *pending* would move
    down for another's sake, now or by an earlier review; they stay until the committee decides.
    """

    type: Literal["PoolReviewed"] = "PoolReviewed"
    year: Year
    body: Id
    pool: PoolId
    cause: str
    concerned: tuple[Id, ...]
    placed: tuple[Placed, ...]  # the ranking as it would be now
    changes: tuple[Change, ...]
    pending: tuple[Change, ...]


class PendingSettled(Event):
    """The committee decided what was pending in *pool*: *changes* hold now, the others keep their grades."""

    type: Literal["PendingSettled"] = "PendingSettled"
    year: Year
    body: Id
    pool: PoolId
    changes: tuple[Change, ...]
    kept: tuple[Id, ...]
    reason: str


GradingEvent = (
    GradePoolsFormed
    | LowestGradeAssigned
    | TieReferred
    | TieResolved
    | PoolGraded
    | GradesAllocated
    | PoolReviewed
    | PendingSettled
)


@dataclass(frozen=True)
class Grade:
    """A person's grade as it stands now."""

    pool: str
    grade: str
    pay: str | None
    rank: int
    of: int
    total: Number


@dataclass(frozen=True)
class Grading:
    """What decisions need to know of a body's grading."""

    formed: GradePoolsFormed | None = None
    lowest: frozenset[str] = frozenset()
    ties: dict[str, Tie] = field(default_factory=dict)  # open ones, by pool
    chosen: dict[str, dict[str, int]] = field(default_factory=dict)  # decided order of equals, by pool
    graded: dict[str, PoolGraded] = field(default_factory=dict)  # by pool
    allocated: bool = False
    grades: dict[str, Grade] = field(default_factory=dict)  # by person
    reviewed: frozenset[tuple[str, str]] = frozenset()  # (pool, cause)
    pending: dict[str, tuple[Change, ...]] = field(default_factory=dict)  # by pool
    kept: frozenset[str] = frozenset()  # whom the committee let keep a grade that others rose past

    def pool_of(self, person: str) -> Pool | None:
        """Return the pool of *person*; None for one who is apart."""
        pools = self.formed.pools if self.formed else ()
        return next((pool for pool in pools if person in pool.persons), None)


def evolve(state: Grading, event: GradingEvent) -> Grading:
    """Return *state* after *event*."""
    match event:
        case GradePoolsFormed():
            return replace(state, formed=event)
        case LowestGradeAssigned():
            return replace(state, lowest=state.lowest | {event.person})
        case TieReferred():
            return replace(state, ties=having(state.ties, event.pool, event.tie))
        case TieResolved():
            return _resolved(state, event)
        case PoolGraded():
            return replace(state, graded=having(state.graded, event.pool, event), grades=_grades(state, event))
        case GradesAllocated():
            return replace(state, allocated=True)
        case PoolReviewed():
            return _reviewed(state, event)
        case PendingSettled():
            grades = {**state.grades, **_changed(state, event.changes)}
            kept = state.kept | set(event.kept)
            return replace(state, grades=grades, pending=having(state.pending, event.pool, ()), kept=kept)
        case _:
            assert_never(event)


def _resolved(state: Grading, event: TieResolved) -> Grading:
    places = {**dict.fromkeys(event.upper, 1), **dict.fromkeys(event.lower, 2)}
    chosen = having(state.chosen, event.pool, {**state.chosen.get(event.pool, {}), **places})
    return replace(state, chosen=chosen, ties={pool: tie for pool, tie in state.ties.items() if pool != event.pool})


def _grades(state: Grading, event: PoolGraded) -> dict[str, Grade]:
    n, pay = len(event.placed), event.pay
    placed = {it.person: Grade(event.pool, it.grade, pay.get(it.person), it.rank, n, it.total) for it in event.placed}
    return {**state.grades, **placed}


def _reviewed(state: Grading, event: PoolReviewed) -> Grading:
    ranks = {it.person: replace(state.grades[it.person], rank=it.rank, total=it.total) for it in event.placed}
    ranked = replace(state, grades={**state.grades, **ranks})
    return replace(
        state,
        grades={**ranked.grades, **_changed(ranked, event.changes)},
        reviewed=state.reviewed | {(event.pool, event.cause)},
        pending=having(state.pending, event.pool, event.pending),
    )


def _changed(state: Grading, changes: Sequence[Change]) -> dict[str, Grade]:
    return {it.person: replace(state.grades[it.person], grade=it.after, pay=it.pay_after) for it in changes}
