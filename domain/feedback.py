"""Quarterly feedback notes, signed by both, and the June interim review (S1-88, S1-104; REG 20)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, feedback_stream
from domain.messages import Decider, Facts, PersonalText, PrivateText, TaskCommand, TaskEvent, content, having
from domain.obligations import permit
from domain.refusals import Refusal
from domain.rules import RuleSet


class FeedbackNoteWritten(TaskEvent):
    """The evaluator's signed note of a quarter's talk; a later edition supersedes an unsigned one."""

    type: Literal["FeedbackNoteWritten"] = "FeedbackNoteWritten"
    task_id = "write-note"
    person: Id
    evaluator: Id
    note: PrivateText
    edition: Annotated[int, Field(ge=1)]


class FeedbackNoteSigned(TaskEvent):
    """The person signed the note *edition*: it is on record with both signatures."""

    type: Literal["FeedbackNoteSigned"] = "FeedbackNoteSigned"
    task_id = "sign-note"
    person: Id
    edition: Annotated[int, Field(ge=1)]


class InterimReviewCompleted(TaskEvent):
    """The evaluator's progress review as of June; it is recorded and ungraded."""

    type: Literal["InterimReviewCompleted"] = "InterimReviewCompleted"
    task_id = "review-progress"
    person: Id
    evaluator: Id
    findings: PrivateText
    edition: Annotated[int, Field(ge=1)]


FeedbackEvent = FeedbackNoteWritten | FeedbackNoteSigned | InterimReviewCompleted


@dataclass(frozen=True)
class Feedback:
    """What decisions need to know of a person's feedback in a year."""

    notes: dict[str, FeedbackNoteWritten] = field(default_factory=dict)  # by phase
    signed: dict[str, int] = field(default_factory=dict)  # edition by phase
    interim: dict[str, InterimReviewCompleted] = field(default_factory=dict)  # by phase


def evolve(state: Feedback, event: FeedbackEvent) -> Feedback:
    """Return *state* after *event*."""
    match event:
        case FeedbackNoteWritten():
            return replace(state, notes=having(state.notes, event.phase, event))
        case FeedbackNoteSigned():
            return replace(state, signed=having(state.signed, event.phase, event.edition))
        case InterimReviewCompleted():
            return replace(state, interim=having(state.interim, event.phase, event))
        case _:
            assert_never(event)


class _FeedbackCommand(TaskCommand):
    """A command about one person's feedback."""

    person: Id

    def stream(self) -> str:
        """Return the feedback's stream."""
        return feedback_stream(self.year, self.person)


class WriteFeedbackNote(_FeedbackCommand):
    """Write and sign the note of the quarter's talk, as first evaluator."""

    type: Literal["WriteFeedbackNote"] = "WriteFeedbackNote"
    task_id = "write-note"
    note: PersonalText


class SignFeedbackNote(_FeedbackCommand):
    """Sign the note *edition* about oneself."""

    type: Literal["SignFeedbackNote"] = "SignFeedbackNote"
    task_id = "sign-note"
    edition: Annotated[int, Field(ge=1)]


class ReviewProgress(_FeedbackCommand):
    """Record the June progress review, as first evaluator."""

    type: Literal["ReviewProgress"] = "ReviewProgress"
    task_id = "review-progress"
    findings: PersonalText


FeedbackCommand = WriteFeedbackNote | SignFeedbackNote | ReviewProgress


class NoInterview(Refusal):
    """A rating rests on interviews that both signed (REG 20)."""

    code = "note.too-few"
    ko = (
        "{person}에 대하여 양측이 서명한 {year}년도 면담 기록이 {signed}건입니다. 평가하려면 {needed}건이 필요합니다. "
        "면담 기록에 먼저 서명을 받으십시오."
    )
    en = (
        "There are {signed} notes of interviews with {person} in {year} that both signed; a rating needs {needed}. "
        "Have a note signed first."
    )


class NoteIsSigned(Refusal):
    """A note with both signatures stays as it is."""

    code = "note.signed"
    ko = "{person}의 '{phase}' 면담 기록은 양측이 서명하여 바꿀 수 없습니다. 보완할 내용은 다음 분기 기록에 적으십시오."
    en = "The note on {person} in '{phase}' is signed by both and stays. Put what you want to add into the next note."


class NoNoteYet(Refusal):
    """There is nothing to sign."""

    code = "note.none"
    ko = "{person}에 대한 '{phase}' 면담 기록이 아직 없습니다. 평가자가 작성한 뒤 서명하십시오."
    en = "There is no note on {person} in '{phase}' yet. Sign it once the evaluator has written it."


class OtherNote(Refusal):
    """Who signs must have seen what is on the table."""

    code = "note.other-edition"
    ko = "{person}의 '{phase}' 면담 기록이 {current}판으로 바뀌었습니다. 새 판을 읽고 서명하십시오({given}판 아님)."
    en = "The note on {person} in '{phase}' is now edition {current}. Read it and sign that, not edition {given}."


def decide(command: FeedbackCommand, state: Feedback, facts: Facts) -> list[FeedbackEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    permit(command, facts)
    match command:
        case WriteFeedbackNote():
            return _write(command, state, facts)
        case SignFeedbackNote():
            return _sign(command, state)
        case ReviewProgress():
            return _review(command, state, facts)
        case _:
            assert_never(command)


def _write(command: WriteFeedbackNote, state: Feedback, facts: Facts) -> list[FeedbackEvent]:
    before = state.notes.get(command.phase)
    if before and before.note == command.note:
        return []
    if command.phase in state.signed:
        raise NoteIsSigned(person=command.person, phase=command.phase)
    edition = before.edition + 1 if before else 1
    return [FeedbackNoteWritten(**content(command), evaluator=facts.actor, edition=edition)]


def _sign(command: SignFeedbackNote, state: Feedback) -> list[FeedbackEvent]:
    note = state.notes.get(command.phase)
    if note is None:
        raise NoNoteYet(person=command.person, phase=command.phase)
    if note.edition != command.edition:
        raise OtherNote(person=command.person, phase=command.phase, current=note.edition, given=command.edition)
    signed = state.signed.get(command.phase) == command.edition
    return [] if signed else [FeedbackNoteSigned(**content(command))]


def _review(command: ReviewProgress, state: Feedback, facts: Facts) -> list[FeedbackEvent]:
    before = state.interim.get(command.phase)
    if before and before.findings == command.findings:
        return []
    edition = before.edition + 1 if before else 1
    return [InterimReviewCompleted(**content(command), evaluator=facts.actor, edition=edition)]


def require_interviews(facts: Facts, year: int, person: str, rules: RuleSet) -> None:
    """Let pass if as many notes about *person* are signed by both as *rules* ask for.

    Raises:
        NoInterview: there are fewer.
    """
    needed = rules.people.interviews
    signed = len(facts.read(FEEDBACK, feedback_stream(year, person)).signed) if needed else 0
    if signed < needed:
        raise NoInterview(person=person, year=year, signed=signed, needed=needed)


FEEDBACK: Decider[Feedback] = Decider(
    "feedback",
    (FeedbackNoteWritten, FeedbackNoteSigned, InterimReviewCompleted),
    (WriteFeedbackNote, SignFeedbackNote, ReviewProgress),
    Feedback(),
    evolve,
    decide,
)
