"""YAML as data: decimals stay decimals, keys are given once, and a rule set is refused with its line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal, InvalidOperation
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from domain.layers import IDS, merge
from domain.parsing import code_of, reason_of
from domain.refusals import Refusal
from domain.rule_problems import TEXTS, RulesDoNotHold
from domain.rules import RuleSet

RULESETS = Path(__file__).parent.parent / "domain" / "rulesets"
_Where = tuple[int | str, ...]


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


class NoSuchRules(Refusal):
    """Neither a shipped rule set nor a file has this name."""

    code = "rules.unknown"
    ko = "'{name}'(이)라는 규칙도 파일도 없습니다. 제품에 든 규칙: {known}. 이 중 하나나 파일을 지정하십시오."
    en = "There is neither a rule set nor a file '{name}'. Sacho ships: {known}. Name one of them, or a file."


class NotARuleSet(Refusal):
    """The file is YAML, and no valid rule set."""

    code = "rules.invalid"
    ko = "{file}의 규칙이 올바르지 않습니다. {field}({line}행): {problem_ko}."
    en = "The rules in {file} are not valid. {field} (line {line}): {problem}."


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Reads decimals as Decimal, never as binary floats, and refuses a key given twice."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - yaml's own signature
        """Return what *node* stands for; a day or a number that is none is refused with its line."""
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            problem = str(error).partition(":")[0]
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from error


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
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else "?"
        raise NotYaml(file=path.name, line=line, problem=getattr(error, "problem", str(error))) from error


class Problem(NamedTuple):
    """One thing that is wrong with a rule set: in which file and line, with which field, and why."""

    file: str
    line: int
    field: str
    code: str  # stable, whatever the words
    ko: str
    en: str


def read_rules(name: str) -> RuleSet:
    """Return the rule set *name*, complete: one that ships with the product, or a file, on top of what it extends.

    Raises:
        Refusal: there is no such rule set, or it does not hold together; with field and line.
    """
    rules, problems = check_rules(name)
    if rules is None:
        raise _refused(problems[0])
    return rules


def check_rules(name: str) -> tuple[RuleSet | None, list[Problem]]:
    """Return the rule set *name*, or None and all that is wrong with it.

    Raises:
        Refusal: a file is missing or cannot be read, or the files extend each other in a circle.
    """
    layers = _layers(name)
    merged = reduce(merge, (data for _, data in reversed(layers)))
    try:
        return RuleSet.model_validate(merged), []
    except ValidationError as error:
        return None, [it for detail in error.errors(include_url=False) for it in _problems(detail, merged, layers)]


_Layers = list[tuple[Path, dict[str, Any]]]


def _layers(name: str) -> _Layers:
    """Return the file *name* and all that it rests on, from top to bottom."""
    layers: _Layers = []
    path: Path | None = rules_file(name)
    while path is not None:
        data = read_yaml(path)
        if not isinstance(data, dict):
            raise _refused(_found_here(path.name, 1, "-", "rules.not-a-mapping"))
        layers.append((path, data))
        below = data.get("extends")
        path = rules_file(str(below), layers[-1][0].parent) if below else None
        if path in [it for it, _ in layers]:
            top, line = layers[-1][0], line_of(layers[-1][0], ("extends",))
            raise _refused(_found_here(top.name, line, "extends", "rules.extends-itself"))
    return layers


def rules_file(name: str, folder: Path = Path()) -> Path:
    """Return the file of the rule set *name*: one that ships with the product, or one in *folder*."""
    shipped = RULESETS / f"{name}.yaml"
    path = shipped if shipped.exists() else folder / name
    if not path.is_file():
        raise NoSuchRules(name=name, known=", ".join(sorted(it.stem for it in RULESETS.glob("*.yaml"))))
    return path


def _problems(detail: Any, merged: Any, layers: _Layers) -> Iterator[Problem]:
    where = _by_ids(detail["loc"], merged)
    error = detail.get("ctx", {}).get("error")
    if not isinstance(error, RulesDoNotHold):
        yield _problem(where, code_of(detail), *reason_of(detail), layers)
        return
    for it in error.problems:
        below = tuple(it.field.split(".")) if it.field else ()
        yield _problem((*where, *below), it.code, it.sentence("ko"), it.sentence("en"), layers)


def _problem(where: _Where, code: str, ko: str, en: str, layers: _Layers) -> Problem:
    """Return the problem at the place that says most of it; the topmost, if several do."""
    found = [(*_found(path, where), path.name) for path, _ in layers]
    _, line, file = max(found, key=lambda it: it[0])
    return Problem(file, line, ".".join(map(str, where)) or "-", code, ko, en)


def _by_ids(where: _Where, data: Any) -> _Where:
    """Return *where* in *data* with the ids of phases and tasks for their places in the merged lists."""
    named: list[int | str] = []
    for part in where:
        data = data[part] if _has(data, part) else None
        ids = (data[it] for it in IDS.values() if isinstance(data, dict) and it in data)
        named.append(next(ids, part) if isinstance(part, int) else part)
    return tuple(named)


def _has(data: Any, part: int | str) -> bool:
    return part in data if isinstance(data, dict) else isinstance(data, list) and isinstance(part, int)


def _found_here(file: str, line: int, where: str, code: str) -> Problem:
    return Problem(file, line, where, code, *TEXTS[code])


def _refused(problem: Problem) -> NotARuleSet:
    where = {"file": problem.file, "line": problem.line, "field": problem.field}
    return NotARuleSet(**where, reason=problem.code, problem=problem.en, problem_ko=problem.ko)


def line_of(path: Path, where: _Where) -> int:
    """Return the line of the deepest part of *where* that the file has."""
    return _found(path, where)[1]


def _found(path: Path, where: _Where) -> tuple[int, int]:
    """Return how many parts of *where* the file has, and the line of the last of them."""
    node = yaml.compose(path.read_text(encoding="utf-8"), _Loader)
    depth, line = 0, 1
    for part in where:
        step = _step(node, part)
        if step is None:
            break
        node, line = step
        depth += 1
    return depth, line


def _step(node: Any, part: int | str) -> tuple[Any, int] | None:
    """Return the node below *node* that *part* names, by its key, its place or its id, and its line."""
    if isinstance(node, yaml.MappingNode):
        found = next((pair for pair in node.value if pair[0].value == str(part)), None)
        return (found[1], found[0].start_mark.line + 1) if found else None
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    if isinstance(part, int):
        return (items[part], items[part].start_mark.line + 1) if part < len(items) else None
    return next(((it, it.start_mark.line + 1) for it in items if _id_of(it) == part), None)


def _id_of(node: Any) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    named = (str(value.value) for key, value in pairs if key.value in IDS.values())
    return next(named, str(pairs[0][1].value) if pairs else None)
