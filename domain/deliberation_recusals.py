"""Who takes no part in an item of a sitting, why, and who takes part again (ACT 10, SCS 25)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id
from domain.messages import Event

RecusalKind = Literal["law", "challenge", "own"]  # 제척, 기피, 회피
SessionNumber = Annotated[int, Field(ge=1, le=9999)]


class OfSession(Event):
    """A fact of one sitting."""

    committee: Id
    session: SessionNumber


class OfItem(OfSession):
    """A fact of one item of its agenda."""

    item: Id


class RecusalEntered(OfItem):
    """A member takes no part in the item: by law, after a challenge, or by his own will."""

    type: Literal["RecusalEntered"] = "RecusalEntered"
    member: Id
    kind: RecusalKind
    ground: str
    source: str | None = None
    by: Id


class ChallengeRaised(OfItem):
    """A party doubts that a member is impartial."""

    type: Literal["ChallengeRaised"] = "ChallengeRaised"
    member: Id
    reason: str
    by: Id


class ChallengeDecided(OfItem):
    """The committee voted on a challenge; the member it was about did not."""

    type: Literal["ChallengeDecided"] = "ChallengeDecided"
    member: Id
    upheld: bool
    in_favour: tuple[Id, ...]
    opposed: tuple[Id, ...]
    reason: str
    by: Id


class ConflictCleared(OfItem):
    """What tied a member by law ties him no longer, so he takes part again."""

    type: Literal["ConflictCleared"] = "ConflictCleared"
    member: Id
    ground: str  # of the recusal
    source: str | None = None
    by: Id
