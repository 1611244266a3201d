"""What somebody must do: the list of tasks, turns and rights, and one task with the file that completes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from sqlalchemy import Connection, select

from cli.command import Call, Trouble
from cli.logs import reading, today
from cli.outcome import owner_name
from cli.texts import has, say
from cli.voice import Names, label, name_of, out
from domain.cycle import CycleOpened
from domain.phase_refusals import PhaseNotOpen
from domain.phase_rules import PhaseRule, TaskRule
from domain.specific_area_facts import SCORE
from eventstore.port import Log, Query
from projections.queries import names, open_years
from projections.rights import may
from projections.stored import cycle_opened
from projections.tables import ROSTER
from projections.tasks import PhaseLine, Task, board, inbox_of, open_tasks, task_of
from projections.turns import turns

if TYPE_CHECKING:
    from cli.forms import Form


def list_tasks(call: Call) -> None:
    """List the open tasks of who asks, most urgent first; of nobody, everybody's."""
    with reading(call) as log, log.view() as connection:
        rules, now = _Rules(connection), today(log)
        found = inbox_of(connection, call.actor, now) if call.actor else open_tasks(connection)
        data = {"person": call.actor, "tasks": [_task_data(rules, task, now) for task in found]}
        data["turns"] = [it._asdict() for it in turns(connection, call.actor)]
        data["rights"] = [
            _right_data(opened, line, right)
            for opened, line, right in _rights(connection)
            if not call.actor or may(connection, opened, line.body, right, call.actor)
        ]
        shown = names(connection)
        call.answer(data, lambda it: _draw(it, shown))


def show_task(call: Call, task: str) -> None:
    """Show the open task at the address *task*: what, about whom, by when, why, and the file that completes it."""
    from cli.forms import template  # knows every command
    from cli.giving import with_token

    with reading(call) as log, log.view() as connection:
        found = _require_task(connection, task)
        rules = _Rules(connection)
        form = _form(log, connection, rules, found)
        form_text = with_token(template(form))
        data = {**_task_data(rules, found, today(log)), "command": form.command.__name__, "template": form_text}
        shown = names(connection)
        call.answer(data, lambda it: _draw_one(it, shown))


def _require_task(connection: Connection, address: str) -> Task:
    found = task_of(connection, address) or _right_at(connection, address)
    if found is None:
        _require_open(connection, address)
        raise Trouble("task.none", task=address)
    return found


def _require_open(connection: Connection, address: str) -> None:
    """Let pass an address whose phase has opened, or that names none.

    Raises:
        Refusal: it opens later; with the day.
    """
    lines = [(opened.year, line) for opened in open_years(connection) for line in board(connection, opened)]
    for year, line in lines:
        phase = line.rule.phase
        if line.state == "planned" and address.startswith(f"{year}/{line.body}/{phase}/"):
            raise PhaseNotOpen(year=year, body=line.body, phase=phase, opens=line.window.opens)


def _rights(connection: Connection) -> Iterator[tuple[CycleOpened, PhaseLine, TaskRule]]:
    """Yield what may be done in the open phases without being owed."""
    for opened in open_years(connection):
        for line in board(connection, opened):
            for right in line.rule.rights if line.state == "open" else ():
                yield opened, line, right


def _right_at(connection: Connection, address: str) -> Task | None:
    """Return the right at *address* like a task, owned by whom the rules say, or None when none is open."""
    place, _, subject = address.rpartition("/")
    for opened, line, right in _rights(connection):
        if place == _place(opened, line, right):
            days = (line.window.due, line.window.closes)
            of = (opened.year, line.body, line.rule.phase, right.task)
            return Task(*of, subject, None, right.by, *days, why=right.by, basis=line.rule.basis)
    return None


def _place(opened: CycleOpened, line: PhaseLine, right: TaskRule) -> str:
    return f"{opened.year}/{line.body}/{line.rule.phase}/{right.task}"


def _right_data(opened: CycleOpened, line: PhaseLine, right: TaskRule) -> dict[str, Any]:
    return {
        "right": _place(opened, line, right),
        "name": right.name.model_dump(),
        "of": right.of,
        "by": right.by,
        "closes": line.window.closes.isoformat(),
    }


class _Rules:
    """The rules of years, each read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opened: dict[int, CycleOpened] = {}

    def year(self, year: int) -> CycleOpened:
        """Return the opening of *year*."""
        if year not in self._opened:
            self._opened[year] = cycle_opened(self._connection, year)
        return self._opened[year]

    def of(self, task: Task) -> tuple[PhaseRule, TaskRule]:
        """Return the rules of the phase and of the task that *task* is one of."""
        phase = next(it for it in self.year(task.year).of(task.body).rules.phases if it.phase == task.phase)
        return phase, next(it for it in (*phase.tasks, *phase.rights) if it.task == task.task)


def _form(log: Log, connection: Connection, rules: _Rules, task: Task) -> Form:
    """Return the form that completes *task*, filled with what the log knows already."""
    from cli.forms import form_of
    from cli.present import present
    from eventstore.codec import decode

    form = form_of(task.id)
    categories = _categories(rules, task)
    events = [decode(row) for row in log.read(Query(streams=[form.stream()]))]
    editions = [getattr(it, "edition", None) for it in events if getattr(it, "phase", None) == task.phase]
    edition = max((it for it in editions if it), default=None)
    known = {"edition": edition} if edition else present(log, form.command, form.address)
    return form.filled(categories, known, _best(connection, rules, task))


def _categories(rules: _Rules, task: Task) -> list[str]:
    """Return what a ballot scores: the items of the task's area, or the competency model."""
    given = rules.year(task.year).of(task.body).rules
    _, _, named = task.subject.partition(":")
    area = given.specific.area(named.partition(":")[0]) if task.task == SCORE else None
    return [it.item for it in area.items] if area else [it.category for it in given.competency]


def _best(connection: Connection, rules: _Rules, task: Task) -> dict[str, Decimal]:
    """Return the highest values that the rules of the task's year take."""
    from domain.appraisal import RateAttitude

    given = rules.year(task.year).of(task.body).rules
    best = {"scores": given.specific.best if task.task == SCORE else given.competency_scale}
    if task.task == RateAttitude.task_id:
        query = select(ROSTER.c.profile).where(ROSTER.c.year == task.year, ROSTER.c.person == task.subject)
        best["points"] = given.profiles[connection.execute(query).scalar_one()].attitude
    return best


def _task_data(rules: _Rules, task: Task, now: date) -> dict[str, Any]:
    phase, rule = rules.of(task)
    return {
        "task": task.id,
        "name": rule.name.model_dump(),
        "phase": phase.phase,
        "phase_name": phase.name.model_dump(),
        "body": task.body,
        "of": rule.of,
        "subject": task.subject,
        "unit": task.unit,
        "owner": task.owner,
        "due": task.due.isoformat(),
        "closes": task.closes.isoformat(),
        "late": task.due < now,
        "escalated": task.escalated,
        "why": task.why,
        "basis": task.basis,
        "consequence": rule.consequence.model_dump() if rule.consequence else None,
    }


def _draw(data: dict[str, Any], shown: Names) -> None:
    if not data["tasks"]:
        out().print(say("tasks.none", person=name_of(shown, data["person"]) if data["person"] else say("tasks.nobody")))
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
    about = [say("tasks.whom", subject=_about(it, shown))]
    if whose and it["owner"] != it["subject"]:
        about.append(say("tasks.whose", owner=owner_name(it["owner"], shown)))
    out().print(f"{due}  [bold]{label(it['name'])}[/]{raised}")
    out().print(f"  {' · '.join(about)}")
    out().print(f"  {it['task']}", soft_wrap=True)


def _draw_one(data: dict[str, Any], shown: Names) -> None:
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
    year = task["task"].partition("/")[0]
    within = {"unit": task["body"], "indicator": f"{year}/{task['body']}"}.get(task["of"])
    return name_of(shown, task["subject"], *([within] if within else ()))


def _why(why: str) -> str:
    return say(f"why.{why}") if has(f"why.{why}") else say("why.role")
