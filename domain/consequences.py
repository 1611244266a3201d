"""What follows from what: a decision after the notices changes totals, grades, notices and pay, in this order.

Nothing is overwritten: each step is a command of the engine and leaves events of its own (5.13).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, product

from domain.after_grading import after_grading, after_review, paid_in_a_row
from domain.after_rating import after_decision, after_proposal
from domain.after_result import BODY_RESULTS, after_result
from domain.appraisal import APPRAISAL
from domain.body import BODY
from domain.budget import ApplyBudgetCeiling
from domain.budget_facts import BudgetConsequenceDecided, BudgetConsequenceProposed
from domain.calibrated import correction_of
from domain.calibration import CALIBRATION
from domain.calibration_facts import CalibrationAdjustmentDecided
from domain.cycle import CYCLE
from domain.grading import GRADING
from domain.grading_commands import ReviewPool
from domain.grading_facts import GradesAllocated, PendingSettled, PoolReviewed, TieResolved
from domain.grading_pools import pool_of_latecomer
from domain.grading_state import Grading
from domain.ids import (
    appraisal_stream,
    body_stream,
    calibration_stream,
    cycle_stream,
    person_stream,
    pools_stream,
    promotion_stream,
)
from domain.messages import Command, Event, Reading
from domain.notice import NotifyAgain
from domain.objection_facts import ObjectionDecided
from domain.pay import AdjustPay
from domain.person import PERSON, Person, spells_of
from domain.person_service import ReviseEligibility
from domain.phase_facts import ObligationMissed
from domain.promotion import PROMOTION_LIST, RedrawPromotionList
from domain.promotion_rules import LOOK_BACK
from domain.result import RescoreAppraisal, ReviewExemption
from domain.result_facts import AppraisalRescored, ExemptionReviewed
from domain.scorecard import IndicatorScoreAdjusted, RescoreUnit, UnitRescored
from domain.succession import BodyAbolished, BodyMerged, BodySplit, SucceedBody

ROOTS = (
    *BODY_RESULTS,
    BodyAbolished,
    BodyMerged,
    BodySplit,
    BudgetConsequenceDecided,
    BudgetConsequenceProposed,
    CalibrationAdjustmentDecided,
    GradesAllocated,
    IndicatorScoreAdjusted,
    ObjectionDecided,
    ObligationMissed,
    PendingSettled,
    TieResolved,
)  # see is_root


def consequences_id(position: int) -> str:
    """Return the id of the workflow that draws the consequences of the event at *position*."""
    return f"consequences/{position}"


def is_root(event: Event) -> bool:
    """Return whether *event* begins a chain of consequences."""
    match event:
        case ObjectionDecided():
            return bool(event.corrections or event.exemption)
        case CalibrationAdjustmentDecided():
            return event.accepted
        case BudgetConsequenceDecided():
            return event.excepted
        case ObligationMissed():
            return event.follows is not None
        case TieResolved():
            return event.cause is not None
        case _:
            return isinstance(event, ROOTS)


def consequences(events: Iterable[tuple[str, Event]], reading: Reading) -> list[Command]:
    """Return the commands that follow from *events*, each given with its place in the log, STREAM@VERSION."""
    found = list(events)
    commands = [command for place, event in found for command in (*_taken_over(event), *_of_one(place, event, reading))]
    reviews = _reviews([event for _, event in found if isinstance(event, AppraisalRescored)], reading)
    return [*commands, *reviews, *_lists(found, reading)]


def _taken_over(event: Event) -> Iterator[Command]:
    """Yield what the end of a body means for the record of those who carry on its work."""
    if isinstance(event, BodySplit | BodyMerged | BodyAbolished):
        for it in event.successors:
            yield SucceedBody(body=it.body, predecessor=event.body, share=it.share, day=event.day)


def _of_one(place: str, event: Event, reading: Reading) -> Iterator[Command]:
    match event:
        case IndicatorScoreAdjusted():
            yield RescoreUnit(year=event.year, body=event.body, unit=event.unit, cause=place)
        case UnitRescored():
            for person in _in_unit(reading, event.year, event.body, event.unit):
                yield RescoreAppraisal(year=event.year, body=event.body, person=person, cause=event.cause)
        case ObjectionDecided():
            yield from _decided(place, event)
        case ExemptionReviewed() if event.ground is not None:
            yield NotifyAgain(year=event.year, body=event.body, person=event.person, cause=event.cause)
        case CalibrationAdjustmentDecided() if event.accepted:
            yield from _calibrated(place, event, reading)
        case BudgetConsequenceProposed():
            yield from after_proposal(event, reading, partial(_in_unit, reading))
        case BudgetConsequenceDecided():
            yield from after_decision(place, event, reading)
        case ObligationMissed() if event.follows == "ceiling":
            about = {"year": event.year, "body": event.body, "phase": event.phase}
            yield ApplyBudgetCeiling.model_validate({**about, "programme": event.subject})
        case _:
            yield from _of_grading(place, event, reading)


def _of_grading(place: str, event: Event, reading: Reading) -> Iterator[Command]:
    match event:
        case PoolReviewed():
            told = dict.fromkeys((*event.concerned, *(it.person for it in event.changes)))
            yield from _settle(event, told, event.cause, reading)
            yield from after_review(event, reading)
        case GradesAllocated():
            yield from after_grading(event, reading)
        case TieResolved() if event.cause is not None:
            about = {"year": event.year, "body": event.body, "pool": event.pool, "cause": event.cause}
            yield ReviewPool.model_validate({**about, "persons": event.concerned})
        case PendingSettled():
            yield from _settle(event, [it.person for it in event.changes], place, reading)
        case _ if isinstance(event, BODY_RESULTS):
            yield from after_result(place, event, reading)


def _decided(place: str, event: ObjectionDecided) -> Iterator[Command]:
    """Yield what a decision on an objection puts in the place of scores, or of an exemption."""
    about = {"year": event.year, "body": event.body, "person": event.person, "cause": place}
    if event.exemption is None:
        for it in event.corrections:
            yield RescoreAppraisal.model_validate({**about, "correction": it})
        return
    ground = None if event.exemption == "lifted" else event.exemption
    yield ReviseEligibility.model_validate({**about, "ground": ground})
    yield ReviewExemption.model_validate({**about, "ground": ground, "corrections": event.corrections})


def _calibrated(place: str, event: CalibrationAdjustmentDecided, reading: Reading) -> Iterator[Command]:
    """Yield the person's total with what the committee accepted."""
    opened = reading.read(CYCLE, cycle_stream(event.year)).opened
    board = reading.read(CALIBRATION, calibration_stream(event.year, event.body))
    accepted = board.accepted_until(event.number, event.person)
    appraisal = reading.read(APPRAISAL, appraisal_stream(event.year, event.person))
    correction = correction_of(accepted, appraisal, opened.of(event.body).rules) if opened else None
    if correction is not None:
        about = {"year": event.year, "body": event.body, "person": event.person, "cause": place}
        yield RescoreAppraisal.model_validate({**about, "correction": correction})


def _settle(
    event: PoolReviewed | PendingSettled, persons: Iterable[str], cause: str, reading: Reading
) -> Iterator[Command]:
    """Yield what a changed grade leads to: a new notice, and the difference in pay, also of years that count it."""
    for person in persons:
        yield NotifyAgain(year=event.year, body=event.body, person=person, cause=cause)
        yield AdjustPay(year=event.year, body=event.body, person=person, cause=cause)
        for year, body in paid_in_a_row(event.year, person, reading):
            yield AdjustPay(year=year, body=body, person=person, cause=cause)


def _in_unit(reading: Reading, year: int, name: str, unit: str) -> list[str]:
    """Return the persons whose unit in *year* is *unit* of the body *name*, or stands below it."""
    body = reading.read(BODY, body_stream(name))
    persons = reading.evaluated(year, name)
    states = reading.read_all(PERSON, [person_stream(person) for person in persons])
    below = {it for it in body.units if unit in body.line(it)}
    return [person for person, it in zip(persons, states, strict=True) if below & _units_of(it, year)]


def _units_of(person: Person, year: int) -> set[str]:
    """Return the units whose scores count for *person*: where he stands, and where he served."""
    served = {spell.unit for spell in spells_of(person, year)} if person.service.transfers else set()
    return {person.years[year].unit, *served}


def _reviews(events: Sequence[AppraisalRescored], reading: Reading) -> Iterator[Command]:
    """Yield one review of each pool that *events* concern."""
    key = {id(event): (event.year, event.body, event.cause) for event in events}
    ordered = sorted(events, key=lambda event: key[id(event)])
    for (year, body, cause), together in groupby(ordered, key=lambda event: key[id(event)]):
        grading = reading.read(GRADING, pools_stream(year, body))
        for pool, persons in _by_pool(year, sorted({event.person for event in together}), grading, reading):
            yield ReviewPool(year=year, body=body, pool=pool, persons=persons, cause=cause)


def _by_pool(
    year: int, persons: Sequence[str], grading: Grading, reading: Reading
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pools that *persons* concern, each with those of them who are in it, or come late to it."""
    opened, formed = reading.read(CYCLE, cycle_stream(year)).opened, grading.formed
    if opened is None or formed is None:
        return
    of: dict[str, str] = {person: pool.pool for pool in formed.pools for person in pool.persons}
    of |= {it: pool_of_latecomer(it, formed, opened, reading) for it in persons if grading.is_apart(it)}
    for pool in dict.fromkeys([*(pool.pool for pool in formed.pools), *of.values()]):
        if concerned := tuple(person for person in persons if of.get(person) == pool):
            yield pool, concerned


def _lists(found: Sequence[tuple[str, Event]], reading: Reading) -> Iterator[Command]:
    """Yield one redrawing of each promotion list that rests on a grading which *found* changed."""
    seen: set[str] = set()
    for place, event in found:
        if isinstance(event, GradesAllocated | PoolReviewed | PendingSettled):
            cause = event.cause if isinstance(event, PoolReviewed) else place
            for it in _lists_on(event.year, pools_stream(event.year, event.body), cause, reading):
                if it.stream() not in seen:
                    seen.add(it.stream())
                    yield it


def _lists_on(year: int, grading: str, cause: str, reading: Reading) -> Iterator[Command]:
    """Yield the redrawing of each list of *year* or a later one that was drawn from *grading*."""
    for later in range(year, year + LOOK_BACK + 1):
        opened = reading.read(CYCLE, cycle_stream(later)).opened
        rules = opened.rules.personnel if opened else None
        phases = [it.phase for it in rules.promotion.lists] if rules and rules.promotion else []
        for body, phase in product(opened.bodies if opened else (), phases):
            if reading.read(PROMOTION_LIST, promotion_stream(later, body, phase)).rests_on(grading):
                yield RedrawPromotionList(year=later, body=body, phase=phase, cause=cause)
