"""``sacho person``: who somebody is, and how his year stands."""

from __future__ import annotations

from tests.cli.conftest import Type
from tests.cli.story import SECRET


def test_a_person_is_shown_with_evaluators_service_and_what_is_missing(sacho: Type) -> None:
    data = sacho("person", "mina", 2010, "--json").data
    assert (data["person"], data["unit"], data["grade"], data["year"]) == ("mina", "PROMO", 6, 2010)
    assert (data["evaluated"]["first"], data["evaluated"]["second"]) == ("ada", "ben")
    assert [(it["unit"], it["days"]) for it in data["service"]] == [("PROMO", 365)]
    assert data["agreement"]["state"] == "none"
    assert data["notes"] == [{"phase": "talks", "edition": 1, "signed": False}]
    assert data["ratings"]["competency"] == {"first": True, "second": False, "opened": False}
    assert (data["total"], data["missing"]) == (None, ["competency"])
    assert {"task": "2010/KIPO/final/rate-competency-second/mina", "owner": "ben", "due": "2011-01-10"} in data["open"]
    assert ("talks", "sign-note") in {(it["phase"], it["task"]) for it in data["missed"]}


def test_without_a_year_the_last_one_is_shown(sacho: Type) -> None:
    assert sacho("person", "mina", "--json").data == sacho("person", "mina", 2010, "--json").data


def test_a_year_in_which_somebody_was_not_evaluated_shows_his_post_only(sacho: Type) -> None:
    assert sacho("person", "olga", "--json").data["year"] is None
    said = sacho("person", "olga")
    assert (said.code, "operator (operator)" in said.out, "Not evaluated" in said.out) == (0, True, True)
    assert "Not evaluated" in sacho("person", "olga", 2010).out


def test_a_year_that_was_never_opened_is_refused(sacho: Type) -> None:
    said = sacho("person", "mina", 2012, "--json")
    assert (said.code, said.data["code"]) == (1, "year.none")


def test_texts_about_a_person_stay_sealed(sacho: Type) -> None:
    for arguments in (("person", "mina"), ("person", "mina", "--json")):
        said = sacho(*arguments)
        assert said.code == 0
        assert SECRET not in said.out


def test_nobody_of_that_name_is_refused(sacho: Type) -> None:
    said = sacho("person", "nobody", "--json")
    assert (said.code, said.data["code"]) == (1, "person.unregistered")
