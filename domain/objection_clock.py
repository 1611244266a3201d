"""What the clock of an objection does next: silence moves it up, and a decision nobody contests becomes final."""

from __future__ import annotations

from domain.calendar import end_of
from domain.case import END, WAIT, Case, CaseStep, Standing
from domain.objection import OBJECTION
from domain.objection_commands import PassObjectionOn
from domain.objection_facts import Objection, ObjectionFiled


def next_step(state: Objection) -> CaseStep:
    """Return what the objection's clock does next."""
    filed = state.filed
    if filed is None:
        return WAIT
    if state.closed:
        return END
    last = state.decided.appeal_by if state.decided else state.due
    if last is None or state.overdue:
        return WAIT
    about = {"year": filed.year, "body": filed.body, "person": filed.person, "edition": filed.edition}
    step = f"{'close' if state.decided else 'pass'}/{state.rung}/{last}"
    return CaseStep(step, end_of(last, filed.zone), PassObjectionOn.model_validate(about))


def standing(state: Objection) -> Standing:
    """Return where the objection stands."""
    person = state.filed.person if state.filed else ""
    if state.closed:
        return Standing(person, "closed")
    if state.decided:
        return Standing(person, "decided", "appeal", state.decided.appeal_by)
    stage = "consulted" if state.consulted else "filed"
    return Standing(person, stage, "objection-decision", state.due, state.overdue)


OBJECTION_CASE = Case(OBJECTION, ObjectionFiled, next_step, standing)
