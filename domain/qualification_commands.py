"""What may be asked in a qualification test of the senior civil service."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field

from domain.ids import Id, Sha256, Year
from domain.messages import Command, Label, PersonalText, Reason
from domain.person_ids import qualification_stream
from domain.qualification_facts import Awaited, Exclusion, Ground, Level, Number, Verdict


class QualificationRequest(Command):
    """A command about one qualification test."""

    person: Id
    number: Number

    def stream(self) -> str:
        """Return the test's stream."""
        return qualification_stream(self.person, self.number)


class TriggerQualificationTest(QualificationRequest):
    """State the ground for a test: as personnel office of the person's body, or as the engine."""

    type: Literal["TriggerQualificationTest"] = "TriggerQualificationTest"
    year: Year
    ground: Ground
    years: tuple[Year, ...] = ()


class RequestQualificationTest(QualificationRequest):
    """Ask for the test, as head of the ministry, with the papers it rests on."""

    type: Literal["RequestQualificationTest"] = "RequestQualificationTest"
    papers: Annotated[tuple[Sha256, ...], Field(min_length=1)]


class FileStatement(QualificationRequest):
    """Say what one has to say to one's own test."""

    type: Literal["FileStatement"] = "FileStatement"
    statement: PersonalText


class WithholdPosition(QualificationRequest):
    """Withhold the person's position until the decision, as head of the ministry."""

    type: Literal["WithholdPosition"] = "WithholdPosition"
    reason: Reason


class ScheduleQualificationTest(QualificationRequest):
    """Call the session; *members* are all in office, *excluded* who of them may not vote."""

    type: Literal["ScheduleQualificationTest"] = "ScheduleQualificationTest"
    session: date
    members: Annotated[tuple[Id, ...], Field(min_length=3)]
    excluded: dict[Id, Exclusion] = Field(default_factory=dict)


class ExtendQualificationTest(QualificationRequest):
    """Take more time by a majority of the members in office; *until* another day only in a lawsuit."""

    type: Literal["ExtendQualificationTest"] = "ExtendQualificationTest"
    in_favour: tuple[Id, ...]
    reason: Reason
    litigation: bool = False
    until: date | None = None


class DecideQualificationTest(QualificationRequest):
    """Record the votes; what more than half of the members in office say is decided."""

    type: Literal["DecideQualificationTest"] = "DecideQualificationTest"
    votes: dict[Id, Verdict]


class OrderTraining(QualificationRequest):
    """Send a conditionally fit person to training, as head of the ministry."""

    type: Literal["OrderTraining"] = "OrderTraining"
    course: Label
    begins: date
    ends: date


class EvaluateTraining(QualificationRequest):
    """Rate the training, of five levels with 1 as the best; None: it was not done."""

    type: Literal["EvaluateTraining"] = "EvaluateTraining"
    level: Level | None


class ProposeRemoval(QualificationRequest):
    """Propose the removal of an unfit person, as head of the ministry."""

    type: Literal["ProposeRemoval"] = "ProposeRemoval"
    reason: Reason


class ProposeDemotion(QualificationRequest):
    """Propose the demotion of an unfit person who consents, as head of the ministry."""

    type: Literal["ProposeDemotion"] = "ProposeDemotion"
    reason: Reason
    consent: bool


class NoteStatutoryDay(QualificationRequest):
    """The clock notes that a day is near, or that it is past."""

    engines = True
    type: Literal["NoteStatutoryDay"] = "NoteStatutoryDay"
    awaited: Awaited
    due: date
    missed: bool


QualificationCommand = (
    TriggerQualificationTest
    | RequestQualificationTest
    | FileStatement
    | WithholdPosition
    | ScheduleQualificationTest
    | ExtendQualificationTest
    | DecideQualificationTest
    | OrderTraining
    | EvaluateTraining
    | ProposeRemoval
    | ProposeDemotion
    | NoteStatutoryDay
)
COMMANDS: tuple[type[Command], ...] = get_args(QualificationCommand)
