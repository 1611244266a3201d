"""Committees at the command line: members and sittings, minutes, ballots under seal, acts with their forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from activities.requests import DONE
from cli import door as door_of_the_line
from domain.committee_commands import ConstituteCommittee
from domain.deliberation_commands import NoticeSession
from domain.messages import Command
from eventstore.sql import SqlLog
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.support.committees import (
    GPEC,
    MOSF,
    PAPER,
    attending,
    calling,
    constituting,
    convening,
    eight_of_fifteen,
    government,
    officials,
    pm,
    tabling,
)
from tests.support.house import House, house_on
from tests.support.office import gyu, hana
from tests.support.spec import moment

EIGHT = eight_of_fifteen()
ITEM = f"{GPEC}/1/1"


@pytest.fixture
def chamber(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Return a house in which the committee was called for 20 December, on whose afternoon people sit down."""
    url = f"sqlite:///{tmp_path / 'chamber.db'}"
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    with house_on(log, at="2010-12-13T10:00") as house:
        house.set_up(government)
        done(house, gyu, constituting())
        done(house, gyu, convening())
        done(house, gyu, tabling(concerns=MOSF))
        done(house, gyu, tabling("2", concerns="2010", matter="extension"))
        house.clock.set(moment("2010-12-20T14:00"))
        yield house
    log.close()


@pytest.fixture
def typing(chamber: House, sacho: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return how one types at the chamber's log, at the moment its clock shows."""
    monkeypatch.setenv("SACHO_DATABASE_URL", f"sqlite:///{tmp_path / 'chamber.db'}")
    monkeypatch.setattr(door_of_the_line, "DatabaseClock", lambda: SimulatedClock(chamber.clock.moment))
    monkeypatch.setattr("cli.committee.today", lambda _: chamber.clock.moment.date())

    def type_(*arguments: object) -> Any:
        catch_up(chamber.log)
        return sacho(*arguments)

    return type_


def done(house: House, actor: str, command: Command) -> None:
    assert isinstance(house.ask(actor, command, f"test/{house.log.head().position}"), DONE), command


def debated(house: House, item: str = "2") -> None:
    done(house, gyu, attending(*EIGHT))
    done(house, pm, calling(item))


def test_committees_are_listed(typing: Type) -> None:
    listed = typing("committee", "--json").data["committees"]
    assert [(it["committee"], it["members"], it["civilians"], it["chairs"]) for it in listed] == [
        (GPEC, 15, 9, [pm, "c1"])
    ]
    assert GPEC in typing("committee").out


def test_where_there_is_none_the_answer_says_so(sacho: Type) -> None:
    assert sacho("committee", "--json").data == {"committees": []}
    assert "No committee" in sacho("committee").out


def test_a_committee_shows_its_seats_terms_and_sittings(typing: Type) -> None:
    data = typing("committee", GPEC, "--json").data
    seats = {it["person"]: it for it in data["seats"]}
    assert (seats["c1"]["until"], seats["c1"]["chair"], seats[pm]["until"]) == ("2012-01-03", True, None)
    assert [(it["session"], it["on"], it["present"]) for it in data["sittings"]] == [(1, "2010-12-20", 0)]
    items = {it["ref"]: it for it in data["sittings"][0]["items"]}
    assert items[ITEM]["recused"] == ["o1", "o2", "o3", "o4"]
    assert items[f"{GPEC}/1/2"]["stage"] == "tabled"


@pytest.mark.parametrize(("language", "word"), [("ko", "재적위원 15명"), ("en", "15 members in office")])
def test_it_is_drawn_in_both_languages(typing: Type, monkeypatch: pytest.MonkeyPatch, language: str, word: str) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    said = typing("committee", GPEC)
    assert (said.code, said.err) == (0, "")
    assert word in said.out


def voted(typing: Type, house: House, in_favour: int) -> None:
    """Let eight vote at the command line, *in_favour* of them for item 2, and open their ballots."""
    debated(house)
    for opening in ((), ("--open",)):
        for number, member in enumerate(EIGHT):
            choice = "for" if number < in_favour else "against"
            said = typing("ballot", f"{GPEC}/1/2", choice, *opening, "--as", member)
            assert (said.code, said.err) == (0, ""), said


@pytest.mark.parametrize(("in_favour", "stage"), [(5, "passed"), (4, "rejected")])
def test_golden_eight_vote_under_seal_at_the_command_line(
    typing: Type, chamber: House, in_favour: int, stage: str
) -> None:
    voted(typing, chamber, in_favour)
    minutes = typing("committee", GPEC, "--session", 1, "--json").data
    item = {it["item"]: it for it in minutes["items"]}["2"]
    assert (item["stage"], item["in_favour"], item["against"]) == (stage, in_favour, 8 - in_favour)
    assert sum(it["type"] == "BallotOpened" for it in minutes["events"]) == 8


def test_a_ballot_that_is_cast_twice_is_one_and_another_choice_is_refused(typing: Type, chamber: House) -> None:
    debated(chamber)
    assert typing("ballot", f"{GPEC}/1/2", "for", "--as", "c2").code == 0
    assert typing("ballot", f"{GPEC}/1/2", "for", "--as", "c2").code == 0
    said = typing("ballot", f"{GPEC}/1/2", "against", "--as", "c2", "--json")
    assert (said.code, said.data["code"]) == (1, "ballot.already-cast")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("ballot", "gpec-1-1", "for", "--as", "c2"), "ballot.address"),
        (("ballot", ITEM, "for"), "actor.missing"),
        (("ballot", f"{GPEC}/9/1", "for", "--as", "c2"), "session.unknown"),
        (("committee", "sec"), "committee.none"),
        (("committee", GPEC, "--session", 9), "committee.no-session"),
    ],
)
def test_what_is_not_there_is_said(typing: Type, line: tuple[object, ...], code: str) -> None:
    said = typing(*line, "--json")
    assert (said.code, said.data["code"]) == (1, code)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_minutes_tell_quorum_recusals_votes_and_dissent(
    typing: Type, chamber: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    voted(typing, chamber, 5)
    dissent = tmp_path / "dissent.yaml"
    dissent.write_text(f"committee: {GPEC}\nsession: 1\nitem: '2'\nreason: too early\n", encoding="utf-8")
    assert typing("act", "RecordDissent", "--file", dissent, "--as", EIGHT[7]).code == 0
    chamber.clock.set(moment("2010-12-21T08:00"))
    done(chamber, "system", NoticeSession(committee=GPEC, session=1, step="close"))
    said = typing("committee", GPEC, "--session", 1)
    assert (said.code, said.err) == (0, "")
    words = ["가결", "다루지 못함", "제척"] if language == "ko" else ["passed", "not reached", "recused by law"]
    assert "too early" in said.out
    assert [it for it in words if it not in said.out] == []


def test_a_chair_approves_the_minutes_that_the_line_shows(typing: Type, chamber: House, tmp_path: Path) -> None:
    voted(typing, chamber, 5)
    chamber.clock.set(moment("2010-12-21T08:00"))
    done(chamber, "system", NoticeSession(committee=GPEC, session=1, step="close"))
    shown = typing("committee", GPEC, "--session", 1, "--json").data
    form = tmp_path / "minutes.yaml"
    form.write_text(yaml.safe_dump({"committee": GPEC, "session": 1, "minutes": shown["hash"]}), encoding="utf-8")
    assert typing("act", "ApproveMinutes", "--file", form, "--as", pm).code == 0
    after = typing("committee", GPEC, "--session", 1, "--json").data
    assert (after["approved_by"], after["hash"]) == (pm, shown["hash"])


def test_a_paper_is_read_by_an_act_and_refused_to_the_recused(typing: Type, tmp_path: Path) -> None:
    form = tmp_path / "read.yaml"
    form.write_text(
        yaml.safe_dump({"committee": GPEC, "session": 1, "item": "1", "paper": PAPER.sha256}), encoding="utf-8"
    )
    assert typing("act", "ReadPaper", "--file", form, "--as", "c2").code == 0
    said = typing("act", "ReadPaper", "--file", form, "--as", "o1", "--json")
    assert (said.code, said.data["code"]) == (1, "recusal.recused")


def test_the_form_of_a_committee_names_its_seats(typing: Type) -> None:
    form = typing("act", ConstituteCommittee.__name__, "--json").data["template"]
    assert "members:" in form
    assert "civilian:" in form


def test_a_sitting_is_a_case_that_waits_for_its_day(typing: Type) -> None:
    listed = typing("cases", "--json").data["cases"]
    assert [(it["case"], it["awaited"], it["due"]) for it in listed] == [
        (f"deliberation/{GPEC}/1", "session", "2010-12-20")
    ]
    assert "session" in typing("cases").out


def test_who_sits_for_a_ministry_is_named(typing: Type) -> None:
    assert hana in officials
    assert hana in {it["person"] for it in typing("committee", GPEC, "--json").data["seats"]}
