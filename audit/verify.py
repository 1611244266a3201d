"""Verification of the whole log: every byte is what was recorded, in the order it was recorded.

Everything is computed anew from stored bytes: positions, versions, canonical form, leaf hashes, the
Merkle root, times, the bond between commands and their events, and that sealed texts open. What this
proves and what not stands in docs/log-format.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from typing import Any

import orjson

from audit.verdict import Verdict
from domain.aggregates import find_event
from eventstore.codec import Sealed, canonical, event_id_of, leaf_over, sealed_in, unopened
from eventstore.merkle import Frontier
from eventstore.port import EPOCH, CommandRow, Head, Log, Query, Snapshot, Stored

_CHUNK = 2_000


def verify(log: Log, progress: Callable[[int], None] = lambda _: None) -> Verdict:
    """Return the verdict on the whole of *log*, the first damage first."""
    with log.snapshot() as snapshot:
        return examine(snapshot, progress)


def examine(snapshot: Snapshot, progress: Callable[[int], None] = lambda _: None) -> Verdict:
    """Return the verdict on the log that *snapshot* shows, the first damage first."""
    verdict, frontier = Verdict(), Frontier()
    events = _Events(verdict, snapshot.head.log_id)
    commands = _Commands(verdict, snapshot)
    caused = snapshot.caused(snapshot.head.position)
    keys: dict[str, bytes] = {}
    while chunk := list(islice(caused, _CHUNK)):
        sealed = []
        for row, command in chunk:
            commands.pass_by(row)
            if texts := events.check(row, command):
                sealed.append(texts)
        frontier.extend(_raw(row.leaf_hash) for row, _ in chunk)
        _open_texts(verdict, snapshot, sealed, keys)
        progress(frontier.size)
    verdict.events, verdict.root = frontier.size, frontier.root().hex()
    events.finish()
    commands.finish(snapshot.head)
    _compare_head(verdict, snapshot.head, frontier)
    _look_beyond(verdict, snapshot)
    verdict.findings.sort(key=lambda finding: (finding.position is None, finding.position or 0))
    return verdict


class _Events:
    """What is checked of one event after the other, by itself, against the one before and against its command."""

    def __init__(self, verdict: Verdict, log_id: str) -> None:
        self._verdict = verdict
        self._log_id = log_id
        self._expected = 1
        self._versions: dict[str, int] = defaultdict(int)
        self._recorded_at = ""
        self._command: CommandRow | None = None  # of the event before
        self._foreign = 0  # events whose ids do not follow from the log and their commands

    def check(self, row: Stored, command: CommandRow | None) -> Sealed | None:
        """Check *row*, which *command* is said to have caused; return the texts that are sealed in it."""
        add, at = self._verdict.add, row.position
        if at != self._expected:
            add(self._expected, "position.missing", f"positions {self._expected} to {at - 1} are missing")
        if not _is_as_recorded(row):
            add(at, "leaf.differs", f"{row.type} in {row.stream} is not what was recorded")
        body, is_canonical = _parsed(row.body)
        if not is_canonical:
            add(at, "body.not-canonical", "the body is not canonical JSON")
        self._versions[row.stream] += 1
        if row.version != self._versions[row.stream]:
            add(at, "version.wrong", f"version {row.version} of {row.stream}, expected {self._versions[row.stream]}")
        if not _in_order(self._recorded_at, row.recorded_at):
            add(at, "time.backwards", f"recorded at {row.recorded_at}, before the event ahead of it")
        if command is None or command != self._command:
            self._require_complete()
        self._bond(row, command)
        self._expected, self._recorded_at, self._command = at + 1, row.recorded_at, command
        return self._texts(row, body)

    def finish(self) -> None:
        """Check what can be told only after the last event."""
        self._require_complete()
        if self._foreign == self._expected - 1 > 1:  # one finding says more than one for each event
            findings = [it for it in self._verdict.findings if it.code != "command.bond"]
            self._verdict.findings = findings
            self._verdict.add(None, "log.differs", "no event belongs to the log whose id stands in the head")

    def _texts(self, row: Stored, body: Any) -> Sealed | None:
        model = find_event(row.type, row.stream)
        if model is None:
            self._verdict.add(row.position, "type.unknown", f"no event is called {row.type}")
            return None
        try:
            return sealed_in(row, model, body)
        except (AttributeError, KeyError, TypeError):
            self._verdict.add(row.position, "body.unreadable", f"the body is none of {row.type}")
            return None

    def _bond(self, row: Stored, command: CommandRow | None) -> None:
        if command is None:
            self._verdict.add(row.position, "command.missing", f"command {row.command_id} is not on record")
            return
        number = _number(command, row.position)
        if not number or command.recorded_at != row.recorded_at:
            self._differs(row.position, command)
        elif row.event_id != event_id_of(self._log_id, row.command_id, number, _raw(command.body_hash)):
            self._foreign += 1
            detail = f"the event does not follow from command {row.command_id} as it is on record"
            self._verdict.add(row.position, "command.bond", detail)

    def _require_complete(self) -> None:
        """Note a command that is said to have caused more events than those that were seen."""
        if self._command is not None and 0 < _number(self._command, self._expected - 1) < self._command.count:
            self._differs(self._command.first_position, self._command)

    def _differs(self, position: int, command: CommandRow) -> None:
        detail = f"command {command.command_id} is on record with other events or another time"
        self._verdict.add(position, "command.differs", detail)


class _Commands:
    """What is checked of commands that caused no event: only where and when they say they were carried out."""

    def __init__(self, verdict: Verdict, snapshot: Snapshot) -> None:
        self._verdict = verdict
        self._idle: dict[int, list[CommandRow]] = defaultdict(list)
        self._before = ""  # when the event before was recorded
        self._position = 0
        self._latest = ""
        for it in snapshot.idle_commands():
            if it.count == 0:
                self._idle[it.first_position].append(it)
            else:
                self._stray(it)

    def pass_by(self, row: Stored) -> None:
        """Check the commands that were carried out between the event before and *row*."""
        if self._position in self._idle:
            self._require_between(row.recorded_at)
        self._position, self._before = row.position, row.recorded_at

    def finish(self, head: Head) -> None:
        """Check the commands after the last event, those at no position at all, and the time of *head*."""
        self._require_between(head.recorded_at)
        for left in self._idle.values():
            for it in left:
                self._stray(it)
        latest = max(self._latest, str(self._before)) or EPOCH
        if head.recorded_at != latest:
            detail = f"the head says {head.recorded_at}, the last record {latest}"
            self._verdict.add(None, "head.time", detail)

    def _require_between(self, after: str) -> None:
        for it in self._idle.pop(self._position, ()):
            if _in_order(self._before, it.recorded_at) and _in_order(it.recorded_at, after):
                self._latest = max(self._latest, it.recorded_at)
            else:
                self._verdict.add(None, "command.differs", f"command {it.command_id} is on record with another time")

    def _stray(self, command: CommandRow) -> None:
        self._verdict.add(None, "command.stray", f"no event of command {command.command_id} is where it says")


def _number(command: CommandRow, position: int) -> int:
    """Return which event of *command* stands at *position*, from 1; 0 when none does."""
    try:
        number = position - command.first_position + 1
        within = 1 <= number <= command.count
    except TypeError:  # a column holds what was never written there
        return 0
    return number if within else 0


def _in_order(before: object, after: object) -> bool:
    """Return whether both moments are texts, and *after* is not the earlier one."""
    return isinstance(before, str) and isinstance(after, str) and before <= after


def _raw(found: object) -> bytes:
    """Return what a column of bytes holds, as bytes, whatever somebody put there."""
    return found if isinstance(found, bytes) else str(found).encode()


def _is_as_recorded(row: Stored) -> bool:
    try:
        return leaf_over(row, row.body) == row.leaf_hash
    except TypeError:  # a column holds what was never written there
        return False


def _parsed(body: bytes) -> tuple[Any, bool]:
    """Return what *body* says, or None, and whether it says so in canonical form."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None, False
    return said, canonical(said) == body


def _open_texts(verdict: Verdict, snapshot: Snapshot, found: list[Sealed], keys: dict[str, bytes]) -> None:
    """Try the keys of the subjects on every sealed text in *found*; *keys* are those that were read before."""
    keys.update(snapshot.keys(list({it.subject for it in found} - keys.keys())))
    verdict.keyless.update(it.subject for it in found if it.subject not in keys)
    for it in unopened((it for it in found if it.subject in keys), keys):
        detail = f"a text about {it.subject} does not open: another key, or another text, was put in its place"
        verdict.add(it.row.position, "key.differs", detail)


def _compare_head(verdict: Verdict, head: Head, frontier: Frontier) -> None:
    if head.position != frontier.size:
        verdict.add(
            frontier.size + 1, "head.differs", f"the head is at {head.position}, the log ends at {frontier.size}"
        )
    elif head.frontier != frontier.packed():
        verdict.add(None, "root.differs", "the Merkle frontier in the head is not that of the events")


def _look_beyond(verdict: Verdict, snapshot: Snapshot) -> None:
    """Note an event behind the head: nobody recorded it."""
    for row in snapshot.read(Query(after=snapshot.head.position)):
        verdict.add(row.position, "position.beyond", f"{row.type} stands behind the head of the log")
        return
