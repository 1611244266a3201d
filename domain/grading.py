"""Grading a body's year: pools fixed before anybody is ranked, forced lowest, quotas, ties, grades.

Order of operations: eligibility, forced lowest, ranking, quotas, ties, notice (REG 10, 14, 16, 18).
After the notice a changed total re-ranks its pool in shadow: who is directly concerned and who
gains move at once; nobody else moves down without a decision of the committee.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from domain.body import BODY
from domain.conflicts import acts_for
from domain.cycle import CycleOpened, require_cycle
from domain.grading_facts import (
    Apart,
    Change,
    GradePoolsFormed,
    GradesAllocated,
    Grading,
    GradingEvent,
    LowestGradeAssigned,
    PendingSettled,
    Pool,
    PoolGraded,
    PoolReviewed,
    TieReferred,
    TieResolved,
    evolve,
)
from domain.grading_pools import pools_of
from domain.grading_ranking import gains, moves, ranked_pool
from domain.grading_refusals import (
    AlreadyGraded,
    InOwnPool,
    NothingPending,
    NothingTied,
    NotInAnyPool,
    NotTheHead,
    OwnTie,
    PersonsUnscored,
    PoolsNotFormed,
    WrongChoice,
)
from domain.ids import Id, PoolId, Year, body_stream, pools_stream, result_stream
from domain.messages import Command, Decider, Facts, Reason, TaskCommand, content
from domain.obligations import permit
from domain.person_evaluators import SelfEvaluation
from domain.relation import require_no_relative
from domain.result import RESULT
from domain.roles import require_role
from domain.scorecard import require_engine


class _GradingTask(TaskCommand):
    """A task of the grading of a body."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the grading's stream."""
        return pools_stream(self.year, self.body)


class _GradingCommand(Command):
    """A command about the grading of a body."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the grading's stream."""
        return pools_stream(self.year, self.body)


class FormPools(_GradingTask):
    """Fix who is graded against whom, by the rules."""

    type: Literal["FormPools"] = "FormPools"
    task_id = "form-pools"


class AssignLowest(_GradingCommand):
    """Put *person* into the lowest grade before the ranking, as head of the body."""

    type: Literal["AssignLowest"] = "AssignLowest"
    person: Id
    ground: Reason


class AllocateGrades(_GradingTask):
    """Rank every pool and allocate the grades; ties that nobody may break are referred."""

    type: Literal["AllocateGrades"] = "AllocateGrades"
    task_id = "allocate-grades"


class ResolveTie(_GradingCommand):
    """Say, as the committee, who of the equals of *pool* stays above the line."""

    type: Literal["ResolveTie"] = "ResolveTie"
    pool: PoolId
    upper: tuple[Id, ...]
    reason: Reason


class ReviewPool(_GradingCommand):
    """Rank *pool* again in shadow because the totals of *persons* changed; the engine's own command."""

    type: Literal["ReviewPool"] = "ReviewPool"
    engines = True
    pool: PoolId
    persons: tuple[Id, ...]
    cause: str


class SettlePending(_GradingCommand):
    """Decide, as the committee, whom of those pending in *pool* to move down; the others keep their grades."""

    type: Literal["SettlePending"] = "SettlePending"
    pool: PoolId
    persons: tuple[Id, ...] = ()
    reason: Reason


GradingCommand = FormPools | AssignLowest | AllocateGrades | ResolveTie | ReviewPool | SettlePending


def decide(command: GradingCommand, state: Grading, facts: Facts) -> list[GradingEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case FormPools():
            return _form(command, state, facts)
        case AssignLowest():
            return _assign_lowest(command, state, facts)
        case AllocateGrades():
            return _allocate(command, state, facts)
        case ResolveTie():
            return _resolve(command, state, facts)
        case ReviewPool():
            return _review(command, state, facts)
        case SettlePending():
            return _settle(command, state, facts)
        case _:
            assert_never(command)


def _form(command: FormPools, state: Grading, facts: Facts) -> list[GradingEvent]:
    opened = permit(command, facts).cycle
    if state.formed is not None:
        return []
    persons = list(facts.evaluated(command.year, command.body))
    results = facts.read_all(RESULT, [result_stream(command.year, person) for person in persons])
    found = dict(zip(persons, results, strict=True))
    if open_ := [person for person, it in found.items() if it.scored is None and it.exempted is None]:
        raise PersonsUnscored(body=command.body, count=len(open_), persons=", ".join(open_[:10]))
    apart = [Apart(person=person, ground=it.exempted.ground) for person, it in found.items() if it.exempted]
    pools = pools_of(command.body, [person for person, it in found.items() if it.scored], opened, facts)
    return [GradePoolsFormed(**content(command), by=facts.actor, pools=tuple(pools), apart=tuple(apart))]


def _assign_lowest(command: AssignLowest, state: Grading, facts: Facts) -> list[GradingEvent]:
    head = facts.read(BODY, body_stream(command.body)).head
    if not acts_for(facts, command.body, None):
        raise NotTheHead(actor=facts.actor, head=head or "-")
    if facts.actor == command.person:
        raise SelfEvaluation(person=command.person)
    require_no_relative(facts, command.year, command.person)
    if state.formed is None:
        raise PoolsNotFormed(body=command.body)
    pool = state.pool_of(command.person)
    if pool is None:
        raise NotInAnyPool(person=command.person, body=command.body)
    if command.person in state.lowest:
        return []
    if pool.pool in state.graded:
        raise AlreadyGraded(pool=pool.pool)
    return [LowestGradeAssigned(**content(command))]


def _allocate(command: AllocateGrades, state: Grading, facts: Facts) -> list[GradingEvent]:
    opened = permit(command, facts).cycle
    if state.formed is None:
        raise PoolsNotFormed(body=command.body)
    if state.allocated:
        return []
    if own := state.pool_of(facts.actor):
        raise InOwnPool(actor=facts.actor, pool=own.pool)
    left = [pool for pool in state.formed.pools if pool.pool not in state.graded and pool.pool not in state.ties]
    events: list[GradingEvent] = [_grade(command, pool, state, opened, facts) for pool in left]
    if not state.ties and not any(isinstance(event, TieReferred) for event in events):
        return [*events, GradesAllocated(**content(command), by=facts.actor)]
    return events


def _grade(
    command: AllocateGrades, pool: Pool, state: Grading, opened: CycleOpened, facts: Facts
) -> PoolGraded | TieReferred:
    ranked, pay, waived = ranked_pool(command.year, pool, state, opened.rules, facts)
    about = {"year": command.year, "body": command.body, "pool": pool.pool}
    if ranked.ties:
        return TieReferred.model_validate({**about, "tie": ranked.ties[0]})
    how = {"minimums_waived": waived, "counts": ranked.counts, "placed": ranked.placed, "pay": pay}
    return PoolGraded.model_validate({**about, **how})


def _require_committee(command: ResolveTie | SettlePending, concerned: Sequence[str], facts: Facts) -> None:
    require_role(facts, "evaluation-committee", command.body)
    if facts.actor in concerned:
        raise OwnTie(actor=facts.actor)
    require_no_relative(facts, command.year, *concerned)


def _resolve(command: ResolveTie, state: Grading, facts: Facts) -> list[GradingEvent]:
    tie = state.ties.get(command.pool)
    if tie is None:
        raise NothingTied(pool=command.pool)
    _require_committee(command, tie.persons, facts)
    if len(set(command.upper)) != tie.upper or not set(command.upper) <= set(tie.persons):
        given = ", ".join(command.upper) or "-"
        raise WrongChoice(persons=", ".join(tie.persons), upper=tie.upper, given=given)
    lower = tuple(person for person in tie.persons if person not in command.upper)
    return [TieResolved(**content(command), lower=lower)]


def _review(command: ReviewPool, state: Grading, facts: Facts) -> list[GradingEvent]:
    require_engine(facts, command.body)
    pools = {pool.pool: pool for pool in (state.formed.pools if state.formed else ())}
    if command.pool not in state.graded or (command.pool, command.cause) in state.reviewed:
        return []
    _, opened = require_cycle(facts, command.year, command.body)
    ranked, pay, _ = ranked_pool(command.year, pools[command.pool], state, opened.rules, facts)
    moved = list(moves(state, ranked, pay))
    spared = state.kept.union(it.person for it in state.pending.get(command.pool, ()))
    concerned = set(command.persons) - spared
    at_once: list[Change] = []
    pending: list[Change] = []
    for it in moved:
        holds = it.person in concerned or gains(it, command.pool, opened.rules)
        (at_once if holds else pending).append(it)
    fields = {**content(command), "concerned": command.persons, "placed": ranked.placed}
    del fields["persons"]
    return [PoolReviewed(**fields, changes=tuple(at_once), pending=tuple(pending))]


def _settle(command: SettlePending, state: Grading, facts: Facts) -> list[GradingEvent]:
    waiting = {it.person: it for it in state.pending.get(command.pool, ())}
    if not waiting or not set(command.persons) <= set(waiting):
        raise NothingPending(pool=command.pool, persons=", ".join(command.persons) or "-")
    _require_committee(command, list(waiting), facts)
    changes = tuple(waiting[person] for person in command.persons)
    kept = tuple(person for person in waiting if person not in command.persons)
    about = {"year": command.year, "body": command.body, "pool": command.pool, "reason": command.reason}
    return [PendingSettled.model_validate({**about, "changes": changes, "kept": kept})]


GRADING: Decider[Grading] = Decider(
    "pools",
    (
        GradePoolsFormed,
        LowestGradeAssigned,
        TieReferred,
        TieResolved,
        PoolGraded,
        GradesAllocated,
        PoolReviewed,
        PendingSettled,
    ),
    (FormPools, AssignLowest, AllocateGrades, ResolveTie, ReviewPool, SettlePending),
    Grading(),
    evolve,
    decide,
)
