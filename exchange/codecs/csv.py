"""CSV with a heading line, in UTF-8; what Korean spreadsheets save in CP949 is read, too.

No spreadsheet that opens what is written here finds a formula: a cell that is no number and could begin
one, on any of its lines, begins with an apostrophe there. Reading takes that apostrophe away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from exchange.layouts import Layout
from exchange.refusals import Unreadable
from exchange.rows import Fields, Row, columns_of, require_few, unreadable

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_UNSEEN = r"\s\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # what a reader may skip
_DANGER = re.compile(rf"(\A|[\r\n])(?=[{_UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\0'])")
_GUARDED = re.compile(r"(\A|[\r\n])'")
_MOST_CELL = 10_000


def safe(text: str) -> str:
    """Return *text* so that no spreadsheet takes it for a formula.

    >>> safe("=1+1"), safe("-3.5"), safe("-x"), safe("it's")
    ("'=1+1", '-3.5', "'-x", "it's")
    """
    return text if _NUMBER.match(text) else _DANGER.sub(r"\1'", text)


def plain(text: str) -> str:
    """Return what :func:`safe` was given."""
    return _GUARDED.sub(r"\1", text)


def read(data: bytes, layout: Layout) -> list[Row]:
    """Return the rows in *data* below its heading.

    Raises:
        Unreadable: it is no text, or no CSV.
        UnknownColumn, MissingColumn, TooLarge: its heading or its length is wrong.
    """
    try:
        lines = csv.reader(io.StringIO(_text(data), newline=""), strict=True)
        head = next(lines, [])
        rows = list(_rows(lines, columns_of(head, layout)))
    except csv.Error as error:
        raise Unreadable(format="csv") from error
    require_few(rows)
    return rows


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(format="csv")


def _rows(lines: Iterator[list[str]], columns: list[str]) -> Iterator[Row]:
    for line, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        if len(cells) > len(columns) or any(len(cell) > _MOST_CELL for cell in cells):
            yield unreadable(line, "열이 더 많거나 칸이 너무 긺", "it has too many cells, or too long ones")
            continue
        yield Row(line, {name: plain(cell) for name, cell in zip(columns, cells, strict=False) if cell})


def write(rows: Sequence[Fields], layout: Layout) -> bytes:
    """Return *rows* as CSV with the names of the fields as heading; a byte order mark tells Excel that it is UTF-8."""
    file, names = io.StringIO(newline=""), [it.name for it in layout.fields]
    made = csv.writer(file, lineterminator="\r\n")
    made.writerow(names)
    made.writerows([safe(row.get(name, "")) for name in names] for row in rows)
    return file.getvalue().encode("utf-8-sig")
