"""Who may do what about a body's findings: who supervises, who answers for the body, and nobody for his own."""

from __future__ import annotations

from datetime import date

from domain.body import BODY
from domain.calendar import day_of
from domain.cycle import CycleOpened, require_cycle
from domain.findings_commands import FindingCommand, IssueFinding
from domain.findings_facts import Finding
from domain.findings_refusals import NoAuthority, NoMandate, OwnMinistry
from domain.ids import body_stream, person_stream
from domain.mandates import mandates_over, require_mandate
from domain.messages import Facts
from domain.person import PERSON
from domain.resolutions import require_resolution
from domain.roles import require_role
from domain.successors import successors


def require_issuer(command: IssueFinding, opened: CycleOpened, day: date, facts: Facts) -> None:
    """Let pass an inspector within his office's mandate, or the secretariat with a resolution; one of the two.

    Raises:
        Refusal: it is neither, or both, or the actor's own ministry.
    """
    if (command.sector is None) == (command.resolution is None):
        raise NoAuthority
    _require_other_ministry(command.body, day, facts)
    if command.resolution is not None:
        require_role(facts, "evaluation-office", opened.government)
        require_resolution(facts, command.resolution, "finding", command.body, command.year)
    elif command.sector is not None:
        require_inspector(facts, opened, command.body, command.sector, day)


def require_inspector(facts: Facts, opened: CycleOpened, body: str, sector: str, day: date) -> None:
    """Let pass an inspector of the office that supervises *sector* of *body* on *day*.

    Raises:
        MandateHasEnded: he was one until his office's mandate ended.
        NoMandate: he is none.
    """
    office = require_mandate(facts, opened, body, sector, day)
    if office is None or not facts.holds("inspector", office):
        raise NoMandate(actor=facts.actor, sector=sector, day=day)


def require_office(command: FindingCommand, now: Finding, facts: Facts) -> None:
    """Let pass who settles the finding: the sector's office as it is today, or, where there is none, the secretariat.

    Raises:
        Refusal: it is neither, or the actor's own ministry.
    """
    sector = now.issued.sector
    _, opened = require_cycle(facts, command.year)
    day = day_of(facts.at, opened.rules.zone)
    if sector is None or not any(it.sector == sector for it in mandates_over(facts, opened, command.body, day)):
        require_secretariat(command, facts)
        return
    _require_other_ministry(command.body, day, facts)
    require_inspector(facts, opened, command.body, sector, day)


def require_secretariat(command: FindingCommand, facts: Facts) -> None:
    """Let pass the committee's secretariat.

    Raises:
        Refusal: it is not, or it is the actor's own ministry.
    """
    _, opened = require_cycle(facts, command.year)
    _require_other_ministry(command.body, day_of(facts.at, opened.rules.zone), facts)
    require_role(facts, "evaluation-office", opened.government)


def require_planner(facts: Facts, body: str, day: date) -> str:
    """Let pass the planning office that answers for *body*, and return whose it is.

    Raises:
        Refusal: the actor is no part of it.
    """
    answering = who_answers(facts, body, day)
    require_role(facts, "planning", answering)
    return answering


def who_answers(facts: Facts, body: str, day: date) -> str:
    """Return who answers for what *body* promised: itself, or who has most of its work on *day*."""
    if facts.read(BODY, body_stream(body)).succession.ended is None:
        return body
    carried_on = successors(facts, body, day)
    return carried_on[0].body if carried_on else body


def _require_other_ministry(body: str, day: date, facts: Facts) -> None:
    serves = facts.read(PERSON, person_stream(facts.actor)).body()
    if serves in {body, who_answers(facts, body, day)}:
        raise OwnMinistry(actor=facts.actor, body=body)
