"""A ministry's committee scores it: members assigned, sealed, owners heard, the draft shared, resolved, submitted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from domain.committee_refusals import NotInOffice
from domain.interests import InterestDeclared
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.phase_refusals import NotYet, PhaseIsClosed
from domain.plan_events import UnitPlanDrafted
from domain.refusals import NotAllowed
from domain.resolutions import NoSuchResolution, NotTheBodys
from domain.scoring.proof import Score
from domain.self_evaluation_commands import TellNotSubmitted
from domain.self_evaluation_facts import SelfEvaluationNotSubmitted, SelfEvaluationShared
from domain.self_evaluation_outcome import evaluation_score, grade_of, scores_of
from domain.self_evaluation_refusals import (
    MeasuresDiffer,
    NoPlanYet,
    NoSuchSubject,
    NotReadyToShare,
    NotShared,
    NotTheOwner,
    ResolvedElsewhere,
    ScoresAreOpen,
    SealedBefore,
    SharingGoesOn,
    TooFewScorers,
    TooNear,
)
from tests.support.committees import GPEC, SEC
from tests.support.office import BUREAU, BUREAU_PLAN, KIPO, PMO, YEAR, ada, ben, hana, mina, planner, tae
from tests.support.self_evaluation import (
    POINTS,
    REF,
    SELF,
    VERSION,
    assigned,
    assigning,
    ballot,
    by_april,
    by_resolution,
    drafted,
    handed_in,
    heard,
    hearing,
    members,
    opened,
    planned,
    ready,
    resolved,
    scored,
    sealed,
    sealing,
    shared,
    sharing,
    stands,
    submitted,
    submitting,
)
from tests.support.spec import spec

january = spec.given(stands).at("2011-01-10")
february = january.given(assigned()).at("2011-02-10")
march = spec.given(scored).at("2011-03-07")
EASY = ("k1", "k2", "k4")


def test_the_chair_assigns_each_subject_to_three_members() -> None:
    january.when("k1", assigning()).then(assigned())


def test_each_pair_is_a_task_of_its_own() -> None:
    tasks = {(it.subject, it.owner) for it in assigned(S1=members).assignments()}
    assert tasks == {("S1:k1", "k1"), ("S1:k2", "k2"), ("S1:k3", "k3")}


def test_nobody_but_the_chair_assigns() -> None:
    january.when("k2", assigning()).then_refused(NotYourTask)
    spec.given(by_april).at("2011-01-10").when("k1", assigning()).then_refused(NotYourTask)


def test_who_is_replaced_owes_it_no_more() -> None:
    event = assigned("S1:k3", S1=EASY)
    february.when("k1", assigning(S1=EASY)).then(event)
    assert ("S1:k3", None) in {(it.subject, it.owner) for it in event.assignments()}


@pytest.mark.parametrize(("them", "given"), [(("k1", "k2"), 2), (("k1", "k2", "k2"), 2)])
def test_a_subject_has_as_many_scorers_as_the_rules_say(them: tuple[str, ...], given: int) -> None:
    january.when("k1", assigning(S1=them)).then_refused(TooFewScorers, given=given, least=3)


def test_only_planned_subjects_are_assigned() -> None:
    january.when("k1", assigning(S9=members)).then_refused(NoSuchSubject, subject="S9")


def test_only_members_in_office_score() -> None:
    january.when("k1", assigning(S1=("k1", "k2", "k99"))).then_refused(NotInOffice)


@pytest.mark.parametrize(
    ("subject", "member", "ground"),
    [("S1", ada, "post"), ("S1", ben, "head"), ("S2", ada, "head"), ("S3", tae, "head")],
)
def test_an_official_scores_nothing_of_his_own_bureau(subject: str, member: str, ground: str) -> None:
    january.when("k1", assigning(**{subject: ("k1", "k2", member)})).then_refused(TooNear, person=member, ground=ground)


def test_an_official_scores_what_is_others() -> None:
    january.when("k1", assigning(S3=("k1", "k2", ada))).then(assigned(S3=("k1", "k2", ada)))


def advice(unit: str | None) -> InterestDeclared:
    days = {"since": date(2010, 5, 1), "until": None, "note": None, "by": "k2"}
    said = {"person": "k2", "interest": "X", "kind": "advisory-fee", "body": KIPO, "unit": unit, "other": None, **days}
    return InterestDeclared.model_validate(said)


def test_who_advised_on_a_task_does_not_score_it() -> None:
    january.given(advice(BUREAU)).when("k1", assigning(S1=members)).then_refused(TooNear, ground="advisory-fee")
    january.given(advice(BUREAU)).when("k1", assigning(S3=members)).then(assigned(S3=members))


def test_who_came_near_meanwhile_does_not_score_either() -> None:
    february.given(advice(None)).when("k2", sealing("S1", "k2")).then_refused(TooNear)


@pytest.mark.parametrize("part", ["owner", "verifier"])
def test_sod_01_owner_and_verifier_of_an_indicator_do_not_score_its_subject(part: str) -> None:
    story = _with_indicator(part, "k2")
    story.when("k1", assigning(S1=members)).then_refused(TooNear, person="k2", ground="indicator")
    story.when("k1", assigning(S2=members)).then(assigned(S2=members))


def _with_indicator(part: str, person: str) -> Any:
    """Return the story in which *person* owns, or verifies, indicator I-01."""
    target = BUREAU_PLAN[0].targets[0]
    first = target.indicators[0].model_copy(update={part: person})
    objectives = (BUREAU_PLAN[0].model_copy(update={"targets": (target.model_copy(update={"indicators": (first,)}),)}),)
    story: list[Event] = []
    for event in stands:
        changed = isinstance(event, UnitPlanDrafted) and event.unit == BUREAU
        story.append(event.model_copy(update={"objectives": objectives}) if changed else event)
    return spec.given(story).at("2011-01-10")


def test_a_member_s_scores_are_sealed() -> None:
    february.when("k1", sealing("S1", "k1")).then(sealed("S1", "k1"))


def test_the_last_one_opens_all_at_once() -> None:
    story = february.given(sealed("S1", "k1"), sealed("S1", "k2"))
    story.when("k3", sealing("S1", "k3", 80)).then(sealed("S1", "k3", 80), opened("S1", 90, 90, 80))


def test_whoever_is_left_opens_them_when_the_one_who_did_not_score_is_replaced() -> None:
    story = february.given(sealed("S1", "k1"), sealed("S1", "k2"), sealed("S1", "k4"))
    event = opened("S1").model_copy(update={"ballots": {it: ballot("S1", 90) for it in EASY}})
    story.when("k1", assigning(S1=EASY)).then(assigned("S1:k3", S1=EASY), event)


def test_sealed_scores_are_not_exchanged() -> None:
    february.given(sealed("S1", "k1")).when("k1", sealing("S1", "k1", 91)).then_refused(SealedBefore)


def test_nobody_scores_for_another_or_what_is_not_his() -> None:
    february.when("k2", sealing("S1", "k1")).then_refused(NotYourTask)
    february.when("k4", sealing("S1", "k4")).then_refused(NotYourTask)
    with pytest.raises(ValidationError):
        sealing("S1", "k1", person="k2")


def test_every_measure_is_scored_and_no_other() -> None:
    other = sealing("S1", "k1", ballot=ballot("S2", 90))
    february.when("k1", other).then_refused(MeasuresDiffer, missing="I-01, I-02", unknown="P-01, process")


def test_what_is_open_is_not_assigned_again() -> None:
    story = february.given(*(sealed("S1", it) for it in members), opened("S1"))
    story.when("k1", assigning(S1=EASY)).then_refused(ScoresAreOpen, subject="S1")


def test_the_owners_are_heard() -> None:
    march.when(planner, hearing()).then(heard())
    march.given(heard(S1=ben)).when(planner, hearing(S1=ben)).then_nothing()


@pytest.mark.parametrize("owners", [{"S1": ada}, {"S4": ben}, {"S3": mina}])
def test_heard_is_who_leads_the_unit(owners: dict[str, str]) -> None:
    march.when(planner, hearing(**owners)).then_refused(NotTheOwner)


def test_only_planned_subjects_are_heard() -> None:
    march.when(planner, hearing(S9=ben)).then_refused(NoSuchSubject)
    spec.given(by_april, planned()).at("2011-03-07").when(planner, hearing()).then_refused(NoPlanYet)


def test_the_draft_is_shared_for_seven_days() -> None:
    spec.given(ready).at("2011-03-07").when(planner, sharing).then(shared(VERSION))


def test_a_draft_waits_for_every_score_and_every_owner() -> None:
    march.when(planner, sharing).then_refused(NotReadyToShare, scoring="-", unheard="S1, S2, S3, S4")
    story = spec.given(stands, assigned(), heard()).at("2011-03-07")
    story.when(planner, sharing).then_refused(NotReadyToShare, scoring="S1, S2, S3, S4", unheard="-")


def test_the_head_submits_what_the_committee_resolved() -> None:
    spec.given(by_resolution).at("2011-03-22").when(hana, submitting).then(submitted)


def test_nothing_is_submitted_before_it_was_shared() -> None:
    spec.given(ready).at("2011-03-22").when(hana, submitting).then_refused(NotShared)


@pytest.mark.parametrize(("day", "taken"), [("2011-03-14T23:59", False), ("2011-03-22", True)])
def test_owners_have_their_days_first(day: str, taken: bool) -> None:
    story = spec.given(by_resolution).at(day).when(hana, submitting)
    if taken:
        story.then(submitted)
    else:
        story.then_refused(SharingGoesOn, until="2011-03-14")


def test_without_a_resolution_nothing_is_submitted() -> None:
    spec.given(drafted).at("2011-03-22").when(hana, submitting).then_refused(NoSuchResolution)


def test_its_committee_resolves_after_the_draft_was_shared() -> None:
    story = spec.given(drafted, resolved("self-evaluation", KIPO, 1, date(2011, 3, 14), SEC)).at("2011-03-22")
    story.when(hana, submitting).then_refused(ResolvedElsewhere, ref=f"{SEC}/1/1")


def test_the_governments_committee_does_not_resolve_in_the_place_of_the_ministrys() -> None:
    wish = submitting.model_copy(update={"resolution": f"{GPEC}/1/1"})
    story = spec.given(drafted, resolved("self-evaluation", KIPO, 1, date(2011, 3, 21), GPEC)).at("2011-03-22")
    story.when(hana, wish).then_refused(NotTheBodys, ref=f"{GPEC}/1/1")


def test_c_05_the_result_is_due_on_31_march_of_the_next_year() -> None:
    spec.given(by_resolution).at("2011-03-31T23:59").when(hana, submitting).then(submitted)
    spec.given(by_resolution).at("2011-04-01").when(hana, submitting).then_refused(PhaseIsClosed)


def test_the_result_is_the_weighted_sum_of_three_categories() -> None:
    outcome = submitted.outcome
    assert {it.category: it.score for it in outcome.categories} == {
        "major-policies": Decimal("86.402"),  # 60 % of 90.67 and 40 % of 80
        "financial-performance": 85,
        "administrative-management": 100,
    }
    assert (outcome.total, outcome.grade) == (Decimal("88.701"), "good")
    assert outcome.inputs == (f"self-evaluation/2010/KIPO@{VERSION}", "plan/2010/KIPO@6")


def test_a_score_says_what_it_is_made_of_down_to_the_members() -> None:
    given = {name: [ballot(name, it).scores for it in them] for name, them in POINTS.items()}
    score = evaluation_score(planned(), given, SELF)
    first = score.parts[0].parts[0].parts[0]
    assert (first.what, first.value, first.rounding) == ("measure/I-01", Decimal("90.67"), "half-up")
    assert [it.value for it in first.parts] == [90, 91, 91]
    assert Score.from_data(score.as_data()) == score


def test_a_ballot_whose_key_was_destroyed_counts_no_more() -> None:
    event = opened("S1", 90, 80, 70)
    gone = event.model_copy(update={"ballots": {**event.ballots, "k3": None}})
    assert scores_of({"S1": gone})["S1"] == [ballot("S1", 90).scores, ballot("S1", 80).scores]


@pytest.mark.parametrize(
    ("totals", "grade"),
    [
        (("100", "95"), "excellent"),
        (("94.999", "90"), "great"),
        (("89.99", "80"), "good"),
        (("79.99", "70"), "poor"),
        (("69.99", "0"), "very-poor"),
    ],
)
def test_the_grade_is_the_best_whose_line_is_reached(totals: tuple[str, ...], grade: str) -> None:
    assert [grade_of(Decimal(total), SELF) for total in totals] == [grade] * 2


def test_a_shared_draft_is_what_is_submitted() -> None:
    draft = drafted[-1]
    assert isinstance(draft, SelfEvaluationShared)
    assert (draft.outcome, submitted.resolution) == (submitted.outcome, REF)


# Nothing came

telling = TellNotSubmitted(year=YEAR, body=KIPO, phase="self-evaluation")


def not_submitted(*, shared: bool) -> SelfEvaluationNotSubmitted:
    told = {"shared": shared, "noticed": (KIPO, PMO), "on": date(2011, 4, 1)}
    return SelfEvaluationNotSubmitted.model_validate({"year": YEAR, "body": KIPO, "phase": "self-evaluation", **told})


@pytest.mark.parametrize(("so_far", "shared"), [(scored, False), (drafted, True)], ids=["scored", "shared"])
def test_act_16_what_is_not_submitted_by_the_end_of_march_is_told_on_the_first_of_april(
    so_far: list[Event], shared: bool
) -> None:
    april = spec.given(so_far).at("2011-04-01")
    april.when_the_clock(telling).then(not_submitted(shared=shared))
    april.at("2011-03-31T23:59:59.999999").when_the_clock(telling).then_refused(NotYet)
    april.when(hana, telling).then_refused(NotAllowed)


def test_what_was_submitted_or_never_to_be_evaluated_is_not_missed() -> None:
    spec.given(handed_in).at("2011-04-01").when_the_clock(telling).then_nothing()
    nothing = [it for it in scored if not type(it).__name__.startswith(("SelfEvaluation", "Subject", "Scorers"))]
    spec.given(nothing).at("2011-04-01").when_the_clock(telling).then_nothing()
