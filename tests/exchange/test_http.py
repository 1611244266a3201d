"""The inbox and the way out over HTTP: what is not signed, fresh, small and of the right type gets nowhere."""

from __future__ import annotations

import base64
import http.client
import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hmac import compare_digest
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from activities.yaml_files import NoSuchFile
from domain.exchange_facts import ExchangeBatchSent
from domain.refusals import Refusal
from exchange import inbox as inboxes
from exchange.codecs import cloudevents
from exchange.codecs.cloudevents import BATCH, ONE
from exchange.inbox import Inbox, Post, Reply
from exchange.layouts import VALUES
from exchange.neighbours import Neighbour, find, neighbours_in, neighbours_of
from exchange.outbound import Source
from exchange.refusals import (
    BadNeighbours,
    BadSignature,
    NoAddress,
    NoSuchPlace,
    OtherContentType,
    StaleRequest,
    UnknownNeighbour,
)
from exchange.relay import Parcel, deliver, over_http, pending
from exchange.sending import Dispatch, dispatch, pack, remade
from exchange.server import serving
from exchange.signing import ID, SIGNATURE, TIMESTAMP, TOLERANCE, require_signed, secret_of, signed
from tests.exchange.linked import CONNECTORS, value, without
from tests.exchange.test_inbound import root
from tests.support.house import House
from tests.support.office import KIPO, PMO, YEAR
from tests.support.spec import require_sentences

NOW = 1_270_000_000


def secret(number: int) -> str:
    """Return a secret of its own for each *number*."""
    return "whsec_" + base64.b64encode(bytes([number]) * 32).decode()


SECRET, NEXT = secret(1), secret(2)
SECRETS = {system: secret(number) for number, system in enumerate(("bsc", *sorted({*CONNECTORS} - {"bsc"})), 1)}
KEY = secret_of(SECRET)
FORGED: dict[str, Any] = {SIGNATURE: "v1,AAAA"}
RENAMED: dict[str, Any] = {ID: "another"}


def refused(refusal: type[Refusal], call: Any, *arguments: Any) -> Refusal:
    """Check that *call* refuses *arguments*, in both languages."""
    with pytest.raises(refusal) as caught:
        call(*arguments)
    require_sentences(caught.value)
    return caught.value


def listed(**more: Any) -> list[dict[str, Any]]:
    """Return the file of neighbours."""
    return [
        {"system": system, "body": KIPO, "actor": actor, "secrets": [SECRETS[system]], **more}
        for system, actor in CONNECTORS.items()
    ]


# signatures


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the specification, https://www.standardwebhooks.com."""
    secret = secret_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    headers = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert headers[SIGNATURE] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=50), st.text("abc.-", min_size=1, max_size=9), st.binary(min_size=24, max_size=64))
def test_what_was_signed_is_taken_and_its_id_is_returned(body: bytes, message: str, secret: bytes) -> None:
    assert require_signed([b"0" * 24, secret], signed(secret, message, NOW, body), body, NOW) == message


@given(st.integers(0, 2), st.binary(min_size=1, max_size=4))
def test_whatever_is_changed_breaks_the_signature(part: int, other: bytes) -> None:
    body, headers = b"abc", signed(KEY, "b-1", NOW, b"abc")
    if part == 0:
        body += other
    else:
        headers[(ID, TIMESTAMP)[part - 1]] += "1"
    refused(BadSignature, require_signed, [KEY], headers, body, NOW)


def test_the_point_between_the_parts_cannot_be_moved() -> None:
    headers = signed(KEY, "b", NOW, b"1.body")
    refused(BadSignature, require_signed, [KEY], {**headers, TIMESTAMP: f"{NOW}.1"}, b"body", NOW)


@pytest.mark.parametrize("name", [ID, TIMESTAMP, SIGNATURE])
def test_no_part_may_be_missing(name: str) -> None:
    headers = signed(KEY, "b-1", NOW, b"abc")
    refused(BadSignature, require_signed, [KEY], without(headers, name), b"abc", NOW)


@pytest.mark.parametrize("signature", ["", "v1,", "v2,x", "é", "v1,AAAA v1,BBBB"])
def test_another_signature_is_none(signature: str) -> None:
    headers = {**signed(KEY, "b-1", NOW, b"abc"), SIGNATURE: signature}
    refused(BadSignature, require_signed, [KEY], headers, b"abc", NOW)


def test_one_of_several_signatures_suffices_while_secrets_change() -> None:
    headers = signed(KEY, "b-1", NOW, b"abc")
    both = {**headers, SIGNATURE: f"v1,AAAA {headers[SIGNATURE]}"}
    assert require_signed([secret_of(NEXT), KEY], both, b"abc", NOW) == "b-1"


def test_every_signature_is_compared_whole_and_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a comparison takes tells nothing of where it differs, nor of which secret fits."""
    compared: list[tuple[bytes, bytes]] = []

    def counting(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return compare_digest(one, other)

    monkeypatch.setattr("exchange.signing.hmac.compare_digest", counting)
    headers = signed(KEY, "b-1", NOW, b"abc")
    both = {**headers, SIGNATURE: f"{headers[SIGNATURE]} v1,AAAA"}
    assert require_signed([KEY, secret_of(NEXT)], both, b"abc", NOW) == "b-1"
    refused(BadSignature, require_signed, [KEY, secret_of(NEXT)], {**both, SIGNATURE: "v1,A v1,B"}, b"abc", NOW)
    assert len(compared) == 8


def test_what_is_too_old_is_said_only_to_who_can_sign() -> None:
    headers = {**signed(KEY, "b-1", NOW, b"abc"), SIGNATURE: "v1,AAAA"}
    refused(BadSignature, require_signed, [KEY], headers, b"abc", NOW + TOLERANCE + 1)


@pytest.mark.parametrize("late", [-TOLERANCE, 0, TOLERANCE])
def test_a_request_is_taken_within_five_minutes(late: int) -> None:
    assert require_signed([KEY], signed(KEY, "b-1", NOW, b""), b"", NOW + late) == "b-1"


@pytest.mark.parametrize("late", [-TOLERANCE - 1, TOLERANCE + 1, 10**9])
def test_a_request_is_not_taken_outside_them(late: int) -> None:
    refused(StaleRequest, require_signed, [KEY], signed(KEY, "b-1", NOW, b""), b"", NOW + late)


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_" + "A" * 28, SECRET.removeprefix("whsec_"), "whsec_é", "whsec_" + "A" * 128]
)
def test_a_weak_secret_is_none(secret: str) -> None:
    with pytest.raises(ValueError, match="whsec_"):
        secret_of(secret)


# the file of neighbours


def test_neighbours_are_found_by_system_and_body() -> None:
    known = neighbours_of(listed())
    assert find(known, "bsc", KIPO).actor == CONNECTORS["bsc"]
    refused(UnknownNeighbour, find, known, "bsc", PMO)


@pytest.mark.parametrize(
    "change",
    [
        {"secrets": ["too-short"]},
        {"secrets": []},
        {"url": "ftp://x"},
        {"url": "file:///etc/passwd"},
        {"url": "http://user:pw@x/"},
        {"url": "http://"},
        {"actor": "system"},
        {"system": "nothing"},
        {"more": 1},
    ],
)
def test_a_file_of_neighbours_that_does_not_hold_together_is_refused(change: dict[str, Any]) -> None:
    told = refused(BadNeighbours, neighbours_of, listed(**change))
    assert "too-short" not in told.sentence("en")


def test_a_file_of_neighbours_is_yaml(tmp_path: Path) -> None:
    file = tmp_path / "neighbours.yaml"
    file.write_text(json.dumps(listed()), encoding="utf-8")
    assert len(neighbours_in(file)) == len(CONNECTORS)
    assert SECRET not in repr(neighbours_in(file))
    refused(NoSuchFile, neighbours_in, tmp_path / "none.yaml")


def of_two(**more: Any) -> list[dict[str, Any]]:
    """Return a file of two neighbours, the second with *more*."""
    one, two = listed()[:2]
    return [one, {**two, **more}]


@pytest.mark.parametrize(
    "secrets",
    [[listed()[0]["secrets"][0]], [NEXT, secret(9), listed()[0]["secrets"][0]], [secret(9), secret(9)]],
    ids=["the same", "an older one", "its own twice"],
)
def test_no_secret_stands_twice_for_a_signature_names_no_place(secrets: list[str]) -> None:
    """Whoever may sign for one could sign for the other."""
    told = refused(BadNeighbours, neighbours_of, of_two(secrets=secrets))
    assert told.facts["field"] == "1.secrets"
    assert not any(it in told.sentence("en") for it in secrets)


def test_two_secrets_that_sign_alike_are_the_same() -> None:
    """HMAC fills a short key with zeros."""
    short, filled = (b"k" * 24 + b"\0" * more for more in (0, 1))
    assert signed(short, "b", NOW, b"") == signed(filled, "b", NOW, b"")
    one, two = ("whsec_" + base64.b64encode(it).decode() for it in (short, filled))
    first = {**listed()[0], "secrets": [one]}
    refused(BadNeighbours, neighbours_of, [first, {**listed()[1], "secrets": [two]}])


def test_a_place_stands_once_in_the_file() -> None:
    again = {name: listed()[0][name] for name in ("system", "body")}
    told = refused(BadNeighbours, neighbours_of, of_two(**again))
    assert told.facts["field"] == "1"
    assert len(neighbours_of(of_two(system=again["system"], body=PMO))) == 2


def test_what_one_neighbour_signed_is_not_taken_as_another_s(inbox: Inbox) -> None:
    """The request is signed as a whole, but for the path."""
    request = post([value("v-1")], path=f"/exchange/onnara/{KIPO}")
    assert told(inbox.answer(request)) == (401, BadSignature.code)


# the inbox


@pytest.fixture
def inbox(house: House) -> Inbox:
    """Return the office's inbox; its clock stands still."""
    return Inbox(house.door, house.log, neighbours_of(listed()), lambda: NOW)


def post(rows: Sequence[Mapping[str, Any]] = (), *, body: bytes | None = None, batch: str = "q1", **more: Any) -> Post:
    """Return a signed request that brings *rows*."""
    data = cloudevents.write([dict(it) for it in rows], VALUES) if body is None else body
    headers = {**signed(KEY, batch, NOW, data), "content-type": more.pop("type", BATCH)}
    return Post(more.pop("method", "POST"), more.pop("path", f"/exchange/bsc/{KIPO}"), {**headers, **more}, data)


def told(reply: Reply) -> tuple[int, Any]:
    """Return an answer in short: its status and its code."""
    assert json.dumps(reply.data)
    return reply.status, reply.data.get("code")


def test_a_signed_batch_is_taken_row_by_row(house: House, inbox: Inbox) -> None:
    reply = inbox.answer(post([value("v-1"), value("v-2", indicator="X-99")]))
    assert reply.status == 200
    counts = {name: reply.data[name] for name in ("batch", "accepted", "rejected", "events", "again")}
    assert counts == {"batch": "q1", "accepted": 1, "rejected": 1, "events": 1, "again": False}
    (bad,) = reply.data["rows"]
    assert (bad["line"], bad["key"], bad["code"]) == (2, "v-2", "indicator.unknown")
    assert bad["ko"]
    assert bad["en"]
    assert house.rows(kind="ProgressReported")[0].actor == CONNECTORS["bsc"]


def test_one_event_alone_is_taken(inbox: Inbox) -> None:
    event = json.loads(cloudevents.write([value("v-1")], VALUES))[0]
    reply = inbox.answer(post(body=json.dumps(event).encode(), type=f"{ONE}; charset=utf-8"))
    assert (reply.status, reply.data["accepted"]) == (200, 1)


def test_a_replayed_request_changes_nothing(house: House, inbox: Inbox) -> None:
    request = post([value("v-1")])
    inbox.answer(request)
    before = root(house)
    again = inbox.answer(request)
    assert (again.status, again.data["again"], root(house)) == (200, True, before)


def in_short(reply: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what an answer says of the batch, however often it is given."""
    bad = [(it["line"], it["key"], it["code"]) for it in reply["rows"]]
    return reply["batch"], reply["accepted"], reply["rejected"], bad


HALF_BAD = [value("v-1"), value("v-2", indicator="X-99"), value("v-3", indicator="I-01")]


def test_a_sender_whose_answer_was_lost_asks_again_and_gets_that_answer(house: House, inbox: Inbox) -> None:
    request = post(HALF_BAD)
    with on_a_socket(inbox) as server:
        hasty = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        hasty.request("POST", request.path, request.body, dict(request.headers))
        hasty.close()  # without waiting for the answer
        wait_for(lambda: house.rows(kind="ExchangeBatchReceived"))
        before = root(house)
        status, data = asked(server, "POST", request.path, request.body, dict(request.headers))
    assert (status, in_short(data)) == (200, ("q1", 2, 1, [(2, "v-2", "indicator.unknown")]))
    assert (data["again"], data["events"], root(house)) == (True, 0, before)


def test_a_sender_who_asks_again_before_the_answer_gets_it_twice_and_nothing_is_taken_twice(
    house: House, inbox: Inbox
) -> None:
    request = post(HALF_BAD)
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(inbox.answer, [request] * 4))
    assert {it.status for it in replies} == {200}
    assert all(in_short(it.data) == in_short(replies[0].data) for it in replies)
    assert len(house.rows(kind="ProgressReported")) == 2
    assert len(house.rows(kind="ExchangeBatchReceived")) == 1


def test_the_batch_sent_again_after_its_correction_takes_only_the_corrected_row(house: House, inbox: Inbox) -> None:
    inbox.answer(post(HALF_BAD))
    reply = inbox.answer(post([HALF_BAD[0], value("v-2", indicator="E-01"), HALF_BAD[2]], batch="q1-corrected"))
    assert (reply.data["accepted"], reply.data["rejected"], reply.data["events"]) == (3, 0, 1)
    assert [it.stream.split("/")[-1] for it in house.rows(kind="ProgressReported")] == ["P-01", "I-01", "E-01"]


def wait_for(there: Callable[[], Any]) -> None:
    """Wait until *there* finds something."""
    for _ in range(1_000):
        if there():
            return
        time.sleep(0.01)
    raise TimeoutError


def test_a_request_replayed_later_is_refused(house: House) -> None:
    later = Inbox(house.door, house.log, neighbours_of(listed()), lambda: NOW + TOLERANCE + 1)
    before = root(house)
    assert told(later.answer(post([value("v-1")]))) == (401, StaleRequest.code)
    assert root(house) == before


@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        (post([value("v")], **FORGED), (401, BadSignature.code)),
        (post([value("v")], **RENAMED), (401, BadSignature.code)),
        (post([value("v")], path=f"/exchange/bsc/{PMO}"), (401, BadSignature.code)),
        (post([value("v")], path=f"/exchange/nothing/{KIPO}"), (401, BadSignature.code)),
        (post([value("v")], path=f"/exchange/bsc/../{KIPO}"), (404, NoSuchPlace.code)),
        (post([value("v")], path="/exchange/bsc/.."), (401, BadSignature.code)),
        (post([value("v")], path=f"/exchange/%2e%2e/{KIPO}"), (401, BadSignature.code)),
        (post([value("v")], path="/"), (404, NoSuchPlace.code)),
        (post([value("v")], path=f"/exchange/bsc/{KIPO}/more"), (404, NoSuchPlace.code)),
        (post([value("v")], path=f"/other/bsc/{KIPO}"), (404, NoSuchPlace.code)),
        (post([value("v")], method="PUT"), (404, NoSuchPlace.code)),
        (post([value("v")], type="application/json"), (415, OtherContentType.code)),
        (post([value("v")], type=""), (415, OtherContentType.code)),
        (post([value("v")], type="text/csv"), (415, OtherContentType.code)),
    ],
)
def test_what_does_not_belong_here_leaves_no_trace(
    house: House, inbox: Inbox, request_: Post, answer: tuple[int, str]
) -> None:
    before = root(house)
    reply = inbox.answer(request_)
    assert told(reply) == answer
    assert reply.data["ko"]
    assert reply.data["en"]
    assert root(house) == before


def test_each_of_these_refusals_says_what_would_help(inbox: Inbox) -> None:
    refused(NoSuchPlace, inbox._place, post(path="/"))
    refused(OtherContentType, inbox._take, onnara(), "q1", post(type="text/csv"))


@pytest.mark.parametrize("more", [0, 1])
def test_a_request_has_a_largest_size(inbox: Inbox, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    request = post([value("v")])
    monkeypatch.setattr(inboxes, "MOST_BYTES", len(request.body) - more)
    assert told(inbox.answer(request))[0] == (413 if more else 200)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "exchange.unreadable"),
        (b"[]", "exchange.no-rows"),
        (cloudevents.write([value("v", body=PMO)], VALUES), "exchange.other-body"),
    ],
)
def test_a_signed_batch_that_cannot_be_read_is_rejected_on_record(
    house: House, inbox: Inbox, body: bytes, code: str
) -> None:
    for _ in range(2):
        assert told(inbox.answer(post(body=body))) == (400, code)
    (row,) = house.rows(kind="ExchangeRejected")
    assert (row.stream, json.loads(row.body)["code"]) == ("exchange/bsc/q1", code)
    assert inbox.answer(post([value("v-1")])).status == 200


@pytest.mark.parametrize("batch", ["a/b", "..", "../../etc/passwd", "a\\b", "%2e%2e"])
def test_a_batch_without_a_proper_id_is_rejected_without_a_record(house: House, inbox: Inbox, batch: str) -> None:
    before = root(house)
    assert told(inbox.answer(post([value("v")], batch=batch))) == (400, "exchange.batch-id")
    assert root(house) == before


def test_the_same_id_with_other_content_is_a_conflict(inbox: Inbox) -> None:
    inbox.answer(post([value("v-1")]))
    assert told(inbox.answer(post([value("v-1", "99")]))) == (409, "exchange.other-content")


def test_a_connector_without_the_role_may_nothing(house: House) -> None:
    strangers = Inbox(house.door, house.log, neighbours_of(listed(actor="stranger")), lambda: NOW)
    assert told(strangers.answer(post([value("v-1")]))) == (403, "actor.role-missing")


# on a socket


@contextmanager
def on_a_socket(inbox: Any) -> Iterator[ThreadingHTTPServer]:
    """Let *inbox* listen on a free port."""
    server = serving(inbox, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asked(server: ThreadingHTTPServer, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
    """Return the status and the JSON of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, json.loads(data) if data.startswith(b"{") else None


def test_the_inbox_answers_on_a_socket(inbox: Inbox) -> None:
    request = post([value("v-1")])
    with on_a_socket(inbox) as server:
        status, data = asked(server, "POST", request.path, request.body, dict(request.headers))
        assert (status, data["accepted"]) == (200, 1)
        assert asked(server, "GET", request.path, b"", {})[0] == 501
        assert asked(server, "POST", "/", b"", {})[0] == 404


@pytest.mark.parametrize(
    ("length", "status"), [(inboxes.MOST_BYTES + 1, 413), ("9" * 5000, 413), ("many", 411), ("-1", 411), ("１", 411)]
)
def test_a_request_that_says_it_is_too_long_is_not_read(inbox: Inbox, length: object, status: int) -> None:
    with on_a_socket(inbox) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        connection.putrequest("POST", f"/exchange/bsc/{KIPO}")
        connection.putheader("content-length", str(length).encode())
        connection.endheaders()
        assert connection.getresponse().status == status
        connection.close()


class _Broken:
    def answer(self, _: Post) -> Reply:
        raise RuntimeError("the database is gone")


def test_an_error_of_ours_asks_the_sender_to_come_again() -> None:
    with on_a_socket(_Broken()) as server:
        assert asked(server, "POST", "/", b"", {}) == (503, {"code": "exchange.failed"})


def test_a_log_line_that_cannot_be_written_costs_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever read our stderr may be gone."""
    gone = io.StringIO()
    monkeypatch.setattr("exchange.server._log", structlog.wrap_logger(structlog.PrintLogger(gone)))
    gone.close()
    with on_a_socket(_Broken()) as server:
        assert asked(server, "POST", "/", b"", {}) == (503, {"code": "exchange.failed"})


@pytest.mark.parametrize("begun", [b"POST / HTTP/1.0\r\nx-slow: ", b"POST / HTTP/1.0\r\ncontent-length: 99999\r\n\r\n"])
def test_a_request_that_comes_byte_by_byte_is_cut_off(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr("exchange.server._PATIENCE", 0.2)
    with (
        on_a_socket(inbox) as server,
        socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=0.05) as line,
    ):
        line.sendall(begun)
        assert any(_has_ended(line) for _ in range(400))


def _has_ended(line: socket.socket) -> bool:
    """Send another byte, and return whether the other side answered or hung up."""
    try:
        line.sendall(b"a")
        return len(line.recv(1000)) >= 0
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_a_path_that_steers_terminals_is_logged_in_plain_letters() -> None:
    with (
        capture_logs() as lines,
        on_a_socket(_Broken()) as server,
        socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10) as line,
    ):
        line.sendall(b"POST /\x1b[2J HTTP/1.0\r\ncontent-length: 0\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.0 503")
    assert {it["path"] for it in lines} == {"/%1B%5B2J"}


# the way out


class Neighbouring:
    """A neighbour who answers as he was told, and keeps what he got."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.got: list[tuple[str, Mapping[str, str], bytes]] = []

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.got.append((url, headers, body))
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


def onnara(url: str | None = "http://onnara.example/hook") -> Neighbour:
    return find(neighbours_of(listed(url=url)), "onnara", KIPO)


@pytest.fixture
def source(house: House) -> Iterator[Source]:
    """Return the office's year to send from."""
    with house.log.view() as connection:
        yield Source(house.log, connection, YEAR, KIPO, house.log.head().position)


@pytest.fixture
def parcel(house: House, source: Source) -> Parcel:
    """Return the plan's unit tasks, sent to On-nara as events."""
    return sent(house, source).parcel


def sent(house: House, source: Source) -> Dispatch:
    found = dispatch(house.door, house.log, pack("onnara", source), "cloudevents", CONNECTORS["onnara"])
    assert isinstance(found, Dispatch)
    return found


def test_what_was_sent_waits_until_somebody_takes_it(house: House, parcel: Parcel) -> None:
    assert pending(house.log) == [parcel.sent]
    there = Neighbouring(204)
    assert deliver(house.door, onnara(), parcel, there) == "acknowledged"
    assert pending(house.log) == []
    (url, headers, body), *more = there.got
    assert (url, more, headers["content-type"]) == ("http://onnara.example/hook", [], BATCH)
    assert require_signed([secret_of(SECRETS["onnara"])], headers, body, time.time()) == parcel.sent.batch
    assert len(json.loads(body)) == parcel.sent.rows


def test_it_is_tried_again_with_the_same_id_and_the_same_bytes(house: House, parcel: Parcel) -> None:
    there = Neighbouring(0, 503, 429, 200)
    assert deliver(house.door, onnara(), parcel, there, pauses=(0, 0, 0)) == "acknowledged"
    assert len({(headers[ID], body) for _, headers, body in there.got}) == 1
    assert len(there.got) == 4


@pytest.mark.parametrize("status", [0, 302, 401, 404, 429, 500, 503])
def test_without_an_answer_it_stays_pending(house: House, parcel: Parcel, status: int) -> None:
    assert deliver(house.door, onnara(), parcel, Neighbouring(status), pauses=(0,)) == "pending"
    assert pending(house.log) == [parcel.sent]


@pytest.mark.parametrize("status", [400, 409, 410, 413, 415, 422])
def test_a_neighbour_may_reject_it_for_good(house: House, parcel: Parcel, status: int) -> None:
    there = Neighbouring(status)
    assert deliver(house.door, onnara(), parcel, there, pauses=(0, 0)) == "rejected"
    assert (len(there.got), pending(house.log)) == (1, [])
    assert json.loads(house.rows(kind="ExchangeRejected")[0].body)["code"] == f"http.{status}"


def test_what_was_rejected_can_be_sent_again_by_hand(house: House, parcel: Parcel) -> None:
    deliver(house.door, onnara(), parcel, Neighbouring(422))
    assert deliver(house.door, onnara(), parcel, Neighbouring(200)) == "acknowledged"


def test_what_was_delivered_twice_is_acknowledged_once(house: House, parcel: Parcel) -> None:
    deliver(house.door, onnara(), parcel, Neighbouring(200))
    before = root(house)
    assert deliver(house.door, onnara(), parcel, Neighbouring(200)) == "acknowledged"
    assert root(house) == before


def test_without_an_address_nothing_goes_out(house: House, parcel: Parcel) -> None:
    refused(NoAddress, deliver, house.door, onnara(None), parcel, Neighbouring(200))


def test_other_rows_than_those_on_record_do_not_go_out(house: House, parcel: Parcel) -> None:
    with pytest.raises(ValueError, match="not those"):
        deliver(house.door, onnara(), Parcel(parcel.sent, parcel.rows[1:]), Neighbouring(200))


def test_the_same_rows_are_the_same_batch(house: House, source: Source) -> None:
    first = sent(house, source)
    before = root(house)
    assert (sent(house, source).parcel.sent, root(house)) == (first.parcel.sent, before)
    assert (first.again, sent(house, source).again) == (False, True)


def test_a_parcel_can_be_made_again_from_the_log(house: House, source: Source, parcel: Parcel) -> None:
    assert isinstance(parcel.sent, ExchangeBatchSent)
    assert remade(parcel.sent, source) == parcel


def test_who_does_not_speak_for_the_neighbour_sends_nothing(house: House, source: Source) -> None:
    outcome = dispatch(house.door, house.log, pack("onnara", source), "csv", CONNECTORS["bsc"])
    assert getattr(outcome, "code", None) == "actor.role-missing"


class _Answering:
    """A server's inbox that answers with one status."""

    def __init__(self, answer: Callable[[Post], Reply]) -> None:
        self.answer = answer


@pytest.mark.parametrize("status", [204, 200, 302, 404, 503])
def test_an_answer_is_known_by_its_status_and_no_redirect_is_followed(status: int) -> None:
    got: list[Post] = []

    def answer(post: Post) -> Reply:
        got.append(post)
        return Reply(status, {})

    with on_a_socket(_Answering(answer)) as server:
        url = f"http://127.0.0.1:{server.server_address[1]}/hook"
        assert over_http(url, {ID: "b-1", "content-type": BATCH}, b"[]") == status
    (request,) = got
    assert (request.method, request.path, request.body) == ("POST", "/hook", b"[]")
    assert (request.headers[ID], request.headers["content-type"]) == ("b-1", BATCH)


def test_nobody_there_is_no_answer() -> None:
    with on_a_socket(_Broken()) as server:
        port = server.server_address[1]
    assert over_http(f"http://127.0.0.1:{port}/", {}, b"") == 0
