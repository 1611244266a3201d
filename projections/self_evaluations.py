"""Self-evaluations of a year as the log has them: plan, scores, confirmation, re-evaluation, and the proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from domain.body import BODY
from domain.cycle import CycleOpened
from domain.ids import (
    body_stream,
    inspection_stream,
    re_evaluation_stream,
    self_evaluation_stream,
    supervision_stream,
)
from domain.inspection import INSPECTION, Inspection
from domain.mandate import SUPERVISION
from domain.mandates import MandateEnded
from domain.messages import Decider
from domain.re_evaluation import RE_EVALUATION, ReEvaluation, total_of
from domain.scoring.proof import Score
from domain.self_evaluation import SELF_EVALUATION
from domain.self_evaluation_content import Outcome
from domain.self_evaluation_facts import SelfEvaluation, SelfEvaluationPlanDefaulted
from domain.self_evaluation_outcome import evaluation_score, grade_of, scores_of
from domain.self_evaluation_rules import SelfEvaluationRules
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored

S = TypeVar("S")


@dataclass(frozen=True)
class Evaluated:
    """One body's evaluation of itself, what became of it, and the rows it is told from."""

    body: str
    rules: SelfEvaluationRules
    own: SelfEvaluation
    again: ReEvaluation
    sectors: dict[str, Inspection]
    rows: tuple[Stored, ...]
    ended: dict[str, MandateEnded]  # the mandates that ended in the course of the year, by sector

    @property
    def total(self) -> Decimal | None:
        """Return the total as it stands; None: there is none yet."""
        return total_of(self.own, self.again)

    @property
    def grade(self) -> str | None:
        """Return the grade of the total."""
        return None if self.total is None else grade_of(self.total, self.rules)

    @property
    def outcome(self) -> Outcome | None:
        """Return the last computed result, shared, submitted or evaluated again; the committee adjusts its total."""
        last = self.again.carried_out or self.own.submitted or self.own.shared
        return last.outcome if last else None

    @property
    def state(self) -> str:
        """Return how far it has come."""
        own = self.own
        if own.not_submitted:
            return "not-submitted"
        if own.submitted or own.shared:
            return "submitted" if own.submitted else "shared"
        if own.accepted:
            if own.scorers:
                return "scoring"
            return "defaulted" if isinstance(own.accepted, SelfEvaluationPlanDefaulted) else "accepted"
        return "supplement" if own.requested else "planned"

    def proof(self) -> Score | None:
        """Return why the total is what it is, down to each member's sealed score; None until all are open."""
        planned = self.own.planned
        given = scores_of(self.own.opened)
        if self.again.carried_out:
            given |= {it: [scores] for it, scores in self.again.carried_out.scores.items()}
        if planned is None or any(it.subject not in given for it in planned.subjects):
            return None
        return _placed(evaluation_score(planned, given, self.rules), self._positions(), None)

    def _positions(self) -> dict[str, list[int]]:
        """Return where the scores of each subject stand in the log: one place, or one for each member in order."""
        sealed = {decode_scoring(row): row.position for row in self.rows if row.type == "SubjectScoresSealed"}
        found = {
            subject: [sealed[f"{subject}:{member}"] for member, ballot in it.ballots.items() if ballot]
            for subject, it in self.own.opened.items()
        }
        again = [row.position for row in self.rows if row.type == "ReEvaluationCarriedOut"]
        if self.again.carried_out:
            found |= dict.fromkeys(self.again.carried_out.scores, again[-1:])
        return found


def decode_scoring(row: Stored) -> str:
    """Return SUBJECT:MEMBER of sealed scores."""
    return str(getattr(decode(row), "scoring", ""))


def _placed(score: Score, places: dict[str, list[int]], subject: str | None) -> Score:
    """Return *score* in which each member's part names its event."""
    kind, _, name = score.what.partition("/")
    subject = name if kind == "subject" else subject
    if kind == "member" and subject:
        return replace(score, position=places[subject][int(name) - 1])
    return replace(score, parts=tuple(_placed(it, places, subject) for it in score.parts))


def self_evaluations(log: Log, opened: CycleOpened) -> dict[str, Evaluated]:
    """Return the evaluations of the year by body, in the order of the year's bodies."""
    found = {body: self_evaluation(log, opened, body) for body in (*opened.bodies, opened.government)}
    return {body: it for body, it in found.items() if it is not None}


def self_evaluation(log: Log, opened: CycleOpened, body: str) -> Evaluated | None:
    """Return how *body* evaluated itself; None when it planned nothing."""
    year, rules = opened.year, opened.of(body).rules
    over = _folded(log, BODY, body_stream(body)).class_on(date(year, 12, 31)).over
    sectors = list(dict.fromkeys(it.sector for it in rules.supervision if it.over == over))
    own, again = _rows(log, self_evaluation_stream(year, body)), _rows(log, re_evaluation_stream(year, body))
    state = SELF_EVALUATION.fold([decode(row) for row in own])
    if state.planned is None:
        return None
    looked_at = {it: _rows(log, inspection_stream(year, body, it)) for it in sectors}
    return Evaluated(
        body,
        rules.self_evaluation,
        state,
        RE_EVALUATION.fold([decode(row) for row in again]),
        {it: INSPECTION.fold([decode(row) for row in rows]) for it, rows in looked_at.items()},
        tuple(
            sorted((*own, *again, *(row for rows in looked_at.values() for row in rows)), key=lambda it: it.position)
        ),
        {it.sector: it for it in ended_mandates(log, year) if it.over == over},
    )


def ended_mandates(log: Log, year: int) -> tuple[MandateEnded, ...]:
    """Return the supervising mandates that ended in the course of *year*, the last word on each."""
    return _folded(log, SUPERVISION, supervision_stream(year)).ended


def _folded(log: Log, decider: Decider[S], stream: str) -> S:
    return decider.fold([decode(row) for row in _rows(log, stream)])


def _rows(log: Log, stream: str) -> list[Stored]:
    return list(log.read(Query(streams=[stream])))
