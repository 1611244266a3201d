"""The score of a person who served in several units: each unit's score by the days served there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from domain.scoring.proof import Score


def by_days(served: Sequence[tuple[Score, int]]) -> Score:
    """Return (d1 x score1 + d2 x score2) / (d1 + d2), exact; who served in one unit has its score.

    >>> from domain.scoring.proof import Score
    >>> first, second = Score("a", Decimal(90), "weighted-sum"), Score("b", Decimal(80), "weighted-sum")
    >>> by_days([(first, 213), (second, 152)]).value.quantize(Decimal("0.0001"))
    Decimal('85.8356')
    """
    if len(served) == 1:
        return served[0][0]
    days = sum(days for _, days in served)
    value = sum((score.value * of for score, of in served), Decimal(0)) / days
    parts = tuple(replace(score, weight=Decimal(of)) for score, of in served)
    return Score("service", value, "by-days", parts=parts)


def goals_score(rated: Mapping[str, Score], halves: Sequence[str]) -> Score | None:
    """Return the exact mean of a year's ratings of goals, given by phase in order of time.

    *halves* are the phases that count; without them the last rating does. None before the last half
    is rated; an earlier half without a rating does not count.
    """
    counting = list(halves) or list(rated)[-1:]
    if not counting or counting[-1] not in rated:
        return None
    scores = tuple(rated[half] for half in counting if half in rated)
    if len(scores) == 1:
        return scores[0]
    value = sum((score.value for score in scores), Decimal(0)) / len(scores)
    return Score("goals", value, "half-mean", parts=scores)
