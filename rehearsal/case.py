"""A case: one year of a government as a folder of YAML, and the script that its people play.

``python -m rehearsal.case`` writes the JSON Schema of the format to ``examples/case.schema.json``.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AwareDatetime, Field, SerializeAsAny, TypeAdapter, ValidationError
from pydantic.json_schema import models_json_schema

from activities.yaml_files import line_of, read_yaml
from domain.body import AppointHead, EstablishBody, EstablishUnit
from domain.ids import SYSTEM, Id, Year
from domain.messages import Command, Label, Text, Value
from domain.objectives import Objectives
from domain.parsing import UnknownCommand, parse_command, refusal_of
from domain.person import AssignEvaluators, GrantRole, Instrument, RegisterPerson, Role
from domain.refusals import Refusal
from domain.registry import COMMANDS
from domain.rules import RuleSet

SCHEMA = Path(__file__).parent.parent / "examples" / "case.schema.json"
_OF_THE_CLOCKS = ("OpenCycle", "CloseCycle", "OpenPhase", "RemindPhase", "EscalatePhase", "ClosePhase", "BlockPhase")
CONDUCT: dict[str, type[Command]] = {name: it for name, it in COMMANDS.items() if name not in _OF_THE_CLOCKS}
_FILLED_IN = ("year", "body", "mission", "vision", "objectives")  # from the case, where `do` leaves them out

Share = Annotated[Decimal, Field(ge=0, le=1)]
Where = tuple[int | str, ...]  # a place in a file: keys, and numbers of list items from 0


class Crowd(Value):
    """The people nobody wrote conduct for: *people* evaluated in all, the same for the same *seed*."""

    seed: Id
    people: Annotated[int, Field(ge=0)]
    lateness: Share = Decimal(0)  # of all tasks, done in the days of grace
    missing: Share = Decimal(0)  # of all tasks, never done


class Heading(Value):
    """case.yaml: which year of whom, under which rules; *begins* is the moment of the set-up."""

    case: Id
    name: Label
    year: Year
    rules: str  # a rule set that ships with the product, or a file
    government: Id
    bodies: Annotated[tuple[Id, ...], Field(min_length=1)]  # the first is the one whose plan the case holds
    begins: AwareDatetime
    operator: Id
    crowd: Crowd | None = None


class Unit(Value):
    """A unit of a body; its parent stands above it in the list."""

    unit: Id
    parent: Id | None = None
    level: Literal["office", "bureau", "department"]
    name: Label
    head: Id | None = None


class Body(Value):
    """A body with its units."""

    body: Id
    name: Label
    head: Id | None = None
    units: tuple[Unit, ...] = ()


class Organisation(Value):
    """organisation.yaml."""

    bodies: tuple[Body, ...]


class Evaluated(Value):
    """How a person is evaluated in the case's year, and by whom."""

    instrument: Instrument
    profile: Id
    first: Id
    second: Id | None = None


class Official(Value):
    """An entry of people.yaml: a post, roles by the body they hold in, and evaluators if evaluated."""

    person: Id
    body: Id
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: Text
    roles: dict[Id, tuple[Role, ...]] = Field(default_factory=dict)
    evaluated: Evaluated | None = None


class UnitPlan(Value):
    """A unit's part of the plan."""

    unit: Id
    objectives: Objectives


class Plan(Value):
    """plan.yaml: the plan of the case's first body; who drafts which part when stands in the conduct."""

    mission: Label
    vision: Label
    units: tuple[UnitPlan, ...]


class Act(Value):
    """An entry of conduct.yaml: at this moment, this person gives this command of the domain."""

    at: AwareDatetime
    actor: Id = Field(alias="as")
    do: dict[str, Any]
    effective_on: date | None = None
    occurred_at: AwareDatetime | None = None


class Deed(Value):
    """An act, with its command complete."""

    at: datetime
    actor: Id
    command: SerializeAsAny[Command]
    effective_on: date | None = None
    occurred_at: datetime | None = None


class Case(Heading):
    """A whole case."""

    organisation: Organisation
    people: tuple[Official, ...]
    plan: Plan
    conduct: tuple[Deed, ...]

    def home(self) -> Body:
        """Return the body whose plan the case holds."""
        return next(body for body in self.organisation.bodies if body.body == self.bodies[0])


class Entry(NamedTuple):
    """One line of a script: who gives which command when; *id* is the command's id, for ever the same."""

    at: datetime
    actor: str
    id: str
    command: Command
    effective_on: date | None = None
    occurred_at: datetime | None = None


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


class NoCrowd(Refusal):
    """Without a crowd nobody can be added."""

    code = "case.no-crowd"
    ko = "사례 '{case}'의 case.yaml에 crowd가 없어 인원을 늘릴 수 없습니다. crowd를 적거나 인원을 지정하지 마십시오."
    en = "The case '{case}' has no crowd in its case.yaml, so nobody can be added. Add one, or ask for no people."


def load_case(folder: Path) -> Case:
    """Return the case in *folder*: case, organisation, people, plan and conduct, each a YAML file.

    Raises:
        Refusal: the folder is no case, a file is missing or no YAML, or what it says does not hold.
    """
    if not (folder / "case.yaml").is_file():
        raise CaseMissing(folder=folder)
    case = Case(
        **dict(_read(folder / "case.yaml", TypeAdapter(Heading))),
        organisation=_read(folder / "organisation.yaml", TypeAdapter(Organisation)),
        people=_read(folder / "people.yaml", TypeAdapter(tuple[Official, ...])),
        plan=_read(folder / "plan.yaml", TypeAdapter(Plan)),
        conduct=(),
    )
    for file, where, kind, name in _repeated(case):
        raise _invalid(folder / f"{file}.yaml", where, NamedTwice(kind=kind, name=name))
    for file, where, kind, used, known in _names(case):
        if used is not None and used not in known:
            raise _invalid(folder / f"{file}.yaml", where, UnknownName(kind=kind, name=used))
    return Case.model_validate({**dict(case), "conduct": _read_conduct(folder / "conduct.yaml", case)})


def _read(path: Path, adapter: TypeAdapter[Any]) -> Any:
    data = read_yaml(path)
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        where = error.errors(include_url=False)[0]["loc"]
        raise _invalid(path, where, refusal_of(path.name, error)) from error


def _read_conduct(path: Path, case: Case) -> tuple[Deed, ...]:
    acts: tuple[Act, ...] = _read(path, TypeAdapter(tuple[Act, ...]))
    people = {official.person for official in case.people}
    for number, act in enumerate(acts):
        if act.at <= case.begins:
            raise _invalid(path, (number, "at"), BeforeTheBeginning(at=act.at, begins=case.begins))
        if act.actor not in people:
            raise _invalid(path, (number, "as"), UnknownName(kind="person", name=act.actor))
    return tuple(_deed(path, number, act, case) for number, act in enumerate(acts))


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
    known: dict[str, Any] = {"year": case.year, "mission": case.plan.mission, "vision": case.plan.vision}
    if len(case.bodies) == 1:
        known["body"] = case.bodies[0]
    if part := next((part for part in case.plan.units if part.unit == do.get("unit")), None):
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


def script(case: Case, rules: RuleSet, people: int | None = None) -> list[Entry]:
    """Return what everybody does, in order of time; the same for the same case, rules and *people*.

    The set-up stands at the moment the case begins, everything else later. Opening the cycle and its
    phases is the clocks' part and not in it. *people* is how many are evaluated, if not as the case says.

    Raises:
        Refusal: people are asked for, and the case has no crowd.
    """
    from rehearsal import crowd  # noqa: PLC0415 - a crowd is made of a case's models; only the script needs one

    if case.crowd is None:
        if people is not None:
            raise NoCrowd(case=case.case)
        return sorted([*_set_up(case), *_written(case)], key=lambda entry: entry.at)
    whole = crowd.enlarged(case, case.crowd.people if people is None else people)
    entries = [*_set_up(whole), *_written(whole), *crowd.conduct(whole, case.crowd, rules)]
    return sorted(entries, key=lambda entry: entry.at)


def _written(case: Case) -> Iterator[Entry]:
    for number, deed in enumerate(case.conduct, 1):
        known = f"case/{case.case}/conduct/{number}"
        yield Entry(deed.at, deed.actor, known, deed.command, deed.effective_on, deed.occurred_at)


def _set_up(case: Case) -> Iterator[Entry]:
    """Yield the bodies, units, people, roles, heads and evaluators, in the order they rest on each other."""
    made = (*_bodies(case), *_posts(case), *_heads(case), *_evaluators(case))
    for key, command in {f"{type(command).__name__}/{key}": command for key, command in made}.items():
        yield Entry(case.begins, SYSTEM, f"case/{case.case}/set-up/{key}", command)


def _bodies(case: Case) -> Iterator[tuple[str, Command]]:
    for body in case.organisation.bodies:
        yield body.body, EstablishBody(body=body.body, name=body.name)
        for it in body.units:
            place = {"unit": it.unit, "parent": it.parent, "level": it.level, "name": it.name}
            yield f"{body.body}/{it.unit}", EstablishUnit.model_validate({"body": body.body, **place})


def _posts(case: Case) -> Iterator[tuple[str, Command]]:
    for it in case.people:
        post = {name: value for name, value in it if name not in ("roles", "evaluated")}
        yield it.person, RegisterPerson.model_validate(post)
        for body, roles in it.roles.items():
            for role in roles:
                yield f"{it.person}/{body}/{role}", GrantRole(person=it.person, role=role, body=body)
    for body in (it.body for it in case.organisation.bodies):
        yield f"{case.operator}/{body}/operator", GrantRole(person=case.operator, role="operator", body=body)


def _heads(case: Case) -> Iterator[tuple[str, Command]]:
    for body in case.organisation.bodies:
        if body.head is not None:
            yield body.body, AppointHead(body=body.body, person=body.head)
        for unit in body.units:
            if unit.head is not None:
                yield f"{body.body}/{unit.unit}", AppointHead(body=body.body, unit=unit.unit, person=unit.head)


def _evaluators(case: Case) -> Iterator[tuple[str, Command]]:
    for it in case.people:
        if it.evaluated is not None:
            post = {"person": it.person, "year": case.year, "body": it.body, "unit": it.unit}
            yield it.person, AssignEvaluators.model_validate({**post, **dict(it.evaluated)})


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a case: one property for each file, named like it."""
    files = {"case": Heading, "organisation": Organisation, "people": Official, "plan": Plan, "conduct": Act}
    models = [(model, "validation") for model in (*files.values(), *CONDUCT.values())]
    _, found = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    definitions = found["$defs"]
    for name in CONDUCT:
        left = [field for field in definitions[name].get("required", ()) if field not in _FILLED_IN]
        definitions[name]["required"] = ["type", *left]
    definitions["Act"]["properties"]["do"] = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in CONDUCT]}
    references = {file: {"$ref": f"#/$defs/{model.__name__}"} for file, model in files.items()}
    lists = {file: {"type": "array", "items": references[file]} for file in ("people", "conduct")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case: each property is the content of the YAML file of that name",
        "type": "object",
        "additionalProperties": False,
        "required": list(files),
        "properties": {**references, **lists},
        "$defs": definitions,
    }


def schema_text() -> str:
    """Return the JSON Schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
