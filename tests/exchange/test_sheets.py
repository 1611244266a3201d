"""Cells as they stand in a workbook: numbers and days as they were typed, nothing lost, nothing dangerous read."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from exchange.codecs import xlsx
from exchange.codecs.sheets import Book, Line, lines_in, lines_of, number
from exchange.layouts import VALUES
from exchange.refusals import FormulaInCell, TooLarge, Unreadable
from tests.exchange.test_codecs import HEADING, packed, problem, refused, workbook

SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def first_line(*cells: Any) -> dict[int, str | None]:
    """Return what is read of a workbook whose one row is *cells*."""
    ((_, found),) = lines_of(io.BytesIO(workbook(list(cells))))
    return found


def sheet(rows: str, book: Book = Book(), prefix: str = "") -> list[Line]:  # noqa: B008 - it cannot be changed
    """Return what is read of the XML *rows*."""
    begins = f'<{prefix}worksheet xmlns{":" if prefix else ""}{prefix[:-1]}="{NAMESPACE}"><{prefix}sheetData>'
    return list(lines_in(io.BytesIO(f"{begins}{rows}</{prefix}sheetData></{prefix}worksheet>".encode()), book))


def with_part(data: bytes, name: str, change: Any) -> bytes:
    """Return the workbook *data* with its part *name* changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for it in old.namelist():
            new.writestr(it, change(old.read(it)) if it == name else old.read(it))
    return file.getvalue()


def as_excel_saves(texts: str, rows: str) -> bytes:
    """Return a workbook whose cells share *texts*, as Excel saves it and openpyxl does not."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/{SHARED}" ContentType="{kind}"/></Types>'.encode()
    data = with_part(workbook(), "[Content_Types].xml", lambda types: types.replace(b"</Types>", part))
    data = with_part(data, SHEET, lambda it: it.replace(b"</sheetData>", f"{rows}</sheetData>".encode()))
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(SHARED, f'<sst xmlns="{NAMESPACE}">{texts}</sst>')
    return file.getvalue()


# numbers


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("95.74", "95.74"),
        ("95.739999999999995", "95.74"),
        ("0.1", "0.1"),
        ("0.10000000000000001", "0.1"),
        ("2010", "2010"),
        ("2010.0", "2010"),
        ("-3.5", "-3.5"),
        ("1E-3", "0.001"),
        ("1E5", "100000"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_a_number_arrives_as_it_was_typed(stored: str, typed: str) -> None:
    assert sheet(f'<row r="1"><c r="A1"><v>{stored}</v></c></row>') == [(1, {1: typed})]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_every_amount_of_two_places_arrives_exact(amount: Decimal) -> None:
    assert Decimal(number(f"{float(amount):.17g}")) == amount


@pytest.mark.parametrize("stored", ["", " ", "many", "1,5", "0x10"])
def test_what_is_no_number_is_no_workbook(stored: str) -> None:
    change = lambda part: part.replace(b"<v>4711</v>", f"<v>{stored or 'x'}</v>".encode())  # noqa: E731 - one line of many
    broken = with_part(workbook(HEADING, ["v", 2010, "K", "t", "P", 4711]), SHEET, change)
    refused(Unreadable, xlsx.read, broken, VALUES)


# days, truth values, texts


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (date(2010, 3, 31), "2010-03-31"),
        (datetime(2010, 3, 31), "2010-03-31"),  # noqa: DTZ001 - a cell knows no zone
        (datetime(2010, 3, 31, 14, 30), "2010-03-31T14:30:00"),  # noqa: DTZ001 - as above
        (time(14, 30), "14:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (True, "true"),
        (False, "false"),
        ("2010-03-31", "2010-03-31"),
        (" 가\n나 ", " 가\n나 "),
        (CellRichText("가", TextBlock(InlineFont(b=True), "나"), "다"), "가나다"),
    ],
)
def test_a_cell_arrives_as_it_was_typed(typed: Any, told: str) -> None:
    assert first_line(typed) == {1: told}


def test_the_days_of_a_book_that_counts_from_1904_are_right() -> None:
    book, file = Workbook(), io.BytesIO()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
    book.active.append([date(2010, 3, 31)])
    book.save(file)
    assert list(lines_of(file)) == [(1, {1: "2010-03-31"})]


def test_a_day_that_no_calendar_has_is_an_error() -> None:
    days = Book(days=frozenset({1}))
    assert sheet('<row r="1"><c r="A1" s="1"><v>1E12</v></c></row>', days) == [(1, {1: None})]
    assert sheet('<row r="1"><c r="A1" s="1" t="d"><v>2010-03-31</v></c></row>', days) == [(1, {1: "2010-03-31"})]


def test_how_a_text_is_read_aloud_is_not_part_of_it() -> None:
    said = "<t>가</t><rPh sb='0' eb='1'><t>ga</t></rPh><r><rPr/><t>나</t></r>"
    assert sheet(f'<row r="1"><c r="A1" t="inlineStr"><is>{said}</is></c></row>') == [(1, {1: "가나"})]


def test_texts_that_cells_share_are_found() -> None:
    texts = "<si><t>가</t></si><si><r><t xml:space='preserve'>나 </t></r><r><t>다</t></r><rPh><t>da</t></rPh></si><si/>"
    cells = "".join(f'<c r="{place}" t="s"><v>{n}</v></c>' for place, n in (("A1", 1), ("B1", 0), ("C1", 1), ("D1", 2)))
    assert list(lines_of(io.BytesIO(as_excel_saves(texts, f'<row r="1">{cells}</row>')))) == [
        (1, {1: "나 다", 2: "가", 3: "나 다"})
    ]


@pytest.mark.parametrize("number", [1, -2, "x"])
def test_a_shared_text_that_is_not_there_is_no_workbook(number: object) -> None:
    row = f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>'
    refused(Unreadable, xlsx.read, as_excel_saves("<si><t>key</t></si>", row), VALUES)


@pytest.mark.parametrize("cell", ['<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1" t="str"><f>A2</f><v>x</v></c>'])
def test_the_value_a_formula_once_had_is_not_taken(cell: str) -> None:
    assert sheet(f'<row r="1">{cell}</row>') == [(1, {1: None})]


def test_the_result_of_a_formula_that_was_pasted_as_text_is_taken() -> None:
    assert sheet('<row r="1"><c r="A1" t="str"><v>x</v></c></row>') == [(1, {1: "x"})]


# where things stand


def test_rows_and_cells_without_a_place_follow_one_another() -> None:
    assert sheet('<row r="3"><c><v>1</v></c><c r="D3"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>') == [
        (3, {1: "1", 4: "2", 5: "3"}),
        (4, {1: "4"}),
    ]


def test_rows_and_cells_without_a_value_are_none() -> None:
    assert sheet(
        '<row r="1"><c r="A1" s="1"/></row><row r="2"/><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>'
    ) == [(1_048_576, {702: "1"})]


@pytest.mark.parametrize("number", ["0", "-5", "2", "1048577", "9" * 30, "9" * 5000, "", "x", "３"])
def test_a_row_stands_below_the_one_before_and_on_the_sheet(number: str) -> None:
    """What is told of a bad row is its number: one that no record can keep would stop the batch half-way."""
    data = workbook(HEADING, ["v", 2010, "KIPO", "t", "P", 1])
    row = f'<row r="{number}"><c r="A3" t="str"><v>w</v></c></row></sheetData>'.encode()
    with pytest.raises(Unreadable):
        xlsx.read(with_part(data, SHEET, lambda part: part.replace(b"</sheetData>", row)), VALUES)


def test_names_may_have_a_prefix() -> None:
    assert sheet('<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>', prefix="x:") == [(1, {1: "1"})]


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    """Some programs write a size of one cell; a reader that believes it loses every row."""
    data = workbook(HEADING, ["v", 2010, "KIPO", "t", "P", 1], ["w", 2010, "KIPO", "t", "P", 2])
    assert b'ref="A1:F3"' in zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    lying = with_part(data, SHEET, lambda part: part.replace(b'ref="A1:F3"', b'ref="A1"'))
    assert [it.fields["key"] for it in xlsx.read(lying, VALUES)] == ["v", "w"]


def test_only_the_first_sheet_is_read() -> None:
    book, file = Workbook(), io.BytesIO()
    book.active.append(["first"])
    book.create_sheet("second").append(["second"])
    book.save(file)
    assert list(lines_of(file)) == [(1, {1: "first"})]


def test_a_formula_counts_as_one_in_a_row_that_is_told() -> None:
    formula, good = xlsx.read(
        workbook(HEADING, ["v", 2010, "K", "t", "P", "=1+1"], ["w", 2010, "K", "t", "P", 1]), VALUES
    )
    assert problem(FormulaInCell, formula).facts["line"] == 2
    assert good.fields["value"] == "1"


_values = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e9, 1e9).filter(lambda it: it == 0 or abs(it) > 1e-9),
    st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8),
    st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(st.lists(_values, max_size=5), max_size=5))
def test_it_reads_what_openpyxl_reads(rows: list[list[Any]]) -> None:
    data = workbook(*rows)
    told = {
        (cell.row, cell.column): cell.value
        for line in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
        for cell in line
        if cell.value not in (None, "")
    }
    read = {(row, column): text for row, cells in lines_of(io.BytesIO(data)) for column, text in cells.items()}
    assert read.keys() == told.keys()
    for place, value in told.items():
        if isinstance(value, bool | str):
            assert read[place] == (value if isinstance(value, str) else str(value).lower())
        else:
            assert float(read[place] or "") == value


# what is dangerous


BOMB = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>'


@pytest.mark.parametrize(
    "part",
    [
        f"<?xml version='1.0'?>{BOMB}<a>&d;</a>".encode(),
        f"<?xml version='1.0'?><!--{' ' * 5_000}-->{BOMB}<a>&d;</a>".encode(),
        f"<?xml version='1.0' encoding='UTF-16'?>{BOMB}<a>&d;</a>".encode("utf-16"),
        f"{BOMB}<a>&d;</a>".encode(),
    ],
    ids=["plain", "behind a comment", "in another encoding", "without a declaration"],
)
@pytest.mark.parametrize("name", [SHARED, "xl/workbook.xml", SHEET])
def test_entities_are_refused_however_they_hide(name: str, part: bytes) -> None:
    data = as_excel_saves("", "")
    refused(Unreadable, xlsx._require_harmless, with_part(data, name, lambda _: part))
    refused(Unreadable, xlsx.read, with_part(data, name, lambda _: part), VALUES)


@pytest.mark.parametrize("place", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"])
def test_a_sheet_is_a_part_of_its_own_archive(place: str) -> None:
    relations = "xl/_rels/workbook.xml.rels"
    data = with_part(workbook(HEADING), relations, lambda it: it.replace(b"/xl/worksheets/sheet1.xml", place.encode()))
    assert place.encode() in zipfile.ZipFile(io.BytesIO(data)).read(relations)
    refused(Unreadable, xlsx.read, data, VALUES)


def test_a_harmless_workbook_passes() -> None:
    xlsx._require_harmless(workbook(HEADING))
    xlsx._require_harmless(packed(a_xml=b"<a><b>&lt;!DOCTYPE</b></a>"))


@pytest.mark.parametrize("more", [0, 1])
def test_an_archive_has_no_more_parts_than_a_workbook_can_need(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    data = workbook(HEADING)
    parts = len(zipfile.ZipFile(io.BytesIO(data)).namelist())
    monkeypatch.setattr(xlsx, "_MOST_FILES", parts - more)
    if more:
        refused(TooLarge, xlsx.read, data, VALUES)
    else:
        assert xlsx.read(data, VALUES) == []


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = packed(a_xml=b"<a>" + b" " * 100_000 + b"</a>")
    says = (100_007).to_bytes(4, "little")
    assert data.count(says) == 2
    refused(Unreadable, xlsx.read, data.replace(says, (10).to_bytes(4, "little")), VALUES)


def test_ten_thousand_empty_cells_a_row_are_not_kept() -> None:
    rows = "".join(f'<row r="{n}">{"<c/>" * 10_000}</row>' for n in range(1, 4))
    assert sheet(rows) == []
