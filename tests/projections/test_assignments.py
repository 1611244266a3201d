"""Tasks that somebody was assigned by name: an event gives them, moves them and takes them away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest

from activities.inline import Fact
from domain.messages import AssigningEvent, Assignment, Event, Facts, Label, Owed, TaskCommand, TaskEvent
from domain.obligations import NotYourTask, require_owner
from domain.phase_rules import PhaseRule, TaskRule
from projections.inbox import Inbox
from projections.rows import create_tables
from runtime.databases import memory_engine
from tests.support import office
from tests.support.office import PMO, YEAR, opened_cycle
from tests.support.rows import row_of
from tests.support.spec import PureFacts, moment

SCORE = TaskRule(task="score-area", name=Label(ko="채점", en="Score"), of="assignment", by="assignee")
PHASE = PhaseRule(
    phase="panels",
    name=Label(ko="위원회", en="Panels"),
    scope="government",
    opens="Y-12-01",
    due="Y-12-15",
    tasks=(SCORE,),
)
CYCLE = opened_cycle().model_copy(update={"rules": opened_cycle().rules.model_copy(update={"phases": (PHASE,)})})


class PanelNamed(AssigningEvent):
    """*person* scores *subject*, or nobody does."""

    type: Literal["PanelNamed"] = "PanelNamed"
    subject: str
    person: str | None

    def assignments(self) -> tuple[Assignment, ...]:
        return (Assignment(task="score-area", subject=self.subject, owner=self.person),)


class PanelNamedAnew(PanelNamed):
    """*person* scores *subject*, whether it was scored or not."""

    def assignments(self) -> tuple[Assignment, ...]:
        return tuple(it.model_copy(update={"again": True}) for it in super().assignments())


class AreaScored(TaskEvent):
    """Done."""

    type: Literal["AreaScored"] = "AreaScored"
    task_id = "score-area"
    subject_field = "area"
    area: str


class ScoreArea(TaskCommand):
    """Score it; *owner* was assigned."""

    type: Literal["ScoreArea"] = "ScoreArea"
    task_id = "score-area"
    subject_field = "area"
    area: str
    owner: str | None

    def assignee(self, facts: Facts) -> str | None:  # noqa: ARG002 - a real one reads who was assigned
        return self.owner


def named(subject: str, person: str | None) -> PanelNamed:
    return PanelNamed(year=YEAR, body=PMO, subject=subject, person=person)


def owed_after(*story: Event, apart: bool = False) -> list[tuple[str, str]]:
    engine = memory_engine()
    with engine.begin() as connection:
        create_tables(connection)
        inbox = Inbox()
        known = office.office[0]  # whose row stands for all: only its number and moment are read
        facts = [Fact(row_of(known, n), event) for n, event in enumerate((*office.office, *story), 1)]
        for some in [[fact] for fact in facts] if apart else [facts]:
            inbox.apply(connection, some)
        owed: Sequence[Owed] = inbox.owed(connection, CYCLE, PMO, "panels")
        assert inbox.is_owed(connection, CYCLE, PMO, "panels") == bool(owed)
    engine.dispose()
    return [(it.subject, it.owner) for it in owed]


def test_who_was_assigned_owes_it() -> None:
    assert owed_after(named("KIPO:core:a", "a"), named("KIPO:core:b", "b")) == [
        ("KIPO:core:a", "a"),
        ("KIPO:core:b", "b"),
    ]


def test_a_reassigned_task_moves() -> None:
    assert owed_after(named("KIPO:core:1", "a"), named("KIPO:core:1", "b")) == [("KIPO:core:1", "b")]


def test_a_withdrawn_task_is_owed_by_nobody() -> None:
    assert owed_after(named("KIPO:core:1", "a"), named("KIPO:core:1", None)) == []


def test_a_done_task_is_owed_no_more_and_the_others_are() -> None:
    done = AreaScored(year=YEAR, body=PMO, phase="panels", area="KIPO:core:a")
    assert owed_after(named("KIPO:core:a", "a"), named("KIPO:core:b", "b"), done) == [("KIPO:core:b", "b")]


def anew(subject: str, person: str) -> PanelNamedAnew:
    return PanelNamedAnew(year=YEAR, body=PMO, subject=subject, person=person)


scored = AreaScored(year=YEAR, body=PMO, phase="panels", area="KIPO:core:a")


@pytest.mark.parametrize("apart", [False, True], ids=["taken-in-together", "taken-in-apart"])
def test_what_is_ordered_anew_is_owed_again_until_it_is_done_again(apart: bool) -> None:
    first, again = named("KIPO:core:a", "a"), anew("KIPO:core:a", "b")
    assert owed_after(first, scored, again, apart=apart) == [("KIPO:core:a", "b")]
    assert owed_after(first, scored, again, scored, apart=apart) == []


def test_what_is_named_again_is_not_done_again() -> None:
    assert owed_after(named("KIPO:core:a", "a"), scored, named("KIPO:core:a", "b")) == []


def test_only_what_is_ordered_anew_is_owed_again() -> None:
    other = scored.model_copy(update={"area": "KIPO:core:b"})
    story = [named("KIPO:core:a", "a"), named("KIPO:core:b", "b"), scored, other]
    assert owed_after(*story, anew("KIPO:core:b", "b")) == [("KIPO:core:b", "b")]


def test_an_assignment_of_another_year_or_task_is_not_owed_here() -> None:
    other = named("KIPO:core:a", "a").model_copy(update={"year": YEAR + 1})
    assert owed_after(other) == []


def test_a_role_may_be_assigned() -> None:
    assert owed_after(named("KIPO:core:1", "role:planning")) == [("KIPO:core:1", "role:planning")]


@pytest.mark.parametrize(("owner", "allowed"), [("a", True), ("b", False), (None, False)])
def test_the_guard_lets_pass_who_was_assigned_and_nobody_else(owner: str | None, allowed: bool) -> None:
    wish = ScoreArea(year=YEAR, body=PMO, phase="panels", area="KIPO:core:1", owner=owner)
    facts = PureFacts({}, moment("2010-12-03"), "a")
    if allowed:
        require_owner(wish, SCORE, facts)
        return
    with pytest.raises(NotYourTask) as refused:
        require_owner(wish, SCORE, facts)
    assert refused.value.facts["owner"] == (owner or "-")
