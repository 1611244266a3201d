"""``sacho rules``: which rule sets there are, what one says, how two differ, and whether a file holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.tree import Tree

from activities.yaml_files import RULESETS, Problem, check_rules, read_rules
from cli.command import Call, command
from cli.outcome import role_name
from cli.texts import has, say
from cli.voice import label, out, table
from domain.layers import changes
from domain.rules import RuleSet

Rules = Annotated[str, typer.Argument(metavar="NAME|FILE")]
_HEAD = ("id", "name", "hash")  # told above the tree
_OWNERS = ("by", "to")  # fields that name who owes a task, or is shown it


@command("rules list")
def list_rules(call: Call) -> None:
    """List the rule sets that ship with the product."""
    found = [_heading(read_rules(path.stem)) for path in sorted(RULESETS.glob("*.yaml"))]
    call.answer({"rules": found}, _draw_list)


@command("rules show")
def show(call: Call, rules: Rules) -> None:
    """Show all that a rule set says, with what it extends merged in."""
    found = read_rules(rules)
    said = found.model_dump(mode="json", exclude_defaults=True)
    call.answer({"hash": found.hash(), **found.model_dump(mode="json")}, lambda it: _draw({"hash": it["hash"], **said}))


@command("rules diff")
def diff(call: Call, rules: Rules, other: Rules) -> None:
    """Show every field in which two rule sets differ."""
    before, after = read_rules(rules), read_rules(other)
    found = [it._asdict() for it in changes(before.model_dump(mode="json"), after.model_dump(mode="json"))]
    call.answer({"before": before.id, "after": after.id, "changes": found}, _draw_changes)


@command("rules validate")
def validate(call: Call, rules: Rules) -> None:
    """Check a rule set; name all that is wrong with it, each with file and line."""
    found, problems = check_rules(rules)
    heading = _heading(found) if found else None
    call.answer({"ok": found is not None, "rules": heading, "problems": [it._asdict() for it in problems]}, _draw_check)
    if found is None:
        raise typer.Exit(1)


def _heading(rules: RuleSet) -> dict[str, Any]:
    data = rules.model_dump(mode="json", include={"id", "name", "extends", "effective_from", "effective_to"})
    return {**data, "approved": rules.approval is not None, "hash": rules.hash()}


def _draw_list(data: dict[str, Any]) -> None:
    made = table("rules", "name", "in-force", "extends", "hash", keep=("rules",))
    for it in data["rules"]:
        made.add_row(it["id"], label(it["name"]), _in_force(it), it["extends"] or "–", it["hash"][:16])
    out().print(made)


def _in_force(it: dict[str, Any]) -> str:
    return f"{it.get('effective_from') or ''} ~ {it.get('effective_to') or ''}"


def _draw(data: dict[str, Any]) -> None:
    out().print(f"[bold]{label(data['name'])}[/] ({data['id']})  {_in_force(data)}")
    tree = Tree(f"[dim]{data['hash']}[/]")
    for name, value in data.items():
        if name not in _HEAD:
            _grow(tree, name, value)
    out().print(tree)


def _grow(tree: Tree, name: str, value: Any) -> None:
    """Add *value* to *tree*: what is plain on its line, the rest below."""
    if isinstance(value, list) and not _is_plain(value):
        value = dict(_named(value))
    if _is_plain(value):
        tree.add(f"[bold]{_title(name)}[/]  {_words(value)}")
        return
    plain = {key: it for key, it in value.items() if _is_plain(it) and (_is_label(it) or not isinstance(it, dict))}
    branch = tree.add(f"[bold]{_title(name)}[/]  {_words(plain)}")
    for key, it in value.items():
        if key not in plain:
            _grow(branch, key, it)


def _named(items: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield each item under what its first field says, without it; otherwise under its number."""
    for number, item in enumerate(items, 1):
        if isinstance(item, dict) and isinstance(next(iter(item.values()), None), str):
            (_, name), *rest = item.items()
            yield name, dict(rest)
        else:
            yield str(number), item


def _title(name: str) -> str:
    return f"{say(f'section.{name}')} ({name})" if has(f"section.{name}") else escape(name)


def _is_label(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"ko", "en"}


def _is_plain(value: Any) -> bool:
    """Return whether *value* fits on one line: a scalar, a name, or a few of them."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return _is_label(value) or not any(isinstance(it, dict | list) and not _is_label(it) for it in items)


def _words(value: Any) -> str:
    if _is_label(value):
        return label(value)
    if isinstance(value, dict):
        return " · ".join(_field(key, it) for key, it in value.items() if it is not None)
    if isinstance(value, list):
        return ", ".join(map(_words, value)) or "–"
    return escape(str(value).lower() if isinstance(value, bool) else str(value))


def _field(key: str, value: Any) -> str:
    if key == "name" and _is_label(value):
        return label(value)
    return f"[dim]{escape(key)}[/] {_owner(value) if key in _OWNERS else _words(value)}"


def _owner(owner: Any) -> str:
    kind, _, role = str(owner).partition(":")
    if role:
        return role_name(role)
    return say(f"owner.{kind}") if has(f"owner.{kind}") else _words(owner)


def _draw_changes(data: dict[str, Any]) -> None:
    if not data["changes"]:
        out().print(say("rules.same", before=data["before"], after=data["after"]))
        return
    out().print(f"[bold]{escape(data['before'])} → {escape(data['after'])}[/]")
    for it in data["changes"]:
        out().print(f"[bold]{escape(it['field'])}[/]")
        for sign, colour, value in (("-", "red", it["before"]), ("+", "green", it["after"])):
            if value is not None:
                out().print(f"  [{colour}]{sign}[/] {_words(value)}", soft_wrap=True)


def _draw_check(data: dict[str, Any]) -> None:
    if data["ok"]:
        rules = data["rules"]
        out().print(f"[green]✔[/] {say('rules.ok', rules=rules['id'], hash=rules['hash'][:16])}")
        if not rules["approved"]:
            out().print(f"  [yellow]![/] {say('rules.unapproved')}")
        return
    out().print(f"[red]✘[/] [bold]{say('rules.wrong', count=len(data['problems']))}[/]")
    for it in map(_told, data["problems"]):
        out().print(it, soft_wrap=True)


def _told(problem: dict[str, Any]) -> str:
    it = Problem(**problem)
    return f"  {escape(it.file)}:{it.line}  [bold]{escape(it.field)}[/]  {label(problem)}  [dim]{it.code}[/]"
