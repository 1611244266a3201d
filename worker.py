"""The worker: assembles log, door, projections and workflows, and does what Temporal asks.

This is the one place where the parts are put together; ``sacho worker`` and ``python worker.py``
run it against an existing Temporal server, ``sacho up`` and ``sacho rehearse`` beside their own.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import SandboxImportNotificationPolicy

from activities.clocks import Clocks
from activities.commands import Clock, Door, what_failed
from activities.rehearsals import require_present
from activities.steps import Steps
from eventstore.port import Log
from eventstore.sql import SqlLog
from projections.inbox import Inbox
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.clocks import DatabaseClock
from runtime.databases import engines
from runtime.memory import calm_collector
from runtime.settings import Settings
from runtime.temporal import connect
from workflows.annual_cycle import AnnualCycleWorkflow
from workflows.case import CaseWorkflow
from workflows.consequences import ConsequencesWorkflow
from workflows.phase import PhaseWorkflow

QUEUE = "sacho"
WORKFLOWS = (AnnualCycleWorkflow, PhaseWorkflow, CaseWorkflow, ConsequencesWorkflow)
_A_BREATH = 0.05  # seconds in which nudges gather before they are sent
_A_LOOK = 1.0  # seconds after which the outbox is looked at even if this process recorded nothing
_log = structlog.get_logger("worker")


@dataclass(frozen=True)
class Office:
    """A running installation: where commands go in and clocks are kept."""

    log: Log
    door: Door
    clocks: Clocks


def open_log(url: str) -> SqlLog:
    """Return the log at *url*, created if it does not exist, with its read models up to date."""
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    catch_up(log)
    return log


def strict_sandbox() -> SandboxedWorkflowRunner:
    """Return the sandbox workflows run in: an import that was not passed through on purpose is an error."""
    policy = SandboxImportNotificationPolicy.RAISE_ON_UNINTENTIONAL_PASSTHROUGH
    return SandboxedWorkflowRunner(replace(SandboxRestrictions.default, import_notification_policy=policy))


@asynccontextmanager
async def at_work(
    client: Client,
    log: Log,
    clock: Clock,
    now: Callable[[], Awaitable[datetime]],
    shift: timedelta = timedelta(0),
    *,
    relaying: bool = True,
) -> AsyncIterator[Office]:
    """Run door, worker and relay on *log* until the block ends.

    *clock* decides in the door and *now* tells workflows the same time; *shift* is the server's
    time minus the log's. Where time is skipped, the caller sends nudges itself, before it skips on.
    """
    recorded = asyncio.Event()
    loop = asyncio.get_running_loop()
    inbox, clocks = Inbox(), Clocks(client, QUEUE, shift)
    door = Door(log, inbox, clock, lambda: _wake(loop, recorded))
    steps = Steps(log, door, inbox, clocks, now)
    worker = Worker(
        client,
        task_queue=QUEUE,
        workflows=list(WORKFLOWS),
        activities=steps.all(),
        workflow_runner=strict_sandbox(),
    )
    with door:
        async with worker:
            relay = asyncio.create_task(_relay(log, clocks, recorded)) if relaying else None
            try:
                yield Office(log, door, clocks)
            finally:
                await _stop(relay)


async def _stop(relay: asyncio.Task[None] | None) -> None:
    if relay is not None:
        relay.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await relay


def _wake(loop: asyncio.AbstractEventLoop, recorded: asyncio.Event) -> None:
    """Tell the relay that something was recorded; called by the door's thread after each commit."""
    loop.call_soon_threadsafe(recorded.set)


async def _relay(log: Log, clocks: Clocks, recorded: asyncio.Event) -> None:
    """Send nudges as they come; what fails is sent again later, for it stays in the outbox."""
    while True:
        try:
            await clocks.relay(log)
            await asyncio.to_thread(catch_up, log)
        except Exception as error:  # noqa: BLE001 - whatever it was, the outbox still holds what must be sent
            _log.error("relay.failed", **what_failed(error))
            await asyncio.sleep(1)
            continue
        with contextlib.suppress(TimeoutError):  # other processes record, too: the CLI, the web, other workers
            await asyncio.wait_for(recorded.wait(), _A_LOOK)
            await asyncio.sleep(_A_BREATH)
        recorded.clear()


async def run(settings: Settings) -> None:
    """Work for ever on the log and the Temporal server that *settings* name."""
    calm_collector()
    log = open_log(settings.database_url)
    require_present(log)
    client = await connect(settings)
    async with at_work_now(client, log):
        _log.info("worker.ready", temporal=settings.temporal_address, log=log.place)
        await asyncio.Event().wait()


@asynccontextmanager
async def at_work_now(client: Client, log: Log) -> AsyncIterator[Office]:
    """Run door, worker and relay on *log* by the present time; every clock the log asks for runs."""
    clock = DatabaseClock()

    async def now() -> datetime:
        with log.view() as connection:
            return clock.now(connection)

    async with at_work(client, log, clock, now) as office:
        await office.clocks.reconcile(log)
        yield office


if __name__ == "__main__":
    asyncio.run(run(Settings()))
