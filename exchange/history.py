"""What was exchanged, batch by batch, read from the log."""

from __future__ import annotations

from typing import Any

import orjson

from domain.exchange import EXCHANGE
from eventstore.port import Log, Query, Stored

_STATES = {
    "ExchangeBatchBegun": "begun",
    "ExchangeBatchReceived": "received",
    "ExchangeBatchSent": "sent",
    "ExchangeBatchAcknowledged": "acknowledged",
    "ExchangeRejected": "rejected",
}
_KEPT = ("system", "batch", "body", "year", "format", "rows", "content", "accepted", "rejected", "code")


def history(log: Log, system: str | None = None) -> list[dict[str, Any]]:
    """Return every batch with how it stands, by the position of its last fact; those of *system* if given."""
    rows = [row for kind in EXCHANGE.events for row in log.read(Query(type=kind.__name__))]
    batches: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row.position):
        before = batches.pop(row.stream, dict.fromkeys(_KEPT))
        batches[row.stream] = {**before, **_told(row)}
    return [it for it in batches.values() if system in (None, it["system"])]


def _told(row: Stored) -> dict[str, Any]:
    body = orjson.loads(row.body)
    about = {"state": _STATES[row.type], "at": row.recorded_at, "position": row.position}
    return {**{name: body[name] for name in _KEPT if name in body}, **about}
