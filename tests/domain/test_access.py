"""Break-glass: two people, some hours, every reading on record (SOD-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import (
    ACCESS,
    AccessApproved,
    AccessRequested,
    AccessUsed,
    ApproveAccess,
    ConcernsHimself,
    NeedsAnother,
    NoAccess,
    NoAccessRules,
    NoSuchRequest,
    RequestAccess,
    UseAccess,
)
from domain.access_rules import AccessRules
from domain.messages import Event
from domain.refusals import CycleNotOpen, NotAllowed, NotRegistered
from tests.support import office as it
from tests.support.office import KIPO, YEAR, ada, hr, mina, olga, tae
from tests.support.spec import Asked, moment, spec

story: list[Event] = [*it.office, it.holds(tae, "auditor")]
NOON = "2010-12-10T12:00"
standing = spec.given(story).at(NOON)
ask = RequestAccess(person=mina, year=YEAR, reason="수사기관의 자료 요청")
approve = ApproveAccess(person=mina, number=1)
read = UseAccess(person=mina, of=f"feedback/{YEAR}/mina")


def requested(by: str = tae, number: int = 1) -> AccessRequested:
    about: dict[str, Any] = {"person": mina, "year": YEAR, "body": KIPO, "reason": ask.reason}
    return AccessRequested(**about, number=number, by=by)


def approved(until: str = "2010-12-10T16:00", by: str = hr, number: int = 1) -> AccessApproved:
    return AccessApproved(person=mina, number=number, by=by, until=moment(until))


used = AccessUsed(person=mina, number=1, by=tae, of=read.of)
waiting = standing.given(requested())
in_force = waiting.given(approved())


@pytest.mark.parametrize("who", [tae, olga])
def test_sod_11_who_has_a_role_for_it_asks(who: str) -> None:
    standing.when(who, ask).then(requested(who))


def test_nobody_else_asks() -> None:
    standing.when(ada, ask).then_refused(NotAllowed, role="auditor, operator")
    standing.given(it.holds(ada, "auditor", "OTHER")).when(ada, ask).then_refused(NotAllowed, body=KIPO)


def test_texts_are_of_somebody_registered_and_by_the_rules_of_an_open_year() -> None:
    standing.when(tae, ask.model_copy(update={"person": "nobody"})).then_refused(NotRegistered)
    standing.when(tae, ask.model_copy(update={"year": 2011})).then_refused(CycleNotOpen)


def test_where_the_rules_know_none_there_is_none() -> None:
    silent = it.opened_cycle(it.RULES.model_copy(update={"access": None}))
    year = spec.given(it.bodies, silent, it.people, it.holds(tae, "auditor"))
    year.when(tae, ask).then_refused(NoAccessRules, year=YEAR)


def test_an_approved_request_can_be_made_again() -> None:
    in_force.when(tae, ask).then(requested(number=2))


def test_sod_11_another_approves_for_the_hours_of_the_rules() -> None:
    for second in (hr, olga):
        waiting.when(second, approve).then(approved(by=second))


def test_sod_11_nobody_approves_his_own_request() -> None:
    own = standing.given(requested(olga))
    own.when(olga, approve).then_refused(NeedsAnother, actor=olga, number=1)
    waiting.given(it.holds(tae, "hr")).when(tae, approve).then_refused(NeedsAnother, actor=tae)


def test_only_a_role_of_the_rules_approves() -> None:
    waiting.when(ada, approve).then_refused(NotAllowed, role="hr, operator")
    waiting.given(it.holds(ada, "auditor")).when(ada, approve).then_refused(NotAllowed)  # who may ask may not approve


def test_only_what_was_asked_for_is_approved() -> None:
    standing.when(hr, approve).then_refused(NoSuchRequest, number=1)
    waiting.when(hr, ApproveAccess(person=mina, number=2)).then_refused(NoSuchRequest, number=2)


def test_an_approval_is_not_prolonged_by_another() -> None:
    in_force.at("2010-12-10T15:00").when(olga, approve).then_nothing()


@pytest.mark.parametrize("command", [ask, approve, read])
def test_the_person_has_no_part_in_it(command: RequestAccess | ApproveAccess | UseAccess) -> None:
    roles = [it.holds(mina, role) for role in ("operator", "hr", "auditor")]
    in_force.given(roles).when(mina, command).then_refused(ConcernsHimself, person=mina)


def test_sod_11_every_reading_is_a_fact() -> None:
    in_force.when(tae, read).then_each_time(used)
    in_force.when(tae, UseAccess(person=mina)).then_each_time(used.model_copy(update={"of": None}))


def test_sod_11_nobody_reads_before_the_approval_or_by_anothers() -> None:
    waiting.when(tae, read).then_refused(NoAccess, actor=tae, person=mina)
    in_force.when(olga, read).then_refused(NoAccess, actor=olga)
    in_force.when(hr, read).then_refused(NoAccess, actor=hr)  # who approved, either
    in_force.when(tae, UseAccess(person=ada)).then_refused(NoAccess, person=ada)


def test_sod_11_it_ends_with_the_last_hour() -> None:
    assert in_force.at("2010-12-10T15:59:59").when(tae, read).events() == [used]
    in_force.at("2010-12-10T16:00").when(tae, read).then_refused(NoAccess, actor=tae)


def test_the_newest_access_is_used() -> None:
    again = in_force.given(requested(number=2), approved("2010-12-11T10:00", number=2)).at("2010-12-11T09:00")
    assert again.when(tae, read).events() == [used.model_copy(update={"number": 2})]


@given(hours=st.integers(1, 72), later=st.integers(0, 80 * 60))
def test_it_holds_for_the_hours_and_no_minute_longer(hours: int, later: int) -> None:
    access = AccessRules(hours=hours, ask=("auditor",), approve=("hr",))
    rules = it.RULES.model_copy(update={"access": access})
    facts = spec.given(it.bodies, it.opened_cycle(rules), it.people, requested()).at(NOON).when(hr, approve)
    at = moment(NOON) + timedelta(minutes=later)
    reading: Asked = spec.given(story, requested(), facts.events()).at(at).when(tae, read)
    if later < hours * 60:
        assert reading.events() == [used]
    else:
        reading.then_refused(NoAccess)


def test_a_reading_changes_nothing_else() -> None:
    assert ACCESS.fold([requested(), approved(), used]) == ACCESS.fold([requested(), approved()])
