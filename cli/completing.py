"""Doing a task: the fields of a file become a command; repeated, it is the same command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli.command import Call, Trouble
from cli.door import asked, tell
from cli.forms import Form, form_of
from cli.giving import fields_of, give, require_actor, wish_of
from cli.logs import reading
from cli.present import completed, present
from eventstore.port import Log


def complete_task(call: Call, task: str, file: Path | None, token: str | None) -> None:
    """Complete the task at the address *task* with the fields in *file*, and tell the outcome."""
    actor = require_actor(call)
    fields, drawn = fields_of(file) if file else ({}, None)
    with reading(call) as log:
        wish = wish_of(_completed(log, form_of(task), fields), actor)
        if token or not (fields or drawn):
            tell(call, asked(call, log, wish, token))
        else:
            tell(call, give(call, log, wish, f"cli/{task}", drawn))


def _completed(log: Log, form: Form, given: dict[str, Any]) -> dict[str, Any]:
    """Return *given* with what it leaves out as it is now, and what the task's address says, which it must not deny."""
    for name, value in form.address.items():
        if name in given and str(given[name]) != str(value):
            raise Trouble("task.other-address", field=name, given=given[name], expected=value)
    return {**completed(given, present(log, form.command, form.address)), **form.address}
