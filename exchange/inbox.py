"""The inbox: what one HTTP request asks for and what it is answered, without a socket.

In this order: where to, how large, signed by whom and when, of which type; only then is anything read.
What is not signed leaves no trace in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from activities.commands import Door
from activities.requests import Request, refused
from domain.exchange import OtherBatchContent, RejectBatch
from domain.exchange_facts import RejectedRow
from domain.messages import Value
from domain.refusals import NotAllowed, Refusal
from eventstore.port import Log
from exchange.codecs.cloudevents import BATCH, ONE
from exchange.formats import content_hash_of
from exchange.inbound import BadRow, Taken, read_batch, take_in
from exchange.neighbours import Neighbour, find
from exchange.refusals import (
    BadSignature,
    NoSuchPlace,
    OtherBody,
    OtherContentType,
    StaleRequest,
    TooLarge,
    UnknownNeighbour,
)
from exchange.signing import require_signed

MOST_BYTES = 16 * 2**20  # of one request
_STATUS = {
    NoSuchPlace.code: 404,
    BadSignature.code: 401,
    StaleRequest.code: 401,
    NotAllowed.code: 403,
    OtherBatchContent.code: 409,
    TooLarge.code: 413,
    OtherContentType.code: 415,
}
_PLACE = ("", "exchange")
_PARTS = 4  # of a path: "", exchange, system, body


@dataclass(frozen=True)
class Post:
    """A request; the names of *headers* are in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """An answer: its status, and what it says as JSON."""

    status: int
    data: Mapping[str, Any]


class Inbox:
    """Answers requests of *neighbours* to the log behind *door*."""

    def __init__(self, door: Door, log: Log, neighbours: tuple[Neighbour, ...], now: Callable[[], float]) -> None:
        self._door, self._log, self._neighbours, self._now = door, log, neighbours, now

    def answer(self, post: Post) -> Reply:
        """Return the answer to *post*."""
        try:
            neighbour = self._place(post)
            message = require_signed(neighbour.keys(), post.headers, post.body, self._now())
            return self._take(neighbour, message, post)
        except Refusal as refusal:
            return _refusing(refusal)

    def _place(self, post: Post) -> Neighbour:
        parts = post.path.split("?")[0].split("/")
        if post.method != "POST" or len(parts) != _PARTS or tuple(parts[:2]) != _PLACE:
            raise NoSuchPlace(path=post.path[:80])
        if len(post.body) > MOST_BYTES:
            raise TooLarge(most=MOST_BYTES, what="bytes")
        try:
            return find(self._neighbours, parts[2], parts[3])
        except UnknownNeighbour:
            raise BadSignature from None  # whoever guesses learns nothing

    def _take(self, neighbour: Neighbour, message: str, post: Post) -> Reply:
        given = post.headers.get("content-type", "").split(";")[0].strip().lower()
        if given not in (ONE, BATCH):
            raise OtherContentType(given=given[:80], known=f"{ONE}, {BATCH}")
        try:
            batch = read_batch(neighbour.system, message, "cloudevents", post.body)
            if batch.body != neighbour.body:
                raise OtherBody(body=neighbour.body, given=batch.body[:80])
        except Refusal as refusal:
            self._reject(neighbour, message, post.body, refusal)
            raise
        return reply_to(message, take_in(self._door, self._log, batch, neighbour.actor))

    def _reject(self, neighbour: Neighbour, message: str, body: bytes, refusal: Refusal) -> None:
        record_rejection(self._door, (neighbour.system, message, neighbour.body), neighbour.actor, body, refusal)


def record_rejection(door: Door, where: tuple[str, str, str], actor: str, data: bytes, refusal: Refusal) -> None:
    """Record that *data* was not taken as a batch, if it has an id to be recorded under."""
    system, batch, body = where
    content = content_hash_of(data)
    fields = {"system": system, "batch": batch, "body": body, "direction": "in", "content": content}
    try:
        command = RejectBatch.model_validate({**fields, "code": refusal.code})
    except ValueError:  # its id, too, is none
        return
    said = content_hash_of(f"{content}{refusal.code}".encode())
    door.call(Request(id=f"{command.stream()}/reject/{said[:16]}", actor=actor, command=command))


def _refusing(refusal: Refusal) -> Reply:
    return Reply(_STATUS.get(refusal.code, 400), refused(refusal).model_dump(mode="json"))


def reply_to(message: str, taken: Taken) -> Reply:
    """Return what the sender is told of what became of the batch."""
    if taken.refusal is not None:
        return Reply(_STATUS.get(taken.refusal.code, 400), taken.refusal.model_dump(mode="json"))
    return Reply(200, {"batch": message, **told(taken)})


def told(taken: Taken) -> dict[str, Any]:
    """Return *taken* as JSON can hold it; what an earlier import rejected has its code, and no sentence."""
    counts = {"accepted": taken.accepted, "rejected": taken.rejected_count, "events": taken.events}
    return {**counts, "again": taken.again, "rows": [_row(it) for it in taken.rejected]}


def _row(it: BadRow | RejectedRow) -> dict[str, Any]:
    if isinstance(it, Value):
        return it.model_dump(mode="json")
    about = {"line": it.line, "key": it.key, "code": it.refusal.code}
    return {**about, "ko": it.refusal.ko, "en": it.refusal.en}
