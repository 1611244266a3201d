"""What the log says about the spending programme behind a task: its last rating, and what that did to its budget."""

from __future__ import annotations

from datetime import datetime

from domain.budget import BUDGET
from domain.calendar import HOME, day_of
from domain.ids import budget_stream, programme_stream
from domain.programme import ProgrammeRated
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored
from exchange.rows import Told


def rating_of(log: Log, year: int, body: str, programme: str, upto: int) -> Told:
    """Return the last rating of *programme* up to a position, and its budget decided by the rating of *year*.

    A programme is rated every three years, so that its last rating may be older than the year.
    """
    of_it = Query(streams=[programme_stream(body, programme)], type=ProgrammeRated.__name__, upto=upto)
    rows = list(log.read(of_it))
    rated = decode(rows[-1]) if rows else None
    if not isinstance(rated, ProgrammeRated):
        return {}
    told: Told = {"rating": rated.level, "rating_score": rated.score, "rated_on": _day(rows[-1])}
    return {**told, **_budget(log, budget_stream(year, body, programme), upto)}


def _budget(log: Log, stream: str, upto: int) -> Told:
    """Return the branch and the amount of a budget, once it is decided."""
    state = BUDGET.fold([decode(row) for row in log.read(Query(streams=[stream], upto=upto))])
    if state.proposed is None or state.decided is None:
        return {}
    return {"fiscal_year": state.proposed.fiscal_year, "branch": state.proposed.branch, "amount": state.decided.amount}


def _day(row: Stored) -> str:
    """Return the day *row* was said on: what it is true for is the year."""
    return day_of(datetime.fromisoformat(row.occurred_at), HOME).isoformat()
