"""The agreement of a person: offered by one, signed by the other, then in force."""

from __future__ import annotations

from typing import Any

from domain.agreement import (
    AgreementInForce,
    AgreementOffered,
    AgreementSigned,
    NothingOffered,
    NotInOwnPlan,
    OfferAgreement,
    OtherEdition,
    SignAgreement,
)
from domain.obligations import NotYourTask
from domain.refusals import UnknownPerson
from tests.support.office import AGREEMENTS, KIPO, YEAR, ada, ben, confirmed_plan, jun, mina, office, phase_open, tae
from tests.support.spec import spec

march = spec.given(office, confirmed_plan, phase_open(AGREEMENTS)).at("2010-03-15")
about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "agreements", "person": mina}


def offering(goals: str = "examine faster", *indicators: str, person: str = mina) -> OfferAgreement:
    return OfferAgreement(**{**about, "person": person}, goals=goals, indicators=indicators)


def offered(goals: str = "examine faster", *indicators: str, edition: int = 1) -> AgreementOffered:
    return AgreementOffered(**about, goals=goals, indicators=indicators, edition=edition)


def signing(edition: int = 1, person: str = mina) -> SignAgreement:
    return SignAgreement(**{**about, "person": person}, edition=edition)


signed = AgreementSigned(**about, evaluator=ada, edition=1)


def test_a_person_offers_his_own_agreement() -> None:
    march.when(mina, offering()).then(offered())


def test_nobody_offers_for_another() -> None:
    march.when(ada, offering()).then_refused(NotYourTask, owner=mina)


def test_an_offer_rests_on_confirmed_indicators() -> None:
    march.when(mina, offering("g", "P-01")).then(offered("g", "P-01"))


def test_an_offer_on_an_indicator_outside_the_plan_is_refused() -> None:
    march.when(mina, offering("g", "P-01", "X-1", "X-2")).then_refused(NotInOwnPlan, indicators="X-1, X-2")


def test_a_changed_offer_supersedes_an_unsigned_one() -> None:
    march.given(offered()).when(mina, offering("better")).then(offered("better", edition=2))


def test_the_first_evaluator_signs_what_is_on_the_table() -> None:
    march.given(offered()).when(ada, signing()).then(signed)


def test_the_second_evaluator_does_not_sign() -> None:
    march.given(offered()).when(ben, signing()).then_refused(NotYourTask, owner=ada)


def test_nothing_is_signed_before_it_is_offered() -> None:
    march.when(ada, signing()).then_refused(NothingOffered, person=mina)


def test_who_signs_must_have_seen_the_latest_edition() -> None:
    changed = march.given(offered(), offered("better", edition=2))
    changed.when(ada, signing(edition=1)).then_refused(OtherEdition, current=2, given=1)


def test_an_agreement_in_force_does_not_change() -> None:
    march.given(offered(), signed).when(mina, offering("less")).then_refused(AgreementInForce, person=mina)


def test_offering_what_is_in_force_changes_nothing() -> None:
    march.given(offered(), signed).when(mina, offering()).then_nothing()


def test_agreements_and_goals_go_the_same_way() -> None:
    asked = march.when(jun, offering(person=jun))
    assert [type(it) for it in asked.events()] == [AgreementOffered]


def test_who_is_not_evaluated_this_year_has_no_agreement() -> None:
    march.when(tae, offering(person=tae)).then_refused(UnknownPerson, person=tae)
