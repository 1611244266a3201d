"""The specific evaluation of KIPO as the crowd plays it, from the criteria to publication, in the closed books."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from activities.yaml_files import read_rules
from audit.verify import verify
from cli.main import run
from domain.cycle import CycleOpened
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.specific import grades_of, told_of
from projections.tasks import board
from rehearsal.case import Case
from rehearsal.loading import load_case
from rehearsal.specific import specific_conduct
from rehearsal.stage import Playbill, rehearse
from worker import open_log

KIPO_2010 = Path(__file__).parents[2] / "examples" / "kipo-2010"
RULES = read_rules("kipo-2010")


class Played(NamedTuple):
    """The log, how it went, and where it is."""

    log: SqlLog
    bill: Playbill
    url: str


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(KIPO_2010).model_copy(update={"panels": 4})


@pytest.fixture(scope="module")
def played(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    url = f"sqlite:///{tmp_path_factory.mktemp('specific') / 'log.db'}"
    log = open_log(url)
    yield Played(log, asyncio.run(rehearse(case, log)), url)
    log.close()


def asked(capsys: pytest.CaptureFixture[str], played: Played, *words: str) -> Any:
    run([*words, "--json", "--database", played.url])
    return json.loads(capsys.readouterr().out)


def cycle(log: SqlLog) -> CycleOpened:
    opened = next(decode(row) for row in log.read(Query(type="CycleOpened")))
    assert isinstance(opened, CycleOpened)
    return opened


def test_the_books_close_on_a_verified_log_and_nobody_is_refused_for_it(played: Played) -> None:
    assert played.bill.closed
    assert [entry.id for entry, _ in played.bill.refusals if "/specific/" in entry.id or "/sitting/" in entry.id] == []
    assert verify(played.log).ok


def test_every_step_is_on_record(played: Played) -> None:
    kinds = Counter(row.type for row in played.log.read(Query()) if row.stream.startswith("specific"))
    assert {kind: kinds[kind] for kind in ("AreaEvidenceSubmitted", "AreaScoresOpened", "AreaCalibrated")} == {
        "AreaEvidenceSubmitted": 7,
        "AreaScoresOpened": 7,
        "AreaCalibrated": 7,
    }
    assert (kinds["AreaScoreSealed"], kinds["SpecificEvaluationResolved"], kinds["SpecificResultsPublished"]) == (
        21,
        1,
        1,
    )


def test_nobody_missed_what_he_owed(played: Played) -> None:
    missed = [json.loads(row.body)["task"] for row in played.log.read(Query(type="ObligationMissed"))]
    owed = {"submit-specific-evidence", "score-area", "calibrate-area", "state-opinion", "resolve-specific-result"}
    assert owed.isdisjoint(missed)


def test_the_office_s_task_is_done_once_and_counted(played: Played) -> None:
    with played.log.view() as connection:
        (line,) = [it for it in board(connection, cycle(played.log)) if it.rule.phase == "specific-resolution"]
    assert (line.sum().done, line.sum().late, line.sum().missed) == (1, 0, 0)


def test_the_result_is_that_of_its_areas(played: Played) -> None:
    told = told_of(played.log, cycle(played.log), "KIPO")
    assert told.result.resolved is not None
    weighted = {it.area: it.weight for it in RULES.specific.areas}
    total = sum((told.result.resolved.areas[area] * weight for area, weight in weighted.items()), Decimal(0)) / 100
    assert abs(told.result.resolved.total - total) <= Decimal("0.04")
    assert told.missing() == []
    graded = grades_of(played.log, 2010, "vice-ministerial").graded
    assert graded is not None
    assert [it.person for it in graded.ranking.placed] == ["KIPO"]


def test_a_case_without_panels_plays_none() -> None:
    assert list(specific_conduct(load_case(KIPO_2010), RULES)) == []


def test_the_same_seed_gives_the_same_evaluation(case: Case) -> None:
    assert list(specific_conduct(case, RULES)) == list(specific_conduct(case, RULES))


def test_the_year_is_shown_by_group(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    data = asked(capsys, played, "specific", "2010")
    (group,) = data["groups"]
    (line,) = group["bodies"]
    assert (group["group"], line["body"], line["rank"], line["state"], line["missing"]) == (
        "vice-ministerial",
        "KIPO",
        1,
        "published",
        [],
    )
    assert asked(capsys, played, "specific", "2010", "--group", "ministerial")["groups"] == []


def test_a_ministry_is_shown_down_to_its_ballots(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    data = asked(capsys, played, "specific", "2010", "--body", "KIPO", "--area", "core-task")
    (work,) = data["work"]
    assert (len(work["ballots"]), len(work["evidence"]), work["sealed"]) == (3, 6, 3)
    assert data["resolution"] == "gpec/2/KIPO"
    unknown = asked(capsys, played, "specific", "2010", "--body", "KIPO", "--area", "defence")
    assert unknown["code"] == "specific.unknown-area"
    assert asked(capsys, played, "specific", "2010", "--body", "PMO")["code"] == "specific.not-evaluated"


def test_a_result_is_explained_down_to_items_and_events(played: Played, capsys: pytest.CaptureFixture[str]) -> None:
    data = asked(capsys, played, "explain", "2010", "--specific", "KIPO")
    area = data["proof"]["parts"][0]["parts"][0]
    assert (area["what"], area["rule"], len(area["parts"]), len(area["parts"][0]["parts"])) == (
        "area/core-task",
        "panel-mean",
        3,
        6,
    )
    assert data["told_by"][str(area["position"])]["type"] == "AreaScoresOpened"
    assert asked(capsys, played, "explain", "2010", "--specific", "PMO")["code"] == "specific.not-evaluated"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "words",
    [["specific", "2010"], ["specific", "2010", "--body", "KIPO"], ["explain", "2010", "--specific", "KIPO"]],
    ids=["year", "ministry", "why"],
)
def test_it_is_told_in_both_languages(
    played: Played,
    words: list[str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    run([*words, "--database", played.url])
    told = capsys.readouterr().out
    assert ("특허청" if language == "ko" else "Korean Intellectual") in told
