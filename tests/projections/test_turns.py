"""Whose turn it is in what is no task: objections, ties, pending changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.objection_commands import AppealObjection, ConsultEvaluator, DecideObjection, FileObjection
from eventstore.port import Log
from projections.runner import catch_up
from projections.turns import COMMITTEE, turns
from tests.support.graded_house import GradedHouse, year
from tests.support.house import house_on
from tests.support.office import ada, ben, hana, yuna
from tests.support.spec import moment

objection: dict[str, Any] = {**year, "person": "p05", "edition": 1}


def waiting(house: GradedHouse, person: str | None = None) -> list[tuple[str, str, str]]:
    catch_up(house.log)
    with house.log.view() as connection:
        return [(it.act, it.subject, it.owner) for it in turns(connection, person)]


async def test_an_objection_waits_for_the_evaluator_then_the_confirmer_then_the_committee(
    open_log: Callable[[str], Log], sqlite_url: str
) -> None:
    with house_on(open_log(sqlite_url)) as house:
        told = await GradedHouse(house).graded()
        assert waiting(told) == []
        house.clock.set(moment("2011-01-13T10:00"))
        told.does("p05", FileObjection(**objection, grounds=("a result is missing",)))
        assert waiting(told) == waiting(told, ada) == [("ConsultEvaluator", "p05", ada)]
        told.does(ada, ConsultEvaluator(**objection, statement="I stand by it"))
        assert waiting(told) == waiting(told, ben) == [("DecideObjection", "p05", ben)]
        told.does(ben, DecideObjection(**objection, outcome="dismissed", answers=("no",)))
        assert waiting(told) == []
        told.does("p05", AppealObjection(**objection, reason="look again"))
        assert waiting(told) == waiting(told, yuna) == [("DecideObjection", "p05", COMMITTEE)]
        assert waiting(told, ben) == waiting(told, hana) == []
