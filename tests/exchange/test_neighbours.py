"""The whole loop with a stand-in of each neighbour, which shares no code with us; and what each of them got."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from activities.commands import Door
from cli import door, neighbours, rehearse
from cli.neighbour_service import deliver_again
from domain.exchange import NothingSentTo
from domain.exchange_facts import ExchangeBatchSent
from domain.neighbours import OUTBOUND, SYSTEMS
from domain.refusals import Refusal
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from examples.neighbours.__main__ import Loop, play
from examples.neighbours.stand_in import StandIn, rows_in
from exchange.codecs import cloudevents, csv
from exchange.history import history
from exchange.layouts import CARDS, OUTWARD, PUBLIC, VALUES
from exchange.neighbours import neighbours_in
from exchange.outbound import Source, rows_for
from exchange.refusals import BodyNotNamed, NoRows
from exchange.relay import pending
from exchange.rows import Fields
from exchange.sending import require_outward, the_body
from exchange.signing import secret_of, signed
from projections.inbox import Inbox
from projections.tables import PEOPLE
from runtime.clocks import SimulatedClock
from runtime.databases import engines
from tests.support.house import House
from tests.support.office import KIPO, YEAR
from tests.support.spec import moment, require_sentences

Rows = list[Fields]
RATING = ("programme", "rating", "rating_score", "rated_on", "fiscal_year", "branch", "amount")


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    """Return the loop after it was played; it ends with an error if the second time changes anything."""
    loop = Loop(tmp_path_factory.mktemp("neighbours"))
    with pytest.MonkeyPatch.context() as patch, loop.stand_ins_at_work():
        for module in (door, rehearse, neighbours):  # the test report is no place for log lines
            patch.setattr(module, "set_up_logging", lambda *_: None)
        play(loop)
        yield loop


@pytest.fixture(scope="module")
def log(loop: Loop) -> Iterator[SqlLog]:
    """Return the log of the loop."""
    log = SqlLog(*engines(f"sqlite:///{loop.log}"))
    yield log
    log.close()


def got(loop: Loop, system: str) -> dict[str, dict[str, str]]:
    """Return what a stand-in has, by key."""
    return {row["key"]: row for row in loop.stand_ins[system].rows.values()}


def test_documents_and_values_are_facts_of_the_log(log: SqlLog) -> None:
    by = {kind: [it.actor for it in log.read(Query(type=kind))] for kind in ("EvidenceAttached", "ProgressReported")}
    assert by["EvidenceAttached"].count("X-ONNARA") == 3
    assert by["ProgressReported"].count("X-BSC") == 3


def test_each_batch_stands_in_the_log_once(log: SqlLog) -> None:
    batches = history(log)
    assert sorted((it["system"], it["state"]) for it in batches) == [
        ("bsc", "received"),
        ("dbrain", "acknowledged"),
        ("disclosure", "acknowledged"),
        ("esaram", "acknowledged"),
        ("onnara", "acknowledged"),
        ("onnara", "received"),
        ("talent", "acknowledged"),
    ]
    assert [it["rejected"] for it in batches if it["state"] == "received"] == [1, 1]
    assert [it["system"] for it in history(log, "bsc")] == ["bsc"]


def test_on_nara_has_every_task_of_the_plan_with_its_code(loop: Loop) -> None:
    tasks = got(loop, "onnara")
    assert (len(tasks), tasks["IPPB/O1-T1-K1"]["unit_task"]) == (13, "14301001")


def test_the_card_of_the_director_general_has_his_printed_result(loop: Loop) -> None:
    card = got(loop, "esaram")["P-DG"]
    assert (card["total"], card["unit"], card["edition"]) == ("95.74", "IPPB", "1")
    assert {"grade", "pool", "rank", "of"} <= card.keys()
    talent = got(loop, "talent")["P-DG"]
    assert (talent["total"], talent["grade"]) == (card["total"], card["grade"])
    assert "rank" not in talent


def test_d_brain_has_a_score_for_each_task_and_the_rating_of_the_programme_that_pays_for_it(loop: Loop) -> None:
    tasks = got(loop, "dbrain")
    assert len(tasks) == 13
    assert all(Decimal(it["score"]) > 0 for it in tasks.values())
    rated = {key: tuple(it[name] for name in RATING) for key, it in tasks.items() if "programme" in it}
    great = ("P-CREA", "great", "85", "2011-03-08", "2012", "free", "25200")
    poor = ("P-UTIL", "poor", "54", "2011-03-08", "2012", "cut", "10800")
    assert rated == {"IPPB-CRE/O1-T1-K1": great, "IPPB-CRE/O1-T2-K1": great, "IPPB-UTI/O2-T1-K1": poor}
    assert all(not {*RATING} & it.keys() for key, it in tasks.items() if key not in rated)


def test_the_public_reads_results_and_nothing_about_a_person(loop: Loop, log: SqlLog) -> None:
    public = got(loop, "disclosure")
    assert public["IPPB"]["score"] == "96.30"
    assert public["IPPB/IPPB-01"]["name"] == "지식재산 정책의 전국 확산"
    text = json.dumps(list(public.values()), ensure_ascii=False)
    with log.view() as connection:
        people = connection.execute(select(PEOPLE.c.person, PEOPLE.c.name)).all()
    assert len(people) > 35
    assert [it for person in people for it in person if it and it in text] == []
    assert not {"person", "owner", "verifier", "by"} & {it.name for it in PUBLIC.fields}


def test_a_pending_batch_is_made_again_as_it_was_then(loop: Loop, log: SqlLog) -> None:
    """The plan went out in April; it is compiled again a year later, from the log up to April."""
    sent = next(
        it for row in log.read(Query(type="ExchangeBatchSent")) if isinstance(it := decode(row), ExchangeBatchSent)
    )
    known, clock = neighbours_in(loop.file), SimulatedClock(moment("2011-07-01"))
    requests = loop.stand_ins["onnara"].requests
    with Door(log, Inbox(), clock) as at:
        assert deliver_again(at, log, known, sent) == "acknowledged"
    assert loop.stand_ins["onnara"].requests == requests + 1
    assert pending(log) == []


def test_the_files_of_the_demonstration_are_batches() -> None:
    folder = Path(__file__).parents[2] / "examples" / "neighbours"
    assert len(csv.read((folder / "values.csv").read_bytes(), VALUES)) == 4
    assert len(rows_in(folder / "documents.csv")) == 4


# rows before there is anything


def refused(refusal: type[Refusal], call: object, *arguments: object) -> None:
    """Check that *call* refuses *arguments*, in both languages."""
    assert callable(call)
    with pytest.raises(refusal) as caught:
        call(*arguments)
    require_sentences(caught.value)


@pytest.mark.parametrize("system", ["esaram", "talent", "disclosure"])
def test_before_there_are_results_nothing_goes_out(house: House, system: str) -> None:
    with house.log.view() as connection:
        refused(NoRows, rows_for, system, Source(house.log, connection, YEAR, KIPO, house.log.head().position))


def test_a_plan_that_is_not_in_force_does_not_go_out(house: House) -> None:
    confirmed = house.rows(kind="AnnualPlanConfirmed")[0].position
    with house.log.view() as connection:
        refused(NoRows, rows_for, "onnara", Source(house.log, connection, YEAR, KIPO, confirmed - 1))
        assert rows_for("onnara", Source(house.log, connection, YEAR, KIPO, confirmed))


def test_a_programme_without_scores_says_how_many_indicators_it_has(house: House) -> None:
    with house.log.view() as connection:
        (row,) = rows_for("dbrain", Source(house.log, connection, YEAR, KIPO, house.log.head().position))
    assert (row["task"], row["indicators"], row["scored"]) == ("K1", "1", "0")
    assert not {"score", *RATING} & row.keys()


@pytest.mark.parametrize("system", [it for it in SYSTEMS if it not in OUTBOUND])
def test_to_some_neighbours_nothing_is_sent(system: str) -> None:
    refused(NothingSentTo, require_outward, system)


def test_every_neighbour_that_is_sent_something_has_a_layout() -> None:
    assert set(OUTWARD) == set(OUTBOUND)


def test_of_several_bodies_one_is_named() -> None:
    assert the_body(YEAR, ["KIPO"]) == "KIPO"
    refused(BodyNotNamed, the_body, YEAR, ["KIPO", "MOE"])


# the stand-in itself: what it refuses, our own signature must not be


@pytest.mark.parametrize(
    ("changes", "status"), [({}, 204), ({"webhook-signature": "v1,AAAA"}, 401), ({"content-type": "text/csv"}, 415)]
)
def test_a_stand_in_checks_as_the_document_says(changes: dict[str, str], status: int) -> None:
    secret = "whsec_" + "A" * 32
    body = cloudevents.write([{"key": "P-1", "body": KIPO, "year": "2010"}], CARDS)
    now = int(time.time())
    headers = {**signed(secret_of(secret), "b-1", now, body), "content-type": cloudevents.BATCH, **changes}
    stand_in = StandIn("esaram", secret)
    assert [stand_in.take(headers, body) for _ in range(2)] == [status] * 2
    assert len(stand_in.rows) == (status == 204)
