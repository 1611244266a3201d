"""Bonus points: mileage and special points add up, below one common cap, until the books close."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.cycle import CycleClosed
from domain.mileage import (
    AccountSettled,
    BonusCapReached,
    BonusKind,
    BooksClosed,
    CreditMileage,
    GrantSpecialPoints,
    MileageCredited,
    MileageReversed,
    NotHeld,
    OwnAccount,
    ReverseMileage,
    SpecialPointsGranted,
)
from domain.phase_facts import PhaseClosed
from domain.refusals import CycleNotOpen, NotAllowed, UnknownPerson
from tests.support.office import KIPO, RULES, YEAR, ada, board, bodies, holds, mina, office, opened_cycle, tae
from tests.support.spec import spec

about: dict[str, Any] = {"year": YEAR, "body": KIPO, "person": mina, "ground": "a new idea"}
july = spec.given(office).at("2010-07-01")


def credit(points: str, **changes: Any) -> CreditMileage:
    return CreditMileage(**{**about, **changes}, points=Decimal(points))


def credited(points: str) -> MileageCredited:
    return MileageCredited(**about, points=Decimal(points))


def special(points: str) -> SpecialPointsGranted:
    return SpecialPointsGranted(**about, points=Decimal(points))


def test_the_board_credits_mileage_and_each_credit_adds_up() -> None:
    july.when(board, credit("0.2")).then_each_time(credited("0.2"))


def test_the_board_grants_special_points() -> None:
    july.when(board, GrantSpecialPoints(**about, points=Decimal(1))).then_each_time(special("1"))


def test_the_cap_itself_can_be_reached() -> None:
    assert july.given(credited("3"), special("1.5")).when(board, credit("0.5")).events() == [credited("0.5")]


@pytest.mark.parametrize("points", ["0.51", "5", "100"])
def test_mileage_and_special_points_share_one_cap(points: str) -> None:
    held = july.given(credited("3"), special("1.5"))
    held.when(board, credit(points)).then_refused(BonusCapReached, person=mina, cap="5", left="0.5")


def reverse(points: str, kind: BonusKind = "mileage") -> ReverseMileage:
    return ReverseMileage(**about, kind=kind, points=Decimal(points))


def reversed_(points: str, kind: BonusKind = "mileage") -> MileageReversed:
    return MileageReversed(**about, kind=kind, points=Decimal(points))


def test_points_are_taken_back_by_a_fact_of_their_own() -> None:
    july.given(credited("3")).when(board, reverse("1")).then_each_time(reversed_("1"))


@pytest.mark.parametrize(("kind", "held"), [("mileage", "2.5"), ("special", "1")])
def test_no_more_is_taken_back_than_was_given(kind: BonusKind, held: str) -> None:
    given = july.given(credited("3"), reversed_("0.5"), special("1"))
    given.when(board, reverse("2.51", kind)).then_refused(NotHeld, kind=kind, held=held, given="2.51")


def test_all_that_was_given_can_be_taken_back() -> None:
    given = july.given(credited("3"), reversed_("0.5"))
    assert given.when(board, reverse("2.5")).events() == [reversed_("2.5")]


def test_what_is_taken_back_can_be_given_again() -> None:
    full = july.given(credited("3"), special("2"))
    full.when(board, credit("1")).then_refused(BonusCapReached, left="0")
    assert full.given(reversed_("1", "special")).when(board, credit("1")).events() == [credited("1")]


def test_nobody_else_gives_points() -> None:
    july.when(ada, credit("1")).then_refused(NotAllowed, role="mileage-board")


def test_who_is_not_evaluated_gets_no_points() -> None:
    july.when(board, credit("1", person=tae)).then_refused(UnknownPerson, person=tae)


def test_a_body_gives_points_to_its_own_people_only() -> None:
    elsewhere = july.given(holds(board, "mileage-board", "OTHER"))
    elsewhere.when(board, credit("1", body="OTHER")).then_refused(UnknownPerson)


def test_sod_04_a_member_of_the_board_gives_himself_no_points() -> None:
    july.given(holds(mina, "mileage-board")).when(mina, credit("1")).then_refused(OwnAccount, person=mina)


def test_nothing_changes_once_all_that_totals_rest_on_is_over() -> None:
    over = july.given(credited("3"), PhaseClosed(year=YEAR, body=KIPO, phase="final", early=False, missed=0))
    for late in (credit("1"), GrantSpecialPoints(**about, points=Decimal(1)), reverse("1")):
        over.when(board, late).then_refused(AccountSettled, person=mina, year=YEAR)


def test_points_are_given_as_long_as_one_phase_that_totals_rest_on_goes_on() -> None:
    rests_on = RULES.grading.model_copy(update={"rests_on": ("talks", "final")})
    rules = RULES.model_copy(update={"grading": rests_on})
    named = [opened_cycle(rules) if one == opened_cycle() else one for one in office]
    talked = PhaseClosed(year=YEAR, body=KIPO, phase="talks", early=False, missed=0)
    spec.given(named, talked).at("2010-07-01").when(board, credit("1")).then_each_time(credited("1"))


def test_nothing_is_credited_to_a_closed_year() -> None:
    july.given(CycleClosed(year=YEAR)).when(board, credit("1")).then_refused(BooksClosed, year=YEAR)


def test_nothing_is_credited_to_a_year_that_is_not_open() -> None:
    spec.given(bodies).when(board, credit("1")).then_refused(CycleNotOpen)
