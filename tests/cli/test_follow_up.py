"""What follows for bodies at the command line: findings, programmes, budgets, rewards and reports, form by form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli import door as door_of_the_line
from cli.forms import Form, form_of, template
from cli.texts import speak
from domain.ids import SYSTEM
from domain.parsing import parse_command
from domain.registry import COMMANDS
from eventstore.sql import SqlLog
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from tests.cli.conftest import Said, Type
from tests.cli.test_committee import done
from tests.support.follow_up import BUDGET, CABINET, PUBLICATION, RATING, aud, bud, government, gyu, inho, rana
from tests.support.house import House, house_on
from tests.support.office import KIPO, PMO, SEAL, YEAR, hr, label, mina, planner
from tests.support.spec import moment

OF: dict[str, Any] = {"year": YEAR, "body": KIPO}
FINDING: dict[str, Any] = {**OF, "number": 1}
FOUND = {**FINDING, "source": "inspection", "title": label("late").model_dump(), "finding": "Examinations are late."}
PLAN = {**FINDING, "remedy": "self-audit", "plan": "An audit.", "responsible": aud, "due": "2011-09-30"}
ANSWERS = [{"item": "plan", "points": 20}, {"item": "management", "points": 15}, {"item": "result", "points": 19.99}]


@pytest.fixture
def ministry(tmp_path: Path) -> Iterator[House]:
    """Return a house in which the programme P-1 costs 12,000 million won a year."""
    log = SqlLog(*engines(f"sqlite:///{tmp_path / 'ministry.db'}"))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    with house_on(log) as house:
        house.set_up(government)
        about = {"programme": "P-1", "unit": "PROMO", "name": label("examination"), "amount": "12000"}
        done(house, planner, parse_command({"type": "EstablishProgramme", **OF, **about}))
        yield house
    log.close()


@pytest.fixture
def typing(ministry: House, sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return how one types at the ministry's log, at the moment its clock shows."""
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{tmp_path / 'ministry.db'}")
    monkeypatch.setattr(door_of_the_line, "DatabaseClock", lambda: SimulatedClock(ministry.clock.moment))

    def type_(*arguments: object) -> Any:
        catch_up(ministry.log)
        return sacho(*arguments)

    return type_


@pytest.fixture
def acting(typing: Type, tmp_path: Path) -> Type:
    """Return how somebody gives a form: an act by its name, a task by its address."""

    def act(actor: str, what: str, form: dict[str, Any]) -> Said:
        file = tmp_path / "form.yaml"
        file.write_text(yaml.safe_dump(form, allow_unicode=True), encoding="utf-8")
        line = ("tasks", "complete", what) if "/" in what else ("act", what)
        return typing(*line, "--file", file, "--as", actor, "--json")

    return act


def recorded(said: Said) -> None:
    assert (said.code, said.data.get("outcome")) == (0, "recorded"), said


def rated(house: House, acting: Type, answers: list[dict[str, Any]] | None = None, **more: Any) -> None:
    """Let rana rate the programme in March, and the engine propose its budget in May."""
    house.open(RATING, "2011-03-02T10:00")
    form = {"answers": answers or ANSWERS, "demonstrated": True, **more}
    recorded(acting(rana, f"{YEAR}/{KIPO}/self-evaluation/rate-programme/P-1", {**form, "answers": as_text(form)}))
    house.open(BUDGET, "2011-05-02T10:00")
    proposing = {"type": "ProposeBudgetConsequence", **OF, "phase": "budget", "programme": "P-1"}
    done(house, SYSTEM, parse_command(proposing))


def as_text(form: dict[str, Any]) -> list[dict[str, str]]:
    return [{name: str(value) for name, value in it.items()} for it in form["answers"]]


def found(house: House, acting: Type) -> None:
    house.clock.set(moment("2011-05-02T10:00"))
    recorded(acting(inho, "IssueFinding", {**FOUND, "sector": "major-policies"}))


# Findings


def test_without_findings_the_answer_says_so(typing: Type) -> None:
    none = {"settled": 0, "reported": 0, "open": 0, "overdue": 0, "findings": []}
    assert typing("findings", "--json").data == {"year": None, "body": None, **none}
    assert "There are no findings." in typing("findings").out


def test_a_finding_is_issued_planned_reported_accepted_and_verified_by_forms(
    typing: Type, acting: Type, ministry: House
) -> None:
    found(ministry, acting)
    recorded(acting(planner, "PlanCorrectiveAction", PLAN))
    recorded(acting(aud, "ReportCorrectiveAction", {**FINDING, "result": "Two causes.", "proof": SEAL}))
    recorded(acting(inho, "ReturnCorrectiveAction", {**FINDING, "reason": "Three causes."}))
    recorded(acting(planner, "PlanCorrectiveAction", PLAN))
    recorded(acting(aud, "ReportCorrectiveAction", {**FINDING, "result": "Three causes.", "proof": SEAL}))
    recorded(acting(inho, "AcceptCorrectiveAction", FINDING))
    [it] = typing("findings", "--body", KIPO, "--json").data["findings"]
    assert (it["number"], it["stage"], it["due"], it["planned"]["remedy"]) == (1, "accepted", None, "self-audit")
    assert it["reported"]["proof"] == SEAL
    recorded(acting(inho, "VerifyFinding", {**FINDING, "lasts": True, "note": "It lasts."}))
    assert typing("findings", "--body", KIPO, "--json").data["findings"][0]["stage"] == "verified"


def test_findings_are_listed_for_one_body_or_all(typing: Type, acting: Type, ministry: House) -> None:
    found(ministry, acting)
    for line in (("findings",), ("findings", "--body", KIPO)):
        [it] = typing(*line, "--json").data["findings"]
        assert (it["body"], it["stage"], it["due"], it["overdue"]) == (KIPO, "issued", "2011-06-01", False)
    assert typing("findings", "--body", PMO, "--json").data["findings"] == []


@pytest.mark.parametrize(
    ("language", "words"), [("ko", ["계획 대기", "2011-06-01"]), ("en", ["to be planned", "2011-06-01"])]
)
def test_findings_are_drawn_in_both_languages(
    typing: Type, acting: Type, ministry: House, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]
) -> None:
    found(ministry, acting)
    monkeypatch.setenv("SACHO_LANG", language)
    said = typing("findings")
    assert (said.code, said.err) == (0, "")
    assert [it for it in words if it not in said.out] == []


def test_findings_are_those_of_a_year_and_are_counted(typing: Type, acting: Type, ministry: House) -> None:
    found(ministry, acting)
    for year, count in ((YEAR, 1), (YEAR + 1, 0)):
        data = typing("findings", "--year", year, "--json").data
        assert (data["year"], data["open"], len(data["findings"])) == (year, count, count)
    assert "0 settled, 0 under review, 1 open (0 late)" in typing("findings", "--limit", 1).out
    recorded(acting(planner, "PlanCorrectiveAction", PLAN))
    recorded(acting(aud, "ReportCorrectiveAction", {**FINDING, "result": "Two causes.", "proof": SEAL}))
    assert "0 settled, 1 under review, 0 open" in typing("findings").out
    assert "the review of what was done" in " ".join(typing("cases").out.split())
    recorded(acting(inho, "AcceptCorrectiveAction", FINDING))
    assert "1 settled, 0 under review, 0 open (0 late)" in typing("findings").out
    assert "nothing open" in typing("cases").out


def test_an_overdue_finding_is_marked(typing: Type, acting: Type, ministry: House) -> None:
    found(ministry, acting)
    ministry.clock.set(moment("2011-06-02T00:00"))
    noting = {"type": "NoteFindingOverdue", **FINDING, "due": "2011-06-01"}
    done(ministry, SYSTEM, parse_command(noting))
    assert typing("findings", "--json").data["findings"][0]["overdue"]
    assert "to be planned, late" in typing("findings").out
    assert "0 settled, 0 under review, 1 open (1 late)" in typing("findings").out


def test_the_ledger_is_among_the_cases_that_wait(typing: Type, acting: Type, ministry: House) -> None:
    found(ministry, acting)
    listed = typing("cases", "--json").data["cases"]
    assert [(it["case"], it["awaited"], it["due"]) for it in listed] == [(f"findings/{KIPO}", "plan", "2011-06-01")]
    assert "2011-06-01" in typing("cases").out


@pytest.mark.parametrize(
    ("actor", "act", "form", "code"),
    [
        (inho, "IssueFinding", {**FOUND, "number": 2, "sector": "spending-programmes"}, "finding.no-mandate"),
        (inho, "IssueFinding", {**FOUND, "number": 3, "sector": "major-policies"}, "finding.number"),
        (inho, "IssueFinding", {**FOUND, "number": 2}, "finding.no-authority"),
        (gyu, "IssueFinding", {**FOUND, "number": 2, "resolution": "gpec/1/1"}, "resolution.unknown"),
        (gyu, "IssueFinding", {**FOUND, "number": 2, "resolution": "gpec"}, "input.invalid"),
        (planner, "PlanCorrectiveAction", {**PLAN, "responsible": mina}, "finding.auditor"),
        (planner, "PlanCorrectiveAction", {**PLAN, "due": "2011-05-01"}, "finding.day-passed"),
        (inho, "AcceptCorrectiveAction", FINDING, "finding.out-of-turn"),
        (inho, "AcceptCorrectiveAction", {**FINDING, "number": 7}, "finding.none"),
        (planner, "WaiveFinding", {**FINDING, "resolution": "gpec/1/1", "reason": "Abolished."}, "actor.role-missing"),
        (gyu, "WaiveFinding", {**FINDING, "resolution": "gpec/1/1", "reason": "Abolished."}, "resolution.unknown"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_code_in_both_languages(
    acting: Type, ministry: House, actor: str, act: str, form: dict[str, Any], code: str
) -> None:
    found(ministry, acting)
    before = len(ministry.rows())
    said = acting(actor, act, form)
    assert (said.code, said.data["code"]) == (1, code)
    assert any("가" <= letter <= "힣" for letter in said.data["ko"])
    assert not any("가" <= letter <= "힣" for letter in said.data["en"])
    assert len(ministry.rows()) == before


# Programmes and budgets


def test_without_ratings_the_answer_says_so(typing: Type) -> None:
    assert typing("budget", YEAR, "--json").data == {
        "year": YEAR,
        "body": None,
        "branches": {},
        "excepted": {},
        "programmes": [],
    }
    assert "No spending programme was rated in 2010" in typing("budget", YEAR).out


def test_the_rating_is_a_task_of_the_raters(typing: Type, ministry: House) -> None:
    ministry.open(RATING, "2011-03-02T10:00")
    [it] = typing("tasks", "--as", rana, "--json").data["tasks"]
    assert it["task"] == f"{YEAR}/{KIPO}/self-evaluation/rate-programme/P-1"
    shown = yaml.safe_load(typing("tasks", "show", it["task"], "--json").data["template"])
    assert set(shown) == {"token", "answers", "demonstrated"}


def test_golden_a_poor_programme_of_12000_gets_10800_at_most(typing: Type, acting: Type, ministry: House) -> None:
    rated(ministry, acting)
    task = f"{YEAR}/{KIPO}/budget/decide-budget/P-1"
    above = acting(bud, task, {"amount": "10800.01", "reason": "more"})
    assert (above.code, above.data["code"]) == (1, "budget.above-ceiling")
    recorded(acting(bud, task, {"amount": "10800", "reason": "cut by a tenth"}))
    [it] = typing("budget", YEAR, "--body", KIPO, "--json").data["programmes"]
    assert (it["rated"]["score"], it["rated"]["level"], it["proposed"]["branch"]) == ("54.99", "poor", "cut")
    assert (it["proposed"]["ceiling"], it["decided"]["amount"]) == ("10800", "10800")


def test_an_improvement_plan_lifts_the_ceiling_by_forms(typing: Type, acting: Type, ministry: House) -> None:
    rated(ministry, acting)
    asking = {"cause": label("a flood").model_dump(), "plan": SEAL, "reason": "The cause is past."}
    recorded(acting(planner, f"{YEAR}/{KIPO}/budget/request-budget-exception/P-1", asking))
    granting = {"amount": "12000", "excepted": True, "reason": "The cause is past."}
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/decide-budget/P-1", granting))
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/record-budget/P-1", {"reflected": True, "reason": "passed"}))
    [it] = typing("budget", YEAR, "--json").data["programmes"]
    assert (it["requested"]["plan"], it["decided"]["excepted"]) == (SEAL, True)
    data = typing("budget", YEAR, "--json").data
    assert (data["branches"], data["excepted"]) == ({"cut": 1}, {"cut": 1})
    told = typing("budget", YEAR).out
    assert "cut, excepted" in told
    assert "Branches: cut 1 (1 excepted)" in told


def test_amounts_fit_80_columns_and_one_body_has_its_programmes_by_name(
    typing: Type, acting: Type, ministry: House
) -> None:
    rated(ministry, acting)
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/decide-budget/P-1", {"amount": "10800", "reason": "cut"}))
    every, one = typing("budget", YEAR).out, typing("budget", YEAR, "--body", KIPO).out
    [row] = [it for it in every.splitlines() if it.strip().startswith("P-1")]
    assert row.split()[-3:] == ["12,000", "10,800", "10,800"]
    assert "P-1 examination" in one
    assert "examination" not in every
    assert "Branches: cut 1\n" in every


@pytest.mark.parametrize(("language", "branch"), [("ko", "감액 또는 폐지"), ("en", "cut")])
def test_budgets_are_drawn_in_both_languages(
    typing: Type, acting: Type, ministry: House, monkeypatch: pytest.MonkeyPatch, language: str, branch: str
) -> None:
    rated(ministry, acting)
    monkeypatch.setenv("SACHO_LANG", language)
    monkeypatch.setenv("COLUMNS", "140")
    said = typing("budget", YEAR)
    assert (said.code, said.err) == (0, "")
    assert branch in said.out
    assert "10,800" in said.out


def test_a_programme_is_taken_off_the_list_by_a_form(typing: Type, acting: Type, ministry: House) -> None:
    ministry.open(RATING, "2011-03-02T10:00")
    assert typing("tasks", "--as", rana, "--json").data["tasks"] != []
    recorded(acting(planner, "EndProgramme", {**OF, "programme": "P-1", "reason": "merged"}))
    assert typing("tasks", "--as", rana, "--json").data["tasks"] == []


def test_a_programme_is_put_on_the_list_by_a_form(acting: Type) -> None:
    about = {**OF, "programme": "P-2", "unit": "EXAM", "name": label("b").model_dump(), "amount": "999.99"}
    small = acting(planner, "EstablishProgramme", about)
    assert (small.code, small.data["code"]) == (1, "programme.too-small")
    recorded(acting(planner, "EstablishProgramme", {**about, "amount": "1000"}))


# Rewards and reports


def test_without_rewards_the_answer_says_so_and_how_to_grant_one(typing: Type) -> None:
    assert typing("rewards", YEAR, "--json").data == {"year": YEAR, "body": None, "cap": "500", "bodies": []}
    assert "To grant one: sacho act GrantReward" in " ".join(typing("rewards", YEAR).out.split())
    assert typing("rewards", 2031, "--json").data["code"] == "year.none"


def recommended(house: House, grade: str) -> None:
    """Let a result of the body be of that grade, as the engine does after it."""
    result = {"of": "specific-evaluation", "total": "86.53", "grade": grade, "cause": "specific-grades/2010/all@1"}
    done(house, SYSTEM, parse_command({"type": "RecommendReward", **OF, **result}))


def test_rewards_show_who_was_recommended_what_was_granted_and_what_is_left(
    typing: Type, acting: Type, ministry: House
) -> None:
    recommended(ministry, "S")
    reward = {**OF, "person": mina, "kind": "bonus", "amount": "120.5", "ground": "Results."}
    recorded(acting(hr, "GrantReward", reward))
    [it] = typing("rewards", YEAR, "--json").data["bodies"]
    assert (it["body"], it["spent"], it["left"]) == (KIPO, "120.5", "379.5")
    assert [(one["of"], one["grade"]) for one in it["recommended"]] == [("specific-evaluation", "S")]
    granted = {name: value for name, value in reward.items() if name not in OF}
    assert it["granted"] == [{**granted, "by": hr}]
    assert typing("rewards", YEAR, "--body", PMO, "--json").data["bodies"] == []
    assert "Each body may grant 500.00." in typing("rewards", YEAR).out


def test_a_recommendation_that_was_withdrawn_is_listed_no_more(typing: Type, ministry: House) -> None:
    recommended(ministry, "S")
    assert [it["body"] for it in typing("rewards", YEAR, "--json").data["bodies"]] == [KIPO]
    recommended(ministry, "A")
    assert typing("rewards", YEAR, "--json").data["bodies"] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ["특정평가 86.53, 으뜸", "포상금", "남은 한도", "379.50", "Results."]),
        ("en", ["Specific 86.53, Best", "bonus", "Left", "379.50", "Results."]),
    ],
)
def test_rewards_are_drawn_in_both_languages(
    typing: Type, acting: Type, ministry: House, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]
) -> None:
    recommended(ministry, "S")
    reward = {**OF, "person": mina, "kind": "bonus", "amount": "120.5", "ground": "Results."}
    recorded(acting(hr, "GrantReward", reward))
    monkeypatch.setenv("SACHO_LANG", language)
    said = typing("rewards", YEAR, "--body", KIPO)
    assert (said.code, said.err) == (0, "")
    assert [it for it in words if it not in said.out] == []


def test_a_reward_is_given_by_a_form_and_the_cap_holds(acting: Type) -> None:
    reward = {**OF, "person": mina, "kind": "bonus", "amount": "500", "ground": "Results."}
    recorded(acting(hr, "GrantReward", reward))
    more = {**reward, "kind": "commendation", "amount": "0.01"}
    assert acting(hr, "GrantReward", more).data["code"] == "reward.cap"


def test_reports_are_tasks_of_planning_and_of_the_secretariat(typing: Type, acting: Type, ministry: House) -> None:
    ministry.open(PUBLICATION, "2011-05-16T10:00")
    address = f"{YEAR}/{KIPO}/publication"
    to_assembly = {"committee": label("Trade").model_dump(), "document": SEAL, "receipt": "2011-77"}
    recorded(acting(planner, f"{address}/report-results/{KIPO}", to_assembly))
    recorded(acting(planner, f"{address}/publish-results/{KIPO}", {"document": SEAL, "place": "www.kipo.go.kr"}))
    ministry.open(CABINET, "2011-06-16T10:00")
    recorded(acting(gyu, f"{YEAR}/{PMO}/close/report-cabinet/{PMO}", {"document": SEAL}))
    assert [it for it in typing("tasks", "--json").data["tasks"] if "report" in it["task"]] == []


# Why a budget is what it is


def explained(typing: Type, *more: object) -> Said:
    told: Said = typing("explain", YEAR, "--programme", "P-1", "--body", KIPO, *more)
    return told


def test_a_cut_is_explained_down_to_answers_rules_and_events(typing: Type, acting: Type, ministry: House) -> None:
    rated(ministry, acting)
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/decide-budget/P-1", {"amount": "10800", "reason": "cut by a tenth"}))
    data = explained(typing, "--json").data
    assert (data["decided"]["amount"], data["decided"]["excepted"]) == ("10800", False)
    assert (data["budget"]["branch"], data["budget"]["base"], data["budget"]["keep"]) == ("cut", "12000", "90")
    assert (data["budget"]["ceiling"], data["budget"]["rule"]) == ("10800", "budget-cut")
    assert (data["rated"]["score"], data["rated"]["level"], data["rated"]["at_least"]) == ("54.99", "poor", "50")
    assert [(it["item"], it["points"], it["of"]) for it in data["rated"]["answers"]] == [
        ("plan", "20", "30"),
        ("management", "15", "30"),
        ("result", "19.99", "40"),
    ]


def test_every_part_of_the_explanation_names_an_event_of_the_log(typing: Type, acting: Type, ministry: House) -> None:
    rated(ministry, acting)
    asking = {"cause": label("a flood").model_dump(), "plan": SEAL, "reason": "The cause is past."}
    recorded(acting(planner, f"{YEAR}/{KIPO}/budget/request-budget-exception/P-1", asking))
    granting = {"amount": "12000", "excepted": True, "reason": "The cause is past."}
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/decide-budget/P-1", granting))
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/record-budget/P-1", {"reflected": True, "reason": "passed"}))
    data = explained(typing, "--json").data
    rows = {row.position: row for row in ministry.rows()}
    kinds = {
        "rated": "ProgrammeRated",
        "budget": "BudgetConsequenceProposed",
        "exception": "BudgetExceptionRequested",
        "decided": "BudgetConsequenceDecided",
        "reflected": "BudgetReflected",
    }
    for part, kind in kinds.items():
        position = data[part]["position"]
        assert (rows[position].type, data["events"][str(position)]["type"]) == (kind, kind)
        assert data["events"][str(position)]["leaf"] == rows[position].leaf_hash.hex()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ["배정 10,800", "10% 이상 줄이거나", "점검표 문항별", "효과 입증됨", "BudgetConsequenceDecided"]),
        ("en", ["Granted 10,800", "cut by a tenth or more", "every question of the checklist", "effect shown"]),
    ],
)
def test_it_is_drawn_in_both_languages(
    typing: Type, acting: Type, ministry: House, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]
) -> None:
    rated(ministry, acting)
    recorded(acting(bud, f"{YEAR}/{KIPO}/budget/decide-budget/P-1", {"amount": "10800", "reason": "cut"}))
    monkeypatch.setenv("SACHO_LANG", language)
    monkeypatch.setenv("COLUMNS", "160")
    said = explained(typing)
    assert (said.code, said.err) == (0, "")
    assert [it for it in words if it not in said.out] == []


@pytest.mark.parametrize(
    ("demonstrated", "points", "branch", "word"),
    [(False, "30", "freeze", "what it has now"), (True, "30", "free", "Unrestricted")],
)
def test_the_other_branches_are_explained_too(
    typing: Type, acting: Type, ministry: House, demonstrated: bool, points: str, branch: str, word: str
) -> None:
    better = [{"item": it, "points": points} for it in ("plan", "management", "result")]
    rated(ministry, acting, better, demonstrated=demonstrated)
    assert explained(typing, "--json").data["budget"]["branch"] == branch
    assert word in explained(typing).out
    assert "not decided yet" in explained(typing).out


def test_what_was_not_rated_says_so(typing: Type) -> None:
    assert explained(typing, "--json").data["rated"] is None
    assert f"It was not rated in {YEAR}." in explained(typing).out


def test_an_unknown_programme_is_refused(typing: Type) -> None:
    said = typing("explain", YEAR, "--programme", "P-9", "--body", KIPO, "--json")
    assert (said.code, said.data["code"]) == (1, "programme.unknown")


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("--programme", "P-1", "--body", KIPO, "--person", mina),
        ("--programme", "P-1"),
        ("--programme", "P-1", "--body", KIPO, "--as-of", "2010-06-30"),
        ("--programme", "P-1", "--body", KIPO, "--known-at", "2010-06-30"),
    ],
    ids=["nothing", "both", "no body", "as of", "known at"],
)
def test_explaining_two_things_or_none_is_misuse(typing: Type, more: tuple[object, ...]) -> None:
    assert typing("explain", YEAR, *more).code == 2


@pytest.mark.parametrize(
    ("what", "ko", "en"),
    [
        ("GrantReward", "포상금(백만원)", "in million won"),
        ("EstablishProgramme", "한 해 예산(백만원)", "in million won"),
        ("IssueFinding", "title:  # 제목", "the body's next number"),
        (f"{YEAR}/{KIPO}/budget/decide-budget/P-1", "배정액(백만원)", "in million won"),
        (f"{YEAR}/{KIPO}/budget/request-budget-exception/P-1", "개선계획의 SHA-256", "the SHA-256 of the improvement"),
    ],
)
def test_a_form_says_in_which_unit_and_what_it_asks_for(what: str, ko: str, en: str) -> None:
    form = form_of(what) if "/" in what else Form(COMMANDS[what], {"type": what})
    for language, words in (("ko", ko), ("en", en)):
        speak(language)
        asked = template(form)
        speak("en")
        assert words in asked
