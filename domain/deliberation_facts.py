"""What happens in a sitting of a committee (DEC 6, ACT 10)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from domain.committee_rules import CommitteeRule, Matter, RecusalRules
from domain.deliberation_recusals import (
    ChallengeDecided,
    ChallengeRaised,
    ConflictCleared,
    OfItem,
    OfSession,
    RecusalEntered,
    SessionNumber,
)
from domain.ids import Id, Sha256, Year
from domain.messages import Event, Label, Value

Choice = Literal["for", "against", "abstain"]
AboutText = Annotated[  # a body, a year, or a unit of a body: BODY/UNIT
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$")
]


class Paper(Value):
    """A paper of an item, by its content."""

    sha256: Sha256
    title: Label


class SessionConvened(OfSession):
    """The members are called for the day *on*; *rule* and *zone* hold for the whole sitting."""

    type: Literal["SessionConvened"] = "SessionConvened"
    body: Id
    on: date
    convened_on: date
    urgent: str | None
    rule: CommitteeRule
    recusal: RecusalRules
    zone: str
    by: Id


class ItemTabled(OfItem):
    """An item is on the agenda, with its papers; *deferred_from* is the session it comes from."""

    type: Literal["ItemTabled"] = "ItemTabled"
    title: Label
    matter: Matter
    concerns: AboutText
    person: Id | None
    papers: tuple[Paper, ...]
    urgent: str | None
    deferred_from: SessionNumber | None
    year: Year | None = None  # the performance year; None: the one under whose rules the committee sits
    delegated: str | None = None  # the resolution that delegates the matter to this committee
    by: Id


class PaperRead(OfItem):
    """A member read a paper."""

    type: Literal["PaperRead"] = "PaperRead"
    paper: Sha256
    member: Id


class SessionNoticed(OfSession):
    """The clock: the call has gone out to the *members* in office."""

    type: Literal["SessionNoticed"] = "SessionNoticed"
    on: date
    members: tuple[Id, ...]


class SessionReminded(OfSession):
    """The clock: the members are reminded of the day."""

    type: Literal["SessionReminded"] = "SessionReminded"
    on: date
    members: tuple[Id, ...]


class SessionOpened(OfSession):
    """The clock: the day has come."""

    type: Literal["SessionOpened"] = "SessionOpened"


class AttendanceRecorded(OfSession):
    """Who attends, of how many in office; a later list supersedes an earlier one."""

    type: Literal["AttendanceRecorded"] = "AttendanceRecorded"
    present: tuple[Id, ...]
    civilians: int
    in_office: int
    by: Id


class QuorumEstablished(OfItem):
    """The item is called: those *present* and not recused are more than the rule asks for."""

    type: Literal["QuorumEstablished"] = "QuorumEstablished"
    in_office: int
    present: tuple[Id, ...]
    presiding: Id


class QuorumFailed(OfItem):
    """Too few were present for the item."""

    type: Literal["QuorumFailed"] = "QuorumFailed"
    in_office: int
    present: tuple[Id, ...]
    needed: int


class BallotCast(OfItem):
    """A member's sealed ballot: the hash of choice and nonce."""

    type: Literal["BallotCast"] = "BallotCast"
    member: Id
    commitment: Sha256


class BallotsSealed(OfItem):
    """No ballot is cast any more; those cast are opened until *reveal_by*."""

    type: Literal["BallotsSealed"] = "BallotsSealed"
    reveal_by: date


class BallotOpened(OfItem):
    """A member's choice; without a nonce nobody opened the ballot, and it counts as the rule says."""

    type: Literal["BallotOpened"] = "BallotOpened"
    member: Id
    choice: Choice
    nonce: str | None


class ItemResolved(OfItem):
    """The ballots are counted: *passed* or rejected."""

    type: Literal["ItemResolved"] = "ItemResolved"
    passed: bool
    on: date
    present: int
    in_favour: int
    against: int
    abstained: int
    unrevealed: int


class ItemDeferred(OfItem):
    """The item goes to the next session."""

    type: Literal["ItemDeferred"] = "ItemDeferred"
    cause: Literal["no-quorum", "not-reached", "debate"]
    reason: str | None
    by: Id


class DissentRecorded(OfItem):
    """Why a member did not vote with the others."""

    type: Literal["DissentRecorded"] = "DissentRecorded"
    member: Id
    reason: str


class SessionEnded(OfSession):
    """The clock: the day is over."""

    type: Literal["SessionEnded"] = "SessionEnded"


class MinutesApproved(OfSession):
    """A chair approved the minutes, by the hash of what they say."""

    type: Literal["MinutesApproved"] = "MinutesApproved"
    minutes: Sha256
    by: Id


ItemEvent = (
    ItemTabled
    | PaperRead
    | RecusalEntered
    | ChallengeRaised
    | ChallengeDecided
    | ConflictCleared
    | QuorumEstablished
    | QuorumFailed
    | BallotCast
    | BallotsSealed
    | BallotOpened
    | ItemResolved
    | ItemDeferred
    | DissentRecorded
)
SessionEvent = (
    SessionConvened
    | SessionNoticed
    | SessionReminded
    | SessionOpened
    | AttendanceRecorded
    | SessionEnded
    | MinutesApproved
)
DeliberationEvent = SessionEvent | ItemEvent
EVENTS: tuple[type[Event], ...] = (*get_args(SessionEvent), *get_args(ItemEvent))
