"""What a rating leads to: a review of the organisation (S1-53), a plan to keep, a line on cards (S1-54)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.body_facts import BodyEstablished
from domain.budget_facts import BudgetConsequenceDecided, BudgetConsequenceProposed
from domain.card import RecordTaskResult, TaskResultRecorded
from domain.consequences import consequences, is_root
from domain.cycle import CycleOpened
from domain.findings import FINDINGS
from domain.findings_commands import AcceptCorrectiveAction, DrawFinding, IssueFinding, PlanCorrectiveAction
from domain.findings_facts import CorrectiveActionPlanned, CorrectiveActionReported, FindingIssued
from domain.findings_ledger import require_answered
from domain.findings_refusals import FindingsUnanswered, NoMandate, OtherRemedy, OwnMinistry
from domain.follow_up import DrawnFinding, Remedy
from domain.ids import SYSTEM
from domain.messages import Command, Event
from domain.programme import ProgrammeEstablished
from domain.refusals import NotAllowed, NotRegistered
from domain.succession import BodyMerged, BodySplit, BodySucceeded, Successor
from tests.support.follow_up import FOLLOW_UP, FOLLOWED, MOSF, government, inho, seo
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    KIPO,
    PMO,
    PROMOTION,
    SEAL,
    YEAR,
    ada,
    assigned,
    holds,
    jun,
    label,
    mina,
    olga,
    opened_cycle,
    planner,
    registered,
    tae,
)
from tests.support.spec import Given, PureFacts, by_stream, moment, require_sentences, spec

PLACE, RATED = "budget/2010/KIPO/P-1@2", "programme/KIPO/P-1@2"
TITLE = label("review")
DRAWN = {
    "poor-programme": DrawnFinding(title=TITLE, remedy="organisation-review", sector="major-policies"),
    "budget-exception": DrawnFinding(title=TITLE, remedy="improvement-plan"),
}
RULES_HERE = FOLLOWED.model_copy(update={"follow_up": FOLLOW_UP.model_copy(update={"drawn": DRAWN})})
ruled: list[Event] = [opened_cycle(RULES_HERE) if isinstance(it, CycleOpened) else it for it in government]


def of_unit(unit: str) -> ProgrammeEstablished:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "programme": "P-1", "unit": unit}
    return ProgrammeEstablished(**about, name=label("P-1"), amount=Decimal(12000), by=planner)


def proposed(branch: str = "cut") -> BudgetConsequenceProposed:
    key = {"year": YEAR, "body": KIPO, "phase": "budget", "programme": "P-1", "fiscal_year": 2012, "rated": RATED}
    told = {"score": "54.99", "level": "poor", "demonstrated": True, "base": 12000, "ceiling": 10800}
    return BudgetConsequenceProposed.model_validate({**key, **told, "branch": branch})


def decided(*, excepted: bool) -> BudgetConsequenceDecided:
    key = {"year": YEAR, "body": KIPO, "phase": "budget", "programme": "P-1"}
    said = {"amount": 12000, "excepted": excepted, "reason": "a flood", "by": "bud"}
    return BudgetConsequenceDecided.model_validate({**key, **said})


def follows(event: Event, unit: str = PROMOTION) -> list[Command]:
    story = [*ruled, registered(tae, EXAMINATION), assigned(tae, unit=EXAMINATION), of_unit(unit)]
    return consequences([(PLACE, event)], PureFacts(by_stream(story), moment("2011-05-02"), SYSTEM))


# What follows


def review(unit: str = PROMOTION) -> DrawFinding:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "unit": unit, "cause": RATED}
    return DrawFinding(**about, kind="poor-programme", finding="P-1: 54.99, poor")


def on_card(person: str, unit: str = PROMOTION) -> RecordTaskResult:
    result: dict[str, Any] = {"of": "programme", "task": "P-1", "score": "54.99", "level": "poor", "cause": RATED}
    return RecordTaskResult.model_validate({"person": person, "year": YEAR, "body": KIPO, "unit": unit, **result})


@pytest.mark.parametrize(
    ("unit", "persons"), [(BUREAU, [ada, jun, mina]), (PROMOTION, [ada, jun, mina]), (EXAMINATION, [tae])]
)
def test_s1_53_a_poor_programme_is_followed_by_a_review_and_a_line_on_the_cards_of_the_unit(
    unit: str, persons: list[str]
) -> None:
    assert follows(proposed(), unit) == [review(unit), *(on_card(it, unit) for it in persons)]


@pytest.mark.parametrize("branch", ["freeze", "free"])
def test_s1_54_any_other_result_reaches_the_cards_without_a_review(branch: str) -> None:
    assert follows(proposed(branch)) == [on_card(it) for it in (ada, jun, mina)]


def test_an_exception_is_followed_by_a_finding_and_a_plain_decision_by_nothing() -> None:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "unit": PROMOTION, "cause": PLACE}
    plan = DrawFinding(**about, kind="budget-exception", finding="P-1: a flood")
    assert (is_root(decided(excepted=True)), follows(decided(excepted=True))) == (True, [plan])
    assert (is_root(decided(excepted=False)), follows(decided(excepted=False))) == (False, [])


def test_without_its_programme_nothing_follows() -> None:
    facts = PureFacts(by_stream(ruled), moment("2011-05-02"), SYSTEM)
    assert consequences([(PLACE, proposed()), (PLACE, decided(excepted=True))], facts) == []


# The finding


in_may = spec.given(ruled).at("2011-05-02")
WHAT: dict[str, Any] = {"title": TITLE, "finding": "P-1: 54.99, poor", "unit": PROMOTION, "cause": RATED}


def drawn(number: int = 1, **more: Any) -> FindingIssued:
    said = {"year": YEAR, "body": KIPO, "number": number, **WHAT, "source": "poor-result", "resolution": None}
    days = {"plan_by": date(2011, 6, 1), "zone": "Asia/Seoul", "by": SYSTEM}
    ruling = {"remedy": "organisation-review", "sector": "major-policies", "drawn": "poor-programme"}
    return FindingIssued.model_validate({**said, **days, **ruling, **more})


def test_the_engine_issues_what_the_rules_ask_for() -> None:
    in_may.when_the_clock(review()).then(drawn())


def test_once_for_each_cause_and_each_with_the_next_number() -> None:
    in_may.given(drawn()).when_the_clock(review()).then_nothing()
    other = review().model_copy(update={"cause": "programme/KIPO/P-2@2"})
    in_may.given(drawn()).when_the_clock(other).then(drawn(2, cause="programme/KIPO/P-2@2"))


def test_an_improvement_plan_is_settled_by_the_secretariat() -> None:
    asked = review().model_copy(update={"kind": "budget-exception", "cause": PLACE})
    kept = drawn(source="programme", remedy="improvement-plan", sector=None, cause=PLACE, drawn="budget-exception")
    in_may.when_the_clock(asked).then(kept)


def test_rules_that_ask_for_nothing_draw_nothing() -> None:
    spec.given(government).at("2011-05-02").when_the_clock(review()).then_nothing()


def test_no_person_draws_findings() -> None:
    in_may.when(inho, review()).then_refused(NotAllowed)


@pytest.mark.parametrize("remedy", ["correction", "improvement-plan", "self-audit"])
def test_the_body_plans_the_remedy_that_is_asked_for(remedy: Remedy) -> None:
    said: dict[str, Any] = {"plan": "Two teams become one.", "responsible": mina, "due": "2011-09-30"}
    plan = PlanCorrectiveAction.model_validate(
        {"year": YEAR, "body": KIPO, "number": 1, "remedy": "organisation-review", **said}
    )
    asked = in_may.given(drawn())
    [planned] = asked.when(planner, plan).events()
    assert isinstance(planned, CorrectiveActionPlanned)
    other = plan.model_copy(update={"remedy": remedy})
    asked.when(planner, other).then_refused(OtherRemedy, wanted="organisation-review", given=remedy)


def issuing(**more: Any) -> IssueFinding:
    said = {"year": YEAR, "body": KIPO, "number": 1, "title": TITLE, "finding": "Poor.", "sector": "major-policies"}
    return IssueFinding.model_validate({**said, "source": "poor-result", "unit": PROMOTION, **more})


def test_s1_53_a_poor_result_found_by_people_asks_for_a_review_of_the_organisation() -> None:
    in_may.when(inho, issuing()).then_refused(OtherRemedy, wanted="organisation-review", given="-")
    in_may.when(inho, issuing(remedy="correction")).then_refused(OtherRemedy, given="correction")
    [issued] = in_may.when(inho, issuing(remedy="organisation-review")).events()
    assert isinstance(issued, FindingIssued)
    assert (issued.remedy, issued.unit, issued.cause) == ("organisation-review", PROMOTION, None)


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=8))
def test_however_often_causes_come_each_has_one_finding_and_numbers_have_no_hole(causes: list[str]) -> None:
    story: list[Event] = list(ruled)
    for cause in causes:
        story += (
            spec.given(story).at("2011-05-02").when_the_clock(review().model_copy(update={"cause": cause})).events()
        )
    ledger = FINDINGS.fold([it for it in story if isinstance(it, FindingIssued)])
    assert sorted(ledger.of) == list(range(1, len(set(causes)) + 1))
    assert {it.issued.cause for it in ledger.of.values()} == set(causes)


# On the card


recorded = TaskResultRecorded.model_validate({**dict(on_card(mina)), "type": "TaskResultRecorded"})


def test_the_engine_enters_a_task_result_once() -> None:
    in_may.when_the_clock(on_card(mina)).then(recorded)
    in_may.given(recorded).when_the_clock(on_card(mina)).then_nothing()


def test_no_person_enters_a_task_result() -> None:
    in_may.given(holds(olga, "hr")).when(olga, on_card(mina)).then_refused(NotAllowed)


def test_who_is_not_registered_has_no_card() -> None:
    in_may.when_the_clock(on_card("nobody")).then_refused(NotRegistered)


# Who carries on a body's work carries on its promises


MOIP, OTHER = "MOIP", "OTHER"
CHANGE = date(2011, 10, 1)
planning = PlanCorrectiveAction.model_validate(
    {
        "year": YEAR,
        "body": KIPO,
        "number": 1,
        "remedy": "organisation-review",
        "plan": "Two teams become one.",
        "responsible": mina,
        "due": "2011-12-31",
    }
)


def merged(day: str = "2011-10-05") -> Given:
    """Return that KIPO has become part of MOIP, with a finding open."""
    ended = BodyMerged(body=KIPO, successors=(Successor(body=MOIP, share=Decimal(100)),), day=CHANGE, law="Act 1")
    taken = BodySucceeded(body=MOIP, predecessor=KIPO, share=Decimal(100), day=CHANGE)
    there = BodyEstablished(body=MOIP, name=label(MOIP))
    return spec.given(ruled, drawn(), there, ended, taken, holds("pia", "planning", MOIP)).at(day)


def ledger(day: str = "2011-10-05") -> PureFacts:
    return merged(day).when("pia", planning).facts


def test_an_open_finding_holds_up_the_plan_of_who_carries_on_the_work() -> None:
    with pytest.raises(FindingsUnanswered) as told:
        require_answered(ledger(), MOIP, YEAR + 2, date(2012, 3, 15))
    require_sentences(told.value)
    assert told.value.facts == {"body": MOIP, "numbers": "KIPO 1"}
    require_answered(ledger(), MOSF, YEAR + 2, date(2012, 3, 15))


def test_before_the_day_it_is_the_bodys_own() -> None:
    require_answered(ledger(), MOIP, YEAR + 2, date(2011, 9, 30))


def test_who_carries_on_the_work_plans_and_the_old_office_plans_no_more() -> None:
    [planned] = merged().when("pia", planning).events()
    assert isinstance(planned, CorrectiveActionPlanned)
    merged().when(planner, planning).then_refused(NotAllowed, body=MOIP)
    assert merged("2011-09-30").when(planner, planning).events()


def test_of_several_who_has_most_of_the_work_answers() -> None:
    shares = ((OTHER, 40), (MOIP, 60))
    ended = BodySplit(
        body=KIPO,
        successors=tuple(Successor(body=it, share=Decimal(part)) for it, part in shares),
        day=CHANGE,
        law="Act 1",
    )
    taken = [BodySucceeded(body=it, predecessor=KIPO, share=Decimal(part), day=CHANGE) for it, part in shares]
    facts = PureFacts(by_stream([*ruled, drawn(), ended, *taken]), moment("2012-03-15"), "hana")
    with pytest.raises(FindingsUnanswered):
        require_answered(facts, MOIP, YEAR + 2, date(2012, 3, 15))
    require_answered(facts, OTHER, YEAR + 2, date(2012, 3, 15))


def test_sod_05_nobody_of_the_successor_settles_it() -> None:
    said: dict[str, Any] = {"body": KIPO, "number": 1}
    promise = {name: getattr(planning, name) for name in ("remedy", "plan", "responsible", "due")}
    planned = CorrectiveActionPlanned(**said, **promise, by="pia")
    reported = CorrectiveActionReported(**said, result="Done.", proof=SEAL, by=mina)
    accepting = AcceptCorrectiveAction.model_validate({"year": YEAR, **said})
    done = merged().given(planned, reported)
    assert done.when(inho, accepting).events()
    done.when(seo, accepting).then_refused(NoMandate)
    done.given(registered(inho, "HQ", 5, MOIP)).when(inho, accepting).then_refused(OwnMinistry)
    assert done.given(registered(inho, "HQ", 5, PMO)).when(inho, accepting).events()
