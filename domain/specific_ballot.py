"""What ministries show and panellists seal in the specific evaluation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.ids import Id, Sha256
from domain.messages import Reason, Text, Value, content_hash
from domain.numbers import Number, plain

Nonce = Annotated[str, StringConstraints(min_length=16, max_length=128)]
_Mark = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=2)]


class Evidence(Value):
    """What a ministry shows about an item: a document, and a value with its day, estimated or not."""

    item: Id
    document: Sha256
    value: Number | None = None
    as_of: date
    estimate: bool = False


class PanelBallot(Value):
    """What a panellist sealed: points of each item, why, and a nonce against guessing."""

    scores: dict[Id, _Mark]
    rationale: Text
    nonce: Nonce

    def commitment(self) -> str:
        """Return the hash that commits to this ballot."""
        return content_hash(self)

    def marks(self) -> dict[str, Decimal]:
        """Return the points by item, in their one canonical form."""
        return {item: plain(points) for item, points in self.scores.items()}


class Remark(Value):
    """What is said about one panellist's ballot, or by him."""

    panellist: Id
    reason: Reason
