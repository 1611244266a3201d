"""A recusal by law ends with what it rested on, and the member reads, presides and votes again (SOD-04, SOD-07)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deliberation import DELIBERATION
from domain.deliberation_cleared import NotByLaw, OwnConflict
from domain.deliberation_commands import ClearConflict, ReadPaper
from domain.deliberation_facts import PaperRead
from domain.deliberation_recusals import ConflictCleared, RecusalEntered
from domain.deliberation_refusals import ItemOutOfTurn, MayNotConvene, NoSuchItem, SessionIsOver
from domain.deliberation_vote_refusals import IsRecused
from domain.ids import deliberation_stream
from domain.interests import InterestDeclared, InterestEnded
from domain.messages import Event
from tests.support.committees import (
    DAY,
    GPEC,
    PAPER,
    attended,
    both,
    called,
    calling,
    cast,
    casting,
    convened,
    eight_of_fifteen,
    pm,
    tabled,
    tabling,
)
from tests.support.office import KIPO, gyu, hana
from tests.support.spec import Given, PureFacts, by_stream, decided, moment, spec

NINE = (*eight_of_fifteen(), "c8")
WITHOUT = tuple(it for it in NINE if it != "c2")
ITEM: dict[str, Any] = {"committee": GPEC, "session": 1, "item": "1"}
LAST = date(2007, 12, 20)  # the last day of a contract that ties on the day of the sitting: three years before


def contract(until: date | None, person: str = "c2", **other: Any) -> InterestDeclared:
    said = {"interest": "I-1", "kind": "research-contract", "body": KIPO, "unit": None, "other": None, "note": None}
    return InterestDeclared.model_validate(
        {"person": person, **said, "since": date(2005, 1, 1), "until": until, "by": person, **other}
    )


def related(until: date | None) -> list[Event]:
    """Return that c2 declared a relation to KIPO's head, and perhaps that it ended."""
    relation = contract(None, kind="relation", other=hana)
    ended = [InterestEnded(person="c2", interest="I-1", until=until, by="c2")] if until else []
    return [relation, *ended]


def recused(ground: str = "research-contract", source: str | None = "I-1", **other: Any) -> RecusalEntered:
    said = {"member": "c2", "kind": "law", "ground": ground, "source": source, "by": "system"}
    return RecusalEntered.model_validate({**ITEM, **said, **other})


def cleared(ground: str = "research-contract", source: str | None = "I-1", by: str = gyu) -> ConflictCleared:
    return ConflictCleared(**ITEM, member="c2", ground=ground, source=source, by=by)


def agenda(*ties: Event, entered: RecusalEntered | None = None) -> Given:
    """Return the item about KIPO, tabled when c2 was tied to it."""
    return spec.given(both, convened(), ties, tabled(concerns=KIPO), entered or recused())


clearing = ClearConflict(**ITEM, member="c2")
free = agenda(contract(date(2007, 12, 15))).at("2010-12-17T10:00")  # tied on the 13th, not any more on the 17th


def test_what_tied_a_member_when_the_item_was_tabled_may_tie_him_no_more_on_the_day() -> None:
    before = spec.given(both, convened(), contract(date(2007, 12, 15))).at("2010-12-13T10:00")
    tied = [it.member for it in before.when(gyu, tabling(concerns=KIPO)).events() if isinstance(it, RecusalEntered)]
    assert tied == [hana, "c2"]
    later = before.at("2010-12-16T10:00").when(gyu, tabling(concerns=KIPO, urgent="flood")).events()
    assert [it.member for it in later if isinstance(it, RecusalEntered)] == [hana]


# By the office that keeps the records, or a chair


@pytest.mark.parametrize("who", [gyu, pm, "c1"], ids=["the office", "a chair", "the other chair"])
def test_the_office_or_a_chair_lets_him_take_part_again(who: str) -> None:
    free.when(who, clearing).then(cleared(by=who))


@pytest.mark.parametrize(("until", "ties"), [(LAST, True), (LAST - timedelta(days=1), False)], ids=["tied", "free"])
def test_a_contract_ties_three_years_to_the_day(until: date, *, ties: bool) -> None:
    asked = agenda(contract(until)).at("2010-12-20T10:00").when(gyu, clearing)
    asked.then_refused(IsRecused, actor="c2", ground="research-contract") if ties else asked.then(cleared())


@pytest.mark.parametrize(
    ("until", "ties"), [(None, True), (date(2010, 12, 17), True), (date(2010, 12, 16), False)], ids=str
)
def test_a_relation_ties_as_long_as_it_lasts_and_no_longer(until: date | None, *, ties: bool) -> None:
    entered = recused("relation", hana)
    asked = agenda(*related(until), entered=entered).at("2010-12-17T10:00").when(gyu, clearing)
    asked.then_refused(IsRecused, ground="relation") if ties else asked.then(cleared("relation", hana))


def test_another_tie_keeps_him_away_though_the_first_ended() -> None:
    shares = contract(None, interest="I-2", kind="shares")
    free.given(shares).when(gyu, clearing).then_refused(IsRecused, ground="shares")


@pytest.mark.parametrize("who", ["c3", "o1", hana, "c2"])
def test_no_member_does(who: str) -> None:
    free.when(who, clearing).then_refused(MayNotConvene, actor=who)


def test_a_chair_does_not_let_himself_take_part_again() -> None:
    about_him = [contract(date(2007, 12, 15), "c1")]
    tied = agenda(*about_him, entered=recused(member="c1")).at("2010-12-17T10:00")
    his_own = clearing.model_copy(update={"member": "c1"})
    tied.when("c1", his_own).then_refused(OwnConflict, member="c1")
    tied.when(pm, his_own).then(cleared(by=pm).model_copy(update={"member": "c1"}))


@pytest.mark.parametrize("kind", ["own", "challenge"])
def test_who_stepped_back_or_was_challenged_stays_away(kind: str) -> None:
    apart = agenda(entered=recused("doubt", None, kind=kind)).at("2010-12-17T10:00")
    apart.when(gyu, clearing).then_refused(NotByLaw, member="c2", item="1")


def test_who_is_not_recused_needs_no_clearing() -> None:
    free.when(gyu, clearing.model_copy(update={"member": "c3"})).then_nothing()
    free.given(cleared()).when(gyu, clearing).then_nothing()


def test_once_the_item_is_called_it_is_too_late() -> None:
    day = free.given(attended(*NINE), called(*WITHOUT)).at("2010-12-20T15:00")
    day.when(gyu, clearing).then_refused(ItemOutOfTurn, stage="debated")


def test_after_the_day_nobody_is_cleared_nor_from_an_item_that_is_not_there() -> None:
    free.at("2010-12-20T23:59").when(gyu, clearing).then(cleared())
    free.at("2010-12-21").when(gyu, clearing).then_refused(SessionIsOver)
    free.when(gyu, clearing.model_copy(update={"item": "9"})).then_refused(NoSuchItem, item="9")


# What he may do again


def test_he_reads_the_papers_again() -> None:
    reading = ReadPaper(**ITEM, paper=PAPER.sha256)
    free.when("c2", reading).then_refused(IsRecused)
    free.given(cleared()).when("c2", reading).then(PaperRead(**ITEM, paper=PAPER.sha256, member="c2"))


def test_a_chair_presides_again() -> None:
    tied = agenda(contract(date(2007, 12, 15), pm), entered=recused(member=pm)).at("2010-12-20T14:00")
    day = tied.given(attended(*NINE))
    again = cleared().model_copy(update={"member": pm})
    day.given(again).when(pm, calling()).then(called(*NINE))


# By the call of the item


def test_the_call_of_the_item_asks_the_log_again_and_he_votes() -> None:
    day = free.given(attended(*NINE)).at("2010-12-20T14:00")
    day.when(pm, calling()).then(cleared(by=pm), called(*NINE))
    day.given(cleared(by=pm), called(*NINE)).when("c2", casting("c2")).then(cast("c2"))


def test_who_is_still_tied_does_not_vote() -> None:
    day = agenda(contract(LAST)).given(attended(*NINE)).at("2010-12-20T14:00")
    day.when(pm, calling()).then(called(*WITHOUT))
    day.given(called(*WITHOUT)).when("c2", casting("c2")).then_refused(IsRecused)


@pytest.mark.parametrize("kind", ["own", "challenge"])
def test_the_call_brings_nobody_back_who_stepped_back_or_was_challenged(kind: str) -> None:
    day = agenda(entered=recused("doubt", None, kind=kind)).given(attended(*NINE)).at("2010-12-20T14:00")
    day.when(pm, calling()).then(called(*WITHOUT))


def test_who_does_not_attend_is_not_called_back() -> None:
    day = free.given(attended(*WITHOUT)).at("2010-12-20T14:00")
    day.when(pm, calling()).then(called(*WITHOUT))


def test_what_comes_to_light_after_the_clearing_ties_anew() -> None:
    shares = contract(None, interest="I-2", kind="shares")
    day = free.given(cleared(), shares, attended(*NINE)).at("2010-12-20T14:00")
    day.when(pm, calling()).then(recused("shares", "I-2"), called(*WITHOUT))


def test_the_minutes_know_no_exposure_of_who_was_cleared() -> None:
    read = PaperRead(**ITEM, paper=PAPER.sha256, member="c2")
    story: list[Event] = [convened(), tabled(concerns=KIPO), read, recused()]
    assert [it.member for it in DELIBERATION.fold(story).items["1"].exposed()] == ["c2"]
    assert DELIBERATION.fold([*story, cleared()]).items["1"].exposed() == []


@given(st.integers(min_value=-40, max_value=40))
def test_the_call_and_the_office_agree_on_every_day_a_contract_ended(days: int) -> None:
    tie = contract(LAST + timedelta(days=days))
    story: list[Event] = [*both, convened(), tie, tabled(concerns=KIPO), recused(), attended(*NINE)]
    by_call = decided(calling(), PureFacts(by_stream(story), moment("2010-12-20T14:00"), pm))
    assert any(isinstance(it, ConflictCleared) for it in by_call) == (days < 0)
    assert deliberation_stream(GPEC, 1) in by_stream(story)
    assert date(2010, 12, 20) == DAY
