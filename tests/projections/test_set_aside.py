"""What a recused evaluator had rated is owed again, and stands in no score and on no board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from activities.inline import Fact
from domain.appraisal import RateAttitude, RateGoals
from domain.appraisal_competency import SealCompetency
from domain.appraisal_evaluators import ReleaseEvaluator
from eventstore.codec import decode
from eventstore.port import Log
from projections.calibration import board_of
from projections.result_tables import COMPONENTS
from projections.scores import Scores
from tests.support.graded_house import GradedHouse, story, year
from tests.support.house import house_on
from tests.support.office import FINAL, KIPO, YEAR, ada, ballot, ben, hr, opened_cycle

about: dict[str, Any] = {**year, "phase": "final", "person": "p01"}
TASKS = ("rate-competency-first", "rate-competency-second", "rate-attitude", "rate-goals")


@pytest.fixture
def december(open_log: Callable[[str], Log], sqlite_url: str) -> Any:
    with house_on(open_log(sqlite_url)) as house:
        house.set_up(story).open(FINAL, "2010-12-01T10:00")
        yield GradedHouse(house)


def rated(house: GradedHouse, *evaluators: str) -> None:
    """Let *evaluators* rate the first person's competency, and Ada all else."""
    for role, by, scores in (("first", ada, ("8", "8")), ("second", ben, ("9", "9"))):
        if role in evaluators:
            wish = {**about, "evaluator": role, "ballot": ballot(*scores)}
            house.does(by, SealCompetency.model_validate(wish))
    house.does(ada, RateAttitude.model_validate({**about, "points": "4", "ground": "steady"}))
    house.does(ada, RateGoals.model_validate({**about, "points": "90", "ground": "as agreed"}))


def recused(house: GradedHouse) -> None:
    wish = {**about, "evaluator": ada, "ground": "recusal", "reason": "a relative"}
    house.does(hr, ReleaseEvaluator.model_validate(wish))


def owed(house: GradedHouse) -> Sequence[str]:
    with house.log.view() as connection:
        found = house.inbox.owed(connection, opened_cycle(), KIPO, "final")
    return [it.task for it in found if it.subject == "p01" and it.task in TASKS]


def components(house: GradedHouse) -> dict[str, str]:
    """Return the scores of the first person, compiled event by event."""
    with house.log.transaction() as transaction:
        scores = Scores()
        for row in house.house.rows():
            scores.apply(transaction.connection, [Fact(row, decode(row))])
        query = select(COMPONENTS.c.component, COMPONENTS.c.score).where(COMPONENTS.c.person == "p01")
        return {row.component: row.score for row in transaction.connection.execute(query)}


def on_the_board(house: GradedHouse) -> tuple[set[str], int]:
    with house.log.view() as connection:
        board = board_of(house.log, connection, range(YEAR, YEAR + 1), KIPO)
    return {it.evaluator for it in board.evaluators}, board.ratings


def test_what_was_set_aside_is_owed_again(december: GradedHouse) -> None:
    rated(december, "first", "second")
    assert owed(december) == []
    recused(december)
    assert owed(december) == ["rate-competency-first", "rate-attitude", "rate-goals"]


def test_and_counts_in_no_score_but_the_other_evaluators_does(december: GradedHouse) -> None:
    rated(december, "first", "second")
    assert set(components(december)) == {"competency", "attitude", "goals/final"}
    recused(december)
    assert {name: float(score) for name, score in components(december).items()} == {"competency": 90.0}


def test_compiled_at_once_the_scores_are_the_same(december: GradedHouse) -> None:
    rated(december, "first", "second")
    recused(december)
    one_by_one = components(december)
    with december.log.transaction() as transaction:
        Scores().apply(transaction.connection, [Fact(row, decode(row)) for row in december.house.rows()])
        found = transaction.connection.execute(select(COMPONENTS.c.component).where(COMPONENTS.c.person == "p01"))
        assert set(found.scalars()) == set(one_by_one)


def test_the_board_shows_only_ratings_that_stand(december: GradedHouse) -> None:
    rated(december, "first", "second")
    assert on_the_board(december) == ({ada, ben}, 2)
    recused(december)
    assert on_the_board(december) == ({ben}, 1)


def test_before_anything_was_opened_there_is_nothing_to_take_off_the_board(december: GradedHouse) -> None:
    rated(december, "first")
    recused(december)
    assert on_the_board(december) == (set(), 0)
    assert owed(december) == list(TASKS)
