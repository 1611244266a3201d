"""The small office behind a door: a log, a clock that is moved by hand, and somebody to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from activities.commands import Clock, Door
from activities.inline import Inline
from activities.requests import DONE, Outcome, Request
from domain.body_commands import EstablishBody, EstablishUnit
from domain.body_facts import BodyEstablished, UnitEstablished
from domain.cycle import CycleOpened, OpenCycle
from domain.headship import AppointHead, HeadAppointed
from domain.ids import SYSTEM
from domain.messages import Command, Event, content
from domain.person import EvaluatorsAssigned, PersonRegistered
from domain.person_commands import AssignEvaluators, RegisterPerson
from domain.person_roles import GrantRole, RoleGranted
from domain.phase_commands import OpenPhase
from domain.phase_rules import PhaseRule
from eventstore.codec import leaf_of
from eventstore.merkle import Frontier
from eventstore.port import Log, Query, Stored, positions_are_dense
from projections.inbox import Inbox
from runtime.clocks import SimulatedClock
from tests.support.office import KIPO, PMO, TALKS, YEAR, office
from tests.support.spec import moment

_WISH: dict[type[Event], Callable[..., Command]] = {
    BodyEstablished: EstablishBody,
    UnitEstablished: EstablishUnit,
    HeadAppointed: AppointHead,
    CycleOpened: OpenCycle,
    PersonRegistered: RegisterPerson,
    EvaluatorsAssigned: AssignEvaluators,
    RoleGranted: GrantRole,
}


def wish_for(event: Event) -> Command:
    """Return the command that causes *event*, for the facts an office starts with."""
    fields = content(event)
    for decided in ("rules_hash", "phases_past", "day"):  # not asked for
        fields.pop(decided, None)
    return _WISH[type(event)](**fields)


@dataclass
class House:
    """A door on a log, with its clock."""

    log: Log
    door: Door
    clock: SimulatedClock

    def ask(self, actor: str, command: Command, form: str, **more: Any) -> Outcome:
        """Return what the door says to *actor*, who asks for *command* with the token *form*."""
        return self.door.call(Request(id=form, actor=actor, command=command, **more))

    def set_up(self, story: Sequence[Event] = office) -> House:
        """Let the office of *story* be there."""
        for number, event in enumerate(story):
            assert isinstance(self.ask(SYSTEM, wish_for(event), f"set-up/{number}"), DONE)
        return self

    def open(self, rule: PhaseRule, at: str) -> House:
        """Open the phase *rule* at the moment *at*."""
        self.clock.set(moment(at))
        body = PMO if rule.scope == "government" else KIPO
        opened = self.ask(SYSTEM, OpenPhase(year=YEAR, body=body, phase=rule.phase), f"{rule.phase}/open")
        assert isinstance(opened, DONE)
        return self

    def rows(self, *, kind: str | None = None, stream: str | None = None) -> list[Stored]:
        """Return what is recorded."""
        return list(self.log.read(Query(type=kind, streams=[stream] if stream else None)))


@contextmanager
def house_on(
    log: Log, *, clock: Clock | None = None, inline: Inline | None = None, at: str = "2010-01-04"
) -> Iterator[House]:
    """Open a door on *log*; whatever happens behind it, the log is sound afterwards."""
    hand = SimulatedClock(moment(at))
    with Door(log, inline or Inbox(), clock or hand) as door:
        yield House(log, door, hand)
    require_sound(log)


def in_talks(house: House) -> House:
    """Let the office be there and its spring talks be open."""
    return house.set_up().open(TALKS, "2010-04-01T10:00")


def require_sound(log: Log) -> None:
    """Check what holds for every log at every moment: positions, versions, times, leaves and root."""
    rows, versions, frontier = list(log.read(Query())), dict[str, int](), Frontier()
    assert positions_are_dense(rows)
    for row in rows:
        versions[row.stream] = versions.get(row.stream, 0) + 1
        assert row.version == versions[row.stream]
        assert row.leaf_hash == leaf_of(row)
        frontier.append(row.leaf_hash)
    assert [row.recorded_at for row in rows] == sorted(row.recorded_at for row in rows)
    assert (log.head().position, log.head().frontier) == (len(rows), frontier.packed())
    assert len({row.event_id for row in rows}) == len(rows)


def as_stored(when: datetime) -> str:
    """Return *when* as the log writes moments."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
