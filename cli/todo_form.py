"""The form that completes a task, filled with what the log and the rules know already."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sqlalchemy import Connection, select

from cli.forms import Form, form_of
from cli.present import present
from cli.texts import language
from cli.todo_rules import Rules
from cli.voice import Names
from domain.appraisal import RateAttitude
from domain.messages import Label
from domain.self_evaluation_commands import SealSubjectScores
from domain.self_evaluation_content import EvaluationSubject
from domain.specific_area_facts import SCORE
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.queries import names
from projections.self_evaluations import self_evaluation
from projections.tables import ROSTER
from projections.tasks import Task


def form_for(log: Log, connection: Connection, rules: Rules, task: Task) -> Form:
    """Return the form that completes *task*, filled with what the log knows already."""
    form = form_of(task.id)
    events = [decode(row) for row in log.read(Query(streams=[form.stream()]))]
    editions = [getattr(it, "edition", None) for it in events if getattr(it, "phase", None) == task.phase]
    edition = max((it for it in editions if it), default=None)
    known = {"edition": edition} if edition else present(log, form.command, form.address)
    filled = form.filled(_categories(log, connection, rules, task), known, _best(connection, rules, task))
    return replace(filled, choices={"item": list(_items(rules, task, task.subject))})


def _categories(log: Log, connection: Connection, rules: Rules, task: Task) -> dict[str, str]:
    """Return what a ballot scores, by name: an area's items, a subject's measures, or the competency model."""
    if task.task == SCORE:
        return _items(rules, task, task.subject.partition(":")[2].partition(":")[0])
    if task.task == SealSubjectScores.task_id:
        told = self_evaluation(log, rules.year(task.year), task.body)
        subject = told.own.subject(task.subject.partition(":")[0]) if told else None
        return _measures(subject, names(connection), f"{task.year}/{task.body}") if subject else {}
    return {it.category: _said(it.name) for it in rules.year(task.year).of(task.body).rules.competency}


def _measures(subject: EvaluationSubject, shown: Names, place: str) -> dict[str, str]:
    """Return the measures of *subject*: a criterion as the plan says it, an indicator by its name."""
    indicators = {it.code: shown.get(f"{place}/{it.code}", {}).get(language(), "") for it in subject.measures}
    return indicators | {it.code: _said(it.criterion) for it in subject.measures if it.criterion}


def _items(rules: Rules, task: Task, area: str) -> dict[str, str]:
    """Return the items of *area* with their names; none when the year has no such area."""
    found = rules.year(task.year).of(task.body).rules.specific.area(area)
    return {it.item: _said(it.name) for it in found.items} if found else {}


def _said(name: Label) -> str:
    return name.ko if language() == "ko" else name.en


def _best(connection: Connection, rules: Rules, task: Task) -> dict[str, Decimal]:
    """Return the highest values that the rules of the task's year take."""
    given = rules.year(task.year).of(task.body).rules
    if task.task == SealSubjectScores.task_id:
        return {}  # the form knows: of a hundred
    best = {"scores": given.specific.best if task.task == SCORE else given.competency_scale}
    if task.task == RateAttitude.task_id:
        query = select(ROSTER.c.profile).where(ROSTER.c.year == task.year, ROSTER.c.person == task.subject)
        best["points"] = given.profiles[connection.execute(query).scalar_one()].attitude
    return best
