"""A supervising mandate ends in the middle of a cycle: a law takes a sector from an office, or gives it to another."""

from __future__ import annotations

from datetime import date
from typing import Literal

from domain.body import BODY
from domain.body_class import Sector
from domain.calendar import day_of
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Year, body_stream, inspection_stream, supervision_stream
from domain.inspection import INSPECTION
from domain.mandates import MandateEnded, Supervision, after, evolve
from domain.messages import Command, Decider, Facts, Text, content
from domain.refusals import Refusal
from domain.roles import require_role
from domain.succession import ChangeToCome, NoSuccessor


class EndMandate(Command):
    """Put on record that a law ended an office's mandate for a sector, and who has it now; again: a correction."""

    type: Literal["EndMandate"] = "EndMandate"
    year: Year
    sector: Id
    over: Sector = "central"
    office: Id
    day: date
    law: Text
    successor: Id | None = None

    def stream(self) -> str:
        """Return the stream of the year's mandates."""
        return supervision_stream(self.year)


class NoSuchMandate(Refusal):
    """Only a mandate that holds can end."""

    code = "supervision.no-mandate"
    ko = (
        "{office}은(는) {day} 전날과 그날에 '{sector}' 부문을 맡고 있지 않아 끝낼 권한이 없습니다. "
        "'sacho bodies {year}'(으)로 확인하십시오."
    )
    en = (
        "{office} does not hold the sector '{sector}' on the day before {day} and on that day: there is nothing "
        "to end. See 'sacho bodies {year}'."
    )


def decide(command: EndMandate, state: Supervision, facts: Facts) -> list[MandateEnded]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    opened = require_cycle(facts, command.year)[1]
    require_role(facts, "operator", opened.government)
    if command.day > day_of(facts.at, opened.rules.zone):
        raise ChangeToCome(body=command.office, day=command.day)
    said = {**content(command), "body": opened.government, "begun": _begun(command, opened, facts), "by": facts.actor}
    event = MandateEnded.model_validate(said)
    others = state.others(command.sector, command.over, command.office)
    if not any(event.ends(it) for it in after(opened.rules.supervision, others)):
        raise NoSuchMandate(year=command.year, office=command.office, sector=command.sector, day=command.day)
    if command.successor is not None:
        _require_successor(command.successor, command.office, facts)
    return [] if any(_says_the_same(event, it) for it in state.ended) else [event]


def _begun(command: EndMandate, opened: CycleOpened, facts: Facts) -> tuple[str, ...]:
    """Return the ministries that an inspector of the office was to look at and has not."""
    everybody = (*opened.bodies, opened.government)
    classes = zip(everybody, facts.read_all(BODY, [body_stream(it) for it in everybody]), strict=True)
    over = [body for body, it in classes if it.class_on(command.day).over == command.over]
    found = facts.read_all(INSPECTION, [inspection_stream(command.year, it, command.sector) for it in over])
    pairs = zip(over, found, strict=True)
    return tuple(it for it, one in pairs if one.named and one.named.office == command.office and not one.inspected)


def _require_successor(successor: str, office: str, facts: Facts) -> None:
    found = facts.read(BODY, body_stream(successor))
    if successor == office or found.established is None or found.succession.ended is not None:
        raise NoSuccessor(successor=successor, body=office)


def _says_the_same(event: MandateEnded, before: MandateEnded) -> bool:
    return event == before.model_copy(update={"begun": event.begun, "by": event.by})


SUPERVISION: Decider[Supervision] = Decider(
    "supervision", (MandateEnded,), (EndMandate,), Supervision(), evolve, decide
)
