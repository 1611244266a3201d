"""What is reported and published of a year: to the Assembly's committee, to the Cabinet, to everybody (ACT 26, 27)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, assert_never

from domain.ids import Id, Sha256, reports_stream
from domain.messages import Decider, Facts, Label, Reason, TaskCommand, TaskEvent, content
from domain.obligations import permit


class ResultReportedToAssembly(TaskEvent):
    """The body's evaluation results were reported to the Assembly's standing committee."""

    type: Literal["ResultReportedToAssembly"] = "ResultReportedToAssembly"
    task_id = "report-results"
    subject_field = "body"
    committee: Label
    document: Sha256
    receipt: str
    by: Id


class ResultPublished(TaskEvent):
    """The body's evaluation results are open to everybody at *place*."""

    type: Literal["ResultPublished"] = "ResultPublished"
    task_id = "publish-results"
    subject_field = "body"
    document: Sha256
    place: str
    by: Id


class ReportedToCabinet(TaskEvent):
    """The government's results of the year were reported to the Cabinet."""

    type: Literal["ReportedToCabinet"] = "ReportedToCabinet"
    task_id = "report-cabinet"
    subject_field = "body"
    document: Sha256
    by: Id


ReportEvent = ResultReportedToAssembly | ResultPublished | ReportedToCabinet


@dataclass(frozen=True)
class Reports:
    """What a body reported of a year; the last of each."""

    assembly: ResultReportedToAssembly | None = None
    published: ResultPublished | None = None
    cabinet: ReportedToCabinet | None = None


def evolve(state: Reports, event: ReportEvent) -> Reports:
    """Return *state* after *event*."""
    match event:
        case ResultReportedToAssembly():
            return replace(state, assembly=event)
        case ResultPublished():
            return replace(state, published=event)
        case ReportedToCabinet():
            return replace(state, cabinet=event)
        case _:
            assert_never(event)


class _ReportTask(TaskCommand):
    """A command about what a body tells of its year."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the stream of the body's reports."""
        return reports_stream(self.year, self.body)


class ReportResultToAssembly(_ReportTask):
    """Record that the results were reported to the Assembly's committee."""

    type: Literal["ReportResultToAssembly"] = "ReportResultToAssembly"
    task_id = "report-results"
    committee: Label
    document: Sha256
    receipt: Reason


class PublishResult(_ReportTask):
    """Record where the results are published."""

    type: Literal["PublishResult"] = "PublishResult"
    task_id = "publish-results"
    document: Sha256
    place: Reason


class ReportToCabinet(_ReportTask):
    """Record that the year was reported to the Cabinet."""

    type: Literal["ReportToCabinet"] = "ReportToCabinet"
    task_id = "report-cabinet"
    document: Sha256


ReportCommand = ReportResultToAssembly | PublishResult | ReportToCabinet
_FACTS: dict[type[TaskCommand], type[ReportEvent]] = {
    ReportResultToAssembly: ResultReportedToAssembly,
    PublishResult: ResultPublished,
    ReportToCabinet: ReportedToCabinet,
}


def decide(command: ReportCommand, state: Reports, facts: Facts) -> list[ReportEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    permit(command, facts)
    event = _FACTS[type(command)](**content(command), by=facts.actor)
    return [] if event in (state.assembly, state.published, state.cabinet) else [event]


REPORTS: Decider[Reports] = Decider(
    "reports",
    (ResultReportedToAssembly, ResultPublished, ReportedToCabinet),
    (ReportResultToAssembly, PublishResult, ReportToCabinet),
    Reports(),
    evolve,
    decide,
)
