"""What the peer is asked: run by ``bench.peer`` in the peer's own environment; prints one line of JSON."""

# what it imports is installed in the peer's environment only
# mypy: ignore-errors
from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

NOTE = "1분기 면담: 목표 진척을 함께 확인하고 지원이 필요한 과제를 정하였다. " * 2
_AT_ONCE = 100  # aggregates in one transaction, where saving is not what is measured


class Feedback(Aggregate):
    """A person's note and its signature, as ours, but stored in the clear."""

    @event("Written")
    def __init__(self, person: str, note: str) -> None:
        self.person, self.note, self.signed = person, note, 0

    @event("Signed")
    def sign(self, edition: int) -> None:
        """Sign the note."""
        self.signed = edition


class Stage(Application):
    """The peer's application, with its SQLite recorder."""


def application(folder: Path) -> Stage:
    """Return an application on a new SQLite file in *folder*."""
    path = folder / f"peer-{uuid4().hex}.db"
    return Stage(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)})


def save_singly(stage: Stage, saves: int) -> list[float]:
    """Save *saves* events, each alone, and return the seconds each took."""
    taken = []
    for number in range(saves // 2):
        start = perf_counter()
        feedback = Feedback(f"P{number:06}", NOTE)
        stage.save(feedback)
        written = perf_counter()
        feedback.sign(1)
        stage.save(feedback)
        taken += [written - start, perf_counter() - written]
    return taken


def save_together(stage: Stage, events: int) -> list[Any]:
    """Save *events* events in big transactions, two to an aggregate, and return the aggregates' ids."""
    ids = []
    for _ in range(0, events // 2, _AT_ONCE):
        chunk = [Feedback(f"P{number:06}", NOTE) for number in range(_AT_ONCE)]
        for feedback in chunk:
            feedback.sign(1)
        stage.save(*chunk)
        ids += [feedback.id for feedback in chunk]
    return ids


def replay_by_aggregate(stage: Stage, ids: list[Any]) -> float:
    """Return how many events a second the repository replays, asked for one aggregate after another."""
    start = perf_counter()
    signed = sum(stage.repository.get(feedback).signed for feedback in ids)
    seconds = perf_counter() - start
    if signed != len(ids):
        raise RuntimeError("the peer lost events")
    return 2 * len(ids) / seconds


def replay_in_order(stage: Stage, events: int) -> float:
    """Return how many events a second are replayed in the log's order, as ours are; below the peer's own interface."""
    start, states, after = perf_counter(), {}, 0
    while notes := stage.recorder.select_notifications(start=after, limit=2000, inclusive_of_start=False):
        after = notes[-1].id
        for note in notes:
            fact = stage.mapper.to_domain_event(note)
            states[note.originator_id] = fact.mutate(states.get(note.originator_id))
    seconds = perf_counter() - start
    if sum(state.signed for state in states.values()) != events // 2:
        raise RuntimeError("the peer lost events")
    return events / seconds


def synchronous(stage: Stage) -> int:
    """Return SQLite's ``synchronous`` as the peer sets it."""
    with stage.recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


def main(folder: Path, saves: int, events: int) -> None:
    """Measure, and print what was found."""
    singly = application(folder)
    taken = sorted(save_singly(singly, saves))
    replayed = application(folder)
    ids = save_together(replayed, events)
    found = {
        "saved": len(taken) / sum(taken),
        "p50": taken[len(taken) // 2] * 1e3,
        "p99": taken[int(len(taken) * 0.99)] * 1e3,
        "replayed": replay_by_aggregate(replayed, ids),
        "replayed_in_order": replay_in_order(replayed, 2 * len(ids)),
        "synchronous": synchronous(singly),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
