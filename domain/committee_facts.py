"""What happens to a committee, and who is in office on which day (ACT 10, ACT 14, DEC 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.committee_rules import CommitteeRule, RecusalRules
from domain.ids import Id, Year
from domain.messages import Event, Label, having


class CommitteeConstituted(Event):
    """A committee exists; *rule*, *recusal* and *zone* hold until it is constituted under another year's rules."""

    type: Literal["CommitteeConstituted"] = "CommitteeConstituted"
    committee: Id
    year: Year
    kind: Id
    body: Id
    name: Label
    rule: CommitteeRule
    recusal: RecusalRules
    zone: str
    short: str | None  # why it may have fewer members than the rule's least
    by: Id


class MemberAppointed(Event):
    """*person* is a member from *since* to *until*, both included; None: as long as the office lasts."""

    type: Literal["MemberAppointed"] = "MemberAppointed"
    committee: Id
    person: Id
    civilian: bool
    since: date
    until: date | None
    by: Id


class MemberTermRenewed(Event):
    """A member serves another term, the *term*-th."""

    type: Literal["MemberTermRenewed"] = "MemberTermRenewed"
    committee: Id
    person: Id
    term: Annotated[int, Field(ge=2)]
    until: date
    by: Id


class MemberDismissed(Event):
    """From *on*, the person is a member no longer."""

    type: Literal["MemberDismissed"] = "MemberDismissed"
    committee: Id
    person: Id
    ground: Id
    on: date
    by: Id


class ChairsDesignated(Event):
    """Who presides, and who does where none of them may."""

    type: Literal["ChairsDesignated"] = "ChairsDesignated"
    committee: Id
    chairs: tuple[Id, ...]
    substitute: Id | None
    by: Id


CommitteeEvent = CommitteeConstituted | MemberAppointed | MemberTermRenewed | MemberDismissed | ChairsDesignated


@dataclass(frozen=True)
class Member:
    """One member: of which side, for which days, in which term."""

    person: str
    civilian: bool
    since: date
    until: date | None
    term: int = 1
    dismissed: date | None = None

    def is_in_office(self, day: date) -> bool:
        """Return whether the member is in office on *day*; a term that is over needs no event."""
        ended = self.dismissed is not None and self.dismissed <= day
        return not ended and self.since <= day <= (self.until or date.max)


@dataclass(frozen=True)
class Committee:
    """What decisions need to know of a committee."""

    constituted: CommitteeConstituted | None = None
    members: Mapping[str, Member] = field(default_factory=dict)
    chairs: tuple[str, ...] = ()
    substitute: str | None = None

    def in_office(self, day: date) -> dict[str, Member]:
        """Return the members in office on *day*."""
        return {person: it for person, it in self.members.items() if it.is_in_office(day)}


def evolve(state: Committee, event: CommitteeEvent) -> Committee:
    """Return *state* after *event*."""
    match event:
        case CommitteeConstituted():
            return replace(state, constituted=event)
        case MemberAppointed():
            return replace(state, members=having(state.members, event.person, _appointed(state, event)))
        case MemberTermRenewed():
            renewed = replace(state.members[event.person], term=event.term, until=event.until)
            return replace(state, members=having(state.members, event.person, renewed))
        case MemberDismissed():
            dismissed = replace(state.members[event.person], dismissed=event.on)
            return replace(state, members=having(state.members, event.person, dismissed))
        case ChairsDesignated():
            return replace(state, chairs=event.chairs, substitute=event.substitute)
        case _:
            assert_never(event)


def _appointed(state: Committee, event: MemberAppointed) -> Member:
    before = state.members.get(event.person)
    term = before.term + 1 if before and before.civilian else 1
    return Member(event.person, event.civilian, event.since, event.until, term)
