"""Whose turn it is in what is no task: objections, ties, data that was asked for, drafts to share and to defend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, select

from domain.cycle import CycleOpened
from domain.specific_result_facts import ANSWER, HEAR
from projections.data_requests import waiting
from projections.queries import open_years
from projections.result_tables import GRADES, OBJECTIONS, POOLS
from projections.tables import ASSIGNMENTS, BODIES, DONE, ROLES, ROSTER

COMMITTEE = "role:evaluation-committee"
_TO_DECIDE = ("consulted", "appealed", "escalated", "overdue")


class Turn(NamedTuple):
    """Something that waits for *owner*, a person or role:NAME; *act* is the command that does it."""

    act: str
    year: int
    body: str
    subject: str  # the person who objects, the pool, or the number of the request
    owner: str
    due: str | None = None
    asker: str | None = None  # of a request for data: which body asks
    what: str | None = None


def turns(connection: Connection, person: str | None = None) -> list[Turn]:
    """Return what waits for *person*, or for anybody, the earliest day first."""
    found = [turn for opened in open_years(connection) for turn in _of_year(connection, opened)]
    if person is not None:
        held = connection.execute(select(ROLES.c.role, ROLES.c.body).where(ROLES.c.person == person, ROLES.c.held))
        mine = {(f"role:{role}", body) for role, body in held}
        found = [it for it in found if it.owner == person or (it.owner, it.body) in mine]
    return sorted(found, key=lambda it: (it.due or "~", it.act, it.subject))


def _of_year(connection: Connection, opened: CycleOpened) -> Iterator[Turn]:
    year = opened.year
    open_ones = select(OBJECTIONS, ROSTER.c.first, ROSTER.c.second, ROSTER.c.instrument).where(
        OBJECTIONS.c.year == year, ROSTER.c.year == year, ROSTER.c.person == OBJECTIONS.c.person
    )
    for row in connection.execute(open_ones).mappings():
        about = (year, row["body"], row["person"])
        if row["state"] == "filed":
            yield Turn("ConsultEvaluator", *about, row["first"], row["due"])
        elif row["state"] in _TO_DECIDE:
            yield Turn("DecideObjection", *about, _decider(connection, opened, row), row["due"])
    for pool in connection.execute(select(POOLS).where(POOLS.c.year == year, POOLS.c.state == "tied")).mappings():
        yield Turn("ResolveTie", year, pool["body"], pool["pool"], COMMITTEE)
    pending = select(GRADES.c.body, GRADES.c.pool).where(GRADES.c.year == year, GRADES.c.pending.is_not(None))
    for body, name in connection.execute(pending.distinct()):
        yield Turn("SettlePending", year, body, name, COMMITTEE)
    yield from _asked(connection, opened)
    yield from _of_specific_results(connection, opened)


def _of_specific_results(connection: Connection, opened: CycleOpened) -> Iterator[Turn]:
    """Yield the drafts to be shared, once every area is settled, and the ministries' opinions to be answered."""
    rules, year = opened.rules.specific, opened.year
    found = _done(connection, year, opened.government, "calibrate-area")
    settled = Counter(subject.partition(":")[0] for subject in found)
    shared = {it["subject"] for it in _given(connection, year, HEAR)}
    for ministry, count in sorted(settled.items()):
        if count == len(rules.areas) and ministry not in shared:
            yield Turn("ShareSpecificDraft", year, opened.government, ministry, rules.manages)
    for it in _given(connection, year, ANSWER):
        if it["owner"] and _done(connection, year, it["subject"], HEAR):  # a draft that was made anew is heard anew
            yield Turn("AnswerOpinion", year, it["body"], it["subject"], it["owner"])


def _done(connection: Connection, year: int, body: str, task: str) -> Sequence[str]:
    it = DONE.c
    rows = select(it.subject).where(it.year == year, it.body == body, it.task == task)
    return connection.execute(rows).scalars().all()


def _given(connection: Connection, year: int, task: str) -> Sequence[RowMapping]:
    it = ASSIGNMENTS.c
    rows = select(it.body, it.subject, it.owner).where(it.year == year, it.task == task)
    return connection.execute(rows.order_by(it.subject)).mappings().all()


def _asked(connection: Connection, opened: CycleOpened) -> Iterator[Turn]:
    """Yield the requests for data that wait: of the unit's head who was asked, else of the roles that answer."""
    for row in waiting(connection, opened.year):
        roles = [f"role:{role}" for role in opened.of(row["body"]).rules.burden.requests.answer]
        for owner in [row["head"]] if row["head"] else roles:
            about = (opened.year, row["body"], str(row["number"]), owner, row["due"])
            yield Turn("ProvideData", *about, row["asker"], row["what"])


def _decider(connection: Connection, opened: CycleOpened, row: RowMapping) -> str:
    head = connection.execute(select(BODIES.c.head).where(BODIES.c.body == row["body"])).scalar()
    named = {"second": row["second"], "body-head": head}
    ladder = opened.of(row["body"]).rules.objection.deciders(row["instrument"], named, {row["first"], row["person"]})
    decider: str = ladder[min(row["rung"], len(ladder) - 1)]
    return decider
