"""Where a ministry submits no plan of its self-evaluation, the indicators of its plan are what is evaluated (S1-35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.cycle import CycleOpened
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.phase_facts import PhaseMoved
from domain.phase_refusals import NotYet
from domain.refusals import NotAllowed
from domain.rules import HUNDRED, RuleSet
from domain.self_evaluation_commands import DefaultSelfEvaluationPlan
from domain.self_evaluation_default import equal_shares
from domain.self_evaluation_facts import SelfEvaluationPlanDefaulted, SelfEvaluationSupplementRequested
from domain.self_evaluation_outcome import evaluation_score
from domain.self_evaluation_refusals import PlanStands, TooFewScorers
from domain.self_evaluation_rules import SelfEvaluationRules
from domain.succession import BodyAbolished
from tests.support.committees import SEC
from tests.support.inbox import owed_by
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    KIPO,
    PMO,
    PROMOTION,
    YEAR,
    confirmed_plan,
    gyu,
    hana,
    opened_cycle,
    planner,
)
from tests.support.self_evaluation import (
    RULES,
    accepted,
    assigned,
    assigning,
    by_april,
    gia,
    measure,
    members,
    planned,
    planning,
    subject,
)
from tests.support.spec import Given, spec

ABOUT: dict[str, Any] = {"year": YEAR, "body": KIPO}
THE_DAY = "2010-05-15"
asked = DefaultSelfEvaluationPlan(**ABOUT, phase="self-evaluation-plan")
SUBJECTS = tuple(
    subject(unit, "policy", 33, unit, *measures).model_copy(update={"weight": Decimal(weight)})
    for unit, weight, measures in (
        (BUREAU, "33.33", [measure("I-01", 60), measure("I-02", 40)]),
        (PROMOTION, "33.33", [measure("P-01", 100)]),
        (EXAMINATION, "33.34", [measure("E-01", 100)]),
    )
)


def defaulted(**other: Any) -> SelfEvaluationPlanDefaulted:
    """Return that the indicators of the plan in force are evaluated."""
    plan_events = len([it for it in by_april if it in confirmed_plan]) - 1  # all but the guideline
    said = {
        "committee": SEC,
        "chair": "k1",
        "weights": {"major-policies": HUNDRED},
        "subjects": tuple(it.model_copy(update={"name": NAMES[it.subject]}) for it in SUBJECTS),
        "rests_on": f"plan/{YEAR}/{KIPO}@{plan_events}",
        "noticed": (KIPO, PMO),
        "on": date(2010, 5, 15),
    }
    return SelfEvaluationPlanDefaulted.model_validate({**ABOUT, "phase": asked.phase, **said, **other})


NAMES = {it.unit: it.name for it in by_april if type(it).__name__ == "UnitEstablished" and it.body == KIPO}  # type: ignore[attr-defined]
may = spec.given(by_april).at(THE_DAY)


def test_where_no_plan_came_the_plan_s_indicators_are_evaluated_unit_by_unit() -> None:
    may.when_the_clock(asked).then(defaulted())


def test_it_says_on_what_ground_and_who_was_told() -> None:
    assert (defaulted().ground, defaulted().noticed) == ("not-submitted", (KIPO, PMO))


def test_until_the_last_day_is_over_a_plan_can_come() -> None:
    may.at("2010-05-14T23:59").when_the_clock(asked).then_refused(NotYet)
    may.at("2010-05-14T23:59").when(hana, planning()).then(planned().model_copy(update={"late": True}))


def test_a_phase_that_was_moved_gives_the_days_it_was_moved_by() -> None:
    days = {"opens": date(2010, 4, 1), "due": date(2010, 5, 31), "due_before": date(2010, 4, 30)}
    moved = PhaseMoved.model_validate({**ABOUT, "phase": asked.phase, **days, "reason": "flood", "resolution": None})
    may.given(moved).when_the_clock(asked).then_refused(NotYet)
    june = may.given(moved).at("2010-06-15").when_the_clock(asked)
    june.then(defaulted(on=date(2010, 6, 15)))


@pytest.mark.parametrize("actor", [hana, planner, gia, gyu])
def test_nobody_orders_it(actor: str) -> None:
    may.when(actor, asked).then_refused(NotAllowed)


@pytest.mark.parametrize("before", [[planned()], [planned(), accepted()]], ids=["submitted", "accepted"])
def test_a_plan_that_came_stands(before: list[Event]) -> None:
    may.given(before).when_the_clock(asked).then_nothing()


def test_a_plan_whose_supplement_never_came_was_submitted_all_the_same() -> None:
    wish = {"edition": 1, "request": "name the method", "resolution": "gpec/3/1", "by": gia}
    supplement = SelfEvaluationSupplementRequested.model_validate({**ABOUT, **wish})
    may.given(planned(), supplement).when_the_clock(asked).then_nothing()


def without(*kinds: str) -> list[Event]:
    """Return the story of April without events of *kinds*."""
    return [it for it in by_april if type(it).__name__ not in kinds]


def test_a_ministry_without_a_committee_has_nothing_to_evaluate() -> None:
    alone = [it for it in by_april if getattr(it, "committee", None) != SEC]
    spec.given(alone).at(THE_DAY).when_the_clock(asked).then_nothing()


def test_the_government_s_committee_is_no_ministry_s() -> None:
    alone = [it for it in by_april if getattr(it, "committee", None) != SEC]
    elsewhere = [it.model_copy(update={"body": KIPO}) if getattr(it, "kind", None) == "gpec" else it for it in alone]
    spec.given(elsewhere).at(THE_DAY).when_the_clock(asked).then_nothing()


def test_without_a_plan_in_force_there_are_no_indicators() -> None:
    spec.given(without("AnnualPlanConfirmed")).at(THE_DAY).when_the_clock(asked).then_nothing()


def test_a_body_that_has_ended_has_nothing_to_evaluate() -> None:
    ended = BodyAbolished(body=KIPO, successors=(), day=date(2010, 5, 1), law="Government Organization Act")
    may.given(ended).when_the_clock(asked).then_nothing()


def under(rules: RuleSet) -> Given:
    """Return the middle of May under other *rules*."""
    return spec.given([opened_cycle(rules) if isinstance(it, CycleOpened) else it for it in by_april]).at(THE_DAY)


def test_rules_that_name_no_part_or_do_nothing_at_the_close_have_no_default() -> None:
    silent = RULES.self_evaluation.model_copy(update={"default_part": None})
    under(RULES.model_copy(update={"self_evaluation": silent})).when_the_clock(asked).then_nothing()
    phases = tuple(it.model_copy(update={"at_close": None}) if it.phase == asked.phase else it for it in RULES.phases)
    under(RULES.model_copy(update={"phases": phases})).when_the_clock(asked).then_nothing()


def test_the_part_of_a_default_plan_is_one_of_the_rules() -> None:
    with pytest.raises(ValidationError):
        SelfEvaluationRules(default_part="weather")
    known = RULES.self_evaluation.model_dump()
    assert SelfEvaluationRules.model_validate({**known, "default_part": "personnel"}).default_part == "personnel"


def test_what_holds_by_default_is_no_more_planned_or_supplemented() -> None:
    days = {"opens": date(2010, 4, 1), "due": date(2010, 5, 31), "due_before": date(2010, 4, 30)}
    moved = PhaseMoved.model_validate({**ABOUT, "phase": asked.phase, **days, "reason": "flood", "resolution": None})
    may.given(defaulted(), moved).when(hana, planning()).then_refused(PlanStands)


def owed(*story: Event) -> Sequence[tuple[str, str, str]]:
    """Return task, subject and owner of what is owed in the scoring of KIPO."""
    year = next(it for it in reversed(story) if isinstance(it, CycleOpened))
    return [(it.task, it.subject, it.owner) for it in owed_by(year, KIPO, "self-evaluation", *story)]


def test_the_chair_is_to_assign_it_like_any_other() -> None:
    task = ("assign-scorers", KIPO, "k1")
    assert task not in owed(*by_april)
    assert task in owed(*by_april, defaulted())


def test_the_members_score_it_like_any_other() -> None:
    whole = {it.subject: members for it in SUBJECTS}
    january = spec.given(by_april, defaulted()).at("2011-01-10")
    january.when("k1", assigning(**whole)).then(assigned(**whole))
    january.when("k2", assigning(**whole)).then_refused(NotYourTask)
    few = {**whole, BUREAU: members[:2]}
    january.when("k1", assigning(**few)).then_refused(TooFewScorers, subject=BUREAU)


def test_the_obligation_is_missed_all_the_same_and_the_inbox_holds_it_until_then() -> None:
    year = next(it for it in reversed(by_april) if isinstance(it, CycleOpened))
    due = [(it.task, it.owner) for it in owed_by(year, KIPO, asked.phase, *by_april, defaulted())]
    assert due == [("plan-self-evaluation", hana)]


def test_its_score_is_that_of_its_indicators_alone() -> None:
    given = {it.subject: [{one.code: Decimal(90) for one in it.measures}] for it in SUBJECTS}
    score = evaluation_score(defaulted(), given, RULES.self_evaluation)
    assert (score.value, [it.what for it in score.parts]) == (Decimal(90), ["category/major-policies"])


@given(st.integers(min_value=1, max_value=400))
def test_the_shares_of_units_are_alike_and_sum_to_100(count: int) -> None:
    shares = equal_shares(count)
    assert (len(shares), sum(shares)) == (count, HUNDRED)
    assert all(it > 0 for it in shares)
    assert len(set(shares[:-1])) <= 1
