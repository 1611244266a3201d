"""How tasks, turns and rights are drawn: a few lines each, with addresses that can be copied whole."""

from __future__ import annotations

from typing import Any

from rich.markup import escape

from cli.outcome import assignment_name, owner_name
from cli.texts import has, say
from cli.voice import Names, label, name_of, out


def draw_list(data: dict[str, Any], shown: Names) -> None:
    """Draw tasks, turns and rights; what else there is to do when there is nothing."""
    if not data["tasks"]:
        out().print(say("tasks.none", person=name_of(shown, data["person"]) if data["person"] else say("tasks.nobody")))
        out().print(f"[dim]{say('tasks.idle')}[/]")
    for it in data["tasks"]:
        _draw_line(it, shown, whose=not _is_own(it["owner"], data["person"]))
    _draw_turns(data["turns"], shown)
    if data["rights"]:
        out().print(f"\n[bold]{say('tasks.rights')}[/]")
    for it in data["rights"]:
        out().print(say("tasks.right", name=label(it["name"]), by=owner_name(it["by"], shown), closes=it["closes"]))
        subject = say(f"tasks.of.{it['of']}")
        out().print(f"  {it['right']}/{subject}", soft_wrap=True)
    if data["tasks"] or data["rights"]:
        out().print(f"[dim]{say('tasks.next')}[/]")


def _is_own(owner: str, person: str | None) -> bool:
    """Return whether a task in the list of *person* is his own, or his role's; a head's for whom he acts is not."""
    return person is not None and (owner == person or owner.startswith("role:"))


def _draw_turns(waiting: list[dict[str, Any]], shown: Names) -> None:
    """Draw what waits for the person beside tasks: an objection, a tie; each with the command that does it."""
    if waiting:
        out().print(f"\n[bold]{say('tasks.turns')}[/]")
    for it in waiting:
        who = {"owner": owner_name(it["owner"], shown), "asker": name_of(shown, it["asker"])}
        told = say(f"turn.{it['act']}", subject=name_of(shown, it["subject"]), what=escape(it["what"] or ""), **who)
        out().print(f"{it['due'] or '–'}  {told}")
        out().print(f"  sacho act {it['act']}", soft_wrap=True)


def _draw_line(it: dict[str, Any], shown: Names, *, whose: bool) -> None:
    """Draw one task of a list; its address has a line of its own, so that it can be copied whole."""
    due = f"[red]{it['due']}[/]" if it["late"] else it["due"]
    raised = f" [yellow]{say('tasks.escalated')}[/]" if it["escalated"] else ""
    about = [name_of(shown, it["body"])] if whose and it["subject"] != it["body"] else []
    about.append(say("tasks.whom", subject=_about(it, shown)))
    if whose and it["owner"] != it["subject"]:
        about.append(say("tasks.whose", owner=owner_name(it["owner"], shown)))
    out().print(f"{due}  [bold]{label(it['name'])}[/]{raised}")
    out().print(f"  {' · '.join(about)}")
    out().print(f"  {it['task']}", soft_wrap=True)


def draw_one(data: dict[str, Any], shown: Names) -> None:
    """Draw one task: what, about whom, by when, why, what if not, and its form."""
    out().print(f"[bold]{label(data['name'])}[/]  [dim]{data['task']}[/]", soft_wrap=True)
    out().print(say("tasks.about", subject=_about(data, shown), phase=label(data["phase_name"])))
    out().print(say("tasks.by", owner=owner_name(data["owner"], shown), why=_why(data["why"])))
    out().print(say("tasks.due", due=data["due"], closes=data["closes"]))
    if data["basis"]:
        out().print(say("tasks.basis", basis=data["basis"]))
    if data["consequence"]:
        out().print(say("tasks.consequence", consequence=label(data["consequence"])))
    out().print(f"\n{say('tasks.template' if data['template'] else 'tasks.no-template', task=data['task'])}\n")
    if data["template"]:
        out().print(data["template"], markup=False, soft_wrap=True)


def _about(task: dict[str, Any], shown: Names) -> str:
    """Return the name of whom or what *task* is about."""
    body, year = task["body"], task["task"].partition("/")[0]
    if task["of"] == "assignment":
        told = task["subject"].removesuffix(f":{task['owner']}")
        return assignment_name(told, shown, body, f"{year}/{body}", f"programme/{body}")
    within = {"unit": body, "indicator": f"{year}/{body}"}.get(task["of"])
    return name_of(shown, task["subject"], *([within] if within else ()))


def _why(why: str) -> str:
    return say(f"why.{why}") if has(f"why.{why}") else say("why.role")
