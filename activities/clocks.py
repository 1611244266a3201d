"""Starts and nudges the workflows that keep the clocks; the log says which there must be.

A nudge carries no fact, only "look at the log". It starts the workflow if it does not run, so a
lost Temporal database heals by itself; duplicate, late and forged nudges cost one look.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

import structlog
from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from activities.commands import what_failed
from activities.interface import (
    CASE_WORKFLOW,
    CONSEQUENCES_WORKFLOW,
    CYCLE_WORKFLOW,
    NUDGE,
    PHASE_WORKFLOW,
    CaseClock,
    ConsequencesClock,
    CycleClock,
    PhaseClock,
)
from domain.case import END, Case
from domain.cases import CASES, case_of_stream
from domain.consequences import ROOTS, consequences_id, is_root
from domain.cycle import CYCLE, phases_of
from domain.ids import cycle_stream, phase_stream
from domain.phase import PHASE
from eventstore.codec import decode
from eventstore.port import Log, Query

_log = structlog.get_logger("clocks")
_CHUNK = 400


class Clocks:
    """The workflows of one installation, on one Temporal task queue."""

    def __init__(self, client: Client, queue: str, shift: timedelta = timedelta(0)) -> None:
        self._client = client
        self._queue = queue
        self._shift = shift

    async def nudge(self, target: str, position: int) -> None:
        """Let the workflow *target* look at the log; start it if it does not run and has not ended."""
        clock = clock_of(target, self._shift)
        with contextlib.suppress(WorkflowAlreadyStartedError):  # it came to its end: nothing is left to do
            await self._client.start_workflow(
                _WORKFLOW[type(clock)],
                clock,
                id=target,
                task_queue=self._queue,
                start_signal=NUDGE,
                start_signal_args=[position],
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            )

    async def start(self, phases: Iterable[PhaseClock]) -> None:
        """Start the clocks of *phases*, unless they run already."""
        for phase in phases:
            with contextlib.suppress(WorkflowAlreadyStartedError):
                await self._client.start_workflow(
                    PHASE_WORKFLOW,
                    phase,
                    id=phase.id,
                    task_queue=self._queue,
                    id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
                )

    async def relay(self, log: Log) -> int:
        """Send the nudges that wait in *log*, mark those sent and return how many; the others wait on."""
        sent: dict[str, int] = {}
        for target, position in log.nudges().items():
            try:
                await self.nudge(target, position)
            except Exception as error:  # noqa: BLE001 - whatever it was, it keeps no other clock waiting
                _log.error("nudge.failed", target=target, **what_failed(error))
            else:
                sent[target] = position
        log.nudged(sent)
        return len(sent)

    async def reconcile(self, log: Log) -> list[str]:
        """Nudge every workflow that the log says must run, and return their ids."""
        position = log.head().position
        targets = [target for year in open_years(log) for target in (cycle_stream(year.year), *year.phases)]
        targets += roots(log)
        targets += open_cases(log)
        for target in targets:
            await self.nudge(target, position)
        _log.info("clocks.reconciled", workflows=len(targets), position=position)
        return targets


class OpenYear(NamedTuple):
    """A year whose books are open, and the ids of its phases that are open now."""

    year: int
    phases: tuple[str, ...]


Target = CycleClock | PhaseClock | ConsequencesClock | CaseClock
_WORKFLOW: dict[type[Target], str] = {
    CycleClock: CYCLE_WORKFLOW,
    PhaseClock: PHASE_WORKFLOW,
    ConsequencesClock: CONSEQUENCES_WORKFLOW,
    CaseClock: CASE_WORKFLOW,
}


def clock_of(target: str, shift: timedelta) -> Target:
    """Return the input of the workflow whose id is *target*."""
    if case_of_stream(target) is not None:
        return CaseClock(stream=target, shift=shift)
    kind, number, *rest = target.split("/")
    if kind == CYCLE_WORKFLOW:
        return CycleClock(year=int(number), shift=shift)
    if kind == CONSEQUENCES_WORKFLOW:
        return ConsequencesClock(position=int(number))
    body, phase = rest
    return PhaseClock(year=int(number), body=body, phase=phase, shift=shift)


def roots(log: Log) -> list[str]:
    """Return the ids of the workflows that draw consequences; drawn a second time, they change nothing."""
    rows = [row for kind in ROOTS for row in log.read(Query(type=kind.__name__))]
    return [consequences_id(row.position) for row in rows if is_root(decode(row))]


def open_years(log: Log) -> Iterator[OpenYear]:
    """Yield the years that are not closed, each with its open phases, as the log has them."""
    for row in list(log.read(Query(type="CycleOpened"))):
        events = [decode(found) for found in log.read(Query(streams=[row.stream]))]
        cycle = CYCLE.fold(events)
        if cycle.opened is not None and not cycle.closed:
            streams = [phase_stream(cycle.opened.year, body, phase) for body, phase in phases_of(cycle.opened)]
            yield OpenYear(cycle.opened.year, tuple(_open_ones(log, streams)))


def _open_ones(log: Log, streams: list[str]) -> Iterator[str]:
    for start in range(0, len(streams), _CHUNK):
        chunk = streams[start : start + _CHUNK]
        states = dict.fromkeys(chunk, PHASE.initial)
        for row in log.read(Query(streams=chunk)):
            states[row.stream] = PHASE.evolve(states[row.stream], decode(row))
        yield from (stream for stream, state in states.items() if state.opened and not state.closed)


def open_cases(log: Log) -> list[str]:
    """Return the streams of the cases that are not closed, as the log has them."""
    return [stream for case in CASES.values() for stream in _open_cases(log, case)]


def _open_cases(log: Log, case: Case) -> Iterator[str]:
    for stream in dict.fromkeys(row.stream for row in log.read(Query(type=case.begins.__name__))):
        events = [decode(row) for row in log.read(Query(streams=[stream]))]
        if case.next_step(case.decider.fold(events)) != END:
            yield stream
