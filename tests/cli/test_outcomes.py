"""How a year came out, as people read it: places on the promotion list, what is added to pay, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cli.export import _write_csv
from domain.grading_facts import Change, LowestGradeAssigned, PoolReviewed
from domain.messages import Event
from domain.pay_additions import Addition
from domain.pay_facts import PayDetermined
from domain.pay_reckoning import Reckoned
from domain.person import PersonRegistered
from domain.person_service import EligibilityDetermined
from domain.promotion import PromotionListRedrawn
from domain.result_facts import AppraisalExempted
from eventstore.sql import SqlLog
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.databases import engines
from tests.cli.conftest import Said, Type
from tests.support.grading import TEN, graded, year
from tests.support.office import KIPO, PROMOTION, YEAR, assigned, hana, hr, registered
from tests.support.promotion import drawn, office_year, places
from tests.support.rows import append, rows_of, sealed

S, ADDED = 5805000, (Addition(ground="best", percent="50", amount="2902500"),)
LISTED = drawn(places("SSAAABBBBC"), apart=["p11"])
Told = Callable[..., Type]


@pytest.fixture
def told(sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """Return a function that writes a log of the office's year, and more, and lets one type."""

    def write(*more: Event, actors: Sequence[str] = ()) -> Type:
        url = f"sqlite:///{tmp_path / 'outcomes.db'}"
        log = SqlLog(*engines(url))
        log.create()
        with log.projecting() as connection:
            create_tables(connection)
        rows = rows_of([_nameless(it) for it in [*office_year(), *more]])
        for at, actor in enumerate(actors, len(rows) - len(actors)):
            rows[at] = sealed(rows[at]._replace(actor=actor))
        append(log, rows)
        catch_up(log)
        log.close()
        monkeypatch.setenv("SACHO_DATABASE_URL", url)
        return sacho

    return write


def _nameless(event: Event) -> Event:
    return event.model_copy(update={"name": None}) if isinstance(event, PersonRegistered) else event


def words(said: Said) -> str:
    assert (said.code, said.err) == (0, "")
    return " ".join(said.out.split())


def test_results_show_the_list_grade_by_grade(told: Told) -> None:
    out = words(told(LISTED)("results", YEAR))
    assert "Promotion list of 2011-01-31, grade 6, edition 1" in out
    assert "70.00 2010: 70.00, total 99.00" in out
    assert "Without a grade for the list as of 2011-01-31: 1" in out


def test_the_card_shows_its_subject_the_place(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    sacho = told(LISTED)
    place = "grade 6: place 3 of 10, 60.00 points (2010: 60.00, total 97.00; edition 1)"
    assert f"Promotion list of 2011-01-31, {place}" in words(sacho("card", "p03", "--as", "p03"))
    monkeypatch.setenv("SACHO_LANG", "ko")
    assert "승진후보자명부 2011-01-31 기준 6급 10명 가운데 3순위, 60.00점" in words(sacho("card", "p03", "--as", "p03"))


def test_who_has_no_place_is_told_why(told: Told) -> None:
    sacho = told(registered("p11"), assigned("p11"), LISTED)
    assert "Promotion list of 2011-01-31: no place, no grade that counts" in words(sacho("card", "p11"))


def test_others_do_not_see_it_without_a_decision(told: Told) -> None:
    said = told(LISTED)("card", "p03", "--as", "p04")
    assert (said.code, said.out) == (1, "")
    assert "card.purpose" in said.err


def test_a_new_edition_is_what_is_shown(told: Told) -> None:
    fields = drawn(places("SSAAABBBBS", [*TEN[:9], "99.5"])).model_dump(exclude={"type"})
    again = PromotionListRedrawn.model_validate({**fields, "edition": 2, "cause": "objection/2010/p10/1@3"})
    (shown,) = told(LISTED, again)("results", YEAR, "--json").data["promotion"]
    assert (shown["edition"], shown["places"][0]["person"]) == (2, "p10")


def paid(*additions: Addition) -> PayDetermined:
    amount = S + sum(it.amount for it in additions)
    how = {"pay_year": 2011, "pay_class": "staff", "pay_grade": "S", "base": 38700000, "rate": 15}
    reckoned = Reckoned.model_validate({**how, "amount": amount, "additions": additions})
    return PayDetermined(**year, phase="payment", person="p01", reckoned=reckoned, provisional=False)


@pytest.mark.parametrize(
    ("language", "more"),
    [("en", "2,902,500 won, 50 % more for the best"), ("ko", "평가군 최상위 가산 50% 2,902,500원")],
)
def test_what_is_added_to_the_pay_is_shown_and_explained(
    told: Told, monkeypatch: pytest.MonkeyPatch, language: str, more: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    monkeypatch.setenv("COLUMNS", "200")
    sacho = told(paid(*ADDED))
    assert more in words(sacho("pay", YEAR))
    assert more in words(sacho("explain", YEAR, "--person", "p01"))


def test_the_export_has_a_column_for_each_addition(told: Told) -> None:
    head, line = told(paid(*ADDED))("export", "pay", YEAR).out.splitlines()
    shown = dict(zip(head.split(","), line.split(","), strict=True))
    assert (shown["amount"], shown["best"], shown["in_a_row"]) == ("8707500", "2902500", "")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("-x", "'-x"),
        ("\u3000=1", "'\u3000=1"),
        ("＋1", "'＋1"),
        ("=1", "'=1"),
        ("-3.5", "-3.5"),
        (-3, "-3"),
        (None, ""),
    ],
)
def test_no_spreadsheet_finds_a_formula_in_the_export(
    capsys: pytest.CaptureFixture[str], cell: object, written: str
) -> None:
    _write_csv(("year", "pool"), [{"pool": cell}], YEAR)
    assert capsys.readouterr().out == f"year,pool\n{YEAR},{written}\n"


def test_pay_without_additions_says_nothing_of_them(told: Told) -> None:
    sacho = told(paid())
    assert "more for" not in words(sacho("pay", YEAR))
    assert sacho("pay", YEAR, "--json").data["pay"][0]["additions"] == []


LOWEST = LowestGradeAssigned(**year, person="p10", ground="징계 처분을 받음")
ON_LEAVE = EligibilityDetermined(person="p11", body=KIPO, year=YEAR, ground="leave", days=31)
EXEMPT = AppraisalExempted(**graded, person="p11", unit=PROMOTION, ground="leave")


def test_a_forced_lowest_grade_is_explained_by_who_decided_on_which_ground_and_by_which_rule(told: Told) -> None:
    sacho = told(LOWEST, actors=[hana])
    out = words(sacho("explain", YEAR, "--person", "p10"))
    assert "Lowest grade by decision: 징계 처분을 받음 〔forced-lowest〕 On grounds published before" in out
    assert "LowestGradeAssigned · hana, post · 2010-03-01" in out.replace("홍길동", "hana")
    data = sacho("explain", YEAR, "--person", "p10", "--json").data
    (it,) = data["decisions"]
    assert (it["decision"], it["ground"], it["rule"]) == ("lowest", "징계 처분을 받음", "forced-lowest")
    assert data["events"][str(it["position"])]["actor"] == hana


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Not evaluated: leave (31 days of service)", "No total on record: leave", "(REG 11, 17)"]),
        ("ko", ["평가 제외: 휴직 (31일 근무)", "확정 총점 없음: 휴직", "(REG 11·17)"]),
    ],
)
def test_an_exempt_person_is_explained_by_the_decision(
    told: Told, monkeypatch: pytest.MonkeyPatch, language: str, lines: list[str]
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    sacho = told(registered("p11"), assigned("p11"), ON_LEAVE, EXEMPT, actors=[hr, "system"])
    out = words(sacho("explain", YEAR, "--person", "p11"))
    for line in [*lines, "EligibilityDetermined · hyun"]:
        assert line in out
    data = sacho("explain", YEAR, "--person", "p11", "--json").data
    assert (data["total"], data["missing"], data["decisions"][0]["days"]) == (None, [], 31)
    assert "p11" not in [it["person"] for it in sacho("scores", YEAR, "--json").data["people"]]


def test_who_is_evaluated_after_all_has_no_such_decision(told: Told) -> None:
    back = ON_LEAVE.model_copy(update={"ground": None, "days": 100})
    sacho = told(registered("p11"), assigned("p11"), ON_LEAVE, back)
    assert sacho("explain", YEAR, "--person", "p11", "--json").data["decisions"] == []


def test_whom_nobody_was_to_evaluate_has_nothing_to_explain(told: Told) -> None:
    assert "person.none" in told()("explain", YEAR, "--person", "p99").err


def test_a_review_of_the_pool_keeps_the_decision(told: Told) -> None:
    change = Change(person="p10", before="C", after="C")
    about = {**year, "pool": "staff", "cause": "objection/2010/p10/1@3", "concerned": ("p10",), "placed": ()}
    review = PoolReviewed.model_validate({**about, "changes": (change,), "pending": ()})
    decided = told(LOWEST, review)("explain", YEAR, "--person", "p10", "--json").data["decisions"]
    assert [it["decision"] for it in decided] == ["lowest"]
