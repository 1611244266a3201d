"""What a body's result leads to: after a poor one a review (S1-53), after a good one a reward recommended (ACT 30)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.yaml_files import read_rules
from domain.consequences import consequences, is_root
from domain.cycle import CycleOpened
from domain.findings import FINDINGS
from domain.findings_commands import DrawFinding
from domain.findings_facts import FindingIssued, FindingWaived
from domain.follow_up import FollowUpRules
from domain.ids import SYSTEM
from domain.messages import Command, Event
from domain.re_evaluation import ReEvaluationCarriedOut, SelfEvaluationAdjusted
from domain.refusals import NotAllowed
from domain.reward import (
    RecommendReward,
    RewardGranted,
    RewardRecommendationWithdrawn,
    RewardRecommended,
)
from domain.scoring.grades import Placed, Ranking
from domain.self_evaluation_content import Outcome
from domain.self_evaluation_facts import SelfEvaluationSubmitted
from domain.self_evaluation_outcome import grade_of
from domain.specific_grades import SpecificResultsGraded
from tests.support.follow_up import FOLLOWED, MOSF, government
from tests.support.office import KIPO, PMO, YEAR, hr, mina, olga, opened_cycle
from tests.support.spec import PureFacts, by_stream, moment, spec

KR = read_rules("kr-2010")
GRADES = {"self_evaluation": KR.self_evaluation, "specific": KR.specific}
OWN, AGAIN, GRADED = "self-evaluation/2010/KIPO@9", "re-evaluation/2010/KIPO@2", "specific-grades/2010/ministerial@1"


def ruled(follow_up: FollowUpRules = KR.follow_up) -> list[Event]:
    rules = FOLLOWED.model_copy(update={**GRADES, "follow_up": follow_up})
    return [opened_cycle(rules) if isinstance(it, CycleOpened) else it for it in government]


def outcome(total: str, grade: str | None) -> Outcome:
    return Outcome(total=Decimal(total), grade=grade, categories=(), inputs=())


def submitted(total: str = "65.5", grade: str | None = "very-poor") -> SelfEvaluationSubmitted:
    said: dict[str, Any] = {"phase": "self-evaluation", "resolution": "sec-kipo/1/1", "by": "hana"}
    return SelfEvaluationSubmitted(year=YEAR, body=KIPO, outcome=outcome(total, grade), **said)


def carried_out(total: str, grade: str) -> ReEvaluationCarriedOut:
    said: dict[str, Any] = {"phase": "re-evaluation", "ministry": KIPO, "scores": {}, "opinion": "so", "by": "otto"}
    return ReEvaluationCarriedOut(year=YEAR, body=PMO, outcome=outcome(total, grade), **said)


def adjusted(after: str, grade: str) -> SelfEvaluationAdjusted:
    said: dict[str, Any] = {"before": "88", "after": after, "grade": grade, "resolution": "gpec/4/1", "by": "gyu"}
    about: dict[str, Any] = {"year": YEAR, "body": PMO, "ministry": KIPO, "reason": "verified"}
    return SelfEvaluationAdjusted.model_validate({**about, **said})


def graded(*grades: tuple[str, str, str], edition: int = 1) -> SpecificResultsGraded:
    placed = tuple(
        Placed(person=body, rank=n, total=Decimal(total), grade=grade, boundary=False, margin=None)
        for n, (body, total, grade) in enumerate(grades, 1)
    )
    ranking = Ranking(counts={}, placed=placed)
    return SpecificResultsGraded(year=YEAR, group="ministerial", ranking=ranking, edition=edition, by="gyu")


def follows(event: Event, place: str = OWN, story: list[Event] | None = None) -> list[Command]:
    known = ruled() if story is None else story
    return consequences([(place, event)], PureFacts(by_stream(known), moment("2011-05-02"), SYSTEM))


def review(of: str, told: str, cause: str, body: str = KIPO) -> DrawFinding:
    about: dict[str, Any] = {"year": YEAR, "body": body, "unit": None, "cause": cause}
    return DrawFinding.model_validate({**about, "kind": f"poor-{of}", "finding": f"{of} {YEAR}: {told}"})


def recommending(of: str, total: str, grade: str | None, cause: str, body: str = KIPO) -> RecommendReward:
    about: dict[str, Any] = {"year": YEAR, "body": body, "of": of, "cause": cause}
    return RecommendReward.model_validate({**about, "total": total, "grade": grade})


# What follows


def test_s1_53_a_poor_self_evaluation_is_followed_by_a_review_of_the_organisation() -> None:
    drawn = review("self-evaluation", "65.5, very-poor", OWN)
    assert follows(submitted()) == [drawn, recommending("self-evaluation", "65.5", "very-poor", OWN)]


@pytest.mark.parametrize("event", [carried_out("75", "poor"), adjusted("75", "poor")], ids=["again", "adjusted"])
def test_so_is_one_that_became_poor_when_it_was_evaluated_again_or_adjusted(event: Event) -> None:
    drawn = review("self-evaluation", "75, poor", AGAIN)
    assert follows(event, AGAIN) == [drawn, recommending("self-evaluation", "75", "poor", AGAIN)]


def test_of_the_specific_evaluation_only_the_poor_of_a_group_are_reviewed() -> None:
    event = graded((KIPO, "91", "excellent"), (PMO, "80", "good"), (MOSF, "60", "poor"))
    assert follows(event, GRADED) == [
        recommending("specific-evaluation", "91", "excellent", GRADED),
        recommending("specific-evaluation", "80", "good", GRADED, PMO),
        review("specific-evaluation", "60, poor", GRADED, MOSF),
        recommending("specific-evaluation", "60", "poor", GRADED, MOSF),
    ]


def test_every_result_begins_a_chain() -> None:
    events = [submitted(), carried_out("95", "excellent"), adjusted("95", "excellent"), graded()]
    assert [is_root(it) for it in events] == [True] * 4


def test_where_the_rules_draw_nothing_and_reward_nothing_nothing_follows() -> None:
    assert follows(submitted(), story=ruled(FollowUpRules())) == []
    assert follows(submitted(grade=None), story=ruled(FollowUpRules())) == []
    assert follows(submitted(), story=[]) == []  # a year that was never opened here


def test_a_result_without_a_grade_is_neither_poor_nor_good() -> None:
    assert follows(submitted("65.5", None)) == [recommending("self-evaluation", "65.5", None, OWN)]
    may.when_the_clock(recommending("self-evaluation", "65.5", None, OWN)).then_nothing()


@pytest.mark.parametrize(
    ("total", "poor", "rewarded"),
    [("79.99", True, False), ("80", False, False), ("94.99", False, False), ("95", False, True)],
)
def test_the_grades_of_kr_2010_say_from_where_on_each_follows(total: str, poor: bool, rewarded: bool) -> None:
    event = submitted(total, grade_of(Decimal(total), KR.self_evaluation))
    commands = follows(event)
    assert any(isinstance(it, DrawFinding) for it in commands) is poor
    (asked,) = [it for it in commands if isinstance(it, RecommendReward)]
    assert bool(may.when_the_clock(asked).events()) is rewarded


@given(total=st.decimals(0, 100, places=2))
def test_no_result_is_both_reviewed_and_rewarded(total: Decimal) -> None:
    commands = follows(submitted(str(total), grade_of(total, KR.self_evaluation)))
    drawn = [it for it in commands if isinstance(it, DrawFinding)]
    rewarded = [it for it in commands if isinstance(it, RecommendReward) and may.when_the_clock(it).events()]
    assert (bool(drawn), bool(rewarded)) == (total < 80, total >= 95)


# The finding


may = spec.given(ruled()).at("2011-05-02")
asked = review("self-evaluation", "65.5, very-poor", OWN)


def issued(number: int = 1, **more: Any) -> FindingIssued:
    rule = KR.follow_up.drawn["poor-self-evaluation"]
    said: dict[str, Any] = {"year": YEAR, "body": KIPO, "number": number, "title": rule.title, "unit": None}
    told = {"finding": "self-evaluation 2010: 65.5, very-poor", "cause": OWN, "drawn": "poor-self-evaluation"}
    how = {"source": "poor-result", "remedy": "organisation-review", "sector": None, "resolution": None}
    days = {"plan_by": date(2011, 6, 1), "zone": "Asia/Seoul", "by": SYSTEM}
    return FindingIssued.model_validate({**said, **told, **how, **days, **more})


def test_the_review_is_a_finding_of_the_body_without_a_unit_and_to_be_planned_in_thirty_days() -> None:
    may.when_the_clock(asked).then(issued())


def test_a_body_has_one_review_for_a_years_self_evaluation_however_often_it_is_poor() -> None:
    again = review("self-evaluation", "75, poor", AGAIN)
    may.given(issued()).when_the_clock(asked).then_nothing()
    may.given(issued()).when_the_clock(again).then_nothing()
    waived = FindingWaived(body=KIPO, number=1, resolution="gpec/5/1", reason="merged", by="gyu")
    may.given(issued(), waived).when_the_clock(again).then_nothing()


def test_the_other_evaluation_and_the_other_year_have_reviews_of_their_own() -> None:
    may.given(issued(year=YEAR - 1, cause="self-evaluation/2009/KIPO@9")).when_the_clock(asked).then(issued(2))
    specific = review("specific-evaluation", "60, poor", GRADED)
    (event,) = may.given(issued()).when_the_clock(specific).events()
    assert isinstance(event, FindingIssued)
    assert (event.number, event.drawn, event.cause) == (2, "poor-specific-evaluation", GRADED)


def test_nobody_draws_it_by_hand() -> None:
    may.when(olga, asked).then_refused(NotAllowed, role=SYSTEM)


@given(st.lists(st.sampled_from([OWN, AGAIN, "re-evaluation/2010/KIPO@5"]), min_size=1, max_size=6))
def test_however_the_results_come_in_there_is_one_review(places: list[str]) -> None:
    story = may
    for place in places:
        story = story.given(story.when_the_clock(review("self-evaluation", "65, very-poor", place)).events())
    ledger = [it for it in story.events if isinstance(it, FINDINGS.events)]
    assert len(FINDINGS.fold(ledger).of) == 1


# The recommendation


def recommended(total: str = "95", cause: str = OWN, of: str = "self-evaluation") -> RewardRecommended:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "of": of, "grade": "excellent", "cause": cause}
    return RewardRecommended.model_validate({**about, "total": total})


withdrawn = RewardRecommendationWithdrawn(year=YEAR, body=KIPO, of="self-evaluation", cause=AGAIN)
good = recommending("self-evaluation", "95", "excellent", OWN)
worse = recommending("self-evaluation", "94.99", "great", AGAIN)


def test_act_30_the_best_grade_recommends_rewards_once() -> None:
    may.when_the_clock(good).then(recommended())
    may.given(recommended()).when_the_clock(good).then_nothing()


def test_a_better_total_is_said_anew() -> None:
    better = recommending("self-evaluation", "96", "excellent", AGAIN)
    may.given(recommended()).when_the_clock(better).then(recommended("96", AGAIN))


def test_a_recommendation_does_not_outlast_its_ground() -> None:
    may.when_the_clock(worse).then_nothing()
    may.given(recommended()).when_the_clock(worse).then(withdrawn)
    may.given(recommended(), withdrawn).when_the_clock(worse).then_nothing()
    may.given(recommended(), withdrawn).when_the_clock(good).then(recommended())


def test_each_evaluation_recommends_for_itself() -> None:
    other = recommended(of="specific-evaluation", cause=GRADED)
    may.given(other).when_the_clock(worse).then_nothing()
    may.given(other).when_the_clock(good).then(recommended())


def test_nobody_recommends_by_hand_and_what_was_granted_stays_granted() -> None:
    may.when(olga, good).then_refused(NotAllowed, role=SYSTEM)
    given_it = RewardGranted(
        year=YEAR, body=KIPO, person=mina, kind="bonus", amount=Decimal(500), ground="results", by=hr
    )
    may.given(recommended(), given_it).when_the_clock(worse).then(withdrawn)
