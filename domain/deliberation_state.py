"""Where a sitting and each item of its agenda stand: what decisions need to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, assert_never

from domain.deliberation_facts import (
    AttendanceRecorded,
    BallotCast,
    BallotOpened,
    BallotsSealed,
    DeliberationEvent,
    DissentRecorded,
    ItemDeferred,
    ItemEvent,
    ItemResolved,
    ItemTabled,
    MinutesApproved,
    PaperRead,
    QuorumEstablished,
    QuorumFailed,
    SessionConvened,
    SessionEnded,
    SessionNoticed,
    SessionOpened,
    SessionReminded,
)
from domain.deliberation_recusals import ChallengeDecided, ChallengeRaised, ConflictCleared, RecusalEntered
from domain.messages import having

Stage = Literal["tabled", "debated", "sealed", "passed", "rejected", "deferred"]


@dataclass(frozen=True)
class Item:
    """One item: what was tabled, who reads, votes and stays away, and what came of it."""

    tabled: ItemTabled
    reads: tuple[PaperRead, ...] = ()
    recused: Mapping[str, RecusalEntered] = field(default_factory=dict)  # by member, as all below
    challenged: Mapping[str, ChallengeRaised] = field(default_factory=dict)
    challenges: Mapping[str, ChallengeDecided] = field(default_factory=dict)
    quorum: QuorumEstablished | None = None
    failed: QuorumFailed | None = None
    ballots: Mapping[str, str] = field(default_factory=dict)
    reveal_by: date | None = None
    opened: Mapping[str, BallotOpened] = field(default_factory=dict)
    resolved: ItemResolved | None = None
    deferred: ItemDeferred | None = None
    dissents: Mapping[str, DissentRecorded] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Whether this session has nothing more to do about it."""
        return self.resolved is not None or self.deferred is not None

    @property
    def stage(self) -> Stage:
        """Where it stands, in a word."""
        if self.resolved is not None:
            return "passed" if self.resolved.passed else "rejected"
        if self.deferred is not None:
            return "deferred"
        if self.reveal_by is not None:
            return "sealed"
        return "debated" if self.quorum else "tabled"

    def present(self) -> list[str]:
        """Return who counts as present for it: called with it, and not recused since."""
        called = self.quorum.present if self.quorum else ()
        return [member for member in called if member not in self.recused]

    def exposed(self) -> list[PaperRead]:
        """Return what members who are now recused had read before."""
        return [read for read in self.reads if read.member in self.recused]


@dataclass(frozen=True)
class Deliberation:
    """What decisions need to know of one sitting."""

    convened: SessionConvened | None = None
    items: Mapping[str, Item] = field(default_factory=dict)
    noticed: bool = False
    reminded: bool = False
    opened: bool = False
    attendance: AttendanceRecorded | None = None
    ended: bool = False
    minutes: MinutesApproved | None = None

    @property
    def is_over(self) -> bool:
        """Whether every item is settled and the day is over."""
        return self.ended and all(item.is_settled for item in self.items.values())


def evolve(state: Deliberation, event: DeliberationEvent) -> Deliberation:
    """Return *state* after *event*."""
    match event:
        case SessionConvened():
            return replace(state, convened=event)
        case SessionNoticed():
            return replace(state, noticed=True)
        case SessionReminded():
            return replace(state, reminded=True)
        case SessionOpened():
            return replace(state, opened=True)
        case AttendanceRecorded():
            return replace(state, attendance=event)
        case SessionEnded():
            return replace(state, ended=True)
        case MinutesApproved():
            return replace(state, minutes=event)
        case ItemTabled():
            return replace(state, items=having(state.items, event.item, Item(event)))
        case _:
            return replace(state, items=having(state.items, event.item, _evolve_item(state.items[event.item], event)))


def _evolve_item(item: Item, event: ItemEvent) -> Item:  # noqa: C901, PLR0912 - one case an event
    match event:
        case ItemTabled():
            return Item(event)
        case PaperRead():
            return replace(item, reads=(*item.reads, event))
        case RecusalEntered():
            return replace(item, recused=having(item.recused, event.member, event))
        case ConflictCleared():
            return replace(item, recused={who: it for who, it in item.recused.items() if who != event.member})
        case ChallengeRaised():
            return replace(item, challenged=having(item.challenged, event.member, event))
        case ChallengeDecided():
            return replace(item, challenges=having(item.challenges, event.member, event))
        case QuorumEstablished():
            return replace(item, quorum=event)
        case QuorumFailed():
            return replace(item, failed=event)
        case BallotCast():
            return replace(item, ballots=having(item.ballots, event.member, event.commitment))
        case BallotsSealed():
            return replace(item, reveal_by=event.reveal_by)
        case BallotOpened():
            return replace(item, opened=having(item.opened, event.member, event))
        case ItemResolved():
            return replace(item, resolved=event)
        case ItemDeferred():
            return replace(item, deferred=event)
        case DissentRecorded():
            return replace(item, dissents=having(item.dissents, event.member, event))
        case _:
            assert_never(event)
