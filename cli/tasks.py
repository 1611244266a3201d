"""``sacho tasks``: what somebody must do, what a task needs, and doing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.command import Call, command
from cli.options import AnyBody
from cli.options import Task as Address


@command("tasks", acts=True, lists="tasks")
def tasks(call: Call, context: typer.Context, body: AnyBody = None) -> None:
    """List the open tasks of a person, most urgent first; without a person, everybody's."""
    if context.invoked_subcommand is None:
        from cli.todo import list_tasks

        list_tasks(call, body)


@command("tasks show")
def show(call: Call, task: Address) -> None:
    """Show one open task: what, about whom, by when, why, and the file that completes it."""
    from cli.todo import show_task

    show_task(call, task)


@command("tasks complete", acts=True)
def complete(
    call: Call,
    task: Address,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE")] = None,
    token: Annotated[str | None, typer.Option("--id", metavar="TOKEN")] = None,
) -> None:
    """Complete a task with the fields in a file; repeated, it is the same command."""
    from cli.completing import complete_task

    complete_task(call, task, file, token)
