"""What stops the clock of a case is on record, once, and only by the clock itself."""

from __future__ import annotations

from domain.case import OnlyTheClock
from domain.clock import BlockClock, ClockBlocked
from tests.support.office import office, olga
from tests.support.spec import spec

what = {"case": "qualification/ben/1", "step": "missed/test/2011-08-01", "code": "actor.role-missing"}


def test_a_clock_that_is_refused_says_so_once() -> None:
    spec.given(office).when_the_clock(BlockClock(**what)).then(ClockBlocked(**what))


def test_a_person_does_not_speak_for_the_clock() -> None:
    spec.given(office).when(olga, BlockClock(**what)).then_refused(OnlyTheClock, case="qualification/ben/1")
