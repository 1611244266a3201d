"""Reading a case: what does not hold is refused with file, field and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from activities.yaml_files import read_yaml
from domain.refusals import Refusal
from rehearsal.agenda_file import with_sittings
from rehearsal.case import Act, Case, Deed, Heading, Official, Organisation, Plan
from rehearsal.crowd import whole
from rehearsal.deeds import command_of
from rehearsal.government import bodies_of, government, is_government
from rehearsal.reading import checked, invalid, read, require_names
from rehearsal.refusals import BeforeTheBeginning, CaseMissing, UnknownName


def load_case(folder: Path, *, conduct: bool = True) -> Case:
    """Return the case in *folder*: case, organisation, people, plan and, if wanted, conduct, each a YAML file.

    Raises:
        Refusal: the folder is no case, a file is missing or no YAML, or what it says does not hold.
    """
    heading = _heading(folder)
    if is_government(folder, heading.includes):
        case = government(folder, heading, partial(load_case, conduct=conduct))
        own = folder / "conduct.yaml"
        case = _with_conduct(case, _read_conduct(own, case) if conduct and own.is_file() else ())
        return with_sittings(folder, case) if conduct else case
    base = folder / heading.based_on if heading.based_on else None
    files = {file: _file(folder, base, file) for file in ("organisation", "people", "plan")}
    case = Case(
        **dict(heading),
        organisation=read(files["organisation"], Organisation),
        people=read(files["people"], tuple[Official, ...]),
        plan=read(files["plan"], Plan),
        conduct=(),
    )
    require_names(case, {**files, "case": folder / "case.yaml"})
    before = _read_conduct(base / "conduct.yaml", case) if conduct and base else ()
    acts = _read_conduct(folder / "conduct.yaml", case) if conduct else ()
    return _with_conduct(case, (*before, *acts))


def _with_conduct(case: Case, deeds: tuple[Deed, ...]) -> Case:
    return Case.model_validate({**dict(case), "conduct": deeds})


def _heading(folder: Path) -> Heading:
    """Return the case's heading, with what it leaves out from the case it is based on."""
    path = folder / "case.yaml"
    if not path.is_file():
        raise CaseMissing(folder=folder)
    data, told = read_yaml(path), dict[str, Any]()
    if isinstance(data, dict) and data.get("based_on") is not None:
        base = _heading(folder / str(data["based_on"]))
        told = base.model_dump(exclude={"case", "name", "based_on"}, exclude_none=True)
    if isinstance(data, dict) and is_government(folder, includes := data.get("includes", ())):
        told["bodies"] = bodies_of(folder, (_heading(folder / str(name)) for name in includes))
    heading: Heading = checked(path, {**told, **data} if told else data, Heading)
    own = folder / heading.rules
    return heading.model_copy(update={"rules": str(own)}) if own.is_file() else heading


def _file(folder: Path, base: Path | None, file: str) -> Path:
    """Return where *file* of a case stands: in its own folder, or in that of the case it is based on."""
    own = folder / f"{file}.yaml"
    return base / f"{file}.yaml" if base is not None and not own.exists() else own


def _read_conduct(path: Path, case: Case) -> tuple[Deed, ...]:
    acts: tuple[Act, ...] = read(path, tuple[Act, ...])
    people = {official.person for official in whole(case).people} | _civilians(acts)
    for number, act in enumerate(acts):
        if act.at <= case.begins:
            raise invalid(path, (number, "at"), BeforeTheBeginning(at=act.at, begins=case.begins))
        if act.actor not in people:
            raise invalid(path, (number, "as"), UnknownName(kind="person", name=act.actor))
    return tuple(_deed(path, number, act, case) for number, act in enumerate(acts))


def _civilians(acts: Iterable[Act]) -> set[str]:
    """Return the members of committees who hold no post, so no list of officials has them."""
    seats = [seat for act in acts for seat in (*act.do.get("members", ()), act.do)]
    return {str(it.get("person")) for it in seats if isinstance(it, Mapping) and it.get("civilian") is True}


def _deed(path: Path, number: int, act: Act, case: Case) -> Deed:
    try:
        command = command_of(act.do, case)
    except Refusal as refusal:
        field = [int(part) if part.isdigit() else part for part in str(refusal.facts.get("field", "type")).split(".")]
        raise invalid(path, (number, "do", *field), refusal) from refusal
    kept = {name: value for name, value in act if name != "do"}
    return Deed(**kept, command=command)
