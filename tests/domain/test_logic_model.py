"""S1-82: indicators measure results; how much of a scorecard must, the rules say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from activities.yaml_files import read_rules
from domain.cycle import CycleOpened
from domain.logic_model import UNSTATED, TooFewResults, shortfall, weights
from domain.objectives import Objective, Objectives
from domain.plan_amendment import RequestPlanAmendment
from domain.plan_commands import DraftUnitPlan, SubmitAnnualPlan
from domain.plan_events import AnnualPlanSubmitted
from domain.planning import LOGIC, Logic, LogicRule, Planning
from rehearsal.crowd import enlarged
from rehearsal.loading import load_case
from tests.support import office as kipo
from tests.support.office import (
    BUREAU,
    PROMOTION,
    ada,
    all_drafted,
    confirmed_plan,
    drafted,
    guideline_issued,
    in_plan,
    indicator,
    label,
    phase_open,
    plan_of,
    planner,
)
from tests.support.spec import Given, spec

HALF = LogicRule(share=Decimal(50))


def measuring(*parts: tuple[Logic | None, str]) -> Objectives:
    """Return one target measured by indicators of these types and weights."""
    made = [indicator(f"P-{n:02}", weight) for n, (_, weight) in enumerate(parts, 1)]
    return plan_of(*(it.model_copy(update={"logic": logic}) for it, (logic, _) in zip(made, parts, strict=True)))


def opened(rule: LogicRule) -> CycleOpened:
    planning = Planning(logic=rule)
    return kipo.opened_cycle(kipo.RULES.model_copy(update={"planning": planning}))


def february(rule: LogicRule) -> Given:
    return spec.given(kipo.bodies, opened(rule), kipo.people, phase_open(kipo.PLAN)).at("2010-02-10")


def drafting(objectives: Objectives) -> DraftUnitPlan:
    return DraftUnitPlan.model_validate({**in_plan, "unit": PROMOTION, "objectives": objectives})


def test_a_scorecard_that_measures_enough_is_drafted() -> None:
    enough = measuring(("result", "20"), ("output", "30"), ("activity", "50"))
    february(HALF).when(ada, drafting(enough)).then(drafted(PROMOTION, enough))


def test_a_scorecard_that_measures_too_little_is_refused() -> None:
    little = measuring(("result", "49.99"), ("activity", "50.01"))
    asked = february(HALF).when(ada, drafting(little))
    asked.then_refused(TooFewResults, unit=PROMOTION, share="49.99", least="50", counts="output, result")


def test_what_is_not_stated_does_not_count() -> None:
    asked = february(HALF).when(ada, drafting(measuring((None, "60"), ("output", "40"))))
    asked.then_refused(TooFewResults, share="40")


def test_the_rules_say_what_counts() -> None:
    results_only = LogicRule(counts=("result",), share=Decimal(50))
    asked = february(results_only).when(ada, drafting(measuring(("output", "60"), ("result", "40"))))
    asked.then_refused(TooFewResults, share="40", counts="result")


def two_targets(second: Logic) -> Objectives:
    (objective,) = measuring(("result", "90"))
    (other,) = plan_of(indicator("P-09", "10").model_copy(update={"logic": second}), target="T2")
    return (Objective.model_validate({**dict(objective), "targets": (*objective.targets, *other.targets)}),)


def test_the_rules_may_ask_for_one_in_every_target() -> None:
    each = LogicRule(each_target=True)
    february(each).when(ada, drafting(two_targets("activity"))).then_refused(TooFewResults, targets="T2")
    february(each).when(ada, drafting(two_targets("output"))).then(drafted(PROMOTION, two_targets("output")))


def test_rules_that_ask_nothing_take_what_is_not_stated() -> None:
    february(LogicRule()).when(ada, drafting(kipo.PROMOTION_PLAN)).then(drafted(PROMOTION, kipo.PROMOTION_PLAN))


def test_rules_that_only_warn_put_the_units_on_record() -> None:
    warning = LogicRule(share=Decimal(50), otherwise="warn")
    said = {"mission": label("m"), "vision": label("v"), "finance": kipo.FINANCE}
    submit = SubmitAnnualPlan.model_validate({**in_plan, **said})
    fine = drafted(PROMOTION, measuring(("result", "50"), ("input", "50")))
    (event,) = february(warning).given(guideline_issued, all_drafted, fine).when(planner, submit).events()
    assert isinstance(event, AnnualPlanSubmitted)
    assert event.few_results == (BUREAU, kipo.EXAMINATION)


def test_an_amendment_measures_as_much() -> None:
    fine = drafted(PROMOTION, measuring(("result", "100")))
    story = [it for it in confirmed_plan if it not in all_drafted]
    changed = indicator("P-01", "100").model_copy(update={"logic": "activity"})
    about = {"year": kipo.YEAR, "body": kipo.KIPO, "phase": "amendment", "unit": PROMOTION, "reason": "new law"}
    request = RequestPlanAmendment.model_validate({**about, "indicators": (changed,)})
    year = spec.given(kipo.bodies, opened(HALF), kipo.people, phase_open(kipo.AMENDMENT), all_drafted, fine, story)
    year.at("2010-08-10").when(ada, request).then_refused(TooFewResults, share="0")


@pytest.mark.parametrize("case", ["kipo-2010", "kr-2026"])
def test_the_cases_measure_as_much_as_their_rules_ask(case: str) -> None:
    found = load_case(Path("examples") / case, conduct=False)
    rule = read_rules(found.rules).planning.logic
    assert (rule.share, str(rule.otherwise)) == (Decimal(60), "refuse")
    parts = enlarged(found, 300).plan.units
    assert [part.unit for part in parts if shortfall(part.objectives, rule)] == []
    assert sum(weights(part.objectives)[UNSTATED] for part in parts) == 0


@given(some.lists(some.tuples(some.sampled_from([*LOGIC, None]), some.integers(1, 25)), min_size=1, max_size=4))
def test_every_weight_is_of_one_type(parts: list[tuple[Logic | None, int]]) -> None:
    objectives = measuring(*((logic, str(weight)) for logic, weight in parts))
    found = weights(objectives)
    assert sum(found.values()) == sum(weight for _, weight in parts)
    everything = LogicRule(counts=LOGIC, share=found[UNSTATED])
    assert (shortfall(objectives, everything) is None) == (sum(found.values()) - found[UNSTATED] >= found[UNSTATED])
