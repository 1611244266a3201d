"""The year's specific evaluation: its criteria, published before it opens, and its opening (ACT 19, ACT 20, S1-38)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, assert_never

from domain.calendar import day_of, resolve
from domain.committee import COMMITTEE
from domain.cycle import CycleOpened, require_cycle
from domain.ids import ResolutionRef, Sha256, Year, committee_stream, specific_stream
from domain.messages import (
    Command,
    Decider,
    Facts,
    Reason,
    TaskCommand,
    content,
)
from domain.obligations import permit
from domain.resolutions import Decision, deciding, require_decision
from domain.roles import require_role
from domain.specific_facts import (
    Grouped,
    Panel,
    Specific,
    SpecificCriteriaPublished,
    SpecificDeadlineExtended,
    SpecificEvaluationOpened,
    SpecificEvent,
    evolve,
)
from domain.specific_groups import grouped
from domain.specific_refusals import (
    AreaWithoutPanel,
    CriteriaNotPublished,
    CriteriaStand,
    CriteriaTooRecent,
    ExtensionOutOfBounds,
    NoSpecificEvaluation,
    NotAPanel,
    UnknownArea,
)
from domain.specific_resolution import require_confirmed
from domain.specific_rules import SpecificRules


class PublishSpecificCriteria(TaskCommand):
    """Publish the criteria: groups of bodies, a panel for each area, and the document (S1-40: by resolution)."""

    type: Literal["PublishSpecificCriteria"] = "PublishSpecificCriteria"
    task_id = "publish-criteria"
    subject_field = "body"
    document: Sha256
    groups: tuple[Grouped, ...] = ()  # none: every body of the year, in the group that the log says
    panels: tuple[Panel, ...]
    resolution: ResolutionRef | None = None
    outside: Reason | None = None  # or a decision that is not one of this log, in words

    def stream(self) -> str:
        """Return the stream of the year's evaluation."""
        return specific_stream(self.year)


class _SpecificCommand(Command):
    """An act about the whole evaluation of a year."""

    year: Year

    def stream(self) -> str:
        """Return the stream of the year's evaluation."""
        return specific_stream(self.year)


class OpenSpecificEvaluation(_SpecificCommand):
    """Open the evaluation of every ministry that the criteria name, as the office that manages it."""

    type: Literal["OpenSpecificEvaluation"] = "OpenSpecificEvaluation"


class ExtendSpecificDeadline(_SpecificCommand):
    """Let results be resolved until *until*, by a resolution about the year."""

    type: Literal["ExtendSpecificDeadline"] = "ExtendSpecificDeadline"
    until: date
    reason: Reason
    resolution: ResolutionRef


SpecificCommand = PublishSpecificCriteria | OpenSpecificEvaluation | ExtendSpecificDeadline


def decide(command: SpecificCommand, state: Specific, facts: Facts) -> list[SpecificEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case PublishSpecificCriteria():
            return _publish(command, state, facts)
        case OpenSpecificEvaluation():
            return _open(command, state, facts)
        case ExtendSpecificDeadline():
            return _extend(command, state, facts)
        case _:
            assert_never(command)


def _publish(command: PublishSpecificCriteria, state: Specific, facts: Facts) -> list[SpecificEvent]:
    cycle = permit(command, facts).cycle
    if not cycle.rules.specific.areas:
        raise NoSpecificEvaluation(year=command.year)
    decision = Decision(command.resolution, command.outside)
    require_decision(facts, decision, "criteria", str(command.year), command.year, deciding(cycle, "criteria"))
    groups = grouped(command.groups, cycle, facts)
    _require_panels(command, cycle.rules.specific, facts)
    before = state.published
    if before and (before.document, before.groups, before.panels) == (command.document, groups, command.panels):
        return []
    if state.opened:
        raise CriteriaStand(year=command.year, bodies=", ".join(state.opened))
    on, edition = day_of(facts.at, cycle.rules.zone), before.edition + 1 if before else 1
    said = {**content(command), "groups": groups, "on": on, "edition": edition, "by": facts.actor}
    return [SpecificCriteriaPublished.model_validate(said)]


def _require_panels(command: PublishSpecificCriteria, rules: SpecificRules, facts: Facts) -> None:
    named = [it.area for it in command.panels]
    for area in named:
        require_area(rules, command.year, area)
    for rule in rules.areas:
        if named.count(rule.area) != 1:
            raise AreaWithoutPanel(area=rule.area, panels=named.count(rule.area))
    for it in command.panels:
        made = facts.read(COMMITTEE, committee_stream(it.committee)).constituted
        if made is None or made.kind != rules.panel:
            raise NotAPanel(area=it.area, committee=it.committee, kind=rules.panel)


def require_area(rules: SpecificRules, year: int, area: str) -> None:
    """Let *area* pass if the year's rules have it.

    Raises:
        UnknownArea: they have not.
    """
    if rules.area(area) is None:
        known = ", ".join(it.area for it in rules.areas) or "-"
        raise UnknownArea(year=year, area=area, known=known)


def _open(command: OpenSpecificEvaluation, state: Specific, facts: Facts) -> list[SpecificEvent]:
    cycle = require_cycle(facts, command.year)[1]
    rules = cycle.rules.specific
    require_manager(facts, cycle)
    criteria = require_criteria(state, cycle, facts)
    areas = tuple(it.area for it in rules.areas)
    bodies = [body for group in criteria.groups for body in group.bodies if body not in state.opened]
    return [SpecificEvaluationOpened(year=command.year, body=it, areas=areas, owner=rules.answers) for it in bodies]


def require_manager(facts: Facts, cycle: CycleOpened) -> None:
    """Let the actor pass if the rules let him keep the evaluation.

    Raises:
        NotAllowed: they do not.
    """
    require_role(facts, cycle.rules.specific.manages.removeprefix("role:"), cycle.government)


def require_criteria(state: Specific, cycle: CycleOpened, facts: Facts) -> SpecificCriteriaPublished:
    """Return the criteria if they have been published for as many days as the rules ask.

    Raises:
        Refusal: they are not published, or not long enough.
    """
    criteria, rules = state.published, cycle.rules.specific
    if criteria is None:
        raise CriteriaNotPublished(year=cycle.year)
    first = criteria.on + timedelta(days=rules.notice_days)
    if day_of(facts.at, cycle.rules.zone) < first:
        raise CriteriaTooRecent(year=cycle.year, on=criteria.on, days=rules.notice_days, first=first)
    return criteria


def _extend(command: ExtendSpecificDeadline, state: Specific, facts: Facts) -> list[SpecificEvent]:
    cycle = require_cycle(facts, command.year)[1]
    require_manager(facts, cycle)
    event = SpecificDeadlineExtended(**content(command), by=facts.actor)
    if state.extended and event == state.extended.model_copy(update={"by": facts.actor}):
        return []
    rules = cycle.rules.specific
    least, most = deadline_of(state, cycle), resolve(rules.extended_to, command.year)
    if not least < command.until <= most:
        raise ExtensionOutOfBounds(until=command.until, least=least, most=most)
    require_confirmed(facts, command.resolution, "extension", str(command.year), command.year, rules.resolves)
    return [event]


def deadline_of(state: Specific, cycle: CycleOpened) -> date:
    """Return the last day on which results are resolved."""
    return state.extended.until if state.extended else resolve(cycle.rules.specific.resolved_by, cycle.year)


SPECIFIC: Decider[Specific] = Decider(
    "specific",
    (SpecificCriteriaPublished, SpecificEvaluationOpened, SpecificDeadlineExtended),
    (PublishSpecificCriteria, OpenSpecificEvaluation, ExtendSpecificDeadline),
    Specific(),
    evolve,
    decide,
)
