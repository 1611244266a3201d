"""``sacho bodies``: the bodies of a year by sector and group, ranked among their like; and the forms about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.bodies import kind_name, ranked
from cli.forms import form_of, template
from cli.texts import speak
from domain.body_class import BodyReclassified
from domain.body_facts import BodyEstablished
from domain.cycle import CycleOpened
from domain.messages import Event
from domain.person import PersonRegistered
from domain.specific_facts import Grouped
from domain.specific_grades import SpecificResultsGraded
from domain.specific_rules import GroupRule
from eventstore.sql import SqlLog
from projections.bodies import classes_on
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.support.office import KIPO, YEAR, gyu, label
from tests.support.rows import KEYS, append, rows_of
from tests.support.self_evaluation import handed_in
from tests.support.specific import published

PROVINCE, AGENCY, TAX = "SEOUL", "KORAIL", "NTS"
OTHERS = {PROVINCE: ("local", "province"), AGENCY: ("public", "corporation"), TAX: ("central", "cheong")}
LAW: dict[str, Any] = {"law": "Government Organization Act"}


def known(body: str, day: date, **what: Any) -> BodyReclassified:
    return BodyReclassified.model_validate({"body": body, "day": day, **LAW, **what})


def year_of_all(story: list[Event]) -> Iterator[Event]:
    """Yield *story*, in which bodies of every sector take part in the year, two of them in one group."""
    for body, (sector, kind) in OTHERS.items():
        group = "vice-ministerial" if sector == "central" else None
        what = {"sector": sector, "kind": kind, "group": group, "name": label(body)}
        yield BodyEstablished.model_validate({"body": body, **what})
    for it in story:
        if isinstance(it, CycleOpened):
            groups = (GroupRule(group="vice-ministerial", name=label("Vice-ministerial bodies")),)
            rules = it.rules.model_copy(update={"specific": it.rules.specific.model_copy(update={"groups": groups})})
            it = it.model_copy(update={"bodies": (*it.bodies, *OTHERS), "rules": rules})  # noqa: PLW2901
        yield it
    yield known(KIPO, date(YEAR, 12, 31), sector="central", kind="cheong", group="vice-ministerial")
    yield known(KIPO, date(YEAR + 1, 1, 1), sector="central", kind="ministry", group="ministerial")
    yield published(groups=(Grouped(group="vice-ministerial", bodies=(KIPO, TAX)),))
    yield _graded()


def _graded() -> SpecificResultsGraded:
    placed = [
        {"person": TAX, "total": "91.2", "rank": 1, "grade": "A"},
        {"person": KIPO, "total": "80", "rank": 2, "grade": "B"},
    ]
    ranking = {"counts": {"A": 1, "B": 1}, "placed": placed, "ties": ()}
    about = {"year": YEAR, "group": "vice-ministerial", "ranking": ranking, "edition": 1}
    return SpecificResultsGraded.model_validate({**about, "by": gyu})


@pytest.fixture
def line(tmp_path: Path, sacho: Type) -> Iterator[Any]:
    """Return the command line over such a year."""
    url = f"sqlite:///{tmp_path / 'bodies.db'}"
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    told = [it for it in year_of_all(handed_in) if not isinstance(it, PersonRegistered) or it.person in KEYS]
    append(log, rows_of(told), keys=KEYS)
    catch_up(log)
    yield lambda *said: sacho("bodies", *said, "--database", url)
    log.close()


def test_bodies_stand_by_sector_and_group_as_they_were_on_the_last_day_of_the_year(line: Any) -> None:
    groups = line(YEAR, "--json").data["groups"]
    assert [(it["sector"], it["group"], [one["body"] for one in it["bodies"]]) for it in groups] == [
        ("central", "vice-ministerial", [TAX, KIPO]),
        ("local", None, [PROVINCE]),
        ("public", None, [AGENCY]),
    ]


def test_each_has_its_results_and_its_rank_within_the_group(line: Any) -> None:
    [tax, kipo] = line(YEAR, "--group", "vice-ministerial", "--json").data["groups"][0]["bodies"]
    assert (kipo["self"]["rank"], kipo["self"]["grade"]) == (1, "good")
    assert kipo["specific"] == {"total": "80", "grade": "B", "rank": 2}
    assert tax["self"] == {"total": None, "grade": None, "rank": None}
    assert tax["specific"]["rank"] == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Central ministries", "Local governments", "Public agencies", "no group on record", "2. 80.00 B")),
        ("ko", ("중앙행정기관", "지방자치단체", "공공기관", "기관군 미기록", "2위 80.00점 B", "시·도", "청")),
    ],
)
def test_people_see_it_in_their_language(
    line: Any, monkeypatch: pytest.MonkeyPatch, language: str, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    told = line(YEAR).out
    assert [it for it in words if it not in told] == []


def test_one_sector_or_group_is_asked_for(line: Any) -> None:
    [only] = line(YEAR, "--sector", "local", "--json").data["groups"]
    assert only["bodies"][0]["kind"] == "province"
    assert line(YEAR, "--sector", "public", "--group", "vice-ministerial", "--json").data["groups"] == []
    assert "There is no such body in 2010." in line(YEAR, "--sector", "public", "--group", "vice-ministerial").out


def test_a_group_or_sector_that_is_not_there_is_refused_with_those_that_are(line: Any) -> None:
    refused = line(YEAR, "--group", "moon", "--json")
    assert (refused.code, refused.data["code"]) == (1, "group.none")
    assert "It has: vice-ministerial." in line(YEAR, "--group", "moon").err
    assert "'central', 'local', 'public'" in line(YEAR, "--sector", "moon").err


def test_a_year_that_was_not_opened_has_no_bodies(line: Any) -> None:
    assert line(2031, "--json").data["code"] == "year.none"


def test_equals_share_the_better_rank() -> None:
    totals = {"A": Decimal(80), "B": Decimal(90), "C": Decimal("80.0"), "D": Decimal(70)}
    assert ranked(totals) == {"A": 2, "B": 1, "C": 2, "D": 4}
    assert ranked({}) == {}


def test_a_kind_without_a_text_is_called_as_it_is_written() -> None:
    assert [kind_name(it) for it in ("cheong", "lighthouse", None)] == ["cheong", "lighthouse", "–"]


@pytest.mark.parametrize(
    ("day", "group"),
    [(date(YEAR, 12, 30), None), (date(YEAR, 12, 31), "vice-ministerial"), (date(YEAR + 1, 1, 1), "ministerial")],
)
def test_the_class_of_a_body_is_that_of_the_day(tmp_path: Path, day: date, group: str | None) -> None:
    log = SqlLog(*engines(f"sqlite:///{tmp_path / 'days.db'}"))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    append(log, rows_of([it for it in year_of_all([]) if isinstance(it, BodyReclassified)]), keys=KEYS)
    catch_up(log)
    with log.view() as connection:
        found = classes_on(connection, day)
    assert (found[KIPO].group if KIPO in found else None) == group
    log.close()


# The forms


def test_the_form_of_the_criteria_says_what_to_type() -> None:
    form = template(form_of(f"{YEAR}/PMO/criteria/publish-criteria/PMO"))
    assert "the ids of the bodies evaluated in this group, such as KIPO" in form
    assert "left out: every ministry of the year" in form
    assert "bodies that must serve it" not in form


def test_so_it_does_in_korean() -> None:
    speak("ko")
    try:
        form = template(form_of(f"{YEAR}/PMO/criteria/publish-criteria/PMO"))
    finally:
        speak("en")
    assert "이 기관군에서 평가할 기관의 식별자, 예: KIPO" in form


def test_elsewhere_a_field_of_that_name_asks_what_it_asked() -> None:
    assert "bodies that must serve it" in template(form_of(f"{YEAR}/PMO/guidelines/issue-guideline/PMO"))


def test_nobody_is_asked_for_his_own_id() -> None:
    form = form_of(f"{YEAR}/{KIPO}/self-evaluation/score-subject/S1:nari")
    assert form.address["person"] == "nari"
    assert "person" not in yaml.safe_load(template(form))
