"""Scores: of indicators, units and persons' own components, each with what it is made of.

Stored is what one fact or one unit decides; bureau shares and totals are composed when asked, from
these rows and the year's rules, so that no stored total can drift from its reasons.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from activities.inline import Fact
from domain.appraisal_competency import CompetencyOpened
from domain.appraisal_evaluators import RatingsSetAside
from domain.appraisal_facts import AttitudeRated, GoalsRated
from domain.cycle import CycleOpened
from domain.indicator_events import IndicatorScored, ProgressReported
from domain.mileage import MileageCredited, MileageReversed, SpecialPointsGranted
from domain.plan_events import AnnualPlanAmended
from domain.result_facts import AppraisalRescored, AppraisalScored, ExemptionReviewed, ScoreCorrected
from domain.rules import RuleSet
from domain.scorecard import IndicatorScoreAdjusted
from domain.scoring.competency import Rating, competency_score
from domain.scoring.organisation import Scored, indicator_score
from domain.scoring.past import mean_of_ratings
from domain.scoring.proof import Score
from domain.scoring.total import BONUSES
from eventstore.port import Stored
from projections.result_tables import COMPONENTS, INDICATOR_SCORES, ORGANISATION_SCORES, VALUES
from projections.results import HANDLERS, READ_FIRST
from projections.rows import Rows, put_rows
from projections.stored import CARRIED, GOALS, cycle_opened, score_of
from projections.tables import INDICATORS, POSITIONS

NAME = "scores"


class Scores:
    """Compiles the score tables; reads plans and rules from the inbox's tables, which are never behind."""

    def __init__(self) -> None:
        self._opened: dict[int, CycleOpened] = {}

    def apply(self, connection: Connection, facts: Sequence[Fact]) -> None:
        """Take *facts* in, in order, and note how far the log was read."""
        rows = Rows(connection)
        for kind, table in READ_FIRST.items():
            rows.prefetch(table, ((it.year, it.person) for _, it in facts if isinstance(it, kind)))
        units: set[tuple[int, str, str]] = set()
        for row, event in facts:
            handler = _HANDLERS.get(type(event))
            if handler is not None:
                handler(self, rows, row, event)
            results = HANDLERS.get(type(event))
            if results is not None:
                results(rows, row, event)
            if isinstance(event, IndicatorScored | IndicatorScoreAdjusted | AnnualPlanAmended):
                units.add((event.year, event.body, event.unit))
        rows.flush()
        _sum_up(connection, sorted(units))
        put_rows(connection, POSITIONS, [(NAME, facts[-1].row.position)])

    def rules(self, connection: Connection, year: int, body: str) -> RuleSet:
        """Return the rules of *year* for *body*, as its cycle was opened with."""
        if year not in self._opened:
            self._opened[year] = cycle_opened(connection, year)
        return self._opened[year].of(body).rules


def _sum_up(connection: Connection, units: Sequence[tuple[int, str, str]]) -> None:
    """Store the score of each of *units*: the sum of its converted indicator scores, exact."""
    for year, body, unit in units:
        rows = connection.execute(
            select(INDICATOR_SCORES.c.score, INDICATORS.c.weight)
            .join(INDICATORS, _same_indicator())
            .where(INDICATOR_SCORES.c.year == year, INDICATOR_SCORES.c.body == body, INDICATOR_SCORES.c.unit == unit)
        ).all()
        weights = [Decimal(weight) for _, weight in rows]
        score = sum((Decimal(row.score) * weight for row, weight in zip(rows, weights, strict=True)), Decimal(0)) / 100
        put_rows(connection, ORGANISATION_SCORES, [(year, body, unit, format(score, "f"), format(sum(weights), "f"))])


def _same_indicator() -> Any:
    ours, theirs = INDICATOR_SCORES.c, INDICATORS.c
    return (ours.year == theirs.year) & (ours.body == theirs.body) & (ours.code == theirs.code)


def _value(_: Scores, rows: Rows, row: Stored, event: ProgressReported) -> None:
    said = (format(event.value, "f"), event.estimate, row.effective_on, row.recorded_at, row.position)
    rows.put(VALUES, event.year, event.body, event.indicator, event.phase, *said)


def _indicator(it: Scores, rows: Rows, row: Stored, event: IndicatorScored) -> None:
    frozen = rows.get(INDICATORS, event.year, event.body, event.indicator)
    weight = Decimal(frozen["weight"]) if frozen else Decimal(0)
    aspects = (event.planning, event.execution, event.achievement)
    scored = Scored(event.indicator, weight, *aspects, row.position)
    score = indicator_score(scored, it.rules(rows.connection, event.year, event.body).aspects)
    rows.put(INDICATOR_SCORES, event.year, event.body, event.indicator, event.unit, *_stored(score))


def _amended(_: Scores, rows: Rows, __: Stored, event: AnnualPlanAmended) -> None:
    """Give scores that are in already the weights that are in force now."""
    for it in event.frozen:
        before = rows.get(INDICATOR_SCORES, event.year, event.body, it.code)
        if before:
            score = replace(score_of(before["made_of"]), weight=it.weight)
            rows.put(INDICATOR_SCORES, event.year, event.body, it.code, it.unit, *_stored(score))


def _adjusted(it: Scores, rows: Rows, row: Stored, event: IndicatorScoreAdjusted) -> None:
    frozen = rows.get(INDICATORS, event.year, event.body, event.indicator)
    weight, nothing = Decimal(frozen["weight"]) if frozen else Decimal(0), Decimal(0)
    scored = Scored(event.indicator, weight, nothing, nothing, nothing, row.position, adjusted=event.after)
    score = indicator_score(scored, it.rules(rows.connection, event.year, event.body).aspects)
    rows.put(INDICATOR_SCORES, event.year, event.body, event.indicator, event.unit, *_stored(score))


def _carried(it: Scores, rows: Rows, row: Stored, event: AppraisalScored | AppraisalRescored) -> None:
    rule = it.rules(rows.connection, event.year, event.body).people.past_ratings
    if event.carried is not None and rule is not None:
        ratings: dict[int, Decimal] = {it.year: it.total for it in event.carried.ratings}
        score = replace(mean_of_ratings(ratings, rule.rounding, rule.places), position=row.position)
        rows.put(COMPONENTS, event.year, event.person, CARRIED, *_stored(score))


def _rescored(it: Scores, rows: Rows, row: Stored, event: AppraisalRescored) -> None:
    _corrected(it, rows, row, event)
    _carried(it, rows, row, event)


def _corrected(_: Scores, rows: Rows, row: Stored, event: AppraisalRescored | ScoreCorrected) -> None:
    if event.correction is not None:
        rule = "REG-6-3" if event.cause.startswith("calibration/") else "REG-21"
        score = Score(event.correction.component, event.correction.score, rule, position=row.position)
        rows.put(COMPONENTS, event.year, event.person, event.correction.component, *_stored(score))


def _given(_: Scores, rows: Rows, row: Stored, event: ExemptionReviewed) -> None:
    for it in event.corrections:
        score = Score(it.component, it.score, "REG-21", position=row.position)
        rows.put(COMPONENTS, event.year, event.person, it.component, *_stored(score))


def _competency(it: Scores, rows: Rows, row: Stored, event: CompetencyOpened) -> None:
    rules = it.rules(rows.connection, event.year, event.body)
    opened = [("first", event.first), ("second", event.second)]
    ratings = [Rating(name, ballot.scores, row.position) for name, ballot in opened if ballot is not None]
    score = competency_score(ratings, rules.competency, rules.competency_scale)
    rows.put(COMPONENTS, event.year, event.person, "competency", *_stored(score))


def _attitude(_: Scores, rows: Rows, row: Stored, event: AttitudeRated) -> None:
    score = Score("attitude", event.points, "S1-108", position=row.position)
    rows.put(COMPONENTS, event.year, event.person, "attitude", *_stored(score))


def _goals(_: Scores, rows: Rows, row: Stored, event: GoalsRated) -> None:
    score = Score("goals", event.points, "S1-86", position=row.position)
    rows.put(COMPONENTS, event.year, event.person, f"{GOALS}{event.phase}", *_stored(score))


def _set_aside(_: Scores, rows: Rows, __: Stored, event: RatingsSetAside) -> None:
    """Take away what a recused evaluator rated; a competency that is opened again without him comes back."""
    kinds = {"rate-attitude": "attitude", "rate-goals": f"{GOALS}{event.phase}"}
    for component in {kinds.get(task, "competency") for task in event.tasks}:
        rows.drop(COMPONENTS, event.year, event.person, component)


def _bonus(_: Scores, rows: Rows, row: Stored, event: MileageCredited | SpecialPointsGranted) -> None:
    _credit(rows, event, "mileage" if isinstance(event, MileageCredited) else "special", row)


def _reversal(_: Scores, rows: Rows, row: Stored, event: MileageReversed) -> None:
    _credit(rows, event, event.kind, row)


def _credit(
    rows: Rows, event: MileageCredited | SpecialPointsGranted | MileageReversed, kind: str, row: Stored
) -> None:
    rule = BONUSES[kind]
    reverses = isinstance(event, MileageReversed)
    what, points = ("reversal", -event.points) if reverses else ("credit", event.points)
    credit = Score(what, points, rule, position=row.position)
    before = rows.get(COMPONENTS, event.year, event.person, kind)
    others = [it for it in score_of(before["made_of"]).parts if it.position != row.position] if before else []
    credited = (*others, credit)  # an event read twice counts once
    value = sum((it.value for it in credited), Decimal(0))
    rows.put(COMPONENTS, event.year, event.person, kind, *_stored(Score(kind, value, rule, parts=credited)))


def _stored(score: Score) -> tuple[str, str]:
    """Return the columns of *score*: its value, and its proof as canonical JSON."""
    return format(score.value, "f"), json.dumps(score.as_data(), sort_keys=True, separators=(",", ":"))


_HANDLERS: dict[type, Callable[[Scores, Rows, Stored, Any], None]] = {
    ProgressReported: _value,
    IndicatorScored: _indicator,
    AnnualPlanAmended: _amended,
    CompetencyOpened: _competency,
    AttitudeRated: _attitude,
    GoalsRated: _goals,
    RatingsSetAside: _set_aside,
    MileageCredited: _bonus,
    SpecialPointsGranted: _bonus,
    IndicatorScoreAdjusted: _adjusted,
    AppraisalScored: _carried,
    AppraisalRescored: _rescored,
    ScoreCorrected: _corrected,
    ExemptionReviewed: _given,
    MileageReversed: _reversal,
}
