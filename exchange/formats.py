"""The formats by name, and files: the ending of a file's name tells its format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from domain.exchange_facts import Format
from domain.messages import canonical
from exchange.codecs import cloudevents, csv, jsonl, xlsx
from exchange.layouts import Layout
from exchange.refusals import TooLarge, UnknownFormat
from exchange.rows import Fields, Row

MOST_BYTES = 64 * 2**20  # of a file


class Codec(NamedTuple):
    """How one format is read and written."""

    read: Callable[[bytes, Layout], list[Row]]
    write: Callable[[Sequence[Fields], Layout], bytes]


CODECS: Mapping[Format, Codec] = {
    "jsonl": Codec(jsonl.read, jsonl.write),
    "csv": Codec(csv.read, csv.write),
    "xlsx": Codec(xlsx.read, xlsx.write),
    "cloudevents": Codec(cloudevents.read, cloudevents.write),
}
_ENDINGS: Mapping[str, Format] = {".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".json": "cloudevents"}


def format_of(path: Path) -> Format:
    """Return the format that the ending of *path* tells.

    Raises:
        UnknownFormat: it tells none.
    """
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        raise UnknownFormat(name=path.name, known=", ".join(_ENDINGS))
    return found


def bytes_of(path: Path) -> bytes:
    """Return what is in the file *path*.

    Raises:
        TooLarge: it is more than is read at once.
    """
    if path.stat().st_size > MOST_BYTES:
        raise TooLarge(most=MOST_BYTES, what="bytes")
    return path.read_bytes()


def content_hash_of(data: bytes) -> str:
    """Return the hash of *data* as it stands: of what could not be read as rows, and of documents."""
    return hashlib.sha256(data).hexdigest()


def rows_hash(rows: Sequence[Fields]) -> str:
    """Return the hash of *rows*, the same in whatever format they come."""
    return hashlib.sha256(canonical([dict(row) for row in rows])).hexdigest()
