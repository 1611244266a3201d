"""The total of a person as the log's facts give it: what was read, what it comes to, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from domain.appraisal import APPRAISAL
from domain.appraisal_facts import Appraisal
from domain.body import BODY
from domain.cycle import CycleOpened
from domain.ids import Id, appraisal_stream, body_stream, mileage_stream, person_stream, scorecard_stream
from domain.messages import Facts, Value
from domain.mileage import MILEAGE
from domain.numbers import Number
from domain.person import PERSON, EvaluatorsAssigned, spells_of
from domain.person_spells import days_by_unit
from domain.rules import RuleSet
from domain.scorecard import SCORECARD, Scorecard
from domain.scoring.competency import Rating, competency_score
from domain.scoring.proof import Score
from domain.scoring.service import by_days, goals_score
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


class _Served(NamedTuple):
    """A scorecard that counts for a person, with its stream and the days it counts for."""

    stream: str
    card: Scorecard
    days: int


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
    cards = _scorecards(assigned, opened.year, facts)
    scores: dict[str, Score | None] = _own(facts.read(APPRAISAL, appraisal_of), opened.rules)
    scores |= {"mileage": _plain("mileage", account.mileage), "special": _plain("special", account.special)}
    scores |= {level: _by_days(level, served) for level, served in cards.items()}
    scores |= {name: Score(name, value, "REG-21") for name, value in corrected.items()}
    composed = compose(opened.rules.profiles[assigned.profile], scores)
    served = list(dict.fromkeys(card.stream for of_level in cards.values() for card in of_level))
    streams = [*served, appraisal_of, account_of]
    return Standing(
        composed,
        tuple(_components(composed, scores)),
        _breakers(composed, [it.card for of_level in cards.values() for it in of_level]),
        tuple(Read(stream=stream, version=facts.version(stream)) for stream in streams),
    )


def _scorecards(assigned: EvaluatorsAssigned, year: int, facts: Facts) -> dict[str, list[_Served]]:
    """Return, by level, the scorecards of the units the person served in, or of the nearest above them."""
    body = facts.read(BODY, body_stream(assigned.body))
    person = facts.read(PERSON, person_stream(assigned.person))
    served = days_by_unit(spells_of(person, year)) if person.service.transfers else {}
    days = served or {assigned.unit: 1}
    cards: dict[str, list[_Served]] = {}
    for level in LEVELS:
        above: dict[str, int] = {}
        for unit, of in days.items():
            nearest = next((it for it in body.line(unit) if body.units[it].level == level), None)
            if nearest is not None:
                above[nearest] = above.get(nearest, 0) + of
        streams = {scorecard_stream(year, assigned.body, unit): of for unit, of in above.items()}
        cards[level] = [_Served(stream, facts.read(SCORECARD, stream), of) for stream, of in streams.items()]
    return cards


def _by_days(level: str, served: list[_Served]) -> Score | None:
    scores = [(_plain(level, it.card.score), it.days) for it in served if it.card.score is not None]
    return by_days(scores) if scores and len(scores) == len(served) else None


def _plain(what: str, value: Decimal) -> Score:
    return Score(what, value, "")


def _own(appraisal: Appraisal, rules: RuleSet) -> dict[str, Score | None]:
    """Return the scores that are the person's alone, None where one is not in yet."""
    opened = appraisal.opened
    ballots = {"first": opened.first, "second": opened.second} if opened else {}
    ratings = [Rating(name, ballot.scores, 0) for name, ballot in ballots.items() if ballot is not None]
    goals = {phase: _plain("individual", it.points) for phase, it in appraisal.goals.items()}
    return {
        "individual": goals_score(goals, rules.people.halves),
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
