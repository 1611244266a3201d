"""The facts of a body's grading: pools, forced lowest, ties, grades, reviews; and what decisions know of them."""

from __future__ import annotations

from typing import Literal

from domain.ids import Id, PoolId, Year
from domain.messages import Event, TaskEvent, Value
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
    """Equals stand across a line; the committee says who of them stays above it.

    After the grading: because of *cause* the totals of *concerned* are others, and the review waits.
    """

    type: Literal["TieReferred"] = "TieReferred"
    year: Year
    body: Id
    pool: PoolId
    tie: Tie
    cause: str | None = None
    concerned: tuple[Id, ...] = ()


class TieResolved(Event):
    """The committee chose *upper* of the equals to stay above the line, for recorded reasons."""

    type: Literal["TieResolved"] = "TieResolved"
    year: Year
    body: Id
    pool: PoolId
    upper: tuple[Id, ...]
    lower: tuple[Id, ...]
    reason: str
    cause: str | None = None  # of the review that waited for it
    concerned: tuple[Id, ...] = ()


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
    before: Id | None  # None: he was exempt
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


class PersonAdmitted(Event):
    """*person*, who was apart, is graded in *pool* after all, because of *cause*; the pool grows by him."""

    type: Literal["PersonAdmitted"] = "PersonAdmitted"
    year: Year
    body: Id
    pool: PoolId
    person: Id
    cause: str


GradingEvent = (
    GradePoolsFormed
    | LowestGradeAssigned
    | TieReferred
    | TieResolved
    | PoolGraded
    | GradesAllocated
    | PoolReviewed
    | PendingSettled
    | PersonAdmitted
)
