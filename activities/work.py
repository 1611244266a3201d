"""One transaction's work behind the door: commands in, events and outcomes out, nothing half-done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from activities.inline import Fact, Inline
from activities.requests import AlreadyRecorded, Outcome, Recorded, Request, SameIdOtherContent, refused
from activities.states import Keyring, States
from domain.calendar import HOME, day_of, resolve
from domain.cases import CASES
from domain.consequences import consequences_id, is_root
from domain.cycle import Cycle, require_cycle
from domain.ids import cycle_stream, person_stream, phase_stream
from domain.messages import Decider, Event, Owed, TaskEvent
from domain.person import PERSON
from domain.phase_facts import PhaseClosed
from domain.phase_rules import PhaseRule
from domain.refusals import Refusal
from domain.registry import DECIDER_OF
from eventstore.codec import digest, encode, event_id_of, leaf_over
from eventstore.merkle import Frontier
from eventstore.port import Batch, CommandRow, Head, Stored, Transaction

S = TypeVar("S")
_CLOCKED = ("phase/", "cycle/", *(f"{case}/" for case in CASES))  # streams whose clock looks at what is new


class Facts:
    """What one decision may read: see ``domain.messages.Facts``."""

    def __init__(self, work: Work, actor: str) -> None:
        self._work = work
        self.actor = actor

    @property
    def at(self) -> datetime:
        """The door's clock, read under the lock."""
        return self._work.now

    def read(self, decider: Decider[S], stream: str) -> S:
        """Return the state of *stream*."""
        del decider  # it is what the stream's name says; it is given for its type
        state: S = self._work.states.of(self._work.transaction, stream)[1]
        return state

    def read_all(self, decider: Decider[S], streams: Sequence[str]) -> list[S]:
        """Return the states of many *streams*."""
        self._work.states.prefetch(self._work.transaction, streams)
        return [self.read(decider, stream) for stream in streams]

    def version(self, stream: str) -> int:
        """Return how many events *stream* has."""
        return self._work.states.of(self._work.transaction, stream)[0]

    def holds(self, role: str, body: str) -> bool:
        """Return whether the actor holds *role* in *body*."""
        return (role, body) in self.read(PERSON, person_stream(self.actor)).roles

    def deciding(self, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*."""
        return self._work.deciding(body, matter)

    def owed(self, year: int, body: str, phase: str) -> Sequence[Owed]:
        """Return the obligations of a phase that are not met."""
        return self._work.owed(require_cycle(self, year)[0], body, phase)

    def evaluated(self, year: int, body: str) -> Sequence[str]:
        """Return the ids of the persons that *body* evaluates in *year*."""
        return self._work.evaluated(year, body)


class Work:
    """The commands of one transaction, carried out one after the other under one lock."""

    def __init__(self, transaction: Transaction, now: datetime, states: States, keys: Keyring, inline: Inline) -> None:
        self.transaction = transaction
        self.states = states
        self._keys = keys
        self._inline = inline
        head = transaction.head
        self._position = head.position
        self._frontier = Frontier(head.position, head.frontier)
        self._recorded_at = max(_text(now), head.recorded_at)
        self.now = datetime.fromisoformat(self._recorded_at)
        self._today = day_of(self.now, HOME)
        self._events: list[Stored] = []
        self._waiting: list[Fact] = []  # not yet taken in by the inline projection
        self._commands: dict[str, CommandRow] = {}
        self._nudges: dict[str, int] = {}

    def prepare(self, requests: Sequence[Request], subjects: Sequence[str]) -> dict[str, CommandRow]:
        """Read what *requests* will most likely need, and return those of them that are known."""
        hints = [stream for it in requests for stream in (it.command.stream(), *it.command.reads())]
        self.states.prefetch(self.transaction, hints)
        self._keys.prefetch(subjects)
        return self.transaction.commands([request.id for request in requests])

    def carry_out(self, request: Request, known: CommandRow | None) -> Outcome:
        """Return the outcome of *request*; what it causes is stored when the work is finished."""
        said = digest(request.command, request.actor, request.on_behalf_of, self._keys)
        before = known or self._commands.get(request.id)
        if before is not None:
            return _again(before, said)
        try:
            events = self._decide(request)
        except Refusal as refusal:
            return refused(refusal)
        return self._record(request, said, events)

    def owed(self, cycle: Cycle, body: str, phase: str) -> list[Owed]:
        """Return the obligations of a phase that are not met, with all decided so far counted."""
        self._take_in()
        if cycle.opened is None:
            return []
        return self._inline.owed(self.transaction.connection, cycle.opened, body, phase)

    def evaluated(self, year: int, body: str) -> list[str]:
        """Return the ids of the persons that *body* evaluates in *year*, with all decided so far counted."""
        self._take_in()
        return self._inline.evaluated(self.transaction.connection, year, body)

    def deciding(self, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*, with all decided so far counted."""
        self._take_in()
        return self._inline.deciding(self.transaction.connection, body, matter)

    def finish(self) -> None:
        """Store everything decided; the transaction's end makes it last."""
        if not self._commands:
            self._keys.discard_fresh()
            return
        self._take_in()
        head = Head(self._position, self._frontier.packed(), self._recorded_at, self.transaction.head.log_id)
        commands = list(self._commands.values())
        self.transaction.append(Batch(self._events, commands, self._nudges, self._keys.fresh, head))
        self.states.appended(self._position)

    def _decide(self, request: Request) -> Sequence[Event]:
        command = request.command
        state = self.states.of(self.transaction, command.stream())[1]
        return DECIDER_OF[type(command)].decide(command, state, Facts(self, request.actor))

    def _record(self, request: Request, said: bytes, events: Sequence[Event]) -> Recorded:
        stream = request.command.stream()
        version = self.states.of(self.transaction, stream)[0]
        first = self._position + 1 if events else self._position
        log_id = self.transaction.head.log_id
        ids = [event_id_of(log_id, request.id, n, said) for n in range(1, len(events) + 1)]
        rows = [self._row(request, stream, version + n, *it) for n, it in enumerate(zip(ids, events, strict=True), 1)]
        self.states.apply(stream, events)
        self._commands[request.id] = CommandRow(request.id, said, first, len(events), self._recorded_at)
        self._events.extend(rows)
        self._waiting.extend(map(Fact, rows, events))
        receipt = rows[0].leaf_hash.hex() if rows else ""
        return Recorded(position=first, count=len(events), receipt=receipt, recorded_at=self.now)

    def _row(self, request: Request, stream: str, version: int, event_id: str, event: Event) -> Stored:
        self._position += 1
        fields = event.__dict__  # a miss in getattr is dear on a pydantic model
        body = encode(event, stream, event_id, self._keys)
        occurred = request.occurred_at or self.now
        year: int | None = fields.get("year")
        rule = self._phase_rule(year, fields.get("body"), fields.get("phase"))
        said = (
            self._position,
            stream,
            version,
            event_id,
            type(event).__name__,
            event.schema_version,
            _text(occurred) if request.occurred_at else self._recorded_at,
            (request.effective_on or self._day(occurred, year, rule)).isoformat(),
            self._recorded_at,
            request.actor,
            request.on_behalf_of,
            rule.basis if rule and rule.basis else None,
            year,
            request.id,
            request.causation,
            request.correlation,
        )
        row = Stored(*said, body, leaf_over(said, body))
        self._frontier.append(row.leaf_hash)
        self._nudge(event, rule, row)
        return row

    def _phase_rule(self, year: int | None, body: str | None, phase: str | None) -> PhaseRule | None:
        if year is None or phase is None:
            return None
        cycle: Cycle = self.states.of(self.transaction, cycle_stream(year))[1]
        return cycle.opened.of(body or "").rules.phase(phase) if cycle.opened else None

    def _day(self, occurred: datetime, year: int | None, rule: PhaseRule | None) -> date:
        if rule is not None and rule.as_of is not None and year is not None:
            return resolve(rule.as_of, year)
        return self._today if occurred is self.now else day_of(occurred, HOME)

    def _nudge(self, event: Event, rule: PhaseRule | None, row: Stored) -> None:
        if is_root(event):
            self._nudges[consequences_id(row.position)] = row.position
        if isinstance(event, TaskEvent):
            stream = phase_stream(event.year, event.body, event.phase)
            if rule is not None and rule.is_watched and not row.command_id.startswith(stream):
                self._nudges[stream] = row.position
        elif row.stream.startswith(_CLOCKED) and not row.command_id.startswith(row.stream):
            self._nudges[row.stream] = row.position
        if isinstance(event, PhaseClosed):  # the year's books may wait for it
            self._nudges[cycle_stream(event.year)] = row.position

    def _take_in(self) -> None:
        if self._waiting:
            self._inline.apply(self.transaction.connection, self._waiting)
            self._waiting = []


def _again(before: CommandRow, said: bytes) -> Outcome:
    if before.body_hash != said:
        return SameIdOtherContent(position=before.first_position)
    at = datetime.fromisoformat(before.recorded_at)
    return AlreadyRecorded(position=before.first_position, count=before.count, recorded_at=at)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
