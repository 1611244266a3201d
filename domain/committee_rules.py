"""The rules of committees as data: their numbers, civilians, terms and votes, and what keeps a member from an item."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator

from domain.ids import Id
from domain.messages import Label, Value
from domain.scoring.voting import Share

Matter = Literal[  # what a committee resolves; acts that need its will name one of these
    "amend-plan",
    "basic-plan",
    "implementation-plan",
    "self-evaluation-plan",
    "self-evaluation",
    "re-evaluation",
    "criteria",
    "specific-result",
    "extension",
    "finding",
    "waive-finding",
    "reopen",
    "supplement",
    "adjust-grade",
    "delegation",  # of a matter to the committee that examines it beforehand; about COMMITTEE/MATTER
    "use-of-results",  # on record; no act of its own rests on it
    "other",
]
MATTERS: tuple[Matter, ...] = get_args(Matter)
Appointer = Annotated[str, StringConstraints(pattern=r"^(body-head|role:[a-z][a-z-]{1,40})$")]
Keeper = Annotated[str, StringConstraints(pattern=r"^role:[a-z][a-z-]{1,40}$")]
Count = Annotated[int, Field(ge=1, le=1000)]
Days = Annotated[int, Field(ge=0, le=366)]
HALF = Share(of=1, out_of=2)
NONE = Share(of=0, out_of=1)


class CommitteeRule(Value):
    """One kind of committee: who sits in it for how long, and how it decides."""

    name: Label
    basis: str = ""
    level: Literal["government", "body"]
    appoints: Appointer  # who constitutes it, appoints and dismisses
    keeps: Keeper  # who convenes, tables and keeps the minutes, beside the chairs
    decides: tuple[Matter, ...]
    examines: tuple[Matter, ...] = ()  # beforehand, for another committee: no act rests on what it thinks of them
    delegable: tuple[Matter, ...] = ()  # of these, what it decides where the other committee delegates it
    least: Count
    least_if_short: Count | None = None  # where there are not enough to appoint, for a recorded reason
    most: Count
    civilians: Share = NONE  # at least, of the members in office
    civilians_sitting: Share = NONE  # at least, of those who attend
    chairs: Count = 1
    civilian_chairs: Annotated[int, Field(ge=0)] = 0  # at least, of the chairs
    term_years: Annotated[int, Field(ge=1, le=9)] | None = None  # of civilian members; None: no end
    renewals: Annotated[int, Field(ge=0)] | None = None  # how often a term may be renewed; None: without end
    dismissal: tuple[Id, ...] = ()  # grounds of dismissal
    challenge: bool = False  # whether a party may challenge a member
    notice_days: Days = 7  # between the call and the session, and for every item
    remind_days: Days = 1
    quorum: Share = HALF  # more than this of the members in office
    majority: Share = HALF  # more than this of those present
    reveal_days: Days = 1  # after the session, in which sealed ballots are opened
    unrevealed: Literal["abstain", "against"] = "abstain"  # what a ballot counts as that nobody opens

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not (self.least_if_short or 1) <= self.least <= self.most:
            raise ValueError("a committee has at most as many members as at most, and at least fewer if short")
        if not self.civilian_chairs <= self.chairs <= self.most:
            raise ValueError("the chairs are members, and civilian chairs are among them")
        if not set(self.delegable) <= set(self.examines) or set(self.examines) & set(self.decides):
            raise ValueError("what may be delegated is examined, and what is examined is not decided")
        return self


class RecusalRules(Value):
    """How long what tied a member to a body keeps him from its items (SOD-04, SOD-07)."""

    interest_months: Annotated[int, Field(ge=0, le=600)] = 36  # since an interest ended
    post_months: Annotated[int, Field(ge=0, le=600)] = 36  # since he left a post
    head_months: Annotated[int, Field(ge=0, le=600)] = 24  # since he headed it


class CommitteesRules(Value):
    """All kinds of committees of a year, and the recusal of their members."""

    kinds: dict[Id, CommitteeRule] = Field(default_factory=dict)
    recusal: RecusalRules = RecusalRules()
    by_resolution: tuple[Matter, ...] = ()  # what needs a resolution of this log wherever a committee of it decides it
