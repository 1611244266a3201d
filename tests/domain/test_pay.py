"""Performance pay: the table of 2010, and what changes an amount later."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.grading_facts import Apart, Change, PoolReviewed
from domain.messages import Event
from domain.objection_facts import ObjectionFiled, ObjectionWithdrawn
from domain.obligations import NotYourTask
from domain.pay import AdjustPay, BarPay, DeterminePay, NotGradedForPay, NothingPaid, OrderClawback
from domain.pay_facts import ClawbackOrdered, PayAdjusted, PayBarred, PayDetermined
from domain.pay_reckoning import NoPayTable, Reckoned
from domain.refusals import NotAllowed, UnknownPerson
from domain.results_rules import PayRules
from tests.support import office as kipo
from tests.support.grading import (
    TEN,
    all_graded,
    enrolled,
    formed,
    notified,
    pool_graded,
    ten_people,
    totals,
    year,
)
from tests.support.office import GRADES, PAY_RULES, PAYMENT, RULES, ada, hr, phase_open
from tests.support.spec import Given, spec

D = Decimal
CAUSE = "objection/2010/p03/1@3"


def of_leaders(event: Event) -> Event:
    """Return *event* in the pool of those with an agreement, whose reference amount is printed."""
    if hasattr(event, "pool"):
        return event.model_copy(update={"pool": "leaders"})
    if event == formed:
        return formed.model_copy(update={"pools": (formed.pools[0].model_copy(update={"pool": "leaders"}),)})
    return event


leaders: list[Event] = [*map(of_leaders, all_graded), phase_open(PAYMENT)]
march = spec.given(leaders).at("2011-03-03")


def determine(person: str) -> DeterminePay:
    return DeterminePay(**year, phase="payment", person=person)


def reckoned(grade: str, rate: int, amount: int) -> Reckoned:
    how = {"pay_year": 2011, "pay_class": "senior", "base": 80518000}
    return Reckoned.model_validate({**how, "pay_grade": grade, "rate": rate, "amount": amount})


def nothing(ground: str) -> Reckoned:
    return Reckoned(pay_year=2011, ground=ground)


def determined(person: str, how: Reckoned, *, provisional: bool = False) -> PayDetermined:
    return PayDetermined(**year, phase="payment", person=person, reckoned=how, provisional=provisional)


best, good = reckoned("S", 15, 12077700), reckoned("A", 10, 8051800)
fair, none = reckoned("B", 6, 4831080), reckoned("C", 0, 0)


@pytest.mark.parametrize(("person", "how"), [("p01", best), ("p03", good), ("p06", fair), ("p10", none)])
def test_t4_the_reference_amount_times_the_rate_of_the_grade(person: str, how: Reckoned) -> None:
    march.when_the_clock(determine(person)).then(determined(person, how))


def test_an_amount_is_whole_won_rounded_half_up() -> None:
    odd = {"pay_year": 2011, "pay_class": "senior", "won": 3510}  # x 15 % = 526.5
    rules = PayRules.model_validate({**PAY_RULES.model_dump(), "amounts": (odd,)})
    (event,) = under(rules).when_the_clock(determine("p01")).events()
    assert isinstance(event, PayDetermined)
    assert event.reckoned.amount == D(527)


def under(rules: PayRules) -> Given:
    """Return March under *rules* of pay."""
    opened = kipo.opened_cycle(RULES.model_copy(update={"pay": rules}))
    return spec.given([opened if it == kipo.opened_cycle() else it for it in leaders]).at("2011-03-03")


def test_a_pay_class_may_have_rates_of_its_own() -> None:
    own = {"scale": PAY_RULES.scale, "rates": {"S": "172.5", "A": 125, "B": 85, "C": 0}}
    rules = PayRules.model_validate({**PAY_RULES.model_dump(), "classes": {"senior": own}})
    (event,) = under(rules).when_the_clock(determine("p01")).events()
    assert isinstance(event, PayDetermined)
    assert (event.reckoned.rate, event.reckoned.amount) == (D("172.5"), D(138893550))


def test_without_a_table_of_the_year_nothing_is_determined() -> None:
    later = {"pay_year": 2012, "pay_class": "senior", "won": 80518000}
    rules = PayRules.model_validate({**PAY_RULES.model_dump(), "amounts": (later,)})
    under(rules).when_the_clock(determine("p01")).then_refused(NoPayTable, pay_year=2011, pay_class="senior")


def test_nothing_is_determined_before_the_grading() -> None:
    waiting = spec.given(ten_people, totals(*TEN), formed, phase_open(PAYMENT)).at("2011-03-03")
    waiting.when_the_clock(determine("p01")).then_refused(NotGradedForPay, person="p01")


def test_the_engine_determines_and_nobody_else() -> None:
    march.when(hr, determine("p01")).then_refused(NotYourTask, owner="system")


def test_who_was_not_evaluated_gets_nothing() -> None:
    apart = formed.model_copy(update={"pools": (), "apart": (Apart(person="p01", ground="incomplete"),)})
    story = spec.given(ten_people, apart, phase_open(PAYMENT)).at("2011-03-03")
    story.when_the_clock(determine("p01")).then(determined("p01", nothing("not-evaluated")))


def test_the_last_grade_is_paid_provisionally_while_an_objection_is_open() -> None:
    objection: dict[str, Any] = {**year, "person": "p03", "edition": 1}
    filed = ObjectionFiled(**objection, grounds=("g",), count=1, due=kipo.LUNAR_NEW_YEAR, zone="Asia/Seoul")
    story = march.given(notified(), filed)
    story.when_the_clock(determine("p03")).then(determined("p03", good, provisional=True))
    gone = story.given(ObjectionWithdrawn(**objection))
    gone.when_the_clock(determine("p03")).then(determined("p03", good))


# Barred

bar = BarPay(**year, person="p01", ground="reprimand")
barred = PayBarred(**year, person="p01", ground="reprimand")


def test_the_personnel_officer_bars_who_was_disciplined() -> None:
    march.when(hr, bar).then(barred)


def test_nobody_else_bars() -> None:
    march.when(ada, bar).then_refused(NotAllowed, role="hr")


def test_nobody_is_barred_who_is_not_evaluated() -> None:
    march.when(hr, BarPay(**year, person="nobody", ground="reprimand")).then_refused(UnknownPerson)


def test_who_is_barred_after_it_was_determined_gives_it_back() -> None:
    how = {"edition": 2, "before": D(8051800), "reckoned": nothing("disciplined"), "difference": D(-8051800)}
    late = PayAdjusted.model_validate({**year, "person": "p01", "cause": "pay/2010/p01", **how})
    march.given(determined("p01", good)).when(hr, bar).then(barred, late)


def test_who_is_barred_gets_nothing_whatever_his_grade() -> None:
    march.given(barred).when_the_clock(determine("p01")).then(determined("p01", nothing("disciplined")))


# Changed

adjust = AdjustPay(**year, person="p03", cause=CAUSE)
paid = march.given(determined("p03", good))


def moved(after: str, cause: str = CAUSE) -> PoolReviewed:
    """Return that p03 went from A to *after*."""
    change = Change(person="p03", before="A", after=after, pay_before="A", pay_after=after)
    about = {**year, "pool": "leaders", "cause": cause, "concerned": ("p03",), "placed": (), "pending": ()}
    return PoolReviewed.model_validate({**about, "changes": (change,)})


def adjusted(how: Reckoned, difference: int) -> PayAdjusted:
    about = {**year, "person": "p03", "edition": 2, "cause": CAUSE}
    numbers = {"before": good.amount, "reckoned": how, "difference": difference}
    return PayAdjusted.model_validate({**about, **numbers})


@pytest.mark.parametrize(("after", "how", "difference"), [("S", best, 4025900), ("B", fair, -3220720)])
def test_a_changed_grade_pays_or_reclaims_the_difference(after: str, how: Reckoned, difference: int) -> None:
    paid.given(moved(after)).when_the_clock(adjust).then(adjusted(how, difference))


def test_an_unchanged_grade_changes_no_pay() -> None:
    paid.when_the_clock(adjust).then_nothing()


def test_what_was_not_determined_is_not_adjusted() -> None:
    march.given(moved("S")).when_the_clock(adjust).then_nothing()


@given(st.lists(st.sampled_from("SABC"), max_size=6))
def test_law_what_was_paid_and_settled_is_what_the_last_grade_brings(after: list[str]) -> None:
    settled, story = settle(after)
    assert settled == {"S": best, "A": good, "B": fair, "C": none}["A" if not after else after[-1]].amount
    if settled:
        (goes_back,) = story.when(hr, claw).events()
        assert isinstance(goes_back, ClawbackOrdered)
        assert goes_back.amount == settled
    disciplined = story.when(hr, BarPay(**year, person="p03", ground="censure")).events()
    assert settled + differences(disciplined) == 0


def settle(after: list[str]) -> tuple[Decimal, Given]:
    """Return what p03 holds after his grade became *after*, one by one, and the story so far."""
    story, settled = paid, good.amount
    for number, grade in enumerate(after):
        cause = f"objection/2010/p03/1@{number}"
        story = story.given(moved(grade, cause))
        events = story.when_the_clock(AdjustPay(**year, person="p03", cause=cause)).events()
        story, settled = story.given(events), settled + differences(events)
    return settled, story


def differences(events: list[Event]) -> Decimal:
    return sum((it.difference for it in events if isinstance(it, PayAdjusted)), D(0))


def test_nobody_orders_an_adjustment() -> None:
    paid.given(moved("S")).when(hr, adjust).then_refused(NotAllowed, role="system")


# Shared out among colleagues

claw = OrderClawback(**year, person="p03", reason="shared out")
ordered = ClawbackOrdered(**year, person="p03", amount=D(8051800), barred_through=2011, reason="shared out")


def test_what_was_shared_out_goes_back() -> None:
    paid.when(hr, claw).then(ordered)


def test_nobody_but_the_personnel_officer_orders_it() -> None:
    paid.when(ada, claw).then_refused(NotAllowed, role="hr")


def test_what_was_not_paid_does_not_go_back() -> None:
    march.when(hr, claw).then_refused(NothingPaid, person="p03")
    march.given(determined("p03", none)).when(hr, claw).then_refused(NothingPaid)


def test_what_goes_back_is_not_reclaimed_once_more_for_discipline() -> None:
    paid.given(ordered).when(hr, BarPay(**year, person="p03", ground="censure")).then(
        PayBarred(**year, person="p03", ground="censure")
    )


@pytest.mark.parametrize("grade", ["S", "B"])
def test_what_goes_back_is_not_adjusted_any_more(grade: str) -> None:
    paid.given(ordered, moved(grade)).when_the_clock(adjust).then_nothing()


def in_2011(rules: PayRules = PAY_RULES) -> Given:
    """Return March of 2012, after a year that went like the one before."""
    opened = kipo.opened_cycle(RULES.model_copy(update={"pay": rules}), 2011)
    enrolments = [it.model_copy(update={"year": 2011}) for it in enrolled() if hasattr(it, "year")]
    year_long = [of_leaders(it) for it in (formed, pool_graded())] + [phase_open(PAYMENT)]
    later = [it.model_copy(update={"year": 2011}) for it in year_long]
    return spec.given(leaders, opened, enrolments, later).at("2012-03-05")


def test_who_shared_it_out_gets_none_in_the_year_after() -> None:
    about = {"year": 2011, "body": "KIPO", "phase": "payment", "person": "p03"}
    expected = {**about, "reckoned": Reckoned(pay_year=2012, ground="clawback"), "provisional": False}
    story = in_2011().given(ordered)
    story.when_the_clock(DeterminePay.model_validate(about)).then(PayDetermined.model_validate(expected))


@pytest.mark.parametrize("years", [1, 2, 3])
def test_every_year_that_the_rules_bar_is_barred(years: int) -> None:
    rules = PAY_RULES.model_copy(update={"barred_years": years})
    story = in_2011(rules).given(ordered.model_copy(update={"barred_through": 2010 + years}))
    (event,) = story.when_the_clock(DeterminePay(year=2011, body="KIPO", phase="payment", person="p03")).events()
    assert isinstance(event, PayDetermined)
    assert event.reckoned.ground == "clawback"


def test_every_pay_grade_has_a_rate() -> None:
    with pytest.raises(ValueError, match="the grades C have no rate"):
        PayRules.model_validate({**PAY_RULES.model_dump(), "rates": {"S": 15, "A": 10, "B": 6}})


def test_every_pay_grade_of_a_class_has_a_rate() -> None:
    own = {"scale": {"quotas": GRADES}, "rates": {"S": 15}}
    with pytest.raises(ValueError, match="the grades A, B, C have no rate"):
        PayRules.model_validate({**PAY_RULES.model_dump(), "classes": {"staff": own}})
