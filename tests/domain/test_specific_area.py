"""One area of one ministry: evidence in time, free panellists, sealed ballots, a settled score (DEC 15, S1-38)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.appraisal_competency import AboveScale
from domain.committee_facts import ChairsDesignated, MemberDismissed
from domain.interests import InterestDeclared
from domain.obligations import NotYourTask
from domain.phase_refusals import PhaseNotOpen
from domain.refusals import NotAllowed, Refusal
from domain.specific_area_facts import AreaEstimateReplaced, AreaTruedUp, PanellistSubstituted, SiteVisited
from domain.specific_area_refusals import (
    BallotIsSealed,
    DeviationUnexplained,
    LateEvidence,
    NotAnEstimate,
    NotAPanellist,
    NotCalibrated,
    NothingEstimated,
    NothingReplaced,
    NotOnThePanel,
    NotReplaceable,
    NotThePanelsChair,
    NotTheTimeOfTrueUp,
    PanellistRecused,
    ScoresAreSealed,
    ScoringHasBegun,
    TooFewPanellists,
    VisitNotYet,
    WrongItems,
)
from domain.specific_evidence import RecordSiteVisit
from domain.specific_panel import AssignPanellists, SubstitutePanellist
from domain.specific_refusals import CriteriaNotPublished, CriteriaTooRecent, UnknownArea
from domain.specific_true_up import ReplaceEstimate, TrueUpArea
from tests.support.office import KIPO, PMO, SEAL, gyu, mina, phase_open, planner
from tests.support.spec import spec
from tests.support.specific import (
    CORE,
    PR,
    SCORING,
    about,
    all_open,
    assigning,
    at_work,
    ballot,
    calibrated,
    calibrating,
    every_ballot,
    named,
    opened,
    panels,
    phases_open,
    published,
    remark,
    sealed,
    sealing,
    shown,
    story,
    submitted,
    submitting,
)

NOVEMBER, DECEMBER, JANUARY = "2010-11-10", "2010-12-03", "2011-01-14"
three = ("v1", "v2", "v3")


def test_a_ministry_submits_its_evidence_and_may_replace_it() -> None:
    story(at=NOVEMBER).when(planner, submitting()).then(submitted())
    story(submitted(), at=NOVEMBER).when(planner, submitting(shown("targets"))).then(
        submitted(shown("targets"), edition=2)
    )


def test_a_value_counts_until_the_last_of_october_and_is_an_estimate_after() -> None:
    story(at=NOVEMBER).when(planner, submitting(shown(as_of=date(2010, 11, 1)))).then_refused(
        NotAnEstimate, until="2010-10-31"
    )
    guess = shown(as_of=date(2010, 12, 31), estimate=True)
    story(at=NOVEMBER).when(planner, submitting(guess)).then(submitted(guess))


def test_late_evidence_is_refused_and_told_where_to_go() -> None:
    story(at="2010-11-30T23:59").when(planner, submitting()).then(submitted())
    story(at="2010-12-01").when(planner, submitting()).then_refused(LateEvidence, closes="2010-11-30")


def test_evidence_is_about_the_areas_items() -> None:
    story(at=NOVEMBER).when(planner, submitting(shown("outcome"))).then_refused(WrongItems, unknown="outcome")
    story(at=NOVEMBER).when(planner, submitting(area="defence")).then_refused(UnknownArea, known="core, pr")


def test_nobody_else_speaks_for_the_ministry() -> None:
    story(at=NOVEMBER).when(mina, submitting()).then_refused(NotYourTask)


def test_evidence_waits_for_criteria_that_were_out_long_enough() -> None:
    spec.given(panels, phases_open).at(NOVEMBER).when(planner, submitting()).then_refused(CriteriaNotPublished)
    late = spec.given(panels, phases_open, published(date(2010, 10, 27)), opened())
    late.at(NOVEMBER).when(planner, submitting()).then_refused(CriteriaTooRecent)
    late.at("2010-11-11").when(planner, submitting()).then(submitted())


def visiting(day: date = date(2010, 11, 10)) -> RecordSiteVisit:
    return RecordSiteVisit(**about(), day=day, visitors=("v1",), report=SEAL)


@pytest.mark.parametrize("by", [gyu, "v1"], ids=["the office", "a panellist"])
def test_a_visit_is_on_record(by: str) -> None:
    visited = SiteVisited(**about(), on=date(2010, 11, 10), visitors=("v1",), report=SEAL, by=by)
    story(named(*three), at=NOVEMBER).when(by, visiting()).then(visited)


def test_a_visit_is_recorded_when_it_was_made_by_who_may() -> None:
    story(at=NOVEMBER).when(gyu, visiting(date(2010, 11, 11))).then_refused(VisitNotYet)
    story(at=NOVEMBER).when(mina, visiting()).then_refused(NotAllowed)


def test_panellists_are_named_and_each_owes_a_ballot() -> None:
    story(at=NOVEMBER).when(gyu, assigning(*three)).then(named(*three))
    again = named("v1", "v2", "v4", released=("v3",))
    story(named(*three), at=NOVEMBER).when(gyu, assigning("v1", "v2", "v4")).then(again)
    owners = {it.subject: it.owner for it in again.assignments()}
    assert owners == {f"{KIPO}:core:{it}": it for it in ("v1", "v2", "v4")} | {f"{KIPO}:core:v3": None}


tied = InterestDeclared(
    person="v2",
    interest="I-1",
    kind="research-contract",
    body=KIPO,
    unit=None,
    other=None,
    since=date(2010, 3, 1),
    until=None,
    note=None,
    by="v2",
)


def test_a_bench_is_of_enough_members_each_once() -> None:
    story(at=NOVEMBER).when(gyu, assigning("v1", "v2")).then_refused(TooFewPanellists, given=2, least=3)
    story(at=NOVEMBER).when(gyu, assigning("v1", "v2", "v2")).then_refused(TooFewPanellists, given=2)
    story(at=NOVEMBER).when(gyu, assigning("v1", "v2", "v3", "v3")).then_refused(TooFewPanellists, given=3)


def test_a_bench_is_of_the_areas_own_panel_and_free() -> None:
    story(at=NOVEMBER).when(gyu, assigning("v1", "v2", "w1")).then_refused(NotOnThePanel, person="w1")
    story(tied, at=NOVEMBER).when(gyu, assigning(*three)).then_refused(PanellistRecused, person="v2", source="I-1")


def test_a_bench_stays_once_somebody_has_sealed() -> None:
    begun = story(named(*three), sealed("v1", "80", "80"), at=NOVEMBER)
    begun.when(gyu, assigning("v1", "v2", "v4")).then_refused(ScoringHasBegun)


def test_a_ministry_that_is_not_evaluated_has_no_bench() -> None:
    wish = AssignPanellists(**about(ministry=PMO), panellists=three)
    story(at=NOVEMBER).when(gyu, wish).then_refused(CriteriaNotPublished)


def substituting(panellist: str = "v3", reserve: str = "v4") -> SubstitutePanellist:
    return SubstitutePanellist(**about(), panellist=panellist, reserve=reserve, reason="병가")


substituted = PanellistSubstituted(**about(), body=PMO, panellist="v3", reserve="v4", reason="병가", by="v1")
bench = story(named(*three), at=DECEMBER)


def test_the_chair_calls_a_reserve() -> None:
    bench.when("v1", substituting()).then(substituted)
    assert [(it.subject, it.owner) for it in substituted.assignments()] == [
        (f"{KIPO}:core:v3", None),
        (f"{KIPO}:core:v4", "v4"),
    ]
    bench.given(substituted).when("v3", sealing("v3", "80", "80")).then_refused(NotYourTask)


def test_a_reserve_is_called_by_the_chair_for_who_has_not_sealed() -> None:
    bench.when("v2", substituting()).then_refused(NotThePanelsChair, chairs="v1")
    bench.given(sealed("v3", "80", "80")).when("v1", substituting()).then_refused(NotReplaceable)
    bench.when("v1", substituting("v3", "v2")).then_refused(NotReplaceable)
    bench.given(tied.model_copy(update={"person": "v4", "by": "v4"})).when("v1", substituting()).then_refused(
        PanellistRecused, person="v4"
    )


def test_a_panellist_seals_his_ballot() -> None:
    bench.when("v1", sealing("v1", "80", "90.5")).then(sealed("v1", "80", "90.5"))


def test_the_last_ballot_opens_all() -> None:
    two = bench.given(sealed("v1", "80", "90"), sealed("v2", "70", "70"))
    ballots = {"v1": ballot("80", "90"), "v2": ballot("70", "70"), "v3": ballot("60", "60")}
    two.when("v3", sealing("v3", "60", "60")).then(sealed("v3", "60", "60"), all_open(ballots))


@pytest.mark.parametrize(
    ("points", "refusal"),
    [(("80",), WrongItems), (("100.01", "80"), AboveScale)],
    ids=["an item short", "above the scale"],
)
def test_a_ballot_scores_every_item_within_the_scale(points: tuple[str, ...], refusal: type[Refusal]) -> None:
    bench.when("v1", sealing("v1", *points)).then_refused(refusal)
    bench.when("v1", sealing("v1", "100", "0")).then(sealed("v1", "100", "0"))


def test_a_sealed_ballot_stays() -> None:
    bench.given(sealed("v1", "80", "90")).when("v1", sealing("v1", "90", "90")).then_refused(BallotIsSealed)


def test_who_became_tied_after_he_was_named_does_not_score() -> None:
    bench.given(tied).when("v2", sealing("v2", "80", "80")).then_refused(PanellistRecused, ground="research-contract")


def test_nobody_seals_for_another_or_outside_the_time() -> None:
    bench.when("v2", sealing("v1", "80", "80")).then_refused(NotYourTask)
    bench.when("v4", sealing("v4", "80", "80")).then_refused(NotYourTask)
    unopened = [it for it in at_work if it != phase_open(SCORING, PMO)]
    spec.given(unopened, named(*three)).at(DECEMBER).when("v1", sealing("v1", "80", "80")).then_refused(PhaseNotOpen)


def test_scoring_is_refused_before_the_criteria_are_published() -> None:
    without = spec.given(panels, phases_open).at(DECEMBER)
    without.when("v1", sealing("v1", "80", "80")).then_refused(CriteriaNotPublished)


def test_nobody_sees_a_score_before_all_are_sealed() -> None:
    two = bench.given(sealed("v1", "80", "90"), sealed("v2", "70", "70"))
    two.when("v1", calibrating()).then_refused(ScoresAreSealed, sealed=2, of=3)


close = list(every_ballot(v1=("80", "80"), v2=("82", "82"), v3=("84", "84")))
far = list(every_ballot(v1=("80", "80"), v2=("80", "80"), v3=("50", "50")))


def test_the_chair_settles_the_mean() -> None:
    bench.given(close).when("v1", calibrating()).then(calibrated("82.00"))
    bench.given(close).when("v2", calibrating()).then_refused(NotYourTask, owner="v1")


chair_tied = tied.model_copy(update={"person": "v1", "by": "v1"})
two_preside = ChairsDesignated(committee="panel-core", chairs=("v1",), substitute="v4", by=gyu)
dismissed = MemberDismissed(committee="panel-core", person="v1", ground="duty-neglected", on=date(2010, 12, 1), by=gyu)


def test_a_chair_whom_something_ties_to_the_ministry_settles_nothing_and_calls_nobody() -> None:
    begun = bench.given(close, chair_tied)
    begun.when("v1", calibrating()).then_refused(PanellistRecused, person="v1", source="I-1")
    bench.given(chair_tied).when("v1", substituting()).then_refused(PanellistRecused, person="v1")
    done = story(settled, replaced, chair_tied, at=JANUARY)
    done.when("v1", trueing("79")).then_refused(PanellistRecused, person="v1")


def test_the_substitute_does_in_his_place() -> None:
    begun = bench.given(two_preside, close, chair_tied)
    begun.when("v4", calibrating()).then(calibrated("82.00").model_copy(update={"by": "v4"}))
    two = bench.given(two_preside, chair_tied, sealed("v1", "80", "90"), sealed("v2", "70", "70"))
    *_, opened_all = two.when("v3", sealing("v3", "60", "60")).events()
    assert opened_all.assignments()[0].owner == "v4"  # type: ignore[attr-defined]


def test_a_chair_who_was_dismissed_settles_nothing() -> None:
    bench.given(close, dismissed).when("v1", calibrating()).then_refused(NotThePanelsChair)
    story(settled, replaced, dismissed, at=JANUARY).when("v1", trueing("79")).then_refused(NotThePanelsChair)


def test_a_ballot_far_from_the_score_needs_a_reason() -> None:
    bench.given(far).when("v1", calibrating()).then_refused(DeviationUnexplained, panellists="v3")
    bench.given(far).when("v1", calibrating(deviations=(remark("v3"),))).then(
        calibrated("70.00", deviations=(remark("v3"),))
    )


def test_dissent_is_recorded_of_who_scored() -> None:
    bench.given(close).when("v1", calibrating(dissents=(remark("v2"),))).then(
        calibrated("82.00", dissents=(remark("v2"),))
    )
    bench.given(close).when("v1", calibrating(dissents=(remark("v4"),))).then_refused(NotAPanellist, known="v1, v2, v3")


guess = shown("targets", as_of=date(2010, 12, 31), estimate=True)
settled = [submitted(shown(), guess), named(*three), *close, calibrated("82.00")]


def replacing(item: str = "targets", value: str = "70") -> ReplaceEstimate:
    return ReplaceEstimate(**about(), item=item, value=Decimal(value), document=SEAL)


replaced = AreaEstimateReplaced(
    **about(), item="targets", before=Decimal(90), value=Decimal(70), document=SEAL, by=planner
)


@pytest.mark.parametrize("day", ["2011-01-01", "2011-01-31T23:59"])
def test_a_year_end_value_replaces_an_estimate_in_january(day: str) -> None:
    story(settled, at=day).when(planner, replacing()).then(replaced)


@pytest.mark.parametrize("day", ["2010-12-31T23:59", "2011-02-01"])
def test_it_does_not_before_or_after(day: str) -> None:
    story(settled, at=day).when(planner, replacing()).then_refused(NotTheTimeOfTrueUp)


def test_what_was_no_estimate_is_not_replaced() -> None:
    story(settled, at=JANUARY).when(planner, replacing("policy")).then_refused(NothingEstimated)
    story(settled, at=JANUARY).when(gyu, replacing()).then_refused(NotAllowed)


def trueing(score: str, area: str = CORE) -> TrueUpArea:
    return TrueUpArea(**about(area), score=Decimal(score), reason="연말 실적이 추정치에 못 미침")


@pytest.mark.parametrize(("score", "asks"), [("79.00", False), ("78.99", True), ("85.00", False), ("85.01", True)])
def test_a_true_up_asks_the_committee_above_the_threshold(score: str, asks: bool) -> None:
    event = AreaTruedUp(
        **dict(trueing(score)) | {"type": "AreaTruedUp"}, before=Decimal(82), asks=asks, by="v1", on=date(2011, 1, 14)
    )
    story(settled, replaced, event, at="2011-01-15").when("v1", trueing(score)).then_nothing()
    story(settled, replaced, at=JANUARY).when("v1", trueing(score)).then(event)


def test_a_true_up_rests_on_a_settled_score_and_a_year_end_value() -> None:
    story(settled, at=JANUARY).when("v1", trueing("79")).then_refused(NothingReplaced)
    story(settled[:-1], replaced, at=JANUARY).when("v1", trueing("79")).then_refused(NotCalibrated)
    story(settled, replaced, at=JANUARY).when("v2", trueing("79")).then_refused(NotThePanelsChair)
    story(settled, replaced, at=JANUARY).when("v1", trueing("100.01")).then_refused(AboveScale)
    story(settled, replaced, at=JANUARY).when("w1", trueing("79", PR)).then_refused(NotCalibrated)
