"""Rule sets in layers: one file may extend another and say only what differs.

Mappings are merged by key, phases and tasks by their id; any other list replaces the one below it.
``null`` drops a key; ``remove: true`` drops a phase or task; where there is nothing to drop, both
stay and are refused when the whole is validated. A new task follows the one before it
in its file; phases stand in the order in which they open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from domain.calendar import resolve

IDS = {"phases": "phase", "tasks": "task", "rights": "task"}  # lists that are merged by the id of their items
NEVER_INHERITED = ("id", "name", "approval")  # whoever approved the rules below did not approve what is said on top
_LABEL = {"ko", "en"}
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


class Change(NamedTuple):
    """What *field* says in two rule sets; None: nothing."""

    field: str
    before: Any
    after: Any


def changes(before: Any, after: Any, field: str = "") -> Iterator[Change]:
    """Yield every field in which two rule sets differ; items of a list are compared by what names them."""
    named = _by_name(before, after)
    if named is None:
        if before != after:
            yield Change(field, before, after)
        return
    ours, theirs = named
    for key in dict.fromkeys([*ours, *theirs]):
        yield from changes(ours.get(key), theirs.get(key), f"{field}.{key}" if field else key)
    common = [[it for it in one if it in other] for one, other in ((ours, theirs), (theirs, ours))]
    if isinstance(before, list) and common[0] != common[1]:
        yield Change(field, *common)


def _by_name(before: Any, after: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return both as mappings: mappings as they are, lists by the first field of their items, if it names each."""
    if isinstance(before, dict) and isinstance(after, dict):
        return (before, after) if set(before) != _LABEL else None  # a name in two languages is one thing
    if not (isinstance(before, list) and isinstance(after, list) and before and after):
        return None
    if not all(isinstance(it, dict) and it for it in (*before, *after)):
        return None
    if len({next(iter(it)) for it in (*before, *after)}) > 1:
        return None
    ours, theirs = ({str(next(iter(it.values()))): it for it in items} for items in (before, after))
    return (ours, theirs) if (len(ours), len(theirs)) == (len(before), len(after)) else None
