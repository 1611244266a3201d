"""The personnel office moves people: transfers, leave, and who is not evaluated for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.body_commands import UnknownUnit
from domain.person import PERSON, spells_of
from domain.person_evaluators import ResultOnRecord
from domain.person_service import (
    AbsencesOverlap,
    DetermineEligibility,
    EligibilityDetermined,
    LeaveTaken,
    PersonTransferred,
    ServesElsewhere,
    TakeLeave,
    TransferOutOfOrder,
    TransferPerson,
)
from domain.personal_rules import PersonalRules
from domain.refusals import NotAllowed, NotRegistered, UnknownPerson
from tests.support.grading import scored
from tests.support.office import (
    EXAMINATION,
    KIPO,
    PROMOTION,
    RULES,
    YEAR,
    ada,
    bodies,
    hr,
    mina,
    office,
    opened_cycle,
    people,
    tae,
)
from tests.support.spec import spec

two_months = opened_cycle(RULES.model_copy(update={"people": PersonalRules(least_service=2)}))
personnel = spec.given(bodies, two_months, people)
about: dict[str, Any] = {"person": mina, "body": KIPO}


def transfer(on: str, to: str | None = EXAMINATION, start: str | None = PROMOTION, who: str = mina) -> TransferPerson:
    return TransferPerson(person=who, body=KIPO, from_unit=start, to_unit=to, day=date.fromisoformat(on))


def transferred(on: str, to: str | None = EXAMINATION, start: str | None = PROMOTION) -> PersonTransferred:
    return PersonTransferred(**about, from_unit=start, to_unit=to, day=date.fromisoformat(on))


def leave(begins: str, ends: str, kind: Any = "leave") -> TakeLeave:
    return TakeLeave(**about, kind=kind, begins=date.fromisoformat(begins), ends=date.fromisoformat(ends))


def taken(begins: str, ends: str) -> LeaveTaken:
    return LeaveTaken(**about, kind="leave", begins=date.fromisoformat(begins), ends=date.fromisoformat(ends))


def test_the_personnel_office_transfers_a_person_on_a_day() -> None:
    personnel.when(hr, transfer("2010-08-02")).then(transferred("2010-08-02"))


def test_nobody_else_transfers_people() -> None:
    personnel.when(ada, transfer("2010-08-02")).then_refused(NotAllowed, role="hr")


def test_who_has_no_post_is_not_transferred() -> None:
    personnel.when(hr, transfer("2010-08-02", who="nobody")).then_refused(NotRegistered, person="nobody")


def test_a_transfer_starts_where_the_person_serves() -> None:
    asked = personnel.when(hr, transfer("2010-08-02", PROMOTION, start=EXAMINATION))
    asked.then_refused(ServesElsewhere, unit=PROMOTION, given=EXAMINATION)
    moved = personnel.given(transferred("2010-08-02"))
    moved.when(hr, transfer("2010-09-01")).then_refused(ServesElsewhere, unit=EXAMINATION, given=PROMOTION)
    back = transferred("2010-09-01", PROMOTION, EXAMINATION)
    moved.when(hr, transfer("2010-09-01", PROMOTION, EXAMINATION)).then(back)


def test_a_transfer_leads_to_a_unit_there_is() -> None:
    personnel.when(hr, transfer("2010-08-02", "NOWHERE")).then_refused(UnknownUnit, unit="NOWHERE")


def test_transfers_are_recorded_in_order() -> None:
    moved = personnel.given(transferred("2010-08-02"))
    asked = moved.when(hr, transfer("2010-07-01", PROMOTION, EXAMINATION))
    asked.then_refused(TransferOutOfOrder, last="2010-08-02", day="2010-07-01")


def test_who_is_new_comes_from_outside_and_who_leaves_goes_there() -> None:
    came = transferred("2010-11-15", PROMOTION, None)
    personnel.when(hr, transfer("2010-11-15", PROMOTION, None)).then(came)
    personnel.given(came).when(hr, transfer("2010-12-01", None)).then(transferred("2010-12-01", None))


def test_spells_tell_units_and_days_of_a_year() -> None:
    facts = personnel.given(transferred("2010-08-02"), taken("2010-05-03", "2010-06-30")).when(
        hr, transfer("2010-08-02")
    )
    state = facts.facts.read(PERSON, f"person/{mina}")
    assert [(it.unit, it.days) for it in spells_of(state, YEAR)] == [
        (PROMOTION, 122),
        (PROMOTION, 32),
        (EXAMINATION, 152),
    ]
    assert state.unit() == EXAMINATION


def test_leave_is_recorded_with_both_its_days() -> None:
    personnel.when(hr, leave("2010-05-03", "2010-06-30")).then(taken("2010-05-03", "2010-06-30"))


def test_who_comes_back_early_has_his_leave_corrected() -> None:
    away = personnel.given(taken("2010-05-03", "2010-12-31"))
    away.when(hr, leave("2010-05-03", "2010-06-30")).then(taken("2010-05-03", "2010-06-30"))


def test_nobody_is_away_twice_at_once() -> None:
    away = personnel.given(taken("2010-05-03", "2010-06-30"))
    away.when(hr, leave("2010-06-30", "2010-07-31", "training")).then_refused(AbsencesOverlap, ends="2010-06-30")


def test_leave_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError):
        leave("2010-05-03", "2010-05-02")


def determined(ground: Any, days: int) -> EligibilityDetermined:
    return EligibilityDetermined(**about, year=YEAR, ground=ground, days=days)


whether = DetermineEligibility(**about, year=YEAR)


def test_reg_11_who_served_enough_is_evaluated() -> None:
    personnel.when(hr, whether).then(determined(None, 365))


def test_reg_11_who_served_less_than_two_months_is_not_evaluated() -> None:
    came = transferred("2010-11-15", PROMOTION, None)
    personnel.given(came).when_the_clock(whether).then(determined("short-service", 47))


def test_reg_11_leave_is_its_own_ground() -> None:
    personnel.given(taken("2010-01-18", "2010-12-31")).when(hr, whether).then(determined("leave", 17))


def test_what_was_determined_changes_with_the_facts() -> None:
    away = personnel.given(
        taken("2010-01-18", "2010-12-31"), determined("leave", 17), taken("2010-01-18", "2010-03-31")
    )
    away.when(hr, whether).then(determined(None, 292))


def test_whether_one_is_evaluated_stands_once_the_result_is_on_record() -> None:
    graded = personnel.given(determined(None, 365), scored(mina, "90"))
    graded.when(hr, whether).then_nothing()
    away = graded.given(taken("2010-01-18", "2010-12-31"))
    away.when(hr, whether).then_refused(ResultOnRecord, person=mina, year=YEAR)


def test_service_of_a_year_stands_once_its_result_is_on_record() -> None:
    graded = personnel.given(scored(mina, "90")).at("2011-01-24")
    graded.when(hr, transfer("2010-03-01")).then_refused(ResultOnRecord, person=mina, year=YEAR)
    late = TakeLeave.model_validate({**taken("2010-03-01", "2010-04-01").model_dump(exclude={"type"})})
    graded.when(hr, late).then_refused(ResultOnRecord, person=mina)
    graded.when(hr, transfer("2011-01-24")).then(transferred("2011-01-24"))


def test_only_who_is_evaluated_can_be_found_ineligible() -> None:
    asked = personnel.when(hr, DetermineEligibility(person=tae, body=KIPO, year=YEAR))
    asked.then_refused(UnknownPerson, person=tae)


def test_a_rule_set_without_least_service_evaluates_everyone() -> None:
    plain = spec.given(office, taken("2010-01-18", "2010-12-31"))
    plain.when(hr, whether).then(determined(None, 17))
