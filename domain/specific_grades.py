"""Grades of the specific evaluation within a group of ministries, their notice and publication (ACT 26)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Literal, assert_never, get_args

from pydantic import Field

from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Year, specific_grades_stream, specific_result_stream, specific_stream
from domain.messages import Command, Decider, Event, Facts, Value, content
from domain.numbers import Number
from domain.scoring.grades import Candidate, Ranking, rank
from domain.scoring.quotas import Scale
from domain.specific import SPECIFIC, require_manager
from domain.specific_refusals import CriteriaNotPublished, UnknownGroup
from domain.specific_result import SPECIFIC_RESULT
from domain.specific_result_refusals import GradesStand, GradesTied, NoGrades, NotGraded, NotResolvedYet


class Listed(Value):
    """One ministry as it is published; without points where only the excellent are named."""

    body: Id
    grade: Id
    total: Number | None


class SpecificResultsGraded(Event):
    """The group in order, with grades; *person* in the ranking is a body. A reopened result makes another edition."""

    type: Literal["SpecificResultsGraded"] = "SpecificResultsGraded"
    year: Year
    group: Id
    ranking: Ranking
    edition: Annotated[int, Field(ge=1)]
    by: Id


class SpecificResultNotified(Event):
    """A ministry was told its result."""

    type: Literal["SpecificResultNotified"] = "SpecificResultNotified"
    year: Year
    group: Id
    body: Id
    total: Number
    grade: Id
    rank: Annotated[int, Field(ge=1)]
    edition: Annotated[int, Field(ge=1)]


class SpecificResultsPublished(Event):
    """What of the group's results is public."""

    type: Literal["SpecificResultsPublished"] = "SpecificResultsPublished"
    year: Year
    group: Id
    form: Literal["full", "excellent"]
    listed: tuple[Listed, ...]
    edition: Annotated[int, Field(ge=1)]
    by: Id


GradesEvent = SpecificResultsGraded | SpecificResultNotified | SpecificResultsPublished


@dataclass(frozen=True)
class SpecificGrades:
    """What decisions need to know of a group's grades."""

    graded: SpecificResultsGraded | None = None
    published: SpecificResultsPublished | None = None


def evolve(state: SpecificGrades, event: GradesEvent) -> SpecificGrades:
    """Return *state* after *event*."""
    match event:
        case SpecificResultsGraded():
            return replace(state, graded=event)
        case SpecificResultNotified():
            return state  # follows from the grades
        case SpecificResultsPublished():
            return replace(state, published=event)
        case _:
            assert_never(event)


class _GradesCommand(Command):
    """An act about a group's grades."""

    year: Year
    group: Id

    def stream(self) -> str:
        """Return the stream of the group's grades."""
        return specific_grades_stream(self.year, self.group)


class GradeSpecificResults(_GradesCommand):
    """Grade the group by its quotas and tell every ministry; *order* decides between equals, best first."""

    type: Literal["GradeSpecificResults"] = "GradeSpecificResults"
    order: tuple[Id, ...] = ()


class PublishSpecificResults(_GradesCommand):
    """Publish the group's results in the form of the rules."""

    type: Literal["PublishSpecificResults"] = "PublishSpecificResults"


GradesCommand = GradeSpecificResults | PublishSpecificResults


def decide(command: GradesCommand, state: SpecificGrades, facts: Facts) -> list[GradesEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle = require_cycle(facts, command.year)[1]
    require_manager(facts, cycle)
    scale = cycle.rules.specific.scale
    if scale is None:
        raise NoGrades(year=command.year)
    match command:
        case GradeSpecificResults():
            return _grade(command, state, cycle, scale, facts)
        case PublishSpecificResults():
            return _publish(command, state, cycle, facts)
        case _:
            assert_never(command)


def _grade(
    command: GradeSpecificResults, state: SpecificGrades, cycle: CycleOpened, scale: Scale, facts: Facts
) -> list[GradesEvent]:
    candidates = _candidates(command, facts)
    chosen = {body: place for place, body in enumerate(command.order, 1)}
    rules = cycle.rules.specific
    ranking = rank(scale, candidates, rules.near, waive_minimums=len(candidates) < rules.smallest, chosen=chosen)
    if ranking.ties:
        raise GradesTied(bodies=", ".join(body for tie in ranking.ties for body in tie.persons))
    if state.graded and state.graded.ranking == ranking:
        return []
    if state.published and state.graded and _totals(state.graded.ranking) == _totals(ranking):
        raise GradesStand(group=command.group)
    about = {"year": command.year, "group": command.group}
    edition = state.graded.edition + 1 if state.graded else 1
    graded = SpecificResultsGraded(**about, ranking=ranking, edition=edition, by=facts.actor)
    notices = [
        SpecificResultNotified(**about, body=it.person, total=it.total, grade=it.grade, rank=it.rank, edition=edition)
        for it in ranking.placed
    ]
    return [graded, *notices]


def _totals(ranking: Ranking) -> dict[str, Decimal]:
    return {it.person: it.total for it in ranking.placed}


def _candidates(command: GradeSpecificResults, facts: Facts) -> list[Candidate]:
    criteria = facts.read(SPECIFIC, specific_stream(command.year)).published
    if criteria is None:
        raise CriteriaNotPublished(year=command.year)
    bodies = next((it.bodies for it in criteria.groups if it.group == command.group), None)
    if bodies is None:
        known = ", ".join(it.group for it in criteria.groups) or "-"
        raise UnknownGroup(year=command.year, group=command.group, known=known)
    results = facts.read_all(SPECIFIC_RESULT, [specific_result_stream(command.year, body) for body in bodies])
    totals = {body: it.resolved.total for body, it in zip(bodies, results, strict=True) if it.resolved}
    if missing := [body for body in bodies if body not in totals]:
        raise NotResolvedYet(bodies=", ".join(missing))
    return [Candidate(person=body, total=total) for body, total in totals.items()]


def _publish(
    command: PublishSpecificResults, state: SpecificGrades, cycle: CycleOpened, facts: Facts
) -> list[GradesEvent]:
    graded, form = state.graded, cycle.rules.specific.publication
    if graded is None:
        raise NotGraded(group=command.group)
    if state.published and state.published.edition == graded.edition:
        return []
    said = {"form": form, "listed": _listed(graded, cycle), "edition": graded.edition, "by": facts.actor}
    return [SpecificResultsPublished(**content(command), **said)]


def _listed(graded: SpecificResultsGraded, cycle: CycleOpened) -> tuple[Listed, ...]:
    """Return who is named: all in order, or the best grade alone, by name and without points."""
    placed, scale = graded.ranking.placed, cycle.rules.specific.scale
    if cycle.rules.specific.publication == "full" or scale is None:
        return tuple(Listed(body=it.person, grade=it.grade, total=it.total) for it in placed)
    best = sorted(it.person for it in placed if it.grade == scale.quotas[0].grade)
    return tuple(Listed(body=it, grade=scale.quotas[0].grade, total=None) for it in best)


SPECIFIC_GRADES: Decider[SpecificGrades] = Decider(
    "specific-grades", get_args(GradesEvent), get_args(GradesCommand), SpecificGrades(), evolve, decide
)
