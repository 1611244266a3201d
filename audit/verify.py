"""Verification of the whole log: every byte is what was recorded, in the order it was recorded.

Everything is computed anew from stored bytes: positions, versions, canonical form, leaf hashes, the
Merkle root, times, and the bond between commands and their events.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import orjson

from domain.registry import EVENTS
from eventstore.codec import canonical, leaf_of
from eventstore.merkle import Frontier
from eventstore.port import CommandRow, Head, Log, Query, Stored

_CHUNK = 400
_MOST_FINDINGS = 100


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was recorded."""

    position: int | None  # None: it concerns the log as a whole
    code: str
    detail: str


@dataclass
class Verdict:
    """The result of a verification."""

    events: int = 0
    root: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def add(self, position: int | None, code: str, detail: str) -> None:
        """Note a finding; beyond a hundred, more of them would hide the first."""
        if len(self.findings) < _MOST_FINDINGS:
            self.findings.append(Finding(position, code, detail))


def verify(log: Log, progress: Callable[[int], None] = lambda _: None) -> Verdict:
    """Return the verdict on the whole of *log*, the first damage first."""
    verdict, frontier = Verdict(), Frontier()
    head = log.head()
    checks = _Checks(verdict)
    for count, row in enumerate(log.read(Query(upto=head.position)), 1):
        checks.check(row)
        frontier.append(_raw(row.leaf_hash))
        if count % 10_000 == 0:
            progress(count)
    verdict.events, verdict.root = frontier.size, frontier.root().hex()
    _compare_head(verdict, head, frontier)
    _compare_commands(verdict, log, checks.commands)
    _look_beyond(verdict, log)
    verdict.findings.sort(key=lambda finding: (finding.position is None, finding.position or 0))
    return verdict


class _Checks:
    """What is checked of one event after the other."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._expected = 1
        self._versions: dict[str, int] = defaultdict(int)
        self._recorded_at = ""
        self.commands: dict[str, tuple[int, int]] = {}  # id: first position, count

    def check(self, row: Stored) -> None:
        """Check *row* by itself and against what came before it."""
        add, at = self._verdict.add, row.position
        if at != self._expected:
            add(self._expected, "position.missing", f"positions {self._expected} to {at - 1} are missing")
        self._expected = at + 1
        if not _is_as_recorded(row):
            add(at, "leaf.differs", f"{row.type} in {row.stream} is not what was recorded")
        if not _is_canonical(row.body):
            add(at, "body.not-canonical", "the body is not canonical JSON")
        self._versions[row.stream] += 1
        if row.version != self._versions[row.stream]:
            add(at, "version.wrong", f"version {row.version} of {row.stream}, expected {self._versions[row.stream]}")
        if row.recorded_at < self._recorded_at:
            add(at, "time.backwards", f"recorded at {row.recorded_at}, before the event ahead of it")
        if row.type not in EVENTS:
            add(at, "type.unknown", f"no event is called {row.type}")
        self._recorded_at = row.recorded_at
        self._bond(row)

    def _bond(self, row: Stored) -> None:
        first, count = self.commands.get(row.command_id, (row.position, 0))
        self.commands[row.command_id] = (first, count + 1)
        own = hashlib.sha256(f"{row.command_id}\n{count + 1}".encode()).hexdigest()[:32]
        if row.event_id != own or row.position != first + count:
            self._verdict.add(row.position, "command.bond", f"the event does not belong to command {row.command_id}")


def _raw(found: object) -> bytes:
    """Return what a column of bytes holds, as bytes, whatever somebody put there."""
    return found if isinstance(found, bytes) else str(found).encode()


def _is_as_recorded(row: Stored) -> bool:
    try:
        return leaf_of(row) == row.leaf_hash
    except TypeError:  # a column holds what was never written there
        return False


def _is_canonical(body: bytes) -> bool:
    try:
        return canonical(orjson.loads(body)) == body
    except orjson.JSONDecodeError:
        return False


def _compare_head(verdict: Verdict, head: Head, frontier: Frontier) -> None:
    if head.position != frontier.size:
        verdict.add(
            frontier.size + 1, "head.differs", f"the head is at {head.position}, the log ends at {frontier.size}"
        )
    elif head.frontier != frontier.packed():
        verdict.add(None, "root.differs", "the Merkle frontier in the head is not that of the events")


def _look_beyond(verdict: Verdict, log: Log) -> None:
    """Note an event behind the head: nobody recorded it. What is being recorded meanwhile moves the head."""
    stray = next(iter(log.read(Query(after=log.head().position))), None)
    if stray is not None and stray.position > log.head().position:
        verdict.add(stray.position, "position.beyond", f"{stray.type} stands behind the head of the log")


def _compare_commands(verdict: Verdict, log: Log, caused: dict[str, tuple[int, int]]) -> None:
    for chunk in _chunks(list(caused)):
        known = log.commands(chunk)
        for command in chunk:
            _compare_command(verdict, command, known.get(command), caused[command])


def _compare_command(verdict: Verdict, command: str, row: CommandRow | None, caused: tuple[int, int]) -> None:
    if row is None:
        verdict.add(caused[0], "command.missing", f"command {command} is not on record")
    elif (row.first_position, row.count) != caused:
        verdict.add(caused[0], "command.differs", f"command {command} is on record with other events")


def _chunks(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _CHUNK):
        yield names[start : start + _CHUNK]
