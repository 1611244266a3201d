"""Reading the log: folding every state, compiling every read model, checking every hash."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from audit.verify import verify
from bench import peer
from bench.report import Figure, Subject
from bench.world import EVENTS_PER_PERSON, World, note, signature, together, world
from domain.aggregates import decider_of_stream
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.runner import compile_from_zero
from runtime.databases import memory_engine

NAME = "fold"
_EVENTS, _QUICK_EVENTS = 200_000, 1_000
_PEOPLE_AT_ONCE = 5_000


def run(*, quick: bool) -> Subject:
    """Measure reading on a log of 200,000 events, beside the peer's replay of as many."""
    people = (_QUICK_EVENTS if quick else _EVENTS) // EVENTS_PER_PERSON
    if not quick:
        peer.install()
    with TemporaryDirectory() as folder, world(Path(folder)) as ministry:
        _fill(ministry, people)
        events = ministry.log.head().position
        read, folded, rebuilt, verified = (events / way(ministry.log) for way in (_read, _fold, _rebuild, _verify))
    with TemporaryDirectory() as folder:
        theirs = peer.measure(Path(folder), 200, events) if peer.is_installed() else None
    figures = [
        Figure("events in the log", events, "events"),
        Figure("read from SQLite, nothing else", read, "events/s"),
        Figure("states of all streams folded", folded, "events/s"),
        Figure("all read models compiled from zero", rebuilt, "events/s", least=30_000),
        Figure("the whole log verified", verified, "events/s", least=60_000),
        *(_beside_peer(folded, theirs) if theirs else ()),
    ]
    return Subject(NAME, "Reading the log", figures)


def _beside_peer(folded: float, theirs: peer.Peer) -> list[Figure]:
    return [
        Figure("eventsourcing, replayed by its repository", theirs.replayed, "events/s"),
        Figure("eventsourcing, read in order below its interface", theirs.replayed_in_order, "events/s"),
        Figure("fold beside eventsourcing's repository", folded / theirs.replayed, "x", least=2),
        Figure("fold beside eventsourcing in order", folded / theirs.replayed_in_order, "x"),
    ]


def _fill(ministry: World, people: int) -> None:
    """Let *people* be registered, assigned, talked to and sign."""
    for start in range(0, people, _PEOPLE_AT_ONCE):
        chunk = range(start, min(start + _PEOPLE_AT_ONCE, people))
        ministry.populate(chunk)
        with ministry.door() as door:
            asyncio.run(together(door, map(note, chunk)))
            asyncio.run(together(door, map(signature, chunk)))


def _read(log: Log) -> float:
    """Return the seconds it takes to read every row."""
    start = perf_counter()
    count = sum(1 for _ in log.read(Query()))
    assert count == log.head().position
    return perf_counter() - start


def _fold(log: Log) -> float:
    """Return the seconds it takes to fold the states of all streams; sealed texts stay sealed."""
    start = perf_counter()
    states: dict[str, Any] = {}
    for row in log.read(Query()):
        decider = decider_of_stream(row.stream)
        states[row.stream] = decider.evolve(states.get(row.stream, decider.initial), decode(row))
    return perf_counter() - start


def _rebuild(log: Log) -> float:
    """Return the seconds it takes to compile all read models in memory."""
    start = perf_counter()
    with memory_engine().begin() as connection:
        compile_from_zero(log, Query(), connection)
    return perf_counter() - start


def _verify(log: Log) -> float:
    """Return the seconds it takes to verify the whole log."""
    start = perf_counter()
    verdict = verify(log)
    assert verdict.ok, verdict.findings[:3]
    return perf_counter() - start
