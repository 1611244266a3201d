"""What ALW 7-2 adds to the pay of the best of a pool, and of the top grade year after year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.consequences import consequences
from domain.grading_facts import Change, LowestGradeAssigned, PendingSettled, PoolReviewed
from domain.grading_state import Grade, Grading
from domain.ids import SYSTEM
from domain.messages import Event
from domain.pay import AdjustPay, DeterminePay
from domain.pay_additions import Addition, stands_among
from domain.pay_facts import PayAdjusted, PayDetermined
from domain.pay_reckoning import Reckoned
from domain.results_rules import BestAddition, PayRules, RowAddition
from domain.rules import RuleSet
from domain.scoring.quotas import rounded_share
from tests.support.grading import TEN, all_graded, allocated, formed, names, pool_graded, year
from tests.support.office import PAY_RULES, PAYMENT, RULES, YEAR, opened_cycle, phase_open
from tests.support.promotion import graded_year
from tests.support.spec import PureFacts, by_stream, moment, spec

D = Decimal
BEST: dict[str, Any] = {"kind": "cap", "share": 10, "percent": 50}
ROW: dict[str, Any] = {"years": 3, "percent": 30}
S, A = D(5805000), D(3870000)  # 38 700 000 won x 15 % and x 10 %


def under(**more: Any) -> RuleSet:
    """Return the office's rules, its staff paid by a table of its own with what is added."""
    own = {"scale": PAY_RULES.scale, "rates": PAY_RULES.rates, **more}
    pay = PayRules.model_validate({**PAY_RULES.model_dump(), "classes": {"staff": own}})
    return RULES.model_copy(update={"pay": pay})


def march(rules: RuleSet, *more: Event, scores: Sequence[str] = TEN, grades: str = "SSAAABBBBC") -> list[Event]:
    """Return the year up to its pay, after the years before it."""
    graded = [it for it in all_graded if it not in (formed, pool_graded(), allocated)]
    opened = [opened_cycle(rules) if it == opened_cycle() else it for it in graded]
    return [*opened, *graded_year(grades, scores=scores), phase_open(PAYMENT), *more]


def before(rules: RuleSet, *years: tuple[int, str]) -> list[Event]:
    """Return the grades of earlier years."""
    return [event for of, grades in years for event in (opened_cycle(rules, of), *graded_year(grades, of))]


def paid(person: str, story: list[Event]) -> Reckoned:
    asked = spec.given(story).at("2011-03-03").when_the_clock(DeterminePay(**year, phase="payment", person=person))
    (event,) = asked.events()
    assert isinstance(event, PayDetermined)
    asked.then(event)
    return event.reckoned


def added(person: str, story: list[Event]) -> list[tuple[str, Decimal]]:
    return [(it.ground, it.amount) for it in paid(person, story).additions]


def test_alw_7_2_the_best_get_more_and_the_amount_has_it_in() -> None:
    reckoned = paid("p01", march(under(best=BEST)))
    assert reckoned.additions == (Addition(ground="best", percent=D(50), amount=S / 2),)
    assert reckoned.amount == S + S / 2


def test_who_comes_after_them_does_not() -> None:
    assert paid("p02", march(under(best=BEST))).amount == S


@pytest.mark.parametrize(("share", "best"), [("9.99", []), ("10", ["p01"]), ("19.99", ["p01"]), ("20", ["p01", "p02"])])
def test_a_cap_is_floored(share: str, best: list[str]) -> None:
    story = march(under(best={**BEST, "share": share}))
    assert [it for it in names if added(it, story)] == best


@pytest.mark.parametrize(("kind", "count"), [("cap", 1), ("ratio", 2), ("minimum", 2)])
def test_other_kinds_of_share_are_rounded_as_everywhere(kind: str, count: int) -> None:
    assert rounded_share(BestAddition.model_validate({**BEST, "kind": kind, "share": 15}), 10) == count


def test_equals_across_the_line_go_without_together() -> None:
    tied = pool_graded("SSAAABBBBC")
    first = [it.model_copy(update={"rank": 1, "total": D(99)}) if it.rank <= 2 else it for it in tied.placed]
    story = [
        tied.model_copy(update={"placed": tuple(first)}) if it == pool_graded() else it
        for it in march(under(best=BEST))
    ]
    assert added("p01", story) == added("p02", story) == []


def test_only_the_top_grade_gets_it_whatever_the_rank() -> None:
    lowest = LowestGradeAssigned(**year, person="p01", ground="misconduct")
    assert added("p01", march(under(best=BEST), lowest, grades="CSAAABBBBS")) == []


def test_alw_7_2_the_top_grade_in_a_row_gets_more() -> None:
    rules = under(in_a_row=ROW)
    story = [*before(rules, (2008, "SSAAABBBBC"), (2009, "SAAAABBBSC")), *march(rules)]
    assert added("p01", story) == [("in-a-row", D(1741500))]
    assert added("p02", story) == []  # A in 2009
    assert added("p09", story) == []  # S in 2009, B now


def test_a_year_short_is_no_row() -> None:
    rules = under(in_a_row=ROW)
    assert added("p01", [*before(rules, (2009, "SSAAABBBBC")), *march(rules)]) == []
    assert added("p01", [*before(rules, (2007, "SSAAABBBBC"), (2009, "SSAAABBBBC")), *march(rules)]) == []


def test_who_is_entitled_to_both_gets_both_of_the_same_amount() -> None:
    rules = under(best=BEST, in_a_row=ROW)
    story = [*before(rules, (2008, "SSAAABBBBC"), (2009, "SSAAABBBBC")), *march(rules)]
    assert paid("p01", story).amount == S + D(2902500) + D(1741500)


def test_rules_without_additions_add_nothing() -> None:
    story = [*before(RULES, (2008, "SSAAABBBBC"), (2009, "SSAAABBBBC")), *march(RULES)]
    assert paid("p01", story).additions == ()


def test_an_addition_is_whole_won_rounded_half_up() -> None:
    rules = under(best={**BEST, "percent": "0.01"})
    assert added("p01", march(rules)) == [("best", D(581))]  # 580.5


def risen() -> PoolReviewed:
    """Return that p02 passed p01."""
    other = {"p01": 2, "p02": 1}
    placed = [it.model_copy(update={"rank": other.get(it.person, it.rank)}) for it in pool_graded().placed]
    about = {**year, "pool": "staff", "cause": "objection/2010/p02/1@3", "concerned": ("p02",)}
    return PoolReviewed.model_validate({**about, "placed": tuple(placed), "changes": (), "pending": ()})


def test_who_rises_among_the_best_gets_the_difference() -> None:
    plain = Reckoned.model_validate(
        {"pay_year": 2011, "pay_class": "staff", "pay_grade": "S", "base": 38700000} | {"rate": 15, "amount": S}
    )
    first = PayDetermined(**year, phase="payment", person="p02", reckoned=plain, provisional=False)
    adjust = AdjustPay(**year, person="p02", cause="objection/2010/p02/1@3")
    story = march(under(best=BEST), first, risen())
    (event,) = spec.given(story).at("2011-03-10").when_the_clock(adjust).events()
    assert isinstance(event, PayAdjusted)
    assert event.difference == S / 2


def test_a_changed_grade_also_settles_the_later_years_that_count_it() -> None:
    rules = under(in_a_row=ROW)
    settled = PendingSettled(
        **{**year, "year": 2009},
        pool="staff",
        changes=(Change(person="p01", before="S", after="A"),),
        kept=(),
        reason="x1",
    )
    story = [*before(rules, (2009, "SSAAABBBBC"), (2012, "SSAAABBBBC")), *march(rules)]
    log = PureFacts(by_stream(story), moment("2011-03-10"), SYSTEM)
    found = consequences([("pools/2009/KIPO@4", settled)], log)
    assert [it.year for it in found if isinstance(it, AdjustPay)] == [2009, YEAR]  # not 2012: three years apart


def test_without_a_rule_about_years_in_a_row_only_the_year_itself_is_settled() -> None:
    rules = under(best=BEST)
    settled = PendingSettled(
        **{**year, "year": 2009},
        pool="staff",
        changes=(Change(person="p01", before="S", after="A"),),
        kept=(),
        reason="x1",
    )
    log = PureFacts(by_stream([*before(rules, (2009, "SSAAABBBBC")), *march(rules)]), moment("2011-03-10"), SYSTEM)
    assert [it.year for it in consequences([("pools/2009/KIPO@4", settled)], log) if isinstance(it, AdjustPay)] == [
        2009
    ]


@pytest.mark.parametrize("years", [1, 21])
def test_a_row_is_of_two_to_twenty_years(years: int) -> None:
    with pytest.raises(ValidationError):
        RowAddition.model_validate({**ROW, "years": years})
    assert RowAddition.model_validate({**ROW, "years": 2}).years == 2


def test_alw_7_2_the_rules_of_today_add_half_for_the_best_5_percent_and_for_three_years() -> None:
    staff = read_rules("kr-2026").pay.classes["staff"]
    assert staff.best
    assert staff.in_a_row
    assert (staff.best.share, staff.best.percent) == (D(5), D(50))
    assert (staff.in_a_row.years, staff.in_a_row.percent) == (3, D(50))
    assert read_rules("kr-2010").pay.classes == {}


@given(st.lists(st.integers(90, 99), min_size=1, max_size=12), st.integers(0, 12))
def test_never_more_than_so_many_are_the_best(scores: list[int], most: int) -> None:
    ranks = [1 + sum(other > it for other in scores) for it in scores]
    grades = {
        f"p{n}": Grade("staff", "S", "S", rank, len(scores), D(score))
        for n, (rank, score) in enumerate(zip(ranks, scores, strict=True))
    }
    chosen = [it for it in grades.values() if stands_among(it, Grading(grades=grades), most)]
    assert len(chosen) <= most
    assert all(it.rank >= other.rank for it in grades.values() if it not in chosen for other in chosen)
