"""The year-end evaluation: ratings sealed until all are in, then opened at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pytest

from domain.appraisal import (
    AboveScale,
    AlreadySealed,
    AttitudeRated,
    Ballot,
    CategoriesDiffer,
    CompetencyOpened,
    CompetencySealed,
    GoalsRated,
    RateAttitude,
    RateGoals,
    SealCompetency,
    SelfReportSubmitted,
    SubmitSelfReport,
)
from domain.obligations import NotYourTask, OtherInstrument
from tests.support.office import (
    FINAL,
    KIPO,
    RULES,
    YEAR,
    ada,
    ballot,
    ben,
    bodies,
    jun,
    mina,
    office,
    opened_cycle,
    people,
    phase_open,
)
from tests.support.spec import spec

december = spec.given(office, phase_open(FINAL)).at("2010-12-10")
about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "final"}
Evaluator = Literal["first", "second"]

ada_rates = ballot("9", "8")
ben_rates = ballot("10", "7.5", nonce="fedcba9876543210")


def sealing(rating: Ballot, evaluator: Evaluator = "first", person: str = mina) -> SealCompetency:
    return SealCompetency(**about, person=person, evaluator=evaluator, ballot=rating)


def sealed(rating: Ballot, evaluator: Evaluator = "first", by: str = ada, person: str = mina) -> CompetencySealed:
    kept: dict[str, Any] = {"commitment": rating.commitment(), "ballot": rating}
    return CompetencySealed(**about, person=person, evaluator=evaluator, by=by, **kept)


def test_a_person_reports_on_his_own_year() -> None:
    report = SubmitSelfReport(**about, person=mina, report="a good year")
    december.when(mina, report).then(SelfReportSubmitted(**about, person=mina, report="a good year"))


def test_nobody_reports_for_another() -> None:
    december.when(ada, SubmitSelfReport(**about, person=mina, report="x")).then_refused(NotYourTask)


def test_the_first_rating_is_sealed_and_stays_sealed() -> None:
    december.when(ada, sealing(ada_rates)).then(sealed(ada_rates))


def test_the_last_rating_opens_both_at_once() -> None:
    opened = CompetencyOpened(**about, person=mina, first=ada_rates, second=ben_rates)
    asked = december.given(sealed(ada_rates)).when(ben, sealing(ben_rates, "second"))
    asked.then(sealed(ben_rates, "second", ben), opened)


def test_the_order_of_the_evaluators_does_not_matter() -> None:
    opened = CompetencyOpened(**about, person=mina, first=ada_rates, second=ben_rates)
    asked = december.given(sealed(ben_rates, "second", ben)).when(ada, sealing(ada_rates))
    asked.then(sealed(ada_rates), opened)


def test_who_has_one_evaluator_is_opened_with_that_one() -> None:
    opened = CompetencyOpened(**about, person=jun, first=ada_rates, second=None)
    december.when(ada, sealing(ada_rates, person=jun)).then(sealed(ada_rates, person=jun), opened)


def test_f10_what_is_opened_is_what_was_sealed() -> None:
    assert sealed(ada_rates).commitment == ada_rates.commitment()
    assert ballot("9", "8.01").commitment() != ada_rates.commitment()
    assert ballot("9", "8", nonce="another-nonce-00").commitment() != ada_rates.commitment()


def test_the_same_scores_written_otherwise_are_the_same_rating() -> None:
    december.given(sealed(ada_rates)).when(ada, sealing(ballot("9.0", "8.00"))).then_nothing()


def test_a_sealed_rating_cannot_be_exchanged() -> None:
    asked = december.given(sealed(ada_rates)).when(ada, sealing(ballot("1", "1")))
    asked.then_refused(AlreadySealed, person=mina, evaluator="first")


def test_the_second_evaluator_does_not_rate_as_first() -> None:
    december.when(ben, sealing(ben_rates)).then_refused(NotYourTask, owner=ada)


def test_who_has_no_second_evaluator_gets_no_second_rating() -> None:
    december.when(ben, sealing(ben_rates, "second", jun)).then_refused(NotYourTask, owner="-")


@pytest.mark.parametrize(
    ("scores", "missing", "unknown"),
    [
        ({"customer": "9"}, "strategy", "-"),
        ({"customer": "9", "strategy": "9", "charm": "9"}, "-", "charm"),
        ({}, "customer, strategy", "-"),
    ],
)
def test_a_rating_scores_every_category_and_no_other(scores: dict[str, str], missing: str, unknown: str) -> None:
    odd = Ballot.model_validate({"scores": scores, "nonce": "0123456789abcdef"})
    december.when(ada, sealing(odd)).then_refused(CategoriesDiffer, missing=missing, unknown=unknown)


def test_no_category_scores_above_the_scale_of_the_year() -> None:
    five_is_best = RULES.model_copy(update={"competency_scale": Decimal(5)})
    facts = spec.given(bodies, opened_cycle(five_is_best), people, phase_open(FINAL)).at("2010-12-10")
    facts.when(ada, sealing(ballot("5.01", "5"))).then_refused(AboveScale, what="customer", given="5.01", scale="5")


def test_attitude_is_rated_by_the_first_evaluator() -> None:
    rating = RateAttitude(**about, person=mina, points=Decimal(5), ground="always helps")
    december.when(ada, rating).then(
        AttitudeRated(**about, person=mina, by=ada, points=Decimal(5), ground="always helps")
    )


def test_attitude_has_no_more_points_than_the_profile_gives() -> None:
    rating = RateAttitude(**about, person=mina, points=Decimal("5.01"), ground="saint")
    december.when(ada, rating).then_refused(AboveScale, what="attitude", given="5.01", scale="5")


def test_goals_are_rated_of_100() -> None:
    rating = RateGoals(**about, person=mina, points=Decimal("87.5"), ground="three of four")
    rated = GoalsRated(**about, person=mina, by=ada, points=Decimal("87.5"), ground="three of four")
    december.when(ada, rating).then(rated)


def test_c_07_who_has_an_agreement_has_no_goals_to_rate() -> None:
    rating = RateGoals(**about, person=jun, points=Decimal(80), ground="good")
    december.when(ada, rating).then_refused(OtherInstrument, person=jun, instrument="agreement")
