"""What there is to know of a year's indicators: definitions, targets, values, evidence, forecasts, warnings, signals.

Folded from the log when asked. After an amendment every definition the year has had stands beside
the others, each with the rates and the forecast its values make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain.calendar import day_of, resolve
from domain.cycle import CycleOpened
from domain.ids import indicator_stream, plan_stream
from domain.indicator import INDICATOR
from domain.indicator_events import EvidenceAttached, EvidenceRejected, IndicatorState
from domain.indicator_watch import periods_of
from domain.objectives import Indicator, definition_hash
from domain.plan import PLAN
from domain.plan_state import Plan
from domain.plan_targets import formula_of, scale_of, standing
from domain.scoring.achievement import achievement
from domain.scoring.forecast import forecast
from domain.scoring.gaming import Signal, denominator_shift, formula_drift, last_weeks_surge, target_below_history
from domain.scoring.proof import Score, half_up
from domain.scoring.targets import target_by_rule
from eventstore.codec import decode
from eventstore.port import Log, Query

_CHUNK = 400
_MEASURED_BY = ("kind", "direction", "unit_of_measure", "formula", "source")  # what should not drift


@dataclass
class _Told:
    """What one indicator's stream tells: its state, and the days its evidence came in."""

    state: IndicatorState = INDICATOR.initial
    evidence_days: list[date] = field(default_factory=list)


def indicators(
    log: Log, opened: CycleOpened, *, body: str | None = None, unit: str | None = None, code: str | None = None
) -> list[dict[str, Any]]:
    """Return the year's indicators as JSON can hold them, in the order of the plans."""
    found: list[dict[str, Any]] = []
    for it in opened.bodies:
        if body in (None, it):
            found.extend(_of_body(log, opened.of(it), it, unit, code))
    return found


def _of_body(log: Log, opened: CycleOpened, body: str, unit: str | None, code: str | None) -> Iterator[dict[str, Any]]:
    plan, last_year = _plan(log, opened.year, body), _plan(log, opened.year - 1, body)
    asked = [it.code for it in plan.in_force.values() if unit in (None, it.unit) and code in (None, it.code)]
    told = _streams(log, opened, [indicator_stream(opened.year, body, it) for it in asked])
    for it in asked:
        found = told.get(indicator_stream(opened.year, body, it), _Told())
        yield _Sheet(opened, body, plan, last_year, found).data(it)


def _plan(log: Log, year: int, body: str) -> Plan:
    return PLAN.fold([decode(row) for row in log.read(Query(streams=[plan_stream(year, body)]))])


def _streams(log: Log, opened: CycleOpened, names: Sequence[str]) -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    for start in range(0, len(names), _CHUNK):
        for row in log.read(Query(streams=names[start : start + _CHUNK])):
            it, event = told.setdefault(row.stream, _Told()), decode(row)
            it.state = INDICATOR.evolve(it.state, event)
            if isinstance(event, EvidenceAttached):
                it.evidence_days.append(day_of(datetime.fromisoformat(row.occurred_at), opened.rules.zone))
    return told


@dataclass(frozen=True)
class _Sheet:
    """All about one body's indicators in one year."""

    opened: CycleOpened
    body: str
    plan: Plan
    last_year: Plan
    told: _Told

    def data(self, code: str) -> dict[str, Any]:
        """Return the sheet of the indicator *code*."""
        frozen, definitions = self.plan.in_force[code], self.plan.definitions[code]
        return {
            "code": code,
            "body": self.body,
            "unit": frozen.unit,
            "name": frozen.name.model_dump(),
            "weight": _text(frozen.weight),
            "provisional": self.plan.confirmed is None,
            "baseline_building": frozen.baseline_building,
            "approved": self._approval(code),
            "definitions": [self._definition(it, now=it == definitions[-1]) for it in reversed(definitions)],
            "evidence": [self._evidence(it) for it in self.told.state.evidence.values()],
            "warnings": self._warnings(),
            "signals": [{"signal": it.signal, "facts": dict(it.facts)} for it in self._signals(definitions)],
        }

    def _approval(self, code: str) -> dict[str, Any] | None:
        found = self.plan.approved.get(code)
        return {"approver": found.approver, "justification": found.justification} if found else None

    def _definition(self, it: Indicator, *, now: bool) -> dict[str, Any]:
        """Return one definition with everything computed under it; *now*: it is the one in force."""
        rules = self.opened.rules.planning
        seal = definition_hash(it)
        formula, by_rule = formula_of(it, rules), target_by_rule(it.baseline, it.direction, rules, scale_of(it))
        values = [value for phase in periods_of(self.opened.rules) if (value := self._value(it, seal, phase, now=now))]
        return {
            "definition": seal,
            "in_force": now,
            **it.model_dump(mode="json", exclude={"code", "name", "weight", "categories", "target", "baseline"}),
            "formula_name": formula.name.model_dump() if formula else None,
            "target": _text(it.target),
            "baseline": [_text(result) for result in it.baseline],
            "by_rule": _by_rule(by_rule) if it.kind == "quantitative" else None,
            "standing": standing(it, rules),
            "values": values,
            "forecast": self._forecast(it, values),
        }

    def _value(self, it: Indicator, seal: str, phase: str, *, now: bool) -> dict[str, Any] | None:
        found = self.told.state.value(phase, None if now else seal)
        if found is None:
            return None
        counted = self._rate(it, found.value)
        return {
            "phase": phase,
            "value": _text(found.value),
            "estimate": found.estimate,
            "numerator": _text(found.numerator),
            "denominator": _text(found.denominator),
            **counted,
        }

    def _rate(self, it: Indicator, value: Decimal) -> dict[str, str | None]:
        """Return the rate of *value*, as it is and as it counts."""
        rules = self.opened.rules.planning
        formula = formula_of(it, rules)
        if formula is None or it.target is None:
            return {"rate": None, "counts": None}
        found = achievement(formula, value, it.target, rules.cap, it.direction)
        if found is None:
            return {"rate": None, "counts": None}
        return {"rate": _text(half_up(found.parts[0].value)), "counts": _text(half_up(found.value))}

    def _forecast(self, it: Indicator, values: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
        periods = periods_of(self.opened.rules)
        told = {periods.index(value["phase"]) + 1: Decimal(value["value"]) for value in values}
        found = forecast(told, len(periods))
        if found is None:
            return None
        rate = self._rate(it, found.value)["rate"]
        return {"value": _text(found.value), "rate": rate, "rule": found.rule, "periods": sorted(told)}

    def _evidence(self, it: EvidenceAttached) -> dict[str, Any]:
        verdict = self.told.state.verdicts.get(it.document)
        rejected = verdict.reason if isinstance(verdict, EvidenceRejected) else None
        return {
            "phase": it.phase,
            "document": it.document,
            "title": it.title,
            "by": it.by,
            "verdict": None if verdict is None else ("rejected" if rejected else "verified"),
            "verified_by": verdict.by if verdict else None,
            "reason": rejected,
        }

    def _warnings(self) -> list[dict[str, Any]]:
        state = self.told.state
        return [
            {
                "phase": phase,
                "forecast": _text(it.forecast),
                "target": _text(it.target),
                "rate": _text(it.rate),
                "cause": state.acknowledged[phase].cause if phase in state.acknowledged else None,
            }
            for phase, it in state.warned.items()
        ]

    def _signals(self, definitions: Sequence[Indicator]) -> list[Signal]:
        """Return what asks for a look, against last year where the log has it, else against the first definition."""
        now, rules = definitions[-1], self.opened.rules.planning
        before = self.last_year.definitions.get(now.code, definitions[:1])[-1]
        told = [self.told.state.value(phase) for phase in periods_of(self.opened.rules)]
        denominators = [it.denominator for it in told if it and it.denominator is not None]
        found = (
            target_below_history(now.target, now.baseline[-1] if now.baseline else None, now.direction),
            formula_drift(*({name: getattr(it, name) for name in _MEASURED_BY} for it in (now, before))),
            denominator_shift(denominators, rules),
            last_weeks_surge(self.told.evidence_days, resolve("Y-12-31", self.opened.year), rules),
        )
        return [it for it in found if it is not None]


def _by_rule(target: Score | None) -> dict[str, Any] | None:
    if target is None:
        return None
    previous, sigma = target.parts
    steps = {"previous": _text(previous.value), "sigma": _text(half_up(sigma.value)), "k": _text(sigma.weight)}
    return {"value": _text(target.value), **steps, "rule": target.rule, "kind": sigma.rule}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
