"""The January guideline: issued by the evaluation office of the government, for everyone."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.alignment import PolicyItem
from domain.burden_rules import BurdenStated
from domain.cycle import CycleOpened
from domain.cycle_refusals import UnknownBody
from domain.guideline import GUIDELINE, IssueGuideline, OtherYearsBurden
from domain.guideline_held_over import GuidelineHeldOver, HoldOverGuideline
from domain.obligations import NotYourTask
from domain.phase_refusals import NotYet
from domain.refusals import NotAllowed
from tests.support.office import (
    GUIDELINES,
    KIPO,
    PMO,
    SEAL,
    YEAR,
    guideline_issued,
    holds,
    label,
    mina,
    office,
    opened_cycle,
    phase_open,
    with_phases,
)
from tests.support.spec import spec

issue = IssueGuideline(year=YEAR, body=PMO, phase="guidelines", title=label("guideline"), document=SEAL)
january = spec.given(office, holds("gwen", "evaluation-office", PMO), phase_open(GUIDELINES, PMO)).at("2010-01-20")


def test_the_evaluation_office_issues_the_guideline() -> None:
    january.when("gwen", issue).then(guideline_issued)


def test_a_corrected_guideline_supersedes_the_first() -> None:
    corrected = issue.model_copy(update={"document": "6" * 64})
    superseding = guideline_issued.model_copy(update={"document": "6" * 64})
    january.given(guideline_issued).when("gwen", corrected).then(superseding)


def test_nobody_else_issues_it() -> None:
    january.when(mina, issue).then_refused(NotYourTask, owner="role:evaluation-office")


def test_the_role_in_a_ministry_is_not_the_role_in_the_government() -> None:
    january.given(holds("mo", "evaluation-office", KIPO)).when("mo", issue).then_refused(NotYourTask)


def test_a_ministry_issues_no_guideline() -> None:
    own = issue.model_copy(update={"body": KIPO})
    january.when("gwen", own).then_refused(UnknownBody, body=KIPO)


def cost(year: int) -> BurdenStated:
    counts = {"tasks_done": 900, "documents": 40, "requests": 6, "repeated": 1, "reminders": 30}
    return BurdenStated(year=year, **counts, estimated_minutes=27_000)


def test_it_is_written_knowing_what_the_year_before_cost() -> None:
    knowing = issue.model_copy(update={"burden": cost(YEAR - 1)})
    january.when("gwen", knowing).then(guideline_issued.model_copy(update={"burden": cost(YEAR - 1)}))


def test_the_burden_of_another_year_is_refused() -> None:
    for other in (YEAR - 2, YEAR):
        knowing = issue.model_copy(update={"burden": cost(other)})
        january.when("gwen", knowing).then_refused(OtherYearsBurden, expected=YEAR - 1, given=other)


# No guideline in January

late = HoldOverGuideline(year=YEAR, body=PMO, phase="guidelines")
HELD = GUIDELINES.model_copy(update={"at_close": "hold-over-guideline"})
ITEM = PolicyItem(code="N-1", kind="national-agenda", name=label("growth"), bodies=(KIPO, "GONE"))
of_2009 = guideline_issued.model_copy(update={"year": YEAR - 1, "items": (ITEM,)})
year = opened_cycle(with_phases(HELD))
february = spec.given([year if isinstance(it, CycleOpened) else it for it in office], phase_open(HELD, PMO)).at(
    "2010-02-02"
)


def held_over(**more: Any) -> GuidelineHeldOver:
    key = {"year": YEAR, "body": PMO, "phase": "guidelines", "rests_on": None}
    return GuidelineHeldOver.model_validate({**key, "noticed": year.bodies, "on": date(2010, 2, 2), **more})


PROVISIONAL = held_over(
    rests_on=f"guideline/{YEAR - 1}@1",
    title=of_2009.title,
    document=SEAL,
    items=(ITEM.model_copy(update={"bodies": (KIPO,)}),),
)


def test_last_years_guideline_stands_provisionally_and_asks_nothing_of_bodies_that_are_gone() -> None:
    february.given(of_2009).when_the_clock(late).then(PROVISIONAL)


def test_where_this_log_has_none_of_last_year_drafting_begins_without() -> None:
    february.when_the_clock(late).then(held_over())


def test_a_guideline_that_came_stands() -> None:
    february.given(of_2009, guideline_issued).when_the_clock(late).then_nothing()


def test_what_was_held_over_is_held_over_again() -> None:
    before = held_over(year=YEAR - 1, items=(ITEM.model_copy(update={"bodies": ()}),))
    (found,) = february.given(before).when_the_clock(late).events()
    assert isinstance(found, GuidelineHeldOver)
    assert (found.rests_on, found.items, found.document) == (f"guideline/{YEAR - 1}@1", before.items, None)


def test_january_is_waited_for_and_nobody_orders_it() -> None:
    february.at("2010-02-01T23:59:59.999999").when_the_clock(late).then_refused(NotYet)
    february.when(mina, late).then_refused(NotAllowed)
    january.at("2010-02-02").when_the_clock(late).then_nothing()


def test_the_years_own_guideline_comes_late_and_supersedes_it() -> None:
    tasks = (HELD.tasks[0].model_copy(update={"afterwards": True}),)
    lasting = opened_cycle(with_phases(HELD.model_copy(update={"tasks": tasks})))
    events = [lasting if isinstance(it, CycleOpened) else it for it in february.events]
    march = spec.given(events, holds("gwen", "evaluation-office", PMO), held_over()).at("2010-02-20")
    march.when("gwen", issue).then(guideline_issued)
    assert GUIDELINE.fold([held_over(), guideline_issued]).in_force == guideline_issued
