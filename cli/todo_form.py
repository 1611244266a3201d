"""The form that completes a task, filled with what the log and the rules know already."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Connection, select

from cli.forms import Form, form_of
from cli.present import present
from cli.todo_rules import Rules
from domain.appraisal import RateAttitude
from domain.specific_area_facts import SCORE
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.tables import ROSTER
from projections.tasks import Task


def form_for(log: Log, connection: Connection, rules: Rules, task: Task) -> Form:
    """Return the form that completes *task*, filled with what the log knows already."""
    form = form_of(task.id)
    categories = _categories(rules, task)
    events = [decode(row) for row in log.read(Query(streams=[form.stream()]))]
    editions = [getattr(it, "edition", None) for it in events if getattr(it, "phase", None) == task.phase]
    edition = max((it for it in editions if it), default=None)
    known = {"edition": edition} if edition else present(log, form.command, form.address)
    return form.filled(categories, known, _best(connection, rules, task))


def _categories(rules: Rules, task: Task) -> list[str]:
    """Return what a ballot scores: the items of the task's area, or the competency model."""
    given = rules.year(task.year).of(task.body).rules
    _, _, named = task.subject.partition(":")
    area = given.specific.area(named.partition(":")[0]) if task.task == SCORE else None
    return [it.item for it in area.items] if area else [it.category for it in given.competency]


def _best(connection: Connection, rules: Rules, task: Task) -> dict[str, Decimal]:
    """Return the highest values that the rules of the task's year take."""
    given = rules.year(task.year).of(task.body).rules
    best = {"scores": given.specific.best if task.task == SCORE else given.competency_scale}
    if task.task == RateAttitude.task_id:
        query = select(ROSTER.c.profile).where(ROSTER.c.year == task.year, ROSTER.c.person == task.subject)
        best["points"] = given.profiles[connection.execute(query).scalar_one()].attitude
    return best
