"""``sacho self-evaluation``: what ministries gave themselves, who confirmed it, and each score down to its members."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.person import PersonRegistered
from eventstore.sql import SqlLog
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.databases import engines
from tests.cli.conftest import Type
from tests.domain.test_inspection import inspected, named
from tests.domain.test_re_evaluation import adjusted, carried_out, ordered
from tests.domain.test_self_evaluation_default import defaulted
from tests.support.office import KIPO, PMO
from tests.support.rows import KEYS, append, rows_of
from tests.support.self_evaluation import by_april, handed_in


@pytest.fixture
def line(tmp_path: Path, sacho: Type) -> Iterator[Any]:
    """Return the command line over a log in which KIPO handed in, one sector was confirmed, and GPEC adjusted."""
    url = f"sqlite:///{tmp_path / 'evaluated.db'}"
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    story = [*handed_in, named(), inspected(), ordered(), carried_out(), adjusted("85.701")]
    told = [it for it in story if not isinstance(it, PersonRegistered) or it.person in KEYS]
    append(log, rows_of(told), keys=KEYS)
    catch_up(log)
    yield lambda *said: sacho("self-evaluation", *said, "--database", url)
    log.close()


def test_all_of_a_year_stand_in_one_table(line: Any) -> None:
    only = line(2010, "--json").data["bodies"]
    assert [(it["body"], it["state"], it["total"], it["grade"]) for it in only] == [(KIPO, "submitted", "84", "good")]
    assert only[0]["sectors"]["spending-programmes"] == "confirmed"
    assert only[0]["sectors"]["major-policies"] == "unconfirmed"
    assert "84.00" in line(2010).out


def test_one_of_them_with_its_plan_scores_confirmation_and_re_evaluation(line: Any) -> None:
    data = line(2010, "--body", KIPO, "--json").data
    assert data["categories"] == {
        "major-policies": "86.402",
        "financial-performance": "75",
        "administrative-management": "100",
    }
    assert (data["ordered"]["evaluator"], data["adjusted"]["before"]) == ("otto", "85.701")
    assert (data["shared"]["until"], data["heard"]["S1"]["owner"]) == ("2011-03-14", "ben")
    told = line(2010, "--body", KIPO).out
    for words in ("Adjusted by the committee from 85.701 to 84.00", "Evaluated again: S3", "unconfirmed"):
        assert words in told


def test_why_goes_down_to_the_members_and_their_events(line: Any) -> None:
    proof = line(2010, "--body", KIPO, "--why", "--json").data["proof"]
    assert proof["value"] == "85.701"
    first = proof["parts"][0]["parts"][0]["parts"][0]
    assert (first["what"], first["value"]) == ("measure/I-01", "90.67")
    positions = [it["position"] for it in first["parts"]]
    assert len(set(positions)) == 3
    told = line(2010, "--body", KIPO, "--why").out
    assert "SubjectScoresSealed" in told
    for category in ("major-policies", "financial-performance"):
        assert category not in told
    assert "ReEvaluationCarriedOut" in told


def test_a_plan_that_holds_by_default_says_so_and_who_was_told(tmp_path: Path, sacho: Type) -> None:
    url = f"sqlite:///{tmp_path / 'defaulted.db'}"
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    told = [it for it in (*by_april, defaulted()) if not isinstance(it, PersonRegistered) or it.person in KEYS]
    append(log, rows_of(told), keys=KEYS)
    catch_up(log)
    asked = ("self-evaluation", 2010, "--database", url)
    assert sacho(*asked, "--json").data["bodies"][0]["state"] == "defaulted"
    shown = sacho(*asked, "--body", KIPO).out
    log.close()
    for words in ("no plan submitted, the default holds", "No plan came in time", "2010-05-15", "Told:"):
        assert words in shown


def test_who_planned_nothing_and_a_year_that_was_not_opened_are_told(line: Any) -> None:
    assert line(2010, "--body", PMO, "--json").data["code"] == "self-evaluation.none"
    assert line(2031, "--json").data["code"] == "year.none"
