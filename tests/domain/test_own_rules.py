"""A body's own rules: its model of appraising people on top of the year's, and nothing of the government's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from activities.yaml_files import read_rules
from domain.appraisal import RateAttitude
from domain.cycle import CycleOpened, OpenCycle
from domain.cycle_refusals import UnknownBody
from domain.cycle_rules import OwnRulesDoNotHold, RulesNotApproved
from domain.messages import canonical
from domain.obligations import TaskNotInPhase
from domain.own_rules import NotABodysToChange, OwnPhase, OwnRules, composed, foreign_tasks, own_rules
from domain.person_commands import AssignEvaluators
from domain.person_evaluators import UnknownProfile
from domain.rules import Profile, RuleSet
from tests.support.office import HOLIDAYS, HOLIDAYS_VERSION, KIPO, PMO, YEAR, bodies, jun, label, people
from tests.support.spec import spec

GOVERNMENT, MINISTRY = read_rules("kr-2010"), read_rules("kipo-2010")
KIPOS = own_rules(GOVERNMENT, MINISTRY)


def changed(rules: RuleSet, **said: Any) -> RuleSet:
    fields = {name: getattr(rules, name) for name in RuleSet.model_fields}
    return RuleSet(**{**fields, **said})


def with_phase(rules: RuleSet, phase: str, **said: Any) -> RuleSet:
    phases = tuple(it.model_copy(update=said) if it.phase == phase else it for it in rules.phases)
    return changed(rules, phases=phases)


def opening(**own: OwnRules) -> OpenCycle:
    days = {"calendar_version": HOLIDAYS_VERSION, "holidays": HOLIDAYS}
    return OpenCycle(year=YEAR, government=PMO, bodies=(KIPO,), rules=GOVERNMENT, own=own, **days)


def opened(**own: OwnRules) -> CycleOpened:
    asked = {name: getattr(opening(**own), name) for name in OpenCycle.model_fields if name != "type"}
    return CycleOpened(**asked, rules_hash=GOVERNMENT.hash())


def test_what_differs_put_back_on_the_years_rules_is_the_bodys_rule_set() -> None:
    assert composed(GOVERNMENT, KIPOS) == MINISTRY
    assert composed(GOVERNMENT, KIPOS).hash() == MINISTRY.hash()


def test_only_what_differs_is_kept() -> None:
    assert [it.phase for it in KIPOS.phases] == ["final"]
    assert KIPOS.aspects is None
    assert KIPOS.people is None
    small, whole = (len(canonical(it.model_dump(mode="json", exclude_none=True))) for it in (KIPOS, MINISTRY))
    assert small * 4 < whole


def test_a_body_that_says_nothing_has_the_years_rules_under_its_own_name() -> None:
    named = changed(GOVERNMENT, id="ours", name=label("ours"), extends="kr-2010")
    assert own_rules(GOVERNMENT, named).phases == ()
    assert composed(GOVERNMENT, own_rules(GOVERNMENT, named)) == named


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("bonus_cap", changed(MINISTRY, bonus_cap=Decimal(9))),
        ("effective_to", changed(MINISTRY, effective_to=None)),
        ("supervision", changed(MINISTRY, supervision=())),
        ("planning.k", changed(MINISTRY, planning=GOVERNMENT.planning.model_copy(update={"k": Decimal(2)}))),
        ("phases", changed(MINISTRY, phases=MINISTRY.phases[:-1])),
        ("phases.interim.due", with_phase(MINISTRY, "interim", due="Y-07-14")),
        ("phases.interim.grace", with_phase(MINISTRY, "interim", grace=9)),
        ("phases.close.remind", with_phase(MINISTRY, "close", remind=(-4,))),
        ("phases.plan-draft.tasks.submit-plan", with_phase(MINISTRY, "plan-draft", tasks=())),
        ("phases.plan-review.rights.comment-plan", with_phase(MINISTRY, "plan-review", rights=())),
    ],
)
def test_what_is_the_governments_is_not_a_bodys_to_change(field: str, other: RuleSet) -> None:
    with pytest.raises(NotABodysToChange) as refusal:
        own_rules(GOVERNMENT, other)
    assert field in str(refusal.value.facts["fields"])


def test_a_task_about_persons_keeps_its_last_day_and_a_new_one_has_its_own() -> None:
    final = GOVERNMENT.phase("final")
    assert final is not None
    moved = tuple(it.model_copy(update={"due": "Y-12-20"}) if it.task == "rate-goals" else it for it in final.tasks)
    own = OwnPhase(phase="final", tasks=moved, rights=final.rights)
    told = foreign_tasks(GOVERNMENT, OwnRules(id="x", name=label("x"), phases=(own,)))
    assert told == ["phases.final.tasks.rate-goals"]
    assert foreign_tasks(GOVERNMENT, KIPOS) == []


def test_a_phase_of_its_own_is_not_a_bodys_to_have() -> None:
    assert foreign_tasks(GOVERNMENT, OwnRules(id="x", name=label("x"), phases=(OwnPhase(phase="party"),))) == [
        "phases.party"
    ]


def test_a_year_opens_with_what_its_bodies_have_otherwise() -> None:
    spec.given(bodies).when_the_clock(opening(KIPO=KIPOS)).then(opened(KIPO=KIPOS))


def test_the_government_can_have_its_own_model_too() -> None:
    spec.given(bodies).when_the_clock(opening(PMO=KIPOS)).then(opened(PMO=KIPOS))


def test_own_rules_are_of_a_body_that_takes_part() -> None:
    spec.given(bodies).when_the_clock(opening(MOE=KIPOS)).then_refused(UnknownBody, body="MOE")


def test_own_rules_are_approved_by_somebody_else_too() -> None:
    unapproved = KIPOS.model_copy(update={"approval": None})
    spec.given(bodies).when_the_clock(opening(KIPO=unapproved)).then_refused(RulesNotApproved, rules="kipo-2010")


def test_own_rules_change_nothing_of_the_governments_behind_the_files_back() -> None:
    phase = OwnPhase(phase="plan-draft")
    spec.given(bodies).when_the_clock(opening(KIPO=KIPOS.model_copy(update={"phases": (phase,)}))).then_refused(
        NotABodysToChange, rules="kipo-2010", year_rules="kr-2010"
    )


def test_own_rules_hold_together_with_the_years() -> None:
    lame = {"staff": Profile(name=label("staff"), competency=Decimal(10), attitude=Decimal(5))}
    spec.given(bodies).when_the_clock(opening(KIPO=KIPOS.model_copy(update={"profiles": lame}))).then_refused(
        OwnRulesDoNotHold, rules="kipo-2010", body=KIPO
    )


def test_each_body_is_decided_about_under_its_own_rules() -> None:
    year = opened(KIPO=KIPOS)
    assert year.of(KIPO).rules == MINISTRY
    assert year.of(KIPO).rules_hash == MINISTRY.hash()
    assert year.of(PMO) is year
    assert year.of(KIPO) is year.of(KIPO)
    assert opened().of(KIPO).rules == GOVERNMENT


def test_a_task_that_only_one_body_has_is_no_task_of_the_others() -> None:
    rating = RateAttitude(year=YEAR, body=KIPO, phase="final", person=jun, points=Decimal(5), ground="good")
    spec.given(bodies, people, opened()).at("2010-12-20").when("ada", rating).then_refused(
        TaskNotInPhase, phase="final", task="rate-attitude"
    )
    assert opened(KIPO=KIPOS).of(KIPO).rules.phase("final").task("rate-attitude")  # type: ignore[union-attr]


def test_a_profile_is_one_of_the_bodys_own() -> None:
    profiles = {"examiner": Profile(name=label("examiner"), competency=Decimal(95), attitude=Decimal(5))}
    year = opened(KIPO=KIPOS.model_copy(update={"profiles": profiles}))
    about = {"person": jun, "year": YEAR, "body": KIPO, "unit": "PROMO", "instrument": "agreement", "first": "ada"}
    wish = AssignEvaluators.model_validate({**about, "profile": "department-head"})
    spec.given(bodies, people, year).when_the_clock(wish).then_refused(
        UnknownProfile, year=YEAR, profile="department-head", known="examiner"
    )


def test_an_opening_of_before_there_were_own_rules_reads_as_one_without() -> None:
    stored = opened().model_dump(mode="json")
    del stored["own"]
    assert CycleOpened.model_validate(stored) == opened()


@pytest.mark.parametrize("other", ["kr-2026"])
def test_another_years_rules_are_nobodys_own(other: str) -> None:
    with pytest.raises(NotABodysToChange):
        own_rules(GOVERNMENT, read_rules(other))
