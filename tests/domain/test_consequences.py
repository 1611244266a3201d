"""What follows from what: the order of 5.13, command by command."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.budget import ApplyBudgetCeiling
from domain.consequences import consequences, consequences_id, is_root
from domain.grading_commands import ReviewPool
from domain.grading_facts import Change, PendingSettled, Pool, PoolReviewed, TieResolved
from domain.ids import SYSTEM
from domain.messages import Command, Event
from domain.notice import NotifyAgain
from domain.objection_facts import ObjectionDecided
from domain.pay import AdjustPay
from domain.person_service import PersonTransferred
from domain.phase_facts import ObligationMissed
from domain.result import RescoreAppraisal
from domain.result_facts import Correction
from domain.scorecard import IndicatorScoreAdjusted, RescoreUnit, UnitRescored
from tests.golden.examples import EXAMPLES
from tests.support.grading import formed, rescored, year
from tests.support.office import BUREAU, EXAMINATION, PROMOTION, ada, assigned, jun, mina, office, registered, tae
from tests.support.spec import PureFacts, by_stream, moment

PLACE, CAUSE = "scorecard/2010/KIPO/IPPB@2", "objection/2010/mina/1@3"
pools = formed.model_copy(
    update={"pools": (Pool(pool="leaders", persons=(ada, jun)), Pool(pool="staff", persons=(mina, tae)))}
)
story: list[Event] = [*office, registered(tae, EXAMINATION), assigned(tae, unit=EXAMINATION), pools]
log = PureFacts(by_stream(story), moment("2011-02-01"), SYSTEM)


def follows(*events: Event, place: str = PLACE) -> list[Command]:
    return consequences([(place, event) for event in events], log)


adjusted = IndicatorScoreAdjusted(
    **year,
    unit=BUREAU,
    indicator="I-01",
    before=Decimal(95),
    after=Decimal(85),
    resolution="12",
    reason="overstated",
)


def unit_rescored(unit: str) -> UnitRescored:
    numbers = {"before": 95, "score": 85, "indicators": (), "edition": 2, "cause": CAUSE}
    return UnitRescored.model_validate({**year, "unit": unit, **numbers})


def decided(*corrections: Correction) -> ObjectionDecided:
    how: dict[str, Any] = {"by": ada, "rung": 0, "outcome": "partly", "answers": ("yes",), "appeal_by": None}
    return ObjectionDecided(**year, person=mina, edition=1, **how, corrections=corrections)


def change(person: str, after: str = "S") -> Change:
    return Change(person=person, before="A", after=after)


def rescore(person: str, cause: str, correction: Correction | None = None) -> RescoreAppraisal:
    return RescoreAppraisal(**year, person=person, cause=cause, correction=correction)


def test_an_adjusted_indicator_scores_its_unit_again() -> None:
    assert follows(adjusted) == [RescoreUnit(**year, unit=BUREAU, cause=PLACE)]


@pytest.mark.parametrize(
    ("unit", "persons"), [(BUREAU, [ada, jun, mina]), (PROMOTION, [ada, jun, mina]), (EXAMINATION, [tae])]
)
def test_a_units_new_score_counts_for_all_who_stand_below(unit: str, persons: list[str]) -> None:
    assert follows(unit_rescored(unit)) == [rescore(person, CAUSE) for person in persons]


def test_what_an_objection_corrects_is_scored_again_component_by_component() -> None:
    one, other = (Correction(component=it, score=Decimal(5)) for it in ("attitude", "individual"))
    place = "objection/2010/mina/1@3"
    assert follows(decided(one, other), place=place) == [rescore(mina, place, one), rescore(mina, place, other)]


def test_a_dismissed_objection_has_no_consequence() -> None:
    assert follows(decided()) == []
    assert not is_root(decided())


def test_each_pool_is_reviewed_once_for_all_of_its_new_totals() -> None:
    found = follows(*(rescored(person, "90", "91", CAUSE) for person in (mina, jun, ada)))
    assert found == [
        ReviewPool(**year, pool="leaders", persons=(ada, jun), cause=CAUSE),
        ReviewPool(**year, pool="staff", persons=(mina,), cause=CAUSE),
    ]


def test_new_totals_before_the_pools_are_fixed_review_nothing() -> None:
    early = PureFacts(by_stream(office), moment("2011-01-12"), SYSTEM)
    assert consequences([(PLACE, rescored(mina, "90", "91", CAUSE))], early) == []


def told_and_paid(*persons: str, cause: str) -> list[Command]:
    return [it(**year, person=person, cause=cause) for person in persons for it in (NotifyAgain, AdjustPay)]


def test_who_is_concerned_and_who_gains_is_told_and_paid_and_who_waits_is_not() -> None:
    event = PoolReviewed(
        **year,
        pool="staff",
        cause=CAUSE,
        concerned=(mina,),
        placed=(),
        changes=(change(mina), change(jun)),
        pending=(change(tae, "B"),),
    )
    assert follows(event) == told_and_paid(mina, jun, cause=CAUSE)


def test_whom_the_committee_moves_is_told_and_paid_because_of_that() -> None:
    event = PendingSettled(**year, pool="staff", changes=(change(tae, "B"),), kept=(jun,), reason="quota")
    assert follows(event) == told_and_paid(tae, cause=PLACE)


def test_a_tie_that_a_review_waited_for_lets_it_go_on() -> None:
    fields: dict[str, Any] = {**year, "pool": "staff", "upper": (mina,), "lower": (tae,), "reason": "harder work"}
    first, later = TieResolved(**fields), TieResolved(**fields, cause=CAUSE, concerned=(mina, jun))
    assert (is_root(first), is_root(later)) == (False, True)
    assert follows(first) == []
    assert follows(later) == [ReviewPool(**year, pool="staff", persons=(mina, jun), cause=CAUSE)]


def test_a_chain_begins_with_a_decision_of_people_or_the_end_of_a_body() -> None:
    roots = {type(it).__name__ for it in EXAMPLES if is_root(it)}
    expected = {"GradesAllocated", "IndicatorScoreAdjusted", "ObjectionDecided", "PendingSettled"}
    ends = {"BodySplit", "BodyMerged", "BodyAbolished"}
    results = {"SelfEvaluationSubmitted", "ReEvaluationCarriedOut", "SelfEvaluationAdjusted", "SpecificResultsGraded"}
    assert roots == {*expected, *ends, *results, "CalibrationAdjustmentDecided", "BudgetConsequenceProposed"}


def test_every_chain_has_a_name_of_its_own() -> None:
    assert consequences_id(17) == "consequences/17"


LEADING = {
    *("IndicatorScoreAdjusted", "UnitRescored", "ObjectionDecided", "AppraisalRescored"),
    *("PoolReviewed", "PendingSettled", "CalibrationAdjustmentDecided"),
    *("BodySplit", "BodyMerged", "BodyAbolished"),
}


@pytest.mark.parametrize(
    "event", [it for it in EXAMPLES if type(it).__name__ not in LEADING], ids=lambda it: type(it).__name__
)
def test_from_all_else_nothing_follows(event: Event) -> None:
    assert follows(event) == []


def test_who_served_below_an_adjusted_unit_is_scored_again_after_he_left() -> None:
    left = PersonTransferred(person=mina, body="KIPO", from_unit=PROMOTION, to_unit=EXAMINATION, day=date(2010, 7, 1))
    moved = [*story, left, assigned(mina, unit=EXAMINATION)]
    gone = PureFacts(by_stream(moved), moment("2011-02-01"), SYSTEM)
    commands = consequences([(PLACE, unit_rescored(PROMOTION))], gone)
    assert mina in {it.person for it in commands if isinstance(it, RescoreAppraisal)}


def missed(then: str | None) -> ObligationMissed:
    owed = {"phase": "budget", "task": "decide-budget", "subject": "IP-INFO", "owner": "role:budget-office"}
    told = {"unit": None, "due": date(2011, 5, 31), "consequence": None, "follows": then}
    return ObligationMissed.model_validate({**year, **owed, **told})


def test_a_budget_that_nobody_decided_gets_the_ceiling_of_its_rating() -> None:
    assert follows(missed("ceiling")) == [ApplyBudgetCeiling(**year, phase="budget", programme="IP-INFO")]
    assert is_root(missed("ceiling"))


def test_any_other_miss_has_no_consequence_of_the_engine() -> None:
    assert follows(missed(None)) == []
    assert not is_root(missed(None))
