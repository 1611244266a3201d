"""Resolutions of committees, as other acts rest on them: passed, on this matter, about this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from domain.committee_rules import Matter
from domain.deliberation import DELIBERATION
from domain.deliberation_facts import Paper
from domain.deliberation_state import Item
from domain.ids import deliberation_stream
from domain.messages import Facts
from domain.refusals import Refusal

ResolutionRef = Annotated[  # COMMITTEE/SESSION/ITEM
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*/[1-9][0-9]{0,3}/[A-Za-z0-9][A-Za-z0-9._-]*$")
]
_REF = re.compile(r"(?P<committee>[^/]+)/(?P<session>[1-9][0-9]{0,3})/(?P<item>[^/]+)")


@dataclass(frozen=True)
class Resolution:
    """What a committee resolved: its number, the day, and the papers it had."""

    ref: str
    committee: str
    matter: Matter
    about: str
    person: str | None
    on: date
    papers: tuple[Paper, ...]


class NoSuchResolution(Refusal):
    """An act rests on a resolution that is on record."""

    code = "resolution.unknown"
    ko = "의결 '{ref}'을(를) 찾을 수 없습니다. 'sacho committee'로 확인한 뒤 '위원회/회차/안건'의 모양으로 적으십시오."
    en = "There is no resolution '{ref}'. Write COMMITTEE/SESSION/ITEM as 'sacho committee' shows it."


class NotResolved(Refusal):
    """An act waits until the committee has passed it."""

    code = "resolution.not-passed"
    ko = "'{ref}' 안건은 의결되지 않았습니다(상태: {stage}). 가결된 의결이 있어야 합니다."
    en = "The item '{ref}' has not been passed (it is {stage}). This needs a resolution that was."


class OtherMatter(Refusal):
    """A resolution carries only what it was about."""

    code = "resolution.other-matter"
    ko = (
        "의결 '{ref}'은(는) {about}에 대한 '{matter}' 의결이므로 {wanted_about}에 대한 '{wanted}'의 "
        "근거가 되지 못합니다. 맞는 의결을 적으십시오."
    )
    en = (
        "The resolution '{ref}' is one of '{matter}' about {about}; it does not carry '{wanted}' about "
        "{wanted_about}. Name the one that does."
    )


class ResolutionNeeded(Refusal):
    """Where a committee of this log decides the matter, nothing else carries the act."""

    code = "resolution.needed"
    ko = (
        "{body}에 '{matter}'을(를) 의결하는 위원회가 있으므로 {about}에 대한 가결된 의결이 있어야 합니다. "
        "resolution에 '위원회/회차/안건'을 적으십시오."
    )
    en = (
        "{body} has a committee that decides '{matter}', so this needs a resolution that was passed about {about}. "
        "Name it under 'resolution' as COMMITTEE/SESSION/ITEM."
    )


class NoDecisionNamed(Refusal):
    """An act that rests on a decision names it."""

    code = "resolution.none"
    ko = "근거가 된 결정이 없습니다. 이 기록의 의결은 resolution에, 이 기록 밖의 결정은 outside에 적으십시오."
    en = "No decision is named. Name a resolution of this log under 'resolution', or one outside it under 'outside'."


class TwoDecisionsNamed(Refusal):
    """An act rests on one decision."""

    code = "resolution.two"
    ko = "resolution과 outside 가운데 하나만 적으십시오. outside는 이 기록 밖의 결정일 때에만 씁니다."
    en = "Name either 'resolution' or 'outside', not both; 'outside' is for a decision that is not in this log."


class Decision(NamedTuple):
    """What an act says it rests on: a resolution of this log, or the words of a decision *outside* it."""

    resolution: str | None
    outside: str | None


def require_decision(facts: Facts, decision: Decision, matter: Matter, about: str, of: str | None) -> None:
    """Let pass an act on *matter* about *about*; where a committee of the body *of* decides it, only by resolution.

    *of* is None where the rules need no resolution; one that is named must carry the act all the same.

    Raises:
        Refusal: it names two decisions, or a resolution that does not carry it, or none although it needs one.
    """
    if decision.resolution is not None and decision.outside is not None:
        raise TwoDecisionsNamed
    if decision.resolution is not None:
        require_resolution(facts, decision.resolution, matter, about)
    elif of is not None and facts.decides(of, matter):
        raise ResolutionNeeded(body=of, matter=matter, about=about)


def require_resolution(facts: Facts, ref: str, matter: Matter, about: str) -> Resolution:
    """Return the resolution *ref* if it was passed on *matter* about *about*: a body, a year, or BODY/UNIT.

    Raises:
        Refusal: there is none, it was not passed, or it is about something else.
    """
    found = _REF.fullmatch(ref)
    item = _item(facts, found) if found else None
    if found is None or item is None:
        raise NoSuchResolution(ref=ref)
    if item.resolved is None or not item.resolved.passed:
        raise NotResolved(ref=ref, stage=item.stage)
    tabled = item.tabled
    if (tabled.matter, tabled.concerns) != (matter, about):
        told = {"matter": tabled.matter, "about": tabled.concerns, "wanted": matter, "wanted_about": about}
        raise OtherMatter(ref=ref, **told)
    papers, on = tabled.papers, item.resolved.on
    return Resolution(ref, found["committee"], matter, about, tabled.person, on, papers)


def _item(facts: Facts, ref: re.Match[str]) -> Item | None:
    sitting = facts.read(DELIBERATION, deliberation_stream(ref["committee"], int(ref["session"])))
    return sitting.items.get(ref["item"])
