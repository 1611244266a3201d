"""A refusal calls people by name, with the id that commands take; without a log to read, by the id alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command import Call
from cli.people import names_in
from domain.obligations import NotYourTask
from domain.refusals import UnknownPerson, refusal_of
from tests.cli.conftest import Type
from tests.support.office import mina, olga

CURIOUS = ("card", mina, "--as", "ada", "--for", "promotion", "--reason", "curious")


def test_a_refusal_names_the_person_and_keeps_the_id(sacho: Type) -> None:
    said = sacho(*CURIOUS)
    assert said.code == 1
    assert "홍길동, post (ada) may not do this in KIPO" in said.err
    assert "actor.role-missing" in said.err


def test_in_korean_the_particle_fits_the_name_and_not_the_id(sacho: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHO_LANG", "ko")
    assert "홍길동 post(ada)은(는)" in sacho(*CURIOUS).err  # the title of this story is Latin
    told = UnknownPerson(person="P-05", year=2010).sentence("ko", {"P-05": "이하나 국장(P-05)"})
    assert told.startswith("이하나 국장(P-05)은 2010년도")
    assert UnknownPerson(person="P-05", year=2010).sentence("ko").startswith("P-05는 ")


def test_json_keeps_facts_and_sentences_as_they_were_raised(sacho: Type) -> None:
    data = sacho(*CURIOUS, "--json").data
    assert data["facts"]["actor"] == "ada"
    assert "ada may not do this" in data["en"]
    assert "홍길동" not in data["en"] + data["ko"]


def test_the_command_lines_own_refusals_name_people_too(sacho: Type) -> None:
    assert f"The card of 홍길동, post ({mina}) is read" in sacho("card", mina, "--as", olga).err


def test_who_is_not_registered_is_called_by_what_was_typed(sacho: Type) -> None:
    assert "Nobody is registered as nobody." in sacho("card", "nobody").err


def test_several_people_are_each_called_by_name() -> None:
    refusal = NotYourTask(actor="a", task="t", subject="b", owner="c, d")
    told = refusal.sentence("en", {"a": "Ann (a)", "c": "Cy (c)", "d": "Di (d)"})
    assert told == "Ann (a) does not owe the task 't' about b. It is owed by Cy (c), Di (d)."


def test_without_a_log_ids_alone_are_told(tmp_path: Path) -> None:
    nowhere = Call(database=f"sqlite:///{tmp_path / 'none.db'}")
    assert names_in(nowhere, {"person": mina}) == {}


def test_what_is_about_nobody_asks_no_log() -> None:
    assert names_in(Call(database="nonsense://"), {"year": 2010, "body": "KIPO"}) == {}


def test_a_refusal_is_found_again_by_its_code() -> None:
    found = refusal_of("person.unknown", {"person": mina, "year": 2010})
    assert isinstance(found, UnknownPerson)
    assert refusal_of("command.same-id-other-content", {}) is None
