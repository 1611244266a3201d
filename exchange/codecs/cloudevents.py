"""CloudEvents 1.0 in the JSON format: each row is one event; one alone, or a batch of them.

An event's id binds the row's key and its content, so that whoever gets it twice can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from domain.messages import canonical
from exchange.codecs.jsonl import parse, row_of
from exchange.layouts import Layout
from exchange.refusals import OtherEventType, Unreadable
from exchange.rows import Fields, Row, require_few, unreadable

ONE, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"
_NEEDED = ("id", "source", "type")
_JSON = ("application/json", None)


def read(data: bytes, layout: Layout) -> list[Row]:
    """Return the rows in *data*: one event, or a list of them; the line is the number of the event.

    Raises:
        Unreadable: it is neither.
        TooLarge: there are too many.
    """
    try:
        value = parse(data.decode("utf-8"))
    except ValueError as error:
        raise Unreadable(format="cloudevents") from error
    events = value if isinstance(value, list) else [value]
    require_few(events)
    return [_row(number, it, layout) for number, it in enumerate(events, 1)]


def _row(number: int, event: Any, layout: Layout) -> Row:
    if not _is_event(event):
        return unreadable(number, "CloudEvents 1.0 사건이 아님", "not an event of CloudEvents 1.0")
    if event["type"] != layout.event_type:
        return Row(number, problem=OtherEventType(given=str(event["type"])[:80], known=layout.event_type))
    if event.get("datacontenttype") not in _JSON or "data" not in event:
        return unreadable(number, "data가 JSON이 아님", "its data is not JSON")
    data = event["data"]
    return row_of(number, {"key": event["id"], **data} if isinstance(data, dict) else data)


def _is_event(value: Any) -> bool:
    """Return whether *value* has the attributes every event has, each a text that says something."""
    if not isinstance(value, dict) or value.get("specversion") != "1.0":
        return False
    return all(isinstance(value.get(name), str) and value[name] for name in _NEEDED)


def write(rows: Sequence[Fields], layout: Layout) -> bytes:
    """Return *rows* as a batch of events."""
    return canonical([_event(row, layout) for row in rows])


def _event(row: Fields, layout: Layout) -> dict[str, Any]:
    data = dict(row)
    return {
        "specversion": "1.0",
        "id": f"{data['key']}.{hashlib.sha256(canonical(data)).hexdigest()[:16]}",
        "source": f"/sacho/{data['body']}/{data['year']}",
        "type": layout.event_type,
        "subject": data["key"],
        "datacontenttype": "application/json",
        "data": data,
    }
