"""Grading a body's year: pools fixed before anybody is ranked, forced lowest, quotas, ties, grades.

Order of operations: eligibility, forced lowest, ranking, quotas, ties, notice (REG 10, 14, 16, 18).
After the notice a changed total re-ranks its pool in shadow: who is directly concerned and who
gains move at once; nobody else moves down without a decision of the committee.
"""

from __future__ import annotations

from typing import assert_never

from domain.body import BODY
from domain.conflicts import acts_for
from domain.cycle import CycleOpened
from domain.grading_commands import (
    AllocateGrades,
    AssignLowest,
    FormPools,
    GradingCommand,
    ResolveTie,
    ReviewPool,
    SettlePending,
)
from domain.grading_facts import (
    Apart,
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
from domain.grading_pools import pools_of
from domain.grading_ranking import ranked_pool
from domain.grading_refusals import (
    AlreadyGraded,
    InOwnPool,
    NothingTied,
    NotInAnyPool,
    NotTheHead,
    PersonsUnscored,
    PoolsNotFormed,
    TieUndecided,
    WrongChoice,
)
from domain.grading_review import require_committee, review, settle
from domain.grading_state import Grading, Waiting, evolve
from domain.ids import body_stream, result_stream
from domain.messages import Decider, Facts, content
from domain.obligations import permit
from domain.person_evaluators import SelfEvaluation
from domain.relation import require_no_relative
from domain.result import RESULT


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
            return review(command, state, facts)
        case SettlePending():
            return settle(command, state, facts)
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
    apart = [Apart(person=person, ground=it.exempted) for person, it in found.items() if it.exempted]
    pools = pools_of(command.body, [person for person, it in found.items() if it.scored], opened, facts)
    if own := next((pool for pool in pools if facts.actor in pool.persons), None):
        raise InOwnPool(actor=facts.actor, pool=own.pool)
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
    if pool.pool in state.ties:
        raise TieUndecided(pool=pool.pool)
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
    tied = any(pool not in state.graded for pool in state.ties) or any(isinstance(it, TieReferred) for it in events)
    if not tied:
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


def _resolve(command: ResolveTie, state: Grading, facts: Facts) -> list[GradingEvent]:
    tie = state.ties.get(command.pool)
    if tie is None:
        raise NothingTied(pool=command.pool)
    require_committee(command, tie.persons, facts)
    if len(set(command.upper)) != tie.upper or not set(command.upper) <= set(tie.persons):
        given = ", ".join(command.upper) or "-"
        raise WrongChoice(persons=", ".join(tie.persons), upper=tie.upper, given=given)
    lower = tuple(person for person in tie.persons if person not in command.upper)
    waiting = state.waiting.get(command.pool, Waiting())
    cause = waiting.causes[-1] if waiting.causes else None
    return [TieResolved(**content(command), lower=lower, cause=cause, concerned=waiting.concerned)]


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
        PersonAdmitted,
    ),
    (FormPools, AssignLowest, AllocateGrades, ResolveTie, ReviewPool, SettlePending),
    Grading(),
    evolve,
    decide,
)
