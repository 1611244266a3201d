"""The draft of a ministry's result: its areas as the panels settled them, and its additions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from domain.appraisal_competency import require_scale
from domain.cycle import CycleOpened
from domain.ids import specific_area_stream
from domain.messages import Facts
from domain.scoring.proof import Score
from domain.scoring.specific import result_score
from domain.specific_area import SPECIFIC_AREA, panelled
from domain.specific_area_facts import Area
from domain.specific_area_refusals import NotCalibrated
from domain.specific_result_facts import Addition, SpecificResult
from domain.specific_result_refusals import UnknownAddition
from domain.specific_rules import SpecificRules


def require_additions(additions: tuple[Addition, ...], rules: SpecificRules, year: int) -> None:
    """Let *additions* pass if the rules name each, once, and none is above its most.

    Raises:
        Refusal: they do not.
    """
    most = {it.addition: it.most for it in rules.additions}
    named = [it.addition for it in additions]
    for it in additions:
        if it.addition not in most or named.count(it.addition) > 1:
            raise UnknownAddition(year=year, addition=it.addition, known=", ".join(most) or "-")
        require_scale(it.addition, it.points, most[it.addition])


def areas(facts: Facts, cycle: CycleOpened, body: str) -> dict[str, Area]:
    """Return the state of every area of *body*."""
    names = [it.area for it in cycle.rules.specific.areas]
    streams = [specific_area_stream(cycle.year, body, area) for area in names]
    return dict(zip(names, facts.read_all(SPECIFIC_AREA, streams), strict=True))


def settled(areas: dict[str, Area], body: str) -> dict[str, Decimal]:
    """Return the score of every area.

    Raises:
        NotCalibrated: a panel has not settled one.
    """
    scores = {area: it.score() for area, it in areas.items()}
    if missing := [area for area, score in scores.items() if score is None]:
        raise NotCalibrated(body=body, areas=", ".join(missing))
    return {area: score for area, score in scores.items() if score is not None}


def composed(rules: SpecificRules, scores: dict[str, Decimal], additions: tuple[Addition, ...]) -> Score:
    """Return the result of the areas' *scores* and the *additions*, with its proof."""
    leaves = {area: Score(f"area/{area}", score, "panel-mean") for area, score in scores.items()}
    added = {it.addition: it.points for it in additions}
    return result_score(rules.areas, leaves, rules.best, added, rules.additions)


def proven(
    rules: SpecificRules, body: str, areas: dict[str, Area], result: SpecificResult, at: Mapping[str, int]
) -> Score:
    """Return the result that stands, or its draft, down to every item of every ballot.

    *at* is the position of the event that opened an area's ballots, by area. An area whose score a reopened
    result took from the true-up rests on that score.

    Raises:
        ScoresAreSealed: there is no draft, and ballots are still sealed.
    """
    stands = result.resolved or result.draft
    made = {rule.area: panelled(areas[rule.area], body, rule, rules.trim).score for rule in rules.areas}
    leaves = {area: replace(score, position=at.get(area)) for area, score in made.items()}
    for area, score in (stands.areas if stands else {}).items():
        if score != leaves[area].value:
            leaves[area] = Score(f"area/{area}", score, "true-up", parts=(leaves[area],))
    added = {it.addition: it.points for it in (result.draft.additions if result.draft else ())}
    return result_score(rules.areas, leaves, rules.best, added, rules.additions)
