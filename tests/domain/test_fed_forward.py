"""What a guideline names by itself: the last results of every body and what is still to be answered (S1-38; ACT 8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings_facts import (
    CorrectiveActionAccepted,
    CorrectiveActionOverdue,
    CorrectiveActionPlanned,
    CorrectiveActionReported,
    CorrectiveActionReturned,
    FindingIssued,
    FindingVerified,
    FindingWaived,
)
from domain.guideline import AnnualGuidelineIssued, FedFinding, FedResult, IssueGuideline, NoResultToFeed
from domain.messages import Event
from domain.re_evaluation import ReEvaluationCarriedOut, SelfEvaluationAdjusted
from domain.scoring.grades import Placed, Ranking
from domain.self_evaluation_content import Outcome
from domain.self_evaluation_facts import SelfEvaluationSubmitted
from domain.specific_grades import SpecificResultsGraded
from domain.specific_result_facts import SpecificResultReopened
from tests.support.committees import MOSF
from tests.support.office import (
    GUIDELINES,
    KIPO,
    PMO,
    SEAL,
    YEAR,
    bodies,
    gyu,
    holds,
    label,
    opened_cycle,
    phase_open,
    with_phases,
)
from tests.support.office import mina as owner
from tests.support.spec import Given, spec
from tests.support.specific import published, resolved

NEXT = YEAR + 1
RULES = with_phases(GUIDELINES)


def january(year: int, *story: Event, of: tuple[str, ...] = (KIPO,)) -> Given:
    opened = opened_cycle(RULES, year).model_copy(update={"bodies": of})
    phase = phase_open(GUIDELINES, PMO).model_copy(update={"year": year})
    return spec.given(bodies, holds(gyu, "evaluation-office", PMO), opened, phase, *story).at(f"{year}-01-20")


def issuing(year: int = NEXT, *others: str) -> IssueGuideline:
    about: dict[str, Any] = {"year": year, "body": PMO, "phase": "guidelines", "title": label("guideline")}
    return IssueGuideline(**about, document=SEAL, specific_results=others)


def issued(story: Given, year: int = NEXT, *others: str) -> AnnualGuidelineIssued:
    asked = story.when(gyu, issuing(year, *others))
    (event,) = asked.events()
    assert isinstance(event, AnnualGuidelineIssued)
    asked.then(event)
    return event


def outcome(total: str, grade: str) -> Outcome:
    return Outcome(total=Decimal(total), grade=grade, categories=(), inputs=())


def submitted(total: str = "88.7", grade: str = "good", year: int = YEAR, body: str = KIPO) -> SelfEvaluationSubmitted:
    said: dict[str, Any] = {"phase": "self-evaluation", "resolution": "sec/1/1", "by": "hana"}
    return SelfEvaluationSubmitted(year=year, body=body, outcome=outcome(total, grade), **said)


again = ReEvaluationCarriedOut(
    year=YEAR,
    body=PMO,
    phase="re-evaluation",
    ministry=KIPO,
    scores={},
    outcome=outcome("75", "poor"),
    opinion="so",
    by="otto",
)
adjusted = SelfEvaluationAdjusted(
    year=YEAR,
    body=PMO,
    ministry=KIPO,
    before=Decimal(75),
    after=Decimal(82),
    grade="good",
    resolution="gpec/4/1",
    reason="verified",
    by=gyu,
)


def own(total: str, grade: str, told_by: str, year: int = YEAR) -> FedResult:
    about: dict[str, Any] = {"of": "self-evaluation", "year": year, "body": KIPO}
    return FedResult(**about, total=Decimal(total), grade=grade, told_by=told_by)


def specific(total: str, grade: str | None = None, body: str = KIPO, version: int = 1) -> FedResult:
    about: dict[str, Any] = {"of": "specific-evaluation", "year": YEAR, "body": body}
    told_by = f"specific-result/{YEAR}/{body}@{version}"
    return FedResult(**about, total=Decimal(total), grade=grade, told_by=told_by)


# Results


def test_the_first_guideline_of_a_log_names_nothing() -> None:
    event = issued(january(NEXT))
    assert (event.results, event.findings, event.specific_results) == ((), (), ())


def test_s1_38_last_years_specific_results_are_named_without_being_asked_for() -> None:
    event = issued(january(NEXT, resolved("84.00")))
    assert event.results == (specific("84.00"),)
    assert event.specific_results == (KIPO,)


def test_with_their_grades_where_there_are_any_and_as_they_were_reopened() -> None:
    placed = Placed(person=KIPO, rank=1, total=Decimal("90.5"), grade="excellent")
    of_group = SpecificResultsGraded(
        year=YEAR, group="deputy", ranking=Ranking(counts={}, placed=(placed,)), edition=1, by=gyu
    )
    reopened = SpecificResultReopened(
        year=YEAR, body=KIPO, areas={}, total=Decimal("90.5"), resolution="gpec/9/1", edition=2, by=gyu
    )
    event = issued(january(NEXT, published(), of_group, resolved("84.00"), reopened))
    assert event.results == (specific("90.5", "excellent", version=2),)


def test_whoever_issues_it_may_add_a_result_and_leaves_none_out() -> None:
    story = january(NEXT, resolved("84.00"), resolved("70.00", MOSF))
    assert issued(story).specific_results == (KIPO,)
    for others in ((MOSF,), (KIPO, MOSF), (MOSF, KIPO)):
        assert issued(story, NEXT, *others).results == (specific("84.00"), specific("70.00", body=MOSF))
    story.when(gyu, issuing(NEXT, PMO)).then_refused(NoResultToFeed, bodies=PMO, year=YEAR)


def test_a_body_of_the_year_before_that_takes_part_no_more_is_not_forgotten() -> None:
    last_year = opened_cycle(RULES).model_copy(update={"bodies": (MOSF,)})
    event = issued(january(NEXT, last_year, resolved("70.00", MOSF)))
    assert event.specific_results == (MOSF,)


def test_results_of_an_earlier_specific_evaluation_are_not_last_years() -> None:
    assert issued(january(NEXT + 1, resolved("84.00")), NEXT + 1).results == ()


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ([submitted()], own("88.7", "good", f"self-evaluation/{YEAR}/{KIPO}@1")),
        ([submitted(), again], own("75", "poor", f"re-evaluation/{YEAR}/{KIPO}@1")),
        ([submitted(), again, adjusted], own("82", "good", f"re-evaluation/{YEAR}/{KIPO}@2")),
        ([again], own("75", "poor", f"re-evaluation/{YEAR}/{KIPO}@1")),  # never submitted, evaluated all the same
    ],
    ids=["submitted", "again", "adjusted", "in-its-place"],
)
def test_a_self_evaluation_is_named_as_it_stands(story: list[Event], expected: FedResult) -> None:
    assert issued(january(NEXT, *story)).results == (expected,)


@pytest.mark.parametrize(("year", "named"), [(YEAR, False), (NEXT, True), (NEXT + 1, True), (NEXT + 2, False)])
def test_the_last_self_evaluation_is_at_most_two_years_old(year: int, named: bool) -> None:
    assert bool(issued(january(year, submitted()), year).results) is named


def test_a_newer_self_evaluation_takes_the_place_of_an_older_one() -> None:
    newer = submitted("91", "great", year=NEXT)
    (result,) = issued(january(NEXT + 1, submitted(), newer), NEXT + 1).results
    assert (result.year, result.total, result.grade) == (NEXT, Decimal(91), "great")


def test_what_comes_in_after_it_was_issued_makes_another_edition_when_it_is_issued_again() -> None:
    story = january(NEXT, resolved("84.00"))
    first = issued(story)
    story.given(first).when(gyu, issuing()).then_nothing()
    later = issued(story.given(first, submitted()))
    assert [it.of for it in later.results] == ["specific-evaluation", "self-evaluation"]


# Findings


def finding(number: int = 1, year: int = YEAR, body: str = KIPO) -> FindingIssued:
    said: dict[str, Any] = {"year": year, "source": "inspection", "title": label("late"), "finding": "late"}
    days: dict[str, Any] = {"sector": "major-policies", "resolution": None, "plan_by": date(2010, 6, 1)}
    return FindingIssued(body=body, number=number, **said, **days, zone="Asia/Seoul", by="inho")


KEY: dict[str, Any] = {"body": KIPO, "number": 1}
plan: Any = {"remedy": "correction", "plan": "more people", "responsible": owner, "due": date(2010, 9, 30)}
planned = CorrectiveActionPlanned(**KEY, **plan, by="park")
reported = CorrectiveActionReported(**KEY, result="done", proof=SEAL, by=owner)
accepted = CorrectiveActionAccepted(**KEY, by="inho")
returned = CorrectiveActionReturned(**KEY, reason="no effect", plan_by=date(2010, 12, 1), by="inho")
late = CorrectiveActionOverdue(**KEY, awaited="plan", due=date(2010, 6, 1))
waived = FindingWaived(**KEY, resolution="gpec/5/1", reason="merged", by=gyu)


def verified(*, lasts: bool) -> FindingVerified:
    return FindingVerified(
        **KEY, year=YEAR, lasts=lasts, note="seen", plan_by=None if lasts else date(2011, 2, 1), by="i"
    )


@pytest.mark.parametrize(
    ("story", "is_open"),
    [
        ([], True),
        ([planned], True),
        ([planned, reported], False),
        ([planned, reported, returned], True),
        ([planned, reported, accepted], False),
        ([planned, reported, accepted, verified(lasts=False)], True),
        ([planned, reported, accepted, verified(lasts=True)], False),
        ([waived], False),
    ],
    ids=["issued", "planned", "reported", "returned", "accepted", "does-not-last", "lasts", "waived"],
)
def test_what_a_body_still_owes_an_answer_to_is_named(story: list[Event], is_open: bool) -> None:
    event = issued(january(NEXT, finding(), *story))
    assert [(it.body, it.number, it.year) for it in event.findings] == ([(KIPO, 1, YEAR)] if is_open else [])


def test_with_its_title_and_whether_its_day_passed() -> None:
    told = FedFinding(body=KIPO, number=1, year=YEAR, title=label("late"), overdue=True)
    assert issued(january(NEXT, finding(), late)).findings == (told,)


def test_a_finding_of_the_guidelines_own_year_is_not_an_earlier_one() -> None:
    both = [finding(1, YEAR), finding(2, NEXT)]
    assert [it.number for it in issued(january(NEXT, *both)).findings] == [1]
    assert [it.number for it in issued(january(NEXT + 1, *both), NEXT + 1).findings] == [1, 2]


@given(have=st.sets(st.sampled_from([KIPO, MOSF, PMO])), open_ones=st.sets(st.sampled_from([KIPO, MOSF, PMO])))
def test_nothing_that_is_there_is_left_out_whatever_is_asked_for(have: set[str], open_ones: set[str]) -> None:
    everybody = (KIPO, MOSF, PMO)
    story = [*(resolved("80.00", it) for it in sorted(have)), *(finding(body=it) for it in sorted(open_ones))]
    facts = january(NEXT, *story, of=everybody)
    for count in range(len(have) + 1):
        for others in combinations(sorted(have), count):
            event = issued(facts, NEXT, *others)
            assert set(event.specific_results) == have
            assert {it.body for it in event.findings} == open_ones
