"""Resolutions that the specific evaluation rests on: of the committee that the rules name, and of no other."""

from __future__ import annotations

from domain.committee import COMMITTEE
from domain.committee_rules import Matter
from domain.ids import committee_stream
from domain.messages import Facts
from domain.resolutions import Resolution, require_resolution
from domain.specific_refusals import OtherCommittee


def require_confirmed(facts: Facts, ref: str, matter: Matter, about: str, year: int, kind: str) -> Resolution:
    """Return the resolution *ref* on *matter* about *about* in *year* if a committee of *kind* passed it.

    Raises:
        Refusal: there is no such resolution, or another committee's.
    """
    found = require_resolution(facts, ref, matter, about, year)
    made = facts.read(COMMITTEE, committee_stream(found.committee)).constituted
    if made is None or made.kind != kind:
        raise OtherCommittee(ref=ref, committee=found.committee, kind=kind)
    return found
