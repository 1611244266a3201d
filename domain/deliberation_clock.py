"""What the clock of a sitting does next: call, remind, open, end, and count what nobody opened in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from domain.calendar import end_of, start_of
from domain.case import END, WAIT, Case, CaseStep, Standing
from domain.deliberation import DELIBERATION
from domain.deliberation_commands import CountBallots, NoticeSession
from domain.deliberation_facts import SessionConvened
from domain.deliberation_state import Deliberation, Item


def next_step(state: Deliberation) -> CaseStep:
    """Return what the sitting's clock does next; it ends with the approved minutes."""
    convened = state.convened
    if convened is None:
        return WAIT
    if state.minutes is not None:
        return END
    if not state.noticed:
        return _day(convened, "call", -(convened.on - convened.convened_on).days)
    if not state.reminded:
        return _day(convened, "remind", -convened.rule.remind_days)
    if not state.opened:
        return _day(convened, "open", 0)
    sealed = [it for it in state.items.values() if it.stage == "sealed"]
    if not state.ended:
        return _day(convened, "close", 1)
    return _count(min(sealed, key=_last_day), convened) if sealed else WAIT


def _day(convened: SessionConvened, step: Literal["call", "remind", "open", "close"], days: int) -> CaseStep:
    command = NoticeSession(committee=convened.committee, session=convened.session, step=step)
    return CaseStep(step, start_of(convened.on + timedelta(days=days), convened.zone), command)


def _last_day(item: Item) -> str:
    return str(item.reveal_by)


def _count(item: Item, convened: SessionConvened) -> CaseStep:
    assert item.reveal_by is not None, "it is sealed"  # noqa: S101 - narrows the type
    name = item.tabled.item
    command = CountBallots(committee=convened.committee, session=convened.session, item=name)
    return CaseStep(f"count/{name}", end_of(item.reveal_by, convened.zone), command)


def standing(state: Deliberation) -> Standing:
    """Return where the sitting stands."""
    convened = state.convened
    if convened is None or state.minutes is not None:
        return Standing("", "closed" if convened else "none")
    if not state.ended:
        return Standing("", "convened", "session", convened.on)
    sealed = [it.reveal_by for it in state.items.values() if it.stage == "sealed" and it.reveal_by]
    if sealed:
        return Standing("", "sealed", "ballots", min(sealed))
    return Standing("", "over", "minutes", None)


DELIBERATION_CASE = Case(DELIBERATION, SessionConvened, next_step, standing)
