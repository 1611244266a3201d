"""The engine at its own tasks: scoring, notices, pay; it owes them like anybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import groupby

from activities.commands import Door
from activities.inline import Inline
from activities.interface import PhaseClock
from activities.requests import DONE, Refused, Request
from domain.cycle import CycleOpened
from domain.ids import SYSTEM
from domain.registry import TASKS
from eventstore.port import Log


class Engine:
    """Does the tasks that the rules give to the engine."""

    def __init__(self, log: Log, door: Door, inline: Inline) -> None:
        self._log = log
        self._door = door
        self._inline = inline

    async def work_off(self, cycle: CycleOpened, phase: PhaseClock) -> int:
        """Do what can be done in *phase*, and return how many tasks that were; what is refused stays owed."""
        done, tried = 0, set[str]()
        while left := [it for it in await asyncio.to_thread(self._requests, cycle, phase) if it.id not in tried]:
            tried |= {request.id for request in left}
            for _, together in groupby(left, key=lambda it: type(it.command)):
                done += await self._carry_out(list(together))
        return done

    async def _carry_out(self, requests: list[Request]) -> int:
        """Carry *requests* out and return how many could be; where one is refused for all, no other is asked."""
        first, *others = requests
        [outcome] = await self._door.execute_all([first])
        if isinstance(outcome, Refused) and outcome.for_all:
            return 0
        outcomes = [outcome, *await self._door.execute_all(others)]
        return sum(isinstance(it, DONE) for it in outcomes)

    def _requests(self, cycle: CycleOpened, phase: PhaseClock) -> list[Request]:
        with self._log.view() as connection:
            ready = self._inline.work_left(connection, cycle, phase.body, phase.phase)
            if not ready:
                return []
            owed = self._inline.owed(connection, cycle, phase.body, phase.phase)
        mine = ((it.task, it.subject) for it in owed if it.owner == SYSTEM and it.task in ready)
        return list(_requests(phase, mine))


def _requests(phase: PhaseClock, tasks: Iterator[tuple[str, str]]) -> Iterator[Request]:
    about = {"year": phase.year, "body": phase.body, "phase": phase.phase}
    for task, subject in tasks:
        command = TASKS[task]
        own = {} if command.subject_field == "body" else {command.subject_field: subject}
        yield Request(id=f"{phase.id}/{task}/{subject}", command=command.model_validate({**about, **own}))
