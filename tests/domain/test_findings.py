"""Findings and promises: issued by who may, planned within days, reported with proof, settled, never forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import WAIT, OnlyTheClock, TooEarly
from domain.cases import case_of_stream
from domain.cycle import CycleOpened
from domain.findings import FINDINGS
from domain.findings_clock import FINDINGS_CASE, next_step, standing
from domain.findings_commands import (
    AcceptCorrectiveAction,
    IssueFinding,
    NoteFindingOverdue,
    PlanCorrectiveAction,
    ReportCorrectiveAction,
    ReturnCorrectiveAction,
    VerifyFinding,
)
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
from domain.findings_ledger import require_answered
from domain.findings_refusals import (
    AcceptsOwnWork,
    AuditorConcerned,
    DayPassed,
    DayTooFar,
    FindingOutOfTurn,
    FindingsUnanswered,
    NoAuthority,
    NoFinding,
    NoMandate,
    NumberTaken,
    OwnMinistry,
)
from domain.messages import Event
from domain.open_items import open_items
from domain.person_service import PersonTransferred
from domain.refusals import NotAllowed
from tests.support.follow_up import FOLLOW_UP, FOLLOWED, MOSF, aud, government, gyu, inho, seo
from tests.support.office import KIPO, SEAL, YEAR, hana, holds, label, mina, opened_cycle, planner, registered
from tests.support.spec import Given, PureFacts, by_stream, midnight_after, moment, spec

ABOUT: dict[str, Any] = {"year": YEAR, "body": KIPO, "number": 1}
WHAT = {"source": "inspection", "title": label("late examinations"), "finding": "Examinations are late."}
MAY_2 = date(2011, 5, 2)
PLAN_BY = date(2011, 6, 1)  # thirty days later
may = spec.given(government).at("2011-05-02")

issuing = IssueFinding.model_validate({**ABOUT, **WHAT, "sector": "major-policies"})
issued = FindingIssued.model_validate(
    {
        **ABOUT,
        **WHAT,
        "sector": "major-policies",
        "resolution": None,
        "plan_by": PLAN_BY,
        "zone": "Asia/Seoul",
        "by": inho,
    }
)


def planning(remedy: str = "correction", responsible: str = mina, due: str = "2011-09-30", **more: Any) -> Any:
    said = {"remedy": remedy, "plan": "More examiners.", "responsible": responsible, "due": due}
    return PlanCorrectiveAction.model_validate({**ABOUT, **said, **more})


def planned(remedy: str = "correction", responsible: str = mina, due: str = "2011-09-30") -> CorrectiveActionPlanned:
    said = {"remedy": remedy, "plan": "More examiners.", "responsible": responsible, "due": due}
    return CorrectiveActionPlanned.model_validate({"body": KIPO, "number": 1, **said, "by": planner})


reporting = ReportCorrectiveAction.model_validate({**ABOUT, "result": "Ten were hired.", "proof": SEAL})
reported = CorrectiveActionReported(body=KIPO, number=1, result="Ten were hired.", proof=SEAL, by=mina)
by_inho = reported.model_copy(update={"by": inho})
accepting = AcceptCorrectiveAction.model_validate(ABOUT)
accepted = CorrectiveActionAccepted(body=KIPO, number=1, by=inho)
returning = ReturnCorrectiveAction.model_validate({**ABOUT, "reason": "No effect is shown."})


def after(*events: Event) -> Given:
    return spec.given(government, issued, *events).at("2011-05-10")


def overdue(awaited: str, due: str) -> CorrectiveActionOverdue:
    return CorrectiveActionOverdue.model_validate({"body": KIPO, "number": 1, "awaited": awaited, "due": due})


# Who may issue one


def test_an_inspector_of_the_sectors_office_issues_a_finding_with_thirty_days_to_plan() -> None:
    may.when(inho, issuing).then(issued)


def test_the_secretariat_needs_a_resolution() -> None:
    may.when(gyu, issuing.model_copy(update={"sector": None})).then_refused(NoAuthority)


def test_a_finding_rests_on_one_authority_only() -> None:
    may.when(gyu, issuing.model_copy(update={"resolution": "gpec/1/1"})).then_refused(NoAuthority)


def test_an_inspector_of_another_sector_does_not_issue_it() -> None:
    may.when(seo, issuing).then_refused(NoMandate, sector="major-policies", actor=seo)


@pytest.mark.parametrize(("day", "may_issue"), [("2011-06-30", True), ("2011-07-01", False)])
def test_a_mandate_ends_with_its_last_day(day: str, may_issue: bool) -> None:
    asked = spec.given(government).at(day).when(seo, issuing.model_copy(update={"sector": "spending-programmes"}))
    if may_issue:
        assert len(asked.events()) == 1
    else:
        asked.then_refused(NoMandate, day=day)


def moved(person: str, *, to: str, unit: str = "PROMO") -> PersonTransferred:
    return PersonTransferred(person=person, body=to, from_unit=None, to_unit=unit, day=date(2011, 1, 3))


def test_sod_05_nor_the_one_he_was_transferred_to() -> None:
    there = spec.given(government, moved(inho, to=KIPO)).at("2011-05-02")
    there.when(inho, issuing).then_refused(OwnMinistry, body=KIPO)


def test_sod_05_nobody_inspects_his_own_ministry() -> None:
    of_kipo = spec.given(government, registered(inho, "PROMO", 5, KIPO)).at("2011-05-02")
    of_kipo.when(inho, issuing).then_refused(OwnMinistry, body=KIPO)


def test_findings_are_numbered_one_after_the_other() -> None:
    may.when(inho, issuing.model_copy(update={"number": 2})).then_refused(NumberTaken, next=1)
    after().when(inho, issuing.model_copy(update={"title": label("other")})).then_refused(NumberTaken, next=2)


def test_the_same_finding_twice_is_one() -> None:
    spec.given(government, issued).at("2011-05-02").when(inho, issuing).then_nothing()


# The body's promise


def test_the_planning_office_says_how_and_until_when() -> None:
    after().when(planner, planning()).then(planned())


def test_others_do_not_promise_for_the_body() -> None:
    after().when(mina, planning()).then_refused(NotAllowed, role="planning")


def test_a_promise_is_about_today_or_later() -> None:
    after().when(planner, planning(due="2011-05-10")).then(planned(due="2011-05-10"))
    after().when(planner, planning(due="2011-05-09")).then_refused(DayPassed, today="2011-05-10")


def test_a_plan_may_be_changed_until_it_is_reported() -> None:
    after(planned()).when(planner, planning(due="2011-10-31")).then(planned(due="2011-10-31"))
    after(planned(), reported).when(planner, planning(due="2011-10-31")).then_refused(
        FindingOutOfTurn, stage="reported"
    )


def test_a_self_audit_is_an_internal_auditors() -> None:
    after().when(planner, planning("self-audit", aud)).then(planned("self-audit", aud))
    after().when(planner, planning("self-audit", mina)).then_refused(AuditorConcerned, person=mina)


def test_who_plans_a_self_audit_does_not_carry_it_out() -> None:
    both = spec.given(government, issued, holds(planner, "internal-auditor")).at("2011-05-10")
    both.when(planner, planning("self-audit", planner)).then_refused(AuditorConcerned, person=planner)


def test_there_is_no_finding_without_its_issue() -> None:
    may.when(planner, planning()).then_refused(NoFinding, number=1)


# What was done


def test_who_is_responsible_reports_with_proof() -> None:
    after(planned()).when(mina, reporting).then(reported)


def test_the_planning_office_may_report_too_and_others_may_not() -> None:
    after(planned()).when(planner, reporting).then(reported.model_copy(update={"by": planner}))
    after(planned()).when(hana, reporting).then_refused(NotAllowed, role="planning")


def test_a_self_audit_is_reported_by_its_auditor_alone() -> None:
    after(planned("self-audit", aud)).when(planner, reporting).then_refused(AuditorConcerned)
    after(planned("self-audit", aud)).when(aud, reporting).then(reported.model_copy(update={"by": aud}))


def test_nothing_is_reported_before_it_is_planned() -> None:
    after().when(planner, reporting).then_refused(FindingOutOfTurn, stage="issued")


def test_the_office_accepts_what_was_done() -> None:
    after(planned(), reported).when(inho, accepting).then(accepted)


def test_the_office_returns_it_and_the_body_plans_anew() -> None:
    back = CorrectiveActionReturned(
        body=KIPO, number=1, reason="No effect is shown.", plan_by=date(2011, 6, 9), by=inho
    )
    after(planned(), reported).when(inho, returning).then(back)
    after(planned(), reported, back).when(planner, planning()).then(planned())


def test_nothing_is_accepted_or_returned_before_it_is_reported() -> None:
    after(planned()).when(inho, accepting).then_refused(FindingOutOfTurn, stage="planned")
    after(planned()).when(inho, returning).then_refused(FindingOutOfTurn, stage="planned")


def test_only_the_sectors_office_of_the_day_accepts() -> None:
    after(planned(), reported).when(seo, accepting).then_refused(NoMandate)


LAST_DAY = date(2012, 6, 1)  # 366 days after the plan was due


def test_a_promise_is_for_a_day_on_which_somebody_still_looks() -> None:
    assert PLAN_BY + timedelta(days=FOLLOW_UP.carry_out_days) == LAST_DAY
    after().when(planner, planning(due="2012-06-01")).then(planned(due="2012-06-01"))
    after().when(planner, planning(due="2012-06-02")).then_refused(DayTooFar, last="2012-06-01")
    after().when(planner, planning(due="9999-12-31")).then_refused(DayTooFar, last="2012-06-01")


def test_planning_anew_does_not_put_it_off_for_ever() -> None:
    later = after(planned(due="2012-06-01"), overdue("report", "2012-06-01")).at("2012-06-03")
    later.when(planner, planning(due="2012-07-01")).then_refused(DayTooFar, last="2012-06-01")
    later.when(mina, reporting).then(reported)


def test_what_is_planned_late_or_again_has_its_days_from_then() -> None:
    late = after(overdue("plan", "2011-06-01")).at("2011-08-01")
    late.when(planner, planning(due="2012-08-01")).then(planned(due="2012-08-01"))
    back = CorrectiveActionReturned(body=KIPO, number=1, reason="No effect.", plan_by=date(2011, 9, 1), by=inho)
    again = after(planned(), reported, back, planned(due="2011-10-31"))
    again.when(planner, planning(due="2012-09-01")).then(planned(due="2012-09-01"))
    again.when(planner, planning(due="2012-09-02")).then_refused(DayTooFar, last="2012-09-01")


@pytest.mark.parametrize("did", ["put it right", "reported it"])
def test_nobody_accepts_what_he_did_himself(did: str) -> None:
    """Whoever holds both offices and a post in neither."""
    who = {"put it right": (planned(responsible=inho), reported), "reported it": (planned(), by_inho)}
    after(*who[did]).when(inho, accepting).then_refused(AcceptsOwnWork, actor=inho)


def test_sod_05_nobody_accepts_what_his_own_ministry_did() -> None:
    own = spec.given(government, issued, planned(), reported, registered(inho, "PROMO", 5, KIPO)).at("2011-05-10")
    own.when(inho, accepting).then_refused(OwnMinistry)


# A later cycle looks again


def test_what_lasts_is_verified_and_what_does_not_is_planned_anew() -> None:
    lasts = VerifyFinding.model_validate({**ABOUT, "lasts": True, "note": "It lasts."})
    said = {"body": KIPO, "number": 1, "year": YEAR, "note": "It lasts.", "by": inho}
    verified = FindingVerified.model_validate({**said, "lasts": True, "plan_by": None})
    after(planned(), reported, accepted).when(inho, lasts).then(verified)
    [again] = after(planned(), reported, accepted).when(inho, lasts.model_copy(update={"lasts": False})).events()
    assert again == verified.model_copy(update={"lasts": False, "plan_by": date(2011, 6, 9)})
    after(planned(), reported, accepted, again).when(planner, planning()).then(planned())


def test_what_was_not_accepted_is_not_verified() -> None:
    early = VerifyFinding.model_validate({**ABOUT, "lasts": True, "note": "It lasts."})
    after(planned(), reported).when(inho, early).then_refused(FindingOutOfTurn)


# Days


def test_a_plan_that_does_not_come_is_noted_after_its_last_day() -> None:
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": PLAN_BY})
    late = spec.given(government, issued).at(midnight_after(PLAN_BY))
    late.when_the_clock(note).then(overdue("plan", "2011-06-01"))


def test_a_report_that_does_not_come_is_noted_too() -> None:
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": "2011-09-30"})
    late = spec.given(government, issued, planned()).at("2011-10-01")
    late.when_the_clock(note).then(overdue("report", "2011-09-30"))


def test_a_timer_that_fires_early_tries_again() -> None:
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": PLAN_BY})
    spec.given(government, issued).at("2011-06-01T23:59:59").when_the_clock(note).then_refused(TooEarly)


def test_what_was_done_meanwhile_is_not_late() -> None:
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": PLAN_BY})
    spec.given(government, issued, planned()).at("2011-06-05").when_the_clock(note).then_nothing()


def test_no_person_notes_days() -> None:
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": PLAN_BY})
    spec.given(government, issued).at("2011-06-05").when(inho, note).then_refused(OnlyTheClock)


@pytest.mark.parametrize("before", [[], [planned()]], ids=["plan", "report"])
def test_the_last_day_is_the_bodys_to_its_last_moment(before: list[Event]) -> None:
    due = date(2011, 9, 30) if before else PLAN_BY
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": due})
    story = spec.given(government, issued, *before)
    story.at(f"{due}T23:59:59.999999").when_the_clock(note).then_refused(TooEarly)
    [event] = story.at(midnight_after(due)).when_the_clock(note).events()
    assert event == overdue("report" if before else "plan", str(due))
    story.given(event).at(midnight_after(due)).when_the_clock(note).then_nothing()


def test_a_day_that_was_moved_is_not_noted() -> None:
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": "2011-09-30"})
    moved = spec.given(government, issued, planned(), planned(due="2011-10-01")).at("2011-10-01")
    moved.when_the_clock(note).then_nothing()


@pytest.mark.parametrize("at", ["2011-06-01T23:59:59.999999", "2011-06-02"], ids=["last-day", "after"])
def test_a_plan_that_comes_late_is_still_taken(at: str) -> None:
    noted = [overdue("plan", "2011-06-01")] if at == "2011-06-02" else []
    spec.given(government, issued, *noted).at(at).when(planner, planning()).then(planned())


@pytest.mark.parametrize(("days", "plan_by"), [(1, "2011-05-03"), (30, "2011-06-01"), (366, "2012-05-02")])
def test_the_rules_say_in_how_many_days_it_is_planned(days: int, plan_by: str) -> None:
    rules = FOLLOWED.model_copy(update={"follow_up": FOLLOW_UP.model_copy(update={"plan_days": days})})
    year = [opened_cycle(rules) if isinstance(it, CycleOpened) else it for it in government]
    [event] = spec.given(year).at("2011-05-02T23:59:59.999999").when(inho, issuing).events()
    assert isinstance(event, FindingIssued)
    assert event.plan_by == date.fromisoformat(plan_by)


@given(days=st.integers(1, 366), hour=st.integers(0, 23), later=st.integers(0, 400))
def test_it_is_late_after_its_day_and_never_before(days: int, hour: int, later: int) -> None:
    plan_by = MAY_2 + timedelta(days=days)
    finding = issued.model_copy(update={"plan_by": plan_by})
    note = NoteFindingOverdue.model_validate({**ABOUT, "due": plan_by})
    day = MAY_2 + timedelta(days=later)
    asked = spec.given(government, finding).at(f"{day}T{hour:02}:30").when_the_clock(note)
    if day > plan_by:
        assert len(asked.events()) == 1
    else:
        asked.then_refused(TooEarly)


# The promise ledger

MARCH_15 = date(2012, 3, 15)


def ledger(*events: Event) -> PureFacts:
    return PureFacts(by_stream([*government, issued, *events]), moment("2012-03-15"), hana)


def test_an_open_finding_is_answered_before_the_next_plan_is_confirmed() -> None:
    with pytest.raises(FindingsUnanswered) as refused:
        require_answered(ledger(), KIPO, YEAR + 2, MARCH_15)
    assert refused.value.facts == {"body": KIPO, "numbers": "1"}
    require_answered(ledger(planned()), KIPO, YEAR + 2, MARCH_15)


def test_a_broken_promise_stands_in_the_way_too() -> None:
    with pytest.raises(FindingsUnanswered):
        require_answered(ledger(planned(), overdue("report", "2011-09-30")), KIPO, YEAR + 2, MARCH_15)


def test_the_committee_may_waive_it() -> None:
    waived = FindingWaived(body=KIPO, number=1, resolution="gpec/1/1", reason="Abolished.", by=gyu)
    require_answered(ledger(waived), KIPO, YEAR + 2, MARCH_15)


def test_a_finding_of_the_same_year_does_not_stand_in_the_way_of_its_plan() -> None:
    require_answered(ledger(), KIPO, YEAR, MARCH_15)


@pytest.mark.parametrize(("year", "held_up"), [(YEAR, False), (YEAR + 1, True), (YEAR + 5, True)])
def test_it_stands_in_the_way_of_every_later_plan_until_it_is_answered(year: int, held_up: bool) -> None:
    if not held_up:
        require_answered(ledger(), KIPO, year, MARCH_15)
        return
    with pytest.raises(FindingsUnanswered):
        require_answered(ledger(), KIPO, year, MARCH_15)
    require_answered(ledger(planned()), KIPO, year, MARCH_15)


def test_other_ministries_are_not_held_up() -> None:
    require_answered(ledger(), MOSF, YEAR + 2, MARCH_15)


# The clock


def fold(*events: Event) -> Any:
    return FINDINGS.fold(list(events))


def test_the_clock_waits_for_the_earliest_day_of_all_findings() -> None:
    second = issued.model_copy(update={"number": 2, "plan_by": date(2011, 5, 20)})
    step = next_step(fold(issued, second))
    assert (step.step, step.at) == ("overdue/2/2011-05-20", midnight_after(date(2011, 5, 20)))
    assert next_step(fold(issued, second, overdue("plan", "2011-05-20").model_copy(update={"number": 2}))).step == (
        "overdue/1/2011-06-01"
    )


def test_a_ledger_without_anything_awaited_waits_for_ever_and_never_ends() -> None:
    assert next_step(fold()) == WAIT
    assert next_step(fold(issued, planned(), reported)) == WAIT
    assert next_step(fold(issued, planned(), reported, accepted)) == WAIT


def test_the_ledger_tells_what_is_awaited_first() -> None:
    assert (standing(fold(issued)).stage, standing(fold(issued)).awaited) == ("open", "plan")
    assert standing(fold(issued, planned())).due == date(2011, 9, 30)
    assert standing(fold(issued, planned(), reported, accepted)).stage == "settled"
    assert standing(fold(issued, overdue("plan", "2011-06-01"))).late
    assert standing(fold(issued, planned(), reported)).awaited == "review"


def test_what_is_late_is_awaited_before_what_is_due_later() -> None:
    second = issued.model_copy(update={"number": 2, "plan_by": date(2011, 7, 1)})
    told = standing(fold(issued, second, overdue("plan", "2011-06-01")))
    assert (told.due, told.late) == (PLAN_BY, True)


def test_the_ledger_is_a_case_with_a_clock() -> None:
    assert case_of_stream(f"findings/{KIPO}") is FINDINGS_CASE


STEPS = {
    "planned": planned(),
    "reported": reported,
    "accepted": accepted,
    "returned": CorrectiveActionReturned(body=KIPO, number=1, reason="no", plan_by=PLAN_BY, by=inho),
    "overdue": overdue("plan", "2011-06-01"),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=8))
def test_whatever_happens_a_finding_keeps_its_issue_and_is_open_only_with_a_day(steps: list[str]) -> None:
    state = fold(issued, *(STEPS[it] for it in steps))
    finding = state.of[1]
    assert finding.issued == issued
    if finding.is_open:
        assert finding.due is not None
    assert finding.is_answered == (finding.stage != "issued" and not finding.overdue)


# What a closed year leaves open


def left_of(*events: Event, year: int = YEAR) -> list[tuple[str, str, str]]:
    opened = next(it for it in government if isinstance(it, CycleOpened)).model_copy(update={"year": year})
    return [(it.body, it.what, it.subject) for it in open_items(opened, ledger(*events))]


def test_act_27_a_finding_that_is_not_put_right_is_on_the_list_of_the_closed_year() -> None:
    assert left_of() == left_of(planned()) == [(KIPO, "finding", "1")]
    assert left_of(year=YEAR + 1) == [(KIPO, "finding", "1")]


def test_what_is_waived_or_of_a_later_year_is_not() -> None:
    waived = FindingWaived(body=KIPO, number=1, resolution="gpec/1/1", reason="Abolished.", by=gyu)
    assert left_of(waived) == left_of(year=YEAR - 1) == []
