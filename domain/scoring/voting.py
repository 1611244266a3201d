"""The arithmetic of committees: quorums, majorities and shares of civilians. A tie is no majority."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.messages import Value


class Share(Value):
    """*of* in *out_of*: exact, unlike a percentage."""

    of: Annotated[int, Field(ge=0)]
    out_of: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        if self.of > self.out_of:
            raise ValueError("a share is at most the whole")
        return self

    def at_least(self, number: int) -> int:
        """Return the fewest of *number* that are at least this share: for two thirds of 10, 7."""
        return -(-self.of * number // self.out_of)

    def more_than(self, number: int) -> int:
        """Return the fewest of *number* that are more than this share: for a half of 15, 8."""
        return self.of * number // self.out_of + 1


def is_quorate(present: int, in_office: int, quorum: Share) -> bool:
    """Return whether *present* are more than the share *quorum* of the members *in_office*."""
    return present >= quorum.more_than(in_office)


def is_carried(in_favour: int, present: int, majority: Share) -> bool:
    """Return whether *in_favour* are more than the share *majority* of those *present*, abstentions among them."""
    return in_favour >= majority.more_than(present)
