"""What the specific evaluation came to, read from what was played: scores of areas, results, and who did poorly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from domain.follow_up import Trigger
from domain.rules import RuleSet
from domain.scoring.grades import Candidate, rank
from domain.scoring.proof import Score
from domain.scoring.specific import area_score, result_score
from domain.specific import PublishSpecificCriteria
from domain.specific_area import CalibrateArea, SealAreaScore
from domain.specific_evidence import SubmitAreaEvidence
from domain.specific_grades import GradeSpecificResults
from domain.specific_result import ReopenSpecificResult
from domain.specific_rules import AreaRule
from domain.specific_true_up import TrueUpArea
from rehearsal.case import Entry

_POOR: Trigger = "poor-specific-evaluation"
_Marks = dict[str, dict[str, Decimal]]  # by panellist and item


class Evaluated:
    """The specific evaluation of all bodies, as *played*."""

    def __init__(self, rules: RuleSet, played: Iterable[Entry]) -> None:
        self.rules, self._drawn = rules.specific, rules.follow_up.drawn.get(_POOR)
        self.evidence: list[tuple[str, SubmitAreaEvidence]] = []  # with who speaks for the ministry
        self.chairs: dict[tuple[str, str], str] = {}  # by body and area
        self.groups: dict[str, Sequence[str]] = {}
        self.poor: dict[str, datetime] = {}  # from when on a body's grade asks for a review of its organisation
        self._ballots: dict[tuple[str, str], _Marks] = {}
        self._trued: dict[tuple[str, str], Decimal] = {}
        self._reopened: set[str] = set()
        for it in sorted(played, key=lambda entry: entry.at):
            self._fold(it)

    def _fold(self, entry: Entry) -> None:
        match entry.command:
            case SubmitAreaEvidence() as it:
                self.evidence.append((entry.actor, it))
            case SealAreaScore() as it:
                body, area, who = it.seat.split(":")
                self._ballots.setdefault((body, area), {})[who] = it.ballot.marks()
            case CalibrateArea() as it:
                body, area = it.work.split(":")
                self.chairs[body, area] = entry.actor
            case PublishSpecificCriteria() as it:
                self.groups = {one.group: one.bodies for one in it.groups}
            case TrueUpArea() as it:
                self._trued[it.ministry, it.area] = it.score
            case ReopenSpecificResult() as it:
                self._reopened.add(it.body)
            case GradeSpecificResults() as it:
                self._graded(it, entry.at)
            case _:
                pass

    def score(self, body: str, area: AreaRule) -> Score:
        """Return the panel's score of *area*."""
        return area_score(area, self._ballots[body, area.area], self.rules.trim).score

    def total(self, body: str) -> Decimal:
        """Return the result of *body* that stands."""
        scores = {it.area: self._standing(body, it) for it in self.rules.areas}
        return result_score(self.rules.areas, scores, self.rules.best, {}).value

    def _standing(self, body: str, area: AreaRule) -> Score:
        before, trued = self.score(body, area), self._trued.get((body, area.area))
        if body not in self._reopened or trued is None or abs(trued - before.value) <= self.rules.reopen_above:
            return before
        return Score(before.what, trued, "true-up")

    def _graded(self, it: GradeSpecificResults, at: datetime) -> None:
        """Note who has, from now on, a grade that the rules call poor."""
        if self.rules.scale is None or self._drawn is None:
            return
        found = [Candidate(person=body, total=self.total(body)) for body in self.groups[it.group]]
        chosen = {body: place for place, body in enumerate(it.order, 1)}
        few = len(found) < self.rules.smallest
        for placed in rank(self.rules.scale, found, self.rules.near, waive_minimums=few, chosen=chosen).placed:
            if placed.grade in self._drawn.grades:
                self.poor.setdefault(placed.person, at)
