"""Golden files: one stored row per event type and schema version. Written once, then frozen.

``python -m tests.golden.files`` writes those that are missing and touches none that exists.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from domain.messages import Event, private_fields
from eventstore.port import Stored
from tests.golden.examples import EXAMPLES
from tests.support.rows import KEYS, row_of

FOLDER = Path(__file__).parent / "events"


def name_of(kind: type[Event]) -> str:
    """Return the name of the golden file for the newest shape of *kind*."""
    return f"{kind.__name__}.{kind.schema_version}.json"


def as_text(event: Event, position: int) -> str:
    """Return the golden file of *event*: its row, the key of its subject, and the texts under seal."""
    row = row_of(event, position)
    fields = private_fields(type(event))
    envelope = {name: value for name, value in row._asdict().items() if name not in ("body", "leaf_hash")}
    data = {
        "row": envelope,
        "body": row.body.decode(),
        "leaf_hash": row.leaf_hash.hex(),
        "keys": {(who := getattr(event, event.about)): KEYS[who].hex()} if fields else {},
        "sealed": event.model_dump(mode="json", include=set(fields)),
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def read(path: Path) -> tuple[Stored, dict[str, bytes], dict[str, Any]]:
    """Return the row, the keys and the texts under seal that *path* holds."""
    data = json.loads(path.read_text(encoding="utf-8"))
    row = Stored(**data["row"], body=data["body"].encode(), leaf_hash=bytes.fromhex(data["leaf_hash"]))
    return row, {name: bytes.fromhex(key) for name, key in data["keys"].items()}, data["sealed"]


def write_missing() -> list[str]:
    """Write the files of events that have none yet, and return their names."""
    written = []
    for position, event in enumerate(EXAMPLES, 1):
        path = FOLDER / name_of(type(event))
        if not path.exists():
            path.write_text(as_text(event, position), encoding="utf-8")
            written.append(path.name)
    return written


if __name__ == "__main__":
    print(*write_missing(), sep="\n")  # noqa: T201 - run by hand
