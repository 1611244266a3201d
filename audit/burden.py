"""What a year of evaluation cost, counted from the log: by body, unit, role and person, beside the year before.

Nobody fills in hours. Tasks, documents, requests and late letters are events; minutes are the rules' estimates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, select

from domain.aggregates import event_type
from domain.burden_rules import BurdenStated
from domain.cycle import Cycle, CycleOpened
from domain.data_request import REQUESTS
from domain.data_request_facts import (
    DataProvided,
    DataRequested,
    DataSupplementRequested,
)
from domain.ids import SYSTEM, requests_stream
from domain.indicator_events import EvidenceAttached
from domain.messages import TaskEvent
from domain.neighbours import SYSTEMS, connector_role
from domain.phase_facts import EscalationRaised, PhaseReminded
from domain.scoring.burden import Load, Place, Work, data_asked, letters, summed, task_done
from domain.window import window_of
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored
from projections.queries import phase_rows, phase_state
from projections.stored import cycle_opened
from projections.tables import PEOPLE, ROLES

_REQUESTS = frozenset(it.__name__ for it in (DataRequested, DataSupplementRequested, DataProvided))
_LETTERS = frozenset(it.__name__ for it in (PhaseReminded, EscalationRaised))
Posts = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class _Year:
    """What the counting of one year needs besides its events."""

    opened: CycleOpened
    due: Mapping[tuple[str, str], date]  # the last day of each phase, by body and phase
    posts: Posts  # body and unit of each person
    nobody: frozenset[str]  # the engine, and who speaks for a neighbour system: they tire of nothing

    def works(self, row: Stored) -> Iterator[Work]:
        """Yield the work that *row* tells of."""
        body = orjson.loads(row.body)
        if row.type in _LETTERS:
            yield from self._late_letters(row, body)
        elif row.actor not in self.nobody:
            yield from self._request(row, body) if row.type in _REQUESTS else self._task(row, body)

    def _task(self, row: Stored, body: Mapping[str, Any]) -> Iterator[Work]:
        kind = event_type(row.type, row.stream)
        task = getattr(kind, "task_id", None) or decode(row).task  # type: ignore[attr-defined]
        rule = self.opened.of(body["body"]).rules.phase(body["phase"])
        known = rule.task(task) if rule else None
        documents = int(kind is EvidenceAttached)
        role = known.by.removeprefix("role:") if known else None
        load = task_done(self.opened.rules.burden, task, documents=documents)
        yield Work(self._where(row.actor, body["body"], role), load)

    def _request(self, row: Stored, body: Mapping[str, Any]) -> Iterator[Work]:
        """Yield the work of who is asked, and of who answers; who asks is no burden to himself."""
        rules = self.opened.rules.burden
        if row.type == DataProvided.__name__:
            answered = task_done(rules, "provide-data", documents=int(body["document"] is not None))
            yield Work(self._where(row.actor, body["body"], None), answered)
        else:
            again = row.type == DataSupplementRequested.__name__
            yield Work(Place(body["body"], body.get("unit")), data_asked(rules, again=again))

    def _late_letters(self, row: Stored, body: Mapping[str, Any]) -> Iterator[Work]:
        due = self.due.get((body["body"], body["phase"]))
        late = row.type == EscalationRaised.__name__ or (due is not None and date.fromisoformat(body["on"]) > due)
        if late:
            yield Work(Place(body["body"]), letters(self.opened.rules.burden, body["open"]))

    def _where(self, person: str, body: str, role: str | None) -> Place:
        """Return where the work of *person* falls: on his own body and unit, wherever the task stands."""
        home, unit = self.posts.get(person, (body, None))
        return Place(home, unit, role, person)


def burden(log: Log, connection: Connection, year: int, *, body: str | None = None) -> dict[str, Any]:
    """Return the burden of *year* as JSON can hold it, beside that of the year before where the log has it.

    Raises:
        LookupError: the year was never opened.
    """
    now = _works(log, connection, year)
    before = _known(log, connection, year - 1)
    chosen, last = ([it for it in works if body in (None, it.place.body)] for works in (now, before))
    return {
        "year": year,
        "estimated": ["minutes"],
        "total": _told((), *(summed(it, lambda _: ()) for it in (chosen, last))),
        "compared": bool(before),
        "bodies": _listed(chosen, last, ("body",)),
        "units": _listed(chosen, last, ("body", "unit")),
        "roles": _listed(chosen, last, ("role",)),
        "persons": _listed(chosen, last, ("body", "person")),
        "requests": list(_requests(log, cycle_opened(connection, year), body)),
    }


def stated(log: Log, connection: Connection, year: int) -> BurdenStated | None:
    """Return all the burden of *year*, as the next year's guideline states it; None: the log has no such year."""
    found = summed(_known(log, connection, year), lambda _: ())
    if not found:
        return None
    told = asdict(found[()])
    return BurdenStated(year=year, tasks_done=told.pop("tasks"), estimated_minutes=told.pop("minutes"), **told)


def _counts(row: Stored) -> bool:
    return row.type in _REQUESTS | _LETTERS or issubclass(event_type(row.type, row.stream), TaskEvent)


def _works(log: Log, connection: Connection, year: int) -> list[Work]:
    opened = cycle_opened(connection, year)
    query = select(PEOPLE.c.person, PEOPLE.c.body, PEOPLE.c.unit)
    posts = {person: (home, unit) for person, home, unit in connection.execute(query)}
    roles = [connector_role(system) for system in SYSTEMS]
    connectors = connection.execute(select(ROLES.c.person).where(ROLES.c.role.in_(roles))).scalars()
    of_year = _Year(opened, _due_days(connection, opened), posts, frozenset([SYSTEM, *connectors]))
    return [it for row in log.read(Query()) if row.cycle_year == year and _counts(row) for it in of_year.works(row)]


def _known(log: Log, connection: Connection, year: int) -> list[Work]:
    """Return the work of *year*; none where the log has no such year."""
    try:
        return _works(log, connection, year)
    except LookupError:
        return []


def _due_days(connection: Connection, opened: CycleOpened) -> dict[tuple[str, str], date]:
    cycle = Cycle(opened=opened)
    rows = phase_rows(connection, opened.year)
    rules = {key: opened.rules.phase(key[1]) for key in rows}
    return {key: window_of(cycle, rule, phase_state(rows[key])).due for key, rule in rules.items() if rule}


def _listed(now: Iterable[Work], last: Iterable[Work], by: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the sums by the parts *by* of where work falls, the heaviest first."""

    def key(place: Place) -> tuple[str | None, ...]:
        return tuple(getattr(place, name) for name in by)

    sums, before = summed(now, key), summed(last, key)
    keys = [it for it in sums if it[-1] is not None]
    keys.sort(key=lambda it: (-sums[it].minutes, *(part or "" for part in it)))
    return [{**dict(zip(by, it, strict=True)), **_told(it, sums, before)} for it in keys]


def _told(key: tuple[Any, ...], now: Mapping[Any, Load], before: Mapping[Any, Load]) -> dict[str, Any]:
    last = before.get(key)
    return {**asdict(now.get(key, Load())), "last_year": asdict(last) if last else None}


def _requests(log: Log, opened: CycleOpened, body: str | None) -> Iterator[dict[str, Any]]:
    for it in dict.fromkeys((*opened.bodies, opened.government)):
        if body not in (None, it):
            continue
        stream = requests_stream(opened.year, it)
        state = REQUESTS.fold([decode(row) for row in log.read(Query(streams=[stream]))])
        for request in state.all:
            yield {
                **request.asked.model_dump(mode="json", exclude={"type", "year"}),
                "state": "withdrawn" if request.withdrawn else "open" if request.waits else "answered",
                "due": request.due.isoformat(),
                "lacking": request.lacking.lacking if request.lacking else None,
                "answers": [answer.at or answer.document for answer in request.provided],
            }
