"""A graded pool ranked again in shadow: who moves at once, who waits for the committee, and what it then decides."""

from __future__ import annotations

from collections.abc import Sequence

from domain.cycle import require_cycle
from domain.grading_commands import ResolveTie, ReviewPool, SettlePending
from domain.grading_facts import Change, GradingEvent, PendingSettled, PersonAdmitted, PoolReviewed, TieReferred
from domain.grading_ranking import gains, moves, ranked_pool
from domain.grading_refusals import NothingPending, OwnTie
from domain.grading_state import Grading, Waiting, evolve
from domain.messages import Facts
from domain.relation import require_no_relative
from domain.roles import require_engine, require_role
from domain.rules import RuleSet


def review(command: ReviewPool, state: Grading, facts: Facts) -> list[GradingEvent]:
    """Return what the totals of this moment change in a pool, or the tie that must be decided first."""
    require_engine(facts, command.body)
    admitted = [_admitted(command, person) for person in command.persons if state.is_apart(person)]
    for event in admitted:
        state = evolve(state, event)
    is_graded = state.allocated or command.pool in state.graded
    if not is_graded or _is_known(command, state):
        return [*admitted]
    pools = {pool.pool: pool for pool in (state.formed.pools if state.formed else ())}
    _, opened = require_cycle(facts, command.year, command.body)
    ranked, pay, _ = ranked_pool(command.year, pools[command.pool], state, opened.rules, facts)
    waiting = state.waiting.get(command.pool, Waiting())
    concerned = tuple(dict.fromkeys((*waiting.concerned, *command.persons)))
    about = {"year": command.year, "body": command.body, "pool": command.pool, "cause": command.cause}
    about |= {"concerned": concerned}
    if ranked.ties:
        return [*admitted, TieReferred.model_validate({**about, "tie": ranked.ties[0]})]
    at_once, pending = _divided(command.pool, concerned, list(moves(state, ranked, pay)), state, opened.rules)
    changed = {"placed": ranked.placed, "changes": at_once, "pending": pending}
    return [*admitted, PoolReviewed.model_validate({**about, **changed})]


def _is_known(command: ReviewPool, state: Grading) -> bool:
    """Return whether the pool was reviewed because of this already, or waits for a tie because of it."""
    waiting = state.waiting.get(command.pool, Waiting())
    waits = command.pool in state.ties and command.cause in waiting.causes
    return waits or (command.pool, command.cause) in state.reviewed


def _divided(
    pool: str, persons: Sequence[str], moved: Sequence[Change], state: Grading, rules: RuleSet
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Return what of *moved* holds at once, for those concerned and those who gain, and what is pending."""
    concerned = set(persons) - state.kept.union(it.person for it in state.pending.get(pool, ()))
    at_once = [it for it in moved if it.person in concerned or gains(it, pool, rules)]
    return tuple(at_once), tuple(it for it in moved if it not in at_once)


def _admitted(command: ReviewPool, person: str) -> PersonAdmitted:
    about = {"year": command.year, "body": command.body, "pool": command.pool, "cause": command.cause}
    return PersonAdmitted.model_validate({**about, "person": person})


def require_committee(command: ResolveTie | SettlePending, concerned: Sequence[str], facts: Facts) -> None:
    """Let a member of the committee pass who is not among those *concerned*.

    Raises:
        Refusal: no member, or concerned.
    """
    require_role(facts, "evaluation-committee", command.body)
    if facts.actor in concerned:
        raise OwnTie(actor=facts.actor)
    require_no_relative(facts, command.year, *concerned)


def settle(command: SettlePending, state: Grading, facts: Facts) -> list[GradingEvent]:
    """Return that the committee moves down whom it names of those pending, and lets the others be."""
    waiting = {it.person: it for it in state.pending.get(command.pool, ())}
    if not waiting or not set(command.persons) <= set(waiting):
        raise NothingPending(pool=command.pool, persons=", ".join(command.persons) or "-")
    require_committee(command, list(waiting), facts)
    changes = tuple(waiting[person] for person in command.persons)
    kept = tuple(person for person in waiting if person not in command.persons)
    about = {"year": command.year, "body": command.body, "pool": command.pool, "reason": command.reason}
    return [PendingSettled.model_validate({**about, "changes": changes, "kept": kept})]
