"""sittings.yaml: when a government's committees sit; and what is left of it where some bodies do not take part."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from pathlib import Path

from domain.committee_commands import ConstituteCommittee
from domain.recusal import about_of
from rehearsal.agenda import PlannedSitting
from rehearsal.case import Case, Deed, Where
from rehearsal.reading import invalid, read
from rehearsal.refusals import UnknownName

FILE = "sittings.yaml"


def with_sittings(folder: Path, case: Case) -> Case:
    """Return *case* with the sittings that its folder plans, in order of time.

    Raises:
        Refusal: the file does not hold, or names a committee, a member or a body that nothing explains.
    """
    path = folder / FILE
    planned: tuple[PlannedSitting, ...] = read(path, tuple[PlannedSitting, ...]) if path.is_file() else ()
    for where, kind, name in _unknown(planned, case):
        raise invalid(path, where, UnknownName(kind=kind, name=name))
    in_order = sorted(planned, key=lambda it: it.at)
    return case.model_copy(update={"sittings": tuple(in_order)})


def _unknown(planned: tuple[PlannedSitting, ...], case: Case) -> Iterator[tuple[Where, str, str]]:
    deeds = (it.command for it in case.conduct)
    seats = {it.committee: {seat.person for seat in it.members} for it in deeds if isinstance(it, ConstituteCommittee)}
    bodies = {it.body for it in case.organisation.bodies}
    for n, sitting in enumerate(planned):
        if sitting.committee not in seats:
            yield (n, "committee"), "committee", sitting.committee
            continue
        members = seats[sitting.committee]
        yield from _strangers((n, "absent"), sitting.absent, members)
        for k, it in enumerate(sitting.items):
            for field in ("against", "unopened", "steps_back"):
                yield from _strangers((n, "items", k, field), getattr(it, field), members)
            if not _is_there(it.concerns, bodies):
                yield (n, "items", k, "concerns"), "body", it.concerns


def _strangers(at: Where, named: Collection[str], members: Container[str]) -> Iterator[tuple[Where, str, str]]:
    """Yield those of a list, or of the keys of a mapping, who are no members."""
    for n, person in enumerate(named):
        if person not in members:
            yield (*at, person if isinstance(named, Mapping) else n), "member", person


def _is_there(concerns: str, bodies: Container[str]) -> bool:
    body = about_of(concerns).body
    return body is None or body in bodies


def among(case: Case) -> Case:
    """Return *case* without what its conduct and its sittings say of bodies and officials that it has not."""
    bodies = {it.body for it in case.organisation.bodies}
    people = {it.person for it in case.people}
    conduct = tuple(_seated(it, people) for it in case.conduct if _bodies_of(it) <= bodies)
    sittings = (
        it.model_copy(update={"items": tuple(one for one in it.items if _is_there(one.concerns, bodies))})
        for it in case.sittings
    )
    return case.model_copy(update={"conduct": conduct, "sittings": tuple(sittings)})


def _bodies_of(deed: Deed) -> set[str]:
    fields = dict(deed.command)
    return {fields[name] for name in ("body", "ministry") if fields.get(name)}


def _seated(deed: Deed, people: Container[str]) -> Deed:
    """Return *deed*; of a committee, with those officials alone who are there."""
    it = deed.command
    if not isinstance(it, ConstituteCommittee):
        return deed
    members = tuple(seat for seat in it.members if seat.civilian or seat.person in people)
    return deed.model_copy(update={"command": it.model_copy(update={"members": members})})
