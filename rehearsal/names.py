"""The names in a case: those that must be explained, and those given twice."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from rehearsal.case import Body, Case, Official, Where


def names_of(case: Case) -> Iterator[tuple[str, Where, str, str | None, Container[str]]]:
    """Yield every name that must be explained: file, place, kind, name, and the names that are."""
    people = {it.person for it in case.people}
    units = {body.body: {unit.unit for unit in body.units} for body in case.organisation.bodies}
    yield "case", ("operator",), "person", case.operator, people
    yield "case", ("protagonist",), "person", case.protagonist, people
    yield "case", ("government",), "body", case.government, units
    for n, name in enumerate(case.bodies):
        yield "case", ("bodies", n), "body", name, units
    for n, body in enumerate(case.organisation.bodies):
        yield from _names_in_body(("bodies", n), body, people)
    for n, official in enumerate(case.people):
        yield from _names_of_official(n, official, people, units)
    for n, part in enumerate(case.plan.units):
        yield "plan", ("units", n, "unit"), "unit", part.unit, units[case.bodies[0]]


def _names_in_body(
    at: Where, body: Body, people: Container[str]
) -> Iterator[tuple[str, Where, str, str | None, Container[str]]]:
    yield "organisation", (*at, "head"), "person", body.head, people
    for n, unit in enumerate(body.units):
        above = {earlier.unit for earlier in body.units[:n]}
        yield "organisation", (*at, "units", n, "parent"), "unit", unit.parent, above
        yield "organisation", (*at, "units", n, "head"), "person", unit.head, people


def _names_of_official(
    n: int, official: Official, people: Container[str], units: Mapping[str, Container[str]]
) -> Iterator[tuple[str, Where, str, str | None, Container[str]]]:
    yield "people", (n, "body"), "body", official.body, units
    yield "people", (n, "unit"), "unit", official.unit, units.get(official.body, ())
    for body in official.roles:
        yield "people", (n, "roles", body), "body", body, units
    if official.evaluated is not None:
        yield "people", (n, "evaluated", "first"), "person", official.evaluated.first, people
        yield "people", (n, "evaluated", "second"), "person", official.evaluated.second, people


def repeated(case: Case) -> Iterator[tuple[str, Where, str, str]]:
    """Yield every id that an earlier item of its list has: file, place, kind, id."""
    lists: list[tuple[str, Where, str, list[str]]] = [
        ("organisation", ("bodies",), "body", [body.body for body in case.organisation.bodies]),
        ("people", (), "person", [official.person for official in case.people]),
        ("plan", ("units",), "unit", [part.unit for part in case.plan.units]),
    ]
    for n, body in enumerate(case.organisation.bodies):
        lists.append(("organisation", ("bodies", n, "units"), "unit", [unit.unit for unit in body.units]))
    for file, at, kind, names in lists:
        seen: set[str] = set()
        for n, name in enumerate(names):
            if name in seen:
                yield file, (*at, n), kind, name
            seen.add(name)
