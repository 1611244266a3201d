"""The pay table of a year is put on record when it is published, and pay goes by it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from domain.cycle import CycleClosed
from domain.messages import Event
from domain.mileage import BooksClosed
from domain.pay_facts import PayDetermined
from domain.pay_reckoning import NoPayTable
from domain.pay_table import PAY_TABLE, IssuePayTable, PayTableIssued, PayTableStands, UnknownPayClass
from domain.refusals import NotAllowed
from domain.results_rules import PayRules
from tests.domain.test_pay import determine, leaders
from tests.support import office as kipo
from tests.support.office import KIPO, PAY_RULES, PAYMENT, PMO, RULES, YEAR, holds, hr, phase_open
from tests.support.spec import Given, spec

D = Decimal
SENIOR, STAFF = D(91_000_000), D(41_000_000)
BASIS = "Public Officials Remuneration Regulations 2011"
minseo = holds("minseo", "pay-office", PMO)


def issuing(basis: str = BASIS, **amounts: Decimal) -> IssuePayTable:
    return IssuePayTable(year=YEAR, amounts=amounts, basis=basis)


def issued(basis: str = BASIS, **amounts: Decimal) -> PayTableIssued:
    return PayTableIssued(year=YEAR, pay_year=YEAR + 1, amounts=amounts, basis=basis, by="minseo")


def under(*classes: str, paying: bool = False) -> Given:
    """Return a graded year whose rules know the amounts of *classes* only; *paying*: the phase of pay is open."""
    amounts = [it for it in PAY_RULES.amounts if it.pay_class in classes]
    rules = PayRules.model_validate({**PAY_RULES.model_dump(), "amounts": amounts})
    opened = kipo.opened_cycle(RULES.model_copy(update={"pay": rules}))
    story: list[Event] = [opened if it == kipo.opened_cycle() else it for it in leaders if it != phase_open(PAYMENT)]
    return spec.given(story, minseo, *([phase_open(PAYMENT)] if paying else [])).at("2011-03-03")


def test_the_pay_office_of_the_government_issues_the_table() -> None:
    under().when("minseo", issuing(senior=SENIOR)).then(issued(senior=SENIOR))


def test_nobody_else_issues_it() -> None:
    under().when(hr, issuing(senior=SENIOR)).then_refused(NotAllowed, role="pay-office", body=PMO)


def test_the_pay_office_of_a_ministry_is_not_that_of_the_government() -> None:
    local = under().given(holds("ministry", "pay-office", KIPO))
    local.when("ministry", issuing(senior=SENIOR)).then_refused(NotAllowed)


def test_a_table_names_classes_of_the_rules() -> None:
    asked = under().when("minseo", issuing(senior=SENIOR, pilots=STAFF))
    asked.then_refused(UnknownPayClass, classes="pilots", known="senior, staff")


def test_a_year_without_an_amount_is_not_blocked_for_ever() -> None:
    waiting = under(paying=True)
    waiting.when_the_clock(determine("p01")).then_refused(NoPayTable, pay_year=2011, pay_class="senior")
    waiting.when("minseo", issuing(senior=SENIOR)).then(issued(senior=SENIOR))
    (event,) = waiting.given(issued(senior=SENIOR)).when_the_clock(determine("p01")).events()
    assert isinstance(event, PayDetermined)
    assert (event.reckoned.base, event.reckoned.amount, event.reckoned.basis) == (SENIOR, SENIOR * 15 / 100, BASIS)


def test_before_pay_is_determined_a_table_goes_before_what_the_rules_foresaw() -> None:
    before = under("senior", "staff")
    before.when("minseo", issuing(senior=SENIOR)).then(issued(senior=SENIOR))
    (event,) = before.given(issued(senior=SENIOR), phase_open(PAYMENT)).when_the_clock(determine("p01")).events()
    assert isinstance(event, PayDetermined)
    assert event.reckoned.base == SENIOR


def test_a_table_is_corrected_before_pay_is_determined() -> None:
    under().given(issued(senior=STAFF)).when("minseo", issuing(senior=SENIOR)).then(issued(senior=SENIOR))


def test_once_pay_is_being_determined_the_amounts_of_the_rules_stand() -> None:
    asked = under("senior", paying=True).when("minseo", issuing(senior=SENIOR, staff=STAFF))
    asked.then_refused(PayTableStands, classes="senior", year=YEAR)


def test_and_so_do_those_of_a_table() -> None:
    asked = under(paying=True).given(issued(senior=SENIOR)).when("minseo", issuing(senior=STAFF))
    asked.then_refused(PayTableStands, classes="senior")


def test_a_class_that_lacks_an_amount_is_still_added() -> None:
    paying = under("senior", paying=True)
    paying.when("minseo", issuing(staff=STAFF)).then(issued(staff=STAFF))


def test_a_table_that_was_issued_is_issued() -> None:
    under(paying=True).given(issued(senior=SENIOR)).when("minseo", issuing(senior=SENIOR)).then_nothing()


def test_the_basis_is_that_of_the_table_which_names_the_class() -> None:
    tables = (issued(senior=SENIOR), issued("a second notice", staff=STAFF))
    (event,) = under(paying=True).given(*tables).when_the_clock(determine("p01")).events()
    assert isinstance(event, PayDetermined)
    assert event.reckoned.basis == BASIS


def test_nothing_is_issued_for_a_closed_year() -> None:
    closed = under().given(CycleClosed(year=YEAR))
    closed.when("minseo", issuing(senior=SENIOR)).then_refused(BooksClosed, year=YEAR)


@given(some.lists(some.dictionaries(some.sampled_from(["senior", "staff"]), some.integers(1, 10**9), min_size=1)))
def test_each_class_has_the_amount_of_the_last_table_that_names_it(tables: list[dict[str, int]]) -> None:
    one = issued(senior=SENIOR)
    events = [one.model_copy(update={"amounts": {it: D(won) for it, won in table.items()}}) for table in tables]
    state = PAY_TABLE.fold(events)
    last = {name: D(won) for table in tables for name, won in table.items()}
    assert {name: state.amount(name) for name in last} == last
    assert state.amount(None) is None
