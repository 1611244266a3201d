"""Who was exempt objects, on a real log: the exemption moves to another ground, is lifted, and he is graded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from activities.consequences import Consequences
from activities.inline import Fact
from domain.objection_commands import ConsultEvaluator, DecideObjection, FileObjection
from eventstore.codec import decode
from eventstore.port import Log
from projections.result_tables import GRADES, POOLS, RESULTS
from projections.scores import Scores
from projections.tables import ROSTER
from tests.support.graded_house import GradedHouse, five, year
from tests.support.house import house_on
from tests.support.office import ada, ben
from tests.support.spec import moment

GIVEN = {"individual": "96", "competency": "90", "attitude": "4"}


@pytest.fixture
async def told(open_log: Callable[[str], Log], sqlite_url: str) -> Any:
    with house_on(open_log(sqlite_url)) as house:
        yield await GradedHouse(house).graded(unrated=["p05"])


async def upheld(house: GradedHouse, edition: int, exemption: str, given: dict[str, str]) -> list[str]:
    """Let the fifth object to the notice *edition* and the second evaluator decide so; return what follows."""
    about = {**year, "person": "p05", "edition": edition}
    house.does("p05", FileObjection.model_validate({**about, "grounds": ("I was here",)}))
    house.does(ada, ConsultEvaluator.model_validate({**about, "statement": "he was"}))
    corrections = [{"component": name, "score": score} for name, score in given.items()]
    wish = {**about, "outcome": "upheld", "answers": ("so it is",), "corrections": corrections}
    position = house.does(ben, DecideObjection.model_validate({**wish, "exemption": exemption})).position
    await Consequences(house.log, house.house.door, house.inbox).draw(position)
    return house.kinds(position)


def rows(house: GradedHouse, *tables: Any) -> list[dict[str, Any]]:
    """Return the rows of *tables* about the fifth, or his pool, compiled from the log."""
    with house.log.transaction() as transaction:
        Scores().apply(transaction.connection, [Fact(row, decode(row)) for row in house.house.rows()])
        return [dict(it) for table in tables for it in transaction.connection.execute(_about(table)).mappings()]


def _about(table: Any) -> Any:
    return select(table).where(table.c.person == "p05" if "person" in table.c else table.c.pool == "staff")


async def test_he_comes_back_by_two_objections_and_is_graded_told_and_in_the_read_models(told: GradedHouse) -> None:
    told.house.clock.set(moment("2011-01-12T10:00"))
    assert [it["ground"] for it in rows(told, RESULTS)] == ["incomplete"]
    moved = await upheld(told, 1, "leave", {})
    assert moved == ["EligibilityDetermined", "ExemptionReviewed", "ResultNotifiedAgain"]
    assert [it["ground"] for it in rows(told, RESULTS, ROSTER)] == ["leave", "leave"]
    back = await upheld(told, 2, "lifted", GIVEN)
    lifted = ["EligibilityDetermined", "ExemptionReviewed", "AppraisalRescored"]
    assert back == [
        *lifted,
        "PersonAdmitted",
        "PoolReviewed",
        *["ResultNotifiedAgain"] * back.count("ResultNotifiedAgain"),
    ]
    result, roster, grade, pool = rows(told, RESULTS, ROSTER, GRADES, POOLS)
    assert (result["ground"], result["edition"], roster["ground"]) == (None, 2, None)
    assert (grade["pool"], grade["grade"], grade["rank"]) == ("staff", "S", 1)
    assert (pool["persons"], pool["state"]) == (len(five), "graded")
