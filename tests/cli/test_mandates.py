"""What people see of a mandate that ended: who supervises now, why nobody confirmed, and whose task it is no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.forms import Form, template
from cli.texts import speak
from domain.mandate import EndMandate
from domain.messages import Event
from domain.person import PersonRegistered
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from projections.rows import create_tables
from projections.runner import catch_up
from projections.stored import cycle_opened
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.domain.test_inspection import SECTOR, inspected, named
from tests.domain.test_mandate import MPB, ended, passed_on, there
from tests.support.committees import MOSF
from tests.support.office import KIPO, PMO, YEAR
from tests.support.rows import KEYS, append, rows_of


class Line:
    """A log with a story, and the command line over it."""

    def __init__(self, folder: Path, sacho: Type, *more: Event) -> None:
        self.url = f"sqlite:///{folder / 'mandates.db'}"
        self.sacho, self.log = sacho, SqlLog(*engines(self.url))
        self.log.create()
        with self.log.projecting() as connection:
            create_tables(connection)
        story = [it for it in (*there, *more) if not isinstance(it, PersonRegistered) or it.person in KEYS]
        append(self.log, rows_of(story), keys=KEYS)
        catch_up(self.log)

    def __call__(self, *said: Any) -> Any:
        return self.sacho(*said, "--database", self.url)

    def owed(self) -> list[tuple[str, str | None]]:
        """Return what is to be confirmed, and by whom."""
        with self.log.view() as connection:
            found = Inbox().owed(connection, cycle_opened(connection, YEAR), PMO, "confirmation")
        return [(it.subject, it.owner) for it in found if it.task == "inspect-self-evaluation"]


@pytest.fixture
def told(tmp_path: Path, sacho: Type) -> Iterator[Any]:
    """Return how to tell a story on the command line."""
    lines: list[Line] = []

    def tell(*more: Event) -> Line:
        lines.append(Line(tmp_path, sacho, *more))
        return lines[-1]

    yield tell
    for it in lines:
        it.log.close()


TASK = f"{KIPO}:{SECTOR}"


def test_the_task_leaves_the_formers_inbox_and_stands_in_the_successors(told: Any) -> None:
    assert told(named()).owed() == [(TASK, "fred")]


def test_after_the_end_it_is_nobodys_until_the_successor_names_somebody(told: Any) -> None:
    assert told(named(), ended(MPB, (KIPO,))).owed() == []


def test_then_it_is_that_persons(told: Any) -> None:
    assert told(named(), ended(MPB, (KIPO,)), passed_on()).owed() == [(TASK, "nora")]


def test_what_was_confirmed_before_stays_done(told: Any) -> None:
    line = told(named(), inspected(), ended(MPB))
    assert line.owed() == []
    data = line("self-evaluation", YEAR, "--body", KIPO, "--json").data
    assert data["sectors"][SECTOR] == "confirmed"
    assert data["inspected"][SECTOR]["office"] == MOSF


def test_why_a_sector_is_unconfirmed_is_told(told: Any) -> None:
    line = told(named(), ended(None, (KIPO,)))
    data = line("self-evaluation", YEAR, "--body", KIPO, "--json").data
    assert data["sectors"][SECTOR] == "unconfirmed"
    assert data["mandates_ended"][SECTOR]["law"] == "Presidential Decree 36688"
    said = " ".join(line("self-evaluation", YEAR, "--body", KIPO).out.split())
    assert "has no mandate for 'Spending programmes' since 2011-04-11 (Presidential Decree 36688)" in said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "for 'Spending programmes' is that of MPB since 2011-04-11"),
        ("ko", "권한은 2011-04-11부터 MPB에 있습니다"),
    ],
)
def test_and_who_has_it_now(told: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: str) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    line = told(named(), ended(MPB, (KIPO,)))
    assert words in " ".join(line("self-evaluation", YEAR, "--body", KIPO).out.split())


def test_the_mandates_of_the_year_are_listed_with_their_days(told: Any) -> None:
    line = told(ended(MPB))
    mandates = line("bodies", YEAR, "--json").data["mandates"]
    found = [(it["body"], it["since"], it["until"]) for it in mandates if it["sector"] == SECTOR]
    assert found == [(MOSF, None, "2011-04-10"), (MPB, "2011-04-11", None)]
    assert {it["over"] for it in mandates} == {"central", "local"}
    assert [it["body"] for it in line("bodies", YEAR, "--sector", "local", "--json").data["mandates"]] == ["MOPAS"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Who supervises which sector", "2011-04-10", "Local")),
        ("ko", ("부문별 확인·점검 기관", "2011-04-10", "지방자치단체")),
    ],
)
def test_people_see_them_in_their_language(
    told: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    shown = told(ended(MPB))("bodies", YEAR).out
    assert [it for it in words if it not in shown] == []


@pytest.mark.parametrize(
    ("language", "hint"),
    [("en", "the first day without the mandate"), ("ko", "권한이 없어지는 첫날")],
)
def test_the_form_says_which_day_is_meant(language: str, hint: str) -> None:
    speak(language)
    try:
        form = template(Form(EndMandate, {"type": "EndMandate"}))
    finally:
        speak("en")
    assert hint in form
    assert set(yaml.safe_load(form)) == {"year", "sector", "office", "day", "law"}
