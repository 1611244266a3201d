"""Recusal is computed: from posts, heads, relations and contracts, within the periods of the rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.calendar import months_after
from domain.committee_rules import RecusalRules
from domain.headship import ActingHeadAppointed, HeadAppointed
from domain.interests import (
    DeclareInterest,
    EndInterest,
    InterestDeclared,
    InterestEnded,
    InterestKind,
    InterestShortened,
    InterestTaken,
    NoSuchInterest,
)
from domain.messages import Event
from domain.person_service import PersonTransferred
from domain.recusal import DEFAULT, About, Conflict, about_of, conflicts
from domain.refusals import NotAllowed
from domain.relation import RelationDeclared
from tests.support.committees import MOSF, both, pm
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    KIPO,
    PMO,
    PROMOTION,
    ada,
    assigned,
    ben,
    gyu,
    hana,
    holds,
    jun,
    mina,
    planner,
    tae,
)
from tests.support.spec import PureFacts, by_stream, moment, spec

DAY = date(2010, 12, 20)
KINDS: list[InterestKind] = ["research-contract", "advisory-fee", "litigation", "shares"]


def found(person: str, about: About, *events: Event, rules: RecusalRules = DEFAULT) -> list[str]:
    facts = PureFacts(by_stream([*both, *events]), moment("2010-12-20"), person)
    return [it.ground for it in conflicts(facts, person, about, rules, DAY)]


def declared(
    kind: InterestKind = "research-contract",
    until: date | None = None,
    since: date = date(2000, 1, 1),
    person: str = "c1",
    unit: str | None = None,
    other: str | None = None,
    body: str = KIPO,
) -> InterestDeclared:
    said = {"interest": "I-1", "kind": kind, "body": body, "unit": unit, "other": other, "note": None}
    return InterestDeclared.model_validate({"person": person, **said, "since": since, "until": until, "by": person})


def test_who_has_nothing_to_do_with_it_may_take_part() -> None:
    assert found("c1", About(KIPO)) == []
    assert found("o1", About(KIPO)) == []


# posts and heads


def test_sod_06_an_official_takes_no_part_in_an_item_of_his_own_ministry() -> None:
    assert found("o1", About(MOSF)) == ["post"]


def test_sod_06_the_head_of_the_prime_minister_s_office_takes_no_part_in_its_item() -> None:
    assert found(pm, About(PMO)) == ["head", "post"]


def test_an_item_of_a_unit_is_one_of_its_ministry_too() -> None:
    assert found("o1", About(MOSF, "HQ")) == ["post"]
    assert found(hana, About(KIPO, EXAMINATION)) == ["head", "post"]


def test_in_a_ministry_s_own_committee_a_post_ties_to_one_s_own_unit_only() -> None:
    assert found(tae, About(KIPO, PROMOTION, own=KIPO)) == []
    assert found(tae, About(KIPO, EXAMINATION, own=KIPO)) == ["head", "post"]
    assert found(tae, About(KIPO, own=KIPO)) == []


def test_the_head_of_a_bureau_takes_no_part_in_what_stands_below_it() -> None:
    assert found(ben, About(KIPO, PROMOTION, own=KIPO)) == ["head"]


def test_the_ministry_s_head_takes_part_in_nothing_about_it() -> None:
    assert found(hana, About(KIPO, own=KIPO)) == ["head"]


def left(day: date) -> PersonTransferred:
    return PersonTransferred(person="c1", body=KIPO, from_unit=PROMOTION, to_unit=None, day=day)


@pytest.mark.parametrize(
    ("day", "grounds"),
    [(date(2007, 12, 20), ["post"]), (date(2007, 12, 19), []), (date(2010, 12, 19), ["post"])],
    ids=["three years ago to the day", "a day more", "yesterday"],
)
def test_a_post_that_was_left_ties_for_three_years(day: date, grounds: list[str]) -> None:
    assert found("c1", About(KIPO), left(day)) == grounds
    assert found("c1", About(MOSF), left(day)) == []


def test_sod_04_a_body_he_headed_ties_for_24_months() -> None:
    assert found("c1", About(KIPO), declared("headed", date(2008, 12, 20))) == ["headed"]
    assert found("c1", About(KIPO), declared("headed", date(2008, 12, 19))) == []


def headed(person: str, day: date) -> HeadAppointed:
    return HeadAppointed(body=KIPO, unit=None, person=person, day=day)


@pytest.mark.parametrize(
    ("day", "grounds"),
    [(date(2008, 12, 21), ["headed"]), (date(2008, 12, 20), [])],
    ids=["not yet 24 months ago", "24 months ago"],
)
def test_sod_04_who_headed_it_by_the_log_is_tied_for_24_months(day: date, grounds: list[str]) -> None:
    assert found("c1", About(KIPO), headed("c1", date(2005, 1, 1)), headed(hana, day)) == grounds


def test_sod_12_who_acts_for_a_head_is_tied_like_one() -> None:
    acting = {"body": KIPO, "unit": None, "head": hana, "person": "c1", "reason": "출장", "by": "olga"}
    days = {"begins": date(2010, 12, 1), "ends": date(2010, 12, 31)}
    assert found("c1", About(KIPO), ActingHeadAppointed.model_validate({**acting, **days})) == ["head"]


# interests


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("until", "tied"),
    [(None, True), (date(2007, 12, 20), True), (date(2007, 12, 19), False)],
    ids=["it lasts", "ended three years ago to the day", "ended a day earlier"],
)
def test_sod_07_an_interest_ties_for_three_years(kind: InterestKind, until: date | None, *, tied: bool) -> None:
    assert found("c1", About(KIPO), declared(kind, until)) == ([kind] if tied else [])


def test_an_interest_in_another_ministry_ties_to_nothing_here() -> None:
    assert found("c1", About(KIPO), declared(body=MOSF)) == []


def test_an_interest_in_one_unit_ties_to_it_and_to_the_whole() -> None:
    here = declared(unit=PROMOTION)
    assert found("c1", About(KIPO, PROMOTION), here) == ["research-contract"]
    assert found("c1", About(KIPO), here) == ["research-contract"]
    assert found("c1", About(KIPO, EXAMINATION), here) == []


def test_an_interest_that_begins_later_does_not_tie_yet() -> None:
    assert found("c1", About(KIPO), declared(since=date(2010, 12, 21))) == []
    assert found("c1", About(KIPO), declared(since=DAY)) == ["research-contract"]


def test_how_long_is_data_of_the_rules() -> None:
    five_years = RecusalRules(interest_months=60)
    assert found("c1", About(KIPO), declared(until=date(2006, 6, 1)), rules=five_years) == ["research-contract"]


@given(months=st.integers(0, 120), days=st.integers(-400, 400))
def test_an_interest_ties_exactly_as_long_as_the_rules_say(months: int, days: int) -> None:
    edge = months_after(DAY, -months)
    until = min(edge + timedelta(days=days), DAY)
    tied = found("c1", About(KIPO), declared(until=until), rules=RecusalRules(interest_months=months))
    assert bool(tied) == (until >= edge)


# people


def test_nobody_takes_part_in_an_item_about_himself_nor_his_superior() -> None:
    facts = assigned(mina, first=ada)
    assert found(mina, About(KIPO, person=mina, own=KIPO), facts) == ["self"]
    assert found(ada, About(KIPO, person=mina, own=KIPO), facts) == ["direct-superior"]
    assert found(tae, About(KIPO, person=mina, own=KIPO), facts) == []


def test_in_a_ministry_s_own_committee_a_post_ties_to_nobody_of_the_same_unit() -> None:
    assert found(jun, About(KIPO, PROMOTION, person=mina, own=KIPO)) == []
    assert found(jun, About(KIPO, PROMOTION, own=KIPO)) == ["post"]


@pytest.mark.parametrize(("one", "other"), [("c1", mina), (mina, "c1")], ids=["his own word", "the other's word"])
def test_a_relation_counts_both_ways(one: str, other: str) -> None:
    related = declared("relation", person=one, other=other)
    assert found("c1", About(KIPO, person=mina), related) == ["relation"]


def test_a_declared_relative_takes_no_part_about_him_nor_in_what_he_heads() -> None:
    kin = {"body": KIPO, "other": "c1", "kind": "spouse", "degree": None, "by": hana}
    of_hana = RelationDeclared.model_validate({**kin, "person": hana})
    assert found("c1", About(KIPO, person=hana), of_hana) == ["relation"]
    assert found("c1", About(KIPO), of_hana) == ["relation"]
    assert found("c1", About(MOSF), of_hana) == []


def test_a_relative_of_the_head_takes_no_part_in_the_ministry_s_item() -> None:
    related = declared("relation", person="c1", other=hana)
    assert found("c1", About(KIPO), related) == ["relation"]
    assert found("c1", About(MOSF), related) == []


def test_a_relative_of_a_unit_s_head_takes_no_part_in_the_unit_s_item() -> None:
    related = declared("relation", person="c1", other=ada)
    assert found("c1", About(KIPO, PROMOTION), related) == ["relation"]
    assert found("c1", About(KIPO, EXAMINATION), related) == []


def test_a_conflict_names_what_the_log_says_it_by() -> None:
    facts = PureFacts(by_stream([*both, declared()]), moment("2010-12-20"), "c1")
    assert conflicts(facts, "c1", About(KIPO)) == (Conflict("research-contract", "I-1"),)


@pytest.mark.parametrize(
    ("text", "about"),
    [("2010", About(None)), (KIPO, About(KIPO)), (f"{KIPO}/{BUREAU}", About(KIPO, BUREAU))],
)
def test_a_year_is_no_body(text: str, about: About) -> None:
    assert about_of(text) == about
    assert about_of(text, mina, KIPO) == About(about.body, about.unit, mina, KIPO)


# declaring


def declaring(person: str = "c1", **other: object) -> DeclareInterest:
    said = {"person": person, "interest": "I-1", "kind": "research-contract", "body": KIPO, "since": "2000-01-01"}
    return DeclareInterest.model_validate({**said, **other})


here = spec.given(both).at("2010-12-20")


def test_a_member_declares_his_interest() -> None:
    here.when("c1", declaring()).then(declared())


@pytest.mark.parametrize("officer", [gyu, planner])
def test_the_office_that_finds_a_contract_may_declare_it(officer: str) -> None:
    facts = here.given(holds(gyu, "evaluation-office", KIPO))
    facts.when(officer, declaring()).then(declared().model_copy(update={"by": officer}))


def test_nobody_else_declares_for_another() -> None:
    here.when("c2", declaring()).then_refused(NotAllowed, actor="c2")


def test_what_was_declared_does_not_change() -> None:
    here.given(declared()).when("c1", declaring(kind="shares")).then_refused(InterestTaken, interest="I-1")


def ending(until: date) -> EndInterest:
    return EndInterest(person="c1", interest="I-1", until=until)


def test_an_interest_ends_today_or_later() -> None:
    ended = InterestEnded(person="c1", interest="I-1", until=date(2010, 12, 20), by="c1")
    lasting = here.at("2010-12-20T12:00").given(declared())
    lasting.when("c1", ending(date(2010, 12, 20))).then(ended)
    lasting.when("c1", ending(date(2010, 12, 19))).then_refused(InterestShortened, until="2010-12-19")


def test_nobody_ends_what_the_office_declared_of_him() -> None:
    told = here.at("2010-12-20T12:00").given(declared().model_copy(update={"by": gyu}))
    told.when("c1", ending(date(2010, 12, 20))).then_refused(NotAllowed)


def test_what_has_ended_does_not_end_again() -> None:
    over = here.given(declared(until=date(2010, 1, 1)))
    over.when("c1", ending(date(2010, 12, 31))).then_refused(NoSuchInterest)
    here.when("c1", ending(date(2010, 12, 31))).then_refused(NoSuchInterest, interest="I-1")


def test_nobody_ends_another_s_interest() -> None:
    here.given(declared()).when("c2", ending(date(2010, 12, 31))).then_refused(NotAllowed)


@pytest.mark.parametrize(
    "wrong",
    [{"until": "1999-12-31"}, {"kind": "relation"}, {"other": "ada"}],
    ids=["ends first", "to whom", "no relation"],
)
def test_an_interest_holds_together(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        declaring(**wrong)
