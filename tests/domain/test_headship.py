"""Who leads: heads, those who act for them, and what nobody scores who headed it lately (SOD-04, SOD-12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.agreement import OfferAgreement
from domain.body import BODY
from domain.body_facts import Body
from domain.conflict_rules import ConflictRules
from domain.conflicts import HeadedLately
from domain.grading_commands import AssignLowest
from domain.grading_facts import LowestGradeAssigned
from domain.headship import (
    ActingHeadAppointed,
    ActingOverlaps,
    AppointActingHead,
    AppointHead,
    HeadAppointed,
    NobodyToActFor,
    OwnAppointment,
)
from domain.indicator import ReportProgress, ScoreIndicator, ScoresOwnUnit
from domain.indicator_events import EvidenceAttached, ProgressReported
from domain.indicator_evidence import VerifiesOwnLine, VerifyEvidence
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.person_evaluators import SelfEvaluation
from domain.plan_commands import ConfirmAnnualPlan
from domain.plan_review import DutiesNotSegregated
from domain.refusals import NotAllowed, NotRegistered
from domain.relation import IsRelative, RelationDeclared
from domain.scorecard import AdjustIndicatorScore, NotOnScorecard
from tests.support import office as it
from tests.support.grading import all_graded
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    KIPO,
    PROMOTION,
    YEAR,
    ada,
    ben,
    confirmed_plan,
    gyu,
    hana,
    holds,
    jun,
    mina,
    olga,
    tae,
)
from tests.support.spec import Given, spec

standing = spec.given(it.office)
FROM, TO = date(2010, 3, 1), date(2010, 3, 31)


def appoint(
    person: str = mina, unit: str | None = PROMOTION, begins: date = FROM, ends: date = TO
) -> AppointActingHead:
    return AppointActingHead(body=KIPO, unit=unit, person=person, begins=begins, ends=ends, reason="국외 출장")


def acting(
    person: str = mina, unit: str | None = PROMOTION, head: str = ada, begins: date = FROM, ends: date = TO
) -> ActingHeadAppointed:
    about: dict[str, Any] = {"body": KIPO, "unit": unit, "head": head, "person": person, "reason": "국외 출장"}
    return ActingHeadAppointed(**about, begins=begins, ends=ends, by=olga)


# Appointing


def test_an_operator_lets_somebody_act_in_a_heads_place() -> None:
    standing.when(olga, appoint()).then(acting())
    standing.when(olga, appoint(ben, None)).then(acting(ben, None, hana))


def test_the_same_first_day_again_corrects_the_last() -> None:
    shorter = appoint(ends=date(2010, 3, 10))
    standing.given(acting()).when(olga, shorter).then(acting(ends=date(2010, 3, 10)))
    body = BODY.fold([*it.bodies, acting(), acting(ends=date(2010, 3, 10))])
    assert not body.leads(mina, PROMOTION, date(2010, 3, 11))


def test_nobody_else_appoints() -> None:
    standing.when(ada, appoint()).then_refused(NotAllowed, role="operator")


@pytest.mark.parametrize("command", [appoint(olga), AppointHead(body=KIPO, unit=PROMOTION, person=olga)])
def test_nobody_puts_himself_at_the_head(command: AppointActingHead | AppointHead) -> None:
    standing.when(olga, command).then_refused(OwnAppointment, actor=olga)


def test_one_acts_for_a_head_who_is_somebody_else() -> None:
    standing.when(olga, appoint(ada)).then_refused(NobodyToActFor, unit=PROMOTION)
    standing.when(olga, appoint(mina, it.OFFICE)).then_refused(NobodyToActFor, unit=it.OFFICE)


def test_who_acts_is_registered() -> None:
    standing.when(olga, appoint("nobody")).then_refused(NotRegistered, person="nobody")


@pytest.mark.parametrize(("begins", "ends"), [(TO, TO), (date(2010, 2, 1), FROM), (FROM, TO)])
def test_one_acts_at_a_time(begins: date, ends: date) -> None:
    standing.given(acting()).when(olga, appoint(jun, begins=begins, ends=ends)).then_refused(ActingOverlaps, other=mina)


def test_another_may_follow_the_day_after_and_act_elsewhere_at_once() -> None:
    april: dict[str, Any] = {"begins": date(2010, 4, 1), "ends": date(2010, 4, 30)}
    standing.given(acting()).when(olga, appoint(jun, **april)).then(acting(jun, **april))
    standing.given(acting()).when(olga, appoint(mina, BUREAU)).then(acting(mina, BUREAU, ben))


def test_acting_ends_no_earlier_than_it_begins() -> None:
    with pytest.raises(ValidationError):
        appoint(ends=date(2010, 2, 28))


@given(begins=st.dates(date(2010, 1, 1), date(2010, 12, 31)), days=st.integers(0, 400), day=st.integers(-30, 430))
def test_one_leads_on_the_days_of_ones_appointment_and_on_no_other(begins: date, days: int, day: int) -> None:
    body = BODY.fold([*it.bodies, acting(begins=begins, ends=begins + timedelta(days=days))])
    assert body.leads(mina, PROMOTION, begins + timedelta(days=day)) is (0 <= day <= days)
    assert body.leads(ada, PROMOTION, begins + timedelta(days=day))


def test_who_acts_acts_for_the_head_there_was() -> None:
    follower = HeadAppointed(body=KIPO, unit=PROMOTION, person=jun, day=date(2010, 3, 10))
    assert not BODY.fold([*it.bodies, acting(), follower]).leads(mina, PROMOTION, date(2010, 3, 11))


# The duties


april_talks = Given().given(it.office, confirmed_plan, it.phase_open(it.TALKS))
spring: dict[str, Any] = {"begins": date(2010, 3, 29), "ends": date(2010, 4, 2)}
report = ReportProgress(year=YEAR, body=KIPO, phase="talks", indicator="P-01", value=70)


@pytest.mark.parametrize("now", ["2010-03-29", "2010-04-02T23:59"])
def test_sod_12_who_acts_does_the_heads_tasks(now: str) -> None:
    (event, *_) = april_talks.given(acting(**spring)).at(now).when(mina, report).events()
    assert isinstance(event, ProgressReported)


@pytest.mark.parametrize("now", ["2010-03-28T23:59", "2010-04-03"])
def test_sod_12_before_and_after_the_tasks_are_the_heads_alone(now: str) -> None:
    story = april_talks.given(acting(**spring)).at(now)
    story.when(mina, report).then_refused(NotYourTask, actor=mina)
    assert story.when(ada, report).events()


def test_who_acts_for_one_unit_does_nothing_for_another() -> None:
    story = april_talks.given(acting(mina, EXAMINATION, tae, **spring)).at("2010-03-30")
    story.when(mina, report).then_refused(NotYourTask, actor=mina)


def test_sod_12_who_acts_for_the_head_of_the_body_confirms_its_plan_unless_he_reviewed_it() -> None:
    march: dict[str, Any] = {"begins": FROM, "ends": TO}
    reviewed = spec.given(it.office, it.phase_open(it.PLAN), confirmed_plan[:-1], it.registered(it.reviewer)).at(
        "2010-03-15"
    )
    confirm = ConfirmAnnualPlan(year=YEAR, body=KIPO, phase="plan", answers=("it is Ada",))
    reviewed.when(jun, confirm).then_refused(NotYourTask, actor=jun)
    assert reviewed.given(acting(jun, None, hana, **march)).when(jun, confirm).events()
    own = reviewed.given(acting(it.reviewer, None, hana, **march))
    own.when(it.reviewer, confirm).then_refused(DutiesNotSegregated)


def test_sod_12_who_acts_for_the_head_of_the_body_does_nothing_about_himself() -> None:
    heads = tuple(task.model_copy(update={"by": "body-head"}) for task in it.AGREEMENTS.tasks)
    agreements = it.AGREEMENTS.model_copy(update={"tasks": heads, "rights": ()})
    phases = tuple(agreements if one == it.AGREEMENTS else one for one in it.RULES.phases)
    rules = it.RULES.model_copy(update={"phases": phases})
    named = [it.opened_cycle(rules) if one == it.opened_cycle() else one for one in it.office]
    story = spec.given(named, it.phase_open(it.AGREEMENTS), acting(mina, None, hana)).at("2010-03-15")
    goals: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "agreements", "goals": "examine faster"}
    story.when(mina, OfferAgreement(**goals, person=mina)).then_refused(SelfEvaluation, person=mina)
    assert story.when(mina, OfferAgreement(**goals, person=jun)).events()


lowest = AssignLowest(year=YEAR, body=KIPO, person="p03", ground="실적 없음")


def test_sod_12_who_acts_does_not_assign_grades_to_himself_or_relatives() -> None:
    in_january: dict[str, Any] = {"begins": date(2011, 1, 10), "ends": date(2011, 1, 31)}
    ungraded = [event for event in all_graded if type(event).__name__ not in ("PoolGraded", "GradesAllocated")]
    story = spec.given(ungraded).at("2011-01-18")
    for who, refusal in (("p03", SelfEvaluation), ("p04", None)):
        asked = story.given(acting(who, None, hana, **in_january)).when(who, lowest)
        if refusal is None:
            assert isinstance(asked.events()[0], LowestGradeAssigned)
        else:
            asked.then_refused(SelfEvaluation, person="p03")
    married = RelationDeclared(person="p03", body=KIPO, other="p04", kind="spouse", degree=None, by="p03")
    story.given(acting("p04", None, hana, **in_january), married).when("p04", lowest).then_refused(IsRelative)


# Who headed it lately


def scoring(actor: str, when: str, *story: Event, months: int = 24) -> Any:
    rules = it.RULES.model_copy(update={"conflicts": ConflictRules(headed_months=months)})
    seats = (holds(actor, "taskforce"), holds(actor, "verifier"), it.registered(actor, EXAMINATION))
    facts = spec.given(
        it.bodies, it.opened_cycle(rules), it.people, confirmed_plan, it.phase_open(it.FINAL), *story, *seats
    )
    points: dict[str, Any] = {"planning": 90, "execution": 90, "achievement": 90}
    return facts.at(when).when(actor, ScoreIndicator(year=YEAR, body=KIPO, phase="final", indicator="P-01", **points))


def follows(unit: str | None, person: str, day: str) -> HeadAppointed:
    return HeadAppointed(body=KIPO, unit=unit, person=person, day=date.fromisoformat(day))


@pytest.mark.parametrize(("unit", "head"), [(PROMOTION, ada), (BUREAU, ben), (None, hana)])
def test_sod_04_nobody_scores_what_he_headed_or_what_is_below_it_within_24_months(unit: str | None, head: str) -> None:
    left = (follows(unit, "kim", "2008-12-10"),)
    scoring(head, "2010-12-09T23:59", *left).then_refused(HeadedLately, actor=head, free="2010-12-10")
    assert scoring(head, "2010-12-10", *left).events()


def test_the_months_are_the_rules_and_none_ask_for_nothing() -> None:
    left = (follows(PROMOTION, "kim", "2010-12-01"),)
    scoring(ada, "2010-12-31", *left, months=1).then_refused(HeadedLately, free="2011-01-01")
    assert scoring(ada, "2011-01-01", *left, months=1).events()
    assert scoring(ada, "2010-12-09", *left, months=0).events()


def test_who_headed_the_unit_beside_it_scores() -> None:
    assert scoring(
        "kim", "2010-12-10", follows(EXAMINATION, "kim", "2010-05-01"), follows(EXAMINATION, tae, "2010-06-01")
    ).events()


def test_sod_12_who_acted_as_head_has_headed_it() -> None:
    acted = acting("kim", ends=date(2010, 11, 30))
    scoring("kim", "2010-12-10", acted).then_refused(HeadedLately, until="2010-12-01")
    scoring("kim", "2010-12-10", acting("kim", ends=date(2010, 12, 10))).then_refused(ScoresOwnUnit, unit=PROMOTION)


def test_a_head_whose_end_is_not_on_record_with_its_day_is_not_excluded() -> None:
    undated = HeadAppointed(body=KIPO, unit=PROMOTION, person="kim")
    assert scoring(ada, "2010-12-10", undated).events()


def test_sod_04_who_headed_it_lately_does_not_verify_its_evidence() -> None:
    rules = it.RULES.model_copy(update={"conflicts": ConflictRules(headed_months=24)})
    talks: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks", "indicator": "P-01", "document": it.SEAL}
    attached = EvidenceAttached(**talks, title="report", by="kim")
    story = spec.given(it.bodies, it.opened_cycle(rules), it.people, confirmed_plan, it.phase_open(it.TALKS), attached)
    left = story.given(follows(PROMOTION, "kim", "2010-03-01"), holds(ada, "verifier"), it.registered(ada, EXAMINATION))
    left.at("2010-04-01").when(ada, VerifyEvidence(**talks)).then_refused(HeadedLately, actor=ada)
    verifier = left.given(holds(mina, "verifier"), acting(head="kim", **spring)).at("2010-04-01")
    verifier.when(mina, VerifyEvidence(**talks)).then_refused(VerifiesOwnLine, actor=mina)


def test_sod_04_who_heads_or_headed_it_adjusts_no_score_of_it_as_committee() -> None:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "unit": PROMOTION, "indicator": "P-01"}
    adjust = AdjustIndicatorScore(**about, score=85, outside="제1차", reason="검증 결과")
    heading = standing.given(holds(ada, "gpec", it.PMO))
    heading.when(ada, adjust).then_refused(HeadedLately, led=PROMOTION)
    standing.when(gyu, adjust).then_refused(NotOnScorecard)


@given(after=st.integers(0, 2000))
def test_who_led_until_when(after: int) -> None:
    left, today = date(2010, 1, 1), date(2010, 1, 1) + timedelta(days=after)
    body: Body = BODY.fold([*it.bodies, follows(PROMOTION, "kim", left.isoformat())])
    assert body.led_until(ada, PROMOTION, today) == left
    assert body.led_until("kim", PROMOTION, today) == today
    assert body.led_until(ben, PROMOTION, today) is None
