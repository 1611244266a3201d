"""Replays a history and compares what the workflows do now with what they did then.

The SDK's own replayer notices other kinds of commands; this also notices other arguments, other
timer lengths and another result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.bridge.proto.workflow_activation import WorkflowActivation
from temporalio.bridge.proto.workflow_commands import WorkflowCommand
from temporalio.bridge.proto.workflow_completion import WorkflowActivationCompletion
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer, WorkflowInstance, WorkflowInstanceDetails, WorkflowRunner

from worker import WORKFLOWS, strict_sandbox

Deed = tuple[str, str, tuple[bytes, ...]]  # kind, name or length, arguments


async def deeds_now(history: WorkflowHistory, runner: WorkflowRunner | None = None) -> list[Deed]:
    """Return what today's code does when it lives through *history*; refuse what the SDK refuses."""
    listening = _Listening(runner or strict_sandbox())
    replayer = Replayer(workflows=list(WORKFLOWS), workflow_runner=listening, data_converter=pydantic_data_converter)
    await replayer.replay_workflow(history)
    return listening.deeds


def deeds_then(history: WorkflowHistory) -> list[Deed]:
    """Return what the code that made *history* did."""
    told = [_TOLD[event.event_type](event) for event in history.events if event.event_type in _TOLD]
    return list(told)


def _scheduled(event: HistoryEvent) -> Deed:
    it = event.activity_task_scheduled_event_attributes
    return "activity", it.activity_type.name, tuple(payload.data for payload in it.input.payloads)


def _timer(event: HistoryEvent) -> Deed:
    return "timer", _length(event.timer_started_event_attributes.start_to_fire_timeout), ()


def _completed(event: HistoryEvent) -> Deed:
    result = event.workflow_execution_completed_event_attributes.result
    return "completed", "", (b"".join(payload.data for payload in result.payloads),)


_TOLD: dict[int, Callable[[HistoryEvent], Deed]] = {
    EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED: _scheduled,
    EventType.EVENT_TYPE_TIMER_STARTED: _timer,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED: _completed,
}


def _length(duration: Duration) -> str:
    """Return the length of a timer in whole seconds: the server counts no finer."""
    return f"{round(duration.ToNanoseconds() / 1e9)} s"


class _Listening(WorkflowRunner):
    """Runs workflows as *inner* does, and hears what they do."""

    def __init__(self, inner: WorkflowRunner) -> None:
        self._inner = inner
        self.deeds: list[Deed] = []

    def prepare_workflow(self, defn: Any) -> None:
        """Prepare as usual."""
        self._inner.prepare_workflow(defn)

    def create_instance(self, det: WorkflowInstanceDetails) -> WorkflowInstance:
        """Create an instance whose commands are heard."""
        instance = self._inner.create_instance(det)
        activate = instance.activate

        def heard(act: WorkflowActivation) -> WorkflowActivationCompletion:
            completion = activate(act)
            self.deeds.extend(filter(None, map(_heard, completion.successful.commands)))
            return completion

        instance.activate = heard  # type: ignore[method-assign]
        return instance


def _heard(command: WorkflowCommand) -> Deed | None:
    match command.WhichOneof("variant"):
        case "schedule_activity":
            it = command.schedule_activity
            return "activity", it.activity_type, tuple(payload.data for payload in it.arguments)
        case "start_timer":
            return "timer", _length(command.start_timer.start_to_fire_timeout), ()
        case "complete_workflow_execution":
            result = command.complete_workflow_execution.result
            return "completed", "", (result.data,)
        case _:
            return None
