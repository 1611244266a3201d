"""The other way to take a submission: a bare Temporal update with one activity, on the embedded dev server."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from temporalio import activity, workflow
from temporalio.client import WorkflowHandle
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from bench.world import NOTE
from runtime.temporal import embedded_server

_QUEUE = "bench"


@activity.defn
async def store(person: str, note: str) -> int:
    """Answer at once: what storing costs is left out, to the advantage of this way."""
    del person
    return len(note)


@workflow.defn
class Submission:
    """Takes notes as updates, until it is told to end."""

    def __init__(self) -> None:
        self._over = False

    @workflow.run
    async def run(self) -> None:
        """Wait for the end."""
        await workflow.wait_condition(lambda: self._over)

    @workflow.update
    async def submit(self, person: str, note: str) -> int:
        """Take one note, and answer when the activity has stored it."""
        return await workflow.execute_activity(store, args=[person, note], start_to_close_timeout=timedelta(minutes=5))

    @workflow.signal
    def end(self) -> None:
        """End."""
        self._over = True


Handles = list[WorkflowHandle[Submission, None]]


def measure(folder: Path, callers: int, each: int) -> float:
    """Return how many submissions a second *callers* get through, each its own workflow, *each* of them in a row."""
    return asyncio.run(_measure(folder, callers, each))


async def _measure(folder: Path, callers: int, each: int) -> float:
    async with _submissions(folder, callers) as handles:
        start = perf_counter()
        await asyncio.gather(*(_submit(handle, each) for handle in handles))
        return callers * each / (perf_counter() - start)


async def _submit(handle: WorkflowHandle[Submission, None], times: int) -> None:
    for _ in range(times):
        await handle.execute_update(Submission.submit, args=[handle.id, NOTE])


@asynccontextmanager
async def _submissions(folder: Path, callers: int) -> AsyncIterator[Handles]:
    """Run server, worker and one workflow for each of *callers* until the block ends."""
    async with await embedded_server(folder / "temporal", _free_port()) as server:
        runner = UnsandboxedWorkflowRunner()  # faster than ours, to the advantage of this way
        worker = Worker(
            server.client, task_queue=_QUEUE, workflows=[Submission], activities=[store], workflow_runner=runner
        )
        async with worker:
            start = server.client.start_workflow
            handles = [await start(Submission.run, id=f"bench/{n}", task_queue=_QUEUE) for n in range(callers)]
            yield handles
            await asyncio.gather(*(handle.signal(Submission.end) for handle in handles))
            await asyncio.gather(*(handle.result() for handle in handles))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
