"""Resolutions of committees, as other acts rest on them: passed, on this matter, about this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from domain.committee import COMMITTEE
from domain.committee_rules import Matter
from domain.cycle import CycleOpened
from domain.deliberation import DELIBERATION
from domain.deliberation_facts import ItemTabled, Paper
from domain.deliberation_state import Item
from domain.ids import committee_stream, deliberation_stream
from domain.messages import Facts
from domain.refusals import Refusal

Level = Literal["government", "body"]
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


class OtherYear(Refusal):
    """A resolution carries acts of the performance year that it was about, and of no later one."""

    code = "resolution.other-year"
    ko = "의결 '{ref}'은(는) {year}년도에 대한 것이어서 {wanted}년도의 근거가 되지 못합니다. 그해 의결을 적으십시오."
    en = "The resolution '{ref}' is about the year {year}; it carries nothing of {wanted}. Name one about that year."


class ResolutionSpent(Refusal):
    """A resolution carries one act; another needs a resolution of its own."""

    code = "resolution.spent"
    ko = "의결 '{ref}'에 따른 조치는 이미 이루어졌습니다. 다른 내용으로 다시 하려면 위원회의 새 의결이 있어야 합니다."
    en = "What '{ref}' resolved has been done. Doing it otherwise, or once more, needs a resolution of its own."


class NotTheGovernments(Refusal):
    """What the government's committee must want, a body's own committee cannot resolve for itself."""

    code = "resolution.not-the-governments"
    ko = "'{ref}'은(는) 기관의 위원회인 '{committee}'의 의결입니다. 정부의 위원회가 한 의결이 있어야 합니다."
    en = "'{ref}' was passed by '{committee}', a body's own committee. This needs a resolution of the government's."


class NotTheBodys(Refusal):
    """What a body's own committee resolves, the government's does not resolve in its place."""

    code = "resolution.not-the-bodys"
    ko = "'{ref}'은(는) 정부의 위원회인 '{committee}'의 의결입니다. 그 기관의 위원회가 한 의결이 있어야 합니다."
    en = "'{ref}' was passed by '{committee}', a committee of the government. This needs one of the body's own."


class OnlyExamined(Refusal):
    """What a committee examines for another one is an opinion, unless the matter was delegated to it before."""

    code = "resolution.only-examined"
    ko = (
        "'{ref}'은(는) '{committee}' 위원회가 미리 검토한 의견이므로 '{matter}'의 근거가 되지 못합니다. "
        "의결 권한이 있는 위원회의 의결을 적거나, 그 위원회가 먼저 위임하여야 합니다."
    )
    en = (
        "'{ref}' is an opinion: the committee '{committee}' examines '{matter}' for another one. Name that committee's "
        "own resolution, or let it delegate the matter first."
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


def require_decision(facts: Facts, decision: Decision, matter: Matter, about: str, year: int, of: str | None) -> None:
    """Let pass an act; where a committee of the body *of* decides its matter, by resolution only.

    *of* is None where the rules need no resolution; one that is named must carry the act all the same.

    Raises:
        Refusal: it names two decisions, or a resolution that does not carry it, or none although it needs one.
    """
    if decision.resolution is not None and decision.outside is not None:
        raise TwoDecisionsNamed
    if decision.resolution is not None:
        require_resolution(facts, decision.resolution, matter, about, year)
    elif of is not None and facts.deciding(of, matter) is not None:
        raise ResolutionNeeded(body=of, matter=matter, about=about)


def deciding(cycle: CycleOpened, matter: Matter) -> str | None:
    """Return the body whose committee has to resolve *matter* by the year's rules; None: they need no resolution."""
    return cycle.government if matter in cycle.rules.committees.by_resolution else None


def require_resolution(
    facts: Facts, ref: str, matter: Matter, about: str, year: int, level: Level = "government"
) -> Resolution:
    """Return the resolution *ref* if a committee of *level* passed it on *matter* about *about* in *year*.

    *about* is a body, a year, or BODY/UNIT; *year* the performance year.

    Raises:
        Refusal: there is none, it was not passed, it is about something else, or another committee's.
    """
    found = _REF.fullmatch(ref)
    item = _item(facts, found) if found else None
    made = facts.read(COMMITTEE, committee_stream(found["committee"])).constituted if found else None
    if found is None or item is None or made is None:
        raise NoSuchResolution(ref=ref)
    if item.resolved is None or not item.resolved.passed:
        raise NotResolved(ref=ref, stage=item.stage)
    tabled = item.tabled
    if (tabled.matter, tabled.concerns) != (matter, about):
        told = {"matter": tabled.matter, "about": tabled.concerns, "wanted": matter, "wanted_about": about}
        raise OtherMatter(ref=ref, **told)
    if made.rule.level != level:
        other = NotTheGovernments if level == "government" else NotTheBodys
        raise other(ref=ref, committee=made.committee)
    if (passed_for := tabled.year or made.year) != year:
        raise OtherYear(ref=ref, year=passed_for, wanted=year)
    if matter in made.rule.examines:
        _require_delegated(facts, ref, tabled, item.resolved.on, year)
    papers, on = tabled.papers, item.resolved.on
    return Resolution(ref, found["committee"], matter, about, tabled.person, on, papers)


def _require_delegated(facts: Facts, ref: str, tabled: ItemTabled, on: date, year: int) -> None:
    about = f"{tabled.committee}/{tabled.matter}"
    found = require_resolution(facts, tabled.delegated, "delegation", about, year) if tabled.delegated else None
    if found is None or found.on > on:
        raise OnlyExamined(ref=ref, committee=tabled.committee, matter=tabled.matter)


def _item(facts: Facts, ref: re.Match[str]) -> Item | None:
    sitting = facts.read(DELIBERATION, deliberation_stream(ref["committee"], int(ref["session"])))
    return sitting.items.get(ref["item"])
