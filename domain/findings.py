"""What a body was found to put right, and its promises: one ledger over the years (ACT 29; S1-50).

A supervising office or the committee issues a finding, or the engine draws one from a result (S1-53); the
body plans within days, reports with proof, and who did not do it accepts or returns it. An unanswered
finding stands in the way of the next plan: ``findings_ledger``.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, NamedTuple, assert_never

from domain.calendar import day_of, end_of
from domain.case import TooEarly, require_clock
from domain.cycle import CycleOpened, require_cycle
from domain.findings_authority import require_issuer, require_office, require_planner, require_secretariat
from domain.findings_commands import (
    AcceptCorrectiveAction,
    DrawFinding,
    FindingCommand,
    IssueFinding,
    MovingCommand,
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
    AcceptsOwnWork,
    AuditorConcerned,
    DayPassed,
    DayTooFar,
    FindingOutOfTurn,
    NoFinding,
    NumberTaken,
    OtherRemedy,
)
from domain.follow_up import Remedy
from domain.ids import person_stream
from domain.messages import Decider, Facts, content
from domain.person import PERSON
from domain.resolutions import ResolutionSpent, require_resolution
from domain.roles import require_engine


class _Today(NamedTuple):
    """The year whose rules hold, the day, and the day by which a finding of today is planned."""

    opened: CycleOpened
    day: date
    plan_by: date


def decide(command: FindingCommand, state: Findings, facts: Facts) -> list[FindingEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    _, opened = require_cycle(facts, command.year)
    day = day_of(facts.at, opened.rules.zone)
    today = _Today(opened, day, day + timedelta(days=opened.rules.follow_up.plan_days))
    match command:
        case IssueFinding():
            return _issue(command, state, today, facts)
        case DrawFinding():
            return _draw(command, state, today, facts)
        case _:
            return _move(command, state, today, facts)


def _move(command: MovingCommand, state: Findings, today: _Today, facts: Facts) -> list[FindingEvent]:
    """Return what takes a finding that is there one step on."""
    now = state.of.get(command.number)
    if now is None:
        raise NoFinding(body=command.body, number=command.number)
    match command:
        case PlanCorrectiveAction():
            return _plan(command, now, today, facts)
        case ReportCorrectiveAction():
            return _report(command, now, today.day, facts)
        case AcceptCorrectiveAction():
            return _accept(command, now, facts)
        case ReturnCorrectiveAction():
            return _return(command, now, today.plan_by, facts)
        case WaiveFinding():
            return _waive(command, now, state, facts)
        case VerifyFinding():
            return _verify(command, now, today.plan_by, facts)
        case NoteFindingOverdue():
            return _note(command, now, facts)
        case _:
            assert_never(command)


def _issue(command: IssueFinding, state: Findings, today: _Today, facts: Facts) -> list[FindingEvent]:
    require_issuer(command, today.opened, today.day, facts)
    if command.source == "poor-result":
        _require_remedy(command, "organisation-review", command.remedy)
    days = {"plan_by": today.plan_by, "zone": today.opened.rules.zone}
    event = FindingIssued.model_validate({**content(command), **days, "by": facts.actor})
    known = state.of.get(command.number)
    if known is not None and known.issued == event:
        return []
    if command.number != len(state.of) + 1:
        raise NumberTaken(body=command.body, number=command.number, next=len(state.of) + 1)
    return [event]


def _draw(command: DrawFinding, state: Findings, today: _Today, facts: Facts) -> list[FindingEvent]:
    """Issue the finding that the rules ask for, once for each cause; none where they ask for none."""
    require_engine(facts, command.body)
    rule = today.opened.rules.follow_up.drawn.get(command.kind)
    if rule is None or any(_is_drawn(command, it.issued) for it in state.of.values()):
        return []
    said = {name: value for name, value in content(command).items() if name != "kind"}
    asked = {"title": rule.title, "remedy": rule.remedy, "sector": rule.sector, "drawn": command.kind}
    source = "poor-result" if rule.remedy == "organisation-review" else "programme"
    said |= {**asked, "source": source, "number": len(state.of) + 1, "resolution": None}
    days = {"plan_by": today.plan_by, "zone": today.opened.rules.zone}
    return [FindingIssued.model_validate({**said, **days, "by": facts.actor})]


def _is_drawn(command: DrawFinding, issued: FindingIssued) -> bool:
    """Return whether *issued* is what *command* asks for: of the same cause, or of the body's result of the year."""
    of_body = command.unit is None and (issued.drawn, issued.year) == (command.kind, command.year)
    return of_body or issued.cause == command.cause


def _require_remedy(command: IssueFinding | PlanCorrectiveAction, wanted: Remedy, given: Remedy | None) -> None:
    if given != wanted:
        raise OtherRemedy(body=command.body, number=command.number, wanted=wanted, given=given or "-")


def _plan(command: PlanCorrectiveAction, now: Finding, today: _Today, facts: Facts) -> list[FindingEvent]:
    answering = require_planner(facts, command.body, today.day)
    event = CorrectiveActionPlanned(**_of(command, "remedy", "plan", "responsible", "due"), by=facts.actor)
    if now.planned == event:
        return []
    _require_stage(command, now, "issued", "planned")
    if now.issued.remedy is not None:
        _require_remedy(command, now.issued.remedy, command.remedy)
    _require_day(command, now, today)
    if command.remedy == "self-audit":
        _require_auditor(command, answering, facts)
    return [event]


def _require_day(command: PlanCorrectiveAction, now: Finding, today: _Today) -> None:
    """Let pass a day to come, not so far away that nobody will look, however often it is planned anew."""
    if command.due < today.day:
        raise DayPassed(due=command.due, today=today.day)
    begins = now.plan_by or now.issued.plan_by
    since = max(begins, today.day) if now.stage == "issued" else begins
    if command.due > (last := since + timedelta(days=today.opened.rules.follow_up.carry_out_days)):
        raise DayTooFar(due=command.due, last=last)


def _require_auditor(command: PlanCorrectiveAction, body: str, facts: Facts) -> None:
    auditor = facts.read(PERSON, person_stream(command.responsible))
    if ("internal-auditor", body) not in auditor.roles or command.responsible == facts.actor:
        raise AuditorConcerned(person=command.responsible, body=body)


def _report(command: ReportCorrectiveAction, now: Finding, today: date, facts: Facts) -> list[FindingEvent]:
    if now.planned is None or facts.actor != now.planned.responsible:
        require_planner(facts, command.body, today)
    if now.planned is not None and now.planned.remedy == "self-audit" and facts.actor != now.planned.responsible:
        raise AuditorConcerned(person=facts.actor, body=command.body)
    event = CorrectiveActionReported(**_of(command, "result", "proof"), by=facts.actor)
    if now.reported == event:
        return []
    _require_stage(command, now, "planned")
    return [event]


def _accept(command: AcceptCorrectiveAction, now: Finding, facts: Facts) -> list[FindingEvent]:
    require_office(command, now, facts)
    if now.stage == "accepted":
        return []
    _require_stage(command, now, "reported")
    if facts.actor in {it for it in (now.planned and now.planned.responsible, now.reported and now.reported.by) if it}:
        raise AcceptsOwnWork(actor=facts.actor, body=command.body, number=command.number)
    return [CorrectiveActionAccepted(**_of(command), by=facts.actor)]


def _return(command: ReturnCorrectiveAction, now: Finding, plan_by: date, facts: Facts) -> list[FindingEvent]:
    require_office(command, now, facts)
    if now.returned is not None and now.returned.reason == command.reason and now.stage == "issued":
        return []
    _require_stage(command, now, "reported")
    return [CorrectiveActionReturned(**_of(command, "reason"), plan_by=plan_by, by=facts.actor)]


def _waive(command: WaiveFinding, now: Finding, state: Findings, facts: Facts) -> list[FindingEvent]:
    require_secretariat(command, facts)
    if now.stage == "waived":
        return []
    _require_stage(command, now, "issued", "planned")
    require_resolution(facts, command.resolution, "waive-finding", command.body, command.year)
    if command.resolution in {it.waived.resolution for it in state.of.values() if it.waived}:
        raise ResolutionSpent(ref=command.resolution)
    return [FindingWaived(**_of(command, "resolution", "reason"), by=facts.actor)]


def _verify(command: VerifyFinding, now: Finding, plan_by: date, facts: Facts) -> list[FindingEvent]:
    require_office(command, now, facts)
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


def _require_stage(command: MovingCommand, now: Finding, *stages: str) -> None:
    if now.stage not in stages:
        raise FindingOutOfTurn(body=command.body, number=command.number, stage=now.stage)


def _of(command: MovingCommand, *fields: str) -> dict[str, Any]:
    return {name: getattr(command, name) for name in ("body", "number", *fields)}


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
        DrawFinding,
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
