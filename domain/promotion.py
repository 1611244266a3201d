"""The promotion list of a body, twice a year: who stands where among the officials of his grade (REG 29, 30).

It rests on the grades and totals on record at its day and names where they stand. When one of them
changes, a new edition supersedes it; the old one stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.calendar import resolve
from domain.composition import Read
from domain.cycle import CycleOpened, require_cycle
from domain.grading import GRADING
from domain.grading_facts import Apart
from domain.ids import Id, Year, person_stream, pools_stream, promotion_stream
from domain.messages import Command, Decider, Event, Facts, TaskCommand, TaskEvent, Value, content
from domain.numbers import Number
from domain.obligations import permit
from domain.person import PERSON, Person
from domain.promotion_rules import ListRule, PromotionRules
from domain.roles import require_engine
from domain.scoring.promotion import Rated, in_order


class CountedYear(Value):
    """A year that counts for a person: points of the grade, and the total that decides between equals."""

    year: Year
    points: Number
    total: Number


class Place(Value):
    """A person's place among the officials of his grade; equals share it."""

    person: Id
    place: Annotated[int, Field(ge=1)]
    points: Number
    years: tuple[CountedYear, ...]  # the newest first


class GradeList(Value):
    """The officials of one civil-service grade, in order."""

    grade: int
    places: tuple[Place, ...]


class PromotionListDrawn(TaskEvent):
    """The list as of its day; *apart* stands who has no grade of any year that counts."""

    type: Literal["PromotionListDrawn"] = "PromotionListDrawn"
    task_id = "draw-promotion-list"
    subject_field = "body"
    as_of: date
    lists: tuple[GradeList, ...]
    apart: tuple[Apart, ...]
    inputs: tuple[Read, ...]  # the gradings it rests on


class PromotionListRedrawn(Event):
    """The list after *cause*, in the place of the edition before; *edition* counts from 2."""

    type: Literal["PromotionListRedrawn"] = "PromotionListRedrawn"
    year: Year
    body: Id
    phase: Id
    as_of: date
    lists: tuple[GradeList, ...]
    apart: tuple[Apart, ...]
    inputs: tuple[Read, ...]
    edition: Annotated[int, Field(ge=2)]
    cause: str


PromotionEvent = PromotionListDrawn | PromotionListRedrawn


@dataclass(frozen=True)
class Promotion:
    """What decisions need to know of a promotion list."""

    current: PromotionEvent | None = None
    edition: int = 0

    def rests_on(self, stream: str) -> bool:
        """Return whether the list was drawn from *stream*."""
        return self.current is not None and stream in {it.stream for it in self.current.inputs}


def evolve(state: Promotion, event: PromotionEvent) -> Promotion:
    """Return *state* after *event*."""
    match event:
        case PromotionListDrawn():
            return replace(state, current=event, edition=1)
        case PromotionListRedrawn():
            return replace(state, current=event, edition=event.edition)
        case _:
            assert_never(event)


class DrawPromotionList(TaskCommand):
    """Draw the list from what is on record; the engine's own task."""

    type: Literal["DrawPromotionList"] = "DrawPromotionList"
    engines = True
    task_id = "draw-promotion-list"
    subject_field = "body"

    def stream(self) -> str:
        """Return the list's stream."""
        return promotion_stream(self.year, self.body, self.phase)


class RedrawPromotionList(Command):
    """Draw the list again because of *cause*; the engine's own command."""

    type: Literal["RedrawPromotionList"] = "RedrawPromotionList"
    engines = True
    year: Year
    body: Id
    phase: Id
    cause: str

    def stream(self) -> str:
        """Return the list's stream."""
        return promotion_stream(self.year, self.body, self.phase)


PromotionCommand = DrawPromotionList | RedrawPromotionList


def decide(command: PromotionCommand, state: Promotion, facts: Facts) -> list[PromotionEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case DrawPromotionList():
            opened = permit(command, facts).cycle
            return [] if state.current else [PromotionListDrawn(**_drawn(command, opened, facts))]
        case RedrawPromotionList():
            return _redraw(command, state, facts)
        case _:
            assert_never(command)


def _redraw(command: RedrawPromotionList, state: Promotion, facts: Facts) -> list[PromotionEvent]:
    require_engine(facts, command.body)
    if state.current is None:
        return []
    drawn = _drawn(command, require_cycle(facts, command.year)[1], facts)
    if (drawn["lists"], drawn["apart"]) == (state.current.lists, state.current.apart):
        return []
    return [PromotionListRedrawn(**drawn, edition=state.edition + 1)]


def _drawn(command: PromotionCommand, opened: CycleOpened, facts: Facts) -> dict[str, object]:
    """Return the list's fields as the log's facts give them now."""
    rules = opened.rules.personnel.promotion if opened.rules.personnel else None
    rule, phase = rules.list_of(command.phase) if rules else None, opened.rules.phase(command.phase)
    if rules is None or rule is None or phase is None:
        raise AssertionError("a rule set with this task says what its list rests on")
    desk = _Desk(command.year, rules, rule, facts)
    found = {person: desk.rated(person, it) for person, it in _listed(command, rules, facts).items()}
    return {
        **content(command),
        "as_of": resolve(phase.as_of or phase.due, command.year),
        "lists": tuple(desk.lists({person: rated for person, rated in found.items() if rated})),
        "apart": tuple(Apart(person=person, ground="no-grade") for person, rated in found.items() if not rated),
        "inputs": tuple(desk.inputs()),
    }


def _listed(command: PromotionCommand, rules: PromotionRules, facts: Facts) -> dict[str, Person]:
    """Return the officials of the body whose grades are listed."""
    persons = facts.evaluated(command.year, command.body)
    states = facts.read_all(PERSON, [person_stream(person) for person in persons])
    return {
        person: it
        for person, it in zip(persons, states, strict=True)
        if it.registered is not None and rules.highest <= it.registered.grade <= rules.lowest
    }


class _Desk:
    """Draws one list, and remembers which gradings it read."""

    def __init__(self, year: int, rules: PromotionRules, rule: ListRule, facts: Facts) -> None:
        self._years = [(year - it.back, it.weight) for it in rule.years]
        self._rules = rules
        self._facts = facts
        self._grades: dict[str, int] = {}  # of the civil service, by person
        self._read: set[str] = set()

    def rated(self, person: str, state: Person) -> tuple[Rated, ...]:
        """Return the years that count for *person*: those with a grade on record that brings points."""
        self._grades[person] = state.registered.grade if state.registered else 0
        found = []
        for year, weight in self._years:
            assigned = state.years.get(year)
            if assigned is None:
                continue
            self._read.add(stream := pools_stream(year, assigned.body))
            it = self._facts.read(GRADING, stream).grades.get(person)
            if it is not None and it.grade in self._rules.points:
                found.append(Rated(year, weight, self._rules.points[it.grade], it.total))
        return tuple(found)

    def lists(self, candidates: dict[str, tuple[Rated, ...]]) -> Iterator[GradeList]:
        """Yield the list of each grade, the highest first."""
        for grade in sorted({self._grades[person] for person in candidates}):
            peers = {person: rated for person, rated in candidates.items() if self._grades[person] == grade}
            places = [
                Place(person=it.person, place=it.place, points=it.points, years=_counted(it.rated))
                for it in in_order(peers)
            ]
            yield GradeList(grade=grade, places=tuple(places))

    def inputs(self) -> list[Read]:
        """Return the gradings that were read, and how many events each had."""
        return [Read(stream=stream, version=self._facts.version(stream)) for stream in sorted(self._read)]


def _counted(rated: Sequence[Rated]) -> tuple[CountedYear, ...]:
    return tuple(CountedYear(year=it.year, points=it.points, total=it.total) for it in rated)


PROMOTION_LIST: Decider[Promotion] = Decider(
    "promotion",
    (PromotionListDrawn, PromotionListRedrawn),
    (DrawPromotionList, RedrawPromotionList),
    Promotion(),
    evolve,
    decide,
)
