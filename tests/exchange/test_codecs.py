"""Rows to bytes and back: what was written is read, and what is not as it should be is told."""

from __future__ import annotations

import csv as plain_csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from domain.exchange_facts import Format
from domain.refusals import Refusal
from exchange.codecs import cloudevents, csv, jsonl, xlsx
from exchange.formats import CODECS, MOST_BYTES, bytes_of, format_of, rows_hash
from exchange.layouts import CARDS, DOCUMENTS, INWARD, OUTWARD, VALUES, Layout
from exchange.refusals import (
    FormulaInCell,
    MissingColumn,
    OtherEventType,
    RowUnreadable,
    TooLarge,
    UnknownColumn,
    UnknownFormat,
    Unreadable,
)
from exchange.rows import Row
from tests.support.spec import require_sentences

LAYOUTS = [*INWARD.values(), *OUTWARD.values()]
PLAIN = {"key": "v-1", "year": "2010", "body": "KIPO", "phase": "talks", "indicator": "P-01", "value": "71.5"}

_controls = st.characters(exclude_categories=["Cs", "Cc"])
texts = st.text(st.one_of(st.sampled_from("=+-@＝＋－＠'\"\t ,;각👩"), _controls), min_size=1, max_size=20)
lines = st.lists(texts, min_size=1, max_size=3).map("\n".join)


def rows_of(layout: Layout, text: st.SearchStrategy[str] = texts) -> st.SearchStrategy[list[dict[str, str]]]:
    """Return a strategy for rows of *layout* in which every required field is filled."""
    needed = {it.name: text for it in layout.fields if it.required}
    others = {it.name: text for it in layout.fields if not it.required}
    return st.lists(st.fixed_dictionaries(needed, optional=others), min_size=1, max_size=4)


def refused(refusal: type[Refusal], read: Any, *arguments: Any) -> Refusal:
    """Check that *read* refuses *arguments*, in both languages."""
    with pytest.raises(refusal) as caught:
        read(*arguments)
    require_sentences(caught.value)
    return caught.value


def problem(refusal: type[Refusal], row: Row) -> Refusal:
    """Check that *row* has the problem *refusal*, in both languages."""
    assert isinstance(row.problem, refusal)
    require_sentences(row.problem)
    return row.problem


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda it: f"{it.system}-{it.direction}")
@pytest.mark.parametrize("format_", CODECS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_format_reads_what_it_wrote(format_: Format, layout: Layout, data: st.DataObject) -> None:
    rows = data.draw(rows_of(layout))
    codec = CODECS[format_]
    assert [it.fields for it in codec.read(codec.write(rows, layout), layout)] == rows


@given(rows_of(VALUES, lines))
def test_a_text_of_several_lines_survives_csv(rows: list[dict[str, str]]) -> None:
    assert [it.fields for it in csv.read(csv.write(rows, VALUES), VALUES)] == rows


@given(rows_of(CARDS))
def test_what_is_written_twice_is_the_same_to_the_byte(rows: list[dict[str, str]]) -> None:
    for format_ in ("jsonl", "csv", "cloudevents"):
        codec = CODECS[format_]
        assert codec.write(rows, CARDS) == codec.write([dict(it) for it in rows], CARDS)


@settings(max_examples=20)
@given(rows_of(VALUES))
def test_the_content_of_a_batch_is_the_same_in_every_format(rows: list[dict[str, str]]) -> None:
    read = {rows_hash([it.fields for it in codec.read(codec.write(rows, VALUES), VALUES)]) for codec in CODECS.values()}
    assert read == {rows_hash(rows)}


@given(st.text(st.one_of(st.sampled_from("=+-@＝＋－＠'\r\n\t \u00a01."), st.characters(exclude_categories=["Cs"]))))
@example("=1+1")
@example(" \u00a0=1")
@example("a\r\n@b")
@example("''")
@example("\t1")
def test_no_line_of_a_cell_begins_a_formula_and_the_text_comes_back(text: str) -> None:
    safe = csv.safe(text)
    assert csv.plain(safe) == text
    for line in safe.replace("\r", "\n").split("\n"):
        begins = line.lstrip("\u00a0\u200b\ufeff \t")
        assert safe == text.strip() or begins[:1] not in tuple("=+-@＝＋－＠") or is_number(safe)


def is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdigit()


@pytest.mark.parametrize("number", ["-3.5", "0", "95.74", "-1"])
def test_a_number_stays_a_number(number: str) -> None:
    assert csv.safe(number) == number


@pytest.mark.parametrize("text", ["-3.5%", "-", "--1", "-1+cmd|' /C calc'!A0", "+82", "@SUM(A1)", "=HYPERLINK(0)"])
def test_what_only_looks_like_a_number_is_guarded(text: str) -> None:
    assert csv.safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "unseen", [" ", "\u3000", "\x01", "\xad", "\u200b", "\u200e", "\u202e", "\u2060", "\u2066", "\ufeff", "\x85"]
)
@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠﹦﹢﹣﹫"])
def test_a_sign_behind_what_nobody_sees_is_guarded(unseen: str, sign: str) -> None:
    assert csv.safe(f"{unseen}{sign}1+1") == f"'{unseen}{sign}1+1"


def test_a_spreadsheet_finds_the_guard_in_the_file() -> None:
    rows = [{**PLAIN, "key": "=1+1"}]
    table = list(plain_csv.DictReader(io.StringIO(csv.write(rows, VALUES).decode("utf-8-sig"))))
    assert table[0]["key"] == "'=1+1"


def test_a_workbook_holds_no_formula_and_every_cell_is_text() -> None:
    data = xlsx.write([{**PLAIN, "key": "=1+1", "value": "-3.5"}], VALUES)
    cells = [cell for line in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


# JSON Lines


def test_numbers_are_taken_as_they_are_written() -> None:
    rows = jsonl.read(b'{"value": 95.740, "year": 2010, "estimate": true, "numerator": null, "body": ""}', VALUES)
    assert rows == [Row(1, {"value": "95.740", "year": "2010", "estimate": "true"})]


def test_empty_lines_count_as_lines_and_are_no_rows() -> None:
    assert [it.line for it in jsonl.read(b'\xef\xbb\xbf{"a": 1}\n\n  \n{"a": 2}\n', VALUES)] == [1, 4]


@pytest.mark.parametrize(
    "line",
    [
        b"[1]",
        b"7",
        b"{",
        b'{"value": NaN}',
        b'{"value": Infinity}',
        b'{"value": {"a": 1}}',
        b'{"value": [1]}',
        b'{"value": 1, "value": 2}',
        b'{"value": "\\ud800"}',
        b'{"a":' * 100_000,
    ],
)
def test_a_line_that_is_no_flat_object_is_told_and_the_next_is_read(line: bytes) -> None:
    first, second = jsonl.read(line + b'\n{"key": "b"}', VALUES)
    problem(RowUnreadable, first)
    assert (first.line, second.fields) == (1, {"key": "b"})


@pytest.mark.parametrize("read", [jsonl.read, cloudevents.read])
def test_what_is_not_utf_8_is_no_json(read: Any) -> None:
    refused(Unreadable, read, "심사".encode("cp949"), VALUES)


# CSV


def table(*lines_: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines_).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_headings_are_read_in_either_encoding(encoding: str) -> None:
    rows = csv.read(
        table("자료번호,연도,기관,단계,지표,실적,추정여부", "v1,2010,특허청,talks,P-01,1,예", encoding=encoding), VALUES
    )
    assert rows == [
        Row(2, {**PLAIN, "key": "v1", "body": "특허청", "value": "1", "estimate": "예"}),
    ]


def test_empty_rows_are_none_and_short_ones_lack_their_end() -> None:
    rows = csv.read(table("key,year,body,phase,indicator,value", ",,,,,", "", "a,2010"), VALUES)
    assert [(it.line, dict(it.fields)) for it in rows] == [(4, {"key": "a", "year": "2010"})]


def test_a_row_with_too_many_cells_is_told() -> None:
    rows = csv.read(table("key,year,body,phase,indicator,value", "a,b,c,d,e,f,g", "a,b,c,d,e,f"), VALUES)
    problem(RowUnreadable, rows[0])
    assert rows[1].problem is None


@pytest.mark.parametrize(
    "heading", ["key,year,body,phase,indicator,value,secret", "key,key,year,body,phase,indicator,value"]
)
def test_a_column_that_is_none_or_stands_there_twice_is_refused(heading: str) -> None:
    refused(UnknownColumn, csv.read, table(heading), VALUES)


@pytest.mark.parametrize("heading", ["", "key,year,body,phase,indicator"])
def test_a_required_column_must_be_there(heading: str) -> None:
    refused(MissingColumn, csv.read, table(heading), VALUES)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b'key,year,body,phase,indicator,value\n"a'])
def test_what_is_no_csv_is_refused(data: bytes) -> None:
    refused(Unreadable, csv.read, data, VALUES)


# XLSX


def workbook(*rows: list[Any]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


HEADING = ["자료번호", "연도", "기관", "단계", "지표", "실적"]


def test_a_workbook_with_korean_headings_empty_rows_and_numbers() -> None:
    data = workbook(
        [None], HEADING, ["v1", 2010, "KIPO", "talks", "P-01", 71.5], [], ["v2", 2010.0, "KIPO", "t", "P", 0.1]
    )
    first, second = xlsx.read(data, VALUES)
    assert first == Row(3, {**PLAIN, "key": "v1"})
    assert (second.line, second.fields["year"], second.fields["value"]) == (5, "2010", "0.1")


@pytest.mark.parametrize("cell", ["=1+1", '=HYPERLINK("http://x")', "#REF!"])
def test_a_formula_or_an_error_is_no_value(cell: str) -> None:
    bad, good = xlsx.read(workbook(HEADING, ["v", 2010, "KIPO", "t", "P", cell], ["w", 2010, "K", "t", "P", 1]), VALUES)
    told = problem(FormulaInCell, bad)
    assert (told.facts["line"], told.facts["column"]) == (2, "value")
    assert good.problem is None


def test_a_cell_beyond_the_heading_is_told() -> None:
    row = ["v", 2010, "KIPO", "t", "P", 1, None, "more"]
    problem(RowUnreadable, xlsx.read(workbook(HEADING, row), VALUES)[0])


def test_a_workbook_s_heading_is_checked() -> None:
    refused(UnknownColumn, xlsx.read, workbook([*HEADING, "비고"]), VALUES)
    refused(MissingColumn, xlsx.read, workbook(HEADING[:-1]), VALUES)
    assert xlsx.read(workbook(), VALUES) == []


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("_", "."), data)
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"no archive", packed(a_xml=b"<a/>"), workbook(HEADING)[:900]])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    refused(Unreadable, xlsx.read, data, VALUES)


def test_a_workbook_that_declares_entities_is_refused() -> None:
    refused(
        Unreadable, xlsx.read, packed(a_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), VALUES
    )


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_UNPACKED", 10_000)
    refused(TooLarge, xlsx.read, packed(a_xml=b"0" * 20_000), VALUES)


# CloudEvents


def event(**changes: Any) -> Mapping[str, Any]:
    data = {name: value for name, value in PLAIN.items() if name != "key"}
    whole = {"specversion": "1.0", "id": "e-1", "source": "/bsc", "type": VALUES.event_type, "data": data}
    return {**whole, **changes}


def read_event(**changes: Any) -> Row:
    return cloudevents.read(json.dumps(event(**changes)).encode(), VALUES)[0]


def test_an_event_alone_is_a_batch_of_one_and_its_id_is_the_key() -> None:
    assert read_event() == Row(1, {**PLAIN, "key": "e-1"})
    assert read_event(data=PLAIN).fields["key"] == "v-1"
    assert read_event(datacontenttype="application/json").problem is None


def test_events_know_attributes_that_we_do_not() -> None:
    assert read_event(traceparent="00-1-2-01", time="2010-04-01T00:00:00Z").problem is None


@pytest.mark.parametrize(
    "changes",
    [
        {"specversion": "0.3"},
        {"id": ""},
        {"id": None},
        {"source": None},
        {"type": ""},
        {"data": "text"},
        {"data": [1]},
        {"data": {"value": {"deep": 1}}},
        {"datacontenttype": "text/xml"},
    ],
)
def test_what_is_no_event_of_the_standard_is_told(changes: dict[str, Any]) -> None:
    problem(RowUnreadable, read_event(**changes))


def test_an_event_of_another_type_is_told() -> None:
    problem(OtherEventType, read_event(type=DOCUMENTS.event_type))


@pytest.mark.parametrize("data", [b"", b"{", b"NaN"])
def test_what_is_no_json_is_no_event(data: bytes) -> None:
    refused(Unreadable, cloudevents.read, data, VALUES)


def test_an_events_id_binds_its_content() -> None:
    one, other = json.loads(cloudevents.write([PLAIN, {**PLAIN, "value": "72"}], VALUES))
    assert one["subject"] == other["subject"] == "v-1"
    assert one["id"] != other["id"]
    assert {it["source"] for it in (one, other)} == {"/sacho/KIPO/2010"}


# files and limits


@pytest.mark.parametrize(
    ("name", "format_"), [("a.jsonl", "jsonl"), ("a.CSV", "csv"), ("a.b.xlsx", "xlsx"), ("a.json", "cloudevents")]
)
def test_the_ending_of_a_file_tells_its_format(name: str, format_: str) -> None:
    assert format_of(Path(name)) == format_


def test_another_ending_tells_none() -> None:
    refused(UnknownFormat, format_of, Path("a.xls"))


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as opened:
        opened.truncate(MOST_BYTES)
    assert len(bytes_of(file)) == MOST_BYTES
    with file.open("ab") as opened:
        opened.write(b".")
    refused(TooLarge, bytes_of, file)


@pytest.mark.parametrize("more", [0, 1])
def test_there_is_a_limit_of_rows(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    monkeypatch.setattr("exchange.rows.MOST_ROWS", 3)
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    rows = [{**PLAIN, "key": f"v-{n}"} for n in range(3 + more)]
    for codec in CODECS.values():
        data = codec.write(rows, VALUES)
        if more:
            refused(TooLarge, codec.read, data, VALUES)
        else:
            assert len(codec.read(data, VALUES)) == 3


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda it: f"{it.system}-{it.direction}")
def test_a_layout_names_each_field_once_and_asks_for_key_year_and_body(layout: Layout) -> None:
    names = [it.name for it in layout.fields] + [it.ko for it in layout.fields]
    assert len(set(names)) == len(names)
    assert {"key", "year", "body"} <= {it.name for it in layout.fields if it.required}
    assert all(layout.name_of(it.ko) == layout.name_of(it.name) == it.name for it in layout.fields)
