"""What follows when a body's year is graded: the bottom band (S1-91) and the qualification test (SPO 70-2)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.calendar import resolve
from domain.cycle import CYCLE, CycleOpened
from domain.grading import GRADING
from domain.grading_facts import GradesAllocated, PoolReviewed
from domain.grading_state import Grading
from domain.ids import cycle_stream, person_stream, pools_stream, result_stream
from domain.messages import Command, Reading
from domain.person import PERSON
from domain.person_ids import qualification_stream
from domain.qualification import QUALIFICATION
from domain.qualification_commands import TriggerQualificationTest
from domain.reinforcement import RecordBottomBand, WithdrawBottomBand
from domain.result import RESULT
from domain.scoring.band import bottom_band

_CAREER = 50  # years to look back on; nobody serves longer


def after_grading(event: GradesAllocated, reading: Reading) -> Iterator[Command]:
    """Yield what the grades of a year lead to for those at the bottom."""
    opened = reading.read(CYCLE, cycle_stream(event.year)).opened
    opened = opened.of(event.body) if opened else None
    grading = reading.read(GRADING, pools_stream(event.year, event.body))
    if opened is not None:
        yield from _bands(event, opened, grading)
        yield from _tests(event, opened, grading, reading)


def after_review(event: PoolReviewed, reading: Reading) -> Iterator[Command]:
    """Yield the withdrawal of entries into the bottom band that a decision has made untrue; it adds none."""
    opened = reading.read(CYCLE, cycle_stream(event.year)).opened
    opened = opened.of(event.body) if opened else None
    rules = opened.rules.personnel.reinforcement if opened and opened.rules.personnel else None
    if rules is None:
        return
    grading = reading.read(GRADING, pools_stream(event.year, event.body))
    at_first = {it.person: it.total for pool in grading.graded.values() for it in pool.placed}
    results = reading.read_all(RESULT, [result_stream(event.year, person) for person in at_first])
    now = {person: it.scored.total for person, it in zip(at_first, results, strict=True) if it.scored}
    still = bottom_band(now, rules.percent, rules.least_pool)
    for person in bottom_band(at_first, rules.percent, rules.least_pool):
        if person not in still:
            about = {"person": person, "year": event.year, "period": "FY", "reason": event.cause}
            yield WithdrawBottomBand.model_validate(about)


def _bands(event: GradesAllocated, opened: CycleOpened, grading: Grading) -> Iterator[Command]:
    """Yield an entry into the bottom band for each in it; the pool is the whole body (S1-91)."""
    personnel = opened.rules.personnel
    if personnel is None or personnel.reinforcement is None:
        return
    rules = personnel.reinforcement
    totals = {it.person: it.total for pool in grading.graded.values() for it in pool.placed}
    reference = _reference(opened)
    for person in bottom_band(totals, rules.percent, rules.least_pool):
        about = {"person": person, "year": event.year, "period": "FY", "pool": len(totals)}
        yield RecordBottomBand.model_validate({**about, "reference": reference})


def _reference(opened: CycleOpened) -> object:
    """Return the day the year's results are about."""
    phases = [opened.rules.phase(phase) for phase in opened.rules.grading.rests_on]
    days = [rule.as_of or rule.due for rule in phases if rule is not None]
    return max(resolve(day, opened.year) for day in days)


def _tests(event: GradesAllocated, opened: CycleOpened, grading: Grading, reading: Reading) -> Iterator[Command]:
    """Yield a test for each whose years with the lowest grade are enough in total, this one among them."""
    personnel = opened.rules.personnel
    if personnel is None or personnel.qualification is None:
        return
    now = {person for person in _lowest(opened, grading) if _is_tested(person, opened, reading)}
    years = {person: [event.year] for person in sorted(now)}
    for year in range(event.year - 1, event.year - _CAREER, -1):
        before = reading.read(CYCLE, cycle_stream(year)).opened
        if before is not None:
            gradings = reading.read_all(GRADING, [pools_stream(year, body) for body in before.bodies])
            lowest = set().union(*(_lowest(before, grading) for grading in gradings))
            for person in sorted(now & lowest):
                years[person].append(year)
    for person, found in years.items():
        if len(found) >= personnel.qualification.lowest_years:
            number = _next_test(person, reading)
            ground = {"year": event.year, "ground": "lowest-grade", "years": tuple(sorted(found))}
            yield TriggerQualificationTest.model_validate({"person": person, "number": number, **ground})


def _is_tested(person: str, opened: CycleOpened, reading: Reading) -> bool:
    """Return whether the rules test such officials; who only joined their pool, being too few, is not one."""
    it = reading.read(PERSON, person_stream(person))
    if it.registered is None or opened.year not in it.years:
        return False
    rule = opened.rules.grading.pool_for(it.registered.grade, it.years[opened.year].instrument)
    return rule is not None and rule.tested


def _lowest(opened: CycleOpened, grading: Grading) -> set[str]:
    """Return who has the lowest grade of a pool whose members can be tested."""
    rules = opened.rules.grading
    tested = {rule.pool: rules.scales[rule.scale].lowest for rule in rules.pools if rule.tested}
    return {person for person, it in grading.grades.items() if tested.get(it.pool.partition(":")[0]) == it.grade}


def _next_test(person: str, reading: Reading) -> int:
    number = 1
    while reading.read(QUALIFICATION, qualification_stream(person, number)).triggered is not None:
        number += 1
    return number


def paid_in_a_row(year: int, person: str, reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the later years, each with the person's body, whose pay counts a top grade of *year* in a row."""
    known = reading.read(PERSON, person_stream(person)).years
    for later in sorted(it for it in known if it > year):
        opened = reading.read(CYCLE, cycle_stream(later)).opened
        tables = opened.rules.pay.classes.values() if opened else ()
        if any(it.in_a_row and later - year < it.in_a_row.years for it in tables):
            yield later, known[later].body
