"""Who is graded against whom: the pools of a year by rule, bureau and size (REG 14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.body import BODY
from domain.cycle import CycleOpened
from domain.grading_facts import GradePoolsFormed, Pool
from domain.grading_refusals import NoPoolFor
from domain.ids import body_stream, person_stream
from domain.messages import Facts, Reading
from domain.person import PERSON


def pools_of(body: str, persons: Sequence[str], opened: CycleOpened, facts: Facts) -> list[Pool]:
    """Return the pools of *persons*: by rule and bureau, too small ones merged upward."""
    members: dict[str, list[str]] = {}
    for person, pool in zip(persons, _homes(body, persons, opened, facts), strict=True):
        members.setdefault(pool, []).append(person)
    merged: dict[str, list[str]] = {}
    rules = opened.rules.grading
    for rule in rules.pools:
        _merge_small(
            members,
            merged,
            [it for it in members if it.split(":")[0] == rule.pool and ":" in it],
            rule.pool,
            rule.smallest,
        )
    for rule in rules.pools:
        if rule.merges_into is not None and rule.pool in members:
            _merge_small(members, merged, [rule.pool], rule.merges_into, rule.smallest)
    order = [rule.pool for rule in rules.pools]
    ids = sorted(members, key=lambda it: (order.index(it.split(":")[0]), it))
    return [Pool(pool=it, persons=tuple(sorted(members[it])), merged=tuple(merged.get(it, ()))) for it in ids]


def pool_of_latecomer(person: str, grading: GradePoolsFormed, opened: CycleOpened, facts: Reading) -> str:
    """Return the pool for *person*, who was apart when the pools were fixed: his own, or what it was merged into."""
    home = next(_homes(grading.body, [person], opened, facts))
    rule = opened.rules.grading.pool(home)
    for wanted in filter(None, (home, rule.pool, rule.merges_into)):
        for pool in grading.pools:
            if wanted == pool.pool or wanted in pool.merged:
                return pool.pool
    return home


def _merge_small(
    members: dict[str, list[str]], merged: dict[str, list[str]], pools: Sequence[str], into: str, smallest: int
) -> None:
    for pool in pools:
        if len(members[pool]) < smallest:
            members.setdefault(into, []).extend(members.pop(pool))
            merged.setdefault(into, []).append(pool)


def _homes(body_id: str, persons: Sequence[str], opened: CycleOpened, facts: Reading) -> Iterator[str]:
    """Yield the pool of each of *persons* by the rules, before any is merged."""
    body = facts.read(BODY, body_stream(body_id))
    for person, it in zip(persons, facts.read_all(PERSON, [person_stream(it) for it in persons]), strict=True):
        assigned, grade = it.years[opened.year], it.registered.grade if it.registered else 0
        rule = opened.rules.grading.pool_for(grade, assigned.instrument)
        if rule is None:
            raise NoPoolFor(person=person, grade=grade, instrument=assigned.instrument)
        line = body.line(assigned.unit) if rule.per == "bureau" else ()
        bureau = next((unit for unit in line if body.units[unit].level == "bureau"), None)
        yield f"{rule.pool}:{bureau}" if bureau else rule.pool
