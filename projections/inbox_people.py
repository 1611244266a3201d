"""What bodies, units, people and committees change in the inbox: who owes something, and to whom it is shown."""

from __future__ import annotations

from domain.appraisal_evaluators import RatingsSetAside
from domain.body_class import BodyReclassified
from domain.body_facts import BodyEstablished, UnitEstablished
from domain.committee_facts import CommitteeConstituted
from domain.headship import ActingHeadAppointed, HeadAppointed
from domain.person import EvaluatorsAssigned, PersonRegistered
from domain.person_roles import RoleGranted, RoleRevoked
from domain.person_service import EligibilityDetermined, LeaveTaken, PersonTransferred
from domain.succession import BodyAbolished, BodyMerged, BodyRenamed, BodySplit
from eventstore.port import Stored
from projections.rows import Handlers, Rows
from projections.tables import (
    ACTING,
    BODIES,
    BODY_CLASSES,
    BODY_ENDS,
    DECIDES,
    DONE,
    MOVEMENTS,
    PEOPLE,
    ROLES,
    ROSTER,
    UNITS,
)


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


def _committee(rows: Rows, _: Stored, event: CommitteeConstituted) -> None:
    for matter in event.rule.decides:
        rows.put(DECIDES, event.body, matter, event.committee)


HANDLERS: Handlers = {
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
    PersonTransferred: _transferred,
    LeaveTaken: _away,
    EligibilityDetermined: _eligible,
    RatingsSetAside: _set_aside,
    CommitteeConstituted: _committee,
}
