"""What happens in a sitting of a committee (DEC 6, ACT 10)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from domain.committee_rules import CommitteeRule, Matter, RecusalRules
from domain.ids import Id, Sha256, Year
from domain.messages import Event, Label, Value

Choice = Literal["for", "against", "abstain"]
RecusalKind = Literal["law", "challenge", "own"]  # 제척, 기피, 회피
SessionNumber = Annotated[int, Field(ge=1, le=9999)]
AboutText = Annotated[  # a body, a year, or a unit of a body: BODY/UNIT
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$")
]


class Paper(Value):
    """A paper of an item, by its content."""

    sha256: Sha256
    title: Label


class _OfSession(Event):
    """A fact of one sitting."""

    committee: Id
    session: SessionNumber


class _OfItem(_OfSession):
    """A fact of one item of its agenda."""

    item: Id


class SessionConvened(_OfSession):
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


class ItemTabled(_OfItem):
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
    by: Id


class PaperRead(_OfItem):
    """A member read a paper."""

    type: Literal["PaperRead"] = "PaperRead"
    paper: Sha256
    member: Id


class RecusalEntered(_OfItem):
    """A member takes no part in the item: by law, after a challenge, or by his own will."""

    type: Literal["RecusalEntered"] = "RecusalEntered"
    member: Id
    kind: RecusalKind
    ground: str
    source: str | None = None
    by: Id


class ChallengeRaised(_OfItem):
    """A party doubts that a member is impartial."""

    type: Literal["ChallengeRaised"] = "ChallengeRaised"
    member: Id
    reason: str
    by: Id


class ChallengeDecided(_OfItem):
    """The committee voted on a challenge; the member it was about did not."""

    type: Literal["ChallengeDecided"] = "ChallengeDecided"
    member: Id
    upheld: bool
    in_favour: tuple[Id, ...]
    opposed: tuple[Id, ...]
    reason: str
    by: Id


class SessionNoticed(_OfSession):
    """The clock: the call has gone out to the *members* in office."""

    type: Literal["SessionNoticed"] = "SessionNoticed"
    on: date
    members: tuple[Id, ...]


class SessionReminded(_OfSession):
    """The clock: the members are reminded of the day."""

    type: Literal["SessionReminded"] = "SessionReminded"
    on: date
    members: tuple[Id, ...]


class SessionOpened(_OfSession):
    """The clock: the day has come."""

    type: Literal["SessionOpened"] = "SessionOpened"


class AttendanceRecorded(_OfSession):
    """Who attends, of how many in office; a later list supersedes an earlier one."""

    type: Literal["AttendanceRecorded"] = "AttendanceRecorded"
    present: tuple[Id, ...]
    civilians: int
    in_office: int
    by: Id


class QuorumEstablished(_OfItem):
    """The item is called: those *present* and not recused are more than the rule asks for."""

    type: Literal["QuorumEstablished"] = "QuorumEstablished"
    in_office: int
    present: tuple[Id, ...]
    presiding: Id


class QuorumFailed(_OfItem):
    """Too few were present for the item."""

    type: Literal["QuorumFailed"] = "QuorumFailed"
    in_office: int
    present: tuple[Id, ...]
    needed: int


class BallotCast(_OfItem):
    """A member's sealed ballot: the hash of choice and nonce."""

    type: Literal["BallotCast"] = "BallotCast"
    member: Id
    commitment: Sha256


class BallotsSealed(_OfItem):
    """No ballot is cast any more; those cast are opened until *reveal_by*."""

    type: Literal["BallotsSealed"] = "BallotsSealed"
    reveal_by: date


class BallotOpened(_OfItem):
    """A member's choice; without a nonce nobody opened the ballot, and it counts as the rule says."""

    type: Literal["BallotOpened"] = "BallotOpened"
    member: Id
    choice: Choice
    nonce: str | None


class ItemResolved(_OfItem):
    """The ballots are counted: *passed* or rejected."""

    type: Literal["ItemResolved"] = "ItemResolved"
    passed: bool
    on: date
    present: int
    in_favour: int
    against: int
    abstained: int
    unrevealed: int


class ItemDeferred(_OfItem):
    """The item goes to the next session."""

    type: Literal["ItemDeferred"] = "ItemDeferred"
    cause: Literal["no-quorum", "not-reached", "debate"]
    reason: str | None
    by: Id


class DissentRecorded(_OfItem):
    """Why a member did not vote with the others."""

    type: Literal["DissentRecorded"] = "DissentRecorded"
    member: Id
    reason: str


class SessionEnded(_OfSession):
    """The clock: the day is over."""

    type: Literal["SessionEnded"] = "SessionEnded"


class MinutesApproved(_OfSession):
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
