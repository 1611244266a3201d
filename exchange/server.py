"""The inbox on a socket: the standard library's HTTP server around ``exchange.inbox``."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import structlog

from activities.requests import refused
from exchange.inbox import MOST_BYTES, Inbox, Post, Reply
from exchange.refusals import TooLarge

_PATIENCE = 30  # seconds that a request may take to arrive
_log = structlog.get_logger("exchange")


class _Handler(BaseHTTPRequestHandler):
    """One request in, one answer out."""

    timeout = _PATIENCE
    server_version, sys_version = "sacho", ""
    inbox: Inbox  # set by serving()

    def setup(self) -> None:
        """Begin, and give the whole request its time: byte by byte it would last for ever."""
        super().setup()
        self._late = threading.Timer(_PATIENCE, self._cut_off)
        self._late.daemon = True
        self._late.start()

    def _cut_off(self) -> None:
        with contextlib.suppress(OSError):  # it is gone already
            self.connection.shutdown(socket.SHUT_RD)

    def finish(self) -> None:
        """End."""
        self._late.cancel()
        super().finish()

    def do_POST(self) -> None:
        """Answer a request that brings something."""
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal()):
            self._send(Reply(411, {"code": "exchange.length-required"}))
        elif len(length) > len(str(MOST_BYTES)) or int(length) > MOST_BYTES:
            too_large = refused(TooLarge(most=MOST_BYTES, what="bytes"))
            self._send(Reply(413, too_large.model_dump(mode="json")))
        else:
            self._answer(self.rfile.read(int(length)))

    def _answer(self, body: bytes) -> None:
        self._late.cancel()  # what it asks for takes the time it takes
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            reply = self.inbox.answer(Post(self.command, self.path, headers, body))
        except Exception as error:  # noqa: BLE001 - the sender asks again with the same id
            _say("exchange.failed", path=self.path, error=type(error).__name__)
            reply = Reply(503, {"code": "exchange.failed"})
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        data = json.dumps(reply.data, ensure_ascii=False).encode()
        self.send_response(reply.status)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        """Log a line as the house does; *arguments* are what was asked, the status and the length."""
        del format
        _say("exchange.request", path=getattr(self, "path", ""), status=str(arguments[1:2]))


def _say(event: str, *, path: str, **more: str) -> None:
    say = _log.error if event == "exchange.failed" else _log.info
    with contextlib.suppress(Exception):  # a line that cannot be written keeps no answer back
        say(event, path=quote(path, safe="/?&=%"), **more)  # a terminal obeys what a stranger's path may hold


def serving(inbox: Inbox, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server of *inbox* on *host* and *port* (0: any free one), which listens already."""
    handler = type("Handler", (_Handler,), {"inbox": inbox})
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    return server
