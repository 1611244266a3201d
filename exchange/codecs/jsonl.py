"""JSON Lines: one object a line. Numbers are taken as they are written, never as binary floats."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from domain.messages import canonical
from exchange.layouts import Layout
from exchange.refusals import Unreadable
from exchange.rows import Fields, Row, require_few, unreadable

_NO_OBJECT = ("JSON 객체가 아님", "not a JSON object")
_BROKEN = ("깨진 문자", "a broken character")
_NESTED = ("문자, 숫자, 참거짓이 아닌 값", "a value that is no text, number or truth value")


def read(data: bytes, layout: Layout) -> list[Row]:  # noqa: ARG001 - a row names its fields itself
    """Return the rows in *data*; empty lines are none.

    Raises:
        Unreadable: it is not UTF-8.
        TooLarge: there are too many.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(format="jsonl") from error
    rows = list(_rows(text))
    require_few(rows)
    return rows


def _rows(text: str) -> Iterator[Row]:
    for line, told in enumerate(text.split("\n"), 1):
        if not told.strip():
            continue
        try:
            value = parse(told)
        except ValueError:
            yield unreadable(line, *_NO_OBJECT)
            continue
        yield row_of(line, value)


def parse(text: str) -> Any:
    """Return the JSON value *text*, its numbers as text.

    Raises:
        ValueError: it is none; NaN and Infinity are none, and nothing is nested beyond reason.
    """
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=_once)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _no_number(text: str) -> str:
    raise ValueError(f"{text} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return *pairs* as a dictionary; parsers disagree about a name that stands there twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def row_of(line: int, value: Any) -> Row:
    """Return the row that the JSON *value* is; empty texts and null are fields that are not filled."""
    if not isinstance(value, dict):
        return unreadable(line, *_NO_OBJECT)
    if any(isinstance(it, dict | list) for it in value.values()):
        return unreadable(line, *_NESTED)
    fields = {name: _text(it) for name, it in value.items() if it not in (None, "")}
    if not _is_sound("".join((*fields, *fields.values()))):
        return unreadable(line, *_BROKEN)
    return Row(line, fields)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_sound(text: str) -> bool:
    """Return whether *text* can be written down: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def write(rows: Sequence[Fields], layout: Layout) -> bytes:  # noqa: ARG001 - as in read
    """Return *rows* as JSON Lines, in a form that is always the same."""
    return b"".join(canonical(dict(row)) + b"\n" for row in rows)
