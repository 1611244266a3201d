"""The total as the log's facts give it: units by days, goals by halves, competency as it was opened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.appraisal_competency import CompetencyOpened
from domain.appraisal_facts import GoalsRated
from domain.composition import Standing, standing
from domain.ids import appraisal_stream, scorecard_stream
from domain.messages import Event
from domain.person_service import PersonTransferred
from domain.personal_rules import PersonalRules
from domain.scorecard import UnitScored
from domain.scoring.proof import half_up
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    FINAL,
    KIPO,
    PROMOTION,
    RULES,
    TALKS,
    YEAR,
    ada,
    assigned,
    ballot,
    mina,
    office,
    opened_cycle,
)
from tests.support.spec import FIRST_DAY, PureFacts, by_stream

about: dict[str, Any] = {"year": YEAR, "body": KIPO}
spring = TALKS.model_copy(update={"tasks": (*TALKS.tasks, FINAL.task("rate-goals"))})
phases = tuple(spring if it.phase == "talks" else it for it in RULES.phases)
halved = {"people": PersonalRules(halves=("talks", "final")), "phases": phases}
opened = opened_cycle(RULES.model_copy(update=halved))
moved = PersonTransferred(person=mina, body=KIPO, from_unit=PROMOTION, to_unit=EXAMINATION, day=date(2010, 8, 2))


def scored(unit: str, points: int) -> dict[str, list[Event]]:
    event = UnitScored(**about, phase="final", unit=unit, score=Decimal(points), indicators=())
    return {scorecard_stream(YEAR, KIPO, unit): [event]}


def composed(profile: str, *events: Event, cards: dict[str, list[Event]]) -> Standing:
    terms = assigned(mina, profile=profile)
    streams = by_stream([*office, terms, *(it for it in events if isinstance(it, PersonTransferred))])
    own = [it for it in events if not isinstance(it, PersonTransferred)]
    facts = PureFacts({**streams, **cards, appraisal_stream(YEAR, mina): own}, FIRST_DAY, "system")
    return standing(opened, terms, facts, {})


def points(found: Standing, component: str) -> Decimal | None:
    score = found.composed.components[component]
    return score.value if score else None


def test_5_4_units_count_by_the_days_served_in_them() -> None:
    found = composed("bureau-head", moved, cards={**scored(BUREAU, 90), **scored(EXAMINATION, 70)})
    assert points(found, "bureau") == half_up((90 * Decimal(213) + 70 * Decimal(152)) / 365 * 70 / 100)
    read = {it.stream: it.version for it in found.inputs}
    assert [read[scorecard_stream(YEAR, KIPO, unit)] for unit in (BUREAU, EXAMINATION)] == [1, 1]


def test_5_4_one_unit_without_a_score_keeps_the_component_open() -> None:
    assert "bureau" in composed("bureau-head", moved, cards=scored(BUREAU, 90)).composed.missing()


def rated(phase: str, given: str) -> GoalsRated:
    return GoalsRated(**about, phase=phase, person=mina, by=ada, points=Decimal(given), ground="g")


def test_reg_5_goals_of_both_halves_count_alike() -> None:
    found = composed("staff", rated("talks", "90.05"), rated("final", "87.5"), cards={})
    assert points(found, "individual") == Decimal("26.63")  # 88.775 of 100, 30 points
    assert "individual" in composed("staff", rated("talks", "90.05"), cards={}).composed.missing()


def test_a_rating_that_was_released_does_not_count() -> None:
    alone = CompetencyOpened(**about, phase="final", person=mina, first=None, second=ballot("9", "8"))
    found = composed("staff", alone, cards={})
    assert points(found, "competency") == Decimal("21.50")  # 9 x 60 % + 8 x 40 % = 86 of 100, 25 points
    score = found.composed.components["competency"]
    assert score is not None
    assert score.parts[0].rule == "single-evaluator"
