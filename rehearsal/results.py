"""What a ministry's units reached in a year, read from the values that were reported: what follows rests on it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from domain.indicator import ReportProgress
from domain.objectives import Indicator, Objectives, indicators_of
from domain.rules import HUNDRED
from rehearsal.case import Case, Entry


class Results:
    """The last value of each indicator of *part* among what was *played*, in percent of its target."""

    def __init__(self, part: Case, played: Iterable[Entry]) -> None:
        reports = sorted((it for it in played if isinstance(it.command, ReportProgress)), key=lambda it: it.at)
        last = {it.command.indicator: it.command.value for it in reports if isinstance(it.command, ReportProgress)}
        self._of = {
            unit.unit: [(it, last[it.code] * HUNDRED / (it.target or HUNDRED)) for it in _all(unit.objectives, last)]
            for unit in part.plan.units
        }

    def mean(self, unit: str) -> Decimal:
        """Return what *unit* reached in the mean of its indicators; 0 where it reported nothing."""
        reached = [percent for _, percent in self._of.get(unit, ())]
        return sum(reached, Decimal(0)) / len(reached) if reached else Decimal(0)

    def least(self, unit: str) -> Decimal:
        """Return what *unit* reached at least in what measures results; 0 where nothing does."""
        return min((percent for it, percent in self._of.get(unit, ()) if it.logic == "result"), default=Decimal(0))


def _all(objectives: Objectives, last: dict[str, Decimal]) -> list[Indicator]:
    return [it for it in indicators_of(objectives) if it.code in last]
