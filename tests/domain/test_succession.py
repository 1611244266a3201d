"""Bodies renamed, split, merged and abolished: who carries on their work, and what they cannot do any more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.body_commands import EstablishUnit
from domain.body_facts import BodyEstablished
from domain.consequences import consequences, is_root
from domain.cycle import OpenCycle
from domain.feedback import WriteFeedbackNote
from domain.headship import AppointHead, HeadAppointed
from domain.ids import SYSTEM
from domain.messages import Event
from domain.person_commands import AssignEvaluators
from domain.refusals import NotAllowed
from domain.succession import (
    AbolishBody,
    BodyAbolished,
    BodyHasEnded,
    BodyMerged,
    BodyRenamed,
    BodySplit,
    BodySucceeded,
    ChangeToCome,
    MergeBody,
    NoSuccessor,
    RenameBody,
    SharesNotWhole,
    SplitBody,
    SucceedBody,
    Successor,
)
from domain.successors import predecessors, successors
from tests.support.office import (
    HOLIDAYS,
    HOLIDAYS_VERSION,
    KIPO,
    PMO,
    RULES,
    YEAR,
    ada,
    bodies,
    jun,
    label,
    mina,
    office,
    olga,
    people,
)
from tests.support.spec import PureFacts, by_stream, moment, spec

DAY = date(2010, 7, 5)
WHEN: dict[str, Any] = {"day": DAY, "law": "Government Organization Act"}
others: list[Event] = [BodyEstablished(body=it, name=label(it)) for it in ("MOIP", "MOTIE", "MOE")]


def share(body: str, percent: str) -> Successor:
    return Successor(body=body, share=Decimal(percent))


HALVES = (share("MOIP", "60"), share("MOTIE", "40"))
split = BodySplit(body=KIPO, successors=HALVES, **WHEN)
rename = RenameBody(body=KIPO, name=label("Ministry of Intellectual Property"), **WHEN)
renamed = BodyRenamed(body=KIPO, name=rename.name, **WHEN)
there = spec.given(bodies, people, others).at("2010-07-05")


# A new name


def test_a_body_is_renamed_and_stays_the_same_body() -> None:
    there.when(olga, rename).then(renamed)
    there.given(renamed).when(olga, AppointHead(body=KIPO, person=ada)).then(
        HeadAppointed(body=KIPO, unit=None, person=ada, day=DAY)
    )


def test_a_body_is_renamed_more_than_once() -> None:
    again = RenameBody(body=KIPO, name=label("once more"), **WHEN)
    there.given(renamed).when(olga, again).then(BodyRenamed(body=KIPO, name=again.name, **WHEN))


@pytest.mark.parametrize(("day", "taken"), [("2010-07-04T23:59", False), ("2010-07-05T00:00", True)])
def test_a_change_is_recorded_from_its_day_on(day: str, taken: bool) -> None:
    asked = there.at(day).when(olga, rename)
    if taken:
        asked.then(renamed)
    else:
        asked.then_refused(ChangeToCome, body=KIPO, day=str(DAY))


def test_only_an_operator_changes_a_body() -> None:
    there.when(mina, rename).then_refused(NotAllowed, role="operator")


# An end


def test_a_body_is_split_among_its_successors() -> None:
    there.when(olga, SplitBody(body=KIPO, successors=HALVES, **WHEN)).then(split)


def test_a_body_becomes_part_of_another() -> None:
    merged = BodyMerged(body=KIPO, successors=(share("MOTIE", "100"),), **WHEN)
    there.when(olga, MergeBody(body=KIPO, into="MOTIE", **WHEN)).then(merged)


def test_a_body_is_abolished_with_successors_or_without() -> None:
    there.when(olga, AbolishBody(body=KIPO, **WHEN)).then(BodyAbolished(body=KIPO, successors=(), **WHEN))
    with_them = BodyAbolished(body=KIPO, successors=HALVES, **WHEN)
    there.when(olga, AbolishBody(body=KIPO, successors=HALVES, **WHEN)).then(with_them)


@pytest.mark.parametrize("shares", [("60", "39.99"), ("60", "40.01"), ("100", "100")])
def test_all_of_the_work_is_carried_on_and_no_more(shares: tuple[str, str]) -> None:
    wish = SplitBody(body=KIPO, successors=(share("MOIP", shares[0]), share("MOTIE", shares[1])), **WHEN)
    there.when(olga, wish).then_refused(SharesNotWhole, sum=str(sum(map(Decimal, shares))))


def test_a_successor_is_named_once() -> None:
    twice = (share("MOIP", "50"), share("MOIP", "50"))
    there.when(olga, SplitBody(body=KIPO, successors=twice, **WHEN)).then_refused(SharesNotWhole)


@pytest.mark.parametrize("into", [KIPO, "NONE"])
def test_a_successor_is_another_body_that_is_there(into: str) -> None:
    there.when(olga, MergeBody(body=KIPO, into=into, **WHEN)).then_refused(NoSuccessor, successor=into)


def test_a_body_that_has_ended_carries_nothing_on() -> None:
    gone = BodyAbolished(body="MOTIE", successors=(), **WHEN)
    asked = there.given(gone).when(olga, MergeBody(body=KIPO, into="MOTIE", **WHEN))
    asked.then_refused(NoSuccessor, successor="MOTIE", body=KIPO)


def test_a_body_ends_once() -> None:
    asked = there.given(split).when(olga, MergeBody(body=KIPO, into="MOE", **WHEN))
    asked.then_refused(BodyHasEnded, body=KIPO, successors="MOIP (60 %), MOTIE (40 %)")
    there.given(split).when(olga, rename).then_refused(BodyHasEnded)


# What a body that has ended cannot do any more: each refusal names who carries on


@pytest.mark.parametrize(
    "wish",
    [
        AppointHead(body=KIPO, person=ada),
        EstablishUnit(body=KIPO, unit="NEW", level="bureau", name=label("NEW")),
        OpenCycle(
            year=YEAR, government=PMO, bodies=(KIPO,), rules=RULES, calendar_version=HOLIDAYS_VERSION, holidays=HOLIDAYS
        ),
    ],
    ids=lambda it: type(it).__name__,
)
def test_a_body_that_has_ended_takes_no_part(wish: Any) -> None:
    there.given(split).when_the_clock(wish).then_refused(BodyHasEnded, body=KIPO, day=str(DAY))


def test_its_tasks_are_its_successors() -> None:
    note = WriteFeedbackNote(year=YEAR, body=KIPO, phase="talks", person=mina, note="well done")
    spec.given(office, others, split).at("2010-07-06").when(ada, note).then_refused(BodyHasEnded, body=KIPO)


def test_nobody_is_assigned_in_it() -> None:
    about = {"person": jun, "year": YEAR, "body": KIPO, "unit": "PROMO", "instrument": "agreement", "first": ada}
    wish = AssignEvaluators.model_validate({**about, "profile": "bureau-head"})
    there.given(split).when_the_clock(wish).then_refused(BodyHasEnded, body=KIPO)


# Succession: both ways, through several changes


def log(*events: Event) -> PureFacts:
    return PureFacts(by_stream([*bodies, *others, *events]), moment("2030-01-01"), SYSTEM)


def test_the_end_of_a_body_goes_on_the_record_of_its_successors() -> None:
    assert is_root(split)
    drawn = consequences([("body/KIPO@9", split)], log())
    assert drawn == [SucceedBody(body=it.body, predecessor=KIPO, share=it.share, day=DAY) for it in HALVES]
    succeeded = BodySucceeded(body="MOIP", predecessor=KIPO, share=Decimal(60), day=DAY)
    there.when_the_clock(drawn[0]).then(succeeded)


def test_until_its_last_day_a_body_has_its_own_work() -> None:
    assert successors(log(split), KIPO, date(2010, 7, 4)) == (share(KIPO, "100"),)
    assert successors(log(split), KIPO, DAY) == HALVES
    assert successors(log(renamed), KIPO, DAY) == (share(KIPO, "100"),)


def test_succession_is_followed_to_its_end() -> None:
    later = BodyMerged(body="MOTIE", successors=(share("MOE", "100"),), day=date(2013, 3, 23), law="act")
    assert successors(log(split, later), KIPO, date(2013, 3, 22)) == HALVES
    assert successors(log(split, later), KIPO, date(2013, 3, 23)) == (share("MOIP", "60"), share("MOE", "40"))


def test_work_that_nobody_carries_on_has_no_successor() -> None:
    assert successors(log(BodyAbolished(body=KIPO, successors=(), **WHEN)), KIPO, DAY) == ()


def test_a_body_knows_whose_work_it_has() -> None:
    first = BodySucceeded(body="MOTIE", predecessor=KIPO, share=Decimal(40), day=DAY)
    second = BodySucceeded(body="MOE", predecessor="MOTIE", share=Decimal(50), day=date(2013, 3, 23))
    assert predecessors(log(first, second), "MOTIE", date(2010, 7, 4)) == ()
    assert predecessors(log(first, second), "MOTIE", DAY) == (share(KIPO, "40"),)
    assert predecessors(log(first, second), "MOE", date(2013, 3, 23)) == (share(KIPO, "20"), share("MOTIE", "50"))


@given(st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True))
def test_shares_are_whole_however_often_a_body_is_split(cuts: list[int]) -> None:
    events: list[Event] = []
    for n, cut in enumerate(cuts):
        parts = (share(f"B{n + 1}", str(100 - cut)), share(f"X{n}", str(cut)))
        events.append(BodySplit(body=f"B{n}" if n else KIPO, successors=parts, **WHEN))
    found = successors(log(*events), KIPO, DAY)
    assert sum(it.share for it in found) == 100
    assert list(found) == sorted(found, key=lambda it: (-it.share, it.body))
