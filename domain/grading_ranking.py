"""A pool's ranking by the totals of this moment: evaluation grades, pay grades, and who moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.grading_facts import Change, Pool
from domain.grading_state import Grading
from domain.ids import result_stream
from domain.messages import Facts
from domain.result import RESULT
from domain.rules import RuleSet
from domain.scoring.grades import Candidate, Ranking, rank


def ranked_pool(
    year: int, pool: Pool, state: Grading, rules: RuleSet, facts: Facts
) -> tuple[Ranking, dict[str, str], bool]:
    """Return the ranking of *pool* by the totals of this moment, its pay grades, and whether minimums were waived."""
    candidates = _candidates(year, pool, state.lowest, facts)
    rule, chosen = rules.grading.pool(pool.pool), _decided(candidates, state.chosen.get(pool.pool, {}))
    waive, near = len(candidates) < rule.smallest, rules.grading.near
    ranked = rank(rules.grading.scales[rule.scale], candidates, near, waive_minimums=waive, chosen=chosen)
    pay_scale = rules.pay.scale_of(rule.pay_class)
    if pay_scale is None:
        return ranked, {}, waive
    paid = rank(pay_scale, candidates, near, waive_minimums=waive, chosen=chosen)
    return ranked, _pay_grades(ranked, paid, rules.pay.always), waive


def _decided(candidates: Sequence[Candidate], chosen: Mapping[str, int]) -> dict[str, int]:
    """Return what of *chosen* still holds: a decision among equals, unless another has become their equal since."""
    new = {it.key for it in candidates if not it.forced and it.person not in chosen}
    keys = {it.person: it.key for it in candidates}
    return {person: place for person, place in chosen.items() if keys.get(person) not in new}


def _pay_grades(ranked: Ranking, paid: Ranking, always: Mapping[str, str]) -> dict[str, str]:
    """Return pay grades by person: by rank, but for evaluation grades that have one of their own."""
    by_rank = {it.person: it.grade for it in paid.placed}
    return {it.person: always.get(it.grade, by_rank[it.person]) for it in ranked.placed}


def _candidates(year: int, pool: Pool, lowest: frozenset[str], facts: Facts) -> list[Candidate]:
    results = facts.read_all(RESULT, [result_stream(year, person) for person in pool.persons])
    return [
        Candidate.model_construct(
            person=person, total=it.scored.total, breakers=it.scored.breakers, forced=person in lowest
        )
        for person, it in zip(pool.persons, results, strict=True)
        if it.scored is not None
    ]


def gains(it: Change, pool: str, rules: RuleSet) -> bool:
    """Return whether nobody could mind the change: no grade falls."""
    rule = rules.grading.pool(pool)
    falls = it.before is not None and rules.grading.scales[rule.scale].is_better(it.before, it.after)
    pay_scale = rules.pay.scale_of(rule.pay_class)
    if pay_scale is not None and it.pay_before and it.pay_after:
        falls = falls or pay_scale.is_better(it.pay_before, it.pay_after)
    return not falls


def moves(state: Grading, ranked: Ranking, pay: Mapping[str, str]) -> Iterator[Change]:
    """Yield everybody whose grades would be others by *ranked* and *pay*."""
    for it in ranked.placed:
        now, paid = state.grades.get(it.person), pay.get(it.person)
        grade, pay_grade = (now.grade, now.pay) if now else (None, None)
        if (grade, pay_grade) != (it.grade, paid):
            yield Change(person=it.person, before=grade, after=it.grade, pay_before=pay_grade, pay_after=paid)
