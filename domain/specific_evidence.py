"""What a ministry shows about an area, and what the evaluation saw there itself (DEC 15, S1-33)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.calendar import day_of, resolve
from domain.cycle import require_cycle
from domain.ids import Id, Sha256, specific_area_stream, specific_stream
from domain.messages import Facts, TaskCommand, content
from domain.obligations import permit
from domain.phase_refusals import PhaseIsClosed
from domain.specific import SPECIFIC, require_area, require_criteria, require_manager
from domain.specific_area_facts import Area, AreaEvent, AreaEvidenceSubmitted, SiteVisited
from domain.specific_area_refusals import LateEvidence, NotAnEstimate, VisitNotYet, WrongItems
from domain.specific_ballot import Evidence
from domain.specific_panel import AreaAct
from domain.specific_rules import SpecificRules


class SubmitAreaEvidence(TaskCommand):
    """Submit a ministry's evidence about an area; a later wish supersedes it while evidence is taken."""

    type: Literal["SubmitAreaEvidence"] = "SubmitAreaEvidence"
    task_id = "submit-specific-evidence"
    subject_field = "area"
    area: Id
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]

    def stream(self) -> str:
        """Return the area's stream."""
        return specific_area_stream(self.year, self.body, self.area)

    def assignee(self, facts: Facts) -> str | None:
        """Return who speaks for the ministry, once its evaluation is open."""
        opened = facts.read(SPECIFIC, specific_stream(self.year)).opened.get(self.body)
        return opened.owner if opened and self.area in opened.areas else None


class RecordSiteVisit(AreaAct):
    """Put a visit on record, as the office that manages the evaluation or as a panellist."""

    type: Literal["RecordSiteVisit"] = "RecordSiteVisit"
    day: date
    visitors: tuple[Id, ...]
    report: Sha256


def submit(command: SubmitAreaEvidence, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the evidence on record; [] if already so.

    Raises:
        Refusal: a rule refuses *command*; what comes after the last day is late evidence.
    """
    cycle = require_cycle(facts, command.year)[1]
    require_area(cycle.rules.specific, command.year, command.area)
    require_criteria(facts.read(SPECIFIC, specific_stream(command.year)), cycle, facts)
    try:
        permit(command, facts)
    except PhaseIsClosed as closed:
        raise LateEvidence(body=command.body, area=command.area, closes=closed.facts["closes"]) from closed
    _require_evidence(command, cycle.rules.specific)
    if state.evidence and state.evidence.evidence == command.evidence:
        return []
    edition = state.evidence.edition + 1 if state.evidence else 1
    return [AreaEvidenceSubmitted(**content(command), edition=edition, by=facts.actor)]


def _require_evidence(command: SubmitAreaEvidence, rules: SpecificRules) -> None:
    rule, until = rules.area(command.area), resolve(rules.data_until, command.year)
    known = [it.item for it in rule.items] if rule else []
    if unknown := [it.item for it in command.evidence if it.item not in known]:
        raise WrongItems(area=command.area, missing="-", unknown=", ".join(unknown), known=", ".join(known))
    for it in command.evidence:
        if it.as_of > until and not it.estimate:
            raise NotAnEstimate(item=it.item, as_of=it.as_of, until=until)


def visit(command: RecordSiteVisit, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the visit on record; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle = require_cycle(facts, command.year)[1]
    require_area(cycle.rules.specific, command.year, command.area)
    if facts.actor not in state.panellists:
        require_manager(facts, cycle)
    if command.day > day_of(facts.at, cycle.rules.zone):
        raise VisitNotYet(on=command.day)
    about = {name: getattr(command, name) for name in ("year", "ministry", "area", "visitors", "report")}
    known = [(it.on, it.visitors, it.report) for it in state.visits]
    if (command.day, command.visitors, command.report) in known:
        return []
    return [SiteVisited(**about, on=command.day, by=facts.actor)]
