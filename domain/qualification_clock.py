"""What the clock of a qualification test does next: it says what is near and what is late, and decides nothing."""

from __future__ import annotations

from domain.case import END, WAIT, Case, CaseStep, Standing
from domain.qualification import QUALIFICATION
from domain.qualification_case import moment_of
from domain.qualification_commands import NoteStatutoryDay
from domain.qualification_facts import Qualification, QualificationTestTriggered


def next_step(state: Qualification) -> CaseStep:
    """Return what the test's clock does next."""
    triggered, due = state.triggered, state.due
    if triggered is None:
        return WAIT
    if state.stage == "closed":
        return END
    if due is None or due.missed:
        return WAIT
    command = NoteStatutoryDay(
        person=triggered.person, number=triggered.number, awaited=due.awaited, due=due.day, missed=due.near
    )
    step = f"{'missed' if due.near else 'near'}/{due.awaited}/{due.day}"
    return CaseStep(step, moment_of(due.day, triggered, missed=due.near), command)


def standing(state: Qualification) -> Standing:
    """Return where the test stands."""
    person = state.triggered.person if state.triggered else ""
    if state.due is None or state.stage == "closed":
        return Standing(person, state.stage)
    return Standing(person, state.stage, state.due.awaited, state.due.day, state.due.missed)


QUALIFICATION_CASE = Case(QUALIFICATION, QualificationTestTriggered, next_step, standing)
