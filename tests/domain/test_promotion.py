"""The promotion list: drawn twice a year from grades on record, and again when one of them changes (REG 29, 30)."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.calendar import resolve
from domain.composition import Read
from domain.consequences import consequences
from domain.grading_facts import Change, PendingSettled, PoolReviewed
from domain.ids import SYSTEM, pools_stream
from domain.messages import Command, Event
from domain.notice import NotifyAgain
from domain.obligations import NotYourTask
from domain.pay import AdjustPay
from domain.person import PersonRegistered
from domain.phase_refusals import PhaseNotOpen
from domain.promotion import (
    DrawPromotionList,
    GradeList,
    PromotionListRedrawn,
    RedrawPromotionList,
)
from domain.promotion_rules import PromotionRules
from domain.refusals import NotAllowed
from domain.rules import RuleSet
from domain.scoring.promotion import Rated, in_order, weighted_points
from tests.support.grading import TEN, all_graded, allocated, names, placed, rescored, scored, year
from tests.support.office import KIPO, YEAR, hr, opened_cycle, registered
from tests.support.promotion import (
    PROMOTIONS,
    drawn,
    graded_year,
    list_open,
    listed,
    listing,
    office_year,
    places,
)
from tests.support.spec import PureFacts, by_stream, moment, spec

GRADES = "SSAAABBBBC"
draw = DrawPromotionList(**listed)
CAUSE = "objection/2010/p10/1@3"
redraw = RedrawPromotionList(**listed, cause=CAUSE)
on_the_day = spec.at("2011-01-31T09:00")


def test_reg_29_the_list_is_drawn_grade_by_grade_from_what_is_on_record() -> None:
    on_the_day.given(office_year()).when_the_clock(draw).then(drawn(places(GRADES)))


def test_it_names_the_gradings_it_rests_on() -> None:
    before = graded_year("CBBBBAAASS", 2009)
    (event,) = on_the_day.given(office_year(), before).when_the_clock(draw).events()
    read = [Read(stream=pools_stream(2009, KIPO), version=3), Read(stream=pools_stream(2010, KIPO), version=3)]
    assert list(event.inputs) == read  # type: ignore[attr-defined]


def test_a_year_weighs_what_the_rules_say() -> None:
    story = [*office_year(), *graded_year("CBBBBAAASS", 2009)]
    (event,) = on_the_day.given(story).when_the_clock(draw).events()
    points = {it.person: it.points for it in event.lists[0].places}  # type: ignore[attr-defined]
    assert (points["p01"], points["p10"]) == (Decimal(58), Decimal(52))  # 60 % of 70, 40 % of 40; and the reverse


def test_between_equals_the_newer_total_decides_and_then_the_older() -> None:
    story = [*office_year("AAAAAAAAAA"), *graded_year("AAAAAAAAAA", 2009, list(reversed(TEN)))]
    (event,) = on_the_day.given(story).when_the_clock(draw).events()
    assert [it.person for it in event.lists[0].places] == names  # type: ignore[attr-defined]


def test_who_is_equal_in_all_of_it_shares_the_place() -> None:
    same = [Rated(2010, Decimal(60), Decimal(70), Decimal(95))] * 2
    other = Rated(2010, Decimal(60), Decimal(70), Decimal(94))
    found = in_order({"b": (same[0],), "a": (same[1],), "c": (other,)})
    assert [(it.person, it.place) for it in found] == [("a", 1), ("b", 1), ("c", 3)]


def test_a_year_without_a_grade_is_left_out_and_not_counted_as_nothing() -> None:
    (event,) = on_the_day.given(office_year()).when_the_clock(draw).events()
    assert next(it.points for it in event.lists[0].places) == Decimal(70)  # type: ignore[attr-defined]


def test_who_has_no_grade_of_any_year_stands_apart() -> None:
    opened = [opened_cycle(listing()) if it == opened_cycle() else it for it in all_graded]
    ungraded = [it for it in opened if type(it).__name__ not in {"PoolGraded", "GradesAllocated"}]
    read = [Read(stream=pools_stream(YEAR, KIPO), version=1)]
    on_the_day.given(ungraded, list_open).when_the_clock(draw).then(drawn(apart=names, inputs=read))


@pytest.mark.parametrize(("grade", "is_listed"), [(4, False), (5, True), (9, True)])
def test_reg_29_grade_5_and_below_are_listed(grade: int, is_listed: bool) -> None:
    story = office_year()
    promoted = [registered("p01", grade=grade) if _registers(it, "p01") else it for it in story]
    (event,) = on_the_day.given(promoted).when_the_clock(draw).events()
    persons = {it.person for found in event.lists for it in found.places}  # type: ignore[attr-defined]
    assert ("p01" in persons) is is_listed
    assert len({found.grade for found in event.lists}) == 1 + is_listed  # type: ignore[attr-defined]


def _registers(event: Event, person: str) -> bool:
    return isinstance(event, PersonRegistered) and event.person == person


def test_before_its_day_there_is_no_list() -> None:
    early = [it for it in office_year() if it != list_open]
    spec.at("2011-01-30T09:00").given(early).when_the_clock(draw).then_refused(PhaseNotOpen)


def test_nobody_draws_it_but_the_engine() -> None:
    on_the_day.given(office_year()).when(hr, draw).then_refused(NotYourTask)
    on_the_day.given(office_year(), drawn(places(GRADES))).when(hr, redraw).then_refused(NotAllowed)


def reviewed(*changes: Change) -> PoolReviewed:
    """Return that p10's total rose to 97.5 by an objection."""
    ranks = [placed(it, score, n, GRADES[n - 1]) for n, (it, score) in enumerate(zip(names, TEN, strict=True), 1)]
    raised = [placed("p10", "97.5", 3, "A") if it.person == "p10" else it for it in ranks]
    about = {**year, "pool": "staff", "cause": CAUSE, "concerned": ("p10",), "placed": tuple(raised)}
    return PoolReviewed.model_validate({**about, "changes": changes, "pending": ()})


upheld = Change(person="p10", before="C", after="A", pay_before="C", pay_after="A")
after_the_objection = [*office_year(), drawn(places(GRADES)), rescored("p10", "90", "97.5", CAUSE), reviewed(upheld)]


def redrawn(lists: GradeList, edition: int = 2) -> PromotionListRedrawn:
    before = drawn(lists).model_dump(exclude={"type", "lists", "inputs"})
    read = (Read(stream=pools_stream(YEAR, KIPO), version=4),)
    about = {**before, "lists": (lists,), "inputs": read, "edition": edition, "cause": CAUSE}
    return PromotionListRedrawn.model_validate(about)


def test_an_upheld_objection_makes_a_new_edition_that_supersedes_the_old() -> None:
    now = places("SSAAABBBBA", [*TEN[:9], "97.5"])
    assert [it.person for it in now.places][:3] == ["p01", "p02", "p10"]
    spec.at("2011-02-10").given(after_the_objection).when_the_clock(redraw).then(redrawn(now))


def test_what_changes_nothing_on_it_makes_no_edition() -> None:
    spec.at("2011-02-10").given(office_year(), drawn(places(GRADES))).when_the_clock(redraw).then_nothing()


def test_a_list_that_was_not_drawn_is_not_drawn_again() -> None:
    spec.at("2011-02-10").given(office_year()).when_the_clock(redraw).then_nothing()


def follows(*events: Event, story: list[Event]) -> list[Command]:
    """Return what follows from *events* besides notices and pay."""
    log = PureFacts(by_stream(story), moment("2011-02-10"), SYSTEM)
    found = consequences([("pools/2010/KIPO@4", it) for it in events], log)
    return [it for it in found if not isinstance(it, NotifyAgain | AdjustPay)]


def test_a_changed_grading_draws_the_lists_again_that_rest_on_it() -> None:
    assert follows(reviewed(upheld), story=after_the_objection) == [redraw]


def test_several_changes_of_one_grading_draw_it_again_once() -> None:
    assert follows(reviewed(upheld), reviewed(), story=after_the_objection) == [redraw]


@pytest.mark.parametrize(
    "event",
    [allocated, PendingSettled(**year, pool="staff", changes=(), kept=("p05",), reason="quota")],
    ids=lambda it: type(it).__name__,
)
def test_so_do_late_grades_and_what_the_committee_settles(event: Event) -> None:
    cause = "pools/2010/KIPO@4"
    assert follows(event, story=after_the_objection) == [redraw.model_copy(update={"cause": cause})]


def test_the_list_of_a_later_year_rests_on_it_too() -> None:
    later = {**listed, "year": 2011}
    next_year = drawn(places(GRADES)).model_copy(update={"year": 2011})
    story = [*after_the_objection, opened_cycle(listing(), 2011), next_year]
    again = RedrawPromotionList(**later, cause=CAUSE)
    assert follows(reviewed(upheld), story=story) == [redraw, again]


def test_a_list_of_other_gradings_stays() -> None:
    elsewhere = drawn(places(GRADES), inputs=[Read(stream=pools_stream(2009, KIPO), version=3)])
    story = [*office_year(), elsewhere]
    assert follows(reviewed(upheld), story=story) == []


def test_reg_29_the_days_of_the_lists_are_the_last_of_july_and_of_january() -> None:
    rules = read_rules("kr-2010")
    assert rules.personnel
    assert rules.personnel.promotion
    phases = [rules.phase(it.phase) for it in rules.personnel.promotion.lists]
    days = [resolve(it.as_of or it.due, YEAR).isoformat() for it in phases if it]
    assert days == ["2010-07-31", "2011-01-31"]


def test_reg_18_a_year_brings_at_most_70_points() -> None:
    promotion = read_rules("kr-2010").personnel.promotion  # type: ignore[union-attr]
    assert promotion
    assert promotion.most == max(promotion.points.values()) == Decimal(70)


def changed(**changes: Any) -> PromotionRules:
    return PromotionRules.model_validate({**PROMOTIONS.model_dump(), **changes})


def years(*pairs: tuple[int, int]) -> tuple[dict[str, Any], ...]:
    return ({"phase": "list", "years": tuple({"back": back, "weight": weight} for back, weight in pairs)},)


@pytest.mark.parametrize("points", [0, 70])
def test_points_up_to_the_most_are_taken(points: int) -> None:
    assert changed(points={"S": points}).points["S"] == points


@pytest.mark.parametrize("points", ["-0.01", "70.01"])
def test_points_beyond_are_no_rules(points: str) -> None:
    with pytest.raises(ValidationError, match="not between 0 and 70"):
        changed(points={"S": points})


@pytest.mark.parametrize("pairs", [[(0, 60), (1, 39)], [(0, 60), (1, 41)]])
def test_weights_of_the_years_sum_to_100(pairs: list[tuple[int, int]]) -> None:
    with pytest.raises(ValidationError, match="they must sum to 100"):
        changed(lists=years(*pairs))


@pytest.mark.parametrize("pairs", [[(1, 60), (0, 40)], [(0, 60), (0, 40)]])
def test_years_stand_once_and_the_newest_first(pairs: list[tuple[int, int]]) -> None:
    with pytest.raises(ValidationError, match="given once each"):
        changed(lists=years(*pairs))


def test_a_list_needs_a_phase_with_its_task_and_the_task_a_list() -> None:
    data = listing().model_dump(mode="json")
    without = {**data, "phases": [it for it in data["phases"] if it["phase"] != "list"]}
    with pytest.raises(ValidationError, match="'list' is no phase with the task"):
        RuleSet.model_validate(without)
    data["personnel"]["promotion"] = None
    with pytest.raises(ValidationError, match=r"phases.list.tasks.draw-promotion-list: personnel.promotion.lists"):
        RuleSet.model_validate(data)


hundreds = st.integers(0, 7000).map(lambda it: Decimal(it) / 100)
rated = st.builds(Rated, st.just(2010), st.integers(1, 100).map(Decimal), hundreds, hundreds)
people = st.dictionaries(st.sampled_from(names), st.lists(rated, min_size=1, max_size=3).map(tuple), min_size=1)


@given(st.lists(rated, min_size=1, max_size=3))
def test_the_points_lie_between_the_lowest_and_the_highest_year(it: list[Rated]) -> None:
    assert min(one.points for one in it) <= weighted_points(it) <= max(one.points for one in it)


@given(people)
def test_everybody_has_a_place_and_it_does_not_depend_on_the_order_of_names(it: dict[str, tuple[Rated, ...]]) -> None:
    found = in_order(it)
    assert sorted(one.person for one in found) == sorted(it)
    assert found == in_order(dict(reversed(it.items())))
    for better, worse in pairwise(found):
        assert better.points >= worse.points
        assert better.place <= worse.place
    assert {one.place for one in found} <= set(range(1, len(found) + 1))


def test_a_total_alone_moves_the_place_between_equals() -> None:
    assert scored("p01", "99").total == Decimal(99)
    lists = places("AAAAAAAAAA", ["90", *TEN[1:]])
    assert lists.places[-1].person in {"p01", "p10"}
    assert lists.places[-1].place == lists.places[-2].place == 9
