"""The performance year: opened once under frozen rules, closed when every phase is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.cycle import CloseCycle, CycleClosed, CycleOpened, OpenCycle, OpenItem
from domain.cycle_refusals import (
    CycleAlreadyOpen,
    PhaseNotRun,
    PhasesStillOpen,
    UnknownBody,
)
from domain.cycle_rules import RulesNotApproved, RulesNotInForce
from domain.messages import Owed
from domain.phase_commands import ClosePhase, EscalatePhase, MovePhase, OpenPhase, PausePhase, PhaseCommand
from domain.phase_facts import PhaseClosed, PhaseOpened
from domain.plan_commands import DraftUnitPlan
from domain.refusals import CycleNotOpen, NotAllowed, UnknownPhase
from tests.support.office import (
    BOOKS,
    BUREAU,
    BUREAU_PLAN,
    GUIDELINES,
    HOLIDAYS,
    HOLIDAYS_VERSION,
    KIPO,
    PMO,
    RULES,
    YEAR,
    ben,
    bodies,
    every_phase_closed,
    holds,
    mina,
    office,
    olga,
    opened_cycle,
    people,
    with_phases,
)
from tests.support.spec import Asked, spec


def opening(**changes: Any) -> OpenCycle:
    asked = {"year": YEAR, "government": PMO, "bodies": (KIPO,), "rules": RULES}
    return OpenCycle.model_validate({**asked, "calendar_version": HOLIDAYS_VERSION, "holidays": HOLIDAYS, **changes})


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


def test_a_year_is_opened_under_rules_that_somebody_approved() -> None:
    unseen = RULES.model_copy(update={"approval": None})
    spec.given(bodies).when_the_clock(opening(rules=unseen)).then_refused(RulesNotApproved, rules="small-office")


def test_a_year_is_opened_under_rules_that_govern_it() -> None:
    early = RULES.model_copy(update={"effective_from": date(2010, 1, 2)})
    spec.given(bodies).when_the_clock(opening(rules=early)).then_refused(RulesNotInForce, year=YEAR, first="2010-01-02")
    over = RULES.model_copy(update={"effective_to": date(2010, 12, 30)})
    spec.given(bodies).when_the_clock(opening(rules=over)).then_refused(RulesNotInForce, last="2010-12-30")


def test_a_body_that_does_not_exist_cannot_take_part() -> None:
    stranger = opening(bodies=(KIPO, "NOWHERE"))
    spec.given(bodies).when_the_clock(stranger).then_refused(UnknownBody, body="NOWHERE")


def test_the_government_body_must_exist_too() -> None:
    spec.given(bodies).when_the_clock(opening(government="GONE")).then_refused(UnknownBody, body="GONE")


# A year that is under way when it is opened

in_july = "2010-07-01T10:00"
past = ("guidelines", "plan", "agreements", "talks")  # over by the end of 20 April
opened_late = opened_cycle().model_copy(update={"phases_past": past})
late_office = [*bodies, opened_late, *people]
the_plan: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "plan"}


def test_a_year_opened_late_names_the_phases_that_were_wholly_over() -> None:
    spec.given(bodies).at(in_july).when_the_clock(opening()).then(opened_late)


@pytest.mark.parametrize(("when", "over"), [("2010-04-20T23:59", past[:3]), ("2010-04-21T00:00", past)])
def test_a_phase_is_over_after_the_last_day_of_grace(when: str, over: tuple[str, ...]) -> None:
    then = opened_cycle().model_copy(update={"phases_past": over})
    spec.given(bodies).at(when).when_the_clock(opening()).then(then)


def test_asked_again_on_a_later_day_the_year_stays_as_it_was_opened() -> None:
    spec.given(late_office).at("2011-02-01").when_the_clock(opening()).then_nothing()
    spec.given(office).at("2011-02-01").when_the_clock(opening()).then_nothing()


@pytest.mark.parametrize(
    "command",
    [
        OpenPhase(**the_plan),
        ClosePhase(**the_plan),
        EscalatePhase(**the_plan, step=1),
        MovePhase(**the_plan, due=date(2010, 8, 1), reason="we want it after all"),
        PausePhase(**the_plan, reason="audit"),
    ],
    ids=lambda it: type(it).__name__,
)
def test_a_phase_that_was_over_never_opens_nor_moves(command: PhaseCommand) -> None:
    spec.given(late_office).at(in_july).when_the_clock(command).then_refused(PhaseNotRun, year=YEAR, phase="plan")


def test_in_a_phase_that_was_over_nothing_is_taken() -> None:
    draft = DraftUnitPlan(**the_plan, unit=BUREAU, objectives=BUREAU_PLAN)
    spec.given(late_office).at(in_july).when(ben, draft).then_refused(PhaseNotRun, phase="plan")


def test_the_phases_that_were_not_over_run_as_planned() -> None:
    opened = spec.given(late_office).at("2010-12-01").when_the_clock(OpenPhase(year=YEAR, body=KIPO, phase="final"))
    assert [type(it) for it in opened.events()] == [PhaseOpened]


def test_the_books_close_without_the_phases_that_were_over() -> None:
    closed = [it for it in every_phase_closed() if it.phase not in past]
    asked = spec.given(late_office, closed).at("2011-07-01").when_the_clock(CloseCycle(year=YEAR))
    asked.then(CycleClosed(year=YEAR))


# Its end


def test_the_books_close_when_every_phase_is_closed() -> None:
    asked = spec.given(office, every_phase_closed()).when_the_clock(CloseCycle(year=YEAR))
    asked.then(CycleClosed(year=YEAR))


def closing_with(task: str, *left: Owed, afterwards: bool = True) -> Asked:
    tasks = tuple(it.model_copy(update={"afterwards": afterwards and it.task == task}) for it in GUIDELINES.tasks)
    rule = GUIDELINES.model_copy(update={"tasks": tasks})
    known = [opened_cycle(with_phases(rule)) if isinstance(it, CycleOpened) else it for it in office]
    done = PhaseClosed(year=YEAR, body=PMO, phase=rule.phase, early=False, missed=len(left))
    given = spec.given(known, done).owed(YEAR, PMO, rule.phase, *left).at("2011-07-01")
    return given.when_the_clock(CloseCycle(year=YEAR))


GUIDELINE_OWED = Owed(task="issue-guideline", subject=PMO, owner="role:evaluation-office", unit=None)


def test_act_27_the_books_close_with_a_list_of_what_is_still_owed() -> None:
    left = OpenItem(body=PMO, phase="guidelines", what="issue-guideline", subject=PMO, owner="role:evaluation-office")
    closing_with("issue-guideline", GUIDELINE_OWED).then(CycleClosed(year=YEAR, left=(left,)))


def test_what_ended_with_its_phase_is_missed_and_not_on_the_list() -> None:
    closing_with("issue-guideline", GUIDELINE_OWED, afterwards=False).then(CycleClosed(year=YEAR))
    closing_with("issue-guideline").then(CycleClosed(year=YEAR))
    other = GUIDELINE_OWED.model_copy(update={"task": "sign-note"})
    closing_with("issue-guideline", other).then(CycleClosed(year=YEAR))


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
    asked.then_refused(UnknownPhase, known=", ".join(it.phase for it in RULES.phases))
