"""What every clock needs: waiting for a moment of the log's time, and asking the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.interface import carry_out
    from activities.requests import Outcome, Request
    from domain.messages import Command

ONCE_MORE = timedelta(seconds=30)
FOR_EVER = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(minutes=5))


async def wait_until(moment: datetime | None, shift: timedelta, woken: Callable[[], bool]) -> bool:
    """Return True when *moment* (of the log's time) has come, False when *woken* says so before.

    None never comes. *shift* is server time minus the log's time.
    """
    if moment is None:
        await workflow.wait_condition(woken)
        return False
    left = moment + shift - workflow.now()
    if left <= timedelta(0):
        return True
    if woken():  # a timer would be set and dropped in the same breath
        return False
    try:
        await workflow.wait_condition(woken, timeout=left)
    except TimeoutError:
        return True
    return False


async def ask_door(step: str, command: Command) -> Outcome:
    """Return the door's answer to *command*; its id is this workflow's id and *step*, for ever."""
    request = Request(id=f"{workflow.info().workflow_id}/{step}", command=command)
    return await workflow.execute_activity(carry_out, request, start_to_close_timeout=ONCE_MORE, retry_policy=FOR_EVER)
