"""A plan after its day: provisionally frozen, confirmed late, reported, amended with both definitions kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from domain.deliberation_facts import ItemResolved
from domain.objectives import Indicator, definition_hash
from domain.phase_facts import PhaseClosed
from domain.phase_refusals import NotYet, PhaseIsClosed
from domain.plan import PLAN, PlanIsFrozen
from domain.plan_amendment import (
    AmendAnnualPlan,
    AmendsOwnRequest,
    NoSuchRequest,
    NothingAmended,
    NotInUnitPlan,
    RequestPlanAmendment,
    RequestSuperseded,
)
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, FreezeAnnualPlan, ReportAnnualPlan
from domain.plan_content import WeightsNotHundred, frozen_parts
from domain.plan_events import (
    AnnualPlanAmended,
    AnnualPlanAmendmentRequested,
    AnnualPlanConfirmed,
    AnnualPlanProvisionallyFrozen,
    AnnualPlanReported,
    UnitPlanDrafted,
)
from domain.plan_review import PlanNotReady
from domain.plan_state import plan_hash
from domain.planning import Planning
from domain.refusals import NotAllowed
from domain.resolutions import NoSuchResolution, NotResolved, OtherMatter
from tests.support import office as kipo
from tests.support.committees import convened, gpec_made, tabled
from tests.support.office import (
    BUREAU,
    KIPO,
    PROMOTION,
    PROMOTION_PLAN,
    YEAR,
    ada,
    all_drafted,
    ben,
    confirmed_plan,
    drafted,
    frozen,
    guideline_issued,
    hana,
    in_plan,
    indicator,
    label,
    office,
    phase_open,
    plan_confirmed,
    plan_of,
    plan_reviewed,
    plan_submitted,
    planner,
)
from tests.support.spec import spec

AFTER = "2010-03-23T00:00"  # the 20th is a Saturday: the last day is Monday the 22nd
plan_phase = spec.given(office, phase_open(kipo.PLAN), guideline_issued)
submitted = plan_phase.given(all_drafted, plan_submitted)
freeze = FreezeAnnualPlan(year=YEAR, body=KIPO, phase="plan")
confirm = ConfirmAnnualPlan.model_validate({**in_plan, "answers": ("it is Ada",)})
parts = {it.unit: it for it in all_drafted if isinstance(it, UnitPlanDrafted)}


def provisional(*, reviewed: bool) -> AnnualPlanProvisionallyFrozen:
    sealed: dict[str, Any] = {"plan": plan_hash(parts), "indicators": frozen_parts(parts, Planning())}
    return AnnualPlanProvisionallyFrozen(year=YEAR, body=KIPO, phase="plan", reviewed=reviewed, **sealed)


# The hard stop


def test_the_clock_freezes_the_last_reviewed_draft() -> None:
    submitted.given(plan_reviewed).at(AFTER).when_the_clock(freeze).then(provisional(reviewed=True))


def test_a_draft_after_the_review_is_not_what_is_frozen() -> None:
    later = drafted(PROMOTION, plan_of(indicator("P-09", "100")))
    facts = submitted.given(plan_reviewed, later).at(AFTER)
    facts.when_the_clock(freeze).then(provisional(reviewed=True))


def test_without_a_review_the_submitted_draft_is_frozen() -> None:
    submitted.at(AFTER).when_the_clock(freeze).then(provisional(reviewed=False))


def test_nothing_is_frozen_before_the_window_has_run_out() -> None:
    submitted.at("2010-03-22T23:59").when_the_clock(freeze).then_refused(NotYet)


def test_without_a_draft_there_is_nothing_to_freeze() -> None:
    plan_phase.at(AFTER).when_the_clock(freeze).then_nothing()


def test_a_confirmed_plan_is_not_frozen_again() -> None:
    plan_phase.given(confirmed_plan).at(AFTER).when_the_clock(freeze).then_nothing()


def test_only_the_clock_and_operators_freeze() -> None:
    submitted.at(AFTER).when(ada, freeze).then_refused(NotAllowed, role="operator")


def test_a_provisional_plan_takes_no_other_draft() -> None:
    drafting = DraftUnitPlan.model_validate({**in_plan, "unit": PROMOTION, "objectives": PROMOTION_PLAN})
    submitted.given(provisional(reviewed=False)).at(AFTER).when(ada, drafting).then_refused(PlanIsFrozen)


closed = PhaseClosed(year=YEAR, body=KIPO, phase="plan", early=False, missed=1)


def test_a_provisional_plan_is_confirmed_late_and_says_so() -> None:
    facts = submitted.given(plan_reviewed, provisional(reviewed=True), closed).at("2010-04-02")
    found = facts.when(hana, confirm).events()[0]
    assert isinstance(found, AnnualPlanConfirmed)
    assert found.late
    assert found.indicators == provisional(reviewed=True).indicators


def test_a_plan_confirmed_on_its_last_day_is_not_late() -> None:
    facts = submitted.given(plan_reviewed).at("2010-03-22T23:59")
    found = facts.when(hana, confirm).events()[0]
    assert isinstance(found, AnnualPlanConfirmed)
    assert not found.late


def test_a_plan_confirmed_as_its_last_day_ends_is_late() -> None:
    facts = submitted.given(plan_reviewed, provisional(reviewed=True), closed).at("2010-03-23T00:00")
    found = facts.when(hana, confirm).events()[0]
    assert isinstance(found, AnnualPlanConfirmed)
    assert found.late


def test_without_a_provisional_plan_the_window_is_closed() -> None:
    submitted.given(plan_reviewed, closed).at("2010-04-02").when(hana, confirm).then_refused(PhaseIsClosed)


# The report to the Assembly

reporting = ReportAnnualPlan.model_validate({**in_plan, "committee": label("committee"), "receipt": "No. 7"})
told = AnnualPlanReported.model_validate(
    {**in_plan, "committee": label("committee"), "receipt": "No. 7", "by": planner}
)


def test_the_confirmed_plan_is_reported_to_the_assembly() -> None:
    plan_phase.given(confirmed_plan).at("2010-03-19").when(planner, reporting).then(told)


def test_a_plan_confirmed_late_is_reported_late() -> None:
    plan_phase.given(confirmed_plan, closed).at("2010-04-05").when(planner, reporting).then(told)


def test_only_a_confirmed_plan_is_reported() -> None:
    submitted.at("2010-03-19").when(planner, reporting).then_refused(PlanNotReady, missing="confirm-plan")


# Amendment

in_amendment: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "amendment"}
summer = plan_phase.given(confirmed_plan, phase_open(kipo.AMENDMENT)).at("2010-08-02")
harder = Indicator.model_validate({**dict(indicator("P-01", "100")), "target": 75})


def requesting(*indicators: Indicator, of: str = PROMOTION, resolution: str | None = None) -> RequestPlanAmendment:
    said = {"unit": of, "indicators": indicators, "reason": "the survey changed", "resolution": resolution}
    return RequestPlanAmendment.model_validate({**in_amendment, **said})


def requested(edition: int = 1, by: str = ada, resolution: str | None = None) -> AnnualPlanAmendmentRequested:
    said = {"unit": PROMOTION, "indicators": (harder,), "reason": "the survey changed", "resolution": resolution}
    return AnnualPlanAmendmentRequested.model_validate({**in_amendment, **said, "edition": edition, "by": by})


def amending(edition: int = 1, resolution: str | None = None) -> AmendAnnualPlan:
    said = {"unit": PROMOTION, "edition": edition, "resolution": resolution}
    return AmendAnnualPlan.model_validate({**in_amendment, **said})


def amended(resolution: str | None = None) -> AnnualPlanAmended:
    before = frozen("P-01", "100", PROMOTION)
    after = before.model_copy(update={"definition": definition_hash(harder)})
    said = {**dict(requested()), "frozen": (after,), "before": (before,), "resolution": resolution, "by": hana}
    return AnnualPlanAmended.model_validate({name: it for name, it in said.items() if name != "type"})


def test_a_unit_asks_for_another_definition() -> None:
    summer.when(ada, requesting(harder)).then(requested())


def test_the_head_of_the_body_puts_it_in_force_and_the_old_one_is_kept() -> None:
    summer.given(requested()).when(hana, amending()).then(amended())
    state = PLAN.fold([*all_drafted, plan_confirmed, requested(), amended()])
    assert state.definitions["P-01"] == (indicator("P-01", "100"), harder)
    in_force = state.frozen("P-01")
    assert in_force is not None
    assert in_force.definition == definition_hash(harder)


def test_amended_weights_still_sum_to_100() -> None:
    heavy = Indicator.model_validate({**dict(indicator("I-01", "61"))})
    summer.when(ben, requesting(heavy, of=BUREAU)).then_refused(WeightsNotHundred, sum="101.00")
    light = indicator("I-02", "39")
    assert summer.when(ben, requesting(heavy, light, of=BUREAU)).events()


@pytest.mark.parametrize("code", ["I-01", "X-99"])
def test_only_the_units_own_confirmed_indicators_are_amended(code: str) -> None:
    summer.when(ada, requesting(indicator(code, "100"))).then_refused(NotInUnitPlan, indicators=code)


def test_an_amendment_changes_something() -> None:
    as_it_is = indicator("P-01", "100")
    summer.when(ada, requesting(as_it_is)).then_refused(NothingAmended, indicators="P-01", unit=PROMOTION)


def test_what_is_asked_for_as_it_is_in_force_is_no_part_of_the_request() -> None:
    one, other = indicator("I-01", "60"), indicator("I-02", "40")
    changed = other.model_copy(update={"target": Decimal(80)})
    (event,) = summer.when(ben, requesting(one, changed, of=BUREAU)).events()
    assert isinstance(event, AnnualPlanAmendmentRequested)
    assert event.indicators == (changed,)


def test_before_a_plan_is_in_force_there_is_nothing_to_amend() -> None:
    early = submitted.given(phase_open(kipo.AMENDMENT)).at("2010-08-02")
    early.when(ada, requesting(harder)).then_refused(PlanNotReady, missing="confirm-plan")


def test_a_provisional_plan_is_amended_like_a_confirmed_one() -> None:
    facts = submitted.given(provisional(reviewed=False), phase_open(kipo.AMENDMENT)).at("2010-08-02")
    facts.when(ada, requesting(harder)).then(requested())


def test_what_nobody_asked_for_is_not_put_in_force() -> None:
    summer.when(hana, amending()).then_refused(NoSuchRequest, edition=1)
    summer.given(requested()).when(hana, amending(edition=2)).then_refused(NoSuchRequest, edition=2)


def test_who_agrees_has_seen_the_last_request() -> None:
    facts = summer.given(requested(), requested(edition=2))
    facts.when(hana, amending()).then_refused(RequestSuperseded, current=2)


def test_sod_02_nobody_decides_his_own_request() -> None:
    summer.given(requested(by=hana)).when(hana, amending()).then_refused(AmendsOwnRequest, actor=hana)


RESOLUTION = "gpec/1/1"
ITEM: dict[str, Any] = {"committee": "gpec", "session": 1, "item": "1"}
COUNTS = {"present": 8, "in_favour": 5, "against": 3, "abstained": 0, "unrevealed": 0}
called = convened(on=date(2010, 9, 28), called=date(2010, 9, 20))
about_promotion = tabled(concerns=f"{KIPO}/{PROMOTION}", matter="amend-plan")
allowed = ItemResolved(**ITEM, passed=True, on=date(2010, 9, 28), **COUNTS)
october = summer.given(gpec_made, requested(), called).at("2010-10-01")


def test_after_the_window_an_amendment_needs_a_resolution() -> None:
    facts = october.given(about_promotion, allowed)
    facts.when(ada, requesting(harder)).then_refused(PhaseIsClosed)
    facts.when(hana, amending()).then_refused(PhaseIsClosed)
    facts.when(hana, amending(resolution=RESOLUTION)).then(amended(RESOLUTION))


def test_a_late_request_carries_its_resolution() -> None:
    facts = summer.given(gpec_made, called, about_promotion, allowed).at("2010-10-01")
    facts.when(ada, requesting(harder, resolution=RESOLUTION)).then(requested(resolution=RESOLUTION))


def test_after_the_window_no_other_text_will_do() -> None:
    facts = october.given(about_promotion, allowed)
    facts.when(ada, requesting(harder, resolution="gpec/1/2")).then_refused(NoSuchResolution, ref="gpec/1/2")
    facts.when(hana, amending(resolution="gpec/1/2")).then_refused(NoSuchResolution)
    with pytest.raises(ValidationError):
        amending(resolution="GPEC 2010-12")


def test_a_resolution_that_was_rejected_or_is_about_another_unit_will_not_do() -> None:
    rejected = allowed.model_copy(update={"passed": False})
    facts = october.given(about_promotion, rejected)
    facts.when(hana, amending(resolution=RESOLUTION)).then_refused(NotResolved, stage="rejected")
    elsewhere = october.given(tabled(concerns=f"{KIPO}/EXAM", matter="amend-plan"), allowed)
    elsewhere.when(hana, amending(resolution=RESOLUTION)).then_refused(OtherMatter)
