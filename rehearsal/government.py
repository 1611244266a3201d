"""A case of many bodies: cases it includes whole, ministries it describes, and what it says itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from activities.yaml_files import read_rules
from domain.messages import Label
from domain.refusals import Refusal
from rehearsal.agenda_file import among
from rehearsal.case import Body, Case, Heading, Official, Organisation
from rehearsal.ministries import ministry_case
from rehearsal.ministry import Ministries, Pattern, problems
from rehearsal.reading import checked, invalid, read, require_names
from rehearsal.refusals import DoesNotFit, UnknownName

_MINISTRIES, _PATTERN = "ministries.yaml", "pattern.yaml"
_SHARED = ("year", "government", "begins", "operator")  # what a case has in common with those it includes


def is_government(folder: Path, includes: object) -> bool:
    """Return whether the case in *folder* is one of many bodies."""
    return bool(includes) or (folder / _MINISTRIES).is_file()


def bodies_of(folder: Path, included: Iterable[Heading]) -> list[str]:
    """Return the bodies of a government: those of the cases it includes, then its ministries."""
    own = _ministries(folder).ministries if (folder / _MINISTRIES).is_file() else ()
    return [*(body for it in included for body in it.bodies), *(it.body for it in own)]


def government(folder: Path, heading: Heading, load: Callable[[Path], Case]) -> Case:
    """Return the case of *heading*, without conduct of its own; *load* reads the cases it includes.

    Raises:
        Refusal: a file does not hold, or what is included is another year's.
    """
    parts, groups = list(_included(folder, heading, load)), dict[str, Label]()
    if (folder / _MINISTRIES).is_file():
        told = _ministries(folder)
        _require_included(folder, told, parts)
        included = (_included_as(told, it) for it in parts)
        groups, parts = told.groups, [*included, *_described(folder, heading, told)]
    bodies = [*_bodies(_own_bodies(folder), parts)]
    people = [*_own_people(folder), *(it for part in parts for it in part.people)]
    said = {"organisation": Organisation(bodies=tuple(bodies)), "people": people, "plan": parts[0].plan}
    whole = {**dict(heading), **said, "conduct": (), "parts": tuple(parts), "groups": groups}
    case: Case = checked(folder / "case.yaml", whole, Case)
    require_names(case, {file: _file(folder, file) for file in ("case", "organisation", "people", "plan")})
    return case


def first(case: Case, bodies: int) -> Case:
    """Return *case* with its first *bodies* parts alone."""
    parts = case.parts[:bodies]
    own = {body for part in case.parts[bodies:] for body in part.bodies}
    left = {it.person for part in case.parts[bodies:] for it in part.people}
    organisation = Organisation(bodies=tuple(it for it in case.organisation.bodies if it.body not in own))
    people = tuple(it for it in case.people if it.person not in left)
    told = {"organisation": organisation, "people": people, "parts": parts}
    fewer = {**dict(case), **told, "bodies": tuple(it for it in case.bodies if it not in own)}
    return among(Case.model_validate(fewer))


def _bodies(own: Iterable[Body], parts: Iterable[Case]) -> Iterator[Body]:
    """Yield *own* bodies and those of the *parts*; what the whole says of a body that is no part's is all of it."""
    told = {it.body: it for it in own}
    yield from told.values()
    for part in parts:
        yield from (it for it in part.organisation.bodies if it.body in part.bodies or it.body not in told)


def _require_included(folder: Path, told: Ministries, parts: Iterable[Case]) -> None:
    known = {part.bodies[0] for part in parts}
    for body in told.included:
        if body not in known:
            raise invalid(folder / _MINISTRIES, ("included", body), UnknownName(kind="body", name=body))


def _included_as(told: Ministries, part: Case) -> Case:
    """Return *part* of another case with what this government says of it."""
    known = told.included.get(part.bodies[0])
    return part.model_copy(update=known.model_dump(exclude_none=True)) if known else part


def _file(folder: Path, file: str) -> Path:
    """Return where *file* stands; what only the parts have is theirs, and told of the whole."""
    own = folder / f"{file}.yaml"
    return own if own.is_file() else folder / "case.yaml"


def _own_bodies(folder: Path) -> Iterable[Body]:
    path = folder / "organisation.yaml"
    organisation: Organisation = read(path, Organisation) if path.is_file() else Organisation(bodies=())
    return organisation.bodies


def _own_people(folder: Path) -> Iterable[Official]:
    path = folder / "people.yaml"
    people: tuple[Official, ...] = read(path, tuple[Official, ...]) if path.is_file() else ()
    return people


def _ministries(folder: Path) -> Ministries:
    told: Ministries = read(folder / _MINISTRIES, Ministries)
    return told


def _described(folder: Path, heading: Heading, told: Ministries) -> Iterator[Case]:
    pattern: Pattern = read(folder / _PATTERN, Pattern)
    for file, where, refusal in problems(told, pattern):
        raise invalid(folder / file, where, refusal)
    planning = read_rules(heading.rules).planning
    for it in told.ministries:
        try:
            yield ministry_case(it, heading, told.crowd, pattern, planning)
        except Refusal as refusal:
            raise invalid(folder / _PATTERN, ("steps",), refusal) from refusal


def _included(folder: Path, heading: Heading, load: Callable[[Path], Case]) -> Iterator[Case]:
    for n, name in enumerate(heading.includes):
        part = load(folder / name)
        for field in _SHARED:
            ours, theirs = (str(getattr(it, field)) for it in (heading, part))
            if ours != theirs:
                told: dict[str, Any] = {"case": part.case, "field": field, "theirs": theirs, "ours": ours}
                raise invalid(folder / "case.yaml", ("includes", n), DoesNotFit(**told))
        yield part
