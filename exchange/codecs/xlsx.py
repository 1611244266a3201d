"""XLSX: the first sheet, its first row the heading. Written cells are typed as text; a formula is never read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exchange.layouts import Layout
from exchange.refusals import FormulaInCell, TooLarge, Unreadable
from exchange.rows import MOST_ROWS, Fields, Row, columns_of, unreadable

_MOST_UNPACKED = 256 * 2**20  # bytes of a workbook, unpacked
_MOST_FILES = 1_000
_HEAD = 2_000  # bytes in which a document type would be declared
_NO_VALUES = ("f", "e")  # cell types: formula, error


def read(data: bytes, layout: Layout) -> list[Row]:
    """Return the rows of the first sheet of *data*; empty ones are none.

    Raises:
        Unreadable: it is no workbook, or a dangerous one.
        UnknownColumn, MissingColumn, TooLarge: its heading or its size is wrong.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy; only workbooks need it

    _require_harmless(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        lines = list(_within_limit(book.worksheets[0].iter_rows()))
    except TooLarge:
        raise
    except Exception as error:  # the library raises whatever a broken part makes it stumble over
        raise Unreadable(format="xlsx") from error
    return _below_heading(lines, layout)


def _require_harmless(data: bytes) -> None:
    """Let pass an archive that unpacks to a sane size and declares no document types.

    Raises:
        Unreadable: it is no archive, or its XML declares entities.
        TooLarge: it is a bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_FILES or sum(it.file_size for it in parts) > _MOST_UNPACKED:
                raise TooLarge(most=_MOST_UNPACKED, what="bytes")
            heads = [archive.open(it).read(_HEAD) for it in parts if it.filename.endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Unreadable(format="xlsx") from error
    if any(b"<!DOCTYPE" in head or b"<!ENTITY" in head for head in heads):
        raise Unreadable(format="xlsx")


def _within_limit(lines: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for number, line in enumerate(lines):
        if number > MOST_ROWS:
            raise TooLarge(most=MOST_ROWS, what="rows")
        yield line


def _below_heading(lines: Sequence[tuple[Any, ...]], layout: Layout) -> list[Row]:
    filled = [(number, line) for number, line in enumerate(lines, 1) if any(it.value is not None for it in line)]
    if not filled:
        return []
    headings = [str(it.value).strip() if it.value is not None else "" for it in filled[0][1]]
    while headings and not headings[-1]:
        headings.pop()
    columns = columns_of(headings, layout)
    return [_row(number, line, columns) for number, line in filled[1:]]


def _row(number: int, cells: tuple[Any, ...], columns: Sequence[str]) -> Row:
    if any(it.value is not None for it in cells[len(columns) :]):
        return unreadable(number, "열이 더 많음", "it has too many cells")
    fields = {}
    for name, cell in zip(columns, cells, strict=False):
        if cell.value is None or cell.value == "":
            continue
        if cell.data_type in _NO_VALUES:
            return Row(number, problem=FormulaInCell(line=number, column=name))
        fields[name] = _text(cell.value)
    return Row(number, fields)


def _text(value: object) -> str:
    """Return a cell's value as it was typed: a whole number without a point, a day without an hour."""
    match value:
        case bool():
            return str(value).lower()
        case float():
            told = format(Decimal(repr(value)), "f")
            return told.removesuffix(".0")
        case datetime():
            return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)


def write(rows: Sequence[Fields], layout: Layout) -> bytes:
    """Return *rows* as a workbook of one sheet with the names of the fields as heading; every cell is text."""
    from openpyxl import Workbook  # noqa: PLC0415 - as in read

    book = Workbook(write_only=True)
    sheet = book.create_sheet(layout.system)
    names = [it.name for it in layout.fields]
    for row in ({name: name for name in names}, *rows):
        sheet.append([_cell(sheet, row.get(name)) for name in names])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, text: str | None) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as in read
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - as in read

    if text is None:
        return None
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))
    cell.data_type = "s"  # a text that begins with = would become a formula
    return cell
