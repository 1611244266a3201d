"""Who may use the rights of a phase: what the rules say of a place, a unit, a body or a role."""

from __future__ import annotations

from typing import Any

import pytest

from activities.inline import Fact
from domain.person_roles import RoleRevoked
from domain.person_service import EligibilityDetermined
from domain.phase_rules import TaskRule
from projections.inbox import Inbox
from projections.rights import may
from projections.rows import create_tables
from runtime.databases import memory_engine
from tests.support.office import KIPO, YEAR, ada, ben, hana, hr, jun, label, mina, office, opened_cycle, tae
from tests.support.rows import rows_of

EVERYBODY = [ada, ben, mina, jun, tae, hana, hr]
back = RoleRevoked(person=hr, role="hr", body=KIPO)
on_leave = EligibilityDetermined(person=mina, body=KIPO, year=YEAR, ground="leave", days=31)


def right(by: str, of: str = "person", **more: Any) -> TaskRule:
    return TaskRule.model_validate({"task": "t", "name": label("t"), "of": of, "by": by, **more})


def who(rule: TaskRule, *more: Any, body: str = KIPO) -> set[str]:
    """Return who may use *rule* after the office was set up."""
    with memory_engine().begin() as connection:
        create_tables(connection)
        events = [*office, *more]
        Inbox().apply(connection, [Fact(*it) for it in zip(rows_of(events), events, strict=True)])
        return {it for it in EVERYBODY if may(connection, opened_cycle(), body, rule, it)}


@pytest.mark.parametrize(
    ("by", "of", "persons"),
    [
        ("self", "person", {ada, mina, jun}),
        ("first", "person", {ada, ben}),
        ("second", "person", {ben, hana}),
        ("unit-head", "unit", {ada, ben, tae}),
        ("body-head", "body", {hana}),
        ("role:hr", "person", {hr}),
    ],
)
def test_a_right_is_of_those_whom_the_rules_name(by: str, of: str, persons: set[str]) -> None:
    assert who(right(by, of)) == persons
    assert who(right(by, of), body="PMO") == set()


def test_a_right_about_goals_is_of_those_who_have_goals() -> None:
    assert who(right("self", instruments=("goals",))) == {mina}
    assert who(right("first", instruments=("goals",))) == {ada}


def test_who_gave_the_role_back_has_the_right_no_more() -> None:
    assert who(right("role:hr"), back) == set()


def test_who_is_exempt_has_none_of_the_year() -> None:
    assert who(right("self"), on_leave) == {ada, jun}
