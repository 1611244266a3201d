"""What a body was found to put right, and its promises: one ledger over the years (ACT 29; S1-50).

A supervising office or the committee issues a finding; the body plans within days, reports with proof,
and who did not do it accepts or returns it. An unanswered finding stands in the way of the next plan.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, NamedTuple, assert_never

from domain.calendar import day_of, end_of
from domain.case import TooEarly, require_clock
from domain.cycle import CycleOpened, require_cycle
from domain.findings_commands import (
    AcceptCorrectiveAction,
    FindingCommand,
    IssueFinding,
    NoteFindingOverdue,
    PlanCorrectiveAction,
    ReportCorrectiveAction,
    ReturnCorrectiveAction,
    VerifyFinding,
    WaiveFinding,
)
from domain.findings_facts import (
    CorrectiveActionAccepted,
    CorrectiveActionOverdue,
    CorrectiveActionPlanned,
    CorrectiveActionReported,
    CorrectiveActionReturned,
    Finding,
    FindingEvent,
    FindingIssued,
    Findings,
    FindingVerified,
    FindingWaived,
    evolve,
)
from domain.findings_refusals import (
    AuditorConcerned,
    DayPassed,
    FindingOutOfTurn,
    FindingsUnanswered,
    NoAuthority,
    NoFinding,
    NoMandate,
    NumberTaken,
    OwnMinistry,
)
from domain.ids import findings_stream, person_stream
from domain.messages import Decider, Facts, content
from domain.person import PERSON
from domain.resolutions import require_resolution
from domain.roles import require_role


def decide(command: FindingCommand, state: Findings, facts: Facts) -> list[FindingEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    _, opened = require_cycle(facts, command.year)
    today = day_of(facts.at, opened.rules.zone)
    plan_by = today + timedelta(days=opened.rules.follow_up.plan_days)
    if isinstance(command, IssueFinding):
        return _issue(command, state, _Today(opened, today, plan_by), facts)
    now = state.of.get(command.number)
    if now is None:
        raise NoFinding(body=command.body, number=command.number)
    match command:
        case PlanCorrectiveAction():
            return _plan(command, now, today, facts)
        case ReportCorrectiveAction():
            return _report(command, now, facts)
        case AcceptCorrectiveAction():
            return _accept(command, now, facts)
        case ReturnCorrectiveAction():
            return _return(command, now, plan_by, facts)
        case WaiveFinding():
            return _waive(command, now, facts)
        case VerifyFinding():
            return _verify(command, now, plan_by, facts)
        case NoteFindingOverdue():
            return _note(command, now, facts)
        case _:
            assert_never(command)


class _Today(NamedTuple):
    """The year a finding is issued under, the day, and the day by which it is planned."""

    opened: CycleOpened
    day: date
    plan_by: date


def _issue(command: IssueFinding, state: Findings, today: _Today, facts: Facts) -> list[FindingEvent]:
    _require_authority(command, today, facts)
    days = {"plan_by": today.plan_by, "zone": today.opened.rules.zone}
    event = FindingIssued.model_validate({**content(command), **days, "by": facts.actor})
    known = state.of.get(command.number)
    if known is not None and known.issued == event:
        return []
    if command.number != len(state.of) + 1:
        raise NumberTaken(body=command.body, number=command.number, next=len(state.of) + 1)
    return [event]


def _require_authority(command: IssueFinding, today: _Today, facts: Facts) -> None:
    if (command.sector is None) == (command.resolution is None):
        raise NoAuthority
    _require_other_ministry(command.body, facts)
    if command.resolution is not None:
        require_role(facts, "evaluation-office", today.opened.government)
        require_resolution(facts, command.resolution, "finding", command.body)
    elif command.sector is not None:
        require_inspector(facts, today.opened, command.sector, today.day)


def require_inspector(facts: Facts, opened: CycleOpened, sector: str, day: date) -> None:
    """Let pass an inspector of the office that supervises *sector* on *day*.

    Raises:
        NoMandate: he is none.
    """
    offices = [it.body for it in opened.rules.supervision if it.sector == sector and it.holds_on(day)]
    if not any(facts.holds("inspector", office) for office in offices):
        raise NoMandate(actor=facts.actor, sector=sector, day=day)


def _require_other_ministry(body: str, facts: Facts) -> None:
    registered = facts.read(PERSON, person_stream(facts.actor)).registered
    if registered is not None and registered.body == body:
        raise OwnMinistry(actor=facts.actor, body=body)


def _plan(command: PlanCorrectiveAction, now: Finding, today: date, facts: Facts) -> list[FindingEvent]:
    require_role(facts, "planning", command.body)
    event = CorrectiveActionPlanned(**_of(command, "remedy", "plan", "responsible", "due"), by=facts.actor)
    if now.planned == event:
        return []
    _require_stage(command, now, "issued", "planned")
    if command.due < today:
        raise DayPassed(due=command.due, today=today)
    if command.remedy == "self-audit":
        _require_auditor(command, facts)
    return [event]


def _require_auditor(command: PlanCorrectiveAction, facts: Facts) -> None:
    auditor = facts.read(PERSON, person_stream(command.responsible))
    if ("internal-auditor", command.body) not in auditor.roles or command.responsible == facts.actor:
        raise AuditorConcerned(person=command.responsible, body=command.body)


def _report(command: ReportCorrectiveAction, now: Finding, facts: Facts) -> list[FindingEvent]:
    if now.planned is None or facts.actor != now.planned.responsible:
        require_role(facts, "planning", command.body)
    if now.planned is not None and now.planned.remedy == "self-audit" and facts.actor != now.planned.responsible:
        raise AuditorConcerned(person=facts.actor, body=command.body)
    event = CorrectiveActionReported(**_of(command, "result", "proof"), by=facts.actor)
    if now.reported == event:
        return []
    _require_stage(command, now, "planned")
    return [event]


def _accept(command: AcceptCorrectiveAction, now: Finding, facts: Facts) -> list[FindingEvent]:
    _require_office(command, now, facts)
    if now.stage == "accepted":
        return []
    _require_stage(command, now, "reported")
    return [CorrectiveActionAccepted(**_of(command), by=facts.actor)]


def _return(command: ReturnCorrectiveAction, now: Finding, plan_by: date, facts: Facts) -> list[FindingEvent]:
    _require_office(command, now, facts)
    if now.returned is not None and now.returned.reason == command.reason and now.stage == "issued":
        return []
    _require_stage(command, now, "reported")
    return [CorrectiveActionReturned(**_of(command, "reason"), plan_by=plan_by, by=facts.actor)]


def _waive(command: WaiveFinding, now: Finding, facts: Facts) -> list[FindingEvent]:
    _require_secretariat(command, facts)
    if now.stage == "waived":
        return []
    _require_stage(command, now, "issued", "planned")
    require_resolution(facts, command.resolution, "waive-finding", command.body)
    return [FindingWaived(**_of(command, "resolution", "reason"), by=facts.actor)]


def _verify(command: VerifyFinding, now: Finding, plan_by: date, facts: Facts) -> list[FindingEvent]:
    _require_office(command, now, facts)
    if now.stage == "verified" and command.lasts:
        return []
    _require_stage(command, now, "accepted")
    said = {**_of(command, "lasts", "note"), "year": command.year, "by": facts.actor}
    return [FindingVerified.model_validate({**said, "plan_by": None if command.lasts else plan_by})]


def _note(command: NoteFindingOverdue, now: Finding, facts: Facts) -> list[FindingEvent]:
    require_clock(facts, command.stream())
    if now.due != command.due or now.overdue:
        return []  # it was done or moved meanwhile
    if facts.at < (end := end_of(command.due, now.issued.zone)):
        raise TooEarly(case=command.stream(), at=end)
    awaited: Literal["plan", "report"] = "plan" if now.stage == "issued" else "report"
    return [CorrectiveActionOverdue(**_of(command, "due"), awaited=awaited)]


def _require_office(command: FindingCommand, now: Finding, facts: Facts) -> None:
    """Let pass who answers for the finding: the sector's office as it is today, or the secretariat."""
    if now.issued.sector is None:
        _require_secretariat(command, facts)
        return
    _require_other_ministry(command.body, facts)
    _, opened = require_cycle(facts, command.year)
    require_inspector(facts, opened, now.issued.sector, day_of(facts.at, opened.rules.zone))


def _require_secretariat(command: FindingCommand, facts: Facts) -> None:
    _, opened = require_cycle(facts, command.year)
    _require_other_ministry(command.body, facts)
    require_role(facts, "evaluation-office", opened.government)


def _require_stage(command: FindingCommand, now: Finding, *stages: str) -> None:
    if now.stage not in stages:
        raise FindingOutOfTurn(body=command.body, number=command.number, stage=now.stage)


def _of(command: FindingCommand, *fields: str) -> dict[str, Any]:
    return {name: getattr(command, name) for name in ("body", "number", *fields)}


def require_answered(facts: Facts, body: str, year: int) -> None:
    """Let pass a body that has answered what was found in the cycles before *year* (the promise ledger).

    Raises:
        FindingsUnanswered: a finding has no plan, or a promise is overdue, and the committee waived neither.
    """
    ledger = facts.read(FINDINGS, findings_stream(body))
    open_ones = [number for number, it in ledger.of.items() if it.issued.year < year and not it.is_answered]
    if open_ones:
        raise FindingsUnanswered(body=body, numbers=", ".join(map(str, open_ones)))


FINDINGS: Decider[Findings] = Decider(
    "findings",
    (
        FindingIssued,
        CorrectiveActionPlanned,
        CorrectiveActionReported,
        CorrectiveActionAccepted,
        CorrectiveActionReturned,
        CorrectiveActionOverdue,
        FindingWaived,
        FindingVerified,
    ),
    (
        IssueFinding,
        PlanCorrectiveAction,
        ReportCorrectiveAction,
        AcceptCorrectiveAction,
        ReturnCorrectiveAction,
        WaiveFinding,
        VerifyFinding,
        NoteFindingOverdue,
    ),
    Findings(),
    evolve,
    decide,
)
