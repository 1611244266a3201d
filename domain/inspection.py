"""Confirmation of a ministry's self-evaluation by the offices that supervise its sectors (S1-36; ACT 11).

An office never confirms its own ministry (SOD-05), and proposes a re-evaluation but scores nothing itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, assert_never

from domain.calendar import day_of
from domain.conflicts import acts_for
from domain.cycle import CycleOpened, require_cycle
from domain.cycle_refusals import UnknownBody
from domain.ids import Id, Subject, Year, inspection_stream, person_stream, self_evaluation_stream
from domain.mandates import require_mandate
from domain.messages import AssigningEvent, Assignment, Command, Decider, Facts, Reason, TaskCommand, TaskEvent, content
from domain.obligations import permit
from domain.person import PERSON
from domain.refusals import Refusal
from domain.self_evaluation import SELF_EVALUATION

Verdict = Literal["confirmed", "re-evaluate"]


class InspectorNamed(AssigningEvent):
    """*inspector* of the supervising *office* looks at the sector of the *ministry*'s self-evaluation."""

    type: Literal["InspectorNamed"] = "InspectorNamed"
    ministry: Id
    sector: Id
    office: Id
    inspector: Id
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return the inspector's task."""
        subject = f"{self.ministry}:{self.sector}"
        return (Assignment(task="inspect-self-evaluation", subject=subject, owner=self.inspector),)


class SelfEvaluationInspected(TaskEvent):
    """The sector is confirmed, or a re-evaluation recommended; *version* is the evaluation as it was read."""

    type: Literal["SelfEvaluationInspected"] = "SelfEvaluationInspected"
    task_id = "inspect-self-evaluation"
    subject_field = "inspected"
    inspected: Subject  # MINISTRY:SECTOR
    verdict: Verdict
    opinion: str
    office: Id
    version: int
    by: Id

    @property
    def ministry(self) -> str:
        """Return the ministry."""
        return self.inspected.partition(":")[0]

    @property
    def sector(self) -> str:
        """Return the sector."""
        return self.inspected.partition(":")[2]


InspectionEvent = InspectorNamed | SelfEvaluationInspected


@dataclass(frozen=True)
class Inspection:
    """What decisions need to know of the confirmation of one sector."""

    named: InspectorNamed | None = None
    inspected: SelfEvaluationInspected | None = None


def evolve(state: Inspection, event: InspectionEvent) -> Inspection:
    """Return *state* after *event*."""
    match event:
        case InspectorNamed():
            return replace(state, named=event)
        case SelfEvaluationInspected():
            return replace(state, inspected=event)
        case _:
            assert_never(event)


class NameInspector(Command):
    """Name who inspects a sector of a ministry, as head or inspector of the office that supervises it today."""

    type: Literal["NameInspector"] = "NameInspector"
    year: Year
    ministry: Id
    sector: Id
    inspector: Id

    def stream(self) -> str:
        """Return the stream of the sector's inspection."""
        return inspection_stream(self.year, self.ministry, self.sector)


class InspectSelfEvaluation(TaskCommand):
    """Confirm a sector of a ministry's self-evaluation, or recommend a re-evaluation."""

    type: Literal["InspectSelfEvaluation"] = "InspectSelfEvaluation"
    task_id = "inspect-self-evaluation"
    subject_field = "inspected"
    inspected: Subject  # MINISTRY:SECTOR
    verdict: Verdict
    opinion: Reason

    def stream(self) -> str:
        """Return the stream of the sector's inspection."""
        return inspection_stream(self.year, *self._place())

    def assignee(self, facts: Facts) -> str | None:
        """Return the inspector who was named."""
        named = facts.read(INSPECTION, self.stream()).named
        return named.inspector if named else None

    def _place(self) -> tuple[str, str]:
        ministry, _, sector = self.inspected.partition(":")
        return ministry, sector


InspectionCommand = NameInspector | InspectSelfEvaluation


class NobodySupervises(Refusal):
    """A sector is confirmed by the office that has the mandate on the day."""

    code = "inspection.no-office"
    ko = "{day}에는 '{sector}' 부문을 맡은 확인·점검 기관이 없습니다. 그 부문은 확인 없이 위원회에 올라갑니다."
    en = "Nobody supervises the sector '{sector}' on {day}. It goes to the committee unconfirmed."


class NotTheSupervisor(Refusal):
    """Only the supervising office's people name inspectors and inspect."""

    code = "inspection.not-the-office"
    ko = "{person}은(는) '{sector}' 부문을 맡은 {office}의 점검 담당이 아닙니다. 그 기관의 담당자가 하여야 합니다."
    en = "{person} is no inspector of {office}, which supervises the sector '{sector}'. One of its people must do it."


class OwnSelfEvaluation(Refusal):
    """An office does not confirm its own ministry, nor does anybody who serves there (SOD-05)."""

    code = "inspection.own-ministry"
    ko = "{person}은(는) 자기 기관({ministry})의 자체평가를 확인할 수 없습니다. 위원회가 직접 심의하게 두십시오."
    en = "{person} cannot confirm the self-evaluation of the own ministry {ministry}. Leave it to the committee."


class NotSubmitted(Refusal):
    """Only what was submitted is confirmed; without it a re-evaluation is all that can be recommended."""

    code = "inspection.not-submitted"
    ko = "{ministry}은(는) {year}년도 자체평가 결과를 제출하지 않았습니다. 재평가를 권고할 수만 있습니다."
    en = "{ministry} has submitted no self-evaluation of {year}. All you can do is recommend a re-evaluation."


def decide(command: InspectionCommand, state: Inspection, facts: Facts) -> list[InspectionEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case NameInspector():
            return _name(command, state, facts)
        case InspectSelfEvaluation():
            return _inspect(command, state, facts)
        case _:
            assert_never(command)


def _name(command: NameInspector, state: Inspection, facts: Facts) -> list[InspectionEvent]:
    opened = require_cycle(facts, command.year)[1]
    if command.ministry not in (*opened.bodies, opened.government):
        raise UnknownBody(body=command.ministry)
    office = _office(opened, command.ministry, command.sector, facts)
    if not (acts_for(facts, office, None) or facts.holds("inspector", office)):
        raise NotTheSupervisor(person=facts.actor, office=office, sector=command.sector)
    _require_inspector(command.inspector, office, command.ministry, command.sector, facts)
    if state.named and (state.named.inspector, state.named.office) == (command.inspector, office):
        return []
    return [InspectorNamed(**content(command), body=opened.government, office=office, by=facts.actor)]


def _office(opened: CycleOpened, ministry: str, sector: str, facts: Facts) -> str:
    """Return the office that supervises *sector* of *ministry* today."""
    today = day_of(facts.at, opened.rules.zone)
    office = require_mandate(facts, opened, ministry, sector, today)
    if office is None:
        raise NobodySupervises(sector=sector, day=today)
    return office


def _require_inspector(person: str, office: str, ministry: str, sector: str, facts: Facts) -> None:
    known = facts.read(PERSON, person_stream(person))
    if ("inspector", office) not in known.roles:
        raise NotTheSupervisor(person=person, office=office, sector=sector)
    if ministry in (office, known.body()):
        raise OwnSelfEvaluation(person=person, ministry=ministry)


def _inspect(command: InspectSelfEvaluation, state: Inspection, facts: Facts) -> list[InspectionEvent]:
    opened = permit(command, facts).cycle
    ministry, _, sector = command.inspected.partition(":")
    office = _office(opened, ministry, sector, facts)
    _require_inspector(facts.actor, office, ministry, sector, facts)
    stream = self_evaluation_stream(command.year, ministry)
    if command.verdict == "confirmed" and facts.read(SELF_EVALUATION, stream).submitted is None:
        raise NotSubmitted(ministry=ministry, year=command.year)
    how = {"office": office, "version": facts.version(stream), "by": facts.actor}
    event = SelfEvaluationInspected.model_validate({**content(command), **how})
    return [] if state.inspected == event else [event]


INSPECTION: Decider[Inspection] = Decider(
    "inspection",
    (InspectorNamed, SelfEvaluationInspected),
    (NameInspector, InspectSelfEvaluation),
    Inspection(),
    evolve,
    decide,
)
