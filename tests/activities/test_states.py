"""States the door remembers: what was read last is forgotten last, and what is forgotten is read again."""

from __future__ import annotations

import pytest

from activities import states
from activities.states import Keyring, States
from eventstore.memory import MemoryLog
from runtime.databases import memory_engine
from tests.support import office
from tests.support.rows import append, rows_of
from tests.support.streams import stream_of


def test_half_of_the_states_are_forgotten_those_read_the_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "_MOST_STREAMS", 3)
    log = MemoryLog(memory_engine())
    append(log, rows_of(office.office))
    streams = list(dict.fromkeys(stream_of(event) for event in office.office))[:4]
    known = States(Keyring())
    with log.transaction() as transaction:
        known.catch_up(transaction)
        before = {stream: known.of(transaction, stream) for stream in streams}
        known.of(transaction, streams[0])  # read again: it is young now
        known.catch_up(transaction)
        assert list(known._states) == [streams[3], streams[0]]
        assert {stream: known.of(transaction, stream) for stream in streams} == before
