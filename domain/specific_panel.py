"""Who scores an area: members of its panel who are not tied to the ministry, called and replaced by the chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.calendar import day_of
from domain.committee import COMMITTEE
from domain.committee_facts import Committee
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Year, committee_stream, specific_area_stream, specific_stream
from domain.messages import Command, Facts, Reason, content
from domain.recusal import About, Conflict, conflicts
from domain.specific import SPECIFIC, require_area, require_criteria, require_manager
from domain.specific_area_facts import Area, AreaEvent, PanellistsAssigned, PanellistSubstituted
from domain.specific_area_refusals import (
    NotOnThePanel,
    NotReplaceable,
    NotThePanelsChair,
    PanellistRecused,
    ScoringHasBegun,
    TooFewPanellists,
)
from domain.specific_refusals import CriteriaNotPublished


class AreaAct(Command):
    """An act about one area of one ministry."""

    year: Year
    ministry: Id
    area: Id

    def stream(self) -> str:
        """Return the area's stream."""
        return specific_area_stream(self.year, self.ministry, self.area)


class AssignPanellists(AreaAct):
    """Name who scores the area, as the office that manages the evaluation."""

    type: Literal["AssignPanellists"] = "AssignPanellists"
    panellists: tuple[Id, ...]


class SubstitutePanellist(AreaAct):
    """Call a reserve in the place of a panellist who has not sealed, as chair."""

    type: Literal["SubstitutePanellist"] = "SubstitutePanellist"
    panellist: Id
    reserve: Id
    reason: Reason


@dataclass(frozen=True)
class Bench:
    """The panel of an area before one ministry, and the rules it works by."""

    cycle: CycleOpened
    panel: str
    committee: Committee
    ministry: str
    area: str
    facts: Facts

    def by_a_chair(self) -> None:
        """Let the actor pass if he chairs the panel and nothing ties him to the ministry.

        Raises:
            Refusal: he does not, or something does.
        """
        if self.facts.actor not in self.chairs():
            raise NotThePanelsChair(
                actor=self.facts.actor, panel=self.panel, chairs=", ".join(self.committee.chairs) or "-"
            )
        self._require_untied(self.facts.actor)

    def chairs(self) -> list[str]:
        """Return the chairs and their substitute; whose term is over settles what he began, the dismissed do not."""
        members, named = self.committee.members, (*self.committee.chairs, self.committee.substitute)
        return [it for it in named if it is not None and members[it].dismissed is None]

    def chair(self) -> str:
        """Return who settles the area: the first chair, or else the substitute, whom nothing ties to the ministry."""
        free = (it for it in self.chairs() if not self._ties(it))
        return next(free, self.committee.chairs[0])

    def require_free(self, person: str) -> None:
        """Let *person* pass if he is on the panel and nothing ties him to the ministry.

        Raises:
            Refusal: he is not, or something does.
        """
        if person not in self.committee.in_office(self._today()):
            raise NotOnThePanel(person=person, panel=self.panel)
        self._require_untied(person)

    def _require_untied(self, person: str) -> None:
        for it in self._ties(person):
            raise PanellistRecused(person=person, body=self.ministry, ground=it.ground, source=it.source)

    def _ties(self, person: str) -> tuple[Conflict, ...]:
        rules = self.cycle.rules.committees.recusal
        return conflicts(self.facts, person, About(self.ministry), rules, self._today())

    def _today(self) -> date:
        return day_of(self.facts.at, self.cycle.rules.zone)

    def require_named(self, state: Area, panellists: Sequence[str]) -> None:
        """Let *panellists* pass if they are enough, free, and nobody has scored.

        Raises:
            Refusal: they are not.
        """
        if state.sealed:
            raise ScoringHasBegun(body=self.ministry, area=self.area)
        given, least = len(set(panellists)), self.cycle.rules.specific.panellists
        if given < least or given != len(panellists):
            raise TooFewPanellists(area=self.area, given=given, least=least)
        for person in panellists:
            self.require_free(person)

    def require_reserve(self, state: Area, panellist: str, reserve: str) -> None:
        """Let *reserve* pass if he can take the place of *panellist*, who has not sealed.

        Raises:
            Refusal: he cannot.
        """
        if panellist not in state.panellists or panellist in state.sealed or reserve in state.panellists:
            raise NotReplaceable(panellist=panellist, reserve=reserve)
        self.require_free(reserve)


def bench_of(facts: Facts, cycle: CycleOpened, ministry: str, area: str, *, now: bool = True) -> Bench:
    """Return the panel that scores *area*; *now*: the criteria must have been public long enough today.

    Raises:
        Refusal: there is no such area, or no criteria.
    """
    require_area(cycle.rules.specific, cycle.year, area)
    year = facts.read(SPECIFIC, specific_stream(cycle.year))
    criteria = require_criteria(year, cycle, facts) if now else year.published
    if criteria is None or criteria.group_of(ministry) is None:
        raise CriteriaNotPublished(year=cycle.year)
    panel = criteria.panel_of(area)
    return Bench(cycle, panel, facts.read(COMMITTEE, committee_stream(panel)), ministry, area, facts)


def assign(command: AssignPanellists, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the panellists on record; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle = require_cycle(facts, command.year)[1]
    require_manager(facts, cycle)
    bench = bench_of(facts, cycle, command.ministry, command.area)
    if state.panellists == command.panellists:
        return []
    bench.require_named(state, command.panellists)
    gone = tuple(it for it in state.panellists if it not in command.panellists)
    return [PanellistsAssigned(**content(command), body=cycle.government, released=gone, by=facts.actor)]


def substitute(command: SubstitutePanellist, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the reserve on record; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle = require_cycle(facts, command.year)[1]
    bench = bench_of(facts, cycle, command.ministry, command.area)
    bench.by_a_chair()
    if command.reserve in state.panellists and command.panellist not in state.panellists:
        return []
    bench.require_reserve(state, command.panellist, command.reserve)
    return [PanellistSubstituted(**content(command), body=cycle.government, by=facts.actor)]
