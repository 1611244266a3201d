"""The door: commands a second, all work included, beside bare SQLite, the peer and a Temporal update."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from activities.commands import Door
from bench import limit, peer, temporal
from bench.report import Figure, Subject, percentile
from bench.world import World, enrolments, note, require, signature, together, world

NAME = "door"
CALLERS = 100
_MILLI = 1e3


class Size(NamedTuple):
    """How much is measured."""

    alone: int  # people whose notes one caller writes and signs
    crowd: int  # people whose notes all callers together write and sign
    imported: int  # people in the bulk import
    transactions: int  # of the physical limit
    saves: int  # of the peer
    updates: int  # of each Temporal caller
    updaters: int  # Temporal callers


FULL = Size(1_000, 8_000, 10_000, 2_000, 5_000, 4, CALLERS)
QUICK = Size(20, 200, 200, 50, 200, 1, 5)


class Ours(NamedTuple):
    """What the door did."""

    alone: list[float]  # seconds of each command of one caller
    crowd: list[float]  # seconds of each command, with all callers at once
    crowd_per_second: float
    imported_per_second: float


def run(*, quick: bool) -> Subject:
    """Measure the door, then what it is compared with."""
    size = QUICK if quick else FULL
    if not quick:
        peer.install()
    with TemporaryDirectory() as folder, world(Path(folder)) as ministry:
        ours = _ours(ministry, size)
    with TemporaryDirectory() as folder:
        bare = limit.measure(Path(folder), size.transactions)
        theirs = peer.measure(Path(folder), size.saves, 200) if peer.is_installed() else None
        updates = temporal.measure(Path(folder), size.updaters, size.updates)
    return Subject(NAME, "The door, SQLite, synchronous=FULL", _figures(ours, bare, theirs, updates), _notes(theirs))


def _ours(ministry: World, size: Size) -> Ours:
    people = range(size.alone + size.crowd)
    ministry.populate(people)
    with ministry.door() as door:
        alone = asyncio.run(_caller(door, people[: size.alone]))
    with ministry.door() as door:
        crowd, seconds = asyncio.run(_crowd(door, people[size.alone :]))
    imported = range(len(people), len(people) + size.imported)
    with ministry.door() as door:
        importing = asyncio.run(_import(door, imported))
    return Ours(alone, crowd, len(crowd) / seconds, 2 * size.imported / importing)


async def _caller(door: Door, people: Sequence[int]) -> list[float]:
    """Write and sign a note on each of *people*, one command after the other; return the seconds of each."""
    taken = []
    for n in people:
        for ask in (note, signature):
            start = perf_counter()
            require(await door.execute(ask(n)))
            taken.append(perf_counter() - start)
    return taken


async def _crowd(door: Door, people: Sequence[int]) -> tuple[list[float], float]:
    """Let all callers write and sign at once; return the seconds of each command, and of the whole."""
    start = perf_counter()
    taken = await asyncio.gather(*(_caller(door, people[k::CALLERS]) for k in range(CALLERS)))
    return [seconds for caller in taken for seconds in caller], perf_counter() - start


async def _import(door: Door, people: range) -> float:
    """Enrol *people*, as an import does: two events a row; return the seconds."""
    return await together(door, enrolments(people))


def _figures(ours: Ours, bare: limit.Limit, theirs: peer.Peer | None, updates: float) -> list[Figure]:
    return [
        *_own_figures(ours),
        Figure("bare SQLite, one row a transaction", bare.singly, "rows/s"),
        Figure("bare SQLite, 100 rows a transaction", bare.by_hundreds, "rows/s"),
        Figure("one caller, of bare SQLite singly", 100 * len(ours.alone) / sum(ours.alone) / bare.singly, "%"),
        Figure(f"{CALLERS} callers, of bare SQLite by hundreds", 100 * ours.crowd_per_second / bare.by_hundreds, "%"),
        Figure("bulk import, of bare SQLite by hundreds", 100 * ours.imported_per_second / bare.by_hundreds, "%"),
        *(_beside_peer(ours, theirs) if theirs else ()),
        Figure("Temporal update with an activity", updates, "updates/s"),
        Figure(f"{CALLERS} callers beside Temporal updates", ours.crowd_per_second / updates, "x", least=30),
    ]


def _own_figures(ours: Ours) -> list[Figure]:
    return [
        Figure("one caller", len(ours.alone) / sum(ours.alone), "commands/s", least=600),
        Figure("one caller, p50", percentile(ours.alone, 0.5) * _MILLI, "ms"),
        Figure("one caller, p99", percentile(ours.alone, 0.99) * _MILLI, "ms", most=10),
        Figure(f"{CALLERS} callers", ours.crowd_per_second, "commands/s", least=6_000),
        Figure(f"{CALLERS} callers, p50", percentile(ours.crowd, 0.5) * _MILLI, "ms"),
        Figure(f"{CALLERS} callers, p99", percentile(ours.crowd, 0.99) * _MILLI, "ms"),
        Figure("bulk import", ours.imported_per_second, "events/s", least=15_000),
    ]


def _beside_peer(ours: Ours, theirs: peer.Peer) -> list[Figure]:
    return [
        Figure("eventsourcing, one event at a time", theirs.saved, "events/s"),
        Figure("eventsourcing, p99", theirs.p99, "ms"),
        Figure(f"{CALLERS} callers beside eventsourcing", ours.crowd_per_second / theirs.saved, "x", least=1.8),
    ]


def _notes(theirs: peer.Peer | None) -> list[str]:
    if theirs is None:
        return ["The peer is not installed here; a full run installs it."]
    return [f"The peer seals nothing, keeps no command ids and hashes nothing; its synchronous={theirs.synchronous}."]
