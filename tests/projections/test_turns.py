"""Whose turn it is in what is no task: objections, ties, pending changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from activities.inline import Fact
from domain.messages import Event
from domain.objection_commands import AppealObjection, ConsultEvaluator, DecideObjection, FileObjection
from domain.specific_result_facts import OpinionAnswered
from eventstore.port import Log
from projections.inbox import Inbox
from projections.rows import create_tables
from projections.runner import catch_up
from projections.turns import COMMITTEE, turns
from runtime.databases import memory_engine
from tests.support import specific
from tests.support.graded_house import GradedHouse, year
from tests.support.house import house_on
from tests.support.office import KIPO, PMO, ada, ben, gyu, hana, holds, office, planner, yuna
from tests.support.rows import row_of
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


OFFICE = "role:evaluation-office"
CORE_AND_PR = [specific.calibrated("80.00"), specific.calibrated("90.00", specific.PR)]
SAID = specific.heard(opinion="일정 지연은 법 개정 때문임", waived=False)
REPLY = OpinionAnswered(year=2010, body=KIPO, reply="점수를 유지함", by=gyu, government=PMO)


def in_turn(*story: Event, person: str | None = None) -> list[tuple[str, str, str, str]]:
    """Return whose turn it is in the specific evaluation after *story*."""
    engine = memory_engine()
    with engine.begin() as connection:
        create_tables(connection)
        known = [*specific.at_work, holds(gyu, "evaluation-office", PMO), *story]
        Inbox().apply(connection, [Fact(row_of(office[0], n), event) for n, event in enumerate(known, 1)])
        found = [(it.act, it.body, it.subject, it.owner) for it in turns(connection, person)]
    engine.dispose()
    return found


@pytest.mark.parametrize("person", [None, gyu])
def test_a_draft_waits_to_be_shared_once_every_area_is_settled(person: str | None) -> None:
    share = ("ShareSpecificDraft", PMO, KIPO, OFFICE)
    assert in_turn(CORE_AND_PR[0], person=person) == []
    assert in_turn(*CORE_AND_PR, person=person) == [share]
    assert in_turn(*CORE_AND_PR, specific.drafted(), person=person) == []


@pytest.mark.parametrize("person", [None, gyu])
def test_an_opinion_waits_for_an_answer_until_the_draft_is_made_anew(person: str | None) -> None:
    before = [*CORE_AND_PR, specific.drafted()]
    assert in_turn(*before, SAID, person=person) == [("AnswerOpinion", PMO, KIPO, OFFICE)]
    assert in_turn(*before, SAID, REPLY, person=person) == []
    assert in_turn(*before, SAID, specific.drafted("70.00"), person=person) == []
    assert in_turn(*before, SAID, specific.heard(), person=person) == []
    assert in_turn(*before, specific.heard(), person=person) == []


def test_it_is_nobody_elses_turn() -> None:
    assert in_turn(*CORE_AND_PR, specific.drafted(), SAID, person=planner) == []
