"""The bottom one percent, twice within three years (S1-91)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from domain.ids import SYSTEM
from domain.refusals import NotAllowed, NotRegistered
from domain.reinforcement import CompleteReinforcement, RecordBandInterview, RecordBottomBand, WithdrawBottomBand
from domain.reinforcement_facts import (
    BandInterviewRecorded,
    BottomBandEntered,
    BottomBandWithdrawn,
    Period,
    ReinforcementCompleted,
    ReinforcementRequired,
)
from domain.reinforcement_refusals import BandDiffers, NoBottomBand, NoSuchEntry, NothingRequired, NotTheInterviewer
from domain.scoring.band import band_size, bottom_band, weakest
from tests.support.office import KIPO, RULES, YEAR, ada, ben, holds, label, mina, office, olga, opened_cycle
from tests.support.spec import spec

ONE = Decimal(1)
later = [opened_cycle(RULES, year) for year in (2011, 2012, 2013)]
standing = spec.given(office, later, holds(olga, "hr"))


# Who is in the band


@pytest.mark.parametrize(
    ("pool", "size"), [(1800, 18), (1899, 18), (200, 2), (199, 1), (100, 1), (99, 0), (1, 0), (0, 0)]
)
def test_one_percent_is_rounded_down_and_a_small_pool_has_no_band(pool: int, size: int) -> None:
    assert band_size(pool, ONE, 100) == size


def pool(*lowest: str, people: int = 300) -> dict[str, Decimal]:
    """Return *people* totals: the lowest as given, all others 90."""
    totals = [Decimal(it) for it in lowest] + [Decimal(90)] * (people - len(lowest))
    return {f"p{number:03}": total for number, total in enumerate(totals)}


@pytest.mark.parametrize(
    ("lowest", "band"),
    [
        (("50", "60", "70", "80"), ["p000", "p001", "p002"]),
        (("50", "60", "70", "70"), ["p000", "p001"]),  # the tie at the line would make four
        (("50", "60", "60", "60"), ["p000"]),
        (("60", "60", "60", "60"), []),
        (("60", "60", "60", "80"), ["p000", "p001", "p002"]),  # a tie that fits
        (("50",), ["p000"]),
        ((), []),  # everybody alike
    ],
)
def test_a_tie_that_would_not_fit_is_left_out(lowest: tuple[str, ...], band: list[str]) -> None:
    assert list(bottom_band(pool(*lowest), ONE, 100)) == band


def test_a_small_pool_has_nobody_in_the_band() -> None:
    assert bottom_band(pool("1", people=99), ONE, 100) == ()
    assert bottom_band({}, ONE, 100) == ()


def test_the_weakest_categories_of_equals_come_in_the_order_of_the_model() -> None:
    scores = {"a": Decimal(8), "b": Decimal(7), "c": Decimal(7), "d": Decimal(9)}
    assert weakest(scores, ["d", "c", "b", "a"], 2) == ("c", "b")
    assert weakest(scores, ["a", "x"], 2) == ("a",)


# What follows


def enter(year: int, period: Period = "FY", pool: int = 1800) -> RecordBottomBand:
    return RecordBottomBand(person=mina, year=year, period=period, reference=reference(year, period), pool=pool)


def reference(year: int, period: Period) -> date:
    return date(year, 6, 30) if period == "H1" else date(year, 12, 31)


def entered(year: int, period: Period = "FY", pool: int = 1800) -> BottomBandEntered:
    told = {"person": mina, "year": year, "period": period, "body": KIPO, "reference": reference(year, period)}
    return BottomBandEntered.model_validate({**told, "band": pool // 100, "pool": pool})


def required(*years: int) -> ReinforcementRequired:
    return ReinforcementRequired(person=mina, references=tuple(date(year, 12, 31) for year in years))


completed = ReinforcementCompleted(person=mina, programme=label("coaching"), on=date(2012, 5, 1))


def test_the_first_entry_requires_nothing_yet() -> None:
    standing.when(olga, enter(2010)).then(entered(2010))
    standing.when(SYSTEM, enter(2010)).then(entered(2010))


def test_the_second_within_thirty_six_months_requires_the_programme() -> None:
    standing.given(entered(2010)).when(olga, enter(2012)).then(entered(2012), required(2010, 2012))


def test_thirty_six_months_later_the_first_no_longer_counts() -> None:
    standing.given(entered(2010)).when(olga, enter(2013)).then(entered(2013))


def test_two_halves_of_a_year_are_two_entries() -> None:
    both = ReinforcementRequired(person=mina, references=(date(2010, 6, 30), date(2010, 12, 31)))
    standing.given(entered(2010, "H1")).when(olga, enter(2010, "H2")).then(entered(2010, "H2"), both)


def test_it_is_required_once_and_anew_only_after_completion_by_entries_that_did_not_count_yet() -> None:
    twice = standing.given(entered(2010), entered(2011), required(2010, 2011))
    twice.when(olga, enter(2012)).then(entered(2012))
    twice.given(completed).when(olga, enter(2012)).then(entered(2012))
    again = twice.given(completed, entered(2012))
    again.when(olga, enter(2013)).then(entered(2013), required(2012, 2013))


def test_an_entry_recorded_late_counts_as_of_its_own_day() -> None:
    standing.given(entered(2012)).when(olga, enter(2010)).then(entered(2010), required(2010, 2012))


def test_a_period_is_on_record_once() -> None:
    standing.given(entered(2010)).when(olga, enter(2010)).then_nothing()
    standing.given(entered(2010)).when(olga, enter(2010, pool=900)).then_refused(BandDiffers, year=2010)


def test_a_small_pool_or_silent_rules_have_no_band() -> None:
    standing.when(olga, enter(2010, pool=99)).then_refused(NoBottomBand, pool=99)
    silent = opened_cycle(RULES.model_copy(update={"personnel": None}), 2014)
    standing.given(silent).when(olga, enter(2014)).then_refused(NoBottomBand, year=2014)


def test_only_the_personnel_office_records_about_who_is_registered() -> None:
    standing.when(ada, enter(2010)).then_refused(NotAllowed, role="hr")
    unknown = enter(2010).model_copy(update={"person": "nobody"})
    standing.when(olga, unknown).then_refused(NotRegistered)


def test_an_entry_that_did_not_stand_is_withdrawn_and_lifts_what_rested_on_it() -> None:
    told = {"person": mina, "period": "FY", "reason": "objection upheld"}
    withdraw = WithdrawBottomBand.model_validate({**told, "year": 2010})
    gone = BottomBandWithdrawn.model_validate({**told, "year": 2010, "lifts": True})
    twice = standing.given(entered(2010), entered(2011), required(2010, 2011))
    twice.when(olga, withdraw).then_once(gone, again=NoSuchEntry)
    twice.given(gone).when(olga, enter(2012)).then(entered(2012), required(2011, 2012))
    alone = gone.model_copy(update={"lifts": False})
    standing.given(entered(2010)).when(olga, withdraw).then_once(alone, again=NoSuchEntry)


def test_the_first_evaluator_records_the_improvement_interview() -> None:
    told = {"person": mina, "year": YEAR, "period": "FY", "record": "무엇을 어떻게 도울지 합의함"}
    command = RecordBandInterview.model_validate(told)
    recorded = BandInterviewRecorded.model_validate({**told, "by": ada})
    standing.given(entered(2010)).when(ada, command).then(recorded)
    standing.given(entered(2010)).when(ben, command).then_refused(NotTheInterviewer, actor=ben)
    standing.when(ada, command).then_refused(NoSuchEntry)


def test_the_programme_is_completed_once_it_was_required() -> None:
    command = CompleteReinforcement(person=mina, programme=label("coaching"), on=date(2012, 5, 1))
    standing.given(entered(2010), entered(2011), required(2010, 2011)).when(olga, command).then(completed)
    standing.given(entered(2010)).when(olga, command).then_refused(NothingRequired)
