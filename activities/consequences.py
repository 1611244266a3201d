"""Draws consequences: carries out what follows from an event, level by level, until nothing does."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from typing import TypeVar

from activities.commands import Door
from activities.inline import Inline
from activities.requests import DONE, Outcome, Refused, Request
from domain.clock import BlockClock
from domain.consequences import consequences, consequences_id
from domain.messages import Command, Decider, Event
from domain.reinforcement_refusals import NoSuchEntry
from eventstore.codec import decode
from eventstore.port import Log, Query

S = TypeVar("S")
_CHUNK = 400


class Reading:
    """States folded from the log as it is now; see ``domain.messages.Reading``."""

    def __init__(self, log: Log, inline: Inline) -> None:
        self._log = log
        self._inline = inline

    def read(self, decider: Decider[S], stream: str) -> S:
        """Return the state of *stream*."""
        return self.read_all(decider, [stream])[0]

    def read_all(self, decider: Decider[S], streams: Sequence[str]) -> list[S]:
        """Return the states of *streams*, in order."""
        states = dict.fromkeys(streams, decider.initial)
        for start in range(0, len(streams), _CHUNK):
            for row in self._log.read(Query(streams=streams[start : start + _CHUNK])):
                states[row.stream] = decider.evolve(states[row.stream], decode(row))
        return [states[stream] for stream in streams]

    def evaluated(self, year: int, body: str) -> list[str]:
        """Return the ids of the persons that *body* evaluates in *year*."""
        with self._log.view() as connection:
            return self._inline.evaluated(connection, year, body)


class Consequences:
    """Carries out what follows from an event; a second time it finds everything done."""

    def __init__(self, log: Log, door: Door, inline: Inline) -> None:
        self._log = log
        self._door = door
        self._reading = Reading(log, inline)

    async def draw(self, position: int) -> int:
        """Carry out what follows from the event at *position*, and return how many commands it took."""
        root = consequences_id(position)
        events, count = await asyncio.to_thread(self._events, [(position, 1)]), 0
        while events:
            commands = await asyncio.to_thread(consequences, events, self._reading)
            outcomes = await self._door.execute_all([_request(root, command) for command in commands])
            count += len(commands)
            await self._note_refusals(root, commands, outcomes)
            caused = [(it.position, it.count) for it in outcomes if isinstance(it, DONE)]
            events = await asyncio.to_thread(self._events, caused)
        return count

    async def _note_refusals(self, root: str, commands: Sequence[Command], outcomes: Sequence[Outcome]) -> None:
        """Put on record that a step of the chain was refused: a person must look."""
        blocked = [
            BlockClock(case=root, step=command.stream(), code=outcome.code)
            for command, outcome in zip(commands, outcomes, strict=True)
            if isinstance(outcome, Refused) and outcome.code != NoSuchEntry.code  # withdrawn before, by hand
        ]
        await self._door.execute_all([_request(root, it) for it in blocked])

    def _events(self, places: Sequence[tuple[int, int]]) -> list[tuple[str, Event]]:
        """Return the events at *places*, given as first position and count, each with STREAM@VERSION."""
        return [found for run in _runs(places) for found in self._run(*run)]

    def _run(self, first: int, last: int) -> Iterator[tuple[str, Event]]:
        for row in self._log.read(Query(after=first - 1, upto=last)):
            yield f"{row.stream}@{row.version}", decode(row)


def _runs(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield *places* as (first, last), those that follow one another as one."""
    first = last = 0
    for position, count in sorted(place for place in places if place[1]):
        if position != last + 1:
            if last:
                yield first, last
            first = position
        last = position + count - 1
    if last:
        yield first, last


def _request(root: str, command: Command) -> Request:
    """Return the request for *command*, whose id says which wish of which chain it is."""
    wish = hashlib.sha256(command.model_dump_json().encode()).hexdigest()[:32]
    return Request(id=f"{root}/{command.stream()}/{wish}", command=command, causation=root)
