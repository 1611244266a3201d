"""Names of the people a refusal is about, read where it is told; without a log that can be read there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from cli.command import Call
from cli.logs import existing
from cli.outcome import role_name
from cli.texts import language
from projections.tables import PEOPLE

_PEOPLE = frozenset(
    ("person", "persons", "actor", "owner", "subject", "head", "first", "second", "evaluator", "member", "verifier")
)


def names_in(call: Call, facts: Mapping[str, Any]) -> dict[str, str]:
    """Return by id how to call those of *facts* that are people: name and title, with the id after them."""
    told = [value for key, value in facts.items() if key in _PEOPLE and isinstance(value, str)]
    ids = {part for value in told for part in value.split(", ")}
    roles = {it: role_name(it.removeprefix("role:")) for it in ids if it.startswith("role:")}
    return {**roles, **_names(call, ids - roles.keys())}


def _names(call: Call, ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    try:
        with existing(call) as log, log.view() as connection:
            query = select(PEOPLE.c.person, PEOPLE.c.name, PEOPLE.c.title_ko, PEOPLE.c.title_en)
            rows = connection.execute(query.where(PEOPLE.c.person.in_(ids)))
            return {person: _called(person, name, ko, en) for person, name, ko, en in rows}
    except Exception:  # noqa: BLE001 - the refusal itself is what matters
        return {}


def _called(person: str, name: str | None, ko: str, en: str) -> str:
    if language() == "ko":
        return f"{' '.join(filter(None, (name, ko)))}({person})"
    return f"{', '.join(filter(None, (name, en)))} ({person})"
