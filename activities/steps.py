"""The activities: what workflows ask for, done on the log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.clocks import Clocks
from activities.commands import Door
from activities.consequences import Consequences
from activities.engine import Engine
from activities.inline import Inline
from activities.interface import CaseClock, ConsequencesClock, Opening, PhaseClock, Which
from activities.requests import Outcome, Request, Turn
from domain.agenda import Step, next_step
from domain.cases import case_of_stream
from domain.cycle import CYCLE, Cycle
from domain.ids import cycle_stream
from domain.phase import PHASE
from domain.phase_facts import Phase
from domain.window import window_of
from eventstore.codec import decode
from eventstore.port import Log, Query

Now = Callable[[], Awaitable[datetime]]


class Steps:
    """Activities bound to a log, its door and the clocks."""

    def __init__(self, log: Log, door: Door, inline: Inline, clocks: Clocks, now: Now) -> None:
        self._log = log
        self._door = door
        self._inline = inline
        self._clocks = clocks
        self._now = now  # the log's time; in a rehearsal this also sets the door's clock
        self._engine = Engine(log, door, inline)
        self._consequences = Consequences(log, door, inline)
        self._cycles: dict[int, Cycle] = {}

    @activity.defn
    async def carry_out(self, request: Request) -> Outcome:
        """Carry *request* out through the door."""
        await self._now()
        return await self._door.execute(request)

    @activity.defn
    async def next_step(self, phase: PhaseClock) -> Step:
        """Return what *phase* does next, according to the log."""
        now = await self._now()
        return await asyncio.to_thread(self._next_step, phase, now)

    @activity.defn
    async def next_turn(self, case: CaseClock) -> Turn:
        """Return what the clock of *case* does next, according to the log."""
        await self._now()
        return await asyncio.to_thread(self._next_turn, case)

    @activity.defn
    async def opening(self, which: Which) -> Opening | None:
        """Return when a phase opens by the calendar; None when the year has no such phase, or no more."""
        cycle = await asyncio.to_thread(self._cycle, which.year)
        if cycle.opened is None or (rule := cycle.opened.rules.phase(which.phase)) is None:
            return None
        if which.phase in cycle.opened.phases_past:
            return None
        window = window_of(cycle, rule, Phase())
        bodies = (cycle.opened.government,) if rule.scope == "government" else cycle.opened.bodies
        return Opening(opens=window.begins, ends=window.ends, bodies=bodies)

    @activity.defn
    async def start_phases(self, phases: list[PhaseClock]) -> None:
        """Start the clocks of *phases*, unless they run already."""
        await self._clocks.start(phases)

    @activity.defn
    async def work_off(self, phase: PhaseClock) -> int:
        """Do the engine's own tasks of *phase* that can be done, and return how many were."""
        await self._now()
        cycle = await asyncio.to_thread(self._cycle, phase.year)
        return await self._engine.work_off(cycle.opened, phase) if cycle.opened else 0

    @activity.defn
    async def draw_consequences(self, clock: ConsequencesClock) -> int:
        """Carry out what follows from an event, to the end; return how many commands it took."""
        await self._now()
        return await self._consequences.draw(clock.position)

    def all(self) -> list[Callable[..., Awaitable[object]]]:
        """Return every activity, to be registered with a worker."""
        return [
            self.carry_out,
            self.next_step,
            self.next_turn,
            self.opening,
            self.start_phases,
            self.work_off,
            self.draw_consequences,
        ]

    def _next_step(self, phase: PhaseClock, now: datetime) -> Step:
        cycle = self._cycle(phase.year)
        rule = cycle.opened.of(phase.body).rules.phase(phase.phase) if cycle.opened else None
        if cycle.opened is None or rule is None:
            raise ApplicationError(f"the log knows no phase {phase.id}", type="phase.unknown", non_retryable=True)
        state = PHASE.fold([decode(row) for row in self._log.read(Query(streams=[phase.id]))])
        with self._log.view() as connection:
            owed = self._inline.is_owed(connection, cycle.opened, phase.body, phase.phase)
            work = owed and self._inline.work_left(connection, cycle.opened, phase.body, phase.phase)
        engine: Literal["idle", "ready", "tried"] = "idle" if not work else "tried" if phase.worked else "ready"
        return next_step(cycle, rule, state, owed=owed, now=now, engine=engine)

    def _next_turn(self, case: CaseClock) -> Turn:
        kind = case_of_stream(case.stream)
        if kind is None:
            raise ApplicationError(f"{case.stream} is no case", type="case.unknown", non_retryable=True)
        events = [decode(row) for row in self._log.read(Query(streams=[case.stream]))]
        step = kind.next_step(kind.decider.fold(events))
        return Turn(step=step.step, at=step.at, command=step.command)

    def _cycle(self, year: int) -> Cycle:
        """Return the state of *year*; its opening never changes, so it is read once."""
        if year not in self._cycles:
            cycle = CYCLE.fold([decode(row) for row in self._log.read(Query(streams=[cycle_stream(year)]))])
            if cycle.opened is None:
                return cycle
            self._cycles[year] = cycle
        return self._cycles[year]
