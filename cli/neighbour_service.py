"""What ``sacho exchange serve`` does until it is told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from http.server import ThreadingHTTPServer

from activities.commands import Door
from audit.time_machine import Moment, read_models
from cli.texts import say
from cli.voice import errors
from domain.exchange_facts import ExchangeBatchSent
from eventstore.sql import SqlLog
from exchange.neighbours import Neighbour, find
from exchange.outbound import Source
from exchange.relay import deliver, over_http, pending
from exchange.sending import remade
from runtime.databases import memory_engine

EVERY = 30.0  # seconds between two rounds of deliveries


def serve_until_stopped(server: ThreadingHTTPServer, ready: Callable[[], None]) -> None:
    """Say that it is *ready*, and serve until Ctrl-C or SIGTERM."""

    def leave(*_: object) -> None:
        threading.Thread(target=server.shutdown).start()  # it waits for the loop below, which runs this handler

    before = {it: signal.signal(it, leave) for it in (signal.SIGINT, signal.SIGTERM)}
    try:
        ready()
        server.serve_forever()
    finally:
        server.server_close()
        for it, handler in before.items():
            signal.signal(it, handler)


def deliver_until(stop: threading.Event, door: Door, log: SqlLog, known: tuple[Neighbour, ...]) -> None:
    """Deliver what was sent and not acknowledged, in rounds, until *stop*."""
    while not stop.wait(EVERY):
        for sent in pending(log):
            try:
                deliver_again(door, log, known, sent)
            except Exception as error:  # noqa: BLE001 - one neighbour's trouble keeps nothing from the others
                errors().print(say("exchange.undelivered", batch=sent.batch, error=type(error).__name__))


def deliver_again(door: Door, log: SqlLog, known: tuple[Neighbour, ...], sent: ExchangeBatchSent) -> str:
    """Deliver *sent*, made again from the log as it was, and return how it ended."""
    neighbour = find(known, sent.system, sent.body)
    with read_models(log, Moment(position=sent.upto), memory_engine) as connection:
        parcel = remade(sent, Source(log, connection, sent.year, sent.body, sent.upto))
    return deliver(door, neighbour, parcel, over_http, pauses=())
