"""REG 17 in the facts of the log: the last ratings of a person who was away, and the total they make."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from domain.composition import Read
from domain.ids import result_stream
from domain.messages import Decider, Facts
from domain.person import EvaluatorsAssigned
from domain.personal_rules import PastRatings
from domain.result_facts import AppraisalRescored, AppraisalScored, CarriedOver, PastRating, Result
from domain.scoring.past import mean_of_breakers, mean_of_ratings


def carried_over(
    rule: PastRatings | None, ground: str, assigned: EvaluatorsAssigned, facts: Facts, results: Decider[Result]
) -> dict[str, object] | None:
    """Return what *rule* puts on record for the person whom *assigned* names; None: he is exempt."""
    if rule is None or ground not in rule.grounds or assigned.instrument not in rule.instruments:
        return None
    found = _ratings(rule, assigned, facts, results)
    if not found or (len(found) < rule.ratings and rule.fewer == "exempt"):
        return None
    totals: dict[int, Decimal] = {year: rating.total for year, rating in found.items()}
    streams = [result_stream(year, assigned.person) for year in found]
    ratings = tuple(PastRating(year=year, total=total) for year, total in totals.items())
    return {
        "components": (),
        "total": mean_of_ratings(totals, rule.rounding, rule.places).value,
        "breakers": mean_of_breakers([rating.breakers for rating in found.values()]),
        "inputs": tuple(Read(stream=stream, version=facts.version(stream)) for stream in streams),
        "carried": CarriedOver(ground=ground, ratings=ratings),
    }


def _ratings(
    rule: PastRatings, assigned: EvaluatorsAssigned, facts: Facts, results: Decider[Result]
) -> Mapping[int, AppraisalScored | AppraisalRescored]:
    """Return the last ratings by year, the newest first, as they stand now."""
    years = range(assigned.year - 1, assigned.year - 1 - rule.look_back, -1)
    states = facts.read_all(results, [result_stream(year, assigned.person) for year in years])
    rated = {year: it.scored for year, it in zip(years, states, strict=True) if it.scored and not it.scored.carried}
    return dict(list(rated.items())[: rule.ratings])
