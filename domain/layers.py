"""Rule sets in layers: one file may extend another and say only what differs.

Mappings are merged by key, phases and tasks by their id; any other list replaces the one below it.
``null`` drops a key; ``remove: true`` drops a phase or task; where there is nothing to drop, both
stay and are refused when the whole is validated. A new task follows the one before it
in its file; phases stand in the order in which they open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.calendar import resolve

IDS = {"phases": "phase", "tasks": "task"}  # lists that are merged by the id of their items
NEVER_INHERITED = ("id", "name", "approval")  # whoever approved the rules below did not approve what is said on top
_SOME_YEAR = 2001  # any common year: only the order of days is compared


def merge(below: Mapping[str, Any], on_top: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rules *below* as *on_top* changes them."""
    merged = _merged({key: value for key, value in below.items() if key not in NEVER_INHERITED}, on_top)
    if _has_ids(merged.get("phases"), "phase"):
        merged["phases"] = sorted(merged["phases"], key=_opening)
    return merged


def _merged(below: Mapping[str, Any], on_top: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in on_top.items():
        there = below.get(key)
        if value is None and key in below:
            del merged[key]
        elif isinstance(value, Mapping) and isinstance(there, Mapping):
            merged[key] = _merged(there, value)
        elif _has_ids(value, IDS.get(key)) and _has_ids(there, IDS.get(key)):
            merged[key] = _merged_items(IDS[key], there or (), value)
        else:
            merged[key] = value
    return merged


def _merged_items(name: str, below: Sequence[Any], on_top: Sequence[Any]) -> list[Any]:
    merged, place = list(below), len(below)
    for item in on_top:
        found = next((n for n, it in enumerate(merged) if it[name] == item[name]), None)
        if found is None:
            merged.insert(place, item)
        elif item.get("remove") is True:
            del merged[found]
            place = found
            continue
        else:
            merged[found] = _merged(merged[found], item)
        place = (place if found is None else found) + 1
    return merged


def _has_ids(items: Any, name: str | None) -> bool:
    """Return whether *items* is a list of mappings that all have the id *name*; otherwise it is refused later."""
    return (
        name is not None
        and isinstance(items, Sequence)
        and all(isinstance(it, Mapping) and isinstance(it.get(name), str) for it in items)
    )


def _opening(phase: Mapping[str, Any]) -> date:
    try:
        return resolve(str(phase.get("opens")), _SOME_YEAR)
    except ValueError:  # no day of a year: it is refused when the whole is validated
        return date.max
