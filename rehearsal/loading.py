"""Reading a case: what does not hold is refused with file, field and line."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from activities.yaml_files import line_of, read_yaml
from domain.messages import Command
from domain.parsing import UnknownCommand, parse_command, refusal_of
from domain.refusals import Refusal
from rehearsal.case import (
    CONDUCT,
    Act,
    Body,
    Case,
    Deed,
    Heading,
    Official,
    Organisation,
    Plan,
    Where,
)
from rehearsal.crowd import enlarged


class CaseMissing(Refusal):
    """The folder is no case."""

    code = "case.missing"
    ko = "{folder}은(는) 사례 폴더가 아닙니다. case.yaml이 있는 폴더를 지정하십시오."
    en = "{folder} is no case. Name a folder that holds a case.yaml."


class CaseInvalid(Refusal):
    """A file of the case does not hold; *reason* is the code of what is wrong with it."""

    code = "case.invalid"
    ko = "사례의 {file} 파일이 올바르지 않습니다. {field}({line}행): {problem_ko}"
    en = "{file} of the case is not valid. {field} (line {line}): {problem}"


class UnknownName(Refusal):
    """A name that the case does not explain."""

    code = "case.unknown-name"
    ko = "'{name}'을(를) 이 사례에서 찾을 수 없습니다({kind}). 철자를 확인하거나 먼저 적으십시오."
    en = "This case has no {kind} '{name}'. Check its spelling, or list it first."


class NamedTwice(Refusal):
    """An id stands for one thing."""

    code = "case.named-twice"
    ko = "'{name}'이(가) 두 번 적혀 있습니다({kind}). 하나를 지우거나 다른 식별자를 쓰십시오."
    en = "The {kind} '{name}' is listed twice. Remove one, or use another id."


class BeforeTheBeginning(Refusal):
    """Until the case begins, nobody is there to act."""

    code = "case.before-beginning"
    ko = "{at}은(는) 사례의 시작({begins})보다 늦지 않습니다. 시작 뒤의 시각을 적으십시오."
    en = "{at} is not after the beginning of the case, {begins}. Give a later moment."


def load_case(folder: Path, *, conduct: bool = True) -> Case:
    """Return the case in *folder*: case, organisation, people, plan and, if wanted, conduct, each a YAML file.

    Raises:
        Refusal: the folder is no case, a file is missing or no YAML, or what it says does not hold.
    """
    heading = _heading(folder)
    base = folder / heading.based_on if heading.based_on else None
    files = {file: _file(folder, base, file) for file in ("organisation", "people", "plan")}
    case = Case(
        **dict(heading),
        organisation=_read(files["organisation"], TypeAdapter(Organisation)),
        people=_read(files["people"], TypeAdapter(tuple[Official, ...])),
        plan=_read(files["plan"], TypeAdapter(Plan)),
        conduct=(),
    )
    files["case"] = folder / "case.yaml"
    for file, where, kind, name in _repeated(case):
        raise _invalid(files[file], where, NamedTwice(kind=kind, name=name))
    for file, where, kind, used, known in _names(case):
        if used is not None and used not in known:
            raise _invalid(files[file], where, UnknownName(kind=kind, name=used))
    before = _read_conduct(base / "conduct.yaml", case) if conduct and base else ()
    acts = _read_conduct(folder / "conduct.yaml", case) if conduct else ()
    return Case.model_validate({**dict(case), "conduct": (*before, *acts)})


def _heading(folder: Path) -> Heading:
    """Return the case's heading, with what it leaves out from the case it is based on."""
    path = folder / "case.yaml"
    if not path.is_file():
        raise CaseMissing(folder=folder)
    data, told = read_yaml(path), dict[str, Any]()
    if isinstance(data, dict) and data.get("based_on") is not None:
        base = _heading(folder / str(data["based_on"]))
        told = base.model_dump(exclude={"case", "name", "based_on"}, exclude_none=True)
    return Heading.model_validate(_checked(path, {**told, **data} if told else data, TypeAdapter(Heading)))


def _file(folder: Path, base: Path | None, file: str) -> Path:
    """Return where *file* of a case stands: in its own folder, or in that of the case it is based on."""
    own = folder / f"{file}.yaml"
    return base / f"{file}.yaml" if base is not None and not own.exists() else own


def _read(path: Path, adapter: TypeAdapter[Any]) -> Any:
    return _checked(path, read_yaml(path), adapter)


def _checked(path: Path, data: Any, adapter: TypeAdapter[Any]) -> Any:
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        where = error.errors(include_url=False)[0]["loc"]
        raise _invalid(path, where, refusal_of(path.name, error)) from error


def _read_conduct(path: Path, case: Case) -> tuple[Deed, ...]:
    acts: tuple[Act, ...] = _read(path, TypeAdapter(tuple[Act, ...]))
    officials = {official.person for official in enlarged(case, case.crowd.people if case.crowd else 0).people}
    people = officials | _civilians(acts)
    for number, act in enumerate(acts):
        if act.at <= case.begins:
            raise _invalid(path, (number, "at"), BeforeTheBeginning(at=act.at, begins=case.begins))
        if act.actor not in people:
            raise _invalid(path, (number, "as"), UnknownName(kind="person", name=act.actor))
    return tuple(_deed(path, number, act, case) for number, act in enumerate(acts))


def _civilians(acts: Iterable[Act]) -> set[str]:
    """Return the members of committees who hold no post, so no list of officials has them."""
    seats = [seat for act in acts for seat in (*act.do.get("members", ()), act.do)]
    return {str(it.get("person")) for it in seats if isinstance(it, Mapping) and it.get("civilian") is True}


def _deed(path: Path, number: int, act: Act, case: Case) -> Deed:
    try:
        command = _command(act.do, case)
    except Refusal as refusal:
        field = [int(part) if part.isdigit() else part for part in str(refusal.facts.get("field", "type")).split(".")]
        raise _invalid(path, (number, "do", *field), refusal) from refusal
    kept = {name: value for name, value in act if name != "do"}
    return Deed(**kept, command=command)


def _command(do: Mapping[str, Any], case: Case) -> Command:
    """Return the command that *do* describes, with what it leaves out taken from the case."""
    model = CONDUCT.get(str(do.get("type")))
    if model is None:
        raise UnknownCommand(given=do.get("type"), known=", ".join(sorted(CONDUCT)))
    plan = case.plan
    known: dict[str, Any] = {"year": case.year, "mission": plan.mission, "vision": plan.vision, "finance": plan.finance}
    if len(case.bodies) == 1:
        known["body"] = case.bodies[0]
    if part := next((part for part in plan.units if part.unit == do.get("unit")), None):
        known["objectives"] = part.objectives
    return parse_command({**{name: it for name, it in known.items() if name in model.model_fields}, **do})


def _invalid(path: Path, where: Where, refusal: Refusal) -> CaseInvalid:
    return CaseInvalid(
        file=path.name,
        field=".".join(map(str, where)) or "-",
        line=line_of(path, where),
        reason=refusal.code,
        problem=refusal.sentence("en"),
        problem_ko=refusal.sentence("ko"),
    )


def _names(case: Case) -> Iterator[tuple[str, Where, str, str | None, Container[str]]]:
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


def _repeated(case: Case) -> Iterator[tuple[str, Where, str, str]]:
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
