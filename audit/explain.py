"""Why a score is what it is: the proof tree, down to the events, rules and roundings it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from domain.numbers import in_points
from domain.scoring.proof import Score
from eventstore.port import Log, Query, Stored
from projections.outcomes import Outcome, decisions_of, outcomes
from projections.queries import PersonScores, person_scores
from projections.stored import cycle_opened

_RULES = {"lowest": "forced-lowest", "exempt": "least-service"}


@dataclass(frozen=True)
class Explanation:
    """One person's scores with their reasons."""

    year: int
    scores: PersonScores
    rules: str
    rules_hash: str
    outcome: Outcome | None  # what came of the total: grade, notice, pay
    decisions: list[dict[str, Any]]  # about the result beside scores, each with its ground, rule and event
    events: dict[int, Stored]  # every event the scores rest on, by position

    def as_data(self) -> dict[str, Any]:
        """Return the explanation as JSON can hold it."""
        composed = self.scores.composed
        exempt = bool(composed.components) and any(it["decision"] == "exempt" for it in self.decisions)
        return {
            "year": self.year,
            "person": self.scores.person,
            "body": self.scores.body,
            "unit": self.scores.unit,
            "profile": self.scores.profile,
            "rules": self.rules,
            "rules_hash": self.rules_hash,
            "total": None if exempt else _tree(composed.total),
            "components": {name: _tree(score) for name, score in composed.components.items()},
            "missing": [] if exempt else composed.missing(),
            "decisions": self.decisions,
            "outcome": _outcome(self.outcome),
            "events": {str(position): told(row) for position, row in self.events.items()},
        }


def explain(log: Log, connection: Connection, year: int, person: str) -> Explanation:
    """Return why *person* has these scores in *year*.

    Raises:
        LookupError: no such year, or nobody ever named who evaluates the person in it.
    """
    found = person_scores(connection, year, person=person, deep=True)
    if not found:
        raise LookupError(f"{person} is not evaluated in {year}")
    opened = cycle_opened(connection, year).of(found[0].body)
    composed = found[0].composed
    known = [score for score in (*composed.components.values(), composed.total) if score is not None]
    outcome = next(iter(outcomes(connection, year, person=person)), None)
    positions = {position for score in known for position in score.positions()}
    positions.update(outcome.positions() if outcome else ())
    decisions = [{**it, "rule": _RULES[it["decision"]]} for it in decisions_of(connection, year, person)]
    positions.update(it["position"] for it in decisions)
    events = _events(log, sorted(positions))
    return Explanation(year, found[0], opened.rules.id, opened.rules_hash, outcome, decisions, events)


def _outcome(outcome: Outcome | None) -> dict[str, Any] | None:
    """Return what came of the total, each part with the position of the event that says so."""
    if outcome is None or outcome.result is None:
        return None
    rows = {"on_record": outcome.result, "grade": outcome.grade, "notice": outcome.notice, "pay": outcome.pay}
    rows["objection"] = outcome.objection
    positions = {name: row["at_position"] for name, row in rows.items() if row is not None}
    return {**outcome.as_data(), "positions": positions}


def _events(log: Log, positions: list[int]) -> dict[int, Stored]:
    """Return the events at *positions*; each is read by itself, for they lie far apart."""
    found: dict[int, Stored] = {}
    for position in positions:
        found.update((row.position, row) for row in log.read(Query(after=position - 1, upto=position)))
    return found


def _tree(score: Score | None) -> dict[str, Any] | None:
    return _in_points(score.as_data()) if score is not None else None


def _in_points(score: dict[str, Any]) -> dict[str, Any]:
    """Return *score* and all below it with its values as scores are shown everywhere."""
    parts = {"parts": [_in_points(part) for part in score["parts"]]} if "parts" in score else {}
    return {**score, "value": in_points(score["value"]), **parts}


def told(row: Stored) -> dict[str, Any]:
    """Return who said what when; texts and sealed values stay in the log."""
    return {
        "type": row.type,
        "stream": row.stream,
        "version": row.version,
        "actor": row.actor,
        "occurred_at": row.occurred_at,
        "effective_on": row.effective_on,
        "recorded_at": row.recorded_at,
        "authority": row.authority,
        "leaf": row.leaf_hash.hex(),
    }
