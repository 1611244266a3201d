"""What a rating does to the budget: three branches, an exception, and the office that decides (S1-51; 5.9)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.budget import (
    ApplyBudgetCeiling,
    DecideBudgetConsequence,
    ProposeBudgetConsequence,
    RecordBudgetReflection,
    RequestBudgetException,
)
from domain.budget_facts import (
    BudgetConsequenceDecided,
    BudgetConsequenceProposed,
    BudgetExceptionRequested,
    BudgetReflected,
)
from domain.budget_refusals import (
    AboveCeiling,
    BudgetDecided,
    NoCutToReplace,
    NoRating,
    NothingDecided,
    NothingProposed,
    OwnBudget,
)
from domain.cycle import CycleOpened
from domain.follow_up import BudgetRules
from domain.ids import SYSTEM
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.person_service import PersonTransferred
from domain.phase_refusals import NotYet, PhaseIsClosed, PhaseNotOpen
from domain.programme import ProgrammeEstablished, ProgrammeRated
from domain.refusals import NotAllowed, Refusal
from domain.scoring.programme import Branch, branch_of, ceiling_of
from tests.support.follow_up import AMOUNT, BUDGET, FOLLOWED, bud, government, rana
from tests.support.office import KIPO, PROMOTION, SEAL, YEAR, label, mina, opened_cycle, phase_open, planner, registered
from tests.support.spec import Given, spec

ABOUT: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "budget", "programme": "IP-INFO"}
established = ProgrammeEstablished.model_validate(
    {"year": YEAR, "body": KIPO, "programme": "IP-INFO", "unit": PROMOTION, "name": label("p"), "amount": AMOUNT}
    | {"by": planner}
)
proposing = ProposeBudgetConsequence.model_validate(ABOUT)


def rated(score: str = "55", level: str = "poor", *, poor: bool = True, shown: bool = True, year: int = YEAR) -> Event:
    found = {"score": Decimal(score), "level": level, "is_poor": poor, "demonstrated": shown, "next_due": year + 3}
    about = {**ABOUT, "year": year, "phase": "self-evaluation", "answers": ()}
    return ProgrammeRated.model_validate({**about, **found, "by": rana})


def may(*events: Event) -> Given:
    return spec.given(government, established, phase_open(BUDGET), *events).at("2011-05-10")


def proposed(branch: Branch = "cut", ceiling: str | None = "10800", **more: Any) -> BudgetConsequenceProposed:
    found: dict[str, Any] = {"score": "55", "level": "poor", "demonstrated": True, "base": AMOUNT, **more}
    about = {**ABOUT, "fiscal_year": YEAR + 2, "rated": "programme/KIPO/IP-INFO@2"}
    return BudgetConsequenceProposed.model_validate({**about, **found, "branch": branch, "ceiling": ceiling})


def deciding(amount: str, *, excepted: bool = False) -> DecideBudgetConsequence:
    said = {"amount": amount, "excepted": excepted, "reason": "by the rating"}
    return DecideBudgetConsequence.model_validate({**ABOUT, **said})


def decided(amount: str, *, excepted: bool = False) -> BudgetConsequenceDecided:
    said = {"amount": amount, "excepted": excepted, "reason": "by the rating", "by": bud}
    return BudgetConsequenceDecided.model_validate({**ABOUT, **said})


requesting = RequestBudgetException.model_validate(
    {**ABOUT, "cause": label("the flood"), "plan": SEAL, "reason": "A cut would not help."}
)
requested = BudgetExceptionRequested.model_validate(
    {**ABOUT, "cause": label("the flood"), "plan": SEAL, "reason": "A cut would not help.", "by": planner}
)


# The three branches


def test_a_poor_programme_of_12000_gets_at_most_10800() -> None:
    may(rated()).when_the_clock(proposing).then(proposed())


def test_a_programme_whose_effect_was_not_shown_does_not_grow() -> None:
    good = {"score": "70", "level": "good", "demonstrated": False}
    may(rated("70", "good", poor=False, shown=False)).when_the_clock(proposing).then(
        proposed("freeze", "12000", **good)
    )


def test_any_other_is_unrestricted() -> None:
    good = {"score": "70", "level": "good"}
    may(rated("70", "good", poor=False)).when_the_clock(proposing).then(proposed("free", None, **good))


def test_a_branch_without_its_facts_is_refused() -> None:
    may().when_the_clock(proposing).then_refused(NoRating, programme="IP-INFO")
    may(rated(year=YEAR - 3)).when_the_clock(proposing).then_refused(NoRating, year=YEAR)


def test_only_the_engine_proposes() -> None:
    may(rated()).when(bud, proposing).then_refused(NotYourTask)


# What is granted


@pytest.mark.parametrize("amount", ["0", "9000", "10800"])
def test_the_budget_office_grants_up_to_the_ceiling_or_abolishes(amount: str) -> None:
    may(rated(), proposed()).when(bud, deciding(amount)).then(decided(amount))


def test_a_won_above_the_ceiling_is_refused() -> None:
    may(rated(), proposed()).when(bud, deciding("10800.01")).then_refused(AboveCeiling, ceiling="10800")


def test_an_unrestricted_programme_may_get_any_amount() -> None:
    may(rated(), proposed("free", None)).when(bud, deciding("20000")).then(decided("20000"))


@pytest.mark.parametrize(("amount", "granted"), [("11999.99", True), ("12000", True), ("12000.01", False)])
def test_a_programme_whose_effect_was_not_shown_gets_what_it_has_and_not_a_cent_more(
    amount: str, granted: bool
) -> None:
    asked = may(rated(), proposed("freeze", "12000")).when(bud, deciding(amount))
    if granted:
        asked.then(decided(amount))
    else:
        asked.then_refused(AboveCeiling, ceiling="12000")


def test_nothing_is_decided_before_its_phase_opens() -> None:
    early = spec.given(government, established, rated(), proposed()).at("2011-05-01T23:59:59.999999")
    early.when(bud, deciding("9000")).then_refused(PhaseNotOpen)


def test_an_exception_is_asked_for_before_the_decision() -> None:
    may(rated(), proposed()).when(planner, requesting).then(requested)
    may(rated(), proposed(), requested, decided("12000", excepted=True)).when(planner, requesting).then_nothing()
    after = may(rated(), proposed(), decided("10800"))
    after.when(planner, requesting).then_refused(BudgetDecided, amount="10800")


def test_a_decision_changes_until_it_is_known_what_was_passed() -> None:
    passed = BudgetReflected.model_validate({**ABOUT, "reflected": True, "reason": "passed", "by": bud})
    may(rated(), proposed(), decided("10800")).when(bud, deciding("9000")).then(decided("9000"))
    known = may(rated(), proposed(), decided("10800"), passed)
    known.when(bud, deciding("10800")).then_nothing()
    known.when(bud, deciding("9000")).then_refused(BudgetDecided, amount="10800")


def test_an_officer_who_was_transferred_to_the_ministry_decides_nothing_of_it() -> None:
    moved = PersonTransferred(person=bud, body=KIPO, from_unit=None, to_unit=PROMOTION, day=date(2011, 5, 2))
    may(rated(), proposed(), moved).when(bud, deciding("9000")).then_refused(OwnBudget, actor=bud)


def test_nobody_is_granted_less_than_nothing() -> None:
    with pytest.raises(ValidationError):
        deciding("-0.01")


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        ("2011-05-02", None),
        ("2011-05-31T23:59:59.999999", None),
        ("2011-06-01", PhaseIsClosed),
    ],
)
def test_the_budget_is_decided_to_the_last_moment_of_may(at: str, refusal: type[Refusal] | None) -> None:
    asked = may(rated(), proposed()).at(at).when(bud, deciding("9000"))
    if refusal is None:
        asked.then(decided("9000"))
    else:
        asked.then_refused(refusal)


def test_nothing_is_decided_before_it_is_proposed() -> None:
    may(rated()).when(bud, deciding("1")).then_refused(NothingProposed, year=YEAR)


def test_others_do_not_decide() -> None:
    may(rated(), proposed()).when(mina, deciding("1")).then_refused(NotYourTask)


def test_nobody_decides_on_the_budget_of_his_own_ministry() -> None:
    own = may(rated(), proposed(), registered(bud, PROMOTION, 5, KIPO))
    own.when(bud, deciding("1")).then_refused(OwnBudget, body=KIPO)


# The exception


def test_an_improvement_plan_may_replace_a_cut() -> None:
    may(rated(), proposed()).when(planner, requesting).then(requested)
    may(rated(), proposed(), requested).when(bud, deciding("12000", excepted=True)).then(
        decided("12000", excepted=True)
    )


def test_an_exception_that_nobody_asked_for_is_none() -> None:
    may(rated(), proposed()).when(bud, deciding("12000", excepted=True)).then_refused(AboveCeiling)


def test_a_request_alone_lifts_nothing() -> None:
    may(rated(), proposed(), requested).when(bud, deciding("12000")).then_refused(AboveCeiling)


def test_only_a_cut_has_an_exception() -> None:
    may(rated(), proposed("freeze", "12000")).when(planner, requesting).then_refused(NoCutToReplace, branch="freeze")


# What became of it


def test_whether_the_budget_that_was_passed_has_it_is_recorded() -> None:
    said = {"reflected": False, "reason": "The Assembly restored it."}
    wish = RecordBudgetReflection.model_validate({**ABOUT, **said})
    may(rated(), proposed()).when(bud, wish).then_refused(NothingDecided)
    fact = BudgetReflected.model_validate({**ABOUT, **said, "by": bud})
    may(rated(), proposed(), decided("9000")).when(bud, wish).then(fact)


# Laws


@given(
    amount=st.decimals(0, 30000, places=2),
    branch=st.sampled_from(["cut", "freeze", "free"]),
    asks=st.booleans(),
    excepted=st.booleans(),
)
def test_what_is_granted_is_above_the_ceiling_only_by_an_exception_that_was_asked_for(
    amount: Decimal, branch: Branch, asks: bool, excepted: bool
) -> None:
    ceiling = ceiling_of(branch, AMOUNT, BudgetRules())
    offer = proposed(branch, str(ceiling) if ceiling is not None else None)
    asked = may(rated(), offer, *([requested] if asks else [])).when(bud, deciding(str(amount), excepted=excepted))
    above = ceiling is not None and amount > ceiling
    if above and not (asks and excepted):
        asked.then_refused(AboveCeiling)
    else:
        asked.then(decided(str(amount), excepted=asks and excepted))


@given(st.booleans(), st.booleans(), st.decimals(0, 1000000, places=2))
def test_the_ceiling_never_exceeds_the_base_and_a_cut_is_a_cut(poor: bool, shown: bool, base: Decimal) -> None:
    branch = branch_of(poor=poor, demonstrated=shown)
    ceiling = ceiling_of(branch, base, BudgetRules())
    assert (branch == "cut") == poor
    assert (ceiling is None) == (not poor and shown)
    if ceiling is not None:
        assert ceiling <= base
    if poor:
        assert ceiling is not None
        assert ceiling <= base * Decimal("0.9") < ceiling + Decimal("0.01")


# Nobody decides

MISSED = ApplyBudgetCeiling.model_validate(ABOUT)
RULE = label("the ceiling of the rating applies")


def undecided(*events: Event, task: dict[str, Any] | None = None) -> Given:
    """Return the first of June, with rules that say what *task* leads to."""
    owed = (BUDGET.tasks[0], BUDGET.tasks[1].model_copy(update=task or {"consequence": RULE}))
    rule = BUDGET.model_copy(update={"tasks": owed})
    phases = tuple(rule if it.phase == rule.phase else it for it in FOLLOWED.phases)
    year = opened_cycle(FOLLOWED.model_copy(update={"phases": phases}))
    known = [year if isinstance(it, CycleOpened) else it for it in government]
    return spec.given(known, established, phase_open(rule), *events).at("2011-06-01")


def by_default(amount: str, reason: str = RULE.ko) -> BudgetConsequenceDecided:
    said = {"amount": amount, "excepted": False, "reason": reason, "by": SYSTEM, "defaulted": True}
    return BudgetConsequenceDecided.model_validate({**ABOUT, **said})


@pytest.mark.parametrize(
    ("branch", "ceiling", "amount"), [("cut", "10800", "10800"), ("freeze", "12000", "12000"), ("free", None, "12000")]
)
def test_what_nobody_decided_is_what_the_rating_allows(branch: Branch, ceiling: str | None, amount: str) -> None:
    undecided(rated(), proposed(branch, ceiling)).when_the_clock(MISSED).then(by_default(amount))


def test_an_exception_that_nobody_granted_is_none() -> None:
    undecided(rated(), proposed(), requested).when_the_clock(MISSED).then(by_default("10800"))


def test_a_rule_set_may_say_nothing_about_it() -> None:
    silent = undecided(rated(), proposed(), task={"consequence": None})
    silent.when_the_clock(MISSED).then(by_default("10800", ""))


def test_what_was_decided_stands_and_what_was_not_proposed_has_no_default() -> None:
    undecided(rated(), proposed(), decided("9000")).when_the_clock(MISSED).then_nothing()
    undecided(rated()).when_the_clock(MISSED).then_nothing()


def test_the_budget_office_has_until_the_last_moment_and_nobody_else_applies_a_default() -> None:
    june = undecided(rated(), proposed())
    june.at("2011-05-31T23:59:59.999999").when_the_clock(MISSED).then_refused(NotYet)
    for actor in (bud, planner):
        june.when(actor, MISSED).then_refused(NotAllowed)
