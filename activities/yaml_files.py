"""YAML as data: decimals stay decimals, keys are given once, and a rule set is refused with its line."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal, InvalidOperation
from functools import reduce
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from domain.layers import merge
from domain.refusals import Refusal
from domain.rules import RuleSet

RULESETS = Path(__file__).parent.parent / "domain" / "rulesets"


class NotYaml(Refusal):
    """The file cannot be read as YAML."""

    code = "file.not-yaml"
    ko = "{file} 파일을 읽을 수 없습니다({line}행): {problem}."
    en = "{file} cannot be read (line {line}): {problem}."


class NoSuchFile(Refusal):
    """There is no such file."""

    code = "file.missing"
    ko = "{file} 파일이 없습니다. 경로를 확인하십시오."
    en = "There is no file {file}. Check the path."


class NotARuleSet(Refusal):
    """The file is YAML, and no valid rule set."""

    code = "rules.invalid"
    ko = "{file}의 규칙이 올바르지 않습니다. {field}({line}행): {problem}."
    en = "The rules in {file} are not valid. {field} (line {line}): {problem}."


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Reads decimals as Decimal, never as binary floats, and refuses a key given twice."""


def _decimal(loader: yaml.Loader, node: yaml.ScalarNode) -> Decimal:
    try:
        return Decimal(str(loader.construct_scalar(node)))
    except InvalidOperation as error:
        raise yaml.MarkedYAMLError(problem="not a decimal number", problem_mark=node.start_mark) from error


def _mapping(loader: yaml.Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise yaml.MarkedYAMLError(problem=f"'{key.value}' is given twice", problem_mark=key.start_mark)
        seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> Any:
    """Return the content of *path*.

    Raises:
        Refusal: there is no such file, or it is not YAML; with the line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - _Loader is a safe loader
    except FileNotFoundError as error:
        raise NoSuchFile(file=path.name) from error
    except (yaml.MarkedYAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else "?"
        raise NotYaml(file=path.name, line=line, problem=getattr(error, "problem", str(error))) from error


def read_rules(name: str) -> RuleSet:
    """Return the rule set *name*, complete: one that ships with the product, or a file, on top of what it extends.

    Raises:
        Refusal: there is no such rule set, or it does not hold together; with field and line.
    """
    layers = _layers(name)
    try:
        return RuleSet.model_validate(reduce(merge, (data for _, data in reversed(layers))))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = first["loc"]
        field = ".".join(map(str, where)) or "-"
        problem = first["msg"].removeprefix("Value error, ")
        path = layers[0][0]
        raise NotARuleSet(file=path.name, field=field, line=line_of(path, where), problem=problem) from error


def _layers(name: str) -> list[tuple[Path, dict[str, Any]]]:
    """Return the file *name* and all that it rests on, from top to bottom."""
    layers: list[tuple[Path, dict[str, Any]]] = []
    path: Path | None = _path_of(name)
    while path is not None:
        data = read_yaml(path)
        if not isinstance(data, dict):
            raise NotARuleSet(file=path.name, field="-", line=1, problem="it must be a mapping")
        layers.append((path, data))
        below = data.get("extends")
        path = _path_of(str(below), path.parent) if below else None
        if path in [it for it, _ in layers]:
            line = line_of(layers[-1][0], ("extends",))
            raise NotARuleSet(file=layers[-1][0].name, field="extends", line=line, problem="it extends itself")
    return layers


def _path_of(name: str, folder: Path = Path()) -> Path:
    shipped = RULESETS / f"{name}.yaml"
    return shipped if shipped.exists() else folder / name


def line_of(path: Path, where: tuple[int | str, ...]) -> int:
    """Return the line of the deepest part of *where* that the file has."""
    node = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    line = 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(part)), None)
            node, line = (found[1], found[0].start_mark.line + 1) if found else (None, line)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
