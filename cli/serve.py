"""``sacho up``, ``worker`` and ``reconcile``: what runs, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from temporalio.client import Client

import worker as works
from activities.clocks import Clocks
from activities.rehearsals import require_present
from cli.command import Call, Trouble, command
from cli.logs import address, existing
from cli.texts import say
from cli.voice import errors, out
from eventstore.sql import SqlLog
from runtime.logging import set_up_logging
from runtime.orphans import holding, stop_orphans
from runtime.settings import Settings, data_folder
from runtime.temporal import connect, embedded_server, is_worked_on

T = TypeVar("T")
_PATIENCE = 2.0  # seconds in which a server that runs already answers


@command("up")
def up(call: Call) -> None:
    """Run the embedded Temporal server and a worker, until Ctrl-C."""
    settings = _settings(call)
    set_up_logging("warning", settings.log_format)
    asyncio.run(until_stopped(_up(call, settings)))


@command("worker")
def worker(call: Call) -> None:
    """Run a worker against the Temporal server of the settings, until it is stopped."""
    settings = _settings(call)
    set_up_logging("info", settings.log_format)
    asyncio.run(until_stopped(works.run(settings)))


@command("reconcile")
def reconcile(call: Call) -> None:
    """Start again every workflow that the log says must run."""
    settings = _settings(call)
    set_up_logging("warning", settings.log_format)
    with existing(call) as log:
        targets, worked_on = asyncio.run(_reconcile(settings, log))
    call.answer({"outcome": "reconciled", "workflows": targets, "worker": worked_on}, _draw_reconciled)


async def until_stopped(work: Coroutine[Any, Any, T]) -> T | None:
    """Return what *work* returns; None if Ctrl-C or SIGTERM came first and it tidied up after itself."""
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work)
    stops = [signal.SIGINT, signal.SIGTERM]
    for stop in stops:
        loop.add_signal_handler(stop, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return None
    finally:
        for stop in stops:
            loop.remove_signal_handler(stop)


async def _up(call: Call, settings: Settings) -> None:
    log = works.open_log(settings.database_url)
    require_present(log)
    async with _server(settings) as (client, own), works.at_work_now(client, log):
        data = {
            "outcome": "up",
            "log": log.place,
            "temporal": settings.temporal_address,
            "temporal_data": str(data_folder() / "temporal.db") if own else None,
            "namespace": settings.temporal_namespace,
        }
        call.answer(data, _draw_up)
        set_up_logging("info", settings.log_format)  # from here on: the answer comes first
        await asyncio.Event().wait()


@asynccontextmanager
async def _server(settings: Settings) -> AsyncIterator[tuple[Client, bool]]:
    """Yield a client of the server, and whether the server was started here.

    One that a crash of ours left behind is replaced; any other that runs at our address is used and left alone.
    """
    data = data_folder()
    with holding(data) as free:
        if free and await stop_orphans(data):
            errors().print(say("up.orphan"))
        running = await _running(settings)
        if running is not None:
            yield running, False
            return
        port = int(settings.temporal_address.rpartition(":")[2])
        async with await embedded_server(data, port) as server:
            yield server.client, True


async def _running(settings: Settings) -> Client | None:
    """Return a client of the server at our address, or None when none answers."""
    try:
        return await asyncio.wait_for(connect(settings), _PATIENCE)
    except (RuntimeError, TimeoutError):
        return None


async def _reconcile(settings: Settings, log: SqlLog) -> tuple[list[str], bool]:
    """Start what must run; return it, and whether a worker is there to carry it on."""
    require_present(log)
    client = await _running(settings)
    if client is None:
        raise Trouble("temporal.unreachable", address=settings.temporal_address, detail="–")
    return await Clocks(client, works.QUEUE).reconcile(log), await is_worked_on(client, works.QUEUE)


def _settings(call: Call) -> Settings:
    return Settings(database_url=address(call))


def _draw_up(data: dict[str, Any]) -> None:
    out().print(f"[green]✔[/] [bold]{say('up.ready')}[/]")
    out().print(say("up.log", log=data["log"]), soft_wrap=True)
    out().print(say("up.temporal", address=data["temporal"], namespace=data["namespace"]), soft_wrap=True)
    if data["temporal_data"]:
        out().print(say("up.temporal-data", file=data["temporal_data"]), soft_wrap=True)
    else:
        out().print(say("up.foreign"))
    out().print(f"[dim]{say('up.stop')}[/]")


def _draw_reconciled(data: dict[str, Any]) -> None:
    sign = "[green]✔[/]" if data["worker"] else "[yellow]![/]"
    out().print(f"{sign} {say('reconcile.done', count=len(data['workflows']))}")
    if not data["worker"]:
        out().print(f"  [yellow]→ {say('remedy.worker')}[/]")
    for target in data["workflows"]:
        out().print(f"  {target}")
