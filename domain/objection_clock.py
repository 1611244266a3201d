"""What the clock of an objection does next: silence moves it up, and a decision nobody contests becomes final."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import end_of
from domain.case import END, WAIT, Case, CaseStep, Standing
from domain.cycle import CycleOpened
from domain.ids import notice_stream, objection_stream
from domain.messages import Facts
from domain.notice import NOTICE
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


def open_objections(opened: CycleOpened, facts: Facts) -> list[str]:
    """Return the objections of the year that are not decided for good, by their streams.

    A decision from which nobody went on in time is final, whether or not its closing has been written.
    """
    persons = [person for body in opened.bodies for person in facts.evaluated(opened.year, body)]
    notices = facts.read_all(NOTICE, [notice_stream(opened.year, person) for person in persons])
    streams = [
        objection_stream(opened.year, person, edition)
        for person, notice in zip(persons, notices, strict=True)
        for edition in range(1, notice.edition + 1)
    ]
    states = zip(streams, facts.read_all(OBJECTION, streams), strict=True)
    return [stream for stream, state in states if _is_open(state, facts.at)]


def _is_open(state: Objection, at: datetime) -> bool:
    if state.filed is None or state.closed:
        return False
    last = state.decided.appeal_by if state.decided else None
    return last is None or at < end_of(last, state.filed.zone)


OBJECTION_CASE = Case(OBJECTION, ObjectionFiled, next_step, standing)
