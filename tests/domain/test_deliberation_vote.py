"""A sitting: attendance, quorum, who presides, sealed ballots, the count, dissent and minutes (ACT 10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import END, WAIT, OnlyTheClock, TooEarly
from domain.committee_facts import ChairsDesignated, MemberDismissed
from domain.committee_refusals import NotInOffice
from domain.deliberation import DELIBERATION
from domain.deliberation_clock import DELIBERATION_CASE, next_step
from domain.deliberation_commands import (
    ApproveMinutes,
    CloseBallots,
    CountBallots,
    DecideChallenge,
    DeferItem,
    NoticeSession,
    RecordDissent,
)
from domain.deliberation_facts import (
    BallotOpened,
    Choice,
    DeliberationEvent,
    DissentRecorded,
    ItemDeferred,
    ItemResolved,
    MinutesApproved,
    PaperRead,
    QuorumEstablished,
    QuorumFailed,
    SessionEnded,
    SessionNoticed,
    SessionOpened,
    SessionReminded,
)
from domain.deliberation_recusals import ChallengeDecided, ChallengeRaised, RecusalEntered
from domain.deliberation_refusals import (
    AttendanceIsClosed,
    ItemOutOfTurn,
    MayNotConvene,
    MinutesNotDue,
    MinutesStand,
    NotAChair,
    NotTheDay,
    OtherMinutes,
    SessionIsOver,
    TooFewCiviliansAtSitting,
)
from domain.deliberation_vote_refusals import (
    BallotStands,
    IsRecused,
    MayNotPreside,
    MayNotVoteOn,
    NoBallot,
    NoChallenge,
    NoQuorum,
    NotOpenable,
    NotPresent,
    OtherBallot,
    VotedWithTheOthers,
)
from domain.interests import InterestDeclared
from domain.messages import Event
from domain.minutes import minutes_of
from tests.support.committees import (
    DAY,
    GPEC,
    NONCE,
    PAPER,
    SEC,
    attended,
    attending,
    both,
    called,
    calling,
    cast,
    casting,
    convened,
    eight_of_fifteen,
    fifteen,
    pm,
    revealing,
    seal,
    sealed,
    tabled,
)
from tests.support.office import KIPO, PMO, ada, gyu, hana, planner
from tests.support.spec import PureFacts, by_stream, decided, moment, spec

EIGHT = eight_of_fifteen()
ABOUT = {"committee": GPEC, "session": 1, "item": "1"}
prepared = spec.given(both, convened(), tabled()).at("2010-12-20T14:00")


def law(member: str, ground: str = "post", source: str | None = None) -> RecusalEntered:
    return RecusalEntered.model_validate(
        {**ABOUT, "member": member, "kind": "law", "ground": ground, "source": source, "by": "system"}
    )


# attendance


def test_who_attends_is_on_record() -> None:
    prepared.when(gyu, attending(*EIGHT)).then(attended(*EIGHT))


def test_a_later_list_takes_the_place_of_the_first() -> None:
    prepared.given(attended(*EIGHT)).when(gyu, attending(*EIGHT, "c8")).then(attended(*EIGHT, "c8"))


def test_once_an_item_is_called_the_list_stands() -> None:
    facts = prepared.given(attended(*EIGHT), called(*EIGHT))
    facts.when(gyu, attending(*EIGHT, "c8")).then_refused(AttendanceIsClosed)


def test_attendance_is_of_the_day() -> None:
    prepared.at("2010-12-19T23:59").when(gyu, attending(*EIGHT)).then_refused(NotTheDay, on="2010-12-20")
    prepared.at("2010-12-20T23:59").when(gyu, attending(*EIGHT)).then(attended(*EIGHT))
    prepared.at("2010-12-21").when(gyu, attending(*EIGHT)).then_refused(SessionIsOver)


def test_only_members_in_office_attend() -> None:
    prepared.when(gyu, attending(*EIGHT, ada)).then_refused(NotInOffice, person=ada)


def test_a_member_does_not_keep_the_list() -> None:
    prepared.when("c2", attending(*EIGHT)).then_refused(MayNotConvene)


own = spec.given(both, convened(of=SEC), tabled(concerns=KIPO, of=SEC)).at("2010-12-20T14:00")


def test_two_thirds_of_those_who_attend_a_self_evaluation_committee_are_civilians() -> None:
    enough = ("k1", "k2", "k3", "k4", ada, "ben")
    own.when(planner, attending(*enough, of=SEC)).then(attended(*enough, of=SEC))
    too_few = (*enough, "tae")
    told = {"present": 7, "civilians": 4, "needed": 5}
    own.when(planner, attending(*too_few, of=SEC)).then_refused(TooFewCiviliansAtSitting, **told)


# quorum and who presides


def test_golden_seven_of_fifteen_are_no_quorum() -> None:
    facts = prepared.given(attended(*EIGHT[:7]))
    facts.when(pm, calling()).then_refused(NoQuorum, present=7, in_office=15, needed=8, recused=0)


def test_golden_eight_of_fifteen_are_a_quorum() -> None:
    prepared.given(attended(*EIGHT)).when(pm, calling()).then(called(*EIGHT))


def test_a_recused_member_stays_in_office_but_does_not_count_as_present() -> None:
    contract = {"interest": "I-1", "kind": "shares", "unit": None, "other": None, "until": None, "note": None}
    shares = InterestDeclared(person="c2", body=KIPO, since=date(2010, 1, 1), by="c2", **contract)
    agenda = spec.given(both, convened(), shares, tabled(concerns=KIPO)).at("2010-12-20T14:00")
    facts = agenda.given(attended(*EIGHT), law("c2", "shares", "I-1"))
    facts.when(pm, calling()).then_refused(NoQuorum, present=7, in_office=15, needed=8, recused=1)


def test_what_came_to_light_since_the_item_was_tabled_recuses_when_it_is_called() -> None:
    shares = InterestDeclared(
        person="c2",
        interest="I-1",
        kind="shares",
        body=KIPO,
        unit=None,
        other=None,
        since=date(2010, 1, 1),
        until=None,
        note=None,
        by="c2",
    )
    nine = (*EIGHT, "c8")
    facts = spec.given(both, convened(), tabled(concerns=KIPO), shares, attended(*nine)).at("2010-12-20T14:00")
    left = tuple(it for it in nine if it != "c2")
    facts.when(pm, calling()).then(law("c2", "shares", "I-1"), called(*left))


def test_only_a_chair_presides() -> None:
    facts = prepared.given(attended(*EIGHT))
    facts.when("c2", calling()).then_refused(MayNotPreside, known=f"{pm}, c1")
    facts.when(gyu, calling()).then_refused(MayNotPreside)


pmo_item = spec.given(both, convened(), tabled(concerns=PMO), law(pm, "head", PMO)).at("2010-12-20T14:00")


def test_sod_06_the_prime_minister_does_not_preside_over_the_item_of_his_office_the_civilian_does() -> None:
    nine = (*EIGHT, "c8")
    facts = pmo_item.given(attended(*nine))
    facts.when(pm, calling()).then_refused(MayNotPreside, actor=pm, known="c1")
    facts.when("c1", calling()).then(called(*nine[1:], presiding="c1"))


def test_where_no_chair_may_the_named_substitute_presides() -> None:
    nine = (pm, "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9")
    named = ChairsDesignated(committee=GPEC, chairs=(pm, "c1"), substitute="c3", by=gyu)
    without = pmo_item.given(attended(*nine))
    without.when("c3", calling()).then_refused(MayNotPreside, known="-")
    without.given(named).when("c3", calling()).then(called(*nine[1:], presiding="c3"))


def test_the_substitute_does_not_preside_where_a_chair_can() -> None:
    named = ChairsDesignated(committee=GPEC, chairs=(pm, "c1"), substitute="c3", by=gyu)
    prepared.given(named, attended(*EIGHT)).when("c3", calling()).then_refused(MayNotPreside)


def test_who_was_dismissed_on_the_day_neither_presides_nor_makes_a_quorum() -> None:
    gone = MemberDismissed(committee=GPEC, person="c1", ground="duty-neglected", on=DAY, by=gyu)
    facts = prepared.given(attended(*EIGHT, "c8"), gone)
    facts.when("c1", calling()).then_refused(MayNotPreside, known=pm)
    left = tuple(it for it in (*EIGHT, "c8") if it != "c1")
    counted = called(*left).model_copy(update={"in_office": 14})
    facts.when(pm, calling()).then(counted)
    prepared.given(attended(*EIGHT), gone).when(pm, calling()).then_refused(NoQuorum, present=7, in_office=14)


def test_a_chair_who_is_away_does_not_preside() -> None:
    facts = prepared.given(attended(*EIGHT[1:], "c8"))
    facts.when(pm, calling()).then_refused(MayNotPreside, known="c1")


def test_an_item_is_called_on_its_day_and_once() -> None:
    facts = prepared.given(attended(*EIGHT))
    facts.at("2010-12-21").when(pm, calling()).then_refused(SessionIsOver)
    facts.given(called(*EIGHT)).when("c1", calling()).then_refused(ItemOutOfTurn, stage="debated")


# challenges


raised = ChallengeRaised(**ABOUT, member="c2", reason="공정성이 의심됨", by=hana)
nine_attend = prepared.given(attended(*EIGHT, "c8"), raised)


def deciding(in_favour: Sequence[str], opposed: Sequence[str] = ()) -> DecideChallenge:
    votes = {"in_favour": tuple(in_favour), "opposed": tuple(opposed)}
    return DecideChallenge(**ABOUT, member="c2", reason="함께 일하고 있음", **votes)


def voted_on(command: DecideChallenge, *, upheld: bool) -> ChallengeDecided:
    return ChallengeDecided(**{**dict(command), "type": "ChallengeDecided"}, upheld=upheld, by=pm)


def test_an_open_challenge_is_decided_before_the_item_is_called() -> None:
    nine_attend.when(pm, calling()).then_refused(ItemOutOfTurn, stage="challenged")


def test_a_challenge_that_more_than_half_uphold_excludes_the_member() -> None:
    five = deciding((pm, "c1", "c3", "c4", "c5"), ("c6", "c7", "c8"))
    out = {**ABOUT, "member": "c2", "kind": "challenge", "ground": "함께 일하고 있음", "by": pm}
    nine_attend.when(pm, five).then(voted_on(five, upheld=True), RecusalEntered.model_validate(out))


def test_four_to_four_the_member_stays_and_votes() -> None:
    four = deciding((pm, "c1", "c3", "c4"), ("c5", "c6", "c7", "c8"))
    stays = voted_on(four, upheld=False)
    nine_attend.when(pm, four).then(stays)
    nine_attend.given(stays).when(pm, calling()).then(called(*EIGHT, "c8"))


@pytest.mark.parametrize("votes", [(pm, "c2"), (pm, "c9"), (pm, pm)], ids=["the member", "who is away", "twice"])
def test_who_may_not_vote_on_a_challenge(votes: tuple[str, ...]) -> None:
    nine_attend.when(pm, deciding(votes)).then_refused(MayNotVoteOn, member=votes[1])


def test_a_challenge_needs_a_quorum_without_the_member() -> None:
    facts = prepared.given(attended(*EIGHT), raised)
    facts.when(pm, deciding((pm, "c1"))).then_refused(NoQuorum, present=7)


def test_what_nobody_raised_is_not_decided() -> None:
    prepared.given(attended(*EIGHT)).when(pm, deciding((pm,))).then_refused(NoChallenge)


def test_only_who_presides_puts_a_challenge_to_the_vote() -> None:
    nine_attend.when("c3", deciding((pm,))).then_refused(MayNotPreside)


def test_nobody_puts_the_challenge_of_himself_to_the_vote() -> None:
    doubt = ChallengeRaised(**ABOUT, member=pm, reason="공정성이 의심됨", by=hana)
    votes = {"in_favour": (), "opposed": EIGHT[1:], "reason": "근거가 없음"}
    command = DecideChallenge(**ABOUT, member=pm, **votes)
    facts = prepared.given(attended(*EIGHT, "c8"), doubt)
    facts.when(pm, command).then_refused(MayNotPreside, known="c1")
    stays = ChallengeDecided(**{**dict(command), "type": "ChallengeDecided"}, upheld=False, by="c1")
    facts.when("c1", command).then(stays)


def test_of_the_only_chair_the_substitute_does() -> None:
    named = ChairsDesignated(committee=GPEC, chairs=(pm,), substitute="c3", by=gyu)
    doubt = ChallengeRaised(**ABOUT, member=pm, reason="공정성이 의심됨", by=hana)
    command = DecideChallenge(**ABOUT, member=pm, in_favour=(), opposed=EIGHT[1:], reason="근거가 없음")
    facts = prepared.given(named, attended(*EIGHT, "c8"), doubt)
    facts.when(pm, command).then_refused(MayNotPreside, known="c3")
    facts.when("c3", command).then(
        ChallengeDecided(**{**dict(command), "type": "ChallengeDecided"}, upheld=False, by="c3")
    )


# ballots


debated = prepared.given(attended(*EIGHT), called(*EIGHT))


def test_a_ballot_is_a_hash_that_tells_nothing() -> None:
    debated.when("c2", casting("c2")).then(cast("c2"))
    assert len({seal("c2", it) for it in ("for", "against", "abstain")}) == 3
    assert seal("c2") != seal("c3") != seal("c3", nonce="f" * 16)


def test_a_ballot_cannot_be_exchanged() -> None:
    debated.given(cast("c2")).when("c2", casting("c2", "against")).then_refused(BallotStands, actor="c2")


def test_nobody_votes_before_the_item_is_called() -> None:
    prepared.given(attended(*EIGHT)).when("c2", casting("c2")).then_refused(ItemOutOfTurn, stage="tabled")


def test_who_is_away_does_not_vote() -> None:
    debated.when("c9", casting("c9")).then_refused(NotPresent, actor="c9")
    debated.when(ada, casting(ada)).then_refused(NotInOffice)


def test_a_vote_by_a_recused_member_is_refused() -> None:
    nine = (*EIGHT, "c8")
    facts = prepared.given(attended(*nine), law("c8"), called(*EIGHT))
    facts.when("c8", casting("c8")).then_refused(IsRecused, actor="c8", ground="post")


def test_a_vote_by_a_member_whose_conflict_came_to_light_after_the_call_is_refused() -> None:
    tied = InterestDeclared.model_validate(
        {"person": "c2", "interest": "I-1", "kind": "shares", "body": KIPO, "since": date(2010, 1, 1)}
        | {"unit": None, "other": None, "until": None, "note": None, "by": gyu}
    )
    facts = spec.given(both, convened(), tabled(concerns=KIPO), attended(*EIGHT), called(*EIGHT), tied)
    facts.at("2010-12-20T14:00").when("c2", casting("c2")).then_refused(IsRecused, ground="shares")


def test_with_the_last_ballot_voting_is_closed() -> None:
    facts = debated.given(*(cast(it) for it in EIGHT[:-1]))
    facts.when(EIGHT[-1], casting(EIGHT[-1])).then(cast(EIGHT[-1]), sealed())


def test_who_presides_closes_voting_earlier() -> None:
    facts = debated.given(cast("c2"))
    facts.when(pm, CloseBallots(**ABOUT)).then(sealed())
    facts.when("c2", CloseBallots(**ABOUT)).then_refused(MayNotPreside)
    facts.given(sealed()).when("c3", casting("c3")).then_refused(ItemOutOfTurn, stage="sealed")
    prepared.given(attended(*EIGHT)).when(pm, CloseBallots(**ABOUT)).then_refused(ItemOutOfTurn)


# opening


def opened(member: str, choice: Choice = "for", nonce: str | None = NONCE) -> BallotOpened:
    return BallotOpened(**ABOUT, member=member, choice=choice, nonce=nonce)


in_the_box = debated.given(*(cast(it) for it in EIGHT), sealed())


def test_a_ballot_is_opened_by_choice_and_nonce() -> None:
    in_the_box.when("c2", revealing()).then(opened("c2"))


@pytest.mark.parametrize("wrong", [revealing("against"), revealing(nonce="f" * 16)], ids=["choice", "nonce"])
def test_what_is_opened_is_what_was_sealed(wrong: object) -> None:
    in_the_box.when("c2", wrong).then_refused(OtherBallot, item="1")  # type: ignore[arg-type]


def test_another_s_ballot_does_not_open() -> None:
    facts = debated.given(*(cast(it) for it in EIGHT if it != "c2"), sealed())
    facts.when("c2", revealing()).then_refused(NoBallot, actor="c2")


def test_nobody_opens_before_voting_is_closed() -> None:
    debated.given(cast("c2")).when("c2", revealing()).then_refused(NotOpenable, stage="debated")


def test_what_is_resolved_is_not_opened_further() -> None:
    facts = in_the_box.given(resolved(8, 0)).at("2010-12-21")
    facts.when("c2", revealing()).then_refused(NotOpenable)


def test_a_ballot_of_who_was_recused_since_does_not_count() -> None:
    nine = (*EIGHT, "c8")
    box = prepared.given(attended(*nine), called(*nine), *(cast(it) for it in nine), sealed())
    facts = box.given(law("c8"), *(opened(it) for it in nine if it != "c2"))
    facts.when("c2", revealing()).then(opened("c2"), resolved(8, 0))


def shares_of(member: str, **other: Any) -> InterestDeclared:
    said = {"person": member, "interest": "I-1", "kind": "shares", "body": KIPO, "since": date(2010, 1, 1)}
    return InterestDeclared.model_validate(
        {**said, "unit": None, "other": None, "until": None, "note": None, "by": gyu, **other}
    )


def about_kipo(*present: str) -> list[Event]:
    """Return a vote about KIPO whose ballots are all in and, but for that of c2, open."""
    begun: list[Event] = [*both, convened(), tabled(concerns=KIPO), attended(*present), called(*present)]
    return [*begun, *(cast(it) for it in present), sealed()]


WITHOUT_TIES = ("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9")  # to KIPO, which hana heads


def test_a_ballot_of_who_declares_an_interest_after_his_vote_does_not_count() -> None:
    others = [opened(it) for it in WITHOUT_TIES if it != "c2"]
    facts = spec.given(about_kipo(*WITHOUT_TIES), shares_of("c2"), others).at("2010-12-21")
    outcome = resolved(8, 0, on=date(2010, 12, 21))
    facts.when("c2", revealing()).then(opened("c2"), law("c2", "shares", "I-1"), outcome)
    facts.at("2010-12-22").when_the_clock(CountBallots(**ABOUT)).then(
        law("c2", "shares", "I-1"), resolved(8, 0, on=date(2010, 12, 22))
    )


def test_his_interest_may_take_the_quorum_with_him() -> None:
    eight = WITHOUT_TIES[:8]
    others = [opened(it) for it in eight if it != "c2"]
    facts = spec.given(about_kipo(*eight), shares_of("c2"), others).at("2010-12-21")
    left = [it for it in eight if it != "c2"]
    facts.when("c2", revealing()).then(opened("c2"), law("c2", "shares", "I-1"), *no_quorum(*left))


def test_an_interest_that_began_after_the_day_of_the_vote_leaves_the_ballot_alone() -> None:
    others = [opened(it) for it in WITHOUT_TIES if it != "c2"]
    later = shares_of("c2", since=date(2010, 12, 21))
    facts = spec.given(about_kipo(*WITHOUT_TIES), later, others).at("2010-12-21")
    facts.when("c2", revealing()).then(opened("c2"), resolved(9, 0, on=date(2010, 12, 21)))


def test_who_is_appointed_into_the_past_after_the_vote_changes_no_quorum() -> None:
    less = {"in_office": 13, "present": EIGHT[:7], "presiding": pm}
    seven = EIGHT[:7]
    box = [attended(*seven), QuorumEstablished.model_validate({**ABOUT, **less}), *(cast(it) for it in seven), sealed()]
    facts = prepared.given(*box, *(opened(it) for it in seven[:-1]))
    facts.when(seven[-1], revealing()).then(opened(seven[-1]), resolved(7, 0))


def test_ballots_are_opened_until_the_end_of_the_last_day() -> None:
    in_the_box.at("2010-12-21T23:59").when("c2", revealing()).then(opened("c2"))
    in_the_box.at("2010-12-22").when("c2", revealing()).then_refused(NotOpenable, stage="sealed")


# the count


def resolved(in_favour: int, against: int, abstained: int = 0, unrevealed: int = 0, on: date = DAY) -> ItemResolved:
    present = in_favour + against + abstained
    counts = {"in_favour": in_favour, "against": against, "abstained": abstained, "unrevealed": unrevealed}
    return ItemResolved(**ABOUT, passed=in_favour * 2 > present, on=on, present=present, **counts)


def votes(in_favour: int, against: int, abstained: int = 0) -> list[Choice]:
    many: list[tuple[Choice, int]] = [("for", in_favour), ("against", against), ("abstain", abstained)]
    return [choice for choice, times in many for _ in range(times)]


def voted(choices: Sequence[Choice]) -> list[Event]:
    members = fifteen[-len(choices) :] if len(choices) > 8 else EIGHT[: len(choices)]
    return [cast(it, choice) for it, choice in zip(members, choices, strict=True)]


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        (votes(4, 4), resolved(4, 4)),
        (votes(5, 3), resolved(5, 3)),
        (votes(4, 3, 1), resolved(4, 3, 1)),
        (votes(5, 0, 3), resolved(5, 0, 3)),
    ],
    ids=["4:4 is rejected", "5:3 passes", "an abstention counts as present", "five of eight pass"],
)
def test_golden_a_majority_of_those_present_decides_and_a_tie_fails(
    choices: list[Choice], outcome: ItemResolved
) -> None:
    opened_so_far = [opened(it, choice) for it, choice in zip(EIGHT[:-1], choices[:-1], strict=True)]
    facts = debated.given(*voted(choices), sealed(), *opened_so_far)
    facts.when(EIGHT[-1], revealing(choices[-1])).then(opened(EIGHT[-1], choices[-1]), outcome)


def test_who_opens_nothing_abstains_and_that_is_on_record() -> None:
    facts = in_the_box.given(*(opened(it) for it in EIGHT[:5])).at("2010-12-22")
    defaults = [opened(it, "abstain", None) for it in EIGHT[5:]]
    facts.when_the_clock(CountBallots(**ABOUT)).then(*defaults, resolved(5, 0, 3, 3, date(2010, 12, 22)))


def test_four_opened_of_eight_pass_nothing() -> None:
    facts = in_the_box.given(*(opened(it) for it in EIGHT[:4])).at("2010-12-22")
    outcome = facts.when_the_clock(CountBallots(**ABOUT)).events()[-1]
    assert outcome == resolved(4, 0, 4, 4, date(2010, 12, 22))
    assert isinstance(outcome, ItemResolved)
    assert not outcome.passed


def test_the_clock_waits_for_the_last_day_and_nobody_else_counts() -> None:
    in_the_box.when_the_clock(CountBallots(**ABOUT)).then_refused(TooEarly)
    in_the_box.when(gyu, CountBallots(**ABOUT)).then_refused(OnlyTheClock)


def test_what_is_counted_or_not_yet_sealed_the_clock_lets_be() -> None:
    debated.when_the_clock(CountBallots(**ABOUT)).then_nothing()


def no_quorum(*present: str) -> list[DeliberationEvent]:
    failed = QuorumFailed(**ABOUT, in_office=15, present=present, needed=8)
    return [failed, ItemDeferred(**ABOUT, cause="no-quorum", reason=None, by="system")]


def test_a_member_who_steps_back_in_the_debate_may_take_the_quorum_with_him() -> None:
    left = RecusalEntered(**ABOUT, member="c7", kind="own", ground="공동 연구자임", by="c7")
    seven = EIGHT[:7]
    facts = debated.given(left, *(cast(it) for it in seven), sealed(), *(opened(it) for it in seven[:6]))
    facts.when(seven[6], revealing()).then(opened(seven[6]), *no_quorum(*seven))


def story(choices: Sequence[Choice], order: Sequence[int]) -> ItemResolved:
    members = fifteen[: len(choices)]
    events: list[Event] = [*both, convened(), tabled(), attended(*members), called(*members)]
    events += [cast(it, choice) for it, choice in zip(members, choices, strict=True)]
    facts = PureFacts(by_stream([*events, sealed()]), moment("2010-12-20T14:00"), "nobody")
    for number in order:
        asked = PureFacts(facts.streams, facts.at, members[number])
        facts = asked.after(decided(revealing(choices[number]), asked))
    found = facts.read(DELIBERATION, f"deliberation/{GPEC}/1").items["1"].resolved
    assert found is not None
    return found


CHOICES = st.lists(st.sampled_from(["for", "against", "abstain"]), min_size=8, max_size=15)


@given(CHOICES.flatmap(lambda it: st.tuples(st.just(it), st.permutations(range(len(it))))))
def test_the_order_in_which_ballots_are_opened_does_not_matter(
    given_: tuple[list[Choice], list[int]],
) -> None:
    choices, order = given_
    outcome = story(choices, order)
    assert outcome == story(choices, range(len(choices)))
    assert outcome.passed == (choices.count("for") * 2 > len(choices))


@given(st.sampled_from(["for", "against", "abstain"]), st.sampled_from(["for", "against", "abstain"]))
def test_a_ballot_cannot_change_between_seal_and_opening(sealed_as: Choice, opened_as: Choice) -> None:
    facts = debated.given(cast("c2", sealed_as), *(cast(it) for it in EIGHT if it != "c2"), sealed())
    if sealed_as == opened_as:
        facts.when("c2", revealing(opened_as)).then(opened("c2", opened_as))
    else:
        facts.when("c2", revealing(opened_as)).then_refused(OtherBallot)


# deferral


def test_who_presides_puts_an_item_off() -> None:
    put_off = ItemDeferred(**ABOUT, cause="debate", reason="자료를 보완하여야 함", by=pm)
    debated.when(pm, DeferItem(**ABOUT, reason="자료를 보완하여야 함")).then(put_off)
    debated.when("c3", DeferItem(**ABOUT, reason="자료를 보완하여야 함")).then_refused(MayNotPreside)
    in_the_box.when(pm, DeferItem(**ABOUT, reason="자료를 보완하여야 함")).then_refused(ItemOutOfTurn, stage="sealed")


# the clock


def step(name: str) -> NoticeSession:
    return NoticeSession.model_validate({"committee": GPEC, "session": 1, "step": name})


told = {"committee": GPEC, "session": 1, "on": DAY, "members": fifteen}
ended = SessionEnded(committee=GPEC, session=1)


def test_the_call_and_a_reminder_go_to_all_in_office() -> None:
    prepared.when_the_clock(step("call")).then(SessionNoticed.model_validate(told))
    prepared.when_the_clock(step("remind")).then(SessionReminded.model_validate(told))


def test_the_day_begins_and_ends_by_the_clock() -> None:
    prepared.when_the_clock(step("open")).then(SessionOpened(committee=GPEC, session=1))
    prepared.at("2010-12-19T23:59").when_the_clock(step("open")).then_refused(TooEarly)
    prepared.when_the_clock(step("close")).then_refused(TooEarly)


@pytest.mark.parametrize("name", ["call", "remind", "open", "close"])
def test_no_person_is_the_clock(name: str) -> None:
    prepared.when(gyu, step(name)).then_refused(OnlyTheClock)


after = prepared.at("2010-12-21")


def test_an_item_without_a_quorum_goes_to_the_next_session() -> None:
    seven = EIGHT[:7]
    after.when_the_clock(step("close")).then(*no_quorum(), ended)
    after.given(attended(*seven)).when_the_clock(step("close")).then(*no_quorum(*seven), ended)


def test_where_recusals_make_a_quorum_impossible_the_item_goes_to_the_next_session() -> None:
    tied = [law(it) for it in fifteen[:8]]
    facts = after.given(attended(*fifteen), *tied)
    facts.when_the_clock(step("close")).then(*no_quorum(*fifteen[8:]), ended)


def test_an_item_that_was_not_reached_goes_to_the_next_session() -> None:
    not_reached = ItemDeferred(**ABOUT, cause="not-reached", reason=None, by="system")
    after.given(attended(*EIGHT)).when_the_clock(step("close")).then(not_reached, ended)


def test_a_vote_under_way_is_closed_with_the_day() -> None:
    after.given(attended(*EIGHT), called(*EIGHT), cast("c2")).when_the_clock(step("close")).then(sealed(), ended)


def test_what_is_settled_the_end_of_the_day_lets_be() -> None:
    facts = in_the_box.given(resolved(8, 0)).at("2010-12-21")
    facts.when_the_clock(step("close")).then(ended)


def next_of(*events: DeliberationEvent) -> tuple[str, date | None]:
    found = next_step(DELIBERATION.fold([convened(), tabled(), *events]))
    return found.step, found.at.date() if found.at else None


noticed, reminded = SessionNoticed.model_validate(told), SessionReminded.model_validate(told)
begun: list[DeliberationEvent] = [noticed, reminded, SessionOpened(committee=GPEC, session=1)]


def test_the_clock_calls_reminds_opens_ends_and_counts() -> None:
    assert next_step(DELIBERATION.initial) == WAIT
    assert next_of() == ("call", date(2010, 12, 13))
    assert next_of(noticed) == ("remind", date(2010, 12, 19))
    assert next_of(noticed, reminded) == ("open", DAY)
    assert next_of(*begun) == ("close", DAY + timedelta(days=1))
    assert next_of(*begun, sealed(), ended) == ("count/1", DAY + timedelta(days=2))
    assert next_of(*begun, sealed(), resolved(8, 0), ended) == (WAIT.step, None)
    assert next_step(DELIBERATION.fold([convened(), *begun, ended, approved("0" * 64)])) == END


def test_where_a_sitting_stands() -> None:
    def standing(*events: DeliberationEvent) -> tuple[str, str | None, date | None]:
        it = DELIBERATION_CASE.standing(DELIBERATION.fold(events))
        return it.stage, it.awaited, it.due

    assert standing() == ("none", None, None)
    assert standing(convened()) == ("convened", "session", DAY)
    assert standing(convened(), tabled(), sealed(), ended) == ("sealed", "ballots", DAY + timedelta(days=1))
    assert standing(convened(), ended) == ("over", "minutes", None)
    assert standing(convened(), ended, approved("0" * 64)) == ("closed", None, None)


# dissent and minutes


def approved(minutes: str, by: str = pm) -> MinutesApproved:
    return MinutesApproved(committee=GPEC, session=1, minutes=minutes, by=by)


def dissenting(member: str) -> DissentRecorded:
    return DissentRecorded(**ABOUT, member=member, reason="근거가 부족함")


DISSENT = RecordDissent(**ABOUT, reason="근거가 부족함")
five_to_three = debated.given(
    *voted(votes(5, 2, 1)),
    sealed(),
    *(opened(it, choice) for it, choice in zip(EIGHT, votes(5, 2, 1), strict=True)),
    resolved(5, 2, 1),
)


def test_who_did_not_vote_for_the_outcome_records_his_dissent() -> None:
    five_to_three.when(EIGHT[5], DISSENT).then(dissenting(EIGHT[5]))
    five_to_three.when(EIGHT[7], DISSENT).then(dissenting(EIGHT[7]))


def test_who_voted_for_it_has_none_nor_has_who_was_away() -> None:
    five_to_three.when(EIGHT[0], DISSENT).then_refused(VotedWithTheOthers)
    five_to_three.when("c9", DISSENT).then_refused(VotedWithTheOthers, actor="c9")
    in_the_box.when("c2", DISSENT).then_refused(ItemOutOfTurn, stage="sealed")


def test_against_a_rejection_dissents_who_was_for_it() -> None:
    rejected = in_the_box.given(opened("c1", "for"), opened("c2", "against"), resolved(4, 4))
    rejected.when("c1", DISSENT).then(dissenting("c1"))
    rejected.when("c2", DISSENT).then_refused(VotedWithTheOthers)


def minutes(*events: Event) -> str:
    found = minutes_of(DELIBERATION.fold([it for it in events if getattr(it, "session", 0) == 1]))
    assert found is not None
    return found.hash()


over = five_to_three.given(ended)


def approving(hashed: str) -> ApproveMinutes:
    return ApproveMinutes(committee=GPEC, session=1, minutes=hashed)


def test_a_chair_approves_the_minutes_he_has_read() -> None:
    said = minutes(*over.events)
    over.when(pm, approving(said)).then(approved(said))
    over.when(pm, approving("0" * 64)).then_refused(OtherMinutes, current=said)


def test_minutes_change_with_a_dissent_until_they_are_approved() -> None:
    said = minutes(*over.events)
    facts = over.given(dissenting(EIGHT[5]))
    facts.when(pm, approving(said)).then_refused(OtherMinutes)
    over.given(approved(said)).when(EIGHT[5], DISSENT).then_refused(MinutesStand)
    over.given(approved(said)).when(pm, approving("0" * 64)).then_refused(MinutesStand)


def test_only_a_chair_approves() -> None:
    over.when("c2", approving("0" * 64)).then_refused(NotAChair, chairs=f"{pm}, c1")


def test_minutes_are_approved_when_all_is_settled() -> None:
    in_the_box.given(ended).when(pm, approving("0" * 64)).then_refused(MinutesNotDue, left="1")
    five_to_three.when(pm, approving("0" * 64)).then_refused(MinutesNotDue, left="2010-12-20")


def test_the_minutes_list_who_was_recused_and_what_he_had_read_before() -> None:
    read = PaperRead(**ABOUT, paper=PAPER.sha256, member="c8")
    found = minutes_of(DELIBERATION.fold([convened(), tabled(), read, law("c8"), law("c9")]))
    assert found is not None
    had_read = {it.member: it.had_read for it in found.items[0].recused}
    assert had_read == {"c8": (PAPER.sha256,), "c9": ()}


def test_the_minutes_tell_each_vote_and_who_opened_none() -> None:
    facts = in_the_box.given(*(opened(it) for it in EIGHT[:7]), opened(EIGHT[7], "abstain", None), resolved(7, 0, 1, 1))
    found = minutes_of(DELIBERATION.fold([it for it in facts.events if getattr(it, "session", 0) == 1]))
    assert found is not None
    item = found.items[0]
    assert (item.stage, item.in_favour, item.unrevealed) == ("passed", 7, (EIGHT[7],))
    assert item.votes == {**dict.fromkeys(EIGHT[:7], "for"), EIGHT[7]: "abstain"}


def test_what_was_never_called_has_no_minutes() -> None:
    assert minutes_of(DELIBERATION.initial) is None
