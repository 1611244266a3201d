"""The form behind a task: the command that completes it, what its address says, and what is left to fill in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import yaml

from cli.command import Trouble
from cli.texts import has, say
from domain.messages import Command, TaskCommand
from domain.registry import COMMANDS

_HASH = "^[0-9a-f]{64}$"
_PARTS = 5  # of a task's address: year, body, phase, task, subject


@dataclass(frozen=True)
class Form:
    """What completes one task."""

    command: type[Command]
    address: Mapping[str, Any]  # fields that the task's address says
    known: Mapping[str, Any] = field(default_factory=dict)  # fields that the log or the rules say
    categories: Mapping[str, str] = field(default_factory=dict)  # what a ballot scores, each with its name
    best: Mapping[str, Decimal] = field(default_factory=dict)  # the highest value of a field, by the year's rules
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)  # the values a field takes, by the year's rules

    def stream(self) -> str:
        """Return the stream the command writes."""
        return self.command.model_construct(**self.address).stream()

    def filled(self, categories: Mapping[str, str], known: Mapping[str, Any], best: Mapping[str, Decimal]) -> Form:
        """Return the form with what the rules say, and what is *known*: as it is now, or on the table."""
        return replace(self, categories=categories, known=known, best=best)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the command."""
        return self.command.model_json_schema()


def form_of(address: str) -> Form:
    """Return the form of the task at *address*.

    Raises:
        Trouble: the address is none, or no command completes such a task.
    """
    parts = address.split("/")
    if len(parts) != _PARTS or not parts[0].isdigit():
        raise Trouble("task.address", task=address)
    year, body, phase, task, subject = parts
    model, more = _command_of(task)
    key = {"type": model.__name__, "year": int(year), "body": body, "phase": phase, **more}
    return Form(model, {**key, model.subject_field: subject, **model.named_by(subject)})


def _command_of(task: str) -> tuple[type[TaskCommand], dict[str, str]]:
    """Return the command that completes *task*, and the fields that the task's id says."""
    kind, _, evaluator = task.rpartition("-")
    if kind == "rate-competency":
        return _task_commands()["SealCompetency"], {"evaluator": evaluator}
    for model in _task_commands().values():
        if getattr(model, "task_id", None) == task:
            return model, {}
    raise Trouble("task.unknown", task=task)


def _task_commands() -> dict[str, type[TaskCommand]]:
    return {name: model for name, model in COMMANDS.items() if issubclass(model, TaskCommand)}


def template(form: Form) -> str:
    """Return the YAML to fill in: every field that is left, each with what it takes."""
    schema = form.schema()
    required = schema.get("required", ())
    lines: list[str] = []
    for name, part in schema["properties"].items():
        if name in form.address:
            continue
        if name in form.known:
            lines.extend(_known(name, form))
        else:
            lines.extend(_field(name, part, schema, form, required=name in required))
    return "\n".join(lines)


def _known(name: str, form: Form) -> list[str]:
    """Return the lines of a field that has a value already, to be kept or changed."""
    value = form.known[name]
    written = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110).removesuffix("...\n").splitlines()
    if not isinstance(value, dict | list):
        return [f"{name}: {written[0]}"]
    return [f"{name}:  # {_asks(name, form)} ({say('form.present')})", *_indented(written)]


def _asks(name: str, form: Form) -> str:
    """Return what a field asks for: in this command, if a text says so, or everywhere."""
    own = f"field.{form.command.__name__}.{name}"
    return say(own if has(own) else f"field.{name}")


def _field(name: str, part: dict[str, Any], schema: dict[str, Any], form: Form, *, required: bool) -> list[str]:
    """Return the lines of one field; an optional one is commented out."""
    lines = _lines(name, _resolved(part, schema), schema, form)
    return lines if required else [f"# {line}" for line in lines]


def _lines(name: str, part: dict[str, Any], schema: dict[str, Any], form: Form) -> list[str]:
    below = _inside(name, part, schema, form)
    if below:
        return [f"{name}:  # {_asks(name, form)}", *_indented(below)]
    default = part.get("default")
    shown = f" {json.dumps(default, ensure_ascii=False)}" if default not in (None, "") else ""
    hint = " | ".join(form.choices.get(name, ())) or _hint(part, form.best.get(name))
    return [f"{name}:{shown}  # {_asks(name, form)} ({hint})"]


def _inside(name: str, part: dict[str, Any], schema: dict[str, Any], form: Form) -> list[str]:
    """Return the lines of what a field is made of; none for a plain one."""
    if "patternProperties" in part:
        hint = _hint(next(iter(part["patternProperties"].values())), form.best.get(name))
        named = form.categories or {say("form.key"): ""}
        return [f"{key}:  # {name}, {hint}" if name else f"{key}:  # {hint}" for key, name in named.items()]
    if "properties" in part:
        return _below(part, schema, form)
    return _items(_resolved(part["items"], schema), schema, form) if "items" in part else []


def _items(part: dict[str, Any], schema: dict[str, Any], form: Form) -> list[str]:
    """Return the lines of the first item of a list, and that more may follow."""
    first, *rest = _below(part, schema, form) if "properties" in part else [f"# {_hint(part)}"]
    return [f"- {first}", *_indented(rest), "# - …"]


def _below(part: dict[str, Any], schema: dict[str, Any], form: Form) -> list[str]:
    """Return the lines of the fields of *part*; a nonce is never for people to fill in."""
    required = part.get("required", ())
    fields = [(name, it) for name, it in part["properties"].items() if name != "nonce"]
    return [line for name, it in fields for line in _field(name, it, schema, form, required=name in required)]


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return *part* with its reference followed, and the one shape of a field that may also be null."""
    shapes = [it for it in part.get("anyOf", ()) if it != {"type": "null"}]
    if len(shapes) == 1:
        return {**part, **_resolved(shapes[0], schema)}
    reference = part.get("$ref")
    found: dict[str, Any] = schema["$defs"][reference.rsplit("/", 1)[1]] if reference else part
    return found


def _hint(part: dict[str, Any], best: Decimal | None = None) -> str:
    """Return what a field takes, in words; *best* is the highest number the rules allow."""
    shapes = [part, *part.get("anyOf", ())]
    number = next((it for it in shapes if it.get("type") in ("number", "integer")), None)
    if "enum" in part:
        hint = " | ".join(map(str, part["enum"]))
    elif number is not None:
        hint = _number_hint(number if best is None else {**number, "maximum": best})
    else:
        hint = say(f"form.{_kind(part)}")
    return f"{hint} | null" if {"type": "null"} in shapes and "default" not in part else hint


def _kind(part: dict[str, Any]) -> str:
    """Return what a field that is neither a number nor a choice takes, by the key of its text."""
    if part.get("type") == "boolean" or part.get("format") == "date":
        return str(part.get("format", "boolean"))
    return {None: "text", _HASH: "hash"}.get(part.get("pattern"), "id")


def _number_hint(part: dict[str, Any]) -> str:
    low, high = (_bound(part, ends) for ends in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")))
    if low is None and high is None:
        return say("form.number")
    return say("form.range", low=low, high=high) if high is not None else say("form.from", low=low)


def _bound(part: dict[str, Any], names: Sequence[str]) -> str | None:
    found = next((part[name] for name in names if name in part), None)
    return None if found is None else format(found, "g")
