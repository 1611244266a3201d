"""The arithmetic of the specific evaluation: ballots to areas to a ministry's result, each with its proof.

A ballot is the exact weighted sum of its items. An area is the mean of the ballots that are left when the
highest and the lowest are trimmed, rounded half up to two places, once. A result is the exact sum of the
areas' weighted parts and the additions, each rounded once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.scoring.proof import Score, half_up
from domain.scoring.total import ROUNDING
from domain.specific_rules import AdditionRule, AreaRule

HUNDRED = Decimal(100)
Marks = Mapping[str, Decimal]  # a panellist's points by item


@dataclass(frozen=True)
class Panelled:
    """An area's score, each ballot in it, and the panellists whose ballots were left out."""

    score: Score
    ballots: Mapping[str, Decimal]
    trimmed: tuple[str, ...] = ()

    def far(self, distance: Decimal) -> list[str]:
        """Return who differs from the area's score by more than *distance* points, in order."""
        return sorted(who for who, points in self.ballots.items() if abs(points - self.score.value) > distance)


def ballot_score(area: AreaRule, panellist: str, marks: Marks) -> Score:
    """Return one ballot: the exact sum of points x weight of each item of *area*."""
    parts = tuple(Score(f"item/{it.item}", marks[it.item], "S1-44", weight=it.weight) for it in area.items)
    value = sum((part.value * (part.weight or 0) for part in parts), Decimal(0)) / HUNDRED
    return Score(f"ballot/{panellist}", value, "weighted-items", parts=parts)


def area_score(area: AreaRule, ballots: Mapping[str, Marks], trim: int) -> Panelled:
    """Return the score of *area*; *trim* ballots are left out at each end where one at least remains."""
    scores = [ballot_score(area, who, ballots[who]) for who in sorted(ballots)]
    ordered = sorted(scores, key=lambda it: (it.value, it.what))
    ends = trim if len(ordered) > 2 * trim else 0
    kept = ordered[ends : len(ordered) - ends]
    mean = half_up(sum((it.value for it in kept), Decimal(0)) / len(kept))
    parts = tuple(sorted(kept, key=lambda it: it.what))
    score = Score(f"area/{area.area}", mean, "panel-mean", rounding=ROUNDING, parts=parts)
    out = tuple(_who(it) for it in scores if it not in kept)
    return Panelled(score, {_who(it): it.value for it in scores}, out)


def _who(ballot: Score) -> str:
    return ballot.what.removeprefix("ballot/")


def result_score(
    areas: Sequence[AreaRule],
    scores: Mapping[str, Score],
    best: Decimal,
    additions: Mapping[str, Decimal],
    known: Sequence[AdditionRule] = (),
) -> Score:
    """Return a ministry's result, of 100 and the additions; *best* is the highest score of an area."""
    parts = [_part(area, scores[area.area], best) for area in areas]
    parts += [
        Score(f"addition/{it.addition}", half_up(additions[it.addition]), "addition", rounding=ROUNDING)
        for it in known
        if it.addition in additions
    ]
    return Score("specific-result", sum((it.value for it in parts), Decimal(0)), "sum-of-areas", parts=tuple(parts))


def _part(area: AreaRule, score: Score, best: Decimal) -> Score:
    value = half_up(score.value * area.weight / best)
    return Score(f"part/{area.area}", value, "S1-43", weight=area.weight, rounding=ROUNDING, parts=(score,))
