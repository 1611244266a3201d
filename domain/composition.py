"""The total of a person as the log's facts give it: what was read, what it comes to, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.appraisal import APPRAISAL, Appraisal
from domain.body import BODY
from domain.cycle import CycleOpened
from domain.ids import Id, Number, appraisal_stream, body_stream, mileage_stream, scorecard_stream
from domain.messages import Facts, Value
from domain.mileage import MILEAGE
from domain.person import EvaluatorsAssigned
from domain.rules import RuleSet
from domain.scorecard import SCORECARD, Scorecard
from domain.scoring.competency import Rating, competency_score
from domain.scoring.proof import Score
from domain.scoring.total import Composed, compose

LEVELS = ("bureau", "department")
PERFORMANCE = (*LEVELS, "individual")
_SHORT = Decimal("1E-12")


class Read(Value):
    """A stream that was read, and how many events it had."""

    stream: str
    version: int


class Component(Value):
    """One component of a total: *score* as it was measured, *points* as it counts, rounded once."""

    component: Id
    score: Number
    points: Number


@dataclass(frozen=True)
class Standing:
    """A person's total, as far as it is known."""

    composed: Composed
    components: tuple[Component, ...]
    breakers: tuple[Decimal, ...]  # between equals: performance, competency, the weightiest indicator
    inputs: tuple[Read, ...]


def standing(
    opened: CycleOpened, assigned: EvaluatorsAssigned, facts: Facts, corrected: Mapping[str, Decimal]
) -> Standing:
    """Return the total of the person whom *assigned* names; *corrected* scores go before measured ones."""
    appraisal_of = appraisal_stream(opened.year, assigned.person)
    account_of = mileage_stream(opened.year, assigned.person)
    account = facts.read(MILEAGE, account_of)
    cards = dict(_scorecards(assigned, opened.year, facts))
    scores: dict[str, Score | None] = _own(facts.read(APPRAISAL, appraisal_of), opened.rules)
    scores |= {"mileage": _plain("mileage", account.mileage), "special": _plain("special", account.special)}
    scores |= {level: _plain(level, card.score) for level, (_, card) in cards.items() if card.score is not None}
    scores |= {name: Score(name, value, "REG-21") for name, value in corrected.items()}
    composed = compose(opened.rules.profiles[assigned.profile], scores)
    streams = [*(stream for stream, _ in cards.values()), appraisal_of, account_of]
    return Standing(
        composed,
        tuple(_components(composed, scores)),
        _breakers(composed, [card for _, card in cards.values()]),
        tuple(Read(stream=stream, version=facts.version(stream)) for stream in streams),
    )


def _scorecards(assigned: EvaluatorsAssigned, year: int, facts: Facts) -> Iterator[tuple[str, tuple[str, Scorecard]]]:
    """Yield, by level, the scorecard of the person's unit or the nearest above it, with its stream."""
    body = facts.read(BODY, body_stream(assigned.body))
    line = body.line(assigned.unit)
    for level in LEVELS:
        unit = next((unit for unit in line if body.units[unit].level == level), None)
        if unit is not None:
            stream = scorecard_stream(year, assigned.body, unit)
            yield level, (stream, facts.read(SCORECARD, stream))


def _plain(what: str, value: Decimal) -> Score:
    return Score(what, value, "")


def _own(appraisal: Appraisal, rules: RuleSet) -> dict[str, Score | None]:
    """Return the scores that are the person's alone, None where one is not in yet."""
    ballots = {name: sealed.ballot for name, sealed in appraisal.sealed.items() if appraisal.opened}
    ratings = [Rating(name, ballot.scores, 0) for name, ballot in ballots.items() if ballot is not None]
    return {
        "individual": _plain("individual", appraisal.goals.points) if appraisal.goals else None,
        "competency": competency_score(ratings, rules.competency, rules.competency_scale) if ratings else None,
        "attitude": _plain("attitude", appraisal.attitude.points) if appraisal.attitude else None,
    }


def _components(composed: Composed, scores: Mapping[str, Score | None]) -> Iterator[Component]:
    for name, points in composed.components.items():
        score = scores.get(name)
        if points is not None and score is not None:
            yield Component(component=name, score=_short(score.value), points=points.value)


def _short(value: Decimal) -> Decimal:
    """Return *value* as it can be stored: exact, or a mean by days to twelve places, for reading only."""
    return value.quantize(_SHORT)


def _breakers(composed: Composed, cards: list[Scorecard]) -> tuple[Decimal, ...]:
    points = {name: score.value for name, score in composed.components.items() if score is not None}
    performance = sum((points.get(name, Decimal(0)) for name in PERFORMANCE), Decimal(0))
    counted = [it for card in cards for it in card.indicators]
    weightiest = max(counted, key=lambda it: (it.weight, it.score), default=None)
    return performance, points.get("competency", Decimal(0)), weightiest.score if weightiest else Decimal(0)
