"""A small stand-in of a neighbour system: it takes signed events, keeps each once, and can send some.

It shares no code with Sacho: what it knows of the interface is what docs/exchange.md says. Run one alone:
``python -m examples.neighbours.stand_in esaram --secret whsec_… --port 9001``.
"""

from __future__ import annotations

import argparse
import base64
import csv
import hashlib
import hmac
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

FIVE_MINUTES = 300
_OPENER = build_opener(ProxyHandler({}))


class StandIn:
    """One neighbour: what it has got, by the id of each event, and how often."""

    def __init__(self, system: str, secret: str) -> None:
        self.system = system
        self._key = base64.b64decode(secret.removeprefix("whsec_"))
        self.rows: dict[tuple[str, str], dict[str, str]] = {}
        self.requests = 0

    def take(self, headers: dict[str, str], body: bytes) -> int:
        """Return the status for a request; keep its events, each once."""
        if not self._is_signed(headers, body):
            return 401
        if headers.get("content-type") != "application/cloudevents-batch+json":
            return 415
        self.requests += 1
        for event in json.loads(body):
            self.rows.setdefault((event["source"], event["id"]), event["data"])
        return 204

    def _is_signed(self, headers: dict[str, str], body: bytes) -> bool:
        message, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "0")
        right = self._signature(message, moment, body)
        fresh = moment.isdecimal() and abs(time.time() - int(moment)) <= FIVE_MINUTES
        return fresh and hmac.compare_digest(right.encode(), headers.get("webhook-signature", "").encode())

    def _signature(self, message: str, moment: str, body: bytes) -> str:
        mac = hmac.new(self._key, f"{message}.{moment}.".encode() + body, hashlib.sha256)
        return "v1," + base64.b64encode(mac.digest()).decode()

    def send(self, url: str, batch: str, kind: str, rows: list[dict[str, str]]) -> dict[str, Any]:
        """Post *rows* as the batch *batch* of events to Sacho at *url*, and return what it answers."""
        about = {"specversion": "1.0", "source": f"/{self.system}", "type": kind}
        body = json.dumps([{**about, "id": row["key"], "data": row} for row in rows]).encode()
        moment = str(int(time.time()))
        headers = {
            "content-type": "application/cloudevents-batch+json",
            "webhook-id": batch,
            "webhook-timestamp": moment,
            "webhook-signature": self._signature(batch, moment, body),
        }
        request = Request(url, body, headers)  # noqa: S310 - the demonstration's own address
        try:
            with _OPENER.open(request, timeout=60) as answer:
                return dict(json.loads(answer.read()))
        except HTTPError as error:
            return dict(json.loads(error.read()))


def listening(stand_in: StandIn, port: int) -> ThreadingHTTPServer:
    """Return a server that hands every request to *stand_in*."""

    class Handler(BaseHTTPRequestHandler):
        """One request."""

        def do_POST(self) -> None:
            """Take it, and answer with a status alone."""
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(stand_in.take(headers, body))
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def rows_in(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, without empty cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]


def main() -> None:
    """Run one stand-in until Ctrl-C, and tell what comes."""
    parser = argparse.ArgumentParser(description="A stand-in of one neighbour system.")
    parser.add_argument("system")
    parser.add_argument("--secret", required=True)
    parser.add_argument("--port", type=int, default=9001)
    wish = parser.parse_args()
    stand_in = StandIn(wish.system, wish.secret)
    server = listening(stand_in, wish.port)
    print(f"{wish.system}: http://127.0.0.1:{server.server_address[1]}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print(f"{wish.system}: {len(stand_in.rows)} rows in {stand_in.requests} requests")


if __name__ == "__main__":
    main()
