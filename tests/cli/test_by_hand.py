"""January 2011 of the Korean Intellectual Property Office, by hand: a rehearsal is stopped and people go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import door
from runtime.clocks import DatabaseClock
from tests.cli.conftest import Said, Type

ALLOCATE = "2010/KIPO/grading/allocate-grades/KIPO"
UPPER = "P-IPPB-PRO-05"
TIE = f"year: 2010\nbody: KIPO\npool: staff\nupper: [{UPPER}]\nreason: 분기 면담 기록을 비교함\n"


@pytest.fixture
def january(sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return a function that types at 18 January 2011, in the evening."""
    monkeypatch.setattr(door, "DatabaseClock", DatabaseClock)
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{tmp_path / 'january.db'}")
    assert sacho("rehearse", "examples/kipo-2010", "--until", "2011-01-18", "--json").data["refusals"] == []
    return sacho


def test_a_tie_is_shown_resolved_and_the_grades_allocated_once_more(january: Type, tmp_path: Path) -> None:
    assert "No grade yet" in january("results", 2010).out
    assert "sacho tasks complete" in january("tasks", "show", ALLOCATE).out  # nothing to fill in
    assert january("tasks", "complete", ALLOCATE, "--json").data["code"] == "actor.missing"
    assert allocated(january).data["outcome"] == "recorded"
    told = january("results", 2010).out
    assert UPPER in told
    assert "ResolveTie" in told
    assert allocated(january).data["count"] == 0
    form = tmp_path / "form.yaml"
    form.write_text(TIE, encoding="utf-8")
    assert january("act", "ResolveTie", "--file", form, "--json").data["code"] == "actor.missing"
    assert january("act", "ResolveTie", "--file", form, "--as", "P-PEC", "--json").data["outcome"] == "recorded"
    assert "Grade 5" not in january("results", 2010, "--person", "P-DG").out
    assert allocated(january).data["count"] > 0
    assert "ResolveTie" not in january("results", 2010).out
    assert "Great" in january("card", "P-DG").out
    assert "DecideObjection" not in january("objections", 2010).out
    january("rehearse", "examples/kipo-2010", "--until", "2011-01-24", "--json")
    assert "sacho act ConsultEvaluator" in january("objections", 2010).out
    assert "objection/2010/P-IPPB-PRO-01/1 " in january("cases").out
    late = january("rehearse", "examples/kipo-2010").out
    assert "Agreements and goals" in late
    assert "sign-agreement" not in late


def test_what_nobody_owes_is_listed_and_has_a_form(
    sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "DatabaseClock", DatabaseClock)
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{tmp_path / 'july.db'}")
    sacho("rehearse", "examples/kipo-2010", "--people", 4, "--until", "2010-07-05", "--json")
    right = "2010/KIPO/plan-amendment/request-amendment"
    assert right in {it["right"] for it in sacho("tasks", "--json").data["rights"]}
    told = sacho("tasks", "--as", "P-CRE").out
    assert "(head of the unit, until 2010-09-30)" in told
    assert f"  {right}/UNIT" in told.splitlines()
    form = sacho("tasks", "show", f"{right}/IPPB-CRE").out
    assert "  - code: CRE-01" in form
    assert sacho("tasks", "show", "2010/KIPO/final/nonsense/x", "--json").data["code"] != "task.none"
    assert "request-amendment" in sacho("act", "RequestPlanAmendment").err


def allocated(january: Type) -> Said:
    return january("tasks", "complete", ALLOCATE, "--as", "P-HR", "--json")


def test_a_year_is_told_with_the_names_of_its_rules(january: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    person = january("person", "P-MOV", 2010).out
    assert "feedback-q1" not in person
    assert "Staff" in person
    assert "KIPO/" not in january("replay", "--to", "2010-06-30", "--diff", "2010-12-31").out
    monkeypatch.setenv("SACHO_LANG", "ko")
    assert "인사담당 (hr)" in january("tasks").out
    assert "시스템" in january("tasks").out
    assert "산업재산창출과" in january("indicators", 2010).out
    assert all("…" not in line for line in january("indicators", 2010).out.splitlines())
