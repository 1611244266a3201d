"""A sitting before it begins: the call, the agenda, its papers, and who takes no part (DEC 6, ACT 10)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.committee_facts import MemberDismissed
from domain.committee_refusals import NotACommittee, NotInOffice, TooFewMembers
from domain.deliberation_commands import ChallengeMember, ReadPaper, RecuseOneself
from domain.deliberation_facts import ItemDeferred, PaperRead, SessionEnded
from domain.deliberation_recusals import ChallengeRaised, RecusalEntered
from domain.deliberation_refusals import (
    ItemOutOfTurn,
    ItemTabledBefore,
    MayNotConvene,
    NoSuchItem,
    NoSuchPaper,
    NoSuchSession,
    NotCompetent,
    NoticeOfSessionTooShort,
    SessionConvenedBefore,
    SessionIsOver,
    SessionOutOfOrder,
)
from domain.deliberation_vote_refusals import IsRecused, NoChallenge, NotAParty
from domain.interests import InterestDeclared
from tests.support.committees import (
    GPEC,
    MOSF,
    PAPER,
    SEC,
    both,
    called,
    cast,
    constituted,
    constituting_own,
    convened,
    convening,
    eight_of_fifteen,
    government,
    outsiders,
    pm,
    seats,
    tabled,
    tabling,
)
from tests.support.office import EXAMINATION, KIPO, PMO, PROMOTION, ada, gyu, hana, planner
from tests.support.spec import spec

ready = spec.given(both).at("2010-12-13")

# the call


def test_a_session_is_called_seven_days_before() -> None:
    ready.when(gyu, convening()).then(convened())


def test_golden_six_days_notice_is_refused() -> None:
    late = spec.given(both).at("2010-12-14")
    late.when(gyu, convening()).then_refused(NoticeOfSessionTooShort, given=6, needed=7, earliest="2010-12-21")


def test_golden_six_days_notice_will_do_when_it_is_urgent() -> None:
    urgent = convened(called=date(2010, 12, 14), urgent="시한이 임박함")
    spec.given(both).at("2010-12-14").when(gyu, convening(urgent="시한이 임박함")).then(urgent)


def test_nothing_is_so_urgent_that_it_was_yesterday() -> None:
    facts = spec.given(both).at("2010-12-21")
    facts.when(gyu, convening(urgent="시한이 임박함")).then_refused(NoticeOfSessionTooShort, given=-1)


@pytest.mark.parametrize("actor", ["c2", hana, planner])
def test_only_a_chair_or_the_office_calls_a_session(actor: str) -> None:
    ready.when(actor, convening()).then_refused(MayNotConvene, actor=actor)


def test_a_chair_calls_it_too() -> None:
    ready.when("c1", convening()).then(convened(by="c1"))


def test_a_session_is_called_once() -> None:
    called_already = ready.given(convened())
    called_already.when(gyu, convening(on=date(2010, 12, 27))).then_refused(SessionConvenedBefore, on="2010-12-20")


def test_what_was_never_constituted_does_not_sit() -> None:
    spec.given(government).when(gyu, convening()).then_refused(NotACommittee)


def test_a_committee_that_lost_a_member_and_is_below_its_numbers_does_not_sit() -> None:
    gone = MemberDismissed(committee=SEC, person="k7", ground="own-wish", on=date(2010, 12, 1), by=hana)
    ready.given(gone).when(planner, convening(of=SEC)).then_refused(TooFewMembers, members=9, least=10)


def test_a_committee_whose_chair_s_term_is_over_on_that_day_does_not_sit() -> None:
    after = spec.given(both).at("2011-12-30")
    after.when(gyu, convening(on=date(2012, 1, 6))).then_refused(NotInOffice, person="c1")


def test_sessions_follow_each_other() -> None:
    ready.when(gyu, convening(2)).then_refused(SessionOutOfOrder, session=2, before=1)
    ready.given(convened(), tabled()).when(gyu, convening(2)).then_refused(SessionOutOfOrder)


def test_what_one_session_deferred_the_next_takes_up_with_its_recusals() -> None:
    deferred = ItemDeferred(committee=GPEC, session=1, item="1", cause="not-reached", reason=None, by="system")
    first = [convened(), tabled(concerns=KIPO), deferred, SessionEnded(committee=GPEC, session=1)]
    again = tabled(concerns=KIPO, session=2, deferred_from=1)
    new = convened(2, date(2010, 12, 28), date(2010, 12, 21))
    spec.given(both, first).at("2010-12-21").when(gyu, convening(2, date(2010, 12, 28))).then(
        new, again, by_law(hana, "head", KIPO, session=2)
    )


# the agenda


def by_law(member: str, ground: str, source: str, item: str = "1", session: int = 1) -> RecusalEntered:
    about = {"committee": GPEC, "session": session, "item": item, "member": member, "ground": ground}
    return RecusalEntered.model_validate({**about, "kind": "law", "source": source, "by": "system"})


on_the_agenda = ready.given(convened())


def test_an_item_is_tabled_with_the_recusals_the_law_knows() -> None:
    tied = [by_law(member, "post", f"{MOSF}/HQ") for member in ("o1", "o2", "o3", "o4")]
    on_the_agenda.when(gyu, tabling()).then(tabled(concerns=MOSF), *tied)


def test_sod_06_the_prime_minister_takes_no_part_in_the_item_of_his_office() -> None:
    on_the_agenda.when(gyu, tabling(concerns=PMO)).then(tabled(concerns=PMO), by_law(pm, "head", PMO))


def test_sod_07_a_civilian_with_a_contract_takes_no_part() -> None:
    contract = InterestDeclared(
        person="c2",
        interest="I-1",
        kind="research-contract",
        body=KIPO,
        unit=None,
        other=None,
        since=date(2009, 1, 1),
        until=date(2009, 12, 31),
        note=None,
        by="c2",
    )
    facts = on_the_agenda.given(contract)
    facts.when(gyu, tabling(concerns=KIPO)).then(
        tabled(concerns=KIPO), by_law(hana, "head", KIPO), by_law("c2", "research-contract", "I-1")
    )


def test_an_item_about_a_year_ties_nobody() -> None:
    on_the_agenda.when(gyu, tabling(concerns="2010")).then(tabled())


def test_an_item_needs_the_same_notice() -> None:
    late = on_the_agenda.at("2010-12-14")
    late.when(gyu, tabling(concerns="2010")).then_refused(NoticeOfSessionTooShort, given=6)
    late.when(gyu, tabling(concerns="2010", urgent="시한이 임박함")).then(tabled(urgent="시한이 임박함"))


def test_an_urgent_session_has_urgent_items() -> None:
    urgent = ready.given(convened(urgent="시한이 임박함")).at("2010-12-19")
    urgent.when(gyu, tabling(concerns="2010")).then(tabled())


def test_after_the_day_nothing_is_tabled() -> None:
    on_the_agenda.at("2010-12-21").when(gyu, tabling(concerns="2010")).then_refused(SessionIsOver)
    ended = on_the_agenda.given(SessionEnded(committee=GPEC, session=1))
    ended.when(gyu, tabling(concerns="2010")).then_refused(SessionIsOver)


def test_an_item_stays_as_it_was_tabled() -> None:
    facts = on_the_agenda.given(tabled())
    facts.when(gyu, tabling(concerns=KIPO)).then_refused(ItemTabledBefore, item="1")


def test_a_committee_decides_its_own_matters() -> None:
    own = ready.given(convened(of=SEC))
    own.when(planner, tabling(concerns=KIPO, of=SEC, matter="amend-plan")).then_refused(NotCompetent)
    own.when(planner, tabling(concerns=MOSF, of=SEC)).then_refused(NotCompetent, about=MOSF)


def test_a_ministry_s_own_committee_ties_officials_to_their_own_unit() -> None:
    item = tabled(concerns=f"{KIPO}/{PROMOTION}", of=SEC)
    about = {"committee": SEC, "session": 1, "item": "1", "kind": "law", "by": "system", "ground": "head"}
    ada_s = RecusalEntered.model_validate({**about, "member": ada, "source": f"{KIPO}/{PROMOTION}"})
    ben_s = RecusalEntered.model_validate({**about, "member": "ben", "source": f"{KIPO}/IPPB"})
    facts = ready.given(convened(of=SEC))
    facts.when(planner, tabling(concerns=f"{KIPO}/{PROMOTION}", of=SEC)).then(item, ada_s, ben_s)


def test_only_its_office_or_a_chair_tables() -> None:
    on_the_agenda.when("c2", tabling()).then_refused(MayNotConvene)


def test_a_sitting_is_called_before_anything_is_tabled() -> None:
    ready.when(gyu, tabling()).then_refused(NoSuchSession, session=1)


# papers


def reading(item: str = "1", paper: str = PAPER.sha256) -> ReadPaper:
    return ReadPaper(committee=GPEC, session=1, item=item, paper=paper)


def was_read(member: str) -> PaperRead:
    return PaperRead(committee=GPEC, session=1, item="1", paper=PAPER.sha256, member=member)


agenda = on_the_agenda.given(tabled(concerns=KIPO), by_law(hana, "head", KIPO))


def test_a_member_reads_the_papers_and_that_is_on_record() -> None:
    agenda.when("c2", reading()).then(was_read("c2"))


def test_who_is_recused_reads_nothing_any_more() -> None:
    agenda.when(hana, reading()).then_refused(IsRecused, actor=hana, ground="head")


def test_who_is_tied_by_what_came_to_light_later_reads_nothing_either() -> None:
    contract = InterestDeclared.model_validate(
        {"person": "c2", "interest": "I-1", "kind": "shares", "body": KIPO, "since": date(2010, 1, 1)}
        | {"unit": None, "other": None, "until": None, "note": None, "by": gyu}
    )
    agenda.given(contract).when("c2", reading()).then_refused(IsRecused, ground="shares")


def test_outsiders_read_nothing() -> None:
    agenda.when(ada, reading()).then_refused(NotInOffice, person=ada)


def test_there_is_no_other_paper() -> None:
    agenda.when("c2", reading(paper="b" * 64)).then_refused(NoSuchPaper)
    agenda.when("c2", reading(item="9")).then_refused(NoSuchItem, item="9")


# self-recusal


def recusing(reason: str = "공동 연구자임") -> RecuseOneself:
    return RecuseOneself(committee=GPEC, session=1, item="1", reason=reason)


def by_himself(member: str) -> RecusalEntered:
    about = {"committee": GPEC, "session": 1, "item": "1", "member": member, "ground": "공동 연구자임"}
    return RecusalEntered.model_validate({**about, "kind": "own", "by": member})


def test_a_member_takes_no_part_by_his_own_will_and_needs_no_vote() -> None:
    agenda.when("c2", recusing()).then(by_himself("c2"))
    agenda.given(by_himself("c2")).when("c2", reading()).then_refused(IsRecused, ground="공동 연구자임")


def test_who_is_recused_already_need_not_say_so() -> None:
    agenda.when(hana, recusing()).then_nothing()


def test_after_his_ballot_nobody_steps_back() -> None:
    voted = agenda.given(called(*eight_of_fifteen()), cast("c2"))
    voted.when("c2", recusing()).then_refused(ItemOutOfTurn, item="1")
    voted.when("c3", recusing()).then(by_himself("c3"))


def test_only_members_step_back() -> None:
    agenda.when(ada, recusing()).then_refused(NotInOffice)


# challenge


def challenging(member: str = "c2") -> ChallengeMember:
    return ChallengeMember(committee=GPEC, session=1, item="1", member=member, reason="공정성이 의심됨")


challenged = ChallengeRaised(committee=GPEC, session=1, item="1", member="c2", reason="공정성이 의심됨", by=hana)


def test_the_ministry_concerned_challenges_a_member() -> None:
    agenda.when(hana, challenging()).then(challenged)


def test_the_unit_s_head_and_the_person_concerned_are_parties_too() -> None:
    item = tabled(concerns=f"{KIPO}/{EXAMINATION}", person="mina")
    facts = on_the_agenda.given(item)
    for party in ("tae", "mina", hana):
        facts.when(party, challenging()).then(challenged.model_copy(update={"by": party}))


@pytest.mark.parametrize("actor", ["c3", gyu, ada])
def test_nobody_else_does(actor: str) -> None:
    agenda.when(actor, challenging()).then_refused(NotAParty, actor=actor)


def test_only_members_are_challenged_and_none_who_is_out_already() -> None:
    agenda.when(hana, challenging(ada)).then_refused(NotInOffice)
    agenda.given(by_himself("c2")).when(hana, challenging()).then_refused(NoChallenge, member="c2")


def test_a_challenge_comes_before_the_item_is_called() -> None:
    agenda.given(called(*eight_of_fifteen())).when(hana, challenging()).then_refused(ItemOutOfTurn)


def test_where_the_rule_knows_no_challenge_there_is_none() -> None:
    kind = {"committee": "pec", "kind": "performance-evaluation", "chairs": (ada,)}
    pec = constituting_own(**kind, members=seats((), (ada, "ben", "tae", "jun", "mina")))
    made = constituted(pec, hana)
    rule = made[0].rule  # type: ignore[attr-defined]
    call = convened(of=SEC, committee="pec", rule=rule)
    item = tabled(concerns=KIPO, of=SEC, committee="pec", matter="adjust-grade")
    command = ChallengeMember(committee="pec", session=1, item="1", member=ada, reason="공정성이 의심됨")
    spec.given(government, made, call, item).when(hana, command).then_refused(NoChallenge, member=ada)


def test_every_civilian_of_the_ministry_s_committee_is_told_apart() -> None:
    assert len(set(outsiders)) == 7
