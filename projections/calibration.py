"""The calibration board: how each evaluator of a body rates, from opened ratings only.

What is sealed is neither read nor counted: a rating comes in with the event that opened it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, select

from domain.appraisal_competency import Ballot, CompetencyOpened, CompetencySealed
from domain.appraisal_evaluators import RatingsSetAside
from domain.cycle import CycleOpened
from domain.rules import HUNDRED, RuleSet
from domain.scoring.calibration import Calibration, Rated, Seat, calibrate
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.stored import cycle_opened
from projections.tables import ROSTER

_COMPETENCY = ("rate-competency-first", "rate-competency-second")


class Board(NamedTuple):
    """How evaluators of a body rate, and on how many opened ratings the office's means rest."""

    evaluators: list[Calibration]
    ratings: int


def board_of(log: Log, connection: Connection, years: range, body: str, unit: str | None = None) -> Board:
    """Return the board of *body* over *years*; with *unit*, of ratings of its people, against the whole office.

    Raises:
        LookupError: a year that has ratings was never opened.
    """
    units = {(row.year, row.person): row.unit for row in connection.execute(select(ROSTER))}
    ratings = [rated for rated, of in _opened(log, connection, years) if of == body]
    chosen = calibrate(ratings, lambda it: unit in (None, units.get((it.year, it.person))))
    return Board(chosen, len(ratings))


def _opened(log: Log, connection: Connection, years: range) -> Iterator[tuple[Rated, str]]:
    """Yield the opened ratings of *years*, each with its body."""
    by: dict[tuple[int, str, str], str] = {}
    for row in log.read(Query(type="CompetencySealed")):
        sealed = decode(row)  # without keys: what is sealed stays sealed
        if isinstance(sealed, CompetencySealed) and sealed.year in years:
            by[sealed.year, sealed.person, sealed.evaluator] = sealed.by
    years_opened: dict[int, CycleOpened] = {}
    for opened in _standing(log, years):
        if opened.year not in years_opened:
            years_opened[opened.year] = cycle_opened(connection, opened.year)
        rules = years_opened[opened.year].of(opened.body).rules
        for seat, ballot in _ballots(opened).items():
            evaluator = by[opened.year, opened.person, seat]
            yield _rated(opened, evaluator, seat, ballot, rules), opened.body


def _standing(log: Log, years: range) -> list[CompetencyOpened]:
    """Return the openings of *years* that stand: of each person the last, unless it was set aside."""
    last: dict[str, tuple[int, CompetencyOpened]] = {}
    for row in log.read(Query(type="CompetencyOpened")):
        opened = decode(row)
        if isinstance(opened, CompetencyOpened) and opened.year in years:
            last[row.stream] = (row.position, opened)
    for row in log.read(Query(type="RatingsSetAside")):
        aside, (position, _) = decode(row), last.get(row.stream, (row.position, None))
        competency = isinstance(aside, RatingsSetAside) and any(task in _COMPETENCY for task in aside.tasks)
        if competency and position < row.position:
            del last[row.stream]
    return [opened for _, opened in last.values()]


def _ballots(opened: CompetencyOpened) -> Mapping[Seat, Ballot]:
    seats: dict[Seat, Ballot | None] = {"first": opened.first, "second": opened.second}
    return {seat: ballot for seat, ballot in seats.items() if ballot is not None}


def _rated(opened: CompetencyOpened, evaluator: str, seat: Seat, ballot: Ballot, rules: RuleSet) -> Rated:
    """Return *ballot* in points of 100, weighted as the competency score is."""
    points = {name: score * HUNDRED / rules.competency_scale for name, score in ballot.scores.items()}
    weighted = (points[it.category] * it.weight for it in rules.competency)
    total = sum(weighted, Decimal(0)) / HUNDRED
    return Rated(opened.year, opened.person, evaluator, seat, total, tuple(points.values()))
