"""What follows from a rehearsed year for a ministry: it rests on the values it reported, and on seeded dice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import given as hypothetically
from hypothesis import settings
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.budget import DecideBudgetConsequence, RequestBudgetException
from domain.findings_commands import (
    AcceptCorrectiveAction,
    IssueFinding,
    PlanCorrectiveAction,
    ReportCorrectiveAction,
)
from domain.indicator import ReportProgress
from domain.messages import Command, Label
from domain.objectives import indicators_of
from domain.programme import EndProgramme, EstablishProgramme, RateProgramme
from domain.report import PublishResult, ReportResultToAssembly, ReportToCabinet
from domain.reward import GrantReward
from rehearsal.case import Case, Deed, Entry
from rehearsal.conduct import conduct
from rehearsal.consequences import consequences
from rehearsal.crowd import whole
from rehearsal.desk import Desk
from rehearsal.evaluated import Evaluated
from rehearsal.follow_up import FollowUp, RatingPattern
from rehearsal.government import first
from rehearsal.loading import load_case
from rehearsal.programmes import Programme, programmes
from rehearsal.results import Results
from rehearsal.script import script
from rehearsal.specific import specific_conduct
from rehearsal.true_up import true_up
from tests.support.small_government import EXAMPLE, small_government

C = TypeVar("C", bound=Command)
ONE = ("AAA",)


def of(entries: Sequence[Entry], kind: type[C]) -> list[C]:
    return [it.command for it in entries if isinstance(it.command, kind)]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return whole(load_case(small_government(tmp_path_factory.mktemp("one"), "s1", ONE, luck="0")))


@pytest.fixture(scope="module")
def rules(case: Case) -> Any:
    return read_rules(case.rules)


@pytest.fixture(scope="module")
def follow_up(case: Case) -> FollowUp:
    found = case.parts[0].follow_up
    assert found is not None
    return found


def reported(case: Case, reach: Callable[[str], Decimal], phase: str = "feedback-q4") -> list[Entry]:
    """Return that every unit reported values, in percent of the targets, as *reach* says of its indicators."""
    part = case.parts[0]
    key: dict[str, Any] = {"year": 2010, "body": part.bodies[0], "phase": phase}
    found = []
    for unit in part.plan.units:
        for it in indicators_of(unit.objectives):
            value = reach(it.code) * (it.target or 100) / 100
            told = ReportProgress(**key, indicator=it.code, value=value)
            found.append(Entry(case.begins, f"P-{unit.unit}", f"case/test/{it.code}/{phase}", told))
    return found


def listed(case: Case, rules: Any, pattern: FollowUp, reach: Callable[[str], Decimal]) -> list[Programme]:
    return list(programmes(Desk(case.parts[0], case, rules, reported(case, reach)), pattern))


def everywhere(percent: str) -> Callable[[str], Decimal]:
    return lambda _: Decimal(percent)


# Results


def test_a_unit_reached_the_mean_of_its_indicators_and_the_last_value_counts(case: Case) -> None:
    first_quarter, last = reported(case, everywhere("50"), "feedback-q1"), reported(case, everywhere("97"))
    later = [it._replace(at=it.at.replace(month=12)) for it in last]
    results = Results(case.parts[0], [*later, *first_quarter])
    assert results.mean("AAA-B1-D1") == results.least("AAA-B1-D1") == 97


def test_an_effect_is_the_least_of_what_measures_results(case: Case) -> None:
    results = Results(case.parts[0], reported(case, lambda code: Decimal(90 if code.endswith("-02") else 100)))
    assert results.least("AAA-B1-D1") == 90  # the second measure of the pattern is of results
    assert results.mean("AAA-B1-D1") == Decimal("97.5")


def test_a_unit_that_reported_nothing_reached_nothing(case: Case) -> None:
    results = Results(case.parts[0], [])
    assert (results.mean("AAA-B1"), results.least("AAA-B1"), results.mean("NONE")) == (Decimal(0),) * 3


# Programmes and their ratings


@pytest.mark.parametrize(
    ("percent", "score"),
    [("87", 0), ("88", 0), ("95", 50), ("102", 100), ("103", 100)],
)
def test_a_rating_follows_from_what_the_unit_reached(
    case: Case, rules: Any, follow_up: FollowUp, percent: str, score: int
) -> None:
    for it in listed(case, rules, follow_up, everywhere(percent)):
        assert sum(one.points for one in it.answers) == score
        assert [one.item for one in it.answers] == ["plan", "management", "result"]


@pytest.mark.parametrize(("percent", "shown"), [("96.99", False), ("97", True)])
def test_an_effect_is_shown_from_the_patterns_value_on(
    case: Case, rules: Any, follow_up: FollowUp, percent: str, shown: bool
) -> None:
    found = listed(case, rules, follow_up, lambda code: Decimal(percent if code.endswith("-02") else "102"))
    assert {it.demonstrated for it in found} == {shown}
    assert {it.branch for it in found} == {"free" if shown else "freeze"}


@settings(max_examples=25, deadline=None)
@hypothetically(worse=st.integers(80, 110), more=st.integers(0, 20))
def test_who_reached_more_never_gets_fewer_points(
    case: Case, rules: Any, follow_up: FollowUp, worse: int, more: int
) -> None:
    lower, higher = (
        listed(case, rules, follow_up, everywhere(str(percent)))[0].answers for percent in (worse, worse + more)
    )
    assert all(one.points <= other.points for one, other in zip(lower, higher, strict=True))


@settings(max_examples=25, deadline=None)
@hypothetically(percent=st.integers(80, 110), luck=st.sampled_from(["0", "0.3", "1"]))
def test_an_answer_never_leaves_its_item(case: Case, rules: Any, follow_up: FollowUp, percent: int, luck: str) -> None:
    lucky = follow_up.model_copy(update={"rating": follow_up.rating.model_copy(update={"luck": Decimal(luck)})})
    most = {it.item: it.points for it in rules.follow_up.programmes.checklist}
    for it in listed(case, rules, lucky, everywhere(str(percent))):
        assert all(0 <= one.points <= most[one.item] for one in it.answers)


def test_nothing_and_everything_are_two_values() -> None:
    with pytest.raises(ValidationError):
        RatingPattern(nothing_at=Decimal(90), everything_at=Decimal(90), luck=Decimal(0), shown_at=Decimal(97))


def test_a_programme_costs_its_share_and_carries_its_bureaus_name(case: Case, rules: Any, follow_up: FollowUp) -> None:
    large, small = listed(case, rules, follow_up, everywhere("100"))
    assert (large.unit, large.amount) == ("AAA-B1-D1", Decimal(12000))
    assert (small.unit, small.amount) == ("AAA-B2-D2", Decimal(7000))
    assert large.name == Label(ko="일국 정책지원사업", en="Support programme, One Bureau")


def test_a_bureau_that_is_not_there_has_no_programme(case: Case, rules: Any, follow_up: FollowUp) -> None:
    far = follow_up.programmes[0].model_copy(update={"bureau": 9})
    pattern = follow_up.model_copy(update={"programmes": (far, follow_up.programmes[1])})
    [found] = listed(case, rules, pattern, everywhere("100"))
    assert found.programme == "AAA-PG2"


@pytest.mark.parametrize(("least", "programmes_rated"), [("12000", 1), ("12000.01", 0), ("7000", 2)])
def test_a_programme_that_is_too_small_is_not_rated(
    case: Case, rules: Any, follow_up: FollowUp, least: str, programmes_rated: int
) -> None:
    limits = rules.follow_up.programmes.model_copy(update={"least_amount": Decimal(least)})
    stricter = rules.model_copy(update={"follow_up": rules.follow_up.model_copy(update={"programmes": limits})})
    assert len(listed(case, stricter, follow_up, everywhere("100"))) == programmes_rated


@pytest.mark.parametrize(
    ("percent", "level", "granted"),
    [("102", "excellent", "13200"), ("99.5", "great", "12600"), ("96.5", "good", "12000"), ("95.5", "poor", "10800"),
     ("94", "very-poor", "0")],
)  # fmt: skip
def test_the_grant_is_that_of_the_level_within_the_ceiling(
    case: Case, rules: Any, follow_up: FollowUp, percent: str, level: str, granted: str
) -> None:
    nobody = follow_up.model_copy(update={"exception": follow_up.exception.model_copy(update={"share": Decimal(0)})})
    found = listed(case, rules, nobody, everywhere(percent))[0]
    assert (found.level.level, found.grant, found.asks) == (level, Decimal(granted), False)


def test_whoever_asks_for_an_exception_keeps_what_the_programme_costs(
    case: Case, rules: Any, follow_up: FollowUp
) -> None:
    everybody = follow_up.model_copy(update={"exception": follow_up.exception.model_copy(update={"share": Decimal(1)})})
    poor, good = (listed(case, rules, everybody, everywhere(percent))[0] for percent in ("90", "100"))
    assert (poor.branch, poor.asks, poor.grant) == ("cut", True, poor.amount)
    assert (good.branch, good.asks) == ("free", False)


# The year of a ministry


def followed(case: Case, rules: Any, percent: str, **other: Any) -> list[Entry]:
    pattern = case.parts[0].follow_up
    assert pattern is not None
    part = case.parts[0].model_copy(update={"follow_up": pattern.model_copy(update=other)})
    return list(consequences(part, case, rules, reported(case, everywhere(percent))))


def all_of(follow_up: FollowUp, outcome: str) -> dict[str, Any]:
    """Return a pattern in which everything happens and ends the same way."""
    every = tuple(it.model_copy(update={"share": Decimal(1)}) for it in follow_up.findings)
    exception = follow_up.exception.model_copy(update={"share": Decimal(1)})
    return {"findings": every, "exception": exception, "outcomes": {outcome: 1}}


def test_findings_are_numbered_in_order_of_time(case: Case, rules: Any, follow_up: FollowUp) -> None:
    entries = followed(case, rules, "90", **all_of(follow_up, "accepted"))
    plans = {it.number: it.remedy for it in of(entries, PlanCorrectiveAction)}
    assert [plans[number] for number in sorted(plans)] == [
        "correction",
        "self-audit",
        "organisation-review",
        "organisation-review",
        "improvement-plan",
        "improvement-plan",
    ]
    assert [it.number for it in of(entries, IssueFinding)] == [1, 2]
    assert len(of(entries, ReportCorrectiveAction)) == len(of(entries, AcceptCorrectiveAction)) == len(plans)


def test_a_finding_that_the_conduct_makes_has_its_number(case: Case, rules: Any, follow_up: FollowUp) -> None:
    [made, *_] = of(followed(case, rules, "90", **all_of(follow_up, "accepted")), IssueFinding)
    at = case.begins.replace(year=2011, month=4, day=25)
    known = case.model_copy(update={"conduct": (Deed(at=at, actor="P-GDL", command=made),)})
    plans = of(followed(known, rules, "90", **all_of(follow_up, "accepted")), PlanCorrectiveAction)
    assert sorted(it.number for it in plans) == [1, 2, 4, 5, 6, 7]
    elsewhere = Deed(at=at, actor="P-GDL", command=made.model_copy(update={"body": "BBB"}))
    other = case.model_copy(update={"conduct": (elsewhere,)})
    plans = of(followed(other, rules, "90", **all_of(follow_up, "accepted")), PlanCorrectiveAction)
    assert sorted(it.number for it in plans) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("outcome", "month"), [("open", 10), ("late", 6)])
def test_what_is_not_done_has_a_day_and_no_report(
    case: Case, rules: Any, follow_up: FollowUp, outcome: str, month: int
) -> None:
    entries = followed(case, rules, "90", **all_of(follow_up, outcome))
    assert {it.due.month for it in of(entries, PlanCorrectiveAction)} == {month}
    assert not of(entries, ReportCorrectiveAction)
    assert not of(entries, AcceptCorrectiveAction)


def test_a_self_audit_is_the_auditors_and_everything_else_the_planners(
    case: Case, rules: Any, follow_up: FollowUp
) -> None:
    entries = followed(case, rules, "90", **all_of(follow_up, "accepted"))
    for it in of(entries, PlanCorrectiveAction):
        assert it.responsible == ("P-AAA-AUD" if it.remedy == "self-audit" else "P-AAA-PLN")
    [audit] = [it.number for it in of(entries, PlanCorrectiveAction) if it.remedy == "self-audit"]
    reporters = {one.number: it.actor for it in entries for one in of([it], ReportCorrectiveAction)}
    assert reporters.pop(audit) == "P-AAA-AUD"
    assert set(reporters.values()) == {"P-AAA-PLN"}


def test_a_good_year_has_no_finding_that_the_rules_draw(case: Case, rules: Any, follow_up: FollowUp) -> None:
    entries = followed(case, rules, "100", findings=())
    assert [type(it.command) for it in entries if "Corrective" in type(it.command).__name__] == []
    assert not of(entries, RequestBudgetException)
    assert not of(entries, EndProgramme)
    assert {it.excepted for it in of(entries, DecideBudgetConsequence)} == {False}


def test_a_programme_without_a_budget_ends(case: Case, rules: Any, follow_up: FollowUp) -> None:
    nobody = follow_up.exception.model_copy(update={"share": Decimal(0)})
    entries = followed(case, rules, "90", exception=nobody)
    assert [it.amount for it in of(entries, DecideBudgetConsequence)] == [0, 0]
    assert [it.programme for it in of(entries, EndProgramme)] == ["AAA-PG1", "AAA-PG2"]


def test_a_remedy_without_an_answer_stays_unanswered(case: Case, rules: Any) -> None:
    assert of(followed(case, rules, "90", findings=(), answers={}), PlanCorrectiveAction) == []


def test_the_head_of_the_best_unit_is_rewarded(case: Case, rules: Any) -> None:
    part = case.parts[0]
    best = reported(case, lambda code: Decimal(101 if code.startswith(("AAA-B2-D3", "AAA-B1-0")) else 99))
    rewards = of(list(consequences(part, case, rules, best)), GrantReward)
    assert [(it.person, str(it.kind), it.amount) for it in rewards] == [
        ("P-AAA-B2-D3", "bonus", Decimal(10)),
        ("P-AAA-B1", "commendation", Decimal(0)),
    ]


@pytest.mark.parametrize("role", ["planning", "programme-rater", "budget-office", "internal-auditor", "hr"])
def test_nothing_follows_where_somebody_is_missing(case: Case, rules: Any, role: str) -> None:
    def without(it: Any) -> Any:
        return it.model_copy(
            update={"roles": {body: tuple(one for one in roles if one != role) for body, roles in it.roles.items()}}
        )

    part = case.parts[0].model_copy(update={"people": tuple(without(it) for it in case.parts[0].people)})
    assert list(consequences(part, case, rules, reported(case, everywhere("90")))) == []


def test_nothing_follows_where_the_pattern_or_the_secretariat_says_nothing(case: Case, rules: Any) -> None:
    played = reported(case, everywhere("90"))
    silent = case.parts[0].model_copy(update={"follow_up": None})
    assert list(consequences(silent, case, rules, played)) == []
    nobody = case.model_copy(update={"people": tuple(it for it in case.people if it.person != "P-GDL")})
    assert list(consequences(case.parts[0], nobody, rules, played)) == []


def test_an_inspector_never_inspects_his_own(case: Case, rules: Any) -> None:
    desk = Desk(case.parts[0], case, rules, [])
    assert [(it.person, it.sector) for it in desk.inspectors()] == [("P-INS", "major-policies")]
    own = case.parts[0].people[0].model_copy(update={"roles": {"MOSF": ("inspector",)}, "person": "P-X"})
    part = case.parts[0].model_copy(update={"people": (*case.parts[0].people, own)})
    both = case.model_copy(update={"people": (*case.people, own)})
    assert [it.person for it in Desk(part, both, rules, []).inspectors()] == ["P-INS"]
    assert [it.person for it in Desk(case.parts[0], both, rules, []).inspectors()] == ["P-INS", "P-X"]


def test_an_inspector_of_local_governments_inspects_no_ministry(case: Case, rules: Any) -> None:
    """The office of administrative management supervises joint evaluation, too, which is of local governments."""
    inspector = case.parts[0].people[0].model_copy(update={"roles": {"MOPAS": ("inspector",)}, "person": "P-X"})
    both = case.model_copy(update={"people": (*case.people, inspector)})
    assert {it.sector: it.over for it in rules.supervision if it.body == "MOPAS"} == {
        "administrative-management": "central",
        "joint-evaluation": "local",
    }
    found = Desk(case.parts[0], both, rules, []).inspectors()
    assert [it.sector for it in found if it.person == "P-X"] == ["administrative-management"]


# The 39 of the example


@pytest.fixture(scope="module")
def government() -> Case:
    return whole(load_case(EXAMPLE))


@pytest.fixture(scope="module")
def year(government: Case) -> dict[str, list[Entry]]:
    """Return what follows for each ministry but the included one, and what its crowd did."""
    rules = read_rules(government.rules)
    evaluated = list(specific_conduct(government, rules))
    poor = Evaluated(rules, [*evaluated, *true_up(government, rules, evaluated)]).poor
    found = {}
    for part in government.parts[1:]:
        own = rules if part.rules == government.rules else read_rules(part.rules)
        assert part.crowd is not None
        played = list(conduct(part, part.crowd, own))
        found[part.bodies[0]] = [*played, *consequences(part, government, own, played, poor.get(part.bodies[0]))]
    return found


def test_all_three_branches_and_the_exception_occur(year: dict[str, list[Entry]]) -> None:
    entries = [it for one in year.values() for it in one]
    costs = {it.programme: it.amount for it in of(entries, EstablishProgramme)}
    decided = {it.programme: it for it in of(entries, DecideBudgetConsequence)}
    assert len(costs) == len(decided) == len(of(entries, RateProgramme)) == 76
    more = Counter(
        "excepted"
        if it.excepted
        else "more"
        if it.amount > costs[name]
        else "same"
        if it.amount == costs[name]
        else "less"
        for name, it in decided.items()
    )
    assert all(more[one] >= 3 for one in ("excepted", "more", "same", "less"))


def test_findings_are_answered_with_proof_and_some_stay_open(year: dict[str, list[Entry]]) -> None:
    entries = [it for one in year.values() for it in one]
    sources = Counter(it.source for it in of(entries, IssueFinding))
    assert sources["inspection"] >= 1
    assert sources["audit"] >= 1
    planned, done = of(entries, PlanCorrectiveAction), of(entries, ReportCorrectiveAction)
    answered = {(it.body, it.number) for it in done}
    left = [it for it in planned if (it.body, it.number) not in answered]
    assert {(it.body, it.number) for it in of(entries, AcceptCorrectiveAction)} == answered
    assert {it.due.month for it in left} >= {10}
    assert len(done) > len(left) > 0


def test_every_ministry_rewards_reports_and_publishes(year: dict[str, list[Entry]]) -> None:
    for entries in year.values():
        assert len(of(entries, GrantReward)) == 2
        assert len(of(entries, ReportResultToAssembly)) == len(of(entries, PublishResult)) == 1
        assert of(entries, ReportToCabinet) == []  # the government's own, once


def test_a_ministrys_consequences_are_few_and_its_programmes_its_own(
    government: Case, year: dict[str, list[Entry]]
) -> None:
    few = first(government, 3)
    entries = script(few, read_rules(few.rules))
    for body in few.bodies[1:]:
        among = [it for it in year[body] if "/consequences/" in it.id]
        alone = [it for it in entries if f".{body}/consequences/" in it.id]
        assert 8 <= len(among) < 40
        assert of(alone, RateProgramme) == of(among, RateProgramme)
        assert of(alone, DecideBudgetConsequence) == of(among, DecideBudgetConsequence)


def test_the_same_seed_gives_the_same_consequences(government: Case, year: dict[str, list[Entry]]) -> None:
    entries = script(government, read_rules(government.rules))
    again = {it.id: it for it in entries if "/consequences/" in it.id}
    assert again == {it.id: it for one in year.values() for it in one if "/consequences/" in it.id}
    assert len({it.id for it in entries}) == len(entries)
