"""What a body is: sector, kind and group, from day to day, and through every succession (S1-03)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.body import BODY
from domain.body_class import BodyClass, BodyReclassified, ReclassifyBody
from domain.body_commands import AlreadyEstablished, BodyNotEstablished, EstablishBody
from domain.body_facts import Body, BodyEstablished
from domain.consequences import consequences
from domain.ids import SYSTEM, body_stream
from domain.messages import Event
from domain.refusals import NotAllowed
from domain.succession import (
    BodyHasEnded,
    BodyMerged,
    BodyRenamed,
    BodySplit,
    BodySucceeded,
    ChangeToCome,
    MergeBody,
    SplitBody,
    SucceedBody,
    Successor,
)
from domain.successors import successors
from tests.support.office import KIPO, bodies, label, mina, olga, people
from tests.support.spec import PureFacts, by_stream, decided, moment, spec

DAY = date(2010, 7, 5)
LAW: dict[str, Any] = {"day": DAY, "law": "Government Organization Act"}
CHEONG = {"sector": "central", "kind": "cheong", "group": "vice-ministerial"}
MINISTRY = {"sector": "central", "kind": "ministry", "group": "ministerial"}
there = spec.given(bodies, people).at("2010-07-05")


def established(body: str, **what: Any) -> BodyEstablished:
    return BodyEstablished.model_validate({"body": body, "name": label(body), **what})


def reclassify(**other: Any) -> ReclassifyBody:
    return ReclassifyBody.model_validate({"body": KIPO, **MINISTRY, **LAW, **other})


def reclassified(body: str = KIPO, **other: Any) -> BodyReclassified:
    return BodyReclassified.model_validate({"body": body, **MINISTRY, **LAW, **other})


def kipo_after(*events: Event) -> Body:
    return BODY.fold(by_stream(events)[body_stream(KIPO)])


# What it was founded as


def test_a_body_is_established_as_what_it_is() -> None:
    wish = EstablishBody.model_validate({"body": KIPO, "name": label(KIPO), **CHEONG})
    spec.when_the_clock(wish).then(established(KIPO, **CHEONG))


def test_it_is_not_established_again_as_something_else() -> None:
    wish = EstablishBody.model_validate({"body": KIPO, "name": label(KIPO), **MINISTRY})
    spec.given(established(KIPO, **CHEONG)).when_the_clock(wish).then_refused(AlreadyEstablished, id=KIPO)


@pytest.mark.parametrize("sector", ["provincial", "", "Central"])
def test_there_are_three_sectors(sector: str) -> None:
    with pytest.raises(ValidationError):
        established(KIPO, sector=sector)


def test_of_whom_nothing_is_said_nothing_is_known_and_he_is_supervised_as_a_ministry() -> None:
    known = kipo_after(established(KIPO)).class_on(DAY)
    assert known == BodyClass(None, None, None)
    assert known.over == "central"
    assert BodyClass("local").over == "local"


# What it becomes


def test_a_body_is_reclassified_with_law_and_day() -> None:
    there.when(olga, reclassify()).then(reclassified())


def test_what_it_is_already_is_no_change() -> None:
    spec.given(established(KIPO, **MINISTRY), people).at("2010-07-05").when(olga, reclassify()).then_nothing()


def test_it_may_become_again_what_it_was() -> None:
    story = there.given(reclassified(), reclassified(**CHEONG))
    story.when(olga, reclassify()).then(reclassified())


@pytest.mark.parametrize(("now", "taken"), [("2010-07-04T23:59", False), ("2010-07-05T00:00", True)])
def test_a_change_is_recorded_from_its_day_on(now: str, taken: bool) -> None:
    asked = there.at(now).when(olga, reclassify())
    if taken:
        asked.then(reclassified())
    else:
        asked.then_refused(ChangeToCome, body=KIPO, day=str(DAY))


def test_only_an_operator_reclassifies() -> None:
    there.when(mina, reclassify()).then_refused(NotAllowed, role="operator")


def test_who_is_not_there_or_has_ended_is_not_reclassified() -> None:
    spec.given(people).when_the_clock(reclassify()).then_refused(BodyNotEstablished)
    gone = BodyMerged(body=KIPO, successors=(), **LAW)
    there.given(gone).when(olga, reclassify()).then_refused(BodyHasEnded, body=KIPO)


@pytest.mark.parametrize(("day", "group"), [(date(2010, 7, 4), "vice-ministerial"), (DAY, "ministerial")])
def test_a_body_is_what_it_was_until_the_day_of_the_change(day: date, group: str) -> None:
    kipo = kipo_after(established(KIPO, **CHEONG), reclassified())
    assert kipo.class_on(day).group == group


def test_of_changes_recorded_out_of_order_the_last_day_holds_and_of_one_day_the_last_record() -> None:
    early = reclassified(day=date(2010, 3, 1), group="a")
    kipo = kipo_after(established(KIPO), reclassified(group="b"), early)
    assert [kipo.class_on(it).group for it in (date(2010, 2, 28), date(2010, 3, 1), DAY)] == [None, "a", "b"]
    assert kipo_after(established(KIPO), early, reclassified(day=early.day, group="c")).class_on(DAY).group == "c"


# Succession


def succeed(body: str) -> SucceedBody:
    return SucceedBody.model_validate({"body": body, "predecessor": KIPO, "share": 100, "day": DAY})


def succeeded(body: str) -> BodySucceeded:
    return BodySucceeded.model_validate({"body": body, "predecessor": KIPO, "share": 100, "day": DAY})


def ended_in(body: str) -> list[Event]:
    return [established(KIPO, **CHEONG), BodyMerged(body=KIPO, successors=(Successor(body=body, share=100),), **LAW)]


def test_a_renamed_body_stays_what_it_is() -> None:
    renamed = BodyRenamed(body=KIPO, name=label("other"), **LAW)
    assert kipo_after(established(KIPO, **CHEONG), renamed).class_on(DAY) == BodyClass(
        "central", "cheong", "vice-ministerial"
    )


def test_a_successor_of_whom_nothing_is_said_is_what_its_predecessor_was() -> None:
    story = spec.given(ended_in("MOIP"), established("MOIP")).at("2010-07-05")
    story.when_the_clock(succeed("MOIP")).then(succeeded("MOIP"), reclassified("MOIP", **CHEONG))


def test_what_is_said_of_a_successor_stays() -> None:
    story = spec.given(ended_in("MOTIE"), established("MOTIE", **MINISTRY)).at("2010-07-05")
    story.when_the_clock(succeed("MOTIE")).then(succeeded("MOTIE"))


def test_a_successor_takes_over_only_what_is_missing() -> None:
    story = spec.given(ended_in("MOIP"), established("MOIP", kind="ministry")).at("2010-07-05")
    taken = reclassified("MOIP", **{**CHEONG, "kind": "ministry"})
    story.when_the_clock(succeed("MOIP")).then(succeeded("MOIP"), taken)


classes = st.fixed_dictionaries(
    {
        "sector": st.none() | st.sampled_from(["central", "local", "public"]),
        "kind": st.none() | st.sampled_from(["ministry", "cheong"]),
        "group": st.none() | st.sampled_from(["ministerial", "vice-ministerial"]),
    }
)
WHERE = ["B0", "B1", "B2", "B3", "B4"]
changes = st.lists(st.tuples(st.sampled_from(WHERE), st.sampled_from(WHERE), st.sampled_from(WHERE)), max_size=4)


def carried_out(story: list[Event], command: Any) -> list[Event]:
    """Return *story* with what *command* causes, and with all that follows from it."""
    facts = PureFacts(by_stream(story), moment("2010-07-05"), SYSTEM)
    events = decided(command, facts)
    story = [*story, *events]
    for following in consequences([("body/x@1", it) for it in events], facts.after(events)):
        story = carried_out(story, following)
    return story


def goes_on(story: list[Event], body: str) -> bool:
    return not any(isinstance(it, BodySplit | BodyMerged) and it.body == body for it in story)


@given(st.lists(classes, min_size=5, max_size=5), changes)
def test_through_every_succession_no_body_is_lost_and_none_forgets_what_it_is(
    founded: list[dict[str, Any]], wishes: list[tuple[str, str, str]]
) -> None:
    story: list[Event] = [established(body, **what) for body, what in zip(WHERE, founded, strict=True)]
    for gone, one, other in wishes:
        if gone in (one, other) or not all(goes_on(story, it) for it in (gone, one, other)):
            continue
        halves = tuple(Successor(body=it, share=50) for it in (one, other))
        merge = MergeBody(body=gone, into=one, **LAW)
        story = carried_out(story, merge if one == other else SplitBody(body=gone, successors=halves, **LAW))
    facts = PureFacts(by_stream(story), moment("2010-07-06"), SYSTEM)
    for body, what in zip(WHERE, founded, strict=True):
        own, now = BodyClass(**what), facts.read(BODY, body_stream(body)).class_on(DAY)
        assert all(mine in (None, theirs) for mine, theirs in zip(own, now, strict=True)), "own words stay"
        heirs = successors(facts, body, DAY)
        assert sum(it.share for it in heirs) == 100
        for heir in heirs:
            theirs = facts.read(BODY, body_stream(heir.body)).class_on(DAY)
            assert all(it is not None for it, mine in zip(theirs, own, strict=True) if mine is not None)
