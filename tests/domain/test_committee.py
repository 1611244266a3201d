"""Committees: their numbers, civilians, terms, chairs, and who may say so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.committee import COMMITTEE
from domain.committee_commands import (
    AppointMember,
    ConstituteCommittee,
    DesignateChairs,
    DismissMember,
    RenewMemberTerm,
)
from domain.committee_facts import ChairsDesignated, Member, MemberAppointed, MemberDismissed, MemberTermRenewed
from domain.committee_refusals import (
    CommitteeConstitutedBefore,
    CommitteeElsewhere,
    MayNotAppoint,
    NoMoreRenewals,
    NotACivilian,
    NotACommittee,
    NotAGround,
    NotInOffice,
    SeatTakenTwice,
    TermOutOfTurn,
    TooFewCivilians,
    TooFewMembers,
    TooManyMembers,
    UnknownCommitteeKind,
    WrongChairs,
)
from domain.committee_rules import CommitteeRule
from domain.messages import Event
from domain.person_service import PersonTransferred
from domain.refusals import NotRegistered
from tests.support.committees import (
    COMMITTEES,
    GPEC,
    SEC,
    both,
    civilians,
    constituted,
    constituting,
    constituting_own,
    fifteen,
    government,
    gpec,
    insiders,
    officials,
    outsiders,
    pm,
    seats,
)
from tests.support.office import KIPO, PMO, ada, gyu, hana, jun, label, planner
from tests.support.spec import Given, spec

before = spec.given(government)


def chosen(prefix: str, number: int) -> tuple[str, ...]:
    return tuple(f"{prefix}{n}" for n in range(1, number + 1))


def test_the_government_s_committee_is_constituted_with_members_terms_and_chairs() -> None:
    before.when(gyu, constituting()).then(*constituted(constituting(), gyu))


def test_constituting_it_again_with_other_content_is_refused() -> None:
    changed = constituting(short="위원이 모자람")
    spec.given(gpec).when(gyu, changed).then_refused(CommitteeConstitutedBefore, committee=GPEC)


def test_fifteen_are_the_most() -> None:
    sixteen = constituting(members=seats((*civilians, "c10"), officials))
    before.when(gyu, sixteen).then_refused(TooManyMembers, members=16, most=15)


@pytest.mark.parametrize(
    ("civil", "official", "refusal", "told"),
    [
        (7, 2, TooFewMembers, {"members": 9, "least": 10}),
        (6, 3, TooFewMembers, {"members": 9}),
        (28, 3, TooManyMembers, {"members": 31, "most": 30}),
        (7, 4, TooFewCivilians, {"members": 11, "civilians": 7, "needed": 8}),
    ],
    ids=["a tenth member is missing", "as before", "more than thirty", "too few civilians"],
)
def test_a_self_evaluation_committee_with_wrong_numbers_is_refused(
    civil: int, official: int, refusal: type[Any], told: dict[str, object]
) -> None:
    command = constituting_own(members=seats(chosen("k", civil), (*insiders, jun)[:official]))
    before.when(hana, command).then_refused(refusal, **told)


@pytest.mark.parametrize(("civil", "official"), [(7, 3), (30, 0), (8, 4)], ids=["ten", "thirty", "exactly two thirds"])
def test_a_self_evaluation_committee_at_its_bounds_stands(civil: int, official: int) -> None:
    command = constituting_own(members=seats(chosen("k", civil), (*insiders, jun)[:official]))
    before.when(hana, command).then(*constituted(command, hana))


@pytest.mark.parametrize("members", [24, 23])
def test_golden_the_39_committees_of_2010_are_all_valid(members: int) -> None:
    rule = COMMITTEES.kinds["self-evaluation"]
    assert rule.least <= members <= rule.most
    assert rule.civilians.at_least(members) == 16


def test_golden_they_are_920_people() -> None:
    assert 23 * 24 + 16 * 23 == 920


def short_committee(members: int, reason: str | None) -> ConstituteCommittee:
    people = (ada, "ben", "tae", jun, "mina")[:members]
    kind = {"committee": "pec", "kind": "performance-evaluation", "chairs": (ada,), "members": seats((), people)}
    return constituting_own(**{**kind, "short": reason})


def test_a_performance_evaluation_committee_has_five() -> None:
    before.when(hana, short_committee(5, None)).then(*constituted(short_committee(5, None), hana))
    before.when(hana, short_committee(4, None)).then_refused(TooFewMembers, members=4, least=5)


def test_it_has_two_where_there_are_not_enough_for_a_recorded_reason() -> None:
    two = short_committee(2, "과의 인원이 적음")
    before.when(hana, two).then(*constituted(two, hana))
    before.when(hana, short_committee(1, "과의 인원이 적음")).then_refused(TooFewMembers, members=1, least=2)


def test_where_the_kind_knows_no_exception_a_reason_helps_nothing() -> None:
    command = constituting_own(members=seats(chosen("k", 7), insiders[:2]), short="위원이 모자람")
    before.when(hana, command).then_refused(TooFewMembers, least=10)


def test_a_kind_is_one_of_the_year_s_rules() -> None:
    before.when(gyu, constituting(kind="jury")).then_refused(UnknownCommitteeKind, kind="jury")


@pytest.mark.parametrize("body", [KIPO, "MOE"])
def test_the_government_s_committee_stands_in_the_government(body: str) -> None:
    before.when(gyu, constituting(body=body)).then_refused(CommitteeElsewhere, body=body, known=PMO)


def test_a_committee_of_a_body_stands_in_one_of_the_year() -> None:
    before.when(hana, constituting_own(body="MOE")).then_refused(CommitteeElsewhere, body="MOE")


@pytest.mark.parametrize("actor", [hana, ada, "c1"])
def test_only_the_office_of_the_rules_constitutes_the_government_s(actor: str) -> None:
    before.when(actor, constituting()).then_refused(MayNotAppoint, actor=actor)


@pytest.mark.parametrize("actor", [gyu, planner, ada])
def test_only_the_head_of_the_ministry_constitutes_its_own(actor: str) -> None:
    before.when(actor, constituting_own()).then_refused(MayNotAppoint, appoints="body-head")


def test_the_engine_may_carry_an_appointment_over_but_not_for_a_head() -> None:
    before.when_the_clock(constituting()).then(*constituted(constituting(), "system"))
    before.when_the_clock(constituting_own()).then_refused(MayNotAppoint)


def test_who_holds_a_post_is_no_civilian() -> None:
    sly = constituting_own(members=seats((*outsiders, ada), ("ben", "tae")))
    before.when(hana, sly).then_refused(NotACivilian, person=ada, body=KIPO)


def test_who_has_left_his_post_is_a_civilian() -> None:
    left = PersonTransferred(person=ada, body=KIPO, from_unit="PROMO", to_unit=None, day=date(2009, 3, 1))
    command = constituting_own(members=seats((*outsiders, ada), ("ben", "tae")))
    before.given(left).when(hana, command).then(*constituted(command, hana))


def test_an_official_is_registered_for_his_posts_are_what_recusal_is_computed_from() -> None:
    command = constituting_own(members=seats(outsiders, ("ada", "ben", "nobody")))
    before.when(hana, command).then_refused(NotRegistered, person="nobody")


def test_nobody_has_two_seats() -> None:
    command = constituting_own(members=seats((*outsiders, "k1"), insiders))
    before.when(hana, command).then_refused(SeatTakenTwice, person="k1")


@pytest.mark.parametrize(
    ("chairs", "substitute"),
    [(("c1",), None), ((pm, hana), None), ((pm, "c1", "c2"), None), ((pm, pm), None), ((pm, "c1"), pm)],
    ids=["one too few", "no civilian", "one too many", "one twice", "a chair as his own substitute"],
)
def test_the_government_s_committee_has_two_chairs_one_of_them_a_civilian(
    chairs: tuple[str, ...], substitute: str | None
) -> None:
    command = constituting(chairs=chairs, substitute=substitute)
    before.when(gyu, command).then_refused(WrongChairs, needed=2, civilians=1)


def test_the_chair_of_a_self_evaluation_committee_is_a_civilian() -> None:
    before.when(hana, constituting_own(chairs=(ada,))).then_refused(WrongChairs)


def test_a_chair_is_a_member() -> None:
    before.when(gyu, constituting(chairs=(pm, "nobody"))).then_refused(NotInOffice, person="nobody")


# terms


whole = spec.given(both).at("2010-06-01")


def member(facts: Given, person: str) -> Member:
    return COMMITTEE.fold([it for it in facts.events if getattr(it, "committee", "") == GPEC]).members[person]


def test_a_term_ends_by_its_day_without_an_event() -> None:
    c1 = member(spec.given(gpec), "c1")
    assert c1.until == date(2012, 1, 3)
    assert [c1.is_in_office(day) for day in (date(2010, 1, 3), date(2010, 1, 4))] == [False, True]
    assert [c1.is_in_office(day) for day in (date(2012, 1, 3), date(2012, 1, 4))] == [True, False]


def test_an_official_sits_as_long_as_his_office_lasts() -> None:
    assert member(spec.given(gpec), pm).until is None


def renewed(term: int = 2, until: date = date(2014, 1, 3)) -> MemberTermRenewed:
    return MemberTermRenewed(committee=GPEC, person="c1", term=term, until=until, by=gyu)


def renewing(term: int = 2, person: str = "c1") -> RenewMemberTerm:
    return RenewMemberTerm(committee=GPEC, person=person, term=term)


def test_a_term_is_renewed_once() -> None:
    whole.when(gyu, renewing()).then(renewed())
    whole.given(renewed()).when(gyu, renewing(3)).then_refused(NoMoreRenewals, renewals=1)


def test_terms_follow_each_other() -> None:
    whole.when(gyu, renewing(3)).then_refused(TermOutOfTurn, current=1, given=3)


def test_a_seat_without_a_term_is_not_renewed() -> None:
    whole.when(gyu, renewing(person=pm)).then_refused(TermOutOfTurn, person=pm)


def test_a_term_that_is_over_is_not_renewed() -> None:
    spec.given(gpec).at("2012-01-04").when(gyu, renewing()).then_refused(NotInOffice, person="c1")


def test_only_who_appoints_renews() -> None:
    whole.when("c1", renewing()).then_refused(MayNotAppoint)


# appointment and dismissal


def dismissing(person: str = "c9", ground: str = "own-wish") -> DismissMember:
    return DismissMember(committee=GPEC, person=person, ground=ground)


dismissed = MemberDismissed(committee=GPEC, person="c9", ground="own-wish", on=date(2010, 6, 1), by=gyu)


def test_a_member_is_dismissed_on_a_ground_of_the_rule() -> None:
    whole.when(gyu, dismissing()).then(dismissed)
    assert not member(whole.given(dismissed), "c9").is_in_office(date(2010, 6, 1))
    assert member(whole.given(dismissed), "c9").is_in_office(date(2010, 5, 31))


def test_disagreement_is_no_ground() -> None:
    whole.when(gyu, dismissing(ground="disagreed")).then_refused(NotAGround, ground="disagreed")


def test_who_is_no_member_is_not_dismissed() -> None:
    whole.when(gyu, dismissing("nobody")).then_refused(NotInOffice, person="nobody")


def appointing(person: str, *, civilian: bool = True, since: date = date(2010, 6, 1)) -> AppointMember:
    return AppointMember(committee=GPEC, person=person, civilian=civilian, since=since)


def appointed(person: str, since: date, until: date | None) -> MemberAppointed:
    return MemberAppointed(committee=GPEC, person=person, civilian=True, since=since, until=until, by=gyu)


def test_a_successor_is_appointed_for_a_term_of_his_own() -> None:
    new = appointed("c10", date(2010, 6, 1), date(2012, 5, 31))
    whole.given(dismissed).when(gyu, appointing("c10")).then(new)


def test_a_sixteenth_is_not_appointed() -> None:
    whole.when(gyu, appointing("c10")).then_refused(TooManyMembers, members=16)


def test_a_member_in_office_is_not_appointed_again() -> None:
    whole.when(gyu, appointing("c1")).then_refused(SeatTakenTwice, person="c1")


def test_appointing_anew_does_not_get_around_the_limit_of_renewals() -> None:
    over = spec.given(gpec, renewed()).at("2014-02-01")
    over.when(gyu, appointing("c1", since=date(2014, 2, 1))).then_refused(NoMoreRenewals, person="c1")


def test_after_one_term_a_member_may_come_back_for_the_second() -> None:
    back = appointed("c1", date(2012, 2, 1), date(2014, 1, 31))
    facts = spec.given(gpec).at("2012-02-01")
    facts.when(gyu, appointing("c1", since=date(2012, 2, 1))).then(back)
    assert member(facts.given(back), "c1").term == 2


def own_seat(person: str, *, civilian: bool) -> AppointMember:
    return AppointMember(committee=SEC, person=person, civilian=civilian, since=date(2010, 6, 1))


def test_another_official_may_not_take_the_civilians_below_two_thirds() -> None:
    whole.when(hana, own_seat(jun, civilian=False)).then_refused(TooFewCivilians, members=11, needed=8)


def test_a_civilian_can_always_join() -> None:
    joined = MemberAppointed(
        committee=SEC, person="k8", civilian=True, since=date(2010, 6, 1), until=date(2012, 5, 31), by=hana
    )
    whole.when(hana, own_seat("k8", civilian=True)).then(joined)


def test_what_was_never_constituted_has_no_members() -> None:
    before.when(gyu, appointing("c1")).then_refused(NotACommittee, committee=GPEC)


# chairs


def designating(*chairs: str, substitute: str | None = None) -> DesignateChairs:
    return DesignateChairs(committee=GPEC, chairs=chairs, substitute=substitute)


def test_chairs_and_a_substitute_are_designated() -> None:
    new = ChairsDesignated(committee=GPEC, chairs=(pm, "c2"), substitute="c3", by=gyu)
    whole.when(gyu, designating(pm, "c2", substitute="c3")).then(new)
    whole.when(gyu, designating(pm, "c1")).then_nothing()


def test_a_chair_who_was_dismissed_is_none() -> None:
    whole.given(dismissed).when(gyu, designating(pm, "c9")).then_refused(NotInOffice, person="c9")


@pytest.mark.parametrize(
    "wrong",
    [{"least": 20}, {"least_if_short": 12}, {"civilian_chairs": 2}, {"chairs": 20}],
    ids=["least above most", "short above least", "more civilian chairs than chairs", "more chairs than members"],
)
def test_a_kind_holds_together(wrong: dict[str, int]) -> None:
    base = {"name": label("a"), "level": "body", "appoints": "body-head", "keeps": "role:hr", "decides": ()}
    CommitteeRule.model_validate({**base, "least": 10, "most": 15})
    with pytest.raises(ValidationError):
        CommitteeRule.model_validate({**base, "least": 10, "most": 15, **wrong})


def test_all_fifteen_are_in_office() -> None:
    events: list[Event] = [it for it in gpec if getattr(it, "committee", "") == GPEC]
    assert set(COMMITTEE.fold(events).in_office(date(2010, 6, 1))) == set(fifteen)
