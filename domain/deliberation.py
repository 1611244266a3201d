"""A sitting of a committee: called, its items tabled, attended, voted on under seal, counted, on record (ACT 10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.calendar import end_of, start_of
from domain.case import TooEarly, require_clock
from domain.deliberation_agenda import challenge, convene, read, step_back, table
from domain.deliberation_cleared import clear
from domain.deliberation_commands import (
    COMMANDS,
    ApproveMinutes,
    CallItem,
    CastBallot,
    ChallengeMember,
    ClearConflict,
    CloseBallots,
    ConveneSession,
    CountBallots,
    DecideChallenge,
    DeferItem,
    DeliberationCommand,
    NoticeSession,
    ReadPaper,
    RecordAttendance,
    RecordDissent,
    RecuseOneself,
    RevealBallot,
    TableItem,
)
from domain.deliberation_count import counted, left_over, reveal
from domain.deliberation_facts import (
    EVENTS,
    DeliberationEvent,
    SessionEnded,
    SessionNoticed,
    SessionOpened,
    SessionReminded,
)
from domain.deliberation_refusals import NoSuchSession
from domain.deliberation_state import Deliberation, evolve
from domain.deliberation_vote import attend, call, cast, close, decide_challenge, defer
from domain.ids import deliberation_stream
from domain.messages import Command, Decider, Facts
from domain.minutes import approve, dissent
from domain.sitting import Sitting


def decide(command: DeliberationCommand, state: Deliberation, facts: Facts) -> list[DeliberationEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, ConveneSession):
        return convene(command, state, _before(command, facts), facts)
    if state.convened is None:
        raise NoSuchSession(committee=command.committee, session=command.session)
    return _DECISIONS[type(command)](command, Sitting(command, state, state.convened, facts))


def _before(command: ConveneSession, facts: Facts) -> Deliberation | None:
    """Return the sitting before; None for the first."""
    if command.session == 1:
        return None
    return facts.read(DELIBERATION, deliberation_stream(command.committee, command.session - 1))


def _notice(command: NoticeSession, sitting: Sitting) -> list[DeliberationEvent]:
    """Return what the clock says of the day: the call, a reminder, its beginning, its end."""
    require_clock(sitting.facts, command.stream())
    state, on = sitting.state, sitting.convened.on
    told = {**sitting.key, "on": on, "members": tuple(sitting.members())}
    match command.step:
        case "call":
            return [] if state.noticed else [SessionNoticed.model_validate(told)]
        case "remind":
            return [] if state.reminded else [SessionReminded.model_validate(told)]
        case "open":
            _require_day(command, sitting)
            return [] if state.opened else [SessionOpened(**sitting.key)]
        case "close":
            return _end(command, sitting)


def _require_day(command: NoticeSession, sitting: Sitting) -> None:
    begins = start_of(sitting.convened.on, sitting.convened.zone)
    if sitting.facts.at < begins:
        raise TooEarly(case=command.stream(), at=begins)


def _end(command: NoticeSession, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the end of the day: voting closes, and what was not decided goes to the next session."""
    if sitting.state.ended:
        return []
    if not sitting.is_past(sitting.convened.on):
        raise TooEarly(case=command.stream(), at=end_of(sitting.convened.on, sitting.convened.zone))
    left = [event for item in sitting.state.items.values() for event in left_over(item, sitting)]
    return [*left, SessionEnded(**sitting.key)]


def _count(command: CountBallots, sitting: Sitting) -> list[DeliberationEvent]:
    require_clock(sitting.facts, command.stream())
    item = sitting.item(command.item)
    if item.is_settled or item.reveal_by is None:
        return []
    if not sitting.is_past(item.reveal_by):
        raise TooEarly(case=command.stream(), at=end_of(item.reveal_by, sitting.convened.zone))
    return counted(item, dict(item.opened), sitting)


_DECISIONS: dict[type[Command], Callable[[Any, Sitting], list[DeliberationEvent]]] = {
    TableItem: table,
    ReadPaper: read,
    RecuseOneself: step_back,
    ClearConflict: clear,
    ChallengeMember: challenge,
    DecideChallenge: decide_challenge,
    RecordAttendance: attend,
    CallItem: call,
    CastBallot: cast,
    CloseBallots: close,
    RevealBallot: reveal,
    DeferItem: defer,
    RecordDissent: dissent,
    ApproveMinutes: approve,
    NoticeSession: _notice,
    CountBallots: _count,
}

DELIBERATION: Decider[Deliberation] = Decider("deliberation", EVENTS, COMMANDS, Deliberation(), evolve, decide)
