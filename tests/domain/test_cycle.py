"""The performance year: opened once under frozen rules, closed when every phase is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.cycle import CloseCycle, CycleAlreadyOpen, CycleClosed, OpenCycle, PhasesStillOpen, UnknownBody
from domain.phase import OpenPhase, PhaseClosed
from domain.refusals import CycleNotOpen, NotAllowed, UnknownPhase
from tests.support.office import (
    BOOKS,
    HOLIDAYS,
    HOLIDAYS_VERSION,
    KIPO,
    PMO,
    RULES,
    YEAR,
    bodies,
    holds,
    mina,
    office,
    olga,
    opened_cycle,
    people,
)
from tests.support.spec import spec


def opening(**changes: Any) -> OpenCycle:
    asked = {"year": YEAR, "government": PMO, "bodies": (KIPO,), "rules": RULES}
    return OpenCycle.model_validate({**asked, "calendar_version": HOLIDAYS_VERSION, "holidays": HOLIDAYS, **changes})


def every_phase_closed() -> list[PhaseClosed]:
    return [
        PhaseClosed(year=YEAR, body=PMO if it.scope == "government" else KIPO, phase=it.phase, early=False, missed=0)
        for it in RULES.phases
    ]


def test_a_year_opens_under_rules_that_become_part_of_the_record() -> None:
    spec.given(bodies).when_the_clock(opening()).then(opened_cycle())


def test_an_operator_of_the_government_may_open_a_year() -> None:
    spec.given(bodies, people).when(olga, opening()).then(opened_cycle())


def test_nobody_else_may_open_a_year() -> None:
    spec.given(bodies, people).when(mina, opening()).then_refused(NotAllowed, role="operator", body=PMO)


def test_an_operator_of_one_ministry_may_not_open_the_governments_year() -> None:
    spec.given(bodies, holds("omar", "operator", KIPO)).when("omar", opening()).then_refused(NotAllowed)


def test_the_rules_of_an_open_year_cannot_change() -> None:
    eased = RULES.model_copy(update={"bonus_cap": Decimal(9)})
    spec.given(office).when_the_clock(opening(rules=eased)).then_refused(CycleAlreadyOpen, rules="small-office")


def test_a_body_that_does_not_exist_cannot_take_part() -> None:
    stranger = opening(bodies=(KIPO, "NOWHERE"))
    spec.given(bodies).when_the_clock(stranger).then_refused(UnknownBody, body="NOWHERE")


def test_the_government_body_must_exist_too() -> None:
    spec.given(bodies).when_the_clock(opening(government="GONE")).then_refused(UnknownBody, body="GONE")


def test_the_books_close_when_every_phase_is_closed() -> None:
    asked = spec.given(office, every_phase_closed()).when_the_clock(CloseCycle(year=YEAR))
    asked.then(CycleClosed(year=YEAR))


def test_the_books_do_not_close_over_an_open_phase() -> None:
    closed = [it for it in every_phase_closed() if it.phase != BOOKS.phase]
    spec.given(office, closed).when_the_clock(CloseCycle(year=YEAR)).then_refused(PhasesStillOpen, open="PMO/close")


def test_a_year_that_was_never_opened_cannot_be_closed() -> None:
    spec.given(bodies).when_the_clock(CloseCycle(year=YEAR)).then_refused(CycleNotOpen, year=YEAR)


def test_only_an_operator_closes_the_books() -> None:
    spec.given(office, every_phase_closed()).when(mina, CloseCycle(year=YEAR)).then_refused(NotAllowed)


def test_a_closed_year_stays_closed() -> None:
    closed = CycleClosed(year=YEAR)
    spec.given(office, every_phase_closed(), closed).when_the_clock(CloseCycle(year=YEAR)).then_nothing()


def test_a_phase_that_the_rules_do_not_have_is_named_with_those_they_have() -> None:
    asked = spec.given(office).when_the_clock(OpenPhase(year=YEAR, body=KIPO, phase="carnival"))
    asked.then_refused(UnknownPhase, known="guidelines, plan, agreements, talks, amendment, final, close")
