"""Batches out, on record: compiled, named by their content, and recorded as sent before they leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from activities.commands import Door
from activities.requests import DONE, Outcome, Recorded, Request
from domain.exchange import NothingSentTo, SendBatch
from domain.exchange_facts import ExchangeBatchSent, Format
from domain.neighbours import OUTBOUND
from eventstore.port import Log
from exchange.formats import rows_hash
from exchange.inbound import state_of
from exchange.outbound import Source, rows_for
from exchange.refusals import BodyNotNamed
from exchange.relay import Parcel
from exchange.rows import Fields


@dataclass(frozen=True)
class Dispatch:
    """A batch that is on record as sent: its parcel, and whether it was there before."""

    parcel: Parcel
    again: bool


def require_outward(system: str) -> None:
    """Let pass a neighbour that something is sent to.

    Raises:
        NothingSentTo: nothing is.
    """
    if system not in OUTBOUND:
        raise NothingSentTo(system=system, known=", ".join(OUTBOUND))


def the_body(year: int, bodies: Sequence[str]) -> str:
    """Return the one of *bodies* that takes part in *year*.

    Raises:
        BodyNotNamed: there are several.
    """
    if len(bodies) > 1:
        raise BodyNotNamed(year=year, known=", ".join(bodies))
    return bodies[0]


@dataclass(frozen=True)
class Packed:
    """Rows that may go out, and what they are about."""

    system: str
    year: int
    body: str
    upto: int
    rows: Sequence[Fields]


def pack(system: str, source: Source) -> Packed:
    """Return the rows for *system* from *source*.

    Raises:
        Refusal: nothing is sent to *system*, or there is nothing to send yet.
    """
    require_outward(system)
    return Packed(system, source.year, source.body, source.upto, rows_for(system, source))


def dispatch(door: Door, log: Log, packed: Packed, format_: Format, actor: str) -> Dispatch | Outcome:
    """Record that *packed* goes out in *format_*; or return the door's refusal.

    The batch is named by the year and its content: the same rows are the same batch.
    """
    content = rows_hash(packed.rows)
    said = {"system": packed.system, "batch": f"{packed.year}-{content[:16]}", "body": packed.body}
    about = {"year": packed.year, "format": format_, "rows": len(packed.rows), "upto": packed.upto}
    command = SendBatch.model_validate({**said, **about, "content": content})
    outcome = door.call(Request(id=f"{command.stream()}/send/{format_}/{packed.upto}", actor=actor, command=command))
    if not isinstance(outcome, DONE):
        return outcome
    sent = state_of(log, command.stream()).sent
    if sent is None:
        raise LookupError(f"{command.stream()} was recorded as sent and is not there")
    return Dispatch(Parcel(sent, packed.rows), again=not (isinstance(outcome, Recorded) and outcome.count))


def remade(sent: ExchangeBatchSent, source: Source) -> Parcel:
    """Return the parcel of *sent*, compiled again from *source*, which ends where it was compiled from."""
    return Parcel(sent, rows_for(sent.system, source))
