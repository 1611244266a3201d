"""Notices of results: what a person is told, by when he may object, and that he received it (REG 21)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.calendar import day_of
from domain.cycle import require_cycle
from domain.grading import GRADING
from domain.ids import Id, PoolId, Year, notice_stream, pools_stream, result_stream
from domain.messages import Command, Decider, Event, Facts, TaskCommand, TaskEvent, Value, content
from domain.numbers import Number
from domain.obligations import permit
from domain.refusals import Refusal
from domain.result import RESULT
from domain.roles import require_engine


class Told(Value):
    """What a notice says: total, grade and place in the pool; without a total, the *ground* for that."""

    total: Number | None = None
    pool: PoolId | None = None
    grade: Id | None = None
    rank: int | None = None
    of: int | None = None
    ground: Id | None = None


class ResultNotified(TaskEvent):
    """The person was told his result; until the end of *object_by* he may object."""

    type: Literal["ResultNotified"] = "ResultNotified"
    task_id = "notify-result"
    person: Id
    told: Told
    object_by: date


class ResultNotifiedAgain(Event):
    """The person was told his changed result; a fresh right to object, on what changed (5.13)."""

    type: Literal["ResultNotifiedAgain"] = "ResultNotifiedAgain"
    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=2)]
    before: Told
    told: Told
    object_by: date
    cause: str


class NoticeReceived(TaskEvent):
    """The person confirmed that he received the notice *edition*."""

    type: Literal["NoticeReceived"] = "NoticeReceived"
    task_id = "receive-notice"
    person: Id
    edition: Annotated[int, Field(ge=1)]


NoticeEvent = ResultNotified | ResultNotifiedAgain | NoticeReceived


@dataclass(frozen=True)
class Notice:
    """What decisions need to know of a person's notices."""

    told: Told | None = None
    edition: int = 0
    object_by: date | None = None
    received: int = 0  # the last edition received


def evolve(state: Notice, event: NoticeEvent) -> Notice:
    """Return *state* after *event*."""
    match event:
        case ResultNotified():
            return replace(state, told=event.told, edition=1, object_by=event.object_by)
        case ResultNotifiedAgain():
            return replace(state, told=event.told, edition=event.edition, object_by=event.object_by)
        case NoticeReceived():
            return replace(state, received=event.edition)
        case _:
            assert_never(event)


class NotifyResult(TaskCommand):
    """Tell a person his result, once his pool is graded; the engine's own task."""

    type: Literal["NotifyResult"] = "NotifyResult"
    engines = True
    task_id = "notify-result"
    person: Id

    def stream(self) -> str:
        """Return the notice's stream."""
        return notice_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the phase and person, and the total."""
        return (*super().reads(), result_stream(self.year, self.person))


class NotifyAgain(Command):
    """Tell a person that *cause* changed his result; the engine's own command."""

    type: Literal["NotifyAgain"] = "NotifyAgain"
    engines = True
    year: Year
    body: Id
    person: Id
    cause: str

    def stream(self) -> str:
        """Return the notice's stream."""
        return notice_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the total."""
        return (result_stream(self.year, self.person),)


class ReceiveNotice(TaskCommand):
    """Confirm that one received the notice *edition*."""

    type: Literal["ReceiveNotice"] = "ReceiveNotice"
    task_id = "receive-notice"
    person: Id
    edition: Annotated[int, Field(ge=1)]

    def stream(self) -> str:
        """Return the notice's stream."""
        return notice_stream(self.year, self.person)


NoticeCommand = NotifyResult | NotifyAgain | ReceiveNotice


class NothingToTell(Refusal):
    """Results are told when the whole pool is graded."""

    code = "notice.not-graded"
    ko = "{person}의 등급이 아직 정해지지 않았습니다. 평가군의 등급 부여가 끝난 뒤 통지됩니다."
    en = "{person} has no grade yet. The notice goes out when the pool is graded."


class NoSuchNotice(Refusal):
    """Only a notice that was sent can be received."""

    code = "notice.other-edition"
    ko = "{person}에게 보낸 통지는 {current}판까지입니다. {given}판은 아직 보내지 않았으니 받은 통지의 판을 적으십시오."
    en = "The notices to {person} go up to edition {current}; {given} was not sent. Give the edition you received."


def decide(command: NoticeCommand, state: Notice, facts: Facts) -> list[NoticeEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case NotifyResult():
            return _notify(command, state, facts)
        case NotifyAgain():
            return _notify_again(command, state, facts)
        case ReceiveNotice():
            return _receive(command, state, facts)
        case _:
            assert_never(command)


def _notify(command: NotifyResult, state: Notice, facts: Facts) -> list[NoticeEvent]:
    permit(command, facts)
    if state.told is not None:
        return []
    told = _told(command, facts)
    if told is None:
        raise NothingToTell(person=command.person)
    return [ResultNotified(**content(command), told=told, object_by=_object_by(command, facts))]


def _notify_again(command: NotifyAgain, state: Notice, facts: Facts) -> list[NoticeEvent]:
    require_engine(facts, command.body)
    told = _told(command, facts)
    if state.told is None or told is None or told == state.told:
        return []
    how = {"before": state.told, "told": told, "edition": state.edition + 1, "object_by": _object_by(command, facts)}
    return [ResultNotifiedAgain.model_validate({**content(command), **how})]


def _receive(command: ReceiveNotice, state: Notice, facts: Facts) -> list[NoticeEvent]:
    permit(command, facts, command.person, anytime=True)  # it may go out after the window, or to one who is exempt
    if command.edition > state.edition:
        raise NoSuchNotice(person=command.person, current=state.edition, given=command.edition)
    return [] if state.received >= command.edition else [NoticeReceived(**content(command))]


def _told(command: NotifyResult | NotifyAgain, facts: Facts) -> Told | None:
    """Return what there is to tell; None while the person's pool is not graded."""
    grading = facts.read(GRADING, pools_stream(command.year, command.body))
    result = facts.read(RESULT, result_stream(command.year, command.person))
    if command.person in grading.grades and result.scored is not None:
        it = grading.grades[command.person]
        return Told(total=result.scored.total, pool=it.pool, grade=it.grade, rank=it.rank, of=it.of)
    return Told(ground=result.exempted) if result.exempted and grading.is_apart(command.person) else None


def _object_by(command: NotifyResult | NotifyAgain, facts: Facts) -> date:
    """Return the last day to object: a working day, by the rules' days from now."""
    cycle, opened = require_cycle(facts, command.year, command.body)
    today = day_of(facts.at, opened.rules.zone)
    return cycle.working_days.on_or_after(today + timedelta(days=opened.rules.objection.file_days))


NOTICE: Decider[Notice] = Decider(
    "notice",
    (ResultNotified, ResultNotifiedAgain, NoticeReceived),
    (NotifyResult, NotifyAgain, ReceiveNotice),
    Notice(),
    evolve,
    decide,
)
