"""The door's memory: folded states of streams, exact because the log is serial.

A state is valid as long as the log has not moved past it; what others appended is read and folded
before the next decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from domain.aggregates import decider_of_stream
from domain.messages import Event
from eventstore.codec import decode, new_key, subject_of_row
from eventstore.port import Query, Stored, Transaction

_MOST_STREAMS = 150_000
_MOST_TO_CATCH_UP = 10_000
_CHUNK = 400


class Keyring(Mapping[str, bytes]):
    """The keys of data subjects, read when first needed; *fresh* are those made in this transaction."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        self.fresh: dict[str, bytes] = {}
        self._transaction: Transaction | None = None

    def begin(self, transaction: Transaction) -> None:
        """Read from *transaction* from now on."""
        self._transaction, self.fresh = transaction, {}

    def prefetch(self, subjects: Iterable[str]) -> None:
        """Read, or make, the keys of *subjects* in one go."""
        missing = [subject for subject in subjects if subject not in self._known]
        if missing and self._transaction is not None:
            self._known.update(self._transaction.keys(missing))
            for subject in missing:
                if subject not in self._known:
                    self._known[subject] = self.fresh[subject] = new_key()

    def load(self, subjects: Iterable[str]) -> None:
        """Read the keys of *subjects* in one go; who has none gets none."""
        missing = [subject for subject in dict.fromkeys(subjects) if subject not in self._known]
        if missing and self._transaction is not None:
            self._known.update(self._transaction.keys(missing))

    def discard_fresh(self) -> None:
        """Forget the keys that were made and will not be stored."""
        for subject in self.fresh:
            del self._known[subject]
        self.fresh = {}

    def forget(self) -> None:
        """Forget everything, after a transaction that failed."""
        self._known.clear()
        self.fresh = {}

    def __getitem__(self, subject: str) -> bytes:
        if subject not in self._known and self._transaction is not None:
            self._known.update(self._transaction.keys([subject]))
        return self._known[subject]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class States:
    """Folded states by stream, each with its version."""

    def __init__(self, keys: Keyring) -> None:
        self._keys = keys
        self._states: dict[str, tuple[int, Any]] = {}
        self._seen = 0

    def forget(self) -> None:
        """Forget everything, after a transaction that failed."""
        self._states.clear()
        self._keys.forget()

    def catch_up(self, transaction: Transaction) -> None:
        """Fold what others appended since the last decision."""
        self._keys.begin(transaction)
        head = transaction.head.position
        if len(self._states) > _MOST_STREAMS:
            self._forget_oldest()
        if head - self._seen > _MOST_TO_CATCH_UP or head < self._seen:
            self._states.clear()
        elif head > self._seen:
            for row in transaction.read(Query(after=self._seen)):
                self._fold(row)
        self._seen = head

    def prefetch(self, transaction: Transaction, streams: Iterable[str]) -> None:
        """Read those *streams* that are not known yet, in as few statements as possible."""
        missing = [stream for stream in dict.fromkeys(streams) if stream not in self._states]
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            self._states.update((stream, (0, decider_of_stream(stream).initial)) for stream in chunk)
            rows = list(transaction.read(Query(streams=chunk, upto=transaction.head.position)))
            self._keys.load(subject for row in rows if (subject := subject_of_row(row)) is not None)
            for row in rows:
                self._fold(row)

    def of(self, transaction: Transaction, stream: str) -> tuple[int, Any]:
        """Return the version and state of *stream*."""
        if stream not in self._states:
            self.prefetch(transaction, [stream])
        known = self._states.pop(stream)
        self._states[stream] = known  # what was read last is forgotten last
        return known

    def apply(self, stream: str, events: Sequence[Event]) -> None:
        """Fold *events*, which were just decided, into *stream*."""
        version, state = self._states[stream]
        evolve = decider_of_stream(stream).evolve
        for event in events:
            state = evolve(state, event)
        self._states[stream] = (version + len(events), state)

    def _forget_oldest(self) -> None:
        """Forget half of the states, those that were read the longest ago."""
        for stream in list(islice(self._states, len(self._states) // 2)):
            del self._states[stream]

    def appended(self, position: int) -> None:
        """Take note that the log was moved to *position* by what was applied here."""
        self._seen = position

    def _fold(self, row: Stored) -> None:
        known = self._states.get(row.stream)
        if known is not None:
            event = decode(row, self._keys)
            self._states[row.stream] = (row.version, decider_of_stream(row.stream).evolve(known[1], event))
