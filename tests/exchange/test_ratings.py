"""What a task's row says of its programme: nothing, then its rating, then the budget that was decided (S1-74)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from activities.requests import DONE
from domain.ids import SYSTEM
from domain.parsing import parse_command
from eventstore.port import Log
from exchange.ratings import rating_of
from tests.support.follow_up import BUDGET, RATING, bud, government, rana
from tests.support.house import House, house_on
from tests.support.office import KIPO, YEAR, label, planner

OF: dict[str, Any] = {"year": YEAR, "body": KIPO, "programme": "IP-INFO"}
ANSWERS = [{"item": "plan", "points": "20"}, {"item": "management", "points": "15"}, {"item": "result", "points": "20"}]
RATED = {"rating": "poor", "rating_score": "55", "rated_on": "2011-03-02"}
DECIDED = {"fiscal_year": str(YEAR + 2), "branch": "cut", "amount": "10000"}


@pytest.fixture
def house(open_log: Callable[[str], Log], tmp_path: Path) -> Iterator[House]:
    """Return the office with a programme on its list."""
    with house_on(open_log(f"sqlite:///{tmp_path / 'ministry.db'}")) as house:
        house.set_up(government)
        say(house, planner, "EstablishProgramme", unit="PROMO", name=label("patent information"), amount="12000")
        yield house


def say(house: House, actor: str, kind: str, **fields: Any) -> int:
    """Let *actor* give a command about the programme, and return the position of the log after it."""
    outcome = house.ask(actor, parse_command({"type": kind, **OF, **fields}), f"ratings/{kind}")
    assert isinstance(outcome, DONE), outcome
    return house.log.head().position


def rate(house: House, at: str = "2011-03-02T00:30") -> int:
    """Let the programme be rated."""
    house.open(RATING, at)
    return say(house, rana, "RateProgramme", phase="self-evaluation", answers=ANSWERS, demonstrated=True)


def told(house: House, upto: int, year: int = YEAR, programme: str = "IP-INFO") -> dict[str, str]:
    return {name: str(it) for name, it in rating_of(house.log, year, KIPO, programme, upto).items()}


def test_an_unrated_programme_has_no_rating(house: House) -> None:
    assert told(house, house.log.head().position) == {}


def test_a_rated_one_has_its_level_points_and_day_as_it_was_in_seoul(house: House) -> None:
    before = house.log.head().position
    rated = rate(house)
    assert told(house, rated) == RATED
    assert told(house, before) == {}


def test_its_budget_stands_there_once_it_is_decided_and_not_when_it_is_proposed(house: House) -> None:
    rate(house)
    house.open(BUDGET, "2011-05-02T10:00")
    proposed = say(house, SYSTEM, "ProposeBudgetConsequence", phase="budget")
    assert told(house, proposed) == RATED
    decided = say(house, bud, "DecideBudgetConsequence", phase="budget", amount="10000", reason="평가 등급에 따름")
    assert told(house, decided) == {**RATED, **DECIDED}
    assert told(house, proposed) == RATED


def test_in_the_years_after_the_rating_stands_and_its_budget_is_told_no_more(house: House) -> None:
    rate(house)
    house.open(BUDGET, "2011-05-02T10:00")
    say(house, SYSTEM, "ProposeBudgetConsequence", phase="budget")
    at = say(house, bud, "DecideBudgetConsequence", phase="budget", amount="10000", reason="평가 등급에 따름")
    assert told(house, at, YEAR + 1) == RATED


def test_the_rating_of_one_programme_is_that_of_no_other(house: House) -> None:
    assert told(house, rate(house), programme="IP-INFO-2") == {}
