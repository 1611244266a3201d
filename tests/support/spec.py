"""Given these facts, when somebody asks, then this follows: decisions without a database.

    spec.given(phase_opened).at("2010-04-01").when(ada, write_note).then(note_written)

Asking twice is asking once: the law is checked with every ``then``. Only what adds up, like a
credit of points, says ``then_each_time``; there the command id makes a retry harmless.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest

from domain.committee_facts import CommitteeConstituted
from domain.ids import SYSTEM, person_stream
from domain.messages import Command, Decider, Event, Owed
from domain.person import PERSON, EvaluatorsAssigned
from domain.refusals import Refusal
from domain.registry import DECIDER_OF
from tests.support.streams import stream_of

SEOUL = ZoneInfo("Asia/Seoul")
S = TypeVar("S")
OwedBy = Mapping[tuple[int, str, str], Sequence[Owed]]


def moment(text: str) -> datetime:
    """Return the moment *text* in Seoul; a day alone means its first moment."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


def midnight_after(day: date) -> datetime:
    """Return the first moment in Seoul that is no longer *day*."""
    return moment(day.isoformat()) + timedelta(days=1)


@dataclass(frozen=True)
class PureFacts:
    """What the log says, held in memory: the events of every stream, the clock, and what is owed."""

    streams: Mapping[str, Sequence[Event]]
    at: datetime
    actor: str
    owing: OwedBy = field(default_factory=dict)

    def read(self, decider: Decider[S], stream: str) -> S:
        """Return the state of *stream*."""
        return decider.fold(self.streams.get(stream, ()))

    def read_all(self, decider: Decider[S], streams: Sequence[str]) -> list[S]:
        """Return the states of *streams*."""
        return [self.read(decider, stream) for stream in streams]

    def version(self, stream: str) -> int:
        """Return how many events *stream* has."""
        return len(self.streams.get(stream, ()))

    def evaluated(self, year: int, body: str) -> Sequence[str]:
        """Return whom *body* evaluates in *year*."""
        events = [event for stream, it in self.streams.items() if stream.startswith("person/") for event in it]
        assigned = {it.person: it for it in events if isinstance(it, EvaluatorsAssigned) and it.year == year}
        return sorted(person for person, it in assigned.items() if it.body == body)

    def holds(self, role: str, body: str) -> bool:
        """Return whether the actor was given *role* in *body*."""
        return (role, body) in self.read(PERSON, person_stream(self.actor)).roles

    def deciding(self, body: str, matter: str) -> str | None:
        """Return the committee of *body* that decides on *matter*."""
        made = [it for events in self.streams.values() for it in events if isinstance(it, CommitteeConstituted)]
        return next((it.committee for it in reversed(made) if it.body == body and matter in it.rule.decides), None)

    def owed(self, year: int, body: str, phase: str) -> Sequence[Owed]:
        """Return what was given as owed."""
        return self.owing.get((year, body, phase), ())

    def after(self, events: Sequence[Event]) -> PureFacts:
        """Return these facts with *events* added."""
        return replace(self, streams=by_stream([*(e for it in self.streams.values() for e in it), *events]))


def by_stream(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Return *events* by the stream they stand in, in order."""
    streams: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        streams[stream_of(event)].append(event)
    return dict(streams)


def decided(command: Command, facts: PureFacts) -> list[Event]:
    """Return the events that *command* causes by *facts*."""
    decider: Decider[Any] = DECIDER_OF[type(command)]
    return list(decider.decide(command, facts.read(decider, command.stream()), facts))


FIRST_DAY = moment("2010-01-04")  # the first Monday of the year


@dataclass(frozen=True)
class Given:
    """The facts, the moment and what is owed, before anybody asks."""

    events: tuple[Event, ...] = ()
    now: datetime = FIRST_DAY
    owing: OwedBy = field(default_factory=dict)

    def given(self, *events: Event | Sequence[Event]) -> Given:
        """Add *events*, each one fact or a story of several."""
        flat = [one for it in events for one in ([it] if isinstance(it, Event) else it)]
        return replace(self, events=(*self.events, *flat))

    def at(self, when: str | datetime) -> Given:
        """Set the door's clock."""
        return replace(self, now=moment(when) if isinstance(when, str) else when)

    def owed(self, year: int, body: str, phase: str, *left: Owed) -> Given:
        """Say what of a phase is still owed."""
        return replace(self, owing={**self.owing, (year, body, phase): left})

    def when(self, actor: str, command: Command) -> Asked:
        """Let *actor* ask for *command*."""
        return Asked(PureFacts(by_stream(self.events), self.now, actor, self.owing), command)

    def when_the_clock(self, command: Command) -> Asked:
        """Let the engine itself ask for *command*."""
        return self.when(SYSTEM, command)


@dataclass(frozen=True)
class Asked:
    """A command under the facts it meets."""

    facts: PureFacts
    command: Command

    def events(self) -> list[Event]:
        """Return what follows; every event stands in the one stream that the command may write."""
        events = decided(self.command, self.facts)
        assert {stream_of(event) for event in events} <= {self.command.stream()}
        return events

    def then(self, *expected: Event) -> None:
        """Exactly *expected* follows, and asking again adds nothing."""
        events = self.events()
        assert events == list(expected)
        assert decided(self.command, self.facts.after(events)) == [], "asking twice is asking once"

    def then_nothing(self) -> None:
        """It is so already: nothing follows, and it is no error."""
        self.then()

    def then_each_time(self, *expected: Event) -> None:
        """Exactly *expected* follows, each time it is asked: this adds up."""
        events = self.events()
        assert events == list(expected)
        assert decided(self.command, self.facts.after(events)) == events

    def then_once(self, *expected: Event, again: type[Refusal]) -> None:
        """Exactly *expected* follows; asking again is refused as *again*."""
        events = self.events()
        assert events == list(expected)
        Asked(self.facts.after(events), self.command).then_refused(again)

    def then_refused(self, refusal: type[Refusal], **facts: object) -> None:
        """A rule refuses, twice the same; it names *facts* and says so in both languages."""
        told = [self._refusal(refusal) for _ in range(2)]
        assert [it.facts for it in told] == [told[0].facts] * 2
        assert {name: told[0].facts.get(name) for name in facts} == facts
        require_sentences(told[0])

    def _refusal(self, expected: type[Refusal]) -> Refusal:
        with pytest.raises(Refusal) as caught:
            decided(self.command, self.facts)
        assert (type(caught.value), caught.value.code) == (expected, expected.code)
        return caught.value


def require_sentences(refusal: Refusal) -> None:
    """Check that *refusal* can be told in both languages: every fact its sentences name is there."""
    for language in ("ko", "en"):
        assert refusal.sentence(language)


spec = Given()
