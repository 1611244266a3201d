"""The way out: what was sent and not acknowledged is posted, signed, with the same id until somebody answers.

The log is the outbox. A batch is made again from the log up to the position it was compiled from, so
nothing is kept beside it, and what arrives twice is the same to the byte.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import IO, Literal, TypeVar
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from activities.commands import Door
from activities.requests import Request as Wish
from domain.exchange import AcknowledgeBatch, RejectBatch
from domain.exchange_facts import ExchangeBatchAcknowledged, ExchangeBatchSent, ExchangeRejected
from domain.ids import exchange_stream
from eventstore.codec import decode
from eventstore.port import Log, Query
from exchange.codecs import cloudevents
from exchange.formats import rows_hash
from exchange.layouts import OUTWARD
from exchange.neighbours import Neighbour
from exchange.refusals import NoAddress
from exchange.rows import Fields
from exchange.signing import signed

Fact = TypeVar("Fact", ExchangeBatchSent, ExchangeBatchAcknowledged, ExchangeRejected)
Ending = Literal["acknowledged", "rejected", "pending"]
Post = Callable[[str, Mapping[str, str], bytes], int]  # address, headers, body: status; 0: nobody answered
PAUSES = (1.0, 4.0, 16.0)  # seconds before another try
_FOR_GOOD = (400, 409, 410, 413, 415, 422)  # answers that another try will not change
_PATIENCE = 30  # seconds for an answer


@dataclass(frozen=True)
class Parcel:
    """A batch to be delivered: the fact that it was sent, and its rows."""

    sent: ExchangeBatchSent
    rows: Sequence[Fields]


def pending(log: Log) -> list[ExchangeBatchSent]:
    """Return the batches sent as events that nobody has acknowledged or rejected, oldest first."""
    sent = {exchange_stream(it.system, it.batch): it for it in _facts(log, ExchangeBatchSent)}
    for it in (*_facts(log, ExchangeBatchAcknowledged), *_facts(log, ExchangeRejected)):
        sent.pop(exchange_stream(it.system, it.batch), None)
    return [it for it in sent.values() if it.format == "cloudevents"]


def _facts(log: Log, kind: type[Fact]) -> list[Fact]:
    found = (decode(row) for row in log.read(Query(type=kind.__name__)))
    return [it for it in found if isinstance(it, kind)]


def deliver(door: Door, neighbour: Neighbour, parcel: Parcel, post: Post, pauses: Sequence[float] = PAUSES) -> Ending:
    """Post *parcel* to *neighbour* until there is an answer or no try left, and record what came of it.

    Raises:
        NoAddress: the neighbour listens nowhere.
        ValueError: these are not the rows that were sent.
    """
    if neighbour.url is None:
        raise NoAddress(system=neighbour.system)
    if rows_hash(parcel.rows) != parcel.sent.content:
        raise ValueError(f"the rows of {parcel.sent.batch} are not those that were sent")
    body = cloudevents.write(parcel.rows, OUTWARD[parcel.sent.system])
    status = _posted(neighbour, parcel.sent.batch, body, post, pauses)
    return _record(door, neighbour.actor, parcel.sent, status)


def _posted(neighbour: Neighbour, batch: str, body: bytes, post: Post, pauses: Sequence[float]) -> int:
    status = 0
    for pause in (0.0, *pauses):
        time.sleep(pause)
        headers = signed(neighbour.keys()[0], batch, int(time.time()), body)
        status = post(neighbour.url or "", {**headers, "content-type": cloudevents.BATCH}, body)
        if _is_taken(status) or status in _FOR_GOOD:
            break
    return status


def _is_taken(status: int) -> bool:
    return status // 100 == 2  # noqa: PLR2004 - HTTP's class of success


def _record(door: Door, actor: str, sent: ExchangeBatchSent, status: int) -> Ending:
    about = {"system": sent.system, "batch": sent.batch, "body": sent.body, "content": sent.content}
    stream = exchange_stream(sent.system, sent.batch)
    if _is_taken(status):
        door.call(Wish(id=f"{stream}/acknowledge", actor=actor, command=AcknowledgeBatch.model_validate(about)))
        return "acknowledged"
    if status in _FOR_GOOD:
        command = RejectBatch.model_validate({**about, "direction": "out", "code": f"http.{status}"})
        door.call(Wish(id=f"{stream}/reject/{status}", actor=actor, command=command))
        return "rejected"
    return "pending"


class _NoRedirect(HTTPRedirectHandler):
    """Goes nowhere but where it was sent: an answer must not lead a signed request elsewhere."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str) -> None:
        """Return that there is nothing to follow."""


_OPENER = build_opener(ProxyHandler({}), _NoRedirect)


def over_http(url: str, headers: Mapping[str, str], body: bytes) -> int:
    """Post *body* to *url*, which is http or https, and return the status of the answer; 0 when there is none."""
    request = Request(url, body, dict(headers), method="POST")  # noqa: S310 - the file of neighbours takes no others
    try:
        with _OPENER.open(request, timeout=_PATIENCE) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code
    except (OSError, HTTPException):
        return 0
