"""What the grades of a year lead to for those at the bottom: the band of S1-91, the test of SPO 70-2."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.consequences import consequences
from domain.grading_facts import PoolReviewed
from domain.ids import SYSTEM
from domain.messages import Command, Event
from domain.notice import NotifyAgain
from domain.pay import AdjustPay
from domain.person import EvaluatorsAssigned
from domain.qualification_commands import TriggerQualificationTest
from domain.reinforcement import RecordBottomBand, WithdrawBottomBand
from domain.rules import RuleSet
from tests.support.grading import all_graded, allocated, formed, pool_graded, rescored, year
from tests.support.office import GRADING_RULES, PERSONNEL, RULES, opened_cycle
from tests.support.spec import PureFacts, by_stream, moment

assert PERSONNEL.reinforcement
fifth = PERSONNEL.reinforcement.model_copy(update={"percent": Decimal(20), "least_pool": 5})
unbanded = PERSONNEL.model_copy(update={"reinforcement": None})
pools = tuple(it.model_copy(update={"tested": it.pool == "staff"}) for it in GRADING_RULES.pools)
banded = RULES.model_copy(update={"personnel": PERSONNEL.model_copy(update={"reinforcement": fifth})})
tested = RULES.model_copy(update={"personnel": unbanded, "grading": GRADING_RULES.model_copy(update={"pools": pools})})


def lived(rules: RuleSet) -> list[Event]:
    """Return the year of ten people under *rules*, up to their grades."""
    return [opened_cycle(rules) if it == opened_cycle() else it for it in all_graded]


def year_after(grades: str, rules: RuleSet) -> list[Event]:
    """Return the year 2011, in which the ten people got *grades*."""
    assigned = [it for it in all_graded if isinstance(it, EvaluatorsAssigned)]
    year_long = [*assigned, formed, pool_graded(grades)]
    return [opened_cycle(rules, 2011), *(it.model_copy(update={"year": 2011}) for it in year_long)]


def follows(year: int, *story: Event) -> list[Command]:
    """Return what follows when the grades of *year* are allocated."""
    log = PureFacts(by_stream(story), moment(f"{year + 1}-01-20"), SYSTEM)
    return consequences([("pools", allocated.model_copy(update={"year": year}))], log)


def test_s1_91_those_at_the_bottom_of_the_whole_body_enter_the_band() -> None:
    about = {"year": 2010, "period": "FY", "pool": 10, "reference": date(2010, 12, 31)}
    assert follows(2010, *lived(banded)) == [
        RecordBottomBand.model_validate({**about, "person": person}) for person in ("p10", "p09")
    ]


def test_spo_70_2_two_years_with_the_lowest_grade_in_total_are_ground_for_a_test() -> None:
    story = [*lived(tested), *year_after("SSAAABBBBC", tested)]
    about = {"person": "p10", "number": 1, "year": 2011, "ground": "lowest-grade", "years": (2010, 2011)}
    assert follows(2011, *story) == [TriggerQualificationTest.model_validate(about)]


def test_spo_70_2_one_year_with_the_lowest_grade_is_none() -> None:
    assert follows(2010, *lived(tested)) == []
    assert follows(2011, *lived(tested), *year_after("CSAAABBBBA", tested)) == []


def test_spo_70_2_only_a_pool_that_the_rules_name_is_tested() -> None:
    silent = RULES.model_copy(update={"personnel": unbanded})
    assert follows(2011, *lived(silent), *year_after("SSAAABBBBC", silent)) == []


def reviewed(*story: Event) -> list[Command]:
    """Return what follows when the pool is ranked again, besides notices and pay."""
    review = PoolReviewed.model_validate({**year, "pool": "staff", **NOTHING_MOVED})
    log = PureFacts(by_stream([*story, review]), moment("2011-02-01"), SYSTEM)
    return [it for it in consequences([("pools", review)], log) if not isinstance(it, NotifyAgain | AdjustPay)]


NOTHING_MOVED = {"cause": "objection/2010/p10/1@3", "concerned": (), "placed": (), "changes": (), "pending": ()}


def test_who_leaves_the_bottom_band_by_a_decision_was_never_in_it() -> None:
    better = rescored("p10", "80", "99", "objection/2010/p10/1@3")
    withdrawn = WithdrawBottomBand(person="p10", year=2010, period="FY", reason="objection/2010/p10/1@3")
    assert reviewed(*lived(banded), better) == [withdrawn]
    assert reviewed(*lived(banded)) == []
