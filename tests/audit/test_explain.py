"""Why a score is what it is: every number leads to the events that gave it, and to no others."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from audit.explain import Explanation, explain
from audit.time_machine import Moment, read_models
from domain.person_service import EligibilityDetermined
from domain.personal_rules import PastRatings, PersonalRules
from domain.result_facts import CarriedOver, PastRating
from runtime.databases import memory_engine
from tests.audit.telling import GROUND, Telling, attitude, competency, goals, scored
from tests.support.grading import scored as on_record
from tests.support.office import KIPO, PROMOTION, RULES, YEAR, ada, hana, mina, opened_cycle, tae


def why(telling: Telling, person: str = mina, year: int = YEAR) -> Explanation:
    """Return the explanation of the scores as they are now."""
    with telling.log.view() as connection:
        return explain(telling.log, connection, year, person)


def all_told(telling: Telling) -> dict[str, int]:
    """Let Mina be rated in everything; return the positions of what was said."""
    return {
        "department": telling.tell(scored(), actor=tae),
        "individual": telling.tell(goals(), actor=ada),
        "competency": telling.tell(competency()),
        "attitude": telling.tell(attitude(), actor=ada),
    }


def leaves(score: dict[str, Any]) -> set[int]:
    own = {score["position"]} if "position" in score else set()
    return own.union(*(leaves(part) for part in score.get("parts", ())))


def test_every_component_leads_to_the_event_that_gave_it(telling: Telling) -> None:
    said = all_told(telling)
    components = why(telling).as_data()["components"]
    assert {name: leaves(components[name]) for name in said} == {name: {at} for name, at in said.items()}


def test_the_events_told_are_those_the_scores_rest_on_and_no_others(telling: Telling) -> None:
    said = all_told(telling)
    telling.tell(scored(indicator="E-01", of="EXAM"))  # of another unit
    telling.tell(attitude().model_copy(update={"person": "jun"}))  # of another person
    found = why(telling)
    assert list(found.events) == sorted(said.values())
    told = found.as_data()["events"][str(said["department"])]
    assert (told["type"], told["actor"], told["version"]) == ("IndicatorScored", tae, 1)
    assert told["leaf"] == found.events[said["department"]].leaf_hash.hex()


def test_the_parts_of_the_total_sum_to_the_total(telling: Telling) -> None:
    all_told(telling)
    data = why(telling).as_data()
    assert sum(Decimal(part["value"]) for part in data["total"]["parts"]) == Decimal(data["total"]["value"])
    assert data["components"]["department"]["value"] == "36.40"  # 40 of 100 points; 91 of 100
    assert data["missing"] == []


def test_what_is_not_in_yet_is_missing_and_the_rest_is_explained_all_the_same(telling: Telling) -> None:
    rated = telling.tell(attitude())
    found = why(telling)
    data = found.as_data()
    assert (data["total"], data["components"]["competency"]) == (None, None)
    assert data["missing"] == ["department", "individual", "competency"]
    assert list(found.events) == [rated]


def test_before_anything_is_said_there_is_nothing_to_rest_on(telling: Telling) -> None:
    assert why(telling).events == {}


def test_a_corrected_score_rests_on_the_correction_alone(telling: Telling) -> None:
    telling.tell(scored("50"))
    corrected = telling.tell(scored("95", edition=2))
    found = why(telling)
    assert list(found.events) == [corrected]
    assert found.events[corrected].version == 2


def test_it_names_the_person_the_place_and_the_rules_of_the_year(telling: Telling) -> None:
    data = why(telling).as_data()
    assert (data["year"], data["person"], data["body"], data["unit"]) == (YEAR, mina, KIPO, PROMOTION)
    assert (data["profile"], data["rules"], data["rules_hash"]) == ("staff", RULES.id, RULES.hash())


def test_it_can_be_told_as_json_and_no_personal_text_is_in_it(telling: Telling) -> None:
    all_told(telling)
    told = json.dumps(why(telling).as_data(), ensure_ascii=False)
    assert "AttitudeRated" in told
    assert GROUND not in told


def test_at_an_earlier_moment_it_rests_on_what_was_known_then(telling: Telling) -> None:
    first = telling.tell(scored("50"), at="2010-12-20T10:00")
    telling.tell(scored("95", edition=2), at="2010-12-22T10:00")
    with read_models(telling.log, Moment(position=first), memory_engine) as connection:
        assert list(explain(telling.log, connection, YEAR, mina).events) == [first]


def test_the_mean_of_earlier_ratings_leads_to_the_event_that_carried_it_over(telling: Telling) -> None:
    people = PersonalRules(past_ratings=PastRatings(ratings=2, look_back=5))
    telling.tell(opened_cycle(RULES.model_copy(update={"people": people})))
    telling.tell(EligibilityDetermined(person=mina, body=KIPO, year=YEAR, ground="leave", days=0))
    ratings = tuple(PastRating(year=of, total=Decimal(total)) for of, total in ((2009, "91.02"), (2008, "90.01")))
    mean = {"components": (), "total": Decimal("90.52"), "carried": CarriedOver(ground="leave", ratings=ratings)}
    at = telling.tell(on_record(mina, "90.52").model_copy(update=mean))
    found = why(telling)
    total = found.as_data()["total"]
    assert (total["value"], total["rule"], total["rounding"], total["position"]) == (
        "90.52",
        "REG-17",
        "half-up, 2 places",
        at,
    )
    assert [(part["what"], part["value"]) for part in total["parts"]] == [
        ("rating/2009", "91.02"),
        ("rating/2008", "90.01"),
    ]
    assert at in found.events


@pytest.mark.parametrize(
    ("person", "year", "told"),
    [(hana, YEAR, "hana is not evaluated"), ("nobody", YEAR, "nobody is not evaluated"), (mina, 2011, "no cycle 2011")],
)
def test_who_is_not_evaluated_in_the_year_has_nothing_to_explain(
    telling: Telling, person: str, year: int, told: str
) -> None:
    with pytest.raises(LookupError, match=told):
        why(telling, person, year)
