"""Every aggregate, every event and command by type: the whole domain, loaded."""

from __future__ import annotations

from typing import Any

from domain.aggregates import AGGREGATES, aggregate
from domain.messages import Command, Decider, Event, TaskCommand

DECIDERS: tuple[Decider[Any], ...] = tuple(aggregate(name) for name in AGGREGATES)
EVENTS: dict[str, type[Event]] = {event.__name__: event for decider in DECIDERS for event in decider.events}
COMMANDS: dict[str, type[Command]] = {it.__name__: it for decider in DECIDERS for it in decider.commands}
DECIDER_OF: dict[type[Command], Decider[Any]] = {it: decider for decider in DECIDERS for it in decider.commands}
TASKS: dict[str, type[TaskCommand]] = {  # by task, where a command has one of its own
    it.task_id: it for it in COMMANDS.values() if issubclass(it, TaskCommand) and hasattr(it, "task_id")
}
