"""REG 17: who was away has the mean of his last two ratings as his total; where there are fewer, what the rules say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.composition import Read
from domain.consequences import consequences
from domain.grading_commands import FormPools, ReviewPool
from domain.grading_facts import GradePoolsFormed
from domain.ids import SYSTEM
from domain.messages import Event
from domain.notice import ResultNotified, Told
from domain.objection_commands import DecideObjection
from domain.objection_facts import EvaluatorConsulted, ObjectionDecided, ObjectionFiled
from domain.objection_refusals import NeverWorse, NotExempt
from domain.pay import BarPay
from domain.pay_facts import PayBarred
from domain.person import EvaluatorsAssigned
from domain.person_service import EligibilityDetermined
from domain.personal_rules import PastRatings, PersonalRules
from domain.phase_facts import PhaseClosed
from domain.result import RescoreAppraisal, ReviewExemption, ScoreAppraisal
from domain.result_facts import (
    AppraisalExempted,
    AppraisalRescored,
    AppraisalScored,
    CarriedOver,
    Correction,
    ExemptionReviewed,
    PastRating,
)
from domain.scorecard import UnitScored
from domain.scoring.past import mean_of_breakers, mean_of_ratings
from tests.support.grading import enrolled, graded, names, rescored, scored, ten_people, totals, year
from tests.support.office import GRADING, PROMOTION, RULES, ada, assigned, ben, hr, opened_cycle, phase_open
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

D = Decimal
CAUSE = "objection/2010/p10/1@3"
RULE = PastRatings(ratings=2, look_back=5)
about: dict[str, Any] = {**graded, "person": "p10"}
score = ScoreAppraisal(**about)


def under(rule: PastRatings | None, ground: str = "leave", instrument: str = "goals") -> Given:
    """Return the office under *rule*, whose tenth person was away on *ground*."""
    rules = RULES.model_copy(update={"people": PersonalRules(past_ratings=rule)})
    people = [opened_cycle(rules) if it == opened_cycle() else it for it in ten_people]
    how: Any = {"instrument": instrument}
    away = EligibilityDetermined.model_validate(
        {"person": "p10", "body": "KIPO", "year": 2010, "ground": ground, "days": 20}
    )
    over = PhaseClosed(**year, phase="final", early=False, missed=0)
    return spec.given(people, assigned("p10", **how), away, over).at("2011-01-12")


def in_year(of: int, total: str, *breakers: str) -> AppraisalScored:
    """Return the total of the tenth person in another year."""
    return scored("p10", total, *breakers).model_copy(update={"year": of})


def carried(total: str, **of: str) -> AppraisalScored:
    ratings = tuple(PastRating(year=int(name[1:]), total=D(past)) for name, past in of.items())
    why = CarriedOver(ground="leave", ratings=ratings)
    inputs = tuple(Read(stream=f"result/{it.year}/p10", version=1) for it in ratings)
    more = {"components": (), "breakers": (D(total),), "inputs": inputs, "carried": why}
    return scored("p10", total).model_copy(update=more)


on_leave = under(RULE)
two_years = on_leave.given(in_year(2009, "91.02"), in_year(2008, "90.01"))
mean = carried("90.52", y2009="91.02", y2008="90.01").model_copy(update={"breakers": (D("90.515"),)})


def test_who_was_on_leave_has_the_mean_of_his_last_two_ratings_rounded_half_up() -> None:
    two_years.when_the_clock(score).then(mean)


def test_only_the_last_two_count_and_as_they_stand_now() -> None:
    later = rescored("p10", "91.02", "93.02", CAUSE).model_copy(update={"year": 2009})
    story = two_years.given(in_year(2007, "10"), later)
    (event,) = story.when_the_clock(score).events()
    assert isinstance(event, AppraisalScored)
    assert event.total == D("91.52")
    assert event.inputs[0] == Read(stream="result/2009/p10", version=2)


def test_a_year_without_a_rating_is_passed_over() -> None:
    exempt = AppraisalExempted(**{**about, "year": 2009}, unit=PROMOTION, ground="leave")
    (event,) = on_leave.given(exempt, in_year(2008, "90"), in_year(2006, "80")).when_the_clock(score).events()
    assert isinstance(event, AppraisalScored)
    assert event.total == D(85)


def test_a_mean_of_earlier_ratings_is_no_rating() -> None:
    before = carried("90", y2008="90", y2007="90").model_copy(update={"year": 2009})
    (event,) = on_leave.given(before, in_year(2008, "80"), in_year(2007, "70")).when_the_clock(score).events()
    assert isinstance(event, AppraisalScored)
    assert event.total == D(75)


@pytest.mark.parametrize(("oldest", "counts"), [(2005, True), (2004, False)])
def test_ratings_are_looked_for_as_far_back_as_the_rules_say(oldest: int, *, counts: bool) -> None:
    (event,) = on_leave.given(in_year(2009, "90"), in_year(oldest, "80")).when_the_clock(score).events()
    assert isinstance(event, AppraisalScored) is counts


exempted = AppraisalExempted(**about, unit=PROMOTION, ground="leave")


@pytest.mark.parametrize("ratings", [(), ("90",)])
def test_with_fewer_ratings_he_is_exempt(ratings: tuple[str, ...]) -> None:
    on_leave.given([in_year(2009, it) for it in ratings]).when_the_clock(score).then(exempted)


def test_or_those_there_are_count_if_the_rules_say_so() -> None:
    story = under(RULE.model_copy(update={"fewer": "those-there-are"}))
    story.when_the_clock(score).then(exempted)
    story.given(in_year(2009, "90")).when_the_clock(score).then(carried("90", y2009="90"))


@pytest.mark.parametrize(
    ("places", "rounding", "total"), [(1, "half-up", "90.5"), (0, "down", "90"), (0, "half-up", "91")]
)
def test_the_rules_say_how_it_is_rounded(places: int, rounding: str, total: str) -> None:
    rule = PastRatings.model_validate({**RULE.model_dump(), "places": places, "rounding": rounding})
    story = under(rule).given(in_year(2009, "91.02"), in_year(2008, "90.01"))
    (event,) = story.when_the_clock(score).events()
    assert isinstance(event, AppraisalScored)
    assert event.total == D(total)


@pytest.mark.parametrize(
    "story",
    [
        under(None),
        under(RULE, ground="short-service"),
        under(RULE, ground="secondment"),
        under(RULE, instrument="agreement"),
    ],
    ids=["no rule", "short service", "seconded", "by agreement"],
)
def test_whom_the_rule_does_not_name_is_exempt(story: Given) -> None:
    (event,) = story.given(in_year(2009, "91"), in_year(2008, "90")).when_the_clock(score).events()
    assert isinstance(event, AppraisalExempted)


@pytest.mark.parametrize("wrong", [{"ratings": 0}, {"look_back": 0}, {"places": 5}, {"fewer": "lowest"}])
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PastRatings.model_validate({"ratings": 2, "look_back": 5, **wrong})


RATINGS = st.decimals(min_value=0, max_value=105, places=2)


@given(st.lists(RATINGS, min_size=1, max_size=5))
def test_a_mean_lies_between_the_lowest_and_the_highest_and_knows_no_order(ratings: list[Decimal]) -> None:
    found = mean_of_ratings(dict(enumerate(ratings)), "half-up", 2).value
    assert min(ratings) <= found <= max(ratings)
    assert found == mean_of_ratings(dict(enumerate(reversed(ratings))), "half-up", 2).value
    assert mean_of_ratings(dict(enumerate(ratings)), "down", 2).value <= found


def test_what_breaks_ties_is_the_mean_of_what_broke_them() -> None:
    assert mean_of_breakers([(D(60), D(20)), (D(61), D(21))]) == (D("60.5"), D("20.5"))
    assert mean_of_breakers([(D(60), D(20)), (D(61),)]) == (D("60.5"),)


# He is graded, paid and may object like anybody else


def test_who_has_the_mean_is_in_his_pool() -> None:
    nine = [f"{99 - number}" for number in range(9)]
    story = two_years.given(totals(*nine), mean, phase_open(GRADING))
    (event,) = story.when(hr, FormPools(**graded)).events()
    assert isinstance(event, GradePoolsFormed)
    assert (event.pools[0].persons, event.apart) == (tuple(names), ())


def test_who_has_the_mean_can_be_barred_from_pay() -> None:
    two_years.given(mean).when(hr, BarPay(**year, person="p10", ground="discipline")).then(
        PayBarred(**year, person="p10", ground="discipline")
    )


def test_what_happens_to_scores_of_this_year_leaves_the_mean() -> None:
    rescore = RescoreAppraisal(**year, person="p10", cause=CAUSE)
    two_years.given(mean).when_the_clock(rescore).then_nothing()


told = ResultNotified(**graded, person="p10", told=Told(total=D("90.52")), object_by=date(2011, 1, 27))
objection: dict[str, Any] = {**year, "person": "p10", "edition": 1}
department = UnitScored(**graded, unit=PROMOTION, score=D(90), indicators=())
heard = two_years.given(
    mean,
    department,
    told,
    ObjectionFiled(**objection, grounds=("I was here",), count=1, due=date(2011, 1, 28), zone="Asia/Seoul"),
    EvaluatorConsulted(**objection, by=ada, statement="so he was"),
).at("2011-01-25T10:00")


def decide(exemption: str, individual: str = "99") -> DecideObjection:
    given = {"individual": individual, "competency": "90", "attitude": "4"} if exemption == "lifted" else {}
    corrections = tuple(Correction.model_validate({"component": it, "score": value}) for it, value in given.items())
    how = {"outcome": "upheld", "answers": ("heard",), "corrections": corrections, "exemption": exemption}
    return DecideObjection.model_validate({**objection, **how})


def test_his_own_total_takes_the_place_of_the_mean() -> None:
    (event,) = heard.when(ben, decide("lifted")).events()
    assert isinstance(event, ObjectionDecided)
    review = ReviewExemption(**year, person="p10", cause=CAUSE, corrections=event.corrections)
    there = EligibilityDetermined(person="p10", body="KIPO", year=2010, ground=None, days=365, cause=CAUSE)
    ended, total = heard.given(event, there).when_the_clock(review).events()
    assert isinstance(ended, ExemptionReviewed)
    assert (ended.before, ended.ground) == ("leave", None)
    assert isinstance(total, AppraisalRescored)
    assert (total.before, total.total, total.carried) == (D("90.52"), D("92.2"), None)
    heard.given(event, there).when_the_clock(review).then(ended, total)


@pytest.mark.parametrize(("individual", "refused"), [("93.4", False), ("93.3", True)])
def test_but_not_if_it_is_lower(individual: str, *, refused: bool) -> None:
    asked = heard.when(ben, decide("lifted", individual))  # 90.52 and 90.49
    if refused:
        asked.then_refused(NeverWorse, component="total", before="90.52", after="90.49")
    else:
        assert asked.events()


def test_who_has_the_mean_is_not_exempt_on_another_ground() -> None:
    heard.when(ben, decide("training")).then_refused(NotExempt, person="p10")


def test_whose_ground_becomes_leave_gets_the_mean_instead_of_an_exemption() -> None:
    short = exempted.model_copy(update={"ground": "short-service"})
    story = under(RULE, ground="short-service").given(in_year(2009, "91"), in_year(2008, "90"), short)
    review = ReviewExemption(**year, person="p10", cause=CAUSE, ground="leave")
    ended, total = story.when_the_clock(review).events()
    assert isinstance(total, AppraisalRescored)
    assert (total.before, total.total, total.edition) == (None, D("90.5"), 2)
    story.when_the_clock(review).then(ended, total)


def test_then_his_pool_is_reviewed_for_him() -> None:
    pools = GradePoolsFormed.model_validate(
        {**graded, "by": hr, "pools": (), "apart": ({"person": "p10", "ground": "short-service"},)}
    )
    events: list[Event] = [*ten_people, *enrolled(), pools]
    event = rescored("p10", "0", "90.5", CAUSE).model_copy(update={"before": None})
    found = consequences([("result/2010/p10@3", event)], PureFacts(by_stream(events), moment("2011-02-01"), SYSTEM))
    assert found == [ReviewPool(**year, pool="staff", persons=("p10",), cause=CAUSE)]
    assert any(isinstance(it, EvaluatorsAssigned) for it in events)
