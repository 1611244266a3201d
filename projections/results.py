"""Results: totals on record, pools, grades, notices, objections and pay, as they stand now.

Compiled together with the scores; a later edition takes the place of an earlier one, whose events stay.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from sqlalchemy import Table

from domain.grading_facts import (
    Change,
    GradePoolsFormed,
    LowestGradeAssigned,
    PendingSettled,
    PersonAdmitted,
    PoolGraded,
    PoolReviewed,
    TieReferred,
    TieResolved,
)
from domain.notice import NoticeReceived, ResultNotified, ResultNotifiedAgain
from domain.objection_facts import (
    EvaluatorConsulted,
    ObjectionAppealed,
    ObjectionClosed,
    ObjectionDecided,
    ObjectionEscalated,
    ObjectionFiled,
    ObjectionOverdue,
    ObjectionWithdrawn,
)
from domain.pay_facts import ClawbackOrdered, PayAdjusted, PayBarred, PayDetermined
from domain.pay_reckoning import Reckoned
from domain.person_service import EligibilityDetermined
from domain.promotion import PromotionListDrawn, PromotionListRedrawn
from domain.result_facts import AppraisalExempted, AppraisalRescored, AppraisalScored, ExemptionReviewed
from eventstore.port import Stored
from projections.result_tables import DECISIONS, GRADES, NOTICES, OBJECTIONS, PAY, POOLS, PROMOTIONS, RESULTS
from projections.rows import Handlers, Rows


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _text(number: Decimal | None) -> str | None:
    return format(number, "f") if number is not None else None


def _scored(rows: Rows, row: Stored, event: AppraisalScored | AppraisalRescored) -> None:
    edition = event.edition if isinstance(event, AppraisalRescored) else 1
    rows.put(RESULTS, event.year, event.person, event.body, format(event.total, "f"), edition, None, row.position)


def _exempted(rows: Rows, row: Stored, event: AppraisalExempted) -> None:
    rows.put(RESULTS, event.year, event.person, event.body, None, 1, event.ground, row.position)


def _exemption(rows: Rows, row: Stored, event: ExemptionReviewed) -> None:
    rows.change(RESULTS, event.year, event.person, ground=event.ground, at_position=row.position)


def _admitted(rows: Rows, row: Stored, event: PersonAdmitted) -> None:
    pool = rows.get(POOLS, event.year, event.body, event.pool)
    if pool:
        rows.change(POOLS, event.year, event.body, event.pool, persons=pool["persons"] + 1)
    else:
        new = (1, "[]", "graded", "{}", True, None, row.position)
        rows.put(POOLS, event.year, event.body, event.pool, *new)


def _formed(rows: Rows, row: Stored, event: GradePoolsFormed) -> None:
    for it in event.pools:
        about = (event.year, event.body, it.pool)
        rows.put(POOLS, *about, len(it.persons), _json(it.merged), "formed", None, None, None, row.position)


def _tie(rows: Rows, _: Stored, event: TieReferred | TieResolved) -> None:
    if isinstance(event, TieReferred):
        tie = _json(event.tie.model_dump(mode="json"))
        rows.change(POOLS, event.year, event.body, event.pool, state="tied", tie=tie)
    else:
        state = "graded" if event.cause else "formed"
        rows.change(POOLS, event.year, event.body, event.pool, state=state, tie=None)


def _lowest(rows: Rows, row: Stored, event: LowestGradeAssigned) -> None:
    rows.put(DECISIONS, event.year, event.person, "lowest", event.ground, None, row.position)


def _determined(rows: Rows, row: Stored, event: EligibilityDetermined) -> None:
    rows.put(DECISIONS, event.year, event.person, "exempt", event.ground, event.days, row.position)


def _graded(rows: Rows, row: Stored, event: PoolGraded) -> None:
    counts = _json(event.counts)
    how = {"state": "graded", "counts": counts, "waived": event.minimums_waived, "at_position": row.position}
    rows.change(POOLS, event.year, event.body, event.pool, **how)
    for it in event.placed:
        place = (event.pool, it.grade, event.pay.get(it.person), it.rank, _text(it.margin), it.boundary)
        rows.put(GRADES, event.year, event.body, it.person, *place, None, row.position)


def _reviewed(rows: Rows, row: Stored, event: PoolReviewed | PendingSettled) -> None:
    if isinstance(event, PoolReviewed):
        rows.change(POOLS, event.year, event.body, event.pool, state="graded", tie=None)
        for place in event.placed:
            now = {"rank": place.rank, "margin": _text(place.margin), "boundary": place.boundary, "pending": None}
            if rows.get(GRADES, event.year, event.body, place.person) is None:  # he was admitted
                rows.put(GRADES, event.year, event.body, place.person, event.pool, *(None,) * 6, row.position)
            rows.change(GRADES, event.year, event.body, place.person, **now)
    for it in event.changes:
        _move(rows, row, event, it)
    if isinstance(event, PoolReviewed):
        for it in event.pending:
            rows.change(GRADES, event.year, event.body, it.person, pending=it.after)
    else:
        for person in event.kept:
            rows.change(GRADES, event.year, event.body, person, pending=None)


def _move(rows: Rows, row: Stored, event: PoolReviewed | PendingSettled, it: Change) -> None:
    moved = {"grade": it.after, "pay_grade": it.pay_after, "pending": None, "at_position": row.position}
    rows.change(GRADES, event.year, event.body, it.person, **moved)


def _notified(rows: Rows, row: Stored, event: ResultNotified | ResultNotifiedAgain) -> None:
    edition = event.edition if isinstance(event, ResultNotifiedAgain) else 1
    told = _json(event.told.model_dump(mode="json", exclude_none=True))
    said = (edition, told, event.object_by.isoformat(), row.recorded_at, None, row.position)
    rows.put(NOTICES, event.year, event.person, event.body, *said)


def _received(rows: Rows, row: Stored, event: NoticeReceived) -> None:
    notice = rows.get(NOTICES, event.year, event.person)
    if notice and notice["edition"] == event.edition:  # who received an older one has not received this one
        rows.change(NOTICES, event.year, event.person, received_at=row.recorded_at)


def _objection(rows: Rows, row: Stored, event: Any) -> None:
    key = (event.year, event.person, event.edition)
    match event:
        case ObjectionFiled():
            due = event.due.isoformat()
            rows.put(OBJECTIONS, *key, event.body, "filed", 0, due, event.count, None, row.recorded_at, row.position)
        case EvaluatorConsulted():
            rows.change(OBJECTIONS, *key, state="consulted")
        case ObjectionDecided():
            appeal_by = event.appeal_by.isoformat() if event.appeal_by else None
            state = "decided" if appeal_by else "final"
            told = {"state": state, "outcome": event.outcome, "due": appeal_by, "at_position": row.position}
            rows.change(OBJECTIONS, *key, **told)
        case ObjectionEscalated() | ObjectionAppealed():
            state = "escalated" if isinstance(event, ObjectionEscalated) else "appealed"
            rows.change(OBJECTIONS, *key, state=state, rung=event.rung, due=event.due.isoformat())
        case ObjectionOverdue():
            rows.change(OBJECTIONS, *key, state="overdue")
        case ObjectionWithdrawn():
            rows.change(OBJECTIONS, *key, state="withdrawn", due=None)
        case ObjectionClosed():
            rows.change(OBJECTIONS, *key, state="final", due=None)


def _pay(rows: Rows, row: Stored, event: PayDetermined | PayAdjusted) -> None:
    first = isinstance(event, PayDetermined)
    before = rows.get(PAY, event.year, event.person)
    barred = before["barred"] if before else None
    edition = 1 if isinstance(event, PayDetermined) else event.edition
    provisional = isinstance(event, PayDetermined) and event.provisional
    paid = format(event.reckoned.amount, "f") if first or before is None else before["first_amount"]
    about = (event.year, event.person, event.body, *_reckoned(event.reckoned))
    rows.put(PAY, *about, edition, provisional, paid, barred, None, row.position)


def _reckoned(it: Reckoned) -> tuple[object, ...]:
    amounts = (format(number, "f") for number in (it.base, it.rate, it.amount))
    more = _json([one.model_dump(mode="json") for one in it.additions]) if it.additions else None
    return (it.pay_year, it.pay_class, it.pay_grade, *amounts, more, it.ground)


def _barred(rows: Rows, row: Stored, event: PayBarred) -> None:
    before = rows.get(PAY, event.year, event.person)
    if before:
        rows.change(PAY, event.year, event.person, barred=event.ground)
    else:
        unpaid = (*(None,) * 8, 0, None, None)
        rows.put(PAY, event.year, event.person, event.body, *unpaid, event.ground, None, row.position)


def _clawed_back(rows: Rows, _: Stored, event: ClawbackOrdered) -> None:
    rows.change(PAY, event.year, event.person, clawed_back=format(event.amount, "f"))


def _listed(rows: Rows, row: Stored, event: PromotionListDrawn | PromotionListRedrawn) -> None:
    edition = event.edition if isinstance(event, PromotionListRedrawn) else 1
    of, when = (event.year, event.body, event.phase), event.as_of.isoformat()
    for found in event.lists:
        for it in found.places:
            years = _json([year.model_dump(mode="json") for year in it.years])
            place = (found.grade, it.place, len(found.places), _text(it.points), years, None)
            rows.put(PROMOTIONS, *of, it.person, edition, when, *place, row.position)
    for apart in event.apart:
        rows.put(PROMOTIONS, *of, apart.person, edition, when, *(None,) * 5, apart.ground, row.position)


HANDLERS: Handlers = {
    AppraisalScored: _scored,
    AppraisalRescored: _scored,
    AppraisalExempted: _exempted,
    ExemptionReviewed: _exemption,
    EligibilityDetermined: _determined,
    GradePoolsFormed: _formed,
    LowestGradeAssigned: _lowest,
    TieReferred: _tie,
    TieResolved: _tie,
    PoolGraded: _graded,
    PoolReviewed: _reviewed,
    PendingSettled: _reviewed,
    PersonAdmitted: _admitted,
    ResultNotified: _notified,
    ResultNotifiedAgain: _notified,
    NoticeReceived: _received,
    ObjectionFiled: _objection,
    EvaluatorConsulted: _objection,
    ObjectionDecided: _objection,
    ObjectionEscalated: _objection,
    ObjectionAppealed: _objection,
    ObjectionOverdue: _objection,
    ObjectionWithdrawn: _objection,
    ObjectionClosed: _objection,
    PromotionListDrawn: _listed,
    PromotionListRedrawn: _listed,
    PayDetermined: _pay,
    PayAdjusted: _pay,
    PayBarred: _barred,
    ClawbackOrdered: _clawed_back,
}
# Facts that come in thousands, and the table whose row of that year and person they read first.
READ_FIRST: dict[type[Any], Table] = {NoticeReceived: NOTICES, PayDetermined: PAY}
