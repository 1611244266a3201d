"""What goes through the door and what comes back: requests and outcomes. Light enough for workflows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import AwareDatetime, SerializeAsAny, model_validator

from domain.ids import SYSTEM
from domain.messages import Command, Value
from domain.parsing import parse_command
from domain.refusals import Refusal


class _Carrying(Value):
    """Holds a command, which comes back from JSON as what it is."""

    @model_validator(mode="before")
    @classmethod
    def _typed(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("command"), dict):
            return {**data, "command": parse_command(data["command"])}
        return data


class Turn(_Carrying):
    """What the clock of a case does next: see ``domain.case.CaseStep``."""

    step: str
    at: datetime | None = None
    command: SerializeAsAny[Command] | None = None


class Request(_Carrying):
    """One command and who asks for it.

    *id* is derived by the caller from what it does (workflow id and step, form token), never drawn
    per attempt: the same id is carried out once, for ever. *occurred_at* is when it was said, if
    that was before now; *effective_on* the day it is true for, if not the rule set's.
    """

    id: str
    actor: str = SYSTEM
    command: SerializeAsAny[Command]
    on_behalf_of: str | None = None
    occurred_at: AwareDatetime | None = None
    effective_on: date | None = None
    causation: str | None = None
    correlation: str | None = None


class Recorded(Value):
    """The command was carried out now; it caused *count* events from *position* on."""

    outcome: Literal["recorded"] = "recorded"
    position: int
    count: int
    receipt: str  # leaf hash of the first event, hexadecimal; empty when it caused none
    recorded_at: datetime


class AlreadyRecorded(Value):
    """The command was carried out before under this id; this is the first answer again."""

    outcome: Literal["already-recorded"] = "already-recorded"
    position: int
    count: int
    recorded_at: datetime


class SameIdOtherContent(Value):
    """The id was used for another command. Nothing was done; somebody should look."""

    outcome: Literal["same-id-other-content"] = "same-id-other-content"
    code: Literal["command.same-id-other-content"] = "command.same-id-other-content"
    position: int
    ko: str = "이 제출 번호로 이미 다른 내용이 기록되어 있습니다. 기록된 내용을 확인하고 새로 제출하십시오."
    en: str = "Other content is already recorded under this id. Look at what is recorded, then submit anew."


class Refused(Value):
    """A rule refused the command; nothing was recorded, and the id is free for a corrected try."""

    outcome: Literal["refused"] = "refused"
    code: str
    facts: dict[str, Any]
    ko: str
    en: str
    for_all: bool = False  # whoever else the same task is about would be refused the same


Outcome = Recorded | AlreadyRecorded | SameIdOtherContent | Refused
DONE = (Recorded, AlreadyRecorded)


def refused(refusal: Refusal) -> Refused:
    """Return *refusal* as an outcome."""
    return Refused(
        code=refusal.code,
        facts=refusal.facts,
        ko=refusal.sentence("ko"),
        en=refusal.sentence("en"),
        for_all=refusal.for_all,
    )
