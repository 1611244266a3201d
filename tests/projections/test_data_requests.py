"""A request for data stands in the list of who was asked, with its day, until it is answered or taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from activities.inline import Fact
from domain.data_request_facts import DataProvided, DataRequested, DataRequestWithdrawn, DataSupplementRequested
from domain.headship import HeadAppointed
from domain.messages import Event
from domain.succession import BodyAbolished
from projections.inbox import Inbox
from projections.rows import create_tables
from projections.turns import Turn, turns
from runtime.databases import memory_engine
from tests.support.office import KIPO, PMO, PROMOTION, SEAL, YEAR, ada, ben, hana, mina, office, planner
from tests.support.rows import row_of

key: dict[str, Any] = {"year": YEAR, "body": KIPO, "number": 1, "by": "gwen"}


def asked(**other: Any) -> DataRequested:
    said = {"asker": PMO, "kind": "document", "what": "budget", "purpose": "interim", "due": date(2010, 5, 31)}
    return DataRequested.model_validate({**key, **said, **other})


provided = DataProvided(**{**key, "by": planner}, document=SEAL)
lacking = DataSupplementRequested(**key, lacking="September", due=date(2010, 6, 15))
taken_back = DataRequestWithdrawn(**key, reason="not needed")


def waiting(*story: Event, of: str | None = None) -> list[Turn]:
    engine = memory_engine()
    with engine.begin() as connection:
        create_tables(connection)
        known = office[0]  # whose row stands for all: only its number and moment are read
        facts = [Fact(row_of(known, n), event) for n, event in enumerate((*office, *story), 1)]
        Inbox().apply(connection, facts)
        found = [it for it in turns(connection, of) if it.act == "ProvideData"]
    engine.dispose()
    return found


def turn(owner: str = "role:planning", due: str = "2010-05-31", number: str = "1") -> Turn:
    return Turn("ProvideData", YEAR, KIPO, number, owner, due, PMO, "budget")


def test_what_is_asked_of_the_body_waits_for_who_answers_for_it_with_its_day() -> None:
    assert waiting(asked()) == waiting(asked(), of=planner) == [turn()]
    assert waiting(asked(), of=mina) == waiting(asked(), of=ada) == []


def test_what_is_asked_of_a_unit_waits_for_its_head() -> None:
    of_unit = asked(unit=PROMOTION)
    assert waiting(of_unit) == waiting(of_unit, of=ada) == [turn(ada)]
    assert waiting(of_unit, of=planner) == waiting(of_unit, of=ben) == []


def test_it_moves_with_the_unit_s_head_and_without_one_it_is_the_planning_office_s() -> None:
    new = HeadAppointed(body=KIPO, unit=PROMOTION, person=mina)
    assert waiting(asked(unit=PROMOTION), new) == waiting(asked(unit=PROMOTION), new, of=mina) == [turn(mina)]
    assert waiting(asked(unit="NEW")) == [turn()]


def test_an_answer_or_a_withdrawal_ends_it_and_a_supplement_brings_it_back_with_another_day() -> None:
    assert waiting(asked(), provided) == waiting(asked(), taken_back) == []
    assert waiting(asked(), provided, lacking) == [turn(due="2010-06-15")]
    assert waiting(asked(), provided, lacking, provided) == []
    assert waiting(asked(), provided, lacking, taken_back) == []


def test_each_request_is_its_own_and_the_first_due_comes_first() -> None:
    sooner = asked(number=2, due=date(2010, 5, 20))
    assert waiting(asked(), sooner) == [turn(due="2010-05-20", number="2"), turn()]
    assert waiting(asked(), sooner, provided) == [turn(due="2010-05-20", number="2")]


def test_a_body_that_has_ended_answers_nothing() -> None:
    ended = BodyAbolished(body=KIPO, day=date(2010, 5, 1), successors=(), law="act")
    assert waiting(asked(), ended) == []


def test_another_year_s_request_stands_in_that_year() -> None:
    assert waiting(asked(year=YEAR + 1)) == []
    assert [it.owner for it in waiting(asked(), of=hana)] == []
