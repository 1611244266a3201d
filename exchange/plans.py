"""What a body's plan in force says about unit tasks: which indicators each serves (S1-71, S1-72)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.ids import plan_stream
from domain.objectives import Indicator, Task
from domain.plan import PLAN
from domain.plan_state import Parts, Plan
from eventstore.codec import decode
from eventstore.port import Log, Query
from exchange.refusals import IndicatorNeeded, OtherUnitTask

_YEAR = re.compile(r"[0-9]{4}\Z")
Serving = Mapping[str, tuple[str, ...]]  # codes of indicators by unit task


def plan_of(log: Log, year: int, body: str, upto: int | None = None) -> Plan:
    """Return the plan of *body* as the log has it up to the position *upto*."""
    rows = log.read(Query(streams=[plan_stream(year, body)], upto=upto))
    return PLAN.fold([decode(row) for row in rows])


def serving(parts: Parts) -> Serving:
    """Return which indicators each unit task serves: its own, or else those of the target it stands below."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts.values():
        for target in (it for objective in part.objectives for it in objective.targets):
            for task in target.tasks:
                if task.unit_task:
                    codes = [it.code for it in served_by(task, target.indicators)]
                    found[task.unit_task] = (*found.get(task.unit_task, ()), *codes)
    return found


def served_by(task: Task, above: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Return the indicators that measure *task*: its own, or else those *above*, of its target."""
    return task.indicators or above


class Plans:
    """The plans of one log, each read once."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._known: dict[tuple[str, str], Serving] = {}

    def indicator_of(self, of: tuple[str, str], unit_task: str, indicator: str | None) -> str:
        """Return the indicator that a document of *unit_task* belongs to, in the year and body *of*.

        Raises:
            IndicatorNeeded: the unit task serves several, or none, and the row names none.
            OtherUnitTask: it serves others than the one that is named.
        """
        codes = self._serving(of).get(unit_task, ())
        known = ", ".join(codes) or "-"
        if indicator is None and len(codes) != 1:
            raise IndicatorNeeded(unit_task=unit_task[:80], known=known)
        if indicator is not None and indicator not in codes:
            raise OtherUnitTask(indicator=indicator[:80], unit_task=unit_task[:80], known=known)
        return indicator or codes[0]

    def _serving(self, of: tuple[str, str]) -> Serving:
        if of not in self._known:
            year, body = of
            plan = plan_of(self._log, int(year), body) if _YEAR.match(year) else Plan()
            self._known[of] = serving(plan.parts_in_force())
        return self._known[of]
