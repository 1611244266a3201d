"""The once-only guard: where the log already has what somebody is about to ask for.

A place is STREAM@VERSION: by that version of the stream it is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.cycle import CycleOpened, require_phase_rule
from domain.data_request_facts import DataRequested, Requests, same_name
from domain.ids import indicator_stream, plan_stream, requests_stream
from domain.indicator import INDICATOR
from domain.indicator_events import EvidenceRejected, IndicatorState, require_frozen
from domain.messages import Facts
from domain.plan import PLAN


def place_in_log(asked: DataRequested, state: Requests, opened: CycleOpened, facts: Facts) -> str | None:
    """Return where the log has what is *asked* for; None: nowhere.

    Raises:
        UnknownIndicator: the plan in force does not have what the request is about.
        UnknownPhase: the year has no such period.
    """
    if asked.indicator and asked.period:
        require_frozen(facts, asked.year, asked.body, asked.indicator)
        require_phase_rule(opened, asked.period)
    return next(_places(asked, state, facts), None)


def _places(asked: DataRequested, state: Requests, facts: Facts) -> Iterator[str]:
    for stream, indicator in _indicators(asked, facts):
        if _has(indicator, asked):
            yield f"{stream}@{facts.version(stream)}"
    for request in state.all:
        if asked.document and any(it.document == asked.document for it in request.provided):
            yield f"{requests_stream(asked.year, asked.body)}@{request.version}"
    same = state.same(asked.kind, asked.indicator, asked.period, asked.what)
    if same and not same.waits:
        yield f"{requests_stream(asked.year, asked.body)}@{same.version}"


def _indicators(asked: DataRequested, facts: Facts) -> Iterator[tuple[str, IndicatorState]]:
    plan = facts.read(PLAN, plan_stream(asked.year, asked.body))
    codes = [asked.indicator] if asked.indicator else list(plan.in_force)
    streams = [indicator_stream(asked.year, asked.body, code) for code in codes]
    yield from zip(streams, facts.read_all(INDICATOR, streams), strict=True)


def _has(state: IndicatorState, asked: DataRequested) -> bool:
    """Return whether the indicator's own stream has what is asked: an estimate, or what was rejected, does not do."""
    if asked.kind == "value":
        value = state.value(asked.period or "")
        return value is not None and not value.estimate
    good = [it for it in state.evidence.values() if not isinstance(state.verdicts.get(it.document), EvidenceRejected)]
    if asked.kind == "evidence":
        return any(it.phase == asked.period for it in good)
    return any(it.document == asked.document or same_name(it.title) == same_name(asked.what) for it in good)
