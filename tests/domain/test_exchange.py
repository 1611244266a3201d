"""Batches exchanged with neighbours: the same twice is one; who may send; what became of each row (S1-70 to S1-74)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.body_commands import BodyNotEstablished
from domain.exchange import (
    AcknowledgeBatch,
    BeginBatch,
    NothingSentTo,
    NothingTakenFrom,
    OtherBatchContent,
    RejectBatch,
    RowsUnaccounted,
    SendBatch,
    SettleBatch,
    UnknownBatch,
)
from domain.exchange_facts import (
    MOST_NAMED,
    ExchangeBatchAcknowledged,
    ExchangeBatchBegun,
    ExchangeBatchReceived,
    ExchangeBatchSent,
    ExchangeRejected,
    RejectedRow,
)
from domain.indicator import ReportProgress
from domain.indicator_events import EvidenceAttached, ProgressReported
from domain.indicator_evidence import AttachEvidence, VerifyEvidence
from domain.neighbours import INBOUND, OUTBOUND, SYSTEMS, connector_role
from domain.obligations import NotYourTask
from domain.phase_refusals import PhaseIsClosed
from domain.refusals import NotAllowed
from tests.support.office import (
    KIPO,
    PMO,
    SEAL,
    TALKS,
    YEAR,
    confirmed_plan,
    holds,
    office,
    olga,
    phase_open,
)
from tests.support.spec import spec

bsc, onnara, esaram = "X-BSC", "X-ONNARA", "X-ESARAM"
OTHER = "6" * 64
linked = [holds(bsc, "exchange-bsc"), holds(onnara, "exchange-onnara"), holds(esaram, "exchange-esaram")]
standing = spec.given(office, linked)
about: dict[str, Any] = {"system": "bsc", "batch": "b-1", "body": KIPO}
out: dict[str, Any] = {"system": "esaram", "batch": "r-1", "body": KIPO}
three = {"format": "csv", "rows": 3, "content": SEAL}
results = {"year": YEAR, "format": "cloudevents", "rows": 2, "content": SEAL, "upto": 40}
begun = ExchangeBatchBegun(**about, **three, by=bsc)
sent = ExchangeBatchSent(**out, **results, by=esaram)
bad = RejectedRow(line=2, key="k-2", code="indicator.unknown")


def received(accepted: int = 3, *rows: RejectedRow) -> ExchangeBatchReceived:
    counted = {"accepted": accepted, "rejected": len(rows), "rejected_rows": rows}
    return ExchangeBatchReceived.model_validate({**about, **three, **counted, "by": bsc})


def settling(accepted: int, *rows: RejectedRow, **more: Any) -> SettleBatch:
    counted = {"accepted": accepted, "rejected": len(rows), "rejected_rows": rows}
    return SettleBatch.model_validate({**about, **counted, **more})


def test_a_batch_is_announced_by_the_hash_of_its_content() -> None:
    standing.when(bsc, BeginBatch(**about, **three)).then(begun)


def test_the_same_batch_again_is_the_same_batch_in_whatever_format() -> None:
    again = BeginBatch(**about, **{**three, "format": "xlsx"})
    standing.given(begun).when(bsc, again).then_nothing()
    standing.given(begun, received()).when(bsc, again).then_nothing()


@pytest.mark.parametrize("change", [{"content": OTHER}, {"body": PMO}])
def test_the_same_id_with_other_content_is_refused(change: dict[str, Any]) -> None:
    others = standing.given(begun, holds(bsc, "exchange-bsc", PMO))
    others.when(bsc, BeginBatch(**{**about, **three, **change})).then_refused(OtherBatchContent, batch="b-1")


def test_a_batch_that_went_out_does_not_come_in_nor_the_other_way() -> None:
    went: dict[str, Any] = {"system": "onnara", "batch": "b-1", "body": KIPO}
    out_first = standing.given(ExchangeBatchSent(**went, **results, by=onnara))
    out_first.when(onnara, BeginBatch(**went, **three)).then_refused(OtherBatchContent)
    in_first = standing.given(ExchangeBatchBegun(**went, **three, by=onnara))
    in_first.when(onnara, SendBatch(**went, **results)).then_refused(OtherBatchContent)


@pytest.mark.parametrize("actor", [esaram, olga, "nobody"])
def test_only_who_speaks_for_the_neighbour_in_that_body_gives_its_batches(actor: str) -> None:
    standing.when(actor, BeginBatch(**about, **three)).then_refused(NotAllowed, role="exchange-bsc")


def test_a_connector_of_another_body_is_none_of_ours() -> None:
    abroad = spec.given(office, holds(bsc, "exchange-bsc", PMO))
    abroad.when(bsc, BeginBatch(**about, **three)).then_refused(NotAllowed, body=KIPO)


def test_the_body_must_be_there() -> None:
    ghost = standing.given(holds(bsc, "exchange-bsc", "GHOST"))
    ghost.when(bsc, BeginBatch(**{**about, "body": "GHOST"}, **three)).then_refused(BodyNotEstablished)


@pytest.mark.parametrize("system", [it for it in SYSTEMS if it not in INBOUND])
def test_from_some_neighbours_nothing_comes(system: str) -> None:
    command = BeginBatch.model_validate({**about, "system": system, **three})
    standing.given(holds("x", connector_role(system))).when("x", command).then_refused(NothingTakenFrom, system=system)


@pytest.mark.parametrize("system", [it for it in SYSTEMS if it not in OUTBOUND])
def test_to_some_neighbours_nothing_goes(system: str) -> None:
    command = SendBatch.model_validate({**out, "system": system, **results})
    standing.given(holds("x", connector_role(system))).when("x", command).then_refused(NothingSentTo, system=system)


def test_a_batch_is_received_when_every_row_is_accounted_for() -> None:
    standing.given(begun).when(bsc, settling(3)).then(received())
    standing.given(begun).when(bsc, settling(2, bad)).then(received(2, bad))


def test_a_settled_batch_stays_as_it_is() -> None:
    standing.given(begun, received(2, bad)).when(bsc, settling(3)).then_nothing()


@pytest.mark.parametrize(("accepted", "rows"), [(2, ()), (4, ()), (3, (bad,)), (1, (bad,))])
def test_a_row_too_few_or_too_many_is_refused(accepted: int, rows: tuple[RejectedRow, ...]) -> None:
    told = accepted + len(rows)
    standing.given(begun).when(bsc, settling(accepted, *rows)).then_refused(RowsUnaccounted, rows=3, told=told)


def test_a_rejected_row_is_named() -> None:
    unnamed = settling(2, rejected=1, rejected_rows=())
    standing.given(begun).when(bsc, unnamed).then_refused(RowsUnaccounted)


@pytest.mark.parametrize("more", [0, 1])
def test_beyond_a_thousand_only_the_number_of_rejected_rows_is_kept(more: int) -> None:
    whole = MOST_NAMED + more
    rows = tuple(RejectedRow(line=n + 1, key=None, code="input.invalid") for n in range(MOST_NAMED))
    large = ExchangeBatchBegun(**about, **{**three, "rows": whole}, by=bsc)
    command = settling(0, *rows, rejected=whole)
    counted = {"rows": whole, "accepted": 0, "rejected": whole, "rejected_rows": rows}
    event = ExchangeBatchReceived.model_validate({**about, **three, **counted, "by": bsc})
    standing.given(large).when(bsc, command).then(event)


def test_only_what_was_begun_is_settled() -> None:
    standing.when(bsc, settling(3)).then_refused(UnknownBatch, batch="b-1")


def test_what_goes_out_is_recorded_once() -> None:
    standing.when(esaram, SendBatch(**out, **results)).then(sent)
    standing.given(sent).when(esaram, SendBatch(**out, **{**results, "format": "csv", "upto": 90})).then_nothing()
    standing.given(sent).when(esaram, SendBatch(**out, **{**results, "content": OTHER})).then_refused(OtherBatchContent)


def test_the_neighbour_acknowledges_what_was_sent() -> None:
    taken = AcknowledgeBatch(**out, content=SEAL)
    standing.given(sent).when(esaram, taken).then(ExchangeBatchAcknowledged(**out, content=SEAL, by=esaram))
    standing.when(esaram, taken).then_refused(UnknownBatch)
    standing.given(sent).when(esaram, AcknowledgeBatch(**out, content=OTHER)).then_refused(UnknownBatch)


def rejecting(direction: str, where: dict[str, Any], code: str) -> RejectBatch:
    return RejectBatch.model_validate({**where, "direction": direction, "content": SEAL, "code": code})


def test_a_batch_nobody_can_read_is_rejected_as_a_whole_and_its_id_stays_free() -> None:
    rejected = ExchangeRejected(**about, direction="in", content=SEAL, code="exchange.no-rows", by=bsc)
    standing.when(bsc, rejecting("in", about, "exchange.no-rows")).then(rejected)
    standing.given(rejected).when(bsc, BeginBatch(**about, **{**three, "content": OTHER})).then(
        ExchangeBatchBegun(**about, **{**three, "content": OTHER}, by=bsc)
    )


def test_the_neighbour_may_reject_what_was_sent_unless_it_took_it() -> None:
    command = rejecting("out", out, "http.410")
    rejected = ExchangeRejected(**out, direction="out", content=SEAL, code="http.410", by=esaram)
    standing.given(sent).when(esaram, command).then(rejected)
    standing.when(esaram, command).then_refused(UnknownBatch)
    taken = ExchangeBatchAcknowledged(**out, content=SEAL, by=esaram)
    standing.given(sent, taken).when(esaram, command).then_nothing()


def test_no_neighbour_rejects_what_another_or_nobody_of_its_body_brought_or_what_was_sent() -> None:
    """Else a request under the id of a batch on its way would keep it from being delivered."""
    stranger = standing.given(holds("X-PMO", "exchange-bsc", PMO), holds("X-PMO", "exchange-esaram", PMO))
    theirs, on_its_way = {**about, "body": PMO}, {**out, "body": PMO}
    stranger.given(begun).when("X-PMO", rejecting("in", theirs, "exchange.no-rows")).then_refused(OtherBatchContent)
    stranger.given(sent).when("X-PMO", rejecting("in", on_its_way, "exchange.no-rows")).then_refused(OtherBatchContent)
    standing.given(sent).when(esaram, rejecting("in", out, "exchange.no-rows")).then_refused(OtherBatchContent)


april = spec.given(office, linked, confirmed_plan, phase_open(TALKS)).at("2010-04-01")
in_talks: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks", "indicator": "P-01"}
value = ReportProgress(**in_talks, value="71.5")
document = AttachEvidence(**in_talks, document=SEAL, title="결재 문서")


def test_the_scorecard_system_reports_values_for_the_owner() -> None:
    april.when(bsc, value).then(ProgressReported(**in_talks, value="71.5", estimate=False, edition=1))


def test_on_nara_attaches_documents_for_the_owner() -> None:
    attached = EvidenceAttached(**in_talks, document=SEAL, title="결재 문서", by=onnara)
    april.when(onnara, document).then(attached)


@pytest.mark.parametrize(("actor", "command"), [(onnara, value), (bsc, document), (esaram, value), (esaram, document)])
def test_a_neighbour_does_no_other_task_than_its_own(actor: str, command: Any) -> None:
    april.when(actor, command).then_refused(NotYourTask, actor=actor)


def test_a_neighbour_verifies_nothing() -> None:
    attached = EvidenceAttached(**in_talks, document=SEAL, title="결재 문서", by=onnara)
    april.given(attached).when(onnara, VerifyEvidence(**in_talks, document=SEAL)).then_refused(NotYourTask)


def test_the_window_holds_for_a_neighbour_as_for_anybody() -> None:
    april.at("2010-04-22").when(bsc, value).then_refused(PhaseIsClosed)


def test_each_neighbour_has_a_role_of_its_own() -> None:
    assert len({connector_role(it) for it in SYSTEMS}) == len(SYSTEMS)
    assert set(INBOUND) | set(OUTBOUND) == set(SYSTEMS)
