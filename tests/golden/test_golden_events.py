"""What was stored once can be read for ever, and its hash still holds."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from domain.messages import Event, private_fields
from domain.registry import EVENTS
from eventstore.codec import canonical, decode, encode, leaf_of
from eventstore.port import Stored
from tests.golden.files import FOLDER, name_of, read

FILES = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_every_event_has_a_golden_file_of_its_newest_shape(kind: type[Event]) -> None:
    assert (FOLDER / name_of(kind)).exists(), "add an example, then run: python -m tests.golden.files"


@pytest.mark.parametrize("path", FILES, ids=lambda it: it.stem)
def test_every_stored_shape_is_read_with_all_it_says(path: Path) -> None:
    row, keys, sealed = read(path)
    event = decode(row, keys)
    assert type(event).__name__ == row.type
    assert event.model_dump(mode="json", include=set(sealed)) == sealed


@pytest.mark.parametrize("path", FILES, ids=lambda it: it.stem)
def test_every_stored_shape_is_read_without_its_keys(path: Path) -> None:
    row, _, sealed = read(path)
    event = decode(row)
    assert event.model_dump(mode="json", include=set(sealed)) == dict.fromkeys(sealed)


@pytest.mark.parametrize("path", FILES, ids=lambda it: it.stem)
def test_every_leaf_hash_still_holds(path: Path) -> None:
    row, _, _ = read(path)
    assert leaf_of(row) == row.leaf_hash


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_the_newest_shapes_are_written_as_they_were(kind: type[Event]) -> None:
    row, keys, sealed = read(FOLDER / name_of(kind))
    event = decode(row, keys)
    if private_fields(kind):  # a seal is never the same twice; all the rest is
        event, row = event.model_copy(update=dict.fromkeys(sealed)), row._replace(body=unsealed(row))
    assert encode(event, row.stream, row.event_id, keys) == row.body


def unsealed(row: Stored) -> bytes:
    body = orjson.loads(row.body)
    return canonical({**body, **dict.fromkeys(private_fields(EVENTS[row.type]))})
