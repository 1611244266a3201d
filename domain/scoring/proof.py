"""A score and how it came about: a tree from the total down to the events it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Score:
    """One number with its reasons.

    *value* is exact unless *rounding* says how it was rounded; *position* is that of the event it
    was read from, if it was; *weight* is its share in the parent: percent, points, or *days*.
    """

    what: str
    value: Decimal
    rule: str
    weight: Decimal | None = None
    rounding: str | None = None
    position: int | None = None
    parts: tuple[Score, ...] = ()

    def positions(self) -> list[int]:
        """Return the positions of all events this number rests on, ascending."""
        own = {self.position} if self.position is not None else set()
        return sorted(own.union(*(part.positions() for part in self.parts)))

    def as_data(self) -> dict[str, Any]:
        """Return the tree as JSON can hold it: numbers as text, absent reasons left out."""
        data: dict[str, Any] = {"what": self.what, "value": format(self.value, "f"), "rule": self.rule}
        if self.weight is not None:
            data["weight"] = format(self.weight, "f")
        if self.rounding is not None:
            data["rounding"] = self.rounding
        if self.position is not None:
            data["position"] = self.position
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Score:
        """Return the tree that *data*, as made by ``as_data``, describes."""
        weight = data.get("weight")
        return cls(
            what=data["what"],
            value=Decimal(data["value"]),
            rule=data["rule"],
            weight=Decimal(weight) if weight is not None else None,
            rounding=data.get("rounding"),
            position=data.get("position"),
            parts=tuple(cls.from_data(part) for part in data.get("parts", ())),
        )


def half_up(value: Decimal) -> Decimal:
    """Return *value* rounded half up to two places: what the printed 23.13 proves.

    >>> half_up(Decimal("92.5") * Decimal("0.25"))
    Decimal('23.13')
    """
    return value.quantize(CENT, rounding=ROUND_HALF_UP)
