"""January after the specific evaluation: year-end values replace estimates, and what moved far is reopened.

Values differ little from their estimates, but for one area of each ministry whose result a sitting reopens: there
the score falls beyond the threshold of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from activities.rehearsals import command_id
from domain.messages import Command
from domain.rules import HUNDRED, RuleSet
from domain.scoring.proof import half_up
from domain.specific_ballot import Evidence
from domain.specific_evidence import SubmitAreaEvidence
from domain.specific_grades import GradeSpecificResults, PublishSpecificResults
from domain.specific_result import ReopenSpecificResult
from domain.specific_rules import AreaRule
from domain.specific_true_up import ReplaceEstimate, TrueUpArea
from rehearsal.case import Case, Entry
from rehearsal.crowd import seeded
from rehearsal.evaluated import Evaluated
from rehearsal.sittings import Sittings
from rehearsal.specific import digest

_DRIFT = 20  # tenths of a point by which a year-end value differs at most from its estimate
_BEYOND = Decimal("1.5")  # times the threshold, by which the score of one area falls where the result is reopened
_REASON = "연말 실적 확정에 따른 조정"
_NEXT = timedelta(days=1)


def true_up(case: Case, rules: RuleSet, played: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the true-up of the specific evaluation that was *played*; nothing where none was."""
    manager = case.holder(rules.specific.manages, case.government)
    evaluated = Evaluated(rules, played)
    if manager is not None and evaluated.evidence:
        yield from _January(case, rules, evaluated, manager).entries()


class _January:
    """The January after a year's specific evaluation."""

    def __init__(self, case: Case, rules: RuleSet, evaluated: Evaluated, manager: str) -> None:
        self.case, self.year, self.manager, self.evaluated = case, case.year, manager, evaluated
        self.rules, self.zone = rules.specific, ZoneInfo(rules.zone)
        self.seed = case.crowd.seed if case.crowd else case.case
        bodies = dict.fromkeys(it.body for _, it in evaluated.evidence)
        sittings = Sittings(case, rules, tuple(bodies))
        found = {body: sittings.resolved("reopen", body) for body in bodies}
        self.reopened = {body: it for body, it in found.items() if it is not None}

    def entries(self) -> Iterator[Entry]:
        """Yield year-end values and restated scores, then what the committee reopened."""
        for speaker, it in self.evaluated.evidence:
            yield from self._trued_up(speaker, it)
        for body, (resolution, at) in self.reopened.items():
            wish = ReopenSpecificResult(year=self.year, body=body, resolution=resolution)
            yield self._entry(at + _NEXT, self.manager, wish, body)
            group = next(name for name, bodies in self.evaluated.groups.items() if body in bodies)
            order = tuple(self.evaluated.groups[group])
            graded = GradeSpecificResults(year=self.year, group=group, order=order)
            yield self._entry(at + 2 * _NEXT, self.manager, graded, body)
            published = PublishSpecificResults(year=self.year, group=group)
            yield self._entry(at + 2 * _NEXT + timedelta(hours=1), self.manager, published, body)

    def _trued_up(self, speaker: str, it: SubmitAreaEvidence) -> Iterator[Entry]:
        area = self.rules.area(it.area)
        estimates = [one for one in it.evidence if one.estimate and one.value is not None]
        if area is None or not estimates:
            return
        place: dict[str, Any] = {"year": self.year, "ministry": it.body, "area": it.area}
        weights, moved = {one.item: one.weight for one in area.items}, Decimal(0)
        for one in estimates:
            change = self._change(it.body, area, one, weights[one.item])
            moved += change * weights[one.item] / HUNDRED
            said = {
                "item": one.item,
                "value": (one.value or 0) + change,
                "document": digest("year-end", it.body, it.area, one.item),
            }
            wish = ReplaceEstimate.model_validate({**place, **said})
            yield self._entry(self._at(10, it.body, it.area), speaker, wish, it.body, it.area, one.item)
        score = min(self.rules.best, max(Decimal(0), half_up(self.evaluated.score(it.body, area).value + moved)))
        restated = TrueUpArea(**place, score=score, reason=_REASON)
        chair = self.evaluated.chairs[it.body, it.area]
        yield self._entry(self._at(17, it.body, it.area), chair, restated, it.body, it.area)

    def _change(self, body: str, area: AreaRule, it: Evidence, weight: Decimal) -> Decimal:
        """Return by how much the year-end value of an item differs from its estimate."""
        if body in self.reopened and area.area == self._surprise(body):
            return (-self.rules.reopen_above * _BEYOND * HUNDRED / weight).quantize(Decimal("0.1"))
        most = min(_DRIFT, int(self.rules.reopen_above * 10))
        return Decimal(seeded(self.seed, "true-up", body, area.area, it.item).randint(-most, most)) / 10

    def _surprise(self, body: str) -> str:
        """Return the area of *body* whose year ended otherwise than was estimated."""
        return seeded(self.seed, "surprise", body).choice([it.area for it in self.rules.areas])

    def _at(self, day: int, *about: str) -> datetime:
        dice = seeded(self.seed, "true-up", *about)
        on = date(self.year + 1, 1, day + dice.randrange(4))
        while on.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
            on += _NEXT
        return datetime.combine(on, time(9, 30), self.zone) + timedelta(minutes=dice.randrange(420))

    def _entry(self, at: datetime, actor: str, command: Command, *about: str) -> Entry:
        return Entry(at, actor, command_id(self.case.case, "true-up", type(command).__name__, *about), command)
