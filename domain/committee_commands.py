"""What may be asked for about a committee."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id, Year, committee_stream
from domain.messages import Command, Label, Reason, Value


class Seat(Value):
    """Who sits, and whether he comes from outside the government."""

    person: Id
    civilian: bool


class _CommitteeCommand(Command):
    """A command about one committee."""

    committee: Id

    def stream(self) -> str:
        """Return the committee's stream."""
        return committee_stream(self.committee)


class ConstituteCommittee(_CommitteeCommand):
    """Constitute a committee of a kind of the rules of *year*, with its first members and chairs."""

    type: Literal["ConstituteCommittee"] = "ConstituteCommittee"
    year: Year
    kind: Id
    body: Id
    name: Label
    since: date
    members: tuple[Seat, ...]
    chairs: tuple[Id, ...]
    substitute: Id | None = None
    short: Reason | None = None


class AppointMember(_CommitteeCommand):
    """Appoint a member from *since* on, for the term of the rule."""

    type: Literal["AppointMember"] = "AppointMember"
    person: Id
    civilian: bool
    since: date


class RenewMemberTerm(_CommitteeCommand):
    """Let a member serve the *term*-th term, right after the one before."""

    type: Literal["RenewMemberTerm"] = "RenewMemberTerm"
    person: Id
    term: Annotated[int, Field(ge=2)]


class DismissMember(_CommitteeCommand):
    """Dismiss a member today, on one of the grounds of the rule."""

    type: Literal["DismissMember"] = "DismissMember"
    person: Id
    ground: Id


class DesignateChairs(_CommitteeCommand):
    """Name the chairs, and who presides where none of them may."""

    type: Literal["DesignateChairs"] = "DesignateChairs"
    chairs: tuple[Id, ...]
    substitute: Id | None = None


CommitteeCommand = ConstituteCommittee | AppointMember | RenewMemberTerm | DismissMember | DesignateChairs
