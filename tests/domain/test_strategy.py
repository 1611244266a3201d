"""The strategic plan: five years with their finances, adopted, reviewed within three years, reported (S1-20)."""

from __future__ import annotations

from typing import Any

import pytest

from activities.yaml_files import read_rules
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.strategy import (
    AdoptStrategicPlan,
    FinancePlanIncomplete,
    NoStrategy,
    ObjectiveUnmeasured,
    ReportStrategicPlan,
    ReviewStrategicPlan,
    StrategicPlanAdopted,
    StrategicPlanReported,
    StrategicPlanReviewed,
    StrategyStands,
)
from projections.inbox import Inbox, take_in
from projections.rows import Rows, create_tables
from runtime.databases import memory_engine
from tests.support import office as kipo
from tests.support.office import KIPO, hana, in_plan, label, office, phase_open, planner
from tests.support.rows import rows_of
from tests.support.spec import spec

february = spec.given(office, phase_open(kipo.PLAN)).at("2010-02-10")
OBJECTIVE = {"id": "S1", "name": label("creation"), "targets": [{"id": "S1-T1", "name": label("t"), "value": 80}]}


def funds(*years: int) -> list[dict[str, int]]:
    return [{"year": it, "amount": 1000} for it in years]


def adopting(**changes: Any) -> AdoptStrategicPlan:
    whole: dict[str, Any] = {"objectives": [OBJECTIVE], "finance": funds(*range(2010, 2015))}
    said = {"strategy": 2010, "mission": label("m"), "vision": label("v"), **whole, **changes}
    return AdoptStrategicPlan.model_validate({**in_plan, **said})


def adopted(review_by: int = 2013) -> StrategicPlanAdopted:
    fields = {name: it for name, it in dict(adopting()).items() if name != "type"}
    return StrategicPlanAdopted.model_validate({**fields, "until": 2014, "review_by": review_by, "by": hana})


reviewing = ReviewStrategicPlan.model_validate({**in_plan, "strategy": 2010, "valid": True, "findings": "it holds"})
reporting = ReportStrategicPlan.model_validate(
    {**in_plan, "strategy": 2010, "committee": label("committee"), "receipt": "No. 3"}
)


def test_the_head_of_the_body_adopts_five_years() -> None:
    february.when(hana, adopting()).then(adopted())


def test_nobody_else_adopts_it() -> None:
    february.when(planner, adopting()).then_refused(NotYourTask, owner=hana)


@pytest.mark.parametrize("years", [range(2010, 2014), range(2011, 2016), [2010, 2010, 2011, 2012, 2013]])
def test_the_finance_plan_covers_each_of_the_five_years_once(years: range | list[int]) -> None:
    asked = february.when(hana, adopting(finance=funds(*years)))
    asked.then_refused(FinancePlanIncomplete, years="2010, 2011, 2012, 2013, 2014")


@pytest.mark.parametrize(("objectives", "bare"), [([], "-"), ([{**OBJECTIVE, "targets": []}], "S1")])
def test_every_objective_has_a_target(objectives: list[dict[str, Any]], bare: str) -> None:
    february.when(hana, adopting(objectives=objectives)).then_refused(ObjectiveUnmeasured, objectives=bare)


def test_an_adopted_plan_stands() -> None:
    february.given(adopted()).when(hana, adopting(vision=label("other"))).then_refused(StrategyStands, strategy=2010)


def test_a_review_sets_the_day_of_the_next() -> None:
    reviewed = StrategicPlanReviewed.model_validate(
        {**in_plan, "strategy": 2010, "valid": True, "findings": "it holds", "review_by": 2013, "by": planner}
    )
    february.given(adopted()).when(planner, reviewing).then(reviewed)


def test_it_is_reported_to_the_assembly() -> None:
    reported = StrategicPlanReported.model_validate(
        {**in_plan, "strategy": 2010, "committee": label("committee"), "receipt": "No. 3", "by": planner}
    )
    february.given(adopted()).when(planner, reporting).then(reported)


def test_only_an_adopted_plan_is_reviewed_and_reported() -> None:
    february.when(planner, reviewing).then_refused(NoStrategy, strategy=2010)
    february.when(planner, reporting).then_refused(NoStrategy)


# The review as an obligation of the year in which it is due


def owed_in(year: int, *story: Event) -> list[tuple[str, str]]:
    """Return who owes the review of which plan when *year* is planned under the rules of 2010."""
    opened = kipo.opened_cycle(read_rules("kipo-2010"), year)
    engine = memory_engine()
    with engine.begin() as connection:
        create_tables(connection)
        rows = Rows(connection)
        events = [*kipo.bodies, opened, *story]
        for row, event in zip(rows_of(events), events, strict=True):
            take_in(rows, row, event)
        rows.flush()
        found = Inbox().owed(connection, opened, KIPO, "plan-draft")
    engine.dispose()
    return [(it.owner, it.subject) for it in found if it.task == "review-strategy"]


def test_within_three_years_nobody_owes_a_review() -> None:
    assert owed_in(2012, adopted()) == []


def test_in_the_third_year_the_review_is_owed() -> None:
    assert owed_in(2013, adopted()) == [("role:planning", "2010")]


def test_a_review_puts_it_off_by_three_years() -> None:
    reviewed = StrategicPlanReviewed.model_validate(
        {**in_plan, "strategy": 2010, "valid": True, "findings": "it holds", "review_by": 2015, "by": planner}
    )
    assert owed_in(2013, adopted(), reviewed) == []


def test_a_plan_that_is_over_is_not_reviewed() -> None:
    assert owed_in(2015, adopted()) == []
