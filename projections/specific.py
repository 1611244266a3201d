"""The specific evaluation of a year as the log has it: criteria, areas, ballots that are open, results, grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from domain.cycle import CycleOpened
from domain.ids import specific_area_stream, specific_grades_stream, specific_result_stream, specific_stream
from domain.messages import Decider
from domain.specific import SPECIFIC
from domain.specific_area import SPECIFIC_AREA
from domain.specific_area_facts import Area
from domain.specific_facts import Specific
from domain.specific_grades import SPECIFIC_GRADES, SpecificGrades
from domain.specific_result import SPECIFIC_RESULT
from domain.specific_result_facts import SpecificResult
from eventstore.codec import decode
from eventstore.port import Log, Query, Stored

S = TypeVar("S")


@dataclass(frozen=True)
class Told:
    """One ministry: its areas, its result, and the rows of the log they are told from, by stream."""

    body: str
    areas: dict[str, Area]
    result: SpecificResult
    rows: dict[str, tuple[Stored, ...]]

    def state(self, grades: SpecificGrades, *, is_open: bool) -> str:
        """Return how far the ministry's evaluation is, in one word."""
        if self.result.resolved is not None:
            return _after(grades)
        if self.result.draft is not None:
            return "heard" if self.result.heard else "shared"
        if all(it.calibrated for it in self.areas.values()):
            return "calibrated"
        if any(it.panellists for it in self.areas.values()):
            return "scoring"
        return "evidence" if is_open else "planned"

    def missing(self) -> list[str]:
        """Return what keeps the result from being resolved: areas without a score, the hearing, its reply."""
        lacking = [area for area, it in self.areas.items() if it.calibrated is None]
        heard = self.result.heard
        if heard is None:
            return [*lacking, "state-opinion"]
        unanswered = not heard.waived and self.result.answered is None
        return [*lacking, *(["AnswerOpinion"] if unanswered else [])]


def _after(grades: SpecificGrades) -> str:
    if grades.published is not None:
        return "published"
    return "graded" if grades.graded else "resolved"


def year_of(log: Log, year: int) -> Specific:
    """Return the year's evaluation as a whole."""
    return _fold(SPECIFIC, tuple(log.read(Query(streams=[specific_stream(year)]))))


def grades_of(log: Log, year: int, group: str) -> SpecificGrades:
    """Return the grades of a group."""
    return _fold(SPECIFIC_GRADES, tuple(log.read(Query(streams=[specific_grades_stream(year, group)]))))


def told_of(log: Log, cycle: CycleOpened, body: str) -> Told:
    """Return what the log says of *body*, read at once."""
    names = {it.area: specific_area_stream(cycle.year, body, it.area) for it in cycle.rules.specific.areas}
    result = specific_result_stream(cycle.year, body)
    rows: dict[str, list[Stored]] = {stream: [] for stream in (*names.values(), result)}
    for row in log.read(Query(streams=list(rows))):
        rows[row.stream].append(row)
    areas = {area: _fold(SPECIFIC_AREA, tuple(rows[stream])) for area, stream in names.items()}
    frozen = {stream: tuple(it) for stream, it in rows.items()}
    return Told(body, areas, _fold(SPECIFIC_RESULT, frozen[result]), frozen)


def _fold(decider: Decider[S], rows: tuple[Stored, ...]) -> S:
    events: list[Any] = [decode(row) for row in rows]
    return decider.fold(events)
