"""Batches in: rows become ordinary commands; one bad row keeps back nothing; nothing is taken twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.commands import Door
from activities.requests import DONE, Outcome, Request
from domain.exchange import NothingTakenFrom
from domain.exchange_facts import ExchangeBatchReceived, Format
from domain.ids import exchange_stream
from domain.neighbours import SYSTEMS
from domain.objectives import Indicator, Objective, Target, Task
from domain.parsing import parse_command
from domain.plan_events import UnitPlanDrafted
from domain.refusals import Refusal
from eventstore.codec import decode
from exchange.formats import CODECS
from exchange.inbound import BadRow, Taken, read_batch, require_inward, state_of, take_in, wishes
from exchange.layouts import DOCUMENTS, INWARD
from exchange.plans import Plans, serving
from exchange.refusals import BadBatchId, IndicatorNeeded, KeyTwice, NoRows, OtherBody, OtherUnitTask
from tests.exchange.linked import BSC, CONNECTORS, ONNARA, as_lines, batch_of, document, take, value, without
from tests.support.house import House
from tests.support.office import KIPO, PMO, TALKS, YEAR, ada, in_plan, indicator, label, plan_of
from tests.support.spec import require_sentences


def root(house: House) -> tuple[int, bytes]:
    """Return what the log commits to."""
    head = house.log.head()
    return head.position, head.frontier


def bad_rows(taken: Taken) -> list[tuple[int, str | None, str]]:
    """Return the rows this import rejected; each is told in both languages."""
    found = [it for it in taken.rejected if isinstance(it, BadRow)]
    assert all(it.refusal.ko and it.refusal.en for it in found)
    return [(it.line, it.key, it.refusal.code) for it in found]


def test_each_row_is_the_ordinary_command_of_its_task(house: House) -> None:
    taken = take(house, [value("v-1", "71.5"), value("v-2", "81.5", indicator="I-01")])
    assert (taken.accepted, taken.rejected_count, taken.events, taken.again) == (2, 0, 2, False)
    rows = house.rows(kind="ProgressReported")
    assert [(it.stream.split("/")[-1], it.actor) for it in rows] == [("P-01", BSC), ("I-01", BSC)]
    assert [it.command_id for it in rows] == ["exchange/bsc/b-1/row/v-1", "exchange/bsc/b-1/row/v-2"]
    assert {it.correlation for it in rows} == {"exchange/bsc/b-1"}


def test_documents_of_on_nara_become_evidence(house: House) -> None:
    assert take(house, [document("d-1", 1), document("d-2", 2)], system="onnara").events == 2
    assert [it.actor for it in house.rows(kind="EvidenceAttached")] == [ONNARA, ONNARA]


def test_a_batch_is_begun_and_received(house: House) -> None:
    take(house, [value("v-1"), value("v-2", indicator="X-99")])
    rows = house.rows(stream=exchange_stream("bsc", "b-1"))
    assert [it.type for it in rows] == ["ExchangeBatchBegun", "ExchangeBatchReceived"]
    fact = decode(rows[1])
    assert isinstance(fact, ExchangeBatchReceived)
    assert (fact.format, fact.rows, fact.accepted, fact.rejected, fact.by) == ("jsonl", 2, 1, 1, BSC)
    assert [(it.line, it.key, it.code) for it in fact.rejected_rows] == [(2, "v-2", "indicator.unknown")]


def test_the_same_batch_twice_is_one_batch(house: House) -> None:
    rows = [value("v-1"), value("v-2", indicator="X-99")]
    take(house, rows)
    before = root(house)
    again = take(house, rows)
    assert root(house) == before
    assert (again.accepted, again.rejected_count, again.events, again.again) == (1, 1, 0, True)
    assert [(it.line, it.key) for it in again.rejected] == [(2, "v-2")]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([value("a"), value("b", "1"), value("a", "2"), {"key": "c"}, "broken"]), min_size=1))
def test_law_any_batch_twice_is_that_batch_once(house: House, rows: list[Any]) -> None:
    name = f"law-{root(house)[0]}"
    given_rows = [value("first"), *rows]
    once = take(house, given_rows, name)
    before = root(house)
    twice = take(house, given_rows, name)
    assert root(house) == before
    assert (once.accepted, once.rejected_count) == (twice.accepted, twice.rejected_count)
    assert once.accepted + once.rejected_count == len(given_rows)


def test_the_same_id_with_other_content_is_refused_and_nothing_is_taken(house: House) -> None:
    take(house, [value("v-1")])
    before = root(house)
    other = take(house, [value("v-1", "99")])
    assert other.refusal is not None
    assert (other.refusal.code, other.accepted, root(house)) == ("exchange.other-content", 0, before)


def test_another_batch_with_the_same_rows_changes_nothing_it_is_about(house: House) -> None:
    take(house, [value("v-1")])
    assert (take(house, [value("v-1")], "b-2").events, len(house.rows(kind="ProgressReported"))) == (0, 1)


@pytest.mark.parametrize("format_", ["csv", "jsonl", "xlsx"])
def test_one_bad_row_among_ten_thousand_keeps_back_nothing_and_is_all_that_is_taken_once_corrected(
    house: House, format_: Format
) -> None:
    rows = [document(f"d-{n}", n) for n in range(10_000)]
    bad = [*rows[:6_788], {**rows[6_788], "document": "no hash"}, *rows[6_789:]]

    def brought(rows: list[dict[str, str]], batch: str) -> Taken:
        data = CODECS[format_].write(rows, DOCUMENTS)
        return take_in(house.door, house.log, read_batch("onnara", batch, format_, data), ONNARA)

    first = brought(bad, "b-1")
    line = 6_789 if format_ == "jsonl" else 6_790  # below a heading
    assert (first.accepted, first.events, bad_rows(first)) == (9_999, 9_999, [(line, "d-6788", "input.invalid")])
    before = root(house)
    assert (brought(bad, "b-1").again, root(house)) == (True, before)
    corrected = brought(rows, "b-2")
    assert (corrected.accepted, corrected.rejected_count, corrected.events) == (10_000, 0, 1)
    documents = [json.loads(it.body)["document"] for it in house.rows(kind="EvidenceAttached")]
    assert documents == [it["document"] for it in [*rows[:6_788], *rows[6_789:], rows[6_788]]]


class CrashError(RuntimeError):
    """The process is gone."""


class CrashingDoor(Door):
    """A door whose process dies after so many requests."""

    def __init__(self, door: Door, after: int) -> None:
        self._door, self._left = door, after

    def submit(self, request: Request) -> Any:
        """Carry *request* out, unless the process is gone."""
        self._left -= 1
        if self._left < 0:
            raise CrashError
        return self._door.submit(request)

    def call(self, request: Request) -> Outcome:
        """Carry *request* out, unless the process is gone."""
        outcome: Outcome = self.submit(request).result()
        return outcome


@pytest.mark.parametrize("after", range(7))
def test_a_crashed_import_goes_on_where_it_stopped(house: House, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exchange.inbound._AT_ONCE", 2)
    rows = [*(document(f"d-{n}", n) for n in range(4)), document("bad", 9, indicator="X-99")]
    batch = batch_of(rows, system="onnara")
    with pytest.raises(CrashError):
        take_in(CrashingDoor(house.door, after), house.log, batch, ONNARA)
    done = len(house.rows(kind="EvidenceAttached"))
    taken = take_in(house.door, house.log, batch, ONNARA)
    assert (taken.accepted, taken.rejected_count, taken.again) == (4, 1, False)
    assert len(house.rows(kind="EvidenceAttached")) == 4
    assert taken.events <= 4 - done
    assert len(house.rows(kind="ExchangeBatchReceived")) == 1


def test_a_crash_after_the_last_answer_leaves_a_batch_that_is_done(house: House) -> None:
    batch = batch_of([value("v-1")])
    take_in(CrashingDoor(house.door, 3), house.log, batch, BSC)
    assert take_in(house.door, house.log, batch, BSC).again


def test_another_batch_cannot_take_the_place_of_one_that_crashed(house: House) -> None:
    with pytest.raises(CrashError):
        take_in(CrashingDoor(house.door, 2), house.log, batch_of([value("v-1"), value("v-2")]), BSC)
    other = take(house, [value("v-9")])
    assert other.refusal is not None
    assert other.refusal.code == "exchange.other-content"


BAD_ROWS: list[tuple[dict[str, str] | str, str]] = [
    (without(value("v-1"), "value"), "input.missing-field"),
    (without(value("v-2"), "phase"), "input.missing-field"),
    (value("v-3", secret="x"), "input.unknown-field"),
    (value("v-4", "팔십"), "input.invalid"),
    (value("v-5", "NaN"), "input.invalid"),
    (value("v-6", estimate="아마"), "input.invalid"),
    (value("v-7", denominator="0"), "input.out-of-range"),
    (value("v-8", year="십년"), "input.invalid"),
    (value("v-9", indicator="X-99"), "indicator.unknown"),
    (value("v-10", phase="final"), "task.not-in-phase"),
    (value("v-11", year="2011"), "indicator.unknown"),
    (value("v-12", definition="0" * 64), "indicator.definition-changed"),
    (value("v v"), "input.invalid"),
    (value("v" * 129), "input.invalid"),
    (value("v-13", body=PMO), "exchange.other-body"),
    ("{broken", "exchange.row-unreadable"),
]


def test_every_bad_row_is_told_with_its_line_and_its_code_and_the_others_are_taken(house: House) -> None:
    rows = [value("first"), *(row for row, _ in BAD_ROWS), value("last", "72")]
    taken = take(house, rows)
    assert taken.accepted == 2
    assert [(line, told) for line, _, told in bad_rows(taken)] == [(n, code) for n, (_, code) in enumerate(BAD_ROWS, 2)]
    assert [it.command_id[-5:] for it in house.rows(kind="ProgressReported")] == ["first", "/last"]


@pytest.mark.parametrize(("told", "estimate"), [("예", True), ("true", True), ("아니오", False), ("0", False)])
def test_whether_it_is_an_estimate_is_said_in_either_language(house: House, told: str, estimate: bool) -> None:
    take(house, [value("v", estimate=told)])
    assert [getattr(decode(it), "estimate", None) for it in house.rows(kind="ProgressReported")] == [estimate]


def test_a_row_after_the_window_is_refused_as_it_is_to_anybody(house: House) -> None:
    house.clock.set(house.clock.moment.replace(month=5))
    assert bad_rows(take(house, [value("v")])) == [(1, "v", "phase.closed")]


def test_the_owner_s_task_is_done_when_the_neighbour_has_done_it(house: House) -> None:
    take(house, [value("v")])
    again = parse_command(
        {
            "type": "ReportProgress",
            "year": YEAR,
            "body": KIPO,
            "phase": TALKS.phase,
            "indicator": "P-01",
            "value": "71.5",
        }
    )
    outcome = house.ask(ada, again, "by-hand")
    assert isinstance(outcome, DONE)
    assert outcome.count == 0


@pytest.mark.parametrize("actor", [ada, ONNARA, "nobody"])
def test_nobody_else_brings_the_batch_of_a_neighbour(house: House, actor: str) -> None:
    before = root(house)
    taken = take_in(house.door, house.log, batch_of([value("v")]), actor)
    assert taken.refusal is not None
    assert (taken.refusal.code, root(house)) == ("actor.role-missing", before)


# what is refused as a whole


def refused(refusal: type[Refusal], call: Any, *arguments: Any) -> None:
    """Check that *call* refuses *arguments*, in both languages."""
    with pytest.raises(refusal) as caught:
        call(*arguments)
    require_sentences(caught.value)


@pytest.mark.parametrize("system", [it for it in SYSTEMS if it not in INWARD])
def test_from_some_neighbours_nothing_is_taken(system: str) -> None:
    refused(NothingTakenFrom, require_inward, system)


@pytest.mark.parametrize(
    "batch", ["", "a/b", "..", "../a", "a\\b", ".a", "%2e%2e", "a\0", "-a", "한글", "a" * 65, "a b", "a\n"]
)
def test_a_batch_has_a_proper_id(batch: str) -> None:
    refused(BadBatchId, read_batch, "bsc", batch, "jsonl", as_lines([value("v")]))


def test_the_longest_id_of_a_batch_is_taken() -> None:
    assert read_batch("bsc", "a" * 64, "jsonl", as_lines([value("v")])).body == KIPO


@pytest.mark.parametrize("data", [b"", b"\n\n", b"{", b'{"key": "v"}'])
def test_a_batch_has_rows_and_one_says_the_body(data: bytes) -> None:
    refused(NoRows, read_batch, "bsc", "b", "jsonl", data)


# unit tasks


def wish(house: House, rows: Sequence[dict[str, str]], system: str = "onnara") -> list[Any]:
    """Return what *rows* ask for: commands or refusals."""
    return [it for _, it in wishes(batch_of(rows, system=system), Plans(house.log))]


def test_a_document_goes_to_the_one_indicator_its_unit_task_serves(house: House) -> None:
    (command,) = wish(house, [without(document("d", unit_task="BRM-1"), "indicator")])
    assert command.indicator == "I-02"


def test_a_document_of_a_unit_task_that_serves_none_needs_its_indicator(house: House) -> None:
    (told,) = wish(house, [without(document("d", unit_task="BRM-9"), "indicator")])
    refused(IndicatorNeeded, _raise, told)


def test_a_document_does_not_go_to_an_indicator_its_unit_task_does_not_serve(house: House) -> None:
    (told,) = wish(house, [document("d", indicator="P-01", unit_task="BRM-1")])
    refused(OtherUnitTask, _raise, told)


def test_a_document_without_either_lacks_a_field(house: House) -> None:
    (told,) = wish(house, [without(document("d"), "indicator")])
    assert told.code == "input.missing-field"


@pytest.mark.parametrize("year", ["2010년", "20100", "２０１０", "9" * 5000])
def test_a_year_that_is_none_has_no_plan(house: House, year: str) -> None:
    (told,) = wish(house, [without(document("d", year=year, unit_task="BRM-1"), "indicator")])
    assert told.code == "exchange.indicator-needed"


def test_a_key_twice_and_another_body_are_told(house: House) -> None:
    _, twice, abroad = wish(house, [value("v"), value("v", "1"), value("w", body=PMO)], "bsc")
    refused(KeyTwice, _raise, twice)
    refused(OtherBody, _raise, abroad)


def _raise(refusal: Refusal) -> None:
    raise refusal


def test_a_unit_task_serves_its_own_indicators_or_else_those_of_its_target() -> None:
    one, two, three = (indicator(code, "10") for code in ("A", "B", "C"))
    tasks = (
        Task(id="K1", name=label("k"), unit_task="U1", indicators=(three,)),
        Task(id="K2", name=label("k"), unit_task="U2"),
    )
    target = Target(id="T", name=label("t"), indicators=(one, two), tasks=tasks)
    part = UnitPlanDrafted.model_validate(
        {**in_plan, "unit": "PROMO", "objectives": (Objective(id="O", name=label("o"), targets=(target,)),), "by": ada}
    )
    again = UnitPlanDrafted.model_validate({**in_plan, "unit": "EXAM", "objectives": plan_of(*_bare()), "by": ada})
    assert serving({"PROMO": part, "EXAM": again}) == {"U1": ("C",), "U2": ("A", "B"), "BRM-1": ("E",)}


def _bare() -> tuple[Indicator, Indicator]:
    return indicator("D", "10"), indicator("E", "10")


def test_the_state_of_a_batch_nobody_sent_is_empty(house: House) -> None:
    assert state_of(house.log, exchange_stream("bsc", "nothing")).begun is None
    assert set(CONNECTORS) == set(SYSTEMS)
