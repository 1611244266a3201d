"""The agreement of a person: offered by one, signed by the other, then in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.agreement import (
    AgreementDrafted,
    AgreementOffered,
    AgreementSigned,
    DraftAgreement,
    OfferAgreement,
    SignAgreement,
)
from domain.agreement_changes import (
    AgreementImposed,
    AgreementRebased,
    AgreementSplit,
    ImposeAgreement,
    NothingInForce,
    NothingToRebase,
    NoTransferThen,
    RebaseAgreement,
    SplitAgreement,
)
from domain.agreement_refusals import AgreementInForce, HeadsScorecard, NothingOffered, NotInOwnPlan, OtherEdition
from domain.obligations import NotYourTask, TooEarly
from domain.person_service import PersonTransferred
from domain.phase_facts import PhaseClosed
from domain.phase_refusals import PhaseIsClosed
from domain.refusals import NotAllowed, UnknownPerson
from tests.support.office import (
    AGREEMENTS,
    EXAMINATION,
    KIPO,
    PROMOTION,
    SEAL,
    TALKS,
    YEAR,
    ada,
    assigned,
    ben,
    confirmed_plan,
    frozen,
    hr,
    jun,
    mina,
    office,
    phase_open,
    plan_confirmed,
    tae,
)
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


# Drafts


def test_a_person_drafts_before_he_offers() -> None:
    drafted = AgreementDrafted(**about, goals="a thought", indicators=("X-1",))
    march.when(mina, DraftAgreement(**about, goals="a thought", indicators=("X-1",))).then(drafted)


def test_a_draft_binds_nobody_and_cannot_be_signed() -> None:
    drafted = AgreementDrafted(**about, goals="a thought", indicators=())
    march.given(drafted).when(ada, signing()).then_refused(NothingOffered, person=mina)


def test_nobody_drafts_for_another() -> None:
    march.when(ada, DraftAgreement(**about, goals="a thought")).then_refused(NotYourTask, owner=mina)


# Imposed

late = march.at("2010-03-23")  # two working days after Friday the 19th
sealed = {"P-01": frozen("P-01", "100", PROMOTION).definition}
why: dict[str, Any] = {"goals": "examine faster", "reason": "not agreed in time", "objection": "too much"}
imposing = ImposeAgreement(**about, indicators=("P-01",), **why)


def imposed(edition: int = 1) -> AgreementImposed:
    return AgreementImposed(**about, indicators=("P-01",), **why, by=ben, edition=edition, definitions=sealed)


def test_the_second_evaluator_sets_goals_that_nobody_signed_in_time() -> None:
    late.when(ben, imposing).then(imposed())
    late.given(offered()).when(ben, imposing).then(imposed(edition=2))


def test_goals_are_not_imposed_before_their_day() -> None:
    march.at("2010-03-22T23:59:59").when(ben, imposing).then_refused(TooEarly, day="2010-03-23")


def test_the_first_evaluator_does_not_impose() -> None:
    late.when(ada, imposing).then_refused(NotYourTask, owner=ben)


def test_what_is_in_force_is_not_imposed_over() -> None:
    late.given(offered(), signed).when(ben, imposing).then_refused(AgreementInForce, person=mina)


def test_imposed_goals_are_confirmed_indicators() -> None:
    odd = imposing.model_copy(update={"indicators": ("X-1",)})
    late.when(ben, odd).then_refused(NotInOwnPlan, indicators="X-1")


def test_what_is_imposed_is_in_force() -> None:
    late.given(imposed()).when(mina, offering("less")).then_refused(AgreementInForce, person=mina)


# Amended by both, within the window

april = spec.given(office, confirmed_plan, offered("g", "P-01"), phase_open(TALKS)).at("2010-04-05")
in_window = {**about, "phase": "talks"}
in_force = april.given(AgreementSigned(**about, evaluator=ada, edition=1, definitions=sealed))
amending = OfferAgreement(**in_window, goals="more", indicators=("P-01",))
amendment = AgreementOffered(**in_window, goals="more", indicators=("P-01",), edition=2)
accepted = AgreementSigned(**in_window, evaluator=ada, edition=2, definitions=sealed)


def test_reg_9_an_agreement_in_force_is_amended_by_both() -> None:
    in_force.when(mina, amending).then(amendment)
    in_force.given(amendment).when(ada, SignAgreement(**in_window, edition=2)).then(accepted)


def test_reg_9_one_alone_amends_nothing() -> None:
    in_force.when(ada, amending).then_refused(NotYourTask, owner=mina)
    in_force.when(ada, SignAgreement(**in_window, edition=2)).then_refused(OtherEdition, current=1, given=2)


def test_reg_9_the_window_of_amendments_closes() -> None:
    closed = PhaseClosed(year=YEAR, body=KIPO, phase="talks", early=False, missed=0)
    in_force.at("2010-04-21").given(closed).when(mina, amending).then_refused(PhaseIsClosed)


# Rebased on the plan


def amended_plan(*codes: str) -> Any:
    indicators = tuple(frozen(code, "100", PROMOTION).model_copy(update={"definition": "6" * 64}) for code in codes)
    return plan_confirmed.model_copy(update={"indicators": indicators})


rebasing = RebaseAgreement(**in_window)


def test_an_agreement_follows_a_changed_definition() -> None:
    rebased = AgreementRebased(**in_window, edition=2, definitions={"P-01": "6" * 64}, dropped=())
    in_force.given(amended_plan("P-01")).when(ada, rebasing).then_once(rebased, again=NothingToRebase)


def test_an_agreement_drops_what_the_plan_dropped() -> None:
    rebased = AgreementRebased(**in_window, edition=2, definitions={}, dropped=("P-01",))
    in_force.given(amended_plan("I-01")).when(ada, rebasing).then_once(rebased, again=NothingToRebase)


def test_a_plan_that_did_not_change_rebases_nothing() -> None:
    in_force.when(ada, rebasing).then_refused(NothingToRebase, person=mina)
    assert SEAL not in sealed.values()


def test_only_what_is_in_force_is_rebased() -> None:
    april.when(ada, rebasing).then_refused(NothingInForce, person=mina)


# Split at a transfer

move: dict[str, Any] = {"from_unit": PROMOTION, "to_unit": EXAMINATION, "day": date(2010, 4, 5)}
moved = in_force.given(PersonTransferred(person=mina, body=KIPO, **move))
splitting = SplitAgreement(year=YEAR, body=KIPO, person=mina, day=date(2010, 4, 5))
split = AgreementSplit(year=YEAR, body=KIPO, person=mina, **move, edition=1)


def test_a_transfer_splits_the_agreement() -> None:
    moved.when(hr, splitting).then(split)


def test_the_successor_is_signed_by_the_new_evaluator() -> None:
    there = moved.given(split, assigned(mina, first=tae, unit=EXAMINATION))
    there.when(mina, amending).then(amendment)
    offered_there = there.given(amendment)
    offered_there.when(ada, SignAgreement(**in_window, edition=2)).then_refused(NotYourTask, owner=tae)
    offered_there.when(tae, SignAgreement(**in_window, edition=2)).then(accepted.model_copy(update={"evaluator": tae}))


def test_no_agreement_is_split_without_a_transfer_that_day() -> None:
    in_force.when(hr, splitting).then_refused(NoTransferThen, day="2010-04-05")


def test_only_the_personnel_office_splits() -> None:
    moved.when(ada, splitting).then_refused(NotAllowed, role="hr")


def test_only_what_is_in_force_is_split() -> None:
    april.given(PersonTransferred(person=mina, body=KIPO, **move)).when(hr, splitting).then_refused(NothingInForce)


def test_s1_85_a_head_answers_for_the_whole_scorecard_of_his_unit() -> None:
    nothing = offering("lead well", person=ada)
    march.when(ada, nothing).then_refused(HeadsScorecard, unit=PROMOTION, indicators="P-01")
    (event,) = march.when(ada, offering("lead well", "P-01", person=ada)).events()
    assert isinstance(event, AgreementOffered)
