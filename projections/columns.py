"""How the tables of the read models are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table, Text

METADATA = MetaData()


def table_of(name: str, keys: Sequence[str], *columns: Column[Any]) -> Table:
    """Return a table keyed by *keys*; those called year or position are whole numbers."""
    whole = ("year", "position", "edition", "number")
    kinds = [Column(key, Integer if key in whole else Text, primary_key=True, autoincrement=False) for key in keys]
    return Table(name, METADATA, *kinds, *columns, sqlite_with_rowid=False)  # one tree instead of two


def text(name: str) -> Column[Any]:
    """Return a column of text."""
    return Column(name, Text)


def whole(name: str) -> Column[Any]:
    """Return a column of whole numbers."""
    return Column(name, Integer)
