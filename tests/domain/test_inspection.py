"""The supervising offices confirm a self-evaluation sector by sector, never their own ministry's (S1-36; SOD-05)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.cycle import CycleOpened
from domain.cycle_refusals import UnknownBody
from domain.headship import HeadAppointed
from domain.inspection import (
    InspectorNamed,
    InspectSelfEvaluation,
    NameInspector,
    NobodySupervises,
    NotSubmitted,
    NotTheSupervisor,
    OwnSelfEvaluation,
    SelfEvaluationInspected,
)
from domain.mandates import MandateEnded
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.person_roles import RoleRevoked
from domain.person_service import PersonTransferred
from domain.phase_refusals import NotYet, PhaseIsClosed
from domain.refusals import NotAllowed
from domain.unconfirmed import PassUnconfirmed, SectorsPassedUnconfirmed
from tests.support.committees import MOSF
from tests.support.office import KIPO, PMO, YEAR, hana, holds, mina, opened_cycle
from tests.support.self_evaluation import RULES, VERSION, fina, fred, handed_in, scored
from tests.support.spec import spec

SECTOR = "spending-programmes"
april = spec.given(handed_in).at("2011-04-11")


def naming(ministry: str = KIPO, sector: str = SECTOR, inspector: str = fred) -> NameInspector:
    return NameInspector(year=YEAR, ministry=ministry, sector=sector, inspector=inspector)


def named(inspector: str = fred) -> InspectorNamed:
    said = {"year": YEAR, "body": PMO, "ministry": KIPO, "sector": SECTOR, "office": MOSF}
    return InspectorNamed.model_validate({**said, "inspector": inspector, "by": fina})


IN: dict[str, Any] = {"year": YEAR, "body": PMO, "phase": "confirmation", "inspected": f"{KIPO}:{SECTOR}"}


def inspecting(verdict: str = "confirmed") -> InspectSelfEvaluation:
    return InspectSelfEvaluation.model_validate({**IN, "verdict": verdict, "opinion": "the checklists bear it out"})


def inspected(verdict: str = "confirmed", version: int = VERSION + 2) -> SelfEvaluationInspected:
    said = {**IN, "verdict": verdict, "opinion": "the checklists bear it out", "office": MOSF}
    return SelfEvaluationInspected.model_validate({**said, "version": version, "by": fred})


def test_an_inspector_of_the_office_names_who_looks_at_it() -> None:
    april.when(fina, naming()).then(named())
    assert [(it.task, it.subject, it.owner) for it in named().assignments()] == [
        ("inspect-self-evaluation", f"{KIPO}:{SECTOR}", fred)
    ]


def test_so_does_the_head_of_the_office() -> None:
    story = april.given(HeadAppointed(body=MOSF, unit=None, person="o1"))
    story.when("o1", naming()).then(named().model_copy(update={"by": "o1"}))


def test_another_takes_over() -> None:
    april.given(named()).when(fina, naming(inspector=fina)).then(named(fina))


@pytest.mark.parametrize(("actor", "inspector"), [(hana, fred), (fina, hana), ("o1", fred)])
def test_nobody_else_names_or_is_named(actor: str, inspector: str) -> None:
    april.when(actor, naming(inspector=inspector)).then_refused(NotTheSupervisor, office=MOSF)


def test_a_ministry_of_the_year_is_inspected() -> None:
    april.when(fina, naming("MOON")).then_refused(UnknownBody)


def test_sod_05_an_inspector_who_was_transferred_to_the_ministry_does_not_confirm_it() -> None:
    moved = PersonTransferred(person=fred, body=KIPO, from_unit=None, to_unit="IPPB", day=date(2011, 4, 1))
    april.given(moved).when(fina, naming(inspector=fred)).then_refused(OwnSelfEvaluation, person=fred)


def test_sod_05_an_office_does_not_confirm_its_own_ministry() -> None:
    first = next(it for it in handed_in if isinstance(it, CycleOpened))
    cycle = first.model_copy(update={"bodies": (KIPO, MOSF)})
    story: list[Event] = [cycle if it is first else it for it in handed_in]
    spec.given(story).at("2011-04-11").when(fina, naming(MOSF)).then_refused(OwnSelfEvaluation, ministry=MOSF)


def test_sod_05_nor_does_anybody_who_serves_in_it() -> None:
    april.given(holds(mina, "inspector", MOSF)).when(fina, naming(inspector=mina)).then_refused(OwnSelfEvaluation)


def test_a_sector_without_a_mandate_is_confirmed_by_nobody() -> None:
    april.when(fina, naming(sector="weather")).then_refused(NobodySupervises, sector="weather")


@pytest.mark.parametrize(("until", "holds_still"), [(date(2011, 4, 10), False), (date(2011, 4, 11), True)])
def test_c_23_the_mandate_is_that_of_the_day(until: date, holds_still: bool) -> None:
    first = next(it for it in handed_in if isinstance(it, CycleOpened))
    mandates = tuple(
        it.model_copy(update={"until": until}) if it.sector == SECTOR else it for it in first.rules.supervision
    )
    cycle = first.model_copy(update={"rules": first.rules.model_copy(update={"supervision": mandates})})
    story = spec.given([cycle if it is first else it for it in handed_in], named()).at("2011-04-11")
    if holds_still:
        story.when(fred, inspecting()).then(inspected())
    else:
        story.when(fred, inspecting()).then_refused(NobodySupervises)


@pytest.mark.parametrize("verdict", ["confirmed", "re-evaluate"])
def test_the_inspector_confirms_or_recommends_a_re_evaluation(verdict: str) -> None:
    april.given(named()).when(fred, inspecting(verdict)).then(inspected(verdict))


def test_only_who_was_named_inspects() -> None:
    april.when(fred, inspecting()).then_refused(NotYourTask)
    april.given(named()).when(fina, inspecting()).then_refused(NotYourTask)


def test_who_is_no_inspector_any_more_confirms_nothing() -> None:
    gone = RoleRevoked(person=fred, role="inspector", body=MOSF)
    april.given(named(), gone).when(fred, inspecting()).then_refused(NotTheSupervisor)


def test_what_was_not_submitted_is_not_confirmed_but_a_re_evaluation_can_be_recommended() -> None:
    story = spec.given(scored, named()).at("2011-04-11")
    story.when(fred, inspecting()).then_refused(NotSubmitted, ministry=KIPO)
    story.when(fred, inspecting("re-evaluate")).then(inspected("re-evaluate", VERSION - 1))


def test_after_15_may_the_sector_goes_to_the_committee_unconfirmed() -> None:
    april.given(named()).at("2011-05-17").when(fred, inspecting()).then_refused(PhaseIsClosed)


# What passes unconfirmed

THE_DAY = "2011-05-17"  # the 15th is a Sunday
passing = PassUnconfirmed(year=YEAR, body=PMO, phase="confirmation")
may = spec.given(handed_in).at(THE_DAY)


def passed(*left: tuple[str, str | None, str], ministry: str = KIPO) -> SectorsPassedUnconfirmed:
    sectors = [{"ministry": ministry, "sector": it, "office": office, "ground": ground} for it, office, ground in left]
    key = {"year": YEAR, "body": PMO, "phase": "confirmation"}
    return SectorsPassedUnconfirmed.model_validate({**key, "sectors": sectors, "on": date(2011, 5, 17)})


def left_of(*events: Event) -> list[tuple[str, str | None, str]]:
    (found,) = may.given(*events).when_the_clock(passing).events()
    assert isinstance(found, SectorsPassedUnconfirmed)
    assert {it.ministry for it in found.sectors} == {KIPO}
    return [(it.sector, it.office, it.ground) for it in found.sectors]


def test_s1_36_what_no_office_looked_at_goes_to_the_committee_with_that_label() -> None:
    left = left_of()
    may.when_the_clock(passing).then(passed(*left))
    assert {ground for *_, ground in left} == {"no-inspector"}
    assert (SECTOR, MOSF, "no-inspector") in left


def test_it_says_whether_somebody_was_named() -> None:
    assert (SECTOR, MOSF, "not-inspected") in left_of(named())


@pytest.mark.parametrize("verdict", ["confirmed", "re-evaluate"])
def test_what_was_looked_at_is_not_among_it(verdict: str) -> None:
    assert SECTOR not in {sector for sector, *_ in left_of(named(), inspected(verdict))}


def test_the_offices_have_until_the_last_moment_and_nobody_else_passes_it_on() -> None:
    may.at("2011-05-16T23:59:59.999999").when_the_clock(passing).then_refused(NotYet)
    may.when(fina, passing).then_refused(NotAllowed)


def test_of_a_ministry_that_evaluated_nothing_there_is_nothing_to_confirm() -> None:
    plain = [it for it in handed_in if not type(it).__name__.startswith("SelfEvaluation")]
    spec.given(plain).at(THE_DAY).when_the_clock(passing).then_nothing()


def test_a_sector_that_nobody_supervises_any_more_has_no_office() -> None:
    law = {"year": YEAR, "body": PMO, "office": MOSF, "sector": SECTOR, "over": "central", "law": "DEC 8"}
    ended = MandateEnded.model_validate({**law, "day": "2011-05-01", "successor": None, "begun": (), "by": fina})
    assert (SECTOR, None, "no-office") in left_of(ended)


def test_an_office_leaves_its_own_ministry_to_the_committee() -> None:
    own = tuple(it.model_copy(update={"body": KIPO}) if it.sector == SECTOR else it for it in RULES.supervision)
    rules = RULES.model_copy(update={"supervision": own})
    known = [opened_cycle(rules) if isinstance(it, CycleOpened) else it for it in handed_in]
    (found,) = spec.given(known).at(THE_DAY).when_the_clock(passing).events()
    assert isinstance(found, SectorsPassedUnconfirmed)
    assert (SECTOR, KIPO, "own-ministry") in [(it.sector, it.office, it.ground) for it in found.sectors]
