"""Acts that rest on a decision: a resolution where a committee of this log decides it, else one from outside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.cycle import CycleOpened
from domain.messages import Event
from domain.phase_commands import MovePhase
from domain.phase_facts import PhaseMoved
from domain.refusals import Refusal
from domain.resolutions import (
    Decision,
    NoDecisionNamed,
    NoSuchResolution,
    NotResolved,
    OtherMatter,
    ResolutionNeeded,
    TwoDecisionsNamed,
    require_decision,
)
from domain.rules import RuleSet
from domain.scorecard import AdjustIndicatorScore, IndicatorScoreAdjusted, UnitScored
from domain.scorecard_sum import Counted
from tests.support.committees import DAY, GPEC, RULES_HERE, constituted, constituting, government
from tests.support.committees import convened as called_in
from tests.support.committees import tabled as on_the_agenda
from tests.support.office import BUREAU, KIPO, PMO, YEAR, gyu, holds, olga, opened_cycle
from tests.support.self_evaluation import resolved
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

WORDS = "third meeting of the committee, resolution 2"
PHASES = tuple(
    it.model_copy(update={"moved_by": "extension"}) if it.phase in {"talks", "close"} else it
    for it in RULES_HERE.phases
)


def ruled(rules: RuleSet) -> list[Event]:
    year = opened_cycle(rules)
    others = [it for it in government if not isinstance(it, CycleOpened)]
    counted = (Counted(indicator="I-01", weight=Decimal(60), score=Decimal(95), version=1),)
    unit = UnitScored(year=YEAR, body=KIPO, unit=BUREAU, phase="grading", score=Decimal(57), indicators=counted)
    operators = (holds(olga, "operator", PMO), holds(olga, "operator", KIPO))
    return [*others, year, *operators, unit]


STRICT = RULES_HERE.model_copy(update={"phases": PHASES})
FREE = RULES_HERE.model_copy(update={"committees": RULES_HERE.committees.model_copy(update={"by_resolution": ()})})
committee = constituted(constituting(), gyu)
with_it = spec.given(ruled(STRICT), committee)
without = spec.given(ruled(STRICT))
unasked = spec.given(ruled(FREE), committee)


# An indicator's score


def adjusting(resolution: str | None = None, outside: str | None = None) -> AdjustIndicatorScore:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "unit": BUREAU, "indicator": "I-01", "score": 85}
    return AdjustIndicatorScore(**about, resolution=resolution, outside=outside, reason="verified")


def adjusted(resolution: str | None = None, outside: str | None = None) -> IndicatorScoreAdjusted:
    about: dict[str, Any] = {"year": YEAR, "body": KIPO, "unit": BUREAU, "indicator": "I-01", "before": 95, "after": 85}
    return IndicatorScoreAdjusted(**about, resolution=resolution, outside=outside, reason="verified")


def in_june(story: Given, matter: Any = "adjust-grade", about: str = f"{KIPO}/{BUREAU}") -> Given:
    return story.given(resolved(matter, about, 5, date(2011, 6, 8))).at("2011-06-09")


REF = f"{GPEC}/5/1"


def test_s1_106_the_committees_resolution_about_the_unit_carries_the_adjustment() -> None:
    in_june(with_it).when(gyu, adjusting(REF)).then(adjusted(REF))


def test_where_the_committee_is_in_this_log_words_do_not_carry_it() -> None:
    told = {"body": PMO, "matter": "adjust-grade", "about": f"{KIPO}/{BUREAU}"}
    in_june(with_it).when(gyu, adjusting(outside=WORDS)).then_refused(ResolutionNeeded, **told)
    in_june(with_it).when(gyu, adjusting()).then_refused(ResolutionNeeded, **told)


def test_where_no_committee_is_the_decision_outside_is_said_in_words() -> None:
    without.at("2011-06-09").when(gyu, adjusting(outside=WORDS)).then(adjusted(outside=WORDS))


def test_where_the_rules_need_no_resolution_words_will_do_beside_a_committee() -> None:
    in_june(unasked).when(gyu, adjusting(outside=WORDS)).then(adjusted(outside=WORDS))
    in_june(unasked).when(gyu, adjusting(REF)).then(adjusted(REF))


def test_a_committee_for_other_matters_is_none_for_this() -> None:
    kind = STRICT.committees.kinds["gpec"]
    made, *others = committee
    fewer = made.model_copy(update={"rule": kind.model_copy(update={"decides": ("extension",)})})
    story = spec.given(ruled(STRICT), fewer, *others).at("2011-06-09")
    story.when(gyu, adjusting(outside=WORDS)).then(adjusted(outside=WORDS))


@pytest.mark.parametrize("story", [with_it, unasked], ids=["committee", "not-needed"])
def test_a_resolution_that_is_named_must_carry_it_wherever_it_is_named(story: Given) -> None:
    story.at("2011-06-09").when(gyu, adjusting(REF)).then_refused(NoSuchResolution, ref=REF)
    in_june(story, about=f"{KIPO}/EXAM").when(gyu, adjusting(REF)).then_refused(OtherMatter)
    in_june(story, matter="extension").when(gyu, adjusting(REF)).then_refused(OtherMatter, matter="extension")
    open_item = [called_in(), on_the_agenda(concerns=f"{KIPO}/{BUREAU}", matter="adjust-grade")]
    waiting = story.given(open_item).at(f"{DAY}T10:00")
    waiting.when(gyu, adjusting(f"{GPEC}/1/1")).then_refused(NotResolved, stage="tabled")


@pytest.mark.parametrize("story", [with_it, without, unasked], ids=["committee", "none", "not-needed"])
def test_one_decision_is_named_and_not_two(story: Given) -> None:
    in_june(story).when(gyu, adjusting(REF, WORDS)).then_refused(TwoDecisionsNamed)


@pytest.mark.parametrize("story", [without, unasked], ids=["none", "not-needed"])
def test_an_adjustment_rests_on_some_decision(story: Given) -> None:
    in_june(story).when(gyu, adjusting()).then_refused(NoDecisionNamed)


@pytest.mark.parametrize("words", ["resolution 12", "gpec", "gpec/12", "gpec/0/1", "gpec/1/", "gpec/1/1/1"])
def test_words_are_never_taken_for_a_resolution(words: str) -> None:
    with pytest.raises(ValidationError):
        adjusting(words)


# A phase


def moving(phase: str = "talks", body: str = KIPO, *, resolution: str | None = None, outside: str | None = None) -> Any:
    about: dict[str, Any] = {"year": YEAR, "body": body, "phase": phase}
    due = date(2010, 4, 30) if phase == "talks" else date(2011, 7, 15)
    return MovePhase(**about, due=due, reason="flood", resolution=resolution, outside=outside)


def in_april(story: Given, about: str = KIPO, matter: Any = "extension") -> Given:
    return story.given(resolved(matter, about, 5, date(2010, 4, 7))).at("2010-04-08")


def moved(story: Given, command: Any) -> PhaseMoved:
    (event,) = story.when(olga, command).events()
    assert isinstance(event, PhaseMoved)
    return event


@pytest.mark.parametrize(("phase", "body", "about"), [("talks", KIPO, KIPO), ("close", PMO, str(YEAR))])
def test_a_phase_that_the_committee_moves_rests_on_its_resolution(phase: str, body: str, about: str) -> None:
    story = in_april(with_it, about)
    event = moved(story, moving(phase, body, resolution=REF))
    assert (event.resolution, event.outside) == (REF, None)
    story.when(olga, moving(phase, body)).then_refused(ResolutionNeeded, matter="extension", about=about)
    story.when(olga, moving(phase, body, outside=WORDS)).then_refused(ResolutionNeeded)
    story.when(olga, moving(phase, body, resolution=REF, outside=WORDS)).then_refused(TwoDecisionsNamed)


@pytest.mark.parametrize(("phase", "body", "about"), [("talks", KIPO, str(YEAR)), ("close", PMO, PMO)])
def test_what_is_resolved_about_another_moves_nothing(phase: str, body: str, about: str) -> None:
    in_april(with_it, about).when(olga, moving(phase, body, resolution=REF)).then_refused(OtherMatter)


def test_any_other_phase_is_the_operators_and_may_name_its_decision() -> None:
    final = MovePhase(year=YEAR, body=KIPO, phase="final", due=date(2011, 1, 14), reason="snow")
    story = in_april(with_it)
    assert (moved(story, final).resolution, moved(story, final).outside) == (None, None)
    assert moved(story, final.model_copy(update={"resolution": REF})).resolution == REF
    assert moved(story, final.model_copy(update={"outside": WORDS})).outside == WORDS
    other = in_april(with_it, matter="finding")
    other.when(olga, final.model_copy(update={"resolution": REF})).then_refused(OtherMatter, wanted="extension")


def test_without_a_committee_the_operator_moves_every_phase() -> None:
    story = without.at("2010-04-08")
    assert moved(story, moving()).outside is None
    assert moved(story, moving(outside=WORDS)).outside == WORDS
    assert moved(story, moving("close", PMO)).outside is None
    story.when(olga, moving(resolution=REF)).then_refused(NoSuchResolution)


@pytest.mark.parametrize("rules", ["kr-2010", "kipo-2010", "kr-2026"])
def test_the_rules_say_which_acts_need_a_resolution(rules: str) -> None:
    them = read_rules(rules)
    assert them.committees.by_resolution == ("adjust-grade", "criteria")
    assert [it.phase for it in them.phases if it.moved_by] == ["plan-amendment", "specific-resolution"]
    assert {"adjust-grade", "extension"} <= set(them.committees.kinds["gpec"].decides)


# The one rule behind both


@given(
    ref=st.sampled_from([None, REF, f"{GPEC}/9/1"]),
    words=st.sampled_from([None, WORDS]),
    exists=st.booleans(),
    needed=st.booleans(),
)
def test_words_pass_only_where_no_committee_must_decide_and_a_reference_only_if_it_was_passed(
    ref: str | None, words: str | None, exists: bool, needed: bool
) -> None:
    story = [*ruled(STRICT), *(committee if exists else []), *resolved("extension", KIPO, 5, date(2010, 4, 7))]
    facts = PureFacts(by_stream(story), moment("2010-04-08"), olga)
    try:
        require_decision(facts, Decision(ref, words), "extension", KIPO, YEAR, PMO if needed else None)
        passes = True
    except Refusal:
        passes = False
    assert passes is (exists and words is None if ref == REF else ref is None and not (exists and needed))
