"""The form behind a task: the command that completes it, what its address says, and what is left to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from cli.command import Trouble
from cli.texts import say
from domain.messages import Command, TaskCommand
from domain.registry import COMMANDS

_PARTS = 5  # of a task's address: year, body, phase, task, subject


@dataclass(frozen=True)
class Form:
    """What completes one task."""

    command: type[Command]
    address: Mapping[str, Any]  # fields that the task's address says
    known: Mapping[str, Any] = field(default_factory=dict)  # fields that the log or the rules say
    categories: Sequence[str] = ()
    best: Mapping[str, Decimal] = field(default_factory=dict)  # the highest value of a field, by the year's rules

    def stream(self) -> str:
        """Return the stream the command writes."""
        return self.command.model_construct(**self.address).stream()

    def filled(self, categories: Sequence[str], edition: int | None, best: Mapping[str, Decimal]) -> Form:
        """Return the form with what the rules say, and the *edition* that is on the table."""
        known = {"edition": edition} if edition else {}
        return replace(self, categories=tuple(categories), known=known, best=best)

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
    return Form(model, {**key, model.subject_field: subject})


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
            lines.append(f"{name}: {form.known[name]}")
        else:
            lines.extend(_field(name, part, schema, form, required=name in required))
    return "\n".join(lines)


def _field(name: str, part: dict[str, Any], schema: dict[str, Any], form: Form, *, required: bool) -> Iterator[str]:
    """Yield the lines of one field; an optional one is commented out."""
    mark = "" if required else "# "
    for line in _lines(name, part, schema, form):
        yield mark + line


def _lines(name: str, part: dict[str, Any], schema: dict[str, Any], form: Form, depth: int = 0) -> list[str]:
    pad, part = "  " * depth, _resolved(part, schema)
    if name == "scores" and form.categories:
        bounds = _hint(next(iter(part["patternProperties"].values())), form.best.get(name))
        return [f"{pad}{name}:", *(f"{pad}  {category}:  # {bounds}" for category in form.categories)]
    if "properties" in part:
        return [f"{pad}{name}:", *_below(part, schema, form, depth + 1)]
    items = _resolved(part.get("items", {}), schema)
    if "properties" in items:
        first, *rest = _below(items, schema, form, depth + 2)
        return [f"{pad}{name}:", f"{pad}  - {first.lstrip()}", *rest]
    default = part.get("default")
    shown = f" {default}" if default not in (None, [], "") else ""
    return [f"{pad}{name}:{shown}  # {_hint(part, form.best.get(name))}"]


def _below(part: dict[str, Any], schema: dict[str, Any], form: Form, depth: int) -> list[str]:
    """Return the lines of the fields of *part*; a nonce is never for people to fill in."""
    fields = [(name, it) for name, it in part["properties"].items() if name != "nonce"]
    return [line for name, it in fields for line in _lines(name, it, schema, form, depth)]


def _resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return *part* with its reference followed."""
    reference = part.get("$ref")
    found: dict[str, Any] = schema["$defs"][reference.rsplit("/", 1)[1]] if reference else part
    return found


def _hint(part: dict[str, Any], best: Decimal | None = None) -> str:
    """Return what a field takes, in words; *best* is the highest number the rules allow."""
    choices = part.get("enum")
    if choices:
        return " | ".join(map(str, choices))
    kinds = [part, *part.get("anyOf", ())]
    number = next((it for it in kinds if it.get("type") in ("number", "integer")), None)
    if number is not None:
        return _number_hint(number if best is None else {**number, "maximum": best})
    kind = next((it["type"] for it in kinds if it.get("type") in ("array", "boolean")), "text")
    return say(f"form.{kind}")


def _number_hint(part: dict[str, Any]) -> str:
    low, high = (_bound(part, ends) for ends in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")))
    if low is None and high is None:
        return say("form.number")
    return say("form.range", low=low, high=high) if high is not None else say("form.from", low=low)


def _bound(part: dict[str, Any], names: Sequence[str]) -> str | None:
    found = next((part[name] for name in names if name in part), None)
    return None if found is None else format(found, "g")
