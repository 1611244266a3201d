"""What decisions know of a body's grading, folded from its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.grading_facts import (
    Change,
    GradePoolsFormed,
    GradesAllocated,
    GradingEvent,
    LowestGradeAssigned,
    PendingSettled,
    PersonAdmitted,
    Pool,
    PoolGraded,
    PoolReviewed,
    TieReferred,
    TieResolved,
)
from domain.messages import having
from domain.numbers import Number
from domain.scoring.grades import Placed, Tie


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
class Waiting:
    """The review of a pool that waits for a tie: what led to it, and whom it concerns."""

    causes: tuple[str, ...] = ()
    concerned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grading:
    """What decisions need to know of a body's grading."""

    formed: GradePoolsFormed | None = None
    lowest: frozenset[str] = frozenset()
    ties: dict[str, Tie] = field(default_factory=dict)  # open ones, by pool
    waiting: dict[str, Waiting] = field(default_factory=dict)  # by pool
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

    def is_apart(self, person: str) -> bool:
        """Return whether *person* was exempt when the pools were fixed, and is in none since."""
        return self.formed is not None and any(it.person == person for it in self.formed.apart)


def evolve(state: Grading, event: GradingEvent) -> Grading:
    """Return *state* after *event*."""
    match event:
        case GradePoolsFormed():
            return replace(state, formed=event)
        case LowestGradeAssigned():
            return replace(state, lowest=state.lowest | {event.person})
        case TieReferred():
            return _referred(state, event)
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
        case PersonAdmitted():
            return _with(state, event)
        case _:
            assert_never(event)


def _with(state: Grading, event: PersonAdmitted) -> Grading:
    """Return *state* with the person in the pool, at whose end a new pool stands; everybody in it is one of more."""
    if state.formed is None:
        return state
    pools = {pool.pool: pool for pool in state.formed.pools}
    before = pools.get(event.pool, Pool(pool=event.pool, persons=()))
    members = (*before.persons, event.person)
    pools[event.pool] = before.model_copy(update={"persons": members})
    apart = tuple(it for it in state.formed.apart if it.person != event.person)
    formed = state.formed.model_copy(update={"pools": tuple(pools.values()), "apart": apart})
    grades = {who: replace(it, of=len(members)) if it.pool == event.pool else it for who, it in state.grades.items()}
    return replace(state, formed=formed, grades=grades)


def _referred(state: Grading, event: TieReferred) -> Grading:
    referred = replace(state, ties=having(state.ties, event.pool, event.tie))
    if event.cause is None:
        return referred
    causes = (*state.waiting.get(event.pool, Waiting()).causes, event.cause)
    return replace(referred, waiting=having(state.waiting, event.pool, Waiting(causes, event.concerned)))


def _resolved(state: Grading, event: TieResolved) -> Grading:
    places = {**dict.fromkeys(event.upper, 1), **dict.fromkeys(event.lower, 2)}
    chosen = having(state.chosen, event.pool, {**state.chosen.get(event.pool, {}), **places})
    return replace(state, chosen=chosen, ties={pool: tie for pool, tie in state.ties.items() if pool != event.pool})


def _grades(state: Grading, event: PoolGraded) -> dict[str, Grade]:
    n, pay = len(event.placed), event.pay
    placed = {it.person: Grade(event.pool, it.grade, pay.get(it.person), it.rank, n, it.total) for it in event.placed}
    return {**state.grades, **placed}


def _reviewed(state: Grading, event: PoolReviewed) -> Grading:
    waiting = state.waiting.get(event.pool, Waiting())
    ranks = {it.person: replace(_grade(state, event, it), rank=it.rank, total=it.total) for it in event.placed}
    ranked = replace(state, grades={**state.grades, **ranks})
    return replace(
        state,
        grades={**ranked.grades, **_changed(ranked, event.changes)},
        ties={pool: tie for pool, tie in state.ties.items() if pool != event.pool},
        waiting=having(state.waiting, event.pool, Waiting()),
        reviewed=state.reviewed.union((event.pool, cause) for cause in (event.cause, *waiting.causes)),
        pending=having(state.pending, event.pool, event.pending),
    )


def _grade(state: Grading, event: PoolReviewed, it: Placed) -> Grade:
    """Return the grade of *it* so far; one who was admitted has none yet."""
    known = state.grades.get(it.person)
    return known or Grade(event.pool, it.grade, None, it.rank, len(event.placed), it.total)


def _changed(state: Grading, changes: Sequence[Change]) -> dict[str, Grade]:
    return {it.person: replace(state.grades[it.person], grade=it.after, pay=it.pay_after) for it in changes}
