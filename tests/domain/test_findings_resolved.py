"""Findings that a committee resolved, its waivers, and the plan that waits for answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.deliberation_facts import ItemResolved
from domain.findings_commands import AcceptCorrectiveAction, IssueFinding, VerifyFinding, WaiveFinding
from domain.findings_facts import (
    CorrectiveActionAccepted,
    CorrectiveActionOverdue,
    CorrectiveActionPlanned,
    CorrectiveActionReported,
    FindingIssued,
    FindingVerified,
    FindingWaived,
)
from domain.findings_ledger import require_answered
from domain.findings_refusals import FindingOutOfTurn, FindingsUnanswered, NoFinding, OwnMinistry
from domain.messages import Event
from domain.plan_commands import ConfirmAnnualPlan
from domain.plan_review import PlanNotReady
from domain.refusals import NotAllowed
from domain.resolutions import NoSuchResolution, NotResolved, OtherMatter, ResolutionSpent
from tests.support import office as kipo
from tests.support.committees import DAY, GPEC, convened, gpec_made, tabled
from tests.support.follow_up import MOSF, government, gyu, inho
from tests.support.office import (
    KIPO,
    SEAL,
    YEAR,
    all_drafted,
    guideline_issued,
    hana,
    in_plan,
    label,
    mina,
    office,
    phase_open,
    plan_reviewed,
    plan_submitted,
    planner,
    registered,
)
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

REF = f"{GPEC}/1/1"
ABOUT: dict[str, Any] = {"year": YEAR, "body": KIPO, "number": 1}
WHAT: dict[str, Any] = {"source": "specific-evaluation", "title": label("late"), "finding": "Examinations are late."}
PLAN_BY = date(2011, 1, 9)  # thirty days after 10 December


def resolved(matter: str, about: str = KIPO, *, passed: bool | None = True) -> list[Event]:
    """Return a sitting of the government's committee with one item; without *passed* it is still open."""
    of = {"committee": GPEC, "session": 1, "item": "1"}
    votes = {"present": 8, "in_favour": 5, "against": 3, "abstained": 0, "unrevealed": 0}
    sitting: list[Event] = [*gpec_made, convened(), tabled(concerns=about, matter=matter)]
    return sitting if passed is None else [*sitting, ItemResolved(**of, passed=passed, on=DAY, **votes)]


def here(*events: Event) -> Given:
    return spec.given(government, *events).at("2010-12-10")


issuing = IssueFinding.model_validate({**ABOUT, **WHAT, "resolution": REF})
issued = FindingIssued.model_validate(
    {**ABOUT, **WHAT, "sector": None, "resolution": REF, "plan_by": PLAN_BY, "zone": "Asia/Seoul", "by": gyu}
)
promise = {"remedy": "correction", "plan": "More examiners.", "responsible": mina, "due": date(2011, 9, 30)}
planned = CorrectiveActionPlanned(body=KIPO, number=1, **promise, by=planner)
late = CorrectiveActionOverdue(body=KIPO, number=1, awaited="report", due=date(2011, 9, 30))
reported = CorrectiveActionReported(body=KIPO, number=1, result="Ten were hired.", proof=SEAL, by=mina)
accepted = CorrectiveActionAccepted(body=KIPO, number=1, by=gyu)
waiving = WaiveFinding.model_validate({**ABOUT, "resolution": REF, "reason": "The office was abolished."})
waived = FindingWaived(body=KIPO, number=1, resolution=REF, reason="The office was abolished.", by=gyu)


# Issued by resolution


def test_the_secretariat_issues_what_the_committee_found() -> None:
    here(*resolved("finding")).when(gyu, issuing).then(issued)


def test_others_do_not_issue_what_the_committee_found() -> None:
    here(*resolved("finding")).when(inho, issuing).then_refused(NotAllowed, role="evaluation-office")


def test_a_finding_needs_a_resolution_that_is_on_record() -> None:
    here().when(gyu, issuing).then_refused(NoSuchResolution, ref=REF)


@pytest.mark.parametrize(("passed", "stage"), [(None, "tabled"), (False, "rejected")])
def test_a_finding_needs_a_resolution_that_was_passed(passed: bool | None, stage: str) -> None:
    here(*resolved("finding", passed=passed)).when(gyu, issuing).then_refused(NotResolved, stage=stage)


@pytest.mark.parametrize(
    "item", [resolved("specific-result"), resolved("waive-finding"), resolved("finding", MOSF)], ids=str
)
def test_a_resolution_on_something_else_carries_no_finding(item: list[Event]) -> None:
    here(*item).when(gyu, issuing).then_refused(OtherMatter, wanted="finding", wanted_about=KIPO)


def test_sod_05_the_secretariat_does_not_find_fault_with_its_own_ministry() -> None:
    own = here(*resolved("finding"), registered(gyu, "PROMO", 5, KIPO))
    own.when(gyu, issuing).then_refused(OwnMinistry, body=KIPO)


def test_what_the_committee_found_the_secretariat_settles_and_no_inspector() -> None:
    accepting = AcceptCorrectiveAction.model_validate(ABOUT)
    done = here(issued, planned, reported)
    done.when(gyu, accepting).then(accepted)
    done.when(inho, accepting).then_refused(NotAllowed, role="evaluation-office")


def test_what_the_committee_found_the_secretariat_verifies() -> None:
    looking = VerifyFinding.model_validate({**ABOUT, "lasts": True, "note": "It lasts."})
    said = {"body": KIPO, "number": 1, "year": YEAR, "lasts": True, "note": "It lasts.", "plan_by": None, "by": gyu}
    here(issued, planned, reported, accepted).when(gyu, looking).then(FindingVerified.model_validate(said))


# Waived by resolution


@pytest.mark.parametrize("events", [[], [planned], [planned, late]], ids=["issued", "planned", "late"])
def test_the_committee_waives_what_is_still_owed(events: list[Event]) -> None:
    here(issued, *events, *resolved("waive-finding")).when(gyu, waiving).then(waived)


@pytest.mark.parametrize("events", [[planned, reported], [planned, reported, accepted]], ids=["reported", "accepted"])
def test_what_is_no_longer_owed_is_not_waived(events: list[Event]) -> None:
    asked = here(issued, *events, *resolved("waive-finding")).when(gyu, waiving)
    asked.then_refused(FindingOutOfTurn, stage="accepted" if accepted in events else "reported")


def test_one_resolution_waives_one_finding() -> None:
    other = waived.model_copy(update={"number": 2})
    second = issued.model_copy(update={"number": 2})
    both = here(issued, second, waived, *resolved("waive-finding"))
    both.when(gyu, waiving).then_nothing()
    both.when(gyu, waiving.model_copy(update={"number": 2})).then_refused(ResolutionSpent, ref=REF)
    here(issued, second, *resolved("waive-finding")).when(gyu, waiving.model_copy(update={"number": 2})).then(other)


def test_what_was_not_found_is_not_waived() -> None:
    here(*resolved("waive-finding")).when(gyu, waiving).then_refused(NoFinding)


def test_a_waiver_needs_a_resolution_of_its_own() -> None:
    here(issued).when(gyu, waiving).then_refused(NoSuchResolution)
    here(issued, *resolved("waive-finding", passed=False)).when(gyu, waiving).then_refused(NotResolved)
    here(issued, *resolved("finding")).when(gyu, waiving).then_refused(OtherMatter, wanted="waive-finding")
    here(issued, *resolved("waive-finding", MOSF)).when(gyu, waiving).then_refused(OtherMatter)


def test_only_the_secretariat_of_another_ministry_waives() -> None:
    item = resolved("waive-finding")
    here(issued, *item).when(planner, waiving).then_refused(NotAllowed, role="evaluation-office")
    here(issued, *item, registered(gyu, "PROMO", 5, KIPO)).when(gyu, waiving).then_refused(OwnMinistry)


# The plan waits


LAST_YEAR = issued.model_copy(update={"year": YEAR - 1})
confirming = ConfirmAnnualPlan.model_validate({**in_plan, "answers": ("it is Ada",)})
reviewed = spec.given(office, phase_open(kipo.PLAN), guideline_issued, all_drafted, plan_submitted, plan_reviewed)
in_march = reviewed.at("2010-02-10")


def test_no_plan_is_confirmed_over_an_open_finding_of_an_earlier_year() -> None:
    in_march.given(LAST_YEAR).when(hana, confirming).then_refused(FindingsUnanswered, body=KIPO, numbers="1")


def test_every_open_finding_is_named() -> None:
    third = [LAST_YEAR.model_copy(update={"number": number}) for number in (1, 2, 3)]
    answered = planned.model_copy(update={"number": 2})
    asked = in_march.given(third, answered).when(hana, confirming)
    asked.then_refused(FindingsUnanswered, numbers="1, 3")


@pytest.mark.parametrize(
    "answer",
    [[planned], [planned, late, waived], [waived], [planned, reported], [planned, reported, accepted]],
    ids=["promised", "late and waived", "waived", "reported", "accepted"],
)
def test_an_answer_lets_the_plan_be_confirmed(answer: list[Event]) -> None:
    assert in_march.given(LAST_YEAR, *answer).when(hana, confirming).events()


def test_a_late_promise_holds_the_plan_up() -> None:
    in_march.given(LAST_YEAR, planned, late).when(hana, confirming).then_refused(FindingsUnanswered)


def test_a_finding_of_the_plans_own_year_or_of_another_ministry_does_not_hold_it_up() -> None:
    assert in_march.given(issued).when(hana, confirming).events()
    assert in_march.given(LAST_YEAR.model_copy(update={"body": MOSF})).when(hana, confirming).events()


def test_a_plan_without_its_review_is_refused_for_that_first() -> None:
    early = spec.given(office, phase_open(kipo.PLAN), guideline_issued, all_drafted, plan_submitted, LAST_YEAR)
    early.at("2010-02-10").when(hana, confirming).then_refused(PlanNotReady)


def test_what_does_not_last_holds_the_next_plan_up_again() -> None:
    said = {"body": KIPO, "number": 1, "year": YEAR + 1, "lasts": False, "note": "No.", "plan_by": PLAN_BY, "by": gyu}
    relapsed = FindingVerified.model_validate(said)
    ledger = PureFacts(by_stream([issued, planned, reported, accepted, relapsed]), moment("2012-03-15"), hana)
    with pytest.raises(FindingsUnanswered):
        require_answered(ledger, KIPO, YEAR + 2, date(2012, 3, 15))
