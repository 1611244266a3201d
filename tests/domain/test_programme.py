"""Spending programmes: rated by checklist when due, every three years, on five levels (S1-52; 5.8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.body_commands import UnknownUnit
from domain.follow_up import ProgrammeRules
from domain.headship import HeadAppointed
from domain.messages import Assignment
from domain.obligations import NotYourTask
from domain.person_service import PersonTransferred
from domain.phase_refusals import PhaseIsClosed, PhaseNotOpen
from domain.programme import (
    EndProgramme,
    EstablishProgramme,
    ProgrammeEnded,
    ProgrammeEstablished,
    ProgrammeRated,
    RateProgramme,
)
from domain.programme_refusals import ChecklistDiffers, NoProgramme, ProgrammeStands, RatesOwnProgramme, TooSmall
from domain.refusals import NotAllowed, Refusal
from domain.scoring.programme import FIVE, level_of
from tests.support.follow_up import AMOUNT, FOLLOW_UP, LEVELS, RATING, government, rana
from tests.support.office import KIPO, PROMOTION, YEAR, label, mina, phase_open, planner, registered
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

ABOUT: dict[str, Any] = {"year": YEAR, "body": KIPO, "programme": "IP-INFO"}
LISTED = {"unit": PROMOTION, "name": label("patent information"), "amount": AMOUNT}
establishing = EstablishProgramme.model_validate({**ABOUT, **LISTED})
established = ProgrammeEstablished.model_validate({**ABOUT, **LISTED, "by": planner})
january = spec.given(government).at("2011-01-10")
due = spec.given(government, established, phase_open(RATING)).at("2011-02-10")


def rating(plan: str = "25", management: str = "20", result: str = "25", **more: Any) -> RateProgramme:
    points = {"plan": plan, "management": management, "result": result}
    answers = [{"item": item, "points": given} for item, given in points.items()]
    whole = {**ABOUT, "phase": "self-evaluation", "answers": answers, "demonstrated": True, **more}
    return RateProgramme.model_validate(whole)


def rated(score: str, level: str, *, is_poor: bool = False, of: RateProgramme | None = None) -> ProgrammeRated:
    said = {name: it for name, it in dict(of or rating()).items() if name != "type"}
    found = {"score": Decimal(score), "level": level, "is_poor": is_poor, "next_due": YEAR + 3, "by": rana}
    return ProgrammeRated.model_validate({**said, **found})


# The list


def test_the_planning_office_puts_a_programme_on_the_list() -> None:
    january.when(planner, establishing).then(established)


def test_others_do_not() -> None:
    january.when(mina, establishing).then_refused(NotAllowed, role="planning")


def test_its_unit_must_exist() -> None:
    january.when(planner, establishing.model_copy(update={"unit": "NONE"})).then_refused(UnknownUnit, unit="NONE")


@pytest.mark.parametrize(("amount", "listed"), [("1000", True), ("999.99", False)])
def test_small_programmes_are_not_rated(amount: str, listed: bool) -> None:
    asked = january.when(planner, establishing.model_copy(update={"amount": Decimal(amount)}))
    if listed:
        assert len(asked.events()) == 1
    else:
        asked.then_refused(TooSmall, least="1000", amount=amount)


def test_an_id_stands_for_one_programme() -> None:
    on_list = spec.given(government, established).at("2011-01-10")
    on_list.when(planner, establishing).then_nothing()
    on_list.when(planner, establishing.model_copy(update={"amount": Decimal(2000)})).then_refused(ProgrammeStands)


# The rating


def test_the_raters_rate_it_when_it_is_due() -> None:
    due.when(rana, rating()).then(rated("70", "good"))


@pytest.mark.parametrize(
    ("answers", "score", "level", "is_poor"),
    [
        (("30", "30", "40"), "100", "excellent", False),
        (("30", "30", "30"), "90", "excellent", False),
        (("30", "30", "29.99"), "89.99", "great", False),
        (("30", "30", "20"), "80", "great", False),
        (("30", "30", "0"), "60", "good", False),
        (("30", "29.99", "0"), "59.99", "poor", True),
        (("20", "30", "0"), "50", "poor", True),
        (("20", "29.99", "0"), "49.99", "very-poor", True),
        (("0", "0", "0"), "0", "very-poor", True),
    ],
)
def test_table_5_8_the_score_gives_the_level(answers: tuple[str, ...], score: str, level: str, is_poor: bool) -> None:
    wish = rating(*answers)
    due.when(rana, wish).then(rated(score, level, is_poor=is_poor, of=wish))


def test_it_may_be_rated_anew_while_the_phase_is_open() -> None:
    again = spec.given(government, established, phase_open(RATING), rated("70", "good")).at("2011-03-10")
    again.when(rana, rating(result="40")).then(rated("85", "great", of=rating(result="40")))


def test_it_is_not_rated_before_it_is_due() -> None:
    later = established.model_copy(update={"year": YEAR + 1})
    spec.given(government, later, phase_open(RATING)).at("2011-02-10").when(rana, rating()).then_refused(NotYourTask)


def test_it_is_not_rated_after_the_phase() -> None:
    late: Given = spec.given(government, established, phase_open(RATING)).at("2011-04-01")
    late.when(rana, rating()).then_refused(PhaseIsClosed)


@pytest.mark.parametrize(
    ("at", "refusal"),
    [
        ("2011-01-01", None),
        ("2011-03-31T23:59:59.999999", None),
        ("2011-04-01", PhaseIsClosed),
    ],
)
def test_it_is_rated_to_the_last_moment_of_march(at: str, refusal: type[Refusal] | None) -> None:
    asked = due.at(at).when(rana, rating())
    if refusal is None:
        asked.then(rated("70", "good"))
    else:
        asked.then_refused(refusal)


def test_it_is_not_rated_before_the_phase_opens() -> None:
    early = spec.given(government, established).at("2010-12-31T23:59:59.999999")
    early.when(rana, rating()).then_refused(PhaseNotOpen)


@pytest.mark.parametrize(
    ("year", "owner"),
    [
        (YEAR - 1, None),
        (YEAR, "role:programme-rater"),
        (YEAR + 1, None),
        (YEAR + 2, None),
        (YEAR + 3, "role:programme-rater"),
        (YEAR + 4, None),
    ],
)
def test_s1_52_once_rated_it_is_due_in_the_third_year_after_and_in_no_other(year: int, owner: str | None) -> None:
    story = PureFacts(by_stream([established, rated("70", "good")]), moment("2011-02-10"), rana)
    assert rating().model_copy(update={"year": year}).assignee(story) == owner


def test_only_raters_rate() -> None:
    due.when(mina, rating()).then_refused(NotYourTask, owner="role:programme-rater")


def test_sod_01_nobody_rates_a_programme_of_his_own_unit() -> None:
    own = due.given(registered(rana, PROMOTION))
    own.when(rana, rating()).then_refused(RatesOwnProgramme, unit=PROMOTION)


def test_sod_01_nor_who_leads_it_or_was_transferred_there() -> None:
    moved = PersonTransferred(person=rana, body=KIPO, from_unit="EXAM", to_unit=PROMOTION, day=date(2011, 1, 3))
    due.given(registered(rana, "EXAM"), moved).when(rana, rating()).then_refused(RatesOwnProgramme)
    leads = HeadAppointed(body=KIPO, unit=PROMOTION, person=rana)
    due.given(leads).when(rana, rating()).then_refused(RatesOwnProgramme)


def test_a_rater_of_another_unit_rates_it() -> None:
    due.given(registered(rana, "EXAM")).when(rana, rating()).then(rated("70", "good"))


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ([("plan", "30")], "management, result"),
        ([("plan", "30"), ("plan", "30"), ("management", "1"), ("result", "1")], "plan"),
        ([("plan", "30.01"), ("management", "1"), ("result", "1")], "plan"),
        ([("plan", "1"), ("management", "1"), ("result", "1"), ("luck", "1")], "luck"),
        ([], "management, plan, result"),
    ],
)
def test_every_question_is_answered_once_within_its_points(answers: list[tuple[str, str]], wrong: str) -> None:
    given = [{"item": item, "points": points} for item, points in answers]
    wish = RateProgramme.model_validate({**dict(rating()), "answers": given})
    due.when(rana, wish).then_refused(ChecklistDiffers, wrong=wrong)


def test_an_unknown_programme_is_not_rated() -> None:
    nothing = spec.given(government, phase_open(RATING)).at("2011-02-10")
    nothing.when(rana, rating()).then_refused(NoProgramme, programme="IP-INFO")


# Who owes what


def test_the_raters_owe_it_in_the_year_it_is_due_and_again_three_years_later() -> None:
    assert established.assignments() == (
        Assignment(task="rate-programme", subject="IP-INFO", owner="role:programme-rater"),
    )
    again = rated("70", "good").assignments()[-1]
    assert (again.task, again.year) == ("rate-programme", YEAR + 3)


def test_its_budget_is_owed_once_it_is_rated() -> None:
    owed = {it.task: it.owner for it in rated("70", "good").assignments()}
    assert owed["propose-budget"] == "system"
    assert owed["decide-budget"] == "role:budget-office"


# The end


def test_an_ended_programme_is_rated_no_more() -> None:
    ending = EndProgramme.model_validate({**ABOUT, "reason": "done"})
    ended = ProgrammeEnded.model_validate({**ABOUT, "due": YEAR, "reason": "done", "by": planner})
    spec.given(government, established).at("2011-01-10").when(planner, ending).then(ended)
    assert ended.assignments() == (Assignment(task="rate-programme", subject="IP-INFO", owner=None, year=YEAR),)
    over = spec.given(government, established, ended, phase_open(RATING)).at("2011-02-10")
    over.when(rana, rating()).then_refused(NoProgramme)


# The rules


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"checklist": [{"item": "a", "name": label("a"), "points": 99}]}, "must sum to 100"),
        ({"levels": [{"level": "a", "name": label("a"), "at_least": 10}]}, "the last level begins at 0"),
        (
            {"levels": [{"level": it, "name": label(it), "at_least": 0} for it in ("a", "b")]},
            "from the best down",
        ),
    ],
)
def test_rules_that_do_not_hold_together_are_refused(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        ProgrammeRules.model_validate(change)


@given(st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
def test_a_better_score_is_never_a_worse_level(one: Decimal, other: Decimal) -> None:
    order = [it.level for it in FIVE]
    low, high = sorted((one, other))
    assert order.index(level_of(high, FIVE).level) <= order.index(level_of(low, FIVE).level)


def test_the_levels_of_the_test_office_are_those_of_the_press() -> None:
    assert [(it.level, it.at_least) for it in FIVE] == [(name, Decimal(least)) for name, least in LEVELS]
    assert [it.level for it in FOLLOW_UP.programmes.levels if it.is_poor] == ["poor", "very-poor"]
