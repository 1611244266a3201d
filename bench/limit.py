"""The physical limit: the same SQLite with the same promises, and nothing of ours around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from runtime.databases import sqlite_module

_BODY = b"x" * 600  # bytes, as many as a stored event of the benchmark


class Limit(NamedTuple):
    """Rows a second, each durable when counted."""

    singly: float
    by_hundreds: float


def measure(folder: Path, transactions: int) -> Limit:
    """Return how many rows a second bare inserts store, in *transactions* of one row and of a hundred."""
    connection = sqlite_module().connect(str(folder / "limit.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    try:
        return Limit(*(_rows_per_second(connection, transactions, [(_BODY,)] * size) for size in (1, 100)))
    finally:
        connection.close()


def _rows_per_second(connection: object, transactions: int, rows: Sequence[tuple[bytes]]) -> float:
    execute, many = connection.execute, connection.executemany  # type: ignore[attr-defined]
    start = perf_counter()
    for _ in range(transactions):
        execute("BEGIN IMMEDIATE")
        many("INSERT INTO events (body) VALUES (?)", rows)
        execute("COMMIT")
    return transactions * len(rows) / (perf_counter() - start)
