"""The read model of results says what decisions go by: what is pending, and which notice was received."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.grading_facts import Change, PoolReviewed, TieReferred, TieResolved
from domain.messages import Event
from domain.notice import NoticeReceived, ResultNotifiedAgain
from domain.promotion import GradeList, PromotionListRedrawn
from domain.scoring.grades import Tie
from projections.promotion import lists_of
from projections.result_tables import GRADES, NOTICES, POOLS, PROMOTIONS
from projections.results import HANDLERS
from projections.rows import Rows, create_tables
from runtime.databases import memory_engine
from tests.support.grading import TEN, formed, notified, pool_graded, told, year
from tests.support.promotion import drawn, places
from tests.support.rows import row_of


def compiled(table: Any, key: Sequence[object], *happened: Event) -> dict[str, Any]:
    """Return the row with *key* after what *happened*."""
    with memory_engine().begin() as connection:
        create_tables(connection)
        rows = Rows(connection)
        for position, event in enumerate(happened, 1):
            HANDLERS[type(event)](rows, row_of(event, position), event)
        row = rows.get(table, *key)
    assert row is not None
    return row


def reviewed(cause: str, *pending: Change) -> PoolReviewed:
    about = {**year, "pool": "staff", "cause": cause, "concerned": ("p06",), "placed": pool_graded().placed}
    return PoolReviewed.model_validate({**about, "changes": (), "pending": pending})


def test_a_later_review_says_anew_who_is_pending() -> None:
    falls = Change(person="p05", before="A", after="B", pay_before="A", pay_after="B")
    of_p05 = (year["year"], year["body"], "p05")
    assert compiled(GRADES, of_p05, formed, pool_graded(), reviewed("one", falls))["pending"] == "B"
    assert compiled(GRADES, of_p05, formed, pool_graded(), reviewed("one", falls), reviewed("two"))["pending"] is None


def test_who_received_an_older_notice_has_not_received_the_new_one() -> None:
    about = {**year, "person": "p03"}
    fields = {"edition": 2, "before": told(), "told": told(grade="S"), "object_by": date(2011, 2, 7), "cause": "one"}
    again = ResultNotifiedAgain.model_validate({**about, **fields})
    of_p03 = (year["year"], "p03")

    def received(edition: int) -> NoticeReceived:
        return NoticeReceived(**about, phase="notices", edition=edition)

    assert compiled(NOTICES, of_p03, notified(), received(1))["received_at"] is not None
    assert compiled(NOTICES, of_p03, notified(), again, received(1))["received_at"] is None
    assert compiled(NOTICES, of_p03, notified(), again, received(2))["received_at"] is not None


def test_a_pool_is_tied_while_its_review_waits_for_the_committee_and_graded_before_and_after() -> None:
    tie = Tie(persons=("p09", "p10"), upper=1, above="B", below="C")
    waits = TieReferred(**year, pool="staff", tie=tie, cause="one", concerned=("p09",))
    fields: dict[str, Any] = {**year, "pool": "staff", "upper": ("p09",), "lower": ("p10",), "reason": "harder work"}
    decided = TieResolved(**fields, cause="one", concerned=("p09",))
    happened: list[Event] = [formed, pool_graded(), waits, decided, reviewed("one")]
    of_staff = (year["year"], year["body"], "staff")
    states = [compiled(POOLS, of_staff, *happened[: number + 1])["state"] for number in range(len(happened))]
    assert states == ["formed", "graded", "tied", "graded", "graded"]
    dissolved = compiled(POOLS, of_staff, *happened[:3], reviewed("two"))
    assert (dissolved["state"], dissolved["tie"]) == ("graded", None)
    assert (
        compiled(POOLS, of_staff, formed, TieReferred(**year, pool="staff", tie=tie), TieResolved(**fields))["state"]
        == "formed"
    )


def listed_as(person: str, *happened: Event) -> dict[str, Any]:
    """Return the row of *person* in the promotion list of January."""
    return compiled(PROMOTIONS, (year["year"], year["body"], "list", person), *happened)


def redrawn(*lists: GradeList, apart: Sequence[str] = ()) -> PromotionListRedrawn:
    fields = drawn(*lists, apart=apart).model_dump(exclude={"type"})
    return PromotionListRedrawn.model_validate({**fields, "edition": 2, "cause": "objection/2010/p10/1@3"})


def test_a_place_in_the_promotion_list_is_one_among_its_grade() -> None:
    row = listed_as("p03", drawn(places("SSAAABBBBC"), apart=["p11"]))
    assert (row["grade"], row["place"], row["among"], row["points"]) == (6, 3, 10, "60")
    assert (row["edition"], row["as_of"], row["ground"]) == (1, "2011-01-31", None)


def test_who_has_no_place_has_a_ground() -> None:
    row = listed_as("p11", drawn(places("SSAAABBBBC"), apart=["p11"]))
    assert (row["place"], row["ground"]) == (None, "no-grade")


def test_a_new_edition_takes_the_place_of_the_old() -> None:
    row = listed_as("p10", drawn(places("SSAAABBBBC")), redrawn(places("SSAAABBBBS", [*TEN[:9], "99.5"])))
    assert (row["place"], row["edition"], row["at_position"]) == (1, 2, 2)


def lists_after(*happened: Event, person: str | None = None) -> list[dict[str, Any]]:
    with memory_engine().begin() as connection:
        create_tables(connection)
        rows = Rows(connection)
        for position, event in enumerate(happened, 1):
            HANDLERS[type(event)](rows, row_of(event, position), event)
        rows.flush()
        return lists_of(connection, year["year"], year["body"], person)


def test_only_the_latest_edition_of_a_list_is_shown() -> None:
    short = GradeList(grade=6, places=places("SSAAABBBBC").places[:9])
    (shown,) = lists_after(drawn(places("SSAAABBBBC")), redrawn(short))
    assert shown["edition"] == 2
    assert [it["person"] for it in shown["places"]] == [f"p{n:02}" for n in range(1, 10)]
    assert lists_after(drawn(places("SSAAABBBBC")), redrawn(short), person="p10") == []


def test_a_persons_place_names_the_years_it_rests_on() -> None:
    ((place,),) = [it["places"] for it in lists_after(drawn(places("SSAAABBBBC")), person="p04")]
    assert place["years"] == [{"year": 2010, "points": "60.00", "total": "96.00"}]
