"""The January guideline: issued by the evaluation office of the government, for everyone."""

from __future__ import annotations

from domain.burden_rules import BurdenStated
from domain.cycle_refusals import UnknownBody
from domain.guideline import IssueGuideline, OtherYearsBurden
from domain.obligations import NotYourTask
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
    phase_open,
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
