"""The cells of a sheet as they stand in a workbook's XML, row by row; what a cell holds comes as text.

openpyxl tells where the parts are, what the styles mean and how its days count. The sheet and its texts, nearly
all of a file, are read here: its own readers make objects of each cell and believe what a file says of its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, from_ISO8601
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

_CHUNK = 2**16
_ROW, _CELL, _VALUE, _FORMULA, _TEXT, _PHONETIC, _SHARED = (
    f"{SHEET_MAIN_NS} {name}" for name in ("row", "c", "v", "f", "t", "rPh", "si")
)
_DIGITS = "0123456789"
_LAST_ROW = 2**20  # of any sheet
_WHOLE = re.compile(r"-?[0-9]+\Z")

Cells = dict[int, str | None]  # what is filled, by column from 1; None: a formula or an error
Line = tuple[int, Cells]


@dataclass(frozen=True)
class Book:
    """What the cells of a workbook refer to."""

    texts: Sequence[str] = ()
    days: AbstractSet[int] = field(default_factory=frozenset)  # styles of days and hours
    spans: AbstractSet[int] = field(default_factory=frozenset)  # styles of durations
    epoch: datetime = WINDOWS_EPOCH


def lines_of(data: IO[bytes]) -> Iterator[Line]:
    """Yield the rows of the first sheet of the workbook *data* that have a filled cell, each with its number."""
    reader = ExcelReader(data, read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    place = next(rel.target for _, rel in reader.parser.find_sheets() if "chartsheet" not in rel.Type)
    book = Book(_texts(reader), reader.wb._date_formats, reader.wb._timedelta_formats, reader.wb.epoch)  # noqa: SLF001 - nowhere else
    with reader.archive.open(place) as source:
        yield from lines_in(source, book)


def _texts(reader: ExcelReader) -> list[str]:
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return []
    with reader.archive.open(part.PartName[1:]) as source:
        return [text for text in _parsed(source, _Texts()) if isinstance(text, str)]


def lines_in(source: IO[bytes], book: Book) -> Iterator[Line]:
    """Yield the rows of the sheet *source* that have a filled cell."""
    return (line for line in _parsed(source, _Sheet(book)) if isinstance(line, tuple))


def _parsed(source: IO[bytes], made: _Texts) -> Iterator[object]:
    """Yield what *made* makes of the XML *source*, some of it at a time."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = made.start, made.end
    parser.CharacterDataHandler = made.hear
    while some := source.read(_CHUNK):
        parser.Parse(some)
        yield from made.taken()
    parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position: this is the end
    yield from made.taken()


class _Texts:
    """Collects the texts that cells share; how they are read aloud is none of them."""

    def __init__(self) -> None:
        self._told: list[str] = []
        self._hears = self._is_phonetic = False
        self._made: list[object] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - as expat calls it
        """Begin the element *name*."""
        if name == _SHARED:
            self._told = []
        elif name == _TEXT:
            self._hears = not self._is_phonetic
        elif name == _PHONETIC:
            self._is_phonetic = True

    def hear(self, text: str) -> None:
        """Take *text*."""
        if self._hears:
            self._told.append(text)

    def end(self, name: str) -> None:
        """End the element *name*."""
        self._hears = False
        if name == _SHARED:
            self._made.append("".join(self._told))
        elif name == _PHONETIC:
            self._is_phonetic = False

    def taken(self) -> list[object]:
        """Return what was made since the last time."""
        made, self._made = self._made, []
        return made


class _Sheet(_Texts):
    """Collects the filled rows of a sheet."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._row = self._column = self._style = 0
        self._type = "n"
        self._is_formula = False
        self._cells: Cells = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin the element *name*."""
        if name == _CELL:
            self._begin(attributes)
        elif name == _VALUE:
            self._hears = self._type != "inlineStr"
        elif name == _FORMULA:
            self._is_formula = True
        elif name == _ROW:
            self._row, self._column, self._cells = self._below(attributes.get("r")), 0, {}
        else:
            super().start(name, attributes)

    def _below(self, told: str | None) -> int:
        """Return the number of a row, which *told* may say: below the one before, and on the sheet."""
        number = self._row + 1 if told is None else _index(told)
        if not self._row < number <= _LAST_ROW:
            raise ValueError(f"{number} numbers no row below {self._row}")
        return number

    def _begin(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column = column_index_from_string(place.rstrip(_DIGITS)) if place else self._column + 1
        self._type, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self._told, self._is_formula = [], False

    def end(self, name: str) -> None:
        """End the element *name*."""
        super().end(name)
        if name == _CELL:
            told = "".join(self._told)
            if self._is_formula or self._type == "e":
                self._cells[self._column] = None
            elif told and (text := self._text(told)) != "":
                self._cells[self._column] = text
        elif name == _ROW and self._cells:
            self._made.append((self._row, self._cells))

    def _text(self, told: str) -> str | None:
        match self._type:
            case "s":
                return self._book.texts[_index(told)]
            case "b":
                return "true" if int(told) else "false"
            case "d":
                return _day(from_ISO8601(told))
            case "n" if self._style in self._book.days:
                return self._date(told)
            case "n":
                return number(told)
            case _:
                return told

    def _date(self, told: str) -> str | None:
        try:
            return _day(from_excel(float(told), self._book.epoch, timedelta=self._style in self._book.spans))
        except (OverflowError, ValueError):  # no day has this number
            return None


def _index(told: str) -> int:
    if not (told.isascii() and told.isdecimal()):
        raise ValueError(f"{told[:20]} is no number")
    return int(told)


def number(told: str) -> str:
    """Return the number *told*, which a file may write in a longer way, as it was typed.

    >>> number("95.739999999999995"), number("2010.0"), number("1E-3"), number("12345678901234567890")
    ('95.74', '2010', '0.001', '12345678901234567890')
    """
    return told if _WHOLE.match(told) else format(Decimal(repr(float(told))), "f").removesuffix(".0")


def _day(value: object) -> str:
    """Return a moment as it was typed: a day without an hour."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
