"""The inbox: what each person must do by when, and why. It moves with the log and is never behind.

Nobody's task is stored. What is owed is derived from who is evaluated by whom, which phases are
open, and what is done; opening a phase for everyone is one event and one row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from activities.inline import Fact
from domain.appraisal_evaluators import RatingsSetAside
from domain.body_class import BodyReclassified
from domain.body_facts import BodyEstablished, UnitEstablished
from domain.committee_facts import CommitteeConstituted
from domain.cycle import CycleClosed, CycleOpened
from domain.headship import ActingHeadAppointed, HeadAppointed
from domain.messages import AssigningEvent, Owed, TaskEvent, canonical
from domain.person import EvaluatorsAssigned, PersonRegistered
from domain.person_roles import RoleGranted, RoleRevoked
from domain.person_service import EligibilityDetermined, LeaveTaken, PersonTransferred
from domain.phase_facts import (
    EscalationRaised,
    ObligationMissed,
    PhaseClosed,
    PhaseMoved,
    PhaseOpened,
    PhasePaused,
    PhaseReminded,
    PhaseResumed,
)
from domain.plan import AnnualPlanAmended, AnnualPlanConfirmed, AnnualPlanProvisionallyFrozen, Frozen
from domain.rules import PhaseRule
from domain.strategy import StrategicPlanAdopted, StrategicPlanReviewed
from domain.succession import BodyAbolished, BodyMerged, BodyRenamed, BodySplit
from eventstore.port import Stored
from projections import data_requests
from projections.owed import owed_select
from projections.rows import Rows
from projections.tables import (
    ACTING,
    ASSIGNMENTS,
    BODIES,
    BODY_CLASSES,
    BODY_ENDS,
    CYCLES,
    DECIDES,
    DONE,
    INDICATORS,
    MISSED,
    MOVEMENTS,
    PEOPLE,
    PHASES,
    POSITIONS,
    ROLES,
    ROSTER,
    STRATEGIES,
    UNITS,
    put_rows,
)

NAME = "inbox"


class Inbox:
    """Keeps the inbox's tables in step with the log."""

    def apply(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take *facts* in, in order, and note how far the log was read."""
        rows = Rows(connection)
        rows.prefetch(ROSTER, ((it.year, it.person) for _, it in facts if isinstance(it, EvaluatorsAssigned)))
        for row, event in facts:
            take_in(rows, row, event)
        rows.flush()
        put_rows(connection, POSITIONS, [(NAME, facts[-1].row.position)])

    def owed(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> list[Owed]:
        """Return the obligations of a phase that are not met, by task, unit and subject."""
        rule = cycle.of(body).rules.phase(phase)
        return _owed(connection, cycle.year, body, rule) if rule else []

    def is_owed(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> bool:
        """Return whether anything of a phase is not met; reads no more than one row a task."""
        rule = cycle.of(body).rules.phase(phase)
        queries = [owed_select(cycle.year, body, phase, task) for task in rule.tasks] if rule else []
        return any(connection.execute(_owned(query).limit(1)).first() for query in queries)

    def evaluated(self, connection: Connection, year: int, body: str) -> list[str]:
        """Return the ids of the persons that *body* evaluates in *year*, in order."""
        query = select(ROSTER.c.person).where(ROSTER.c.year == year, ROSTER.c.body == body)
        return sorted(connection.execute(query).scalars())

    def deciding(self, connection: Connection, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*, the last one constituted; None: it has none."""
        query = select(DECIDES.c.committee).where(DECIDES.c.body == body, DECIDES.c.matter == matter)
        return connection.execute(query).scalar()

    def work_left(self, connection: Connection, cycle: CycleOpened, body: str, phase: str) -> list[str]:
        """Return the engine's own tasks of a phase that can be begun now and are owed, in the rules' order."""
        rule = cycle.of(body).rules.phase(phase)
        left = {
            task.task
            for task in (rule.tasks if rule else ())
            if connection.execute(_owned(owed_select(cycle.year, body, phase, task)).limit(1)).first()
        }
        tasks = [task for task in (rule.tasks if rule else ()) if task.by == "engine" and task.task in left]
        return [task.task for task in tasks if task.after not in left]


def _owned(query: Select[Any]) -> Select[Any]:
    """Return *query* without the tasks that nobody owes, such as a second rating without a superior."""
    rows = query.subquery()
    return select(rows).where(rows.c.owner.is_not(None))


def take_in(rows: Rows, row: Stored, event: Any) -> None:
    """Put what *event* changes into *rows*."""
    handler = _HANDLERS.get(type(event))
    if handler is not None:
        handler(rows, row, event)
    if isinstance(event, AssigningEvent):
        for it in event.assignments():
            year, body = it.year or event.year, it.body or event.body
            if it.again:
                rows.drop_all(DONE, year=year, body=body, task=it.task, subject=it.subject)
            rows.put(ASSIGNMENTS, year, body, it.task, it.subject, it.owner)
    if isinstance(event, TaskEvent):
        key = (event.year, event.body, event.phase, event.task, event.subject)
        rows.put(DONE, *key, row.actor, row.position, row.recorded_at)


def _owed(connection: Connection, year: int, body: str, rule: PhaseRule) -> list[Owed]:
    found = [
        Owed(task=task.task, subject=row.subject, owner=row.owner, unit=row.unit)
        for task in rule.tasks
        for row in connection.execute(_owned(owed_select(year, body, rule.phase, task)))
    ]
    order = [task.task for task in rule.tasks]  # sorted here, for databases sort by their own alphabets
    return sorted(found, key=lambda owed: (order.index(owed.task), owed.unit or "", owed.subject))


def _cycle_opened(rows: Rows, row: Stored, event: CycleOpened) -> None:
    rules = canonical(event.model_dump(mode="json")).decode()  # one form, in whatever order its fields were read
    rows.put(CYCLES, event.year, event.government, rules, event.rules_hash, "open", row.position)


def _cycle_closed(rows: Rows, _: Stored, event: CycleClosed) -> None:
    rows.change(CYCLES, event.year, state="closed")


def _body(rows: Rows, _: Stored, event: BodyEstablished) -> None:
    rows.put(BODIES, event.body, event.name.ko, event.name.en, None)
    rows.put(BODY_CLASSES, event.body, "", event.sector, event.kind, event.group, None)


def _reclassified(rows: Rows, _: Stored, event: BodyReclassified) -> None:
    rows.put(BODY_CLASSES, event.body, event.day.isoformat(), event.sector, event.kind, event.group, event.law)


def _renamed(rows: Rows, _: Stored, event: BodyRenamed) -> None:
    rows.change(BODIES, event.body, name_ko=event.name.ko, name_en=event.name.en)


def _ended(rows: Rows, _: Stored, event: BodySplit | BodyMerged | BodyAbolished) -> None:
    successors = ",".join(it.body for it in event.successors)
    rows.put(BODY_ENDS, event.body, event.day.isoformat(), type(event).__name__, successors)


def _unit(rows: Rows, _: Stored, event: UnitEstablished) -> None:
    rows.put(UNITS, event.body, event.unit, event.parent, event.level, event.name.ko, event.name.en, None)


def _head(rows: Rows, _: Stored, event: HeadAppointed) -> None:
    if event.unit is None:
        rows.change(BODIES, event.body, head=event.person)
    else:
        rows.change(UNITS, event.body, event.unit, head=event.person)


def _acting(rows: Rows, _: Stored, event: ActingHeadAppointed) -> None:
    key = (event.body, event.unit or "", event.person, event.begins.isoformat())
    rows.put(ACTING, *key, event.head, event.ends.isoformat())


def _person(rows: Rows, _: Stored, event: PersonRegistered) -> None:
    title = event.title
    rows.put(PEOPLE, event.person, event.body, event.unit, event.grade, title.ko, title.en, event.name)


def _role(rows: Rows, _: Stored, event: RoleGranted | RoleRevoked) -> None:
    rows.put(ROLES, event.person, event.role, event.body, isinstance(event, RoleGranted))


def _assigned(rows: Rows, _: Stored, event: EvaluatorsAssigned) -> None:
    how = (event.instrument, event.profile)
    before = rows.get(ROSTER, event.year, event.person)
    evaluators = (event.first, event.second, before["ground"] if before else None)
    rows.put(ROSTER, event.year, event.person, event.body, event.unit, *how, *evaluators)


def _transferred(rows: Rows, _: Stored, event: PersonTransferred) -> None:
    units = (event.body, event.from_unit, event.to_unit)
    rows.put(MOVEMENTS, event.person, event.day.isoformat(), "transfer", *units, None)
    if event.to_unit is not None and rows.get(PEOPLE, event.person):
        rows.change(PEOPLE, event.person, unit=event.to_unit)


def _away(rows: Rows, _: Stored, event: LeaveTaken) -> None:
    rows.put(
        MOVEMENTS, event.person, event.begins.isoformat(), event.kind, event.body, None, None, event.ends.isoformat()
    )


def _eligible(rows: Rows, _: Stored, event: EligibilityDetermined) -> None:
    if rows.get(ROSTER, event.year, event.person):
        rows.change(ROSTER, event.year, event.person, ground=event.ground)


def _set_aside(rows: Rows, _: Stored, event: RatingsSetAside) -> None:
    for task in event.tasks:
        rows.drop(DONE, event.year, event.body, event.phase, task, event.person)


def _strategy(rows: Rows, _: Stored, event: StrategicPlanAdopted) -> None:
    rows.put(STRATEGIES, event.body, str(event.strategy), event.until, event.review_by)


def _strategy_reviewed(rows: Rows, _: Stored, event: StrategicPlanReviewed) -> None:
    rows.change(STRATEGIES, event.body, str(event.strategy), review_by=event.review_by)


def _plan_in_force(rows: Rows, _: Stored, event: AnnualPlanConfirmed | AnnualPlanProvisionallyFrozen) -> None:
    _frozen(rows, event.year, event.body, event.indicators)


def _plan_amended(rows: Rows, _: Stored, event: AnnualPlanAmended) -> None:
    _frozen(rows, event.year, event.body, event.frozen)


def _frozen(rows: Rows, year: int, body: str, indicators: Sequence[Frozen]) -> None:
    for it in indicators:
        seal = (it.unit, format(it.weight, "f"), it.definition)
        rows.put(INDICATORS, year, body, it.code, *seal, it.name.ko, it.name.en)


def _committee(rows: Rows, _: Stored, event: CommitteeConstituted) -> None:
    for matter in event.rule.decides:
        rows.put(DECIDES, event.body, matter, event.committee)


def _phase_opened(rows: Rows, row: Stored, event: PhaseOpened) -> None:
    days = {"opens": event.opens.isoformat(), "due": event.due.isoformat(), "closes": event.closes.isoformat()}
    rows.change(PHASES, *_planned(rows, event), state="open", opened_at=row.recorded_at, **days)


def _phase_changed(rows: Rows, row: Stored, event: Any) -> None:
    key = _planned(rows, event)
    now = rows.get(PHASES, *key) or {}
    match event:
        case PhaseReminded():
            rows.change(PHASES, *key, reminders=now["reminders"] + 1)
        case EscalationRaised():
            rows.change(PHASES, *key, escalations=event.step)
        case PhaseMoved():
            days = {"moved_opens": event.opens.isoformat(), "moved_due": event.due.isoformat()}
            rows.change(PHASES, *key, stood_still=0, escalations=0, **days)  # nothing is late any more
        case PhasePaused():
            rows.change(PHASES, *key, state="paused")
        case PhaseResumed():
            state = "open" if now["opened_at"] else "planned"
            rows.change(PHASES, *key, state=state, stood_still=now["stood_still"] + event.days)
        case PhaseClosed():
            closed = {"closed_at": row.recorded_at, "missed": event.missed, "early": event.early}
            rows.change(PHASES, *key, state="closed", **closed)


_PLANNED = ("planned", None, None, None, None, None, 0, None, None, 0, 0, 0, False)  # nothing happened yet


def _planned(rows: Rows, event: Any) -> tuple[int, str, str]:
    """Return the key of the event's phase, whose row exists from the first event about it."""
    key = (event.year, event.body, event.phase)
    if rows.get(PHASES, *key) is None:
        rows.put(PHASES, *key, *_PLANNED)
    return key


def _missed(rows: Rows, row: Stored, event: ObligationMissed) -> None:
    key = (event.year, event.body, event.phase, event.task, event.subject)
    rows.put(MISSED, *key, event.owner, event.unit, event.due.isoformat(), row.position)


_HANDLERS: dict[type, Callable[[Rows, Stored, Any], None]] = {
    CycleOpened: _cycle_opened,
    CycleClosed: _cycle_closed,
    BodyEstablished: _body,
    BodyReclassified: _reclassified,
    BodyRenamed: _renamed,
    BodySplit: _ended,
    BodyMerged: _ended,
    BodyAbolished: _ended,
    UnitEstablished: _unit,
    HeadAppointed: _head,
    ActingHeadAppointed: _acting,
    PersonRegistered: _person,
    RoleGranted: _role,
    RoleRevoked: _role,
    EvaluatorsAssigned: _assigned,
    StrategicPlanAdopted: _strategy,
    StrategicPlanReviewed: _strategy_reviewed,
    AnnualPlanProvisionallyFrozen: _plan_in_force,
    AnnualPlanConfirmed: _plan_in_force,
    AnnualPlanAmended: _plan_amended,
    PersonTransferred: _transferred,
    LeaveTaken: _away,
    EligibilityDetermined: _eligible,
    RatingsSetAside: _set_aside,
    CommitteeConstituted: _committee,
    **data_requests.HANDLERS,
    PhaseOpened: _phase_opened,
    PhaseReminded: _phase_changed,
    EscalationRaised: _phase_changed,
    PhaseMoved: _phase_changed,
    PhasePaused: _phase_changed,
    PhaseResumed: _phase_changed,
    ObligationMissed: _missed,
    PhaseClosed: _phase_changed,
}
