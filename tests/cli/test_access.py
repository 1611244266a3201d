"""Break-glass at the command line: sealed texts open for who asked, was approved, and is seen (SOD-11)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.commands import Door
from activities.requests import DONE, Request
from domain.messages import Command
from domain.person_roles import GrantRole
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.cli.story import NOW, SECRET
from tests.support.office import KIPO, YEAR, hana, mina, olga, tae
from tests.support.spec import moment


def through(desk: Path, at: str, *asked: tuple[str, Command]) -> None:
    log = SqlLog(*engines(f"sqlite:///{desk}"))
    with Door(log, Inbox(), SimulatedClock(moment(at))) as door:
        for actor, command in asked:
            request = Request(id=f"test/{actor}/{command.model_dump_json()}", actor=actor, command=command)
            assert isinstance(door.call(request), DONE)
    log.close()


@pytest.fixture
def give(sacho: Type, tmp_path: Path) -> Any:
    """Return a function that gives one command from a file, as *actor*."""

    def give_(actor: str, what: str, text: str) -> Any:
        file = tmp_path / "fields.yaml"
        file.write_text(text, encoding="utf-8")
        return sacho("act", what, "--file", file, "--as", actor, "--json")

    return give_


ASK = f"{{person: {mina}, year: {YEAR}, reason: 수사기관의 자료 요청}}"


@pytest.fixture
def approved(give: Any, desk: Path) -> None:
    """Let Tae, the auditor, ask, and Olga, the operator, approve."""
    through(desk, NOW, ("system", GrantRole(person=tae, role="auditor", body=KIPO)))
    assert give(tae, "RequestAccess", ASK).code == 0
    assert give(olga, "ApproveAccess", f"{{person: {mina}, number: 1}}").code == 0


def test_sod_11_without_an_approved_access_nothing_is_opened(sacho: Type, give: Any, desk: Path) -> None:
    through(desk, NOW, ("system", GrantRole(person=tae, role="auditor", body=KIPO)))
    for _ in range(2):
        refused = sacho("access", mina, "--as", tae, "--json")
        assert (refused.code, refused.data["code"]) == (1, "access.none")
        assert SECRET not in refused.out + refused.err
        give(tae, "RequestAccess", ASK)
    assert sacho("access", mina, "--json").data["code"] == "actor.missing"


def test_sod_11_who_asked_and_was_approved_reads_and_is_seen(sacho: Type, approved: None) -> None:
    texts = sacho("access", mina, "--as", tae, "--json").data["texts"]
    assert SECRET in [text for it in texts for text in it["texts"].values()]
    assert SECRET in sacho("access", mina, "--as", tae, "--stream", f"feedback/{YEAR}/{mina}").out
    assert sacho("access", mina, "--as", olga).code == 1
    (seen,) = sacho("card", mina, "--as", mina, "--json").data["accesses"]
    assert (seen["by"], seen["approved_by"], seen["reason"]) == (tae, olga, "수사기관의 자료 요청")
    assert [it["of"] for it in seen["uses"]] == [None, f"feedback/{YEAR}/{mina}"]
    assert "수사기관의 자료 요청" in sacho("card", mina).out
    types = {it["type"] for it in sacho("log", "--person", mina, "--json").data["events"]}
    assert {"AccessRequested", "AccessApproved", "AccessUsed"} <= types


def test_a_ballot_stays_sealed_until_the_other_one_is_in(sacho: Type, approved: None) -> None:
    assert "CompetencySealed" in {it["type"] for it in sacho("log", "--person", mina, "--json").data["events"]}
    texts = sacho("access", mina, "--as", tae, "--json").data["texts"]
    assert "CompetencySealed" not in {it["type"] for it in texts}


def test_nothing_of_others_is_opened(sacho: Type, approved: None) -> None:
    texts = sacho("access", mina, "--as", tae, "--json").data["texts"]
    assert {it["stream"].split("/")[-1] for it in texts} == {mina}
    assert sacho("access", mina, "--as", tae, "--stream", f"person/{hana}", "--json").data["texts"] == []
    assert "There are no sealed texts." in sacho("access", mina, "--as", tae, "--stream", f"person/{hana}").out
