"""Batches in: each row becomes the ordinary command of its task, carried out through the one door.

A row's command id is derived from system, batch and key, so an import that crashed goes on where it
stopped, and a batch that is there twice is one batch. A bad row is reported; the rest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from activities.commands import Door
from activities.requests import DONE, Outcome, Recorded, Refused, Request, SameIdOtherContent, refused
from domain.exchange import EXCHANGE, BeginBatch, NothingTakenFrom, SettleBatch
from domain.exchange_facts import MOST_NAMED, Exchange, Format, RejectedRow
from domain.ids import exchange_stream
from domain.messages import Command
from domain.neighbours import INBOUND
from domain.parsing import InvalidField, MissingField, UnknownField, parse_command
from domain.refusals import Refusal
from domain.registry import TASKS
from eventstore.codec import decode
from eventstore.port import Log, Query
from exchange.formats import CODECS, rows_hash
from exchange.layouts import INWARD, Layout
from exchange.plans import Plans
from exchange.refusals import BadBatchId, KeyTwice, NoRows, OtherBody
from exchange.rows import Fields, Row

_BATCH_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_KEY = re.compile(r"[\w.:/-]{1,128}\Z")
_TRUE, _FALSE = ("true", "예", "y", "1"), ("false", "아니오", "아니요", "n", "0")
_AT_ONCE = 2_000  # rows handed in together


@dataclass(frozen=True)
class Batch:
    """A batch as it came: its rows, read, and the body they are about."""

    system: str
    batch: str
    format: Format
    body: str
    rows: Sequence[Row]
    content: str


@dataclass(frozen=True)
class BadRow:
    """A row that was not taken, and the refusal."""

    line: int
    key: str | None
    refusal: Refused | SameIdOtherContent

    def named(self) -> RejectedRow:
        """Return the row as the record keeps it."""
        return RejectedRow(line=self.line, key=self.key, code=self.refusal.code)


@dataclass(frozen=True)
class Taken:
    """What became of a batch; *events* were recorded by this import, *again*: it was on record before."""

    accepted: int
    rejected: tuple[BadRow | RejectedRow, ...] = ()
    rejected_count: int = 0
    events: int = 0
    again: bool = False
    refusal: Refused | SameIdOtherContent | None = None  # the batch as a whole was refused


def require_inward(system: str) -> Layout:
    """Return what rows of *system* look like.

    Raises:
        Refusal: nothing comes from it.
    """
    if system not in INWARD:
        raise NothingTakenFrom(system=system, known=", ".join(INBOUND))
    return INWARD[system]


def read_batch(system: str, batch: str, format_: Format, data: bytes) -> Batch:
    """Return the batch that *data* holds.

    Raises:
        Refusal: it is not readable as a whole, is empty, or has no proper id.
    """
    layout = require_inward(system)
    if not _BATCH_ID.match(batch):
        raise BadBatchId(given=batch[:80])
    rows = CODECS[format_].read(data, layout)
    body = next((it.fields["body"] for it in rows if "body" in it.fields), None)
    if not rows or body is None:
        raise NoRows
    return Batch(system, batch, format_, body, rows, rows_hash([it.fields for it in rows]))


def wishes(batch: Batch, plans: Plans) -> Iterator[tuple[Row, Command | Refusal]]:
    """Yield each row of *batch* with the command it asks for, or why it asks for none."""
    layout, seen = INWARD[batch.system], dict[str, int]()
    for row in batch.rows:
        try:
            yield row, _wish(row, batch, layout, plans, seen)
        except Refusal as refusal:
            yield row, refusal


def _wish(row: Row, batch: Batch, layout: Layout, plans: Plans, seen: dict[str, int]) -> Command:
    if row.problem is not None:
        raise row.problem
    _require_fields(row.fields, layout)
    key = row.fields["key"]
    if not _KEY.match(key):
        rule = {"rule_ko": "허용되지 않는 문자나 형식", "rule": "letters, digits and . _ : / - only, at most 128"}
        raise InvalidField(what=layout.record, field="key", given=key[:80], **rule)
    if (first := seen.setdefault(key, row.line)) != row.line:
        raise KeyTwice(key=key, first=first)
    if row.fields["body"] != batch.body:
        raise OtherBody(body=batch.body, given=row.fields["body"][:80])
    return parse_command(_FIELDS[batch.system](dict(row.fields), plans))


def _require_fields(fields: Fields, layout: Layout) -> None:
    known = {it.name for it in layout.fields}
    if strange := next((it for it in fields if it not in known), None):
        raise UnknownField(what=layout.record, field=strange[:80])
    if missing := next((it.name for it in layout.fields if it.required and it.name not in fields), None):
        raise MissingField(what=layout.record, field=missing)


def _document(fields: dict[str, Any], plans: Plans) -> Mapping[str, Any]:
    unit_task = fields.pop("unit_task", None)
    if unit_task is not None:
        of = (fields["year"], fields["body"])
        fields["indicator"] = plans.indicator_of(of, unit_task, fields.get("indicator"))
    elif "indicator" not in fields:
        raise MissingField(what="document", field="indicator")
    return _task(fields, "onnara")


def _value(fields: dict[str, Any], plans: Plans) -> Mapping[str, Any]:  # noqa: ARG001 - as _document
    if "estimate" in fields:
        told = fields["estimate"].strip().lower()
        fields["estimate"] = True if told in _TRUE else False if told in _FALSE else told
    return _task(fields, "bsc")


def _task(fields: dict[str, Any], system: str) -> Mapping[str, Any]:
    fields.pop("key")
    return {**fields, "type": TASKS[INBOUND[system]].__name__}


_FIELDS = {"onnara": _document, "bsc": _value}


def take_in(door: Door, log: Log, batch: Batch, actor: str) -> Taken:
    """Carry out the rows of *batch* as *actor*, and record what became of them."""
    where: dict[str, Any] = {"system": batch.system, "batch": batch.batch, "body": batch.body}
    stream = exchange_stream(batch.system, batch.batch)
    said = {"format": batch.format, "rows": len(batch.rows), "content": batch.content}
    begun = door.call(_step(stream, f"begin/{batch.content[:16]}", actor, BeginBatch.model_validate({**where, **said})))
    if not isinstance(begun, DONE):
        return Taken(0, refusal=begun)
    if (received := state_of(log, stream).received) is not None:
        return Taken(received.accepted, received.rejected_rows, received.rejected, again=True)
    return _carry_out(door, log, batch, actor, where)


def _step(stream: str, step: str, actor: str, command: Command) -> Request:
    return Request(id=f"{stream}/{step}", actor=actor, command=command, correlation=stream)


def state_of(log: Log, stream: str) -> Exchange:
    """Return the state of the batch in *stream*."""
    return EXCHANGE.fold([decode(row) for row in log.read(Query(streams=[stream]))])


def _carry_out(door: Door, log: Log, batch: Batch, actor: str, where: dict[str, Any]) -> Taken:
    stream = exchange_stream(batch.system, batch.batch)
    bad: list[BadRow] = []
    events = 0
    asked = wishes(batch, Plans(log))
    while some := list(islice(asked, _AT_ONCE)):
        for row, outcome in _outcomes(door, stream, actor, some):
            if isinstance(outcome, Refused | SameIdOtherContent):
                bad.append(BadRow(row.line, _key_of(row), outcome))
            elif isinstance(outcome, Recorded):
                events += outcome.count
    settled = {"accepted": len(batch.rows) - len(bad), "rejected": len(bad)}
    command = SettleBatch(**where, **settled, rejected_rows=tuple(it.named() for it in bad[:MOST_NAMED]))
    outcome = door.call(_step(stream, "settle", actor, command))
    refusal = None if isinstance(outcome, DONE) else outcome
    return Taken(settled["accepted"], tuple(bad), len(bad), events, refusal=refusal)


def _outcomes(
    door: Door, stream: str, actor: str, asked: Sequence[tuple[Row, Command | Refusal]]
) -> list[tuple[Row, Outcome]]:
    """Hand in what *asked* asks for at once, and return the outcome of each row, in order."""
    waiting = [
        (
            row,
            wish if isinstance(wish, Refusal) else door.submit(_step(stream, f"row/{row.fields['key']}", actor, wish)),
        )
        for row, wish in asked
    ]
    return [(row, refused(it) if isinstance(it, Refusal) else it.result()) for row, it in waiting]


def _key_of(row: Row) -> str | None:
    key = row.fields.get("key", "")
    return key if _KEY.match(key) else None
