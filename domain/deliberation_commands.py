"""What people, and the clock, may ask for in a sitting of a committee."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import StringConstraints

from domain.committee_rules import Matter
from domain.deliberation_facts import AboutText, Choice, Paper
from domain.deliberation_recusals import SessionNumber
from domain.ids import Id, ResolutionRef, Sha256, Year, committee_stream, deliberation_stream
from domain.messages import Command, Label, Reason, Value, content_hash

Nonce = Annotated[str, StringConstraints(min_length=16, max_length=128)]


class SealedChoice(Value):
    """What a ballot commits to: whose choice about which item, and a nonce against guessing."""

    committee: Id
    session: SessionNumber
    item: Id
    member: Id
    choice: Choice
    nonce: Nonce

    def commitment(self) -> str:
        """Return the hash that commits to this choice."""
        return content_hash(self)


class SessionCommand(Command):
    """A command about one sitting."""

    committee: Id
    session: SessionNumber

    def stream(self) -> str:
        """Return the sitting's stream."""
        return deliberation_stream(self.committee, self.session)

    def reads(self) -> tuple[str, ...]:
        """Return the committee: who is in office decides who may."""
        return (committee_stream(self.committee),)


class ItemCommand(SessionCommand):
    """A command about one item of the agenda."""

    item: Id


class ConveneSession(SessionCommand):
    """Call the members for *day*; what the session before deferred is on the agenda."""

    type: Literal["ConveneSession"] = "ConveneSession"
    day: date  # in YAML, `on` would be a word for yes
    urgent: Reason | None = None


class TableItem(ItemCommand):
    """Put an item on the agenda, with its papers."""

    type: Literal["TableItem"] = "TableItem"
    title: Label
    matter: Matter
    concerns: AboutText
    year: Year | None = None  # the performance year it is about; None: the one under whose rules the committee sits
    delegated: ResolutionRef | None = None  # the resolution that delegates the matter; None: its own, or for opinion
    person: Id | None = None
    papers: tuple[Paper, ...] = ()
    urgent: Reason | None = None


class ReadPaper(ItemCommand):
    """Read a paper of an item, as a member."""

    type: Literal["ReadPaper"] = "ReadPaper"
    paper: Sha256


class RecuseOneself(ItemCommand):
    """Take no part in an item, by one's own will."""

    type: Literal["RecuseOneself"] = "RecuseOneself"
    reason: Reason


class ClearConflict(ItemCommand):
    """Let a member take part again whom nothing in the log ties any more, as chair or for the committee's office."""

    type: Literal["ClearConflict"] = "ClearConflict"
    member: Id


class ChallengeMember(ItemCommand):
    """Doubt that a member is impartial, as head of the body concerned or the person concerned."""

    type: Literal["ChallengeMember"] = "ChallengeMember"
    member: Id
    reason: Reason


class DecideChallenge(ItemCommand):
    """Record the committee's vote on a challenge: *in_favour* of excluding the member, or *opposed*."""

    type: Literal["DecideChallenge"] = "DecideChallenge"
    member: Id
    in_favour: tuple[Id, ...]
    opposed: tuple[Id, ...]
    reason: Reason


class RecordAttendance(SessionCommand):
    """Record who attends the sitting."""

    type: Literal["RecordAttendance"] = "RecordAttendance"
    present: tuple[Id, ...]


class CallItem(ItemCommand):
    """Call an item, as who presides over it: from now on ballots are cast."""

    type: Literal["CallItem"] = "CallItem"


class CastBallot(ItemCommand):
    """Cast a sealed ballot: the hash of choice and nonce, which the member keeps."""

    type: Literal["CastBallot"] = "CastBallot"
    commitment: Sha256


class CloseBallots(ItemCommand):
    """Let no ballot be cast any more, as who presides."""

    type: Literal["CloseBallots"] = "CloseBallots"


class RevealBallot(ItemCommand):
    """Open one's own sealed ballot."""

    type: Literal["RevealBallot"] = "RevealBallot"
    choice: Choice
    nonce: Nonce


class DeferItem(ItemCommand):
    """Put an item off to the next session, as who may preside."""

    type: Literal["DeferItem"] = "DeferItem"
    reason: Reason


class RecordDissent(ItemCommand):
    """Say for the minutes why one did not vote with the others."""

    type: Literal["RecordDissent"] = "RecordDissent"
    reason: Reason


class ApproveMinutes(SessionCommand):
    """Approve the minutes by their hash, as a chair."""

    type: Literal["ApproveMinutes"] = "ApproveMinutes"
    minutes: Sha256


class NoticeSession(SessionCommand):
    """The clock: send the call, or remind, or open or end the day of the sitting."""

    engines = True
    type: Literal["NoticeSession"] = "NoticeSession"
    step: Literal["call", "remind", "open", "close"]


class CountBallots(ItemCommand):
    """The clock: count an item whose days to open ballots are over."""

    engines = True
    type: Literal["CountBallots"] = "CountBallots"


DeliberationCommand = (
    ConveneSession
    | TableItem
    | ReadPaper
    | RecuseOneself
    | ClearConflict
    | ChallengeMember
    | DecideChallenge
    | RecordAttendance
    | CallItem
    | CastBallot
    | CloseBallots
    | RevealBallot
    | DeferItem
    | RecordDissent
    | ApproveMinutes
    | NoticeSession
    | CountBallots
)
COMMANDS: tuple[type[Command], ...] = get_args(DeliberationCommand)
