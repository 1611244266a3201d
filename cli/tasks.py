"""``sacho tasks``: what somebody must do, what a task needs, and doing it."""

from __future__ import annotations

import hmac
import secrets
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection, select

from activities.requests import AlreadyRecorded, Outcome, Request
from activities.yaml_files import read_yaml
from cli.command import Call, Trouble, command
from cli.door import tell, through_the_door
from cli.forms import Form, form_of, template
from cli.logs import reading, today
from cli.options import File
from cli.options import Task as Address
from cli.texts import has, say
from cli.voice import Names, label, name_of, out
from domain.appraisal import RateAttitude
from domain.cycle import CycleOpened
from domain.ids import SYSTEM
from domain.messages import canonical
from domain.parsing import parse_command
from domain.phase import PhaseNotOpen
from domain.rules import PhaseRule, TaskRule
from eventstore.codec import decode
from eventstore.port import Log, Query
from eventstore.sql import SqlLog
from projections.queries import names, open_years
from projections.scores import cycle_opened
from projections.tables import ROSTER
from projections.tasks import Task, board, inbox_of, open_tasks, task_of
from runtime.settings import data_folder


@command("tasks", acts=True)
def tasks(call: Call, context: typer.Context) -> None:
    """List the open tasks of a person, most urgent first; without a person, everybody's."""
    if context.invoked_subcommand is not None:
        return
    with reading(call) as log, log.view() as connection:
        found = inbox_of(connection, call.actor) if call.actor else open_tasks(connection)
        rules, now = _Rules(connection), today(log)
        data = {"person": call.actor, "tasks": [_task_data(rules, task, now) for task in found]}
        shown = names(connection)
        call.answer(data, lambda it: _draw(it, shown))


@command("tasks show")
def show(call: Call, task: Address) -> None:
    """Show one open task: what, about whom, by when, why, and the file that completes it."""
    with reading(call) as log, log.view() as connection:
        found = _require_task(connection, task)
        rules = _Rules(connection)
        form = _form(log, connection, rules, found)
        data = {**_task_data(rules, found, today(log)), "command": form.command.__name__, "template": template(form)}
        shown = names(connection)
        call.answer(data, lambda it: _draw_one(it, shown))


@command("tasks complete", acts=True)
def complete(
    call: Call,
    task: Address,
    file: File,
    token: Annotated[str | None, typer.Option("--id", metavar="TOKEN")] = None,
) -> None:
    """Complete a task with the fields in a file; repeated, it is the same command."""
    actor = call.actor or SYSTEM
    given = read_yaml(file)
    if not isinstance(given, dict):
        raise Trouble("task.no-fields", file=file.name)
    with reading(call) as log:
        form = form_of(task)
        said = _with_nonce(_completed(form, given), actor)
        wish = parse_command(said)
        request = Request(id=token or f"cli/{task}/{actor}/{token_of(file)}", actor=actor, command=wish)
        outcome = through_the_door(log, request)
        tell(call, outcome if token else _asked_anew(log, request, outcome))


def _asked_anew(log: SqlLog, request: Request, outcome: Outcome) -> Outcome:
    """Return *outcome*, or that of asking anew if something else happened since it was recorded.

    Who reported 5, then 6, then 5 again means the last; and a tie that was resolved lets grading go on.
    """
    if not isinstance(outcome, AlreadyRecorded):
        return outcome
    own = outcome.position + max(outcome.count, 1) - 1
    later = [row.position for row in log.read(Query(after=own, streams=[request.command.stream()]))]
    if not later:
        return outcome
    return through_the_door(log, request.model_copy(update={"id": f"{request.id}/{later[-1]}"}))


def _completed(form: Form, given: dict[str, Any]) -> dict[str, Any]:
    """Return *given* with the fields that the task's address says; a contradiction is refused."""
    for name, value in form.address.items():
        if name in given and str(given[name]) != str(value):
            raise Trouble("task.other-address", field=name, given=given[name], expected=value)
    return {**given, **form.address}


def _with_nonce(said: dict[str, Any], actor: str) -> dict[str, Any]:
    """Return *said* with a nonce in its ballot: the same for the same ballot, and secret."""
    ballot = said.get("ballot")
    if not isinstance(ballot, dict) or "nonce" in ballot:
        return said
    plain = canonical([actor, sorted((str(name), str(value)) for name, value in said.items())])
    nonce = hmac.digest(_secret(data_folder() / "nonce.key"), plain, "sha256").hex()
    return {**said, "ballot": {**ballot, "nonce": nonce}}


def token_of(file: Path) -> str:
    """Return the same token for the same content; a keyed one, for a plain hash would help to guess a text."""
    return hmac.digest(_secret(data_folder() / "nonce.key"), b"token" + file.read_bytes(), "sha256").hex()[:16]


def _secret(path: Path) -> bytes:
    """Return this installation's secret, made at first need and readable by its user only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()


def _require_task(connection: Connection, address: str) -> Task:
    found = task_of(connection, address)
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
        phase = next(it for it in self.year(task.year).rules.phases if it.phase == task.phase)
        return phase, next(it for it in phase.tasks if it.task == task.task)


def _form(log: Log, connection: Connection, rules: _Rules, task: Task) -> Form:
    """Return the form that completes *task*, filled with what the log knows already."""
    form = form_of(task.id)
    categories = [it.category for it in rules.year(task.year).rules.competency]
    events = [decode(row) for row in log.read(Query(streams=[form.stream()]))]
    editions = [getattr(it, "edition", None) for it in events if getattr(it, "phase", None) == task.phase]
    return form.filled(categories, max((it for it in editions if it), default=None), _best(connection, rules, task))


def _best(connection: Connection, rules: _Rules, task: Task) -> dict[str, Decimal]:
    """Return the highest values that the rules of the task's year take."""
    given = rules.year(task.year).rules
    best = {"scores": given.competency_scale}
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
        return
    for it in data["tasks"]:
        _draw_line(it, shown, whose=not data["person"])
    out().print(f"[dim]{say('tasks.next')}[/]")


def _draw_line(it: dict[str, Any], shown: Names, *, whose: bool) -> None:
    """Draw one task of a list; its address has a line of its own, so that it can be copied whole."""
    due = f"[red]{it['due']}[/]" if it["late"] else it["due"]
    raised = f" [yellow]{say('tasks.escalated')}[/]" if it["escalated"] else ""
    about = [say("tasks.whom", subject=_about(it, shown))]
    if whose and it["owner"] != it["subject"]:
        about.append(say("tasks.whose", owner=_owner(it["owner"], shown)))
    out().print(f"{due}  [bold]{label(it['name'])}[/]{raised}")
    out().print(f"  {' · '.join(about)}")
    out().print(f"  {it['task']}", soft_wrap=True)


def _draw_one(data: dict[str, Any], shown: Names) -> None:
    out().print(f"[bold]{label(data['name'])}[/]  [dim]{data['task']}[/]", soft_wrap=True)
    out().print(say("tasks.about", subject=_about(data, shown), phase=label(data["phase_name"])))
    out().print(say("tasks.by", owner=_owner(data["owner"], shown), why=_why(data["why"])))
    out().print(say("tasks.due", due=data["due"], closes=data["closes"]))
    if data["basis"]:
        out().print(say("tasks.basis", basis=data["basis"]))
    if data["consequence"]:
        out().print(say("tasks.consequence", consequence=label(data["consequence"])))
    out().print(f"\n{say('tasks.template')}\n")
    out().print(data["template"], markup=False, soft_wrap=True)


def _about(task: dict[str, Any], shown: Names) -> str:
    """Return the name of whom or what *task* is about."""
    year = task["task"].partition("/")[0]
    within = {"unit": task["body"], "indicator": f"{year}/{task['body']}"}.get(task["of"])
    return name_of(shown, task["subject"], *([within] if within else ()))


def _owner(owner: str, shown: Names) -> str:
    return say("tasks.role", role=owner.removeprefix("role:")) if owner.startswith("role:") else name_of(shown, owner)


def _why(why: str) -> str:
    return say(f"why.{why}") if has(f"why.{why}") else say("why.role")
