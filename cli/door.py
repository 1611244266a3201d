"""Carrying out a command from the line: through the one door, in this process."""

from __future__ import annotations

from activities.commands import Clock, Door
from activities.rehearsals import own_time
from activities.requests import DONE, AlreadyRecorded, Outcome, Recorded, Request
from cli.command import Call
from cli.texts import say
from cli.voice import day, errors, out
from domain.ids import SYSTEM
from domain.messages import Command, content_hash
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from runtime.clocks import DatabaseClock, SimulatedClock
from runtime.logging import set_up_logging
from runtime.settings import Settings


def carry_out(call: Call, log: SqlLog, command: Command, command_id: str | None = None) -> None:
    """Carry *command* out through the door as the person who acts, and tell the outcome.

    Without *command_id* the id says what is done at which state of the stream, so that a repeated
    call finds it done.
    """
    tell(call, asked(call, log, command, command_id))


def asked(call: Call, log: SqlLog, command: Command, command_id: str | None = None) -> Outcome:
    """Return the door's outcome of *command*, asked for by the person who acts."""
    actor = call.actor or SYSTEM
    request = Request(id=command_id or _id_of(log, command, actor), actor=actor, command=command)
    return through_the_door(log, request)


def through_the_door(log: SqlLog, request: Request) -> Outcome:
    """Return the outcome of *request*."""
    set_up_logging("warning", Settings().log_format)
    with Door(log, Inbox(), clock_of(log)) as door:
        return door.call(request)


def clock_of(log: SqlLog) -> Clock:
    """Return whose time decides: the database's; in a rehearsal, which is told, its own."""
    moment = own_time(log)
    if moment is None:
        return DatabaseClock()
    errors().print(say("door.rehearsal", day=day(moment.isoformat())))
    return SimulatedClock(moment)


def tell(call: Call, outcome: Outcome) -> None:
    """Tell *outcome*; a refused one ends the command with 1."""
    require_done(call, outcome)
    call.answer(outcome.model_dump(mode="json"), lambda _: draw_outcome(outcome))


def require_done(call: Call, outcome: Outcome) -> None:
    """Go on if *outcome* is that it is done; a refused one is told and ends the command with 1."""
    if not isinstance(outcome, DONE):
        call.fail(outcome.model_dump(mode="json"))


def draw_outcome(outcome: Outcome) -> None:
    """Draw what is done."""
    if isinstance(outcome, AlreadyRecorded):
        out().print("[green]✔[/] " + say("outcome.already", position=outcome.position), soft_wrap=True)
    elif isinstance(outcome, Recorded) and not outcome.count:
        out().print("[green]✔[/] " + say("outcome.nothing"), soft_wrap=True)
    elif isinstance(outcome, Recorded):
        told = say("outcome.recorded", position=outcome.position, receipt=outcome.receipt[:16])
        out().print(f"[green]✔[/] {told}", soft_wrap=True)


def _id_of(log: SqlLog, command: Command, actor: str) -> str:
    """Return an id for an operator's command: what it says, and after which version of its stream."""
    stream = command.stream()
    version = sum(1 for _ in log.read(Query(streams=[stream])))
    return f"cli/{type(command).__name__}/{stream}/{actor}/{version}/{content_hash(command)[:16]}"
