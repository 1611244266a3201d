"""Commands as a case writes them: with what they leave out taken from the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.messages import Command
from domain.parsing import UnknownCommand, parse_command
from rehearsal.case import CONDUCT, Case


def command_of(do: Mapping[str, Any], case: Case) -> Command:
    """Return the command that *do* describes, with what it leaves out taken from *case*.

    Raises:
        Refusal: there is no such command, or it is not complete.
    """
    model = CONDUCT.get(str(do.get("type")))
    if model is None:
        raise UnknownCommand(given=do.get("type"), known=", ".join(sorted(CONDUCT)))
    plan = case.plan
    known: dict[str, Any] = {"year": case.year, "mission": plan.mission, "vision": plan.vision, "finance": plan.finance}
    if len(case.bodies) == 1:
        known["body"] = case.bodies[0]
    if part := next((part for part in plan.units if part.unit == do.get("unit")), None):
        known["objectives"] = part.objectives
    return parse_command({**{name: it for name, it in known.items() if name in model.model_fields}, **do})
