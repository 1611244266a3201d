"""Cards, cases and single commands at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.commands import Door
from activities.requests import Recorded, Request
from domain.clock import BlockClock
from domain.person_roles import GrantRole
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.cli.story import NOW
from tests.support.office import KIPO, YEAR, ada, ben, mina, olga
from tests.support.spec import moment


@pytest.fixture
def give(sacho: Type, tmp_path: Path) -> Type:
    """Return a function that gives one command from a file, as *actor*."""

    def give_(actor: str, what: str, text: str) -> object:
        file = tmp_path / "fields.yaml"
        file.write_text(text, encoding="utf-8")
        return sacho("act", what, "--file", file, "--as", actor)

    return give_  # type: ignore[return-value]  # it answers as typing does


@pytest.fixture
def entered(give: Type, desk: Path) -> None:
    """Let Olga be of the personnel office and make two entries, the second in place of the first."""
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    with Door(log, Inbox(), SimulatedClock(moment(NOW))) as door:
        role = GrantRole(person=olga, role="hr", body=KIPO)
        assert isinstance(door.call(Request(id="hr", command=role)), Recorded)
    log.close()
    about = f"person: {mina}\nyear: {YEAR}\nsection: accomplishment\n"
    assert give(olga, "RecordCardEntry", f"{about}text: 심사 기간 단축").code == 0
    assert give(olga, "RecordCardEntry", f"{about}text: 심사 기간 3개월 단축\nsupersedes: 1").code == 0


def test_its_subject_reads_the_card_and_leaves_no_trace(sacho: Type, entered: None) -> None:
    data = sacho("card", mina, "--as", mina, "--json").data
    assert [(it["number"], it["text"], it["in_force"]) for it in data["entries"]] == [
        (1, "심사 기간 단축", False),
        (2, "심사 기간 3개월 단축", True),
    ]
    assert data["uses"] == []


def test_who_does_not_say_who_he_is_reads_no_text(sacho: Type, entered: None) -> None:
    said = sacho("card", mina, "--json")
    assert {it["text"] for it in said.data["entries"]} == {None}
    assert "심사 기간" not in said.out + sacho("card", mina).out


def test_a_use_is_seen_by_the_subject(sacho: Type, entered: None) -> None:
    for _ in range(2):
        said = sacho("card", mina, "--as", olga, "--for", "promotion", "--reason", "list of 2011")
        assert (said.code, said.err) == (0, "")
    uses = sacho("card", mina, "--as", mina, "--json").data["uses"]
    assert [(it["by"], it["decision"], it["reason"], it["upto"]) for it in uses] == [
        (olga, "promotion", "list of 2011", 2)
    ]
    assert "list of 2011" in sacho("card", mina).out


def test_others_read_it_for_a_decision_only_and_with_the_role(sacho: Type, entered: None) -> None:
    curious = sacho("card", mina, "--as", olga)
    assert (curious.code, curious.out) == (1, "")
    assert "card.purpose" in curious.err
    without = sacho("card", mina, "--as", ada, "--for", "promotion", "--reason", "curious")
    assert (without.code, without.out) == (1, "")
    assert "actor.role-missing" in without.err
    assert sacho("card", mina, "--as", olga, "--for", "fun", "--reason", "curious").code == 2
    assert "card.nobody" in sacho("card", "nobody").err


def test_the_plan_of_courses_comes_from_the_weakest_category(sacho: Type, tmp_path: Path) -> None:
    before = sacho("card", mina, "--json").data["plan"]
    assert before == {"year": None, "weakest": []}
    rating = tmp_path / "rating.yaml"
    rating.write_text("ballot: {scores: {customer: '9', strategy: '7'}}", encoding="utf-8")
    task = f"{YEAR}/KIPO/final/rate-competency-second/{mina}"
    assert sacho("tasks", "complete", task, "--file", rating, "--as", ben).code == 0
    after = sacho("card", mina, "--json").data["plan"]
    weak = after["weakest"][0]
    assert (after["year"], weak["category"], weak["score"]) == (YEAR, "strategy", "7.5")
    assert [it["course"] for it in weak["courses"]] == ["C-1"]
    assert "planning" in sacho("card", mina).out


@pytest.mark.parametrize("language", ["ko", "en"])
def test_bands_and_cases_stand_on_the_card(
    sacho: Type, give: Type, entered: None, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    for period, day in (("H1", "2010-06-30"), ("H2", "2010-12-31")):
        band = f"person: {mina}\nyear: {YEAR}\nperiod: {period}\nreference: {day}\npool: 1800"
        assert give(olga, "RecordBottomBand", band).code == 0
    ground = f"person: {mina}\nnumber: 1\nyear: {YEAR}\nground: no-position"
    assert give(olga, "TriggerQualificationTest", ground).code == 0
    told = sacho("card", mina).out
    assert "18" in told
    assert "2010-06-30, 2010-12-31" in told
    assert f"qualification/{mina}/1" in told
    assert ("No improvement interview yet." in told) is (language == "en")


def test_cases_are_listed_with_what_they_wait_for(sacho: Type, give: Type, entered: None) -> None:
    assert "There is no such case." in sacho("cases").out
    ground = f"person: {ben}\nnumber: 1\nyear: {YEAR}\nground: no-position"
    give(olga, "TriggerQualificationTest", ground)
    data = sacho("cases", "--person", ben, "--json").data
    assert data["cases"] == [
        {
            "case": "qualification/ben/1",
            "person": ben,
            "stage": "triggered",
            "awaited": "test",
            "due": "2011-06-28",
            "late": False,
            "closed": False,
            "blocked": None,
        }
    ]
    assert sacho("cases", "--person", mina, "--json").data["cases"] == []
    assert "the test" in sacho("cases").out


def test_a_clock_that_stands_still_is_told(sacho: Type, give: Type, entered: None, desk: Path) -> None:
    give(olga, "TriggerQualificationTest", f"person: {ben}\nnumber: 1\nyear: {YEAR}\nground: no-position")
    stopped = BlockClock(case="qualification/ben/1", step="near", code="case.no-progress")
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    with Door(log, Inbox(), SimulatedClock(moment(NOW))) as door:
        assert isinstance(door.call(Request(id="blocked", command=stopped)), Recorded)
    log.close()
    assert "The clock of qualification/ben/1 stands still: case.no-progress" in sacho("cases").out
