"""A ministry's plan of its self-evaluation: by its head, on frozen indicators, supplemented, accepted (ACT 16)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from activities.inline import Fact
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.phase_facts import PhaseClosed
from domain.phase_refusals import PhaseIsClosed
from domain.refusals import NotAllowed
from domain.self_evaluation_commands import AcceptSelfEvaluationPlan, RequestSelfEvaluationSupplement
from domain.self_evaluation_facts import SelfEvaluationSupplementRequested
from domain.self_evaluation_refusals import (
    IndicatorsDiffer,
    NoPlanYet,
    NothingToRestOn,
    NotItsCommittee,
    OtherEdition,
    PlanStands,
    SubjectTwice,
    UnknownPart,
    WeightsOff,
)
from projections.inbox import Inbox
from projections.rows import create_tables
from projections.tasks import inbox_of
from runtime.databases import memory_engine
from tests.support.committees import GPEC, SEC
from tests.support.office import BUREAU, KIPO, YEAR, confirmed_plan, guideline_issued, hana, planner
from tests.support.rows import row_of
from tests.support.self_evaluation import (
    S1,
    S2,
    S3,
    S4,
    accepted,
    basic_plan,
    by_april,
    gia,
    implementation_plan,
    measure,
    planned,
    planning,
    resolved,
    subject,
    there,
)
from tests.support.spec import spec

april = spec.given(by_april).at("2010-04-12")
ABOUT: dict[str, Any] = {"year": YEAR, "body": KIPO}


def accepting(edition: int = 1) -> AcceptSelfEvaluationPlan:
    return AcceptSelfEvaluationPlan(**ABOUT, edition=edition)


def asking(edition: int = 1) -> RequestSelfEvaluationSupplement:
    said = {"edition": edition, "request": "name the method", "resolution": f"{GPEC}/3/1"}
    return RequestSelfEvaluationSupplement.model_validate({**ABOUT, **said})


asked = SelfEvaluationSupplementRequested(
    **ABOUT, edition=1, request="name the method", resolution=f"{GPEC}/3/1", by=gia
)
may = april.given(planned(), resolved("supplement", KIPO, 3, date(2010, 5, 4))).at("2010-05-06")


def test_the_head_plans_on_the_government_s_plan_of_the_year() -> None:
    april.when(hana, planning()).then(planned())


@pytest.mark.parametrize(
    ("there_is", "rests_on"),
    [
        ([*confirmed_plan, basic_plan, implementation_plan], "implementation/2010@1"),
        ([*confirmed_plan, basic_plan], "basic-plan/PMO@1"),
        (confirmed_plan, "guideline/2010@1"),
    ],
)
def test_without_the_year_s_plan_it_rests_on_what_there_is(there_is: list[Any], rests_on: str) -> None:
    spec.given(there, there_is).at("2010-04-12").when(hana, planning()).then(planned(rests_on=rests_on))


def test_a_plan_rests_on_something() -> None:
    bare = [it for it in confirmed_plan if it != guideline_issued]
    spec.given(there, bare).at("2010-04-12").when(hana, planning()).then_refused(NothingToRestOn, year=YEAR)


@pytest.mark.parametrize("committee", [GPEC, "sec-other"])
def test_c_04_a_body_evaluates_itself_by_its_own_committee(committee: str) -> None:
    april.when(hana, planning(committee=committee)).then_refused(NotItsCommittee, committee=committee)


def test_nobody_else_plans() -> None:
    april.when(planner, planning()).then_refused(NotYourTask)


@pytest.mark.parametrize(
    ("subjects", "missing", "unknown"),
    [
        ((S1, S2, subject("S3", "r-and-d", 100, None, measure("quality-3", 100, "q")), S4), "E-01", "-"),
        ((S1, S2, subject("S3", "r-and-d", 100, None, measure("E-01", 60), measure("E-09", 40)), S4), "-", "E-09"),
    ],
)
def test_c_25_the_indicators_are_those_of_the_plan_in_force(subjects: Any, missing: str, unknown: str) -> None:
    story = april.when(hana, planning(subjects=subjects))
    story.then_refused(IndicatorsDiffer, missing=missing, unknown=unknown)


def test_a_subject_belongs_to_a_part_of_the_rules() -> None:
    strange = subject("S4", "weather", 100, None, measure("quality", 100, "quality"))
    april.when(hana, planning(subjects=(S1, S2, S3, strange))).then_refused(UnknownPart, part="weather")


def test_a_subject_a_measure_and_an_indicator_are_named_once() -> None:
    april.when(hana, planning(subjects=(S1, S1, S3, S4))).then_refused(SubjectTwice, name="S1")
    twice = subject("S2", "policy", 40, None, measure("P-01", 50), measure("I-01", 50))
    april.when(hana, planning(subjects=(S1, twice, S3, S4))).then_refused(SubjectTwice, name="I-01")


def test_the_weights_of_a_subject_s_measures_sum_to_100() -> None:
    off = subject("S1", "policy", 60, BUREAU, measure("I-01", 60), measure("I-02", 39))
    april.when(hana, planning(subjects=(off, S2, S3, S4))).then_refused(WeightsOff, of="S1")


def test_the_weights_of_a_category_s_subjects_sum_to_100() -> None:
    off = S2.model_copy(update={"weight": 41})
    april.when(hana, planning(subjects=(S1, off, S3, S4))).then_refused(WeightsOff, of="major-policies")


def test_every_category_that_counts_has_subjects() -> None:
    one = subject("S1", "policy", 100, None, *(measure(it, 25) for it in ("I-01", "I-02", "P-01", "E-01")))
    april.when(hana, planning(subjects=(one,))).then_refused(WeightsOff)
    whole = planning(subjects=(one,), weights={"major-policies": 100})
    april.when(hana, whole).then(planned(subjects=(one,), weights={"major-policies": 100}))


@pytest.mark.parametrize("weights", [{"major-policies": 60, "financial-performance": 30}, {"major-policies": 100}])
def test_a_ministry_s_own_weights_sum_to_100_over_its_categories(weights: dict[str, int]) -> None:
    april.when(hana, planning(weights=weights)).then_refused(WeightsOff)


def test_a_ministry_may_weigh_its_categories_otherwise() -> None:
    weights = {"major-policies": 40, "financial-performance": 40, "administrative-management": 20}
    april.when(hana, planning(weights=weights)).then(planned(weights=weights))


@pytest.mark.parametrize(("day", "late"), [("2010-04-30T23:59", False), ("2010-05-03", True)])
def test_the_plan_is_due_at_the_end_of_april(day: str, late: bool) -> None:
    expected = planned().model_copy(update={"late": late})
    april.at(day).when(hana, planning()).then(expected)


def test_after_the_days_of_grace_no_plan_is_taken() -> None:
    april.at("2010-05-20").when(hana, planning()).then_refused(PhaseIsClosed)


def test_another_plan_is_another_edition_until_one_is_accepted() -> None:
    again = planning(hearing=date(2011, 3, 3))
    april.given(planned()).when(hana, again).then(planned(2, hearing=date(2011, 3, 3)))
    april.given(planned(), accepted()).when(hana, again).then_refused(PlanStands)
    april.given(planned(), accepted()).when(hana, planning()).then_nothing()


def test_the_secretariat_accepts_and_the_chair_is_to_assign() -> None:
    may.when(gia, accepting()).then(accepted())
    assert [(it.task, it.owner) for it in accepted().assignments()] == [("assign-scorers", "k1")]


def test_what_is_not_there_is_neither_accepted_nor_supplemented() -> None:
    april.when(gia, accepting()).then_refused(NoPlanYet)
    april.when(gia, asking()).then_refused(NoPlanYet)


def test_only_the_last_edition_is_accepted() -> None:
    may.given(planned(2)).when(gia, accepting()).then_refused(OtherEdition, current=2, given=1)


def test_the_government_s_committee_asks_for_a_supplement() -> None:
    may.when(gia, asking()).then(asked)
    may.given(accepted()).when(gia, asking()).then_refused(PlanStands)


def test_a_supplement_is_awaited_before_the_plan_is_accepted() -> None:
    may.given(asked).when(gia, accepting()).then_refused(OtherEdition)
    may.given(asked, planned(2)).when(gia, accepting(2)).then(accepted(2))


def test_the_ministry_does_not_accept_its_own_plan() -> None:
    may.when(hana, accepting()).then_refused(NotAllowed)
    may.when(hana, asking()).then_refused(NotAllowed)


def test_the_committee_of_the_plan_is_kept_on_record() -> None:
    assert planned().committee == SEC


def test_a_supplement_is_taken_after_the_days_of_grace_by_the_head_alone() -> None:
    june = may.given(asked).at("2010-06-10")
    june.when(planner, planning(hearing=date(2011, 3, 3))).then_refused(NotYourTask)
    supplemented = planned(2, hearing=date(2011, 3, 3)).model_copy(update={"late": True})
    june.when(hana, planning(hearing=date(2011, 3, 3))).then_once(supplemented, again=PhaseIsClosed)


CLOSED = PhaseClosed(**ABOUT, phase="self-evaluation-plan", early=False, missed=0)


@pytest.mark.parametrize("over", [[], [CLOSED]], ids=["open", "over"])
def test_a_plan_to_be_supplemented_is_in_the_inbox_of_the_head_again(over: list[Event]) -> None:
    done = [*by_april, planned()]
    assert in_inbox(*done, *over) == []
    assert in_inbox(*done, asked, *over) == in_inbox(*done, *over, asked) == [("plan-self-evaluation", KIPO)]
    assert in_inbox(*done, asked, *over, planned(2)) == []


def in_inbox(*story: Event) -> list[tuple[str, str]]:
    """Return what of the plan is in Hana's inbox after *story*."""
    engine = memory_engine()
    with engine.begin() as connection:
        create_tables(connection)
        Inbox().apply(connection, [Fact(row_of(by_april[0], n), event) for n, event in enumerate(story, 1)])
        found = [(it.task, it.subject) for it in inbox_of(connection, hana) if it.phase == "self-evaluation-plan"]
    engine.dispose()
    return found
