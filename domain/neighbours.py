"""The neighbour systems: which there are, what each may do here, and who speaks for one (S1-70 to S1-74, S1-111).

A neighbour acts through a connector: an id that holds the role ``exchange-SYSTEM`` in a body. It stands in
for the owner of the one task whose facts arise in the neighbour's house, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from domain.messages import Facts, TaskCommand

System = Literal["onnara", "esaram", "talent", "dbrain", "disclosure", "bsc"]
SYSTEMS: tuple[str, ...] = get_args(System)

INBOUND: Mapping[str, str] = {"onnara": "attach-evidence", "bsc": "report-progress"}  # system: the task it does
OUTBOUND = ("onnara", "esaram", "talent", "dbrain", "disclosure")


def connector_role(system: str) -> str:
    """Return the role of whoever speaks for *system*."""
    return f"exchange-{system}"


def connector(command: TaskCommand, facts: Facts) -> str | None:
    """Return the actor if he speaks for the neighbour that does the task of *command*, else None."""
    roles = [connector_role(system) for system, task in INBOUND.items() if task == command.task]
    return facts.actor if any(facts.holds(role, command.body) for role in roles) else None
