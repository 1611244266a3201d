"""XLSX: the first sheet, its first row the heading. Written cells are typed as text; a formula is never read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError, ParserCreate

from domain.refusals import Refusal
from exchange.layouts import Layout
from exchange.refusals import FormulaInCell, TooLarge, Unreadable
from exchange.rows import MOST_ROWS, Fields, Row, columns_of, unreadable

if TYPE_CHECKING:
    from exchange.codecs.sheets import Cells, Line

_MOST_UNPACKED = 256 * 2**20  # bytes of a workbook, unpacked
_MOST_FILES = 1_000
_HEAD = 2_000  # bytes; a document type is nearly always among the first


def read(data: bytes, layout: Layout) -> list[Row]:
    """Return the rows of the first sheet of *data*; empty ones are none.

    Raises:
        Unreadable: it is no workbook, or a dangerous one.
        UnknownColumn, MissingColumn, TooLarge: its heading or its size is wrong.
    """
    from exchange.codecs.sheets import lines_of  # noqa: PLC0415 - heavy; only workbooks need it

    _require_harmless(data)
    try:
        return _below_heading(lines_of(io.BytesIO(data)), layout)
    except Refusal:
        raise
    except Exception as error:  # the library raises whatever a broken part makes it stumble over
        raise Unreadable(format="xlsx") from error


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
            typed = [_declares_types(archive.open(it)) for it in parts if it.filename.endswith((".xml", ".rels"))]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error, ExpatError) as error:
        raise Unreadable(format="xlsx") from error
    if any(typed):
        raise Unreadable(format="xlsx")


def _declares_types(part: IO[bytes]) -> bool:
    """Return whether *part* declares a document type: before its first element, behind whatever, in any encoding."""
    found: list[bool] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    while not found and (some := part.read(_HEAD)):
        parser.Parse(some)
    return found[:1] == [True]


def _below_heading(lines: Iterator[Line], layout: Layout) -> list[Row]:
    heading = next(lines, None)
    if heading is None:
        return []
    cells = heading[1]
    headings = [(cells.get(number) or "").strip() for number in range(1, max(cells) + 1)]
    while headings and not headings[-1]:
        headings.pop()
    columns = columns_of(headings, layout)
    rows = [_row(number, line, columns) for number, line in islice(lines, MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise TooLarge(most=MOST_ROWS, what="rows")
    return rows


def _row(number: int, cells: Cells, columns: Sequence[str]) -> Row:
    if max(cells) > len(columns):
        return unreadable(number, "열이 더 많음", "it has too many cells")
    fields = {}
    for column in sorted(cells):
        text, name = cells[column], columns[column - 1]
        if text is None:
            return Row(number, problem=FormulaInCell(line=number, column=name))
        fields[name] = text
    return Row(number, fields)


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
