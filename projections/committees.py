"""Committees and their sittings, as the log has them: members, terms, quorums, recusals, resolutions, minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.committee import COMMITTEE
from domain.committee_facts import Committee
from domain.deliberation import DELIBERATION
from domain.deliberation_state import Deliberation
from domain.ids import committee_stream, deliberation_stream
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored


@dataclass(frozen=True)
class Sat:
    """One sitting, and the rows of the log it is told from."""

    state: Deliberation
    rows: tuple[Stored, ...]


def committees(log: Log) -> dict[str, Committee]:
    """Return every committee by its id, in the order they were constituted."""
    streams = dict.fromkeys(row.stream for row in log.read(Query(type="CommitteeConstituted")))
    return {stream.split("/")[1]: _committee(log, stream) for stream in streams}


def committee_of(log: Log, committee: str) -> Committee:
    """Return *committee*; an empty one when it was never constituted."""
    return _committee(log, committee_stream(committee))


def _committee(log: Log, stream: str) -> Committee:
    return COMMITTEE.fold([decode(row) for row in log.read(Query(streams=[stream]))])


def sittings_of(log: Log, committee: str) -> Mapping[int, Sat]:
    """Return the sittings of *committee* by their numbers."""
    prefix = deliberation_stream(committee, 0).rsplit("/", 1)[0] + "/"
    streams = [row.stream for row in log.read(Query(type="SessionConvened")) if row.stream.startswith(prefix)]
    return {int(stream.rsplit("/", 1)[1]): _sat(log, stream) for stream in streams}


def _sat(log: Log, stream: str) -> Sat:
    rows = tuple(log.read(Query(streams=[stream])))
    return Sat(DELIBERATION.fold([decode(row) for row in rows]), rows)
